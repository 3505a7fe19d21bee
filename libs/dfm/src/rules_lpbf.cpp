// The rules for metal powder beds (LPBF).

#include <array>

#include "measure.h"
#include "rule_packs.h"

namespace millrace::dfm {

namespace {

constexpr auto kRules = std::to_array<RuleCode>({
    {"LPB-01a", vertical_walls, "Vertical wall of {m} mm is thinner than {l} mm.",
     "Thicken it by {d} mm"},
    {"LPB-01b", sloped_walls, "Wall of {m} mm is thinner than {l} mm.", "Thicken it by {d} mm"},
    {"LPB-02", wall_slenderness, "Wall {x} is {m} times as high as thick, more than {l}.",
     "Keep it below {t} mm of height"},
    {"LPB-03", angle_from_plate, "Surface faces down at {m}° from the plate, less than {l}°.",
     "Make it {d}° steeper"},
    {"LPB-04", ledges, "A flat ledge reaches {m} mm into the air, more than {l} mm.",
     "Shorten it by {d} mm"},
    {"LPB-05", horizontal_channels, "Round channel of ⌀{m} mm lies flat, wider than ⌀{l} mm.", ""},
    {"LPB-06a", vertical_holes, "Upright hole of ⌀{m} mm is smaller than ⌀{l} mm.",
     "Widen it by {d} mm in diameter"},
    {"LPB-06b", horizontal_holes, "Hole of ⌀{m} mm lying flat is smaller than ⌀{l} mm.",
     "Widen it by {d} mm in diameter"},
    {"LPB-07", drains, "A closed channel has {m} ports for powder, fewer than {l}.", ""},
    {"LPB-08", body_gap, "Two bodies are {m} mm apart, less than {l} mm.",
     "Move them {d} mm apart"},
    {"LPB-09a", support_in_sight,
     "Only {m%} of the supported area is in line of sight of a hand tool, less than {l%}.", ""},
    {"LPB-09b", support_out_of_reach, "{m} mm² of support cannot be reached to be removed.", ""},
    {"LPB-10", flats_along_plate, "A flat face along the plate is {m} mm wide, more than {l} mm.",
     ""},
    {"LPB-11a", stock_on_datums, "The face of “{x}” has {m} mm to machine, less than {l} mm.", ""},
    {"LPB-11b", stock_on_fits,
     "“{x}” is closer than a print holds, and the face has {m} mm to machine.", ""},
    {"LPB-12a", raised_least, "{x} has strokes or a height of {m} mm, less than {l} mm.",
     "Enlarge both to at least {l} mm"},
    {"LPB-12b", engraved_least, "{x} has strokes or a depth of {m} mm, less than {l} mm.",
     "Enlarge both to at least {l} mm"},
    {"LPB-13", slenderness, "The part is {m} times as high as its base is wide, more than {l}.",
     "Keep it below {t} mm of height, or widen the base"},
});

}  // namespace

std::span<const RuleCode> lpbf_rules() { return kRules; }

}  // namespace millrace::dfm
