#include <cmath>

#include "../../../facts/tests/bodies.h"
#include "stated_parts.h"

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

MakePart tapped(const std::string& thread, double depth) {
    return spoiled([=](Part& p) {
        facts::Feature made;
        made.kind = facts::FeatureKind::Hole;
        made.thread = thread;
        made.thread_stated = true;
        made.depth = from_mm(depth);
        p.facts.features.list = {made};
    });
}

/// A block with a T-slot along y: a head of `width` under a neck of 10 mm that is `neck` deep.
MakePart t_slotted(double width, double neck) {
    return [=] {
        Part part;
        part.model =
            facts::block_part({0, 20, 25, 35, 40, 60}, {0, 50},
                              {0, 10, 10 + width, 10 + width + neck}, [](int i, int, int k) {
                                  if (k == 1) return i == 0 || i == 4;
                                  return k == 0 || i != 2;
                              });
        for (geom::Face& face : part.model.faces) face.centroid = {};
        for (std::size_t t = 0; t < part.model.mesh.face_of_triangle.size(); ++t) {
            const auto& mesh = part.model.mesh;
            const geom::Vec3 sum = mesh.corner(t, 0) + mesh.corner(t, 1) + mesh.corner(t, 2);
            geom::Face& face = part.model.faces[mesh.face_of_triangle[t]];
            face.centroid += sum * (length(area_normal(mesh, t)) / 6.0 / face.area_mm2);
        }
        part.facts = facts::facts_of(part.model);
        return part;
    };
}

/// A floor, a fillet along it and a wall corner that rises from the fillet.
MakePart filleted_floor(double fillet, double wall) {
    return spoiled([=](Part& p) {
        const auto floor = add_rectangle(p, {20, 20, 5}, {40, 0, 0}, {0, 20, 0});
        geom::Face round;
        round.kind = geom::SurfaceKind::Cylinder;
        round.concave = true;
        round.radius_mm = fillet;
        round.axis = {1, 0, 0};
        p.model.faces.push_back(round);
        round.radius_mm = wall;
        round.axis = {0, 0, 1};
        p.model.faces.push_back(round);
        facts::Pocket made = pocket(20, 17);
        made.place.faces = {floor};
        p.facts.pockets = {made};
        add_edge(p, floor, floor + 1, {20, 20, 5}, {60, 20, 5}, 0.0);
        add_edge(p, floor + 1, floor + 2, {20, 20, 5}, {20, 20, 7}, 0.0);
    });
}

/// Held twice, from above and from below.
MakePart held_twice(double z, double wall) {
    return [=] {
        Part part = block(100, 60, z);
        part.facts.wall.minimum = from_mm(wall);
        for (const double way : {1.0, -1.0}) {
            facts::ToolDirection direction;
            direction.direction = {0, 0, way};
            part.facts.set_ups.candidates.push_back(direction);
        }
        part.facts.set_ups.chosen = {0, 1};
        return part;
    };
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
        {"MIL-14a", milling(), tapped("M6", 10), tapped("M6", 25)},
        {"MIL-14b", milling(), tapped("M3", 5), tapped("M2", 3)},
        {"MIL-15a", milling(), plain, t_slotted(6, 14)},
        {"MIL-15b", milling(), plain, spoiled([](Part& p) {
             p.facts.access.unreachable = from_mm2(200);
             p.facts.access.unreachable_faces = {2, 3};
         })},
        {"MIL-16a", milling(), t_slotted(6, 14), t_slotted(2, 14)},
        {"MIL-16b", milling(), t_slotted(6, 10), t_slotted(6, 40)},
        {"MIL-17", milling(), plain, holes_on_every_side()},
        {"MIL-18", milling(), filleted_floor(2, 4), filleted_floor(3, 2.5)},
        {"MIL-19", milling(), with_fillets(4), with_fillets(5)},
        {"MIL-20a", milling(), lettered({.raised = false}),
         lettered({.raised = false, .stroke_mm = 0.2})},
        {"MIL-20b", milling(), lettered({.raised = false}),
         lettered({.raised = false, .relief_mm = 0.05})},
        {"MIL-20c", milling(), lettered({.raised = false}), lettered({})},
        {"MIL-21", milling(), plain,
         spoiled([](Part& p) { p.facts.freeform_area = p.facts.area * 0.9; })},
        {"MIL-22", milling(), plain, spoiled([](Part& p) {
             p.facts.volume = from_mm3(5'000);
             p.facts.oriented_size = {from_mm(100), from_mm(60), from_mm(22)};
         })},
        {"MIL-23a", milling(), held_twice(22, 5), held_twice(2, 5)},
        {"MIL-23b", milling(), held_twice(22, 1.5), held_twice(2, 1.5)},
        {"MIL-24", milling(), toleranced(60, 0.1), toleranced(60, 0.005)},
        {"MIL-25", milling(), stating(note("Ra 1.6")), stating(note("Ra 0,1"))},
        {"5AX-01a", five_axis(), plain,
         spoiled([](Part& p) { p.facts.set_ups.five_axis_faces = {2}; })},
        {"5AX-01b", five_axis(), plain,
         spoiled([](Part& p) { p.facts.set_ups.unreachable_faces = {2}; })},
    };
    pack.unchecked = {
        {"5AX-02", five_axis(), "how high the part stands above its fixture is not planned"},
    };
    return pack;
}

}  // namespace millrace::dfm::contract
