#include "milling/edges.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <vector>

namespace millrace::plan::milling {

namespace {

constexpr double kSharp_rad = 0.349;  // 20°

struct HalfEdge {
    std::uint32_t low = 0;
    std::uint32_t high = 0;
    std::uint32_t triangle = 0;
    std::uint32_t opposite = 0;  // the third vertex, to tell convex from concave
};

double from_facets(const geom::TriangleMesh& mesh) {
    std::vector<HalfEdge> halves;
    halves.reserve(mesh.triangles.size() * 3);
    for (std::uint32_t t = 0; t < mesh.triangles.size(); ++t) {
        const auto& v = mesh.triangles[t];
        for (std::size_t k = 0; k < 3; ++k) {
            const std::uint32_t a = v[k];
            const std::uint32_t b = v[(k + 1) % 3];
            halves.push_back({std::min(a, b), std::max(a, b), t, v[(k + 2) % 3]});
        }
    }
    std::sort(halves.begin(), halves.end(), [](const HalfEdge& a, const HalfEdge& b) {
        return std::tie(a.low, a.high, a.triangle) < std::tie(b.low, b.high, b.triangle);
    });
    double sum = 0.0;
    for (std::size_t i = 0; i + 1 < halves.size(); ++i) {
        const HalfEdge& a = halves[i];
        const HalfEdge& b = halves[i + 1];
        if (a.low != b.low || a.high != b.high) continue;
        const geom::Vec3 na = geom::normalized(area_normal(mesh, a.triangle));
        const geom::Vec3 nb = geom::normalized(area_normal(mesh, b.triangle));
        if (dot(na, nb) > std::cos(kSharp_rad)) continue;
        // Convex: the neighbour's far vertex lies below this triangle.
        const geom::Vec3 to_far = mesh.vertices[b.opposite] - mesh.vertices[a.low];
        if (dot(na, to_far) < 0.0) {
            sum += geom::length(mesh.vertices[a.high] - mesh.vertices[a.low]);
        }
    }
    return sum;
}

}  // namespace

double sharp_edge_length_mm(const geom::BoundaryModel& model) {
    if (model.edges.empty()) return from_facets(model.mesh);
    double sum = 0.0;
    for (const geom::Edge& edge : model.edges) {
        if (!edge.seam && edge.dihedral_rad > kSharp_rad) sum += edge.length_mm;
    }
    return sum;
}

}  // namespace millrace::plan::milling
