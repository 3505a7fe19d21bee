#include <algorithm>

#include "rule_cases.h"

namespace millrace::dfm::contract {

using testing::add_edge;
using testing::block;
using testing::hole;
using testing::Part;

namespace {

CheckContext turning(bool tailstock = true) {
    CheckContext context;
    context.process = "turning";
    context.tailstock = tailstock;
    return context;
}

CheckContext swiss() {
    static const catalog::Machine kMachine = [] {
        catalog::Machine machine;
        machine.process = "turning";
        machine.kind = "swiss";
        return machine;
    }();
    CheckContext context = turning();
    context.machine = &kMachine;
    return context;
}

facts::TurnedSection section(double from, double to, double radius, double bore = 0.0) {
    facts::TurnedSection made;
    made.from = from_mm(from);
    made.to = from_mm(to);
    made.radius_from = made.radius_to = from_mm(radius);
    made.bore_from = made.bore_to = from_mm(bore);
    return made;
}

/// The facts of a shaft around the z axis; its solid shape is not looked at.
Part shaft_part(const std::vector<facts::TurnedSection>& profile) {
    Part part = block(40, 40, 100);
    add_edge(part, 0, 4, {40, 0, 100}, {40, 40, 100}, 1.57);
    facts::Turning& made = part.facts.turning;
    made.recognised = true;
    made.axis = {0, 0, 1};
    made.length = profile.back().to;
    double radius = 0.0;
    for (const auto& each : profile) radius = std::max(radius, to_mm(each.radius_from));
    made.diameter = from_mm(2 * radius);
    made.profile = profile;
    return part;
}

MakePart shaft(std::vector<facts::TurnedSection> profile) {
    return [profile = std::move(profile)] { return shaft_part(profile); };
}

MakePart changed_shaft(std::function<void(Part&)> change) {
    return [change = std::move(change)] {
        Part part = shaft_part({section(0, 100, 20)});
        change(part);
        return part;
    };
}

MakePart bored(double diameter, double depth, geom::Vec3 axis = {0, 0, 1}) {
    return changed_shaft([=](Part& part) {
        facts::Hole made = hole(diameter, depth, false);
        made.centre = {0, 0, 50};
        made.axis = axis;
        made.flat_bottom = true;
        part.facts.holes = {made};
    });
}

MakePart grooved(double width, double depth) {
    return shaft(
        {section(0, 20, 10), section(20, 20 + width, 10 - depth), section(20 + width, 50, 10)});
}

MakePart recessed(double radius) {
    return shaft(
        {section(0, 20, 30, radius), section(20, 22, 30, radius + 1), section(22, 50, 30, radius)});
}

MakePart with_shoulder() {
    return changed_shaft([](Part& part) {
        geom::Edge edge;
        edge.kind = geom::CurveKind::Circle;
        edge.centre = {0, 0, 50};
        edge.axis = {0, 0, 1};
        edge.left_face = 0;
        edge.right_face = 1;
        edge.dihedral_rad = -1.57;
        part.model.edges.push_back(edge);
    });
}

MakePart with_residual(double share) {
    return changed_shaft([share](Part& part) { part.facts.turning.residual = share; });
}

}  // namespace

Pack turning_pack() {
    const geom::Vec3 skew = geom::normalized(geom::Vec3{1, 0, 1});
    Pack pack;
    pack.cases = {
        {"TUR-01", turning(false), shaft({section(0, 50, 10)}), shaft({section(0, 140, 10)})},
        {"TUR-02a", turning(), shaft({section(0, 140, 10)}), shaft({section(0, 260, 10)})},
        {"TUR-02b", swiss(), shaft({section(0, 260, 10)}), shaft({section(0, 500, 10)})},
        {"TUR-03", turning(), bored(20, 60), bored(20, 90)},
        {"TUR-04", turning(), bored(20, 60), bored(5, 10)},
        {"TUR-05", turning(), shaft({section(0, 50, 10, 8)}), shaft({section(0, 50, 10, 9.6)})},
        {"TUR-06a", turning(), grooved(2, 3), grooved(0.8, 1)},
        {"TUR-06b", turning(), grooved(2, 5), grooved(2, 7)},
        {"TUR-07", turning(), recessed(10), recessed(3)},
        {"TUR-09", turning(), shaft({section(0, 100, 20)}), with_shoulder()},
        {"TUR-11", turning(), shaft({section(0, 50, 40), section(50, 60, 25)}),
         shaft({section(0, 50, 45)})},
        {"TUR-13a", turning(), shaft({section(0, 50, 10)}),
         changed_shaft([](Part& part) { part.facts.turning.milled_faces = {3}; })},
        {"TUR-13b", turning(), bored(5, 10, {1, 0, 0}), bored(5, 10, skew)},
        {"TUR-14", turning(), with_residual(0.1), with_residual(0.7)},
    };
    pack.unchecked = {
        {"TUR-08", turning(), "face grooves are not recognised"},
        {"TUR-10", turning(), "external threads are not recognised"},
        {"TUR-12", turning(), "the bars in stock are not in the catalogue"},
        {"TUR-15", turning(), "which tool cuts which flank is not planned"},
    };
    return pack;
}

}  // namespace millrace::dfm::contract
