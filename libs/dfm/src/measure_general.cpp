#include <algorithm>
#include <array>
#include <numbers>

#include "measure.h"

namespace millrace::dfm {

namespace {

using Sides = std::array<double, 3>;

Sides sorted(Sides sides) {
    std::sort(sides.begin(), sides.end());
    return sides;
}

// Longest side on longest travel and so on: the best of all right-angled orientations.
double use_of(const Sides& part, const catalog::Machine& machine) {
    const Sides travel = sorted(
        {to_mm(machine.envelope[0]), to_mm(machine.envelope[1]), to_mm(machine.envelope[2])});
    double use = 0.0;
    for (std::size_t i = 0; i < 3; ++i) use = std::max(use, part[i] / std::max(1e-9, travel[i]));
    return use;
}

bool is_printed(const std::string& process) {
    constexpr std::array kPrinted = {"fdm", "sla", "sls", "mjf", "lpbf"};
    return std::find(kPrinted.begin(), kPrinted.end(), process) != kPrinted.end();
}

}  // namespace

Measured single(double value, facts::Place place) { return {{{value, std::move(place)}}, {}}; }

Measured defective_edges(const Subject& subject) {
    const facts::MeshDefects& defects = subject.facts.defects;
    return single(static_cast<double>(defects.open_edges + defects.non_manifold_edges +
                                      defects.flipped_edges));
}

Measured volume(const Subject& subject) { return single(to_mm3(subject.facts.volume)); }

Measured envelope_use(const Subject& subject) {
    const geom::Vec3 box = subject.facts.box.size();
    const Sides aligned = sorted({box.x, box.y, box.z});
    const auto& oriented_size = subject.facts.oriented_size;
    const Sides oriented =
        sorted({to_mm(oriented_size[0]), to_mm(oriented_size[1]), to_mm(oriented_size[2])});
    const bool has_oriented = oriented[2] > 0.0;
    std::optional<double> best;
    for (const catalog::Machine& machine : subject.catalog.machines) {
        const bool asked =
            subject.context.machine != nullptr
                ? &machine == subject.context.machine || machine.id == subject.context.machine->id
                : machine.process == subject.context.process;
        if (!asked) continue;
        double use = use_of(aligned, machine);
        if (has_oriented) use = std::min(use, use_of(oriented, machine));
        best = best ? std::min(*best, use) : use;
    }
    if (!best && subject.context.machine != nullptr) {
        best = use_of(aligned, *subject.context.machine);
    }
    if (!best) return missing(say("dfm.no_machine", "the shop has no machine for this process"));
    return single(*best);
}

Measured bodies(const Subject& subject) { return single(subject.facts.bodies); }

Measured diagonal(const Subject& subject) { return single(subject.facts.box.diagonal()); }

Measured chord_error(const Subject& subject) {
    if (subject.facts.exact) return not_applicable();
    return single(to_mm(subject.facts.chord_error));
}

Measured voids_printed(const Subject& subject) {
    if (!is_printed(subject.context.process)) return not_applicable();
    return single(subject.facts.enclosed_voids);
}

Measured voids_machined(const Subject& subject) {
    if (is_printed(subject.context.process)) return not_applicable();
    return single(subject.facts.enclosed_voids);
}

Measured sharpest_edge(const Subject& subject) {
    // Facets have edges everywhere, but a sharp outer edge shows on them as well.
    return single(to_deg(subject.facts.sharpest_outer_edge), subject.facts.sharpest_outer_edge_at);
}

Measured hazard(const Subject& subject) {
    if (subject.context.material == nullptr)
        return missing(say("dfm.no_material", "no material was chosen"));
    // Fines of these burn, and beryllium dust is toxic; filaments do not come off as chips.
    const std::string& family = subject.context.material->family;
    const bool hazardous = family == "magnesium" || family == "beryllium" ||
                           (family == "titanium" && subject.context.process == "milling");
    return single(hazardous ? 1.0 : 0.0);
}

Measured hardness(const Subject& subject) {
    const catalog::Material* material = subject.context.material;
    if (material == nullptr) return missing(say("dfm.no_material", "no material was chosen"));
    const auto known = material->properties.find("hardness_hrc");
    if (known != material->properties.end()) return single(known->second);
    // These families are soft in every temper that is sold as bar or plate.
    for (const char* soft : {"aluminium", "copper", "plastic", "magnesium"}) {
        if (material->family == soft) return not_applicable();
    }
    return missing(say("dfm.no_hardness", "the hardness of {material} is not in the catalogue",
                       {{"material", material->name}}));
}

Measured not_asked(const Subject&) { return not_applicable(); }

}  // namespace millrace::dfm
