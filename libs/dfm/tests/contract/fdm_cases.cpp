#include "stated_parts.h"

namespace millrace::dfm::contract {

using testing::add_edge;
using testing::add_rectangle;
using testing::hole;
using testing::Part;
using testing::printing;

namespace {

CheckContext unsupported() {
    CheckContext context = printing();
    context.support_planned = false;
    return context;
}

void hang(Part& part, double degrees) {
    part.facts.builds[0].overhang = from_mm2(200);
    part.facts.builds[0].overhang_worst = from_deg(degrees);
}

// A ceiling between two walls.
MakePart ceiling(double span) {
    return spoiled([span](Part& part) {
        const auto face = add_rectangle(part, {10, 10, 10}, {0, 40, 0}, {span, 0, 0});
        add_edge(part, face, 0, {10, 10, 10}, {10, 50, 10}, -1.57);
        add_edge(part, face, 1, {10 + span, 50, 10}, {10 + span, 10, 10}, -1.57);
    });
}

MakePart with_pin(double diameter) {
    return spoiled([diameter](Part& part) {
        facts::Pin pin;
        pin.diameter = from_mm(diameter);
        part.facts.pins = {pin};
    });
}

}  // namespace

Pack fdm_pack() {
    Pack pack;
    pack.cases = {
        {"FDM-01", printing(), plain,
         spoiled([](Part& p) { p.facts.wall.minimum = from_mm(0.7); })},
        {"FDM-02", printing(), with_pin(4), with_pin(1)},
        {"FDM-03", printing(), spoiled([](Part& p) { p.facts.holes = {hole(5, 22)}; }),
         spoiled([](Part& p) { p.facts.holes = {hole(0.8, 22)}; })},
        {"FDM-04", unsupported(), spoiled([](Part& p) { hang(p, 40); }),
         spoiled([](Part& p) { hang(p, 70); })},
        {"FDM-05", unsupported(), ceiling(5), ceiling(30)},
        {"FDM-06", printing(), two_bodies(0.5), two_bodies(0.1)},
        {"FDM-07a", printing(), lettered({}), lettered({.stroke_mm = 0.5})},
        {"FDM-07b", printing(), lettered({}), lettered({.relief_mm = 0.2})},
        {"FDM-08", printing("f_abs"), plain, block_of(245, 120, 22)},
        {"FDM-09", printing(), block_of(100, 20, 100), block_of(100, 10, 150)},
        {"FDM-10", printing(), plain,
         spoiled([](Part& p) { p.facts.builds[0].contact = from_mm2(10); })},
    };
    pack.unchecked = {
        {"FDM-11a", printing(), "snaps and their load direction are not known"},
        {"FDM-11b", printing(), "snaps and their load direction are not known"},
        {"FDM-12", printing(), "modelled threads are not recognised"},
    };
    return pack;
}

}  // namespace millrace::dfm::contract
