// What can be cleaned without looking at gaps: equal vertices, collapsed and double triangles.
#include <algorithm>
#include <map>

#include "surface.h"

namespace millrace::geom::mending {

Step join_equal_vertices(Surface& surface) {
    const std::size_t before = surface.mesh.vertices.size();
    surface.mesh = welded(surface.mesh, 0.0);
    const std::size_t joined = before - surface.mesh.vertices.size();
    connect(surface);
    if (joined == 0) return std::nullopt;
    return RepairStep{RepairKind::JoinedVertices, joined, 0.0};
}

Step remove_collapsed(Surface& surface) {
    std::vector<bool> keep(surface.mesh.triangles.size());
    std::size_t removed = 0;
    for (std::size_t t = 0; t < keep.size(); ++t) {
        const auto& c = surface.mesh.triangles[t];
        keep[t] = c[0] != c[1] && c[1] != c[2] && c[2] != c[0];
        removed += keep[t] ? 0U : 1U;
    }
    if (removed == 0) return std::nullopt;
    keep_triangles(surface, keep);
    return RepairStep{RepairKind::RemovedFlat, removed, 0.0};
}

/// Triangles of the same three vertices. Where the rest of the surface needs one there (its edges
/// are used an odd number of times without them), the first stays; else they enclose nothing and
/// all go.
Step remove_duplicates(Surface& surface) {
    const auto& triangles = surface.mesh.triangles;
    const auto sorted = [](std::array<std::uint32_t, 3> c) {
        std::sort(c.begin(), c.end());
        return c;
    };
    std::vector<std::uint32_t> order(triangles.size());
    for (std::uint32_t t = 0; t < order.size(); ++t) order[t] = t;
    std::vector<std::array<std::uint32_t, 3>> keys(triangles.size());
    for (std::size_t t = 0; t < keys.size(); ++t) keys[t] = sorted(triangles[t]);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return keys[a] != keys[b] ? keys[a] < keys[b] : a < b;
    });
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> uses;
    for (const auto& branch : surface.branches) {
        const std::uint32_t h = branch.front();
        uses[std::minmax(surface.from(h), surface.to(h))] = branch.size();
    }
    // Edges that are not branching but belong to a group are used by the group alone.
    const auto others = [&](std::uint32_t a, std::uint32_t b, std::size_t group) {
        const auto it = uses.find(std::minmax(a, b));
        return it == uses.end() ? std::size_t{0} : it->second - group;
    };
    std::vector<bool> keep(triangles.size(), true);
    std::size_t removed = 0;
    for (std::size_t begin = 0; begin < order.size();) {
        std::size_t end = begin + 1;
        while (end < order.size() && keys[order[end]] == keys[order[begin]]) ++end;
        const std::size_t group = end - begin;
        if (group > 1) {
            const auto& c = keys[order[begin]];
            std::size_t odd = 0;
            for (std::size_t k = 0; k < 3; ++k) odd += others(c[k], c[(k + 1) % 3], group) % 2;
            const std::size_t stay = odd >= 2 ? 1 : 0;
            for (std::size_t i = begin + stay; i < end; ++i) keep[order[i]] = false;
            removed += group - stay;
        }
        begin = end;
    }
    if (removed == 0) return std::nullopt;
    keep_triangles(surface, keep);
    return RepairStep{RepairKind::RemovedDuplicates, removed, 0.0};
}

}  // namespace millrace::geom::mending
