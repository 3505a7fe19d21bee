// Every printing rule the facts can measure, on a part that passes and on parts that fail.
#include <gtest/gtest.h>

#include "parts.h"

namespace millrace::dfm {
namespace {

using namespace testing;

TEST(Fdm, ThinWalls) {
    Part part = block(100, 60, 22);
    EXPECT_EQ(verdict(part, printing(), "FDM-01"), "");
    part.facts.wall.minimum = from_mm(1.0);
    EXPECT_EQ(verdict(part, printing(), "FDM-01"), "advisory");
    part.facts.wall.minimum = from_mm(0.7);
    EXPECT_EQ(verdict(part, printing(), "FDM-01"), "required");
    part.facts.wall.minimum = from_mm(0);
    EXPECT_EQ(verdict(part, printing(), "FDM-01"), "not checked");
}

// Two thin fins far apart are two findings; each names its face and the worst point.
TEST(Fdm, ThinPatchesAreFoundOneByOne) {
    Part part = block(100, 60, 22);
    auto& field = part.facts.wall.per_vertex_mm;
    field.assign(part.model.mesh.vertices.size(), 20.0F);
    for (std::size_t v = 0; v < 4; ++v) field[v] = 0.9F;    // all corners of face 0
    for (std::size_t v = 12; v < 16; ++v) field[v] = 0.7F;  // all corners of face 3
    part.facts.wall.minimum = from_mm(0.7);
    const auto found = findings(part, printing(), "FDM-01");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_NEAR(found[0].measured, 0.7, 1e-6);
    EXPECT_EQ(found[0].place.faces, std::vector<std::uint32_t>{3});
    EXPECT_NEAR(found[1].measured, 0.9, 1e-6);
    EXPECT_EQ(found[1].severity, Severity::Advisory);
}

TEST(Fdm, ThinPins) {
    Part part = block(100, 60, 22);
    facts::Pin pin;
    pin.diameter = from_mm(4);
    part.facts.pins = {pin};
    EXPECT_EQ(verdict(part, printing(), "FDM-02"), "");
    part.facts.pins[0].diameter = from_mm(2);
    EXPECT_EQ(verdict(part, printing(), "FDM-02"), "advisory");
    part.facts.pins[0].diameter = from_mm(1);
    EXPECT_EQ(verdict(part, printing(), "FDM-02"), "required");
}

TEST(Fdm, SmallHoles) {
    Part part = block(100, 60, 22);
    part.facts.holes = {hole(5, 22)};
    EXPECT_EQ(verdict(part, printing(), "FDM-03"), "");
    part.facts.holes = {hole(1.5, 22)};
    EXPECT_EQ(verdict(part, printing(), "FDM-03"), "advisory");
    part.facts.holes = {hole(0.8, 22)};
    EXPECT_EQ(verdict(part, printing(), "FDM-03"), "required");
}

TEST(Fdm, OverhangMattersOnlyWithoutSupport) {
    Part part = block(100, 60, 22);
    part.facts.builds[0].overhang = from_mm2(200);
    part.facts.builds[0].overhang_worst = from_deg(70);
    // A ceiling that faces down at 70° from vertical.
    add_rectangle(part, {10, 10, 10}, {0, 20, 0}, {10, 0, 3.64});
    CheckContext context = printing();
    context.support_planned = true;
    EXPECT_EQ(verdict(part, context, "FDM-04"), "");
    context.support_planned = false;
    const auto found = findings(part, context, "FDM-04");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].severity, Severity::RequiredChange);
    EXPECT_EQ(found[0].place.faces, std::vector<std::uint32_t>{6});
    part.facts.builds[0].overhang_worst = from_deg(50);
    EXPECT_EQ(verdict(part, context, "FDM-04"), "advisory");
    part.facts.builds[0].overhang = from_mm2(0);
    EXPECT_EQ(verdict(part, context, "FDM-04"), "");
}

// A ceiling of 15 mm between two walls; and one that is only carried on one side.
TEST(Fdm, BridgesSagBeyondTheirSpan) {
    const auto with_ceiling = [](double span, bool both) {
        Part part = block(100, 60, 22);
        const auto ceiling = add_rectangle(part, {10, 10, 10}, {0, 40, 0}, {span, 0, 0});
        add_edge(part, ceiling, 0, {10, 10, 10}, {10, 50, 10}, -1.57);
        if (both) add_edge(part, ceiling, 1, {10 + span, 50, 10}, {10 + span, 10, 10}, -1.57);
        return part;
    };
    CheckContext context = printing();
    context.support_planned = false;
    EXPECT_EQ(verdict(with_ceiling(5, true), context, "FDM-05"), "");
    const auto found = findings(with_ceiling(15, true), context, "FDM-05");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_NEAR(found[0].measured, 15, 1e-9);
    EXPECT_EQ(found[0].severity, Severity::Advisory);
    EXPECT_EQ(verdict(with_ceiling(30, true), context, "FDM-05"), "required");
    EXPECT_EQ(verdict(with_ceiling(30, false), context, "FDM-05"), "");
    context.support_planned = true;
    EXPECT_EQ(verdict(with_ceiling(30, true), context, "FDM-05"), "");
}

TEST(Fdm, LongBasesOfWarpingMaterials) {
    EXPECT_EQ(verdict(block(100, 60, 22), printing("f_abs"), "FDM-08"), "");
    EXPECT_EQ(verdict(block(180, 60, 22), printing("f_abs"), "FDM-08"), "advisory");
    EXPECT_EQ(verdict(block(245, 120, 22), printing("f_abs"), "FDM-08"), "required");
    EXPECT_EQ(verdict(block(245, 120, 22), printing("f_pla"), "FDM-08"), "");
}

TEST(Fdm, SlenderParts) {
    EXPECT_EQ(verdict(block(100, 20, 100), printing(), "FDM-09"), "");
    EXPECT_EQ(verdict(block(100, 20, 150), printing(), "FDM-09"), "advisory");
    EXPECT_EQ(verdict(block(100, 10, 150), printing(), "FDM-09"), "required");
}

TEST(Fdm, LittleContactWithThePlate) {
    Part part = block(100, 60, 22);
    EXPECT_EQ(verdict(part, printing(), "FDM-10"), "");
    part.facts.builds[0].contact = from_mm2(60);
    EXPECT_EQ(verdict(part, printing(), "FDM-10"), "advisory");
    part.facts.builds[0].contact = from_mm2(10);
    EXPECT_EQ(verdict(part, printing(), "FDM-10"), "required");
}

TEST(Fdm, RulesOfTheBuildWaitForADirection) {
    CheckContext context = printing();
    context.build_up.reset();
    context.support_planned = false;
    const CheckResult result = run(block(100, 60, 22), context);
    for (const char* rule : {"FDM-04", "FDM-05", "FDM-09", "FDM-10"}) {
        EXPECT_TRUE(is_not_checked(result, rule)) << rule;
    }
}

TEST(Fdm, WhatIsNotRecognisedSaysSo) {
    const CheckResult result = run(block(100, 60, 22), printing());
    for (const char* rule : {"FDM-11a", "FDM-11b", "FDM-12"}) {
        EXPECT_TRUE(is_not_checked(result, rule)) << rule;
    }
}

}  // namespace
}  // namespace millrace::dfm
