#pragma once

// Places on the surface, and steps along it.

#include <array>
#include <cstdint>
#include <optional>

#include "surface.h"

namespace millrace::facts {

/// A place on the surface given by its triangle and barycentric coordinates.
struct Spot {
    std::uint32_t triangle = 0;
    std::array<double, 3> weight{};
};

[[nodiscard]] geom::Vec3 point_at(const Surface& surface, const Spot& spot);

/// Outward, unit: that of the surface, or of the facet where the two differ by more than 60°.
[[nodiscard]] geom::Vec3 normal_at(const Surface& surface, const Spot& spot);

/// The place of a triangle at or below a point.
[[nodiscard]] Spot spot_at(const Surface& surface, geom::Vec3 point, std::uint32_t triangle);

/// Where a step along the surface leads: on the same triangle if it does not leave it, else on the
/// nearest one that faces the same way. Cost: at most one nearest-point query.
[[nodiscard]] std::optional<Spot> spot_beside(const Surface& surface, const Spot& spot,
                                              geom::Vec3 step, geom::Vec3 normal);

}  // namespace millrace::facts
