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
    PrintEstimate estimate;
    double cost = 0.0;  ///< what depends on the orientation: machine, filament, removal
};

/// The chosen way and the reason for it, in a sentence for people.
struct OrientationChoice {
    Orientation chosen;
    Text reason;
};

/// Keeps the part as it was modelled unless another of the resting planes and axis directions of
/// the facts costs at least 15 % less, or the part does not fit or cannot stand as modelled. An
/// orientation that fits is always preferred; when none fits the modelled one is returned.
/// @return InvalidGeometry when the part has no layers; Cancelled.
[[nodiscard]] Result<OrientationChoice> choose_orientation(const PlanInput& input,
                                                           const catalog::FdmProfile& profile);

/// The mesh turned so that `up` points along +z, by the smallest rotation; +z stays as it is.
[[nodiscard]] geom::TriangleMesh turned_up(const geom::TriangleMesh& mesh, geom::Vec3 up);

/// Smaller of what the hot end and the filament can melt.
[[nodiscard]] double flow_max_mm3_s(const catalog::FdmProfile& profile,
                                    const catalog::Material& material);

/// Minutes to break away supports of `area_mm2`; 0 without supports.
[[nodiscard]] double removal_min(const catalog::FdmProfile& profile, double area_mm2);

}  // namespace millrace::plan::fdm
