#pragma once

#include "millrace/facts/moulding.h"
#include "quote_json.h"

namespace millrace::cli {

/// The moulding facts as `millrace facts --json` gives them.
[[nodiscard]] Json moulding_json(const facts::Moulding& moulding);

}  // namespace millrace::cli
