// Polygons with holes, cut into triangles on an integer grid: signs are exact.
#include <algorithm>
#include <cmath>
#include <iterator>

#include "shells.h"

namespace millrace::geom::mending {
namespace {

/// Joins corners nearer than `near`. Outlines that touch each other in a point may pass it on the
/// wrong side by what rounding leaves, and then would cross.
void snap(std::vector<GridPolygon>& polygons, std::int64_t near) {
    std::vector<GridPoint*> order;
    for (GridPolygon& polygon : polygons)
        for (GridPoint& p : polygon) order.push_back(&p);
    std::stable_sort(order.begin(), order.end(), [](const GridPoint* a, const GridPoint* b) {
        return a->x != b->x ? a->x < b->x : a->y < b->y;
    });
    for (std::size_t i = 0; i < order.size(); ++i) {
        // Earlier corners only ever move to smaller x.
        for (std::size_t k = i; k > 0 && order[i]->x - order[k - 1]->x <= 2 * near; --k) {
            if (order[i]->x - order[k - 1]->x > near) continue;
            if (std::abs(order[i]->y - order[k - 1]->y) > near) continue;
            *order[i] = *order[k - 1];
            break;
        }
    }
    for (GridPolygon& polygon : polygons) {
        polygon.erase(std::unique(polygon.begin(), polygon.end()), polygon.end());
        while (polygon.size() > 1 && polygon.front() == polygon.back()) polygon.pop_back();
    }
}

/// Twice the area of abc, positive counter-clockwise.
std::int64_t turn_of(GridPoint a, GridPoint b, GridPoint c) {
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

std::int64_t distance2(GridPoint a, GridPoint b) {
    return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);
}

/// Whether `p` is nearer than `near` to the segment ab, between its ends.
bool lies_on(GridPoint a, GridPoint b, GridPoint p, std::int64_t near) {
    if (p == a || p == b) return false;
    const auto length2 = static_cast<double>(distance2(a, b));
    const auto along = static_cast<double>((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y));
    if (along <= 0.0 || along >= length2) return false;
    const auto across = static_cast<double>(turn_of(a, b, p));
    return across * across <= static_cast<double>(near * near) * length2;
}

/// Edges that a corner lies on get it as a corner: an outline that touches an edge with a corner
/// may stand out of it by what rounding leaves.
void split_edges(std::vector<GridPolygon>& polygons, std::int64_t near) {
    const std::vector<GridPolygon> given = polygons;
    for (GridPolygon& polygon : polygons) {
        GridPolygon split;
        for (std::size_t i = 0; i < polygon.size(); ++i) {
            const GridPoint a = polygon[i];
            const GridPoint b = polygon[(i + 1) % polygon.size()];
            split.push_back(a);
            GridPolygon on;
            for (const GridPolygon& other : given) {
                std::copy_if(other.begin(), other.end(), std::back_inserter(on),
                             [&](GridPoint p) { return lies_on(a, b, p, near); });
            }
            std::sort(on.begin(), on.end(),
                      [&](GridPoint p, GridPoint q) { return distance2(a, p) < distance2(a, q); });
            for (const GridPoint p : on)
                if (!(p == split.back())) split.push_back(p);
        }
        polygon = std::move(split);
    }
}

int sign(std::int64_t value) { return value > 0 ? 1 : value < 0 ? -1 : 0; }

/// Whether `p` lies on the segment ab between its ends.
bool between(GridPoint a, GridPoint b, GridPoint p) {
    if (p == a || p == b || turn_of(a, b, p) != 0) return false;
    return std::min(a.x, b.x) <= p.x && p.x <= std::max(a.x, b.x) && std::min(a.y, b.y) <= p.y &&
           p.y <= std::max(a.y, b.y);
}

bool crosses(GridPoint a, GridPoint b, GridPoint c, GridPoint d) {
    if (between(a, b, c) || between(a, b, d)) return true;
    if (a == c || a == d || b == c || b == d) return false;
    return sign(turn_of(a, b, c)) * sign(turn_of(a, b, d)) < 0 &&
           sign(turn_of(c, d, a)) * sign(turn_of(c, d, b)) < 0;
}

bool meets(GridPoint a, GridPoint b, const GridPolygon& polygon) {
    for (std::size_t i = 0; i < polygon.size(); ++i)
        if (crosses(a, b, polygon[i], polygon[(i + 1) % polygon.size()])) return true;
    return false;
}

/// Whether the way from corner `i` of a polygon to `p` begins on its left side.
bool leads_inwards(const GridPolygon& polygon, std::size_t i, GridPoint p) {
    const GridPoint here = polygon[i];
    const GridPoint next = polygon[(i + 1) % polygon.size()];
    const GridPoint last = polygon[(i + polygon.size() - 1) % polygon.size()];
    const bool left_of_next = turn_of(here, next, p) > 0;
    const bool left_of_last = turn_of(last, here, p) > 0;
    return turn_of(last, here, next) > 0 ? left_of_next && left_of_last
                                         : left_of_next || left_of_last;
}

/// Joins a hole to the ring by the shortest free way, which is then walked in both directions.
void join(GridPolygon& ring, const GridPolygon& hole, const std::vector<GridPolygon>& others) {
    const std::size_t from =
        static_cast<std::size_t>(std::max_element(hole.begin(), hole.end(),
                                                  [](GridPoint a, GridPoint b) {
                                                      return a.x != b.x ? a.x < b.x : a.y < b.y;
                                                  }) -
                                 hole.begin());
    const GridPoint start = hole[from];
    std::vector<std::size_t> order(ring.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return distance2(ring[a], start) < distance2(ring[b], start);
    });
    for (const std::size_t i : order) {
        if (!(ring[i] == start)) {
            if (!leads_inwards(ring, i, start) || meets(start, ring[i], ring)) continue;
            const bool blocked =
                std::any_of(others.begin(), others.end(),
                            [&](const GridPolygon& other) { return meets(start, ring[i], other); });
            if (blocked) continue;
        }
        GridPolygon joined(ring.begin(), ring.begin() + static_cast<std::ptrdiff_t>(i) + 1);
        for (std::size_t k = 0; k <= hole.size(); ++k)
            joined.push_back(hole[(from + k) % hole.size()]);
        joined.insert(joined.end(), ring.begin() + static_cast<std::ptrdiff_t>(i), ring.end());
        ring = std::move(joined);
        return;
    }
}

/// Whether `p` lies between the sides of a triangle at its corner `at`, `next` and `last` being the
/// other two.
bool is_ahead(GridPoint at, GridPoint next, GridPoint last, GridPoint p) {
    return turn_of(at, next, p) > 0 && turn_of(last, at, p) > 0;
}

bool same_way(GridPoint from, GridPoint a, GridPoint b) {
    const std::int64_t along = (a.x - from.x) * (b.x - from.x) + (a.y - from.y) * (b.y - from.y);
    return turn_of(from, a, b) == 0 && along > 0;
}

/// Whether corner `j` of the ring lies in the triangle, or, where the ring touches itself in a
/// corner of it, leads into it or goes around it the other way: then nothing is inside.
bool blocks(const GridPolygon& ring, std::size_t j, const std::array<GridPoint, 3>& ear) {
    const GridPoint p = ring[j];
    for (std::size_t k = 0; k < 3; ++k) {
        if (!(p == ear[k])) continue;
        const GridPoint next = ear[(k + 1) % 3];
        const GridPoint last = ear[(k + 2) % 3];
        const GridPoint to = ring[(j + 1) % ring.size()];
        const GridPoint from = ring[(j + ring.size() - 1) % ring.size()];
        return is_ahead(p, next, last, to) || is_ahead(p, next, last, from) ||
               (same_way(p, next, from) && same_way(p, last, to));
    }
    return turn_of(ear[0], ear[1], p) >= 0 && turn_of(ear[1], ear[2], p) >= 0 &&
           turn_of(ear[2], ear[0], p) >= 0;
}

bool is_ear(const GridPolygon& ring, std::size_t at) {
    const std::size_t n = ring.size();
    const std::array<GridPoint, 3> ear = {ring[(at + n - 1) % n], ring[at], ring[(at + 1) % n]};
    if (turn_of(ear[0], ear[1], ear[2]) <= 0) return false;
    for (std::size_t j = (at + 2) % n; j != (at + n - 1) % n; j = (j + 1) % n)
        if (blocks(ring, j, ear)) return false;
    return true;
}

}  // namespace

std::vector<std::array<GridPoint, 3>> triangles_of(const GridPolygon& rim,
                                                   const std::vector<GridPolygon>& holes,
                                                   std::int64_t near) {
    constexpr std::size_t kCornersMax = 10'000;
    std::size_t corners = rim.size();
    for (const GridPolygon& hole : holes) corners += hole.size();
    if (corners > kCornersMax) return {};
    std::vector<GridPolygon> order = holes;
    order.insert(order.begin(), rim);
    snap(order, near);
    split_edges(order, near);
    GridPolygon ring = std::move(order.front());
    order.erase(order.begin());
    std::erase_if(order, [](const GridPolygon& hole) { return hole.size() < 3; });
    const auto rightmost = [](const GridPolygon& polygon) {
        std::int64_t x = polygon[0].x;
        for (const GridPoint p : polygon) x = std::max(x, p.x);
        return x;
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](const auto& a, const auto& b) { return rightmost(a) > rightmost(b); });
    for (const GridPolygon& hole : order) join(ring, hole, order);

    std::vector<std::array<GridPoint, 3>> triangles;
    std::size_t at = 0;
    std::size_t vain = 0;
    while (ring.size() >= 3 && vain < ring.size()) {
        const std::size_t n = ring.size();
        at %= n;
        if (!is_ear(ring, at)) {
            ++at;
            ++vain;
            continue;
        }
        triangles.push_back({ring[(at + n - 1) % n], ring[at], ring[(at + 1) % n]});
        ring.erase(ring.begin() + static_cast<std::ptrdiff_t>(at));
        ++at;  // not the same corner again, which would make a fan of slivers
        vain = 0;
    }
    return triangles;
}

}  // namespace millrace::geom::mending
