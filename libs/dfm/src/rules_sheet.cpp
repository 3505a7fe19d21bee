// The rules for sheet metal: laser cutting and bending.

#include <array>

#include "measure.h"
#include "rule_packs.h"

namespace millrace::dfm {

namespace {

Measured no_gauges(const Subject&) {
    return missing(
        say("dfm.no_gauges_stock_catalogue", "the gauges in stock are not in the catalogue"));
}
Measured no_bend_limit(const Subject&) {
    return missing(say("dfm.no_smallest_bend_radius",
                       "the smallest bend radius of the material is not in the catalogue"));
}
Measured no_relief(const Subject&) {
    return missing(say("dfm.no_bend_reliefs", "bend reliefs are not recognised"));
}
Measured no_brake(const Subject&) {
    return missing(say("dfm.no_shop_press_brake", "the shop has no press brake in its catalogue"));
}
Measured no_countersink(const Subject&) {
    return missing(say("dfm.no_where_countersinks_lie",
                       "where countersinks lie in the sheet is not measured"));
}

constexpr auto kRules = std::to_array<RuleCode>({
    {"SHM-01a", thickness_deviation, "The thickness deviates by {m} mm, more than {l} mm.", ""},
    {"SHM-01b", distinct_thicknesses,
     "Plane faces lie at {m} different distances from their backs, so this is not one sheet.", ""},
    {"SHM-02", no_gauges, "", ""},
    {"SHM-03a", laser_hole_ratio_thin, "Hole {x} is {m} times the thickness, less than {l}.",
     "Widen it to ⌀{t} mm"},
    {"SHM-03b", laser_hole_ratio_thick, "Hole {x} is {m} times the thickness, less than {l}.",
     "Widen it to ⌀{t} mm"},
    {"SHM-04a", web_ratios, "A web between cuts is {m} times the thickness, less than {l}.",
     "Make it {t} mm wide"},
    {"SHM-04b", webs, "A web between cuts is {m} mm wide, less than {l} mm.", "Widen it by {d} mm"},
    {"SHM-05", laser_slots, "Slot of {m} mm is narrower than {l} mm.", "Widen it by {d} mm"},
    {"SHM-06", inner_corners, "Inner corner of the cut has a radius of {m} mm, less than {l} mm.",
     "Round it with {l} mm"},
    {"SHM-07", blank_width, "The blank is {m} mm wide, less than {l} mm.", ""},
    {"SHM-08", no_bend_limit, "", ""},
    {"SHM-09", flange_ratios, "Flange {x} is {m} times the die opening, less than {l}.",
     "Make it {t} mm long"},
    {"SHM-10", holes_near_bends,
     "A hole ends {m} thicknesses beyond the bend's radius, less than {l}.",
     "Move it away from the bend"},
    {"SHM-11", slots_near_bends,
     "A cut-out ends {m} thicknesses beyond the bend's radius, less than {l}.",
     "Move it away from the bend"},
    {"SHM-12a", no_relief, "", ""},
    {"SHM-12b", no_relief, "", ""},
    {"SHM-12c", no_relief, "", ""},
    {"SHM-13a", z_offset_for_tool,
     "Z bend with an offset of {x} is {m} times what the tool needs, less than {l}.", ""},
    {"SHM-13b", z_offset_for_die,
     "Z bend with an offset of {x} is {m} times half the die opening, less than {l}.", ""},
    {"SHM-14", channels, "The channel is {x}: a ratio of {m}, more than {l}.",
     "Keep the flange below {t} mm"},
    {"SHM-15a", bend_length, "Bend of {m} mm is longer than {l} mm.", ""},
    {"SHM-15b", no_brake, "", ""},
    {"SHM-16", no_brake, "", ""},
    {"SHM-17", not_asked, "", ""},
    {"SHM-18a", bend_count, "The part has {m} bends, more than {l}.", ""},
    {"SHM-18b", bend_radii, "The part has {m} different bend radii, more than {l}.", ""},
    {"SHM-19", brittle_bends,
     "The bend radius is {m} times what this alloy counts by, less than {l}.", ""},
    {"SHM-20", hem_thickness, "Hem in sheet of {m} mm, thicker than {l} mm.", ""},
    {"SHM-21", no_countersink, "", ""},
    {"SHM-22a", not_asked, "", ""},
    {"SHM-22b", not_asked, "", ""},
    {"SHM-22c", not_asked, "", ""},
    {"SHM-23", part_mass, "The part weighs {m} kg, more than {l} kg.", ""},
    {"MAT-02", not_asked, "", ""},
});

}  // namespace

std::span<const RuleCode> sheet_rules() { return kRules; }

}  // namespace millrace::dfm
