#pragma once

// What an injection mould asks of a part.

#include <cstdint>
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
    bool internal = false;  ///< a lifter: the slide stands inside the part
};

struct Rib {
    Length thickness;  ///< at the base
    Length height;
    Length wall;  ///< thickness of the wall it stands on
    std::vector<std::uint32_t> faces;
};

struct Boss {
    Length outer_diameter;
    Length inner_diameter;  ///< 0 for a pin
    Length height;
    Length wall;  ///< thickness of the wall it stands on
    std::vector<std::uint32_t> faces;
};

/// Opening the mould along ±`pull`.
struct Moulding {
    geom::Vec3 pull;  ///< unit; the cavity half opens along +pull
    Area projected;   ///< along `pull`
    Area undercut;    ///< released by neither half
    std::vector<std::uint32_t> undercut_faces;
    std::vector<SideAction> side_actions;
    std::vector<std::uint32_t> no_escape_faces;  ///< released by no straight slide either
    /// Per face: smallest draft over the face in degrees, for the half that makes it; negative on
    /// undercuts.
    std::vector<float> draft_min_deg;
    std::vector<float> draft_mean_deg;                  ///< area-weighted
    std::vector<std::vector<geom::Vec3>> parting_line;  ///< closed chains of points, mm
    Length parting_length;
    Length parting_step;          ///< height of the parting line along `pull`; 0 when flat
    Length wall_nominal;          ///< area-weighted median of the wall
    double wall_variation = 0.0;  ///< (p95 - p05) / nominal
    std::vector<Rib> ribs;
    std::vector<Boss> bosses;
};

}  // namespace millrace::facts
