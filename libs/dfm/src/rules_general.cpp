// The rules for whatever process makes the part.

#include <array>

#include "measure.h"
#include "rule_packs.h"

namespace millrace::dfm {

namespace {

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
    {"GEN-06", tolerance_over_process,
     "“{x}” asks for {m} of what the process holds, less than {l}.", ""},
    {"GEN-07a", voids_printed, "{m} closed void(s) inside trap material.", ""},
    {"GEN-07b", voids_machined, "{m} closed void(s) inside cannot be reached by any tool.", ""},
    {"GEN-08", sharpest_edge, "An outer edge has only {m}°, less than {l}°.",
     "Blunt it to at least {l}°"},
    {"MAT-01a", hazard, "Chips of this material burn or are poisonous.", ""},
    // The shop lists the material, so it may work it.
    {"MAT-01b", not_asked, "", ""},
    {"MAT-03", hardness, "The material has {m} HRC, more than {l} HRC.", ""},
});

}  // namespace

std::span<const RuleCode> general_rules() { return kRules; }

}  // namespace millrace::dfm
