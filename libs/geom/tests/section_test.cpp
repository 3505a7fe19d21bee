// Sections of solids whose cross-section is known in closed form.
#include "millrace/geom/section.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "millrace/base/rng.h"
#include "test_meshes.h"

namespace millrace::geom {
namespace {

std::vector<Section> cut(const TriangleMesh& mesh, std::vector<double> heights,
                         const SectionOptions& options = {}) {
    return sections(mesh, heights, options).value();
}

/// A closed cone frustum-like prism of `n` sides standing on z = 0.
TriangleMesh tapered_prism(int n, double bottom, double top, double height) {
    TriangleMesh mesh;
    for (int i = 0; i < n; ++i) {
        const double a = 2.0 * std::numbers::pi * i / n;
        mesh.vertices.push_back({bottom * std::cos(a), bottom * std::sin(a), 0.0});
        mesh.vertices.push_back({top * std::cos(a), top * std::sin(a), height});
    }
    mesh.vertices.push_back({0, 0, 0});
    mesh.vertices.push_back({0, 0, height});
    const auto count = static_cast<std::uint32_t>(n);
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::uint32_t a = 2 * i;
        const std::uint32_t b = 2 * ((i + 1) % count);
        mesh.triangles.push_back({a, b, b + 1});
        mesh.triangles.push_back({a, b + 1, a + 1});
        mesh.triangles.push_back({2 * count, b, a});
        mesh.triangles.push_back({2 * count + 1, a + 1, b + 1});
    }
    return mesh;
}

TEST(Section, BoxIsOneRectangle) {
    const auto made = cut(box_mesh({0, 0, 0}, {30, 20, 10}), {5}, {.simplify_mm = 1e-6});
    ASSERT_EQ(made[0].contours.size(), 1U);
    EXPECT_EQ(made[0].contours[0].size(), 4U);  // the diagonals of the side walls leave no corner
    EXPECT_NEAR(made[0].area_mm2, 600, 1e-9);
    EXPECT_NEAR(made[0].perimeter_mm, 100, 1e-9);
    EXPECT_EQ(made[0].segments, 8U);
}

TEST(Section, PlaneThroughVerticesCutsWhatIsBelow) {
    // Corners on the plane count as above it: at z = 10 the box is still there, at z = 0 not yet.
    const auto made = cut(box_mesh({0, 0, 0}, {30, 20, 10}), {0, 10, 10.5});
    EXPECT_TRUE(made[0].contours.empty());
    EXPECT_NEAR(made[1].area_mm2, 600, 1e-9);
    EXPECT_TRUE(made[2].contours.empty());
}

TEST(Section, HolesRunClockwise) {
    TriangleMesh mesh = box_mesh({0, 0, 0}, {30, 30, 10});
    TriangleMesh hole = box_mesh({10, 10, 1}, {20, 20, 9});
    for (auto& t : hole.triangles) std::swap(t[1], t[2]);
    append(mesh, hole);
    const auto made = cut(mesh, {5});
    ASSERT_EQ(made[0].contours.size(), 2U);
    EXPECT_NEAR(made[0].area_mm2, 800, 1e-9);
    EXPECT_NEAR(signed_area_mm2(made[0].contours[0]) + signed_area_mm2(made[0].contours[1]), 800,
                1e-9);
    EXPECT_LT(std::min(signed_area_mm2(made[0].contours[0]), signed_area_mm2(made[0].contours[1])),
              0);
}

TEST(Section, ConeShrinksLinearly) {
    const TriangleMesh cone = tapered_prism(96, 20, 5, 30);
    const double full = 96 * 0.5 * std::sin(2.0 * std::numbers::pi / 96);  // area at radius 1
    for (const double z : {3.0, 12.0, 29.0}) {
        const auto made = cut(cone, {z});
        const double r = 20.0 - 15.0 * z / 30.0;
        EXPECT_NEAR(made[0].area_mm2, full * r * r, 1e-6) << z;
    }
}

TEST(Section, AreasAddUpToTheVolume) {
    // Midpoint rule over a quadratic: error h² / 24 · A'' · H, far below the tolerance.
    const TriangleMesh cone = tapered_prism(48, 12, 7, 20);
    std::vector<double> heights;
    for (int i = 0; i < 200; ++i) heights.push_back(0.05 + 0.1 * i);
    double volume = 0.0;
    for (const Section& section : cut(cone, heights)) volume += section.area_mm2 * 0.1;
    EXPECT_NEAR(volume, mass_properties(cone).volume_mm3, 1e-4 * volume);
}

TEST(Section, RandomClosedMeshesHaveNoOpenChains) {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Rng rng{seed};
        TriangleMesh mesh = tapered_prism(static_cast<int>(3 + rng.below(40)), rng.uniform(2, 20),
                                          rng.uniform(2, 20), 10);
        for (Vec3& p : mesh.vertices) p.z += rng.uniform(0, 1e-3);
        std::vector<double> heights;
        for (double z = 0.5; z < 9.5; z += rng.uniform(0.05, 0.5)) heights.push_back(z);
        for (const Section& section : cut(mesh, heights)) {
            EXPECT_EQ(section.open_chains, 0U);
            EXPECT_EQ(section.contours.size(), 1U);
        }
    }
}

TEST(Section, MissingTriangleIsBridgedAndReported) {
    TriangleMesh mesh = box_mesh({0, 0, 0}, {10, 10, 10});
    mesh.triangles.pop_back();
    const auto made = cut(mesh, {5}, {.gap_max_mm = 20});
    EXPECT_EQ(made[0].open_chains, 1U);
    EXPECT_EQ(made[0].contours.size(), 1U);
    EXPECT_TRUE(cut(mesh, {5}, {.gap_max_mm = 0.1})[0].contours.empty());
}

TEST(Section, SimplifyingMovesTheOutlineByAtMostTheTolerance) {
    const TriangleMesh cone = tapered_prism(360, 20, 20, 10);
    const auto exact = cut(cone, {5});
    const auto coarse = cut(cone, {5}, {.simplify_mm = 0.05});
    EXPECT_LT(coarse[0].contours[0].size(), exact[0].contours[0].size() / 4);
    EXPECT_NEAR(coarse[0].area_mm2, exact[0].area_mm2, 0.05 * exact[0].perimeter_mm);
}

TEST(Section, HeightsMustAscend) {
    const std::vector<double> heights{5, 5};
    const auto made = sections(box_mesh({0, 0, 0}, {1, 1, 9}), heights, {});
    ASSERT_FALSE(made.has_value());
    EXPECT_EQ(made.error().code, ErrorCode::InvalidArgument);
}

}  // namespace
}  // namespace millrace::geom
