#pragma once

#include "millrace/quote/quote.h"

namespace millrace::quote {

/// Ten years of business days: longer promises are not made.
inline constexpr double kLeadDaysMax = 2'500;
[[nodiscard]] bool can_be_dated(const Promise::Answer& answer);

/// Business days of a tier. A slower tier stretches everything; a faster one shortens review and
/// inspection and jumps the queue, but the machine's work stays, and nothing is ready before the
/// end of the next business day.
[[nodiscard]] double lead_days(const Promise::Answer& answer, const catalog::LeadTier& tier);

/// Writes lead days, date and reasons of a tier into `price`.
void set_date(Price& price, const Promise::Answer& answer, const catalog::LeadTier& tier,
              const catalog::ShopPolicy& shop, Instant now);

}  // namespace millrace::quote
