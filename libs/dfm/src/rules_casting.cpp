// The rules for vacuum casting of urethane in silicone moulds.

#include <array>

#include "measure_moulding.h"
#include "rule_packs.h"

namespace millrace::dfm {

namespace {

Measured no_mould_plan(const Subject&) { return missing("the moulds are not planned yet"); }

constexpr auto kRules = std::to_array<RuleCode>({
    {"URE-01", thin_walls, "Wall of {m} mm is thinner than {l} mm.", "Thicken it by {d} mm"},
    {"URE-02", deep_wall_draft, "Deeper than 50 mm, {x} have {m}° of draft, less than {l}°.",
     "Add {d}° of draft"},
    {"URE-03", undercut_over_wall, "Undercut {x} is {m} walls deep, more than {l}.",
     "Make it at most {t} mm deep"},
    {"URE-04", narrowest_gap, "Features stand {m} mm apart, less than {l} mm.",
     "Move them {d} mm apart"},
    {"URE-05", thickest_over_thinnest, "Walls go from {x}: {m} times, more than {l}.",
     "Make the thickest at most {t} mm"},
    {"URE-06", no_mould_plan, "", ""},
    {"URE-07", pin_or_core_slenderness,
     "The pin or core of {x} is {m} times as long as thick, more than {l}.",
     "Make it at most {t} mm deep"},
    {"URE-08", longest_side, "The part is {m} mm long, more than {l} mm.", ""},
    {"URE-09a", quantity, "{m} part(s) do not pay for a mould; {l} or more do.", ""},
    {"URE-09b", quantity, "{m} parts are more than the {l} that soft moulds are good for.", ""},
});

}  // namespace

std::span<const RuleCode> casting_rules() { return kRules; }

}  // namespace millrace::dfm
