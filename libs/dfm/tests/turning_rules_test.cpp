// Every rule of turning that the facts can measure, on a shaft that passes and on ones that fail.
#include <gtest/gtest.h>

#include "turned_parts.h"

namespace millrace::dfm {
namespace {

using namespace testing;

TEST(Turning, RulesAreSilentOnPartsThatAreNotTurned) {
    const CheckResult result = run(block(100, 60, 22), turning());
    for (const Finding& each : result.findings) {
        EXPECT_FALSE(each.rule.starts_with("TUR")) << each.rule << " " << each.message;
    }
}

TEST(Turning, SlenderShafts) {
    EXPECT_EQ(verdict(shaft({section(0, 50, 10)}), turning(false), "TUR-01"), "");
    EXPECT_EQ(verdict(shaft({section(0, 80, 10)}), turning(false), "TUR-01"), "advisory");
    EXPECT_EQ(verdict(shaft({section(0, 140, 10)}), turning(false), "TUR-01"), "required");
    EXPECT_EQ(verdict(shaft({section(0, 140, 10)}), turning(), "TUR-01"), "");
    EXPECT_EQ(verdict(shaft({section(0, 140, 10)}), turning(), "TUR-02a"), "");
    EXPECT_EQ(verdict(shaft({section(0, 200, 10)}), turning(), "TUR-02a"), "advisory");
    EXPECT_EQ(verdict(shaft({section(0, 260, 10)}), turning(), "TUR-02a"), "required");
    EXPECT_EQ(verdict(shaft({section(0, 260, 10)}), swiss(), "TUR-02a"), "");
    EXPECT_EQ(verdict(shaft({section(0, 260, 10)}), swiss(), "TUR-02b"), "");
    EXPECT_EQ(verdict(shaft({section(0, 500, 10)}), swiss(), "TUR-02b"), "advisory");
}

TEST(Turning, Bores) {
    Part part = shaft({section(0, 100, 20)});
    part.facts.holes = {flat_bore(20, 60)};
    EXPECT_EQ(verdict(part, turning(), "TUR-03"), "");
    EXPECT_EQ(verdict(part, turning(), "TUR-04"), "");
    part.facts.holes = {flat_bore(20, 90)};
    EXPECT_EQ(verdict(part, turning(), "TUR-03"), "advisory");
    part.facts.holes = {flat_bore(5, 10)};
    EXPECT_EQ(verdict(part, turning(), "TUR-04"), "advisory");
    part.facts.holes[0].flat_bottom = false;  // a drill makes it
    EXPECT_EQ(verdict(part, turning(), "TUR-04"), "");
}

TEST(Turning, TubeWalls) {
    EXPECT_EQ(verdict(shaft({section(0, 50, 10, 8)}), turning(), "TUR-05"), "");
    EXPECT_EQ(verdict(shaft({section(0, 50, 10, 9.2)}), turning(), "TUR-05"), "advisory");
    EXPECT_EQ(verdict(shaft({section(0, 50, 10, 9.6)}), turning(), "TUR-05"), "required");
    EXPECT_EQ(verdict(shaft({section(0, 50, 10)}), turning(), "TUR-05"), "");
}

TEST(Turning, Grooves) {
    EXPECT_EQ(verdict(grooved_shaft(2, 3), turning(), "TUR-06a"), "");
    EXPECT_EQ(verdict(grooved_shaft(1.2, 1), turning(), "TUR-06a"), "advisory");
    EXPECT_EQ(verdict(grooved_shaft(0.8, 1), turning(), "TUR-06a"), "required");
    EXPECT_EQ(verdict(grooved_shaft(2, 5), turning(), "TUR-06b"), "");
    EXPECT_EQ(verdict(grooved_shaft(2, 7), turning(), "TUR-06b"), "advisory");
    const auto found = findings(grooved_shaft(2, 7), turning(), "TUR-06b");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_NEAR(found[0].measured, 3.5, 1e-12);
    // A shaft that steps down and stays down has no groove; neither has a long neck.
    EXPECT_EQ(verdict(shaft({section(0, 20, 10), section(20, 21, 8)}), turning(), "TUR-06a"), "");
    EXPECT_EQ(verdict(grooved_shaft(20, 1), turning(), "TUR-06a"), "");
    // The far shoulder is lower than the near one: the groove is as deep as the lower one.
    const auto uneven = findings(
        shaft({section(0, 20, 12), section(20, 21, 5), section(21, 50, 10)}), turning(), "TUR-06b");
    ASSERT_EQ(uneven.size(), 1U);
    EXPECT_NEAR(uneven[0].measured, 5.0, 1e-12);
}

TEST(Turning, InnerGroovesNeedRoomInTheBore) {
    EXPECT_EQ(verdict(recessed_tube(10), turning(), "TUR-07"), "");
    EXPECT_EQ(verdict(recessed_tube(5), turning(), "TUR-07"), "advisory");
    EXPECT_EQ(verdict(recessed_tube(3), turning(), "TUR-07"), "required");
}

TEST(Turning, ShouldersWantARadius) {
    Part part = shaft({section(0, 50, 10), section(50, 100, 15)});
    EXPECT_EQ(verdict(part, turning(), "TUR-09"), "");
    add_sharp_shoulder(part);
    EXPECT_EQ(verdict(part, turning(), "TUR-09"), "required");
    part.model.edges.back().centre = {5, 0, 50};  // beside the axis: nothing that is turned
    EXPECT_EQ(verdict(part, turning(), "TUR-09"), "");
    part.model.faces[0].kind = geom::SurfaceKind::Torus;
    part.model.faces[0].concave = true;
    part.model.faces[0].origin = {0, 0, 50};
    part.model.faces[0].axis = {0, 0, 1};
    part.model.faces[0].minor_radius_mm = 0.3;
    EXPECT_EQ(verdict(part, turning(), "TUR-09"), "advisory");
    part.model.faces[0].minor_radius_mm = 0.8;
    EXPECT_EQ(verdict(part, turning(), "TUR-09"), "");
}

TEST(Turning, PartingOff) {
    EXPECT_EQ(verdict(shaft({section(0, 50, 40), section(50, 60, 25)}), turning(), "TUR-11"), "");
    EXPECT_EQ(verdict(shaft({section(0, 50, 35)}), turning(), "TUR-11"), "advisory");
    EXPECT_EQ(verdict(shaft({section(0, 50, 45)}), turning(), "TUR-11"), "required");
}

TEST(Turning, WhatALatheCannotTurn) {
    Part part = shaft({section(0, 50, 10)});
    EXPECT_EQ(verdict(part, turning(), "TUR-13a"), "");
    part.facts.turning.milled_faces = {3};
    EXPECT_EQ(verdict(part, turning(), "TUR-13a"), "advisory");
    part.facts.holes = {flat_bore(5, 10, {1, 0, 0})};
    EXPECT_EQ(verdict(part, turning(), "TUR-13b"), "");
    part.facts.holes = {flat_bore(5, 10, geom::normalized(geom::Vec3{1, 0, 1}))};
    EXPECT_EQ(verdict(part, turning(), "TUR-13b"), "required");
}

TEST(Turning, PartsThatAreNotRound) {
    Part part = shaft({section(0, 50, 10)});
    part.facts.turning.residual = 0.1;
    EXPECT_EQ(verdict(part, turning(), "TUR-14"), "");
    part.facts.turning.residual = 0.3;
    EXPECT_EQ(verdict(part, turning(), "TUR-14"), "advisory");
    part.facts.turning.residual = 0.7;
    EXPECT_EQ(verdict(part, turning(), "TUR-14"), "required");
    EXPECT_EQ(verdict(block(10, 10, 10), turning(), "TUR-14"), "not checked");
}

}  // namespace
}  // namespace millrace::dfm
