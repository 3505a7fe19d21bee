// Every milling rule the facts can measure, on a part that passes and on parts that fail.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "parts.h"

namespace millrace::dfm {
namespace {

using namespace testing;

constexpr double kInner = -std::numbers::pi / 2;

std::string with_wall(double mm, const std::string& material, const std::string& rule) {
    Part part = block(100, 60, 22);
    part.facts.wall.minimum = from_mm(mm);
    return verdict(part, milling(material), rule);
}

TEST(Milling, ThinWallsByMaterial) {
    EXPECT_EQ(with_wall(0.9, "al6061", "MIL-01a"), "");
    EXPECT_EQ(with_wall(0.7, "al6061", "MIL-01a"), "advisory");
    EXPECT_EQ(with_wall(0.4, "al6061", "MIL-01a"), "required");
    EXPECT_EQ(with_wall(0.7, "al6061", "MIL-01b"), "");
    EXPECT_EQ(with_wall(2.0, "pom_c", "MIL-01b"), "");
    EXPECT_EQ(with_wall(1.2, "pom_c", "MIL-01b"), "advisory");
    EXPECT_EQ(with_wall(0.9, "pom_c", "MIL-01b"), "required");
    EXPECT_EQ(with_wall(0.9, "pom_c", "MIL-01a"), "");
    CheckContext context = milling();
    context.material = nullptr;
    EXPECT_EQ(verdict(block(100, 60, 22), context, "MIL-01a"), "not checked");
}

// A rib of the given thickness and height that stands on the top of the block.
Part with_rib(double thickness, double height) {
    Part part = block(100, 60, 22);
    const auto first = static_cast<std::uint32_t>(part.model.faces.size());
    add_box(part, {50, 0, 22}, {thickness, 60, height});
    // Faces of the rib in the order of the axis directions; +x stands on the top face 4.
    add_edge(part, first, 4, {50 + thickness, 0, 22}, {50 + thickness, 60, 22}, kInner);
    return part;
}

TEST(Milling, HighThinWalls) {
    EXPECT_EQ(verdict(with_rib(2, 10), milling(), "MIL-02"), "");
    const auto found = findings(with_rib(2, 20), milling(), "MIL-02");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_NEAR(found[0].measured, 10, 0.01);
    EXPECT_EQ(found[0].severity, Severity::Advisory);
    EXPECT_EQ(verdict(with_rib(2, 40), milling(), "MIL-02"), "required");
    Part mesh = with_rib(2, 40);
    mesh.facts.exact = false;
    mesh.model.edges.clear();
    EXPECT_EQ(verdict(mesh, milling(), "MIL-02"), "not checked");
}

// A pocket whose floor stands `floor` mm above the bottom of the block.
Part with_floor(double floor) {
    Part part = block(100, 60, 22);
    const auto face = add_rectangle(part, {20, 20, floor}, {40, 0, 0}, {0, 20, 0});
    facts::Pocket made = pocket(20, 22 - floor);
    made.place.faces = {face};
    part.facts.pockets = {made};
    return part;
}

TEST(Milling, ThinFloors) {
    EXPECT_EQ(verdict(with_floor(2), milling(), "MIL-03a"), "");
    EXPECT_EQ(verdict(with_floor(0.6), milling(), "MIL-03a"), "advisory");
    EXPECT_EQ(verdict(with_floor(0.4), milling(), "MIL-03a"), "required");
    EXPECT_EQ(verdict(with_floor(1.2), milling("pom_c"), "MIL-03b"), "advisory");
    EXPECT_EQ(verdict(with_floor(0.8), milling("pom_c"), "MIL-03b"), "required");
    EXPECT_EQ(verdict(with_floor(1.6), milling("pom_c"), "MIL-03b"), "");
}

std::string with_corner(double radius, double depth, const std::string& rule) {
    Part part = block(100, 60, 22);
    part.facts.corners = {corner(radius, depth)};
    return verdict(part, milling(), rule);
}

TEST(Milling, DeepTightCorners) {
    EXPECT_EQ(with_corner(4, 20, "MIL-04a"), "");
    EXPECT_EQ(with_corner(2, 20, "MIL-04a"), "advisory");
    EXPECT_EQ(with_corner(1, 20, "MIL-04a"), "required");
    EXPECT_EQ(with_corner(2, 4, "MIL-04b"), "");
    EXPECT_EQ(with_corner(0.8, 4, "MIL-04b"), "advisory");
    EXPECT_EQ(with_corner(0.3, 1, "MIL-04b"), "required");
}

TEST(Milling, SharpCorners) {
    EXPECT_EQ(with_corner(1.5, 10, "MIL-05"), "");
    EXPECT_EQ(with_corner(0, 10, "MIL-05"), "required");
    EXPECT_EQ(with_corner(0, 10, "MIL-04a"), "") << "a sharp corner is another rule";
}

std::string with_pocket(double width, double depth, const std::string& rule) {
    Part part = block(100, 60, 80);
    part.facts.pockets = {pocket(width, depth)};
    return verdict(part, milling(), rule);
}

TEST(Milling, DeepNarrowPockets) {
    EXPECT_EQ(with_pocket(10, 30, "MIL-06"), "");
    EXPECT_EQ(with_pocket(10, 50, "MIL-06"), "advisory");
    EXPECT_EQ(with_pocket(5, 50, "MIL-06"), "required");
    // The largest end mill of the shop for a 9 mm gap has 8 mm.
    EXPECT_EQ(with_pocket(9, 30, "MIL-07"), "");
    EXPECT_EQ(with_pocket(9, 36, "MIL-07"), "advisory");
    EXPECT_EQ(with_pocket(9, 70, "MIL-07"), "required");
    EXPECT_EQ(with_pocket(3, 5, "MIL-08"), "");
    EXPECT_EQ(with_pocket(1.5, 2, "MIL-08"), "advisory");
    EXPECT_EQ(with_pocket(0.8, 1, "MIL-08"), "required");
}

std::string with_hole(double diameter, double depth, const std::string& rule) {
    Part part = block(100, 60, 22);
    part.facts.holes = {hole(diameter, depth)};
    return verdict(part, milling(), rule);
}

TEST(Milling, DeepAndSmallHoles) {
    EXPECT_EQ(with_hole(5, 20, "MIL-09"), "");
    EXPECT_EQ(with_hole(5, 40, "MIL-09"), "advisory");
    EXPECT_EQ(with_hole(2, 30, "MIL-09"), "required");
    EXPECT_EQ(with_hole(5, 20, "MIL-10"), "");
    EXPECT_EQ(with_hole(1.2, 5, "MIL-10"), "advisory");
    EXPECT_EQ(with_hole(0.4, 2, "MIL-10"), "required");
}

TEST(Milling, RatiosAreExplainedInMillimetres) {
    Part part = block(100, 60, 22);
    part.facts.holes = {hole(2, 30)};
    const auto found = findings(part, milling(), "MIL-09");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].message, "Hole of ⌀2 × 30 mm is 15 diameters deep, more than 10.");
    EXPECT_TRUE(found[0].remedy.starts_with("Make it at most 20 mm deep."));
    part.facts.corners = {corner(1, 20)};
    const auto corners = findings(part, milling(), "MIL-04a");
    ASSERT_EQ(corners.size(), 1U);
    EXPECT_TRUE(corners[0].remedy.starts_with("Widen it to R 1.25 mm.")) << corners[0].remedy;
}

TEST(Milling, FlatBottoms) {
    Part part = block(100, 60, 22);
    part.facts.holes = {hole(5, 10, false)};
    EXPECT_EQ(verdict(part, milling(), "MIL-11"), "");
    part.facts.holes[0].flat_bottom = true;
    EXPECT_EQ(verdict(part, milling(), "MIL-11"), "advisory");
}

// A hole whose rim lies on a face tilted against its axis.
std::string entered_at(double degrees) {
    Part part = block(100, 60, 22);
    const double a = to_rad(from_deg(degrees));
    const auto wall = add_rectangle(part, {0, 0, 0}, {1, 0, 0}, {0, 0, 1});
    const auto rim = add_rectangle(part, {0, 0, 22}, {std::cos(a), 0, -std::sin(a)}, {0, 1, 0});
    facts::Hole made = hole(5, 22);
    made.faces = {wall};
    part.facts.holes = {made};
    add_edge(part, wall, rim, {0, 0, 22}, {1, 0, 22}, 1.57);
    return verdict(part, milling(), "MIL-12");
}

TEST(Milling, HolesThatMeetSlopes) {
    EXPECT_EQ(entered_at(0), "");
    EXPECT_EQ(entered_at(20), "advisory");
    EXPECT_EQ(entered_at(45), "required");
}

// A square hole wall, 10 mm across, `wall` mm beside the side of the block.
std::string beside(double wall) {
    Part part = block(100, 60, 22);
    add_box(part, {50, wall, 0}, {10, 10, 22}, true);
    facts::Hole made = hole(10, 22);
    made.centre = {55, wall + 5, 11};
    part.facts.holes = {made};
    return verdict(part, milling(), "MIL-13");
}

TEST(Milling, HolesCloseToAnEdge) {
    EXPECT_EQ(beside(3), "");
    EXPECT_EQ(beside(0.8), "advisory");
    EXPECT_EQ(beside(0.3), "required");
}

/// A round hole that opens to the side of the block, turned by an angle: its wall runs out in two
/// edges there.
std::string opening(double turned_deg) {
    constexpr int kFacets = 144;
    constexpr double kRadius = 5.0;
    constexpr double kFromSide = 3.0;
    Part part = block(100, 60, 22);
    part.model.mesh = {};
    part.model.faces.clear();
    const double half = std::sqrt(kRadius * kRadius - kFromSide * kFromSide);
    add_rectangle(part, {0, 0, 0}, {55 - half, 0, 0}, {0, 0, 22});
    add_rectangle(part, {55 + half, 0, 0}, {45 - half, 0, 0}, {0, 0, 22});
    add_rectangle(part, {100, 0, 0}, {0, 60, 0}, {0, 0, 22});
    add_rectangle(part, {0, 0, 22}, {0, 60, 0}, {0, 0, -22});
    add_rectangle(part, {100, 60, 0}, {-100, 0, 0}, {0, 0, 22});
    // From one edge of the opening around the hole to the other.
    const double from = std::asin(kFromSide / kRadius);
    const double sweep = std::numbers::pi + 2.0 * from;
    const auto at = [&](int k) {
        const double angle = -from + sweep * k / kFacets;
        return geom::Vec3{55 + kRadius * std::cos(angle), kFromSide + kRadius * std::sin(angle), 0};
    };
    for (int k = 0; k < kFacets; ++k) add_rectangle(part, at(k), {0, 0, 22}, at(k + 1) - at(k));
    facts::Hole made = hole(2.0 * kRadius, 22);
    const double turn = turned_deg * std::numbers::pi / 180.0;
    const auto turned = [&](geom::Vec3 p) {
        return geom::Vec3{p.x * std::cos(turn) - p.y * std::sin(turn),
                          p.x * std::sin(turn) + p.y * std::cos(turn), p.z};
    };
    for (geom::Vec3& p : part.model.mesh.vertices) p = turned(p);
    made.centre = turned({55, kFromSide, 11});
    part.facts.holes = {made};
    return verdict(part, milling(), "MIL-13");
}

TEST(Milling, TheEdgesOfAHoleThatOpensToASideAreNoThinWall) {
    for (int degrees = 0; degrees < 45; ++degrees) EXPECT_EQ(opening(degrees), "") << degrees;
}

TEST(Milling, HiddenFaces) {
    Part part = block(100, 60, 22);
    EXPECT_EQ(verdict(part, milling(), "MIL-15b"), "");
    part.facts.access.unreachable = from_mm2(200);
    part.facts.access.unreachable_faces = {2, 3};
    const auto found = findings(part, milling(), "MIL-15b");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_DOUBLE_EQ(found[0].measured, 2);
    EXPECT_EQ(found[0].place.faces, (std::vector<std::uint32_t>{2, 3}));
    EXPECT_EQ(found[0].message,
              "200 mm² of surface cannot be seen along any of the six axis directions.");
    part.facts.access.unreachable_faces.clear();
    part.facts.access.unreachable = from_mm2(50);  // rims here and there, no face
    EXPECT_EQ(verdict(part, milling(), "MIL-15b"), "");
}

TEST(Milling, ManySetUps) {
    Part part = block(100, 60, 22);
    EXPECT_EQ(verdict(part, milling(), "MIL-17"), "");
    for (const geom::Vec3 axis : geom::kAxisDirections) {
        if (axis.z < 0) continue;
        facts::Hole made = hole(5, 10, false);
        made.axis = axis;
        part.facts.holes.push_back(made);
    }
    const auto found = findings(part, milling(), "MIL-17");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_DOUBLE_EQ(found[0].measured, 5);
}

TEST(Milling, ManyFilletRadii) {
    const auto with_fillets = [](int radii) {
        Part part = block(100, 60, 22);
        for (int i = 1; i <= radii; ++i) {
            for (int twice = 0; twice < 2; ++twice) {
                geom::Face face;
                face.kind = geom::SurfaceKind::Cylinder;
                face.radius_mm = i;
                face.sweep_rad = 1.57;
                part.model.faces.push_back(face);
            }
        }
        return part;
    };
    EXPECT_EQ(verdict(with_fillets(4), milling(), "MIL-19"), "");
    EXPECT_EQ(verdict(with_fillets(5), milling(), "MIL-19"), "advisory");
}

TEST(Milling, FreeformShare) {
    Part part = block(100, 60, 22);
    EXPECT_EQ(verdict(part, milling(), "MIL-21"), "");
    part.facts.freeform_area = part.facts.area * 0.5;
    EXPECT_EQ(verdict(part, milling(), "MIL-21"), "advisory");
    part.facts.freeform_area = part.facts.area * 0.9;
    EXPECT_EQ(verdict(part, milling(), "MIL-21"), "required");
}

TEST(Milling, MuchMoreStockThanPart) {
    Part part = block(100, 60, 22);
    part.facts.oriented_size = {from_mm(100), from_mm(60), from_mm(22)};
    EXPECT_EQ(verdict(part, milling(), "MIL-22"), "");
    part.facts.volume = from_mm3(20'000);
    EXPECT_EQ(verdict(part, milling(), "MIL-22"), "advisory");
    part.facts.volume = from_mm3(5'000);
    EXPECT_EQ(verdict(part, milling(), "MIL-22"), "required");
}

TEST(Milling, WhatAMeshDoesNotShowSaysSo) {
    Part mesh = block(100, 60, 22);
    mesh.facts.exact = false;
    mesh.model.exact = false;
    mesh.facts.wall.minimum = from_mm(1.5);
    const CheckResult result = run(mesh, milling());
    for (const char* rule : {"MIL-15a", "MIL-16a", "MIL-16b", "MIL-18", "MIL-20a", "MIL-20b",
                             "MIL-20c", "MIL-23a", "MIL-23b"}) {
        EXPECT_TRUE(is_not_checked(result, rule)) << rule;
    }
}

TEST(Milling, ThreadsAndFinishesThatNobodyStatesPass) {
    for (const char* rule : {"MIL-14a", "MIL-14b", "MIL-25"}) {
        EXPECT_EQ(verdict(block(100, 60, 22), milling(), rule), "") << rule;
    }
}

// The floor of a box is held by walls on both sides and is no wall that stands free.
TEST(Milling, AFloorBetweenWallsIsNoSlenderWall) {
    Part part = block(100, 60, 2);
    const auto floor = add_rectangle(part, {0, 0, 2}, {100, 0, 0}, {0, 60, 0});
    const auto left = add_rectangle(part, {0, 0, 2}, {0, 60, 0}, {0, 0, 20});
    const auto right = add_rectangle(part, {100, 60, 2}, {0, -60, 0}, {0, 0, 20});
    add_edge(part, floor, left, {0, 0, 2}, {0, 60, 2}, -1.57);
    EXPECT_EQ(verdict(part, milling(), "MIL-02"), "required") << "held on one side";
    add_edge(part, floor, right, {100, 0, 2}, {100, 60, 2}, -1.57);
    EXPECT_EQ(verdict(part, milling(), "MIL-02"), "") << "held on both";
}

}  // namespace
}  // namespace millrace::dfm
