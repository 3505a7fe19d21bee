#pragma once

// Closed surfaces whose volume is known, to be damaged and repaired.

#include <cmath>

#include "millrace/base/rng.h"
#include "test_meshes.h"

namespace millrace::geom {

/// A torus around z of `m` by `n` quads.
inline TriangleMesh torus_mesh(double major, double minor, std::uint32_t m, std::uint32_t n) {
    constexpr double kTurn = 2.0 * 3.14159265358979323846;
    TriangleMesh mesh;
    for (std::uint32_t i = 0; i < m; ++i) {
        for (std::uint32_t j = 0; j < n; ++j) {
            const double u = kTurn * i / m;
            const double v = kTurn * j / n;
            const double r = major + minor * std::cos(v);
            mesh.vertices.push_back({r * std::cos(u), r * std::sin(u), minor * std::sin(v)});
        }
    }
    const auto at = [&](std::uint32_t i, std::uint32_t j) { return i % m * n + j % n; };
    for (std::uint32_t i = 0; i < m; ++i) {
        for (std::uint32_t j = 0; j < n; ++j) {
            mesh.triangles.push_back({at(i, j), at(i + 1, j), at(i + 1, j + 1)});
            mesh.triangles.push_back({at(i, j), at(i + 1, j + 1), at(i, j + 1)});
        }
    }
    return mesh;
}

/// Every triangle cut in four, `times` times; vertices are shared.
inline TriangleMesh refined(TriangleMesh mesh, int times) {
    for (; times > 0; --times) {
        TriangleMesh fine;
        for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
            const Vec3 a = mesh.corner(t, 0);
            const Vec3 b = mesh.corner(t, 1);
            const Vec3 c = mesh.corner(t, 2);
            const Vec3 ab = (a + b) / 2.0;
            const Vec3 bc = (b + c) / 2.0;
            const Vec3 ca = (c + a) / 2.0;
            const auto first = static_cast<std::uint32_t>(fine.vertices.size());
            for (const Vec3 p : {a, b, c, ab, bc, ca}) fine.vertices.push_back(p);
            fine.triangles.push_back({first, first + 3, first + 5});
            fine.triangles.push_back({first + 3, first + 1, first + 4});
            fine.triangles.push_back({first + 5, first + 4, first + 2});
            fine.triangles.push_back({first + 3, first + 4, first + 5});
        }
        mesh = welded(fine, 0.0);
    }
    return mesh;
}

/// Every triangle with corners of its own, as in an STL file.
inline TriangleMesh unshared(const TriangleMesh& mesh) {
    TriangleMesh loose;
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        const auto first = static_cast<std::uint32_t>(loose.vertices.size());
        for (int k = 0; k < 3; ++k) loose.vertices.push_back(mesh.corner(t, k));
        loose.triangles.push_back({first, first + 1, first + 2});
    }
    return loose;
}

}  // namespace millrace::geom
