#pragma once

// What stands at the end of a hole, seen by rays: shared by hole stacks and single cylinders.

#include "exact_features.h"

namespace millrace::facts {

/// One end of a cylinder: rays start at the middle of its axis.
struct EndQuery {
    geom::Vec3 middle;
    geom::Vec3 towards;  ///< unit
    double radius_mm = 0.0;
    double half_length_mm = 0.0;
};

struct EndView {
    bool open = false;
    bool flat = false;
};

/// Nine rays from the middle of the hole towards one end: the axis and a ring near the wall.
[[nodiscard]] EndView look_at_end(const Surface& surface, const EndQuery& query);

}  // namespace millrace::facts
