#pragma once

// Hand-made facts for the rule tests: a block on which nothing is wrong, and small ways to spoil
// it.

#include <algorithm>
#include <array>
#include <numbers>

#include "millrace/codec/catalog.h"
#include "millrace/dfm/check.h"

namespace millrace::dfm::testing {

struct Part {
    facts::PartFacts facts;
    geom::BoundaryModel model;
};

/// Adds an outward-facing rectangle with corner `o` and sides u, v (normal u × v) as a plane face.
inline std::uint32_t add_rectangle(Part& part, geom::Vec3 o, geom::Vec3 u, geom::Vec3 v) {
    auto& mesh = part.model.mesh;
    const auto n = static_cast<std::uint32_t>(mesh.vertices.size());
    const auto index = static_cast<std::uint32_t>(part.model.faces.size());
    mesh.vertices.insert(mesh.vertices.end(), {o, o + u, o + u + v, o + v});
    mesh.triangles.push_back({n, n + 1, n + 2});
    mesh.triangles.push_back({n, n + 2, n + 3});
    mesh.face_of_triangle.insert(mesh.face_of_triangle.end(), 2, index);
    geom::Face face;
    face.kind = geom::SurfaceKind::Plane;
    face.normal = face.axis = geom::normalized(cross(u, v));
    face.origin = o;
    face.centroid = o + (u + v) / 2.0;
    face.area_mm2 = geom::length(cross(u, v));
    part.model.faces.push_back(face);
    return index;
}

/// A box from `min` of the given size; `inward` turns it into the wall of a hollow.
inline void add_box(Part& part, geom::Vec3 min, geom::Vec3 size, bool inward = false) {
    const geom::Vec3 x{size.x, 0, 0};
    const geom::Vec3 y{0, size.y, 0};
    const geom::Vec3 z{0, 0, size.z};
    const auto side = [&](geom::Vec3 o, geom::Vec3 u, geom::Vec3 v) {
        inward ? add_rectangle(part, o, v, u) : add_rectangle(part, o, u, v);
    };
    side(min + x, y, z);
    side(min, z, y);
    side(min + y, z, x);
    side(min, x, z);
    side(min + z, x, y);
    side(min, y, x);
}

/// A block that passes every rule: six faces in the order of geom::kAxisDirections.
inline Part block(double x, double y, double z) {
    Part part;
    part.model.exact = true;
    add_box(part, {0, 0, 0}, {x, y, z});
    facts::PartFacts& facts = part.facts;
    facts.exact = true;
    facts.closed = true;
    facts.bodies = 1;
    facts.volume = from_mm3(x * y * z);
    facts.area = from_mm2(2 * (x * y + y * z + z * x));
    facts.box.add({0, 0, 0});
    facts.box.add({x, y, z});
    facts.sharpest_outer_edge = from_deg(90);
    facts.wall.minimum = from_mm(std::min({x, y, z}));
    for (std::uint32_t axis = 0; axis < 6; ++axis) {
        facts.access.axes[axis].direction = geom::kAxisDirections[axis];
        for (std::uint32_t face = 0; face < 6; ++face) {
            if (face != (axis ^ 1U)) facts.access.axes[axis].faces.push_back(face);
        }
    }
    facts::BuildDirection build;
    build.up = {0, 0, 1};
    build.height = from_mm(z);
    build.footprint = build.contact = from_mm2(x * y);
    facts.builds.push_back(build);
    return part;
}

inline void add_edge(Part& part, std::uint32_t left, std::uint32_t right, geom::Vec3 start,
                     geom::Vec3 end, double dihedral_rad) {
    geom::Edge edge;
    edge.kind = geom::CurveKind::Line;
    edge.left_face = left;
    edge.right_face = right;
    edge.start = start;
    edge.end = end;
    edge.middle = (start + end) / 2.0;
    edge.length_mm = geom::length(end - start);
    edge.dihedral_rad = dihedral_rad;
    part.model.edges.push_back(edge);
}

inline facts::Hole hole(double diameter, double depth, bool through = true) {
    facts::Hole made;
    made.axis = {0, 0, 1};
    made.centre = {50, 30, 11};
    made.diameter = from_mm(diameter);
    made.depth = from_mm(depth);
    made.through = through;
    return made;
}

inline facts::Pocket pocket(double width, double depth) {
    facts::Pocket made;
    made.direction = {0, 0, 1};
    made.width = from_mm(width);
    made.depth = from_mm(depth);
    return made;
}

inline facts::InternalCorner corner(double radius, double depth) {
    facts::InternalCorner made;
    made.radius = from_mm(radius);
    made.depth = from_mm(depth);
    made.axis = {0, 0, 1};
    return made;
}

inline const catalog::Catalog& shop() { return codec::demo_catalog(); }

inline CheckContext milling(const std::string& material = "al6061") {
    CheckContext context;
    context.process = "milling";
    context.machine = shop().machine("mill_vf2");
    context.material = shop().material(material);
    return context;
}

inline CheckContext printing(const std::string& material = "f_pla") {
    CheckContext context;
    context.process = "fdm";
    context.machine = shop().machine("fdm_mk4s");
    context.material = shop().material(material);
    context.build_up = geom::Vec3{0, 0, 1};
    return context;
}

inline CheckResult run(const Part& part, const CheckContext& context) {
    return check(part.facts, part.model, shop(), context);
}

inline std::vector<Finding> findings(const Part& part, const CheckContext& context,
                                     const std::string& rule) {
    std::vector<Finding> found;
    for (const Finding& each : run(part, context).findings) {
        if (each.rule == rule) found.push_back(each);
    }
    return found;
}

inline bool is_not_checked(const CheckResult& result, const std::string& rule) {
    return std::any_of(result.not_checked.begin(), result.not_checked.end(),
                       [&](const Finding& each) { return each.rule == rule; });
}

/// Empty when the rule passes, else "required" or "advisory" of the worst finding, or "not
/// checked".
inline std::string verdict(const Part& part, const CheckContext& context, const std::string& rule) {
    const CheckResult result = run(part, context);
    if (is_not_checked(result, rule)) return "not checked";
    for (const Finding& each : result.findings) {
        if (each.rule != rule) continue;
        return each.severity == Severity::RequiredChange ? "required" : "advisory";
    }
    return "";
}

}  // namespace millrace::dfm::testing
