#pragma once

// Balls that touch the surface at a point from inside (docs/algorithms/wall_thickness.md).

#include <cstdint>
#include <limits>
#include <optional>

#include "surface.h"
#include "surface_patches.h"

namespace millrace::facts {

/// The largest ball inside the part that touches a point of its surface.
struct Ball {
    double diameter_mm = std::numeric_limits<double>::quiet_NaN();
    bool trusted = false;        ///< between two opposite walls that do not run into an edge
    geom::Vec3 contact;          ///< where else it touches
    geom::Vec3 outward;          ///< out of the part there, unit
    std::uint32_t triangle = 0;  ///< of that contact
};

class BallFitter {
public:
    BallFitter(const Surface& surface, const Patches& patches)
        : surface_{surface}, patches_{patches} {}

    /// `point` on `triangle`, `normal` outward. The diameter is NaN where a ray into the part meets
    /// nothing. Cost: one ray and two or three nearest-point queries; a tapering wall one more of
    /// each.
    [[nodiscard]] Ball fit(geom::Vec3 point, geom::Vec3 normal, std::uint32_t triangle) const;

    /// Whether both contacts of a ball are really on the outside: facets of two surfaces that
    /// nearly touch cross each other, and overlapping shells hide parts of each other; what lies
    /// between such facets is no wall. Cost: two rays.
    [[nodiscard]] bool on_the_outside(geom::Vec3 point, geom::Vec3 normal, const Ball& ball) const;

private:
    [[nodiscard]] std::optional<geom::RayHit> opposite_wall(geom::Vec3 point,
                                                            geom::Vec3 normal) const;
    [[nodiscard]] bool covered(geom::Vec3 point, geom::Vec3 normal) const;
    [[nodiscard]] bool runs_into_an_edge(geom::Vec3 point, geom::Vec3 normal, geom::Vec3 other,
                                         double diameter_mm) const;
    [[nodiscard]] double to_exact_surface(geom::Vec3 point, std::uint32_t triangle) const;

    const Surface& surface_;
    const Patches& patches_;
};

}  // namespace millrace::facts
