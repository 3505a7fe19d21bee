// Plane regions as solids of one thickness.
#include <numeric>

#include <BRepBuilderAPI_MakeEdge.hxx>
#include <BRepBuilderAPI_MakeFace.hxx>
#include <BRepBuilderAPI_MakeVertex.hxx>
#include <BRepBuilderAPI_MakeWire.hxx>
#include <BRepPrimAPI_MakePrism.hxx>
#include <Geom_BSplineCurve.hxx>
#include <Geom_Circle.hxx>
#include <Geom_Ellipse.hxx>
#include <TopoDS.hxx>
#include <TopoDS_Edge.hxx>
#include <TopoDS_Solid.hxx>
#include <TopoDS_Vertex.hxx>
#include <TopoDS_Wire.hxx>
#include <gp_Pln.hxx>

#include "dxf.h"
#include "occt_model.h"

namespace millrace::cad {
namespace {

using dxf::Curve;
using dxf::Kind;
using dxf::Point;

gp_Pnt at(Point p) { return {p.x, p.y, 0.0}; }

/// Frame whose x direction is `u`, turning to `v`.
gp_Ax2 frame(const Curve& curve, Point u, bool left) {
    return {at(curve.centre), gp_Dir(0.0, 0.0, left ? 1.0 : -1.0), gp_Dir(u.x, u.y, 0.0)};
}

TopoDS_Edge edge_of_arc(const Curve& curve, const TopoDS_Vertex& from, const TopoDS_Vertex& to) {
    // The kernel's circles and ellipses run to the left around their axis; one that turns the other
    // way has its axis downwards.
    const bool left = (dxf::cross(curve.u, curve.v) > 0.0) == (curve.sweep > 0.0);
    double begin = curve.sweep > 0.0 ? curve.from : -curve.from;
    const double span = std::abs(curve.sweep);
    Point major = curve.u;
    double a = dxf::length(curve.u);
    double b = dxf::length(curve.v);
    if (curve.kind == Kind::Arc) {
        const Handle(Geom_Circle) circle = new Geom_Circle(frame(curve, major, left), a);
        return BRepBuilderAPI_MakeEdge(circle, from, to, begin, begin + span);
    }
    if (b > a) {  // the long axis comes first: a quarter turn on
        major = curve.sweep > 0.0 ? curve.v : curve.v * -1.0;
        std::swap(a, b);
        begin -= 1.57079632679489662;
    }
    const Handle(Geom_Ellipse) ellipse = new Geom_Ellipse(frame(curve, major, left), a, b);
    return BRepBuilderAPI_MakeEdge(ellipse, from, to, begin, begin + span);
}

TopoDS_Edge edge_of_spline(const Curve& curve, const TopoDS_Vertex& from, const TopoDS_Vertex& to) {
    const auto n = static_cast<int>(curve.poles.size());
    TColgp_Array1OfPnt poles(1, n);
    TColStd_Array1OfReal weights(1, n);
    for (int i = 1; i <= n; ++i) {
        const auto k = static_cast<std::size_t>(i - 1);
        poles(i) = at(curve.poles[k]);
        weights(i) = curve.weights.empty() ? 1.0 : curve.weights[k];
    }
    std::vector<std::pair<double, int>> knots;
    for (const double knot : curve.knots) {
        if (knots.empty() || knot > knots.back().first + 1e-12) {
            knots.emplace_back(knot, 1);
        } else {
            ++knots.back().second;
        }
    }
    const auto m = static_cast<int>(knots.size());
    TColStd_Array1OfReal values(1, m);
    TColStd_Array1OfInteger multiplicities(1, m);
    for (int i = 1; i <= m; ++i) {
        values(i) = knots[static_cast<std::size_t>(i - 1)].first;
        multiplicities(i) = knots[static_cast<std::size_t>(i - 1)].second;
    }
    const Handle(Geom_BSplineCurve) spline =
        new Geom_BSplineCurve(poles, weights, values, multiplicities, curve.degree);
    return BRepBuilderAPI_MakeEdge(spline, from, to,
                                   curve.knots[static_cast<std::size_t>(curve.degree)],
                                   curve.knots[curve.poles.size()]);
}

TopoDS_Wire wire_of(const dxf::Contour& contour) {
    const std::size_t n = contour.curves.size();
    std::vector<TopoDS_Vertex> corners;
    for (const Curve& curve : contour.curves)
        corners.push_back(BRepBuilderAPI_MakeVertex(at(curve.start)));
    BRepBuilderAPI_MakeWire wire;
    for (std::size_t i = 0; i < n; ++i) {
        const Curve& curve = contour.curves[i];
        const TopoDS_Vertex& from = corners[i];
        const TopoDS_Vertex& to = corners[(i + 1) % n];
        switch (curve.kind) {
            case Kind::Line: wire.Add(BRepBuilderAPI_MakeEdge(from, to)); break;
            case Kind::Arc:
            case Kind::Ellipse: wire.Add(edge_of_arc(curve, from, to)); break;
            case Kind::Spline: wire.Add(edge_of_spline(curve, from, to)); break;
        }
    }
    return wire.Wire();
}

Result<TopoDS_Shape> solid_of(const DxfRegion& region, double thickness) {
    const char* doing = "build the contour at ";
    Point place = region.contours.front().curves.front().start;
    try {
        BRepBuilderAPI_MakeFace face(gp_Pln(gp_Pnt(0, 0, 0), gp_Dir(0, 0, 1)),
                                     wire_of(region.contours.front()), true);
        for (std::size_t i = 1; i < region.contours.size(); ++i) {
            place = region.contours[i].curves.front().start;
            face.Add(TopoDS::Wire(wire_of(region.contours[i]).Reversed()));
        }
        return TopoDS_Shape{
            BRepPrimAPI_MakePrism(face.Face(), gp_Vec(0.0, 0.0, thickness)).Shape()};
    } catch (const Standard_Failure& failure) {
        return error_of(failure, doing + point_text({place.x, place.y, 0.0}) + " mm");
    }
}

}  // namespace

Status add_extruded(const std::vector<DxfRegion>& regions, double thickness_mm,
                    const ReadOptions& options, const Progress& progress, ReadFile& file) {
    silence_kernel();
    try {
        std::vector<PartShape> parts;
        for (const DxfRegion& region : regions) {
            MILLRACE_TRY(TopoDS_Shape solid, solid_of(region, thickness_mm));
            PartShape part;
            part.shape = std::move(solid);
            parts.push_back(std::move(part));
        }
        return add_parts(std::move(parts), TopoDS_Shape(), options, progress, file);
    } catch (const Standard_Failure& failure) {
        return error_of(failure, "build the sheet of the drawing");
    }
}

}  // namespace millrace::cad
