#pragma once

// How far two surfaces lie apart.

#include <cstddef>

#include "millrace/geom/triangle_mesh.h"

namespace millrace::geom {

/// One-sided distances between two surfaces, both ways; upper bounds, never samples.
struct Deviation {
    double forward_mm = 0.0;   ///< no point of the first lies farther than this from the second
    double backward_mm = 0.0;  ///< and no point of the second farther than this from the first
};

/// Upper bounds of the one-sided Hausdorff distances. On every triangle the distance to the other
/// surface is at most that to one of its triangles, a convex function, so corners bound the inside;
/// triangles are cut in four until the bound is within 2 % or 1e-5 of the diagonal of a distance
/// that occurs, or `evaluations_max` nearest-point queries were made (the bound then is looser,
/// never wrong). Either mesh without a triangle gives 0. Cost: O((a + b) log(a + b)) in the usual
/// case. Reference: N. Aspert, D. Santa-Cruz, T. Ebrahimi: MESH, measuring errors between surfaces
/// using the Hausdorff distance, ICME 2002 (sampled there, bounded here).
[[nodiscard]] Deviation deviation(const TriangleMesh& first, const TriangleMesh& second,
                                  std::size_t evaluations_max);

}  // namespace millrace::geom
