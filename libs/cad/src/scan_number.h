#pragma once

#include <string_view>

namespace millrace::cad {

/// Reads a whole word as a number. Overflow gives infinity and underflow zero, so that the caller
/// can name the place; false when the word is no number.
[[nodiscard]] bool scan_number(std::string_view word, double& value);

}  // namespace millrace::cad
