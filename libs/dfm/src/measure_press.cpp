// Filling and closing an injection mould, as far as they follow without a plan of the mould.
#include <algorithm>
#include <string_view>

#include "measure_moulding.h"
#include "sentences.h"

namespace millrace::dfm {

namespace {

bool named(const catalog::Material& material, std::initializer_list<std::string_view> resins) {
    return std::any_of(resins.begin(), resins.end(), [&](std::string_view resin) {
        return material.name.find(resin) != std::string::npos;
    });
}

/// How many walls far a resin flows (rule IM-15).
double flow_over_wall(const catalog::Material& material) {
    if (named(material, {"ABS"})) return 150.0;
    if (named(material, {"PC", "Polycarbonate"})) return 100.0;
    if (named(material, {"PP", "Polypropylene"})) return 250.0;
    if (named(material, {"PA", "Polyamide"})) return 200.0;
    return 150.0;
}

/// Pressure in the cavity, upper end of the range of the resin.
double cavity_mpa(const catalog::Material& material, double wall_mm) {
    constexpr double kThin_mm = 1.0;
    if (wall_mm < kThin_mm) return 80.0;
    if (named(material, {"ABS", "POM", "PA"}) && !named(material, {"PC"})) return 45.0;
    if (named(material, {"PE", "PP", "PS"}) && !named(material, {"PEEK", "PEI"})) return 35.0;
    return 60.0;
}

}  // namespace

// From a gate in the best place the melt flows at least half the longest side, and hardly farther
// than half of the two longest sides and the third together. Between the two nobody knows before
// the gate has its place.
Measured flow_length(const Subject& subject) {
    if (!subject.facts.moulding) return missing(say("dfm.no_pull", "no pull direction was found"));
    if (subject.context.material == nullptr)
        return missing(say("dfm.no_material", "no material was chosen"));
    const double wall = to_mm(subject.facts.moulding->wall_nominal);
    if (!(wall > 0.0)) return missing(say("dfm.no_wall", "the wall thickness was not measured"));
    const auto& side = subject.facts.oriented_size;
    const double least = to_mm(side[0]) / 2.0;
    const double most = (to_mm(side[0]) + to_mm(side[1])) / 2.0 + to_mm(side[2]);
    const double allowed = wall * flow_over_wall(*subject.context.material);
    const double limit = subject.rule.warning.value_or(1.0);
    if (least / allowed <= limit && most / allowed > limit)
        return missing(say("dfm.no_gate_place",
                           "the gate has no place yet, from which the melt "
                           "flows between {least} and {most}",
                           {{"least", amount(least, "mm")}, {"most", amount(most, "mm")}}));
    Measured measured;
    measured.readings.push_back({least / allowed,
                                 {},
                                 say("dfm.flow", "{length} from the best place for one gate",
                                     {{"length", amount(least, "mm")}})});
    return measured;
}

Measured clamp_force(const Subject& subject) {
    if (!subject.facts.moulding) return missing(say("dfm.no_pull", "no pull direction was found"));
    const catalog::Press* strongest = nullptr;
    for (const catalog::Press& press : subject.catalog.capabilities.presses) {
        if (press.kind != "injection") continue;
        if (strongest == nullptr || press.force_kn > strongest->force_kn) strongest = &press;
    }
    if (strongest == nullptr)
        return missing(say("dfm.no_press", "the catalogue has no press for moulding"));
    if (subject.context.material == nullptr)
        return missing(say("dfm.no_material", "no material was chosen"));
    constexpr double kMargin = 1.15;
    const facts::Moulding& moulding = *subject.facts.moulding;
    const double force_kn = cavity_mpa(*subject.context.material, to_mm(moulding.wall_nominal)) *
                            to_mm2(moulding.projected) * kMargin / 1'000.0;
    Measured measured;
    measured.readings.push_back(
        {force_kn / strongest->force_kn,
         {},
         say("dfm.force_on_press", "{force} on {press}",
             {{"force", amount(force_kn, "kN")}, {"press", strongest->name}})});
    return measured;
}

}  // namespace millrace::dfm
