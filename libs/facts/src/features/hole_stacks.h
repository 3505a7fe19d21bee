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
    /// A point of the wall. The rings of rays start there, so that they turn with the part.
    geom::Vec3 mark;
};

struct EndView {
    bool open = false;
    bool flat = false;
};

/// Sixteen rays from the middle of the hole towards one end: a ring near the wall and one near the
/// axis. None runs on the axis itself, where edges of what lies ahead like to be.
[[nodiscard]] EndView look_at_end(const Surface& surface, const EndQuery& query);

/// Whether something stands on the axis within `reach_mm` beyond the end: the inner ring alone.
[[nodiscard]] bool blocked_ahead(const Surface& surface, const EndQuery& query, double reach_mm);

}  // namespace millrace::facts
