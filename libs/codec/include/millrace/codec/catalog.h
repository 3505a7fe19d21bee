#pragma once

// A shop's catalogue as JSON files.

#include <span>

#include "millrace/base/embedded_file.h"
#include "millrace/base/result.h"
#include "millrace/catalog/catalog.h"

namespace millrace::codec {

/// Reads a catalogue from its JSON files (shop, materials, machines, tools, and rules or rules_*,
/// which are read together) and validates it. Unknown, missing, duplicate and mistyped members are
/// errors, named with file and path. At most 16 MiB for each file.
/// @return Syntax with file and line, LimitExceeded, or InvalidArgument listing the problems.
[[nodiscard]] Result<catalog::Catalog> read_catalog(std::span<const base::EmbeddedFile> files);

/// The demo shop's catalogue that is built into the program: catalog/demo/*.json.
[[nodiscard]] const catalog::Catalog& demo_catalog();

}  // namespace millrace::codec
