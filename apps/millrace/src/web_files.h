#pragma once

#include <span>

#include "millrace/base/embedded_file.h"

namespace millrace::cli {

/// The built web client, compiled in from web/dist; empty when that was not built.
[[nodiscard]] std::span<const base::EmbeddedFile> web_files();

}  // namespace millrace::cli
