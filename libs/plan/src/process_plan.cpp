#include "millrace/plan/process_plan.h"

#include "millrace/base/assert.h"

namespace millrace::plan {

std::string_view to_string(Provenance provenance) {
    switch (provenance) {
        case Provenance::Measured: return "measured";
        case Provenance::Simulated: return "simulated";
        case Provenance::Estimated: return "estimated";
        case Provenance::Assumed: return "assumed";
    }
    MILLRACE_ASSERT(false, "unknown provenance");
}

std::string_view to_string(OperationKind kind) {
    switch (kind) {
        case OperationKind::Program: return "program";
        case OperationKind::SetUp: return "set_up";
        case OperationKind::Print: return "print";
        case OperationKind::RemoveSupport: return "remove_support";
        case OperationKind::Saw: return "saw";
        case OperationKind::Load: return "load";
        case OperationKind::Rough: return "rough";
        case OperationKind::FinishFloor: return "finish_floor";
        case OperationKind::FinishWall: return "finish_wall";
        case OperationKind::FinishFreeform: return "finish_freeform";
        case OperationKind::Drill: return "drill";
        case OperationKind::Tap: return "tap";
        case OperationKind::Deburr: return "deburr";
        case OperationKind::Inspect: return "inspect";
        case OperationKind::Pack: return "pack";
    }
    MILLRACE_ASSERT(false, "unknown operation kind");
}

double ProcessPlan::lot_s() const {
    double sum = 0.0;
    for (const Operation& operation : operations) sum += operation.lot_s.value;
    return sum;
}

double ProcessPlan::run_s() const {
    double sum = 0.0;
    for (const Operation& operation : operations) sum += operation.run_s.value;
    return sum;
}

double ProcessPlan::part_s() const {
    double sum = 0.0;
    for (const Operation& operation : operations) sum += operation.part_s.value;
    return sum;
}

std::int64_t ProcessPlan::run_count(std::int64_t quantity) const {
    MILLRACE_ASSERT(runs.parts_per_run >= 1, "a run makes at least one part");
    if (quantity <= 0) return 0;
    return (quantity - 1) / runs.parts_per_run + 1;
}

Duration ProcessPlan::time(std::int64_t quantity) const {
    if (quantity <= 0) return Duration{0.0};
    return Duration{lot_s() + static_cast<double>(run_count(quantity)) * run_s() +
                    static_cast<double>(quantity) * part_s()};
}

}  // namespace millrace::plan
