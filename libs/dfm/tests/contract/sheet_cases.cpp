#include "../sheet_parts.h"
#include "stated_parts.h"

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

/// A flange narrower than the plate it is bent from, with a notch beside each end of the bend. The
/// tangent line of the plate lies at 47.8 mm, the outside of the flange at 51.8 mm.
MakePart notched(double width, double floor) {
    facts::Sheet sheet = angle_sheet();
    sheet.bends[0].line_from = {50, 10, 0};
    sheet.bends[0].line_to = {50, 50, 0};
    sheet.bends[0].length = from_mm(40);
    geom::OutlineLoop loop;
    loop.vertices = {{0, 0, 0},
                     {51.8, 0, 0},
                     {51.8, 10 - width, 0},
                     {floor, 10 - width, 0},
                     {floor, 10, 0},
                     {100, 10, 0},
                     {100, 50, 0},
                     {floor, 50, 0},
                     {floor, 50 + width, 0},
                     {51.8, 50 + width, 0},
                     {51.8, 60, 0},
                     {0, 60, 0}};
    sheet.flat.loops = {loop};
    return made(sheet);
}

MakePart unnotched() {
    facts::Sheet sheet = angle_sheet();
    sheet.bends[0].line_from = {50, 10, 0};
    sheet.bends[0].line_to = {50, 50, 0};
    geom::OutlineLoop loop;
    loop.vertices = {{0, 0, 0},    {51.8, 0, 0},  {51.8, 10, 0}, {100, 10, 0},
                     {100, 50, 0}, {51.8, 50, 0}, {51.8, 60, 0}, {0, 60, 0}};
    sheet.flat.loops = {loop};
    return made(sheet);
}

/// The top of a sheet, 51 × 60 mm, with one ring of the given diameter 20 mm from its left edge or
/// nearer: edges of the face as a reader gives them.
void add_ring(Part& part, double diameter, double from_edge, std::uint32_t ring) {
    add_edge(part, 4, 1, {0, 0, 51}, {0, 60, 51}, 1.57);
    geom::Edge circle;
    circle.kind = geom::CurveKind::Circle;
    circle.centre = {from_edge, 30, 51};
    circle.axis = {0, 0, 1};
    circle.radius_mm = diameter / 2;
    circle.left_face = 4;
    circle.right_face = ring;
    part.model.edges.push_back(circle);
}

MakePart countersunk(double diameter, double from_edge) {
    return [=] {
        Part part = plain_angle()();
        geom::Face cone;
        cone.kind = geom::SurfaceKind::Cone;
        part.model.faces.push_back(cone);
        const auto ring = static_cast<std::uint32_t>(part.model.faces.size() - 1);
        add_ring(part, diameter, from_edge, ring);
        facts::Feature hole;
        hole.kind = facts::FeatureKind::Hole;
        hole.entry = facts::HoleEntry::Countersunk;
        hole.entry_diameter = from_mm(diameter);
        hole.origin = {from_edge, 30, 51};
        hole.axis = {0, 0, 1};
        hole.place.faces = {ring};
        part.facts.features.list = {hole};
        return part;
    };
}

MakePart with_insert(double thickness, double from_edge) {
    return [=] {
        facts::Sheet sheet = angle_sheet(thickness);
        Part part = part_of(sheet);
        geom::Face body;
        body.kind = geom::SurfaceKind::Cylinder;
        body.axis = {0, 0, 1};
        body.origin = {from_edge, 30, 60};
        body.radius_mm = 4;
        part.model.faces.push_back(body);
        const auto ring = static_cast<std::uint32_t>(part.model.faces.size() - 1);
        add_ring(part, 8, from_edge, ring);
        std::get<facts::Sheet>(part.facts.sheet).formed = {{"insert", {ring}}};
        return part;
    };
}

/// Two plates side by side, 2 mm and a little thicker.
MakePart uneven(double more) {
    return [=] {
        Part part = block(100, 60, 2);
        add_box(part, {100, 0, 0}, {100, 60, 2 + more});
        return part;
    };
}

CheckContext sheet_of_pvc() {
    static const catalog::Material kPvc = [] {
        catalog::Material material;
        material.name = "PVC-U rigid";
        return material;
    }();
    CheckContext context = sheet_metal();
    context.material = &kPvc;
    return context;
}

geom::Pmi angle(double half_deg) {
    geom::Pmi pmi = dimension(0, 0);
    pmi.angular = true;
    pmi.text = "90° ±" + std::to_string(half_deg);
    pmi.nominal = to_rad(from_deg(90));
    pmi.upper = to_rad(from_deg(half_deg));
    pmi.lower = -to_rad(from_deg(half_deg));
    return pmi;
}

}  // namespace

Pack sheet_pack() {
    const CheckContext sheet = sheet_metal();
    Pack pack;
    pack.cases = {
        {"SHM-01a", sheet, block_of(100, 60, 2), uneven(0.15)},
        {"SHM-01b", sheet, block_of(400, 300, 1), plain},
        {"SHM-02", sheet_metal("s235"), plain_angle(), made(angle_sheet(2.3))},
        {"SHM-03a", sheet, with_hole(3, 2), with_hole(0.8, 2)},
        {"SHM-03b", sheet, with_hole(11, 10), with_hole(9, 10)},
        {"SHM-04a", sheet, two_holes(3), two_holes(0.8)},
        {"SHM-04b", sheet, two_holes(1.5), two_holes(0.4)},
        {"SHM-05", sheet, with_slot(1.5), with_slot(0.2)},
        {"SHM-06", sheet, with_loop(circle(20, 30, 10)), with_loop(rectangle(30, 20, 8, 8, true))},
        {"SHM-07", sheet, plain_angle(), with_blank_width(5)},
        {"SHM-08", sheet_metal("s235"), plain_angle(), with_bends({bend_at(50, 0.5)})},
        {"SHM-09", sheet, plain_angle(), with_flange(8)},
        {"SHM-10", sheet, with_loop(circle(30, 30, 10)), with_loop(circle(41, 30, 10))},
        {"SHM-11", sheet, with_loop(rectangle(20, 20, 10, 20, true)),
         with_loop(rectangle(34, 20, 10, 20, true))},
        {"SHM-12a", sheet, notched(3, 46), notched(1, 46)},
        {"SHM-12b", sheet, notched(3, 46), notched(3, 49)},
        {"SHM-12c", sheet, notched(3, 46), unnotched()},
        {"SHM-13a", sheet, two_bends(20, false, 40), two_bends(7, false, 40)},
        {"SHM-13b", sheet, two_bends(7, false, 40), two_bends(3, false, 40)},
        {"SHM-14", sheet, two_bends(60, true, 30), two_bends(15, true, 40)},
        {"SHM-15a", sheet, with_bends({long_bend(2400)}), with_bends({long_bend(2600)})},
        {"SHM-15b", sheet, with_bends({long_bend(2400)}), with_bends({long_bend(3400)})},
        {"SHM-16", sheet_metal("s235"), plain_angle(), with_bends({long_bend(3000)}, 8.0)},
        {"SHM-17", sheet, stating(angle(2)), stating(angle(0.2))},
        {"SHM-18a", sheet, plain_angle(), with_bends(std::vector<facts::Bend>(21, bend_at(50)))},
        {"SHM-18b", sheet, plain_angle(),
         with_bends({bend_at(30), bend_at(50, 3), bend_at(70, 4)})},
        {"SHM-19", sheet_metal("al6061"), with_bends({bend_at(50, 20)}, 3.0),
         with_bends({bend_at(50, 3)}, 3.0)},
        {"SHM-20", sheet, plain_angle(), with_bends({hem()}, 4.0)},
        {"SHM-21", sheet, countersunk(8, 20), countersunk(8, 6)},
        {"SHM-22a", sheet_metal("s235"), with_insert(1.5, 20), with_insert(0.8, 20)},
        {"SHM-22b", sheet_metal("al5083"), with_insert(1, 20), with_insert(0.5, 20)},
        {"SHM-22c", sheet, with_insert(2, 20), with_insert(2, 6)},
        {"SHM-23", sheet_metal("al6061"), plain_angle(), of_volume(20e6)},
        {"MAT-02", sheet_metal("s235"), plain_angle(), plain_angle(), sheet_of_pvc()},
    };
    return pack;
}

}  // namespace millrace::dfm::contract
