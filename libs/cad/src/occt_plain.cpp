// Splines that are planes, cylinders, cones, balls, tori, lines or circles. Some programs write
// every surface as a spline: a hole is a hole however its file puts it.

#include <algorithm>
#include <cmath>

#include <BRepAdaptor_Curve.hxx>
#include <BRepAdaptor_Surface.hxx>
#include <BRep_Tool.hxx>
#include <GeomAdaptor_Curve.hxx>
#include <Geom_CylindricalSurface.hxx>
#include <Geom_Surface.hxx>
#include <Geom_SurfaceOfLinearExtrusion.hxx>
#include <Geom_SurfaceOfRevolution.hxx>
#include <ShapeCustom_Surface.hxx>
#include <TopoDS.hxx>
#include <gp_Ax3.hxx>
#include <gp_Circ.hxx>
#include <gp_Lin.hxx>

#include "occt_model.h"

namespace millrace::cad {
namespace {

using geom::Vec3;

/// How far a spline may lie off: what files keep of a surface, and far below what is made.
constexpr double kPlainMax_mm = 1e-3;
/// A circle so large would be a line to everyone.
constexpr double kRadiusMax = 1e4;  // times the length of its arc
constexpr int kChecks = 24;

Handle(Geom_Surface) swept(const Handle(Geom_Surface) & surface) {
    if (const auto pulled = Handle(Geom_SurfaceOfLinearExtrusion)::DownCast(surface)) {
        const GeomAdaptor_Curve curve(pulled->BasisCurve());
        if (curve.GetType() != GeomAbs_Circle) return {};
        const gp_Circ circle = curve.Circle();
        if (!circle.Axis().Direction().IsParallel(pulled->Direction(), 1e-9)) return {};
        return new Geom_CylindricalSurface(gp_Ax3(circle.Position()), circle.Radius());
    }
    if (const auto turned = Handle(Geom_SurfaceOfRevolution)::DownCast(surface)) {
        const GeomAdaptor_Curve curve(turned->BasisCurve());
        const gp_Ax1 axis = turned->Axis();
        if (curve.GetType() != GeomAbs_Line) return {};
        const gp_Lin line = curve.Line();
        if (!line.Direction().IsParallel(axis.Direction(), 1e-9)) return {};
        return new Geom_CylindricalSurface(gp_Ax3(axis.Location(), axis.Direction()),
                                           gp_Lin(axis).Distance(line.Location()));
    }
    return {};
}

/// The cylinder through points of a spline, by their normals: these are square to its axis and meet
/// on it. The kernel's own conversion finds only those that it cut itself.
Handle(Geom_Surface) cylinder_through(const BRepAdaptor_Surface& surface) {
    constexpr int kGrid = 6;
    constexpr double kSquare = 1e-5;
    std::vector<Vec3> points;
    std::vector<Vec3> normals;
    for (int i = 0; i <= kGrid; ++i) {
        for (int k = 0; k <= kGrid; ++k) {
            const double u = surface.FirstUParameter() +
                             (surface.LastUParameter() - surface.FirstUParameter()) * i / kGrid;
            const double v = surface.FirstVParameter() +
                             (surface.LastVParameter() - surface.FirstVParameter()) * k / kGrid;
            gp_Pnt point;
            gp_Vec du;
            gp_Vec dv;
            surface.D1(u, v, point, du, dv);
            const Vec3 normal = normalized(to_vec(du.Crossed(dv)));
            if (length(normal) < 0.5) return {};
            points.push_back(to_vec(point));
            normals.push_back(normal);
        }
    }
    Vec3 across;
    for (const Vec3 normal : normals) {
        const Vec3 one = cross(normals.front(), normal);
        if (length(one) > length(across)) across = one;
    }
    if (length(across) < 0.05) return {};
    const Vec3 axis = normalized(across);
    if (std::any_of(normals.begin(), normals.end(),
                    [&](Vec3 n) { return std::abs(dot(n, axis)) > kSquare; }))
        return {};
    // Where the normals of two points meet, seen along the axis.
    const Vec3 n0 = normals.front();
    std::size_t far = 0;
    for (std::size_t k = 1; k < normals.size(); ++k)
        if (length(cross(n0, normals[k])) > length(cross(n0, normals[far]))) far = k;
    const Vec3 n1 = normals[far];
    const Vec3 between = points[far] - points.front();
    const double along = dot(cross(between, n1), axis) / dot(cross(n0, n1), axis);
    const Vec3 centre = points.front() + n0 * along;
    const double radius = std::abs(along);
    for (const Vec3 p : points) {
        const Vec3 off = p - centre;
        if (std::abs(length(off - axis * dot(off, axis)) - radius) > kPlainMax_mm) return {};
    }
    return new Geom_CylindricalSurface(
        gp_Ax3(gp_Pnt(centre.x, centre.y, centre.z), gp_Dir(axis.x, axis.y, axis.z)), radius);
}

}  // namespace

Handle(Geom_Surface) plain_surface(const TopoDS_Face& face) {
    const Handle(Geom_Surface) surface = BRep_Tool::Surface(face);
    if (surface.IsNull()) return {};
    switch (BRepAdaptor_Surface(face, false).GetType()) {
        case GeomAbs_SurfaceOfRevolution:
        case GeomAbs_SurfaceOfExtrusion: return swept(surface);
        case GeomAbs_BezierSurface:
        case GeomAbs_BSplineSurface: {
            ShapeCustom_Surface custom(surface);
            Handle(Geom_Surface) plain = custom.ConvertToAnalytical(kPlainMax_mm, false);
            if (!plain.IsNull() && custom.Gap() <= kPlainMax_mm) return plain;
            return cylinder_through(BRepAdaptor_Surface(face, true));
        }
        case GeomAbs_Plane:
        case GeomAbs_Cylinder:
        case GeomAbs_Cone:
        case GeomAbs_Sphere:
        case GeomAbs_Torus:
        case GeomAbs_OffsetSurface:
        case GeomAbs_OtherSurface: return {};
    }
    return {};
}

bool make_plain(const BRepAdaptor_Curve& curve, geom::Edge& edge) {
    const double first = curve.FirstParameter();
    const double step = (curve.LastParameter() - first) / kChecks;
    std::vector<Vec3> points;
    for (int k = 0; k <= kChecks; ++k) points.push_back(to_vec(curve.Value(first + k * step)));
    const auto all_within = [&](const auto& distance) {
        return std::all_of(points.begin(), points.end(),
                           [&](Vec3 p) { return distance(p) <= kPlainMax_mm; });
    };
    const Vec3 chord = edge.end - edge.start;
    const bool closed = length(chord) < kPlainMax_mm;
    if (!closed) {
        const Vec3 along = normalized(chord);
        if (all_within([&](Vec3 p) { return length(cross(p - edge.start, along)); })) {
            edge.kind = geom::CurveKind::Line;
            edge.middle = (edge.start + edge.end) / 2.0;
            edge.length_mm = length(chord);
            edge.points.clear();
            return true;
        }
    }
    // Through three points far apart; of a closed curve the ends are one.
    const Vec3 a = points[0];
    const Vec3 ab = points[kChecks / 3] - a;
    const Vec3 ac = points[2 * kChecks / 3] - a;
    const Vec3 normal = cross(ab, ac);
    const double square = dot(normal, normal);
    if (!(square > 0.0)) return false;
    const Vec3 to_centre =
        (cross(normal, ab) * dot(ac, ac) + cross(ac, normal) * dot(ab, ab)) / (2.0 * square);
    const double radius = length(to_centre);
    if (radius > kRadiusMax * edge.length_mm) return false;
    const Vec3 centre = a + to_centre;
    const Vec3 axis = normalized(normal);
    const bool round = all_within([&](Vec3 p) {
        return std::max(std::abs(length(p - centre) - radius), std::abs(dot(p - centre, axis)));
    });
    if (!round) return false;
    edge.kind = geom::CurveKind::Circle;
    edge.centre = centre;
    edge.axis = axis;
    edge.radius_mm = radius;
    const double half = edge.length_mm / 2.0 / radius;
    const Vec3 spoke = edge.start - centre;
    edge.middle = centre + spoke * std::cos(half) + cross(axis, spoke) * std::sin(half);
    edge.points.clear();
    return true;
}

}  // namespace millrace::cad
