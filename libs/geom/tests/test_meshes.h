#pragma once

#include "millrace/geom/triangle_mesh.h"

namespace millrace::geom {

/// Adds the triangles of `other` to `mesh`.
inline void append(TriangleMesh& mesh, const TriangleMesh& other) {
    const auto offset = static_cast<std::uint32_t>(mesh.vertices.size());
    mesh.vertices.insert(mesh.vertices.end(), other.vertices.begin(), other.vertices.end());
    for (auto triangle : other.triangles) {
        for (std::uint32_t& vertex : triangle) vertex += offset;
        mesh.triangles.push_back(triangle);
    }
}

/// A closed box of twelve triangles, outward.
inline TriangleMesh box_mesh(Vec3 low, Vec3 high) {
    TriangleMesh mesh;
    for (int i = 0; i < 8; ++i) {
        mesh.vertices.push_back({(i & 1) != 0 ? high.x : low.x, (i & 2) != 0 ? high.y : low.y,
                                 (i & 4) != 0 ? high.z : low.z});
    }
    mesh.triangles = {{0, 2, 1}, {1, 2, 3}, {4, 5, 6}, {5, 7, 6}, {0, 1, 4}, {1, 5, 4},
                      {2, 6, 3}, {3, 6, 7}, {0, 4, 2}, {2, 4, 6}, {1, 3, 5}, {3, 7, 5}};
    return mesh;
}

}  // namespace millrace::geom
