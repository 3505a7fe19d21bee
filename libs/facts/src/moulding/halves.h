#pragma once

// Which half makes what: draft of the walls and the parting line between the halves.

#include <array>
#include <cstdint>
#include <vector>

#include "../surface_patches.h"
#include "escapes.h"
#include "millrace/facts/moulding.h"

namespace millrace::facts::moulding {

/// A triangle through which the parting line runs: the surface turns over within it.
struct CutTriangle {
    std::uint32_t triangle = 0;
    std::array<double, 3> share{};  ///< of the normal along the pull at each corner

    [[nodiscard]] bool plus(std::size_t corner) const { return share[corner] >= 0.0; }
};

/// Which half makes what.
struct Halves {
    /// +1 for the half that opens along +pull, -1 for the other; of cut triangles the one that
    /// makes most of it. Walls that both could make and undercuts, which slides make, go to the
    /// half that leaves the flatter parting line.
    std::vector<std::int8_t> of_triangle;
    std::vector<CutTriangle> cuts;               ///< ascending
    std::vector<std::uint32_t> cut_of_triangle;  ///< index of `cuts`, or kNoCut

    /// Connected area that the neighbours decided, by triangle; kDecided elsewhere.
    std::vector<std::uint32_t> free_area;

    static constexpr std::uint32_t kDecided = ~std::uint32_t{0};
    static constexpr std::uint32_t kNoCut = ~std::uint32_t{0};
    [[nodiscard]] bool cut(std::uint32_t triangle) const {
        return cut_of_triangle[triangle] != kNoCut;
    }
};
[[nodiscard]] Halves assign_halves(const TrueSurface& surface,
                                   const std::vector<SharedEdge>& shared, const EscapeMap& map);

struct Drafts {
    std::vector<float> min_deg;  ///< per face of the model
    std::vector<float> mean_deg;
    std::vector<MouldWall> walls;
};
[[nodiscard]] Drafts measure_drafts(const Surface& surface, const Patches& patches,
                                    const geom::BoundaryModel& model, const EscapeMap& map,
                                    const Halves& halves);

struct PartingLine {
    std::vector<std::vector<geom::Vec3>> chains;
    double length_mm = 0.0;
    double step_mm = 0.0;
    std::uint32_t steps = 0;
    double outer_mm2 = 0.0;  ///< enclosed by the outer chain as seen along the pull
};
/// The line where the halves meet. Free areas go to the other half where only so the outer chain
/// encloses the part as seen along the pull; their triangles in `halves` change with them.
[[nodiscard]] PartingLine find_parting_line(const Surface& surface,
                                            const std::vector<SharedEdge>& shared, Halves& halves,
                                            geom::Vec3 pull);

}  // namespace millrace::facts::moulding
