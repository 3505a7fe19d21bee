#include "build_direction.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>

namespace millrace::dfm {

namespace {

// Weights of height, support volume, down-facing area and height over base; the stair-step term is
// left out: it is the same for directions 90° apart. Defaults of Millrace.
struct Weights {
    std::string_view process;
    double height, support, overhang, slender;
};
constexpr auto kWeights = std::to_array<Weights>({{"sla", 0.2, 0.3, 0.2, 0.1},
                                                  {"lpbf", 0.25, 0.4, 0.2, 0.1},
                                                  {"sls", 0.7, 0.0, 0.0, 0.1},
                                                  {"mjf", 0.7, 0.0, 0.0, 0.1}});

using Terms = std::array<double, 4>;

Terms terms_of(const facts::BuildDirection& build) {
    const double height = to_mm(build.height);
    const double base = std::sqrt(std::max(to_mm2(build.footprint), 1e-6));
    return {height, to_mm3(build.support), to_mm2(build.overhang), height / base};
}

const facts::BuildDirection* cheapest(const std::vector<facts::BuildDirection>& builds,
                                      const Weights& weights) {
    Terms largest{};
    for (const auto& build : builds) {
        const Terms terms = terms_of(build);
        for (std::size_t k = 0; k < terms.size(); ++k) largest[k] = std::max(largest[k], terms[k]);
    }
    const Terms weight{weights.height, weights.support, weights.overhang, weights.slender};
    const facts::BuildDirection* best = nullptr;
    double least = std::numeric_limits<double>::infinity();
    for (const auto& build : builds) {
        const Terms terms = terms_of(build);
        double cost = 0.0;
        for (std::size_t k = 0; k < terms.size(); ++k) {
            if (largest[k] > 0.0) cost += weight[k] * terms[k] / largest[k];
        }
        if (cost >= least - 1e-9) continue;  // the first of equals, whatever rounding says
        least = cost;
        best = &build;
    }
    return best;
}

}  // namespace

const facts::BuildDirection* build_of(const Subject& subject) {
    const auto& builds = subject.facts.builds;
    if (subject.context.build_up) {
        for (const facts::BuildDirection& build : builds) {
            if (dot(build.up, *subject.context.build_up) > 1.0 - 1e-6) return &build;
        }
        return nullptr;
    }
    for (const Weights& weights : kWeights) {
        if (weights.process == subject.context.process) return cheapest(builds, weights);
    }
    return nullptr;
}

Measured no_build(const Subject& subject) {
    return missing(subject.context.build_up
                       ? say("dfm.no_build", "the chosen build direction was not measured")
                       : say("dfm.no_direction", "no build direction is chosen yet"));
}

double lowest(const geom::TriangleMesh& mesh, geom::Vec3 up) {
    double low = std::numeric_limits<double>::infinity();
    for (const geom::Vec3 p : mesh.vertices) low = std::min(low, dot(p, up));
    return low;
}

}  // namespace millrace::dfm
