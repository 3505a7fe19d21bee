#include "millrace/geom/winding_number.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace millrace::geom {
namespace {

constexpr std::uint32_t kLeaf = 8;
constexpr double kFar = 3.0;  // radii from which a node counts as one dipole
constexpr double kPi = 3.14159265358979323846;

Vec3 centroid(const TriangleMesh& mesh, std::uint32_t t) {
    return (mesh.corner(t, 0) + mesh.corner(t, 1) + mesh.corner(t, 2)) / 3.0;
}

/// Signed solid angle of a triangle, positive seen from inside (Van Oosterom, Strackee 1983).
double solid_angle(Vec3 a, Vec3 b, Vec3 c) {
    const double la = length(a);
    const double lb = length(b);
    const double lc = length(c);
    const double numerator = dot(a, cross(b, c));
    const double denominator = la * lb * lc + dot(a, b) * lc + dot(b, c) * la + dot(c, a) * lb;
    return 2.0 * std::atan2(numerator, denominator);
}

}  // namespace

TriangleTree::TriangleTree(const TriangleMesh& mesh) : order(mesh.triangles.size()) {
    if (order.empty()) return;
    std::iota(order.begin(), order.end(), 0U);
    std::vector<Vec3> middle(order.size());
    for (std::uint32_t t = 0; t < middle.size(); ++t) middle[t] = centroid(mesh, t);
    nodes.push_back({.box = {}, .begin = 0, .end = static_cast<std::uint32_t>(order.size())});
    for (std::size_t n = 0; n < nodes.size(); ++n) {  // nodes appended here are visited in turn
        Node node = nodes[n];
        Box middles;
        for (std::uint32_t i = node.begin; i < node.end; ++i) {
            for (int k = 0; k < 3; ++k) node.box.add(mesh.corner(order[i], k));
            middles.add(middle[order[i]]);
        }
        if (node.end - node.begin > kLeaf) {
            const Vec3 size = middles.size();
            const int axis = size.x >= size.y && size.x >= size.z ? 0 : size.y >= size.z ? 1 : 2;
            const std::uint32_t half = node.begin + (node.end - node.begin) / 2;
            std::nth_element(
                order.begin() + node.begin, order.begin() + half, order.begin() + node.end,
                [&](std::uint32_t a, std::uint32_t b) {
                    return std::pair{middle[a][axis], a} < std::pair{middle[b][axis], b};
                });
            node.left = static_cast<std::uint32_t>(nodes.size());
            nodes.push_back({.box = {}, .begin = node.begin, .end = half});
            nodes.push_back({.box = {}, .begin = half, .end = node.end});
        }
        nodes[n] = node;
    }
}

WindingNumber::WindingNumber(const TriangleMesh& mesh) : mesh_{mesh}, tree_{mesh} {
    dipoles_.resize(tree_.nodes.size());
    for (std::size_t n = 0; n < dipoles_.size(); ++n) {
        const TriangleTree::Node& node = tree_.nodes[n];
        Dipole& dipole = dipoles_[n];
        double area = 0.0;
        for (std::uint32_t i = node.begin; i < node.end; ++i) {
            const Vec3 normal = area_normal(mesh_, tree_.order[i]) / 2.0;
            const double share = length(normal);
            dipole.moment += normal;
            dipole.centre += centroid(mesh_, tree_.order[i]) * share;
            area += share;
        }
        dipole.centre = area > 0.0 ? dipole.centre / area : node.box.centre();
        const Vec3 low = node.box.min - dipole.centre;
        const Vec3 high = node.box.max - dipole.centre;
        dipole.radius_mm = length(
            {std::fmax(-low.x, high.x), std::fmax(-low.y, high.y), std::fmax(-low.z, high.z)});
    }
}

double WindingNumber::at(Vec3 point) const {
    if (tree_.nodes.empty()) return 0.0;
    double sum = 0.0;
    std::vector<std::uint32_t> stack = {0};
    while (!stack.empty()) {
        const std::uint32_t n = stack.back();
        stack.pop_back();
        const Vec3 offset = dipoles_[n].centre - point;
        const double distance = length(offset);
        if (distance > kFar * dipoles_[n].radius_mm) {
            sum += dot(dipoles_[n].moment, offset) / (distance * distance * distance);
            continue;
        }
        const TriangleTree::Node& node = tree_.nodes[n];
        if (node.left != 0) {
            stack.push_back(node.left + 1);
            stack.push_back(node.left);
            continue;
        }
        for (std::uint32_t i = node.begin; i < node.end; ++i) {
            const std::uint32_t t = tree_.order[i];
            sum += solid_angle(mesh_.corner(t, 0) - point, mesh_.corner(t, 1) - point,
                               mesh_.corner(t, 2) - point);
        }
    }
    return sum / (4.0 * kPi);
}

}  // namespace millrace::geom
