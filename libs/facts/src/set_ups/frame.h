#pragma once

// The axes a part was designed along, wherever the model puts them, and other directions worth a
// look.

#include <array>
#include <vector>

#include "millrace/geom/convex_hull.h"
#include "surface.h"
#include "surface_patches.h"

namespace millrace::facts {

/// Directions of planes, cylinders, cones and tori, up to sign, with the area that has them.
struct DirectionVote {
    geom::Vec3 direction;  ///< unit, of the largest face
    double area_mm2 = 0.0;
};

/// Largest area first; directions within half a degree are one.
[[nodiscard]] std::vector<DirectionVote> direction_votes(const Patches& patches,
                                                         const std::vector<double>& patch_area_mm2);

/// The right-handed frame with most of that area along its axes. The axes of the model win unless
/// others gather 0.1 % more; a frame of its own has the part's longest side first. `box_axes` are
/// those of the part's smallest box, for parts without flat or round faces.
[[nodiscard]] std::array<geom::Vec3, 3> best_frame(const std::vector<DirectionVote>& votes,
                                                   const geom::TriangleMesh& hull,
                                                   const std::array<geom::Vec3, 3>& box_axes,
                                                   double area_mm2);

}  // namespace millrace::facts
