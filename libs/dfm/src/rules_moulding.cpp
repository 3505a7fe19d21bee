// The rules for injection moulding.

#include <array>

#include "measure_moulding.h"
#include "rule_packs.h"

namespace millrace::dfm {

namespace {

Measured no_loads(const Subject&) { return missing("the loads on the part are not known"); }
Measured no_shut_off(const Subject&) { return missing("shut-off faces are not designed yet"); }
Measured no_cosmetic(const Subject&) { return missing("which faces are in sight is not known"); }
Measured no_snap(const Subject&) { return missing("snap-fits are not recognised"); }
Measured no_insert(const Subject&) { return missing("metal inserts are not recognised"); }

constexpr auto kRules = std::to_array<RuleCode>({
    {"IM-01", wall_draft, "{x} have {m}° of draft, less than {l}°.", "Add {d}° of draft"},
    {"IM-02", not_asked, "", ""},
    {"IM-03", deep_core_draft, "Deeper than 50 mm, {x} have {m}° of draft, less than {l}°.",
     "Add {d}° of draft"},
    {"IM-04a", wall_over_resin_least,
     "The nominal wall of {x} is {m} of the thinnest that this resin fills.",
     "Make it at least {t} mm"},
    {"IM-04b", wall_over_resin_most,
     "The nominal wall of {x} is {m} times the thickest that this resin is moulded in.",
     "Make it at most {t} mm"},
    {"IM-04c", nominal_wall, "The nominal wall of {m} mm is thinner than {l} mm.",
     "Thicken it by {d} mm"},
    {"IM-04d", nominal_wall, "The nominal wall of {m} mm is thicker than {l} mm.",
     "Thin it by {d} mm"},
    {"IM-05", adjacent_walls, "Walls change from {x}, {m} times, more than {l}.",
     "Make the thicker one at most {t} mm"},
    {"IM-06a", rib_thickness, "Rib of {x} is {m} of the wall at its base, more than {l}.",
     "Make it at most {t} mm thick"},
    {"IM-06b", not_asked, "", ""},
    {"IM-07a", rib_height, "Rib of {x} is {m} walls high, more than {l}.",
     "Make it at most {t} mm high"},
    {"IM-07b", rib_spacing, "Ribs are {x}, {m} walls, less than {l}.",
     "Space them at least {t} mm"},
    {"IM-08a", boss_diameters, "Boss of {x} is {m} times as wide outside as inside, less than {l}.",
     "Make it at least ⌀{t} mm outside"},
    {"IM-08b", boss_wall, "Boss of {x} has {m} of the nominal wall, more than {l}.",
     "Thin its wall to at most {t} mm"},
    {"IM-09", boss_slenderness, "Boss of {x} is {m} times as high as wide, more than {l}.",
     "Make it at most {t} mm high"},
    {"IM-10a", mould_corner_radius, "{x}: {m} of the wall, less than {l}.",
     "Round to at least R {t} mm"},
    {"IM-10b", no_loads, "", ""},
    {"IM-11a", side_actions, "{m} side action(s) are needed to release {x}, more than {l}.", ""},
    {"IM-11b", stuck_undercuts,
     "{m} face(s) with {x} of undercut are released by neither half, slide nor lifter.", ""},
    {"IM-12a", slide_travel, "A {x} has to travel {m} mm, more than {l} mm.",
     "Make the undercut {d} mm shallower"},
    {"IM-12b", core_slenderness, "The core of a recess {x} is {m} times as long as thick.",
     "Make it at most {t} mm deep"},
    {"IM-13a", blind_hole_slenderness, "Blind hole of {x} is {m} diameters deep, more than {l}.",
     "Make it at most {t} mm deep"},
    {"IM-13b", through_hole_slenderness,
     "Through hole of {x} is {m} diameters deep, more than {l}.", "Make it at most {t} mm deep"},
    {"IM-14", narrowest_gap, "The mould has {m} mm of steel between walls, less than {l} mm.",
     "Widen the gap by {d} mm"},
    {"IM-15", flow_length, "The melt flows {x}: {m} of what the wall allows, more than {l}.", ""},
    {"IM-16", clamp_force, "Closing the mould takes {x}: {m%} of its force, more than {l%}.", ""},
    {"IM-17a", parting_steps, "The parting line has {m} steps, more than {l}.", ""},
    {"IM-17b", no_shut_off, "", ""},
    {"IM-18", ejector_pads,
     "The core side has room for {m} ejector pin(s) of ⌀3 mm, fewer than {l}.",
     "Add pads of ⌀3 mm"},
    {"IM-19", no_cosmetic, "", ""},
    {"IM-20a", raised_height, "{x} is {m} mm high, more than {l} mm.", "Lower it by {d} mm"},
    {"IM-20b", text_draft, "{x} has sides of {m}° of draft.", "Draft them by 3° or more"},
    {"IM-21", mould_tolerance,
     "“{x}” allows {m} of what moulded parts shrink apart, less than {l}.", ""},
    {"IM-22", thickest_over_nominal,
     "{x} at the thickest is {m} times the nominal wall, more than {l}.",
     "Core it out to at most {t} mm"},
    {"IM-23", no_snap, "", ""},
    {"IM-24", no_insert, "", ""},
});

}  // namespace

std::span<const RuleCode> moulding_rules() { return kRules; }

}  // namespace millrace::dfm
