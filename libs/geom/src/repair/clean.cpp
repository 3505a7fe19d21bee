// What can be cleaned without looking at gaps: equal vertices, collapsed and double triangles.
#include <algorithm>
#include <array>
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

namespace {

using Key = std::array<std::uint32_t, 3>;

/// Uses of branching edges: how many, and how many more from low to high than back.
struct Uses {
    std::size_t count = 0;
    int net = 0;
};
using EdgeUses = std::map<std::pair<std::uint32_t, std::uint32_t>, Uses>;

Key key_of(Key corners) {
    std::sort(corners.begin(), corners.end());
    return corners;
}

/// True when the corners run like the sorted key does: two of the three steps go up.
bool runs_up(const Key& corners) {
    const auto up = [&](std::size_t k) { return corners[k] < corners[(k + 1) % 3] ? 1 : 0; };
    return up(0) + up(1) + up(2) == 2;
}

/// What of a group of triangles on the same three vertices stays. The rest of the surface decides:
/// where it needs the group as it is (every edge is used as often in one sense as in the other),
/// only pairs that cancel go; where its edges are used an odd number of times, one stays; else the
/// group encloses nothing and all of it goes.
std::vector<std::uint32_t> staying(const std::vector<std::uint32_t>& group,
                                   const std::vector<Key>& triangles, const EdgeUses& uses) {
    const Key key = key_of(triangles[group[0]]);
    int net = 0;
    for (const std::uint32_t t : group) net += runs_up(triangles[t]) ? 1 : -1;
    std::size_t balanced = 0;
    std::size_t odd = 0;
    for (std::size_t k = 0; k < 3; ++k) {
        const std::uint32_t a = key[k];
        const std::uint32_t b = key[(k + 1) % 3];
        const auto it = uses.find(std::minmax(a, b));
        const Uses all = it == uses.end() ? Uses{group.size(), a < b ? net : -net} : it->second;
        balanced += all.net == 0 ? 1 : 0;
        odd += (all.count - group.size()) % 2;
    }
    std::vector<std::uint32_t> result;
    const std::size_t keep = balanced == 3 ? static_cast<std::size_t>(std::max(net, -net))
                             : odd >= 2    ? 1
                                           : 0;
    for (const std::uint32_t t : group)
        if (result.size() < keep && (balanced != 3 || runs_up(triangles[t]) == (net > 0)))
            result.push_back(t);
    return result;
}

/// Triangles of pieces that are stored several times as a whole, in the same sense: how often. The
/// rest of the surface needs one of them, as it does of a piece that is stored once.
std::vector<std::uint32_t> copies_of_pieces(const Surface& surface,
                                            const std::vector<std::uint32_t>& order,
                                            const std::vector<Key>& keys) {
    const auto& triangles = surface.mesh.triangles;
    const std::vector<std::uint32_t> piece = topology(surface.mesh).component_of_triangle;
    std::vector<std::uint32_t> copies(triangles.size(), 0);  // by piece; 1: not the same everywhere
    for (std::size_t begin = 0; begin < order.size();) {
        std::size_t end = begin + 1;
        while (end < order.size() && keys[order[end]] == keys[order[begin]]) ++end;
        auto count = static_cast<std::uint32_t>(end - begin);
        for (std::size_t i = begin; i < end; ++i) {
            if (runs_up(triangles[order[i]]) != runs_up(triangles[order[begin]])) count = 1;
        }
        std::uint32_t& known = copies[piece[order[begin]]];
        known = known == 0 || known == count ? count : 1;
        begin = end;
    }
    std::vector<std::uint32_t> of_triangle(triangles.size());
    for (std::size_t t = 0; t < of_triangle.size(); ++t) of_triangle[t] = copies[piece[t]];
    return of_triangle;
}

}  // namespace

Step remove_duplicates(Surface& surface) {
    const auto& triangles = surface.mesh.triangles;
    std::vector<std::uint32_t> order(triangles.size());
    for (std::uint32_t t = 0; t < order.size(); ++t) order[t] = t;
    std::vector<Key> keys(triangles.size());
    for (std::size_t t = 0; t < keys.size(); ++t) keys[t] = key_of(triangles[t]);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return keys[a] != keys[b] ? keys[a] < keys[b] : a < b;
    });
    EdgeUses uses;
    for (const auto& branch : surface.branches) {
        const auto ends = std::minmax({surface.from(branch[0]), surface.to(branch[0])});
        Uses& edge = uses[ends];
        edge.count = branch.size();
        for (const std::uint32_t h : branch) edge.net += surface.from(h) == ends.first ? 1 : -1;
    }
    std::vector<bool> keep(triangles.size(), true);
    std::size_t removed = 0;
    const std::vector<std::uint32_t> copies = copies_of_pieces(surface, order, keys);
    for (std::size_t begin = 0; begin < order.size();) {
        std::size_t end = begin + 1;
        while (end < order.size() && keys[order[end]] == keys[order[begin]]) ++end;
        if (end - begin > 1) {
            const std::vector<std::uint32_t> group(
                order.begin() + static_cast<std::ptrdiff_t>(begin),
                order.begin() + static_cast<std::ptrdiff_t>(end));
            for (const std::uint32_t t : group) keep[t] = false;
            const std::vector<std::uint32_t> stay =
                copies[group[0]] > 1 ? std::vector{group[0]} : staying(group, triangles, uses);
            for (const std::uint32_t t : stay) keep[t] = true;
            removed += group.size() - stay.size();
        }
        begin = end;
    }
    if (removed == 0) return std::nullopt;
    keep_triangles(surface, keep);
    return RepairStep{RepairKind::RemovedDuplicates, removed, 0.0};
}

}  // namespace millrace::geom::mending
