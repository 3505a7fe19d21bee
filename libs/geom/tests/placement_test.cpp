// Motions between equal point sets: found for any pose, mirror images told apart.
#include "millrace/geom/placement.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "millrace/base/rng.h"

namespace millrace::geom {
namespace {

/// A rotation from a random quaternion, and a shift.
Placement random_pose(Rng& rng) {
    double q[4];
    double norm = 0.0;
    do {
        norm = 0.0;
        for (double& v : q) {
            v = rng.uniform(-1, 1);
            norm += v * v;
        }
    } while (norm < 0.01 || norm > 1.0);
    for (double& v : q) v /= std::sqrt(norm);
    const auto [w, x, y, z] = q;
    Placement p;
    p.rows = {1 - 2 * (y * y + z * z), 2 * (x * y - w * z),     2 * (x * z + w * y),
              rng.uniform(-50, 50),    2 * (x * y + w * z),     1 - 2 * (x * x + z * z),
              2 * (y * z - w * x),     rng.uniform(-50, 50),    2 * (x * z - w * y),
              2 * (y * z + w * x),     1 - 2 * (x * x + y * y), rng.uniform(-50, 50)};
    return p;
}

Vec3 mean(const std::vector<Vec3>& points) {
    Vec3 sum;
    for (const Vec3 p : points) sum += p;
    return sum / static_cast<double>(points.size());
}

std::vector<Vec3> moved(const std::vector<Vec3>& points, const Placement& by) {
    std::vector<Vec3> result;
    for (const Vec3 p : points) result.push_back(by.point(p));
    return result;
}

TEST(Placement, InverseAndCompositionAgree) {
    Rng rng{1};
    for (int i = 0; i < 100; ++i) {
        const Placement a = random_pose(rng);
        const Placement b = random_pose(rng);
        const Vec3 p{rng.uniform(-9, 9), rng.uniform(-9, 9), rng.uniform(-9, 9)};
        EXPECT_LT(length(a.after(b).point(p) - a.point(b.point(p))), 1e-12);
        EXPECT_LT(length(a.inverse()->point(a.point(p)) - p), 1e-11);
        EXPECT_NEAR(a.determinant(), 1.0, 1e-12);
    }
    Placement flat;
    flat.rows[10] = 0.0;
    EXPECT_FALSE(flat.inverse());
}

TEST(Congruence, FindsRandomPosesAndTellsMirrorImages) {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Rng rng{seed};
        std::vector<Vec3> a;
        for (int i = 0; i < 20; ++i)
            a.push_back({rng.uniform(-30, 30), rng.uniform(-20, 20), rng.uniform(-10, 10)});
        const std::vector<Vec3> b = moved(a, random_pose(rng));
        const auto found = congruence(a, mean(a), b, mean(b), 1e-6);
        ASSERT_TRUE(found);
        EXPECT_FALSE(found->mirrored);
        for (std::size_t i = 0; i < a.size(); ++i)
            EXPECT_LT(length(found->motion.point(a[i]) - b[i]), 1e-6);
        std::vector<Vec3> m = b;
        for (Vec3& p : m) p.x = -p.x;
        const auto mirror = congruence(a, mean(a), m, mean(m), 1e-6);
        ASSERT_TRUE(mirror);
        EXPECT_TRUE(mirror->mirrored);
        EXPECT_NEAR(mirror->motion.determinant(), -1.0, 1e-9);
        std::vector<Vec3> other = b;
        other[7] += {0.01, 0, 0};
        EXPECT_FALSE(congruence(a, mean(a), other, mean(other), 1e-6));
    }
}

TEST(Congruence, OfSymmetricSetsIsARotation) {
    std::vector<Vec3> cube;
    for (int i = 0; i < 8; ++i)
        cube.push_back({(i & 1) * 2.0 - 1, (i & 2) - 1.0, (i & 4) / 2.0 - 1});
    Rng rng{5};
    const std::vector<Vec3> other = moved(cube, random_pose(rng));
    const auto found = congruence(cube, mean(cube), other, mean(other), 1e-9 + 1e-7);
    ASSERT_TRUE(found);
    EXPECT_FALSE(found->mirrored);
    // Points on a line, and a single one.
    const std::vector<Vec3> line = {{0, 0, 0}, {0, 0, 1}, {0, 0, 5}};
    const std::vector<Vec3> turned = moved(line, random_pose(rng));
    EXPECT_TRUE(congruence(line, mean(line), turned, mean(turned), 1e-6));
    EXPECT_TRUE(congruence(std::vector<Vec3>{{1, 2, 3}}, {1, 2, 3}, std::vector<Vec3>{{4, 5, 6}},
                           {4, 5, 6}, 1e-6));
}

}  // namespace
}  // namespace millrace::geom
