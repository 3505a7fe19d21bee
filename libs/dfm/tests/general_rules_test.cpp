// Every general rule on a part that passes and on parts that fail.
#include <gtest/gtest.h>

#include "parts.h"

namespace millrace::dfm {
namespace {

using namespace testing;

// The verdict of a rule after `spoil` has changed the plain block.
template <class Spoil>
std::string after(Spoil spoil, const CheckContext& context, const std::string& rule) {
    Part part = block(100, 60, 22);
    EXPECT_EQ(verdict(part, context, rule), "") << rule << " on the plain block";
    spoil(part);
    return verdict(part, context, rule);
}

TEST(General, OpenEdgesAreReported) {
    EXPECT_EQ(after([](Part& p) { p.facts.defects.open_edges = 3; }, milling(), "GEN-01a"),
              "advisory");
}

TEST(General, PartWithoutVolumeIsRefused) {
    EXPECT_EQ(after([](Part& p) { p.facts.volume = from_mm3(0); }, milling(), "GEN-01b"),
              "required");
}

TEST(General, PartLargerThanTheMachineIsRefused) {
    const auto size = [](double x) { return [x](Part& p) { p.facts.box.add({x, 60, 22}); }; };
    EXPECT_EQ(after(size(700), milling(), "GEN-02"), "advisory");
    EXPECT_EQ(after(size(800), milling(), "GEN-02"), "required");
    EXPECT_EQ(after(size(230), printing(), "GEN-02"), "advisory");
}

TEST(General, PartThatFitsTurnedIsNotRefused) {
    EXPECT_EQ(after(
                  [](Part& p) {
                      p.facts.box.add({60, 700, 22});
                  },
                  milling(), "GEN-02"),
              "advisory");
}

// Powder or resin stays in a closed void; a tool cannot make one.
TEST(General, ClosedVoidsAreAMatterOfTheProcess) {
    Part part = block(100, 60, 22);
    part.facts.enclosed_voids = 1;
    for (const char* printed : {"fdm", "sla", "sls", "mjf", "lpbf"}) {
        CheckContext context;
        context.process = printed;
        EXPECT_EQ(verdict(part, context, "GEN-07a"), "advisory") << printed;
        EXPECT_EQ(verdict(part, context, "GEN-07b"), "") << printed;
    }
    EXPECT_EQ(verdict(part, milling(), "GEN-07b"), "required");
}

TEST(General, SeveralBodiesAreReported) {
    EXPECT_EQ(after([](Part& p) { p.facts.bodies = 2; }, milling(), "GEN-03"), "advisory");
    EXPECT_EQ(after([](Part& p) { p.facts.bodies = 21; }, milling(), "GEN-03"), "required");
}

TEST(General, UnlikelySizesAskForTheUnit) {
    EXPECT_EQ(verdict(block(2, 2, 2), printing(), "GEN-04a"), "advisory");
    EXPECT_EQ(verdict(block(0.5, 0.5, 0.5), printing(), "GEN-04a"), "required");
    EXPECT_EQ(verdict(block(2'000, 60, 22), printing(), "GEN-04b"), "advisory");
    EXPECT_EQ(verdict(block(6'000, 60, 22), printing(), "GEN-04b"), "required");
    EXPECT_EQ(verdict(block(100, 60, 22), printing(), "GEN-04a"), "");
    EXPECT_EQ(verdict(block(100, 60, 22), printing(), "GEN-04b"), "");
}

TEST(General, CoarseFacetsMatterForMeshesOnly) {
    const auto coarse = [](bool exact) {
        return [exact](Part& p) {
            p.facts.exact = exact;
            p.facts.chord_error = from_mm(0.3);
        };
    };
    EXPECT_EQ(after(coarse(false), printing(), "GEN-05"), "required");
    EXPECT_EQ(after(coarse(true), printing(), "GEN-05"), "");
}

TEST(General, ClosedVoidsAreAdvisoryForPrintingAndCriticalForMilling) {
    const auto hollow = [](Part& p) { p.facts.enclosed_voids = 1; };
    EXPECT_EQ(after(hollow, printing(), "GEN-07a"), "advisory");
    EXPECT_EQ(after(hollow, printing(), "GEN-07b"), "");
    EXPECT_EQ(after(hollow, milling(), "GEN-07b"), "required");
    EXPECT_EQ(after(hollow, milling(), "GEN-07a"), "");
}

TEST(General, KnifeEdgesAreReported) {
    const auto edge = [](double degrees) {
        return [degrees](Part& p) { p.facts.sharpest_outer_edge = from_deg(degrees); };
    };
    EXPECT_EQ(after(edge(12), milling(), "GEN-08"), "advisory");
    EXPECT_EQ(after(edge(5), milling(), "GEN-08"), "required");
}

TEST(General, TolerancesAreNotAskedYet) {
    EXPECT_EQ(verdict(block(100, 60, 22), milling(), "GEN-06"), "");
    EXPECT_EQ(verdict(block(100, 60, 22), milling(), "MIL-24"), "");
}

TEST(General, HazardousAndHardMaterialsAreReported) {
    const Part part = block(100, 60, 22);
    EXPECT_EQ(verdict(part, milling("ti64"), "MAT-01a"), "advisory");
    EXPECT_EQ(verdict(part, milling("al6061"), "MAT-01a"), "");
    EXPECT_EQ(verdict(part, milling("al6061"), "MAT-03"), "");
    catalog::Material hard = *shop().material("st4140");
    hard.properties["hardness_hrc"] = 55;
    CheckContext context = milling();
    context.material = &hard;
    EXPECT_EQ(verdict(part, context, "MAT-03"), "advisory");
    hard.properties["hardness_hrc"] = 64;
    EXPECT_EQ(verdict(part, context, "MAT-03"), "required");
}

}  // namespace
}  // namespace millrace::dfm
