#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "millrace/geom/vec.h"

namespace millrace::cad {

/// Cuts a polygon into triangles of the same sense by clipping ears in its mean plane; a polygon
/// that crosses itself is cut into a fan. One that goes round the same corners several times counts
/// as going round once. Cost: O(n²) for n corners.
[[nodiscard]] std::vector<std::array<std::uint32_t, 3>> triangles_of_polygon(
    const std::vector<geom::Vec3>& vertices, std::vector<std::uint32_t> corners);

}  // namespace millrace::cad
