#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "millrace/geom/triangle_mesh.h"

namespace millrace::geom {

/// A hit of a ray with a triangle.
struct RayHit {
    double distance_mm = 0.0;
    std::uint32_t triangle = 0;
};

/// The nearest point of a mesh to a query point.
struct NearestPoint {
    double distance_mm = 0.0;
    Vec3 point;
    std::uint32_t triangle = 0;
};

/// A mesh prepared for ray and nearest-point queries (Embree BVH, robust mode, single precision
/// about the box centre: relative error about 1e-6 of the diagonal). Immutable, safe to query from
/// many threads. Cost: O(n log n) to build, O(log n) a query.
class RayScene {
public:
    explicit RayScene(const TriangleMesh& mesh);
    ~RayScene();
    RayScene(RayScene&&) noexcept;
    RayScene& operator=(RayScene&&) noexcept;

    /// First triangle along the ray farther than `distance_min_mm`. `direction` must be unit.
    [[nodiscard]] std::optional<RayHit> first_hit(Vec3 origin, Vec3 direction,
                                                  double distance_min_mm) const;
    /// Nearest surface point within `radius_mm` of `query`.
    [[nodiscard]] std::optional<NearestPoint> nearest(Vec3 query, double radius_mm) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace millrace::geom
