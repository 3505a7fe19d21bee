#pragma once

#include "millrace/quote/quote.h"

namespace millrace::quote {

/// Writes lead days, date and reasons of a tier into `price`. A slower tier stretches everything; a
/// faster one shortens review and inspection and jumps the queue, but the machine's work stays, and
/// nothing is ready before the end of the next business day.
void set_date(Price& price, const Promise::Answer& answer, const catalog::LeadTier& tier,
              const catalog::ShopPolicy& shop, Instant now);

}  // namespace millrace::quote
