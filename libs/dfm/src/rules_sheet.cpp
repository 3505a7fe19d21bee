// The rules for sheet metal: laser cutting and bending.

#include <array>

#include "measure.h"
#include "rule_packs.h"

namespace millrace::dfm {

namespace {

constexpr auto kRules = std::to_array<RuleCode>({
    {"SHM-01a", thickness_deviation, "The thickness deviates by {m} mm, more than {l} mm.", ""},
    {"SHM-01b", distinct_thicknesses,
     "Plane faces lie at {m} different distances from their backs, so this is not one sheet.", ""},
    {"SHM-02", gauge_deviation, "{x}: off by {m%}, more than {l%}.", ""},
    {"SHM-03a", laser_hole_ratio_thin, "Hole {x} is {m} times the thickness, less than {l}.",
     "Widen it to ⌀{t} mm"},
    {"SHM-03b", laser_hole_ratio_thick, "Hole {x} is {m} times the thickness, less than {l}.",
     "Widen it to ⌀{t} mm"},
    {"SHM-04a", web_ratios, "A web {x} is {m} times the thickness, less than {l}.",
     "Make it {t} mm wide"},
    {"SHM-04b", webs, "A web {x} is {m} mm wide, less than {l} mm.", "Widen it by {d} mm"},
    {"SHM-05", laser_slots, "Slot of {m} mm is narrower than {l} mm.", "Widen it by {d} mm"},
    {"SHM-06", inner_corners, "An inner corner of the cut {x}; the beam turns in R {l} mm.",
     "Round it with {l} mm"},
    {"SHM-07", blank_width, "The blank is {m} mm wide, less than {l} mm.", ""},
    {"SHM-08", bend_radius_over_limit, "Bend of {x} has {m} of the smallest radius, less than {l}.",
     "Make it at least R {t} mm"},
    {"SHM-09", flange_ratios, "Flange {x} is {m} times the die opening, less than {l}.",
     "Make it {t} mm long"},
    {"SHM-10", holes_near_bends, "{x}; the radius and {t} mm more are needed.",
     "Move it away from the bend"},
    {"SHM-11", slots_near_bends, "{x}; the radius and {t} mm more are needed.",
     "Move it away from the bend"},
    {"SHM-12a", relief_widths, "A bend relief is {x} wide, {m} of the thickness, less than {l}.",
     "Cut it {t} mm wide"},
    {"SHM-12b", relief_depths,
     "A bend relief is {x} deep, {m} of radius and thickness, less than {l}.",
     "Cut it {t} mm deep"},
    {"SHM-12c", bends_without_relief, "{m} bend(s) end inside an edge without a relief.",
     "Cut a notch beside each end"},
    {"SHM-13a", z_offset_for_tool,
     "Z bend with an offset of {x} is {m} times what the tool needs, less than {l}.", ""},
    {"SHM-13b", z_offset_for_die,
     "Z bend with an offset of {x} is {m} times half the die opening, less than {l}.", ""},
    {"SHM-14", channels, "The channel is {x}: a ratio of {m}, more than {l}.",
     "Keep the flange below {t} mm"},
    {"SHM-15a", bend_length, "Bend of {m} mm is longer than {l} mm.", ""},
    {"SHM-15b", bend_over_brake, "Bend of {x} takes {m} of its length, more than {l}.",
     "Keep it below {t} mm"},
    {"SHM-16", bend_force, "Bending takes {x}: {m%} of its force, more than {l%}.", ""},
    {"SHM-17", angle_half_width, "“{x}” allows ±{m}°, less than ±{l}°.",
     "Allow ±{l}° where nothing depends on it"},
    {"SHM-18a", bend_count, "The part has {m} bends, more than {l}.", ""},
    {"SHM-18b", bend_radii, "The part has {m} different bend radii, more than {l}.", ""},
    {"SHM-19", brittle_bends,
     "The bend radius is {m} times what this alloy counts by, less than {l}.", ""},
    {"SHM-20", hem_thickness, "Hem in sheet of {m} mm, thicker than {l} mm.", ""},
    {"SHM-21", countersink_rims, "{x}: {m} of the thickness, less than {l}.", "Leave {t} mm"},
    {"SHM-22a", inserts_in_steel, "Sheet of {m} mm holds a pressed-in insert, thinner than {l} mm.",
     "Thicken it by {d} mm"},
    {"SHM-22b", inserts_in_aluminium,
     "Sheet of {m} mm holds a pressed-in insert, thinner than {l} mm.", "Thicken it by {d} mm"},
    {"SHM-22c", insert_edges, "{x}: {m} of its diameter, less than {l}.",
     "Move it to {t} mm from the edge"},
    {"SHM-23", part_mass, "The part weighs {m} kg, more than {l} kg.", ""},
    {"MAT-02", halogen_plastic, "The laser sets halogens free from this plastic.", ""},
});

}  // namespace

std::span<const RuleCode> sheet_rules() { return kRules; }

}  // namespace millrace::dfm
