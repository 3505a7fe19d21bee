#pragma once

// The working form of a part's surface that the measurements share.

#include <cstdint>
#include <vector>

#include "millrace/base/cancel.h"
#include "millrace/geom/boundary_model.h"
#include "millrace/geom/ray_scene.h"

namespace millrace::facts {

inline constexpr double kPi = 3.14159265358979323846;

/// A point of the surface that stands for the small piece around it.
struct Sample {
    geom::Vec3 point;
    geom::Vec3 normal;  ///< outward, unit; of the curved surface where it is known
    double area_mm2 = 0.0;
    std::uint32_t triangle = 0;
};

/// Mesh with outward sides, a tree for rays, and samples: at least one per triangle, more on
/// large ones. Samples are ordered by triangle.
struct Surface {
    explicit Surface(geom::TriangleMesh outward_mesh);

    geom::TriangleMesh mesh;
    geom::RayScene scene;
    std::vector<double> triangle_area_mm2;
    std::vector<Sample> samples;
    std::vector<std::uint32_t> first_sample;  ///< of each triangle; one more at the end
    double diagonal_mm = 0.0;  ///< from end to end; of a box its diagonal, however it lies
    double grain_mm = 0.0;     ///< distances below this mean nothing: 1e-5 of the diagonal

private:
    bool make_samples(double edge_max_mm, std::size_t samples_max);
};

/// Normals at the corners of a mesh without exact ones: neighbours within 40° are averaged,
/// weighted by corner angle and area, so that a plane beside a fillet keeps its own.
[[nodiscard]] std::vector<std::array<geom::Vec3, 3>> smoothed_normals(
    const geom::TriangleMesh& mesh);

/// The same mesh with all sides turned around.
[[nodiscard]] geom::TriangleMesh turned_inside_out(geom::TriangleMesh mesh);

/// The shared edges of a mesh: every pair of neighbouring triangles once, ordered by vertices.
struct SharedEdge {
    std::uint32_t a = 0;  ///< vertices; the edge runs a -> b in `left`
    std::uint32_t b = 0;
    std::uint32_t left = 0;
    std::uint32_t right = 0;
    /// Angle between the outward normals: > 0 convex, < 0 concave.
    double dihedral_rad = 0.0;
};
/// Edges used by exactly two triangles in opposite sense. Cost: O(n log n).
[[nodiscard]] std::vector<SharedEdge> shared_edges(const geom::TriangleMesh& mesh);

}  // namespace millrace::facts
