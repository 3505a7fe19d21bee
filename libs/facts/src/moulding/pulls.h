#pragma once

// Directions worth trying: for the mould as a whole, and for slides.

#include <array>
#include <cstdint>
#include <vector>

#include "../set_ups/frame.h"
#include "true_surface.h"

namespace millrace::facts::moulding {

/// Lines (unit vectors, largest component positive) along which the part is likely to be made: the
/// axes of its frame, the normals of its planes and the axes of its round faces with most area, and
/// the axes of its smallest box. No two are nearer than 1°. How the part lies changes nothing.
[[nodiscard]] std::vector<geom::Vec3> candidate_lines(const Surface& surface,
                                                      const Patches& patches, const PartAxes& axes,
                                                      std::size_t lines_max);

/// A quick look along one line with a few hundred probes.
struct PullScore {
    geom::Vec3 pull;
    double undercut_share = 0.0;  ///< of the surface
    double parallel_share = 0.0;  ///< of the surface: walls without draft
    double depth_mm = 0.0;        ///< extent of the part along the line
};
[[nodiscard]] std::vector<PullScore> score_pulls(const TrueSurface& surface,
                                                 const std::vector<geom::Vec3>& lines);

/// True when `a` is to be preferred among pulls of the same undercut and side actions: a flat part
/// with few undrafted walls.
[[nodiscard]] double shape_cost(const PullScore& score, double diagonal_mm);

}  // namespace millrace::facts::moulding
