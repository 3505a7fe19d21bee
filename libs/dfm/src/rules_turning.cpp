// The rules for turning.

#include <array>

#include "measure.h"
#include "rule_packs.h"

namespace millrace::dfm {

namespace {

constexpr auto kRules = std::to_array<RuleCode>({
    {"TUR-01", slender_in_chuck, "The part {x} is {m} times as long as thick, more than {l}.",
     "Keep it below {t} mm of length"},
    {"TUR-02a", slender_with_tailstock,
     "The part {x} is {m} times as long as thick, more than {l}.",
     "Keep it below {t} mm of length"},
    {"TUR-02b", slender_in_guide_bush, "The part {x} is {m} times as long as thick, more than {l}.",
     "Keep it below {t} mm of length"},
    {"TUR-03", bore_slenderness, "Bore {x} is {m} times as deep as wide, more than {l}.",
     "Make it at most {t} mm deep"},
    {"TUR-04", bored_diameter, "Bore of ⌀{m} mm is smaller than ⌀{l} mm.",
     "Widen it by {d} mm in diameter"},
    {"TUR-05", tube_wall, "Tube wall of {m} mm is thinner than {l} mm.", "Thicken it by {d} mm"},
    {"TUR-06a", outer_groove_width, "Groove {x} is narrower than {l} mm.", "Widen it by {d} mm"},
    {"TUR-06b", outer_groove_slenderness, "Groove {x} is {m} times as deep as wide, more than {l}.",
     "Make it at most {t} mm deep"},
    {"TUR-07", inner_groove_bore, "Inner groove in a bore of ⌀{m} mm, smaller than ⌀{l} mm.", ""},
    {"TUR-08", face_groove_diameter,
     "Face groove with an inner diameter of ⌀{m} mm, smaller than ⌀{l} mm.", ""},
    {"TUR-09", shoulder_radius,
     "Inner corner at a shoulder has a radius of {m} mm, less than {l} mm.",
     "Round it with {l} mm"},
    {"TUR-10", thread_run_out, "Thread {x} ends {m} pitches before a shoulder, fewer than {l}.",
     "Leave a relief groove of {t} mm"},
    {"TUR-11", part_off_diameter, "Parting off at ⌀{m} mm, more than ⌀{l} mm.", ""},
    {"TUR-12", bar_allowance, "{x} leaves {m} mm to turn off, less than {l} mm.", ""},
    {"TUR-13a", live_tool_features, "{m} faces cannot be turned and need live tools.", ""},
    {"TUR-13b", skew_features, "{m} holes are neither along nor square to the axis.", ""},
    {"TUR-14", rotational_residual,
     "{m%} of the enclosing solid of revolution is not part, more than {l%}.", ""},
    {"TUR-15", contour_back_angle,
     "The contour at {x} lies behind a shoulder: a tool needs a back angle of {m}°, more than "
     "{l}°.",
     ""},
});

}  // namespace

std::span<const RuleCode> turning_rules() { return kRules; }

}  // namespace millrace::dfm
