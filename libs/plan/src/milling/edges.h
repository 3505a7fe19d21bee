#pragma once

#include "millrace/geom/boundary_model.h"

namespace millrace::plan::milling {

/// Length of the outer edges sharper than 20°, which leave a burr. From exact edges where there are
/// any, else from the facets. Cost: O(t log t) for t triangles.
[[nodiscard]] double sharp_edge_length_mm(const geom::BoundaryModel& model);

}  // namespace millrace::plan::milling
