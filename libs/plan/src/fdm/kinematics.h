#pragma once

#include <span>
#include <vector>

#include "millrace/geom/section.h"

namespace millrace::plan::fdm {

/// What limits a print head: constant acceleration and the speed change of one axis that it takes
/// at once at a corner or from rest (classic Marlin jerk).
struct Motion {
    double acceleration_mm_s2 = 3000.0;
    double jerk_mm_s = 8.0;
};

/// Time for a straight move of `length_mm` that starts at `v0`, ends at `v1` and runs at most at
/// `v`: accelerate, cruise, decelerate; the cruise is missing when the move is too short for it.
/// All speeds in mm/s, v > 0, v0 and v1 at most v.
[[nodiscard]] double trapezoid_s(double length_mm, double v, double v0, double v1,
                                 double acceleration_mm_s2);

/// The same from rest to rest, as a mean speed: s / (s/v + v/a), or sqrt(s·a)/2 for short moves.
[[nodiscard]] double mean_speed_mm_s(double length_mm, double v, double acceleration_mm_s2);

/// Speed at which the head passes a corner between two unit directions: the change of either axis
/// stays within the jerk. Equals `v` on a straight line, jerk/|component| from or to rest.
[[nodiscard]] double corner_speed_mm_s(geom::Vec2 in, geom::Vec2 out, double v, double jerk_mm_s);
[[nodiscard]] double rest_speed_mm_s(geom::Vec2 direction, double v, double jerk_mm_s);

/// Times paths with look-ahead over the whole path. Keeps its scratch arrays between calls.
class PathTimer {
public:
    /// A closed loop is entered and left at the speed allowed from rest: travel moves separate it
    /// from its neighbours. Cost: O(points).
    [[nodiscard]] double loop_s(std::span<const geom::Vec2> points, double v, const Motion& motion);

private:
    std::vector<double> length_;
    std::vector<double> entry_;
};

}  // namespace millrace::plan::fdm
