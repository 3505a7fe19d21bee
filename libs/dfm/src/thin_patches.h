#pragma once

#include <cstdint>
#include <functional>

#include "measure.h"

namespace millrace::dfm {

/// Says which vertices of the mesh a rule is about; empty: all.
using VertexFilter = std::function<bool(std::uint32_t vertex)>;

/// Thin places as connected patches of the wall-thickness field, one reading for each. With a
/// filter only patches of wanted vertices; a field without values per vertex gives its minimum
/// whatever the filter.
[[nodiscard]] Measured thin_patches(const Subject& subject, const VertexFilter& wanted);

}  // namespace millrace::dfm
