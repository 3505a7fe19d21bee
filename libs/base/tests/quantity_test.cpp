// Quantities multiply and divide into quantities; numbers appear only through named conversions.
#include "millrace/base/quantity.h"

#include <gtest/gtest.h>

#include <type_traits>

namespace millrace {
namespace {

TEST(Quantity, LengthTimesLengthIsAnArea) {
    static_assert(std::is_same_v<decltype(2.0_mm * 3.0_mm), Area>);
    EXPECT_EQ(to_mm2(2.0_mm * 3.0_mm), 6.0);
}

TEST(Quantity, RatioOfLengthsIsANumber) {
    static_assert(std::is_same_v<decltype(2.0_mm / 3.0_mm), double>);
    EXPECT_EQ(6.0_mm / 3.0_mm, 2.0);
}

TEST(Quantity, VolumeTimesDensityIsAMass) {
    const Mass mass = from_mm3(1000.0) * from_g_cm3(2.7);
    EXPECT_DOUBLE_EQ(to_g(mass), 2.7);
}

TEST(Quantity, PathOverSpeedIsADuration) {
    EXPECT_DOUBLE_EQ(to_s(from_mm(90.0) / from_mm_s(30.0)), 3.0);
}

TEST(Quantity, DegreesAndRadiansAgree) {
    EXPECT_DOUBLE_EQ(to_rad(180_deg), 3.14159265358979323846);
    EXPECT_DOUBLE_EQ(to_deg(from_deg(45.0)), 45.0);
}

}  // namespace
}  // namespace millrace
