#pragma once

// Numbers in sentences for people: as few digits as say enough.

#include <string>

#include "millrace/base/text.h"
#include "millrace/geom/vec.h"

namespace millrace::plan {

/// "12 mm", "0.62 mm".
[[nodiscard]] Number mm(double value);
/// "12 mm²".
[[nodiscard]] Number mm2(double value);
/// A whole percentage: "42 %".
[[nodiscard]] Number percent(double share);
/// A place in the part: "(12, 0.5, -3)". The same in every language: coordinates as CAD shows them.
[[nodiscard]] std::string at(geom::Vec3 point);
/// Sides of a box: "12 × 40 × 8 mm".
[[nodiscard]] Text size_text(geom::Vec3 size_mm);
/// "+X" ... "-Z" for an index into the six directions of a part's axes.
[[nodiscard]] std::string axis_name(int axis);

}  // namespace millrace::plan
