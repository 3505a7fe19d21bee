// Bodies without volume: what is left of stray triangles once their holes have been closed.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "surface.h"

namespace millrace::geom::mending {

Step remove_fragments(Surface& surface) {
    const TriangleMesh& mesh = surface.mesh;
    const Topology topo = topology(mesh);
    if (topo.components < 2) return std::nullopt;
    const Vec3 centre = bounding_box(mesh).centre();
    std::vector<double> volume(topo.components, 0.0);
    std::vector<double> area(topo.components, 0.0);
    std::vector<Box> box(topo.components);
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        const std::uint32_t c = topo.component_of_triangle[t];
        volume[c] += dot(mesh.corner(t, 0) - centre,
                         cross(mesh.corner(t, 1) - centre, mesh.corner(t, 2) - centre)) /
                     6.0;
        area[c] += length(area_normal(mesh, t)) / 2.0;
        for (int k = 0; k < 3; ++k) box[c].add(mesh.corner(t, k));
    }
    // Thinner than a millionth of its own size: both sides of one sheet.
    const auto flat = [&](std::uint32_t c) {
        return std::abs(volume[c]) <= 1e-6 * area[c] * box[c].diagonal();
    };
    std::size_t removed = 0;
    std::vector<bool> gone(topo.components, false);
    for (std::uint32_t c = 0; c < topo.components; ++c) {
        gone[c] = flat(c);
        removed += gone[c] ? 1U : 0U;
    }
    if (removed == 0 || removed == topo.components) return std::nullopt;
    std::vector<bool> keep(mesh.triangles.size());
    for (std::size_t t = 0; t < keep.size(); ++t) keep[t] = !gone[topo.component_of_triangle[t]];
    keep_triangles(surface, keep);
    return RepairStep{RepairKind::RemovedFragments, removed, 0.0};
}

}  // namespace millrace::geom::mending
