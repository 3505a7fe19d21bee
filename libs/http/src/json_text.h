#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace millrace::http {

/// Compact JSON. Names come from foreign files and may hold anything: bytes that are not UTF-8 turn
/// into U+FFFD. Numbers that are not finite turn into null.
[[nodiscard]] inline std::string text_of(const nlohmann::json& json) {
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace millrace::http
