#pragma once

// Numbers in sentences for people: as few digits as say enough.

#include <string>

namespace millrace::plan {

/// At most two decimals without trailing zeros: "12", "0.62", "3.5".
[[nodiscard]] std::string mm(double value);
/// A whole percentage: "42 %".
[[nodiscard]] std::string percent(double share);
/// "+X" ... "-Z" for an index into geom::kAxisDirections.
[[nodiscard]] std::string axis_name(int axis);

}  // namespace millrace::plan
