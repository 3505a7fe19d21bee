// Bend reliefs, found on the flat pattern: beside the end of a bend that stops inside an edge, the
// sheet has to be cut free beyond the tangent line (rule SHM-12).
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "flat_pattern.h"
#include "measure.h"
#include "sentences.h"

namespace millrace::dfm {

namespace {

constexpr double kNone = std::numeric_limits<double>::infinity();
// An end that leans more against the bend is a mitre, not a stop inside an edge.
constexpr double kLeanCos = 0.98;
constexpr double kNoReliefShare = 0.1;  // of R + t; a shallower nick is none
constexpr double kEndSlack_mm = 0.3;
constexpr double kBeside_mm = 0.05;  // beside the end of a bend, as wide as a cut can be

/// The outlines of a flat pattern, asked where there is sheet.
class Pattern {
public:
    explicit Pattern(const facts::Sheet& sheet) {
        for (const auto& loop : sheet.flat.loops) {
            const auto points = outline_points(loop);
            for (std::size_t i = 0; i < points.size(); ++i)
                sides_.push_back({points[i], points[(i + 1) % points.size()]});
        }
    }

    struct Hit {
        double along = kNone;  ///< from the start of the ray
        Point side;            ///< unit, of the outline there
    };
    /// Crossings with a ray, nearest first.
    [[nodiscard]] std::vector<Hit> crossings(Point from, Point way) const {
        std::vector<Hit> hits;
        for (const auto& [a, b] : sides_) {
            const double first = cross2(way, a - from);
            const double second = cross2(way, b - from);
            if ((first > 0.0) == (second > 0.0)) continue;
            const Point at = a + (b - a) * (first / (first - second));
            const double along = dot2(at - from, way);
            if (along > 0.0) hits.push_back({along, (b - a) * (1.0 / length2(b - a))});
        }
        std::sort(hits.begin(), hits.end(),
                  [](const Hit& a, const Hit& b) { return a.along < b.along; });
        return hits;
    }
    /// Distance along a ray to where sheet begins; 0 on sheet, infinite where none comes.
    [[nodiscard]] double to_sheet(Point from, Point way) const {
        const auto hits = crossings(from, way);
        if (hits.size() % 2 == 1) return 0.0;
        return hits.empty() ? kNone : hits.front().along;
    }

private:
    std::vector<std::array<Point, 2>> sides_;
};

/// The relief beside one end of a bend, towards one of its flanges.
struct Relief {
    double depth_mm = 0.0;           ///< cut free, from the outside of the bent flange
    std::optional<double> width_mm;  ///< between the bend and the sheet beside it
};

/// `end` is where the bend stops, `out` leads along the bend away from it, `side` across it. Empty
/// where no sheet lies beside the bend.
std::optional<Relief> relief_at(const Pattern& pattern, Point end, Point out, Point side,
                                double half_zone_mm, double needed_mm) {
    // Only where the flange on this side goes on past the end of the bend.
    const Point past = end + out * kBeside_mm;
    const double beyond = pattern.to_sheet(past + side * half_zone_mm, side);
    if (beyond > 4.0 * needed_mm) return std::nullopt;
    // From outside the bent flange towards it.
    const double start = half_zone_mm - needed_mm;
    const double low = std::min(start, -half_zone_mm);
    const double free = pattern.to_sheet(past + side * low, side);
    if (free == kNone) return std::nullopt;
    Relief relief;
    const double sheet_at = low + free;  // against the middle of the bend
    relief.depth_mm = std::max(0.0, sheet_at - start);
    if (relief.depth_mm <= kNoReliefShare * needed_mm) return relief;
    const double level = std::min(half_zone_mm, sheet_at) - kBeside_mm;
    const double width = pattern.to_sheet(past + side * level, out);
    if (width != kNone) relief.width_mm = width + kBeside_mm;
    return relief;
}

struct Found {
    const facts::Bend* bend = nullptr;
    Relief relief;
    double needed_mm = 0.0;  ///< R + t
};

/// Reliefs of all bends that stop inside an edge.
std::vector<Found> reliefs(const facts::Sheet& sheet) {
    const Pattern pattern{sheet};
    std::vector<Found> found;
    for (const facts::Bend& bend : sheet.bends) {
        const Point from{bend.line_from.x, bend.line_from.y};
        const Point to{bend.line_to.x, bend.line_to.y};
        const double length = length2(to - from);
        if (!(length > 0.0)) continue;
        const Point middle = (from + to) * 0.5;
        const double half_zone = allowance(sheet, bend) / 2.0;
        const double needed = to_mm(bend.radius) + thickness(sheet);
        for (const double sense : {1.0, -1.0}) {
            const Point out = (to - from) * (sense / length);
            const Point across{-out.y, out.x};
            Point end = middle + out * (length / 2.0);
            // Where the outline crosses the end of the bend, it has to be square to it.
            bool mitred = false;
            for (const Pattern::Hit& hit : pattern.crossings(middle, out)) {
                if (std::abs(hit.along - length / 2.0) > kEndSlack_mm) continue;
                mitred = std::abs(dot2(hit.side, across)) < kLeanCos;
                end = middle + out * hit.along;
                break;
            }
            if (mitred) continue;
            for (const double way : {1.0, -1.0}) {
                const auto relief = relief_at(pattern, end, out, across * way, half_zone, needed);
                if (relief) found.push_back({&bend, *relief, needed});
            }
        }
    }
    return found;
}

bool none_cut(const Found& one) { return one.relief.depth_mm <= kNoReliefShare * one.needed_mm; }

}  // namespace

Measured relief_widths(const Subject& subject) {
    if (auto none = without_sheet(subject)) return *none;
    const facts::Sheet& sheet = *sheet_of(subject);
    Measured measured;
    for (const Found& one : reliefs(sheet)) {
        if (!one.relief.width_mm) continue;
        const double width = *one.relief.width_mm;
        measured.readings.push_back(
            {width / thickness(sheet),
             {one.bend->faces, {}},
             say("dfm.amount", "{amount}", {{"amount", amount(width, "mm")}}),
             thickness(sheet)});
    }
    return measured;
}

Measured relief_depths(const Subject& subject) {
    if (auto none = without_sheet(subject)) return *none;
    Measured measured;
    for (const Found& one : reliefs(*sheet_of(subject))) {
        if (none_cut(one)) continue;
        measured.readings.push_back(
            {one.relief.depth_mm / one.needed_mm,
             {one.bend->faces, {}},
             say("dfm.amount", "{amount}", {{"amount", amount(one.relief.depth_mm, "mm")}}),
             one.needed_mm});
    }
    return measured;
}

// Counted over the part: each of these bends tears at its end.
Measured bends_without_relief(const Subject& subject) {
    if (auto none = without_sheet(subject)) return *none;
    facts::Place place;
    std::vector<const facts::Bend*> torn;
    for (const Found& one : reliefs(*sheet_of(subject))) {
        if (!none_cut(one) || std::find(torn.begin(), torn.end(), one.bend) != torn.end()) continue;
        torn.push_back(one.bend);
        place.faces.insert(place.faces.end(), one.bend->faces.begin(), one.bend->faces.end());
    }
    return single(static_cast<double>(torn.size()), std::move(place));
}

}  // namespace millrace::dfm
