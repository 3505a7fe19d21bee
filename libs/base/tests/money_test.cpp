// Money is whole cents: rounding happens once, and parts of an amount always add up to it.
#include "millrace/base/money.h"

#include <gtest/gtest.h>

#include "millrace/base/rng.h"

namespace millrace {
namespace {

TEST(Money, RoundsHalfAwayFromZero) {
    EXPECT_EQ(Money::from_major(0.125, Currency::usd()).minor(), 13);
    EXPECT_EQ(Money::from_major(-0.125, Currency::usd()).minor(), -13);
    EXPECT_EQ(Money::from_major(1.005, Currency::usd()).minor(), 101);
    EXPECT_EQ(Money::from_major(26.7469, Currency::usd()).minor(), 2675);
}

TEST(Money, PrintsWithTwoDecimals) {
    EXPECT_EQ(to_string(Money{-5, Currency::eur()}), "-0.05 EUR");
    EXPECT_EQ(to_string(Money{123450, Currency::usd()}), "1234.50 USD");
}

TEST(Money, CurrencyIsThreeCapitalLetters) {
    EXPECT_TRUE(Currency::make("CHF").has_value());
    EXPECT_EQ(Currency::make("usd").error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(Currency::make("EURO").error().code, ErrorCode::InvalidArgument);
}

TEST(Money, ApportionedPartsAddUpToTheTotal) {
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Rng rng{seed};
        std::vector<double> amounts(1 + rng.below(12));
        double sum = 0.0;
        for (double& amount : amounts) sum += amount = rng.uniform(-5.0, 100.0);
        const Money total = Money::from_major(sum, Currency::usd());
        Money added{0, Currency::usd()};
        const std::vector<Money> parts = apportion(amounts, total);
        for (std::size_t i = 0; i < parts.size(); ++i) {
            added = added + parts[i];
            EXPECT_NEAR(parts[i].to_major(), amounts[i], 0.0101);
        }
        EXPECT_EQ(added, total);
    }
}

TEST(MoneyDeathTest, CurrenciesDoNotMix) {
    EXPECT_DEATH((void)(Money{1, Currency::usd()} + Money{1, Currency::eur()}), "currencies");
}

}  // namespace
}  // namespace millrace
