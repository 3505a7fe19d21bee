#pragma once

// Builds figures and inputs, so that every number of a plan says where it came from.

#include <string>
#include <vector>

#include "millrace/catalog/catalog.h"
#include "millrace/facts/part_facts.h"
#include "millrace/plan/process_plan.h"

namespace millrace::plan {

/// How a catalogue entry of this trust counts in a plan: what was measured is measured, what comes
/// from a handbook is estimated, defaults and background knowledge are assumed.
[[nodiscard]] Provenance provenance_of(catalog::Trust trust);

/// A fact of the part; `source` is the path below "facts.". Exact geometry counts as measured,
/// facets as estimated.
[[nodiscard]] Input fact_input(const facts::PartFacts& facts, std::string name, double value,
                               std::string unit, const std::string& source);
/// A field of the machine; `field` is the path below "catalog.machines.<id>.".
[[nodiscard]] Input machine_input(const catalog::Machine& machine, std::string name, double value,
                                  std::string unit, const std::string& field);
/// A field of the material; `field` is the path below "catalog.materials.<id>.".
[[nodiscard]] Input material_input(const catalog::Material& material, std::string name,
                                   double value, std::string unit, const std::string& field);
/// A field of a tool, which a drawer lists exactly.
[[nodiscard]] Input tool_input(const catalog::Tool& tool, std::string name, double value,
                               std::string unit, const std::string& field);
/// Something computed earlier in the same plan; `source` is the path below "plan.".
[[nodiscard]] Input plan_input(std::string name, const Figure& figure, const std::string& source);
/// A number that the planner works out from facts on the way and shows; `source` is the fact it
/// opens to.
[[nodiscard]] Input derived_input(std::string name, double value, std::string unit,
                                  std::string source);

/// A computed figure: as trustworthy as its weakest input, and never better than estimated.
[[nodiscard]] Figure estimated(double value, std::string unit, std::string formula,
                               std::vector<Input> inputs);
/// The same figure with a remark.
[[nodiscard]] Figure noted(Figure figure, Text note);
/// Zero with its unit, for the parts of an operation that do not occur.
[[nodiscard]] Figure none(std::string unit);

}  // namespace millrace::plan
