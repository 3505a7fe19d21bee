#pragma once

// From which of the six axis directions a face is seen whole, as bits.

#include <cstdint>
#include <vector>

#include "millrace/facts/part_facts.h"

namespace millrace::dfm {

using AxisMask = unsigned;  ///< bit i: facts::axis_directions(frame)[i]

/// One mask for each face of the model; 0 where no direction sees it whole.
[[nodiscard]] std::vector<AxisMask> access_masks(const facts::PartFacts& facts, std::size_t faces);

/// Directions whose line runs along a unit vector, both senses; 0 when it lies along none.
[[nodiscard]] AxisMask along(const facts::PartFacts& facts, geom::Vec3 direction);

}  // namespace millrace::dfm
