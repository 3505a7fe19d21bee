#pragma once

// Blends and chamfers; see exact_features.h for the functions.

#include "exact_features.h"

namespace millrace::facts {

/// A face seen as part of a tube: a cylinder, or a torus around its minor circle.
struct TubeView {
    double radius_mm = 0.0;
    double low_rad = 0.0;  ///< range of the angle around the tube, against the mean normal
    double high_rad = 0.0;
    bool concave = false;

    [[nodiscard]] double angle_rad() const { return high_rad - low_rad; }
};

}  // namespace millrace::facts
