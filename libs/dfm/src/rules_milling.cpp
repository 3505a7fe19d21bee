// The rules for milling.

#include <array>

#include "measure.h"
#include "rule_packs.h"

namespace millrace::dfm {

namespace {

Measured no_fixture(const Subject&) {
    return missing(
        say("dfm.no_fixture", "how high the part stands above its fixture is not planned"));
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
    {"MIL-14a", thread_slenderness, "Thread {x} is {m} diameters deep, more than {l}.",
     "Thread at most {t} mm of it"},
    {"MIL-14b", thread_diameter, "Thread {x} has a nominal ⌀ of {m} mm, smaller than {l} mm.", ""},
    {"MIL-15a", cutter_undercuts, "{x} with {m} undercut faces needs a cutter of its own.", ""},
    {"MIL-15b", hidden_faces, "{x} of surface cannot be seen along any of the six axis directions.",
     ""},
    {"MIL-16a", t_slot_width,
     "T-slot of {m} mm is narrower than {l} mm, the thinnest standard cutter.",
     "Widen it by {d} mm"},
    {"MIL-16b", t_slot_reach, "T-slot {x} reaches {m} necks deep, more than {l}.",
     "Make it at most {t} mm deep"},
    {"MIL-17", set_up_directions, "The part has to be milled from {m} sides, more than {l}.", ""},
    {"MIL-18", floor_fillet_ratio, "{x}: {m} times the radius of the wall, more than {l}.",
     "Make the fillet of the floor smaller than R {t} mm"},
    {"MIL-19", fillet_radii, "Outer edges have {m} different fillet radii, more than {l}.", ""},
    {"MIL-20a", engraved_stroke, "{x} has strokes of {m} mm, thinner than {l} mm.",
     "Widen the strokes by {d} mm"},
    {"MIL-20b", engraved_depth, "{x} is {m} mm deep, less than {l} mm.", "Deepen it by {d} mm"},
    {"MIL-20c", raised_characters, "{x}: everything around it has to be cleared.", ""},
    {"MIL-21", freeform_share, "Freeform surfaces are {m%} of the area, more than {l%}.", ""},
    {"MIL-22", stock_ratio, "The stock has {m} times the volume of the part, more than {l}.", ""},
    {"MIL-23a", unclamped, "{m} set-up(s) beside the first find no parallel faces for a vice.", ""},
    {"MIL-23b", unclamped_thin,
     "{m} set-up(s) of a part with thin walls find no parallel faces for a vice.", ""},
    {"MIL-24", tolerance_half_width, "“{x}” allows ±{m} mm, less than ±{l} mm.",
     "Allow ±{l} mm where nothing depends on it"},
    {"MIL-25", requested_roughness, "“{x}” asks for Ra {m} µm, finer than {l} µm.", ""},
    {"5AX-01a", simultaneous_area, "{m} mm² of surface need a tool that turns while it cuts.", ""},
    {"5AX-01b", out_of_every_cone, "{m} mm² of surface are reached from no direction.", ""},
    {"5AX-02", no_fixture, "", ""},
});

}  // namespace

std::span<const RuleCode> milling_rules() { return kRules; }

}  // namespace millrace::dfm
