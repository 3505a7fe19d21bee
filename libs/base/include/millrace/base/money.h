#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "millrace/base/result.h"

namespace millrace {

/// An ISO 4217 currency code of three capital letters. All currencies that Millrace handles have
/// two decimal places (a minor unit is a cent).
class Currency {
public:
    /// @return InvalidArgument unless `code` is three capital letters.
    [[nodiscard]] static Result<Currency> make(std::string_view code);
    [[nodiscard]] static constexpr Currency usd() { return Currency{{'U', 'S', 'D'}}; }
    [[nodiscard]] static constexpr Currency eur() { return Currency{{'E', 'U', 'R'}}; }
    [[nodiscard]] std::string_view code() const { return {letters_.data(), letters_.size()}; }
    constexpr bool operator==(const Currency&) const = default;

private:
    explicit constexpr Currency(std::array<char, 3> letters) : letters_{letters} {}
    std::array<char, 3> letters_;
};

/// An amount of money in integer minor units, so that sums are exact and the same everywhere.
/// Adding amounts of different currencies is a bug and stops the process.
class Money {
public:
    constexpr Money(std::int64_t minor, Currency currency) : minor_{minor}, currency_{currency} {}

    /// Rounds an amount in major units half away from zero to whole minor units.
    [[nodiscard]] static Money from_major(double amount, Currency currency);

    [[nodiscard]] constexpr std::int64_t minor() const { return minor_; }
    [[nodiscard]] constexpr Currency currency() const { return currency_; }
    [[nodiscard]] constexpr double to_major() const { return static_cast<double>(minor_) / 100.0; }

    constexpr bool operator==(const Money&) const = default;
    [[nodiscard]] bool operator<(const Money& other) const;
    [[nodiscard]] Money operator+(const Money& other) const;
    [[nodiscard]] Money operator-(const Money& other) const;
    [[nodiscard]] Money operator*(std::int64_t count) const;

private:
    std::int64_t minor_;
    Currency currency_;
};

/// Rounds amounts in major units to minor units so that they add up to `total` exactly, by the
/// method of largest remainders (ties to the earlier entry). Cost: O(n log n).
[[nodiscard]] std::vector<Money> apportion(const std::vector<double>& amounts, Money total);

/// "1234.50 USD": plain, for logs and errors. People see locale-aware text from the web client.
[[nodiscard]] std::string to_string(const Money& money);

}  // namespace millrace
