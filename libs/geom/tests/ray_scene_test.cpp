// Ray and nearest-point answers against closed forms and against a scan over all triangles.
#include "millrace/geom/ray_scene.h"

#include <gtest/gtest.h>

#include "millrace/base/rng.h"
#include "test_meshes.h"

namespace millrace::geom {
namespace {

TriangleMesh soup(Rng& rng, int triangles) {
    TriangleMesh mesh;
    for (int t = 0; t < triangles; ++t) {
        const Vec3 a{rng.uniform(0, 100), rng.uniform(0, 100), rng.uniform(0, 100)};
        for (int k = 0; k < 3; ++k) {
            mesh.vertices.push_back(
                a + Vec3{rng.uniform(-8, 8), rng.uniform(-8, 8), rng.uniform(-8, 8)});
        }
        const auto n = static_cast<std::uint32_t>(mesh.vertices.size());
        mesh.triangles.push_back({n - 3, n - 2, n - 1});
    }
    return mesh;
}

TEST(RayScene, RayThroughABoxMeasuresIt) {
    const RayScene scene{box_mesh({0, 0, 0}, {10, 20, 30})};
    const auto outside = scene.first_hit({3, 4, -5}, {0, 0, 1}, 0.0);
    ASSERT_TRUE(outside);
    EXPECT_NEAR(outside->distance_mm, 5.0, 1e-12);
    const auto inside = scene.first_hit({3, 4, 0}, {0, 0, 1}, 1e-3);
    ASSERT_TRUE(inside);
    EXPECT_NEAR(inside->distance_mm, 30.0, 1e-12);
    EXPECT_FALSE(scene.first_hit({3, 4, 31}, {0, 0, 1}, 0.0));
    EXPECT_TRUE(scene.occluded({3, 4, -5}, {0, 0, 1}, 0.0));
    EXPECT_FALSE(scene.occluded({3, 4, 31}, {0, 0, 1}, 0.0));
}

TEST(RayScene, FarFromTheOriginIsAsExact) {
    const Vec3 shift{1e5, -2e5, 3e5};
    const RayScene scene{box_mesh(shift, shift + Vec3{10, 10, 10})};
    const auto hit = scene.first_hit(shift + Vec3{3, 3, 10}, {0, 0, -1}, 1e-3);
    ASSERT_TRUE(hit);
    EXPECT_NEAR(hit->distance_mm, 10.0, 1e-9);
}

TEST(RayScene, NearestPointAgreesWithAScanOverAllTriangles) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Rng rng{seed};
        const TriangleMesh mesh = soup(rng, 60);
        const RayScene scene{mesh};
        for (int i = 0; i < 20; ++i) {
            const Vec3 q{rng.uniform(-20, 120), rng.uniform(-20, 120), rng.uniform(-20, 120)};
            const auto found = scene.nearest(q, 1000.0);
            ASSERT_TRUE(found);
            EXPECT_NEAR(length(found->point - q), found->distance_mm, 1e-9);
            for (std::uint32_t t = 0; t < mesh.triangles.size(); ++t) {
                TriangleMesh one;
                one.vertices = {mesh.corner(t, 0), mesh.corner(t, 1), mesh.corner(t, 2)};
                one.triangles = {{0, 1, 2}};
                const auto alone = RayScene{one}.nearest(q, 1000.0);
                ASSERT_TRUE(alone);
                ASSERT_GE(alone->distance_mm, found->distance_mm - 1e-9);
                if (t != found->triangle) continue;
                EXPECT_NEAR(alone->distance_mm, found->distance_mm, 1e-9);
            }
        }
    }
}

TEST(RayScene, NearestRespectsItsRadius) {
    const RayScene scene{box_mesh({0, 0, 0}, {10, 10, 10})};
    EXPECT_FALSE(scene.nearest({5, 5, 13}, 2.9));
    const auto near = scene.nearest({5, 5, 13}, 3.1);
    ASSERT_TRUE(near);
    EXPECT_NEAR(near->distance_mm, 3.0, 1e-12);
}

TEST(RayScene, FacingFilterLooksPastTheNearSide) {
    const RayScene scene{box_mesh({0, 0, 0}, {10, 10, 4})};
    const auto bottom =
        scene.nearest_facing({5, 5, 3.9}, 100.0, {.normal = {0, 0, 1}, .cosine_max = -0.5});
    ASSERT_TRUE(bottom);
    EXPECT_NEAR(bottom->distance_mm, 3.9, 1e-12);
}

TEST(RayScene, NearestOnASharedEdgeIsTheLowerTriangle) {
    const TriangleMesh box = box_mesh({0, 0, 0}, {10, 10, 10});
    const auto found = RayScene{box}.nearest({5, 5, -1}, 100.0);  // over the diagonal of the base
    ASSERT_TRUE(found);
    EXPECT_EQ(found->triangle, 0u);
}

TEST(RayScene, ARayAlongAFacetMeetsItWhereItLies) {
    Rng rng{5};
    int hits = 0;
    for (int k = 0; k < 5000; ++k) {
        const Vec3 x = normalized({rng.uniform(-1, 1), rng.uniform(-1, 1), rng.uniform(-1, 1)});
        const Vec3 y = normalized(cross(x, {rng.uniform(-1, 1), 2.0, rng.uniform(-1, 1)}));
        const Vec3 origin{rng.uniform(-20, 20), rng.uniform(-20, 20), rng.uniform(-20, 20)};
        TriangleMesh mesh;
        mesh.vertices = {origin + x * 4.0 - y * 5.0, origin + x * 30.0 - y * 5.0,
                         origin + x * 4.0 + y * 9.0};
        mesh.triangles = {{0, 1, 2}};
        const auto hit = RayScene{mesh}.first_hit(origin, x, 1e-3);
        if (!hit) continue;
        ++hits;
        // Along the ray the facet reaches from 4 to 30, and no corner is farther.
        EXPECT_GE(hit->distance_mm, 4.0 - 1e-4);
        EXPECT_LE(hit->distance_mm, 30.0 + 1e-4);
    }
    EXPECT_GT(hits, 100);
}

TEST(RayScene, LongFacetsThatLieAskewAreFoundLikeStraightOnes) {
    Rng rng{8};
    const Vec3 x = normalized({2, -1, 3});
    const Vec3 y = normalized(cross(x, {0, 1, 0.3}));
    const Vec3 z = cross(x, y);
    const auto turned = [&](Vec3 p) { return x * p.x + y * p.y + z * p.z; };
    TriangleMesh straight;  // a bundle of needles
    for (int i = 0; i < 40; ++i) {
        const Vec3 low{rng.uniform(0, 5), rng.uniform(0, 20), rng.uniform(0, 20)};
        const TriangleMesh needle = box_mesh(low, low + Vec3{200, 0.2, 0.2});
        const auto first = static_cast<std::uint32_t>(straight.vertices.size());
        straight.vertices.insert(straight.vertices.end(), needle.vertices.begin(),
                                 needle.vertices.end());
        for (const auto& t : needle.triangles) {
            straight.triangles.push_back({t[0] + first, t[1] + first, t[2] + first});
        }
    }
    TriangleMesh askew = straight;
    for (Vec3& p : askew.vertices) p = turned(p);
    const RayScene one{straight};
    const RayScene other{askew};
    int hits = 0;
    for (int i = 0; i < 500; ++i) {
        const Vec3 p{rng.uniform(0, 205), rng.uniform(0, 20), rng.uniform(0, 20)};
        const auto near = one.nearest(p, 100.0);
        const auto near_askew = other.nearest(turned(p), 100.0);
        ASSERT_TRUE(near && near_askew);
        EXPECT_NEAR(near->distance_mm, near_askew->distance_mm, 1e-9);
        EXPECT_NEAR(length(turned(near->point) - near_askew->point), 0.0, 1e-6);
        const Vec3 way = normalized({rng.uniform(-1, 1), rng.uniform(-1, 1), rng.uniform(-1, 1)});
        const auto hit = one.first_hit(p, way, 0.0);
        const auto hit_askew = other.first_hit(turned(p), turned(way), 0.0);
        ASSERT_EQ(hit.has_value(), hit_askew.has_value()) << i;
        EXPECT_EQ(one.occluded(p, way, 0.0), other.occluded(turned(p), turned(way), 0.0));
        if (!hit) continue;
        ++hits;
        EXPECT_NEAR(hit->distance_mm, hit_askew->distance_mm, 1e-6);
    }
    EXPECT_GT(hits, 20);
}

TEST(RayScene, EmptyMeshIsNeverHit) {
    const RayScene scene{TriangleMesh{}};
    EXPECT_FALSE(scene.first_hit({}, {0, 0, 1}, 0.0));
    EXPECT_FALSE(scene.nearest({}, 1e9));
}

}  // namespace
}  // namespace millrace::geom
