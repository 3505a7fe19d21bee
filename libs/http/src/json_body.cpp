#include "json_body.h"

#include <algorithm>
#include <cmath>

namespace millrace::http {
namespace {

/// Media type without parameters, lower case.
std::string media_type(std::string_view content_type) {
    std::string_view type = content_type.substr(0, content_type.find(';'));
    while (!type.empty() && type.back() == ' ') type.remove_suffix(1);
    std::string out{type};
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

/// Deeper than any body of this API: refused before a value is built.
constexpr int kDepthMax = 16;

bool too_deep(std::string_view text) {
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            if (++depth > kDepthMax) return true;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return false;
}

}  // namespace

ParsedBody parse_json_body(const Request& request, std::size_t bytes_max) {
    ParsedBody parsed;
    const std::string type = media_type(request.header("Content-Type"));
    if (type != "application/json" && !(type.size() > 5 && type.ends_with("+json"))) {
        parsed.problem = Problem{415,
                                 "unsupported_media_type",
                                 "Media type not supported",
                                 "Send Content-Type application/json, not '" + type + "'.",
                                 {}};
        return parsed;
    }
    if (request.body.size() > bytes_max) {
        parsed.problem =
            problem_of(Error{ErrorCode::LimitExceeded,
                             "The body has " + size_text(request.body.size()) + "; at most " +
                                 size_text(bytes_max) + " of JSON are accepted.",
                             {}});
        return parsed;
    }
    if (too_deep(request.body)) {
        parsed.problem = invalid_request("The body is nested deeper than " +
                                         std::to_string(kDepthMax) + " levels.");
        return parsed;
    }
    try {
        parsed.json = nlohmann::json::parse(request.body);
    } catch (const nlohmann::json::parse_error& error) {
        parsed.problem = invalid_request("The body is not JSON: the problem is at byte " +
                                         std::to_string(error.byte) + ".");
        return parsed;
    }
    if (!parsed.json.is_object())
        parsed.problem = invalid_request("The body must be a JSON object.");
    return parsed;
}

ObjectReader::ObjectReader(const nlohmann::json& json, std::string pointer,
                           std::vector<FieldError>& errors,
                           std::initializer_list<std::string_view> known)
    : json_{json}, pointer_{std::move(pointer)}, errors_{errors} {
    if (!json_.is_object()) {
        errors_.push_back({pointer_, "wrong_type", "This must be an object."});
        return;
    }
    for (const auto& [name, value] : json_.items()) {
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        std::string names;
        for (const std::string_view one : known)
            names.append(names.empty() ? "" : ", ").append(one);
        errors_.push_back({pointer_to(name), "unknown", "Known members are " + names + "."});
    }
}

std::string ObjectReader::pointer_to(std::string_view name) const {
    std::string out = pointer_ + "/";
    for (const char c : name.substr(0, 80)) {
        if (c == '~')
            out += "~0";
        else if (c == '/')
            out += "~1";
        else
            out += c;
    }
    return out;
}

void ObjectReader::fail(const char* name, std::string code, std::string detail) {
    errors_.push_back({pointer_to(name), std::move(code), std::move(detail)});
}

const nlohmann::json* ObjectReader::member(const char* name, bool required) {
    if (!json_.is_object()) return nullptr;
    const auto it = json_.find(name);
    if (it == json_.end() || it->is_null()) {
        if (required) fail(name, "missing", "This is required.");
        return nullptr;
    }
    return &*it;
}

std::optional<std::string> ObjectReader::text(const char* name, TextBounds bounds) {
    const nlohmann::json* value = member(name, bounds.required);
    if (!value) return std::nullopt;
    if (!value->is_string()) {
        fail(name, "wrong_type", "This must be a string.");
        return std::nullopt;
    }
    const auto& text = value->get_ref<const std::string&>();
    if (bounds.required && text.empty()) {
        fail(name, "missing", "This must not be empty.");
        return std::nullopt;
    }
    if (text.size() > bounds.bytes_max) {
        fail(name, "too_long",
             "This has " + std::to_string(text.size()) + " bytes; at most " +
                 std::to_string(bounds.bytes_max) + " are accepted.");
        return std::nullopt;
    }
    return text;
}

std::optional<std::int64_t> ObjectReader::integer(const char* name, IntegerBounds bounds) {
    const nlohmann::json* value = member(name, bounds.required);
    if (!value) return std::nullopt;
    const std::string range =
        std::to_string(bounds.min) + " to " + std::to_string(bounds.max) + ".";
    if (!value->is_number_integer()) {
        fail(name, "wrong_type", "This must be a whole number, " + range);
        return std::nullopt;
    }
    const bool huge = value->is_number_unsigned() &&
                      value->get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX);
    if (huge || value->get<std::int64_t>() < bounds.min ||
        value->get<std::int64_t>() > bounds.max) {
        fail(name, "out_of_range", "This is " + value->dump() + "; it must be " + range);
        return std::nullopt;
    }
    return value->get<std::int64_t>();
}

std::optional<double> ObjectReader::number_from_zero(const char* name) {
    const nlohmann::json* value = member(name, false);
    if (!value) return std::nullopt;
    if (!value->is_number()) {
        fail(name, "wrong_type", "This must be a number.");
        return std::nullopt;
    }
    const double number = value->get<double>();
    if (!std::isfinite(number) || number < 0.0) {
        fail(name, "out_of_range", "This is " + value->dump() + "; it must be 0 or more.");
        return std::nullopt;
    }
    return number;
}

bool ObjectReader::flag(const char* name) {
    const nlohmann::json* value = member(name, false);
    if (!value) return false;
    if (!value->is_boolean()) {
        fail(name, "wrong_type", "This must be true or false.");
        return false;
    }
    return value->get<bool>();
}

const nlohmann::json* ObjectReader::array(const char* name, std::size_t count_max, bool required) {
    const nlohmann::json* value = member(name, required);
    if (!value) return nullptr;
    if (!value->is_array()) {
        fail(name, "wrong_type", "This must be an array.");
        return nullptr;
    }
    if (value->empty() || value->size() > count_max) {
        fail(name, "out_of_range",
             "This has " + std::to_string(value->size()) + " entries; it must have 1 to " +
                 std::to_string(count_max) + ".");
        return nullptr;
    }
    return value;
}

std::optional<Problem> problem_of(std::vector<FieldError> errors) {
    if (errors.empty()) return std::nullopt;
    std::string detail = errors.front().pointer + ": " + errors.front().detail;
    if (errors.size() > 1)
        detail += " (and " + std::to_string(errors.size() - 1) + " more, see errors)";
    return invalid_request(std::move(detail), std::move(errors));
}

}  // namespace millrace::http
