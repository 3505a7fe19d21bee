#include "events.h"

namespace millrace::app {

std::string to_text(const Json& tree) {
    return tree.dump(-1, ' ', false, Json::error_handler_t::replace);
}

namespace {

Event event(std::string type, const std::string& subject, const Json& data, Instant at) {
    return {0, std::move(type), subject, to_text(data), at};
}

Json part_data(const PartRecord& part) {
    return {{"name", part.name},
            {"file_name", part.file_name},
            {"state", to_string(part.state)},
            {"step", part.step}};
}

}  // namespace

Event part_uploaded(const PartRecord& part, Instant at) {
    return event("part.uploaded", part.id.text(), part_data(part), at);
}

Event part_progress(const PartRecord& part, Instant at) {
    return event("part.progress", part.id.text(), part_data(part), at);
}

Event part_analysed(const PartRecord& part, Instant at) {
    Json data = part_data(part);
    if (part.failure) {
        data["failure"] = {{"code", millrace::to_string(part.failure->code)},
                           {"message", to_string(*part.failure)}};
    }
    return event("part.analysed", part.id.text(), data, at);
}

Event part_expired(const PartRecord& part, Instant at) {
    return event("part.expired", part.id.text(), part_data(part), at);
}

Event quote_created(const QuoteRecord& quote, Instant at) {
    Json parts = Json::array();
    for (const PartId& part : quote.parts) parts.push_back(part.text());
    return event("quote.created", quote.id.text(), {{"parts", parts}}, at);
}

Event order_placed(const OrderRecord& order, Instant at) {
    return event("order.placed", order.id.text(),
                 {{"quote", order.quote.text()},
                  {"state", to_string(order.state)},
                  {"lines", order.lines.size()},
                  {"total_minor", order.total.minor()},
                  {"currency", order.total.currency().code()}},
                 at);
}

Event order_state_changed(const OrderRecord& order, OrderState before, Instant at) {
    return event("order.state_changed", order.id.text(),
                 {{"state", to_string(order.state)}, {"before", to_string(before)}}, at);
}

Event work_order_released(const WorkOrderRecord& work_order, Instant at) {
    Json data = {{"order", work_order.order.text()}, {"order_line", work_order.order_line},
                 {"part", work_order.part.text()},   {"quantity", work_order.quantity},
                 {"process", work_order.process},    {"machine", work_order.machine}};
    if (work_order.replaces) data["replaces"] = work_order.replaces->text();
    return event("work_order.released", work_order.id.text(), data, at);
}

Event work_order_cancelled(const WorkOrderRecord& work_order, Instant at) {
    return event("work_order.cancelled", work_order.id.text(),
                 {{"order", work_order.order.text()}, {"order_line", work_order.order_line}}, at);
}

Event operation_changed(const WorkOrderRecord& work_order, const OperationRecord& operation,
                        const std::string& change, Instant at) {
    Json data = {{"work_order", work_order.id.text()},
                 {"order", work_order.order.text()},
                 {"order_line", work_order.order_line},
                 {"sequence", operation.sequence},
                 {"name", operation.name},
                 {"work_centre", operation.work_centre},
                 {"state", to_string(operation.state)},
                 {"good_quantity", operation.good_quantity},
                 {"scrap_quantity", operation.scrap_quantity},
                 {"planned_s", operation.planned_s}};
    if (operation.actual_s) data["actual_s"] = *operation.actual_s;
    if (!operation.scrap_reason.empty()) data["reason"] = operation.scrap_reason;
    if (!operation.operator_name.empty()) data["operator_name"] = operation.operator_name;
    return event("operation." + change, operation.id.text(), data, at);
}

}  // namespace millrace::app
