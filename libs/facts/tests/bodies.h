#pragma once

// Bodies whose facts are known in closed form, as a reader would hand them over: with exact faces
// and edges, or stripped to a mesh.

#include <functional>
#include <string>
#include <vector>

#include "millrace/base/rng.h"
#include "millrace/facts/part_facts.h"
#include "millrace/geom/boundary_model.h"

namespace millrace::facts {

inline constexpr double kTestPi = 3.14159265358979323846;

/// A point of a turned profile: radius and height. Segments run so that material is on their left
/// when r points right and z points up.
struct ProfilePoint {
    double r_mm;
    double z_mm;
};

/// Turns a closed profile around the z axis with `segments` facets. Exact model: planes, cylinders
/// and cones with their parameters, circles between them. Points with r = 0 lie on the axis.
geom::BoundaryModel turned_part(const std::vector<ProfilePoint>& profile, int segments);

/// Full of small boxes: the cell (i, j, k) between xs[i] and xs[i + 1] and so on is solid where
/// `solid` says so. Exact model: connected coplanar sides are one plane, straight edges one edge.
geom::BoundaryModel block_part(const std::vector<double>& xs, const std::vector<double>& ys,
                               const std::vector<double>& zs,
                               const std::function<bool(int, int, int)>& solid);

geom::BoundaryModel box_part(double x_mm, double y_mm, double z_mm);

/// A plate in a row of square cells, each with a round hole through its middle (radius 0: none).
/// Exact model: one cylinder for each hole, or two halves.
struct PlateOptions {
    double cell_mm = 20.0;
    double thickness_mm = 5.0;
    std::vector<double> radii_mm = {5.0};
    int segments = 48;  ///< of each circle, a multiple of 8
    bool split_holes = false;
};
geom::BoundaryModel plate_with_holes(const PlateOptions& options);

/// A sphere of `rings` x 2 `rings` facets around the origin, as a mesh.
geom::BoundaryModel ball_mesh(double radius_mm, int rings);

/// A triangular prism: right-angled at the origin, legs along x and z, extruded along y. Exact.
geom::BoundaryModel wedge_part(double x_mm, double y_mm, double z_mm);

/// The same exact model with the loops of its faces, chained from its edges; the widest is the
/// outer one. For faces without corners that touch.
geom::BoundaryModel with_loops(geom::BoundaryModel model);

/// A plate of 3 mm with letters of three by five squares in a row, raised or sunk. The letters are
/// of "EFLT"; others leave a gap. Exact, with loops.
struct LetterOptions {
    std::string text = "LEFT";
    double stroke_mm = 1.0;  ///< side of a square
    double relief_mm = 0.5;
    bool raised = true;
};
geom::BoundaryModel plate_with_letters(const LetterOptions& options);

/// The same part as a file without exact surfaces would give it: one face of kind Facets.
geom::BoundaryModel as_mesh(geom::BoundaryModel model);

/// The same part turned and moved.
struct Placement {
    std::array<geom::Vec3, 3> frame;  ///< images of the axes
    geom::Vec3 shift;

    [[nodiscard]] geom::Vec3 direction(geom::Vec3 v) const {
        return frame[0] * v.x + frame[1] * v.y + frame[2] * v.z;
    }
    [[nodiscard]] geom::Vec3 point(geom::Vec3 p) const { return direction(p) + shift; }
};
Placement random_placement(Rng& rng);
geom::BoundaryModel placed(geom::BoundaryModel model, const Placement& placement);

/// measure() with default options; the part must be measurable.
PartFacts facts_of(const geom::BoundaryModel& model);

}  // namespace millrace::facts
