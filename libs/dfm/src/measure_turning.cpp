// What the rules of turning measure, on the turned profile of the facts.
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>
#include <set>

#include "measure.h"
#include "sentences.h"

namespace millrace::dfm {

namespace {

using geom::Vec3;

constexpr double kOnAxis_mm = 0.01;
constexpr double kAlongCos = 0.9998;   // about 1°
constexpr double kAcrossCos = 0.0175;  // about 1°
constexpr double kInnerEdge_rad = -0.3;
constexpr double kGrooveWidthMax_mm = 10.0;  // wider ones are turned like any other length
constexpr double kDrillMax_mm = 25.0;        // above it a bore is bored

const facts::Turning* turned(const Subject& subject) {
    const facts::Turning& turning = subject.facts.turning;
    return turning.recognised ? &turning : nullptr;
}

bool coaxial(const facts::Turning& turning, Vec3 point, Vec3 axis) {
    const Vec3 out = point - turning.origin;
    const Vec3 off = out - turning.axis * dot(out, turning.axis);
    return geom::length(off) < kOnAxis_mm && std::abs(dot(axis, turning.axis)) > kAlongCos;
}

/// A drill leaves a cone and does not grow beyond its drawer; the rest is bored.
bool is_bored(const facts::Hole& hole) {
    return (hole.flat_bottom && !hole.through) || to_mm(hole.diameter) > kDrillMax_mm;
}

Text described(const facts::Hole& hole) {
    return say(
        "dfm.hole", "⌀{diameter} × {depth}",
        {{"diameter", amount(to_mm(hole.diameter))}, {"depth", amount(to_mm(hole.depth), "mm")}});
}

template <class Value>
Measured each_bore(const Subject& subject, Value value) {
    const facts::Turning* turning = turned(subject);
    if (turning == nullptr) return not_applicable();
    Measured measured;
    for (const facts::Hole& hole : subject.facts.holes) {
        if (!coaxial(*turning, hole.centre, hole.axis) || !is_bored(hole)) continue;
        if (to_mm(hole.diameter) <= 0.0) continue;
        measured.readings.push_back(
            {value(hole), {hole.faces, {hole.centre}}, described(hole), to_mm(hole.diameter)});
    }
    return measured;
}

Measured length_over_diameter(const Subject& subject) {
    const facts::Turning* turning = turned(subject);
    if (turning == nullptr) return not_applicable();
    if (to_mm(turning->diameter) <= 0.0)
        return missing(
            say("dfm.no_turned_diameter_measured", "the turned diameter was not measured"));
    Measured measured;
    measured.readings.push_back(
        {turning->length / turning->diameter,
         {{}, {turning->origin + turning->axis * (to_mm(turning->length) / 2.0)}},
         say("dfm.hole", "⌀{diameter} × {depth}",
             {{"diameter", amount(to_mm(turning->diameter))},
              {"depth", amount(to_mm(turning->length), "mm")}}),
         to_mm(turning->diameter)});
    return measured;
}

// A narrow valley of the profile between two shoulders.
struct Groove {
    double width = 0.0;
    double depth = 0.0;     // below the lower shoulder
    double diameter = 0.0;  // of the lower shoulder
    double from = 0.0;      // along the axis
    Vec3 at;
};

enum class Side { Outside, Bore };

// Along the profile; for a bore the valley is where it is wider than on both sides.
std::vector<Groove> grooves(const facts::Turning& turning, Side side) {
    const auto& profile = turning.profile;
    const double sign = side == Side::Outside ? 1.0 : -1.0;
    const auto low = [&](const facts::TurnedSection& section) {
        const double from = to_mm(side == Side::Outside ? section.radius_from : section.bore_from);
        const double to = to_mm(side == Side::Outside ? section.radius_to : section.bore_to);
        return std::min(sign * from, sign * to);
    };
    std::vector<Groove> found;
    for (std::size_t i = 1; i + 1 < profile.size(); ++i) {
        // Where the valley starts, and the first length after it that is as high as its shoulder.
        const double before = low(profile[i - 1]);
        if (low(profile[i]) >= before) continue;
        std::size_t end = i;
        double floor = low(profile[i]);
        while (end < profile.size() && low(profile[end]) < before) {
            floor = std::min(floor, low(profile[end]));
            ++end;
        }
        if (end == profile.size()) {
            // The far shoulder may be lower than the near one.
            double shoulder = -std::numeric_limits<double>::infinity();
            for (std::size_t k = i + 1; k < profile.size(); ++k) {
                if (low(profile[k]) > std::max(shoulder, low(profile[i]))) {
                    shoulder = low(profile[k]);
                    end = k;
                    break;
                }
            }
            if (end == profile.size()) continue;
        }
        const double shoulder = std::min(before, low(profile[end]));
        // A bore that ends is not a shoulder: outside the material there is nothing to groove.
        if (side == Side::Bore && (before == 0.0 || low(profile[end]) == 0.0)) continue;
        Groove groove;
        groove.width = to_mm(profile[end].from) - to_mm(profile[i].from);
        groove.depth = shoulder - floor;
        groove.from = to_mm(profile[i].from);
        groove.diameter = 2.0 * sign * shoulder;
        groove.at = turning.origin +
                    turning.axis * ((to_mm(profile[i].from) + to_mm(profile[end].from)) / 2.0);
        if (groove.depth > kOnAxis_mm && groove.width <= kGrooveWidthMax_mm)
            found.push_back(groove);
        i = end > i ? end - 1 : i;
    }
    return found;
}

template <class Value>
Measured each_groove(const Subject& subject, Side side, Value value) {
    const facts::Turning* turning = turned(subject);
    if (turning == nullptr) return not_applicable();
    Measured measured;
    for (const Groove& groove : grooves(*turning, side)) {
        measured.readings.push_back(
            {value(groove),
             {{}, {groove.at}},
             say("dfm.pocket", "{width} wide and {depth} deep",
                 {{"width", amount(groove.width, "mm")}, {"depth", amount(groove.depth, "mm")}}),
             groove.width});
    }
    return measured;
}

/// A corner of the outer profile.
struct Corner {
    double along = 0.0;
    double radius = 0.0;
};

std::vector<Corner> outer_corners(const facts::Turning& turning) {
    std::vector<Corner> corners;
    for (const facts::TurnedSection& section : turning.profile) {
        corners.push_back({to_mm(section.from), to_mm(section.radius_from)});
        corners.push_back({to_mm(section.to), to_mm(section.radius_to)});
    }
    return corners;
}

enum class Towards { Start, End };

/// Steepest line from a corner up to what rises on one side of it; 90° at the foot of a square
/// wall.
double back_angle_deg(const std::vector<Corner>& corners, std::size_t foot, Towards side) {
    double steepest = 0.0;
    const std::size_t first = side == Towards::Start ? 0 : foot + 1;
    const std::size_t last = side == Towards::Start ? foot : corners.size();
    for (std::size_t k = first; k < last; ++k) {
        const double away = std::abs(corners[k].along - corners[foot].along);
        const double rise = corners[k].radius - corners[foot].radius;
        if (rise > kOnAxis_mm)
            steepest = std::max(steepest, std::atan2(rise, away) * 180.0 / std::numbers::pi);
    }
    return steepest;
}

}  // namespace

// A tool stands at every corner of the contour with its back towards one side: a right-hand tool
// towards one, a left-hand tool towards the other. The flatter of both angles is what it needs.
// Grooves have inserts of their own.
Measured contour_back_angle(const Subject& subject) {
    const facts::Turning* turning = turned(subject);
    if (turning == nullptr) return not_applicable();
    const std::vector<Groove> cut = grooves(*turning, Side::Outside);
    const auto in_groove = [&](double along) {
        return std::any_of(cut.begin(), cut.end(), [&](const Groove& groove) {
            return along > groove.from - kOnAxis_mm &&
                   along < groove.from + groove.width + kOnAxis_mm;
        });
    };
    const std::vector<Corner> corners = outer_corners(*turning);
    Measured measured;
    double worst = 0.0;
    std::size_t at = 0;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        if (in_groove(corners[i].along)) continue;
        const double needed = std::min(back_angle_deg(corners, i, Towards::Start),
                                       back_angle_deg(corners, i, Towards::End));
        if (needed <= worst) continue;
        worst = needed;
        at = i;
    }
    if (corners.empty() || worst <= 0.0) return measured;
    measured.readings.push_back({worst,
                                 {{}, {turning->origin + turning->axis * corners[at].along}},
                                 say("dfm.at_diameter", "⌀{diameter}",
                                     {{"diameter", amount(2.0 * corners[at].radius, "mm")}})});
    return measured;
}

// A ring floor square to the axis between an inner and an outer wall.
Measured face_groove_diameter(const Subject& subject) {
    const facts::Turning* turning = turned(subject);
    if (turning == nullptr) return not_applicable();
    const geom::BoundaryModel& model = subject.model;
    if (!subject.facts.exact || model.edges.empty())
        return missing(
            say("dfm.no_face_grooves_mesh", "face grooves are not told apart in a mesh"));
    struct Floor {
        double inner = 0.0;
        double outer = 0.0;
    };
    std::map<std::uint32_t, Floor> floors;
    for (const geom::Edge& edge : model.edges) {
        if (edge.kind != geom::CurveKind::Circle || edge.dihedral_rad > kInnerEdge_rad) continue;
        if (!edge.left_face || !edge.right_face) continue;
        if (!coaxial(*turning, edge.centre, edge.axis)) continue;
        for (const auto& [floor, wall] : {std::pair{*edge.left_face, *edge.right_face},
                                          std::pair{*edge.right_face, *edge.left_face}}) {
            if (model.faces[floor].kind != geom::SurfaceKind::Plane) continue;
            const geom::Face& side = model.faces[wall];
            if (side.kind != geom::SurfaceKind::Cylinder && side.kind != geom::SurfaceKind::Cone)
                continue;
            (side.concave ? floors[floor].outer : floors[floor].inner) = edge.radius_mm;
        }
    }
    Measured measured;
    for (const auto& [face, floor] : floors) {
        const double width = floor.outer - floor.inner;
        if (floor.inner <= 0.0 || width <= 0.0 || width > kGrooveWidthMax_mm) continue;
        measured.readings.push_back({2.0 * floor.inner, {{face}, {model.faces[face].centroid}}});
    }
    return measured;
}

// What is left to turn off the thinnest bar in stock that holds the part.
Measured bar_allowance(const Subject& subject) {
    const facts::Turning* turning = turned(subject);
    if (turning == nullptr) return not_applicable();
    const std::vector<double>& bars = subject.catalog.capabilities.round_bars_mm;
    if (bars.empty())
        return missing(
            say("dfm.no_bars_stock_catalogue", "the bars in stock are not in the catalogue"));
    const double diameter = to_mm(turning->diameter);
    const auto bar = std::lower_bound(bars.begin(), bars.end(), diameter - kOnAxis_mm);
    if (bar == bars.end()) return not_applicable();  // too large for bar work
    Measured measured;
    measured.readings.push_back(
        {std::max(0.0, *bar - diameter),
         {},
         say("dfm.part_from_bar", "⌀{part} out of a bar of ⌀{bar}",
             {{"part", amount(diameter, "mm")}, {"bar", amount(*bar, "mm")}})});
    return measured;
}

Measured slender_in_chuck(const Subject& subject) {
    return subject.context.tailstock ? not_applicable() : length_over_diameter(subject);
}
Measured slender_with_tailstock(const Subject& subject) {
    const catalog::Machine* machine = subject.context.machine;
    if (!subject.context.tailstock || (machine != nullptr && machine->kind == "swiss"))
        return not_applicable();
    return length_over_diameter(subject);
}
Measured slender_in_guide_bush(const Subject& subject) { return length_over_diameter(subject); }

Measured bore_slenderness(const Subject& subject) {
    return each_bore(subject, [](const facts::Hole& hole) { return hole.depth / hole.diameter; });
}
Measured bored_diameter(const Subject& subject) {
    return each_bore(subject, [](const facts::Hole& hole) { return to_mm(hole.diameter); });
}

Measured tube_wall(const Subject& subject) {
    const facts::Turning* turning = turned(subject);
    if (turning == nullptr) return not_applicable();
    Measured measured;
    for (const facts::TurnedSection& section : turning->profile) {
        const auto wall = [&](Length radius, Length bore, Length at) {
            if (to_mm(bore) <= 0.0 || to_mm(radius) <= to_mm(bore)) return;
            measured.readings.push_back(
                {to_mm(radius) - to_mm(bore), {{}, {turning->origin + turning->axis * to_mm(at)}}});
        };
        wall(section.radius_from, section.bore_from, section.from);
        wall(section.radius_to, section.bore_to, section.to);
    }
    return measured;
}

Measured outer_groove_width(const Subject& subject) {
    return each_groove(subject, Side::Outside, [](const Groove& groove) { return groove.width; });
}
Measured outer_groove_slenderness(const Subject& subject) {
    return each_groove(subject, Side::Outside,
                       [](const Groove& groove) { return groove.depth / groove.width; });
}
Measured inner_groove_bore(const Subject& subject) {
    return each_groove(subject, Side::Bore, [](const Groove& groove) { return groove.diameter; });
}

// Sharp inner corners between a diameter and a shoulder, and the fillets that round them.
Measured shoulder_radius(const Subject& subject) {
    const facts::Turning* turning = turned(subject);
    if (turning == nullptr) return not_applicable();
    const geom::BoundaryModel& model = subject.model;
    if (!subject.facts.exact || model.edges.empty())
        return missing(say("dfm.no_shoulders_mesh", "shoulders are not recognised in a mesh"));
    std::set<std::uint32_t> in_holes;
    for (const facts::Hole& hole : subject.facts.holes)
        in_holes.insert(hole.faces.begin(), hole.faces.end());
    Measured measured;
    for (const geom::Edge& edge : model.edges) {
        if (edge.kind != geom::CurveKind::Circle || edge.dihedral_rad > kInnerEdge_rad) continue;
        if (!edge.left_face || !edge.right_face) continue;
        if (!coaxial(*turning, edge.centre, edge.axis)) continue;
        if (in_holes.contains(*edge.left_face) || in_holes.contains(*edge.right_face)) continue;
        measured.readings.push_back({0.0, {{*edge.left_face, *edge.right_face}, {edge.middle}}});
    }
    for (std::uint32_t i = 0; i < model.faces.size(); ++i) {
        const geom::Face& face = model.faces[i];
        if (face.kind != geom::SurfaceKind::Torus || !face.concave) continue;
        if (!coaxial(*turning, face.origin, face.axis)) continue;
        measured.readings.push_back({face.minor_radius_mm, {{i}, {face.centroid}}});
    }
    return measured;
}

Measured part_off_diameter(const Subject& subject) {
    const facts::Turning* turning = turned(subject);
    if (turning == nullptr) return not_applicable();
    if (turning->profile.empty())
        return missing(
            say("dfm.no_turned_profile_measured", "the turned profile was not measured"));
    const double first = to_mm(turning->profile.front().radius_from);
    const double last = to_mm(turning->profile.back().radius_to);
    return single(2.0 * std::min(first, last), {{}, {turning->origin}});
}

Measured live_tool_features(const Subject& subject) {
    const facts::Turning* turning = turned(subject);
    if (turning == nullptr) return not_applicable();
    return single(static_cast<double>(turning->milled_faces.size()), {turning->milled_faces, {}});
}

// Holes that are neither along the axis, nor square to it and through it.
Measured skew_features(const Subject& subject) {
    const facts::Turning* turning = turned(subject);
    if (turning == nullptr) return not_applicable();
    facts::Place place;
    double count = 0.0;
    for (const facts::Hole& hole : subject.facts.holes) {
        const double cosine = std::abs(dot(hole.axis, turning->axis));
        if (cosine > kAlongCos || cosine < kAcrossCos) continue;
        count += 1.0;
        place.faces.insert(place.faces.end(), hole.faces.begin(), hole.faces.end());
        place.points.push_back(hole.centre);
    }
    return single(count, std::move(place));
}

// The volume that a solid of revolution around the part has too much stands for the deviation of
// its profile.
Measured rotational_residual(const Subject& subject) {
    const facts::Turning& turning = subject.facts.turning;
    if (to_mm(turning.diameter) <= 0.0)
        return missing(say("dfm.no_axis_to_turn", "no axis to turn the part around was found"));
    return single(turning.residual, {turning.milled_faces, {}});
}

}  // namespace millrace::dfm
