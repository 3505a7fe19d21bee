// The motion primitives against closed forms, the published check values and a fine simulation.
#include "fdm/kinematics.h"

#include <gtest/gtest.h>

#include <cmath>

#include "millrace/base/rng.h"

namespace millrace::plan::fdm {
namespace {

TEST(Trapezoid, PublishedCheckValue) {
    // 20 mm at 80 mm/s and 3000 mm/s² from rest to rest cruises 17.8667 mm.
    EXPECT_NEAR(trapezoid_s(20, 80, 0, 0, 3000), 0.27667, 1e-5);
}

TEST(Trapezoid, MeanSpeedsOfTheDomainFormula) {
    // Vector fdm_time: segments of 20, 30 and 15 mm at 80, 120 and 80 mm/s.
    EXPECT_NEAR(mean_speed_mm_s(20, 80, 3000), 72.2892, 1e-4);
    EXPECT_NEAR(mean_speed_mm_s(30, 120, 3000), 103.448, 1e-3);
    EXPECT_NEAR(mean_speed_mm_s(15, 80, 3000), 70.0389, 1e-4);
}

TEST(Trapezoid, ShortMovesNeverReachTheirSpeed) {
    // sqrt(s·a)/2 below v²/a = 2.13 mm.
    EXPECT_NEAR(mean_speed_mm_s(1.0, 80, 3000), std::sqrt(3000.0) / 2.0, 1e-9);
}

TEST(Trapezoid, AgreesWithAFineSimulation) {
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Rng rng{seed};
        const double a = rng.uniform(500, 5000);
        const double v = rng.uniform(10, 200);
        const double length = rng.uniform(0.5, 40);
        // A speed that can be lost again within the move.
        const double v0 = rng.uniform(0, std::min(v, std::sqrt(2.0 * a * length)));
        const double v1 = 0.0;
        double x = 0.0;
        double now = v0;
        double time = 0.0;
        const double dt = 1e-6;
        while (x < length && (now > 1e-3 || x < length / 2.0) && time < 60.0) {
            const bool brake = now * now / (2.0 * a) >= length - x;
            const double next = brake ? std::max(0.0, now - a * dt) : std::min(v, now + a * dt);
            x += (now + next) / 2.0 * dt;
            now = next;
            time += dt;
            if (brake && now <= 0.0) break;
        }
        EXPECT_NEAR(trapezoid_s(length, v, v0, v1, a), time, 0.01 * time + 1e-4);
    }
}

TEST(Corner, StraightLineKeepsItsSpeedAndRightAngleDropsToTheJerk) {
    EXPECT_DOUBLE_EQ(corner_speed_mm_s({1, 0}, {1, 0}, 80, 8), 80);
    EXPECT_DOUBLE_EQ(corner_speed_mm_s({1, 0}, {0, 1}, 80, 8), 8);
    EXPECT_DOUBLE_EQ(rest_speed_mm_s({1, 0}, 80, 8), 8);
    EXPECT_DOUBLE_EQ(rest_speed_mm_s({1, 0}, 5, 8), 5);
}

TEST(PathTimer, SquareIsFourMovesBetweenJerkSpeeds) {
    const std::vector<geom::Vec2> square{{0, 0}, {20, 0}, {20, 20}, {0, 20}};
    PathTimer timer;
    EXPECT_NEAR(timer.loop_s(square, 80, {3000, 8}), 4.0 * trapezoid_s(20, 80, 8, 8, 3000), 1e-12);
}

TEST(PathTimer, FineCircleRunsAtFullSpeed) {
    std::vector<geom::Vec2> circle;
    for (int i = 0; i < 360; ++i) {
        const double a = 6.283185307179586 * i / 360.0;
        circle.push_back({20.0 * std::cos(a), 20.0 * std::sin(a)});
    }
    PathTimer timer;
    const double length = 360 * 2.0 * 20.0 * std::sin(6.283185307179586 / 720.0);
    EXPECT_NEAR(timer.loop_s(circle, 40, {3000, 8}), trapezoid_s(length, 40, 8, 8, 3000), 1e-6);
}

TEST(PathTimer, FasterLimitsNeverTakeLonger) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Rng rng{seed};
        std::vector<geom::Vec2> loop;
        for (int i = 0; i < 12; ++i) loop.push_back({rng.uniform(0, 30), rng.uniform(0, 30)});
        PathTimer timer;
        const double base = timer.loop_s(loop, 60, {2000, 6});
        EXPECT_LE(timer.loop_s(loop, 90, {2000, 6}), base + 1e-12);
        EXPECT_LE(timer.loop_s(loop, 60, {3000, 6}), base + 1e-12);
        EXPECT_LE(timer.loop_s(loop, 60, {2000, 9}), base + 1e-12);
    }
}

}  // namespace
}  // namespace millrace::plan::fdm
