// Joins the triangulations of all faces. The kernel discretises an edge once and gives every face
// that uses it the same points in the same order, so vertices are shared by counting along edges
// and no tolerance is involved.
#include <algorithm>
#include <cmath>

#include <BRepAdaptor_Surface.hxx>
#include <BRep_Tool.hxx>
#include <Poly_PolygonOnTriangulation.hxx>
#include <Poly_Triangulation.hxx>
#include <TColStd_Array1OfInteger.hxx>
#include <TopExp.hxx>
#include <TopExp_Explorer.hxx>
#include <TopoDS.hxx>
#include <TopoDS_Edge.hxx>
#include <TopoDS_Vertex.hxx>

#include "occt_model.h"

namespace millrace::cad {
namespace {

constexpr std::uint32_t kNone = ~std::uint32_t{0};

class MeshJoiner {
public:
    MeshJoiner(const ShapeMaps& maps, geom::TriangleMesh& mesh)
        : maps_{maps},
          mesh_{mesh},
          vertex_(static_cast<std::size_t>(maps.vertices.Extent()) + 1, kNone),
          edge_(static_cast<std::size_t>(maps.edges.Extent()) + 1) {}

    bool add(int face_index) {
        const TopoDS_Face face = TopoDS::Face(maps_.faces(face_index));
        TopLoc_Location location;
        const Handle(Poly_Triangulation) triangulation = BRep_Tool::Triangulation(face, location);
        if (triangulation.IsNull()) return false;
        const gp_Trsf placement = location.Transformation();
        nodes_.assign(static_cast<std::size_t>(triangulation->NbNodes()) + 1, kNone);
        points_.resize(nodes_.size());
        for (int i = 1; i <= triangulation->NbNodes(); ++i) {
            points_[static_cast<std::size_t>(i)] =
                to_vec(triangulation->Node(i).Transformed(placement));
        }
        for (TopExp_Explorer it(face, TopAbs_EDGE); it.More(); it.Next())
            share_edge(TopoDS::Edge(it.Current()), triangulation, location);
        for (std::size_t i = 1; i < nodes_.size(); ++i)
            if (nodes_[i] == kNone) nodes_[i] = add_vertex(points_[i]);
        add_triangles(face, face_index, triangulation);
        return true;
    }

private:
    std::uint32_t add_vertex(geom::Vec3 point) {
        mesh_.vertices.push_back(point);
        return static_cast<std::uint32_t>(mesh_.vertices.size() - 1);
    }

    std::uint32_t vertex(const TopoDS_Vertex& vertex, geom::Vec3 point) {
        if (vertex.IsNull()) return add_vertex(point);
        const int index = maps_.vertices.FindIndex(vertex);
        if (index == 0) return add_vertex(point);
        std::uint32_t& id = vertex_[static_cast<std::size_t>(index)];
        if (id == kNone) id = add_vertex(point);
        return id;
    }

    void share_edge(const TopoDS_Edge& edge, const Handle(Poly_Triangulation) & triangulation,
                    const TopLoc_Location& location) {
        const Handle(Poly_PolygonOnTriangulation) polygon =
            BRep_Tool::PolygonOnTriangulation(edge, triangulation, location);
        if (polygon.IsNull() || polygon->NbNodes() < 2) return;
        const auto count = static_cast<std::size_t>(polygon->NbNodes());
        std::vector<std::size_t> local(count);
        for (std::size_t k = 0; k < count; ++k) {
            local[k] = static_cast<std::size_t>(polygon->Node(static_cast<int>(k) + 1));
            if (local[k] >= nodes_.size()) return;
        }
        TopoDS_Vertex first;
        TopoDS_Vertex last;
        TopExp::Vertices(edge, first, last);
        if (BRep_Tool::Degenerated(edge)) {
            // A pole: many points of the parameter plane, one point in space.
            for (const std::size_t node : local) nodes_[node] = vertex(first, points_[node]);
            return;
        }
        const int index = maps_.edges.FindIndex(edge);
        if (index == 0) return;
        std::vector<std::uint32_t>& shared = edge_[static_cast<std::size_t>(index)];
        if (shared.empty()) {
            shared.resize(count);
            for (std::size_t k = 1; k + 1 < count; ++k) shared[k] = add_vertex(points_[local[k]]);
            shared.front() = vertex(first, points_[local.front()]);
            shared.back() = vertex(last, points_[local.back()]);
        }
        if (shared.size() == count && runs_backwards(shared, local))
            std::reverse(local.begin(), local.end());
        for (std::size_t k = 0; k < count; ++k) {
            nodes_[local[k]] = shared.size() == count ? shared[k] : nearest(shared, local[k]);
        }
    }

    [[nodiscard]] double distance(std::uint32_t id, std::size_t node) const {
        return geom::length(mesh_.vertices[id] - points_[node]);
    }

    /// The second point tells the sense, also on a closed edge.
    [[nodiscard]] bool runs_backwards(const std::vector<std::uint32_t>& shared,
                                      const std::vector<std::size_t>& local) const {
        const std::size_t n = local.size();
        const double same = distance(shared[0], local[0]) + distance(shared[1], local[1]);
        const double turned = distance(shared[0], local[n - 1]) + distance(shared[1], local[n - 2]);
        return turned < same;
    }

    [[nodiscard]] std::uint32_t nearest(const std::vector<std::uint32_t>& shared,
                                        std::size_t node) const {
        return *std::min_element(shared.begin(), shared.end(), [&](auto a, auto b) {
            return distance(a, node) < distance(b, node);
        });
    }

    void add_triangles(const TopoDS_Face& face, int face_index,
                       const Handle(Poly_Triangulation) & triangulation) {
        const std::vector<geom::Vec3> normals = node_normals(face, triangulation);
        const bool reversed = face.Orientation() == TopAbs_REVERSED;
        for (int t = 1; t <= triangulation->NbTriangles(); ++t) {
            int n[3];
            triangulation->Triangle(t).Get(n[0], n[1], n[2]);
            if (reversed) std::swap(n[1], n[2]);
            std::array<std::uint32_t, 3> triangle{};
            std::array<geom::Vec3, 3> corner{};
            for (std::size_t k = 0; k < 3; ++k) {
                triangle[k] = nodes_[static_cast<std::size_t>(n[k])];
                corner[k] = normals[static_cast<std::size_t>(n[k])];
            }
            if (triangle[0] == triangle[1] || triangle[1] == triangle[2] ||
                triangle[2] == triangle[0]) {
                continue;  // collapsed at a pole
            }
            mesh_.triangles.push_back(triangle);
            mesh_.face_of_triangle.push_back(static_cast<std::uint32_t>(face_index - 1));
            const geom::Vec3 flat =
                geom::normalized(geom::area_normal(mesh_, mesh_.triangles.size() - 1));
            for (geom::Vec3& normal : corner)
                normal = as_float(geom::length(normal) > 0.5 ? normal : flat);
            mesh_.corner_normals.push_back(corner);
        }
    }

    /// Rounded to float, so that the value does not change when it passes through bytes.
    static geom::Vec3 as_float(geom::Vec3 v) {
        const auto round = [](double x) { return static_cast<double>(static_cast<float>(x)); };
        return {round(v.x), round(v.y), round(v.z)};
    }

    static std::vector<geom::Vec3> node_normals(const TopoDS_Face& face,
                                                const Handle(Poly_Triangulation) & triangulation) {
        std::vector<geom::Vec3> normals(static_cast<std::size_t>(triangulation->NbNodes()) + 1);
        if (!triangulation->HasUVNodes()) return normals;
        const BRepAdaptor_Surface surface(face, false);
        const double sign = face.Orientation() == TopAbs_REVERSED ? -1.0 : 1.0;
        const bool plane = surface.GetType() == GeomAbs_Plane;
        for (int i = 1; i <= triangulation->NbNodes(); ++i) {
            const auto k = static_cast<std::size_t>(i);
            if (plane && i > 1) {
                normals[k] = normals[1];
                continue;
            }
            const gp_Pnt2d uv = triangulation->UVNode(i);
            gp_Pnt point;
            gp_Vec du;
            gp_Vec dv;
            surface.D1(uv.X(), uv.Y(), point, du, dv);
            normals[k] = sign * geom::normalized(to_vec(du.Crossed(dv)));
        }
        return normals;
    }

    const ShapeMaps& maps_;
    geom::TriangleMesh& mesh_;
    std::vector<std::uint32_t> vertex_;             ///< mesh vertex of a topological vertex
    std::vector<std::vector<std::uint32_t>> edge_;  ///< mesh vertices along an edge
    std::vector<std::uint32_t> nodes_;              ///< mesh vertex of a node of this face
    std::vector<geom::Vec3> points_;
};

}  // namespace

bool add_mesh(const ShapeMaps& maps, geom::BoundaryModel& model) {
    MeshJoiner joiner{maps, model.mesh};
    bool complete = true;
    for (int i = 1; i <= maps.faces.Extent(); ++i) complete = joiner.add(i) && complete;
    return complete;
}

}  // namespace millrace::cad
