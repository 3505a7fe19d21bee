// The rules for turning.

#include <array>

#include "measure.h"
#include "rule_packs.h"

namespace millrace::dfm {

namespace {

Measured no_face_groove(const Subject&) {
    return missing(say("dfm.no_face_grooves", "face grooves are not recognised"));
}
Measured no_outer_thread(const Subject&) {
    return missing(say("dfm.no_external_threads", "external threads are not recognised"));
}
Measured no_bars(const Subject&) {
    return missing(
        say("dfm.no_bars_stock_catalogue", "the bars in stock are not in the catalogue"));
}
Measured no_flanks(const Subject&) {
    return missing(say("dfm.no_which_tool_cuts", "which tool cuts which flank is not planned"));
}

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
    {"TUR-08", no_face_groove, "", ""},
    {"TUR-09", shoulder_radius,
     "Inner corner at a shoulder has a radius of {m} mm, less than {l} mm.",
     "Round it with {l} mm"},
    {"TUR-10", no_outer_thread, "", ""},
    {"TUR-11", part_off_diameter, "Parting off at ⌀{m} mm, more than ⌀{l} mm.", ""},
    {"TUR-12", no_bars, "", ""},
    {"TUR-13a", live_tool_features, "{m} faces cannot be turned and need live tools.", ""},
    {"TUR-13b", skew_features, "{m} holes are neither along nor square to the axis.", ""},
    {"TUR-14", rotational_residual,
     "{m%} of the enclosing solid of revolution is not part, more than {l%}.", ""},
    {"TUR-15", no_flanks, "", ""},
});

}  // namespace

std::span<const RuleCode> turning_rules() { return kRules; }

}  // namespace millrace::dfm
