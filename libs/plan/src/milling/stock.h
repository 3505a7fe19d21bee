#pragma once

// The piece of plate or block that a part is milled from.

#include <array>
#include <optional>
#include <string>

#include "milling/set_ups.h"
#include "millrace/plan/planner.h"
#include "millrace/plan/process_plan.h"

namespace millrace::plan::milling {

struct StockPlan {
    std::array<Length, 3> size;  ///< along x, y, z of the part
    int thickness_axis = 2;      ///< 0, 1 or 2: across the plate
    int grip_axis = 2;           ///< of the first set-up: lengthened to be held
    Figure volume_mm3;
    Figure removed_mm3;
    Stock stock;
};

/// Box of the part plus allowances; the thinnest side rounded up to a plate on the shelf.
[[nodiscard]] StockPlan choose_stock(const PlanInput& input, const catalog::MillingProfile& profile,
                                     const SetUpPlan& set_ups);

/// Why the stock does not fit the machine in one of its set-ups; nothing when it fits in all.
[[nodiscard]] std::optional<Blocker> misfit(const StockPlan& stock, const SetUpPlan& set_ups,
                                            const catalog::Machine& machine);

}  // namespace millrace::plan::milling
