#pragma once

// Builds a figure together with what it was computed from, so that no line of a price is without
// its formula.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "millrace/catalog/catalog.h"
#include "millrace/plan/process_plan.h"

namespace millrace::quote {

/// Catalogue figures without a trust mark are the shop's own decisions (rates, shares, minima):
/// exact, so they never weaken a figure.
inline constexpr plan::Provenance kDecided = plan::Provenance::Measured;

[[nodiscard]] inline plan::Provenance provenance_of(catalog::Trust trust) {
    switch (trust) {
        case catalog::Trust::Measured: return plan::Provenance::Measured;
        case catalog::Trust::Handbook:
        case catalog::Trust::Published: return plan::Provenance::Estimated;
        case catalog::Trust::Background:
        case catalog::Trust::Default: return plan::Provenance::Assumed;
    }
    return plan::Provenance::Assumed;
}

class FigureBuilder {
public:
    explicit FigureBuilder(std::string unit) {
        figure_.unit = std::move(unit);
        figure_.provenance = plan::Provenance::Measured;
    }

    /// Adds an input once and returns its value.
    double input(const std::string& name, double value, const std::string& unit,
                 plan::Provenance provenance, const std::string& source) {
        const bool known = std::any_of(figure_.inputs.begin(), figure_.inputs.end(),
                                       [&](const plan::Input& one) { return one.name == name; });
        if (!known) figure_.inputs.push_back({name, value, unit, provenance, source});
        figure_.provenance = std::max(figure_.provenance, provenance);
        return value;
    }
    double input(const std::string& name, const plan::Figure& figure, const std::string& source) {
        return input(name, figure.value, figure.unit, figure.provenance, source);
    }

    /// Finishes the figure. `formula` uses the names of the inputs.
    [[nodiscard]] plan::Figure done(double value, std::string formula) {
        figure_.value = value;
        figure_.formula = std::move(formula);
        return std::move(figure_);
    }

private:
    plan::Figure figure_;
};

/// "a + b + c".
[[nodiscard]] inline std::string sum_of(const std::vector<std::string>& terms) {
    std::string text;
    for (const std::string& term : terms) text += (text.empty() ? "" : " + ") + term;
    return text;
}

}  // namespace millrace::quote
