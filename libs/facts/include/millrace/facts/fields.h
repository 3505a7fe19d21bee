#pragma once

// Scalar fields over the surface of a part.

#include <string>
#include <vector>

#include "millrace/base/quantity.h"
#include "millrace/geom/vec.h"

namespace millrace::facts {

/// One number per mesh vertex, with what people ask first. Percentiles are weighted by area.
struct Field {
    std::string name;               ///< "thickness" "gap" "draft" "overhang" "reach"
    std::string unit;               ///< "mm" or "deg"
    std::vector<float> per_vertex;  ///< as long as mesh.vertices; NaN where not measured
    double min = 0.0;
    double p01 = 0.0;
    double p50 = 0.0;
    double max = 0.0;
    geom::Vec3 at;       ///< where the minimum is (overhang: the maximum)
    double error = 0.0;  ///< stated bound of one value, in `unit`
};

}  // namespace millrace::facts
