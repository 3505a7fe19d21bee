#pragma once

// Everything that is settled before operations are written down.

#include <vector>

#include "milling/cutting.h"
#include "milling/drawer.h"
#include "milling/set_ups.h"
#include "milling/stock.h"
#include "millrace/plan/planner.h"

namespace millrace::plan::milling {

struct Job {
    const PlanInput& input;
    const catalog::MillingProfile& profile;
    const catalog::CuttingData& cutting;
    Drawer drawer;
    SetUpPlan set_ups;
    StockPlan stock;
};

/// Roughing with a tool that sticks out this far, in the material of the job.
[[nodiscard]] RoughingRate tool_rate(const Job& job, const catalog::Tool& tool,
                                     double stick_out_mm);

/// What one tool roughs.
struct RoughCut {
    const catalog::Tool* tool = nullptr;
    RoughingRate rate;
    double stick_out_mm = 0.0;
    double volume_mm3 = 0.0;
};
/// How one set-up is roughed: the tool that takes most first, then smaller ones, largest first, for
/// what it leaves. Of all tools that could come first, the one that takes least time in all; empty
/// when the drawer has no end mill.
[[nodiscard]] std::vector<RoughCut> choose_rough_cuts(const Job& job, const SetUp& set_up,
                                                      double volume_mm3);

/// The tool for open outer faces: a face mill where there is enough to face, else the largest end
/// mill.
[[nodiscard]] const catalog::Tool* facing_tool(const Job& job, const SetUp& set_up);
/// The end mill for floors and walls of a set-up: as large as its widest-open pocket limit allows.
[[nodiscard]] const catalog::Tool* finishing_tool(const Job& job, const SetUp& set_up);
/// The end mill that turns in a corner without stopping; null when none fits and reaches.
[[nodiscard]] const catalog::Tool* corner_tool(const Drawer& drawer,
                                               const facts::InternalCorner& corner);
/// The end mill for a pocket; null when none fits and reaches.
[[nodiscard]] const catalog::Tool* pocket_tool(const Drawer& drawer, const facts::Pocket& pocket);

/// How a hole is made.
enum class HoleMethod { Drill, DrillAndBore, Helix, None };
struct HoleTool {
    HoleMethod method = HoleMethod::None;
    const catalog::Tool* tool = nullptr;
};
/// A drill of the diameter, else an end mill that spirals down, else the next smaller drill and a
/// boring pass.
[[nodiscard]] HoleTool hole_tool(const Drawer& drawer, const facts::Hole& hole);

/// Depth the tools of a set-up work to: half the height where the part is also cut from the
/// opposite side.
[[nodiscard]] double working_depth_mm(const Job& job, const SetUp& set_up);
/// Volume of a pocket from its floor, or from its width where the floor is not known.
[[nodiscard]] double pocket_mm3(const geom::BoundaryModel& model, const facts::Pocket& pocket);
[[nodiscard]] double hole_mm3(const facts::Hole& hole);

/// Everything that stops this part from being milled on this machine, by the tools it has.
[[nodiscard]] std::vector<Blocker> tool_blockers(const Job& job);
/// What stops milling whatever the drawer holds: open solid, hidden faces, sharp corners.
[[nodiscard]] std::vector<Blocker> shape_blockers(const PlanInput& input, const SetUpPlan& set_ups);

/// The operations in the order in which they are done.
[[nodiscard]] std::vector<Operation> write_operations(const Job& job);

}  // namespace millrace::plan::milling
