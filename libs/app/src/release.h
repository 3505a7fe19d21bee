#pragma once

#include "millrace/app/records.h"
#include "millrace/base/result.h"
#include "shop_impl.h"

namespace millrace::app {

/// What a work order is made from.
struct Release {
    OrderId order;
    const OrderLine& line;
    const plan::ProcessPlan& plan;
    std::string plan_json;
    std::int64_t quantity = 1;
    std::optional<WorkOrderId> replaces;  ///< the work order whose scrap is made again
    Instant now;
};

/// A work order with its operations, the first one ready. The only maker of work, and it needs an
/// order line: nothing is produced that nobody ordered.
[[nodiscard]] WorkOrderRecord release(const Shop::Impl& impl, const Release& what);

}  // namespace millrace::app
