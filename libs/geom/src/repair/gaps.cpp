// Cracks: vertices that should be one, and vertices that lie on an edge of the other side.
#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>
#include <unordered_map>

#include "surface.h"

namespace millrace::geom::mending {
namespace {

/// Points in cubic cells; answers which lie in a box or near a point.
class PointGrid {
public:
    PointGrid(const std::vector<Vec3>& points, const std::vector<std::uint32_t>& members,
              double cell)
        : cell_{cell} {
        for (const std::uint32_t i : members) cells_[key(at(points[i]))].push_back(i);
    }

    /// Calls `take` for every member in a cell that the box touches.
    template <class Take>
    void visit(const Box& box, const Take& take) const {
        const auto low = at(box.min);
        const auto high = at(box.max);
        for (std::int64_t x = low[0]; x <= high[0]; ++x) {
            for (std::int64_t y = low[1]; y <= high[1]; ++y) {
                for (std::int64_t z = low[2]; z <= high[2]; ++z) {
                    const auto it = cells_.find(key({x, y, z}));
                    if (it == cells_.end()) continue;
                    for (const std::uint32_t i : it->second) take(i);
                }
            }
        }
    }

private:
    [[nodiscard]] std::array<std::int64_t, 3> at(Vec3 p) const {
        const auto cell = [&](double v) {
            return static_cast<std::int64_t>(std::floor(v / cell_));
        };
        return {cell(p.x), cell(p.y), cell(p.z)};
    }
    static std::uint64_t key(const std::array<std::int64_t, 3>& cell) {
        std::uint64_t h = 0x9e3779b97f4a7c15U;
        for (const std::int64_t v : cell) {
            h = (h ^ static_cast<std::uint64_t>(v)) * 0xff51afd7ed558ccdU;
            h ^= h >> 32;
        }
        return h;  // two cells of one key only mean a few more points to look at
    }
    double cell_;
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> cells_;
};

std::vector<std::uint32_t> open_half_edges(const Surface& surface) {
    std::vector<std::uint32_t> open;
    for (std::uint32_t h = 0; h < surface.half_edges(); ++h)
        if (surface.mate[h] == kNone) open.push_back(h);
    return open;
}

std::vector<std::uint32_t> vertices_of(const Surface& surface,
                                       const std::vector<std::uint32_t>& half_edges) {
    std::vector<std::uint32_t> vertices;
    for (const std::uint32_t h : half_edges) {
        vertices.push_back(surface.from(h));
        vertices.push_back(surface.to(h));
    }
    std::sort(vertices.begin(), vertices.end());
    vertices.erase(std::unique(vertices.begin(), vertices.end()), vertices.end());
    return vertices;
}

/// Joins vertices of open edges that lie within `tolerance`, each with the nearest earlier one.
Surface joined(const Surface& surface, double tolerance, std::size_t& count, double& farthest) {
    const auto vertices = vertices_of(surface, open_half_edges(surface));
    const PointGrid grid{surface.mesh.vertices, vertices, 2.0 * tolerance};
    std::vector<std::uint32_t> target(surface.mesh.vertices.size());
    for (std::uint32_t i = 0; i < target.size(); ++i) target[i] = i;
    count = 0;
    for (const std::uint32_t i : vertices) {
        const Vec3 p = surface.mesh.vertices[i];
        Box box;
        box.add(p - Vec3{tolerance, tolerance, tolerance});
        box.add(p + Vec3{tolerance, tolerance, tolerance});
        double best = tolerance;
        grid.visit(box, [&](std::uint32_t j) {
            // Only with vertices that stay: chains of near ones must not creep.
            if (j >= i || target[j] != j) return;
            const double distance = length(surface.mesh.vertices[j] - p);
            if (distance < best || (distance == best && j < target[i])) {
                best = distance;
                target[i] = j;
            }
        });
        if (target[i] == i) continue;
        ++count;
        farthest = std::max(farthest, best);
    }
    Surface result;
    result.mesh = surface.mesh;
    for (auto& triangle : result.mesh.triangles)
        for (std::uint32_t& vertex : triangle) vertex = target[vertex];
    connect(result);
    static_cast<void>(remove_collapsed(result));
    return result;
}

struct Cut {
    std::uint32_t half_edge;
    double along;
    std::uint32_t vertex;
};

/// Open edges with vertices of other open edges on them.
std::vector<Cut> cuts_within(const Surface& surface, double tolerance, double& farthest) {
    const auto open = open_half_edges(surface);
    const auto vertices = vertices_of(surface, open);
    const Box box = bounding_box(surface.mesh);
    // About one vertex a cell when they are spread over a surface.
    const double cell =
        std::max(4.0 * tolerance, box.diagonal() / std::sqrt(static_cast<double>(vertices.size())));
    const PointGrid grid{surface.mesh.vertices, vertices, cell};
    std::vector<Cut> cuts;
    for (const std::uint32_t h : open) {
        const Vec3 a = surface.mesh.vertices[surface.from(h)];
        const Vec3 b = surface.mesh.vertices[surface.to(h)];
        const double l = length(b - a);
        if (l <= 2.0 * tolerance) continue;
        const auto look = [&](std::uint32_t v) {
            if (v == surface.from(h) || v == surface.to(h) || v == surface.opposite(h)) return;
            const Vec3 p = surface.mesh.vertices[v] - a;
            const double along = dot(p, b - a) / (l * l);
            if (along * l <= tolerance || (1.0 - along) * l <= tolerance) return;
            const double off = length(p - (b - a) * along);
            if (off > tolerance) return;
            farthest = std::max(farthest, off);
            cuts.push_back({h, along, v});
        };
        // Piece by piece, so that a long edge looks at the cells along it and not at a whole box.
        const auto pieces = static_cast<int>(std::ceil(l / cell));
        for (int i = 0; i < pieces; ++i) {
            Box reach;
            for (const int end : {i, i + 1}) {
                const Vec3 p = a + (b - a) * (static_cast<double>(end) / pieces);
                reach.add(p - Vec3{tolerance, tolerance, tolerance});
                reach.add(p + Vec3{tolerance, tolerance, tolerance});
            }
            grid.visit(reach, look);
        }
    }
    std::sort(cuts.begin(), cuts.end(), [](const Cut& a, const Cut& b) {
        return std::tie(a.half_edge, a.along, a.vertex) < std::tie(b.half_edge, b.along, b.vertex);
    });
    // Neighbouring pieces look at the same cells.
    cuts.erase(std::unique(cuts.begin(), cuts.end(),
                           [](const Cut& a, const Cut& b) {
                               return a.half_edge == b.half_edge && a.vertex == b.vertex;
                           }),
               cuts.end());
    return cuts;
}

/// Splits one edge per triangle and pass; triangles with cuts on two edges take their turn next.
Surface split(const Surface& surface, const std::vector<Cut>& cuts) {
    Surface result;
    result.mesh = surface.mesh;
    TriangleMesh& mesh = result.mesh;
    std::vector<bool> done(mesh.triangles.size(), false);
    for (std::size_t begin = 0; begin < cuts.size();) {
        std::size_t end = begin;
        const std::uint32_t h = cuts[begin].half_edge;
        while (end < cuts.size() && cuts[end].half_edge == h) ++end;
        const std::uint32_t t = h / 3;
        if (!done[t]) {
            done[t] = true;
            const std::uint32_t apex = surface.opposite(h);
            std::uint32_t last = surface.from(h);
            for (std::size_t i = begin; i <= end; ++i) {
                const std::uint32_t next = i < end ? cuts[i].vertex : surface.to(h);
                if (i == begin) {
                    mesh.triangles[t] = {last, next, apex};
                } else {
                    mesh.triangles.push_back({last, next, apex});
                    if (!mesh.face_of_triangle.empty())
                        mesh.face_of_triangle.push_back(mesh.face_of_triangle[t]);
                }
                last = next;
            }
        }
        begin = end;
    }
    connect(result);
    return result;
}

bool better(const Gaps& now, const Gaps& before) {
    return now.open < before.open && now.branching <= before.branching;
}

}  // namespace

Step join_gaps(Surface& surface, double share_max) {
    const double diagonal = bounding_box(surface.mesh).diagonal();
    const auto score = [](const Gaps& g) { return g.open + g.branching; };
    RepairStep step{RepairKind::JoinedVertices, 0, 0.0};
    const Surface given = surface;
    std::size_t best = score(gaps(given));
    for (double share = 1e-7; share <= share_max * 1.0001 && best > 0; share *= 10.0) {
        std::size_t count = 0;
        double farthest = 0.0;
        Surface next = joined(given, share * diagonal, count, farthest);
        if (count == 0 || next.mesh.triangles.empty()) continue;
        static_cast<void>(remove_duplicates(next));
        // Cracks of one width close together. A little less at a tenfold width is detail lost.
        const std::size_t now = score(gaps(next));
        if (2 * now > best) continue;
        best = now;
        surface = std::move(next);
        step.count = count;
        step.amount_mm = farthest;
    }
    if (step.count == 0) return std::nullopt;
    return step;
}

Step split_edges_at_vertices(Surface& surface) {
    constexpr int kPasses = 8;
    const double diagonal = bounding_box(surface.mesh).diagonal();
    RepairStep step{RepairKind::SplitEdges, 0, 0.0};
    for (const double share : {1e-7, 1e-6, 1e-5, 1e-4}) {
        for (int pass = 0; pass < kPasses; ++pass) {
            const Gaps before = gaps(surface);
            if (before.open == 0) break;
            double farthest = 0.0;
            const std::vector<Cut> cuts = cuts_within(surface, share * diagonal, farthest);
            if (cuts.empty()) break;
            Surface next = split(surface, cuts);
            if (!better(gaps(next), before)) break;
            step.count += next.mesh.triangles.size() - surface.mesh.triangles.size();
            step.amount_mm = std::max(step.amount_mm, farthest);
            surface = std::move(next);
        }
    }
    if (step.count == 0) return std::nullopt;
    return step;
}

Step remove_flat(Surface& surface) {
    std::vector<bool> keep(surface.mesh.triangles.size());
    std::size_t flat = 0;
    for (std::size_t t = 0; t < keep.size(); ++t) {
        keep[t] = length(area_normal(surface.mesh, t)) > 0.0;
        flat += keep[t] ? 0U : 1U;
    }
    if (flat == 0) return std::nullopt;
    // Without them their neighbours meet an edge that has a vertex on it: it is split there. Only
    // when that leaves no new gap is it better than before.
    Surface next;
    next.mesh = submesh(surface.mesh, keep);
    if (next.mesh.triangles.empty()) return std::nullopt;
    connect(next);
    static_cast<void>(split_edges_at_vertices(next));
    const Gaps before = gaps(surface);
    const Gaps now = gaps(next);
    if (now.open > before.open || now.branching > before.branching) return std::nullopt;
    surface = std::move(next);
    return RepairStep{RepairKind::RemovedFlat, flat, 0.0};
}

}  // namespace millrace::geom::mending
