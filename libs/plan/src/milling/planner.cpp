// Milling on three axes: facts, a machine and a material become a plan. Steps and formulas:
// docs/algorithms/milling_time.md.

#include <algorithm>
#include <map>

#include "figures.h"
#include "milling/job.h"
#include "text.h"

namespace millrace::plan {

namespace {

using namespace milling;

constexpr const char* kPlannerVersion = "milling 1";

// Reasons that leave nothing to plan with.
std::vector<Blocker> early_blockers(const PlanInput& input) {
    std::vector<Blocker> blockers;
    const facts::PartFacts& facts = input.facts;
    if (!facts.closed || to_mm3(facts.volume) <= 0.0) {
        blockers.push_back(
            {"GEN-01b", facts.closed
                            ? say("milling.no_volume",
                                  "The part has no volume, so there is nothing to mill from stock. "
                                  "Export it as a closed solid.")
                            : say("milling.not_closed",
                                  "The surface is not closed ({edges} open edges), so it is not "
                                  "clear what is inside. Export it as a closed solid.",
                                  {{"edges", facts.defects.open_edges}})});
    }
    if (!input.machine.milling) {
        blockers.push_back(
            {"no_profile", say("milling.no_profile", "{machine} has no milling profile.",
                               {{"machine", input.machine.name}})});
    }
    if (!input.material.cutting) {
        blockers.push_back({"no_material", say("milling.no_cutting_data",
                                               "There is no cutting data for {material}; add kc, "
                                               "vc and fz to the catalogue.",
                                               {{"material", input.material.name}})});
    }
    return blockers;
}

void add_tooling(const Job& job, ProcessPlan& plan) {
    std::map<std::string, double> minutes;
    for (const Operation& operation : plan.operations) {
        for (const ToolUse& use : operation.tools) minutes[use.tool] += use.minutes;
    }
    for (const auto& [id, used] : minutes) {
        const catalog::Tool* tool = job.input.catalog.tool(id);
        if (tool == nullptr || job.cutting.tool_life_min <= 0.0) continue;
        plan.tooling_per_part += tool->price * used / job.cutting.tool_life_min;
    }
    plan.tooling_formula =
        say("milling.tooling", "sum over tools of price · minutes / tool life ({life}, {source})",
            {{"life", Number{job.cutting.tool_life_min, "min"}},
             {"source", "catalog.materials." + job.input.material.id + ".cutting.tool_life_min"}});
}

void add_notes(const Job& job, ProcessPlan& plan) {
    const PartAxes& axes = job.set_ups.axes;
    if (!axes.model) {
        plan.notes.push_back(say("milling.own_axes",
                                 "The part stands at an angle in its file; it is planned along "
                                 "its own axes: X along {x}, Y along {y}, Z along {z}.",
                                 {{"x", at(axes.direction[0])},
                                  {"y", at(axes.direction[2])},
                                  {"z", at(axes.direction[4])}}));
    }
    std::string sides;
    for (const SetUp& set_up : job.set_ups.set_ups) {
        sides += (sides.empty() ? "" : ", ") + axis_name(set_up.axis);
    }
    plan.notes.push_back(say("milling.set_ups",
                             "{count} set-up from {sides}.|{count} set-ups from {sides}.",
                             {{"count", job.set_ups.set_ups.size()}, {"sides", sides}}));
    const auto& size = job.stock.size;
    plan.notes.push_back(
        say("milling.stock", "Stock {size}.",
            {{"size", size_text({to_mm(size[0]), to_mm(size[1]), to_mm(size[2])})}}));
    const facts::PartFacts& facts = job.input.facts;
    const geom::Vec3 box = job.set_ups.axes.box.size();
    const double oriented = to_mm(facts.oriented_size[0]) * to_mm(facts.oriented_size[1]) *
                            to_mm(facts.oriented_size[2]);
    if (oriented > 0.0 && oriented < 0.8 * box.x * box.y * box.z) {
        plan.notes.push_back(
            say("milling.skewed",
                "The part stands at an angle to its axes; aligned it would need {share} less "
                "stock.",
                {{"share", percent(1.0 - oriented / (box.x * box.y * box.z))}}));
    }
    if (to_mm2(facts.access.unreachable) > 1.0) {
        plan.notes.push_back(
            say("milling.out_of_sight",
                "{area} are out of sight of straight tools; look at the run-outs there.",
                {{"area", mm2(to_mm2(facts.access.unreachable))}}));
    }
    for (const SetUp& set_up : job.set_ups.set_ups) {
        const catalog::Tool* tool = finishing_tool(job, set_up);
        if (tool != nullptr && to_mm(tool->reach) < working_depth_mm(job, set_up)) {
            plan.notes.push_back(say(
                "milling.high_walls",
                "Walls seen from {side} are up to {height} high; they are "
                "finished in steps.",
                {{"side", axis_name(set_up.axis)}, {"height", mm(working_depth_mm(job, set_up))}}));
        }
    }
}

class MillingPlanner final : public Planner {
public:
    std::string process() const override { return "milling"; }

    Result<ProcessPlan> plan(const PlanInput& input) const override {
        if (input.cancel.cancelled()) return cancelled();
        ProcessPlan plan;
        plan.planner = kPlannerVersion;
        plan.request = {input.part_revision, process(), input.material.id, input.machine.id};
        plan.runs = {1, say("milling.run", "single piece in a vice")};
        plan.stock.kind = "plate";
        plan.blockers = early_blockers(input);
        if (!plan.feasible()) return plan;

        Job job{input,
                *input.machine.milling,
                *input.material.cutting,
                open_drawer(input.catalog, input.machine),
                {},
                {}};
        Length reach_max;
        for (const catalog::Tool* tool : job.drawer.end_mills) {
            reach_max = std::max(reach_max, tool->reach);
        }
        job.set_ups = choose_set_ups(input.model, input.facts, reach_max);
        if (input.cancel.cancelled()) return cancelled();
        job.stock = choose_stock(input, job.profile, job.set_ups);
        plan.stock = job.stock.stock;
        if (auto blocker = misfit(job.stock, job.set_ups, input.machine)) {
            plan.blockers.push_back(std::move(*blocker));
        }
        for (auto& blocker : shape_blockers(input, job.set_ups)) {
            plan.blockers.push_back(std::move(blocker));
        }
        for (auto& blocker : tool_blockers(job)) plan.blockers.push_back(std::move(blocker));
        if (!plan.feasible()) return plan;

        plan.operations = write_operations(job);
        add_tooling(job, plan);
        add_notes(job, plan);
        if (input.cancel.cancelled()) return cancelled();
        return plan;
    }

private:
    static Error cancelled() {
        return Error{ErrorCode::Cancelled, "Planning was cancelled.", {"plan milling"}};
    }
};

}  // namespace

std::unique_ptr<Planner> make_milling_planner() { return std::make_unique<MillingPlanner>(); }

}  // namespace millrace::plan
