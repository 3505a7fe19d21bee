// What the rules of laser cutting and bending measure, on the sheet facts and their flat pattern.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "measure.h"
#include "millrace/geom/ray_scene.h"
#include "sentences.h"

namespace millrace::dfm {

namespace {

using geom::Vec3;

struct Point {
    double x = 0.0;
    double y = 0.0;
};
Point operator-(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
double dot2(Point a, Point b) { return a.x * b.x + a.y * b.y; }
double cross2(Point a, Point b) { return a.x * b.y - a.y * b.x; }
double length2(Point a) { return std::hypot(a.x, a.y); }

const facts::Sheet* sheet_of(const Subject& subject) {
    return std::get_if<facts::Sheet>(&subject.facts.sheet);
}

// A part that is no sheet, or that cannot be unfolded, breaks SHM-01; the other rules have nothing
// to measure.
std::optional<Measured> without_sheet(const Subject& subject) {
    if (std::holds_alternative<facts::SheetRefusal>(subject.facts.sheet))
        return missing(say("dfm.no_part_unfolded", "the part could not be unfolded"));
    if (sheet_of(subject) == nullptr) return not_applicable();
    return std::nullopt;
}

std::vector<Point> outline_points(const geom::OutlineLoop& loop) {
    constexpr double kStep_rad = 0.1;  // errs by 0.13 % of the radius
    std::vector<Point> points;
    const std::size_t n = loop.vertices.size();
    for (std::size_t i = 0; i < n; ++i) {
        const auto& from = loop.vertices[i];
        const auto& to = loop.vertices[(i + 1) % n];
        points.push_back({from.x_mm, from.y_mm});
        if (from.bulge == 0.0) continue;
        const Point chord = Point{to.x_mm, to.y_mm} - Point{from.x_mm, from.y_mm};
        const double turned = 4.0 * std::atan(from.bulge);
        const double half = length2(chord) / 2.0;
        const double radius = half / std::sin(turned / 2.0);  // signed
        const double rise = radius * std::cos(turned / 2.0);
        const Point middle{from.x_mm + chord.x / 2.0, from.y_mm + chord.y / 2.0};
        const Point centre{middle.x - chord.y / (2.0 * half) * rise,
                           middle.y + chord.x / (2.0 * half) * rise};
        const int steps = std::max(2, static_cast<int>(std::ceil(std::abs(turned) / kStep_rad)));
        const Point arm = Point{from.x_mm, from.y_mm} - centre;
        for (int k = 1; k < steps; ++k) {
            const double angle = turned * k / steps;
            points.push_back({centre.x + arm.x * std::cos(angle) - arm.y * std::sin(angle),
                              centre.y + arm.x * std::sin(angle) + arm.y * std::cos(angle)});
        }
    }
    return points;
}

double point_to_segment(Point p, Point a, Point b) {
    const Point along = b - a;
    const double square = dot2(along, along);
    const double t = square > 0.0 ? std::clamp(dot2(p - a, along) / square, 0.0, 1.0) : 0.0;
    return length2(p - Point{a.x + along.x * t, a.y + along.y * t});
}

double segment_gap(Point a, Point b, Point c, Point d) {
    const double first = cross2(b - a, c - a);
    const double second = cross2(b - a, d - a);
    const double third = cross2(d - c, a - c);
    const double fourth = cross2(d - c, b - c);
    if (first * second < 0.0 && third * fourth < 0.0) return 0.0;
    return std::min({point_to_segment(a, c, d), point_to_segment(b, c, d),
                     point_to_segment(c, a, b), point_to_segment(d, a, b)});
}

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

double thickness(const facts::Sheet& sheet) { return to_mm(sheet.thickness); }

double allowance(const facts::Sheet& sheet, const facts::Bend& bend) {
    return to_rad(bend.angle) * (to_mm(bend.radius) + bend.k_factor * thickness(sheet));
}

// Opening of the V die for a thickness: 10 t below 1 mm, 8 t to 12 mm, 10 t above, and from there
// the next standard die (tables of press brake makers).
double die_opening(double t) {
    static constexpr std::array<double, 13> kStandard = {6,  8,  10, 12, 16, 20, 24,
                                                         32, 40, 50, 63, 80, 100};
    const double wanted = t < 1.0 || t > 12.0 ? 10.0 * t : 8.0 * t;
    const auto* next = std::lower_bound(kStandard.begin(), kStandard.end(), wanted - 1e-9);
    return next == kStandard.end() ? wanted : *next;
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

// For each cut-out of the flat pattern: least (distance to a bend's tangent line - R) / t.
Measured cut_outs_near_bends(const Subject& subject, bool round) {
    if (auto none = without_sheet(subject)) return *none;
    const facts::Sheet& sheet = *sheet_of(subject);
    const double t = thickness(sheet);
    Measured measured;
    for (std::size_t i = 1; i < sheet.flat.loops.size(); ++i) {
        if (is_round(sheet.flat.loops[i]) != round) continue;
        const auto points = outline_points(sheet.flat.loops[i]);
        for (const facts::Bend& bend : sheet.bends) {
            const Point from{bend.line_from.x, bend.line_from.y};
            const Point to{bend.line_to.x, bend.line_to.y};
            double nearest = std::numeric_limits<double>::infinity();
            for (const Point p : points) nearest = std::min(nearest, point_to_segment(p, from, to));
            const double clear = nearest - allowance(sheet, bend) / 2.0 - to_mm(bend.radius);
            measured.readings.push_back({clear / t, bend_place(bend), "", t});
        }
    }
    return measured;
}

}  // namespace

Measured thickness_deviation(const Subject& subject) {
    if (std::holds_alternative<facts::SheetRefusal>(subject.facts.sheet))
        return missing(say("dfm.no_part_unfolded", "the part could not be unfolded"));
    // A recognised sheet has one thickness to the tolerance of its recognition.
    return sheet_of(subject) == nullptr ? not_applicable() : single(0.0);
}

// How many distances plane faces have to their backs, edges of the sheet left out: those that hold
// less than a tenth of the plane area.
Measured distinct_thicknesses(const Subject& subject) {
    if (sheet_of(subject) != nullptr) return single(1.0);
    const geom::BoundaryModel& model = subject.model;
    if (!subject.facts.exact)
        return missing(say("dfm.no_sheet_mesh", "sheet is not recognised in a mesh"));
    const geom::RayScene scene{model.mesh};
    struct Layer {
        double thickness;
        double area;
    };
    std::vector<Layer> layers;
    double area = 0.0;
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
        if (!hit) continue;
        area += size;
        const double depth = hit->distance_mm + 1e-3;
        const auto same = std::find_if(layers.begin(), layers.end(), [&](const Layer& layer) {
            return std::abs(layer.thickness - depth) < 0.02 * depth + 0.01;
        });
        if (same == layers.end())
            layers.push_back({depth, size});
        else
            same->area += size;
    }
    const auto count = std::count_if(layers.begin(), layers.end(),
                                     [&](const Layer& layer) { return layer.area > 0.1 * area; });
    return single(static_cast<double>(count));
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
    Measured measured;
    for (std::size_t i = 1; i < outlines.size(); ++i) {
        double nearest = std::numeric_limits<double>::infinity();
        for (std::size_t k = 0; k < outlines.size(); ++k) {
            if (k != i) nearest = std::min(nearest, outline_gap(outlines[i], outlines[k]));
        }
        measured.readings.push_back({nearest, {}, "", thickness(sheet)});
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
    for (const auto& loop : sheet_of(subject)->flat.loops) {
        const std::size_t n = loop.vertices.size();
        std::optional<double> least;
        for (std::size_t i = 0; i < n; ++i) {
            const auto& before = loop.vertices[(i + n - 1) % n];
            const auto& here = loop.vertices[i];
            const auto& after = loop.vertices[(i + 1) % n];
            const Point in{here.x_mm - before.x_mm, here.y_mm - before.y_mm};
            const Point out{after.x_mm - here.x_mm, after.y_mm - here.y_mm};
            // Directions at the corner: an arc leaves its chord by half its angle.
            const double turn = std::atan2(cross2(in, out), dot2(in, out)) -
                                2.0 * std::atan(before.bulge) - 2.0 * std::atan(here.bulge);
            if (std::remainder(turn, 2.0 * std::numbers::pi) < -kCorner_rad) least = 0.0;
            if (here.bulge < 0.0) {
                const double half = 2.0 * std::atan(-here.bulge);
                const double radius = length2(out) / 2.0 / std::sin(half);
                least = std::min(least.value_or(radius), radius);
            }
        }
        if (least) measured.readings.push_back({*least, {}});
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
