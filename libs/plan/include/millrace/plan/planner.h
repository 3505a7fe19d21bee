#pragma once

#include <memory>
#include <string>
#include <vector>

#include "millrace/base/cancel.h"
#include "millrace/base/result.h"
#include "millrace/catalog/catalog.h"
#include "millrace/facts/part_facts.h"
#include "millrace/plan/process_plan.h"

namespace millrace::plan {

struct PlanInput {
    const geom::BoundaryModel& model;
    const facts::PartFacts& facts;
    const catalog::Catalog& catalog;
    const catalog::Machine& machine;
    const catalog::Material& material;
    std::string part_revision;
    CancelToken cancel;
};

/// One per process. A part that cannot be made is not a failure: the plan says why in `blockers`.
class Planner {
public:
    virtual ~Planner() = default;
    /// The process id that machines and policies name.
    [[nodiscard]] virtual std::string process() const = 0;
    /// @return Cancelled, or a plan.
    [[nodiscard]] virtual Result<ProcessPlan> plan(const PlanInput& input) const = 0;
};

/// All planners of this build, in a fixed order. Adding a process adds one line here.
[[nodiscard]] const std::vector<std::unique_ptr<Planner>>& planners();

/// The planner of a process, or null.
[[nodiscard]] const Planner* planner(const std::string& process);

/// Makes the planner of one process: plan/src/fdm/, plan/src/milling/.
[[nodiscard]] std::unique_ptr<Planner> make_fdm_planner();
[[nodiscard]] std::unique_ptr<Planner> make_milling_planner();

}  // namespace millrace::plan
