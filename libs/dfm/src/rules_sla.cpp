// The rules for resin printing.

#include <array>

#include "measure.h"
#include "rule_packs.h"

namespace millrace::dfm {

namespace {

constexpr auto kRules = std::to_array<RuleCode>({
    {"SLA-01", walls_held_well, "Wall of {m} mm, held on several sides, is thinner than {l} mm.",
     "Thicken it by {d} mm"},
    {"SLA-02", walls_held_on_one_side, "Wall of {m} mm, held on one side, is thinner than {l} mm.",
     "Thicken it by {d} mm"},
    {"SLA-03a", hole_diameter, "Hole of ⌀{m} mm is smaller than ⌀{l} mm.",
     "Widen it by {d} mm in diameter"},
    {"SLA-03b", hole_slenderness, "Hole {x} is {m} times as deep as wide, more than {l}.",
     "Make it at most {t} mm deep"},
    {"SLA-04a", pin_diameter, "Pin of ⌀{m} mm is thinner than ⌀{l} mm.",
     "Widen it by {d} mm in diameter"},
    {"SLA-04b", pin_slenderness, "Pin {x} is {m} times as long as thick, more than {l}.",
     "Make it at most {t} mm long"},
    {"SLA-05", drains, "A closed cavity has {m} drain holes, fewer than {l}.", ""},
    {"SLA-06", angle_from_plate, "Surface faces down at {m}° from the plate, less than {l}°.",
     "Make it {d}° steeper"},
    {"SLA-07", bridge, "Ceiling spans {m} mm between its walls, more than {l} mm.",
     "Shorten the span by {d} mm"},
    {"SLA-08a", raised_least, "{x} has strokes or a height of {m} mm, less than {l} mm.",
     "Enlarge both to at least {l} mm"},
    {"SLA-08b", engraved_least, "{x} has strokes or a depth of {m} mm, less than {l} mm.",
     "Enlarge both to at least {l} mm"},
    {"SLA-09", body_gap, "Two bodies are {m} mm apart, less than {l} mm.",
     "Move them {d} mm apart"},
    {"SLA-10", section_jump, "The section grows {m} times within 2 mm of height, more than {l}.",
     ""},
    {"SLA-11", largest_ball, "The part is {m} mm thick at its thickest, more than {l} mm.", ""},
});

}  // namespace

std::span<const RuleCode> sla_rules() { return kRules; }

}  // namespace millrace::dfm
