// Size, mass, bodies and defects of parts known in closed form, and the laws they obey.
#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include "bodies.h"
#include "millrace/facts/part_facts.h"

namespace millrace::facts {
namespace {

using geom::Vec3;

TEST(Facts, BoxHasItsVolumeAreaAndSize) {
    const PartFacts facts = facts_of(box_part(30, 20, 10));
    EXPECT_NEAR(to_mm3(facts.volume), 6000.0, 1e-9);
    EXPECT_NEAR(to_mm2(facts.area), 2200.0, 1e-9);
    EXPECT_NEAR(length(facts.centre_of_mass - Vec3{15, 10, 5}), 0.0, 1e-9);
    EXPECT_EQ(facts.box.size(), (Vec3{30, 20, 10}));
    EXPECT_NEAR(to_mm(facts.oriented_size[0]), 30.0, 1e-9);
    EXPECT_NEAR(to_mm(facts.oriented_size[1]), 20.0, 1e-9);
    EXPECT_NEAR(to_mm(facts.oriented_size[2]), 10.0, 1e-9);
    EXPECT_NEAR(to_mm3(facts.convex_hull_volume), 6000.0, 1e-6);
    EXPECT_EQ(facts.bodies, 1u);
    EXPECT_TRUE(facts.closed);
    EXPECT_TRUE(facts.exact);
    EXPECT_EQ(facts.face_types.plane, 6u);
    EXPECT_NEAR(to_deg(facts.sharpest_outer_edge), 90.0, 1e-9);
    EXPECT_TRUE(facts.holes.empty());
    EXPECT_TRUE(facts.pockets.empty());
    EXPECT_TRUE(facts.corners.empty());
}

TEST(Facts, NothingChangesWhenThePartIsTurned) {
    const geom::BoundaryModel plate = plate_with_holes({.radii_mm = {3.0, 5.0}});
    const PartFacts still = facts_of(plate);
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Rng rng{seed};
        const Placement placement = random_placement(rng);
        const PartFacts turned = facts_of(placed(plate, placement));
        EXPECT_NEAR(to_mm3(turned.volume) / to_mm3(still.volume), 1.0, 1e-9);
        EXPECT_NEAR(to_mm2(turned.area) / to_mm2(still.area), 1.0, 1e-9);
        EXPECT_NEAR(length(turned.centre_of_mass - placement.point(still.centre_of_mass)), 0.0,
                    1e-9);
        for (std::size_t k = 0; k < 3; ++k) {
            EXPECT_NEAR(to_mm(turned.oriented_size[k]), to_mm(still.oriented_size[k]), 1e-6);
        }
        EXPECT_NEAR(to_mm(turned.wall.minimum), to_mm(still.wall.minimum), 1e-3);
        ASSERT_EQ(turned.holes.size(), still.holes.size());
        for (std::size_t h = 0; h < still.holes.size(); ++h) {
            EXPECT_NEAR(to_mm(turned.holes[h].diameter), to_mm(still.holes[h].diameter), 1e-9);
            EXPECT_EQ(turned.holes[h].through, still.holes[h].through);
        }
    }
}

TEST(Facts, SmallestBoxHoldsTheRoundPartNotItsFacets) {
    const geom::BoundaryModel disc = turned_part({{0, 0}, {20, 0}, {20, 7}, {0, 7}}, 12);
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Rng rng{seed};
        const PartFacts facts = facts_of(placed(disc, random_placement(rng)));
        EXPECT_NEAR(to_mm(facts.oriented_size[0]), 40.0, 1e-6);
        EXPECT_NEAR(to_mm(facts.oriented_size[1]), 40.0, 1e-6);
        EXPECT_NEAR(to_mm(facts.oriented_size[2]), 7.0, 1e-6);
    }
}

TEST(Facts, BodiesGiveTheExactVolumeNotTheirMesh) {
    geom::BoundaryModel model = plate_with_holes({});
    model.bodies[0].volume_mm3 = 1234.5;
    model.bodies[0].area_mm2 = 678.9;
    const PartFacts facts = facts_of(model);
    EXPECT_DOUBLE_EQ(to_mm3(facts.volume), 1234.5);
    EXPECT_DOUBLE_EQ(to_mm2(facts.area), 678.9);
    EXPECT_NEAR(to_mm3(facts_of(as_mesh(model)).volume), 20 * 20 * 5 - kTestPi * 25 * 5, 2.0);
}

TEST(Facts, InsideOutMeshIsMeasuredAndNamed) {
    geom::BoundaryModel model = as_mesh(box_part(30, 20, 10));
    for (auto& triangle : model.mesh.triangles) std::swap(triangle[0], triangle[1]);
    const PartFacts facts = facts_of(model);
    EXPECT_TRUE(facts.defects.inside_out);
    EXPECT_NEAR(to_mm3(facts.volume), 6000.0, 1e-9);
    EXPECT_NEAR(to_mm(facts.wall.minimum), 10.0, 1e-6);
}

TEST(Facts, HoleInTheMeshIsNotClosed) {
    geom::BoundaryModel model = as_mesh(box_part(30, 20, 10));
    model.mesh.triangles.pop_back();
    model.mesh.face_of_triangle.pop_back();
    const PartFacts facts = facts_of(model);
    EXPECT_FALSE(facts.closed);
    EXPECT_EQ(facts.defects.open_edges, 3u);
}

TEST(Facts, VoidIsCountedInAMesh) {
    geom::BoundaryModel model =
        as_mesh(block_part({0, 2, 8, 10}, {0, 2, 8, 10}, {0, 2, 8, 10},
                           [](int x, int y, int z) { return x != 1 || y != 1 || z != 1; }));
    model.bodies.clear();
    const PartFacts facts = facts_of(model);
    EXPECT_EQ(facts.enclosed_voids, 1u);
    EXPECT_EQ(facts.bodies, 1u);
    EXPECT_NEAR(to_mm(facts.wall.minimum), 2.0, 0.01);
}

TEST(Facts, KnifeEdgeHasItsAngle) {
    const PartFacts facts = facts_of(wedge_part(40, 10, 40 * std::tan(from_deg(12).stored())));
    EXPECT_NEAR(to_deg(facts.sharpest_outer_edge), 12.0, 1e-9);
    ASSERT_EQ(facts.sharpest_outer_edge_at.points.size(), 1u);
    EXPECT_NEAR(facts.sharpest_outer_edge_at.points[0].x, 40.0, 1e-9);
}

TEST(Facts, KnifeEdgeOfAMeshHasItsAngle) {
    const PartFacts facts =
        facts_of(as_mesh(wedge_part(40, 10, 40 * std::tan(from_deg(12).stored()))));
    EXPECT_NEAR(to_deg(facts.sharpest_outer_edge), 12.0, 1e-6);
}

TEST(Facts, ChordErrorOfATessellatedCylinderIsItsSagitta) {
    for (const int segments : {16, 32, 64}) {
        SCOPED_TRACE(segments);
        const auto rod = as_mesh(turned_part({{0, 0}, {10, 0}, {10, 30}, {0, 30}}, segments));
        const double sagitta = 10.0 * (1.0 - std::cos(kTestPi / segments));
        EXPECT_NEAR(to_mm(facts_of(rod).chord_error) / sagitta, 1.0, 0.02);
    }
    EXPECT_EQ(to_mm(facts_of(as_mesh(box_part(1, 2, 3))).chord_error), 0.0);
    // One kink between two planes is a shape, not a facet.
    EXPECT_EQ(to_mm(facts_of(as_mesh(wedge_part(40, 10, 12))).chord_error), 0.0);
}

TEST(Facts, EmptyOrBrokenMeshIsAnError) {
    EXPECT_EQ(measure({}, {}).error().code, ErrorCode::InvalidGeometry);
    geom::BoundaryModel model = as_mesh(box_part(1, 1, 1));
    model.mesh.vertices[3].y = std::nan("");
    EXPECT_EQ(measure(model, {}).error().code, ErrorCode::InvalidGeometry);
    for (Vec3& p : model.mesh.vertices) p = {1, 2, 3};
    EXPECT_EQ(measure(model, {}).error().code, ErrorCode::InvalidGeometry);
}

TEST(Facts, AreTheSameForAnyNumberOfThreads) {
    const geom::BoundaryModel model = as_mesh(plate_with_holes({.radii_mm = {2.0, 5.0, 8.0}}));
    const auto with_threads = [&](std::size_t threads) {
        const tbb::global_control limit{tbb::global_control::max_allowed_parallelism, threads};
        return facts_of(model);
    };
    const PartFacts one = with_threads(1);
    for (const std::size_t threads : {2u, 4u, 8u}) {
        const PartFacts many = with_threads(threads);
        EXPECT_EQ(many.wall.per_vertex_mm, one.wall.per_vertex_mm);
        EXPECT_EQ(to_mm(many.wall.minimum), to_mm(one.wall.minimum));
        EXPECT_EQ(many.wall.minimum_at, one.wall.minimum_at);
        EXPECT_EQ(many.wall.minimum_triangle, one.wall.minimum_triangle);
        ASSERT_EQ(many.builds.size(), one.builds.size());
        for (std::size_t k = 0; k < one.builds.size(); ++k) {
            EXPECT_EQ(to_mm3(many.builds[k].support), to_mm3(one.builds[k].support));
        }
        for (std::size_t d = 0; d < 6; ++d) {
            EXPECT_EQ(to_mm2(many.access.axes[d].visible), to_mm2(one.access.axes[d].visible));
        }
    }
}

TEST(Facts, CancelledMeasurementSaysSo) {
    FactsOptions options;
    options.cancel = CancelToken::make();
    options.cancel.cancel();
    EXPECT_EQ(measure(box_part(1, 1, 1), options).error().code, ErrorCode::Cancelled);
}

}  // namespace
}  // namespace millrace::facts
