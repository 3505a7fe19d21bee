// Shells that overlap, united: what is inside of the result is inside of one of them, for points
// thrown at random, and volumes and areas of boxes are known.
#include <gtest/gtest.h>

#include <algorithm>

#include "millrace/geom/repair.h"
#include "millrace/geom/winding_number.h"
#include "shapes.h"

namespace millrace::geom {
namespace {

RepairedMesh union_of(const TriangleMesh& mesh) { return united(mesh, {}).value(); }

TriangleMesh both(TriangleMesh a, const TriangleMesh& b) {
    append(a, b);
    return a;
}

TriangleMesh turned(TriangleMesh mesh) {
    for (auto& triangle : mesh.triangles) std::swap(triangle[1], triangle[2]);
    return mesh;
}

bool was_recontoured(const RepairedMesh& result) {
    return std::any_of(result.steps.begin(), result.steps.end(),
                       [](const RepairStep& step) { return step.kind == RepairKind::Recontoured; });
}

/// Turned about a slanted axis and moved, in single precision as a file would hold it.
TriangleMesh posed(TriangleMesh mesh, Rng& rng) {
    const Vec3 axis = normalized({rng.uniform(-1, 1), rng.uniform(-1, 1), rng.uniform(-1, 1)});
    const double angle = rng.uniform(0.0, 6.28);
    const Vec3 shift{rng.uniform(-50, 50), rng.uniform(-50, 50), rng.uniform(-50, 50)};
    const auto single = [](double x) { return static_cast<double>(static_cast<float>(x)); };
    for (Vec3& p : mesh.vertices) {
        p = p * std::cos(angle) + cross(axis, p) * std::sin(angle) +
            axis * (dot(axis, p) * (1.0 - std::cos(angle))) + shift;
        p = {single(p.x), single(p.y), single(p.z)};
    }
    return mesh;
}

void expect_exact(const RepairedMesh& result, double volume_mm3, double area_mm2) {
    EXPECT_FALSE(result.steps.empty());
    EXPECT_FALSE(was_recontoured(result));
    EXPECT_TRUE(topology(result.mesh).closed());
    const MassProperties mass = mass_properties(result.mesh);
    EXPECT_NEAR(mass.volume_mm3 / volume_mm3, 1.0, 1e-5);
    EXPECT_NEAR(mass.area_mm2 / area_mm2, 1.0, 1e-5);
    EXPECT_LT(result.deviation.forward_mm, 5e-3);
    EXPECT_LT(result.deviation.backward_mm, 5e-3);
    EXPECT_EQ(result.self_intersections, 0U);
    // A seam left as a sliver folds over, and looks like an edge of 0 degrees.
    for (std::size_t t = 0; t < result.mesh.triangles.size(); ++t)
        EXPECT_GT(length(area_normal(result.mesh, t)), 1e-2);
}

/// The overlap is that of the boxes; sides that cross at right angles lose what both cover.
TEST(United, CrossingBarsCountTheirOverlapOnce) {
    Rng rng{1};
    const TriangleMesh bar = box_mesh({0, 10, 10}, {30, 20, 20});
    const TriangleMesh higher = both(bar, box_mesh({10, 0, 13}, {20, 30, 23}));
    const TriangleMesh level = both(bar, box_mesh({10, 0, 10}, {20, 30, 20}));
    for (int pose = 0; pose < 6; ++pose) {
        SCOPED_TRACE(pose);
        // Each bar has 2 * 10 * 10 + 4 * 30 * 10 of area. Of the upper one two sides and the
        // bottom lie inside along 10 mm, 7 mm high; of the lower one two sides and the top do.
        expect_exact(union_of(pose == 0 ? higher : posed(higher, rng)), 6000.0 - 700.0,
                     2800.0 - 2.0 * (2.0 * 70.0 + 100.0));
        expect_exact(union_of(pose == 0 ? level : posed(level, rng)), 5000.0,
                     4.0 * 100.0 + 8.0 * 100.0 + 2.0 * 500.0);
    }
}

TEST(United, CubesWhoseEdgesCrossEachOthersDiagonalsAreUnited) {
    Rng rng{3};
    const TriangleMesh cubes =
        both(box_mesh({0, 0, 0}, {10, 10, 10}), box_mesh({5, 5, 5}, {15, 15, 15}));
    for (int pose = 0; pose < 10; ++pose) {
        SCOPED_TRACE(pose);
        expect_exact(union_of(pose == 0 ? cubes : posed(cubes, rng)), 2000.0 - 125.0,
                     1200.0 - 150.0);
    }
}

TEST(United, ABodyInsideAnotherDisappears) {
    const RepairedMesh result =
        union_of(both(box_mesh({0, 0, 0}, {10, 10, 10}), box_mesh({3, 3, 3}, {5, 5, 5})));
    expect_exact(result, 1000.0, 600.0);
    EXPECT_TRUE(result.overlaps);
    EXPECT_NEAR(result.overlap_mm3, 8.0, 1e-9);
}

TEST(United, VoidsStayAndABarThroughThemIsPartOfTheWhole) {
    const TriangleMesh hollow =
        both(box_mesh({0, 0, 0}, {20, 20, 20}), turned(box_mesh({5, 5, 5}, {15, 15, 15})));
    const RepairedMesh same = union_of(hollow);
    EXPECT_TRUE(same.steps.empty());
    EXPECT_TRUE(same.mesh.triangles == hollow.triangles);
    // A bar of 4 by 4 from wall to wall: 4 * 4 * 10 of the void is filled.
    expect_exact(union_of(both(hollow, box_mesh({3, 8, 8}, {17, 12, 12}))), 7000.0 + 160.0,
                 2400.0 + 600.0 - 2.0 * 16.0 + 4.0 * 40.0);
}

TEST(United, BodiesThatOnlyTouchOrLieApartAreLeftAlone) {
    const TriangleMesh box = box_mesh({0, 0, 0}, {10, 10, 10});
    for (const TriangleMesh& other :
         {box_mesh({10, 10, 0}, {20, 20, 10}), box_mesh({11, 0, 0}, {20, 10, 10}),
          torus_mesh(20, 2, 40, 20)}) {
        const TriangleMesh mesh = both(box, other);
        const RepairedMesh result = union_of(mesh);
        EXPECT_FALSE(result.overlaps);
        EXPECT_TRUE(result.steps.empty());
        EXPECT_TRUE(result.mesh.triangles == mesh.triangles);
    }
}

TEST(United, BodiesFlushWithEachOtherBecomeOne) {
    const RepairedMesh result =
        union_of(both(box_mesh({0, 0, 0}, {10, 10, 10}), box_mesh({10, 2, 2}, {15, 8, 8})));
    expect_exact(result, 1000.0 + 180.0, 600.0 + 4.0 * 30.0);
    EXPECT_FALSE(result.overlaps);
    EXPECT_EQ(topology(result.mesh).components, 1U);
}

TEST(United, TheSameBodyCutIntoOtherTrianglesCountsOnce) {
    expect_exact(union_of(both(box_mesh({0, 0, 0}, {10, 10, 10}),
                               refined(box_mesh({0, 0, 0}, {10, 10, 10}), 1))),
                 1000.0, 600.0);
}

TEST(United, WhatIsInsideOfOneIsInsideOfTheWhole) {
    Rng rng{7};
    const TriangleMesh ring = torus_mesh(20, 6, 48, 24);
    const TriangleMesh block = refined(box_mesh({-15, -15, -15}, {15, 15, 15}), 2);
    int overlapping = 0;
    for (int pose = 0; pose < 12; ++pose) {
        SCOPED_TRACE(pose);
        const TriangleMesh a = posed(ring, rng);
        // Surfaces that pass each other a few millimetres apart at most somewhere: most of them
        // cross.
        const Vec3 to = a.vertices[static_cast<std::size_t>(rng.uniform(0, 1000))];
        TriangleMesh b = posed(pose % 2 == 0 ? block : ring, rng);
        const Vec3 shift = to - b.vertices[static_cast<std::size_t>(rng.uniform(0, 90))] +
                           Vec3{rng.uniform(-3, 3), rng.uniform(-3, 3), rng.uniform(-3, 3)};
        for (Vec3& p : b.vertices) p += shift;
        const RepairedMesh result = union_of(both(a, b));
        overlapping += result.overlaps ? 1 : 0;
        EXPECT_TRUE(topology(result.mesh).closed());
        EXPECT_FALSE(was_recontoured(result));
        EXPECT_LT(result.deviation.forward_mm, 1e-2);
        EXPECT_LT(result.deviation.backward_mm, 1e-2);
        const WindingNumber in_a{a};
        const WindingNumber in_b{b};
        const WindingNumber in_both{result.mesh};
        const Box box = bounding_box(both(a, b));
        int shared = 0;
        int wrong = 0;
        constexpr int kPoints = 2'000;
        for (int k = 0; k < kPoints; ++k) {
            const Vec3 p{rng.uniform(box.min.x, box.max.x), rng.uniform(box.min.y, box.max.y),
                         rng.uniform(box.min.z, box.max.z)};
            const bool a_has = in_a.at(p) > 0.5;
            const bool b_has = in_b.at(p) > 0.5;
            shared += a_has && b_has ? 1 : 0;
            const double winding = in_both.at(p);
            wrong += (winding > 0.5) != (a_has || b_has) || winding > 1.5 ? 1 : 0;
        }
        EXPECT_EQ(wrong, 0);
        const Vec3 size = box.size();
        const double each_mm3 = size.x * size.y * size.z / kPoints;
        EXPECT_NEAR(result.overlap_mm3, shared * each_mm3,
                    5.0 * std::sqrt(shared + 1.0) * each_mm3);
    }
    EXPECT_GE(overlapping, 9);
}

TEST(United, RepairAlsoUnitesWhatItHasClosed) {
    TriangleMesh open = box_mesh({0, 0, 0}, {10, 10, 10});
    open.triangles.pop_back();
    const RepairedMesh result = repair(both(open, box_mesh({5, 5, 5}, {15, 15, 15})), {}).value();
    EXPECT_TRUE(result.closed);
    EXPECT_NEAR(mass_properties(result.mesh).volume_mm3, 2000.0 - 125.0, 1e-3);
    EXPECT_TRUE(repair(result.mesh, {}).value().steps.empty());
}

TEST(Repair, ABodyStoredSeveralTimesCountsOnce) {
    const TriangleMesh box = box_mesh({0, 0, 0}, {20, 20, 20});
    TriangleMesh mesh = box;
    for (std::size_t copies = 2; copies <= 3; ++copies) {
        append(mesh, box);
        TriangleMesh beside = mesh;
        append(beside, box_mesh({30, 0, 0}, {40, 10, 10}));  // stored once
        const RepairedMesh result = repair(welded(beside, 0.0), {}).value();
        EXPECT_TRUE(result.closed);
        EXPECT_DOUBLE_EQ(mass_properties(result.mesh).volume_mm3, 9000.0);
        ASSERT_EQ(result.steps.size(), 1U);
        EXPECT_EQ(result.steps[0].kind, RepairKind::RemovedDuplicates);
        EXPECT_EQ(result.steps[0].count, 12U * (copies - 1));
    }
}

}  // namespace
}  // namespace millrace::geom
