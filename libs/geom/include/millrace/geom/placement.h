#pragma once

#include <array>
#include <optional>
#include <span>

#include "millrace/geom/vec.h"

namespace millrace::geom {

/// An affine map as three rows of four: p -> M p + t. Rigid in the usual case; a mirror image has a
/// negative determinant.
struct Placement {
    std::array<double, 12> rows = {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0};

    bool operator==(const Placement&) const = default;
    [[nodiscard]] Vec3 direction(Vec3 d) const {
        return {rows[0] * d.x + rows[1] * d.y + rows[2] * d.z,
                rows[4] * d.x + rows[5] * d.y + rows[6] * d.z,
                rows[8] * d.x + rows[9] * d.y + rows[10] * d.z};
    }
    [[nodiscard]] Vec3 point(Vec3 p) const {
        return direction(p) + Vec3{rows[3], rows[7], rows[11]};
    }
    [[nodiscard]] double determinant() const;
    /// First `other`, then this one.
    [[nodiscard]] Placement after(const Placement& other) const;
    /// The way back; nullopt when the map flattens space.
    [[nodiscard]] std::optional<Placement> inverse() const;
};

/// How one point set is moved onto another of the same shape.
struct Congruence {
    Placement motion;       ///< of the first set onto the second
    bool mirrored = false;  ///< only a mirror image fits, no rotation
};

/// Finds a rigid motion that moves every point of `a` within `tolerance` of a point of `b` and the
/// other way round, `centre_a` onto `centre_b`; a rotation before a mirror image. Points should be
/// characteristic of a shape (corners, middles of edges), without repeats.
/// @return nullopt when there is none, or none among the first 4 000 candidates (highly symmetric
/// sets have many equal candidates, so the first ones fit). Cost: O(n) for a set without symmetry.
[[nodiscard]] std::optional<Congruence> congruence(std::span<const Vec3> a, Vec3 centre_a,
                                                   std::span<const Vec3> b, Vec3 centre_b,
                                                   double tolerance);

}  // namespace millrace::geom
