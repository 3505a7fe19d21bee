// Repair of any small mesh: it ends, says closed only of what is closed, and leaves what it closed
// alone the second time. One byte makes a coordinate on a coarse grid, so that defects of every
// kind arise.
#include <cstdint>
#include <vector>

#include "millrace/base/assert.h"
#include "millrace/geom/repair.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace millrace::geom;
    constexpr std::size_t kVerticesMax = 40;
    constexpr std::size_t kTrianglesMax = 120;
    if (size < 1) return 0;
    TriangleMesh mesh;
    std::size_t at = 1;
    const std::size_t vertices = 3 + data[0] % (kVerticesMax - 3);
    for (; mesh.vertices.size() < vertices && at + 3 <= size; at += 3) {
        mesh.vertices.push_back({data[at] / 16.0, data[at + 1] / 16.0, data[at + 2] / 16.0});
    }
    if (mesh.vertices.size() < 3) return 0;
    const auto corner = [&](std::size_t i) {
        return static_cast<std::uint32_t>(data[i] % mesh.vertices.size());
    };
    for (; mesh.triangles.size() < kTrianglesMax && at + 3 <= size; at += 3)
        mesh.triangles.push_back({corner(at), corner(at + 1), corner(at + 2)});
    RepairOptions options;
    options.grid_nodes_max = 5'000;
    options.deviation_queries_max = 5'000;
    const auto result = repair(mesh, options);
    if (!result || !result->closed) return 0;
    MILLRACE_ASSERT(topology(result->mesh).closed(), "a mesh that is called closed is not");
    MILLRACE_ASSERT(mass_properties(result->mesh).volume_mm3 > 0.0, "a closed mesh is inside out");
    return 0;
}
