#include <cmath>
#include <numbers>
#include <vector>

#include <BRepAlgoAPI_Cut.hxx>
#include <BRepAlgoAPI_Fuse.hxx>
#include <BRepBuilderAPI_MakeEdge.hxx>
#include <BRepBuilderAPI_MakeFace.hxx>
#include <BRepBuilderAPI_MakeWire.hxx>
#include <BRepPrimAPI_MakeCone.hxx>
#include <BRepPrimAPI_MakeCylinder.hxx>
#include <BRepPrimAPI_MakePrism.hxx>
#include <BRepPrimAPI_MakeRevol.hxx>
#include <GC_MakeArcOfCircle.hxx>
#include <ShapeUpgrade_UnifySameDomain.hxx>
#include <TopExp_Explorer.hxx>
#include <gp_Ax1.hxx>
#include <gp_Ax2.hxx>
#include <gp_Circ.hxx>

#include "parts.h"

namespace millrace::examples {
namespace {

constexpr double kPi = std::numbers::pi;

/// A closed outline in one plane, drawn with lines and tangent arcs.
class Outline {
public:
    explicit Outline(gp_Pnt start) : first_{start}, at_{start} {}
    Outline& line(gp_Pnt to) {
        wire_.Add(BRepBuilderAPI_MakeEdge(at_, to));
        at_ = to;
        return *this;
    }
    Outline& arc(gp_Pnt through, gp_Pnt to) {
        wire_.Add(BRepBuilderAPI_MakeEdge(GC_MakeArcOfCircle(at_, through, to).Value()));
        at_ = to;
        return *this;
    }
    TopoDS_Shape face() {
        if (at_.Distance(first_) > 1e-9) line(first_);
        return BRepBuilderAPI_MakeFace(wire_.Wire()).Shape();
    }

private:
    BRepBuilderAPI_MakeWire wire_;
    gp_Pnt first_;
    gp_Pnt at_;
};

/// Rectangle with rounded corners at height z, extruded upwards by `height`.
TopoDS_Shape rounded_block(gp_Pnt low, double dx, double dy, double radius, double height) {
    const double x0 = low.X();
    const double y0 = low.Y();
    const double x1 = x0 + dx;
    const double y1 = y0 + dy;
    const double z = low.Z();
    const double m = radius * (1.0 - std::sqrt(0.5));  // corner of the box to the middle of the arc
    const auto at = [&](double x, double y) { return gp_Pnt(x, y, z); };
    Outline outline(at(x0 + radius, y0));
    if (dx > 2 * radius) outline.line(at(x1 - radius, y0));
    outline.arc(at(x1 - m, y0 + m), at(x1, y0 + radius));
    if (dy > 2 * radius) outline.line(at(x1, y1 - radius));
    outline.arc(at(x1 - m, y1 - m), at(x1 - radius, y1));
    if (dx > 2 * radius) outline.line(at(x0 + radius, y1));
    outline.arc(at(x0 + m, y1 - m), at(x0, y1 - radius));
    if (dy > 2 * radius) outline.line(at(x0, y0 + radius));
    outline.arc(at(x0 + m, y0 + m), at(x0 + radius, y0));
    return BRepPrimAPI_MakePrism(outline.face(), gp_Vec(0, 0, height)).Shape();
}

TopoDS_Shape cylinder(gp_Pnt base, gp_Dir axis, double diameter, double height) {
    return BRepPrimAPI_MakeCylinder(gp_Ax2(base, axis), diameter / 2, height).Shape();
}

TopoDS_Shape cut(const TopoDS_Shape& from, const std::vector<TopoDS_Shape>& tools) {
    TopoDS_Shape result = from;
    for (const TopoDS_Shape& tool : tools) result = BRepAlgoAPI_Cut(result, tool).Shape();
    return result;
}

TopoDS_Shape solid_of(const TopoDS_Shape& shape) {
    ShapeUpgrade_UnifySameDomain unify(shape);
    unify.Build();
    const TopExp_Explorer it(unify.Shape(), TopAbs_SOLID);
    return it.Current();
}

const gp_Dir kX(1, 0, 0);
const gp_Dir kZ(0, 0, 1);

}  // namespace

TopoDS_Shape shape_of(const MachinedBracket& d) {
    const double m = d.fillet * (1.0 - std::sqrt(0.5));
    const auto at = [](double x, double z) { return gp_Pnt(x, 0, z); };
    Outline profile(at(0, 0));
    profile.line(at(d.length, 0))
        .line(at(d.length, d.base))
        .line(at(d.upright + d.fillet, d.base))
        .arc(at(d.upright + m, d.base + m), at(d.upright, d.base + d.fillet))
        .line(at(d.upright, d.height))
        .line(at(0, d.height));
    const TopoDS_Shape body = BRepPrimAPI_MakePrism(profile.face(), gp_Vec(0, d.width, 0)).Shape();
    std::vector<TopoDS_Shape> tools;
    for (const double x : {30.0, 68.0})
        for (const double y : {12.0, 48.0})
            tools.push_back(cylinder(gp_Pnt(x, y, -1), kZ, d.base_hole, d.base + 2));
    for (const double y : {18.0, 42.0})
        tools.push_back(cylinder(gp_Pnt(-1, y, 40), kX, d.upright_hole, d.upright + 2));
    tools.push_back(rounded_block(gp_Pnt(37, 18, d.base - d.pocket_depth), d.pocket, d.pocket,
                                  d.pocket_radius, d.pocket_depth + 1));
    return solid_of(cut(body, tools));
}

TopoDS_Shape shape_of(const DrilledPlate& d) {
    Outline base(gp_Pnt(0, 0, 0));
    base.line(gp_Pnt(d.length, 0, 0))
        .line(gp_Pnt(d.length, d.width, 0))
        .line(gp_Pnt(0, d.width, 0));
    const TopoDS_Shape body = BRepPrimAPI_MakePrism(base.face(), gp_Vec(0, 0, d.height)).Shape();
    std::vector<TopoDS_Shape> tools;
    for (const double x : {d.corner_inset, d.length - d.corner_inset})
        for (const double y : {d.corner_inset, d.width - d.corner_inset})
            tools.push_back(cylinder(gp_Pnt(x, y, -1), kZ, d.corner_hole, d.height + 2));
    tools.push_back(
        cylinder(gp_Pnt(40, 56, d.height - d.flat_depth), kZ, d.flat_hole, d.flat_depth + 1));
    tools.push_back(
        cylinder(gp_Pnt(40, 24, d.height - d.drill_depth), kZ, d.drill, d.drill_depth + 1));
    const double point = d.drill / 2 / std::tan(d.drill_point_deg / 2 * kPi / 180);
    tools.push_back(
        BRepPrimAPI_MakeCone(gp_Ax2(gp_Pnt(40, 24, d.height - d.drill_depth - point), kZ), 0.0,
                             d.drill / 2, point)
            .Shape());
    tools.push_back(rounded_block(gp_Pnt(60, 44, d.height - d.pocket_depth), d.pocket_x, d.pocket_y,
                                  d.pocket_radius, d.pocket_depth + 1));
    tools.push_back(rounded_block(gp_Pnt(60, 15, d.height - d.slot_depth), d.slot_length,
                                  d.slot_width, d.slot_width / 2, d.slot_depth + 1));
    return solid_of(cut(body, tools));
}

TopoDS_Shape shape_of(const PrintedHousing& d) {
    const TopoDS_Shape outside =
        rounded_block(gp_Pnt(0, 0, 0), d.length, d.width, d.corner, d.height);
    const TopoDS_Shape inside = rounded_block(gp_Pnt(d.wall, d.wall, d.wall), d.length - 2 * d.wall,
                                              d.width - 2 * d.wall, d.corner - d.wall, d.height);
    TopoDS_Shape body = BRepAlgoAPI_Cut(outside, inside).Shape();
    std::vector<TopoDS_Shape> screws;
    for (const double x : {d.boss_inset, d.length - d.boss_inset}) {
        for (const double y : {d.boss_inset, d.width - d.boss_inset}) {
            // The boss starts inside the floor, so that both overlap instead of only touching.
            body = BRepAlgoAPI_Fuse(body, cylinder(gp_Pnt(x, y, d.wall / 2), kZ, d.boss,
                                                   d.boss_height + d.wall / 2))
                       .Shape();
            screws.push_back(cylinder(gp_Pnt(x, y, d.wall + d.boss_height - d.screw_depth), kZ,
                                      d.screw, d.screw_depth + 1));
        }
    }
    screws.push_back(cylinder(gp_Pnt(-1, d.width / 2, d.height / 2), kX, d.cable, d.wall + 2));
    return solid_of(cut(body, screws));
}

TopoDS_Shape shape_of(const TurnedShaft& d) {
    const auto at = [](double r, double z) { return gp_Pnt(r, 0, z); };
    const double z1 = d.l1;
    const double z2 = z1 + d.l2;
    const double z3 = z2 + d.l3;
    Outline profile(at(d.bore / 2, 0));
    profile.line(at(d.r1, 0))
        .line(at(d.r1, z1))
        .line(at(d.r2, z1))
        .line(at(d.r2, d.groove_from))
        .line(at(d.groove_r, d.groove_from))
        .line(at(d.groove_r, d.groove_from + d.groove_width))
        .line(at(d.r2, d.groove_from + d.groove_width))
        .line(at(d.r2, z2))
        .line(at(d.r3, z2))
        .line(at(d.r3, z3 - d.chamfer))
        .line(at(d.r3 - d.chamfer, z3))
        .line(at(0, z3))
        .line(at(0, d.bore_depth))
        .line(at(d.bore / 2, d.bore_depth));
    return solid_of(BRepPrimAPI_MakeRevol(profile.face(), gp_Ax1(gp_Pnt(0, 0, 0), kZ)).Shape());
}

TopoDS_Shape shape_of(const BentBracket& d) {
    const double t = d.thickness;
    const double ri = d.radius;
    const double ro = ri + t;
    const double s = std::sqrt(0.5);
    const double x1 = 2 * ro + d.web;  // outer width
    const auto at = [](double x, double z) { return gp_Pnt(x, 0, z); };
    // Web at the bottom, leg A at the left, leg B at the right; outer side first.
    Outline profile(at(0, ro + d.leg_a));
    profile.line(at(0, ro))
        .arc(at(ro - ro * s, ro - ro * s), at(ro, 0))
        .line(at(x1 - ro, 0))
        .arc(at(x1 - ro + ro * s, ro - ro * s), at(x1, ro))
        .line(at(x1, ro + d.leg_b))
        .line(at(x1 - t, ro + d.leg_b))
        .line(at(x1 - t, ro))
        .arc(at(x1 - ro + ri * s, ro - ri * s), at(x1 - ro, t))
        .line(at(ro, t))
        .arc(at(ro - ri * s, ro - ri * s), at(t, ro))
        .line(at(t, ro + d.leg_a));
    const TopoDS_Shape body = BRepPrimAPI_MakePrism(profile.face(), gp_Vec(0, d.width, 0)).Shape();
    std::vector<TopoDS_Shape> tools;
    for (const double y : {10.0, d.width - 10.0})
        tools.push_back(cylinder(gp_Pnt(-1, y, ro + d.leg_a - 10), kX, d.leg_hole, t + 2));
    tools.push_back(cylinder(gp_Pnt(x1 / 2, d.width / 2, -1), kZ, d.web_hole, t + 2));
    return solid_of(cut(body, tools));
}

}  // namespace millrace::examples
