#include "stated_parts.h"

namespace millrace::dfm::contract {

using testing::milling;
using testing::Part;
using testing::printing;
using testing::shop;

namespace {

CheckContext hard_steel() {
    static const catalog::Material kHard = [] {
        catalog::Material material = *shop().material("st4140");
        material.properties["hardness_hrc"] = 64;
        return material;
    }();
    CheckContext context = milling();
    context.material = &kHard;
    return context;
}

}  // namespace

Pack general_pack() {
    Pack pack;
    pack.cases = {
        {"GEN-01a", milling(), plain, spoiled([](Part& p) { p.facts.defects.open_edges = 3; })},
        {"GEN-01b", milling(), plain, spoiled([](Part& p) { p.facts.volume = from_mm3(0); })},
        {"GEN-02", milling(), plain, spoiled([](Part& p) {
             p.facts.box.add({800, 60, 22});
         })},
        {"GEN-03", milling(), plain, spoiled([](Part& p) { p.facts.bodies = 21; })},
        {"GEN-04a", printing(), plain, block_of(0.5, 0.5, 0.5)},
        {"GEN-04b", printing(), plain, block_of(6'000, 60, 22)},
        {"GEN-05", printing(), plain, spoiled([](Part& p) {
             p.facts.exact = false;
             p.facts.chord_error = from_mm(0.3);
         })},
        {"GEN-06", milling(), toleranced(60, 0.1), toleranced(60, 0.005)},
        {"GEN-07a", printing(), plain, spoiled([](Part& p) { p.facts.enclosed_voids = 1; })},
        {"GEN-07b", milling(), plain, spoiled([](Part& p) { p.facts.enclosed_voids = 1; })},
        {"GEN-08", milling(), plain,
         spoiled([](Part& p) { p.facts.sharpest_outer_edge = from_deg(5); })},
        {"MAT-01a", milling("al6061"), plain, plain, milling("ti64")},
        {"MAT-03", milling("al6061"), plain, plain, hard_steel()},
    };
    pack.unchecked = {
        {"MAT-01b", milling(), "a shop lists only materials that it may work"},
    };
    return pack;
}

}  // namespace millrace::dfm::contract
