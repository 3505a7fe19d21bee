#pragma once

// Small parts with known truth and a small shop, for the milling tests.

#include <algorithm>
#include <numbers>

#include "millrace/plan/planner.h"

namespace millrace::plan::milling::testing {

struct Part {
    geom::BoundaryModel model;
    facts::PartFacts facts;
};

/// An axis-parallel block with one corner in the origin, its six faces in the order of
/// geom::kAxisDirections, and the access facts that follow.
inline Part block(double x, double y, double z) {
    Part part;
    part.model.exact = true;
    auto& mesh = part.model.mesh;
    for (int i = 0; i < 8; ++i) {
        mesh.vertices.push_back({(i & 1) != 0 ? x : 0, (i & 2) != 0 ? y : 0, (i & 4) != 0 ? z : 0});
    }
    using Quad = std::array<std::uint32_t, 4>;
    const std::array<Quad, 6> quads = {
        {{1, 3, 7, 5}, {0, 4, 6, 2}, {2, 6, 7, 3}, {0, 1, 5, 4}, {4, 5, 7, 6}, {0, 2, 3, 1}}};
    const geom::Vec3 size{x, y, z};
    for (std::uint32_t f = 0; f < 6; ++f) {
        const Quad& q = quads[f];
        mesh.triangles.push_back({q[0], q[1], q[2]});
        mesh.triangles.push_back({q[0], q[2], q[3]});
        mesh.face_of_triangle.insert(mesh.face_of_triangle.end(), 2, f);
        geom::Face face;
        face.kind = geom::SurfaceKind::Plane;
        face.normal = face.axis = geom::kAxisDirections[f];
        const int axis = static_cast<int>(f) / 2;
        face.area_mm2 = size[(axis + 1) % 3] * size[(axis + 2) % 3];
        part.model.faces.push_back(face);
    }
    for (const double length : {x, y, z}) {
        for (int i = 0; i < 4; ++i) {
            geom::Edge edge;
            edge.length_mm = length;
            edge.dihedral_rad = std::numbers::pi / 2;
            part.model.edges.push_back(edge);
        }
    }
    facts::PartFacts& facts = part.facts;
    facts.exact = true;
    facts.closed = true;
    facts.bodies = 1;
    facts.volume = from_mm3(x * y * z);
    facts.area = from_mm2(2 * (x * y + y * z + z * x));
    facts.box.add({0, 0, 0});
    facts.box.add(size);
    for (std::uint32_t axis = 0; axis < 6; ++axis) {
        auto& access = facts.access.axes[axis];
        access.direction = geom::kAxisDirections[axis];
        for (std::uint32_t f = 0; f < 6; ++f) {
            if (f == (axis ^ 1U)) continue;
            access.faces.push_back(f);
            access.visible += from_mm2(part.model.faces[f].area_mm2);
        }
    }
    return part;
}

/// Adds a hole: its wall is a new face that only its own ends see.
inline void drill(Part& part, geom::Vec3 axis, double diameter, double depth, bool through) {
    const auto index = static_cast<std::uint32_t>(part.model.faces.size());
    geom::Face face;
    face.kind = geom::SurfaceKind::Cylinder;
    face.axis = axis;
    face.radius_mm = diameter / 2;
    face.concave = true;
    face.area_mm2 = std::numbers::pi * diameter * depth;
    part.model.faces.push_back(face);
    for (auto& access : part.facts.access.axes) {
        const double along = dot(access.direction, axis);
        if (along > 0.999 || (through && along < -0.999)) access.faces.push_back(index);
    }
    facts::Hole hole;
    hole.axis = axis;
    hole.diameter = from_mm(diameter);
    hole.depth = from_mm(depth);
    hole.through = through;
    hole.faces = {index};
    part.facts.holes.push_back(hole);
    part.facts.volume -= from_mm3(std::numbers::pi / 4 * diameter * diameter * depth);
}

/// Adds a pocket whose floor is a new face seen from `axis` only.
inline void pocket(Part& part, int axis, double width, double length, double depth) {
    const auto index = static_cast<std::uint32_t>(part.model.faces.size());
    geom::Face face;
    face.kind = geom::SurfaceKind::Plane;
    face.normal = face.axis = geom::kAxisDirections[static_cast<std::size_t>(axis)];
    face.area_mm2 = width * length;
    part.model.faces.push_back(face);
    // Two triangles of the right area that look the right way; where they lie does not matter.
    const int across = (axis / 2 + 1) % 3;
    const int along = (axis / 2 + 2) % 3;
    const geom::Vec3 u = geom::kAxisDirections[static_cast<std::size_t>(2 * across)] * width;
    const geom::Vec3 v = geom::kAxisDirections[static_cast<std::size_t>(2 * along)] * length;
    auto& mesh = part.model.mesh;
    const auto n = static_cast<std::uint32_t>(mesh.vertices.size());
    mesh.vertices.insert(mesh.vertices.end(), {{0, 0, 0}, u, u + v, v});
    if (axis % 2 == 0) {
        mesh.triangles.insert(mesh.triangles.end(), {{n, n + 1, n + 2}, {n, n + 2, n + 3}});
    } else {
        mesh.triangles.insert(mesh.triangles.end(), {{n, n + 2, n + 1}, {n, n + 3, n + 2}});
    }
    mesh.face_of_triangle.insert(mesh.face_of_triangle.end(), 2, index);
    part.facts.access.axes[static_cast<std::size_t>(axis)].faces.push_back(index);
    facts::Pocket pocket;
    pocket.direction = face.normal;
    pocket.width = from_mm(width);
    pocket.depth = from_mm(depth);
    pocket.place.faces = {index};
    part.facts.pockets.push_back(pocket);
    part.facts.volume -= from_mm3(width * length * depth);
}

inline catalog::Tool tool(std::string id, std::string kind, double d, double reach, int flutes) {
    catalog::Tool made;
    made.id = std::move(id);
    made.kind = std::move(kind);
    made.diameter = from_mm(d);
    made.reach = from_mm(reach);
    made.flutes = flutes;
    made.price = 45;
    return made;
}

/// A shop with one mill, aluminium with the cost model's cutting data, and a plain drawer.
inline catalog::Catalog shop() {
    catalog::Catalog shop;
    catalog::Material al;
    al.id = "al6061";
    al.name = "Aluminium 6061-T6";
    al.density = from_g_cm3(2.7);
    al.metal = true;
    catalog::CuttingData cutting;
    cutting.kc11_n_mm2 = 800;
    cutting.mc = 0.25;
    cutting.vc_m_min = 400;
    cutting.fz_d10_mm = 0.1;
    cutting.ae_over_d = 0.4;
    cutting.drill_vc_m_min = 100;
    cutting.drill_feed_per_d = 0.03;
    cutting.tool_life_min = 60;
    al.cutting = cutting;
    shop.materials.push_back(al);
    shop.tools = {tool("em4", "end_mill", 4, 16, 3),    tool("em6", "end_mill", 6, 24, 3),
                  tool("em10", "end_mill", 10, 40, 3),  tool("em12", "end_mill", 12, 48, 3),
                  tool("em16", "end_mill", 16, 64, 3),  tool("bm6", "ball_mill", 6, 30, 2),
                  tool("bm10", "ball_mill", 10, 50, 2), tool("d5", "drill", 5, 60, 0),
                  tool("d8", "drill", 8, 80, 0),        tool("fm50", "face_mill", 50, 50, 5)};
    catalog::Machine mill;
    mill.id = "mill_vf2";
    mill.name = "Haas VF-2";
    mill.process = "milling";
    mill.kind = "3axis";
    mill.envelope = {from_mm(762), from_mm(406), from_mm(508)};
    mill.power_active_kw = 5;
    mill.power_idle_kw = 1.2;
    mill.milling.emplace();
    for (const auto& each : shop.tools) mill.tools.push_back(each.id);
    shop.machines.push_back(mill);
    return shop;
}

inline ProcessPlan plan(const Part& part, const catalog::Catalog& shop) {
    const auto planner = make_milling_planner();
    return planner
        ->plan({part.model, part.facts, shop, shop.machines[0], shop.materials[0], "rev", {}})
        .value();
}

inline bool blocked_by(const ProcessPlan& plan, const std::string& code) {
    return std::any_of(plan.blockers.begin(), plan.blockers.end(),
                       [&](const Blocker& blocker) { return blocker.code == code; });
}

inline const Operation* find(const ProcessPlan& plan, OperationKind kind) {
    const auto found = std::find_if(plan.operations.begin(), plan.operations.end(),
                                    [&](const Operation& each) { return each.kind == kind; });
    return found == plan.operations.end() ? nullptr : &*found;
}

}  // namespace millrace::plan::milling::testing
