// What the rules of laser cutting and bending measure, on the sheet facts and their flat pattern.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "flat_pattern.h"
#include "measure.h"
#include "millrace/geom/ray_scene.h"
#include "sentences.h"

namespace millrace::dfm {

namespace {

using geom::Vec3;

double outline_gap(const std::vector<Point>& a, const std::vector<Point>& b) {
    double gap = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < a.size(); ++i) {
        for (std::size_t k = 0; k < b.size(); ++k) {
            gap = std::min(gap,
                           segment_gap(a[i], a[(i + 1) % a.size()], b[k], b[(k + 1) % b.size()]));
        }
    }
    return gap;
}

bool is_round(const geom::OutlineLoop& loop) {
    return !loop.vertices.empty() &&
           std::all_of(loop.vertices.begin(), loop.vertices.end(),
                       [](const auto& vertex) { return vertex.bulge != 0.0; });
}

// Straight length of sheet between the tangent lines of two parallel bends.
std::optional<double> straight_between(const facts::Sheet& sheet, const facts::Bend& a,
                                       const facts::Bend& b) {
    const Vec3 along = geom::normalized(a.line_to - a.line_from);
    const Vec3 other = geom::normalized(b.line_to - b.line_from);
    if (std::abs(dot(along, other)) < 0.9998) return std::nullopt;
    const Vec3 out = b.line_from - a.line_from;
    const double apart = geom::length(out - along * dot(out, along));
    return apart - (allowance(sheet, a) + allowance(sheet, b)) / 2.0;
}

facts::Place bend_place(const facts::Bend& bend) { return {bend.faces, {}}; }

/// The cut-out that a loop of the flat pattern stands for: they come in one order.
const facts::CutOut* cut_of(const facts::Sheet& sheet, std::size_t loop) {
    if (loop == 0 || sheet.cut_outs.size() + 1 != sheet.flat.loops.size()) return nullptr;
    return &sheet.cut_outs[loop - 1];
}

facts::Place cut_place(const facts::Sheet& sheet, std::size_t loop) {
    const facts::CutOut* cut = cut_of(sheet, loop);
    return cut == nullptr ? facts::Place{} : facts::Place{cut->faces, {cut->centre}};
}

Text on_pattern(Point at) {
    return say("dfm.on_flat_pattern", "at ({x}, {y}) mm of the flat pattern",
               {{"x", amount(at.x)}, {"y", amount(at.y)}});
}

Text cut_near_bend(bool round, double gap_mm, const facts::Bend& bend) {
    const Number gap = amount(gap_mm, "mm");
    const Number radius = amount(to_mm(bend.radius), "mm");
    if (gap_mm <= 0.0) {
        return round ? say("dfm.hole_in_bend", "A hole reaches into a bend of R {radius}",
                           {{"radius", radius}})
                     : say("dfm.cut_in_bend", "A cut-out reaches into a bend of R {radius}",
                           {{"radius", radius}});
    }
    return round ? say("dfm.hole_before_bend", "A hole ends {gap} before a bend of R {radius}",
                       {{"gap", gap}, {"radius", radius}})
                 : say("dfm.cut_before_bend", "A cut-out ends {gap} before a bend of R {radius}",
                       {{"gap", gap}, {"radius", radius}});
}

// For each cut-out of the flat pattern: least (distance to a bend's tangent line - R) / t.
Measured cut_outs_near_bends(const Subject& subject, bool round) {
    if (auto none = without_sheet(subject)) return *none;
    const facts::Sheet& sheet = *sheet_of(subject);
    const double t = thickness(sheet);
    Measured measured;
    for (std::size_t i = 1; i < sheet.flat.loops.size(); ++i) {
        if (is_round(sheet.flat.loops[i]) != round) continue;
        const auto points = outline_points(sheet.flat.loops[i]);
        const facts::Bend* worst = nullptr;
        double least = std::numeric_limits<double>::infinity();
        for (const facts::Bend& bend : sheet.bends) {
            const Point from{bend.line_from.x, bend.line_from.y};
            const Point to{bend.line_to.x, bend.line_to.y};
            double nearest = std::numeric_limits<double>::infinity();
            for (std::size_t k = 0; k < points.size(); ++k) {
                nearest = std::min(
                    nearest, segment_gap(points[k], points[(k + 1) % points.size()], from, to));
            }
            const double clear = nearest - allowance(sheet, bend) / 2.0 - to_mm(bend.radius);
            if (clear >= least) continue;
            least = clear;
            worst = &bend;
        }
        if (worst == nullptr) continue;
        facts::Place place = cut_place(sheet, i);
        if (place.faces.empty()) place = bend_place(*worst);
        measured.readings.push_back({least / t, std::move(place),
                                     cut_near_bend(round, least + to_mm(worst->radius), *worst),
                                     t});
    }
    return measured;
}

/// Distances of plane faces to plane backs that lie parallel to them, each with its area. The edges
/// of a sheet are among them.
struct Depth {
    double depth_mm = 0.0;
    double area_mm2 = 0.0;
};
constexpr double kParallelBack = 0.98;
std::vector<Depth> depths(const geom::BoundaryModel& model) {
    const geom::RayScene scene{model.mesh};
    std::vector<Depth> found;
    for (std::size_t t = 0; t < model.mesh.face_of_triangle.size(); ++t) {
        const std::uint32_t face = model.mesh.face_of_triangle[t];
        if (face >= model.faces.size()) continue;
        const Vec3 normal = area_normal(model.mesh, t);
        const double size = geom::length(normal) / 2.0;
        if (size <= 0.0 || model.faces[face].kind != geom::SurfaceKind::Plane) continue;
        const Vec3 middle =
            (model.mesh.corner(t, 0) + model.mesh.corner(t, 1) + model.mesh.corner(t, 2)) / 3.0;
        const Vec3 inward = -geom::normalized(normal);
        const auto hit = scene.first_hit(middle + inward * 1e-3, inward, 1e-3);
        if (!hit || dot(scene.normal(hit->triangle), inward) < kParallelBack) continue;
        found.push_back({hit->distance_mm + 1e-3, size});
    }
    std::sort(found.begin(), found.end(),
              [](const Depth& a, const Depth& b) { return a.depth_mm < b.depth_mm; });
    return found;
}

// Faces that far apart from the usual thickness are another thickness, not a deviation of it.
constexpr double kOtherThickness = 0.2;

}  // namespace

// A recognised sheet has one thickness to the tolerance of its recognition.
Measured thickness_deviation(const Subject& subject) {
    if (sheet_of(subject) != nullptr) return single(0.0);
    if (!subject.facts.exact)
        return missing(say("dfm.no_sheet_mesh", "sheet is not recognised in a mesh"));
    const std::vector<Depth> found = depths(subject.model);
    double area = 0.0;
    for (const Depth& one : found) area += one.area_mm2;
    double below = 0.0;
    double usual = 0.0;
    for (const Depth& one : found) {
        below += one.area_mm2;
        usual = one.depth_mm;
        if (below >= area / 2.0) break;
    }
    double largest = 0.0;
    for (const Depth& one : found) {
        const double off = std::abs(one.depth_mm - usual);
        if (off <= kOtherThickness * usual) largest = std::max(largest, off);
    }
    return single(largest);
}

// How many distances plane faces have to their backs, edges of the sheet left out: those that hold
// less than a tenth of the plane area.
Measured distinct_thicknesses(const Subject& subject) {
    if (sheet_of(subject) != nullptr) return single(1.0);
    if (!subject.facts.exact)
        return missing(say("dfm.no_sheet_mesh", "sheet is not recognised in a mesh"));
    const std::vector<Depth> found = depths(subject.model);
    double area = 0.0;
    for (const Depth& one : found) area += one.area_mm2;
    double count = 0.0;
    for (std::size_t i = 0; i < found.size();) {
        double layer = 0.0;
        const double first = found[i].depth_mm;
        for (; i < found.size() && found[i].depth_mm <= (1.0 + kOtherThickness) * first; ++i)
            layer += found[i].area_mm2;
        if (layer > 0.1 * area) count += 1.0;
    }
    return single(count);
}

Measured laser_hole_ratio_thin(const Subject& subject) {
    if (auto none = without_sheet(subject)) return *none;
    const facts::Sheet& sheet = *sheet_of(subject);
    // Plate from 8 mm is cut with oxygen, below with nitrogen.
    if (thickness(sheet) >= 8.0) return not_applicable();
    return cut_out_ratios(subject);
}
Measured laser_hole_ratio_thick(const Subject& subject) {
    if (auto none = without_sheet(subject)) return *none;
    return thickness(*sheet_of(subject)) < 8.0 ? not_applicable() : cut_out_ratios(subject);
}
Measured cut_out_ratios(const Subject& subject) {
    if (auto none = without_sheet(subject)) return *none;
    const facts::Sheet& sheet = *sheet_of(subject);
    Measured measured;
    for (const facts::CutOut& cut : sheet.cut_outs) {
        if (to_mm(cut.diameter) <= 0.0) continue;
        measured.readings.push_back(
            {cut.diameter / sheet.thickness,
             {cut.faces, {cut.centre}},
             say("dfm.diameter", "⌀{diameter}", {{"diameter", amount(to_mm(cut.diameter), "mm")}}),
             thickness(sheet)});
    }
    return measured;
}

Measured webs(const Subject& subject) {
    if (auto none = without_sheet(subject)) return *none;
    const facts::Sheet& sheet = *sheet_of(subject);
    std::vector<std::vector<Point>> outlines;
    std::size_t total = 0;
    for (const auto& loop : sheet.flat.loops) {
        outlines.push_back(outline_points(loop));
        total += outlines.back().size();
    }
    constexpr std::size_t kPointsMax = 20'000;  // the comparison grows with the square
    if (total > kPointsMax)
        return missing(
            say("dfm.no_flat_pattern_too", "the flat pattern has too many corners to compare"));
    // Each web once: two neighbouring cuts are often nearest to each other.
    Measured measured;
    std::vector<std::size_t> nearest_of(outlines.size(), 0);
    std::vector<double> gap_of(outlines.size(), std::numeric_limits<double>::infinity());
    for (std::size_t i = 1; i < outlines.size(); ++i) {
        for (std::size_t k = 0; k < outlines.size(); ++k) {
            if (k == i) continue;
            const double gap = outline_gap(outlines[i], outlines[k]);
            if (gap >= gap_of[i]) continue;
            gap_of[i] = gap;
            nearest_of[i] = k;
        }
        const std::size_t k = nearest_of[i];
        if (k > 0 && k < i && nearest_of[k] == i) continue;
        // Loops of one file meet within its tolerance.
        constexpr double kTouch_mm = 0.005;
        const bool touching = gap_of[i] < kTouch_mm;
        facts::Place place = cut_place(sheet, i);
        const facts::CutOut* other = cut_of(sheet, k);
        if (other != nullptr) place.points.push_back(other->centre);
        measured.readings.push_back({touching ? 0.0 : gap_of[i], std::move(place),
                                     touching
                                         ? say("dfm.web_of_touching", "between cuts that touch")
                                     : k == 0 ? say("dfm.web_to_edge", "between a cut and the edge")
                                              : say("dfm.web_of_cuts", "between two cuts"),
                                     thickness(sheet)});
    }
    return measured;
}

Measured web_ratios(const Subject& subject) {
    Measured measured = webs(subject);
    for (Reading& reading : measured.readings) reading.value /= reading.scale_mm;
    return measured;
}

Measured laser_slots(const Subject& subject) {
    if (auto none = without_sheet(subject)) return *none;
    const facts::Sheet& sheet = *sheet_of(subject);
    Measured measured;
    for (const facts::CutOut& cut : sheet.cut_outs) {
        const double width = to_mm(cut.width);
        if (to_mm(cut.diameter) > 0.0 || width <= 0.0 || width >= thickness(sheet)) continue;
        measured.readings.push_back({width, {cut.faces, {cut.centre}}});
    }
    return measured;
}

// Corners of the pattern that the laser turns in, towards the material.
Measured inner_corners(const Subject& subject) {
    if (auto none = without_sheet(subject)) return *none;
    constexpr double kCorner_rad = 0.2;
    Measured measured;
    const facts::Sheet& sheet = *sheet_of(subject);
    for (std::size_t l = 0; l < sheet.flat.loops.size(); ++l) {
        const auto& loop = sheet.flat.loops[l];
        const std::size_t n = loop.vertices.size();
        std::optional<double> least;
        Point at;
        for (std::size_t i = 0; i < n; ++i) {
            const auto& before = loop.vertices[(i + n - 1) % n];
            const auto& here = loop.vertices[i];
            const auto& after = loop.vertices[(i + 1) % n];
            const Point in{here.x_mm - before.x_mm, here.y_mm - before.y_mm};
            const Point out{after.x_mm - here.x_mm, after.y_mm - here.y_mm};
            const auto note = [&](double radius) {
                if (least && *least <= radius) return;
                least = radius;
                at = {here.x_mm, here.y_mm};
            };
            // Directions at the corner: an arc leaves its chord by half its angle.
            const double turn = std::atan2(cross2(in, out), dot2(in, out)) -
                                2.0 * std::atan(before.bulge) - 2.0 * std::atan(here.bulge);
            if (std::remainder(turn, 2.0 * std::numbers::pi) < -kCorner_rad) note(0.0);
            if (here.bulge < 0.0) {
                const double half = 2.0 * std::atan(-here.bulge);
                note(length2(out) / 2.0 / std::sin(half));
            }
        }
        if (!least) continue;
        const Text corner = *least > 0.0 ? say("dfm.corner_radius", "has R {radius}",
                                               {{"radius", amount(*least, "mm")}})
                                         : say("dfm.corner_sharp", "is sharp");
        measured.readings.push_back({*least, cut_place(sheet, l),
                                     say("dfm.corner_on_pattern", "{corner} {where}",
                                         {{"corner", corner}, {"where", on_pattern(at)}})});
    }
    return measured;
}

Measured blank_width(const Subject& subject) {
    if (auto none = without_sheet(subject)) return *none;
    return single(to_mm(sheet_of(subject)->flat.width));
}

Measured flange_ratios(const Subject& subject) {
    if (auto none = without_sheet(subject)) return *none;
    const facts::Sheet& sheet = *sheet_of(subject);
    const double opening = die_opening(thickness(sheet));
    Measured measured;
    for (const facts::Flange& flange : sheet.flanges) {
        if (flange.bends.size() != 1 || to_mm(flange.width) <= 0.0) continue;
        measured.readings.push_back({to_mm(flange.width) / opening,
                                     {flange.faces, {}},
                                     say("dfm.flange", "{length} long over a V of {opening}",
                                         {{"length", amount(to_mm(flange.width), "mm")},
                                          {"opening", amount(opening, "mm")}}),
                                     opening});
    }
    return measured;
}

Measured holes_near_bends(const Subject& subject) { return cut_outs_near_bends(subject, true); }
Measured slots_near_bends(const Subject& subject) { return cut_outs_near_bends(subject, false); }

namespace {

// Outside offset of Z bends: pairs in opposite directions on one flange.
template <class Ratio>
Measured z_bends(const Subject& subject, Ratio ratio) {
    if (auto none = without_sheet(subject)) return *none;
    const facts::Sheet& sheet = *sheet_of(subject);
    const double t = thickness(sheet);
    Measured measured;
    for (const facts::Flange& flange : sheet.flanges) {
        if (flange.bends.size() != 2) continue;
        const facts::Bend& a = sheet.bends[flange.bends[0]];
        const facts::Bend& b = sheet.bends[flange.bends[1]];
        if (a.up == b.up) continue;
        const auto straight = straight_between(sheet, a, b);
        if (!straight) continue;
        // For right angles; flatter bends have more room.
        const double offset = *straight + to_mm(a.radius) + to_mm(b.radius) + 2.0 * t;
        measured.readings.push_back(
            {ratio(offset, t),
             {flange.faces, {}},
             say("dfm.amount", "{amount}", {{"amount", amount(offset, "mm")}})});
    }
    return measured;
}

}  // namespace

Measured z_offset_for_tool(const Subject& subject) {
    return z_bends(
        subject, [](double offset, double t) { return offset / (2.0 * die_opening(t) / 3.0 + t); });
}
Measured z_offset_for_die(const Subject& subject) {
    return z_bends(subject,
                   [](double offset, double t) { return offset / (die_opening(t) / 2.0); });
}

// Height of the lower flange of a U over the width between the flanges.
Measured channels(const Subject& subject) {
    if (auto none = without_sheet(subject)) return *none;
    const facts::Sheet& sheet = *sheet_of(subject);
    const double t = thickness(sheet);
    const auto height = [&](std::uint32_t bend) {
        double outside = 0.0;
        for (const facts::Flange& flange : sheet.flanges) {
            if (flange.bends.size() == 1 && flange.bends[0] == bend) outside = to_mm(flange.width);
        }
        return outside - t;
    };
    Measured measured;
    for (const facts::Flange& web : sheet.flanges) {
        if (web.bends.size() != 2) continue;
        const facts::Bend& a = sheet.bends[web.bends[0]];
        const facts::Bend& b = sheet.bends[web.bends[1]];
        if (a.up != b.up) continue;
        const auto straight = straight_between(sheet, a, b);
        if (!straight) continue;
        const double inside = *straight + to_mm(a.radius) + to_mm(b.radius);
        const double lower = std::min(height(web.bends[0]), height(web.bends[1]));
        if (inside <= 0.0 || lower <= 0.0) continue;
        measured.readings.push_back(
            {lower / inside,
             {web.faces, {}},
             say("dfm.channel", "{height} high and {width} wide inside",
                 {{"height", amount(lower, "mm")}, {"width", amount(inside, "mm")}}),
             inside});
    }
    return measured;
}

Measured bend_length(const Subject& subject) {
    if (auto none = without_sheet(subject)) return *none;
    Measured measured;
    for (const facts::Bend& bend : sheet_of(subject)->bends)
        measured.readings.push_back({to_mm(bend.length), bend_place(bend)});
    return measured;
}

Measured bend_count(const Subject& subject) {
    if (auto none = without_sheet(subject)) return *none;
    return single(static_cast<double>(sheet_of(subject)->bends.size()));
}

Measured bend_radii(const Subject& subject) {
    if (auto none = without_sheet(subject)) return *none;
    std::vector<double> radii;
    for (const facts::Bend& bend : sheet_of(subject)->bends) {
        const double radius = to_mm(bend.radius);
        if (std::none_of(radii.begin(), radii.end(),
                         [&](double known) { return std::abs(known - radius) < 0.01; }))
            radii.push_back(radius);
    }
    return single(static_cast<double>(radii.size()));
}

Measured brittle_bends(const Subject& subject) {
    if (auto none = without_sheet(subject)) return *none;
    if (subject.context.material == nullptr)
        return missing(say("dfm.no_material", "no material was chosen"));
    const std::string& name = subject.context.material->name;
    const bool brittle =
        name.find("6061") != std::string::npos || name.find("Titan") != std::string::npos;
    if (!brittle) return not_applicable();
    const facts::Sheet& sheet = *sheet_of(subject);
    // Sheet up to 2 mm stands half the radius.
    const double share = thickness(sheet) <= 2.0 ? 2.0 : 1.0;
    Measured measured;
    for (const facts::Bend& bend : sheet.bends)
        measured.readings.push_back({share * (bend.radius / sheet.thickness), bend_place(bend)});
    return measured;
}

Measured hem_thickness(const Subject& subject) {
    if (auto none = without_sheet(subject)) return *none;
    const facts::Sheet& sheet = *sheet_of(subject);
    Measured measured;
    for (const facts::Bend& bend : sheet.bends) {
        if (bend.hem) measured.readings.push_back({thickness(sheet), bend_place(bend)});
    }
    return measured;
}

Measured part_mass(const Subject& subject) {
    if (subject.context.material == nullptr)
        return missing(say("dfm.no_material", "no material was chosen"));
    return single(to_cm3(subject.facts.volume) * to_g_cm3(subject.context.material->density) /
                  1000.0);
}

}  // namespace millrace::dfm
