#pragma once

#include "reader.h"

namespace millrace::cad {

/// Looks over an IGES file before the kernel parses it: records of 73 to 80 columns, whose section
/// letters come in the order S, G, D, P, T, with at least one parameter record.
/// @return Syntax with the line, NoGeometry or Truncated. Cost: O(bytes).
[[nodiscard]] Status scan_iges(std::string_view text);

}  // namespace millrace::cad
