#include "surface.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>

namespace millrace::facts {
namespace {

using geom::Vec3;

// About this many samples cover the surface besides the one that every triangle has.
constexpr double kSamplesExtra = 3'000.0;

/// A piece of a triangle while it is cut, with its corner normals.
struct Piece {
    std::array<Vec3, 3> corner;
    std::array<Vec3, 3> normal;
    int depth = 0;
};

/// Cuts the longest edge in two until every edge is short: long slivers, of which cylinders are
/// made, become a row of pieces instead of a carpet.
void sample_triangle(const Piece& whole, double edge_max_mm, Vec3 flat_normal,
                     std::uint32_t triangle, std::vector<Sample>& out) {
    constexpr int kDepthMax = 14;
    std::vector<Piece> stack{whole};
    while (!stack.empty()) {
        const Piece piece = stack.back();
        stack.pop_back();
        std::size_t longest = 0;
        double longest2 = -1.0;
        for (std::size_t k = 0; k < 3; ++k) {
            const Vec3 e = piece.corner[(k + 1) % 3] - piece.corner[k];
            if (dot(e, e) > longest2) longest2 = dot(e, e), longest = k;
        }
        if (longest2 <= edge_max_mm * edge_max_mm || piece.depth == kDepthMax) {
            const auto& c = piece.corner;
            Sample sample;
            sample.point = (c[0] + c[1] + c[2]) / 3.0;
            sample.normal = normalized(piece.normal[0] + piece.normal[1] + piece.normal[2]);
            // A corner normal that leaves its facet by more than 60° is an error of the source.
            if (dot(sample.normal, flat_normal) < 0.5) sample.normal = flat_normal;
            sample.area_mm2 = length(cross(c[1] - c[0], c[2] - c[0])) / 2.0;
            sample.triangle = triangle;
            out.push_back(sample);
            continue;
        }
        const std::size_t a = longest;
        const std::size_t b = (longest + 1) % 3;
        const Vec3 middle = (piece.corner[a] + piece.corner[b]) / 2.0;
        const Vec3 normal = normalized(piece.normal[a] + piece.normal[b]);
        Piece first = piece;
        Piece second = piece;
        first.depth = second.depth = piece.depth + 1;
        first.corner[b] = second.corner[a] = middle;
        first.normal[b] = second.normal[a] = normal;
        stack.push_back(second);
        stack.push_back(first);
    }
}

/// The longest edge of a piece with which about kSamplesExtra pieces cover the mesh.
double edge_for_samples(const geom::TriangleMesh& mesh, const std::vector<double>& area_mm2,
                        double diagonal_mm) {
    // Cutting a triangle makes pieces of about 0.3 e² with edges up to e, a sliver a row of them.
    constexpr double kPieceArea = 0.3;
    double area = 0.0;
    double length_mm = 0.0;
    for (std::size_t t = 0; t < area_mm2.size(); ++t) {
        double longest2 = 0.0;
        for (int k = 0; k < 3; ++k) {
            const Vec3 edge = mesh.corner(t, (k + 1) % 3) - mesh.corner(t, k);
            longest2 = std::max(longest2, dot(edge, edge));
        }
        area += area_mm2[t];
        length_mm += 2.0 * std::sqrt(longest2);
    }
    // area / (kPieceArea e²) + length / e = kSamplesExtra
    const double half = length_mm / (2.0 * kSamplesExtra);
    const double edge = half + std::sqrt(half * half + area / (kPieceArea * kSamplesExtra));
    return std::max(edge, 1e-3 * diagonal_mm);
}

/// Farthest two vertices, about: from one to the farthest from it, and from there again. Unlike the
/// diagonal of the straight box it does not change as the part turns; of a box it is the diagonal.
double widest_mm(const geom::TriangleMesh& mesh) {
    constexpr int kSweeps = 3;
    double widest2 = 0.0;
    std::uint32_t from = mesh.triangles.empty() ? 0 : mesh.triangles.front()[0];
    for (int sweep = 0; sweep < kSweeps; ++sweep) {
        std::uint32_t farthest = from;
        double most2 = -1.0;
        for (const auto& triangle : mesh.triangles) {
            for (const std::uint32_t v : triangle) {
                const Vec3 offset = mesh.vertices[v] - mesh.vertices[from];
                if (dot(offset, offset) > most2) most2 = dot(offset, offset), farthest = v;
            }
        }
        widest2 = std::max(widest2, most2);
        from = farthest;
    }
    return std::sqrt(widest2);
}

}  // namespace

Surface::Surface(geom::TriangleMesh outward_mesh) : mesh{std::move(outward_mesh)}, scene{mesh} {
    const std::size_t n = mesh.triangles.size();
    diagonal_mm = widest_mm(mesh);
    grain_mm = 1e-5 * diagonal_mm;
    if (mesh.corner_normals.size() != n) mesh.corner_normals = smoothed_normals(mesh);
    triangle_area_mm2.resize(n);
    for (std::size_t t = 0; t < n; ++t) {
        triangle_area_mm2[t] = length(area_normal(mesh, t)) / 2.0;
    }
    const auto samples_max = static_cast<std::size_t>(1.2 * kSamplesExtra) + n;
    double edge_max = edge_for_samples(mesh, triangle_area_mm2, diagonal_mm);
    while (!make_samples(edge_max, edge_max < diagonal_mm ? samples_max : ~std::size_t{0})) {
        edge_max *= 1.25;
    }
}

bool Surface::make_samples(double edge_max_mm, std::size_t samples_max) {
    const std::size_t n = mesh.triangles.size();
    samples.clear();
    first_sample.clear();
    first_sample.reserve(n + 1);
    for (std::uint32_t t = 0; t < n; ++t) {
        first_sample.push_back(static_cast<std::uint32_t>(samples.size()));
        if (!(triangle_area_mm2[t] > 0.0)) continue;
        sample_triangle(
            {{mesh.corner(t, 0), mesh.corner(t, 1), mesh.corner(t, 2)}, mesh.corner_normals[t], 0},
            edge_max_mm, scene.normal(t), t, samples);
        if (samples.size() > samples_max) return false;
    }
    first_sample.push_back(static_cast<std::uint32_t>(samples.size()));
    return true;
}

std::vector<std::array<Vec3, 3>> smoothed_normals(const geom::TriangleMesh& mesh) {
    constexpr double kCrease = 0.766;  // cos 40°
    const std::size_t n = mesh.triangles.size();
    std::vector<Vec3> flat(n);
    std::vector<double> area(n);
    std::vector<std::uint32_t> first(mesh.vertices.size() + 1, 0);
    for (std::size_t t = 0; t < n; ++t) {
        const Vec3 normal = area_normal(mesh, t);
        area[t] = length(normal);
        flat[t] = normalized(normal);
        for (const std::uint32_t v : mesh.triangles[t]) ++first[v + 1];
    }
    for (std::size_t v = 1; v < first.size(); ++v) first[v] += first[v - 1];
    std::vector<std::uint32_t> around(3 * n);
    std::vector<std::uint32_t> fill(first.begin(), first.end() - 1);
    std::vector<std::array<double, 3>> weight(n);
    for (std::uint32_t t = 0; t < n; ++t) {
        for (int k = 0; k < 3; ++k) {
            around[fill[mesh.triangles[t][static_cast<std::size_t>(k)]]++] = t;
            const Vec3 a = mesh.corner(t, (k + 1) % 3) - mesh.corner(t, k);
            const Vec3 b = mesh.corner(t, (k + 2) % 3) - mesh.corner(t, k);
            weight[t][static_cast<std::size_t>(k)] =
                area[t] * std::atan2(length(cross(a, b)), dot(a, b));
        }
    }
    std::vector<std::array<Vec3, 3>> result(n);
    tbb::parallel_for(std::size_t{0}, n, [&](std::size_t t) {
        for (std::size_t k = 0; k < 3; ++k) {
            const std::uint32_t vertex = mesh.triangles[t][k];
            Vec3 sum;
            for (std::uint32_t i = first[vertex]; i < first[vertex + 1]; ++i) {
                const std::uint32_t other = around[i];
                if (dot(flat[other], flat[t]) < kCrease) continue;
                const auto& corners = mesh.triangles[other];
                const std::size_t c = corners[0] == vertex ? 0 : corners[1] == vertex ? 1 : 2;
                sum += flat[other] * weight[other][c];
            }
            result[t][k] = normalized(sum);
            if (result[t][k] == Vec3{}) result[t][k] = flat[t];
        }
    });
    return result;
}

geom::TriangleMesh turned_inside_out(geom::TriangleMesh mesh) {
    for (auto& triangle : mesh.triangles) std::swap(triangle[1], triangle[2]);
    for (auto& normals : mesh.corner_normals) {
        std::swap(normals[1], normals[2]);
        for (Vec3& normal : normals) normal = -normal;
    }
    return mesh;
}

std::vector<SharedEdge> shared_edges(const geom::TriangleMesh& mesh) {
    struct Use {
        std::uint32_t low, high, triangle;
        bool forward;
    };
    std::vector<Use> uses;
    uses.reserve(3 * mesh.triangles.size());
    std::vector<std::uint32_t> count(mesh.vertices.size() + 1, 0);
    for (std::uint32_t t = 0; t < mesh.triangles.size(); ++t) {
        for (std::size_t k = 0; k < 3; ++k) {
            const std::uint32_t a = mesh.triangles[t][k];
            const std::uint32_t b = mesh.triangles[t][(k + 1) % 3];
            if (a == b) continue;
            uses.push_back({std::min(a, b), std::max(a, b), t, a < b});
        }
    }
    std::sort(uses.begin(), uses.end(), [](const Use& x, const Use& y) {
        if (x.low != y.low) return x.low < y.low;
        if (x.high != y.high) return x.high < y.high;
        return x.triangle < y.triangle;
    });
    std::vector<SharedEdge> edges;
    edges.reserve(uses.size() / 2);
    for (std::size_t begin = 0; begin < uses.size();) {
        std::size_t end = begin + 1;
        while (end < uses.size() && uses[end].low == uses[begin].low &&
               uses[end].high == uses[begin].high) {
            ++end;
        }
        if (end - begin == 2 && uses[begin].forward != uses[begin + 1].forward) {
            const Use& first = uses[begin].forward ? uses[begin] : uses[begin + 1];
            const Use& second = uses[begin].forward ? uses[begin + 1] : uses[begin];
            SharedEdge edge{first.low, first.high, first.triangle, second.triangle, 0.0};
            const Vec3 n1 = normalized(area_normal(mesh, edge.left));
            const Vec3 n2 = normalized(area_normal(mesh, edge.right));
            const Vec3 along = normalized(mesh.vertices[edge.b] - mesh.vertices[edge.a]);
            edge.dihedral_rad = std::atan2(dot(cross(n1, n2), along), dot(n1, n2));
            edges.push_back(edge);
        }
        begin = end;
    }
    return edges;
}

}  // namespace millrace::facts
