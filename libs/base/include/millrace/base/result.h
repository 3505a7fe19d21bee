#pragma once

// Expected failures are values. A function that can fail for a reason outside our control returns
// Result<T>; exceptions do not cross a module border.

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "millrace/base/assert.h"
#include "millrace/base/text.h"

namespace millrace {

/// Why something could not be done. The table in `http` maps each code to a status; adding a code
/// breaks the build until every table knows it.
enum class ErrorCode {
    InvalidArgument,     ///< the caller asked for something that makes no sense
    NotFound,            ///< the thing named does not exist
    Conflict,            ///< the thing is in a state that does not allow this
    PreconditionFailed,  ///< somebody else changed it meanwhile
    Unsupported,         ///< understood, but not handled here (a format, a feature)
    Syntax,              ///< the input does not follow its own format
    Truncated,           ///< the input ends too early
    NoGeometry,          ///< readable, but holds no solid or surface that could be a part
    InvalidGeometry,     ///< geometry that cannot be worked with (not finite, no volume)
    LimitExceeded,       ///< larger, deeper or more than the documented limit
    TimedOut,            ///< the deadline passed
    OutOfMemory,         ///< the memory limit was reached
    Crashed,             ///< the sandboxed reader died on this input
    Cancelled,           ///< the caller asked to stop
    Unavailable,         ///< a resource (file, database, port) cannot be reached now
    Internal,            ///< ours: a bug or a broken environment
};

/// Stable lower-case name used on the wire, e.g. "invalid_geometry".
[[nodiscard]] std::string_view to_string(ErrorCode code);

/// All codes in order, for tables and tests that must cover every one.
[[nodiscard]] const std::vector<ErrorCode>& all_error_codes();

/// A failure: code, one plain sentence with the measured value and the limit, and what was being
/// attempted, innermost first. What a page may show is said with say(); plain strings are English
/// only.
struct [[nodiscard]] Error {
    ErrorCode code = ErrorCode::Internal;
    Text message;
    std::vector<Text> attempted;

    Error() = default;
    Error(ErrorCode failed, Text said, std::vector<Text> steps = {})
        : code{failed}, message{std::move(said)}, attempted{std::move(steps)} {}

    /// Adds an outer step: `error.during("read part 'bracket.stl'")`.
    [[nodiscard]] Error during(Text step) && {
        attempted.push_back(std::move(step));
        return std::move(*this);
    }
};

/// "read part 'bracket.stl': facet 1203 has a non-finite vertex": outermost step first.
[[nodiscard]] std::string to_string(const Error& error);
/// The same as one sentence, without steps that are English only.
[[nodiscard]] Text said(const Error& error);

/// A value or an Error. Reading the wrong one is a bug and stops the process.
template <class T>
class [[nodiscard]] Result {
public:
    // Implicit on purpose: `return value;` and `return Error{...};` read best.
    Result(T value) : state_{std::in_place_index<0>, std::move(value)} {}
    Result(Error error) : state_{std::in_place_index<1>, std::move(error)} {}

    [[nodiscard]] bool has_value() const { return state_.index() == 0; }
    explicit operator bool() const { return has_value(); }

    [[nodiscard]] T& value() & {
        MILLRACE_ASSERT(has_value(), describe());
        return std::get<0>(state_);
    }
    [[nodiscard]] const T& value() const& {
        MILLRACE_ASSERT(has_value(), describe());
        return std::get<0>(state_);
    }
    [[nodiscard]] T&& value() && {
        MILLRACE_ASSERT(has_value(), describe());
        return std::get<0>(std::move(state_));
    }
    [[nodiscard]] const Error& error() const& {
        MILLRACE_ASSERT(!has_value(), "error() of a result that has a value");
        return std::get<1>(state_);
    }
    [[nodiscard]] Error&& error() && {
        MILLRACE_ASSERT(!has_value(), "error() of a result that has a value");
        return std::get<1>(std::move(state_));
    }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }

private:
    [[nodiscard]] std::string describe() const {
        return has_value() ? std::string{} : to_string(std::get<1>(state_));
    }
    std::variant<T, Error> state_;
};

/// The result of something that has nothing to return.
struct Done {};
using Status = Result<Done>;

}  // namespace millrace

// Unwraps a Result into `declaration`, or returns its error from the calling function.
#define MILLRACE_CONCAT_INNER(a, b) a##b
#define MILLRACE_CONCAT(a, b) MILLRACE_CONCAT_INNER(a, b)
#define MILLRACE_TRY(declaration, expression) \
    MILLRACE_TRY_INNER(MILLRACE_CONCAT(millrace_result_, __COUNTER__), declaration, expression)
#define MILLRACE_TRY_INNER(name, declaration, expression) \
    auto name = (expression);                             \
    if (!name) return std::move(name).error();            \
    declaration = std::move(name).value()

// The same for a Status. Names are counted, so that the expression may be a lambda that uses these
// macros itself.
#define MILLRACE_CHECK_OK(expression) \
    MILLRACE_CHECK_OK_INNER(MILLRACE_CONCAT(millrace_status_, __COUNTER__), expression)
#define MILLRACE_CHECK_OK_INNER(name, expression)  \
    do {                                           \
        auto name = (expression);                  \
        if (!name) return std::move(name).error(); \
    } while (false)
