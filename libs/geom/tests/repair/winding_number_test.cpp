// The winding number against what is known of boxes and tori, and crossings against brute force.
#include "millrace/geom/winding_number.h"

#include <gtest/gtest.h>

#include "shapes.h"

namespace millrace::geom {
namespace {

TEST(WindingNumber, IsOneInsideAndZeroOutsideATorus) {
    const WindingNumber winding{torus_mesh(20, 5, 96, 48)};
    Rng rng{7};
    int inside = 0;
    for (int i = 0; i < 5'000; ++i) {
        const Vec3 p{rng.uniform(-30, 30), rng.uniform(-30, 30), rng.uniform(-8, 8)};
        const double tube = std::hypot(std::hypot(p.x, p.y) - 20.0, p.z);
        if (std::abs(tube - 5.0) < 0.1) continue;  // between the facets and the true surface
        EXPECT_NEAR(winding.at(p), tube < 5.0 ? 1.0 : 0.0, 0.03);
        inside += tube < 5.0 ? 1 : 0;
    }
    EXPECT_GT(inside, 500);
}

TEST(WindingNumber, OfAnOpenBoxFallsTowardsTheOpening) {
    TriangleMesh box = box_mesh({0, 0, 0}, {10, 10, 10});
    std::vector<bool> keep;
    for (const auto& t : box.triangles)
        keep.push_back((t[0] & t[1] & t[2] & 4U) == 0);  // without the top
    const WindingNumber winding{submesh(box, keep)};
    // Seen from the middle the missing face is a sixth of all directions.
    EXPECT_NEAR(winding.at({5, 5, 5}), 5.0 / 6.0, 1e-9);
    EXPECT_NEAR(winding.at({5, 5, 10}), 0.5, 1e-6);
}

TEST(SelfIntersections, OfTwoBoxesThroughEachOther) {
    TriangleMesh mesh = box_mesh({0, 0, 0}, {10, 10, 10});
    EXPECT_TRUE(self_intersections(mesh, 100).empty());
    append(mesh, box_mesh({5.1, 5.2, 5.3}, {15, 15, 15}));
    EXPECT_FALSE(self_intersections(mesh, 100).empty());
    EXPECT_EQ(self_intersections(mesh, 2).size(), 2U);
    TriangleMesh apart = box_mesh({0, 0, 0}, {10, 10, 10});
    append(apart, box_mesh({10, 0, 0}, {15, 15, 15}));  // touching is not crossing
    EXPECT_TRUE(self_intersections(apart, 100).empty());
    EXPECT_TRUE(self_intersections(torus_mesh(20, 5, 40, 20), 100).empty());
}

// All pairs against the tree, on random soups: every pair is found, none twice.
TEST(SelfIntersections, MatchTheSearchWithoutATree) {
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Rng rng{seed};
        TriangleMesh soup;
        for (std::uint32_t t = 0; t < 60; ++t) {
            const Vec3 at{rng.uniform(0, 10), rng.uniform(0, 10), rng.uniform(0, 10)};
            for (int k = 0; k < 3; ++k) {
                soup.vertices.push_back(
                    at + Vec3{rng.uniform(-3, 3), rng.uniform(-3, 3), rng.uniform(-3, 3)});
            }
            soup.triangles.push_back({3 * t, 3 * t + 1, 3 * t + 2});
        }
        std::vector<std::pair<std::uint32_t, std::uint32_t>> naive;
        for (std::uint32_t a = 0; a < 60; ++a) {
            for (std::uint32_t b = a + 1; b < 60; ++b) {
                std::vector<bool> keep(60, false);
                keep[a] = keep[b] = true;
                if (!self_intersections(submesh(soup, keep), 10).empty()) naive.emplace_back(a, b);
            }
        }
        EXPECT_FALSE(naive.empty());
        EXPECT_EQ(self_intersections(soup, 10'000), naive);
    }
}

}  // namespace
}  // namespace millrace::geom
