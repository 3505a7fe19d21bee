#pragma once

// The cost stack of one plan at one quantity and tier, unrounded.

#include <cstdint>
#include <string>
#include <vector>

#include "millrace/catalog/catalog.h"
#include "millrace/geom/vec.h"
#include "millrace/plan/process_plan.h"

namespace millrace::quote {

struct StackLine {
    std::string code;
    std::string label;
    plan::Figure figure;
};

struct StackInput {
    const plan::ProcessPlan& plan;
    const catalog::Catalog& catalog;
    const catalog::Machine& machine;
    const catalog::Material& material;
    const catalog::ProcessPolicy& policy;
    const catalog::LeadTier& tier;
    std::int64_t quantity = 1;
    geom::Vec3 box_size;
};

/// Lines per part in the order of the stack; lines of zero are left out. They add up to the price.
[[nodiscard]] std::vector<StackLine> cost_stack(const StackInput& input);

/// Wright's cumulative average: the mean labour of `quantity` parts relative to the first one.
[[nodiscard]] double learning_factor(double learning_rate, std::int64_t quantity);

}  // namespace millrace::quote
