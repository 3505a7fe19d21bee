#pragma once

// Reads the members of a JSON request body and collects everything that is wrong with them, so that
// a client learns all of it at once and where it is.

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "problem.h"

namespace millrace::http {

/// A JSON request body, or why it is not one: media type, size or syntax.
struct ParsedBody {
    nlohmann::json json;
    std::optional<Problem> problem;
};
[[nodiscard]] ParsedBody parse_json_body(const Request& request, std::size_t bytes_max);

/// Bounds of a text member.
struct TextBounds {
    bool required = false;
    std::size_t bytes_max = 200;
};

/// Bounds of an integer member.
struct IntegerBounds {
    std::int64_t min = 0;
    std::int64_t max = 0;
    bool required = false;
};

/// One object of the body. Members not named in `known` are refused: a misspelt option that is
/// silently ignored would change a price.
class ObjectReader {
public:
    ObjectReader(const nlohmann::json& json, std::string pointer, std::vector<FieldError>& errors,
                 std::initializer_list<std::string_view> known);

    [[nodiscard]] std::optional<std::string> text(const char* name, TextBounds bounds);
    [[nodiscard]] std::optional<std::int64_t> integer(const char* name, IntegerBounds bounds);
    [[nodiscard]] std::optional<double> number_from_zero(const char* name);
    [[nodiscard]] bool flag(const char* name);  ///< false when missing
    /// An array of 1 to `count_max` entries; null when missing or wrong.
    [[nodiscard]] const nlohmann::json* array(const char* name, std::size_t count_max,
                                              bool required);
    void fail(const char* name, std::string code, std::string detail);

    [[nodiscard]] std::string pointer_to(std::string_view name) const;

private:
    [[nodiscard]] const nlohmann::json* member(const char* name, bool required);

    const nlohmann::json& json_;
    std::string pointer_;
    std::vector<FieldError>& errors_;
};

/// The problem that lists `errors`; nothing when there are none.
[[nodiscard]] std::optional<Problem> problem_of(std::vector<FieldError> errors);

}  // namespace millrace::http
