#pragma once

// Hand-made facts of turned parts for the rule tests; their solid shapes are not looked at.

#include "parts.h"

namespace millrace::dfm::testing {

inline CheckContext turning(bool tailstock = true) {
    CheckContext context;
    context.process = "turning";
    context.tailstock = tailstock;
    return context;
}

/// On a sliding-head lathe.
inline CheckContext swiss() {
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

inline facts::TurnedSection section(double from, double to, double radius, double bore = 0.0) {
    facts::TurnedSection made;
    made.from = from_mm(from);
    made.to = from_mm(to);
    made.radius_from = made.radius_to = from_mm(radius);
    made.bore_from = made.bore_to = from_mm(bore);
    return made;
}

/// A shaft around the z axis.
inline Part shaft(std::vector<facts::TurnedSection> profile) {
    Part part = block(40, 40, 100);
    add_edge(part, 0, 4, {40, 0, 100}, {40, 40, 100}, 1.57);  // an outer edge, as every solid has
    facts::Turning& made = part.facts.turning;
    made.recognised = true;
    made.axis = {0, 0, 1};
    made.length = profile.back().to;
    double radius = 0.0;
    for (const auto& each : profile) radius = std::max(radius, to_mm(each.radius_from));
    made.diameter = from_mm(2 * radius);
    made.profile = std::move(profile);
    return part;
}

inline Part grooved_shaft(double width, double depth) {
    return shaft(
        {section(0, 20, 10), section(20, 20 + width, 10 - depth), section(20 + width, 50, 10)});
}

/// A tube with a groove of 2 mm in its bore.
inline Part recessed_tube(double bore_radius) {
    return shaft({section(0, 20, 30, bore_radius), section(20, 22, 30, bore_radius + 1),
                  section(22, 50, 30, bore_radius)});
}

/// A blind bore with a flat bottom.
inline facts::Hole flat_bore(double diameter, double depth, geom::Vec3 axis = {0, 0, 1}) {
    facts::Hole made = hole(diameter, depth, false);
    made.centre = {0, 0, 50};
    made.axis = axis;
    made.flat_bottom = true;
    return made;
}

/// A sharp inner corner around the axis.
inline void add_sharp_shoulder(Part& part) {
    geom::Edge edge;
    edge.kind = geom::CurveKind::Circle;
    edge.centre = {0, 0, 50};
    edge.axis = {0, 0, 1};
    edge.left_face = 0;
    edge.right_face = 1;
    edge.dihedral_rad = -1.57;
    part.model.edges.push_back(edge);
}

}  // namespace millrace::dfm::testing
