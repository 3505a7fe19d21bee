#pragma once

#include <string>

#include "commands.h"
#include "millrace/facts/part_facts.h"
#include "quote_json.h"

namespace millrace::cli {

/// {thickness_mm, bends, flat, ...}, {refused: {...}}, or null for a part that is no sheet.
[[nodiscard]] Json sheet_json(const facts::PartFacts& facts);

/// A few lines for people; empty for a part that is no sheet.
[[nodiscard]] std::string sheet_text(const facts::PartFacts& facts);

/// Writes the flat pattern as DXF. Prints why when there is none.
[[nodiscard]] Exit write_flat(const std::string& path, const facts::PartFacts& facts);

}  // namespace millrace::cli
