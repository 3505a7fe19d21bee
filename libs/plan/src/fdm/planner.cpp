// Filament printing: facts, a machine and a material become a plan. The time of the print comes
// from print_model.h; steps and formulas: docs/algorithms/fdm_time.md.

#include "millrace/plan/planner.h"

#include <algorithm>
#include <utility>

#include "fdm/orientation.h"
#include "figures.h"
#include "text.h"

namespace millrace::plan {
namespace {

using namespace fdm;

constexpr const char* kPlannerVersion = "fdm 1";
constexpr const char* kOperator = "am_operator";

std::vector<Blocker> early_blockers(const PlanInput& input) {
    std::vector<Blocker> blockers;
    if (!input.machine.fdm) {
        blockers.push_back(
            {"no_profile", say("fdm.no_profile", "{machine} has no filament printing profile.",
                               {{"machine", input.machine.name}})});
    }
    const auto& processes = input.material.processes;
    if (std::find(processes.begin(), processes.end(), "fdm") == processes.end()) {
        blockers.push_back({"no_material", say("fdm.no_filament", "{material} is not a filament.",
                                               {{"material", input.material.name}})});
    }
    const auto& accepted = input.machine.materials;
    if (!accepted.empty() &&
        std::find(accepted.begin(), accepted.end(), input.material.id) == accepted.end()) {
        blockers.push_back({"no_material", say("fdm.not_run", "{machine} does not run {material}.",
                                               {{"machine", input.machine.name},
                                                {"material", input.material.name}})});
    }
    if (to_mm3(input.facts.volume) <= 0.0) {
        blockers.push_back(
            {"GEN-01b", say("fdm.no_volume",
                            "The part has no volume, so there is nothing to print. Export "
                            "it as a closed solid.")});
    }
    return blockers;
}

/// The profile field that sets the speed of a role.
std::string speed_field(Role role) {
    switch (role) {
        case Role::ExternalPerimeter: return "fdm.external_perimeter_mm_s";
        case Role::Perimeter: return "fdm.perimeter_mm_s";
        case Role::GapFill: return "fdm.gap_fill_mm_s";
        case Role::SparseInfill: return "fdm.infill_mm_s";
        case Role::SolidInfill: return "fdm.solid_infill_mm_s";
        case Role::TopInfill: return "fdm.top_infill_mm_s";
        case Role::Bridge: return "fdm.bridge_mm_s";
        case Role::Support: return "fdm.support_mm_s";
        case Role::SupportInterface: return "fdm.support_interface_mm_s";
        case Role::Travel: return "fdm.travel_mm_s";
        case Role::Retract: return "fdm.retract_mm_s";
        case Role::LayerChange: return "fdm.z_mm_s";
    }
    return {};
}

class Builder {
public:
    Builder(const PlanInput& input, const catalog::FdmProfile& profile, const Orientation& way)
        : input_{input}, profile_{profile}, way_{way} {}

    void add_stock(ProcessPlan& plan) const {
        const double density = to_g_cm3(input_.material.density);
        const Input rho =
            material_input(input_.material, "density", density, "g/cm3", "density_g_cm3");
        const Input share = machine_input(input_.machine, "infill_share", profile_.infill_share, "",
                                          "fdm.infill_share");
        const Input volume =
            fact_input(input_.facts, "part_volume", to_mm3(input_.facts.volume), "mm3", "volume");
        const Input model =
            derived_input("extruded", way_.estimate.model_mm3, "mm3", "facts.volume");
        const Input support =
            derived_input("supports", way_.estimate.support_mm3, "mm3", way_.source + ".support");
        const Input waste =
            machine_input(input_.machine, "waste", profile_.waste_factor, "", "fdm.waste_factor");
        plan.stock.kind = "spool";
        plan.stock.part_g =
            noted(estimated(way_.estimate.model_mm3 / 1000.0 * density, "g",
                            "extruded · density / 1000", {model, rho, volume, share}),
                  say("fdm.extruded",
                      "What is extruded is the length of all lines of the part times their "
                      "cross-section; the inside of the part is filled to the infill share."));
        plan.stock.taken_g = estimated((way_.estimate.model_mm3 + way_.estimate.support_mm3) /
                                           1000.0 * density * profile_.waste_factor,
                                       "g", "(extruded + supports) · density / 1000 · waste",
                                       {model, support, rho, waste});
        plan.stock.returned_g = none("g");
    }

    void add_operations(ProcessPlan& plan) const {
        plan.operations.push_back(set_up());
        plan.operations.push_back(print());
        if (way_.estimate.support_area_mm2 > 0.0) plan.operations.push_back(remove_support());
        plan.operations.push_back(finish());
    }

private:
    Operation bench(OperationKind kind, Text name) const {
        Operation operation;
        operation.kind = kind;
        operation.name = std::move(name);
        operation.resource.process = "manual";
        operation.resource.kind = "bench";
        operation.resource.material = input_.material.id;
        operation.lot_s = operation.run_s = operation.part_s = none("s");
        operation.attended_share = 1.0;
        operation.labour_role = kOperator;
        return operation;
    }

    Operation set_up() const {
        Operation operation = bench(OperationKind::SetUp,
                                    say("fdm.set_up", "Load filament, prepare the plate and file"));
        operation.set_up = 1;
        operation.lot_s =
            estimated(profile_.setup_h_per_order * 3600.0, "s", "setup_h · 3600",
                      {machine_input(input_.machine, "setup_h", profile_.setup_h_per_order, "h",
                                     "fdm.setup_h_per_order")});
        return operation;
    }

    Operation print() const {
        Operation operation;
        operation.kind = OperationKind::Print;
        operation.name = say("fdm.print", "Print on {machine}", {{"machine", input_.machine.name}});
        operation.set_up = 1;
        operation.up = way_.build->up;
        operation.resource.process = "fdm";
        operation.resource.kind = input_.machine.kind;
        operation.resource.envelope_min = {from_mm(way_.size.x), from_mm(way_.size.y),
                                           from_mm(way_.size.z)};
        operation.resource.material = input_.material.id;
        operation.lot_s = none("s");
        operation.run_s = estimated(
            profile_.start_s, "s", "start",
            {machine_input(input_.machine, "start", profile_.start_s, "s", "fdm.start_s")});
        operation.part_s = print_time();
        operation.attended_share = 0.0;
        operation.machine_time = true;
        operation.power_kw = input_.machine.power_active_kw;
        return operation;
    }

    /// The print time, split by what the head does; each share names the field that sets its speed.
    Figure print_time() const {
        std::string formula;
        std::vector<Input> inputs;
        const PrintEstimate& estimate = way_.estimate;
        for (std::size_t r = 0; r < kRoles; ++r) {
            const Role role = static_cast<Role>(r);
            if (estimate.roles[r].time_s <= 0.0) continue;
            std::string name{to_string(role)};
            std::replace(name.begin(), name.end(), ' ', '_');
            formula += (formula.empty() ? "" : " + ") + name;
            inputs.push_back(
                derived_input(name, estimate.roles[r].time_s, "s",
                              "catalog.machines." + input_.machine.id + "." + speed_field(role)));
        }
        inputs.push_back(derived_input("layers", static_cast<double>(estimate.layers), "",
                                       way_.source + ".height"));
        inputs.push_back(
            fact_input(input_.facts, "part_volume", to_mm3(input_.facts.volume), "mm3", "volume"));
        inputs.push_back(machine_input(input_.machine, "layer_height", profile_.layer_height_mm,
                                       "mm", "fdm.layer_height_mm"));
        inputs.push_back(machine_input(input_.machine, "acceleration", profile_.acceleration_mm_s2,
                                       "mm/s2", "fdm.acceleration_mm_s2"));
        inputs.push_back(machine_input(input_.machine, "layer_time_min", profile_.layer_time_min_s,
                                       "s", "fdm.layer_time_min_s"));
        inputs.push_back(machine_input(input_.machine, "flow_max", profile_.flow_max_mm3_s, "mm3/s",
                                       "fdm.flow_max_mm3_s"));
        if (input_.material.flow_max_mm3_s) {
            inputs.push_back(material_input(input_.material, "filament_flow_max",
                                            *input_.material.flow_max_mm3_s, "mm3/s",
                                            "flow_max_mm3_s"));
        }
        return noted(
            estimated(estimate.time_s, "s", std::move(formula), std::move(inputs)),
            say("fdm.print_time",
                "Each share is the length of its lines at its speed, with acceleration, corners, "
                "the flow limit and the minimum layer time, summed over the layers."));
    }

    Operation remove_support() const {
        Operation operation =
            bench(OperationKind::RemoveSupport, say("fdm.remove_support", "Break away supports"));
        operation.part_s = estimated(
            60.0 * removal_min(profile_, way_.estimate.support_area_mm2), "s",
            "60 · (min_per_part + min_per_cm2 · supported_area / 100)",
            {machine_input(input_.machine, "min_per_part", profile_.support_removal_min_per_part,
                           "min", "fdm.support_removal_min_per_part"),
             machine_input(input_.machine, "min_per_cm2", profile_.support_removal_min_per_cm2,
                           "min/cm2", "fdm.support_removal_min_per_cm2"),
             derived_input("supported_area", way_.estimate.support_area_mm2, "mm2",
                           way_.source + ".overhang")});
        operation.learns = true;
        return operation;
    }

    Operation finish() const {
        Operation operation =
            bench(OperationKind::Pack, say("fdm.pack", "Take off the plate, inspect and pack"));
        operation.part_s =
            estimated(profile_.labour_h_per_part * 3600.0, "s", "labour_h · 3600",
                      {machine_input(input_.machine, "labour_h", profile_.labour_h_per_part, "h",
                                     "fdm.labour_h_per_part")});
        operation.learns = true;
        return operation;
    }

    const PlanInput& input_;
    const catalog::FdmProfile& profile_;
    const Orientation& way_;
};

void add_notes(const OrientationChoice& choice, ProcessPlan& plan) {
    const PrintEstimate& estimate = choice.chosen.estimate;
    plan.notes.push_back(choice.reason);
    plan.notes.push_back(say("fdm.layers", "{layers} layers, {height} high.",
                             {{"layers", estimate.layers}, {"height", mm(estimate.height_mm)}}));
    if (estimate.support_area_mm2 > 0.0) {
        plan.notes.push_back(say("fdm.supports",
                                 "Supports carry {area} and are broken away afterwards.",
                                 {{"area", Number{estimate.support_area_mm2 / 100.0, "cm2"}}}));
    }
    if (estimate.slowed_layers > 0) {
        plan.notes.push_back(say("fdm.slowed",
                                 "{layers} layers are slowed down so that each can cool.",
                                 {{"layers", estimate.slowed_layers}}));
    }
}

class FdmPlanner final : public Planner {
public:
    std::string process() const override { return "fdm"; }

    Result<ProcessPlan> plan(const PlanInput& input) const override {
        if (input.cancel.cancelled()) {
            return Error{ErrorCode::Cancelled, "planning a print was cancelled", {}};
        }
        ProcessPlan plan;
        plan.planner = kPlannerVersion;
        plan.request = {input.part_revision, process(), input.material.id, input.machine.id};
        plan.stock.kind = "spool";
        plan.runs = {1, say("fdm.run",
                            "parts are printed one after another, so that one failure costs one "
                            "part")};
        plan.blockers = early_blockers(input);
        if (!plan.feasible()) return plan;

        const catalog::FdmProfile& profile = *input.machine.fdm;
        auto choice = choose_orientation(input, profile);
        if (!choice) {
            if (choice.error().code != ErrorCode::InvalidGeometry) return choice.error();
            plan.blockers.push_back({"GEN-01b", choice.error().message});
            return plan;
        }
        const Orientation& way = choice->chosen;
        if (!way.fits) {
            const auto& room = input.machine.envelope;
            plan.blockers.push_back(
                {"does_not_fit",
                 say("fdm.does_not_fit", "The part is {size}; {machine} prints up to {room}.",
                     {{"size", size_text(way.size)},
                      {"machine", input.machine.name},
                      {"room", size_text({to_mm(room[0]), to_mm(room[1]), to_mm(room[2])})}})});
        }
        plan.build_up = way.build->up;
        if (!way.fits) return plan;
        const Builder builder{input, profile, way};
        builder.add_stock(plan);
        builder.add_operations(plan);
        add_notes(choice.value(), plan);
        return plan;
    }
};

}  // namespace

std::unique_ptr<Planner> make_fdm_planner() { return std::make_unique<FdmPlanner>(); }

}  // namespace millrace::plan
