#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "millrace/base/result.h"
#include "millrace/geom/boundary_model.h"

namespace millrace::geom {

/// Compact binary form of a boundary model, versioned, little-endian; passed from the sandboxed
/// reader to its parent and kept as a blob, so that a part can be planned again without its file.
[[nodiscard]] std::vector<std::byte> model_to_bytes(const BoundaryModel& model);

/// Any bytes give a model whose indices are all in range, or an error; fuzzed.
/// @return Syntax or Truncated. Cost: O(bytes), never allocates more than a small multiple of them.
[[nodiscard]] Result<BoundaryModel> model_from_bytes(std::span<const std::byte> bytes);

}  // namespace millrace::geom
