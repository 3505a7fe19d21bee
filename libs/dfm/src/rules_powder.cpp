// The rules for polymer powder beds: laser sintering (SLS) and multi jet fusion (MJF).

#include <array>

#include "measure.h"
#include "rule_packs.h"

namespace millrace::dfm {

namespace {

Measured no_lattice(const Subject&) {
    return missing(say("dfm.no_lattices", "lattices are not recognised"));
}
Measured no_hinge(const Subject&) {
    return missing(say("dfm.no_living_hinges", "living hinges are not recognised"));
}

constexpr auto kRules = std::to_array<RuleCode>({
    {"PBP-01a", thin_walls_unfilled, "Wall of {m} mm is thinner than {l} mm.",
     "Thicken it by {d} mm"},
    {"PBP-01b", thin_walls_filled, "Wall of {m} mm is thinner than {l} mm.",
     "Thicken it by {d} mm"},
    {"PBP-02a", thin_walls_unfilled, "Wall of {m} mm is thinner than {l} mm.",
     "Thicken it by {d} mm"},
    {"PBP-02b", thin_walls_filled, "Wall of {m} mm is thinner than {l} mm.",
     "Thicken it by {d} mm"},
    {"PBP-03a", hole_diameter, "Hole of ⌀{m} mm is smaller than ⌀{l} mm.",
     "Widen it by {d} mm in diameter"},
    {"PBP-03b", hole_diameter, "Hole of ⌀{m} mm is smaller than ⌀{l} mm.",
     "Widen it by {d} mm in diameter"},
    {"PBP-03c", hole_slenderness, "Hole {x} is {m} times as deep as wide, more than {l}.",
     "Make it at most {t} mm deep"},
    {"PBP-04", body_gap, "Two bodies are {m} mm apart, less than {l} mm.",
     "Move them {d} mm apart"},
    {"PBP-05", drains, "A closed cavity has {m} escape holes, fewer than {l}.", ""},
    {"PBP-06", largest_ball, "The part is {m} mm thick at its thickest, more than {l} mm.", ""},
    {"PBP-07", flat_panels, "A flat panel thinner than 3 mm is {m} mm long, more than {l} mm.", ""},
    {"PBP-08a", text_least, "{x} has strokes or a relief of {m} mm, less than {l} mm.",
     "Enlarge both to at least {l} mm"},
    {"PBP-08b", text_least, "{x} has strokes or a relief of {m} mm, less than {l} mm.",
     "Enlarge both to at least {l} mm"},
    {"PBP-09a", pin_diameter, "Pin of ⌀{m} mm is thinner than ⌀{l} mm.",
     "Widen it by {d} mm in diameter"},
    {"PBP-09b", slot_width, "Slot of {m} mm is narrower than {l} mm.", "Widen it by {d} mm"},
    {"PBP-10a", no_lattice, "", ""},
    {"PBP-10b", no_lattice, "", ""},
    {"PBP-11a", no_hinge, "", ""},
    {"PBP-11b", no_hinge, "", ""},
});

}  // namespace

std::span<const RuleCode> powder_rules() { return kRules; }

}  // namespace millrace::dfm
