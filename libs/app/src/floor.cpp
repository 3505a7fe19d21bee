// The shop floor: operations start, finish and lose parts. What is lost is made again.

#include <algorithm>

#include "events.h"
#include "millrace/codec/codec.h"
#include "release.h"

namespace millrace::app {
namespace {

// One transition while it is carried out: what it reads and what it changes.
struct Floor {
    const Shop::Impl& impl;
    Transaction& transaction;
    WorkOrderRecord work_order;
    OperationRecord* operation = nullptr;  // in work_order
    OrderRecord order;
    Instant now;
};

Text state_text(OperationState state) {
    switch (state) {
        case OperationState::Waiting: return say("app.operation_waiting", "waiting");
        case OperationState::Ready: return say("app.operation_ready", "ready");
        case OperationState::Running: return say("app.operation_running", "running");
        case OperationState::Finished: return say("app.operation_finished", "finished");
        case OperationState::Scrapped: return say("app.operation_scrapped", "scrapped");
        case OperationState::Cancelled: return say("app.operation_cancelled", "cancelled");
    }
    return {};
}

Error not_now(const Floor& floor, Text verb) {
    return Error{ErrorCode::Conflict,
                 say("app.not_now", "operation '{operation}' is {state} and cannot be {verb}",
                     {{"operation", floor.operation->name},
                      {"state", state_text(floor.operation->state)},
                      {"verb", std::move(verb)}}),
                 {}};
}

// Good parts that came from the operation before, without those that were lost here already.
std::int64_t parts_left(const Floor& floor) {
    const auto index =
        static_cast<std::size_t>(floor.operation - floor.work_order.operations.data());
    const std::int64_t arrived = index == 0 ? floor.work_order.quantity
                                            : floor.work_order.operations[index - 1].good_quantity;
    return arrived - floor.operation->scrap_quantity;
}

Status tell(Floor& floor, const std::string& change) {
    return floor.transaction.append(
        operation_changed(floor.work_order, *floor.operation, change, floor.now));
}

Status set_order_state(Floor& floor, OrderState state) {
    if (floor.order.state == state) return Done{};
    const OrderState before = floor.order.state;
    floor.order.state = state;
    MILLRACE_CHECK_OK(floor.transaction.put(floor.order));
    return floor.transaction.append(order_state_changed(floor.order, before, floor.now));
}

// Ready to ship when the finished work orders of every line have the parts that were ordered.
Status look_at_order(Floor& floor) {
    MILLRACE_TRY(const std::vector<WorkOrderRecord> all,
                 floor.transaction.work_orders_of(floor.order.id));
    for (const OrderLine& line : floor.order.lines) {
        std::int64_t good = 0;
        for (const WorkOrderRecord& other : all) {
            if (other.order_line != line.number || other.operations.empty()) continue;
            if (other.state == WorkOrderState::Finished) {
                good += other.operations.back().good_quantity;
            }
        }
        if (good < line.quantity) return Done{};
    }
    return set_order_state(floor, OrderState::ReadyToShip);
}

// Parts were lost: the same number is released again for the same line.
Status make_again(Floor& floor, std::int64_t quantity) {
    const auto line =
        std::find_if(floor.order.lines.begin(), floor.order.lines.end(),
                     [&](const OrderLine& l) { return l.number == floor.work_order.order_line; });
    MILLRACE_ASSERT(line != floor.order.lines.end(), "work is pegged to a line of its order");
    MILLRACE_TRY(const plan::ProcessPlan plan, codec::plan_from_json(floor.work_order.plan_json));
    const WorkOrderRecord again = release(floor.impl, {.order = floor.order.id,
                                                       .line = *line,
                                                       .plan = plan,
                                                       .plan_json = floor.work_order.plan_json,
                                                       .quantity = quantity,
                                                       .replaces = floor.work_order.id,
                                                       .now = floor.now});
    MILLRACE_CHECK_OK(floor.transaction.put(again));
    return floor.transaction.append(work_order_released(again, floor.now));
}

Status lose(Floor& floor, std::int64_t quantity, const std::string& reason) {
    OperationRecord& operation = *floor.operation;
    operation.scrap_quantity += quantity;
    if (!reason.empty()) {
        operation.scrap_reason += (operation.scrap_reason.empty() ? "" : "; ") + reason;
    }
    return make_again(floor, quantity);
}

// Nothing is left to work on: this operation and those after it are over.
void close_empty(Floor& floor) {
    for (OperationRecord* operation = floor.operation;
         operation != floor.work_order.operations.data() + floor.work_order.operations.size();
         ++operation) {
        operation->state = OperationState::Scrapped;
        if (operation != floor.operation) ++operation->version;
    }
    floor.operation->finished_at = floor.now;
    floor.work_order.state = WorkOrderState::Finished;
}

Status start(Floor& floor, const Transition& what) {
    OperationRecord& operation = *floor.operation;
    if (operation.state != OperationState::Ready)
        return not_now(floor, say("app.operation_started", "started"));
    operation.state = OperationState::Running;
    operation.started_at = floor.now;
    operation.operator_name = what.operator_name;
    floor.work_order.state = WorkOrderState::Running;
    MILLRACE_CHECK_OK(tell(floor, "started"));
    return set_order_state(floor, OrderState::InProduction);
}

Status finish(Floor& floor, const Transition& what) {
    OperationRecord& operation = *floor.operation;
    if (operation.state != OperationState::Running)
        return not_now(floor, say("app.operation_finished", "finished"));
    const std::int64_t left = parts_left(floor);
    const std::int64_t good = what.good_quantity.value_or(left - what.scrap_quantity);
    const std::int64_t lost = left - good;
    if (good < 0 || lost < 0 || (what.scrap_quantity != 0 && what.scrap_quantity != lost)) {
        return Error{ErrorCode::InvalidArgument,
                     say("app.counts",
                         "{good} good and {scrapped} scrapped parts do not add up to the {left} "
                         "parts of operation '{operation}'",
                         {{"good", good},
                          {"scrapped", what.scrap_quantity},
                          {"left", left},
                          {"operation", operation.name}}),
                     {}};
    }
    if (what.actual_s && !(*what.actual_s >= 0.0)) {
        return Error{ErrorCode::InvalidArgument,
                     say("app.negative_time", "the actual time is negative"),
                     {}};
    }
    operation.actual_s = what.actual_s.value_or(
        std::chrono::duration<double>(floor.now - operation.started_at.value_or(floor.now))
            .count());
    operation.finished_at = floor.now;
    operation.good_quantity = good;
    if (!what.operator_name.empty()) operation.operator_name = what.operator_name;
    if (lost > 0) MILLRACE_CHECK_OK(lose(floor, lost, what.reason));
    if (good == 0) {
        close_empty(floor);
        return tell(floor, "finished");
    }
    operation.state = OperationState::Finished;
    OperationRecord* next = floor.operation + 1;
    if (next != floor.work_order.operations.data() + floor.work_order.operations.size()) {
        next->state = OperationState::Ready;
        ++next->version;
    } else {
        floor.work_order.state = WorkOrderState::Finished;
    }
    return tell(floor, "finished");
}

Status scrap(Floor& floor, const Transition& what) {
    OperationRecord& operation = *floor.operation;
    if (operation.state != OperationState::Ready && operation.state != OperationState::Running) {
        return not_now(floor, say("app.operation_scrapped", "scrapped"));
    }
    const std::int64_t left = parts_left(floor);
    if (what.scrap_quantity < 1 || what.scrap_quantity > left) {
        return Error{ErrorCode::InvalidArgument,
                     say("app.scrap_limit",
                         "cannot scrap {count_scrapped} parts: operation '{operation}' has {left}",
                         {{"count_scrapped", what.scrap_quantity},
                          {"operation", operation.name},
                          {"left", left}}),
                     {}};
    }
    if (what.reason.empty()) {
        return Error{
            ErrorCode::InvalidArgument, say("app.scrap_why", "say why the parts are scrapped"), {}};
    }
    if (!what.operator_name.empty()) operation.operator_name = what.operator_name;
    MILLRACE_CHECK_OK(lose(floor, what.scrap_quantity, what.reason));
    if (what.scrap_quantity == left) close_empty(floor);
    return tell(floor, "scrapped");
}

Status carry_out(Floor& floor, const Transition& what) {
    switch (what.kind) {
        case Transition::Kind::Start: return start(floor, what);
        case Transition::Kind::Finish: return finish(floor, what);
        case Transition::Kind::Scrap: return scrap(floor, what);
    }
    return Error{
        ErrorCode::InvalidArgument, say("app.no_transition", "this transition does not exist"), {}};
}

}  // namespace

Result<WorkOrderRecord> Shop::transition(const OperationId& id, const Transition& what,
                                         std::optional<std::uint32_t> version,
                                         const Also<WorkOrderRecord>& also) {
    WorkOrderRecord result;
    MILLRACE_CHECK_OK(impl_->ports.store.write([&](Transaction& transaction) -> Status {
        Floor floor{*impl_, transaction, {}, nullptr, {}, impl_->ports.now()};
        MILLRACE_TRY(floor.work_order, transaction.work_order_of(id));
        MILLRACE_TRY(floor.order, transaction.order(floor.work_order.order));
        for (OperationRecord& operation : floor.work_order.operations) {
            if (operation.id == id) floor.operation = &operation;
        }
        MILLRACE_ASSERT(floor.operation != nullptr, "work_order_of() finds the operation");
        if (version && *version != floor.operation->version) {
            return Error{
                ErrorCode::PreconditionFailed,
                say("app.changed_meanwhile",
                    "operation '{operation}' was changed by {who} meanwhile (version {now}, not "
                    "{seen})",
                    {{"operation", floor.operation->name},
                     {"who", floor.operation->operator_name.empty()
                                 ? say("app.somebody", "somebody else")
                                 : say("app.person", "{name}",
                                       {{"name", floor.operation->operator_name}})},
                     {"now", floor.operation->version},
                     {"seen", *version}}),
                {}};
        }
        if (floor.order.state == OrderState::Cancelled) {
            return Error{ErrorCode::Conflict,
                         say("app.order_cancelled", "the order has been cancelled"),
                         {}};
        }
        ++floor.operation->version;
        MILLRACE_CHECK_OK(carry_out(floor, what));
        MILLRACE_CHECK_OK(transaction.put(floor.work_order));
        if (floor.work_order.state == WorkOrderState::Finished) {
            MILLRACE_CHECK_OK(look_at_order(floor));
        }
        result = floor.work_order;
        return also ? also(transaction, result) : Status{Done{}};
    }));
    return result;
}

}  // namespace millrace::app
