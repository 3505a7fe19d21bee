#pragma once

#include <span>

#include "millrace/base/embedded_file.h"

namespace millrace::http {

/// openapi.json, compiled into the program.
[[nodiscard]] std::span<const base::EmbeddedFile> embedded_openapi();

}  // namespace millrace::http
