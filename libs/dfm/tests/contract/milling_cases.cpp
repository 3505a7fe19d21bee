#include <cmath>

#include "rule_cases.h"

namespace millrace::dfm::contract {

using testing::add_box;
using testing::add_edge;
using testing::add_rectangle;
using testing::block;
using testing::corner;
using testing::hole;
using testing::milling;
using testing::Part;
using testing::pocket;
using testing::shop;

namespace {

MakePart with_wall(double mm) {
    return spoiled([mm](Part& p) { p.facts.wall.minimum = from_mm(mm); });
}

MakePart with_rib(double thickness, double height) {
    return spoiled([=](Part& p) {
        const auto first = static_cast<std::uint32_t>(p.model.faces.size());
        add_box(p, {50, 0, 22}, {thickness, 60, height});
        add_edge(p, first, 4, {50 + thickness, 0, 22}, {50 + thickness, 60, 22}, -1.57);
    });
}

MakePart with_floor(double floor) {
    return spoiled([floor](Part& p) {
        const auto face = add_rectangle(p, {20, 20, floor}, {40, 0, 0}, {0, 20, 0});
        facts::Pocket made = pocket(20, 22 - floor);
        made.place.faces = {face};
        p.facts.pockets = {made};
    });
}

MakePart with_corner(double radius, double depth) {
    return spoiled([=](Part& p) { p.facts.corners = {corner(radius, depth)}; });
}

MakePart with_pocket(double width, double depth) {
    return [=] {
        Part part = block(100, 60, 80);
        part.facts.pockets = {pocket(width, depth)};
        return part;
    };
}

MakePart with_hole(double diameter, double depth, bool flat_bottom = false) {
    return spoiled([=](Part& p) {
        p.facts.holes = {hole(diameter, depth, !flat_bottom)};
        p.facts.holes[0].flat_bottom = flat_bottom;
    });
}

MakePart entered_at(double degrees) {
    return spoiled([degrees](Part& p) {
        const double a = to_rad(from_deg(degrees));
        const auto wall = add_rectangle(p, {0, 0, 0}, {1, 0, 0}, {0, 0, 1});
        const auto rim = add_rectangle(p, {0, 0, 22}, {std::cos(a), 0, -std::sin(a)}, {0, 1, 0});
        facts::Hole made = hole(5, 22);
        made.faces = {wall};
        p.facts.holes = {made};
        add_edge(p, wall, rim, {0, 0, 22}, {1, 0, 22}, 1.57);
    });
}

MakePart beside(double wall) {
    return spoiled([wall](Part& p) {
        add_box(p, {50, wall, 0}, {10, 10, 22}, true);
        facts::Hole made = hole(10, 22);
        made.centre = {55, wall + 5, 11};
        p.facts.holes = {made};
    });
}

MakePart holes_on_every_side() {
    return spoiled([](Part& p) {
        for (const geom::Vec3 axis : geom::kAxisDirections) {
            if (axis.z < 0) continue;
            facts::Hole made = hole(5, 10, false);
            made.axis = axis;
            p.facts.holes.push_back(made);
        }
    });
}

MakePart with_fillets(int radii) {
    return spoiled([radii](Part& p) {
        for (int i = 0; i < 2 * radii; ++i) {
            geom::Face face;
            face.kind = geom::SurfaceKind::Cylinder;
            face.radius_mm = 1 + i / 2;
            face.sweep_rad = 1.57;
            p.model.faces.push_back(face);
        }
    });
}

CheckContext five_axis() {
    static const catalog::Machine kMachine = [] {
        catalog::Machine machine = *shop().machine("mill_vf2");
        machine.kind = "5axis";
        return machine;
    }();
    CheckContext context = milling();
    context.machine = &kMachine;
    return context;
}

}  // namespace

Pack milling_pack() {
    Pack pack;
    pack.cases = {
        {"MIL-01a", milling("al6061"), with_wall(0.9), with_wall(0.4)},
        {"MIL-01b", milling("pom_c"), with_wall(2.0), with_wall(0.9)},
        {"MIL-02", milling(), with_rib(2, 10), with_rib(2, 40)},
        {"MIL-03a", milling(), with_floor(2), with_floor(0.4)},
        {"MIL-03b", milling("pom_c"), with_floor(1.6), with_floor(0.8)},
        {"MIL-04a", milling(), with_corner(4, 20), with_corner(1, 20)},
        {"MIL-04b", milling(), with_corner(2, 4), with_corner(0.3, 1)},
        {"MIL-05", milling(), with_corner(1.5, 10), with_corner(0, 10)},
        {"MIL-06", milling(), with_pocket(10, 30), with_pocket(5, 50)},
        {"MIL-07", milling(), with_pocket(9, 30), with_pocket(9, 70)},
        {"MIL-08", milling(), with_pocket(3, 5), with_pocket(0.8, 1)},
        {"MIL-09", milling(), with_hole(5, 20), with_hole(2, 30)},
        {"MIL-10", milling(), with_hole(5, 20), with_hole(0.4, 2)},
        {"MIL-11", milling(), with_hole(5, 10), with_hole(5, 10, true)},
        {"MIL-12", milling(), entered_at(0), entered_at(45)},
        {"MIL-13", milling(), beside(3), beside(0.3)},
        {"MIL-15b", milling(), plain, spoiled([](Part& p) {
             p.facts.access.unreachable = from_mm2(200);
             p.facts.access.unreachable_faces = {2, 3};
         })},
        {"MIL-17", milling(), plain, holes_on_every_side()},
        {"MIL-19", milling(), with_fillets(4), with_fillets(5)},
        {"MIL-21", milling(), plain,
         spoiled([](Part& p) { p.facts.freeform_area = p.facts.area * 0.9; })},
        {"MIL-22", milling(), plain, spoiled([](Part& p) { p.facts.volume = from_mm3(5'000); })},
    };
    pack.unchecked = {
        {"MIL-14a", milling(), "a thread cannot be asked for yet"},
        {"MIL-14b", milling(), "a thread cannot be asked for yet"},
        {"MIL-15a", milling(), "undercuts for a T-slot or dovetail cutter are not recognised"},
        {"MIL-16a", milling(), "undercuts for a T-slot or dovetail cutter are not recognised"},
        {"MIL-16b", milling(), "undercuts for a T-slot or dovetail cutter are not recognised"},
        {"MIL-18", milling(), "floor fillets are not matched with their walls"},
        {"MIL-20a", milling(), "text is not recognised"},
        {"MIL-20b", milling(), "text is not recognised"},
        {"MIL-20c", milling(), "text is not recognised"},
        {"MIL-23a", milling(), "clamping faces are not searched for"},
        {"MIL-23b", milling(), "clamping faces are not searched for"},
        {"MIL-24", milling(), "a tolerance cannot be asked for yet"},
        {"MIL-25", milling(), "a surface finish cannot be asked for yet"},
        {"5AX-01a", five_axis(), "access is measured along the six axis directions only"},
        {"5AX-01b", five_axis(), "access is measured along the six axis directions only"},
        {"5AX-02", five_axis(), "clamping faces are not searched for"},
    };
    return pack;
}

}  // namespace millrace::dfm::contract
