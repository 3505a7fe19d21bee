#pragma once

#include <vector>

#include "millrace/facts/features.h"
#include "millrace/geom/boundary_model.h"

namespace millrace::facts {

/// Raised and engraved text on plane faces of an exact model (docs/algorithms/lettering.md).
/// Cost: O(edges), and O(g²) for g outlines on one face, of which 2,000 are looked at.
[[nodiscard]] std::vector<Lettering> find_lettering(const geom::BoundaryModel& model);

}  // namespace millrace::facts
