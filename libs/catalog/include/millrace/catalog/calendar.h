#pragma once

// Days a shop works on, from its Calendar. Days are UTC.

#include <chrono>
#include <optional>
#include <string_view>

#include "millrace/base/quantity.h"
#include "millrace/catalog/catalog.h"

namespace millrace::catalog {

using Day = std::chrono::sys_days;

/// Reads "2026-12-25". Empty unless it is a day of the calendar in exactly this form.
[[nodiscard]] std::optional<Day> parse_iso_day(std::string_view text);

/// True when the shop is open on `day`: a working weekday and no holiday.
[[nodiscard]] bool is_working_day(const Calendar& calendar, Day day);

/// The day an order placed at `now` counts from: today, or the next working day when the shop is
/// closed or the cut-off hour has passed.
[[nodiscard]] Day order_day(const Calendar& calendar, Instant now);

/// The day `working_days` working days after `start`. Zero gives `start`.
/// Precondition: the calendar has a working weekday, and 0 <= working_days <= 100,000.
[[nodiscard]] Day add_working_days(const Calendar& calendar, Day start, int working_days);

}  // namespace millrace::catalog
