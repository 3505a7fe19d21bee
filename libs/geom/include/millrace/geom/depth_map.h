#pragma once

#include <cstdint>
#include <vector>

#include "millrace/geom/triangle_mesh.h"

namespace millrace::geom {

/// Height of the surface seen from far along a direction, on a square grid of pixels: what a probe
/// lowered along -direction touches first.
struct DepthMap {
    Vec3 direction;          ///< unit; heights are measured along it from the world's origin
    Vec3 u;                  ///< unit; columns run along it
    Vec3 v;                  ///< unit; rows run along it; u x v = direction
    double origin_u_mm = 0;  ///< outer corner of pixel (0, 0)
    double origin_v_mm = 0;
    double pixel_mm = 0;  ///< edge of a pixel
    std::uint32_t columns = 0;
    std::uint32_t rows = 0;
    std::vector<float> height_mm;  ///< row by row, at pixel centres; kNothing where no surface is

    static constexpr float kNothing = -3.0e38F;

    [[nodiscard]] float at(std::uint32_t column, std::uint32_t row) const {
        return height_mm[static_cast<std::size_t>(row) * columns + column];
    }
    /// Centre of a pixel at height 0.
    [[nodiscard]] Vec3 pixel_centre(std::uint32_t column, std::uint32_t row) const {
        return u * (origin_u_mm + (column + 0.5) * pixel_mm) +
               v * (origin_v_mm + (row + 0.5) * pixel_mm);
    }
};

/// Rasterises a mesh along `direction` (unit) with `resolution` pixels along the longer side.
/// Triangles are hit where they cover a pixel centre, so walls parallel to the direction leave no
/// trace of their own. Both sides of a surface count: flipped triangles do not make holes.
/// Cost: O(triangles + covered pixels).
[[nodiscard]] DepthMap depth_map(const TriangleMesh& mesh, Vec3 direction,
                                 std::uint32_t resolution);

}  // namespace millrace::geom
