// Sizes of thread designations: ISO 261 coarse pitches, ASME B1.1 inches.
#include "millrace/facts/threads.h"

#include <gtest/gtest.h>

namespace millrace::facts {
namespace {

TEST(ThreadSize, MetricCoarsePitchIsThatOfTheStandard) {
    const auto m6 = thread_size("M6");
    ASSERT_TRUE(m6.has_value());
    EXPECT_DOUBLE_EQ(to_mm(m6->nominal), 6.0);
    EXPECT_DOUBLE_EQ(to_mm(m6->pitch), 1.0);
    EXPECT_FALSE(thread_size("M7").has_value());
}

TEST(ThreadSize, AStatedPitchWins) {
    EXPECT_DOUBLE_EQ(to_mm(thread_size("M8x1")->pitch), 1.0);
    EXPECT_DOUBLE_EQ(to_mm(thread_size("M7x0.75")->nominal), 7.0);
}

TEST(ThreadSize, InchThreadsComeOutInMillimetres) {
    EXPECT_NEAR(to_mm(thread_size("1/4-20 UNC")->nominal), 6.35, 1e-9);
    EXPECT_NEAR(to_mm(thread_size("1/4-20 UNC")->pitch), 1.27, 1e-9);
    EXPECT_NEAR(to_mm(thread_size("#10-32 UNF")->nominal), 4.826, 1e-9);
    EXPECT_NEAR(to_mm(thread_size("1-8 UN")->nominal), 25.4, 1e-9);
}

TEST(ThreadLength, IsReadAfterItsSignOrWord) {
    EXPECT_DOUBLE_EQ(to_mm(thread_length_in_text("4X M6x1 - 6H \u21A7 12").value()), 12.0);
    EXPECT_DOUBLE_EQ(to_mm(thread_length_in_text("M6 depth 9.5").value()), 9.5);
    EXPECT_FALSE(thread_length_in_text("M6x1 - 6H").has_value());
}

}  // namespace
}  // namespace millrace::facts
