// Flat patterns of parts built for it, against closed forms: lengths and areas exact to 1e-6 mm.
#include <gtest/gtest.h>

#include <cmath>

#include "bent_sheet.h"
#include "bodies.h"
#include "sheet/measure_sheet.h"

namespace millrace::facts {
namespace {

constexpr double kExact = 1e-6;

double allowance(double angle_deg, double radius, double thickness) {
    const double k = k_factor_din6935(from_mm(radius), from_mm(thickness));
    return angle_deg * kTestPi / 180.0 * (radius + k * thickness);
}

Sheet unfolded(const geom::BoundaryModel& model, const SheetOptions& options = {}) {
    const SheetFacts facts = measure_sheet(model, options);
    if (const auto* refusal = std::get_if<SheetRefusal>(&facts))
        ADD_FAILURE() << refusal->code << ": " << refusal->reason;
    if (std::holds_alternative<std::monostate>(facts)) ADD_FAILURE() << "not taken for a sheet";
    return std::holds_alternative<Sheet>(facts) ? std::get<Sheet>(facts) : Sheet{};
}

TestFlange base(double width, double length) {
    TestFlange flange;
    flange.width_mm = width;
    flange.length_mm = length;
    return flange;
}

TestFlange bent(int parent, int side, double from, double to, double length, double angle,
                double radius, bool up = true) {
    TestFlange flange;
    flange.parent = parent;
    flange.side = side;
    flange.from_mm = from;
    flange.to_mm = to;
    flange.length_mm = length;
    flange.angle_deg = angle;
    flange.radius_mm = radius;
    flange.up = up;
    return flange;
}

void expect_flat(const Sheet& sheet, double length, double width, double area) {
    EXPECT_NEAR(to_mm(sheet.flat.length), std::max(length, width), kExact);
    EXPECT_NEAR(to_mm(sheet.flat.width), std::min(length, width), kExact);
    EXPECT_NEAR(to_mm2(sheet.flat.area), area, kExact * 100.0);
    EXPECT_LE(to_mm(sheet.flat.refold_error), kExact);
}

TEST(KFactor, OfDin6935) {
    const auto k = [](double ratio) { return k_factor_din6935(from_mm(ratio), from_mm(1.0)); };
    EXPECT_NEAR(k(1.0), 0.325, 1e-12);
    EXPECT_NEAR(k(5.0), (0.65 + 0.5 * std::log10(5.0)) / 2.0, 1e-12);
    EXPECT_NEAR(k(20.0), 0.5, 1e-12);
    EXPECT_NEAR(k(0.1), 0.075, 1e-12);
    EXPECT_NEAR(k(0.0), 0.075, 1e-12);
}

// Handbook cases: 50 and 40 mm legs to the outside, R 3, t 3, K 0.42; 30 and 25 mm at 60 degrees.
TEST(Unfold, LengthOfAnLBracketIsTheHandbooks) {
    SheetOptions options;
    options.k_factors = {{10.0, 0.42}};
    const double leg = 3.0 + 3.0;
    const auto model =
        bent_sheet(3.0, {base(80.0, 50.0 - leg), bent(0, 2, 0.0, 80.0, 40.0 - leg, 90.0, 3.0)});
    const Sheet sheet = unfolded(model, options);
    EXPECT_NEAR(to_mm(sheet.flat.length), 84.6916, 5e-5);
    EXPECT_NEAR(to_mm(sheet.flat.width), 80.0, kExact);
    ASSERT_EQ(sheet.bends.size(), 1U);
    EXPECT_NEAR(to_deg(sheet.bends[0].angle), 90.0, 1e-9);
    EXPECT_NEAR(to_mm(sheet.bends[0].radius), 3.0, 1e-9);
    EXPECT_NEAR(to_mm(sheet.bends[0].length), 80.0, kExact);
    EXPECT_NEAR(sheet.bends[0].k_factor, 0.42, 0.0);
    EXPECT_TRUE(sheet.bends[0].up);
    EXPECT_NEAR(to_mm(bend_allowance(sheet.bends[0].angle, from_mm(3.0), from_mm(3.0), 0.42)),
                6.69159, 5e-6);
}

TEST(Unfold, LengthAtSixtyDegreesIsTheHandbooks) {
    SheetOptions options;
    options.k_factors = {{10.0, 0.40}};
    const double set_back = (2.0 + 1.5) * std::tan(kTestPi / 6.0);
    const auto model = bent_sheet(
        1.5, {base(20.0, 30.0 - set_back), bent(0, 2, 0.0, 20.0, 25.0 - set_back, 60.0, 2.0)});
    EXPECT_NEAR(to_mm(unfolded(model, options).flat.length), 53.6813, 5e-5);
}

TEST(Unfold, UAndZProfilesAreExact) {
    for (const bool second_up : {true, false}) {
        const auto model = bent_sheet(2.0, {base(60.0, 40.0), bent(0, 2, 0, 60, 25, 90, 2.5),
                                            bent(0, 0, 0, 60, 15, 90, 1.0, second_up)});
        const Sheet sheet = unfolded(model);
        const double length = 40.0 + 25.0 + 15.0 + allowance(90, 2.5, 2) + allowance(90, 1, 2);
        expect_flat(sheet, length, 60.0, length * 60.0);
        ASSERT_EQ(sheet.bends.size(), 2U);
        EXPECT_EQ(sheet.bends[0].up == sheet.bends[1].up, second_up);
        EXPECT_NEAR(to_mm(sheet.flat.cut_length), 2.0 * (length + 60.0), kExact);
    }
}

TEST(Unfold, BoxWithCornerReliefsAndHolesIsExact) {
    TestFlange bottom = base(100.0, 70.0);
    bottom.holes = {{20.0, 20.0, 4.0}, {80.0, 50.0, 6.5}};
    TestFlange side = bent(0, 1, 3.0, 67.0, 30.0, 90.0, 1.5);
    side.holes = {{32.0, 15.0, 2.0}};
    const auto model = bent_sheet(
        1.5, {bottom, bent(0, 0, 3, 97, 30, 90, 1.5), side, bent(0, 2, 3, 97, 30, 90, 1.5),
              bent(0, 3, 3, 67, 30, 90, 1.5), bent(1, 2, 0, 94, 8, 90, 1.5)});
    const Sheet sheet = unfolded(model);
    const double ba = allowance(90, 1.5, 1.5);
    const double area = 100.0 * 70.0 + 2 * 94.0 * (30.0 + ba) + 2 * 64.0 * (30.0 + ba) +
                        94.0 * (8.0 + ba) - kTestPi * (4.0 * 4.0 + 6.5 * 6.5 + 2.0 * 2.0);
    expect_flat(sheet, 100.0 + 2 * (30.0 + ba), 70.0 + 3 * ba + 68.0, area);
    EXPECT_EQ(sheet.bends.size(), 5U);
    EXPECT_EQ(sheet.flanges.size(), 6U);
    ASSERT_EQ(sheet.cut_outs.size(), 3U);
    EXPECT_NEAR(to_mm(sheet.cut_outs[0].diameter), 13.0, kExact);
    EXPECT_NEAR(to_mm(sheet.cut_outs[2].diameter), 4.0, kExact);
    // Flange widths to the outside mould line.
    for (const Flange& flange : sheet.flanges) {
        if (flange.bends.size() == 1 && to_mm2(flange.area) > 1000.0) {
            EXPECT_NEAR(to_mm(flange.width), 33.0, kExact);
        }
    }
}

TEST(Unfold, AHemTurnsByHalfACircle) {
    const auto model = bent_sheet(1.0, {base(50.0, 30.0), bent(0, 2, 0, 50, 10, 180, 0.5)});
    const Sheet sheet = unfolded(model);
    const double length = 40.0 + allowance(180, 0.5, 1.0);
    expect_flat(sheet, length, 50.0, length * 50.0);
    ASSERT_EQ(sheet.bends.size(), 1U);
    EXPECT_TRUE(sheet.bends[0].hem);
    EXPECT_NEAR(to_deg(sheet.bends[0].angle), 180.0, 1e-7);
}

TEST(Unfold, APlateIsASheetWithoutBends) {
    TestFlange plate = base(90.0, 60.0);
    plate.holes = {{30.0, 30.0, 10.0}};
    const Sheet sheet = unfolded(bent_sheet(3.0, {plate}));
    expect_flat(sheet, 90.0, 60.0, 90.0 * 60.0 - 100.0 * kTestPi);
    EXPECT_TRUE(sheet.bends.empty());
    EXPECT_NEAR(to_mm(sheet.thickness), 3.0, 1e-9);
    ASSERT_EQ(sheet.flat.loops.size(), 2U);
    EXPECT_EQ(sheet.flat.loops[0].vertices.size(), 4U);
    EXPECT_EQ(sheet.flat.loops[1].vertices.size(), 2U);
}

TEST(Unfold, OverlappingFlangesAreRefused) {
    // One flange reaches around the corner from the right, the other one from above.
    const auto model = bent_sheet(
        1.0, {base(40.0, 40.0), bent(0, 1, 2, 38, 50, 90, 1), bent(1, 3, 10, 40, 60, 90, 1),
              bent(0, 2, 2, 38, 50, 90, 1), bent(3, 1, 10, 40, 40, 90, 1)});
    const SheetFacts facts = measure_sheet(model, {});
    ASSERT_TRUE(std::holds_alternative<SheetRefusal>(facts));
    EXPECT_EQ(std::get<SheetRefusal>(facts).code, "overlap");
    EXPECT_FALSE(std::get<SheetRefusal>(facts).faces.empty());
}

TEST(Unfold, BlocksAndTurnedPartsAreNoSheet) {
    const auto is_none = [](const geom::BoundaryModel& model) {
        return std::holds_alternative<std::monostate>(measure_sheet(model, {}));
    };
    EXPECT_TRUE(is_none(box_part(30.0, 20.0, 10.0)));
    EXPECT_TRUE(is_none(turned_part({{0, 0}, {10, 0}, {10, 50}, {0, 50}}, 48)));
    EXPECT_TRUE(is_none(ball_mesh(10.0, 8)));
}

// A pressed-in nut that is not round hides its hole on the side that it stands on: the other side
// shows it.
TEST(Unfold, HoleUnderAPressedInNutIsCutWhereverThePartLies) {
    geom::BoundaryModel disc =
        with_loops(turned_part({{3, 0}, {40, 0}, {40, 1}, {4, 1}, {4, 3}, {3, 3}}, 64));
    for (geom::Face& face : disc.faces) {
        if (face.kind == geom::SurfaceKind::Plane) face.axis = face.normal;
        const bool outside = face.kind == geom::SurfaceKind::Cylinder && face.radius_mm == 4.0;
        if (outside) face.kind = geom::SurfaceKind::Freeform;
    }
    Rng rng{7};
    for (int i = 0; i < 20; ++i) {
        Placement placement = random_placement(rng);
        placement.shift = placement.shift + placement.direction({1000.0, -700.0, 400.0});
        const Sheet sheet = unfolded(placed(disc, placement));
        ASSERT_EQ(sheet.flat.loops.size(), 2U);
        EXPECT_NEAR(to_mm2(sheet.flat.area), kTestPi * (40.0 * 40.0 - 3.0 * 3.0), 1e-3);
        EXPECT_LE(to_mm(sheet.flat.refold_error), kExact);
    }
}

// 200 random trees of up to five flanges, turned and moved: area and bends as built, and the same
// pattern whatever the pose.
TEST(Unfold, RandomPartsKeepTheirAreaInAnyPose) {
    int taken = 0;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Rng rng{seed};
        const double t = rng.uniform(0.5, 3.0);
        std::vector<TestFlange> flanges{base(rng.uniform(50, 120), rng.uniform(50, 120))};
        double area = flanges[0].width_mm * flanges[0].length_mm;
        const int count = 1 + static_cast<int>(rng.uniform(0.0, 3.999));
        for (int i = 0; i < count; ++i) {
            const double side = i % 2 == 0 ? flanges[0].width_mm : flanges[0].length_mm;
            const double from = rng.uniform(5.0, side / 3.0);
            const double to = rng.uniform(side / 2.0, side - 5.0);
            const double radius = rng.uniform(0.3, 3.0) * t;
            const double angle = rng.uniform(20.0, 120.0);
            const double length = rng.uniform(8.0, 25.0);
            flanges.push_back(bent(0, i, from, to, length, angle, radius, rng.uniform(0, 1) < 0.5));
            area += (to - from) * (length + allowance(angle, radius, t));
            if (rng.uniform(0, 1) < 0.5) {
                TestHole hole{(to - from) / 2.0, length / 2.0, 2.0};
                flanges.back().holes.push_back(hole);
                area -= kTestPi * 4.0;
            }
        }
        auto model = placed(bent_sheet(t, flanges), random_placement(rng));
        const Sheet sheet = unfolded(model);
        EXPECT_NEAR(to_mm2(sheet.flat.area), area, 1e-6 * area);
        EXPECT_LE(to_mm(sheet.flat.refold_error), kExact);
        EXPECT_EQ(sheet.bends.size(), static_cast<std::size_t>(count));
        EXPECT_NEAR(to_mm(sheet.thickness), t, 1e-9);
        ++taken;
    }
    EXPECT_EQ(taken, 200);
}

}  // namespace
}  // namespace millrace::facts
