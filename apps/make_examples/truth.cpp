// What is true of the example parts, in closed form.
#include <cmath>
#include <numbers>

#include "parts.h"

namespace millrace::examples {
namespace {

using Json = nlohmann::ordered_json;
constexpr double kPi = std::numbers::pi;

double circle(double diameter) { return kPi * diameter * diameter / 4; }
double ring(double diameter) { return kPi * diameter; }
/// Rectangle with rounded corners.
double rounded_area(double x, double y, double r) { return x * y - (4 - kPi) * r * r; }
double rounded_length(double x, double y, double r) { return 2 * (x + y) - (8 - 2 * kPi) * r; }

/// A wall pierced by a hole loses two discs and gains the wall of the hole.
double through_area(double diameter, double depth) {
    return ring(diameter) * depth - 2 * circle(diameter);
}

Json hole(int count, double diameter, double depth, bool through, const char* bottom) {
    Json json = {{"count", count}, {"diameter_mm", diameter}, {"depth_mm", depth}};
    json["through"] = through;
    if (!through) json["bottom"] = bottom;
    return json;
}

Json part(double volume, double area, Json box, double wall) {
    return {{"bodies", 1},
            {"volume_mm3", volume},
            {"area_mm2", area},
            {"box_mm", std::move(box)},
            {"wall_min_mm", wall}};
}

}  // namespace

Json truth_of(const MachinedBracket& d) {
    const double corner = (1 - kPi / 4) * d.fillet * d.fillet;
    const double profile = d.length * d.base + d.upright * (d.height - d.base) + corner;
    const double outline = 2 * d.length + 2 * d.height - (2 - kPi / 2) * d.fillet;
    const double pocket = rounded_area(d.pocket, d.pocket, d.pocket_radius);
    const double volume = profile * d.width - 4 * circle(d.base_hole) * d.base -
                          2 * circle(d.upright_hole) * d.upright - pocket * d.pocket_depth;
    const double area = 2 * profile + outline * d.width + 4 * through_area(d.base_hole, d.base) +
                        2 * through_area(d.upright_hole, d.upright) +
                        rounded_length(d.pocket, d.pocket, d.pocket_radius) * d.pocket_depth;
    // The thinnest place is the floor of the pocket.
    Json json = part(volume, area, {d.length, d.width, d.height}, d.base - d.pocket_depth);
    json["holes"] = {hole(4, d.base_hole, d.base, true, ""),
                     hole(2, d.upright_hole, d.upright, true, "")};
    json["internal_corners"] = {
        {{"count", 4}, {"radius_mm", d.pocket_radius}, {"depth_mm", d.pocket_depth}},
        {{"count", 1}, {"radius_mm", d.fillet}, {"depth_mm", d.width}}};
    return json;
}

Json truth_of(const DrilledPlate& d) {
    const double half = d.drill_point_deg / 2 * kPi / 180;
    const double point = d.drill / 2 / std::tan(half);
    const double slant = d.drill / 2 / std::sin(half);
    const double straight = d.slot_length - d.slot_width;
    const double slot = straight * d.slot_width + circle(d.slot_width);
    const double volume = d.length * d.width * d.height - 4 * circle(d.corner_hole) * d.height -
                          circle(d.flat_hole) * d.flat_depth -
                          circle(d.drill) * (d.drill_depth + point / 3) -
                          rounded_area(d.pocket_x, d.pocket_y, d.pocket_radius) * d.pocket_depth -
                          slot * d.slot_depth;
    const double area = 2 * (d.length * d.width + d.length * d.height + d.width * d.height) +
                        4 * through_area(d.corner_hole, d.height) +
                        ring(d.flat_hole) * d.flat_depth + ring(d.drill) * d.drill_depth +
                        kPi * d.drill / 2 * slant - circle(d.drill) +
                        rounded_length(d.pocket_x, d.pocket_y, d.pocket_radius) * d.pocket_depth +
                        (2 * straight + ring(d.slot_width)) * d.slot_depth;
    // The thinnest place is between a corner hole and the side.
    Json json =
        part(volume, area, {d.length, d.width, d.height}, d.corner_inset - d.corner_hole / 2);
    json["holes"] = {hole(4, d.corner_hole, d.height, true, ""),
                     hole(1, d.flat_hole, d.flat_depth, false, "flat"),
                     hole(1, d.drill, d.drill_depth, false, "cone")};
    json["internal_corners"] = {
        {{"count", 4}, {"radius_mm", d.pocket_radius}, {"depth_mm", d.pocket_depth}},
        {{"count", 2}, {"radius_mm", d.slot_width / 2}, {"depth_mm", d.slot_depth}}};
    return json;
}

Json truth_of(const PrintedHousing& d) {
    const double inner_x = d.length - 2 * d.wall;
    const double inner_y = d.width - 2 * d.wall;
    const double inner_r = d.corner - d.wall;
    const double outside = rounded_area(d.length, d.width, d.corner);
    const double inside = rounded_area(inner_x, inner_y, inner_r);
    const double depth = d.height - d.wall;
    const double volume = outside * d.height - inside * depth +
                          4 * (circle(d.boss) * d.boss_height - circle(d.screw) * d.screw_depth) -
                          circle(d.cable) * d.wall;
    // Seen from above and from below the projection is the whole outline, screws included.
    const double area = 2 * outside + rounded_length(d.length, d.width, d.corner) * d.height +
                        rounded_length(inner_x, inner_y, inner_r) * depth +
                        4 * (ring(d.boss) * d.boss_height + ring(d.screw) * d.screw_depth) +
                        through_area(d.cable, d.wall);
    Json json = part(volume, area, {d.length, d.width, d.height}, d.wall);
    json["holes"] = {hole(4, d.screw, d.screw_depth, false, "flat"),
                     hole(1, d.cable, d.wall, true, "")};
    return json;
}

Json truth_of(const TurnedShaft& d) {
    const double end = d.r3 - d.chamfer;
    const double frustum = kPi / 3 * d.chamfer * (d.r3 * d.r3 + d.r3 * end + end * end);
    const double groove = kPi * (d.r2 * d.r2 - d.groove_r * d.groove_r);
    const double volume =
        kPi * (d.r1 * d.r1 * d.l1 + d.r2 * d.r2 * d.l2 + d.r3 * d.r3 * (d.l3 - d.chamfer)) +
        frustum - groove * d.groove_width - circle(d.bore) * d.bore_depth;
    // Flat rings: all of the largest section seen from both sides, and the groove's two flanks. The
    // chamfer takes its own ring away from the view and gives its slope.
    const double rings = 2 * kPi * d.r2 * d.r2 - kPi * (d.r3 * d.r3 - end * end) + 2 * groove;
    const double slope = kPi * (d.r3 + end) * d.chamfer * std::numbers::sqrt2;
    const double walls = 2 * kPi *
                         (d.r1 * d.l1 + d.r2 * (d.l2 - d.groove_width) +
                          d.groove_r * d.groove_width + d.r3 * (d.l3 - d.chamfer));
    const double area = rings + slope + walls + ring(d.bore) * d.bore_depth;
    Json json = part(volume, area, {2 * d.r2, 2 * d.r2, d.l1 + d.l2 + d.l3}, d.r1 - d.bore / 2);
    json["holes"] = {hole(1, d.bore, d.bore_depth, false, "flat")};
    return json;
}

Json truth_of(const BentBracket& d) {
    const double outer = d.radius + d.thickness;
    const double straight = d.leg_a + d.web + d.leg_b;
    const double bends = kPi / 2 * (outer * outer - d.radius * d.radius);  // two quarter rings
    const double profile = straight * d.thickness + bends;
    const double outline = 2 * straight + kPi * (outer + d.radius) + 2 * d.thickness;
    const double volume =
        profile * d.width - (2 * circle(d.leg_hole) + circle(d.web_hole)) * d.thickness;
    const double area = 2 * profile + outline * d.width +
                        2 * through_area(d.leg_hole, d.thickness) +
                        through_area(d.web_hole, d.thickness);
    Json json = part(volume, area, {2 * outer + d.web, d.width, outer + d.leg_a}, d.thickness);
    json["holes"] = {hole(2, d.leg_hole, d.thickness, true, ""),
                     hole(1, d.web_hole, d.thickness, true, "")};
    json["sheet"] = {{"thickness_mm", d.thickness},
                     {"bends", 2},
                     {"inner_radius_mm", d.radius},
                     {"bend_angle_deg", 90}};
    return json;
}

}  // namespace millrace::examples
