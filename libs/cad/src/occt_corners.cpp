// Faces that the kernel's mesher loses (OpenCASCADE 7.6.3). On a cone or cylinder every border is a
// straight line in the parameter plane; where the lines of two edges miss each other at their
// corner by rounding, 1e-15 or so, the mesher may take them for a border that crosses itself and
// leaves the face empty or fills one of its rims. Rounding follows the pose: long cones with the
// seam at half a turn are lost in every second one. With ends that are equal to the last bit none
// is.
#include <cmath>
#include <vector>

#include <BRepMesh_IncrementalMesh.hxx>
#include <BRepTools.hxx>
#include <BRep_Builder.hxx>
#include <BRep_Tool.hxx>
#include <Geom2d_BSplineCurve.hxx>
#include <Poly_Triangulation.hxx>
#include <TColStd_Array1OfInteger.hxx>
#include <TColStd_Array1OfReal.hxx>
#include <TColgp_Array1OfPnt2d.hxx>
#include <TopExp.hxx>
#include <TopLoc_Location.hxx>
#include <TopoDS.hxx>
#include <TopoDS_Edge.hxx>

#include "occt_model.h"

namespace millrace::cad {
namespace {

constexpr double kAreaSlack = 0.05;  // chords of 20 degrees take half a percent
constexpr double kSameCorner = 1e-9;

double meshed_area(const TopoDS_Face& face) {
    TopLoc_Location location;
    const Handle(Poly_Triangulation) mesh = BRep_Tool::Triangulation(face, location);
    if (mesh.IsNull()) return 0.0;
    double area = 0.0;
    for (int t = 1; t <= mesh->NbTriangles(); ++t) {
        int n[3];
        mesh->Triangle(t).Get(n[0], n[1], n[2]);
        const gp_Vec a(mesh->Node(n[0]), mesh->Node(n[1]));
        const gp_Vec b(mesh->Node(n[0]), mesh->Node(n[2]));
        area += a.Crossed(b).Magnitude() / 2.0;
    }
    return area;
}

/// Gives the straight borders of one face common ends.
class CornerJoiner {
public:
    explicit CornerJoiner(const TopoDS_Face& face)
        : face_{face}, surface_{BRep_Tool::Surface(face, location_)} {}

    void run() {
        TopTools_IndexedMapOfShape edges;
        TopExp::MapShapes(face_, TopAbs_EDGE, edges);
        for (int i = 1; i <= edges.Extent(); ++i)
            join(TopoDS::Edge(edges(i).Oriented(TopAbs_FORWARD)));
    }

private:
    void join(const TopoDS_Edge& edge) {
        double from = 0.0;
        double to = 0.0;
        const auto line_of = [&](const TopoDS_Edge& one) {
            const Handle(Geom2d_Curve) curve =
                BRep_Tool::CurveOnSurface(one, surface_, location_, from, to);
            return joined(curve, from, to);
        };
        const Handle(Geom2d_Curve) line = line_of(edge);
        if (line.IsNull()) return;
        const BRep_Builder builder;
        const double tolerance = BRep_Tool::Tolerance(edge);
        if (BRep_Tool::IsClosed(edge, surface_, location_)) {
            const Handle(Geom2d_Curve) other = line_of(TopoDS::Edge(edge.Reversed()));
            if (other.IsNull()) return;
            builder.UpdateEdge(edge, line, other, surface_, location_, tolerance);
        } else {
            builder.UpdateEdge(edge, line, surface_, location_, tolerance);
        }
        builder.Range(edge, surface_, location_, from, to);
    }

    /// The same line with the ends of its neighbours; null where it is not straight.
    [[nodiscard]] Handle(Geom2d_Curve)
        joined(const Handle(Geom2d_Curve) & curve, double from, double to) {
        if (curve.IsNull() || !(to > from)) return {};
        TColgp_Array1OfPnt2d ends(1, 2);
        ends(1) = curve->Value(from);
        ends(2) = curve->Value(to);
        for (const double share : {0.25, 0.5, 0.75}) {
            const gp_XY on = ends(1).XY() * (1.0 - share) + ends(2).XY() * share;
            if (gp_Pnt2d(on).Distance(curve->Value(from + (to - from) * share)) > kSameCorner)
                return {};
        }
        ends(1) = corner(ends(1));
        ends(2) = corner(ends(2));
        TColStd_Array1OfReal knots(1, 2);
        knots(1) = from;
        knots(2) = to;
        TColStd_Array1OfInteger multiplicities(1, 2);
        multiplicities.Init(2);
        return new Geom2d_BSplineCurve(ends, knots, multiplicities, 1);
    }

    gp_Pnt2d corner(const gp_Pnt2d& point) {
        for (const gp_Pnt2d& known : corners_)
            if (known.Distance(point) < kSameCorner) return known;
        corners_.push_back(point);
        return point;
    }

    const TopoDS_Face& face_;
    TopLoc_Location location_;
    Handle(Geom_Surface) surface_;
    std::vector<gp_Pnt2d> corners_;
};

}  // namespace

void mesh_lost_faces(const TopoDS_Shape& shape, const ShapeMaps& maps,
                     const geom::BoundaryModel& model, const IMeshTools_Parameters& parameters) {
    bool lost = false;
    for (int i = 1; i <= maps.faces.Extent(); ++i) {
        const geom::Face& face = model.faces[static_cast<std::size_t>(i - 1)];
        if (face.kind != geom::SurfaceKind::Cone && face.kind != geom::SurfaceKind::Cylinder)
            continue;
        const TopoDS_Face topo = TopoDS::Face(maps.faces(i));
        if (std::abs(meshed_area(topo) - face.area_mm2) <= kAreaSlack * face.area_mm2) continue;
        CornerJoiner{topo}.run();
        lost = true;
    }
    if (!lost) return;
    BRepTools::Clean(shape);
    const BRepMesh_IncrementalMesh mesher(shape, parameters);
}

}  // namespace millrace::cad
