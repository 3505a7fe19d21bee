#pragma once

// How a part stands in a printer when the rules are evaluated.

#include <optional>

#include "measure.h"

namespace millrace::dfm {

/// The chosen build direction. Where no plan chose one: the direction of least cost by height,
/// supported area, down-facing area and slenderness, with weights for the process; null for
/// processes without such weights and for parts whose directions were not measured.
/// Cost: O(d) for d measured directions.
[[nodiscard]] const facts::BuildDirection* build_of(const Subject& subject);

/// "Not checked" for want of a build direction.
[[nodiscard]] Measured no_build(const Subject& subject);

/// Smallest height of the mesh along `up`.
[[nodiscard]] double lowest(const geom::TriangleMesh& mesh, geom::Vec3 up);

}  // namespace millrace::dfm
