#pragma once

// What a reader makes of a file: a plain value that needs no CAD kernel. Meshes give the same value
// with fewer fields (faces of kind Facets, edges empty). Everything above works on this.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "millrace/geom/pmi.h"
#include "millrace/geom/triangle_mesh.h"
#include "millrace/geom/vec.h"

namespace millrace::geom {

enum class SurfaceKind {
    Plane,
    Cylinder,
    Cone,
    Sphere,
    Torus,
    Extrusion,
    Revolution,
    Freeform,
    Facets
};
enum class CurveKind { Line, Circle, Ellipse, Freeform };

/// Linear 0..1 red, green, blue.
struct Colour {
    float r = 0.0F;
    float g = 0.0F;
    float b = 0.0F;
    bool operator==(const Colour&) const = default;
};

/// One use of an edge by a loop; `forward` when the loop runs with the edge's own direction.
/// Curved everywhere: none of its facets is flat, however it looks.
[[nodiscard]] constexpr bool is_curved(SurfaceKind kind) {
    return kind == SurfaceKind::Cylinder || kind == SurfaceKind::Cone ||
           kind == SurfaceKind::Sphere || kind == SurfaceKind::Torus;
}

struct EdgeUse {
    std::uint32_t edge = 0;
    bool forward = true;
};

/// A closed chain of edges that bounds a face. One loop of a face is the outer one where that is
/// meaningful (a full cylinder has two loops and no outer one).
struct Loop {
    bool outer = false;
    std::vector<EdgeUse> edges;
};

struct Face {
    SurfaceKind kind = SurfaceKind::Facets;
    std::uint32_t body = 0;
    double area_mm2 = 0.0;
    Vec3 centroid;  ///< of the tessellation, area-weighted
    Vec3 normal;    ///< mean outward unit normal (zero where it cancels, as on a full cylinder)
    // Exact parameters where the kind has them.
    Vec3 origin;  ///< a point of the plane; a point on the axis; the centre of a sphere
    Vec3 axis;    ///< unit: plane's outward normal; axis of cylinder, cone, torus, revolution
    double radius_mm = 0.0;        ///< cylinder, sphere; torus: major; cone: at `origin`
    double minor_radius_mm = 0.0;  ///< torus
    double half_angle_rad = 0.0;   ///< cone: signed as the radius grows along `axis`
    bool concave =
        false;  ///< material outside the surface of revolution: holes, fillets in corners
    /// Angle swept around the axis by the tessellation, 2π for a full cylinder.
    double sweep_rad = 0.0;
    /// Extent along `axis`, relative to `origin`, for surfaces with an axis.
    double axial_min_mm = 0.0;
    double axial_max_mm = 0.0;
    std::vector<Loop> loops;
    std::string name;                      ///< of the STEP entity, empty where there is none
    std::optional<std::uint64_t> step_id;  ///< number of the ADVANCED_FACE entity
    std::optional<Colour> colour;
};

struct Edge {
    CurveKind kind = CurveKind::Freeform;
    double length_mm = 0.0;
    Vec3 start;
    Vec3 end;
    Vec3 middle;
    Vec3 centre;             ///< circle, ellipse
    Vec3 axis;               ///< circle, ellipse: unit normal of its plane
    double radius_mm = 0.0;  ///< circle
    /// Ellipses and free-form curves: points from start to end, chords within 0.005 mm of the curve
    /// (fewer where that would take more than 400). Empty for lines and circles.
    std::vector<Vec3> points;
    /// The faces on both sides; both the same on a seam, one missing on an open shell.
    std::optional<std::uint32_t> left_face;
    std::optional<std::uint32_t> right_face;
    /// Angle between the outward normals at the middle: > 0 convex, < 0 concave, |x| < 1e-4 smooth.
    double dihedral_rad = 0.0;
    bool seam = false;
};

struct Body {
    std::string name;
    bool solid = false;       ///< bounded by closed shells
    double volume_mm3 = 0.0;  ///< exact where the kernel knows it, else of the mesh
    double area_mm2 = 0.0;
    Vec3 centre_of_mass;
    std::uint32_t shells = 1;  ///< outer shell plus one for every enclosed void
    std::optional<Colour> colour;
};

/// One part as read: one body in the usual case. Lengths in mm whatever the file's unit was.
struct BoundaryModel {
    std::string name;
    bool exact = false;  ///< true: B-rep with exact surfaces; false: a mesh is all there is
    std::vector<Body> bodies;
    std::vector<Face> faces;
    std::vector<Edge> edges;
    TriangleMesh mesh;  ///< welded along shared edges; every triangle names its face
    Box exact_box;      ///< of the exact surfaces; empty where the mesh is all there is
    double mesh_deflection_mm = 0.0;  ///< largest distance mesh to exact surface; 0 for mesh input
    std::uint32_t quantity = 1;       ///< how often an assembly uses this part
    /// Whether a triangle belongs to a face that is curved everywhere.
    [[nodiscard]] bool curved_at(std::size_t triangle) const {
        if (!exact || triangle >= mesh.face_of_triangle.size()) return false;
        const std::uint32_t face = mesh.face_of_triangle[triangle];
        return face < faces.size() && is_curved(faces[face].kind);
    }
    std::vector<Pmi> pmi;  ///< in the order of the file; empty where it states none
};

}  // namespace millrace::geom
