#include <algorithm>
#include <cmath>
#include <numbers>

#include <BRepAdaptor_Surface.hxx>
#include <BRepGProp.hxx>
#include <GProp_GProps.hxx>
#include <GeomAdaptor_Surface.hxx>
#include <TopoDS.hxx>
#include <gp_Ax1.hxx>
#include <gp_Cone.hxx>
#include <gp_Cylinder.hxx>
#include <gp_Pln.hxx>
#include <gp_Sphere.hxx>
#include <gp_Torus.hxx>

#include "occt_model.h"

namespace millrace::cad {
namespace {

constexpr double kTwoPi = 2.0 * std::numbers::pi;

void set_axis(geom::Face& face, const gp_Pnt& origin, const gp_Dir& axis) {
    face.origin = to_vec(origin);
    face.axis = to_vec(axis);
}

/// The outward normal in the middle of a surface's own range, which a spline has and a plane needs
/// not.
geom::Vec3 outward_of_plane(const TopoDS_Face& topo) {
    const BRepAdaptor_Surface own(topo, false);
    if (own.GetType() == GeomAbs_Plane) return outward_normal(topo, 0.0, 0.0);
    return outward_normal(topo, (own.FirstUParameter() + own.LastUParameter()) / 2.0,
                          (own.FirstVParameter() + own.LastVParameter()) / 2.0);
}

void set_surface(const TopoDS_Face& topo, const Adaptor3d_Surface& surface, geom::Face& face) {
    switch (surface.GetType()) {
        case GeomAbs_Plane: {
            face.kind = geom::SurfaceKind::Plane;
            set_axis(face, surface.Plane().Location(), surface.Plane().Axis().Direction());
            // The plane's own normal may point either way; the face's orientation decides.
            const geom::Vec3 outward = outward_of_plane(topo);
            if (geom::length(outward) > 0.5) face.axis = outward;
            break;
        }
        case GeomAbs_Cylinder: {
            face.kind = geom::SurfaceKind::Cylinder;
            const gp_Cylinder cylinder = surface.Cylinder();
            set_axis(face, cylinder.Location(), cylinder.Axis().Direction());
            face.radius_mm = cylinder.Radius();
            break;
        }
        case GeomAbs_Cone: {
            face.kind = geom::SurfaceKind::Cone;
            const gp_Cone cone = surface.Cone();
            set_axis(face, cone.Location(), cone.Axis().Direction());
            face.radius_mm = cone.RefRadius();
            face.half_angle_rad = cone.SemiAngle();
            break;
        }
        case GeomAbs_Sphere: {
            face.kind = geom::SurfaceKind::Sphere;
            const gp_Sphere sphere = surface.Sphere();
            set_axis(face, sphere.Location(), sphere.Position().Direction());
            face.radius_mm = sphere.Radius();
            break;
        }
        case GeomAbs_Torus: {
            face.kind = geom::SurfaceKind::Torus;
            const gp_Torus torus = surface.Torus();
            set_axis(face, torus.Location(), torus.Axis().Direction());
            face.radius_mm = torus.MajorRadius();
            face.minor_radius_mm = torus.MinorRadius();
            break;
        }
        case GeomAbs_SurfaceOfRevolution: {
            face.kind = geom::SurfaceKind::Revolution;
            set_axis(face, surface.AxeOfRevolution().Location(),
                     surface.AxeOfRevolution().Direction());
            break;
        }
        case GeomAbs_SurfaceOfExtrusion:
            face.kind = geom::SurfaceKind::Extrusion;
            face.axis = to_vec(surface.Direction());
            break;
        case GeomAbs_BezierSurface:
        case GeomAbs_BSplineSurface:
        case GeomAbs_OffsetSurface:
        case GeomAbs_OtherSurface: face.kind = geom::SurfaceKind::Freeform; break;
    }
}

void set_surface(const TopoDS_Face& topo, geom::Face& face) {
    if (const Handle(Geom_Surface) plain = plain_surface(topo); !plain.IsNull()) {
        set_surface(topo, GeomAdaptor_Surface(plain), face);
    } else {
        set_surface(topo, BRepAdaptor_Surface(topo, false), face);
    }
}

bool has_axis(geom::SurfaceKind kind) {
    switch (kind) {
        case geom::SurfaceKind::Cylinder:
        case geom::SurfaceKind::Cone:
        case geom::SurfaceKind::Sphere:
        case geom::SurfaceKind::Torus:
        case geom::SurfaceKind::Revolution: return true;
        case geom::SurfaceKind::Plane:
        case geom::SurfaceKind::Extrusion:
        case geom::SurfaceKind::Freeform:
        case geom::SurfaceKind::Facets: return false;
    }
    return false;
}

/// Angles covered by triangles, as intervals that may pass 2π; merged at the end.
class AngleCover {
public:
    void add(double a, double b) {
        double from = std::min(a, b);
        double to = std::max(a, b);
        if (to - from > std::numbers::pi) {  // the short way round crosses zero
            std::swap(from, to);
            intervals_.emplace_back(from, kTwoPi);
            intervals_.emplace_back(0.0, to);
            return;
        }
        intervals_.emplace_back(from, to);
    }
    [[nodiscard]] double total() {
        std::sort(intervals_.begin(), intervals_.end());
        double covered = 0.0;
        double reached = -1.0;
        for (const auto& [from, to] : intervals_) {
            if (to <= reached) continue;
            covered += to - std::max(from, reached);
            reached = to;
        }
        // Rounding of the corner angles leaves slits that are no gaps.
        return covered > kTwoPi - 1e-6 ? kTwoPi : covered;
    }

private:
    std::vector<std::pair<double, double>> intervals_;
};

struct AxisFrame {
    geom::Vec3 origin, axis, x, y;
    explicit AxisFrame(const geom::Face& face) : origin{face.origin}, axis{face.axis} {
        const geom::Vec3 side = std::abs(axis.x) < 0.6 ? geom::Vec3{1, 0, 0} : geom::Vec3{0, 1, 0};
        x = geom::normalized(geom::cross(axis, side));
        y = geom::cross(axis, x);
    }
    [[nodiscard]] geom::Vec3 radial(geom::Vec3 p) const {
        const geom::Vec3 d = p - origin;
        return d - axis * geom::dot(d, axis);
    }
};

/// The vector from the place that a concave surface bends around to `p`.
geom::Vec3 from_centre(const geom::Face& face, const AxisFrame& frame, geom::Vec3 p) {
    if (face.kind == geom::SurfaceKind::Sphere) return p - face.origin;
    const geom::Vec3 radial = frame.radial(p);
    if (face.kind != geom::SurfaceKind::Torus) return radial;
    return p - (face.origin + geom::normalized(radial) * face.radius_mm);
}

void measure_about_axis(const geom::TriangleMesh& mesh, const std::vector<std::uint32_t>& triangles,
                        geom::Face& face) {
    const AxisFrame frame{face};
    AngleCover cover;
    double outwardness = 0.0;
    double low = 1e300;
    double high = -1e300;
    for (const std::uint32_t t : triangles) {
        const geom::Vec3 normal = geom::area_normal(mesh, t);
        double angle[3];
        bool at_axis = false;
        for (int k = 0; k < 3; ++k) {
            const geom::Vec3 p = mesh.corner(t, k);
            const double along = geom::dot(p - frame.origin, frame.axis);
            low = std::min(low, along);
            high = std::max(high, along);
            outwardness += geom::dot(normal, from_centre(face, frame, p));
            const geom::Vec3 radial = frame.radial(p);
            at_axis = at_axis || geom::length(radial) < 1e-9 * (1.0 + std::abs(along));
            double a = std::atan2(geom::dot(radial, frame.y), geom::dot(radial, frame.x));
            if (a < 0.0) a += kTwoPi;
            angle[k] = a;
        }
        if (at_axis) continue;  // its neighbours cover the same angle
        cover.add(angle[0], angle[1]);
        cover.add(angle[1], angle[2]);
        cover.add(angle[2], angle[0]);
    }
    face.concave = outwardness < 0.0;
    face.sweep_rad = cover.total();
    face.axial_min_mm = low > high ? 0.0 : low;
    face.axial_max_mm = low > high ? 0.0 : high;
}

}  // namespace

geom::Vec3 outward_normal(const TopoDS_Face& face, double u, double v) {
    const BRepAdaptor_Surface surface(face, false);
    gp_Pnt point;
    gp_Vec du;
    gp_Vec dv;
    surface.D1(u, v, point, du, dv);
    const geom::Vec3 normal = geom::normalized(to_vec(du.Crossed(dv)));
    return face.Orientation() == TopAbs_REVERSED ? -normal : normal;
}

void add_faces(const ShapeMaps& maps, const std::vector<FaceLabel>& labels,
               geom::BoundaryModel& model) {
    for (int i = 1; i <= maps.faces.Extent(); ++i) {
        const TopoDS_Face topo = TopoDS::Face(maps.faces(i));
        geom::Face face;
        set_surface(topo, face);
        GProp_GProps properties;
        BRepGProp::SurfaceProperties(topo, properties);
        face.area_mm2 = std::abs(properties.Mass());
        const auto index = static_cast<std::size_t>(i - 1);
        if (index < labels.size()) {
            face.name = labels[index].name;
            face.step_id = labels[index].step_id;
            face.colour = labels[index].colour;
        }
        model.faces.push_back(std::move(face));
    }
}

void measure_faces(geom::BoundaryModel& model) {
    const geom::TriangleMesh& mesh = model.mesh;
    std::vector<std::vector<std::uint32_t>> triangles(model.faces.size());
    for (std::uint32_t t = 0; t < mesh.triangles.size(); ++t)
        triangles[mesh.face_of_triangle[t]].push_back(t);
    for (std::size_t f = 0; f < model.faces.size(); ++f) {
        geom::Face& face = model.faces[f];
        geom::Vec3 moment;
        geom::Vec3 normal;
        double area = 0.0;
        for (const std::uint32_t t : triangles[f]) {
            const geom::Vec3 n = geom::area_normal(mesh, t);
            const double weight = geom::length(n);
            moment += (mesh.corner(t, 0) + mesh.corner(t, 1) + mesh.corner(t, 2)) * (weight / 3.0);
            normal += n;
            area += weight;
        }
        if (area > 0.0) {
            face.centroid = moment / area;
            // A mean shorter than a hundred-thousandth of the area is what rounding left over.
            if (geom::length(normal) > 1e-5 * area) face.normal = geom::normalized(normal);
        }
        if (has_axis(face.kind)) measure_about_axis(mesh, triangles[f], face);
    }
}

}  // namespace millrace::cad
