#pragma once

// Thread designations: found in texts, and their sizes.

#include <optional>
#include <string>
#include <string_view>

#include "millrace/base/quantity.h"

namespace millrace::facts {

/// Finds a thread designation in a text: "4X M6x1 - 6H" gives "M6x1"; empty when there is none.
[[nodiscard]] std::string thread_in_text(std::string_view text);

/// Length of thread that a text states after its designation: "M6x1 depth 12", "M6 ↧ 12"; nothing
/// when it states none.
[[nodiscard]] std::optional<Length> thread_length_in_text(std::string_view text);

struct ThreadSize {
    Length nominal;
    Length pitch;
};
/// Sizes of a designation as thread_in_text() gives it. The pitch of a metric thread that names
/// none is the coarse one of ISO 261; nothing for a size without one there.
[[nodiscard]] std::optional<ThreadSize> thread_size(std::string_view designation);

}  // namespace millrace::facts
