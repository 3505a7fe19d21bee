#include "../src/fields/delaunay_flips.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>
#include <vector>

#include "bodies.h"
#include "millrace/base/rng.h"
#include "millrace/geom/triangle_mesh.h"

namespace millrace::facts {
namespace {

using geom::TriangleMesh;
using geom::Vec3;

void add_triangle(TriangleMesh& mesh, std::array<std::uint32_t, 3> corners) {
    mesh.triangles.push_back(corners);
    mesh.corner_normals.push_back({Vec3{0, 0, 1}, Vec3{0, 0, 1}, Vec3{0, 0, 1}});
}

/// A square with random points in it, each put into the triangle around it: full of slivers.
TriangleMesh slivers(Rng& rng, int points) {
    TriangleMesh mesh;
    mesh.vertices = {{0, 0, 0}, {10, 0, 0}, {10, 10, 0}, {0, 10, 0}};
    add_triangle(mesh, {0, 1, 2});
    add_triangle(mesh, {0, 2, 3});
    for (int n = 0; n < points; ++n) {
        const Vec3 p{rng.uniform(0.1, 9.9), rng.uniform(0.1, 9.9), 0.0};
        for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
            const auto [a, b, c] = mesh.triangles[t];
            const auto left_of = [&](std::uint32_t from, std::uint32_t to) {
                return cross(mesh.vertices[to] - mesh.vertices[from], p - mesh.vertices[from]).z >
                       0.0;
            };
            if (!left_of(a, b) || !left_of(b, c) || !left_of(c, a)) continue;
            const auto v = static_cast<std::uint32_t>(mesh.vertices.size());
            mesh.vertices.push_back(p);
            mesh.triangles[t] = {a, b, v};
            add_triangle(mesh, {b, c, v});
            add_triangle(mesh, {c, a, v});
            break;
        }
    }
    return mesh;
}

/// How far inside the circle around a triangle of the plane z = 0 a point lies, in mm.
double inside_circle(const TriangleMesh& mesh, std::size_t t, Vec3 p) {
    const Vec3 a = mesh.corner(t, 0);
    const Vec3 u = mesh.corner(t, 1) - a;
    const Vec3 v = mesh.corner(t, 2) - a;
    const double d = 2.0 * (u.x * v.y - u.y * v.x);
    const Vec3 centre = a + Vec3{(v.y * dot(u, u) - u.y * dot(v, v)) / d,
                                 (u.x * dot(v, v) - v.x * dot(u, u)) / d, 0.0};
    return length(a - centre) - length(p - centre);
}

double area(const TriangleMesh& mesh) {
    double sum = 0.0;
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) sum += area_normal(mesh, t).z / 2.0;
    return sum;
}

TEST(DelaunayFlips, CirclesAroundTrianglesAreEmpty) {
    for (std::uint64_t seed = 0; seed < 8; ++seed) {
        SCOPED_TRACE(seed);
        Rng rng{seed};
        TriangleMesh mesh = slivers(rng, 80);
        EXPECT_GT(flip_to_delaunay(mesh, 10'000), 20u);
        EXPECT_NEAR(area(mesh), 100.0, 1e-9);
        for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
            EXPECT_GT(area_normal(mesh, t).z, 0.0);
            for (const Vec3 p : mesh.vertices) EXPECT_LT(inside_circle(mesh, t, p), 1e-6);
        }
        EXPECT_EQ(flip_to_delaunay(mesh, 10'000), 0u);  // nothing is left to do
    }
}

std::set<std::pair<std::uint32_t, std::uint32_t>> border(const TriangleMesh& mesh) {
    std::set<std::pair<std::uint32_t, std::uint32_t>> once;
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        if (mesh.face_of_triangle[t] != 1) continue;
        for (std::size_t k = 0; k < 3; ++k) {
            const std::uint32_t a = mesh.triangles[t][k];
            const std::uint32_t b = mesh.triangles[t][(k + 1) % 3];
            const auto edge = std::minmax(a, b);
            if (!once.insert(edge).second) once.erase(edge);
        }
    }
    return once;
}

TEST(DelaunayFlips, TrianglesStayOnTheirFaces) {
    Rng rng{3};
    TriangleMesh mesh = slivers(rng, 60);
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        mesh.face_of_triangle.push_back(mesh.corner(t, 0).x + mesh.corner(t, 1).x < 9.0 ? 0 : 1);
    }
    const auto before = border(mesh);
    EXPECT_GT(flip_to_delaunay(mesh, 10'000), 10u);
    EXPECT_EQ(border(mesh), before);
}

TEST(DelaunayFlips, WhatIsBentStays) {
    TriangleMesh bent;
    bent.vertices = {{0, 0, 0}, {10, 0, 0}, {5, 1, 0}, {5, -1, 0.01}};
    add_triangle(bent, {0, 1, 2});
    add_triangle(bent, {1, 0, 3});
    EXPECT_EQ(flip_to_delaunay(bent, 100), 0u);
    bent.vertices[3].z = 0.0;
    EXPECT_EQ(flip_to_delaunay(bent, 100), 1u);
}

TEST(DelaunayFlips, SolidsStayClosed) {
    for (std::uint64_t seed = 0; seed < 4; ++seed) {
        SCOPED_TRACE(seed);
        Rng rng{seed};
        const auto part = placed(plate_with_holes({.radii_mm = {5.0, 8.0}}), random_placement(rng));
        TriangleMesh mesh = part.mesh;
        EXPECT_GT(flip_to_delaunay(mesh, 10'000), 0u);
        EXPECT_EQ(topology(mesh).open_edges, 0u);
        const auto before = mass_properties(part.mesh);
        const auto after = mass_properties(mesh);
        EXPECT_NEAR(after.volume_mm3, before.volume_mm3, 1e-6 * before.volume_mm3);
        EXPECT_NEAR(after.area_mm2, before.area_mm2, 1e-6 * before.area_mm2);
    }
}

}  // namespace
}  // namespace millrace::facts
