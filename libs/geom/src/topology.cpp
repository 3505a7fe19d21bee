#include <algorithm>
#include <numeric>
#include <tuple>

#include "millrace/geom/triangle_mesh.h"

namespace millrace::geom {
namespace {

struct DirectedEdge {
    std::uint32_t low, high, triangle;
    bool forward;  ///< runs from low to high
};

std::uint32_t root(std::vector<std::uint32_t>& parent, std::uint32_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
}

std::size_t count_duplicates(const TriangleMesh& mesh) {
    auto sorted = mesh.triangles;
    for (auto& triangle : sorted) std::sort(triangle.begin(), triangle.end());
    std::sort(sorted.begin(), sorted.end());
    std::size_t duplicates = 0;
    for (std::size_t i = 1; i < sorted.size(); ++i) duplicates += sorted[i] == sorted[i - 1];
    return duplicates;
}

}  // namespace

Topology topology(const TriangleMesh& mesh) {
    Topology result;
    std::vector<DirectedEdge> edges;
    edges.reserve(mesh.triangles.size() * 3);
    std::vector<std::uint32_t> parent(mesh.triangles.size());
    std::iota(parent.begin(), parent.end(), 0u);
    for (std::uint32_t t = 0; t < mesh.triangles.size(); ++t) {
        const auto& triangle = mesh.triangles[t];
        if (triangle[0] == triangle[1] || triangle[1] == triangle[2] ||
            triangle[2] == triangle[0]) {
            ++result.degenerate_triangles;
            continue;  // no area and no neighbours: it neither opens nor closes anything
        }
        if (length(area_normal(mesh, t)) == 0.0) ++result.degenerate_triangles;
        for (std::size_t k = 0; k < 3; ++k) {
            const std::uint32_t a = triangle[k];
            const std::uint32_t b = triangle[(k + 1) % 3];
            edges.push_back({std::min(a, b), std::max(a, b), t, a < b});
        }
    }
    std::sort(edges.begin(), edges.end(), [](const DirectedEdge& a, const DirectedEdge& b) {
        return std::tie(a.low, a.high, a.triangle) < std::tie(b.low, b.high, b.triangle);
    });
    for (std::size_t begin = 0; begin < edges.size();) {
        std::size_t end = begin;
        std::size_t forward = 0;
        while (end < edges.size() && edges[end].low == edges[begin].low &&
               edges[end].high == edges[begin].high) {
            forward += edges[end].forward;
            parent[root(parent, edges[end].triangle)] = root(parent, edges[begin].triangle);
            ++end;
        }
        ++result.edges;
        const std::size_t uses = end - begin;
        if (uses == 1) ++result.open_edges;
        if (uses > 2) ++result.non_manifold_edges;
        if (uses == 2 && forward != 1) ++result.flipped_edges;
        begin = end;
    }
    result.duplicate_triangles = count_duplicates(mesh);

    constexpr std::uint32_t kNone = ~std::uint32_t{0};
    std::vector<std::uint32_t> number(mesh.triangles.size(), kNone);
    result.component_of_triangle.resize(mesh.triangles.size());
    for (std::uint32_t t = 0; t < mesh.triangles.size(); ++t) {
        std::uint32_t& component = number[root(parent, t)];
        if (component == kNone) component = result.components++;
        result.component_of_triangle[t] = component;
    }
    return result;
}

}  // namespace millrace::geom
