#pragma once

// Which of the two senses of an axis is written down.

#include <cmath>

#include "millrace/geom/vec.h"

namespace millrace::facts {

/// An axis or its opposite: the one whose largest component is positive. The small bias keeps equal
/// components from deciding by rounding, z before x before y.
[[nodiscard]] inline geom::Vec3 with_positive_lead(geom::Vec3 axis) {
    const double x = std::abs(axis.x);
    const double y = std::abs(axis.y);
    const double z = std::abs(axis.z);
    const double lead = z * 1.0001 >= x && z * 1.0001 >= y ? axis.z
                        : x * 1.0001 >= y                  ? axis.x
                                                           : axis.y;
    return lead < 0.0 ? -axis : axis;
}

}  // namespace millrace::facts
