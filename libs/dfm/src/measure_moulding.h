#pragma once

// What the rules for moulding and casting in a mould measure.

#include "measure.h"

namespace millrace::dfm {

// measure_moulding.cpp: draft, side actions, parting line, pins
Measured wall_draft(const Subject& subject);
Measured deep_core_draft(const Subject& subject);
Measured deep_wall_draft(const Subject& subject);
Measured side_actions(const Subject& subject);
Measured stuck_undercuts(const Subject& subject);
Measured slide_travel(const Subject& subject);
Measured core_slenderness(const Subject& subject);
Measured pin_or_core_slenderness(const Subject& subject);
Measured blind_hole_slenderness(const Subject& subject);
Measured through_hole_slenderness(const Subject& subject);
Measured narrowest_gap(const Subject& subject);
Measured parting_steps(const Subject& subject);
Measured ejector_pads(const Subject& subject);
Measured undercut_over_wall(const Subject& subject);
Measured longest_side(const Subject& subject);
Measured quantity(const Subject& subject);

// measure_mould_walls.cpp: walls, ribs, bosses, corners
Measured wall_over_resin_least(const Subject& subject);
Measured wall_over_resin_most(const Subject& subject);
Measured nominal_wall(const Subject& subject);
Measured adjacent_walls(const Subject& subject);
Measured thickest_over_nominal(const Subject& subject);
Measured thickest_over_thinnest(const Subject& subject);
Measured rib_thickness(const Subject& subject);
Measured rib_height(const Subject& subject);
Measured rib_spacing(const Subject& subject);
Measured boss_diameters(const Subject& subject);
Measured boss_wall(const Subject& subject);
Measured boss_slenderness(const Subject& subject);
Measured mould_corner_radius(const Subject& subject);

// measure_press.cpp: filling and closing the mould
Measured flow_length(const Subject& subject);
Measured clamp_force(const Subject& subject);

}  // namespace millrace::dfm
