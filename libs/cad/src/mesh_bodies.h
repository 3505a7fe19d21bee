#pragma once

#include <cstdint>
#include <vector>

#include "millrace/geom/triangle_mesh.h"

namespace millrace::cad {

/// Which closed surfaces of a mesh make one body: the wall of a void belongs to the body around it,
/// surfaces that cross, touch or lie in each other's material belong together, and a body in the
/// void of another is one of its own. @return for every component the number of its body, counted
/// in order of first appearance. Needs a closed mesh. Cost: O(c² + n log n) for c components.
[[nodiscard]] std::vector<std::uint32_t> bodies_of_components(const geom::TriangleMesh& mesh,
                                                              const geom::Topology& topology);

}  // namespace millrace::cad
