// The rules for milling.

#include <array>

#include "measure.h"
#include "rule_packs.h"

namespace millrace::dfm {

namespace {

Measured no_slot_cutter(const Subject&) {
    return missing(
        say("dfm.no_slot_cutter", "undercuts for a T-slot or dovetail cutter are not recognised"));
}
Measured no_floor_fillet(const Subject&) {
    return missing(say("dfm.no_floor_fillet", "floor fillets are not matched with their walls"));
}
Measured no_clamping(const Subject&) {
    return missing(say("dfm.no_clamping", "clamping faces are not searched for"));
}
Measured no_five_axis(const Subject&) {
    return missing(
        say("dfm.no_five_axis", "access is measured along the six axis directions only"));
}

constexpr auto kRules = std::to_array<RuleCode>({
    {"MIL-01a", thin_walls_metal, "Wall of {m} mm is thinner than {l} mm.", "Thicken it by {d} mm"},
    {"MIL-01b", thin_walls_plastic, "Wall of {m} mm is thinner than {l} mm.",
     "Thicken it by {d} mm"},
    {"MIL-02", wall_slenderness, "Wall of {x} is {m} times as high as thick, more than {l}.",
     "Make it at most {t} mm high"},
    {"MIL-03a", floors_metal, "Floor of {m} mm is thinner than {l} mm.", "Thicken it by {d} mm"},
    {"MIL-03b", floors_plastic, "Floor of {m} mm is thinner than {l} mm.", "Thicken it by {d} mm"},
    {"MIL-04a", corner_slenderness,
     "Inner corner of {x} has a radius of {m} of its depth, less than {l}.",
     "Widen it to R {t} mm"},
    {"MIL-04b", corner_radius, "Inner corner radius of {m} mm is smaller than {l} mm.",
     "Widen it by {d} mm"},
    {"MIL-05", sharp_corners, "Inner corner is sharp over {x}; a round tool leaves a radius there.",
     ""},
    {"MIL-06", pocket_slenderness, "Pocket of {x} is {m} times as deep as wide, more than {l}.",
     "Make it at most {t} mm deep"},
    {"MIL-07", tool_slenderness,
     "Pocket of {x} is {m} diameters deep for the largest tool that fits, more than {l}.",
     "Make it at most {t} mm deep"},
    {"MIL-08", slot_width, "Slot of {m} mm is narrower than {l} mm.", "Widen it by {d} mm"},
    {"MIL-09", hole_slenderness, "Hole of {x} is {m} diameters deep, more than {l}.",
     "Make it at most {t} mm deep"},
    {"MIL-10", hole_diameter, "Hole of ⌀{m} mm is smaller than ⌀{l} mm.",
     "Widen it by {d} mm in diameter"},
    {"MIL-11", flat_bottoms, "Blind hole of {x} has a flat bottom, which a drill does not leave.",
     ""},
    {"MIL-12", hole_entry_angle,
     "Hole of {x} meets a surface that is tilted by {m}°, more than {l}°.", ""},
    {"MIL-13", hole_edge_wall,
     "Only {m} mm of wall stand beside the hole of {x}, less than {l} mm.", "Move it by {d} mm"},
    {"MIL-14a", not_asked, "", ""},
    {"MIL-14b", not_asked, "", ""},
    {"MIL-15a", no_slot_cutter, "", ""},
    {"MIL-15b", hidden_faces, "{x} of surface cannot be seen along any of the six axis directions.",
     ""},
    {"MIL-16a", no_slot_cutter, "", ""},
    {"MIL-16b", no_slot_cutter, "", ""},
    {"MIL-17", set_up_directions, "The part has to be milled from {m} sides, more than {l}.", ""},
    {"MIL-18", no_floor_fillet, "", ""},
    {"MIL-19", fillet_radii, "Outer edges have {m} different fillet radii, more than {l}.", ""},
    {"MIL-20a", no_text, "", ""},
    {"MIL-20b", no_text, "", ""},
    {"MIL-20c", no_text, "", ""},
    {"MIL-21", freeform_share, "Freeform surfaces are {m%} of the area, more than {l%}.", ""},
    {"MIL-22", stock_ratio, "The stock has {m} times the volume of the part, more than {l}.", ""},
    {"MIL-23a", no_clamping, "", ""},
    {"MIL-23b", no_clamping, "", ""},
    {"MIL-24", not_asked, "", ""},
    {"MIL-25", not_asked, "", ""},
    {"5AX-01a", no_five_axis, "", ""},
    {"5AX-01b", no_five_axis, "", ""},
    {"5AX-02", no_clamping, "", ""},
});

}  // namespace

std::span<const RuleCode> milling_rules() { return kRules; }

}  // namespace millrace::dfm
