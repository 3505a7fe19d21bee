#pragma once

#include <cstdint>
#include <vector>

#include "millrace/geom/vec.h"

namespace millrace::facts {

/// Where on the part something is: faces of the boundary model and points in mm.
struct Place {
    std::vector<std::uint32_t> faces;
    std::vector<geom::Vec3> points;
};

}  // namespace millrace::facts
