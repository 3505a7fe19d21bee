#include "millrace/catalog/calendar.h"

#include <algorithm>

#include "millrace/base/assert.h"

namespace millrace::catalog {
namespace {

// Holidays are listed one by one, so two years without a working day mean a broken calendar.
constexpr int kClosedDaysMax = 730;

Day next_working_day(const Calendar& calendar, Day day) {
    for (int closed = 0; !is_working_day(calendar, day); ++closed) {
        MILLRACE_ASSERT(closed < kClosedDaysMax, "the calendar has no working day in two years");
        day += std::chrono::days{1};
    }
    return day;
}

}  // namespace

std::optional<Day> parse_iso_day(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    int parts[3] = {0, 0, 0};
    int part = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i == 4 || i == 7) {
            ++part;
        } else if (text[i] < '0' || text[i] > '9') {
            return std::nullopt;
        } else {
            parts[part] = parts[part] * 10 + (text[i] - '0');
        }
    }
    const std::chrono::year_month_day date{std::chrono::year{parts[0]},
                                           std::chrono::month{static_cast<unsigned>(parts[1])},
                                           std::chrono::day{static_cast<unsigned>(parts[2])}};
    if (!date.ok()) return std::nullopt;
    return Day{date};
}

bool is_working_day(const Calendar& calendar, Day day) {
    // iso_encoding counts Monday as 1.
    const unsigned weekday = std::chrono::weekday{day}.iso_encoding() - 1;
    if (!calendar.working_days[weekday]) return false;
    return std::none_of(
        calendar.holidays.begin(), calendar.holidays.end(),
        [&](const std::string& holiday) { return parse_iso_day(holiday) == std::optional{day}; });
}

Day order_day(const Calendar& calendar, Instant now) {
    const Day today = std::chrono::floor<std::chrono::days>(now);
    const bool late = now - today >= std::chrono::hours{calendar.cutoff_hour};
    const bool counts_today = is_working_day(calendar, today) && !late;
    return counts_today ? today : next_working_day(calendar, today + std::chrono::days{1});
}

Day add_working_days(const Calendar& calendar, Day start, int working_days) {
    MILLRACE_ASSERT(working_days >= 0 && working_days <= 100'000, "working days out of range");
    Day day = start;
    for (int i = 0; i < working_days; ++i)
        day = next_working_day(calendar, day + std::chrono::days{1});
    return day;
}

}  // namespace millrace::catalog
