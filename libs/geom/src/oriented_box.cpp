#include <algorithm>

#include "millrace/geom/convex_hull.h"

namespace millrace::geom {
namespace {

struct Point2 {
    double x, y;
    bool operator==(const Point2&) const = default;
};

double cross2(Point2 o, Point2 a, Point2 b) {
    return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
}

/// Counter-clockwise hull without collinear points (Andrew 1979).
std::vector<Point2> planar_hull(std::vector<Point2> points) {
    std::sort(points.begin(), points.end(),
              [](Point2 a, Point2 b) { return a.x < b.x || (a.x == b.x && a.y < b.y); });
    points.erase(std::unique(points.begin(), points.end()), points.end());
    if (points.size() < 3) return points;
    std::vector<Point2> hull(2 * points.size());
    std::size_t n = 0;
    for (const Point2 p : points) {
        while (n >= 2 && cross2(hull[n - 2], hull[n - 1], p) <= 0.0) --n;
        hull[n++] = p;
    }
    const std::size_t lower = n + 1;
    for (std::size_t i = points.size() - 1; i-- > 0;) {
        while (n >= lower && cross2(hull[n - 2], hull[n - 1], points[i]) <= 0.0) --n;
        hull[n++] = points[i];
    }
    hull.resize(n - 1);
    return hull;
}

struct Rectangle2 {
    Point2 u{1.0, 0.0};
    double low_u = 0.0, high_u = 0.0, low_v = 0.0, high_v = 0.0;
    [[nodiscard]] double area() const { return (high_u - low_u) * (high_v - low_v); }
};

/// The rectangle around all points with one side along the unit vector `u`.
Rectangle2 rectangle_along(const std::vector<Point2>& points, Point2 u) {
    Rectangle2 result{u, 1e300, -1e300, 1e300, -1e300};
    for (const Point2 p : points) {
        const double along = p.x * u.x + p.y * u.y;
        const double across = p.y * u.x - p.x * u.y;
        result.low_u = std::min(result.low_u, along);
        result.high_u = std::max(result.high_u, along);
        result.low_v = std::min(result.low_v, across);
        result.high_v = std::max(result.high_v, across);
    }
    return result;
}

/// Corners of a part that project onto each other differ by rounding. Edges between them have no
/// direction, so of such corners the first one stays.
std::vector<Point2> without_bumps(const std::vector<Point2>& hull, double edge_min) {
    std::vector<Point2> corners;
    for (const Point2 p : hull) {
        const auto near = [&](Point2 q) { return std::hypot(p.x - q.x, p.y - q.y) <= edge_min; };
        if (!corners.empty() && (near(corners.back()) || near(corners.front()))) continue;
        corners.push_back(p);
    }
    return corners;
}

/// Smallest rectangle: one side lies on a hull edge (Freeman & Shapira 1975), the three other
/// touching points only move forward while the edge turns. Coordinates must be small beside their
/// rounding, that is, measured from a point of the part.
Rectangle2 smallest_rectangle(const std::vector<Point2>& hull) {
    if (hull.empty()) return {};
    double extent = 0.0;
    for (const Point2 p : hull) {
        extent = std::max(extent, std::hypot(p.x - hull[0].x, p.y - hull[0].y));
    }
    const std::vector<Point2> corners = without_bumps(hull, 1e-8 * extent);
    const std::size_t n = corners.size();
    const auto along = [&](std::size_t i, Point2 d) {
        return corners[i % n].x * d.x + corners[i % n].y * d.y;
    };
    std::size_t right = 0;
    std::size_t top = 0;
    std::size_t left = 0;
    Point2 best{1.0, 0.0};
    double best_area = -1.0;
    const double bump = 1e-12 * extent;  // the walk does not stop at it
    for (std::size_t i = 0; n > 1 && i < n; ++i) {
        const Point2 a = corners[i];
        const Point2 b = corners[(i + 1) % n];
        const double edge = std::hypot(b.x - a.x, b.y - a.y);
        const Point2 u{(b.x - a.x) / edge, (b.y - a.y) / edge};
        const Point2 v{-u.y, u.x};
        const Point2 back{-u.x, -u.y};
        const auto advance = [&](std::size_t& k, std::size_t from, Point2 d) {
            k = std::max(k, from);
            while (k < from + n && along(k + 1, d) > along(k, d) - bump) ++k;
        };
        advance(right, i + 1, u);
        advance(top, right, v);
        advance(left, top, back);
        const Rectangle2 candidate{u, along(left, u), along(right, u), along(i, v), along(top, v)};
        if (best_area < 0.0 || candidate.area() < best_area) {
            best = u;
            best_area = candidate.area();
        }
    }
    return rectangle_along(hull, best);
}

}  // namespace

std::array<Vec3, 2> perpendicular_frame(Vec3 direction) {
    const Vec3 n = direction;
    const double sign = std::copysign(1.0, n.z);
    const double a = -1.0 / (sign + n.z);
    const double b = n.x * n.y * a;
    return {Vec3{1.0 + sign * n.x * n.x * a, sign * b, -sign * n.x},
            Vec3{b, sign + n.y * n.y * a, -n.y}};
}

void OrientedBox::sort() {
    // Exchanging two axes turns the hand, which turning one of them around gives back.
    const auto exchange = [&](std::size_t i, std::size_t k) {
        if (!(size_mm[k] > size_mm[i])) return;
        std::swap(size_mm[i], size_mm[k]);
        std::swap(axes[i], axes[k]);
        axes[k] = -axes[k];
    };
    exchange(0, 1);
    exchange(1, 2);
    exchange(0, 1);
}

OrientedRectangle minimum_rectangle(std::span<const Vec3> points, Vec3 direction) {
    const auto [e1, e2] = perpendicular_frame(direction);
    OrientedRectangle result;
    if (points.empty()) return result;
    std::vector<Point2> flat;
    flat.reserve(points.size());
    for (const Vec3 p : points) flat.push_back({dot(p - points[0], e1), dot(p - points[0], e2)});
    const Rectangle2 r = smallest_rectangle(planar_hull(std::move(flat)));
    result.u = e1 * r.u.x + e2 * r.u.y;
    result.v = e2 * r.u.x - e1 * r.u.y;
    result.size_u_mm = r.high_u - r.low_u;
    result.size_v_mm = r.high_v - r.low_v;
    result.centre = points[0] - direction * dot(points[0], direction) +
                    result.u * ((r.low_u + r.high_u) / 2.0) +
                    result.v * ((r.low_v + r.high_v) / 2.0);
    if (result.size_u_mm < result.size_v_mm) {
        std::swap(result.size_u_mm, result.size_v_mm);
        const Vec3 u = result.u;
        result.u = result.v;
        result.v = -u;  // keeps u x v along the direction
    }
    return result;
}

OrientedBox minimum_box(const TriangleMesh& hull) {
    constexpr std::size_t kPlanesMax = 64;
    constexpr std::size_t kPlanesMin = 8;
    std::vector<Vec3> directions = {{0, 0, 1}, {0, 1, 0}, {1, 0, 0}};
    const std::vector<HullPlane> planes = hull_planes(hull);
    double area = 0.0;
    for (const HullPlane& plane : planes) area += plane.area_mm2;
    for (const HullPlane& plane : planes) {
        if (directions.size() >= kPlanesMax + 3) break;
        // The facets of a ball are all alike, and none is worth more time than a few.
        if (directions.size() >= kPlanesMin && plane.area_mm2 < 0.002 * area) break;
        // Opposite faces give the same box.
        const bool known = std::any_of(directions.begin(), directions.end(), [&](Vec3 d) {
            return std::abs(dot(d, plane.normal)) > 1.0 - 1e-15;
        });
        if (!known) directions.push_back(plane.normal);
    }
    OrientedBox best;
    double best_volume = -1.0;
    for (const Vec3 w : directions) {
        double low = 1e300;
        double high = -1e300;
        for (const Vec3 p : hull.vertices) {
            low = std::min(low, dot(p, w));
            high = std::max(high, dot(p, w));
        }
        if (low > high) break;
        const OrientedRectangle r = minimum_rectangle(hull.vertices, w);
        const double volume = r.area_mm2() * (high - low);
        // A later direction must be better by more than rounding, so that the axes win a tie.
        if (best_volume >= 0.0 && volume >= best_volume * (1.0 - 1e-9)) continue;
        best_volume = volume;
        best.axes = {r.u, r.v, w};
        best.size_mm = {r.size_u_mm, r.size_v_mm, high - low};
        best.centre = r.centre + w * ((low + high) / 2.0);
    }
    best.sort();
    return best;
}

}  // namespace millrace::geom
