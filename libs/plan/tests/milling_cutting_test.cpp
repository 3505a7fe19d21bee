// The elementary milling formulas against the cost model's test vectors, within 0.1 %.
#include <gtest/gtest.h>

#include <cmath>

#include <array>

#include "milling/cutting.h"

namespace millrace::plan::milling {
namespace {

void expect_close(double actual, double expected) {
    EXPECT_NEAR(actual, expected, 1e-3 * expected);
}

RoughingCut d12(double vc, double fz, double ae, double kc11, double mc) {
    RoughingCut cut;
    cut.vc_m_min = vc;
    cut.fz_d10_mm = fz;
    cut.ae_over_d = ae;
    cut.kc11_n_mm2 = kc11;
    cut.mc = mc;
    cut.diameter_mm = 12;
    cut.flutes = 3;
    cut.rpm_max = 8100;
    cut.spindle_kw = 15;
    return cut;
}

// Vector mill_mrr_al6061.
TEST(Cutting, RoughsAluminium) {
    const RoughingRate rate = roughing_rate(d12(400, 0.1, 0.4, 800, 0.25));
    expect_close(rate.rpm, 8100);
    expect_close(rate.feed_mm_min, 2869.56);
    expect_close(rate.mrr_cm3_min, 165.287);
    expect_close(rate.chip_mm, 0.0689853);
    expect_close(rate.kc_n_mm2, 1560.99);
    expect_close(rate.power_kw, 4.30019);
    expect_close(rate.mrr_limited_cm3_min, 165.287);
    expect_close(rate.mrr_effective_cm3_min, 99.1721);
}

// Vector mill_mrr_ti64.
TEST(Cutting, RoughsTitaniumWithThinnedChips) {
    const RoughingRate rate = roughing_rate(d12(55, 0.05, 0.1, 1400, 0.23));
    expect_close(rate.rpm, 1458.92);
    expect_close(rate.feed_mm_min, 422.004);
    expect_close(rate.mrr_cm3_min, 6.07686);
    expect_close(rate.chip_mm, 0.0299671);
    expect_close(rate.kc_n_mm2, 3136.89);
    expect_close(rate.power_kw, 0.317708);
    expect_close(rate.mrr_effective_cm3_min, 3.64611);
}

// Vector mill_mrr_c45_power_limited.
TEST(Cutting, WeakSpindleLimitsRoughing) {
    RoughingCut cut = d12(130, 0.06, 0.5, 1500, 0.22);
    cut.spindle_kw = 2.5;
    const RoughingRate rate = roughing_rate(cut);
    expect_close(rate.rpm, 3448.36);
    expect_close(rate.feed_mm_min, 718.174);
    expect_close(rate.mrr_cm3_min, 51.7085);
    expect_close(rate.chip_mm, 0.0441953);
    expect_close(rate.kc_n_mm2, 2979.26);
    expect_close(rate.power_kw, 2.56755);
    expect_close(rate.mrr_limited_cm3_min, 40.2785);
    expect_close(rate.mrr_effective_cm3_min, 24.1671);
}

// Vector cnc_bracket_time, composed of the same functions as the planner.
TEST(Cutting, BracketTakesItsCycleTime) {
    const double removed_cm3 = 106.0 * 66.0 * 30.0 / 1000.0 - 70.0;
    const double rough_min = removed_cm3 / 99.1721;
    expect_close(rough_min, 1.41048);
    const double feed = finishing_feed(8100, 3, 0.5 * feed_per_tooth(0.1, 10));
    const double floor_min = pass_time(from_mm2(9000), from_mm(0.6 * 10), feed).count() / 60.0;
    expect_close(floor_min, 1.23457);
    const double wall_min = pass_time(from_mm2(14000), from_mm(1.5 * 10), feed).count() / 60.0;
    expect_close(wall_min, 0.768176);
    const double spot_min = 10 * 3.0 / 60.0;
    DrillCut hole{
        .vc_m_min = 100, .feed_mm = 0.15, .diameter_mm = 5, .depth_mm = 20, .rpm_max = 8100};
    double drill_s = 6 * drilling_time(hole).count();
    hole.depth_mm = 14;
    drill_s += 4 * drilling_time(hole).count();
    expect_close(drill_s / 60.0, 0.598588);
    const double tap_min =
        4 *
        tapping_time({.vc_m_min = 18, .pitch_mm = 1.0, .diameter_mm = 6, .depth_mm = 12}).count() /
        60.0;
    expect_close(tap_min, 0.250619);
    const double cycle_min = rough_min + floor_min + wall_min + spot_min + drill_s / 60.0 +
                             tap_min + 8 * 5 / 60.0 + 2 * 0.75;
    expect_close(cycle_min, 6.9291);
    const LoadTimes times{.light_min = 1.5, .medium_min = 3.0, .heavy_min = 8.0};
    expect_close(load_time(from_g(5'000), times).count() / 60.0, 3.0);
}

TEST(Cutting, SlenderToolsAreSlower) {
    EXPECT_DOUBLE_EQ(stick_out_derate(2.0), 1.0);
    EXPECT_DOUBLE_EQ(stick_out_derate(4.0), 0.8);
    EXPECT_NEAR(stick_out_derate(7.0), 0.375, 1e-12);
    EXPECT_DOUBLE_EQ(stick_out_derate(25.0), 0.2);
    for (double ratio = 0.0; ratio < 15.0; ratio += 0.1) {
        EXPECT_GE(stick_out_derate(ratio), stick_out_derate(ratio + 0.1));
    }
}

TEST(Cutting, BallNoseStepoverLeavesItsCusp) {
    const double stepover = to_mm(ball_stepover(from_mm(5), from_mm(0.01)));
    // Height of the ridge between two passes of radius 5, from the circle itself.
    EXPECT_NEAR(5 - std::sqrt(25 - stepover * stepover / 4), 0.01, 1e-9);
}

TEST(Cutting, DeepHolesArePecked) {
    EXPECT_DOUBLE_EQ(peck_factor(3.0), 1.0);
    EXPECT_DOUBLE_EQ(peck_factor(4.0), 1.3);
    EXPECT_DOUBLE_EQ(peck_factor(9.0), 1.8);
}

TEST(Cutting, HeavyPartsLoadWithAHoist) {
    const LoadTimes times{.light_min = 1.5, .medium_min = 3.0, .heavy_min = 8.0};
    EXPECT_DOUBLE_EQ(load_time(from_g(1'999), times).count(), 90.0);
    EXPECT_DOUBLE_EQ(load_time(from_g(2'000), times).count(), 180.0);
    EXPECT_DOUBLE_EQ(load_time(from_g(10'000), times).count(), 480.0);
}

}  // namespace
}  // namespace millrace::plan::milling
