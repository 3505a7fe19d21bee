// Rules about what a file states: limits on both sides, and statements that say nothing to a rule.
#include <gtest/gtest.h>

#include "contract/stated_parts.h"

namespace millrace::dfm {
namespace {

using namespace testing;
using contract::dimension;
using contract::note;
using contract::stating;
using contract::toleranced;

TEST(Stated, ToleranceAgainstTheMill) {
    EXPECT_EQ(verdict(toleranced(60, 0.06)(), milling(), "MIL-24"), "");
    EXPECT_EQ(verdict(toleranced(60, 0.04)(), milling(), "MIL-24"), "advisory");
    EXPECT_EQ(verdict(toleranced(60, 0.009)(), milling(), "MIL-24"), "required");
}

// IT8 of 60 mm is 0.046 mm, half of it 0.023; filament holds 0.3 mm.
TEST(Stated, ToleranceAgainstTheProcess) {
    EXPECT_EQ(verdict(toleranced(60, 0.024)(), milling(), "GEN-06"), "");
    EXPECT_EQ(verdict(toleranced(60, 0.020)(), milling(), "GEN-06"), "advisory");
    EXPECT_EQ(verdict(toleranced(60, 0.31)(), printing(), "GEN-06"), "");
    EXPECT_EQ(verdict(toleranced(60, 0.1)(), printing(), "GEN-06"), "required");
    CheckContext unknown = milling();
    unknown.process = "forging";
    EXPECT_EQ(verdict(toleranced(60, 0.1)(), unknown, "GEN-06"), "not checked");
}

TEST(Stated, BasicDimensionsAndSizesWithoutDeviationsAskNothing) {
    geom::Pmi basic = dimension(60, 0.001);
    basic.modifiers = {"theoretical"};
    EXPECT_EQ(verdict(stating(basic)(), milling(), "MIL-24"), "");
    geom::Pmi bare = dimension(60, 0.001);
    bare.upper.reset();
    EXPECT_EQ(verdict(stating(bare)(), milling(), "MIL-24"), "");
}

TEST(Stated, FindingNamesTheStatementAndItsFace) {
    geom::Pmi pmi = dimension(60, 0.02);
    pmi.text = "60 ±0.02";
    const auto found = findings(stating(pmi)(), milling(), "MIL-24");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].message, "“60 ±0.02” allows ±0.02 mm, less than ±0.05 mm.");
    EXPECT_EQ(found[0].place.faces, (std::vector<std::uint32_t>{4}));
}

TEST(Stated, RoughnessIsReadFromNotes) {
    EXPECT_EQ(verdict(stating(note("Ra 0.8"))(), milling(), "MIL-25"), "");
    EXPECT_EQ(verdict(stating(note("surface Ra=0,4 all over"))(), milling(), "MIL-25"), "advisory");
    EXPECT_EQ(verdict(stating(note("Ra 0.1"))(), milling(), "MIL-25"), "required");
    EXPECT_EQ(verdict(stating(note("ERa 0.1, Radius 0.1"))(), milling(), "MIL-25"), "");
}

Part tapped(bool stated, const std::string& text) {
    Part part = block(100, 60, 22);
    facts::Feature hole;
    hole.kind = facts::FeatureKind::Hole;
    hole.thread = "M6";
    hole.thread_stated = stated;
    hole.depth = from_mm(22);
    hole.place.faces = {4};
    part.facts.features.list = {hole};
    part.model.pmi = {note(text)};
    return part;
}

TEST(Stated, AThreadIsAsLongAsItSaysOrAsItsHole) {
    EXPECT_EQ(verdict(tapped(true, "M6"), milling(), "MIL-14a"), "required");
    EXPECT_EQ(verdict(tapped(true, "M6 depth 15"), milling(), "MIL-14a"), "advisory");
    EXPECT_EQ(verdict(tapped(true, "M6 depth 10"), milling(), "MIL-14a"), "");
    // A hole of a tap drill's diameter is not a thread because of that.
    EXPECT_EQ(verdict(tapped(false, ""), milling(), "MIL-14a"), "");
}

TEST(Stated, TextOfAMeshIsNotChecked) {
    Part mesh = block(100, 60, 22);
    mesh.facts.exact = false;
    mesh.model.exact = false;
    EXPECT_EQ(verdict(mesh, printing(), "FDM-07a"), "not checked");
}

}  // namespace
}  // namespace millrace::dfm
