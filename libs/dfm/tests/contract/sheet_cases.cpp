#include "../sheet_parts.h"
#include "rule_cases.h"

namespace millrace::dfm::contract {

using namespace testing;

namespace {

MakePart made(facts::Sheet sheet) {
    return [sheet = std::move(sheet)] { return part_of(sheet); };
}

MakePart plain_angle() { return made(angle_sheet()); }

MakePart with_blank_width(double mm) {
    facts::Sheet sheet = angle_sheet();
    sheet.flat.width = from_mm(mm);
    return made(sheet);
}

MakePart with_flange(double mm) {
    facts::Sheet sheet = angle_sheet();
    sheet.flanges[0].width = from_mm(mm);
    return made(sheet);
}

MakePart with_loop(const geom::OutlineLoop& loop) { return made(sheet_with_loops({loop})); }

MakePart two_holes(double web) { return made(sheet_with_web(web)); }

MakePart with_hole(double diameter, double thickness) {
    return made(sheet_with_hole(diameter, thickness));
}

MakePart with_slot(double width) { return made(sheet_with_slot(width)); }

MakePart with_bends(std::vector<facts::Bend> bends, double thickness = 2.0) {
    return made(sheet_with_bends(std::move(bends), thickness));
}

MakePart two_bends(double apart, bool same_way, double flange) {
    return made(sheet_with_two_bends(apart, same_way, flange));
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
        {"SHM-07", sheet, plain_angle(), with_blank_width(5)},
        {"SHM-09", sheet, plain_angle(), with_flange(8)},
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
        {"SHM-19", sheet_metal("al6061"), with_bends({bend_at(50, 20)}, 3.0),
         with_bends({bend_at(50, 3)}, 3.0)},
        {"SHM-20", sheet, plain_angle(), with_bends({hem()}, 4.0)},
        {"SHM-23", sheet_metal("al6061"), plain_angle(), of_volume(20e6)},
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
