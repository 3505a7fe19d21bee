#pragma once

// Meshes with known sections for the tests of the print model.

#include <cmath>
#include <cstdint>
#include <numbers>

#include "millrace/geom/triangle_mesh.h"

namespace millrace::plan::testing {

inline void append(geom::TriangleMesh& mesh, const geom::TriangleMesh& other) {
    const auto offset = static_cast<std::uint32_t>(mesh.vertices.size());
    mesh.vertices.insert(mesh.vertices.end(), other.vertices.begin(), other.vertices.end());
    for (auto triangle : other.triangles) {
        for (std::uint32_t& vertex : triangle) vertex += offset;
        mesh.triangles.push_back(triangle);
    }
}

/// A closed box of twelve triangles.
inline geom::TriangleMesh box(geom::Vec3 low, geom::Vec3 high) {
    geom::TriangleMesh mesh;
    for (int i = 0; i < 8; ++i) {
        mesh.vertices.push_back({(i & 1) != 0 ? high.x : low.x, (i & 2) != 0 ? high.y : low.y,
                                 (i & 4) != 0 ? high.z : low.z});
    }
    mesh.triangles = {{0, 2, 1}, {1, 2, 3}, {4, 5, 6}, {5, 7, 6}, {0, 1, 4}, {1, 5, 4},
                      {2, 6, 3}, {3, 6, 7}, {0, 4, 2}, {2, 4, 6}, {1, 3, 5}, {3, 7, 5}};
    return mesh;
}

/// A closed cone frustum of `n` sides standing on z = 0.
inline geom::TriangleMesh frustum(int n, double bottom, double top, double height) {
    geom::TriangleMesh mesh;
    for (int i = 0; i < n; ++i) {
        const double a = 2.0 * std::numbers::pi * i / n;
        mesh.vertices.push_back({bottom * std::cos(a), bottom * std::sin(a), 0.0});
        mesh.vertices.push_back({top * std::cos(a), top * std::sin(a), height});
    }
    mesh.vertices.push_back({0, 0, 0});
    mesh.vertices.push_back({0, 0, height});
    const auto count = static_cast<std::uint32_t>(n);
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::uint32_t a = 2 * i;
        const std::uint32_t b = 2 * ((i + 1) % count);
        mesh.triangles.push_back({a, b, b + 1});
        mesh.triangles.push_back({a, b + 1, a + 1});
        mesh.triangles.push_back({2 * count, b, a});
        mesh.triangles.push_back({2 * count + 1, a + 1, b + 1});
    }
    return mesh;
}

inline geom::TriangleMesh scaled(geom::TriangleMesh mesh, double factor) {
    for (geom::Vec3& p : mesh.vertices) p = p * factor;
    return mesh;
}

}  // namespace millrace::plan::testing
