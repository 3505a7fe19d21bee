// What a print takes, for parts whose lines can be counted by hand.
#include "fdm/print_model.h"

#include <gtest/gtest.h>

#include <numbers>

#include "fdm/kinematics.h"
#include "fdm/layer_shape.h"
#include "fdm_parts.h"

namespace millrace::plan::fdm {
namespace {

using namespace plan::testing;

PrintEstimate print(const geom::TriangleMesh& mesh, const catalog::FdmProfile& profile = {},
                    double flow_max = 12.0) {
    return estimate_print(mesh, profile, {.flow_max_mm3_s = flow_max, .cancel = {}}).value();
}

const RoleTotals& role(const PrintEstimate& estimate, Role which) {
    return estimate.roles[static_cast<std::size_t>(which)];
}

TEST(Print, CubeHasThreePerimetersOfKnownLength) {
    const PrintEstimate made = print(box({0, 0, 0}, {20, 20, 20}));
    ASSERT_EQ(made.layers, 100U);
    // Centre lines at 0.225 mm inside the wall, then a spacing of 0.45 - 0.2 (1 - pi/4) each.
    const double spacing = 0.45 - 0.2 * (1.0 - std::numbers::pi / 4.0);
    const double outer = 4.0 * (20.0 - 2.0 * 0.225);
    EXPECT_NEAR(role(made, Role::ExternalPerimeter).length_mm, 100 * outer, 0.1);
    EXPECT_NEAR(role(made, Role::Perimeter).length_mm,
                100 * 4.0 * (2.0 * (20.0 - 0.45) - 6.0 * spacing), 0.1);
    EXPECT_NEAR(role(made, Role::GapFill).length_mm, 0.0, 0.1);
    EXPECT_EQ(made.support_mm3, 0.0);
}

TEST(Print, CubeIsFilledBetweenItsShells) {
    const PrintEstimate made = print(box({0, 0, 0}, {20, 20, 20}));
    const double spacing = 0.45 - 0.2 * (1.0 - std::numbers::pi / 4.0);
    // Ends of lines reach to 0.75 spacings inside the last perimeter's centre line.
    const double side = 20.0 - 2.0 * (0.225 + 2.0 * spacing + 0.75 * spacing);
    // 4 bottom and 5 top layers, 91 sparse ones; lines plus joints along half of the edge.
    const double sparse = side * side / (spacing / 0.2) + 2.0 * side;
    EXPECT_NEAR(role(made, Role::SparseInfill).length_mm, 91 * sparse, 0.02 * 91 * sparse);
    const double solid = side * side / spacing + 2.0 * side;
    const double lines =
        role(made, Role::SolidInfill).length_mm + role(made, Role::TopInfill).length_mm;
    EXPECT_NEAR(lines, 8 * solid, 0.02 * 8 * solid);
    // The lowest shell of the top lies on sparse infill and is drawn as a bridge.
    EXPECT_NEAR(role(made, Role::Bridge).length_mm, side * side / 0.45, 0.15 * side * side / 0.45);
}

TEST(Print, SolidPartWeighsItsVolume) {
    catalog::FdmProfile profile;
    profile.infill_share = 1.0;
    const PrintEstimate made = print(box({0, 0, 0}, {30, 20, 8}), profile);
    // Infill overlaps the last perimeter by a quarter of a spacing: a little more than the volume.
    EXPECT_GT(made.model_mm3, 4800 * 0.97);
    EXPECT_LT(made.model_mm3, 4800 * 1.05);
}

TEST(Print, LayersAreCountedToTheirMiddles) {
    EXPECT_EQ(print(box({0, 0, 0}, {20, 20, 5.05})).layers, 25U);
    EXPECT_EQ(print(box({0, 0, 0}, {20, 20, 5.15})).layers, 26U);
}

TEST(Print, SmallLayersAreSlowedToTheMinimumTime) {
    const catalog::FdmProfile profile;
    const PrintEstimate made = print(box({0, 0, 0}, {9, 7, 6}), profile);
    EXPECT_EQ(made.slowed_layers, made.layers);
    // Braking and corners come on top of the minimum time of the drawn lines.
    EXPECT_GT(made.time_s, 30 * profile.layer_time_min_s);
    EXPECT_LT(made.time_s, 30 * profile.layer_time_min_s * 1.1);
}

TEST(Print, FlowLimitSlowsWideFastLines) {
    const auto part = box({0, 0, 0}, {60, 40, 10});
    EXPECT_GT(print(part, {}, 3.0).time_s, print(part, {}, 12.0).time_s * 1.3);
    EXPECT_DOUBLE_EQ(print(part, {}, 1000.0).model_mm3, print(part, {}, 3.0).model_mm3);
}

TEST(Print, TableNeedsSupportUnderItsTop) {
    geom::TriangleMesh table = box({0, 0, 0}, {6, 30, 20});
    append(table, box({0, 0, 19.9}, {40, 30, 24}));
    const PrintEstimate made = print(table);
    // 34 x 30 mm hang free; the support keeps clear of the leg by less than a millimetre.
    EXPECT_NEAR(made.support_area_mm2, 34 * 30, 0.05 * 34 * 30);
    // Sparse lines and their joints up to 19.6 mm, two dense layers, a wider first layer of 90 %.
    const double area = 34 * 30;
    const double joints = (34 + 30) * 0.2 * 0.407 * 97;
    const double dense = 2 * area * 0.2 * 0.407 / 0.607 + 37 * 36 * 0.2 * 0.9;
    EXPECT_NEAR(made.support_mm3, area * 19.2 * 0.15 + joints + dense, 0.05 * made.support_mm3);
    EXPECT_GT(role(made, Role::SupportInterface).length_mm, 0);
}

TEST(Print, SlopeWithinTheThresholdNeedsNoSupport) {
    EXPECT_EQ(print(frustum(64, 10, 15, 10)).support_area_mm2, 0.0);    // 27° from vertical
    EXPECT_GT(print(frustum(64, 10, 30, 10)).support_area_mm2, 100.0);  // 63°
}

TEST(Print, OverlappingBodiesAreOnePart) {
    geom::TriangleMesh two = box({0, 0, 0}, {20, 20, 10});
    append(two, box({10, 0, 0}, {30, 20, 10}));
    const PrintEstimate made = print(two);
    const PrintEstimate whole = print(box({0, 0, 0}, {30, 20, 10}));
    EXPECT_NEAR(made.time_s, whole.time_s, 0.01 * whole.time_s);
}

TEST(Print, LargerPartsNeverPrintFaster) {
    for (const auto& part : {box({0, 0, 0}, {17, 11, 9}), frustum(40, 12, 6, 15)}) {
        double before = 0.0;
        for (const double factor : {1.0, 1.3, 1.7, 2.3, 3.1}) {
            const double now = print(scaled(part, factor)).time_s;
            EXPECT_GT(now, before) << factor;
            before = now;
        }
    }
}

TEST(Print, FinerLayersNeverPrintFaster) {
    const auto part = frustum(40, 20, 12, 24);
    double before = 0.0;
    for (const double height : {0.3, 0.25, 0.2, 0.15, 0.1}) {
        catalog::FdmProfile profile;
        profile.layer_height_mm = profile.first_layer_height_mm = height;
        const double now = print(part, profile).time_s;
        EXPECT_GT(now, before) << height;
        before = now;
    }
}

TEST(Print, TheSameBitsEveryTime) {
    const auto part = frustum(77, 20, 12, 24);
    const PrintEstimate a = print(part);
    const PrintEstimate b = print(part);
    EXPECT_EQ(a.time_s, b.time_s);
    EXPECT_EQ(a.model_mm3, b.model_mm3);
}

TEST(Print, PartWithoutClosedOutlineIsRefused) {
    geom::TriangleMesh mesh = box({0, 0, 0}, {20, 20, 20});
    mesh.triangles.resize(2);
    const auto made = estimate_print(mesh, {}, {});
    ASSERT_FALSE(made.has_value());
    EXPECT_EQ(made.error().code, ErrorCode::InvalidGeometry);
}

TEST(Print, CancelledWorkStops) {
    const CancelToken token = CancelToken::make();
    token.cancel();
    const auto made = estimate_print(box({0, 0, 0}, {20, 20, 20}), {}, {12, token});
    ASSERT_FALSE(made.has_value());
    EXPECT_EQ(made.error().code, ErrorCode::Cancelled);
}

}  // namespace
}  // namespace millrace::plan::fdm
