#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "millrace/geom/triangle_mesh.h"
#include "millrace/geom/vec.h"

namespace millrace::geom {

/// The convex hull of points as triangles, outward side counter-clockwise, vertices being a subset
/// of the points. Points that lie within about 1e-6 of the diagonal of a hull face may or may not
/// be corners of it. Empty when all points coincide; of points in a plane both sides are given.
/// Exact integer predicates decide, so any finite input gives a closed surface.
/// Cost: O(n log n) expected.
[[nodiscard]] TriangleMesh convex_hull(std::span<const Vec3> points);

/// A flat region of a hull: facets whose normals agree within half a degree.
struct HullPlane {
    Vec3 normal;  ///< outward, unit
    double area_mm2 = 0.0;
};

/// Largest first, at most 256; facets smaller than 1e-6 of the hull's area are left out as noise.
/// Cost: O(facets x planes).
[[nodiscard]] std::vector<HullPlane> hull_planes(const TriangleMesh& hull);

/// A box in any rotation.
struct OrientedBox {
    std::array<Vec3, 3> axes{};       ///< right-handed, unit; longest side first
    std::array<double, 3> size_mm{};  ///< along `axes`
    Vec3 centre;

    [[nodiscard]] double volume_mm3() const { return size_mm[0] * size_mm[1] * size_mm[2]; }
    /// Puts the longest side first; the axes stay right-handed.
    void sort();
};

/// The smallest box that has a side flush with a face of the hull, tried for the axis directions
/// and the 64 largest planes of at least 0.2 % of its area: the minimum itself for boxes and
/// prisms, an upper bound within a few per cent elsewhere (O'Rourke 1985: the true minimum has two
/// sides flush with hull edges only). Cost: O(planes x v log v) for v hull vertices.
[[nodiscard]] OrientedBox minimum_box(const TriangleMesh& hull);

/// The rectangle of least area around the projection of points along `direction` (rotating
/// calipers over the planar hull, Toussaint 1983).
struct OrientedRectangle {
    Vec3 u;  ///< unit, perpendicular to the direction; along the longer side
    Vec3 v;
    double size_u_mm = 0.0;
    double size_v_mm = 0.0;
    Vec3 centre;  ///< in the plane through the origin

    [[nodiscard]] double area_mm2() const { return size_u_mm * size_v_mm; }
};
[[nodiscard]] OrientedRectangle minimum_rectangle(std::span<const Vec3> points, Vec3 direction);

/// Two unit vectors that complete `direction` to a right-handed frame (Duff et al. 2017).
[[nodiscard]] std::array<Vec3, 2> perpendicular_frame(Vec3 direction);

}  // namespace millrace::geom
