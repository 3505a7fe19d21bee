#include "../turned_parts.h"
#include "rule_cases.h"

namespace millrace::dfm::contract {

using namespace testing;

namespace {

MakePart made(Part part) {
    return [part = std::move(part)] { return part; };
}

MakePart made(std::vector<facts::TurnedSection> profile) { return made(shaft(std::move(profile))); }

MakePart changed_shaft(std::function<void(Part&)> change) {
    return [change = std::move(change)] {
        Part part = shaft({section(0, 100, 20)});
        change(part);
        return part;
    };
}

MakePart bored(double diameter, double depth, geom::Vec3 axis = {0, 0, 1}) {
    return changed_shaft(
        [=](Part& part) { part.facts.holes = {flat_bore(diameter, depth, axis)}; });
}

MakePart with_residual(double share) {
    return changed_shaft([share](Part& part) { part.facts.turning.residual = share; });
}

}  // namespace

Pack turning_pack() {
    const geom::Vec3 skew = geom::normalized(geom::Vec3{1, 0, 1});
    Pack pack;
    pack.cases = {
        {"TUR-01", turning(false), made({section(0, 50, 10)}), made({section(0, 140, 10)})},
        {"TUR-02a", turning(), made({section(0, 140, 10)}), made({section(0, 260, 10)})},
        {"TUR-02b", swiss(), made({section(0, 260, 10)}), made({section(0, 500, 10)})},
        {"TUR-03", turning(), bored(20, 60), bored(20, 90)},
        {"TUR-04", turning(), bored(20, 60), bored(5, 10)},
        {"TUR-05", turning(), made({section(0, 50, 10, 8)}), made({section(0, 50, 10, 9.6)})},
        {"TUR-06a", turning(), made(grooved_shaft(2, 3)), made(grooved_shaft(0.8, 1))},
        {"TUR-06b", turning(), made(grooved_shaft(2, 5)), made(grooved_shaft(2, 7))},
        {"TUR-07", turning(), made(recessed_tube(10)), made(recessed_tube(3))},
        {"TUR-09", turning(), made({section(0, 100, 20)}), changed_shaft(add_sharp_shoulder)},
        {"TUR-11", turning(), made({section(0, 50, 40), section(50, 60, 25)}),
         made({section(0, 50, 45)})},
        {"TUR-13a", turning(), made({section(0, 50, 10)}),
         changed_shaft([](Part& part) { part.facts.turning.milled_faces = {3}; })},
        {"TUR-13b", turning(), bored(5, 10, {1, 0, 0}), bored(5, 10, skew)},
        {"TUR-14", turning(), with_residual(0.1), with_residual(0.7)},
    };
    pack.unchecked = {
        {"TUR-08", turning(), "face grooves are not recognised"},
        {"TUR-10", turning(), "external threads are not recognised"},
        {"TUR-12", turning(), "the bars in stock are not in the catalogue"},
        {"TUR-15", turning(), "which tool cuts which flank is not planned"},
    };
    return pack;
}

}  // namespace millrace::dfm::contract
