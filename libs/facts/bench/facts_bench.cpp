// Time of a whole measure(), of the thickness map alone and of every single measurement, on tubes
// of growing fineness, and of tool reach along twelve directions.
#include <benchmark/benchmark.h>

#include <cmath>

#include "fields/ball_survey.h"
#include "measurements.h"
#include "millrace/base/assert.h"
#include "millrace/facts/field_view.h"
#include "millrace/facts/part_facts.h"
#include "millrace/facts/reach.h"
#include "millrace/geom/convex_hull.h"

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

/// The thickness map of 100 000 triangles, ray tree included: under a second on two cores.
void thickness_map(benchmark::State& state) {
    const auto size = static_cast<int>(state.range(0));
    const geom::BoundaryModel model = tube(size, size / 4);
    for (auto _ : state) {
        const Surface surface{model.mesh};
        const auto shared = shared_edges(surface.mesh);
        const Patches patches = make_patches(model, surface, shared);
        const BallSurvey inside = survey_balls(surface, patches, shared, Side::Inside, {});
        const std::vector<float> map = ball_at_vertices(surface, inside);
        MILLRACE_ASSERT(std::abs(map[map.size() / 4] - 2.0) < 0.02, "the tube has 2 mm");
    }
    state.counters["triangles"] = static_cast<double>(model.mesh.triangles.size());
}
BENCHMARK(thickness_map)->Arg(96)->Arg(320)->Unit(benchmark::kMillisecond)->UseRealTime();

/// What one measurement of measure() costs on a tube of 9 000 triangles.
enum class Step { Surface, SharedEdges, Patches, Walls, Gaps, Builds, Access, View, Moulding };

void one_step(benchmark::State& state) {
    const geom::BoundaryModel model = tube(96, 24);
    const geom::TriangleMesh hull = convex_hull(model.mesh.vertices);
    const Surface surface{model.mesh};
    const auto shared = shared_edges(surface.mesh);
    const Patches patches = make_patches(model, surface, shared);
    const auto facts = measure(model, {});
    std::vector<std::uint8_t> seen;
    const auto step = static_cast<Step>(state.range(0));
    for (auto _ : state) {
        switch (step) {
            case Step::Surface: benchmark::DoNotOptimize(Surface{model.mesh}.samples); break;
            case Step::SharedEdges: benchmark::DoNotOptimize(shared_edges(surface.mesh)); break;
            case Step::Patches:
                benchmark::DoNotOptimize(make_patches(model, surface, shared).faces);
                break;
            case Step::Walls:
                benchmark::DoNotOptimize(
                    survey_balls(surface, patches, shared, Side::Inside, {}).minimum_mm);
                break;
            case Step::Gaps:
                benchmark::DoNotOptimize(
                    survey_balls(surface, patches, shared, Side::Outside, {}).minimum_mm);
                break;
            case Step::Builds:
                benchmark::DoNotOptimize(
                    measure_builds(surface, model, hull, geom::kAxisDirections, {}));
                break;
            case Step::Access:
                benchmark::DoNotOptimize(
                    measure_access(Sight{surface}, model, geom::kAxisDirections, seen, {})
                        .unreachable);
                break;
            case Step::View: benchmark::DoNotOptimize(field_view(model, *facts, {})); break;
            case Step::Moulding:
                benchmark::DoNotOptimize(
                    measure_moulding({surface,
                                      patches,
                                      shared,
                                      model,
                                      facts->wall,
                                      {facts->set_ups.frame, facts->oriented_axes}},
                                     {}));
                break;
        }
    }
    constexpr std::array kNames = {"surface", "shared edges", "patches", "walls",   "gaps",
                                   "builds",  "access",       "view",    "moulding"};
    state.SetLabel(kNames[static_cast<std::size_t>(state.range(0))]);
}
BENCHMARK(one_step)->DenseRange(0, 8)->Unit(benchmark::kMillisecond)->UseRealTime();

/// All generic end mills along twelve directions, the mesh's preparation included.
void reach_tube(benchmark::State& state) {
    const auto size = static_cast<int>(state.range(0));
    const geom::BoundaryModel model = tube(size, size / 4);
    std::vector<Vec3> directions{geom::kAxisDirections.begin(), geom::kAxisDirections.end()};
    for (const double x : {-1.0, 1.0}) {
        for (const Vec3 d : {Vec3{x, 1, 0}, Vec3{x, 0, 1}, Vec3{0, x, 1}}) directions.push_back(d);
    }
    for (auto _ : state) {
        const auto reached = reach(model, directions, generic_end_mills(), {});
        // From the side the outer half is reached, and no more than that.
        const double outer = 2.0 * 3.14159265358979323846 * 20.0 * 60.0;
        MILLRACE_ASSERT(std::abs(to_mm2(reached->front().reached) / outer - 0.5) < 0.1,
                        "a side sees half of the tube");
        benchmark::DoNotOptimize(reached);
    }
    state.counters["triangles"] = static_cast<double>(model.mesh.triangles.size());
}
BENCHMARK(reach_tube)->Arg(96)->Arg(200)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace millrace::facts

BENCHMARK_MAIN();
