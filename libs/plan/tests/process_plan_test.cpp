// Time of a plan is lot + runs · run + quantity · part, and every kind has a name of its own.
#include "millrace/plan/process_plan.h"

#include <gtest/gtest.h>

#include <set>

namespace millrace::plan {
namespace {

Operation operation(double lot_s, double run_s, double part_s) {
    Operation made;
    made.lot_s.value = lot_s;
    made.run_s.value = run_s;
    made.part_s.value = part_s;
    return made;
}

TEST(ProcessPlan, TimeIsLotPlusRunsPlusParts) {
    ProcessPlan plan;
    plan.runs.parts_per_run = 4;
    plan.operations = {operation(100, 10, 1), operation(0, 20, 2)};
    EXPECT_EQ(plan.run_count(1), 1);
    EXPECT_EQ(plan.run_count(4), 1);
    EXPECT_EQ(plan.run_count(5), 2);
    EXPECT_EQ(plan.run_count(1'000'000), 250'000);
    EXPECT_DOUBLE_EQ(plan.time(1).count(), 100 + 30 + 3);
    EXPECT_DOUBLE_EQ(plan.time(5).count(), 100 + 2 * 30 + 5 * 3);
}

TEST(ProcessPlan, NothingTakesNoTime) {
    ProcessPlan plan;
    plan.operations = {operation(100, 10, 1)};
    EXPECT_EQ(plan.run_count(0), 0);
    EXPECT_DOUBLE_EQ(plan.time(0).count(), 0.0);
}

TEST(ProcessPlan, EveryOperationKindHasItsOwnName) {
    std::set<std::string_view> names;
    for (int kind = 0; kind <= static_cast<int>(OperationKind::Pack); ++kind) {
        names.insert(to_string(static_cast<OperationKind>(kind)));
    }
    EXPECT_EQ(names.size(), static_cast<std::size_t>(OperationKind::Pack) + 1);
}

TEST(ProcessPlan, EveryProvenanceHasItsOwnName) {
    std::set<std::string_view> names;
    for (int kind = 0; kind <= static_cast<int>(Provenance::Assumed); ++kind) {
        names.insert(to_string(static_cast<Provenance>(kind)));
    }
    EXPECT_EQ(names.size(), 4U);
}

}  // namespace
}  // namespace millrace::plan
