#include "stated_parts.h"

namespace millrace::dfm::contract {

using testing::add_box;
using testing::add_edge;
using testing::add_rectangle;
using testing::block;
using testing::hole;
using testing::Part;
using testing::pocket;

namespace {

MakePart with_wall(double mm) {
    return spoiled([mm](Part& p) { p.facts.wall.minimum = from_mm(mm); });
}

MakePart with_hole(double diameter, double depth, geom::Vec3 axis = {0, 0, 1}) {
    return spoiled([=](Part& p) {
        p.facts.holes = {hole(diameter, depth)};
        p.facts.holes[0].axis = axis;
    });
}

MakePart with_pin(double diameter, double length) {
    return spoiled([=](Part& p) {
        facts::Pin pin;
        pin.diameter = from_mm(diameter);
        pin.length = from_mm(length);
        p.facts.pins = {pin};
    });
}

MakePart with_field(float mm) {
    return spoiled(
        [mm](Part& p) { p.facts.wall.per_vertex_mm.assign(p.model.mesh.vertices.size(), mm); });
}

/// All corners of one face are thin: face 0 looks along +X, face 4 along +Z.
Part thin_face(std::uint32_t face, float mm) {
    Part part = with_field(22.0F)();
    for (std::uint32_t v = 0; v < 4; ++v) part.facts.wall.per_vertex_mm[4 * face + v] = mm;
    part.facts.wall.minimum = from_mm(mm);
    return part;
}

MakePart with_thin_face(std::uint32_t face, float mm) {
    return [=] { return thin_face(face, mm); };
}

/// Without inner edges nothing holds the face: it counts as held on one side.
MakePart held_on_one_side(float mm) {
    return [mm] {
        Part fin = thin_face(0, mm);
        add_edge(fin, 0, 4, {100, 0, 22}, {100, 60, 22}, 1.57);
        return fin;
    };
}

MakePart held_on_two_sides(float mm) {
    return [mm] {
        Part web = thin_face(0, mm);
        add_edge(web, 0, 2, {100, 0, 0}, {100, 0, 22}, -1.57);
        add_edge(web, 0, 3, {100, 60, 0}, {100, 60, 22}, -1.57);
        return web;
    };
}

MakePart hollow() {
    return spoiled([](Part& p) { p.facts.enclosed_voids = 1; });
}

MakePart hanging(double degrees) {
    return spoiled([degrees](Part& p) {
        p.facts.builds[0].overhang = from_mm2(200);
        p.facts.builds[0].overhang_worst = from_deg(degrees);
    });
}

MakePart ceiling(double span, bool both) {
    return spoiled([=](Part& p) {
        const auto face = add_rectangle(p, {10, 10, 10}, {0, 20, 0}, {span, 0, 0});
        add_edge(p, face, 0, {10, 10, 10}, {10, 30, 10}, -1.57);
        if (both) add_edge(p, face, 1, {10 + span, 10, 10}, {10 + span, 30, 10}, -1.57);
    });
}

MakePart pair_of_blocks(double gap) {
    return [gap] {
        Part part = block(10, 10, 10);
        add_box(part, {10 + gap, 0, 0}, {10, 10, 10});
        for (std::size_t i = 6; i < 12; ++i) part.model.faces[i].body = 1;
        part.model.bodies.resize(2);
        part.facts.bodies = 2;
        return part;
    };
}

MakePart tower(double top) {
    return [top] {
        Part part = block(20, 20, 10);
        add_box(part, {0, 0, 10}, {top, 20, 10});
        part.facts.builds[0].height = from_mm(20);
        part.model.mesh = welded(part.model.mesh, 1e-9);
        return part;
    };
}

MakePart wall_on_floor(double thickness) {
    return [thickness] {
        Part part = block(100, 60, 5);
        add_box(part, {20, 0, 5}, {thickness, 60, 45});
        add_edge(part, 7, 4, {20, 0, 5}, {20, 60, 5}, -1.57);
        return part;
    };
}

MakePart roof(bool out_of_reach) {
    return spoiled([=](Part& p) {
        const auto face = add_rectangle(p, {10, 10, 10}, {0, 20, 0}, {10, 0, 0});
        if (out_of_reach) p.facts.access.unreachable_faces = {face};
    });
}

MakePart with_slot(double width) {
    return spoiled([width](Part& p) { p.facts.pockets = {pocket(width, 5)}; });
}

CheckContext filled(const std::string& id) {
    static const catalog::Material kFilled = [] {
        catalog::Material material;
        material.name = "PA12 GF";
        return material;
    }();
    CheckContext context = process(id);
    context.material = &kFilled;
    return context;
}

MakePart with_datum() {
    geom::Pmi datum = note("A");
    datum.kind = geom::PmiKind::Datum;
    return stating(datum);
}

void add_powder(Pack& pack) {
    const std::vector<RuleCase> cases = {
        {"PBP-01a", process("sls"), with_wall(1.2), with_wall(0.6)},
        {"PBP-01b", filled("sls"), with_wall(1.6), with_wall(1.2)},
        {"PBP-02a", process("mjf"), with_wall(1.2), with_wall(0.4)},
        {"PBP-02b", filled("mjf"), with_wall(1.6), with_wall(0.9)},
        {"PBP-03a", process("sls"), with_hole(2, 4), with_hole(0.9, 4)},
        {"PBP-03b", process("mjf"), with_hole(2, 4), with_hole(0.9, 4)},
        {"PBP-03c", process("mjf"), with_hole(2, 10), with_hole(2, 40)},
        {"PBP-04", process("mjf"), pair_of_blocks(0.6), pair_of_blocks(0.4)},
        {"PBP-05", process("sls"), plain, hollow()},
        {"PBP-06", process("sls"), with_field(8.0F), with_field(22.0F)},
        {"PBP-07", process("sls"), block_of(90, 60, 2), block_of(250, 60, 2)},
        {"PBP-08a", process("sls"), lettered({}), lettered({.relief_mm = 0.4})},
        {"PBP-08b", process("mjf"), lettered({}), lettered({.stroke_mm = 0.2})},
        {"PBP-09a", process("sls"), with_pin(2, 4), with_pin(0.9, 4)},
        {"PBP-09b", process("sls"), with_slot(2), with_slot(0.4)},
    };
    pack.cases.insert(pack.cases.end(), cases.begin(), cases.end());
    const std::vector<Unchecked> unchecked = {
        {"PBP-10a", process("sls"), "lattices are not recognised"},
        {"PBP-10b", process("sls"), "lattices are not recognised"},
        {"PBP-11a", process("sls"), "living hinges are not recognised"},
        {"PBP-11b", process("sls"), "living hinges are not recognised"},
    };
    pack.unchecked.insert(pack.unchecked.end(), unchecked.begin(), unchecked.end());
}

void add_metal(Pack& pack) {
    const geom::Vec3 flat{1, 0, 0};
    const std::vector<RuleCase> cases = {
        {"LPB-01a", process("lpbf"), with_thin_face(0, 0.9F), with_thin_face(0, 0.7F)},
        {"LPB-01b", process("lpbf"), with_thin_face(0, 0.7F), with_thin_face(4, 0.9F)},
        {"LPB-02", process("lpbf"), wall_on_floor(3), wall_on_floor(1)},
        {"LPB-03", process("lpbf", false), hanging(40), hanging(50)},
        {"LPB-04", process("lpbf", false), ceiling(0.4, false), ceiling(5, false)},
        {"LPB-05", process("lpbf", false), with_hole(6, 4, flat), with_hole(12, 4, flat)},
        {"LPB-06a", process("lpbf"), with_hole(1.2, 4), with_hole(0.4, 4)},
        {"LPB-06b", process("lpbf"), with_hole(2, 4, flat), with_hole(1.2, 4, flat)},
        {"LPB-07", process("lpbf"), plain, hollow()},
        {"LPB-08", process("lpbf"), pair_of_blocks(0.6), pair_of_blocks(0.4)},
        {"LPB-09a", process("lpbf"), roof(false), roof(true)},
        {"LPB-09b", process("lpbf"), roof(false), roof(true)},
        {"LPB-10", process("lpbf"), block_of(60, 40, 22), block_of(200, 160, 22)},
        {"LPB-11a", process("lpbf"), plain, with_datum()},
        {"LPB-11b", process("lpbf"), toleranced(60, 0.2), toleranced(60, 0.02)},
        {"LPB-12a", process("lpbf"), lettered({}), lettered({.relief_mm = 0.2})},
        {"LPB-12b", process("lpbf"), lettered({.raised = false}),
         lettered({.raised = false, .stroke_mm = 0.2})},
        {"LPB-13", process("lpbf"), block_of(20, 20, 100), block_of(5, 20, 90)},
    };
    pack.cases.insert(pack.cases.end(), cases.begin(), cases.end());
}

}  // namespace

Pack additive_pack() {
    Pack pack;
    pack.cases = {
        {"SLA-01", process("sla"), held_on_two_sides(0.9F), held_on_two_sides(0.5F)},
        {"SLA-02", process("sla"), held_on_one_side(2.0F), held_on_one_side(0.7F)},
        {"SLA-03a", process("sla"), with_hole(2, 4), with_hole(0.4, 4)},
        {"SLA-03b", process("sla"), with_hole(2, 10), with_hole(2, 20)},
        {"SLA-04a", process("sla"), with_pin(1, 5), with_pin(0.6, 5)},
        {"SLA-04b", process("sla"), with_pin(1, 7), with_pin(1, 16)},
        {"SLA-05", process("sla"), plain, hollow()},
        {"SLA-06", process("sla", false), hanging(55), hanging(75)},
        {"SLA-07", process("sla", false), ceiling(4, true), ceiling(20, true)},
        {"SLA-08a", process("sla"), lettered({}), lettered({.relief_mm = 0.2})},
        {"SLA-08b", process("sla"), lettered({.raised = false}),
         lettered({.raised = false, .stroke_mm = 0.1})},
        {"SLA-09", process("sla"), pair_of_blocks(0.4), pair_of_blocks(0.1)},
        {"SLA-10", process("sla"), tower(10), tower(2)},
        {"SLA-11", process("sla"), with_field(8.0F), with_field(30.0F)},
    };
    add_powder(pack);
    add_metal(pack);
    return pack;
}

}  // namespace millrace::dfm::contract
