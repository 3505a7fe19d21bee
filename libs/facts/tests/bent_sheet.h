#pragma once

// Bent sheet parts as a reader would hand them over: exact faces, edges and mass, no mesh. Flanges
// are rectangles, each bent out of a side of another one.

#include <vector>

#include "millrace/geom/boundary_model.h"

namespace millrace::facts {

struct TestHole {
    double x_mm = 0.0;  ///< along the flange's joint, from its left end seen from outside
    double y_mm = 0.0;  ///< from the tangent line
    double radius_mm = 0.0;
};

/// A rectangle. Side 0 runs along the joint; sides 1, 2, 3 follow counter-clockwise, seen from the
/// drawn side.
struct TestFlange {
    int parent = -1;       ///< -1: the first one
    int side = 0;          ///< of the parent
    double from_mm = 0.0;  ///< stretch of that side it is bent from; the rest is the relief
    double to_mm = 0.0;
    double length_mm = 0.0;  ///< from its tangent line to its end
    double angle_deg = 90.0;
    double radius_mm = 1.0;  ///< inside
    bool up = true;
    std::vector<TestHole> holes;
    double width_mm = 0.0;  ///< of the first flange only
};

/// Flanges come after their parents.
[[nodiscard]] geom::BoundaryModel bent_sheet(double thickness_mm,
                                             const std::vector<TestFlange>& flanges);

}  // namespace millrace::facts
