#pragma once

// Events of the log. Each tells enough to be shown without loading the entity.

#include <nlohmann/json.hpp>
#include <string>

#include "millrace/app/records.h"

namespace millrace::app {

using Json = nlohmann::ordered_json;

/// JSON text of `tree`; bytes that are not UTF-8 (file names) become the replacement character.
[[nodiscard]] std::string to_text(const Json& tree);

[[nodiscard]] Event part_uploaded(const PartRecord& part, Instant at);
[[nodiscard]] Event part_progress(const PartRecord& part, Instant at);
[[nodiscard]] Event part_analysed(const PartRecord& part, Instant at);
[[nodiscard]] Event part_expired(const PartRecord& part, Instant at);
[[nodiscard]] Event quote_created(const QuoteRecord& quote, Instant at);
[[nodiscard]] Event order_placed(const OrderRecord& order, Instant at);
[[nodiscard]] Event order_state_changed(const OrderRecord& order, OrderState before, Instant at);
[[nodiscard]] Event work_order_released(const WorkOrderRecord& work_order, Instant at);
[[nodiscard]] Event work_order_cancelled(const WorkOrderRecord& work_order, Instant at);
/// `change` is "started", "finished" or "scrapped".
[[nodiscard]] Event operation_changed(const WorkOrderRecord& work_order,
                                      const OperationRecord& operation, const std::string& change,
                                      Instant at);

}  // namespace millrace::app
