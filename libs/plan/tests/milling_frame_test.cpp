// A part is planned along its own axes: however it stands in its file, the plan takes the same
// time and stock. Blocks with steps and pockets and a drilled plate, measured and planned straight
// and at random angles; the seed identifies a failure.
#include <gtest/gtest.h>

#include "../../facts/tests/bodies.h"
#include "milling_parts.h"

namespace millrace::plan::milling::testing {
namespace {

ProcessPlan planned(const geom::BoundaryModel& model) {
    const facts::PartFacts facts = facts::facts_of(model);
    const catalog::Catalog in = shop();
    return make_milling_planner()
        ->plan({model, facts, in, in.machines[0], in.materials[0], "rev", {}})
        .value();
}

/// A block with a step on top, one at the side and sometimes a slot through its foot.
geom::BoundaryModel stepped(Rng& rng) {
    const double x = rng.uniform(20, 40);
    const double y = rng.uniform(15, 30);
    const bool slot = rng.below(2) == 0;
    return facts::block_part({0, x, x + 25, 90}, {0, y, y + 20, 60}, {0, 8, 20, 26},
                             [&](int i, int j, int k) {
                                 if (k == 2 && i != 1) return false;
                                 if (slot && k == 0 && j == 1) return false;
                                 return !(i == 2 && j == 2 && k == 1);
                             });
}

void expect_same(const ProcessPlan& a, const ProcessPlan& b) {
    ASSERT_EQ(a.feasible(), b.feasible());
    EXPECT_EQ(a.operations.size(), b.operations.size());
    EXPECT_NEAR(b.part_s(), a.part_s(), 0.01 * a.part_s());
    EXPECT_NEAR(b.lot_s(), a.lot_s(), 0.01 * a.lot_s());
    EXPECT_NEAR(b.stock.taken_g.value, a.stock.taken_g.value, 0.01 * a.stock.taken_g.value);
}

TEST(MillingFrame, TurnedBlockIsPlannedLikeTheStraightOne) {
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
        SCOPED_TRACE(::testing::Message() << "seed " << seed);
        Rng rng{seed};
        const geom::BoundaryModel model = stepped(rng);
        const ProcessPlan straight = planned(model);
        ASSERT_TRUE(straight.feasible()) << straight.blockers.front().message;
        expect_same(straight, planned(facts::placed(model, facts::random_placement(rng))));
    }
}

TEST(MillingFrame, TurnedMeshOfABlockIsPlannedLikeTheStraightOne) {
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        SCOPED_TRACE(::testing::Message() << "seed " << seed);
        Rng rng{seed};
        const geom::BoundaryModel model = facts::as_mesh(stepped(rng));
        expect_same(planned(model), planned(facts::placed(model, facts::random_placement(rng))));
    }
}

TEST(MillingFrame, TurnedDrilledPlateIsPlannedLikeTheStraightOne) {
    const geom::BoundaryModel model =
        facts::plate_with_holes({.thickness_mm = 10.0, .radii_mm = {2.5, 2.5, 4.0}});
    const ProcessPlan straight = planned(model);
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        SCOPED_TRACE(::testing::Message() << "seed " << seed);
        Rng rng{seed};
        const ProcessPlan turned = planned(facts::placed(model, facts::random_placement(rng)));
        expect_same(straight, turned);
        EXPECT_NE(turned.notes.front().find("own axes"), std::string::npos) << turned.notes.front();
    }
}

}  // namespace
}  // namespace millrace::plan::milling::testing
