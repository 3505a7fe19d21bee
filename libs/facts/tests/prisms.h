#pragma once

// Exact models of prisms for tests: an outline with holes in it, extruded. Written out by hand, so
// that nothing but the definition of a boundary model stands between a test and its closed form.

#include <array>
#include <vector>

#include "millrace/geom/boundary_model.h"

namespace millrace::facts::testing {

using Ring = std::vector<std::array<double, 2>>;

/// Ground plan in x and y, counter-clockwise; holes clockwise. Face 0 is the bottom, face 1 the
/// top, then one face for every side of the outline and of the holes in order.
[[nodiscard]] geom::BoundaryModel prism(const Ring& outline, const std::vector<Ring>& holes,
                                        double height_mm);

/// A rotation, row by row.
using Rotation = std::array<geom::Vec3, 3>;
/// A random rotation of a seed.
[[nodiscard]] Rotation random_rotation(std::uint64_t seed);
/// The part turned, moved and scaled, as a file written that way would give it.
[[nodiscard]] geom::BoundaryModel moved(geom::BoundaryModel model, const Rotation& rotation,
                                        geom::Vec3 by_mm, double scale);

}  // namespace millrace::facts::testing
