#pragma once

// RFC 9457 problem details, and the one table from error codes to HTTP statuses.

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "message.h"
#include "millrace/base/result.h"
#include "millrace/base/text.h"

namespace millrace::http {

/// One wrong member of a request.
struct FieldError {
    std::string pointer;  ///< JSON Pointer, or the name of a header or parameter
    std::string code;     ///< "missing" "wrong_type" "out_of_range" "too_long" "unknown" "invalid"
    std::string detail;
};

struct Problem {
    int status = 500;
    std::string code;
    std::string title;
    std::string detail;
    std::vector<FieldError> errors;
    Text said = {};  ///< the detail, where a client can say it in its own language
};

struct StatusRow {
    ErrorCode code;
    int status;
    std::string_view title;
};

/// The status and title of every error code. The switch behind it has no default: a new code breaks
/// the build here.
[[nodiscard]] StatusRow status_of(ErrorCode code);

[[nodiscard]] Problem problem_of(const Error& error);
[[nodiscard]] nlohmann::json problem_json(const Problem& problem, std::string_view instance);
[[nodiscard]] Response problem_response(const Problem& problem, const Request& request);

/// "512 bytes", "1.5 MiB": how limits are told to people.
[[nodiscard]] std::string size_text(std::size_t bytes);

/// A problem that only HTTP knows: no use case fails with it.
[[nodiscard]] Problem invalid_request(std::string detail, std::vector<FieldError> errors = {});

}  // namespace millrace::http
