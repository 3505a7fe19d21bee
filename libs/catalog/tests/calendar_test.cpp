// Business days: weekends and holidays do not count, and an order after the cut-off hour counts
// from the next working day. 2026-11-26 is a Thursday and a holiday in these tests.
#include "millrace/catalog/calendar.h"

#include <gtest/gtest.h>

namespace millrace::catalog {
namespace {

Day day(const char* text) { return parse_iso_day(text).value(); }

Calendar calendar_with_holiday() {
    Calendar calendar;
    calendar.holidays = {"2026-11-26"};
    return calendar;
}

TEST(Calendar, ReadsOnlyRealDays) {
    EXPECT_TRUE(parse_iso_day("2028-02-29"));
    for (const char* wrong : {"2026-02-29", "2026-13-01", "2026-1-1", "26-01-01", "2026/01/01",
                              "2026-01-0x", "", "2026-01-011"})
        EXPECT_FALSE(parse_iso_day(wrong)) << wrong;
}

TEST(Calendar, WeekendsAndHolidaysAreClosed) {
    const Calendar calendar = calendar_with_holiday();
    EXPECT_TRUE(is_working_day(calendar, day("2026-11-25")));
    EXPECT_FALSE(is_working_day(calendar, day("2026-11-26")));
    EXPECT_TRUE(is_working_day(calendar, day("2026-11-27")));
    EXPECT_FALSE(is_working_day(calendar, day("2026-11-28")));
    EXPECT_FALSE(is_working_day(calendar, day("2026-11-29")));
}

TEST(Calendar, OrderAfterTheCutoffCountsFromTheNextWorkingDay) {
    const Calendar calendar = calendar_with_holiday();
    const Instant wednesday = day("2026-11-25");
    EXPECT_EQ(order_day(calendar, wednesday + std::chrono::hours{12} - std::chrono::minutes{1}),
              day("2026-11-25"));
    EXPECT_EQ(order_day(calendar, wednesday + std::chrono::hours{12}), day("2026-11-27"));
}

TEST(Calendar, OrderOnASundayCountsFromMonday) {
    EXPECT_EQ(order_day({}, day("2026-11-22") + std::chrono::hours{8}), day("2026-11-23"));
}

TEST(Calendar, WorkingDaysSkipWeekendAndHoliday) {
    const Calendar calendar = calendar_with_holiday();
    EXPECT_EQ(add_working_days(calendar, day("2026-11-25"), 0), day("2026-11-25"));
    EXPECT_EQ(add_working_days(calendar, day("2026-11-25"), 1), day("2026-11-27"));
    EXPECT_EQ(add_working_days(calendar, day("2026-11-25"), 2), day("2026-11-30"));
}

}  // namespace
}  // namespace millrace::catalog
