#pragma once

#include <string>

#include "millrace/base/result.h"
#include "millrace/facts/part_facts.h"

namespace millrace::app {

/// The flat pattern of a sheet metal part as DXF (cad::write_dxf), in the server and on the command
/// line alike. @return NotFound with the reason where the part has none.
[[nodiscard]] Result<std::string> flat_pattern_dxf(const facts::PartFacts& facts);

}  // namespace millrace::app
