#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fdm/print_model.h"
#include "millrace/plan/planner.h"

namespace millrace::plan::fdm {

/// A way to put the part on the plate, with what printing it like this takes.
struct Orientation {
    const facts::BuildDirection* build = nullptr;
    std::string source;  ///< "facts.builds.4"
    geom::Vec3 size;     ///< in the machine: along x, y, z
    bool fits = false;
    bool stands = false;
    bool turned_on_plate = false;  ///< about the vertical, to fit
    PrintEstimate estimate;
    double cost = 0.0;  ///< what depends on the orientation: machine, filament, removal
};

/// The chosen way and the reason for it, in a sentence for people.
struct OrientationChoice {
    Orientation chosen;
    Text reason;
};

/// Keeps the part as it was modelled unless another of the build directions of the facts costs at
/// least 15 % less, or the part does not fit or cannot stand as modelled. Parts that stand at an
/// angle in their file have no such direction: they get the cheaper of the two with least support.
/// An orientation that fits is always preferred; when none fits, `chosen.fits` is false.
/// @return InvalidGeometry when the part has no layers; Cancelled.
[[nodiscard]] Result<OrientationChoice> choose_orientation(const PlanInput& input,
                                                           const catalog::FdmProfile& profile);

/// Smaller of what the hot end and the filament can melt.
[[nodiscard]] double flow_max_mm3_s(const catalog::FdmProfile& profile,
                                    const catalog::Material& material);

/// Minutes to break away supports of `area_mm2`; 0 without supports.
[[nodiscard]] double removal_min(const catalog::FdmProfile& profile, double area_mm2);

}  // namespace millrace::plan::fdm
