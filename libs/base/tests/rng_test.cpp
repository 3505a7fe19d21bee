// The generator gives the same sequence everywhere and stays inside its bounds.
#include "millrace/base/rng.h"

#include <gtest/gtest.h>

namespace millrace {
namespace {

TEST(Rng, SameSeedSameSequence) {
    Rng a{42};
    Rng b{42};
    for (int i = 0; i < 100; ++i) EXPECT_EQ(a.next(), b.next());
}

TEST(Rng, UniformStaysInTheHalfOpenInterval) {
    Rng rng{7};
    double sum = 0.0;
    for (int i = 0; i < 10'000; ++i) {
        const double value = rng.uniform();
        ASSERT_GE(value, 0.0);
        ASSERT_LT(value, 1.0);
        sum += value;
    }
    // The mean of 10,000 draws has a standard deviation of 0.0029; five of them.
    EXPECT_NEAR(sum / 10'000, 0.5, 0.015);
}

TEST(Rng, BelowReachesEveryValue) {
    Rng rng{1};
    int seen[5] = {};
    for (int i = 0; i < 1000; ++i) ++seen[rng.below(5)];
    for (const int count : seen) EXPECT_GT(count, 100);
}

}  // namespace
}  // namespace millrace
