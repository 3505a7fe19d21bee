#pragma once

#include "json.h"
#include "millrace/catalog/capabilities.h"

namespace millrace::codec {

/// Reads the tree of capabilities.json: presses, sheets, round bars and tolerances.
[[nodiscard]] catalog::Capabilities read_capabilities(const Json& tree, Problems& problems);

}  // namespace millrace::codec
