// Build directions and tool access of block parts whose answers can be counted by hand.
#include <gtest/gtest.h>

#include "bodies.h"
#include "millrace/facts/part_facts.h"

namespace millrace::facts {
namespace {

using geom::Vec3;

const BuildDirection& build_up(const PartFacts& facts, Vec3 up) {
    for (const BuildDirection& build : facts.builds) {
        if (dot(build.up, up) > 0.9999) return build;
    }
    ADD_FAILURE() << "no such build direction";
    return facts.builds.front();
}

TEST(Builds, BoxStandsOnItsBaseWithoutSupport) {
    const PartFacts facts = facts_of(box_part(30, 20, 10));
    ASSERT_EQ(facts.builds.size(), 6u);
    const BuildDirection& build = build_up(facts, {0, 0, 1});
    EXPECT_NEAR(to_mm(build.height), 10.0, 1e-9);
    EXPECT_NEAR(to_mm2(build.footprint), 600.0, 1e-6);
    EXPECT_NEAR(to_mm2(build.contact), 600.0, 1e-9);
    EXPECT_EQ(to_mm2(build.overhang), 0.0);
    EXPECT_EQ(to_mm3(build.support), 0.0);
}

TEST(Builds, TableNeedsSupportUnderItsTop) {
    // A foot of 10 x 20 x 20 under a top of 30 x 20 x 5.
    const PartFacts facts = facts_of(block_part(
        {0, 10, 20, 30}, {0, 20}, {0, 20, 25}, [](int x, int, int z) { return z == 1 || x == 1; }));
    const BuildDirection& upright = build_up(facts, {0, 0, 1});
    EXPECT_NEAR(to_mm2(upright.contact), 200.0, 1e-9);
    EXPECT_NEAR(to_mm2(upright.overhang), 400.0, 1e-9);
    EXPECT_NEAR(to_mm3(upright.support), 8000.0, 1e-3);
    EXPECT_NEAR(to_deg(upright.overhang_worst), 90.0, 1e-6);
    EXPECT_EQ(to_mm3(build_up(facts, {0, 0, -1}).support), 0.0);
    EXPECT_EQ(to_mm3(build_up(facts, {0, 1, 0}).support), 0.0);
}

TEST(Builds, SupportStandsOnThePartBelow) {
    // A C: the upper arm hangs 10 above the lower one.
    const PartFacts facts = facts_of(block_part(
        {0, 5, 30}, {0, 20}, {0, 5, 15, 20}, [](int x, int, int z) { return x == 0 || z != 1; }));
    EXPECT_NEAR(to_mm3(build_up(facts, {0, 0, 1}).support), 25 * 20 * 10, 1e-3);
}

TEST(Builds, SlopeOf45DegreesNeedsNoSupport) {
    const PartFacts slope = facts_of(wedge_part(20, 10, 20));
    EXPECT_EQ(to_mm2(build_up(slope, {0, 0, -1}).overhang), 0.0);
    const PartFacts flatter = facts_of(wedge_part(21, 10, 20));
    const BuildDirection& build = build_up(flatter, {0, 0, -1});
    EXPECT_NEAR(to_mm2(build.overhang), 10 * std::hypot(21, 20), 1e-6);
    EXPECT_NEAR(to_deg(build.overhang_worst), to_deg(from_rad(std::atan2(21, 20))), 1e-6);
    EXPECT_NEAR(to_mm3(build.support), 21 * 20 / 2.0 * 10, 0.01 * 2100);
}

TEST(Builds, RestingPlaneOfAWedgeIsOffered) {
    const PartFacts facts = facts_of(wedge_part(40, 10, 30));
    const BuildDirection& build = build_up(facts, {-0.6, 0, -0.8});
    EXPECT_NEAR(to_mm(build.height), 24.0, 1e-9);  // of the right angle over the hypotenuse
    EXPECT_NEAR(to_mm2(build.contact), 500.0, 1e-6);
}

TEST(Builds, CountIsLimited) {
    FactsOptions options;
    const auto wedge = wedge_part(40, 10, 30);  // six axes and the slope
    EXPECT_EQ(measure(wedge, options).value().builds.size(), 7u);
    options.build_directions_max = 3;
    EXPECT_EQ(measure(wedge, options).value().builds.size(), 3u);
}

TEST(Access, BoxIsReachedFromEverywhere) {
    const PartFacts facts = facts_of(box_part(30, 20, 10));
    EXPECT_EQ(to_mm2(facts.access.unreachable), 0.0);
    EXPECT_TRUE(facts.access.unreachable_faces.empty());
    for (std::size_t d = 0; d < 6; ++d) {
        EXPECT_EQ(facts.access.axes[d].direction, geom::kAxisDirections[d]);
        EXPECT_EQ(facts.access.axes[d].faces.size(), 5u);  // all but the far side
    }
    EXPECT_NEAR(to_mm2(facts.access.axes[4].visible), 600 + 2 * 300 + 2 * 200, 1e-6);
}

TEST(Access, PocketIsSeenFromAboveOnly) {
    const PartFacts facts =
        facts_of(block_part({0, 20, 40, 60}, {0, 12, 28, 40}, {0, 8, 20},
                            [](int x, int y, int z) { return !(x == 1 && y == 1 && z == 1); }));
    EXPECT_TRUE(facts.access.unreachable_faces.empty());
    EXPECT_EQ(facts.access.axes[4].faces.size(), 10u);  // all but the underside
    EXPECT_EQ(facts.access.axes[0].faces.size(), 5u);
}

TEST(Access, HiddenChamberIsReachedFromNowhere) {
    // A chamber with a narrow mouth on top: floor, walls and the underside of the lip.
    const PartFacts facts = facts_of(block_part(
        {0, 5, 12, 18, 25, 30}, {0, 5, 12, 18, 25, 30}, {0, 5, 15, 20}, [](int x, int y, int z) {
            const bool chamber = z == 1 && x > 0 && x < 4 && y > 0 && y < 4;
            const bool mouth = z == 2 && x == 2 && y == 2;
            return !chamber && !mouth;
        }));
    const double lip = 20 * 20 - 6 * 6;
    const double walls = 4 * 20 * 10;
    EXPECT_NEAR(to_mm2(facts.access.unreachable), lip + walls + lip, 1.0);
    EXPECT_EQ(facts.access.unreachable_faces.size(), 6u);  // four walls, lip, most of the floor
}

TEST(Access, FacesOfAMeshSumToTheirVisibleArea) {
    const PartFacts facts = facts_of(as_mesh(plate_with_holes({.radii_mm = {5.0}})));
    EXPECT_NEAR(to_mm2(facts.access.unreachable), 0.0, 1e-9);
    EXPECT_NEAR(to_mm2(facts.access.axes[4].visible), to_mm2(facts.area) - (400 - kTestPi * 25),
                2.0);
}

}  // namespace
}  // namespace millrace::facts
