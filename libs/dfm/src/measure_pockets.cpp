#include <algorithm>
#include <cmath>

#include "measure.h"
#include "sentences.h"

namespace millrace::dfm {

namespace {

constexpr double kSharp_mm = 0.05;  // a smaller radius is a sharp edge
// The widest tool that goes into a gap with a little air on both sides.
constexpr double kGapFit = 0.95;

bool is_sharp(const facts::InternalCorner& corner) { return to_mm(corner.radius) < kSharp_mm; }

double largest_end_mill_mm(const Subject& subject, double diameter_max_mm) {
    double best = 0.0;
    for (const catalog::Tool& tool : subject.catalog.tools) {
        if (tool.kind != "end_mill" || to_mm(tool.diameter) > diameter_max_mm) continue;
        const catalog::Machine* machine = subject.context.machine;
        const bool in_drawer = machine == nullptr ||
                               std::find(machine->tools.begin(), machine->tools.end(), tool.id) !=
                                   machine->tools.end();
        if (in_drawer) best = std::max(best, to_mm(tool.diameter));
    }
    return best;
}

Text described(const facts::Pocket& pocket) {
    return say("dfm.pocket", "{width} wide and {depth} deep",
               {{"width", amount(to_mm(pocket.width), "mm")},
                {"depth", amount(to_mm(pocket.depth), "mm")}});
}

// `unit` is the length that the value counts in.
template <class Value, class Unit>
Measured each_pocket(const Subject& subject, Value value, Unit unit) {
    Measured measured;
    for (const facts::Pocket& pocket : subject.facts.pockets) {
        if (to_mm(pocket.width) <= 0.0) continue;
        measured.readings.push_back({value(pocket), pocket.place, described(pocket), unit(pocket)});
    }
    return measured;
}

}  // namespace

Measured corner_slenderness(const Subject& subject) {
    Measured measured;
    for (const facts::InternalCorner& corner : subject.facts.corners) {
        if (is_sharp(corner) || to_mm(corner.depth) <= 0.0) continue;
        measured.readings.push_back({corner.radius / corner.depth, corner.place,
                                     say("dfm.corner", "R {radius} over {depth} of depth",
                                         {{"radius", amount(to_mm(corner.radius), "mm")},
                                          {"depth", amount(to_mm(corner.depth), "mm")}}),
                                     to_mm(corner.depth)});
    }
    return measured;
}

Measured corner_radius(const Subject& subject) {
    Measured measured;
    for (const facts::InternalCorner& corner : subject.facts.corners) {
        if (!is_sharp(corner)) measured.readings.push_back({to_mm(corner.radius), corner.place});
    }
    return measured;
}

// The facts list only corners that no standing tool leaves sharp, so each counts.
Measured sharp_corners(const Subject& subject) {
    Measured measured;
    for (const facts::InternalCorner& corner : subject.facts.corners) {
        if (!is_sharp(corner)) continue;
        measured.readings.push_back(
            {1.0, corner.place,
             say("dfm.amount", "{amount}", {{"amount", amount(to_mm(corner.depth), "mm")}})});
    }
    return measured;
}

Measured pocket_slenderness(const Subject& subject) {
    return each_pocket(
        subject, [](const facts::Pocket& pocket) { return pocket.depth / pocket.width; },
        [](const facts::Pocket& pocket) { return to_mm(pocket.width); });
}

// Where no tool of the shop fits, one as wide as the gap is taken: the best that can be bought.
Measured tool_slenderness(const Subject& subject) {
    const auto tool_mm = [&](const facts::Pocket& pocket) {
        const double gap = kGapFit * to_mm(pocket.width);
        const double tool = largest_end_mill_mm(subject, gap);
        return tool > 0.0 ? tool : gap;
    };
    return each_pocket(
        subject, [&](const facts::Pocket& pocket) { return to_mm(pocket.depth) / tool_mm(pocket); },
        tool_mm);
}

Measured slot_width(const Subject& subject) {
    const auto width = [](const facts::Pocket& pocket) { return to_mm(pocket.width); };
    return each_pocket(subject, width, width);
}

}  // namespace millrace::dfm
