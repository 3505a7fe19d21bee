#include "figures.h"

#include <algorithm>
#include <utility>

#include "millrace/base/assert.h"

namespace millrace::plan {

Provenance provenance_of(catalog::Trust trust) {
    switch (trust) {
        case catalog::Trust::Measured: return Provenance::Measured;
        case catalog::Trust::Handbook:
        case catalog::Trust::Published: return Provenance::Estimated;
        case catalog::Trust::Background:
        case catalog::Trust::Default: return Provenance::Assumed;
    }
    MILLRACE_ASSERT(false, "unknown trust");
}

Input fact_input(const facts::PartFacts& facts, std::string name, double value, std::string unit,
                 const std::string& source) {
    return {std::move(name), value, std::move(unit),
            facts.exact ? Provenance::Measured : Provenance::Estimated, "facts." + source};
}

Input machine_input(const catalog::Machine& machine, std::string name, double value,
                    std::string unit, const std::string& field) {
    return {std::move(name), value, std::move(unit), provenance_of(machine.trust),
            "catalog.machines." + machine.id + "." + field};
}

Input material_input(const catalog::Material& material, std::string name, double value,
                     std::string unit, const std::string& field) {
    return {std::move(name), value, std::move(unit), provenance_of(material.trust),
            "catalog.materials." + material.id + "." + field};
}

Input tool_input(const catalog::Tool& tool, std::string name, double value, std::string unit,
                 const std::string& field) {
    return {std::move(name), value, std::move(unit), Provenance::Measured,
            "catalog.tools." + tool.id + "." + field};
}

Input plan_input(std::string name, const Figure& figure, const std::string& source) {
    return {std::move(name), figure.value, figure.unit, figure.provenance, "plan." + source};
}

Input derived_input(std::string name, double value, std::string unit, std::string source) {
    return {std::move(name), value, std::move(unit), Provenance::Estimated, std::move(source)};
}

Figure estimated(double value, std::string unit, std::string formula, std::vector<Input> inputs) {
    // The enumerators stand from the strongest to the weakest.
    Provenance weakest = Provenance::Estimated;
    for (const Input& input : inputs) weakest = std::max(weakest, input.provenance);
    return {value, std::move(unit), weakest, std::move(formula), std::move(inputs), {}};
}

Figure noted(Figure figure, Text note) {
    figure.note = std::move(note);
    return figure;
}

Figure none(std::string unit) {
    return {0.0,
            std::move(unit),
            Provenance::Measured,
            "",
            {},
            say("plan.does_not_occur", "does not occur")};
}

}  // namespace millrace::plan
