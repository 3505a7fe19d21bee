#include <algorithm>
#include <cmath>

#include "millrace/geom/winding_number.h"

namespace millrace::geom {
namespace {

/// Side of d from the plane abc: 1, -1, or 0 where rounding could decide. The bound is the
/// forward error of the determinant (Shewchuk 1997, first stage).
int side(Vec3 a, Vec3 b, Vec3 c, Vec3 d) {
    const Vec3 u = a - d;
    const Vec3 v = b - d;
    const Vec3 w = c - d;
    const double vxwy = v.x * w.y;
    const double wxvy = w.x * v.y;
    const double wxuy = w.x * u.y;
    const double uxwy = u.x * w.y;
    const double uxvy = u.x * v.y;
    const double vxuy = v.x * u.y;
    const double value = u.z * (vxwy - wxvy) + v.z * (wxuy - uxwy) + w.z * (uxvy - vxuy);
    const double size = (std::abs(vxwy) + std::abs(wxvy)) * std::abs(u.z) +
                        (std::abs(wxuy) + std::abs(uxwy)) * std::abs(v.z) +
                        (std::abs(uxvy) + std::abs(vxuy)) * std::abs(w.z);
    // Coordinates may themselves be roundings of a transform; a hundred times the bound of exact
    // input keeps triangles that only touch from counting.
    const double error = 8e-14 * size;
    return value > error ? 1 : value < -error ? -1 : 0;
}

using Corners = std::array<Vec3, 3>;

/// True when the segment pq passes through the inside of the triangle.
bool pierces(Vec3 p, Vec3 q, const Corners& t) {
    const int above = side(t[0], t[1], t[2], p);
    const int below = side(t[0], t[1], t[2], q);
    if (above * below >= 0) return false;
    const int first = side(p, q, t[0], t[1]);
    if (first == 0) return false;
    return first == side(p, q, t[1], t[2]) && first == side(p, q, t[2], t[0]);
}

bool cross_each_other(const TriangleMesh& mesh, std::uint32_t s, std::uint32_t t) {
    const auto& a = mesh.triangles[s];
    const auto& b = mesh.triangles[t];
    std::size_t shared = 0;
    std::size_t in_a = 0;
    std::size_t in_b = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t j = 0; j < 3; ++j) {
            if (a[i] != b[j] && !(mesh.vertices[a[i]] == mesh.vertices[b[j]])) continue;
            ++shared;
            in_a = i;
            in_b = j;
        }
    }
    if (shared > 1) return false;
    const Corners p = {mesh.corner(s, 0), mesh.corner(s, 1), mesh.corner(s, 2)};
    const Corners q = {mesh.corner(t, 0), mesh.corner(t, 1), mesh.corner(t, 2)};
    if (shared == 1) {
        return pierces(p[(in_a + 1) % 3], p[(in_a + 2) % 3], q) ||
               pierces(q[(in_b + 1) % 3], q[(in_b + 2) % 3], p);
    }
    for (std::size_t k = 0; k < 3; ++k) {
        if (pierces(p[k], p[(k + 1) % 3], q) || pierces(q[k], q[(k + 1) % 3], p)) return true;
    }
    return false;
}

bool touch(const Box& a, const Box& b) {
    return a.min.x <= b.max.x && b.min.x <= a.max.x && a.min.y <= b.max.y && b.min.y <= a.max.y &&
           a.min.z <= b.max.z && b.min.z <= a.max.z;
}

}  // namespace

std::vector<std::pair<std::uint32_t, std::uint32_t>> self_intersections(const TriangleMesh& mesh,
                                                                        std::size_t pairs_max) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    const TriangleTree tree{mesh};
    if (tree.nodes.empty()) return pairs;
    std::vector<Box> boxes(mesh.triangles.size());
    for (std::uint32_t t = 0; t < boxes.size(); ++t)
        for (int k = 0; k < 3; ++k) boxes[t].add(mesh.corner(t, k));
    std::vector<std::pair<std::uint32_t, std::uint32_t>> stack = {{0, 0}};
    while (!stack.empty() && pairs.size() < pairs_max) {
        const auto [m, n] = stack.back();
        stack.pop_back();
        const TriangleTree::Node& a = tree.nodes[m];
        const TriangleTree::Node& b = tree.nodes[n];
        if (!touch(a.box, b.box)) continue;
        if (m == n && a.left != 0) {
            stack.emplace_back(a.left, a.left);
            stack.emplace_back(a.left + 1, a.left + 1);
            stack.emplace_back(a.left, a.left + 1);
        } else if (a.left != 0 && (b.left == 0 || a.end - a.begin >= b.end - b.begin)) {
            stack.emplace_back(a.left, n);
            stack.emplace_back(a.left + 1, n);
        } else if (b.left != 0) {
            stack.emplace_back(m, b.left);
            stack.emplace_back(m, b.left + 1);
        } else {
            for (std::uint32_t i = a.begin; i < a.end; ++i) {
                for (std::uint32_t j = m == n ? i + 1 : b.begin; j < b.end; ++j) {
                    const auto [s, t] = std::minmax(tree.order[i], tree.order[j]);
                    if (touch(boxes[s], boxes[t]) && cross_each_other(mesh, s, t))
                        pairs.emplace_back(s, t);
                }
            }
        }
    }
    std::sort(pairs.begin(), pairs.end());
    if (pairs.size() > pairs_max) pairs.resize(pairs_max);
    return pairs;
}

}  // namespace millrace::geom
