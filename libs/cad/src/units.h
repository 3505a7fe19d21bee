#pragma once

#include <optional>

#include "millrace/cad/read.h"

namespace millrace::cad {

/// Units of a mesh format that stores none: as stated, else millimetres with a reasoned doubt when
/// the diagonal is below 5 mm or above 1000 mm.
[[nodiscard]] Units units_of_unitless_mesh(const std::optional<LengthUnit>& stated,
                                           double diagonal_in_file_units);

}  // namespace millrace::cad
