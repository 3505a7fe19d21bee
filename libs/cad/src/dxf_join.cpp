// From loose curves to closed contours, and which lies in which.
#include <algorithm>
#include <numbers>
#include <numeric>

#include "dxf.h"

namespace millrace::cad::dxf {
namespace {

constexpr double kPi = std::numbers::pi;
constexpr std::size_t kListed = 20;  // of each kind of defect, with coordinates
constexpr double kPolygonChord_mm = 0.01;

std::string text(Point p) { return "(" + number_text(p.x) + ", " + number_text(p.y) + ")"; }

/// Ends that lie within the tolerance of each other are one node.
class Nodes {
public:
    Nodes(const std::vector<Curve>& curves, double tolerance) {
        for (const Curve& curve : curves) {
            ends_.push_back(curve.start);
            ends_.push_back(curve.end);
        }
        parent_.resize(ends_.size());
        std::iota(parent_.begin(), parent_.end(), 0U);
        std::vector<std::uint32_t> order(ends_.size());
        std::iota(order.begin(), order.end(), 0U);
        std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            return ends_[a].x != ends_[b].x ? ends_[a].x < ends_[b].x : a < b;
        });
        // Sorted by x and, within a tolerance of x, by y: only near ends are compared.
        using Key = std::pair<std::int64_t, std::int64_t>;
        std::map<Key, std::vector<std::uint32_t>> cells;
        for (const std::uint32_t i : order) {
            const Key key{static_cast<std::int64_t>(std::floor(ends_[i].x / tolerance)),
                          static_cast<std::int64_t>(std::floor(ends_[i].y / tolerance))};
            for (std::int64_t dx = -1; dx <= 1; ++dx) {
                for (std::int64_t dy = -1; dy <= 1; ++dy) {
                    const auto it = cells.find({key.first + dx, key.second + dy});
                    if (it == cells.end()) continue;
                    for (const std::uint32_t k : it->second)
                        if (length(ends_[k] - ends_[i]) <= tolerance) unite(i, k);
                }
            }
            // One end for each node and cell is enough, unless the cell is wider than the node.
            auto& cell = cells[key];
            if (cell.size() < 8) cell.push_back(i);
        }
    }
    std::uint32_t of(std::size_t curve, bool end) {
        return root(static_cast<std::uint32_t>(2 * curve + (end ? 1 : 0)));
    }
    [[nodiscard]] Point point(std::uint32_t node) const { return ends_[node]; }
    [[nodiscard]] std::size_t size() const { return ends_.size(); }

private:
    std::uint32_t root(std::uint32_t i) {
        while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
        return i;
    }
    void unite(std::uint32_t a, std::uint32_t b) {
        a = root(a);
        b = root(b);
        parent_[std::max(a, b)] = std::min(a, b);
    }
    std::vector<Point> ends_;
    std::vector<std::uint32_t> parent_;
};

void list_defects(std::vector<Diagnostic>& out, Severity severity, const char* code,
                  const std::vector<Text>& messages) {
    for (std::size_t i = 0; i < std::min(messages.size(), kListed); ++i)
        out.push_back({severity, code, messages[i]});
    if (messages.size() > kListed) {
        out.push_back({severity, code,
                       say("cad.more_of_these",
                           "There is {count} more of these.|There are {count} more of these.",
                           {{"count", messages.size() - kListed}})});
    }
}

/// Drops curves that lie on top of an earlier one from end to end.
std::vector<Curve> without_doubles(std::vector<Curve> curves, double tolerance,
                                   std::vector<Diagnostic>& diagnostics) {
    struct Entry {
        Point middle;
        std::size_t index;
    };
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < curves.size(); ++i) {
        // The middle of a closed curve depends on where it starts; its centre does not.
        const bool round = curves[i].kind == Kind::Arc && curves[i].closed();
        entries.push_back({round ? curves[i].centre : curves[i].at(0.5), i});
    }
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
        return a.middle.x != b.middle.x ? a.middle.x < b.middle.x : a.index < b.index;
    });
    const auto same = [&](const Curve& a, const Curve& b) {
        if (a.closed() != b.closed()) return false;
        if (a.closed() && a.kind == Kind::Arc && b.kind == Kind::Arc)
            return std::abs(length(a.u) - length(b.u)) <= tolerance;
        const bool forward =
            length(a.start - b.start) <= tolerance && length(a.end - b.end) <= tolerance;
        const bool backward =
            length(a.start - b.end) <= tolerance && length(a.end - b.start) <= tolerance;
        return (forward || backward) &&
               length(a.at(0.25) - b.at(forward ? 0.25 : 0.75)) <= 2.0 * tolerance;
    };
    std::vector<bool> drop(curves.size(), false);
    std::vector<Text> messages;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (drop[entries[i].index]) continue;
        for (std::size_t k = i + 1; k < entries.size(); ++k) {
            if (entries[k].middle.x > entries[i].middle.x + tolerance) break;
            if (drop[entries[k].index]) continue;
            if (std::abs(entries[k].middle.y - entries[i].middle.y) > tolerance) continue;
            const std::size_t a = std::min(entries[i].index, entries[k].index);
            const std::size_t b = std::max(entries[i].index, entries[k].index);
            if (!same(curves[a], curves[b])) continue;
            drop[b] = true;
            messages.push_back(say(
                "cad.doubled_contour",
                "The drawing holds a line twice, from {from} to {to} mm; it would be cut twice. "
                "One of them was left out.",
                {{"from", text(curves[b].start)}, {"to", text(curves[b].end)}}));
            if (b == entries[i].index) break;
        }
    }
    list_defects(diagnostics, Severity::Warning, "doubled_contour", messages);
    std::vector<Curve> kept;
    for (std::size_t i = 0; i < curves.size(); ++i)
        if (!drop[i]) kept.push_back(std::move(curves[i]));
    return kept;
}

/// Direction in which a curve leaves its start.
Point departure(const Curve& curve) {
    const Point d = curve.at(1e-3) - curve.start;
    const double l = length(d);
    return l > 0.0 ? d * (1.0 / l) : d;
}

double area_of(const std::vector<Point>& polygon) {
    double twice = 0.0;
    for (std::size_t i = 0; i < polygon.size(); ++i)
        twice += cross(polygon[i], polygon[(i + 1) % polygon.size()]);
    return twice / 2.0;
}

/// Moves the ends of neighbours to one point. Splines and ellipses keep their course: where they
/// miss, a short line fills the gap.
void close_gaps(std::vector<Curve>& curves) {
    constexpr double kSame_mm = 1e-9;
    std::vector<Curve> closed;
    const auto stiff = [](const Curve& c) {
        return c.kind == Kind::Spline || c.kind == Kind::Ellipse;
    };
    const std::size_t n = curves.size();
    if (n == 1) return;
    for (std::size_t i = 0; i < n; ++i) {
        Curve& a = curves[i];
        Curve& b = curves[(i + 1) % n];
        if (length(a.end - b.start) <= kSame_mm) {
            a.end = stiff(a) ? a.end : b.start;
            continue;
        }
        if (stiff(a) && stiff(b)) continue;
        const Point meet = stiff(a) ? a.end : stiff(b) ? b.start : (a.end + b.start) * 0.5;
        const auto move = [&](Curve& c, bool end) {
            if (stiff(c)) return;
            const Point start = end ? c.start : meet;
            const Point stop = end ? meet : c.end;
            Curve moved = c.kind == Kind::Line ? line(start, stop)
                                               : bulged(start, stop, std::tan(c.sweep / 4.0));
            moved.layer = c.layer;
            moved.place = c.place;
            c = std::move(moved);
        };
        move(a, true);
        move(b, false);
    }
    for (std::size_t i = 0; i < n; ++i) {
        const Point from = curves[i].end;
        const Point to = curves[(i + 1) % n].start;
        const bool gap = length(to - from) > kSame_mm;
        closed.push_back(std::move(curves[i]));
        if (gap) closed.push_back(line(from, to));
    }
    curves = std::move(closed);
}

void add_contour(std::vector<Curve> curves, Contours& out) {
    close_gaps(curves);
    Contour contour;
    for (const Curve& curve : curves) {
        std::vector<Point> points = curve.sampled(kPolygonChord_mm);
        points.pop_back();
        contour.polygon.insert(contour.polygon.end(), points.begin(), points.end());
    }
    contour.area = area_of(contour.polygon);
    if (contour.area < 0.0) {
        std::reverse(curves.begin(), curves.end());
        for (Curve& curve : curves) curve = curve.turned();
        std::reverse(contour.polygon.begin(), contour.polygon.end());
        contour.area = -contour.area;
    }
    contour.curves = std::move(curves);
    out.closed.push_back(std::move(contour));
}

}  // namespace

Contours join(std::vector<Curve> all, double tolerance) {
    Contours out;
    std::erase_if(all, [&](const Curve& c) {
        return !c.closed() && length(c.end - c.start) <= tolerance &&
               length(c.at(0.5) - c.start) <= tolerance;
    });
    std::vector<Curve> open;
    for (Curve& curve : without_doubles(std::move(all), tolerance, out.diagnostics)) {
        if (curve.closed()) {
            add_contour({std::move(curve)}, out);
        } else {
            open.push_back(std::move(curve));
        }
    }
    Nodes nodes{open, tolerance};
    std::vector<std::vector<std::uint32_t>> at(nodes.size());
    for (std::uint32_t i = 0; i < open.size(); ++i) {
        at[nodes.of(i, false)].push_back(i);
        at[nodes.of(i, true)].push_back(i);
    }
    std::vector<bool> used(open.size(), false);
    // Ends where one curve only arrives: what hangs on them is open.
    std::vector<Text> messages;
    const auto walk = [&](std::uint32_t first, bool forward, bool& closed) {
        std::vector<Curve> chain;
        std::uint32_t curve = first;
        bool along = forward;
        const std::uint32_t begin = nodes.of(first, !forward);
        closed = false;
        while (true) {
            used[curve] = true;
            chain.push_back(along ? open[curve] : open[curve].turned());
            const std::uint32_t node = nodes.of(curve, along);
            if (node == begin) {
                closed = true;
                return chain;
            }
            // Where more than two lines meet, the sharpest turn to the left keeps contours that
            // touch in a point apart.
            const Point arriving = departure(chain.back().turned());
            double best = 1e300;
            std::uint32_t next = ~0U;
            bool next_along = true;
            for (const std::uint32_t candidate : at[node]) {
                if (used[candidate]) continue;
                const bool starts = nodes.of(candidate, false) == node;
                const Point leaving =
                    departure(starts ? open[candidate] : open[candidate].turned());
                double turn = std::atan2(cross(leaving, arriving), dot(leaving, arriving));
                if (turn <= 0.0) turn += 2.0 * kPi;
                if (turn < best) best = turn, next = candidate, next_along = starts;
            }
            if (next == ~0U) return chain;
            curve = next;
            along = next_along;
        }
    };
    const auto report = [&](const std::vector<Curve>& chain) {
        double total = 0.0;
        for (const Curve& curve : chain) {
            const std::vector<Point> points = curve.sampled(0.1);
            for (std::size_t i = 1; i < points.size(); ++i)
                total += length(points[i] - points[i - 1]);
        }
        const Point a = chain.front().start;
        const Point b = chain.back().end;
        messages.push_back(
            say("cad.open_contour",
                "A contour of {length} is open: it ends at {start} and {end} mm, {gap} apart; ends "
                "within {tolerance} are joined. It was left out.",
                {{"length", Number{total, "mm"}},
                 {"start", text(a)},
                 {"end", text(b)},
                 {"gap", Number{length(b - a), "mm", 3}},
                 {"tolerance", Number{tolerance, "mm", 3}}}));
    };
    bool closed = false;
    for (std::uint32_t i = 0; i < open.size(); ++i) {
        if (used[i]) continue;
        const bool loose_start = at[nodes.of(i, false)].size() == 1;
        const bool loose_end = at[nodes.of(i, true)].size() == 1;
        if (!loose_start && !loose_end) continue;
        const std::vector<Curve> chain = walk(i, loose_start, closed);
        report(chain);
    }
    for (std::uint32_t i = 0; i < open.size(); ++i) {
        if (used[i]) continue;
        std::vector<Curve> chain = walk(i, true, closed);
        if (closed) {
            add_contour(std::move(chain), out);
        } else {
            report(chain);
        }
    }
    list_defects(out.diagnostics, Severity::Warning, "open_contour", messages);
    std::erase_if(out.closed, [](const Contour& c) { return c.area < 1e-6; });
    return out;
}

namespace {

bool inside(const std::vector<Point>& polygon, Point p) {
    bool in = false;
    for (std::size_t i = 0, k = polygon.size() - 1; i < polygon.size(); k = i++) {
        const Point a = polygon[i];
        const Point b = polygon[k];
        if ((a.y > p.y) == (b.y > p.y)) continue;
        if (p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y)) in = !in;
    }
    return in;
}

struct Segment {
    Point a, b;
    std::uint32_t contour, index, count;
};

/// A point where two stretches cross, of different contours or of one.
std::optional<std::pair<Segment, Point>> find_crossing(const std::vector<Contour>& contours) {
    std::vector<Segment> segments;
    for (std::uint32_t c = 0; c < contours.size(); ++c) {
        const auto& p = contours[c].polygon;
        const auto n = static_cast<std::uint32_t>(p.size());
        for (std::uint32_t i = 0; i < n; ++i) segments.push_back({p[i], p[(i + 1) % n], c, i, n});
    }
    const auto low = [](const Segment& s) { return std::min(s.a.x, s.b.x); };
    std::sort(segments.begin(), segments.end(), [&](const Segment& x, const Segment& y) {
        if (low(x) != low(y)) return low(x) < low(y);
        return x.contour != y.contour ? x.contour < y.contour : x.index < y.index;
    });
    // Polygons stand in for curves within this; contours that touch do not cross.
    constexpr double kDeep_mm = 2.5 * kPolygonChord_mm;
    std::vector<std::size_t> active;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const Segment& p = segments[i];
        std::erase_if(active, [&](std::size_t k) {
            return std::max(segments[k].a.x, segments[k].b.x) < low(p);
        });
        for (const std::size_t k : active) {
            const Segment& q = segments[k];
            if (std::max(p.a.y, p.b.y) < std::min(q.a.y, q.b.y) ||
                std::max(q.a.y, q.b.y) < std::min(p.a.y, p.b.y)) {
                continue;
            }
            if (p.contour == q.contour) {
                const std::uint32_t gap = p.index > q.index ? p.index - q.index : q.index - p.index;
                if (gap <= 1 || gap == p.count - 1) continue;
            }
            const Point u = p.b - p.a;
            const Point v = q.b - q.a;
            const double lu = length(u);
            const double lv = length(v);
            if (!(lu > 0.0) || !(lv > 0.0)) continue;
            const auto split = [&](double x, double y) {
                return (x > kDeep_mm && y < -kDeep_mm) || (x < -kDeep_mm && y > kDeep_mm);
            };
            const double b1 = cross(v, p.a - q.a) / lv;
            const double b2 = cross(v, p.b - q.a) / lv;
            if (split(cross(u, q.a - p.a) / lu, cross(u, q.b - p.a) / lu) && split(b1, b2))
                return std::pair{q, p.a + u * (b1 / (b1 - b2))};
        }
        active.push_back(i);
    }
    return std::nullopt;
}

}  // namespace

Status nest(Contours& contours) {
    auto& list = contours.closed;
    std::stable_sort(list.begin(), list.end(),
                     [](const Contour& a, const Contour& b) { return a.area > b.area; });
    if (const auto cross = find_crossing(list)) {
        return Error{ErrorCode::InvalidGeometry,
                     say("cad.contours_cross",
                         "the contours of the drawing cross at {place} mm, so it is not clear what "
                         "is material; draw every contour once and apart from the others",
                         {{"place", text(cross->second)}}),
                     {}};
    }
    // Larger contours come first, so the last one found around a contour is the smallest.
    for (std::uint32_t i = 0; i < list.size(); ++i) {
        for (std::uint32_t k = 0; k < i; ++k) {
            // A corner may lie on the other contour where they touch: three points vote.
            const auto& p = list[i].polygon;
            int votes = 0;
            for (const std::size_t at : {std::size_t{0}, p.size() / 3, 2 * p.size() / 3})
                votes += inside(list[k].polygon, p[at]) ? 1 : -1;
            if (votes <= 0) continue;
            ++list[i].depth;
            list[i].around = k;
        }
    }
    return Done{};
}

}  // namespace millrace::cad::dxf
