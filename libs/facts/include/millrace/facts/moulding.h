#pragma once

// What an injection mould asks of a part.

#include <cstdint>
#include <string_view>
#include <vector>

#include "millrace/base/quantity.h"
#include "millrace/facts/place.h"

namespace millrace::facts {

/// Undercut faces that one slide can release.
struct SideAction {
    geom::Vec3 direction;  ///< unit, the way the slide withdraws
    std::vector<std::uint32_t> faces;
    Area area;
    Length travel;          ///< depth of the undercut along `direction`
    bool internal = false;  ///< a lifter: it stands inside the part and comes off with a half
};

/// Which half of the mould makes a wall.
enum class MouldHalf : std::uint8_t {
    Cavity,  ///< opens along +pull; makes the outside
    Core     ///< opens along -pull; the part shrinks onto it
};
[[nodiscard]] std::string_view to_string(MouldHalf half);  ///< "cavity" "core"

/// A wall along which the mould slides when it opens: drafted by less than 10° on most of it.
struct MouldWall {
    std::vector<std::uint32_t> faces;  ///< empty for a mesh without faces
    MouldHalf half = MouldHalf::Cavity;
    double draft_min_deg = 0.0;
    double draft_mean_deg = 0.0;  ///< area-weighted
    Length depth;                 ///< extent along the pull
    Area area;
    geom::Vec3 at;  ///< where the draft is smallest
};

struct Rib {
    Length thickness;  ///< at the base
    Length height;
    Length wall;  ///< thickness of the wall it stands on
    std::vector<std::uint32_t> faces;
    geom::Vec3 at;  ///< a point of its foot
};

struct Boss {
    Length outer_diameter;  ///< at the base
    Length inner_diameter;  ///< 0 for a pin
    Length height;
    Length wall;  ///< thickness of the wall it stands on
    std::vector<std::uint32_t> faces;
    geom::Vec3 at;  ///< on its axis at the base
};

/// Opening the mould along ±`pull`.
struct Moulding {
    geom::Vec3 pull;      ///< unit; the cavity half opens along +pull
    Area projected;       ///< along `pull`
    Area undercut;        ///< released by neither half
    Area undercut_error;  ///< bound of `undercut` by the pieces it was counted in
    std::vector<std::uint32_t> undercut_faces;  ///< undercut over 2 % of their area or more
    std::vector<SideAction> side_actions;
    std::vector<std::uint32_t> no_escape_faces;  ///< released by no straight slide either
    Area no_escape;                              ///< that part of the undercut
    /// Per face of the model: smallest draft over the face in degrees, for the half that makes it;
    /// negative where undercut.
    std::vector<float> draft_min_deg;
    std::vector<float> draft_mean_deg;  ///< area-weighted
    std::vector<MouldWall> walls;       ///< at most 500, smallest draft first
    /// Closed chains of points, mm; the outer one first, then the shut-offs in openings.
    std::vector<std::vector<geom::Vec3>> parting_line;
    Length parting_length;            ///< of all chains
    Length parting_step;              ///< height of the outer chain along `pull`; 0 when flat
    std::uint32_t parting_steps = 0;  ///< changes of its level steeper than 45°
    Length wall_nominal;              ///< area-weighted median of the wall
    Length wall_p05;
    Length wall_p95;
    double wall_variation = 0.0;  ///< (p95 - p05) / nominal
    std::vector<Rib> ribs;        ///< highest first
    std::vector<Boss> bosses;
};

}  // namespace millrace::facts
