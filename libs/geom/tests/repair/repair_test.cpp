// Repair, by damage that is known: closed surfaces are damaged from a seed, and what comes back is
// closed, has the volume it had within what the measured deviation allows, and is left alone when
// repaired again.
#include "millrace/geom/repair.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "shapes.h"

namespace millrace::geom {
namespace {

RepairedMesh repaired(const TriangleMesh& mesh) { return repair(mesh, {}).value(); }

std::size_t count_of(const RepairedMesh& result, RepairKind kind) {
    for (const RepairStep& step : result.steps)
        if (step.kind == kind) return step.count;
    return 0;
}

void expect_closed(const RepairedMesh& result) {
    EXPECT_TRUE(result.closed);
    const Topology t = topology(result.mesh);
    EXPECT_EQ(t.open_edges, 0U);
    EXPECT_EQ(t.non_manifold_edges, 0U);
    EXPECT_EQ(t.flipped_edges, 0U);
    EXPECT_EQ(t.duplicate_triangles, 0U);
}

void expect_same(const TriangleMesh& a, const TriangleMesh& b) {
    EXPECT_TRUE(a.vertices == b.vertices);
    EXPECT_TRUE(a.triangles == b.triangles);
}

double volume(const TriangleMesh& mesh) { return mass_properties(mesh).volume_mm3; }

TEST(Repair, CleanMeshesAreReturnedBitForBit) {
    TriangleMesh hollow = box_mesh({0, 0, 0}, {10, 10, 10});
    TriangleMesh cavity = box_mesh({3, 3, 3}, {5, 5, 5});
    for (auto& triangle : cavity.triangles) std::swap(triangle[1], triangle[2]);
    append(hollow, cavity);
    for (const TriangleMesh& mesh :
         {box_mesh({0, 0, 0}, {1, 2, 3}), torus_mesh(20, 5, 40, 20), hollow}) {
        const RepairedMesh result = repaired(mesh);
        EXPECT_TRUE(result.closed);
        EXPECT_TRUE(result.steps.empty());
        EXPECT_EQ(result.deviation.forward_mm, 0.0);
        expect_same(result.mesh, mesh);
    }
}

TEST(Repair, MissingTriangleOfABoxIsPutBack) {
    TriangleMesh mesh = box_mesh({0, 0, 0}, {10, 20, 30});
    mesh.triangles.erase(mesh.triangles.begin() + 5);  // on the side y = 0
    const RepairedMesh result = repaired(mesh);
    expect_closed(result);
    EXPECT_EQ(count_of(result, RepairKind::ClosedHoles), 1U);
    EXPECT_DOUBLE_EQ(volume(result.mesh), 6000.0);
    EXPECT_EQ(result.deviation.forward_mm, 0.0);
    // The hole is a right triangle of 10 by 30, the old surface its rim: the inradius.
    const double inradius = (10.0 + 30.0 - std::sqrt(1000.0)) / 2.0;
    EXPECT_GE(result.deviation.backward_mm, inradius * (1.0 - 1e-3));
    EXPECT_LE(result.deviation.backward_mm, inradius * 1.03);
}

TEST(Repair, BodiesInsideOutAreTurnedAndVoidsAreNot) {
    TriangleMesh mesh = box_mesh({0, 0, 0}, {10, 10, 10});
    TriangleMesh cavity = box_mesh({3, 3, 3}, {5, 5, 5});
    for (auto& triangle : cavity.triangles) std::swap(triangle[1], triangle[2]);
    append(mesh, cavity);
    TriangleMesh other = box_mesh({20, 0, 0}, {21, 1, 1});
    for (auto& triangle : other.triangles) std::swap(triangle[1], triangle[2]);
    append(mesh, other);
    const RepairedMesh result = repaired(mesh);
    expect_closed(result);
    EXPECT_EQ(count_of(result, RepairKind::TurnedBodies), 1U);
    EXPECT_NEAR(volume(result.mesh), 1000.0 - 8.0 + 1.0, 1e-9);
}

TEST(Repair, CubesThatShareAnEdgeAreTakenApart) {
    TriangleMesh mesh = box_mesh({0, 0, 0}, {10, 10, 10});
    append(mesh, box_mesh({10, 10, 0}, {20, 20, 10}));
    mesh = welded(mesh, 0.0);
    ASSERT_EQ(topology(mesh).non_manifold_edges, 1U);
    const RepairedMesh result = repaired(mesh);
    expect_closed(result);
    EXPECT_EQ(topology(result.mesh).components, 2U);
    EXPECT_EQ(result.deviation.forward_mm, 0.0);
    EXPECT_EQ(result.deviation.backward_mm, 0.0);
    EXPECT_DOUBLE_EQ(volume(result.mesh), 2000.0);
}

TEST(Repair, DoubleWallBetweenTwoBodiesDisappears) {
    TriangleMesh mesh = box_mesh({0, 0, 0}, {10, 10, 10});
    // The faces at x = 10 are cut along different diagonals only if turned; this way they match.
    TriangleMesh other = box_mesh({-10, 0, 0}, {0, 10, 10});
    for (std::size_t t = 0; t < other.triangles.size(); ++t) {
        for (auto& v : other.triangles[t]) v ^= 1U;  // mirrored, so that the diagonals agree
        std::swap(other.triangles[t][1], other.triangles[t][2]);
    }
    append(mesh, other);
    mesh = welded(mesh, 0.0);
    const RepairedMesh result = repaired(mesh);
    expect_closed(result);
    EXPECT_EQ(topology(result.mesh).components, 1U);
    EXPECT_DOUBLE_EQ(volume(result.mesh), 2000.0);
}

TEST(Repair, InnerWallIsRemoved) {
    TriangleMesh mesh = refined(box_mesh({0, 0, 0}, {10, 10, 10}), 1);
    const std::size_t clean = mesh.triangles.size();
    // A square at z = 5 from wall to wall, on vertices that exist there.
    const auto at = [&](Vec3 p) {
        const auto it = std::find(mesh.vertices.begin(), mesh.vertices.end(), p);
        EXPECT_NE(it, mesh.vertices.end());
        return static_cast<std::uint32_t>(it - mesh.vertices.begin());
    };
    const std::array<std::uint32_t, 8> rim = {at({0, 0, 5}),  at({5, 0, 5}),   at({10, 0, 5}),
                                              at({10, 5, 5}), at({10, 10, 5}), at({5, 10, 5}),
                                              at({0, 10, 5}), at({0, 5, 5})};
    for (std::size_t i = 1; i + 1 < rim.size(); ++i)
        mesh.triangles.push_back({rim[0], rim[i], rim[i + 1]});
    const RepairedMesh result = repaired(mesh);
    expect_closed(result);
    EXPECT_GT(count_of(result, RepairKind::RemovedWalls), 0U);
    EXPECT_EQ(result.mesh.triangles.size(), clean);
    EXPECT_NEAR(volume(result.mesh), 1000.0, 1e-9);
    EXPECT_NEAR(result.deviation.forward_mm, 5.0, 0.11);
}

TEST(Repair, CornersOnEdgesOfTheOtherSideAreSplitIn) {
    // One half of the top is finer than the wall below it.
    TriangleMesh mesh = box_mesh({0, 0, 0}, {10, 10, 10});
    TriangleMesh fine;
    for (const auto& t : mesh.triangles) {
        const bool top = std::all_of(t.begin(), t.end(), [](auto v) { return (v & 4U) != 0; });
        TriangleMesh one;
        one.vertices = {mesh.vertices[t[0]], mesh.vertices[t[1]], mesh.vertices[t[2]]};
        one.triangles = {{0, 1, 2}};
        append(fine, refined(one, top ? 2 : 0));
    }
    const RepairedMesh result = repaired(fine);
    expect_closed(result);
    EXPECT_GT(count_of(result, RepairKind::SplitEdges), 0U);
    EXPECT_EQ(count_of(result, RepairKind::ClosedHoles), 0U);
    EXPECT_NEAR(volume(result.mesh), 1000.0, 1e-9);
    EXPECT_LE(result.deviation.backward_mm, 1e-5 * std::sqrt(300.0));
}

TEST(Repair, StrayTrianglesGo) {
    TriangleMesh mesh = torus_mesh(20, 5, 40, 20);
    const double sound = volume(mesh);
    TriangleMesh stray;
    stray.vertices = {{50, 0, 0}, {52, 0, 0}, {50, 2, 0}};
    stray.triangles = {{0, 1, 2}};
    append(mesh, stray);
    const RepairedMesh result = repaired(mesh);
    expect_closed(result);
    EXPECT_EQ(count_of(result, RepairKind::RemovedFragments), 1U);
    EXPECT_DOUBLE_EQ(volume(result.mesh), sound);
    EXPECT_GT(result.deviation.forward_mm, 20.0);  // and the report says so
}

TEST(Repair, AMoebiusStripIsNamedAndNotClosed) {
    constexpr double kPi = 3.14159265358979323846;
    constexpr std::uint32_t kSteps = 40;
    TriangleMesh mesh;
    for (std::uint32_t i = 0; i < kSteps; ++i) {
        const double u = 2.0 * kPi * i / kSteps;
        for (const double s : {-3.0, 3.0}) {
            const double r = 20.0 + s * std::cos(u / 2.0);
            mesh.vertices.push_back({r * std::cos(u), r * std::sin(u), s * std::sin(u / 2.0)});
        }
    }
    for (std::uint32_t i = 0; i < kSteps; ++i) {
        const std::uint32_t a = 2 * i;
        const bool last = i + 1 == kSteps;
        const std::uint32_t c = last ? 1 : a + 2;
        const std::uint32_t d = last ? 0 : a + 3;
        mesh.triangles.push_back({a, c, d});
        mesh.triangles.push_back({a, d, a + 1});
    }
    const RepairedMesh result = repaired(mesh);
    EXPECT_TRUE(result.one_sided);
    EXPECT_FALSE(result.closed);
}

TEST(Repair, HalfABoxIsMadeAnewWhenHolesAreTooLong) {
    TriangleMesh mesh = refined(box_mesh({0, 0, 0}, {10, 10, 10}), 3);
    // Without a round piece of the top: more edges than the limit given.
    std::vector<bool> keep(mesh.triangles.size(), true);
    for (std::size_t t = 0; t < keep.size(); ++t) {
        const Vec3 p = (mesh.corner(t, 0) + mesh.corner(t, 1) + mesh.corner(t, 2)) / 3.0;
        keep[t] = !(p.z > 9.99 && length(p - Vec3{5, 5, 10}) < 3.0);
    }
    RepairOptions options;
    options.hole_edges_max = 5;
    options.grid_nodes_max = 50'000;
    const RepairedMesh result = repair(submesh(mesh, keep), options).value();
    expect_closed(result);
    EXPECT_EQ(count_of(result, RepairKind::Recontoured), 1U);
    EXPECT_NEAR(volume(result.mesh), 1000.0, 15.0);
    EXPECT_LT(result.deviation.forward_mm, 0.5);  // a cell of the grid
}

TEST(Repair, NotFiniteAndFlatAreRefused) {
    TriangleMesh mesh = box_mesh({0, 0, 0}, {1, 1, 1});
    mesh.vertices[3].x = NAN;
    EXPECT_EQ(repair(mesh, {}).error().code, ErrorCode::InvalidGeometry);
    EXPECT_EQ(repair({}, {}).error().code, ErrorCode::InvalidGeometry);
}

// Both triangles go, back to back and enclosing nothing: there is nothing to make a surface of.
TEST(Repair, ASurfaceOfNothingButFaultsIsNotClosed) {
    TriangleMesh mesh;
    mesh.vertices = {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}};
    mesh.triangles = {{0, 1, 2}, {0, 2, 1}};
    const RepairedMesh result = repaired(mesh);
    EXPECT_FALSE(result.closed);
    EXPECT_FALSE(result.steps.empty());
}

struct Damage {
    std::size_t deleted = 0, flipped = 0, doubled = 0;
    double jitter_mm = 0.0;
};

/// Deletes, turns, doubles and unshares triangles; moves every loose corner by up to jitter_mm.
TriangleMesh damaged(const TriangleMesh& mesh, const Damage& damage, Rng& rng) {
    TriangleMesh bad = mesh;
    const auto pick = [&] { return static_cast<std::size_t>(rng.below(bad.triangles.size())); };
    for (std::size_t i = 0; i < damage.flipped; ++i) {
        const std::size_t t = pick();
        std::swap(bad.triangles[t][0], bad.triangles[t][1]);
    }
    for (std::size_t i = 0; i < damage.doubled; ++i) bad.triangles.push_back(bad.triangles[pick()]);
    for (std::size_t i = 0; i < damage.deleted; ++i)
        bad.triangles.erase(bad.triangles.begin() + static_cast<std::ptrdiff_t>(pick()));
    bad = unshared(bad);
    const double j = damage.jitter_mm / std::sqrt(3.0);
    for (Vec3& p : bad.vertices) p += {rng.uniform(-j, j), rng.uniform(-j, j), rng.uniform(-j, j)};
    return bad;
}

// The volume between two surfaces is at most area x distance.
TEST(Repair, DamagedCopiesOfClosedSurfacesComeBack) {
    const std::vector<TriangleMesh> shapes = {refined(box_mesh({0, 0, 0}, {30, 20, 10}), 3),
                                              torus_mesh(20, 6, 48, 24),
                                              refined(box_mesh({-4, -4, -4}, {4, 4, 40}), 2)};
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Rng rng{seed};
        const TriangleMesh& sound = shapes[seed % shapes.size()];
        const Damage damage = {.deleted = static_cast<std::size_t>(rng.below(8)),
                               .flipped = static_cast<std::size_t>(rng.below(20)),
                               .doubled = static_cast<std::size_t>(rng.below(5)),
                               .jitter_mm = seed % 2 == 0 ? 0.0 : 1e-4};
        const TriangleMesh bad = damaged(sound, damage, rng);
        const RepairedMesh result = repaired(bad);
        expect_closed(result);
        EXPECT_EQ(count_of(result, RepairKind::Recontoured), 0U);
        const Deviation off = deviation(sound, result.mesh, 200'000);
        const double worst = std::max(off.forward_mm, off.backward_mm);
        EXPECT_NEAR(volume(result.mesh), volume(sound),
                    worst * mass_properties(sound).area_mm2 + 1e-6);
        EXPECT_NEAR(volume(result.mesh), volume(sound), 2e-3 * volume(sound));
        // What was not deleted only moves by the jitter; the bound itself is good to 1e-5.
        EXPECT_LE(result.deviation.forward_mm,
                  4.0 * damage.jitter_mm + 1.2e-5 * bounding_box(bad).diagonal());
        expect_same(repaired(result.mesh).mesh, result.mesh);
    }
}

}  // namespace
}  // namespace millrace::geom
