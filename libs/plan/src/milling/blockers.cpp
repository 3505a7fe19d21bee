#include <algorithm>
#include <cmath>

#include "milling/job.h"
#include "text.h"

namespace millrace::plan::milling {

namespace {

// A face counts as hidden when more than half of it is. Scattered hidden area below these shares is
// the grain of the sampling on a mesh, and rims and run-outs on exact faces.
constexpr double kHiddenShareExact = 0.02;
constexpr double kHiddenShareMesh = 0.005;
constexpr double kHiddenArea_mm2 = 1.0;
// Above this share a part is sculpted, not milled from plate.
constexpr double kFreeformMax = 0.95;
// No end mill is made that reaches deeper than this many of its diameters; nor drill (gun drills
// aside) than twenty.
constexpr double kMillReachMax = 15.0;
constexpr double kDrillReachMax = 20.0;
constexpr double kMillDiameterMin_mm = 0.2;
// A drawer with many gaps would repeat itself; the worst few say enough.
constexpr std::size_t kSamePlaceMax = 3;

std::string at(geom::Vec3 p) { return "(" + mm(p.x) + ", " + mm(p.y) + ", " + mm(p.z) + ")"; }

geom::Vec3 first_point(const facts::Place& place) {
    return place.points.empty() ? geom::Vec3{} : place.points.front();
}

// The same sentence end for everything that some shop could still do.
std::string drawer_or_nobody(bool possible) {
    return possible ? " Your drawer has no tool that reaches this; a longer or thinner one would."
                    : " Nobody makes an end mill this slender: open the gap or make it shallower.";
}

void pocket_blockers(const Job& job, std::vector<Blocker>& blockers) {
    std::size_t said = 0;
    for (const SetUp& set_up : job.set_ups.set_ups) {
        for (const std::uint32_t i : set_up.pockets) {
            const facts::Pocket& pocket = job.input.facts.pockets[i];
            if (pocket_tool(job.drawer, pocket) != nullptr || said >= kSamePlaceMax) continue;
            const double ratio = to_mm(pocket.depth) / std::max(1e-9, to_mm(pocket.width));
            const bool possible =
                ratio <= kMillReachMax && to_mm(pocket.width) >= kMillDiameterMin_mm;
            blockers.push_back(
                {possible ? "no_tool" : "MIL-07", "The pocket at " + at(first_point(pocket.place)) +
                                                      " is " + mm(to_mm(pocket.width)) +
                                                      " mm wide and " + mm(to_mm(pocket.depth)) +
                                                      " mm deep." + drawer_or_nobody(possible)});
            ++said;
        }
    }
}

void corner_blockers(const Job& job, std::vector<Blocker>& blockers) {
    std::size_t said = 0;
    for (const SetUp& set_up : job.set_ups.set_ups) {
        for (const std::uint32_t i : set_up.corners) {
            const facts::InternalCorner& corner = job.input.facts.corners[i];
            if (corner_tool(job.drawer, corner) != nullptr || said >= kSamePlaceMax) continue;
            const double d = 2.0 * to_mm(corner.radius);
            const bool possible =
                to_mm(corner.depth) <= kMillReachMax * d && d >= kMillDiameterMin_mm;
            blockers.push_back({possible ? "no_tool" : "MIL-04a",
                                "The inner corner at " + at(first_point(corner.place)) + " has R " +
                                    mm(to_mm(corner.radius)) + " mm over " +
                                    mm(to_mm(corner.depth)) + " mm of depth." +
                                    drawer_or_nobody(possible)});
            ++said;
        }
    }
}

void hole_blockers(const Job& job, std::vector<Blocker>& blockers) {
    std::size_t said = 0;
    for (const facts::Hole& hole : job.input.facts.holes) {
        if (!axis_of(hole.axis) || said >= kSamePlaceMax) continue;
        if (hole_tool(job.drawer, hole).method != HoleMethod::None) continue;
        const bool possible = hole.depth <= hole.diameter * kDrillReachMax;
        blockers.push_back(
            {possible ? "no_tool" : "MIL-09",
             "The hole at " + at(hole.centre) + " is ⌀" + mm(to_mm(hole.diameter)) + " mm and " +
                 mm(to_mm(hole.depth)) + " mm deep." +
                 (possible ? " Your drawer has no drill or end mill that reaches this."
                           : " No twist drill reaches more than 20 diameters; it needs gun "
                             "drilling or spark erosion.")});
        ++said;
    }
}

void ball_blockers(const Job& job, std::vector<Blocker>& blockers) {
    Area freeform;
    for (const SetUp& set_up : job.set_ups.set_ups) freeform += set_up.freeform;
    if (to_mm2(freeform) > 0.01 * to_mm2(job.input.facts.area) && job.drawer.ball_mills.empty()) {
        blockers.push_back({"no_tool", mm(to_mm2(freeform)) +
                                           " mm² of curved or inclined surface need a ball nose. "
                                           "Your drawer has none."});
    }
}

}  // namespace

std::vector<Blocker> shape_blockers(const PlanInput& input, const SetUpPlan& set_ups) {
    std::vector<Blocker> blockers;
    const facts::PartFacts& facts = input.facts;
    const double hidden = to_mm2(facts.access.unreachable);
    const double area = to_mm2(facts.area);
    const std::size_t faces = facts.access.unreachable_faces.size();
    const double share = facts.exact ? kHiddenShareExact : kHiddenShareMesh;
    if ((facts.exact && faces > 0) || hidden > std::max(kHiddenArea_mm2, share * area)) {
        blockers.push_back(
            {"unreachable",
             mm(hidden) + " mm² of surface (" + percent(hidden / area) +
                 (faces > 0 ? ", " + std::to_string(faces) + (faces == 1 ? " face" : " faces")
                            : "") +
                 ") cannot be seen along any of the six axis directions, so no straight tool "
                 "reaches it on three axes."});
    }
    if (facts.enclosed_voids > 0) {
        blockers.push_back({"GEN-07b", "The part has " + std::to_string(facts.enclosed_voids) +
                                           " closed inner void(s); no tool gets in."});
    }
    if (!set_ups.sharp_corners.empty()) {
        const auto& corner = facts.corners[set_ups.sharp_corners.front()];
        blockers.push_back(
            {"MIL-05",
             std::to_string(set_ups.sharp_corners.size()) +
                 " inner corner(s) are sharp, the first at " + at(first_point(corner.place)) +
                 " over " + mm(to_mm(corner.depth)) +
                 " mm. A round tool leaves a radius: allow R 1.5 mm or more, or a relief."});
    }
    if (!set_ups.angled_holes.empty()) {
        const auto& hole = facts.holes[set_ups.angled_holes.front()];
        blockers.push_back(
            {"angled_hole",
             std::to_string(set_ups.angled_holes.size()) +
                 " hole(s) lie along none of the six axis directions, the first at " +
                 at(hole.centre) +
                 ". Three axes drill straight down: turn the model so that its "
                 "holes follow the axes, or use five axes."});
    }
    if (set_ups.freeform_share > kFreeformMax) {
        blockers.push_back(
            {"not_for_milling",
             percent(set_ups.freeform_share) +
                 " of the surface is curved or inclined to every axis direction. "
                 "Three-axis milling is for parts with flat faces; turn round parts, print "
                 "sculpted ones, or align a skewed model with its axes."});
    }
    return blockers;
}

std::vector<Blocker> tool_blockers(const Job& job) {
    std::vector<Blocker> blockers;
    if (job.drawer.end_mills.empty()) {
        blockers.push_back(
            {"no_tool", "The drawer of " + job.input.machine.name + " has no end mill."});
        return blockers;
    }
    pocket_blockers(job, blockers);
    corner_blockers(job, blockers);
    hole_blockers(job, blockers);
    ball_blockers(job, blockers);
    return blockers;
}

}  // namespace millrace::plan::milling
