// Hulls, minimum boxes and rectangles of bodies known in closed form, in random rotations, and laws
// that hold for any points.
#include "millrace/geom/convex_hull.h"

#include <gtest/gtest.h>

#include "millrace/base/rng.h"
#include "test_meshes.h"

namespace millrace::geom {
namespace {

constexpr double kPi = 3.14159265358979323846;

/// A random rotation as the images of the three axes.
std::array<Vec3, 3> random_frame(Rng& rng) {
    const Vec3 w = normalized({rng.uniform(-1, 1), rng.uniform(-1, 1), rng.uniform(-1, 1)});
    const auto [u, v] = perpendicular_frame(w);
    const double a = rng.uniform(0, 2 * kPi);
    return {u * std::cos(a) + v * std::sin(a), v * std::cos(a) - u * std::sin(a), w};
}

Vec3 turned(const std::array<Vec3, 3>& frame, Vec3 p) {
    return frame[0] * p.x + frame[1] * p.y + frame[2] * p.z;
}

void expect_closed_hull_around(const TriangleMesh& hull, const std::vector<Vec3>& points) {
    EXPECT_TRUE(topology(hull).closed());
    EXPECT_EQ(hull.triangles.size(), 2 * hull.vertices.size() - 4);  // Euler
    Box box;
    for (const Vec3 p : points) box.add(p);
    const double tolerance = 3e-6 * box.diagonal();  // the grid of the hull code is shaken by 1e-6
    for (std::size_t t = 0; t < hull.triangles.size(); ++t) {
        const Vec3 n = area_normal(hull, t);
        if (length(n) < 1e-6 * box.diagonal() * box.diagonal()) continue;  // slivers have no side
        for (const Vec3 p : points) {
            ASSERT_LE(dot(normalized(n), p - hull.corner(t, 0)), tolerance) << "facet " << t;
        }
    }
}

TEST(ConvexHull, OfACubeFullOfPointsIsTheCube) {
    Rng rng{1};
    std::vector<Vec3> points = box_mesh({0, 0, 0}, {10, 10, 10}).vertices;
    for (int i = 0; i < 500; ++i) {
        points.push_back({rng.uniform(0, 10), rng.uniform(0, 10), rng.uniform(0, 10)});
    }
    const TriangleMesh hull = convex_hull(points);
    EXPECT_EQ(hull.vertices.size(), 8u);
    EXPECT_NEAR(mass_properties(hull).volume_mm3, 1000.0, 1e-9);
}

TEST(ConvexHull, CoplanarPointsOnAllSidesChangeNothing) {
    std::vector<Vec3> points;
    for (int x = 0; x <= 6; ++x)
        for (int y = 0; y <= 6; ++y)
            for (int z = 0; z <= 6; ++z) points.push_back({x * 1.0, y * 2.0, z * 0.5});
    const TriangleMesh hull = convex_hull(points);
    EXPECT_NEAR(mass_properties(hull).volume_mm3, 6.0 * 12.0 * 3.0, 1e-9);
    expect_closed_hull_around(hull, points);
}

TEST(ConvexHull, HoldsEveryPointAndIsClosed) {
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Rng rng{seed};
        const auto n = 4 + rng.below(400);
        std::vector<Vec3> points;
        for (std::uint64_t i = 0; i < n; ++i) {
            Vec3 p{rng.uniform(-1, 1), rng.uniform(-1, 1), rng.uniform(-1, 1)};
            if (seed % 3 == 1) p = normalized(p) * 50.0;  // all of them corners
            if (seed % 3 == 2) p = {std::round(p.x * 3), std::round(p.y * 3), std::round(p.z * 3)};
            points.push_back(p);
        }
        expect_closed_hull_around(convex_hull(points), points);
    }
}

TEST(ConvexHull, OfASphereApproachesItsVolume) {
    Rng rng{7};
    std::vector<Vec3> points;
    for (int i = 0; i < 20000; ++i) {
        const double z = rng.uniform(-1, 1);
        const double a = rng.uniform(0, 2 * kPi);
        const double r = std::sqrt(1 - z * z);
        points.push_back(Vec3{r * std::cos(a), r * std::sin(a), z} * 5.0);
    }
    EXPECT_NEAR(mass_properties(convex_hull(points)).volume_mm3 / (4.0 / 3.0 * kPi * 125.0), 1.0,
                1e-3);
}

TEST(ConvexHull, OfOnePointRepeatedIsEmpty) {
    const std::vector<Vec3> points(10, Vec3{1, 2, 3});
    EXPECT_TRUE(convex_hull(points).triangles.empty());
    EXPECT_TRUE(convex_hull({}).triangles.empty());
}

TEST(ConvexHull, OfAFlatPlateHasNoVolumeAndBothSides) {
    const std::vector<Vec3> points = {{0, 0, 1}, {4, 0, 1}, {4, 3, 1}, {0, 3, 1}, {2, 1, 1}};
    const MassProperties mass = mass_properties(convex_hull(points));
    EXPECT_NEAR(mass.volume_mm3, 0.0, 1e-12);
    EXPECT_NEAR(mass.area_mm2, 24.0, 1e-3);
}

TEST(MinimumBox, OfATurnedBoxIsThatBox) {
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Rng rng{seed};
        const auto frame = random_frame(rng);
        std::array<double, 3> size = {rng.uniform(1, 100), rng.uniform(1, 100),
                                      rng.uniform(1, 100)};
        std::vector<Vec3> points;
        const Vec3 shift{rng.uniform(-500, 500), rng.uniform(-500, 500), rng.uniform(-500, 500)};
        for (const Vec3 p : box_mesh({0, 0, 0}, {size[0], size[1], size[2]}).vertices) {
            points.push_back(turned(frame, p) + shift);
        }
        for (int i = 0; i < 50; ++i) {
            points.push_back(turned(frame, {rng.uniform(0, size[0]), rng.uniform(0, size[1]),
                                            rng.uniform(0, size[2])}) +
                             shift);
        }
        const OrientedBox box = minimum_box(convex_hull(points));
        std::sort(size.begin(), size.end(), std::greater<>());
        for (std::size_t k = 0; k < 3; ++k) EXPECT_NEAR(box.size_mm[k], size[k], 1e-9);
        EXPECT_NEAR(dot(cross(box.axes[0], box.axes[1]), box.axes[2]), 1.0, 1e-12);
        for (const Vec3 p : points) {
            for (std::size_t k = 0; k < 3; ++k) {
                ASSERT_LE(std::abs(dot(p - box.centre, box.axes[k])), box.size_mm[k] / 2 + 1e-8);
            }
        }
    }
}

TEST(MinimumBox, OfATurnedPrismStandsOnItsBase) {
    // The rectangle around an equilateral triangle of side 10 is 10 x 8.66.
    Rng rng{3};
    const auto frame = random_frame(rng);
    std::vector<Vec3> points;
    for (const double z : {0.0, 30.0}) {
        for (const Vec3 p : {Vec3{0, 0, 0}, Vec3{10, 0, 0}, Vec3{5, 5 * std::sqrt(3.0), 0}}) {
            points.push_back(turned(frame, p + Vec3{0, 0, z}));
        }
    }
    EXPECT_NEAR(minimum_box(convex_hull(points)).volume_mm3(), 30 * 10 * 5 * std::sqrt(3.0), 1e-6);
}

// A kilometre from the origin the corners of a disc that project onto each other are apart by
// rounding.
TEST(MinimumBox, HoldsTheWholeDiscWhereverItLies) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Rng rng{seed};
        const auto frame = random_frame(rng);
        const Vec3 shift{rng.uniform(-1e6, 1e6), rng.uniform(-1e6, 1e6), rng.uniform(-1e6, 1e6)};
        std::vector<Vec3> points;
        const int corners = 4 * (3 + static_cast<int>(rng.below(20)));
        for (int i = 0; i < corners; ++i) {
            const double angle = 2.0 * 3.14159265358979323846 * i / corners;
            for (const double z : {0.0, 1.0, 4.0}) {
                points.push_back(turned(frame, {1.6 * std::cos(angle), 1.6 * std::sin(angle), z}) +
                                 shift);
            }
        }
        const OrientedBox box = minimum_box(convex_hull(points));
        for (const Vec3 p : points) {
            for (std::size_t k = 0; k < 3; ++k) {
                ASSERT_LE(std::abs(dot(p - box.centre, box.axes[k])), box.size_mm[k] / 2 + 2e-5);
            }
        }
        EXPECT_LE(box.volume_mm3(), 3.2 * 3.2 * 4.0 + 1e-3);
    }
}

TEST(MinimumRectangle, OfATurnedRectangleIsThatRectangle) {
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Rng rng{seed};
        const auto frame = random_frame(rng);
        std::vector<Vec3> points;
        for (int i = 0; i < 30; ++i) {
            points.push_back(
                turned(frame, {rng.uniform(0, 8), rng.uniform(0, 3), rng.uniform(0, 20)}));
        }
        for (const Vec3 p : box_mesh({0, 0, 0}, {8, 3, 20}).vertices) {
            points.push_back(turned(frame, p));
        }
        const OrientedRectangle r = minimum_rectangle(points, frame[2]);
        EXPECT_NEAR(r.size_u_mm, 8.0, 1e-9);
        EXPECT_NEAR(r.size_v_mm, 3.0, 1e-9);
    }
}

TEST(HullPlanes, OfABoxAreItsSixSides) {
    const auto planes = hull_planes(convex_hull(box_mesh({0, 0, 0}, {1, 2, 3}).vertices));
    ASSERT_EQ(planes.size(), 6u);
    EXPECT_NEAR(planes[0].area_mm2, 6.0, 1e-12);
    EXPECT_NEAR(planes[5].area_mm2, 2.0, 1e-12);
}

}  // namespace
}  // namespace millrace::geom
