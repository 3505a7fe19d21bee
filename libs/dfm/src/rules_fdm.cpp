// The rules for filament printing.

#include <array>

#include "measure.h"
#include "rule_packs.h"

namespace millrace::dfm {

namespace {

Measured no_load(const Subject&) {
    return missing(say("dfm.no_load", "snaps and their load direction are not known"));
}
Measured no_thread(const Subject&) {
    return missing(say("dfm.no_thread", "modelled threads are not recognised"));
}

constexpr auto kRules = std::to_array<RuleCode>({
    {"FDM-01", thin_walls, "Wall of {m} mm is thinner than {l} mm.", "Thicken it by {d} mm"},
    {"FDM-02", pin_diameter, "Pin of ⌀{m} mm is thinner than ⌀{l} mm.",
     "Widen it by {d} mm in diameter"},
    {"FDM-03", hole_diameter, "Hole of ⌀{m} mm is smaller than ⌀{l} mm.",
     "Widen it by {d} mm in diameter"},
    {"FDM-04", overhang, "Surface hangs over by {m}° from vertical, more than {l}°.",
     "Make it {d}° steeper"},
    {"FDM-05", bridge, "Ceiling spans {m} mm between its walls, more than {l} mm.",
     "Shorten the span by {d} mm"},
    {"FDM-06", body_gap, "Two bodies are {m} mm apart, less than {l} mm.",
     "Move them {d} mm apart"},
    {"FDM-07a", text_stroke, "{x} has strokes of {m} mm, thinner than {l} mm.",
     "Widen the strokes by {d} mm"},
    {"FDM-07b", text_relief, "{x} stands out or in by {m} mm, less than {l} mm.",
     "Deepen it by {d} mm"},
    {"FDM-08", base_length, "The flat base is {m} mm long, more than {l} mm, and may lift.", ""},
    {"FDM-09", slenderness, "The part is {m} times as high as its base is wide, more than {l}.",
     "Keep it below {t} mm of height, or widen the base"},
    {"FDM-10", bed_contact, "Only {m} mm² stand on the plate, less than {l} mm².",
     "Give it {d} mm² more to stand on"},
    {"FDM-11a", no_load, "", ""},
    {"FDM-11b", no_load, "", ""},
    {"FDM-12", no_thread, "", ""},
});

}  // namespace

std::span<const RuleCode> fdm_rules() { return kRules; }

}  // namespace millrace::dfm
