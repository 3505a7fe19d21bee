#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "millrace/geom/vec.h"

namespace millrace::geom {

/// An indexed triangle mesh in millimetres, outward side counter-clockwise. The arrays after
/// `triangles` are either empty or as long as the array they describe.
struct TriangleMesh {
    std::vector<Vec3> vertices;
    std::vector<std::array<std::uint32_t, 3>> triangles;
    std::vector<std::uint32_t> face_of_triangle;      ///< index into BoundaryModel::faces
    std::vector<std::array<Vec3, 3>> corner_normals;  ///< exact surface normals, per corner

    [[nodiscard]] Vec3 corner(std::size_t triangle, int k) const {
        return vertices[triangles[triangle][static_cast<std::size_t>(k)]];
    }
};

/// Outward normal of a triangle, not normalised: its length is twice the area.
[[nodiscard]] inline Vec3 area_normal(const TriangleMesh& mesh, std::size_t triangle) {
    const Vec3 a = mesh.corner(triangle, 0);
    return cross(mesh.corner(triangle, 1) - a, mesh.corner(triangle, 2) - a);
}

/// Volume, area and centre of mass of a closed mesh by the divergence theorem about the box centre.
/// The volume of an inside-out mesh is negative; of an open one it depends on the origin and means
/// nothing. Cost: O(triangles).
struct MassProperties {
    double volume_mm3 = 0.0;
    double area_mm2 = 0.0;
    Vec3 centre_of_mass;  ///< area centroid when the volume vanishes
};
[[nodiscard]] MassProperties mass_properties(const TriangleMesh& mesh);

[[nodiscard]] Box bounding_box(const TriangleMesh& mesh);

/// How the triangles hang together. Vertices count as the same when their indices are: weld first.
struct Topology {
    std::size_t edges = 0;
    std::size_t open_edges = 0;            ///< used by one triangle only
    std::size_t non_manifold_edges = 0;    ///< used by three triangles or more
    std::size_t flipped_edges = 0;         ///< used twice in the same sense
    std::size_t degenerate_triangles = 0;  ///< repeated index or no area
    std::size_t duplicate_triangles = 0;   ///< the same three vertices as an earlier triangle
    std::vector<std::uint32_t> component_of_triangle;  ///< connected through edges
    std::uint32_t components = 0;

    [[nodiscard]] bool closed() const {
        return open_edges == 0 && non_manifold_edges == 0 && flipped_edges == 0;
    }
};
[[nodiscard]] Topology topology(const TriangleMesh& mesh);

/// Merges vertices that are exactly equal, or nearer than `tolerance_mm` (chains of near vertices
/// may collapse into one); order of first appearance is kept. Cost: O(vertices).
[[nodiscard]] TriangleMesh welded(const TriangleMesh& mesh, double tolerance_mm);

/// The sub-mesh of the triangles for which `keep` is true, with unused vertices dropped.
[[nodiscard]] TriangleMesh submesh(const TriangleMesh& mesh, const std::vector<bool>& keep);

}  // namespace millrace::geom
