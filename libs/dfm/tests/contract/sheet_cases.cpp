#include <algorithm>

#include "rule_cases.h"

namespace millrace::dfm::contract {

using testing::block;
using testing::Part;
using testing::shop;

namespace {

CheckContext sheet_metal() {
    CheckContext context;
    context.process = "sheet";
    return context;
}

CheckContext of_aluminium() {
    CheckContext context = sheet_metal();
    context.material = shop().material("al6061");
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

/// A sheet of 100 x 60 mm with a bend across the middle, changed.
MakePart angle(std::function<void(facts::Sheet&)> change, double thickness = 2.0) {
    return [change = std::move(change), thickness] {
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
        change(sheet);
        Part part = block(51, 60, 51);
        part.facts.sheet = sheet;
        return part;
    };
}

MakePart plain_angle() {
    return angle([](facts::Sheet&) {});
}

MakePart with_loop(const geom::OutlineLoop& loop) {
    return angle([loop](facts::Sheet& sheet) { sheet.flat.loops.push_back(loop); });
}

MakePart two_holes(double web) {
    return angle([web](facts::Sheet& sheet) {
        sheet.flat.loops.push_back(circle(20, 30, 10));
        sheet.flat.loops.push_back(circle(30 + web, 30, 10));
    });
}

MakePart with_hole(double diameter, double thickness) {
    return angle(
        [diameter](facts::Sheet& sheet) {
            facts::CutOut cut;
            cut.diameter = from_mm(diameter);
            sheet.cut_outs = {cut};
        },
        thickness);
}

MakePart with_slot(double width) {
    return angle([width](facts::Sheet& sheet) {
        facts::CutOut cut;
        cut.width = from_mm(width);
        cut.length = from_mm(20);
        sheet.cut_outs = {cut};
    });
}

MakePart with_bends(std::vector<facts::Bend> bends, double thickness = 2.0) {
    return angle([bends = std::move(bends)](facts::Sheet& sheet) { sheet.bends = bends; },
                 thickness);
}

MakePart two_bends(double apart, bool same_way, double flange) {
    return angle([=](facts::Sheet& sheet) {
        sheet.bends = {bend_at(40), bend_at(40 + apart, 2.0, same_way)};
        facts::Flange first;
        first.width = from_mm(flange);
        first.bends = {0};
        facts::Flange web;
        web.bends = {0, 1};
        facts::Flange last = first;
        last.bends = {1};
        sheet.flanges = {first, web, last};
    });
}

MakePart of_volume(double mm3) {
    return [mm3] {
        Part part = plain_angle()();
        part.facts.volume = from_mm3(mm3);
        return part;
    };
}

facts::Bend long_bend(double mm) {
    facts::Bend bend = bend_at(50);
    bend.length = from_mm(mm);
    return bend;
}

facts::Bend hem() {
    facts::Bend bend = bend_at(50);
    bend.hem = true;
    return bend;
}

}  // namespace

Pack sheet_pack() {
    const CheckContext sheet = sheet_metal();
    Pack pack;
    pack.cases = {
        {"SHM-01b", sheet, block_of(400, 300, 1), plain},
        {"SHM-03a", sheet, with_hole(3, 2), with_hole(0.8, 2)},
        {"SHM-03b", sheet, with_hole(11, 10), with_hole(9, 10)},
        {"SHM-04a", sheet, two_holes(3), two_holes(0.8)},
        {"SHM-04b", sheet, two_holes(1.5), two_holes(0.4)},
        {"SHM-05", sheet, with_slot(1.5), with_slot(0.2)},
        {"SHM-06", sheet, with_loop(circle(20, 30, 10)), with_loop(rectangle(30, 20, 8, 8, true))},
        {"SHM-07", sheet, plain_angle(), angle([](facts::Sheet& s) { s.flat.width = from_mm(5); })},
        {"SHM-09", sheet, plain_angle(),
         angle([](facts::Sheet& s) { s.flanges[0].width = from_mm(8); })},
        {"SHM-10", sheet, with_loop(circle(30, 30, 10)), with_loop(circle(41, 30, 10))},
        {"SHM-11", sheet, with_loop(rectangle(20, 20, 10, 20, true)),
         with_loop(rectangle(34, 20, 10, 20, true))},
        {"SHM-13a", sheet, two_bends(20, false, 40), two_bends(7, false, 40)},
        {"SHM-13b", sheet, two_bends(7, false, 40), two_bends(3, false, 40)},
        {"SHM-14", sheet, two_bends(60, true, 30), two_bends(15, true, 40)},
        {"SHM-15a", sheet, with_bends({long_bend(2400)}), with_bends({long_bend(2600)})},
        {"SHM-18a", sheet, plain_angle(), with_bends(std::vector<facts::Bend>(21, bend_at(50)))},
        {"SHM-18b", sheet, plain_angle(),
         with_bends({bend_at(30), bend_at(50, 3), bend_at(70, 4)})},
        {"SHM-19", of_aluminium(), with_bends({bend_at(50, 20)}, 3.0),
         with_bends({bend_at(50, 3)}, 3.0)},
        {"SHM-20", sheet, plain_angle(), with_bends({hem()}, 4.0)},
        {"SHM-23", of_aluminium(), plain_angle(), of_volume(20e6)},
    };
    pack.unchecked = {
        {"SHM-01a", sheet, "a sheet is recognised by its one thickness, so it has no deviation"},
        {"SHM-02", sheet, "the gauges in stock are not in the catalogue"},
        {"SHM-08", sheet, "the smallest bend radius of a material is not in the catalogue"},
        {"SHM-12a", sheet, "bend reliefs are not recognised"},
        {"SHM-12b", sheet, "bend reliefs are not recognised"},
        {"SHM-12c", sheet, "bend reliefs are not recognised"},
        {"SHM-15b", sheet, "the shop has no press brake in its catalogue"},
        {"SHM-16", sheet, "the shop has no press brake in its catalogue"},
        {"SHM-17", sheet, "a tolerance over bends cannot be asked for yet"},
        {"SHM-21", sheet, "where countersinks lie in the sheet is not measured"},
        {"SHM-22a", sheet, "inserts and their distances cannot be asked for yet"},
        {"SHM-22b", sheet, "inserts and their distances cannot be asked for yet"},
        {"SHM-22c", sheet, "inserts and their distances cannot be asked for yet"},
        {"MAT-02", sheet, "a shop lists only materials that it may work"},
    };
    return pack;
}

}  // namespace millrace::dfm::contract
