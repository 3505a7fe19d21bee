// Distances between surfaces against closed forms and against brute force sampling.
#include "millrace/geom/deviation.h"

#include <gtest/gtest.h>

#include "millrace/geom/ray_scene.h"
#include "shapes.h"

namespace millrace::geom {
namespace {

constexpr std::size_t kQueries = 200'000;

TEST(Deviation, OfASurfaceFromItselfIsZero) {
    const TriangleMesh torus = torus_mesh(20, 5, 30, 15);
    const Deviation d = deviation(torus, torus, kQueries);
    EXPECT_EQ(d.forward_mm, 0.0);
    EXPECT_EQ(d.backward_mm, 0.0);
    // Another triangulation of the same planes is the same surface.
    const TriangleMesh box = box_mesh({0, 0, 0}, {3, 4, 5});
    EXPECT_LE(deviation(box, refined(box, 3), kQueries).forward_mm, 1e-5 * std::sqrt(50.0));
}

TEST(Deviation, OfNestedBoxesIsTheCornerDistance) {
    const TriangleMesh outer = box_mesh({0, 0, 0}, {10, 10, 10});
    const TriangleMesh inner = box_mesh({1, 1, 1}, {9, 9, 9});
    const Deviation d = deviation(outer, inner, kQueries);
    EXPECT_NEAR(d.forward_mm, std::sqrt(3.0), 0.02 * std::sqrt(3.0));
    EXPECT_GE(d.forward_mm, std::sqrt(3.0));
    EXPECT_GE(d.backward_mm, 1.0);
    EXPECT_LE(d.backward_mm, 1.02 + 1e-9);
}

// An upper bound is never below a sample, and not far above the largest of many.
TEST(Deviation, BoundsEverySample) {
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Rng rng{seed};
        const TriangleMesh a = torus_mesh(20, 5, 24, 12);
        TriangleMesh b = torus_mesh(20, 5, 17, 9);
        for (Vec3& p : b.vertices)
            p += {rng.uniform(-1, 1), rng.uniform(-1, 1), rng.uniform(-1, 1)};
        const double bound = deviation(a, b, kQueries).forward_mm;
        const RayScene scene{b};
        double largest = 0.0;
        for (int i = 0; i < 20'000; ++i) {
            const auto t = static_cast<std::size_t>(rng.below(a.triangles.size()));
            const double u = rng.uniform();
            const double v = rng.uniform() * (1.0 - u);
            const Vec3 p = a.corner(t, 0) + (a.corner(t, 1) - a.corner(t, 0)) * u +
                           (a.corner(t, 2) - a.corner(t, 0)) * v;
            largest = std::max(largest, scene.nearest(p, 100.0)->distance_mm);
        }
        EXPECT_GE(bound, largest - 1e-6);
        EXPECT_LE(bound, largest * 1.08);
    }
}

}  // namespace
}  // namespace millrace::geom
