// Edges of more than two triangles, and vertices in which several fans of triangles meet.
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "millrace/geom/convex_hull.h"
#include "surface.h"

namespace millrace::geom::mending {
namespace {

/// A half-edge of a branching edge with its place around the edge.
struct Spoke {
    double angle = 0.0;
    bool forward = false;  ///< runs as the edge was named: outside lies at larger angles
    std::uint32_t half_edge = 0;
};

std::vector<Spoke> spokes_of(const Surface& surface, const std::vector<std::uint32_t>& branch) {
    const auto& vertices = surface.mesh.vertices;
    const auto [low, high] = std::minmax({surface.from(branch[0]), surface.to(branch[0])});
    const Vec3 axis = normalized(vertices[high] - vertices[low]);
    const auto [u, v] = perpendicular_frame(axis);
    std::vector<Spoke> spokes;
    for (const std::uint32_t h : branch) {
        const Vec3 out = vertices[surface.opposite(h)] - vertices[low];
        spokes.push_back({std::atan2(dot(out, v), dot(out, u)), surface.from(h) == low, h});
    }
    // At one angle the end of a wedge comes before the beginning of the next: a wedge of no width
    // holds no material.
    std::sort(spokes.begin(), spokes.end(), [](const Spoke& a, const Spoke& b) {
        if (std::abs(a.angle - b.angle) > 1e-9) return a.angle < b.angle;
        if (a.forward != b.forward) return a.forward;
        return a.half_edge < b.half_edge;
    });
    return spokes;
}

std::uint32_t root(std::vector<std::uint32_t>& parent, std::uint32_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
}

/// Splits pairs of triangles whose edge is used by another pair as well, in the middle.
void split_doubled_edges(Surface& surface) {
    TriangleMesh& mesh = surface.mesh;
    const auto add = [&](std::uint32_t from, std::array<std::uint32_t, 3> corners) {
        mesh.triangles.push_back(corners);
        if (!mesh.face_of_triangle.empty())
            mesh.face_of_triangle.push_back(mesh.face_of_triangle[from]);
    };
    std::vector<bool> touched(mesh.triangles.size(), false);
    const auto branches = surface.branches;
    for (const auto& branch : branches) {
        std::vector<Spoke> spokes = spokes_of(surface, branch);
        const auto forward = [](const Spoke& s) { return s.forward; };
        if (spokes.size() % 2 != 0 || std::count_if(spokes.begin(), spokes.end(), forward) * 2 !=
                                          static_cast<std::ptrdiff_t>(spokes.size()))
            continue;
        while (spokes.front().forward)
            std::rotate(spokes.begin(), spokes.begin() + 1, spokes.end());
        for (std::size_t i = 2; i + 1 < spokes.size(); i += 2) {
            const std::uint32_t back = spokes[i].half_edge;
            const std::uint32_t front = spokes[i + 1].half_edge;
            if (spokes[i].forward || !spokes[i + 1].forward) break;
            if (touched[back / 3] || touched[front / 3]) continue;
            touched[back / 3] = touched[front / 3] = true;
            const std::uint32_t a = surface.from(front);
            const std::uint32_t b = surface.to(front);
            const auto middle = static_cast<std::uint32_t>(mesh.vertices.size());
            const std::uint32_t over_front = surface.opposite(front);
            const std::uint32_t over_back = surface.opposite(back);
            mesh.vertices.push_back((mesh.vertices[a] + mesh.vertices[b]) / 2.0);
            mesh.triangles[front / 3] = {a, middle, over_front};
            mesh.triangles[back / 3] = {b, middle, over_back};
            add(front / 3, {middle, b, over_front});
            add(back / 3, {middle, a, over_back});
        }
    }
    connect(surface);
}

}  // namespace

Step remove_branching(Surface& surface) {
    std::vector<bool> keep(surface.mesh.triangles.size(), true);
    std::size_t removed = 0;
    for (const auto& branch : surface.branches) {
        for (const std::uint32_t h : branch) {
            removed += keep[h / 3] ? 1U : 0U;
            keep[h / 3] = false;
        }
    }
    if (removed == 0 || removed == keep.size()) return std::nullopt;
    keep_triangles(surface, keep);
    return RepairStep{RepairKind::RemovedWalls, removed, 0.0};
}

Step pair_branches(Surface& surface) {
    std::size_t paired = 0;
    for (const auto& branch : surface.branches) {
        std::vector<Spoke> spokes = spokes_of(surface, branch);
        const std::size_t n = spokes.size();
        // Material lies between a backward spoke and the next forward one, going round.
        for (std::size_t i = 0; i < n; ++i) {
            const Spoke& begin = spokes[i];
            const Spoke& end = spokes[(i + 1) % n];
            if (begin.forward || !end.forward) continue;
            surface.mate[begin.half_edge] = end.half_edge;
            surface.mate[end.half_edge] = begin.half_edge;
        }
        // Nested leftovers, for example where sheets of two bodies lie on each other.
        std::vector<std::uint32_t> waiting;
        for (std::size_t i = 0; i < 2 * n; ++i) {
            const Spoke& spoke = spokes[i % n];
            if (surface.mate[spoke.half_edge] != kNone) continue;
            if (!spoke.forward) {
                if (i < n) waiting.push_back(spoke.half_edge);
            } else if (!waiting.empty()) {
                surface.mate[waiting.back()] = spoke.half_edge;
                surface.mate[spoke.half_edge] = waiting.back();
                waiting.pop_back();
            }
        }
        ++paired;
    }
    surface.branches.clear();
    if (paired == 0) return std::nullopt;
    return RepairStep{RepairKind::SeparatedEdges, paired, 0.0};
}

void separate_vertices(Surface& surface) {
    TriangleMesh& mesh = surface.mesh;
    std::vector<std::uint32_t> parent(surface.half_edges());  // corner 3t + k
    std::iota(parent.begin(), parent.end(), 0U);
    const auto next = [](std::uint32_t h) { return h - h % 3 + (h + 1) % 3; };
    for (std::uint32_t h = 0; h < surface.half_edges(); ++h) {
        const std::uint32_t g = surface.mate[h];
        if (g == kNone || g < h) continue;
        // Mates run in opposite directions once the surface is oriented.
        parent[root(parent, next(g))] = root(parent, h);
        parent[root(parent, g)] = root(parent, next(h));
    }
    std::vector<std::uint32_t> first(mesh.vertices.size(), kNone);
    std::vector<std::uint32_t> own(surface.half_edges(), kNone);
    for (std::uint32_t corner = 0; corner < surface.half_edges(); ++corner) {
        const std::uint32_t r = root(parent, corner);
        std::uint32_t& vertex = mesh.triangles[corner / 3][corner % 3];
        if (own[r] == kNone) {
            if (first[vertex] == kNone) {
                first[vertex] = r;
                own[r] = vertex;
            } else {
                own[r] = static_cast<std::uint32_t>(mesh.vertices.size());
                mesh.vertices.push_back(Vec3{mesh.vertices[vertex]});
            }
        }
        vertex = own[r];
    }
    connect(surface);
    // A triangle is split once a round.
    constexpr int kRounds = 8;
    for (int round = 0; round < kRounds && !surface.branches.empty(); ++round)
        split_doubled_edges(surface);
}

}  // namespace millrace::geom::mending
