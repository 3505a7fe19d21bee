#pragma once

// Undercuts with the shape of standard cutters, found in the faces of an exact model.

#include <cstdint>
#include <vector>

#include "millrace/geom/boundary_model.h"

namespace millrace::dfm {

struct Undercut {
    std::vector<std::uint32_t> faces;  ///< that no straight tool sees: shoulder and wall
    geom::Vec3 at;
    std::uint32_t floor = 0;
    geom::Vec3 wall_normal;
    bool dovetail = false;    ///< else a T-slot, which has the sizes below
    bool fits = false;        ///< a standard cutter gets in and makes it
    double width_mm = 0.0;    ///< of the cutter: from the floor to the shoulder
    double opening_mm = 0.0;  ///< what its neck passes through
    double reach_mm = 0.0;    ///< from the top of the opening to the floor
};

/// T-slots: two shoulders over one floor, each with a wall between and a neck beside it, that face
/// each other within 100 mm. Dovetails: a wall that leans over a floor by 45° or 60°. Sharp edges
/// only. Cost: O(edges) and a ray or three for each.
[[nodiscard]] std::vector<Undercut> find_undercuts(const geom::BoundaryModel& model);

}  // namespace millrace::dfm
