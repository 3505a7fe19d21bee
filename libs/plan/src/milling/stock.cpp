#include "milling/stock.h"

#include <algorithm>

#include "figures.h"
#include "text.h"

namespace millrace::plan::milling {

namespace {

constexpr std::array<const char*, 3> kAxisNames = {"x", "y", "z"};

constexpr double kRounding_mm = 1e-3;  // nobody measures stock more exactly

double plate_at_least(double thickness_mm, const std::vector<double>& plates_mm) {
    double best = 0.0;
    for (const double plate : plates_mm) {
        if (plate >= thickness_mm - kRounding_mm && (best <= 0.0 || plate < best)) best = plate;
    }
    return best > 0.0 ? best : thickness_mm;
}

Figure volume_figure(const PlanInput& input, const catalog::MillingProfile& profile, geom::Vec3 box,
                     const StockPlan& plan) {
    std::vector<Input> inputs;
    for (int axis = 0; axis < 3; ++axis) {
        inputs.push_back(fact_input(
            input.facts, std::string("part_") + kAxisNames[static_cast<std::size_t>(axis)],
            box[axis], "mm", "box"));
    }
    for (int axis = 0; axis < 3; ++axis) {
        const auto a = static_cast<std::size_t>(axis);
        inputs.push_back(derived_input(std::string("stock_") + kAxisNames[a], to_mm(plan.size[a]),
                                       "mm", "plan.stock.size"));
    }
    const auto& m = input.machine;
    inputs.push_back(
        machine_input(m, "side", profile.stock_side_mm, "mm", "milling.stock_side_mm"));
    inputs.push_back(
        machine_input(m, "plate", profile.stock_plate_mm, "mm", "milling.stock_plate_mm"));
    inputs.push_back(
        machine_input(m, "grip", profile.stock_grip_mm, "mm", "milling.stock_grip_mm"));
    const double volume = to_mm(plan.size[0]) * to_mm(plan.size[1]) * to_mm(plan.size[2]);
    return noted(
        estimated(volume, "mm3", "stock_x · stock_y · stock_z", std::move(inputs)),
        say("milling.stock_sides",
            "Each side is the part plus twice the side allowance (across the plate twice the plate "
            "allowance), plus the grip along the first set-up; the plate is rounded up to a "
            "stocked thickness."));
}

}  // namespace

StockPlan choose_stock(const PlanInput& input, const catalog::MillingProfile& profile,
                       const SetUpPlan& set_ups) {
    StockPlan plan;
    const geom::Vec3 box = set_ups.axes.box.size();
    for (int axis = 0; axis < 3; ++axis) {
        if (box[axis] < box[plan.thickness_axis] - kRounding_mm) plan.thickness_axis = axis;
    }
    plan.grip_axis = set_ups.set_ups.empty() ? 2 : set_ups.set_ups.front().axis / 2;
    for (int axis = 0; axis < 3; ++axis) {
        const double side =
            axis == plan.thickness_axis ? profile.stock_plate_mm : profile.stock_side_mm;
        const double grip = axis == plan.grip_axis ? profile.stock_grip_mm : 0.0;
        double size = box[axis] + 2.0 * side + grip;
        if (axis == plan.thickness_axis) size = plate_at_least(size, profile.plate_thickness_mm);
        plan.size[static_cast<std::size_t>(axis)] = from_mm(size);
    }
    plan.volume_mm3 = volume_figure(input, profile, box, plan);
    const Input part =
        fact_input(input.facts, "part_volume", to_mm3(input.facts.volume), "mm3", "volume");
    const Input stock = plan_input("stock_volume", plan.volume_mm3, "stock.size");
    plan.removed_mm3 = estimated(std::max(0.0, plan.volume_mm3.value - part.value), "mm3",
                                 "stock_volume - part_volume", {stock, part});
    const double density = to_g_cm3(input.material.density);
    const Input rho = material_input(input.material, "density", density, "g/cm3", "density_g_cm3");
    const Input saw =
        machine_input(input.machine, "saw_loss", profile.saw_loss, "", "milling.saw_loss");
    plan.stock.kind = "plate";
    plan.stock.size = plan.size;
    plan.stock.taken_g =
        estimated(plan.volume_mm3.value / 1000.0 * density * (1.0 + profile.saw_loss), "g",
                  "stock_volume / 1000 · density · (1 + saw_loss)", {stock, rho, saw});
    plan.stock.returned_g =
        estimated(plan.removed_mm3.value / 1000.0 * density, "g", "removed / 1000 · density",
                  {derived_input("removed", plan.removed_mm3.value, "mm3", "facts.volume"), rho});
    plan.stock.part_g =
        estimated(part.value / 1000.0 * density, "g", "part_volume / 1000 · density", {part, rho});
    return plan;
}

std::optional<Blocker> misfit(const StockPlan& stock, const SetUpPlan& set_ups,
                              const catalog::Machine& machine) {
    const double table_long = std::max(to_mm(machine.envelope[0]), to_mm(machine.envelope[1]));
    const double table_short = std::min(to_mm(machine.envelope[0]), to_mm(machine.envelope[1]));
    for (const SetUp& set_up : set_ups.set_ups) {
        const auto up = static_cast<std::size_t>(set_up.axis / 2);
        const double a = to_mm(stock.size[(up + 1) % 3]);
        const double b = to_mm(stock.size[(up + 2) % 3]);
        const double height = to_mm(stock.size[up]);
        if (std::max(a, b) <= table_long && std::min(a, b) <= table_short &&
            height <= to_mm(machine.envelope[2])) {
            continue;
        }
        return Blocker{
            "does_not_fit",
            say("milling.does_not_fit",
                "Stock of {stock} (set-up {side} up) does not fit the travel of {machine}, "
                "{travel}.",
                {{"stock", size_text({std::max(a, b), std::min(a, b), height})},
                 {"side", axis_name(set_up.axis)},
                 {"machine", machine.name},
                 {"travel", size_text({table_long, table_short, to_mm(machine.envelope[2])})}})};
    }
    return std::nullopt;
}

}  // namespace millrace::plan::milling
