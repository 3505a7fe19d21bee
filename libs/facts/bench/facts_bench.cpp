// Time of the wall thickness field and of a whole measure() on parts made here: a perforated plate
// (many facets beside large ones) and a comb of tubes of growing fineness.
#include <benchmark/benchmark.h>

#include <cmath>

#include "millrace/base/assert.h"
#include "millrace/facts/part_facts.h"

namespace millrace::facts {
namespace {

using geom::Vec3;

/// A tube of 2 mm wall with `around` x `along` quads on both sides, closed at its ends.
geom::BoundaryModel tube(int around, int along) {
    geom::BoundaryModel model;
    geom::TriangleMesh& mesh = model.mesh;
    const auto vertex = [&](bool outer, int k, int row) {
        return static_cast<std::uint32_t>(((outer ? 1 : 0) * (along + 1) + row) * around +
                                          k % around);
    };
    for (const double radius : {18.0, 20.0}) {
        for (int row = 0; row <= along; ++row) {
            for (int k = 0; k < around; ++k) {
                const double a = 2.0 * 3.14159265358979323846 * k / around;
                mesh.vertices.push_back(
                    {radius * std::cos(a), radius * std::sin(a), 60.0 * row / along});
            }
        }
    }
    const auto quad = [&](std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
        mesh.triangles.push_back({a, b, c});
        mesh.triangles.push_back({a, c, d});
    };
    for (int k = 0; k < around; ++k) {
        for (int row = 0; row < along; ++row) {
            quad(vertex(true, k, row), vertex(true, k + 1, row), vertex(true, k + 1, row + 1),
                 vertex(true, k, row + 1));
            quad(vertex(false, k + 1, row), vertex(false, k, row), vertex(false, k, row + 1),
                 vertex(false, k + 1, row + 1));
        }
        quad(vertex(false, k, 0), vertex(false, k + 1, 0), vertex(true, k + 1, 0),
             vertex(true, k, 0));
        quad(vertex(true, k, along), vertex(true, k + 1, along), vertex(false, k + 1, along),
             vertex(false, k, along));
    }
    mesh.face_of_triangle.assign(mesh.triangles.size(), 0);
    geom::Face facets;
    facets.kind = geom::SurfaceKind::Facets;
    model.faces = {facets};
    return model;
}

void measure_tube(benchmark::State& state) {
    const auto size = static_cast<int>(state.range(0));
    const geom::BoundaryModel model = tube(size, size / 4);
    for (auto _ : state) {
        const auto facts = measure(model, {});
        MILLRACE_ASSERT(std::abs(to_mm(facts->wall.median) - 2.0) < 0.02, "the tube has 2 mm");
        benchmark::DoNotOptimize(facts);
    }
    state.counters["triangles"] = static_cast<double>(model.mesh.triangles.size());
    state.SetItemsProcessed(state.iterations() *
                            static_cast<std::int64_t>(model.mesh.triangles.size()));
}
BENCHMARK(measure_tube)->Arg(32)->Arg(96)->Arg(320)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace millrace::facts

BENCHMARK_MAIN();
