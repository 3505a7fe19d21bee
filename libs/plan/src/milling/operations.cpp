// Writes the operations of a milled part in the order in which they are done. Every time is the sum
// of elementary times of cutting.h; its figure names what went in.

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "figures.h"
#include "milling/edges.h"
#include "milling/job.h"
#include "text.h"

namespace millrace::plan::milling {

namespace {

constexpr double kBoreExtra_s = 25.0;  // a boring pass or a flat bottom after the drill
constexpr double kMinute_s = 60.0;
constexpr double kHour_s = 3600.0;
// A part of thousands of faces is still programmed feature by feature only so far.
constexpr std::size_t kFreeformFeaturesMax = 50;

// The time for changing tools belongs to the first line of the formula.
std::string with_tool_changes(std::string formula) {
    return formula.insert(std::min(formula.find(';'), formula.size()),
                          " + tool_changes · tool_change");
}

// "2 × ⌀5 mm through".
Text drilling_text(const facts::Hole& hole, std::size_t count, bool milled) {
    const Text size = hole.through
                          ? say("milling.hole_through", "{holes} × ⌀{diameter} through",
                                {{"holes", count}, {"diameter", mm(to_mm(hole.diameter))}})
                          : say("milling.hole_blind", "{holes} × ⌀{diameter} × {depth} deep",
                                {{"holes", count},
                                 {"diameter", Number{to_mm(hole.diameter)}},
                                 {"depth", mm(to_mm(hole.depth))}});
    return milled ? say("milling.mill_holes", "Mill {size}", {{"size", size}})
                  : say("milling.drill_holes", "Drill {size}", {{"size", size}});
}

class Writer {
public:
    explicit Writer(const Job& job) : job_(job) {}

    std::vector<Operation> write() {
        program();
        double total_area = 0.0;
        for (const SetUp& set_up : set_ups()) total_area += to_mm2(set_up.area());
        for (std::size_t i = 0; i < set_ups().size(); ++i) {
            const SetUp& set_up = set_ups()[i];
            number_ = static_cast<int>(i) + 1;
            set_up_and_load(set_up);
            const double share = total_area > 0.0 ? to_mm2(set_up.area()) / total_area
                                                  : 1.0 / static_cast<double>(set_ups().size());
            rough(set_up, share);
            finish_top(set_up);
            finish_floors(set_up);
            finish_walls(set_up);
            finish_corners(set_up);
            finish_freeform(set_up);
            drill(set_up);
        }
        number_ = 0;
        deburr();
        inspect();
        return std::move(operations_);
    }

private:
    const std::vector<SetUp>& set_ups() const { return job_.set_ups.set_ups; }
    const catalog::MillingProfile& profile() const { return job_.profile; }
    const facts::PartFacts& facts() const { return job_.input.facts; }

    Input profile_input(std::string name, double value, std::string unit,
                        const std::string& field) const {
        return machine_input(job_.input.machine, std::move(name), value, std::move(unit),
                             "milling." + field);
    }
    Input cutting_input(std::string name, double value, std::string unit,
                        const std::string& field) const {
        return material_input(job_.input.material, std::move(name), value, std::move(unit),
                              "cutting." + field);
    }

    Operation& manual(OperationKind kind, Text name, std::string role) {
        Operation& operation = operations_.emplace_back();
        operation.kind = kind;
        operation.name = std::move(name);
        operation.set_up = number_;
        operation.resource = {"manual", "bench", {}, job_.input.material.id};
        operation.lot_s = operation.run_s = operation.part_s = none("s");
        operation.labour_role = std::move(role);
        return operation;
    }

    Operation& on_machine(OperationKind kind, Text name, const SetUp& set_up) {
        Operation& operation = manual(kind, std::move(name), "");
        operation.up = job_.set_ups.axes.direction[static_cast<std::size_t>(set_up.axis)];
        operation.resource = {"milling", job_.input.machine.kind, job_.stock.size,
                              job_.input.material.id};
        operation.machine_time = true;
        // The machine's hourly rate includes the person who looks after it while it cuts.
        operation.attended_share = 0.0;
        operation.power_kw = job_.input.machine.power_active_kw;
        return operation;
    }

    // Adds `seconds` of cutting with `tool`, and the tool change where the spindle holds another.
    void cut(Operation& operation, const catalog::Tool& tool, double seconds, std::string formula,
             std::vector<Input> inputs) {
        const int changes = tool.id == in_spindle_ ? 0 : 1;
        in_spindle_ = tool.id;
        inputs.push_back(derived_input("tool_changes", changes, "", "plan.operations"));
        inputs.push_back(
            profile_input("tool_change", profile().tool_change_s, "s", "tool_change_s"));
        operation.part_s = estimated(seconds + changes * profile().tool_change_s, "s",
                                     with_tool_changes(std::move(formula)), std::move(inputs));
        operation.tools.push_back({tool.id, seconds / kMinute_s});
    }

    static Text from(const SetUp& set_up, Text what, const catalog::Tool& tool) {
        return say("milling.from_with", "{what} from {side} with ⌀{tool}",
                   {{"what", std::move(what)},
                    {"side", axis_name(set_up.axis)},
                    {"tool", mm(to_mm(tool.diameter))}});
    }

    void program();
    void set_up_and_load(const SetUp& set_up);
    void rough(const SetUp& set_up, double share);
    void rough_with(const SetUp& set_up, const RoughCut& taken, bool rest);
    void finish(const SetUp& set_up, OperationKind kind, const Text& what,
                const catalog::Tool& tool, Area area, Length pass, Input pass_rule,
                double stick_out_mm, const std::string& area_source);
    void finish_top(const SetUp& set_up);
    void finish_floors(const SetUp& set_up);
    void finish_walls(const SetUp& set_up);
    void finish_corners(const SetUp& set_up);
    void finish_freeform(const SetUp& set_up);
    void drill(const SetUp& set_up);
    void drill_group(const SetUp& set_up, const std::vector<std::uint32_t>& group);
    void deburr();
    void inspect();

    const Job& job_;
    std::vector<Operation> operations_;
    std::string in_spindle_;
    int number_ = 0;
};

void Writer::program() {
    Operation& operation =
        manual(OperationKind::Program, say("milling.program", "Program the part"), "engineer");
    const std::size_t freeform =
        std::min<std::size_t>(facts().face_types.freeform, kFreeformFeaturesMax);
    const double features = static_cast<double>(facts().holes.size() + facts().pockets.size() +
                                                facts().pins.size() + freeform);
    const double n = static_cast<double>(set_ups().size());
    const double hours = profile().cam_h_base + profile().cam_h_per_feature * features +
                         profile().cam_h_per_setup * n;
    operation.lot_s = estimated(
        hours * kHour_s, "s", "3600 · (base + per_feature · features + per_setup · set_ups)",
        {profile_input("base", profile().cam_h_base, "h", "cam_h_base"),
         profile_input("per_feature", profile().cam_h_per_feature, "h", "cam_h_per_feature"),
         fact_input(facts(), "features", features, "", "holes"),
         profile_input("per_setup", profile().cam_h_per_setup, "h", "cam_h_per_setup"),
         derived_input("set_ups", n, "", "facts.access")});
}

void Writer::set_up_and_load(const SetUp& set_up) {
    const std::string side = axis_name(set_up.axis);
    Operation& fix = on_machine(OperationKind::SetUp,
                                say("milling.set_up", "Set up {number}: vice, {side} up",
                                    {{"number", number_}, {"side", side}}),
                                set_up);
    fix.attended_share = 1.0;
    fix.power_kw = job_.input.machine.power_idle_kw;
    fix.lot_s = estimated(profile().setup_h * kHour_s, "s", "3600 · setup",
                          {profile_input("setup", profile().setup_h, "h", "setup_h")});
    fix.part_s = estimated(
        profile().probe_min_per_setup * kMinute_s, "s", "60 · probe",
        {profile_input("probe", profile().probe_min_per_setup, "min", "probe_min_per_setup")});

    Operation& load =
        manual(OperationKind::Load,
               say("milling.load", "Load and unload, {side} up", {{"side", side}}), "machinist");
    load.up = job_.set_ups.axes.direction[static_cast<std::size_t>(set_up.axis)];
    load.learns = true;
    // Before the first set-up the whole blank is lifted, later about the part.
    const Figure part_g = job_.stock.stock.part_g;
    const double stock_g = job_.stock.volume_mm3.value * job_.input.material.density.stored();
    const double grams = number_ == 1 ? stock_g : part_g.value;
    const Duration time = load_time(from_g(grams), {.light_min = profile().load_min_light,
                                                    .medium_min = profile().load_min_medium,
                                                    .heavy_min = profile().load_min_heavy});
    const char* field = grams < 2000.0     ? "load_min_light"
                        : grams < 10'000.0 ? "load_min_medium"
                                           : "load_min_heavy";
    load.part_s = noted(estimated(time.count(), "s", "60 · load",
                                  {profile_input("load", time.count() / kMinute_s, "min", field),
                                   derived_input("mass", grams, "g", "plan.stock.part_g")}),
                        say("milling.load_by_mass", "by the mass that is lifted"));
}

void Writer::rough(const SetUp& set_up, double share) {
    double holes_mm3 = 0.0;
    for (const facts::Hole& hole : facts().holes) holes_mm3 += hole_mm3(hole);
    const double volume = std::max(0.0, job_.stock.removed_mm3.value - holes_mm3) * share;
    if (volume <= 0.0) return;
    bool rest = false;
    for (const RoughCut& cut : choose_rough_cuts(job_, set_up, volume)) {
        if (cut.volume_mm3 > 0.0) rough_with(set_up, cut, rest);
        rest = true;
    }
}

void Writer::rough_with(const SetUp& set_up, const RoughCut& taken, bool rest) {
    const catalog::Tool& tool = *taken.tool;
    const RoughingRate& rate = taken.rate;
    Operation& operation = on_machine(
        OperationKind::Rough,
        from(set_up,
             rest ? say("milling.rough_rest", "Rough the rest") : say("milling.rough", "Rough"),
             tool),
        set_up);
    const double seconds = taken.volume_mm3 / 1000.0 / rate.mrr_effective_cm3_min * kMinute_s;
    const catalog::CuttingData& c = job_.cutting;
    cut(operation, tool, seconds,
        "60 · volume / 1000 / mrr; mrr = efficiency · min(1, spindle_use · spindle / power) · "
        "ap · ae · D² · feed / 1000; power = ap · ae · D² · feed · kc / 60 000 000",
        {derived_input("volume", taken.volume_mm3, "mm3", "plan.stock"),
         derived_input("mrr", rate.mrr_effective_cm3_min, "cm3/min", "plan.operations"),
         tool_input(tool, "D", to_mm(tool.diameter), "mm", "diameter_mm"),
         tool_input(tool, "flutes", tool.flutes, "", "flutes"),
         derived_input("stick_out", taken.stick_out_mm, "mm", "facts.box"),
         cutting_input("vc", c.vc_m_min, "m/min", "vc_m_min"),
         cutting_input("fz_d10", c.fz_d10_mm, "mm", "fz_d10_mm"),
         cutting_input("ae", c.ae_over_d, "D", "ae_over_d"),
         cutting_input("ap", c.ap_over_d, "D", "ap_over_d"),
         cutting_input("kc11", c.kc11_n_mm2, "N/mm2", "kc11_n_mm2"),
         cutting_input("mc", c.mc, "", "mc"),
         derived_input("feed", rate.feed_mm_min, "mm/min", "plan.operations"),
         derived_input("kc", rate.kc_n_mm2, "N/mm2", "plan.operations"),
         derived_input("power", rate.power_kw, "kW", "plan.operations"),
         profile_input("spindle", profile().spindle_kw, "kW", "spindle_kw"),
         profile_input("spindle_use", profile().spindle_use, "", "spindle_use"),
         profile_input("efficiency", profile().rough_efficiency, "", "rough_efficiency")});
}

void Writer::finish(const SetUp& set_up, OperationKind kind, const Text& what,
                    const catalog::Tool& tool, Area area, Length pass, Input pass_rule,
                    double stick_out_mm, const std::string& area_source) {
    Operation& operation = on_machine(kind, from(set_up, what, tool), set_up);
    const double d = to_mm(tool.diameter);
    const double rpm = spindle_rpm(job_.cutting.vc_m_min, d, profile().spindle_rpm_max);
    const double derate = stick_out_derate(stick_out_mm / d);
    const double fz =
        profile().finish_fz_factor * feed_per_tooth(job_.cutting.fz_d10_mm, d) * derate;
    const double feed = finishing_feed(rpm, tool.flutes, fz);
    cut(operation, tool, pass_time(area, pass, feed).count(),
        "60 · area / (pass · feed); feed = rpm · flutes · fz_factor · fz_d10 · (D/10)^0.8 · "
        "derate",
        {fact_input(facts(), "area", to_mm2(area), "mm2", area_source),
         derived_input("pass", to_mm(pass), "mm", "plan.operations"), std::move(pass_rule),
         derived_input("feed", feed, "mm/min", "plan.operations"),
         tool_input(tool, "D", d, "mm", "diameter_mm"),
         tool_input(tool, "flutes", tool.flutes, "", "flutes"),
         cutting_input("vc", job_.cutting.vc_m_min, "m/min", "vc_m_min"),
         cutting_input("fz_d10", job_.cutting.fz_d10_mm, "mm", "fz_d10_mm"),
         derived_input("rpm", rpm, "1/min", "plan.operations"),
         profile_input("rpm_max", profile().spindle_rpm_max, "1/min", "spindle_rpm_max"),
         profile_input("fz_factor", profile().finish_fz_factor, "", "finish_fz_factor"),
         derived_input("derate", derate, "", "facts.box")});
}

void Writer::finish_top(const SetUp& set_up) {
    const catalog::Tool* tool = facing_tool(job_, set_up);
    if (to_mm2(set_up.top) <= 0.0 || tool == nullptr) return;
    finish(
        set_up, OperationKind::FinishFloor, say("milling.face", "Face"), *tool, set_up.top,
        tool->diameter * profile().finish_stepover_over_d,
        profile_input("stepover", profile().finish_stepover_over_d, "D", "finish_stepover_over_d"),
        0.0, "access");
}

void Writer::finish_floors(const SetUp& set_up) {
    const catalog::Tool* tool = finishing_tool(job_, set_up);
    if (to_mm2(set_up.floor) <= 0.0 || tool == nullptr) return;
    const double stick_out = std::min(working_depth_mm(job_, set_up), to_mm(tool->reach));
    finish(
        set_up, OperationKind::FinishFloor, say("milling.finish_floors", "Finish floors"), *tool,
        set_up.floor, tool->diameter * profile().finish_stepover_over_d,
        profile_input("stepover", profile().finish_stepover_over_d, "D", "finish_stepover_over_d"),
        stick_out, "access");
}

void Writer::finish_walls(const SetUp& set_up) {
    const catalog::Tool* tool = finishing_tool(job_, set_up);
    if (to_mm2(set_up.wall) <= 0.0 || tool == nullptr) return;
    const double stick_out = std::min(working_depth_mm(job_, set_up), to_mm(tool->reach));
    finish(set_up, OperationKind::FinishWall, say("milling.finish_walls", "Finish walls"), *tool,
           set_up.wall, tool->diameter * profile().wall_ap_over_d,
           profile_input("wall_ap", profile().wall_ap_over_d, "D", "wall_ap_over_d"), stick_out,
           "access");
}

// What the wall tool leaves in tighter corners: on both walls about its own diameter wide.
void Writer::finish_corners(const SetUp& set_up) {
    const catalog::Tool* wall_tool = finishing_tool(job_, set_up);
    if (wall_tool == nullptr) return;
    std::map<std::string, std::pair<Area, Length>> by_tool;  // area and deepest corner
    for (const std::uint32_t i : set_up.corners) {
        const facts::InternalCorner& corner = facts().corners[i];
        const catalog::Tool* tool = corner_tool(job_.drawer, corner);
        if (tool == nullptr || tool->diameter >= wall_tool->diameter) continue;
        auto& [area, depth] = by_tool[tool->id];
        area += wall_tool->diameter * corner.depth * 2.0;
        depth = std::max(depth, corner.depth);
    }
    for (const auto& [id, work] : by_tool) {
        const catalog::Tool* tool = job_.input.catalog.tool(id);
        finish(set_up, OperationKind::FinishWall,
               say("milling.finish_corners", "Finish inner corners"), *tool, work.first,
               tool->diameter * profile().wall_ap_over_d,
               profile_input("wall_ap", profile().wall_ap_over_d, "D", "wall_ap_over_d"),
               to_mm(work.second), "corners");
    }
}

void Writer::finish_freeform(const SetUp& set_up) {
    if (to_mm2(set_up.freeform) <= 0.0 || job_.drawer.ball_mills.empty()) return;
    const Length depth = from_mm(working_depth_mm(job_, set_up));
    const auto with = [&](Length diameter_max, Area area, const Text& what) {
        const catalog::Tool* tool = largest(job_.drawer.ball_mills, diameter_max, depth);
        if (tool == nullptr) tool = largest(job_.drawer.ball_mills, diameter_max, from_mm(0.0));
        if (tool == nullptr) tool = job_.drawer.ball_mills.back();
        const Length step = ball_stepover(tool->diameter / 2.0, from_mm(profile().cusp_mm));
        finish(set_up, OperationKind::FinishFreeform, what, *tool, area, step,
               profile_input("cusp", profile().cusp_mm, "mm", "cusp_mm"),
               std::min(to_mm(depth), to_mm(tool->reach)), "freeform_area");
    };
    const Area tight = set_up.concave_radius_min ? set_up.concave_tight : Area{};
    const Area open = set_up.freeform - tight;
    // A ball of 10 mm bridges most curvature; only concave places that are tighter need less.
    if (to_mm2(open) > 0.0)
        with(from_mm(10.0), open, say("milling.finish_curved", "Finish curved faces"));
    if (to_mm2(tight) > 0.0) {
        with(std::min(from_mm(10.0), *set_up.concave_radius_min * 2.0), tight,
             say("milling.finish_tight", "Finish tight curved faces"));
    }
}

void Writer::drill(const SetUp& set_up) {
    // Holes of one diameter, depth and kind are one operation.
    std::map<std::tuple<long, long, bool, bool>, std::vector<std::uint32_t>> groups;
    for (const std::uint32_t i : set_up.holes) {
        const facts::Hole& hole = facts().holes[i];
        groups[{std::lround(to_mm(hole.diameter) * 100.0), std::lround(to_mm(hole.depth) * 10.0),
                hole.through, hole.flat_bottom}]
            .push_back(i);
    }
    for (const auto& [key, group] : groups) drill_group(set_up, group);
}

void Writer::drill_group(const SetUp& set_up, const std::vector<std::uint32_t>& group) {
    const facts::Hole& hole = facts().holes[group.front()];
    const HoleTool choice = hole_tool(job_.drawer, hole);
    if (choice.tool == nullptr) return;
    const double count = static_cast<double>(group.size());
    const double tool_d = to_mm(choice.tool->diameter);
    const bool helix = choice.method == HoleMethod::Helix;
    Operation& operation =
        on_machine(OperationKind::Drill,
                   from(set_up, drilling_text(hole, group.size(), helix), *choice.tool), set_up);
    // An end mill leaves the bottom flat anyway; after a drill it takes a pass of its own.
    const bool bore = helix || choice.method == HoleMethod::DrillAndBore || hole.flat_bottom;
    double each_s = bore ? kBoreExtra_s : 0.0;
    std::vector<Input> inputs = {
        fact_input(facts(), "count", count, "", "holes"),
        fact_input(facts(), "diameter", to_mm(hole.diameter), "mm", "holes"),
        fact_input(facts(), "depth", to_mm(hole.depth), "mm", "holes"),
        tool_input(*choice.tool, "D", tool_d, "mm", "diameter_mm"),
        derived_input("bore", bore ? kBoreExtra_s : 0.0, "s", "facts.holes")};
    if (helix) {
        const double mrr = tool_rate(job_, *choice.tool, to_mm(hole.depth)).mrr_effective_cm3_min;
        each_s += hole_mm3(hole) / 1000.0 / mrr * kMinute_s;
        inputs.push_back(derived_input("mrr", mrr, "cm3/min", "plan.operations"));
        inputs.push_back(cutting_input("vc", job_.cutting.vc_m_min, "m/min", "vc_m_min"));
        cut(operation, *choice.tool, count * each_s,
            "count · (60 · π/4 · diameter² · depth / 1000 / mrr + bore)", std::move(inputs));
        return;
    }
    const double feed = job_.cutting.drill_feed_per_d * tool_d;
    each_s += drilling_time({.vc_m_min = job_.cutting.drill_vc_m_min,
                             .feed_mm = feed,
                             .diameter_mm = tool_d,
                             .depth_mm = to_mm(hole.depth),
                             .rpm_max = profile().spindle_rpm_max})
                  .count() +
              profile().spot_s;
    inputs.push_back(profile_input("spot", profile().spot_s, "s", "spot_s"));
    inputs.push_back(cutting_input("vc", job_.cutting.drill_vc_m_min, "m/min", "drill_vc_m_min"));
    inputs.push_back(
        cutting_input("feed_per_D", job_.cutting.drill_feed_per_d, "1/rev", "drill_feed_per_d"));
    inputs.push_back(
        derived_input("peck", peck_factor(to_mm(hole.depth) / tool_d), "", "facts.holes"));
    inputs.push_back(derived_input(
        "rpm", spindle_rpm(job_.cutting.drill_vc_m_min, tool_d, profile().spindle_rpm_max), "1/min",
        "plan.operations"));
    cut(operation, *choice.tool, count * each_s,
        "count · (60 · peck · (depth + 0.3 · D + 2) / (feed_per_D · D · rpm) + 2 + spot + bore)",
        std::move(inputs));
}

void Writer::deburr() {
    Operation& operation =
        manual(OperationKind::Deburr, say("milling.deburr", "Deburr the edges"), "machinist");
    operation.learns = true;
    const double edges_mm = sharp_edge_length_mm(job_.input.model);
    const double minutes = profile().deburr_min_base + edges_mm / profile().deburr_mm_min;
    operation.part_s =
        estimated(minutes * kMinute_s, "s", "60 · (base + edges / rate)",
                  {profile_input("base", profile().deburr_min_base, "min", "deburr_min_base"),
                   fact_input(facts(), "edges", edges_mm, "mm", "face_types"),
                   profile_input("rate", profile().deburr_mm_min, "mm/min", "deburr_mm_min")});
}

void Writer::inspect() {
    Operation& operation =
        manual(OperationKind::Inspect, say("milling.inspect", "Check by eye and key dimensions"),
               "machinist");
    operation.part_s = noted(estimated(0.0, "s", "", {}),
                             say("milling.in_loading", "included in loading and unloading"));
    operation.attended_share = 1.0;
}

}  // namespace

std::vector<Operation> write_operations(const Job& job) { return Writer{job}.write(); }

}  // namespace millrace::plan::milling
