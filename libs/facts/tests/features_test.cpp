// Holes, pins, internal corners and pockets of parts built for them, exact and as meshes.
#include <gtest/gtest.h>

#include "bodies.h"
#include "millrace/facts/part_facts.h"

namespace millrace::facts {
namespace {

using geom::Vec3;

// A mesh circle of n corners has the nominal radius at its corners, so no tolerance for facets.
constexpr double kExact = 1e-6;

void expect_plate_holes(const PartFacts& facts, const std::vector<double>& radii, double depth) {
    ASSERT_EQ(facts.holes.size(), radii.size());
    for (std::size_t h = 0; h < radii.size(); ++h) {
        const Hole& hole = facts.holes[h];
        EXPECT_NEAR(to_mm(hole.diameter), 2 * radii[h], kExact);
        EXPECT_NEAR(to_mm(hole.depth), depth, kExact);
        EXPECT_TRUE(hole.through);
        EXPECT_FALSE(hole.flat_bottom);
        EXPECT_NEAR(std::abs(hole.axis.z), 1.0, 1e-9);
        EXPECT_NEAR(hole.centre.x, 20.0 * static_cast<double>(h) + 10.0, kExact);
        EXPECT_NEAR(hole.centre.z, depth / 2, kExact);
    }
}

TEST(Holes, OfAPlateAreThroughWithTheirDiameters) {
    const std::vector<double> radii = {2.0, 5.0, 8.0};
    expect_plate_holes(facts_of(plate_with_holes({.radii_mm = radii})), radii, 5.0);
}

TEST(Holes, MadeOfTwoHalvesAreOneHole) {
    const PartFacts facts =
        facts_of(plate_with_holes({.radii_mm = {4.0, 6.0}, .split_holes = true}));
    expect_plate_holes(facts, {4.0, 6.0}, 5.0);
    EXPECT_EQ(facts.holes[0].faces, (std::vector<std::uint32_t>{6, 7}));
}

TEST(Holes, AreFoundInMeshesOfAnyFineness) {
    for (const int segments : {16, 24, 32, 64, 128, 256}) {
        SCOPED_TRACE(segments);
        const std::vector<double> radii = {2.0, 5.0, 8.0};
        const PartFacts facts =
            facts_of(as_mesh(plate_with_holes({.radii_mm = radii, .segments = segments})));
        expect_plate_holes(facts, radii, 5.0);
    }
}

// A disc with a flat or drilled blind hole from above.
geom::BoundaryModel blind_disc(double tip_mm, int segments) {
    std::vector<ProfilePoint> profile = {{0, 0},  {20, 0}, {20, 15},
                                         {3, 15}, {3, 5},  {0, 5 - tip_mm}};
    return turned_part(profile, segments);
}

TEST(Holes, BlindHoleKnowsItsBottomAndItsMouth) {
    for (const bool exact : {true, false}) {
        for (const int segments : {12, 32, 90}) {
            SCOPED_TRACE(testing::Message() << "exact " << exact << " segments " << segments);
            for (const double tip : {0.0, 1.8}) {
                const auto model = blind_disc(tip, segments);
                const PartFacts facts = facts_of(exact ? model : as_mesh(model));
                ASSERT_EQ(facts.holes.size(), 1u);
                const Hole& hole = facts.holes[0];
                EXPECT_FALSE(hole.through);
                EXPECT_EQ(hole.flat_bottom, tip == 0.0);
                EXPECT_NEAR(to_mm(hole.diameter), 6.0, kExact);
                EXPECT_NEAR(to_mm(hole.depth), 10.0, kExact);
                EXPECT_NEAR(hole.axis.z, 1.0, 1e-6);
                ASSERT_EQ(facts.pins.size(), 1u);
                EXPECT_NEAR(to_mm(facts.pins[0].diameter), 40.0, kExact);
            }
        }
    }
}

TEST(Holes, CounterboreIsAHoleOfItsOwn) {
    for (const bool exact : {true, false}) {
        SCOPED_TRACE(exact);
        const auto model = turned_part({{3, 0}, {20, 0}, {20, 15}, {6, 15}, {6, 10}, {3, 10}}, 48);
        const PartFacts facts = facts_of(exact ? model : as_mesh(model));
        ASSERT_EQ(facts.holes.size(), 2u);
        const bool wide_first = facts.holes[0].diameter > facts.holes[1].diameter;
        const Hole& wide = facts.holes[wide_first ? 0 : 1];
        const Hole& narrow = facts.holes[wide_first ? 1 : 0];
        EXPECT_NEAR(to_mm(wide.diameter), 12.0, kExact);
        EXPECT_NEAR(to_mm(wide.depth), 5.0, kExact);
        EXPECT_FALSE(wide.through);
        EXPECT_TRUE(wide.flat_bottom);
        EXPECT_NEAR(to_mm(narrow.diameter), 6.0, kExact);
        EXPECT_NEAR(to_mm(narrow.depth), 10.0, kExact);
        EXPECT_TRUE(narrow.through);
    }
}

TEST(Holes, GrooveInsideABoreIsNoHole) {
    const PartFacts facts = facts_of(
        turned_part({{5, 0}, {20, 0}, {20, 30}, {5, 30}, {5, 20}, {9, 20}, {9, 10}, {5, 10}}, 48));
    ASSERT_EQ(facts.holes.size(), 2u);
    for (const Hole& hole : facts.holes) {
        EXPECT_NEAR(to_mm(hole.diameter), 10.0, kExact);
        EXPECT_TRUE(hole.through);
    }
}

TEST(Holes, BallAndItsMeshHaveNone) {
    for (const int rings : {9, 10, 31, 40}) {
        const PartFacts facts = facts_of(ball_mesh(10.0, rings));
        EXPECT_TRUE(facts.holes.empty()) << rings;
        EXPECT_TRUE(facts.pins.empty()) << rings;
    }
}

// A wall of 3.2 and one of 0.6 mm with a sliver at its edge, in coordinates of four bytes as an STL
// has them: the normals of the slivers are wrong by up to a degree, the axes are not.
TEST(Holes, AxesOfMeshesDoNotFollowSlivers) {
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Rng rng{seed};
        const Placement pose = random_placement(rng);
        geom::BoundaryModel model = placed(as_mesh(turned_part({{2.1, 0},
                                                                {10, 0},
                                                                {10, 3.8},
                                                                {3.5, 3.8},
                                                                {3.5, 3.7998},
                                                                {3.5, 0.6},
                                                                {2.1, 0.6},
                                                                {2.1, 0.5998}},
                                                               48)),
                                           pose);
        for (Vec3& v : model.mesh.vertices)
            for (double* x : {&v.x, &v.y, &v.z}) *x = static_cast<double>(static_cast<float>(*x));
        const PartFacts facts = facts_of(model);
        ASSERT_EQ(facts.holes.size(), 2u);
        for (const Hole& hole : facts.holes)
            EXPECT_LT(length(cross(hole.axis, pose.direction({0, 0, 1}))), 1e-4);
        ASSERT_EQ(facts.features.list.size(), 1u);
        EXPECT_EQ(facts.features.list[0].entry, HoleEntry::Counterbored);
        EXPECT_NEAR(to_mm(facts.features.list[0].depth), 3.8, 1e-4);
    }
}

TEST(Holes, HexagonalOpeningIsNone) {
    EXPECT_TRUE(
        facts_of(as_mesh(turned_part({{3, 0}, {20, 0}, {20, 5}, {3, 5}}, 6))).holes.empty());
    EXPECT_TRUE(
        facts_of(as_mesh(turned_part({{3, 0}, {20, 0}, {20, 5}, {3, 5}}, 8))).holes.empty());
}

// A block 60 x 40 x 20 with a pocket 20 x 16 of depth 12 from above.
geom::BoundaryModel pocket_block() {
    return block_part({0, 20, 40, 60}, {0, 12, 28, 40}, {0, 8, 20},
                      [](int x, int y, int z) { return !(x == 1 && y == 1 && z == 1); });
}

TEST(Pockets, RectangularPocketHasDepthAndWidth) {
    for (const bool exact : {true, false}) {
        SCOPED_TRACE(exact);
        const PartFacts facts = facts_of(exact ? pocket_block() : as_mesh(pocket_block()));
        ASSERT_EQ(facts.pockets.size(), 1u);
        EXPECT_NEAR(to_mm(facts.pockets[0].depth), 12.0, kExact);
        EXPECT_NEAR(to_mm(facts.pockets[0].width), 16.0, kExact);
        EXPECT_NEAR(facts.pockets[0].direction.z, 1.0, kExact);
        EXPECT_EQ(facts.pockets[0].place.faces.size(), exact ? 5u : 1u);
    }
}

TEST(Pockets, OpenSlotIsOneAndAStepIsNone) {
    const auto slot = block_part({0, 20, 26, 60}, {0, 40}, {0, 8, 20},
                                 [](int x, int, int z) { return !(x == 1 && z == 1); });
    const PartFacts facts = facts_of(slot);
    ASSERT_EQ(facts.pockets.size(), 1u);
    EXPECT_NEAR(to_mm(facts.pockets[0].depth), 12.0, kExact);
    EXPECT_NEAR(to_mm(facts.pockets[0].width), 6.0, kExact);
    const auto step = block_part({0, 20, 60}, {0, 40}, {0, 8, 20},
                                 [](int x, int, int z) { return !(x == 1 && z == 1); });
    EXPECT_TRUE(facts_of(step).pockets.empty());
}

TEST(Corners, ClosedPocketHasFourSharpUprightCorners) {
    for (const bool exact : {true, false}) {
        SCOPED_TRACE(exact);
        const PartFacts facts = facts_of(exact ? pocket_block() : as_mesh(pocket_block()));
        ASSERT_EQ(facts.corners.size(), 4u);
        for (const InternalCorner& corner : facts.corners) {
            EXPECT_EQ(to_mm(corner.radius), 0.0);
            EXPECT_NEAR(to_mm(corner.depth), 12.0, kExact);
            EXPECT_NEAR(std::abs(corner.axis.z), 1.0, kExact);
        }
    }
}

TEST(Corners, SlotsAndStepsHaveNone) {
    // Every concave edge of an open slot is cut clean by a flat end mill from above.
    const auto slot = block_part({0, 20, 26, 60}, {0, 40}, {0, 8, 20},
                                 [](int x, int, int z) { return !(x == 1 && z == 1); });
    EXPECT_TRUE(facts_of(slot).corners.empty());
}

}  // namespace
}  // namespace millrace::facts
