#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "millrace/base/cancel.h"
#include "millrace/base/result.h"
#include "millrace/catalog/catalog.h"
#include "millrace/geom/triangle_mesh.h"

namespace millrace::plan::fdm {

/// What a line of plastic is for, or what the head does between lines.
enum class Role {
    ExternalPerimeter,
    Perimeter,
    GapFill,
    SparseInfill,
    SolidInfill,
    TopInfill,
    Bridge,
    Support,
    SupportInterface,
    Travel,
    Retract,
    LayerChange
};
inline constexpr std::size_t kRoles = 12;
[[nodiscard]] std::string_view to_string(Role role);

struct RoleTotals {
    double time_s = 0.0;
    double length_mm = 0.0;
    double volume_mm3 = 0.0;
};

/// What printing one part takes, heating and homing not counted.
struct PrintEstimate {
    double time_s = 0.0;
    double model_mm3 = 0.0;         ///< extruded for the part itself
    double support_mm3 = 0.0;       ///< extruded for supports
    double support_area_mm2 = 0.0;  ///< of the part that rests on supports
    std::size_t layers = 0;
    std::size_t slowed_layers = 0;  ///< slowed down to the minimum layer time
    double slowed_s = 0.0;          ///< spent in those layers
    double height_mm = 0.0;
    std::array<RoleTotals, kRoles> roles{};
};

struct PrintOptions {
    double flow_max_mm3_s = 12.0;  ///< smaller of what hot end and filament can melt
    CancelToken cancel = {};
};

/// Cuts the mesh into layers and times what a printer draws in each: perimeters with look-ahead
/// over their corners, solid and sparse infill line by line, bridges, supports, moves in between,
/// and the minimum layer time (docs/algorithms/fdm_time.md). The part stands on z = its lowest
/// point.
/// @return InvalidGeometry when no layer has any area; Cancelled.
/// Cost: O(t + k + d·b) for t triangles, k cut triangles and d different layers of b cells each.
[[nodiscard]] Result<PrintEstimate> estimate_print(const geom::TriangleMesh& mesh,
                                                   const catalog::FdmProfile& profile,
                                                   const PrintOptions& options);

}  // namespace millrace::plan::fdm
