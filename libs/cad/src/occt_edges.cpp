#include <cmath>

#include <BRepAdaptor_Curve.hxx>
#include <BRepTools.hxx>
#include <BRepTools_WireExplorer.hxx>
#include <BRep_Tool.hxx>
#include <GCPnts_AbscissaPoint.hxx>
#include <Geom2d_Curve.hxx>
#include <Precision.hxx>
#include <TopExp.hxx>
#include <TopExp_Explorer.hxx>
#include <TopoDS.hxx>
#include <TopoDS_Edge.hxx>
#include <TopoDS_Iterator.hxx>
#include <TopoDS_Vertex.hxx>
#include <TopoDS_Wire.hxx>
#include <gp_Circ.hxx>
#include <gp_Elips.hxx>

#include "occt_model.h"

namespace millrace::cad {
namespace {

constexpr std::uint32_t kNone = ~std::uint32_t{0};

// Chord error and number of the points along ellipses and free-form edges.
constexpr double kChord_mm = 0.005;
constexpr int kPointsMax = 400;

/// Points along a curve: as many as its chords need, found by doubling.
void sample_curve(const BRepAdaptor_Curve& curve, geom::Edge& edge) {
    const double first = curve.FirstParameter();
    const double last = curve.LastParameter();
    std::vector<geom::Vec3> points = {edge.start, edge.middle, edge.end};
    double worst = 1e300;
    while ((worst > kChord_mm || points.size() < 9) &&
           static_cast<int>(points.size()) < kPointsMax) {
        const auto n = points.size() - 1;
        std::vector<geom::Vec3> finer;
        finer.reserve(2 * n + 1);
        worst = 0.0;
        for (std::size_t i = 0; i < n; ++i) {
            const double at = (static_cast<double>(i) + 0.5) / static_cast<double>(n);
            const geom::Vec3 between = to_vec(curve.Value(first + at * (last - first)));
            const geom::Vec3 chord = points[i + 1] - points[i];
            const double l = geom::length(chord);
            const geom::Vec3 off = between - points[i];
            const double gap =
                l > 0.0 ? geom::length(geom::cross(off, chord)) / l : geom::length(off);
            worst = std::fmax(worst, gap);
            finer.push_back(points[i]);
            finer.push_back(between);
        }
        finer.push_back(points.back());
        points = std::move(finer);
    }
    edge.points = std::move(points);
}

void set_curve(const TopoDS_Edge& topo, geom::Edge& edge) {
    const BRepAdaptor_Curve curve(topo);
    const double first = curve.FirstParameter();
    const double last = curve.LastParameter();
    if (Precision::IsInfinite(first) || Precision::IsInfinite(last)) return;
    edge.start = to_vec(curve.Value(first));
    edge.end = to_vec(curve.Value(last));
    edge.middle = to_vec(curve.Value((first + last) / 2.0));
    switch (curve.GetType()) {
        case GeomAbs_Line:
            edge.kind = geom::CurveKind::Line;
            edge.length_mm = last - first;
            break;
        case GeomAbs_Circle: {
            const gp_Circ circle = curve.Circle();
            edge.kind = geom::CurveKind::Circle;
            edge.centre = to_vec(circle.Location());
            edge.axis = to_vec(circle.Axis().Direction());
            edge.radius_mm = circle.Radius();
            edge.length_mm = (last - first) * circle.Radius();
            break;
        }
        case GeomAbs_Ellipse: {
            const gp_Elips ellipse = curve.Ellipse();
            edge.kind = geom::CurveKind::Ellipse;
            edge.centre = to_vec(ellipse.Location());
            edge.axis = to_vec(ellipse.Axis().Direction());
            edge.length_mm = GCPnts_AbscissaPoint::Length(curve);
            sample_curve(curve, edge);
            break;
        }
        case GeomAbs_Hyperbola:
        case GeomAbs_Parabola:
        case GeomAbs_BezierCurve:
        case GeomAbs_BSplineCurve:
        case GeomAbs_OffsetCurve:
        case GeomAbs_OtherCurve:
            edge.kind = geom::CurveKind::Freeform;
            edge.length_mm = GCPnts_AbscissaPoint::Length(curve);
            if (!make_plain(curve, edge)) sample_curve(curve, edge);
            break;
    }
}

geom::Vec3 normal_beside(const TopoDS_Edge& edge, const TopoDS_Face& face, double parameter) {
    double first = 0.0;
    double last = 0.0;
    const Handle(Geom2d_Curve) curve = BRep_Tool::CurveOnSurface(edge, face, first, last);
    if (curve.IsNull()) return {};
    const gp_Pnt2d uv = curve->Value(parameter);
    return outward_normal(face, uv.X(), uv.Y());
}

/// Signed angle between the faces on both sides, > 0 where the body is convex.
double dihedral(const TopoDS_Edge& forward_edge, const TopoDS_Face& left,
                const TopoDS_Face& right) {
    const BRepAdaptor_Curve curve(forward_edge);
    const double parameter = (curve.FirstParameter() + curve.LastParameter()) / 2.0;
    gp_Pnt point;
    gp_Vec tangent;
    curve.D1(parameter, point, tangent);
    const geom::Vec3 n1 = normal_beside(forward_edge, left, parameter);
    const geom::Vec3 n2 = normal_beside(TopoDS::Edge(forward_edge.Reversed()), right, parameter);
    const double x = geom::dot(geom::cross(n1, n2), geom::normalized(to_vec(tangent)));
    return std::atan2(x, geom::dot(n1, n2));
}

struct EdgeSides {
    int left = 0;  ///< face (map index) that the edge bounds forward
    int right = 0;
    bool seam = false;
};

std::vector<EdgeSides> sides_of_edges(const ShapeMaps& maps) {
    std::vector<EdgeSides> sides(static_cast<std::size_t>(maps.edges.Extent()) + 1);
    for (int f = 1; f <= maps.faces.Extent(); ++f) {
        const TopoDS_Face face = TopoDS::Face(maps.faces(f));
        for (TopExp_Explorer it(face, TopAbs_EDGE); it.More(); it.Next()) {
            const TopoDS_Edge edge = TopoDS::Edge(it.Current());
            EdgeSides& side = sides[static_cast<std::size_t>(maps.edges.FindIndex(edge))];
            if (BRep_Tool::IsClosed(edge, face)) side.seam = true;
            int& slot = edge.Orientation() == TopAbs_REVERSED ? side.right : side.left;
            if (slot == 0) slot = f;
        }
    }
    return sides;
}

/// Edges of a wire in order, without seams and poles, cut into closed chains.
std::vector<geom::Loop> loops_of_wire(const TopoDS_Wire& wire, const TopoDS_Face& face,
                                      const ShapeMaps& maps,
                                      const std::vector<std::uint32_t>& number) {
    std::vector<geom::Loop> loops;
    TopoDS_Vertex chain_start;
    TopoDS_Vertex chain_end;
    bool open = false;
    // The explorer wants a forward face; a reversed face runs its loops the other way.
    const TopoDS_Face forward_face = TopoDS::Face(face.Oriented(TopAbs_FORWARD));
    for (BRepTools_WireExplorer it(wire, forward_face); it.More(); it.Next()) {
        const TopoDS_Edge& edge = it.Current();
        const int index = maps.edges.FindIndex(edge);
        if (index == 0 || number[static_cast<std::size_t>(index)] == kNone ||
            BRep_Tool::IsClosed(edge, forward_face)) {
            continue;
        }
        const TopoDS_Vertex first = TopExp::FirstVertex(edge, true);
        if (!open || chain_end.IsNull() || !chain_end.IsSame(first)) {
            loops.emplace_back();
            chain_start = first;
        }
        loops.back().edges.push_back(
            {number[static_cast<std::size_t>(index)], edge.Orientation() != TopAbs_REVERSED});
        chain_end = TopExp::LastVertex(edge, true);
        open = !chain_end.IsSame(chain_start);
    }
    if (face.Orientation() == TopAbs_REVERSED) {
        for (geom::Loop& loop : loops) {
            std::reverse(loop.edges.begin(), loop.edges.end());
            for (geom::EdgeUse& use : loop.edges) use.forward = !use.forward;
        }
    }
    return loops;
}

void add_loops(const ShapeMaps& maps, const std::vector<std::uint32_t>& number,
               const std::vector<EdgeSides>& sides, geom::BoundaryModel& model) {
    for (int f = 1; f <= maps.faces.Extent(); ++f) {
        const TopoDS_Face face = TopoDS::Face(maps.faces(f));
        geom::Face& out = model.faces[static_cast<std::size_t>(f - 1)];
        bool has_seam = false;
        for (TopExp_Explorer it(face, TopAbs_EDGE); it.More() && !has_seam; it.Next())
            has_seam = sides[static_cast<std::size_t>(maps.edges.FindIndex(it.Current()))].seam;
        int wires = 0;
        for (TopoDS_Iterator it(face); it.More(); it.Next())
            wires += it.Value().ShapeType() == TopAbs_WIRE;
        // Closed around its axis, a face has two borders of equal rank and no outer one.
        TopoDS_Wire outer;
        if (!has_seam && wires > 1) outer = BRepTools::OuterWire(face);
        for (TopoDS_Iterator it(face.Oriented(TopAbs_FORWARD)); it.More(); it.Next()) {
            if (it.Value().ShapeType() != TopAbs_WIRE) continue;
            const TopoDS_Wire wire = TopoDS::Wire(it.Value());
            for (geom::Loop& loop : loops_of_wire(wire, face, maps, number)) {
                loop.outer = !has_seam && (wires == 1 || (!outer.IsNull() && outer.IsSame(wire)));
                out.loops.push_back(std::move(loop));
            }
        }
    }
}

}  // namespace

void add_edges(const ShapeMaps& maps, geom::BoundaryModel& model) {
    const std::vector<EdgeSides> sides = sides_of_edges(maps);
    std::vector<std::uint32_t> number(sides.size(), kNone);
    for (int e = 1; e <= maps.edges.Extent(); ++e) {
        const auto index = static_cast<std::size_t>(e);
        const TopoDS_Edge topo = TopoDS::Edge(maps.edges(e).Oriented(TopAbs_FORWARD));
        if (BRep_Tool::Degenerated(topo)) continue;
        const EdgeSides& side = sides[index];
        geom::Edge edge;
        edge.seam = side.seam;
        if (side.left > 0) edge.left_face = static_cast<std::uint32_t>(side.left - 1);
        if (side.right > 0) edge.right_face = static_cast<std::uint32_t>(side.right - 1);
        set_curve(topo, edge);
        if (side.left > 0 && side.right > 0 && !side.seam) {
            edge.dihedral_rad = dihedral(topo, TopoDS::Face(maps.faces(side.left)),
                                         TopoDS::Face(maps.faces(side.right)));
        }
        number[index] = static_cast<std::uint32_t>(model.edges.size());
        model.edges.push_back(edge);
    }
    add_loops(maps, number, sides, model);
}

}  // namespace millrace::cad
