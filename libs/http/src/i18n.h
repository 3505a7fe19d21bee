#pragma once

// A sentence on the wire: beside every English text that people see stands a member of the same
// name with "_i18n", from which a client makes the sentence in its own language.

#include <nlohmann/json.hpp>
#include <vector>

#include "millrace/base/text.h"

namespace millrace::http {

/// {"key": "fdm.layers", "args": {...}}, or null for a sentence that is not translated. Arguments:
/// text, {"value", "unit", "decimals"}, or a list of {"key", "args", "text"}.
[[nodiscard]] nlohmann::json i18n(const Text& text);
[[nodiscard]] nlohmann::json i18n(const std::vector<Text>& texts);
/// The English sentences.
[[nodiscard]] nlohmann::json english(const std::vector<Text>& texts);

}  // namespace millrace::http
