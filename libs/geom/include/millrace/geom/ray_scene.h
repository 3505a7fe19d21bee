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

/// Restricts a nearest-point query to triangles whose unit normal has at most `cosine_max` with
/// `normal`: with 0.5 everything that faces more than 60° away from it.
struct FacingFilter {
    Vec3 normal;
    double cosine_max = 1.0;
    /// The search ends after this many triangles in a row that are no nearer: from the middle of a
    /// ball all triangles are equally far, and all would be looked at to gain nothing.
    std::uint32_t idle_max = ~std::uint32_t{0};
};

/// A mesh prepared for ray and nearest-point queries (Embree BVH, robust mode, single precision
/// about the box centre: relative error about 1e-6 of the diagonal; the distances returned are
/// recomputed in double precision from the triangle found). Immutable, safe to query from many
/// threads; the same answers for any number of them. The mesh is copied. Vertices must be finite.
/// Cost: O(n log n) to build, O(log n) a query.
class RayScene {
public:
    explicit RayScene(const TriangleMesh& mesh);
    ~RayScene();
    RayScene(RayScene&&) noexcept;
    RayScene& operator=(RayScene&&) noexcept;

    /// First triangle along the ray farther than `distance_min_mm`. `direction` must be unit.
    [[nodiscard]] std::optional<RayHit> first_hit(Vec3 origin, Vec3 direction,
                                                  double distance_min_mm) const;
    /// True when anything stands on the ray farther than `distance_min_mm`. Cheaper than first_hit.
    [[nodiscard]] bool occluded(Vec3 origin, Vec3 direction, double distance_min_mm) const;
    /// Nearest surface point within `radius_mm` of `query`; the lower triangle on a tie.
    [[nodiscard]] std::optional<NearestPoint> nearest(Vec3 query, double radius_mm) const;
    /// The same among the triangles that pass `filter`.
    [[nodiscard]] std::optional<NearestPoint> nearest_facing(Vec3 query, double radius_mm,
                                                             const FacingFilter& filter) const;
    /// Unit normal of a triangle as stored; zero for a degenerate one. A sliver (height below 2 %
    /// of its longest edge) whose own normal leaves those at its corners by more than 60° has
    /// theirs.
    [[nodiscard]] Vec3 normal(std::uint32_t triangle) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace millrace::geom
