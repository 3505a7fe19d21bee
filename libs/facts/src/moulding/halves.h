#pragma once

// Which half makes what: draft of the walls and the parting line between the halves.

#include <cstdint>
#include <vector>

#include "../surface_patches.h"
#include "escapes.h"
#include "millrace/facts/moulding.h"

namespace millrace::facts::moulding {

/// +1 for the half that opens along +pull, -1 for the other. Walls that both could make and
/// undercuts, which slides make, go to the half that leaves the flatter parting line.
[[nodiscard]] std::vector<std::int8_t> assign_halves(const Surface& surface,
                                                     const std::vector<SharedEdge>& shared,
                                                     const EscapeMap& map);

struct Drafts {
    std::vector<float> min_deg;  ///< per face of the model
    std::vector<float> mean_deg;
    std::vector<MouldWall> walls;
};
[[nodiscard]] Drafts measure_drafts(const Surface& surface, const Patches& patches,
                                    const geom::BoundaryModel& model, const EscapeMap& map,
                                    const std::vector<std::int8_t>& halves);

struct PartingLine {
    std::vector<std::vector<geom::Vec3>> chains;
    double length_mm = 0.0;
    double step_mm = 0.0;
    std::uint32_t steps = 0;
};
[[nodiscard]] PartingLine find_parting_line(const Surface& surface,
                                            const std::vector<SharedEdge>& shared,
                                            const std::vector<std::int8_t>& halves,
                                            geom::Vec3 pull);

}  // namespace millrace::facts::moulding
