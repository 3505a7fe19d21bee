#include "../turned_parts.h"
#include "stated_parts.h"

namespace millrace::dfm::contract {

using namespace testing;

namespace {

MakePart made(Part part) {
    return [part = std::move(part)] { return part; };
}

MakePart made(std::vector<facts::TurnedSection> profile) { return made(shaft(std::move(profile))); }

MakePart changed_shaft(std::function<void(Part&)> change) {
    return [change = std::move(change)] {
        Part part = shaft({section(0, 100, 20)});
        change(part);
        return part;
    };
}

MakePart bored(double diameter, double depth, geom::Vec3 axis = {0, 0, 1}) {
    return changed_shaft(
        [=](Part& part) { part.facts.holes = {flat_bore(diameter, depth, axis)}; });
}

MakePart with_residual(double share) {
    return changed_shaft([share](Part& part) { part.facts.turning.residual = share; });
}

/// A ring floor between walls of the given diameters in the end of a shaft.
MakePart face_grooved(double inner, double outer) {
    return changed_shaft([=](Part& part) {
        const auto floor = add_rectangle(part, {0, 0, 95}, {1, 0, 0}, {0, 1, 0});
        for (const double diameter : {inner, outer}) {
            geom::Face wall;
            wall.kind = geom::SurfaceKind::Cylinder;
            wall.axis = {0, 0, 1};
            wall.radius_mm = diameter / 2;
            wall.concave = diameter == outer;
            part.model.faces.push_back(wall);
            geom::Edge edge;
            edge.kind = geom::CurveKind::Circle;
            edge.centre = {0, 0, 95};
            edge.axis = {0, 0, 1};
            edge.radius_mm = diameter / 2;
            edge.left_face = floor;
            edge.right_face = static_cast<std::uint32_t>(part.model.faces.size() - 1);
            edge.dihedral_rad = -1.57;
            part.model.edges.push_back(edge);
        }
    });
}

/// M10 over 30 mm, a relief groove and a shoulder.
MakePart threaded(double relief) {
    return [=] {
        Part part =
            shaft({section(0, 30, 5), section(30, 30 + relief, 4), section(30 + relief, 60, 10)});
        geom::Face face;
        face.kind = geom::SurfaceKind::Cylinder;
        face.axis = {0, 0, 1};
        face.radius_mm = 5;
        face.axial_max_mm = 30;
        part.model.faces.push_back(face);
        geom::Pmi pmi = note("M10");
        pmi.kind = geom::PmiKind::Thread;
        pmi.faces = {static_cast<std::uint32_t>(part.model.faces.size() - 1)};
        part.model.pmi = {pmi};
        return part;
    };
}

/// A waist between two shoulders of 30 mm radius: 40 mm wide at its rim, 20 mm deep.
MakePart waisted(double floor_width) {
    facts::TurnedSection down = section(20, 20 + (40 - floor_width) / 2, 30);
    down.radius_to = from_mm(10);
    facts::TurnedSection up = section(60 - (40 - floor_width) / 2, 60, 10);
    up.radius_to = from_mm(30);
    return made({section(0, 20, 30), down, section(to_mm(down.to), to_mm(up.from), 10), up,
                 section(60, 80, 30)});
}

/// A spool: 40 mm between square shoulders that are `depth` high.
MakePart spool(double depth) {
    return made({section(0, 20, 30), section(20, 60, 30 - depth), section(60, 80, 30)});
}

}  // namespace

Pack turning_pack() {
    const geom::Vec3 skew = geom::normalized(geom::Vec3{1, 0, 1});
    Pack pack;
    pack.cases = {
        {"TUR-01", turning(false), made({section(0, 50, 10)}), made({section(0, 140, 10)})},
        {"TUR-02a", turning(), made({section(0, 140, 10)}), made({section(0, 260, 10)})},
        {"TUR-02b", swiss(), made({section(0, 260, 10)}), made({section(0, 500, 10)})},
        {"TUR-03", turning(), bored(20, 60), bored(20, 90)},
        {"TUR-04", turning(), bored(20, 60), bored(5, 10)},
        {"TUR-05", turning(), made({section(0, 50, 10, 8)}), made({section(0, 50, 10, 9.6)})},
        {"TUR-06a", turning(), made(grooved_shaft(2, 3)), made(grooved_shaft(0.8, 1))},
        {"TUR-06b", turning(), made(grooved_shaft(2, 5)), made(grooved_shaft(2, 7))},
        {"TUR-07", turning(), made(recessed_tube(10)), made(recessed_tube(3))},
        {"TUR-08", turning(), face_grooved(30, 36), face_grooved(10, 16)},
        {"TUR-09", turning(), made({section(0, 100, 20)}), changed_shaft(add_sharp_shoulder)},
        {"TUR-10", turning(), threaded(5), threaded(2)},
        {"TUR-11", turning(), made({section(0, 50, 40), section(50, 60, 25)}),
         made({section(0, 50, 45)})},
        {"TUR-12", turning(), made({section(0, 50, 9.5)}), made({section(0, 50, 10)})},
        {"TUR-13a", turning(), made({section(0, 50, 10)}),
         changed_shaft([](Part& part) { part.facts.turning.milled_faces = {3}; })},
        {"TUR-13b", turning(), bored(5, 10, {1, 0, 0}), bored(5, 10, skew)},
        {"TUR-14", turning(), with_residual(0.1), with_residual(0.7)},
        {"TUR-15", turning(), spool(10), waisted(2)},
    };
    return pack;
}

}  // namespace millrace::dfm::contract
