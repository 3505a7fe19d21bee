#include "outline.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace millrace::facts::sheet {
namespace {

using geom::OutlineVertex;
using geom::Vec3;

constexpr double kPi = 3.14159265358979323846;
constexpr double kJoin_mm = 0.02;
// A curve without a stored course is known at three points only; the reader samples the rest to
// this.
constexpr double kSampleChord_mm = 0.005;

Vec2 at(const OutlineVertex& v) { return {v.x_mm, v.y_mm}; }
OutlineVertex corner(Vec2 p, double bulge = 0.0) { return {p.x, p.y, bulge}; }

/// Circle of a bulged segment.
struct Arc {
    Vec2 centre;
    double radius = 0.0;
    double start = 0.0;  ///< angle of the first point
    double sweep = 0.0;  ///< signed
};
Arc arc_of(Vec2 a, Vec2 b, double bulge) {
    const Vec2 chord = b - a;
    const double l = length(chord);
    Arc arc;
    arc.sweep = 4.0 * std::atan(bulge);
    arc.radius = l * (1.0 + bulge * bulge) / (4.0 * std::abs(bulge));
    const double apothem = l * (1.0 - bulge * bulge) / (4.0 * bulge);
    const Vec2 left = l > 0.0 ? quarter(chord) * (1.0 / l) : Vec2{};
    arc.centre = (a + b) * 0.5 + left * apothem;
    arc.start = std::atan2(a.y - arc.centre.y, a.x - arc.centre.x);
    return arc;
}

Vec2 arc_point(const Arc& arc, double fraction) {
    const double angle = arc.start + fraction * arc.sweep;
    return arc.centre + Vec2{std::cos(angle), std::sin(angle)} * arc.radius;
}

/// Calls `each(a, b, bulge)` for every segment.
template <class Each>
void segments(const geom::OutlineLoop& loop, const Each& each) {
    const std::size_t n = loop.vertices.size();
    for (std::size_t i = 0; i < n; ++i) {
        const OutlineVertex& a = loop.vertices[i];
        each(at(a), at(loop.vertices[(i + 1) % n]), a.bulge);
    }
}

double segment_distance(Vec2 a, Vec2 b, double bulge, Vec2 p) {
    if (bulge != 0.0) {
        const Arc arc = arc_of(a, b, bulge);
        double angle = std::atan2(p.y - arc.centre.y, p.x - arc.centre.x) - arc.start;
        const double sign = arc.sweep > 0.0 ? 1.0 : -1.0;
        angle *= sign;
        angle -= 2.0 * kPi * std::floor(angle / (2.0 * kPi));
        if (angle <= std::abs(arc.sweep)) return std::abs(length(p - arc.centre) - arc.radius);
        return std::min(length(p - a), length(p - b));
    }
    const Vec2 d = b - a;
    const double l2 = dot(d, d);
    const double t = l2 > 0.0 ? std::clamp(dot(p - a, d) / l2, 0.0, 1.0) : 0.0;
    return length(p - (a + d * t));
}

void push_arc(std::vector<OutlineVertex>& out, Vec2 from, Vec2 to, double sweep) {
    out.push_back(corner(from, std::tan(sweep / 4.0)));
    static_cast<void>(to);
}

}  // namespace

Piece unroll(const geom::BoundaryModel& model, std::uint32_t edge_index, bool forward,
             std::uint32_t face, const Placed& placed) {
    const geom::Edge& edge = model.edges[edge_index];
    Piece piece;
    piece.edge = edge_index;
    piece.face = face;
    const Vec2 start = placed.flat(edge.start);
    const Vec2 middle = placed.flat(edge.middle);
    const Vec2 end = placed.flat(edge.end);
    auto& out = piece.points;
    const bool arc = edge.kind == geom::CurveKind::Circle && !placed.bend;
    if (arc) {
        const double sweep = edge.length_mm / edge.radius_mm;
        const double turned = cross(middle - start, end - middle);
        double sign = turned > 0.0 ? 1.0 : -1.0;
        if (length(end - start) < 1e-9 * (1.0 + edge.radius_mm) || sweep > 6.0) {
            // A closed circle runs around its axis.
            const Vec3 normal = geom::cross(placed.along, placed.beside);
            const double hand = cross(placed.along2, placed.beside2);
            sign = geom::dot(edge.axis, normal) * hand > 0.0 ? 1.0 : -1.0;
        }
        push_arc(out, start, middle, sign * sweep / 2.0);
        push_arc(out, middle, end, sign * sweep / 2.0);
        out.push_back(corner(end));
    } else if (edge.kind == geom::CurveKind::Line ||
               (edge.kind == geom::CurveKind::Circle && placed.bend)) {
        out = {corner(start), corner(end)};
    } else {
        out.push_back(corner(start));
        if (edge.points.size() > 2) {
            for (std::size_t i = 1; i + 1 < edge.points.size(); ++i)
                out.push_back(corner(placed.flat(edge.points[i])));
            piece.chord_error_mm = kSampleChord_mm;
        } else {
            out.push_back(corner(middle));
            piece.chord_error_mm = length(middle - (start + end) * 0.5);
        }
        out.push_back(corner(end));
    }
    if (!forward) {
        std::vector<OutlineVertex> turned(out.rbegin(), out.rend());
        for (std::size_t i = 0; i + 1 < turned.size(); ++i) turned[i].bulge = -turned[i + 1].bulge;
        turned.back().bulge = 0.0;
        out = std::move(turned);
    }
    return piece;
}

namespace {

void turn_around(std::vector<OutlineVertex>& points) {
    std::vector<OutlineVertex> turned(points.rbegin(), points.rend());
    for (std::size_t i = 0; i + 1 < turned.size(); ++i) turned[i].bulge = -turned[i + 1].bulge;
    turned.back().bulge = 0.0;
    points = std::move(turned);
}

/// Corners between collinear lines, and points on top of each other, say nothing.
void simplify(geom::OutlineLoop& loop) {
    auto& v = loop.vertices;
    bool changed = true;
    while (changed && v.size() > 2) {
        changed = false;
        for (std::size_t i = 0; i < v.size() && v.size() > 2; ++i) {
            const std::size_t before = (i + v.size() - 1) % v.size();
            const std::size_t after = (i + 1) % v.size();
            const Vec2 in = at(v[i]) - at(v[before]);
            const Vec2 out = at(v[after]) - at(v[i]);
            const bool repeated = length(out) < 1e-7 && v[i].bulge == 0.0;
            const bool straight = v[i].bulge == 0.0 && v[before].bulge == 0.0 &&
                                  dot(in, out) > 0.0 &&
                                  std::abs(cross(in, out)) < 1e-7 * length(in + out);
            if (!repeated && !straight) continue;
            v.erase(v.begin() + static_cast<std::ptrdiff_t>(i));
            changed = true;
        }
    }
}

}  // namespace

std::vector<ChainedLoop> chain(const std::vector<Piece>& pieces,
                               std::optional<std::uint32_t>& open) {
    // Ends on a grid; a join may straddle cells, so the neighbours are asked too.
    using Cell = std::pair<std::int64_t, std::int64_t>;
    std::map<Cell, std::vector<std::uint32_t>> ends;
    const auto cell = [](Vec2 p) {
        return Cell{static_cast<std::int64_t>(std::floor(p.x / kJoin_mm)),
                    static_cast<std::int64_t>(std::floor(p.y / kJoin_mm))};
    };
    for (std::uint32_t i = 0; i < pieces.size(); ++i) {
        ends[cell(pieces[i].front())].push_back(i);
        ends[cell(pieces[i].back())].push_back(i);
    }
    std::vector<bool> used(pieces.size(), false);
    const auto nearest = [&](Vec2 p) {
        std::uint32_t best = kNone;
        double best_distance = kJoin_mm;
        const Cell c = cell(p);
        for (std::int64_t dx = -1; dx <= 1; ++dx) {
            for (std::int64_t dy = -1; dy <= 1; ++dy) {
                const auto it = ends.find({c.first + dx, c.second + dy});
                if (it == ends.end()) continue;
                for (const std::uint32_t i : it->second) {
                    if (used[i]) continue;
                    // A piece that already runs the right way comes first.
                    const double d = std::min(length(pieces[i].front() - p),
                                              length(pieces[i].back() - p) + 1e-6);
                    if (d < best_distance || (d == best_distance && i < best))
                        best_distance = d, best = i;
                }
            }
        }
        return best;
    };
    std::vector<ChainedLoop> loops;
    for (std::uint32_t first = 0; first < pieces.size(); ++first) {
        if (used[first]) continue;
        ChainedLoop chained;
        std::uint32_t next = first;
        Vec2 end = pieces[first].front();
        const Vec2 begin = end;
        while (next != kNone) {
            used[next] = true;
            chained.pieces.push_back(next);
            std::vector<OutlineVertex> points = pieces[next].points;
            const Piece& piece = pieces[next];
            if (length(piece.front() - end) > length(piece.back() - end)) turn_around(points);
            points.pop_back();
            chained.loop.vertices.insert(chained.loop.vertices.end(), points.begin(), points.end());
            const bool forward = length(piece.front() - end) <= length(piece.back() - end);
            end = forward ? piece.back() : piece.front();
            if (length(end - begin) < kJoin_mm) break;
            next = nearest(end);
        }
        if (length(end - begin) >= kJoin_mm) {
            open = chained.pieces.back();
            continue;
        }
        simplify(chained.loop);
        chained.area_mm2 = signed_area(chained.loop);
        loops.push_back(std::move(chained));
    }
    return loops;
}

double signed_area(const geom::OutlineLoop& loop) {
    double twice = 0.0;
    segments(loop, [&](Vec2 a, Vec2 b, double bulge) {
        twice += cross(a, b);
        if (bulge == 0.0) return;
        const Arc arc = arc_of(a, b, bulge);
        twice += arc.radius * arc.radius * (arc.sweep - std::sin(arc.sweep));
    });
    return twice / 2.0;
}

double perimeter(const geom::OutlineLoop& loop) {
    double sum = 0.0;
    segments(loop, [&](Vec2 a, Vec2 b, double bulge) {
        if (bulge == 0.0) {
            sum += length(b - a);
        } else {
            const Arc arc = arc_of(a, b, bulge);
            sum += arc.radius * std::abs(arc.sweep);
        }
    });
    return sum;
}

void reverse(geom::OutlineLoop& loop) {
    auto& v = loop.vertices;
    std::vector<OutlineVertex> turned(v.size());
    const std::size_t n = v.size();
    for (std::size_t i = 0; i < n; ++i) {
        turned[i] = v[n - 1 - i];
        turned[i].bulge = -v[(2 * n - 2 - i) % n].bulge;
    }
    v = std::move(turned);
}

Extent extent(std::span<const geom::OutlineLoop> loops, Vec2 direction) {
    Extent result{1e300, -1e300};
    const double heading = std::atan2(direction.y, direction.x);
    const auto add = [&](Vec2 p) {
        const double d = dot(p, direction);
        result.low = std::min(result.low, d);
        result.high = std::max(result.high, d);
    };
    for (const geom::OutlineLoop& loop : loops) {
        segments(loop, [&](Vec2 a, Vec2 b, double bulge) {
            add(a);
            if (bulge == 0.0) return;
            const Arc arc = arc_of(a, b, bulge);
            for (const double side : {0.0, kPi}) {
                double turn = (heading + side - arc.start) * (arc.sweep > 0.0 ? 1.0 : -1.0);
                turn -= 2.0 * kPi * std::floor(turn / (2.0 * kPi));
                if (turn > std::abs(arc.sweep)) continue;
                add(arc.centre + direction * (side == 0.0 ? arc.radius : -arc.radius));
            }
        });
    }
    return result;
}

Move2 to_lower_left(std::span<const geom::OutlineLoop> loops) {
    // The smallest rectangle of a polygon has a side along one of its hull's sides; arcs count by
    // their chords here, and the outline's own axes are tried first, so that an upright part stays.
    std::vector<Vec2> directions{{1.0, 0.0}};
    std::vector<std::pair<double, Vec2>> sides;
    segments(loops[0], [&](Vec2 a, Vec2 b, double bulge) {
        const double l = length(b - a);
        if (l > 1e-6 && bulge == 0.0) sides.emplace_back(l, (b - a) * (1.0 / l));
    });
    std::stable_sort(sides.begin(), sides.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    if (sides.size() > 64) sides.resize(64);
    for (const auto& side : sides) directions.push_back(side.second);
    double best = 1e300;
    Vec2 chosen{1.0, 0.0};
    for (const Vec2 d : directions) {
        const Extent x = extent(loops.first(1), d);
        const Extent y = extent(loops.first(1), quarter(d));
        const double area = (x.high - x.low) * (y.high - y.low);
        if (area < best * (1.0 - 1e-9)) best = area, chosen = d;
    }
    const Extent x = extent(loops.first(1), chosen);
    const Extent y = extent(loops.first(1), quarter(chosen));
    if (y.high - y.low > (x.high - x.low) * (1.0 + 1e-9)) chosen = quarter(chosen);
    Move2 move;
    move.x = {chosen.x, -chosen.y};
    const Extent low_x = extent(loops.first(1), chosen);
    const Extent low_y = extent(loops.first(1), quarter(chosen));
    move.shift = {-low_x.low, -low_y.low};
    return move;
}

void apply(const Move2& move, geom::OutlineLoop& loop) {
    for (OutlineVertex& v : loop.vertices) {
        const Vec2 p = move(at(v));
        v.x_mm = p.x;
        v.y_mm = p.y;
    }
}

std::vector<Vec2> sampled(const geom::OutlineLoop& loop, double chord_error_mm) {
    std::vector<Vec2> points;
    segments(loop, [&](Vec2 a, Vec2 b, double bulge) {
        points.push_back(a);
        if (bulge == 0.0) return;
        const Arc arc = arc_of(a, b, bulge);
        const double step =
            2.0 * std::acos(std::clamp(1.0 - chord_error_mm / arc.radius, -1.0, 1.0));
        const int n = std::clamp(
            static_cast<int>(std::ceil(std::abs(arc.sweep) / std::max(step, 0.01))), 1, 512);
        for (int i = 1; i < n; ++i) points.push_back(arc_point(arc, double(i) / n));
    });
    return points;
}

std::optional<Vec2> crossing(std::span<const geom::OutlineLoop> loops) {
    struct Line {
        Vec2 a, b;
        std::uint32_t loop, index, count;
    };
    std::vector<Line> lines;
    for (std::uint32_t l = 0; l < loops.size(); ++l) {
        const std::vector<Vec2> p = sampled(loops[l], 0.01);
        const auto n = static_cast<std::uint32_t>(p.size());
        for (std::uint32_t i = 0; i < n; ++i) lines.push_back({p[i], p[(i + 1) % n], l, i, n});
    }
    const auto low = [](const Line& l) { return std::min(l.a.x, l.b.x); };
    const auto high = [](const Line& l) { return std::max(l.a.x, l.b.x); };
    std::vector<std::uint32_t> order(lines.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::uint32_t x, std::uint32_t y) {
        const double a = low(lines[x]);
        const double b = low(lines[y]);
        return a != b ? a < b : x < y;
    });
    // Less than this deep is rounding, or a slit of no width, which a laser cuts anyway.
    constexpr double kDeep_mm = 2e-3;
    std::vector<std::uint32_t> active;
    for (const std::uint32_t i : order) {
        const Line& p = lines[i];
        const double x = low(p);
        std::erase_if(active, [&](std::uint32_t k) { return high(lines[k]) < x; });
        for (const std::uint32_t k : active) {
            const Line& q = lines[k];
            if (std::max(p.a.y, p.b.y) < std::min(q.a.y, q.b.y)) continue;
            if (std::max(q.a.y, q.b.y) < std::min(p.a.y, p.b.y)) continue;
            if (p.loop == q.loop) {
                const std::uint32_t gap = p.index > q.index ? p.index - q.index : q.index - p.index;
                if (gap <= 1 || gap == p.count - 1) continue;
            }
            const Vec2 u = p.b - p.a;
            const Vec2 v = q.b - q.a;
            const double lu = length(u);
            const double lv = length(v);
            if (lu < 1e-9 || lv < 1e-9) continue;
            const double a1 = cross(u, q.a - p.a) / lu;
            const double a2 = cross(u, q.b - p.a) / lu;
            const double b1 = cross(v, p.a - q.a) / lv;
            const double b2 = cross(v, p.b - q.a) / lv;
            const bool split =
                (a1 > kDeep_mm && a2 < -kDeep_mm) || (a1 < -kDeep_mm && a2 > kDeep_mm);
            const bool cut = (b1 > kDeep_mm && b2 < -kDeep_mm) || (b1 < -kDeep_mm && b2 > kDeep_mm);
            if (split && cut) return p.a + u * (b1 / (b1 - b2));
        }
        active.push_back(i);
    }
    return std::nullopt;
}

double distance(const Piece& piece, Vec2 point) {
    double best = 1e300;
    for (std::size_t i = 0; i + 1 < piece.points.size(); ++i) {
        best = std::min(best, segment_distance(at(piece.points[i]), at(piece.points[i + 1]),
                                               piece.points[i].bulge, point));
    }
    return best;
}

bool contains(std::span<const Vec2> polygon, Vec2 p) {
    bool inside = false;
    for (std::size_t i = 0, k = polygon.size() - 1; i < polygon.size(); k = i++) {
        const Vec2 a = polygon[i];
        const Vec2 b = polygon[k];
        if ((a.y > p.y) == (b.y > p.y)) continue;
        if (p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y)) inside = !inside;
    }
    return inside;
}

}  // namespace millrace::facts::sheet
