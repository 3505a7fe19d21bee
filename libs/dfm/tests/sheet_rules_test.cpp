// Every rule of sheet metal that the facts can measure, on a bracket that passes and on ones that
// fail.
#include <gtest/gtest.h>

#include "sheet_parts.h"

namespace millrace::dfm {
namespace {

using namespace testing;

std::string verdict_of(const facts::Sheet& sheet, const std::string& rule) {
    return verdict(part_of(sheet), sheet_metal(), rule);
}

TEST(Sheet, PlainAngleHasNoFindings) {
    for (const Finding& each : run(part_of(angle_sheet()), sheet_metal()).findings)
        ADD_FAILURE() << each.rule << " " << each.message;
}

TEST(Sheet, BlocksAreNotSheet) {
    const Part block_part = block(100, 60, 22);
    const auto found = findings(block_part, sheet_metal(), "SHM-01b");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].severity, Severity::RequiredChange);
    EXPECT_EQ(found[0].measured, 3.0);
    EXPECT_EQ(verdict(block(400, 300, 1), sheet_metal(), "SHM-01b"), "");
    EXPECT_EQ(verdict(block_part, sheet_metal(), "SHM-18a"), "");
    Part refused = block(100, 60, 22);
    refused.facts.sheet = facts::SheetRefusal{"overlap", "The flat pattern overlaps itself.", {}};
    EXPECT_EQ(verdict(refused, sheet_metal(), "SHM-18a"), "not checked");
}

TEST(Sheet, HolesAgainstThickness) {
    EXPECT_EQ(verdict_of(sheet_with_hole(3, 2), "SHM-03a"), "");
    EXPECT_EQ(verdict_of(sheet_with_hole(1.5, 2), "SHM-03a"), "advisory");
    EXPECT_EQ(verdict_of(sheet_with_hole(0.8, 2), "SHM-03a"), "required");
    EXPECT_EQ(verdict_of(sheet_with_hole(9, 10), "SHM-03a"), "");
    EXPECT_EQ(verdict_of(sheet_with_hole(9, 10), "SHM-03b"), "advisory");
    EXPECT_EQ(verdict_of(sheet_with_hole(11, 10), "SHM-03b"), "");
}

TEST(Sheet, WebsBetweenCuts) {
    EXPECT_EQ(verdict_of(sheet_with_web(3), "SHM-04a"), "");
    EXPECT_EQ(verdict_of(sheet_with_web(1.5), "SHM-04a"), "advisory");
    EXPECT_EQ(verdict_of(sheet_with_web(0.8), "SHM-04a"), "required");
    EXPECT_EQ(verdict_of(sheet_with_web(1.5), "SHM-04b"), "");
    EXPECT_EQ(verdict_of(sheet_with_web(0.4), "SHM-04b"), "required");
    // The chords of the arcs err by a thousandth of the radius.
    const auto found = findings(part_of(sheet_with_web(0.8)), sheet_metal(), "SHM-04b");
    ASSERT_FALSE(found.empty());
    EXPECT_NEAR(found[0].measured, 0.8, 0.02);
}

TEST(Sheet, SlotsNarrowerThanTheSheet) {
    EXPECT_EQ(verdict_of(sheet_with_slot(1.5), "SHM-05"), "");
    EXPECT_EQ(verdict_of(sheet_with_slot(0.6), "SHM-05"), "advisory");
    EXPECT_EQ(verdict_of(sheet_with_slot(0.2), "SHM-05"), "required");
}

TEST(Sheet, InnerCornersOfTheCut) {
    facts::Sheet sheet = angle_sheet();
    EXPECT_EQ(verdict_of(sheet, "SHM-06"), "");  // outer corners only
    sheet.flat.loops.push_back(circle(20, 30, 10));
    EXPECT_EQ(verdict_of(sheet, "SHM-06"), "");
    sheet.flat.loops.push_back(rectangle(30, 20, 8, 8, true));
    EXPECT_EQ(verdict_of(sheet, "SHM-06"), "advisory");
}

TEST(Sheet, SmallBlanks) {
    facts::Sheet sheet = angle_sheet();
    sheet.flat.width = from_mm(15);
    EXPECT_EQ(verdict_of(sheet, "SHM-07"), "advisory");
    sheet.flat.width = from_mm(5);
    EXPECT_EQ(verdict_of(sheet, "SHM-07"), "required");
}

// 2 mm are bent over a V of 16 mm.
TEST(Sheet, ShortFlanges) {
    facts::Sheet sheet = angle_sheet();
    EXPECT_EQ(verdict_of(sheet, "SHM-09"), "");
    sheet.flanges[0].width = from_mm(10.4);
    EXPECT_EQ(verdict_of(sheet, "SHM-09"), "advisory");
    sheet.flanges[0].width = from_mm(8);
    EXPECT_EQ(verdict_of(sheet, "SHM-09"), "required");
}

// The bend takes 4.4 mm of the flat: tangent lines at 50 ± 2.2 mm, with a radius of 2 mm.
TEST(Sheet, CutsNearBends) {
    EXPECT_EQ(verdict_of(sheet_with_loops({circle(30, 30, 10)}), "SHM-10"), "");
    EXPECT_EQ(verdict_of(sheet_with_loops({circle(38, 30, 10)}), "SHM-10"), "advisory");
    EXPECT_EQ(verdict_of(sheet_with_loops({circle(41, 30, 10)}), "SHM-10"), "required");
    EXPECT_EQ(verdict_of(sheet_with_loops({circle(41, 30, 10)}), "SHM-11"), "");
    EXPECT_EQ(verdict_of(sheet_with_loops({rectangle(20, 20, 10, 20, true)}), "SHM-11"), "");
    EXPECT_EQ(verdict_of(sheet_with_loops({rectangle(32, 20, 10, 20, true)}), "SHM-11"),
              "advisory");
    EXPECT_EQ(verdict_of(sheet_with_loops({rectangle(34, 20, 10, 20, true)}), "SHM-11"),
              "required");
}

// The offset is the flat length less one bend allowance, plus both radii and thicknesses.
TEST(Sheet, ZBends) {
    EXPECT_EQ(verdict_of(sheet_with_two_bends(20, false, 40), "SHM-13a"), "");
    EXPECT_EQ(verdict_of(sheet_with_two_bends(7, false, 40), "SHM-13a"), "advisory");
    EXPECT_EQ(verdict_of(sheet_with_two_bends(7, true, 40), "SHM-13a"), "");
    EXPECT_EQ(verdict_of(sheet_with_two_bends(7, false, 40), "SHM-13b"), "");
    EXPECT_EQ(verdict_of(sheet_with_two_bends(3, false, 40), "SHM-13b"), "required");
}

TEST(Sheet, DeepChannels) {
    EXPECT_EQ(verdict_of(sheet_with_two_bends(60, true, 30), "SHM-14"), "");
    EXPECT_EQ(verdict_of(sheet_with_two_bends(30, true, 40), "SHM-14"), "advisory");
    EXPECT_EQ(verdict_of(sheet_with_two_bends(15, true, 40), "SHM-14"), "required");
    EXPECT_EQ(verdict_of(sheet_with_two_bends(15, false, 40), "SHM-14"), "");
}

TEST(Sheet, LongManyAndDifferentBends) {
    facts::Sheet sheet = angle_sheet();
    sheet.bends[0].length = from_mm(2600);
    EXPECT_EQ(verdict_of(sheet, "SHM-15a"), "advisory");
    sheet.bends[0].length = from_mm(2400);
    EXPECT_EQ(verdict_of(sheet, "SHM-15a"), "");
    sheet.bends = {bend_at(30), bend_at(50, 3), bend_at(70, 4)};
    EXPECT_EQ(verdict_of(sheet, "SHM-18b"), "advisory");
    sheet.bends = {bend_at(30), bend_at(50, 2.001), bend_at(70, 4)};
    EXPECT_EQ(verdict_of(sheet, "SHM-18b"), "");
    EXPECT_EQ(verdict_of(sheet, "SHM-18a"), "");
    sheet.bends.assign(9, bend_at(50));
    EXPECT_EQ(verdict_of(sheet, "SHM-18a"), "advisory");
    sheet.bends.assign(21, bend_at(50));
    EXPECT_EQ(verdict_of(sheet, "SHM-18a"), "required");
}

TEST(Sheet, BrittleAlloysWantWideBends) {
    const auto verdict_with = [](double radius, const char* material) {
        return verdict(part_of(sheet_with_bends({bend_at(50, radius)}, 3.0)), sheet_metal(material),
                       "SHM-19");
    };
    EXPECT_EQ(verdict_with(20, "al6061"), "");
    EXPECT_EQ(verdict_with(9, "al6061"), "advisory");
    EXPECT_EQ(verdict_with(3, "al6061"), "required");
    EXPECT_EQ(verdict_with(3, "f_pla"), "");
}

TEST(Sheet, HemsAndHeavyParts) {
    facts::Sheet sheet = angle_sheet();
    EXPECT_EQ(verdict_of(sheet, "SHM-20"), "");
    sheet.bends[0].hem = true;
    EXPECT_EQ(verdict_of(sheet, "SHM-20"), "advisory");
    sheet.thickness = from_mm(4);
    EXPECT_EQ(verdict_of(sheet, "SHM-20"), "required");
    const CheckContext context = sheet_metal("al6061");
    Part part = part_of(angle_sheet());
    EXPECT_EQ(verdict(part, context, "SHM-23"), "");
    part.facts.volume = from_mm3(8e6);
    EXPECT_EQ(verdict(part, context, "SHM-23"), "advisory");
    part.facts.volume = from_mm3(20e6);
    EXPECT_EQ(verdict(part, context, "SHM-23"), "required");
}

// One web between two cuts is one finding, placed at both; the edge is named as such.
TEST(Sheet, AWebIsToldOnce) {
    facts::Sheet sheet = sheet_with_web(0.8);
    for (const double x : {20.0, 30.8}) {
        facts::CutOut cut;
        cut.centre = {x, 30, 0};
        cut.faces = {static_cast<std::uint32_t>(sheet.cut_outs.size())};
        sheet.cut_outs.push_back(cut);
    }
    const auto found = findings(part_of(sheet), sheet_metal(), "SHM-04a");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_NE(found[0].message.find("between two cuts"), std::string::npos) << found[0].message;
    EXPECT_EQ(found[0].place.points.size(), 2U);
}

TEST(Sheet, AHoleInABendSaysSo) {
    const auto beside =
        findings(part_of(sheet_with_loops({circle(40, 30, 10)})), sheet_metal(), "SHM-10");
    ASSERT_EQ(beside.size(), 1U);
    EXPECT_NE(beside[0].message.find("before a bend of R 2 mm"), std::string::npos)
        << beside[0].message;
    const auto inside =
        findings(part_of(sheet_with_loops({circle(50, 30, 10)})), sheet_metal(), "SHM-10");
    ASSERT_EQ(inside.size(), 1U);
    EXPECT_NE(inside[0].message.find("reaches into a bend"), std::string::npos)
        << inside[0].message;
}

TEST(Sheet, ASharpCornerIsCalledSharp) {
    const auto found = findings(part_of(sheet_with_loops({rectangle(30, 20, 8, 8, true)})),
                                sheet_metal(), "SHM-06");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_NE(found[0].message.find("is sharp at (3"), std::string::npos) << found[0].message;
}

TEST(Sheet, GaugesAreThoseOfTheMaterial) {
    EXPECT_EQ(verdict(part_of(angle_sheet(0.7)), sheet_metal("s235"), "SHM-02"), "");
    EXPECT_EQ(verdict(part_of(angle_sheet(0.7)), sheet_metal("al6061"), "SHM-02"), "required");
    EXPECT_EQ(verdict(part_of(angle_sheet(2.1)), sheet_metal("al6061"), "SHM-02"), "advisory");
    EXPECT_EQ(verdict(part_of(angle_sheet()), sheet_metal("pom_c"), "SHM-02"), "not checked");
}

// F = 1.42 * 1.15 * UTS * L * t² / V: 8 mm of S235 over 3,000 mm on a V of 80 take 1,568 kN.
TEST(Sheet, ForceIsThatOfTheFormula) {
    facts::Bend bend = bend_at(50);
    bend.length = from_mm(3'000);
    const auto found =
        findings(part_of(sheet_with_bends({bend}, 8.0)), sheet_metal("s235"), "SHM-16");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_NEAR(found[0].measured, 1.42 * 1.15 * 400 * 3'000 * 64 / 80 / 1'000 / 1'300, 1e-9);
}

}  // namespace
}  // namespace millrace::dfm
