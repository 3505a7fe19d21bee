// Which tool does what. The rules of thumb are those of docs/algorithms/milling_time.md.

#include <algorithm>
#include <cmath>
#include <numbers>

#include "milling/job.h"

namespace millrace::plan::milling {

namespace {

// A tool this much wider than the corner radius still swings through without dwelling.
constexpr double kCornerFit = 1.6;
// The widest tool that leaves room for chips in a pocket, and the widest that goes in at all.
constexpr double kPocketFit = 0.6;
constexpr double kPocketTight = 0.95;
constexpr double kHelixFit = 0.9;
// Below this stick-out a tool is as stiff as it gets.
constexpr double kStiffRatio = 3.0;
constexpr double kTouching_mm = 1e-6;

// What the first tool leaves for another one.
struct Left {
    double volume_mm3 = 0.0;
    double depth_mm = 0.0;  // deepest place
};

// By tool, in the order of the drawer: pockets that `first` does not fit, and the rounding of
// corners. What no tool takes (a blocker says so) counts for the smallest.
std::vector<Left> left_by(const Job& job, const SetUp& set_up, const catalog::Tool& first) {
    const auto& mills = job.drawer.end_mills;
    std::vector<Left> left(mills.size());
    const auto add = [&](const catalog::Tool* tool, double volume_mm3, Length depth) {
        const auto found = std::find(mills.begin(), mills.end(), tool);
        Left& entry = found == mills.end() ? left.back()
                                           : left[static_cast<std::size_t>(found - mills.begin())];
        entry.volume_mm3 += volume_mm3;
        entry.depth_mm = std::max(entry.depth_mm, to_mm(depth));
    };
    const facts::PartFacts& facts = job.input.facts;
    const double d = to_mm(first.diameter);
    for (const std::uint32_t i : set_up.pockets) {
        const facts::Pocket& pocket = facts.pockets[i];
        if (d <= kPocketFit * to_mm(pocket.width) + kTouching_mm && first.reach >= pocket.depth)
            continue;
        const catalog::Tool* fits = pocket_tool(job.drawer, pocket);
        if (fits == &first || fits == nullptr) continue;
        add(fits, pocket_mm3(job.input.model, pocket), pocket.depth);
    }
    for (const std::uint32_t i : set_up.corners) {
        const facts::InternalCorner& corner = facts.corners[i];
        const double r = to_mm(corner.radius);
        if (d / 2.0 <= r) continue;
        // Between two tangent walls at right angles a circle leaves (1 - pi/4) r² of the square.
        const double mm3 =
            (1.0 - std::numbers::pi / 4.0) * (d * d / 4.0 - r * r) * to_mm(corner.depth);
        add(corner_tool(job.drawer, corner), mm3, corner.depth);
    }
    return left;
}

double minutes_of(const RoughCut& cut) {
    return cut.volume_mm3 / 1000.0 / cut.rate.mrr_effective_cm3_min;
}

}  // namespace

RoughingRate tool_rate(const Job& job, const catalog::Tool& tool, double stick_out_mm) {
    RoughingCut cut;
    cut.vc_m_min = job.cutting.vc_m_min;
    cut.fz_d10_mm = job.cutting.fz_d10_mm;
    cut.ae_over_d = job.cutting.ae_over_d;
    cut.ap_over_d = job.cutting.ap_over_d;
    cut.kc11_n_mm2 = job.cutting.kc11_n_mm2;
    cut.mc = job.cutting.mc;
    cut.diameter_mm = to_mm(tool.diameter);
    cut.flutes = tool.flutes;
    cut.rpm_max = job.profile.spindle_rpm_max;
    cut.spindle_kw = job.profile.spindle_kw;
    cut.spindle_use = job.profile.spindle_use;
    cut.efficiency = job.profile.rough_efficiency;
    cut.stick_out_over_d = stick_out_mm / to_mm(tool.diameter);
    return roughing_rate(cut);
}

double working_depth_mm(const Job& job, const SetUp& set_up) {
    const double height = job.set_ups.axes.box.size()[set_up.axis / 2];
    const bool from_both =
        std::any_of(job.set_ups.set_ups.begin(), job.set_ups.set_ups.end(),
                    [&](const SetUp& other) { return other.axis == (set_up.axis ^ 1); });
    return from_both ? height / 2.0 : height;
}

double pocket_mm3(const geom::BoundaryModel& model, const facts::Pocket& pocket) {
    double floor_mm2 = 0.0;
    for (const std::uint32_t face : pocket.place.faces) {
        if (face >= model.faces.size()) continue;
        if (dot(model.faces[face].normal, pocket.direction) > 0.999) {
            floor_mm2 += model.faces[face].area_mm2;
        }
    }
    const double width = to_mm(pocket.width);
    return (floor_mm2 > 0.0 ? floor_mm2 : width * width) * to_mm(pocket.depth);
}

double hole_mm3(const facts::Hole& hole) {
    const double d = to_mm(hole.diameter);
    return std::numbers::pi / 4.0 * d * d * to_mm(hole.depth);
}

const catalog::Tool* pocket_tool(const Drawer& drawer, const facts::Pocket& pocket) {
    const auto widest = [&](double share) {
        return largest(drawer.end_mills, pocket.width * share + from_mm(kTouching_mm),
                       pocket.depth);
    };
    const catalog::Tool* roomy = widest(kPocketFit);
    return roomy != nullptr ? roomy : widest(kPocketTight);
}

const catalog::Tool* corner_tool(const Drawer& drawer, const facts::InternalCorner& corner) {
    const auto widest = [&](double radii) {
        return largest(drawer.end_mills, corner.radius * radii + from_mm(kTouching_mm),
                       corner.depth);
    };
    const catalog::Tool* roomy = widest(kCornerFit);
    return roomy != nullptr ? roomy : widest(2.0);
}

const catalog::Tool* facing_tool(const Job& job, const SetUp& set_up) {
    for (const catalog::Tool* tool : job.drawer.face_mills) {
        if (to_mm2(set_up.top) >= to_mm(tool->diameter) * to_mm(tool->diameter)) return tool;
    }
    return largest(job.drawer.end_mills, from_mm(1e9), from_mm(0.0));
}

const catalog::Tool* finishing_tool(const Job& job, const SetUp& set_up) {
    // Most of the area is open; pockets and corners that need less are finished with their own
    // tool.
    Length widest = from_mm(0.0);
    const geom::Vec3 box = job.set_ups.axes.box.size();
    for (int axis = 0; axis < 3; ++axis) {
        if (axis != set_up.axis / 2) widest = std::max(widest, from_mm(box[axis]));
    }
    const Length depth = from_mm(working_depth_mm(job, set_up));
    // 10 mm is what shops finish with; larger tools gain little once the feed limits.
    const Length wanted = std::min(from_mm(10.0), widest);
    if (const auto* tool = largest(job.drawer.end_mills, wanted, depth)) return tool;
    if (const auto* tool = largest(job.drawer.end_mills, from_mm(1e9), depth)) return tool;
    const auto longest =
        std::max_element(job.drawer.end_mills.begin(), job.drawer.end_mills.end(),
                         [](const auto* a, const auto* b) { return a->reach < b->reach; });
    return longest == job.drawer.end_mills.end() ? nullptr : *longest;
}

std::vector<RoughCut> choose_rough_cuts(const Job& job, const SetUp& set_up, double volume_mm3) {
    std::vector<RoughCut> best;
    double best_min = 0.0;
    const double depth = working_depth_mm(job, set_up);
    const auto cut_with = [&](const catalog::Tool* tool, double deep_mm, double mm3) {
        const double stick_out = std::max(kStiffRatio * to_mm(tool->diameter), deep_mm);
        return RoughCut{tool, tool_rate(job, *tool, stick_out), stick_out, mm3};
    };
    for (const catalog::Tool* tool : job.drawer.end_mills) {
        const std::vector<Left> left = left_by(job, set_up, *tool);
        double left_mm3 = 0.0;
        for (const Left& entry : left) left_mm3 += entry.volume_mm3;
        const double rest_mm3 = std::min(left_mm3, volume_mm3);
        // The outer contour is open, so a short tool works down in steps with its holder outside.
        std::vector<RoughCut> cuts{
            cut_with(tool, std::min(depth, to_mm(tool->reach)), volume_mm3 - rest_mm3)};
        double minutes = minutes_of(cuts.front());
        for (std::size_t k = 0; k < left.size(); ++k) {
            if (!(left[k].volume_mm3 > 0.0)) continue;
            cuts.push_back(cut_with(job.drawer.end_mills[k], left[k].depth_mm,
                                    left[k].volume_mm3 * rest_mm3 / left_mm3));
            minutes += minutes_of(cuts.back()) + job.profile.tool_change_s / 60.0;
        }
        if (best.empty() || minutes < best_min) {
            best = std::move(cuts);
            best_min = minutes;
        }
    }
    return best;
}

HoleTool hole_tool(const Drawer& drawer, const facts::Hole& hole) {
    if (const auto* drill = drill_for(drawer, hole.diameter, hole.depth)) {
        return {HoleMethod::Drill, drill};
    }
    if (const auto* mill = largest(drawer.end_mills, hole.diameter * kHelixFit, hole.depth)) {
        return {HoleMethod::Helix, mill};
    }
    const catalog::Tool* below = largest(drawer.drills, hole.diameter, hole.depth);
    // A boring head takes out at most about a third of the diameter after the drill.
    if (below != nullptr && to_mm(below->diameter) > 0.66 * to_mm(hole.diameter)) {
        return {HoleMethod::DrillAndBore, below};
    }
    return {};
}

}  // namespace millrace::plan::milling
