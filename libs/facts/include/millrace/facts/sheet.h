#pragma once

// Sheet metal: constant thickness, bends, and the flat pattern.

#include <cstdint>
#include <string>
#include <vector>

#include "millrace/base/quantity.h"
#include "millrace/facts/place.h"
#include "millrace/geom/outline.h"

namespace millrace::facts {

/// k-factor by inside radius over thickness, where a shop measured its own: the first step whose
/// `radius_over_thickness_max` is not below R/T holds, the last one above all.
struct KFactorStep {
    double radius_over_thickness_max = 0.0;
    double k_factor = 0.0;  ///< 0..0.5: place of the neutral fibre from the inside, over T
};

/// How a sheet is unfolded.
struct SheetOptions {
    std::vector<KFactorStep> k_factors;  ///< ascending; empty: DIN 6935
};

/// K of DIN 6935: k/2 with k = 0.65 + 0.5 lg(R/T), at most 1; R/T counts as at least 0.1.
[[nodiscard]] double k_factor_din6935(Length inside_radius, Length thickness);

/// Length of the neutral fibre of a bend: angle (R + K T).
[[nodiscard]] Length bend_allowance(Angle angle, Length inside_radius, Length thickness,
                                    double k_factor);

struct Bend {
    Angle angle;    ///< turned by the bend: 0 flat, 90° for an L, 180° for a hem
    Length radius;  ///< inside
    Length length;  ///< along the bend line
    double k_factor = 0.0;
    bool up = true;        ///< towards the side the flat pattern is drawn from
    bool hem = false;      ///< turned by 170° or more
    geom::Vec3 line_from;  ///< bend line (middle of the bend) on the flat pattern, z = 0
    geom::Vec3 line_to;
    std::vector<std::uint32_t> faces;
};

/// Plane part of the sheet between bends.
struct Flange {
    std::vector<std::uint32_t> faces;
    Area area;
    Length width;  ///< across the nearest bend, to its outside mould line
    std::vector<std::uint32_t> bends;
};

struct CutOut {
    Length diameter;  ///< round ones; else 0
    Length width;     ///< of its smallest rectangle
    Length length;
    geom::Vec3 centre;  ///< on the folded part
    std::vector<std::uint32_t> faces;
};

struct FlatPattern {
    std::vector<geom::OutlineLoop> loops;  ///< the first is the outer one; origin at the lower left
    Length length;                         ///< longer side of the rectangle around it
    Length width;
    Area area;
    Length cut_length;    ///< of all loops
    Length refold_error;  ///< largest distance of the refolded pattern from the part
    /// Curves that are neither lines nor arcs become chords; these stay within this of the curve.
    Length chord_error;
};

/// Faces that are neither flange, bend nor edge, named where the form is known.
struct FormedFeature {
    /// "countersink" (also a chamfered edge of a hole), "counterbore", "extrusion" (collar around a
    /// hole), "insert" (pressed-in nut or stud), "emboss", "rib" (emboss at least three times as
    /// long as wide), "louvre" (lanced on one side), "recess" (milled into one side), "boss",
    /// "chamfer" (slanted outline) or "unknown".
    std::string kind;
    std::vector<std::uint32_t> faces;
};

struct Sheet {
    Length thickness;
    std::vector<Bend> bends;
    std::vector<Flange> flanges;
    std::vector<CutOut> cut_outs;
    std::vector<FormedFeature> formed;
    FlatPattern flat;
};

/// Why a part is not a sheet part that can be unfolded.
struct SheetRefusal {
    std::string code;    ///< "not_constant_thickness" "doubly_curved" "overlap" "refold" "mesh" ...
    std::string reason;  ///< one sentence with the measured value
    std::vector<std::uint32_t> faces;
};

}  // namespace millrace::facts
