#include "polygon_triangles.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace millrace::cad {
namespace {

struct Point2 {
    double x, y;
};

double cross(Point2 a, Point2 b, Point2 c) {
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

bool inside(Point2 a, Point2 b, Point2 c, Point2 p) {
    return cross(a, b, p) >= 0.0 && cross(b, c, p) >= 0.0 && cross(c, a, p) >= 0.0;
}

bool same(Point2 a, Point2 b) { return a.x == b.x && a.y == b.y; }

/// Drops the axis along which Newell's normal is longest, keeping the sense counter-clockwise.
std::vector<Point2> projected(const std::vector<geom::Vec3>& vertices,
                              const std::vector<std::uint32_t>& corners) {
    geom::Vec3 normal;
    for (std::size_t k = 0; k < corners.size(); ++k) {
        const geom::Vec3 a = vertices[corners[k]] - vertices[corners[0]];
        const geom::Vec3 b = vertices[corners[(k + 1) % corners.size()]] - vertices[corners[0]];
        normal += geom::cross(a, b);
    }
    const double x = std::abs(normal.x);
    const double y = std::abs(normal.y);
    const double z = std::abs(normal.z);
    std::vector<Point2> points;
    for (const std::uint32_t corner : corners) {
        const geom::Vec3 p = vertices[corner];
        Point2 q = {p.x, p.y};
        double sign = normal.z;
        if (x >= y && x >= z) {
            q = {p.y, p.z};
            sign = normal.x;
        } else if (y >= z) {
            q = {p.z, p.x};
            sign = normal.y;
        }
        if (sign < 0.0) q.x = -q.x;
        points.push_back(q);
    }
    return points;
}

/// Corners of one round, all of them if there is only one: the shortest period (Knuth, Morris,
/// Pratt 1977) of what goes round at least twice.
std::size_t corners_of_a_round(const std::vector<std::uint32_t>& corners) {
    std::vector<std::size_t> border(corners.size(), 0);
    for (std::size_t k = 1; k < corners.size(); ++k) {
        std::size_t length = border[k - 1];
        while (length > 0 && corners[k] != corners[length]) length = border[length - 1];
        border[k] = corners[k] == corners[length] ? length + 1 : 0;
    }
    const std::size_t period = corners.size() - border.back();
    return period >= 3 && 2 * period <= corners.size() ? period : corners.size();
}

bool is_ear(const std::vector<Point2>& points, const std::vector<std::size_t>& left,
            std::size_t i) {
    const std::size_t n = left.size();
    const Point2 a = points[left[(i + n - 1) % n]];
    const Point2 b = points[left[i]];
    const Point2 c = points[left[(i + 1) % n]];
    if (cross(a, b, c) <= 0.0) return false;
    for (const std::size_t k : left) {
        const Point2 p = points[k];
        if (same(p, a) || same(p, b) || same(p, c)) continue;
        if (inside(a, b, c, p)) return false;
    }
    return true;
}

}  // namespace

std::vector<std::array<std::uint32_t, 3>> triangles_of_polygon(
    const std::vector<geom::Vec3>& vertices, std::vector<std::uint32_t> corners) {
    std::vector<std::array<std::uint32_t, 3>> triangles;
    corners.resize(corners_of_a_round(corners));
    if (corners.size() == 3) return {{corners[0], corners[1], corners[2]}};
    const std::vector<Point2> points = projected(vertices, corners);
    std::vector<std::size_t> left(corners.size());
    for (std::size_t k = 0; k < left.size(); ++k) left[k] = k;
    // Clipping an ear changes only whether its neighbours are ears (Eberly, Triangulation by Ear
    // Clipping, 2002): asking all again would take n³ steps.
    std::vector<bool> ears(left.size());
    for (std::size_t k = 0; k < ears.size(); ++k) ears[k] = is_ear(points, left, k);
    while (left.size() > 3) {
        auto ear =
            static_cast<std::size_t>(std::find(ears.begin(), ears.end(), true) - ears.begin());
        if (ear == left.size()) ear = 1;  // crosses itself or is flat: a fan keeps it connected
        std::size_t n = left.size();
        triangles.push_back(
            {corners[left[(ear + n - 1) % n]], corners[left[ear]], corners[left[(ear + 1) % n]]});
        left.erase(left.begin() + static_cast<std::ptrdiff_t>(ear));
        ears.erase(ears.begin() + static_cast<std::ptrdiff_t>(ear));
        n = left.size();
        for (const std::size_t k : {(ear + n - 1) % n, ear % n}) ears[k] = is_ear(points, left, k);
    }
    triangles.push_back({corners[left[0]], corners[left[1]], corners[left[2]]});
    return triangles;
}

}  // namespace millrace::cad
