#pragma once

// Sentences in stored JSON.

#include "json.h"
#include "millrace/base/text.h"

namespace millrace::codec {

/// {"key": "fdm.layers", "args": {"layers": 120, "height": {"value": 24, "unit": "mm"}}, "text":
/// "120 layers, 24 mm high."}; a sentence without key is plain text, as older versions wrote all.
[[nodiscard]] Json encode_text(const Text& text);
void decode_text(const Json& node, const std::string& path, Problems& problems, Text& text);

/// An empty sentence is left out, and absent where an older version did not know it.
template <class T>
[[nodiscard]] bool is_nothing(const T& value) {
    if constexpr (std::is_same_v<T, Text>) return value.empty();
    return false;
}

}  // namespace millrace::codec
