#pragma once

// Balls that touch the surface at a point from one side (docs/algorithms/wall_thickness.md).

#include <cstdint>
#include <limits>
#include <optional>

#include "surface.h"
#include "surface_patches.h"

namespace millrace::facts {

/// Inside the part a ball measures a wall, outside a gap.
enum class Side { Inside, Outside };

enum class BallKind {
    None,    ///< nothing on the other side
    Wall,    ///< between two opposite sides that do not run into each other
    Taper,   ///< between two opposite sides that run into an edge
    Corner,  ///< touches something that is not opposite: beside an edge, or a corner
};

/// The largest ball on one side that touches a point of the surface.
struct Ball {
    double diameter_mm = std::numeric_limits<double>::quiet_NaN();
    BallKind kind = BallKind::None;
    /// Straight to a parallel face, whatever the ball touches before; else NaN.
    double straight_mm = std::numeric_limits<double>::quiet_NaN();
    geom::Vec3 contact;          ///< where else it touches
    geom::Vec3 outward;          ///< out of the part there, unit
    std::uint32_t triangle = 0;  ///< of that contact

    [[nodiscard]] bool is_wall() const { return kind == BallKind::Wall; }
};

class BallFitter {
public:
    BallFitter(const Surface& surface, const Patches& patches, Side side)
        : surface_{surface}, patches_{patches}, sense_{side == Side::Inside ? -1.0 : 1.0} {}

    /// `point` on `triangle`, `normal` outward. `beside` is a ball at a place near by: what it
    /// touches is tried first. The diameter is NaN where a ray meets nothing.
    /// Cost: one ray and one to three nearest-point queries; a tapering wall one more of each.
    [[nodiscard]] Ball fit(geom::Vec3 point, geom::Vec3 normal, std::uint32_t triangle,
                           const Ball& beside = {}) const;

    /// Whether both contacts of a ball inside are really on the outside: facets of two surfaces
    /// that nearly touch cross each other, and overlapping shells hide parts of each other; what
    /// lies between such facets is no wall. Always true of a ball outside. Cost: two rays, or up to
    /// ten where facets or edges are in the way.
    [[nodiscard]] bool on_the_outside(geom::Vec3 point, geom::Vec3 normal, const Ball& ball) const;

private:
    [[nodiscard]] std::optional<geom::RayHit> opposite_side(geom::Vec3 point,
                                                            geom::Vec3 normal) const;
    /// A ball and where else it touches.
    struct Touch {
        double radius_mm = 0.0;
        geom::Vec3 contact;
    };
    [[nodiscard]] std::optional<Touch> touching(geom::Vec3 point, geom::Vec3 way,
                                                std::uint32_t triangle) const;
    [[nodiscard]] geom::Vec3 outward_at(geom::Vec3 point, std::uint32_t triangle) const;
    [[nodiscard]] bool covered(geom::Vec3 point, geom::Vec3 normal) const;
    [[nodiscard]] BallKind kind_of(geom::Vec3 point, geom::Vec3 normal, std::uint32_t triangle,
                                   const Ball& ball) const;
    [[nodiscard]] bool runs_into_an_edge(geom::Vec3 point, geom::Vec3 normal, geom::Vec3 other,
                                         double diameter_mm) const;
    [[nodiscard]] std::uint32_t touched_at(const Ball& ball) const;
    [[nodiscard]] double to_exact_surface(geom::Vec3 point, std::uint32_t triangle) const;

    const Surface& surface_;
    const Patches& patches_;
    double sense_;  ///< the ball lies along this times the outward normal
};

}  // namespace millrace::facts
