#include "millrace/base/money.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace millrace {

Result<Currency> Currency::make(std::string_view code) {
    const bool valid = code.size() == 3 && std::all_of(code.begin(), code.end(),
                                                       [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!valid) {
        return Error{ErrorCode::InvalidArgument,
                     "currency '" + std::string{code} + "' is not three capital letters",
                     {}};
    }
    return Currency{{code[0], code[1], code[2]}};
}

Money Money::from_major(double amount, Currency currency) {
    MILLRACE_ASSERT(std::isfinite(amount) && std::abs(amount) < 9e15, "money out of range");
    // A cent amount that is a decimal tie (0.125) may sit a hair below it in binary; the nudge is
    // far below any price and makes ties round away from zero as on paper.
    const double nudge = std::abs(amount) * 1e-12;
    const double minor = std::floor(std::abs(amount) * 100.0 + 0.5 + nudge);
    return {static_cast<std::int64_t>(amount < 0 ? -minor : minor), currency};
}

bool Money::operator<(const Money& other) const {
    MILLRACE_ASSERT(currency_ == other.currency_, "amounts of different currencies");
    return minor_ < other.minor_;
}

Money Money::operator+(const Money& other) const {
    MILLRACE_ASSERT(currency_ == other.currency_, "amounts of different currencies");
    return {minor_ + other.minor_, currency_};
}

Money Money::operator-(const Money& other) const {
    MILLRACE_ASSERT(currency_ == other.currency_, "amounts of different currencies");
    return {minor_ - other.minor_, currency_};
}

Money Money::operator*(std::int64_t count) const { return {minor_ * count, currency_}; }

std::vector<Money> apportion(const std::vector<double>& amounts, Money total) {
    MILLRACE_ASSERT(!amounts.empty() || total.minor() == 0, "nothing to apportion to");
    std::vector<std::int64_t> floors;
    std::vector<double> remainders;
    for (const double amount : amounts) {
        const double minor = amount * 100.0;
        floors.push_back(static_cast<std::int64_t>(std::floor(minor)));
        remainders.push_back(minor - std::floor(minor));
    }
    std::int64_t missing =
        total.minor() - std::accumulate(floors.begin(), floors.end(), std::int64_t{0});
    std::vector<std::size_t> order(amounts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
    const std::int64_t step = missing < 0 ? -1 : 1;
    if (step < 0) std::reverse(order.begin(), order.end());
    for (std::size_t i = 0; missing != 0; i = (i + 1) % order.size(), missing -= step)
        floors[order[i]] += step;

    std::vector<Money> parts;
    parts.reserve(floors.size());
    for (const std::int64_t minor : floors) parts.emplace_back(minor, total.currency());
    return parts;
}

std::string to_string(const Money& money) {
    const std::int64_t minor = std::abs(money.minor());
    const std::string cents = std::to_string(minor % 100);
    return (money.minor() < 0 ? "-" : "") + std::to_string(minor / 100) + "." +
           (cents.size() < 2 ? "0" : "") + cents + " " + std::string{money.currency().code()};
}

}  // namespace millrace
