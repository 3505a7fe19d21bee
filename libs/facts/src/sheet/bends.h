#pragma once

// Bends, flanges and cut-outs with their sizes. Internal to the module.

#include "walls.h"

namespace millrace::facts::sheet {

struct BendSet {
    std::vector<Bend> bends;             ///< longest first
    std::vector<std::uint32_t> of_face;  ///< bend of a cylinder of the skin, kNone for others
    Move2 move;                          ///< from the skin's plane to the pattern
};

[[nodiscard]] BendSet find_bends(const geom::BoundaryModel& model, const Skin& skin,
                                 const Unfolded& unfolded, double thickness_mm,
                                 const SheetOptions& options, const Move2& move);

[[nodiscard]] std::vector<Flange> find_flanges(const geom::BoundaryModel& model, const Skin& skin,
                                               const Unfolded& unfolded, const BendSet& bends,
                                               double thickness_mm);

/// Loops after the first are cut-outs.
[[nodiscard]] std::vector<CutOut> find_cut_outs(const geom::BoundaryModel& model,
                                                const std::vector<Piece>& pieces,
                                                const Walls& walls,
                                                const std::vector<ChainedLoop>& loops);

}  // namespace millrace::facts::sheet
