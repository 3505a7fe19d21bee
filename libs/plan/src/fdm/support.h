#pragma once

#include <vector>

#include "fdm/layer_stack.h"
#include "millrace/geom/triangle_mesh.h"

namespace millrace::plan::fdm {

/// Where supports are drawn, layer by layer; all empty when the part needs none.
struct SupportLayers {
    std::vector<Raster> base;       ///< sparse lines
    std::vector<Raster> interface;  ///< dense lines next to the part
    double contact_mm2 = 0.0;       ///< of the part that rests on supports

    [[nodiscard]] bool none_at(std::size_t layer) const {
        return base.empty() || (base[layer].blank() && interface[layer].blank());
    }
};

/// Supports under every facet that leans out more than the profile allows: from the layer below the
/// gap down to the plate or to the gap above the part, kept clear of its walls.
[[nodiscard]] SupportLayers plan_supports(const geom::TriangleMesh& mesh, const Grid& grid,
                                          const std::vector<Layer>& layers,
                                          const catalog::FdmProfile& profile, double plate_z_mm);

}  // namespace millrace::plan::fdm
