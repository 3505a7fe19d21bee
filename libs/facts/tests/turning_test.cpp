// Turned parts, and parts that only look like it, with profiles and volumes in closed form.
#include <gtest/gtest.h>

#include <cmath>

#include "bodies.h"

namespace millrace::facts {
namespace {

using geom::Vec3;

/// A shaft: 20 mm of radius 10, a cone to radius 6 over 5 mm, 15 mm of radius 6, bored 4 x 12 deep.
geom::BoundaryModel shaft() {
    return turned_part({{0, 0}, {10, 0}, {10, 20}, {6, 25}, {6, 40}, {4, 40}, {4, 28}, {0, 28}},
                       64);
}

double radius_at(const std::vector<TurnedSection>& profile, double z, bool bore) {
    for (const TurnedSection& one : profile) {
        if (z < to_mm(one.from) || z > to_mm(one.to)) continue;
        const double share = (z - to_mm(one.from)) / to_mm(one.to - one.from);
        const Length a = bore ? one.bore_from : one.radius_from;
        const Length b = bore ? one.bore_to : one.radius_to;
        return to_mm(a + (b - a) * share);
    }
    ADD_FAILURE() << "no section at " << z;
    return 0.0;
}

TEST(Turning, ShaftHasItsProfileExactly) {
    const Turning turning = facts_of(shaft()).turning;
    ASSERT_TRUE(turning.recognised);
    EXPECT_NEAR(to_mm(turning.diameter), 20.0, 1e-6);
    EXPECT_NEAR(to_mm(turning.length), 40.0, 1e-9);
    EXPECT_NEAR(std::abs(turning.axis.z), 1.0, 1e-9);
    ASSERT_EQ(turning.profile.size(), 4u);
    EXPECT_NEAR(radius_at(turning.profile, 5, false), 10.0, 1e-6);
    EXPECT_NEAR(radius_at(turning.profile, 22.5, false), 8.0, 1e-3);
    EXPECT_NEAR(radius_at(turning.profile, 26, false), 6.0, 1e-6);
    EXPECT_NEAR(radius_at(turning.profile, 26, true), 0.0, 1e-6);
    EXPECT_NEAR(radius_at(turning.profile, 35, true), 4.0, 1e-6);
    EXPECT_TRUE(turning.milled_faces.empty());
    EXPECT_NEAR(turning.turned_share, 1.0, 1e-9);
    // The body of the test is as large as its facets: 64 sides lose 0.16 %.
    EXPECT_LT(turning.residual, 0.002);
}

TEST(Turning, GroovesAndFaceGroovesAreTurned) {
    // An outer groove, an inner one in the bore, and a ring cut into the end face.
    const Turning turning = facts_of(turned_part({{5, 0},
                                                  {20, 0},
                                                  {20, 10},
                                                  {16, 10},
                                                  {16, 14},
                                                  {20, 14},
                                                  {20, 30},
                                                  {15, 30},
                                                  {15, 25},
                                                  {10, 25},
                                                  {10, 30},
                                                  {5, 30},
                                                  {5, 20},
                                                  {7, 20},
                                                  {7, 16},
                                                  {5, 16}},
                                                 96))
                                .turning;
    ASSERT_TRUE(turning.recognised);
    EXPECT_TRUE(turning.milled_faces.empty());
    EXPECT_LT(turning.residual, 0.002);
    EXPECT_NEAR(radius_at(turning.profile, 12, false), 16.0, 1e-6);
    EXPECT_NEAR(radius_at(turning.profile, 18, true), 7.0, 1e-6);
    EXPECT_NEAR(radius_at(turning.profile, 5, true), 5.0, 1e-6);
}

TEST(Turning, BlockIsNone) {
    EXPECT_FALSE(facts_of(box_part(30, 30, 30)).turning.recognised);
    EXPECT_FALSE(facts_of(box_part(100, 20, 5)).turning.recognised);
}

TEST(Turning, DrilledPlateIsNone) {
    EXPECT_FALSE(facts_of(plate_with_holes({.radii_mm = {8.0}})).turning.recognised);
    EXPECT_FALSE(facts_of(plate_with_holes({.radii_mm = {5.0, 5.0}})).turning.recognised);
}

TEST(Turning, MeshOfAShaftIsRecognised) {
    const Turning turning = facts_of(as_mesh(shaft())).turning;
    EXPECT_TRUE(turning.recognised);
    EXPECT_NEAR(to_mm(turning.diameter), 20.0, 0.05);
    EXPECT_NEAR(radius_at(turning.profile, 35, true), 4.0, 0.05);
    EXPECT_GT(turning.turned_share, 0.95);
}

// Turned anywhere in space the profile is the same, from the one end or the other.
TEST(Turning, PlacementChangesNothing) {
    const Turning straight = facts_of(shaft()).turning;
    for (std::uint64_t seed = 0; seed < 8; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Rng rng{seed};
        const Placement placement = random_placement(rng);
        const Turning turned = facts_of(placed(shaft(), placement)).turning;
        EXPECT_TRUE(turned.recognised);
        const double side = dot(turned.axis, placement.direction(straight.axis));
        EXPECT_NEAR(std::abs(side), 1.0, 1e-9);
        const double z = side > 0.0 ? 22.0 : 18.0;
        EXPECT_NEAR(radius_at(turned.profile, z, false), radius_at(straight.profile, 22.0, false),
                    1e-3);
        EXPECT_NEAR(turned.residual, straight.residual, 1e-4);
        EXPECT_NEAR(geom::length(turned.origin -
                                 placement.point(side > 0.0 ? Vec3{0, 0, 0} : Vec3{0, 0, 40})),
                    0.0, 1e-6);
    }
}

}  // namespace
}  // namespace millrace::facts
