#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "millrace/base/text.h"
#include "millrace/catalog/catalog.h"
#include "millrace/facts/part_facts.h"

namespace millrace::dfm {

enum class Severity {
    RequiredChange,  ///< blocks an automatic quote
    Advisory,        ///< can be made, at a cost or risk
    NotChecked       ///< the fact this rule needs was not measured
};

/// One rule broken in one place, or not checked.
struct Finding {
    std::string rule;     ///< id in the catalogue
    std::string process;  ///< the process it was checked for
    Severity severity = Severity::Advisory;
    double measured = 0.0;
    double limit = 0.0;  ///< the limit it crossed
    std::string unit;
    Text message;  ///< "Wall of 0.62 mm is thinner than 0.8 mm."
    Text reason;   ///< why it matters
    Text remedy;   ///< the smallest change that helps
    facts::Place place;
    std::string source;  ///< of the limit
};

/// What the rules are evaluated for.
struct CheckContext {
    std::string process;                          ///< "fdm", "milling"
    const catalog::Machine* machine = nullptr;    ///< null: any machine of the process
    const catalog::Material* material = nullptr;  ///< null: rules by material are not checked
    bool support_planned = true;                  ///< FDM: overhangs are supported
    bool tailstock = true;                        ///< turning: long parts are held at both ends
    std::optional<geom::Vec3> build_up;           ///< FDM: the chosen build direction
    std::optional<std::int64_t> quantity;         ///< asked for; rules about it need one
};

struct CheckResult {
    std::vector<Finding> findings;     ///< required changes first, then by rule id, then by place
    std::vector<Finding> not_checked;  ///< rules of the process whose fact is missing
};

/// Applies the catalogue's rules of one process to a part. Every rule of the process ends in
/// nothing (passed or not applicable), findings, or not_checked: none is dropped silently.
[[nodiscard]] CheckResult check(const facts::PartFacts& facts, const geom::BoundaryModel& model,
                                const catalog::Catalog& catalog, const CheckContext& context);

}  // namespace millrace::dfm
