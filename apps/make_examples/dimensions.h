#pragma once

// The dimensions of the example parts in mm. Shapes are built from them, and the truth about
// volume, area and features is computed from the same numbers by formula, never read back from the
// kernel.

namespace millrace::examples {

/// L-shaped bracket with a fillet in the corner, six through holes and a pocket.
struct MachinedBracket {
    double length = 80, width = 60, base = 12;
    double upright = 12, height = 60;
    double fillet = 5;
    double base_hole = 6.6;                                   ///< diameter, four times, through
    double upright_hole = 9;                                  ///< diameter, twice, through
    double pocket = 24, pocket_radius = 4, pocket_depth = 6;  ///< square
};

/// Plate with through holes, a flat and a pointed blind hole, a pocket and a slot.
struct DrilledPlate {
    double length = 120, width = 80, height = 20;
    double corner_hole = 8, corner_inset = 10;  ///< four times, through
    double flat_hole = 10, flat_depth = 12;
    double drill = 6, drill_depth = 10, drill_point_deg = 118;  ///< depth without the point
    double pocket_x = 30, pocket_y = 24, pocket_radius = 3, pocket_depth = 8;
    double slot_length = 30, slot_width = 10, slot_depth = 5;
};

/// Open box with rounded corners, constant wall and four screw bosses.
struct PrintedHousing {
    double length = 70, width = 50, height = 30;
    double wall = 2, corner = 5;  ///< outer corner radius; the inner one is smaller by the wall
    double boss = 7, boss_height = 20, boss_inset = 12;
    double screw = 3, screw_depth = 15;
    double cable = 8;  ///< diameter of the hole in one end wall
};

/// Stepped shaft with a groove, a chamfer and a flat blind bore.
struct TurnedShaft {
    double r1 = 10, l1 = 30;
    double r2 = 15, l2 = 40;
    double r3 = 12.5, l3 = 25;
    double groove_r = 13, groove_from = 48, groove_width = 3;
    double chamfer = 1;
    double bore = 8, bore_depth = 30;
};

/// Sheet of constant thickness bent twice by 90° into a U with legs of different length.
struct BentBracket {
    double thickness = 2, width = 40, radius = 3;  ///< inner bend radius
    double leg_a = 30, web = 50, leg_b = 20;       ///< straight lengths
    double leg_hole = 5;                           ///< diameter, twice in leg A
    double web_hole = 12;
};

}  // namespace millrace::examples
