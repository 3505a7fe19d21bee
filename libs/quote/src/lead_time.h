#pragma once

#include "millrace/quote/quote.h"

namespace millrace::quote {

/// Writes lead days, date and reasons of a tier into `price`. A slower tier waits longer; a faster
/// one cuts waiting, but neither the machine's work nor the first business day.
void set_date(Price& price, const Promise::Answer& answer, const catalog::LeadTier& tier,
              const catalog::ShopPolicy& shop, Instant now);

}  // namespace millrace::quote
