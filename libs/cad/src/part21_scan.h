#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "millrace/base/result.h"

namespace millrace::cad {

/// What one lexical pass over an ISO 10303-21 file tells before the kernel sees it.
struct Part21Outline {
    std::vector<std::string> schemas;  ///< names in FILE_SCHEMA, as written
    std::size_t entities = 0;
    bool end_mark = true;  ///< END-ISO-10303-21 is there
};

/// Checks strings, comments, nesting, entity numbers and the end of the data section, so that what
/// would hang or crash a parser gets an error with a line number.
/// @return Syntax, Truncated or LimitExceeded. Cost: one pass.
[[nodiscard]] Result<Part21Outline> scan_part21(std::string_view text);

}  // namespace millrace::cad
