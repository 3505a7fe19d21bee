#pragma once

// multipart/form-data (RFC 7578) out of a whole body in memory.

#include <string>
#include <string_view>
#include <vector>

#include "millrace/base/result.h"

namespace millrace::http {

struct FormPart {
    std::string name;
    std::string file_name;  ///< last component of what was sent; empty for plain fields
    bool has_file_name = false;
    std::string_view content;  ///< belongs to the body
};

struct MultipartLimits {
    std::size_t parts_max = 200;
    std::size_t part_header_bytes_max = 8 << 10;
};

/// The boundary of a multipart/form-data Content-Type.
/// @return Unsupported when it is another type, Syntax when the boundary is missing or breaks RFC
/// 2046.
[[nodiscard]] Result<std::string> multipart_boundary(std::string_view content_type);

/// Splits a body at its boundary lines. A boundary counts only at the start of a line and when
/// nothing but spaces follow it, so that file contents can hold anything else, even the boundary in
/// the middle of a line. Text before the first and after the last boundary is ignored.
/// @return Truncated when the closing boundary is missing, Syntax or LimitExceeded.
/// Cost: O(bytes), copies no content. Fuzzed: fuzz/multipart_fuzz.cpp.
[[nodiscard]] Result<std::vector<FormPart>> parse_multipart(std::string_view body,
                                                            std::string_view boundary,
                                                            const MultipartLimits& limits);

}  // namespace millrace::http
