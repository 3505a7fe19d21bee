// Every rule of sheet metal that the facts can measure, on a bracket that passes and on ones that
// fail.
#include <gtest/gtest.h>

#include "parts.h"

namespace millrace::dfm {
namespace {

using namespace testing;

CheckContext sheet_metal() {
    CheckContext context;
    context.process = "sheet";
    return context;
}

geom::OutlineLoop rectangle(double x, double y, double width, double height, bool hole) {
    geom::OutlineLoop loop;
    loop.vertices = {{x, y, 0}, {x + width, y, 0}, {x + width, y + height, 0}, {x, y + height, 0}};
    if (hole) std::reverse(loop.vertices.begin(), loop.vertices.end());
    return loop;
}
geom::OutlineLoop circle(double x, double y, double diameter) {
    geom::OutlineLoop loop;
    loop.vertices = {{x - diameter / 2, y, -1}, {x + diameter / 2, y, -1}};
    return loop;
}

facts::Bend bend_at(double x, double radius = 2.0, bool up = true) {
    facts::Bend bend;
    bend.angle = from_deg(90);
    bend.radius = from_mm(radius);
    bend.length = from_mm(60);
    bend.k_factor = 0.4;
    bend.up = up;
    bend.line_from = {x, 0, 0};
    bend.line_to = {x, 60, 0};
    return bend;
}

/// A sheet of 100 × 60 mm with a bend across the middle.
facts::Sheet angle_sheet(double thickness = 2.0) {
    facts::Sheet sheet;
    sheet.thickness = from_mm(thickness);
    sheet.bends = {bend_at(50)};
    facts::Flange flange;
    flange.width = from_mm(51);
    flange.bends = {0};
    sheet.flanges = {flange, flange};
    sheet.flat.loops = {rectangle(0, 0, 100, 60, false)};
    sheet.flat.length = from_mm(100);
    sheet.flat.width = from_mm(60);
    return sheet;
}

Part part_of(const facts::Sheet& sheet) {
    Part part = block(51, 60, 51);
    part.facts.sheet = sheet;
    return part;
}
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
    const auto with_hole = [](double diameter, double thickness) {
        facts::Sheet sheet = angle_sheet(thickness);
        facts::CutOut cut;
        cut.diameter = from_mm(diameter);
        sheet.cut_outs = {cut};
        return sheet;
    };
    EXPECT_EQ(verdict_of(with_hole(3, 2), "SHM-03a"), "");
    EXPECT_EQ(verdict_of(with_hole(1.5, 2), "SHM-03a"), "advisory");
    EXPECT_EQ(verdict_of(with_hole(0.8, 2), "SHM-03a"), "required");
    EXPECT_EQ(verdict_of(with_hole(9, 10), "SHM-03a"), "");
    EXPECT_EQ(verdict_of(with_hole(9, 10), "SHM-03b"), "advisory");
    EXPECT_EQ(verdict_of(with_hole(11, 10), "SHM-03b"), "");
}

TEST(Sheet, WebsBetweenCuts) {
    const auto two_holes = [](double web) {
        facts::Sheet sheet = angle_sheet();
        sheet.flat.loops.push_back(circle(20, 30, 10));
        sheet.flat.loops.push_back(circle(30 + web, 30, 10));
        return sheet;
    };
    EXPECT_EQ(verdict_of(two_holes(3), "SHM-04a"), "");
    EXPECT_EQ(verdict_of(two_holes(1.5), "SHM-04a"), "advisory");
    EXPECT_EQ(verdict_of(two_holes(0.8), "SHM-04a"), "required");
    EXPECT_EQ(verdict_of(two_holes(1.5), "SHM-04b"), "");
    EXPECT_EQ(verdict_of(two_holes(0.4), "SHM-04b"), "required");
    // The chords of the arcs err by a thousandth of the radius.
    const auto found = findings(part_of(two_holes(0.8)), sheet_metal(), "SHM-04b");
    ASSERT_FALSE(found.empty());
    EXPECT_NEAR(found[0].measured, 0.8, 0.02);
}

TEST(Sheet, SlotsNarrowerThanTheSheet) {
    const auto slot = [](double width) {
        facts::Sheet sheet = angle_sheet();
        facts::CutOut cut;
        cut.width = from_mm(width);
        cut.length = from_mm(20);
        sheet.cut_outs = {cut};
        return sheet;
    };
    EXPECT_EQ(verdict_of(slot(1.5), "SHM-05"), "");
    EXPECT_EQ(verdict_of(slot(0.6), "SHM-05"), "advisory");
    EXPECT_EQ(verdict_of(slot(0.2), "SHM-05"), "required");
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
    const auto with = [](geom::OutlineLoop loop) {
        facts::Sheet sheet = angle_sheet();
        sheet.flat.loops.push_back(std::move(loop));
        return sheet;
    };
    EXPECT_EQ(verdict_of(with(circle(30, 30, 10)), "SHM-10"), "");
    EXPECT_EQ(verdict_of(with(circle(38, 30, 10)), "SHM-10"), "advisory");
    EXPECT_EQ(verdict_of(with(circle(41, 30, 10)), "SHM-10"), "required");
    EXPECT_EQ(verdict_of(with(circle(41, 30, 10)), "SHM-11"), "");
    EXPECT_EQ(verdict_of(with(rectangle(20, 20, 10, 20, true)), "SHM-11"), "");
    EXPECT_EQ(verdict_of(with(rectangle(32, 20, 10, 20, true)), "SHM-11"), "advisory");
    EXPECT_EQ(verdict_of(with(rectangle(34, 20, 10, 20, true)), "SHM-11"), "required");
}

// Three flanges with two bends `apart` on the flat pattern.
facts::Sheet two_bends(double apart, bool same_way, double flange) {
    facts::Sheet sheet = angle_sheet();
    sheet.bends = {bend_at(40), bend_at(40 + apart, 2.0, same_way)};
    facts::Flange first;
    first.width = from_mm(flange);
    first.bends = {0};
    facts::Flange web;
    web.bends = {0, 1};
    facts::Flange last = first;
    last.bends = {1};
    sheet.flanges = {first, web, last};
    return sheet;
}

// The offset is the flat length less one bend allowance, plus both radii and thicknesses.
TEST(Sheet, ZBends) {
    EXPECT_EQ(verdict_of(two_bends(20, false, 40), "SHM-13a"), "");
    EXPECT_EQ(verdict_of(two_bends(7, false, 40), "SHM-13a"), "advisory");
    EXPECT_EQ(verdict_of(two_bends(7, true, 40), "SHM-13a"), "");
    EXPECT_EQ(verdict_of(two_bends(7, false, 40), "SHM-13b"), "");
    EXPECT_EQ(verdict_of(two_bends(3, false, 40), "SHM-13b"), "required");
}

TEST(Sheet, DeepChannels) {
    EXPECT_EQ(verdict_of(two_bends(60, true, 30), "SHM-14"), "");
    EXPECT_EQ(verdict_of(two_bends(30, true, 40), "SHM-14"), "advisory");
    EXPECT_EQ(verdict_of(two_bends(15, true, 40), "SHM-14"), "required");
    EXPECT_EQ(verdict_of(two_bends(15, false, 40), "SHM-14"), "");
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
        facts::Sheet sheet = angle_sheet(3.0);
        sheet.bends = {bend_at(50, radius)};
        CheckContext context = sheet_metal();
        context.material = shop().material(material);
        return verdict(part_of(sheet), context, "SHM-19");
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
    CheckContext context = sheet_metal();
    context.material = shop().material("al6061");
    Part part = part_of(angle_sheet());
    EXPECT_EQ(verdict(part, context, "SHM-23"), "");
    part.facts.volume = from_mm3(8e6);
    EXPECT_EQ(verdict(part, context, "SHM-23"), "advisory");
    part.facts.volume = from_mm3(20e6);
    EXPECT_EQ(verdict(part, context, "SHM-23"), "required");
}

}  // namespace
}  // namespace millrace::dfm
