#pragma once

// Elementary times and rates of milling. Pure functions of numbers; the planner above them chooses
// tools and areas. Formulas and vectors: docs/algorithms/milling_time.md.

#include "millrace/base/quantity.h"

namespace millrace::plan::milling {

/// Spindle speed for a cutting speed at a diameter, limited by the machine.
[[nodiscard]] double spindle_rpm(double vc_m_min, double diameter_mm, double rpm_max);

/// Chip load per tooth at a diameter, from the one at 10 mm: fz · (D/10)^0.8.
[[nodiscard]] double feed_per_tooth(double fz_d10_mm, double diameter_mm);

/// Factor on the chip load that keeps the chip as thick as in a half-width cut; 1 from ae = D/2 on.
[[nodiscard]] double chip_thinning(double ae_over_d);

/// Factor on the feed for a slender tool: 1 up to 3 diameters of stick-out, 0.2 from 10 on, linear
/// between the tabulated points.
[[nodiscard]] double stick_out_derate(double stick_out_over_d);

/// Conditions of one roughing cut.
struct RoughingCut {
    double vc_m_min = 0.0;
    double fz_d10_mm = 0.0;
    double ae_over_d = 0.0;
    double ap_over_d = 1.0;
    double kc11_n_mm2 = 0.0;
    double mc = 0.0;
    double diameter_mm = 0.0;
    int flutes = 0;
    double rpm_max = 0.0;
    double spindle_kw = 0.0;
    double spindle_use = 0.8;
    double efficiency = 0.6;
    double stick_out_over_d = 3.0;
};

/// What the cut removes, step by step so that a test and a person can follow it.
struct RoughingRate {
    double rpm = 0.0;
    double feed_mm_min = 0.0;
    double mrr_cm3_min = 0.0;
    double chip_mm = 0.0;   ///< mean chip thickness
    double kc_n_mm2 = 0.0;  ///< specific cutting force at that thickness (Kienzle)
    double power_kw = 0.0;
    double mrr_limited_cm3_min = 0.0;    ///< after the spindle's power
    double mrr_effective_cm3_min = 0.0;  ///< after air moves, entries and corners
};
[[nodiscard]] RoughingRate roughing_rate(const RoughingCut& cut);

/// Table feed of a finishing tool in mm/min.
[[nodiscard]] double finishing_feed(double rpm, int flutes, double fz_mm);

/// One pass over an area at a width per pass; serves floors, walls and freeform areas.
[[nodiscard]] Duration pass_time(Area area, Length width, double feed_mm_min);

/// Distance between passes of a ball nose that leaves cusps of the given height.
[[nodiscard]] Length ball_stepover(Length ball_radius, Length cusp);

/// Factor for pecking by depth over diameter: 1, 1.3 above 3, 1.8 above 5.
[[nodiscard]] double peck_factor(double depth_over_d);

struct DrillCut {
    double vc_m_min = 0.0;
    double feed_mm = 0.0;  ///< per revolution
    double diameter_mm = 0.0;
    double depth_mm = 0.0;
    double rpm_max = 0.0;
};
/// One hole with approach, point and retract; spotting is apart.
[[nodiscard]] Duration drilling_time(const DrillCut& cut);

struct TapCut {
    double vc_m_min = 0.0;
    double pitch_mm = 0.0;
    double diameter_mm = 0.0;
    double depth_mm = 0.0;
};
/// One rigidly tapped thread; its core hole is drilled apart.
[[nodiscard]] Duration tapping_time(const TapCut& cut);

/// Loading and unloading times by mass class.
struct LoadTimes {
    double light_min = 0.0;   ///< below 2 kg
    double medium_min = 0.0;  ///< below 10 kg
    double heavy_min = 0.0;   ///< with a hoist
};
/// Loading and unloading once by the mass that is lifted.
[[nodiscard]] Duration load_time(Mass mass, const LoadTimes& times);

}  // namespace millrace::plan::milling
