// The rules this module knows, by the id they have in the catalogue. A rule that is in the
// catalogue but not here ends as "not checked", so adding a row there is safe.

#include <array>

#include "measure.h"

namespace millrace::dfm {

namespace {

Measured no_clearance(const Subject&) {
    return missing("faces that move against each other are not recognised");
}
Measured no_text(const Subject&) { return missing("raised or engraved text is not recognised"); }
Measured no_load(const Subject&) { return missing("snaps and their load direction are not known"); }
Measured no_thread(const Subject&) { return missing("modelled threads are not recognised"); }
Measured no_slot_cutter(const Subject&) {
    return missing("undercuts for a T-slot or dovetail cutter are not recognised");
}
Measured no_floor_fillet(const Subject&) {
    return missing("floor fillets are not matched with their walls");
}
Measured no_clamping(const Subject&) { return missing("clamping faces are not searched for"); }
Measured no_five_axis(const Subject&) {
    return missing("access is measured along the six axis directions only");
}

constexpr auto kRules = std::to_array<RuleCode>({
    {"GEN-01a", defective_edges, "The surface has {m} open or badly connected edges.",
     "Close the surface so that none are left"},
    {"GEN-01b", volume, "The enclosed volume is {m} mm³, so this is not a solid.", ""},
    {"GEN-02", envelope_use,
     "On its tightest side the part takes {m%} of the machine's travel, more than {l%}.", ""},
    {"GEN-03", bodies, "The part has {m} separate bodies, more than {l}.", ""},
    {"GEN-04a", diagonal, "The part is only {m} mm across, less than {l} mm.",
     "Check the unit: inches read as mm are 25.4 times too small"},
    {"GEN-04b", diagonal, "The part is {m} mm across, more than {l} mm.",
     "Check the unit: mm read as inches are 25.4 times too large"},
    {"GEN-05", chord_error, "Facets leave the curved surface by {m} mm, more than {l} mm.",
     "Export with a chord error of at most {l} mm"},
    {"GEN-06", not_asked, "", ""},
    {"GEN-07a", voids_printed, "{m} closed void(s) inside trap material.", ""},
    {"GEN-07b", voids_machined, "{m} closed void(s) inside cannot be reached by any tool.", ""},
    {"GEN-08", sharpest_edge, "An outer edge has only {m}°, less than {l}°.",
     "Blunt it to at least {l}°"},
    {"FDM-01", thin_walls, "Wall of {m} mm is thinner than {l} mm.", "Thicken it by {d} mm"},
    {"FDM-02", pin_diameter, "Pin of ⌀{m} mm is thinner than ⌀{l} mm.",
     "Widen it by {d} mm in diameter"},
    {"FDM-03", hole_diameter, "Hole of ⌀{m} mm is smaller than ⌀{l} mm.",
     "Widen it by {d} mm in diameter"},
    {"FDM-04", overhang, "Surface hangs over by {m}° from vertical, more than {l}°.",
     "Make it {d}° steeper"},
    {"FDM-05", bridge, "Ceiling spans {m} mm between its walls, more than {l} mm.",
     "Shorten the span by {d} mm"},
    {"FDM-06", no_clearance, "", ""},
    {"FDM-07a", no_text, "", ""},
    {"FDM-07b", no_text, "", ""},
    {"FDM-08", base_length, "The flat base is {m} mm long, more than {l} mm, and may lift.", ""},
    {"FDM-09", slenderness, "The part is {m} times as high as its base is wide, more than {l}.",
     "Keep it below {t} mm of height, or widen the base"},
    {"FDM-10", bed_contact, "Only {m} mm² stand on the plate, less than {l} mm².",
     "Give it {d} mm² more to stand on"},
    {"FDM-11a", no_load, "", ""},
    {"FDM-11b", no_load, "", ""},
    {"FDM-12", no_thread, "", ""},
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
    {"MAT-01a", hazard, "Chips of this material burn or are poisonous.", ""},
    // The shop lists the material, so it may work it.
    {"MAT-01b", not_asked, "", ""},
    {"MAT-03", hardness, "The material has {m} HRC, more than {l} HRC.", ""},
});

}  // namespace

const RuleCode* rule_code(const std::string& id) {
    for (const RuleCode& code : kRules) {
        if (id == code.id) return &code;
    }
    return nullptr;
}

}  // namespace millrace::dfm
