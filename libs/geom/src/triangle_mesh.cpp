#include "millrace/geom/triangle_mesh.h"

#include <cstring>
#include <unordered_map>

namespace millrace::geom {
namespace {

/// Grid cell of a point; two points of one cell are less than a cell diagonal apart.
struct Cell {
    std::int64_t x, y, z;
    bool operator==(const Cell&) const = default;
};

struct CellHash {
    std::size_t operator()(const Cell& cell) const {
        std::uint64_t h = 0x9e3779b97f4a7c15u;
        for (const std::int64_t v : {cell.x, cell.y, cell.z}) {
            h ^= static_cast<std::uint64_t>(v);
            h *= 0xff51afd7ed558ccdu;
            h ^= h >> 32;
        }
        return h;
    }
};

std::int64_t bits(double value) {
    const double positive_zero = value == 0.0 ? 0.0 : value;  // -0.0 and 0.0 are one place
    std::int64_t result = 0;
    std::memcpy(&result, &positive_zero, sizeof result);
    return result;
}

/// For every vertex the index of the first vertex at its place.
std::vector<std::uint32_t> representatives(const std::vector<Vec3>& vertices, double tolerance_mm) {
    std::vector<std::uint32_t> first(vertices.size());
    std::unordered_map<Cell, std::vector<std::uint32_t>, CellHash> cells;
    cells.reserve(vertices.size());
    for (std::uint32_t i = 0; i < vertices.size(); ++i) {
        const Vec3 p = vertices[i];
        first[i] = i;
        if (tolerance_mm <= 0.0) {
            auto& entries = cells[{bits(p.x), bits(p.y), bits(p.z)}];
            if (entries.empty()) entries.push_back(i);
            first[i] = entries.front();
            continue;
        }
        const auto cell = [&](double v) {
            return static_cast<std::int64_t>(std::floor(v / tolerance_mm));
        };
        bool found = false;
        for (std::int64_t dx = -1; dx <= 1 && !found; ++dx) {
            for (std::int64_t dy = -1; dy <= 1 && !found; ++dy) {
                for (std::int64_t dz = -1; dz <= 1 && !found; ++dz) {
                    const auto it = cells.find({cell(p.x) + dx, cell(p.y) + dy, cell(p.z) + dz});
                    if (it == cells.end()) continue;
                    for (const std::uint32_t j : it->second) {
                        if (length(vertices[j] - p) > tolerance_mm) continue;
                        first[i] = j;
                        found = true;
                        break;
                    }
                }
            }
        }
        if (!found) cells[{cell(p.x), cell(p.y), cell(p.z)}].push_back(i);
    }
    return first;
}

}  // namespace

MassProperties mass_properties(const TriangleMesh& mesh) {
    const Vec3 centre = mesh.vertices.empty() ? Vec3{} : bounding_box(mesh).centre();
    MassProperties mass;
    Vec3 volume_moment;
    Vec3 area_moment;
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        const Vec3 a = mesh.corner(t, 0) - centre;
        const Vec3 b = mesh.corner(t, 1) - centre;
        const Vec3 c = mesh.corner(t, 2) - centre;
        const double volume = dot(a, cross(b, c)) / 6.0;
        const double area = length(cross(b - a, c - a)) / 2.0;
        mass.volume_mm3 += volume;
        mass.area_mm2 += area;
        volume_moment += (a + b + c) * (volume / 4.0);
        area_moment += (a + b + c) * (area / 3.0);
    }
    const double tiny = 1e-12 * mass.area_mm2 * std::sqrt(mass.area_mm2);
    if (std::abs(mass.volume_mm3) > tiny) {
        mass.centre_of_mass = centre + volume_moment / mass.volume_mm3;
    } else {
        mass.centre_of_mass = mass.area_mm2 > 0.0 ? centre + area_moment / mass.area_mm2 : centre;
    }
    return mass;
}

Box bounding_box(const TriangleMesh& mesh) {
    Box box;
    for (const auto& triangle : mesh.triangles)
        for (const std::uint32_t vertex : triangle) box.add(mesh.vertices[vertex]);
    return box;
}

TriangleMesh welded(const TriangleMesh& mesh, double tolerance_mm) {
    TriangleMesh result = mesh;
    const std::vector<std::uint32_t> first = representatives(mesh.vertices, tolerance_mm);
    std::vector<std::uint32_t> index(mesh.vertices.size());
    result.vertices.clear();
    for (std::uint32_t i = 0; i < mesh.vertices.size(); ++i) {
        if (first[i] == i) {
            index[i] = static_cast<std::uint32_t>(result.vertices.size());
            result.vertices.push_back(mesh.vertices[i]);
        } else {
            index[i] = index[first[i]];
        }
    }
    for (auto& triangle : result.triangles)
        for (std::uint32_t& vertex : triangle) vertex = index[vertex];
    return result;
}

TriangleMesh submesh(const TriangleMesh& mesh, const std::vector<bool>& keep) {
    constexpr std::uint32_t kUnused = ~std::uint32_t{0};
    TriangleMesh result;
    std::vector<std::uint32_t> index(mesh.vertices.size(), kUnused);
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        if (!keep[t]) continue;
        auto triangle = mesh.triangles[t];
        for (std::uint32_t& vertex : triangle) {
            if (index[vertex] == kUnused) {
                index[vertex] = static_cast<std::uint32_t>(result.vertices.size());
                result.vertices.push_back(mesh.vertices[vertex]);
            }
            vertex = index[vertex];
        }
        result.triangles.push_back(triangle);
        if (!mesh.face_of_triangle.empty())
            result.face_of_triangle.push_back(mesh.face_of_triangle[t]);
        if (!mesh.corner_normals.empty()) result.corner_normals.push_back(mesh.corner_normals[t]);
    }
    return result;
}

}  // namespace millrace::geom
