// Depth maps of boxes: known heights, and covered area times height equals volume.
#include "millrace/geom/depth_map.h"

#include <gtest/gtest.h>

#include "test_meshes.h"

namespace millrace::geom {
namespace {

TEST(DepthMap, BoxShowsItsTopOverItsWholeFootprint) {
    const DepthMap map = depth_map(box_mesh({1, 2, 3}, {11, 7, 9}), {0, 0, 1}, 100);
    EXPECT_EQ(std::max(map.columns, map.rows), 100u);
    EXPECT_EQ(std::min(map.columns, map.rows), 50u);
    for (const float h : map.height_mm) EXPECT_FLOAT_EQ(h, 9.0F);
}

TEST(DepthMap, LooksFromTheSideItIsToldTo) {
    const TriangleMesh box = box_mesh({1, 2, 3}, {11, 7, 9});
    for (const Vec3 direction : kAxisDirections) {
        const DepthMap map = depth_map(box, direction, 20);
        const double expected = std::max(dot(direction, {1, 2, 3}), dot(direction, {11, 7, 9}));
        for (const float h : map.height_mm) EXPECT_FLOAT_EQ(h, static_cast<float>(expected));
        EXPECT_NEAR(length(cross(map.u, map.v) - direction), 0.0, 1e-12);
    }
}

TEST(DepthMap, TwoStepsSumToTheirVolume) {
    TriangleMesh mesh = box_mesh({0, 0, 0}, {10, 10, 2});
    append(mesh, box_mesh({0, 0, 2}, {5, 10, 6}));
    const DepthMap map = depth_map(mesh, {0, 0, 1}, 200);
    double volume = 0.0;
    for (const float h : map.height_mm)
        volume += static_cast<double>(h) * map.pixel_mm * map.pixel_mm;
    EXPECT_NEAR(volume, 10 * 10 * 2 + 5 * 10 * 4, 1e-3);
}

TEST(DepthMap, GapsHoldNothing) {
    TriangleMesh mesh = box_mesh({0, 0, 0}, {2, 10, 2});
    append(mesh, box_mesh({8, 0, 0}, {10, 10, 2}));
    const DepthMap map = depth_map(mesh, {0, 0, 1}, 10);
    EXPECT_EQ(std::count(map.height_mm.begin(), map.height_mm.end(), DepthMap::kNothing), 60);
}

TEST(DepthMap, OfNothingIsEmpty) {
    EXPECT_TRUE(depth_map(TriangleMesh{}, {0, 0, 1}, 10).height_mm.empty());
}

}  // namespace
}  // namespace millrace::geom
