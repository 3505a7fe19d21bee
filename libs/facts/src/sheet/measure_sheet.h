#pragma once

// Recognises and unfolds sheet metal. Internal to the module.

#include <variant>

#include "millrace/facts/sheet.h"
#include "millrace/geom/boundary_model.h"

namespace millrace::facts {

using SheetFacts = std::variant<std::monostate, Sheet, SheetRefusal>;

/// What a mesh alone can say: a refusal when its walls are about equally thick, else empty.
[[nodiscard]] SheetFacts measure_mesh_sheet(double volume_mm3, double area_mm2,
                                            double median_wall_mm);

/// Empty for parts that do not look like sheet. Cost: a few ms for a hundred faces, well below one
/// for parts that are no sheet.
[[nodiscard]] SheetFacts measure_sheet(const geom::BoundaryModel& model,
                                       const SheetOptions& options);

}  // namespace millrace::facts
