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

geom::Vec3 first_point(const facts::Place& place) {
    return place.points.empty() ? geom::Vec3{} : place.points.front();
}

// The same sentence end for everything that some shop could still do.
Text drawer_or_nobody(bool possible) {
    return possible ? say("milling.drawer_lacks",
                          "Your drawer has no tool that reaches this; a longer or thinner one "
                          "would.")
                    : say("milling.nobody_makes",
                          "Nobody makes an end mill this slender: open the gap or make it "
                          "shallower.");
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
            blockers.push_back({possible ? "no_tool" : "MIL-07",
                                say("milling.pocket_blocked",
                                    "The pocket at {at} is {width} wide and {depth} deep. {why}",
                                    {{"at", at(first_point(pocket.place))},
                                     {"width", mm(to_mm(pocket.width))},
                                     {"depth", mm(to_mm(pocket.depth))},
                                     {"why", drawer_or_nobody(possible)}})});
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
                                say("milling.corner_blocked",
                                    "The inner corner at {at} has R {radius} over {depth} of "
                                    "depth. {why}",
                                    {{"at", at(first_point(corner.place))},
                                     {"radius", mm(to_mm(corner.radius))},
                                     {"depth", mm(to_mm(corner.depth))},
                                     {"why", drawer_or_nobody(possible)}})});
            ++said;
        }
    }
}

void hole_blockers(const Job& job, std::vector<Blocker>& blockers) {
    std::size_t said = 0;
    for (const facts::Hole& hole : job.input.facts.holes) {
        if (!job.set_ups.axes.of(hole.axis) || said >= kSamePlaceMax) continue;
        if (hole_tool(job.drawer, hole).method != HoleMethod::None) continue;
        const bool possible = hole.depth <= hole.diameter * kDrillReachMax;
        blockers.push_back(
            {possible ? "no_tool" : "MIL-09",
             say("milling.hole_blocked", "The hole at {at} is ⌀{diameter} and {depth} deep. {why}",
                 {{"at", at(hole.centre)},
                  {"diameter", mm(to_mm(hole.diameter))},
                  {"depth", mm(to_mm(hole.depth))},
                  {"why", possible
                              ? say("milling.no_drill",
                                    "Your drawer has no drill or end mill that reaches this.")
                              : say("milling.hole_too_deep",
                                    "No twist drill reaches more than 20 diameters; it needs gun "
                                    "drilling or spark erosion.")}})});
        ++said;
    }
}

void ball_blockers(const Job& job, std::vector<Blocker>& blockers) {
    Area freeform;
    for (const SetUp& set_up : job.set_ups.set_ups) freeform += set_up.freeform;
    if (to_mm2(freeform) > 0.01 * to_mm2(job.input.facts.area) && job.drawer.ball_mills.empty()) {
        blockers.push_back({"no_tool", say("milling.no_ball",
                                           "{area} of curved or inclined surface need a ball nose. "
                                           "Your drawer has none.",
                                           {{"area", mm2(to_mm2(freeform))}})});
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
        const Number share_hidden = percent(hidden / area);
        const Text how_much =
            faces > 0 ? say("milling.hidden_faces",
                            "{area} of surface ({share}, {count} face)|{area} of surface ({share}, "
                            "{count} faces)",
                            {{"area", mm2(hidden)}, {"share", share_hidden}, {"count", faces}})
                      : say("milling.hidden_area", "{area} of surface ({share})",
                            {{"area", mm2(hidden)}, {"share", share_hidden}});
        blockers.push_back(
            {"unreachable", say("milling.unreachable",
                                "{surface} cannot be seen along any of the six axis directions, "
                                "so no straight tool reaches it on three axes.",
                                {{"surface", how_much}})});
    }
    if (facts.enclosed_voids > 0) {
        blockers.push_back({"GEN-07b", say("milling.voids",
                                           "The part has {count} closed inner void; no tool gets "
                                           "in.|The part has {count} closed inner voids; no tool "
                                           "gets in.",
                                           {{"count", facts.enclosed_voids}})});
    }
    if (!set_ups.sharp_corners.empty()) {
        const auto& corner = facts.corners[set_ups.sharp_corners.front()];
        blockers.push_back(
            {"MIL-05",
             say("milling.sharp_corners",
                 "{count} inner corner is sharp, at {at} over {depth}. A round tool leaves a "
                 "radius: allow R 1.5 mm or more, or a relief.|{count} inner corners are sharp, "
                 "the first at {at} over {depth}. A round tool leaves a radius: allow R 1.5 mm or "
                 "more, or a relief.",
                 {{"count", set_ups.sharp_corners.size()},
                  {"at", at(first_point(corner.place))},
                  {"depth", mm(to_mm(corner.depth))}})});
    }
    if (!set_ups.angled_holes.empty()) {
        const auto& hole = facts.holes[set_ups.angled_holes.front()];
        blockers.push_back(
            {"angled_hole",
             say("milling.angled_holes",
                 "{count} hole lies along none of the six axis directions, at {at}. Three axes "
                 "drill straight down: turn the model so that its holes follow the axes, or use "
                 "five axes.|{count} holes lie along none of the six axis directions, the first at "
                 "{at}. Three axes drill straight down: turn the model so that its holes follow "
                 "the axes, or use five axes.",
                 {{"count", set_ups.angled_holes.size()}, {"at", at(hole.centre)}})});
    }
    if (set_ups.freeform_share > kFreeformMax) {
        blockers.push_back(
            {"not_for_milling",
             say("milling.not_for_milling",
                 "{share} of the surface is curved or inclined to every axis direction. "
                 "Three-axis milling is for parts with flat faces; turn round parts, print "
                 "sculpted ones, or align a skewed model with its axes.",
                 {{"share", percent(set_ups.freeform_share)}})});
    }
    return blockers;
}

std::vector<Blocker> tool_blockers(const Job& job) {
    std::vector<Blocker> blockers;
    if (job.drawer.end_mills.empty()) {
        blockers.push_back(
            {"no_tool", say("milling.no_end_mill", "The drawer of {machine} has no end mill.",
                            {{"machine", job.input.machine.name}})});
        return blockers;
    }
    pocket_blockers(job, blockers);
    corner_blockers(job, blockers);
    hole_blockers(job, blockers);
    ball_blockers(job, blockers);
    return blockers;
}

}  // namespace millrace::plan::milling
