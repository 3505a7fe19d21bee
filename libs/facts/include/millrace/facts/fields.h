#pragma once

// Scalar fields over the surface of a part.

#include <string>
#include <vector>

#include "millrace/base/quantity.h"
#include "millrace/geom/vec.h"

namespace millrace::facts {

/// One number per mesh vertex, with what people ask first. Percentiles are weighted by area; the
/// four numbers are NaN where nothing was measured (a part without gaps).
/// - thickness: diameter of the largest ball inside that touches the vertex; the numbers are of
/// walls.
/// - gap: the same outside.
/// - draft: degrees towards the pull direction (that of PartFacts::moulding, else +Z) of the mould
///   half that makes the surface; negative where neither half does.
/// - overhang: degrees from vertical of surface that faces down with +Z up, else 0.
/// - reach: depth below the highest point of the part, along the best of the six axis directions
/// that
///   sees the point; NaN where none does. An upper bound of what a tool has to stick out there,
///   since no holder meets anything higher; `reach()` and `set_ups` look at the holder itself.
struct Field {
    std::string name;               ///< "thickness" "gap" "draft" "overhang" "reach"
    std::string unit;               ///< "mm" or "deg"
    std::vector<float> per_vertex;  ///< as long as mesh.vertices; NaN where not measured
    double min = 0.0;
    double p01 = 0.0;
    double p50 = 0.0;
    double max = 0.0;
    geom::Vec3 at;       ///< where the minimum is (overhang, reach: the maximum)
    double error = 0.0;  ///< stated bound of one value, in `unit`
};

}  // namespace millrace::facts
