// A quote becomes an order, and the order becomes work: all of it in one transaction.

#include <algorithm>
#include <cmath>

#include "events.h"
#include "millrace/catalog/calendar.h"
#include "millrace/codec/codec.h"
#include "release.h"

namespace millrace::app {
namespace {

constexpr std::size_t kLinesMax = 200;

Error refused(ErrorCode code, std::size_t index, Text why) {
    return Error{
        code,
        say("app.line", "line {line}: {why}", {{"line", index + 1}, {"why", std::move(why)}}),
        {}};
}

// Planned seconds of one operation for a quantity: lot + runs · run + quantity · part.
double planned_s(const plan::Operation& operation, const plan::ProcessPlan& plan,
                 std::int64_t quantity) {
    return operation.lot_s.value +
           static_cast<double>(plan.run_count(quantity)) * operation.run_s.value +
           static_cast<double>(quantity) * operation.part_s.value;
}

// The offer and the price that a line names.
struct Chosen {
    const PartOffers* part = nullptr;
    const quote::Offer* offer = nullptr;
    const quote::Price* price = nullptr;
};

std::string quantities_of(const quote::Offer& offer) {
    std::string text;
    std::int64_t last = 0;
    for (const quote::Price& price : offer.prices) {
        if (price.quantity == last) continue;
        last = price.quantity;
        text += (text.empty() ? "" : ", ") + std::to_string(last);
    }
    return text;
}

Result<Chosen> choose(const std::vector<PartOffers>& quoted, const OrderRequest::Line& line,
                      std::size_t index) {
    const auto part = std::find_if(quoted.begin(), quoted.end(),
                                   [&](const PartOffers& p) { return p.part == line.part; });
    if (part == quoted.end()) {
        return refused(ErrorCode::InvalidArgument, index,
                       say("app.not_in_quote", "part '{part}' is not in the quote",
                           {{"part", line.part.text()}}));
    }
    const auto offer =
        std::find_if(part->offers.begin(), part->offers.end(), [&](const quote::Offer& o) {
            return o.plan.request.process == line.process &&
                   o.plan.request.material == line.material &&
                   o.plan.request.machine == line.machine;
        });
    if (offer == part->offers.end()) {
        return refused(ErrorCode::InvalidArgument, index,
                       say("app.no_offer",
                           "the quote has no offer for process '{process}', material '{material}', "
                           "machine '{machine}'",
                           {{"process", line.process},
                            {"material", line.material},
                            {"machine", line.machine}}));
    }
    if (!offer->feasible) {
        return refused(
            ErrorCode::Conflict, index,
            say("app.not_feasible", "it cannot be made like this: {why}",
                {{"why", offer->blockers.empty() ? say("app.no_reason", "no reason is known")
                                                 : offer->blockers.front().message}}));
    }
    const auto price = std::find_if(
        offer->prices.begin(), offer->prices.end(),
        [&](const quote::Price& p) { return p.quantity == line.quantity && p.tier == line.tier; });
    if (price == offer->prices.end()) {
        return refused(ErrorCode::InvalidArgument, index,
                       say("app.no_price",
                           "the quote has no price for {pieces} in tier '{tier}'; it has the "
                           "quantities {known}",
                           {{"pieces", line.quantity},
                            {"tier", line.tier},
                            {"known", quantities_of(*offer)}}));
    }
    return Chosen{&*part, &*offer, &*price};
}

// Whether a part may be ordered now as it was quoted.
Status check_orderable(const PartRecord& part, const Chosen& chosen, const OrderRequest::Line& line,
                       std::size_t index) {
    if (part.state == PartState::Analysing) {
        return refused(ErrorCode::Conflict, index,
                       say("app.analysed_again", "part '{part}' is being analysed again",
                           {{"part", part.name}}));
    }
    if (part.state == PartState::NeedsConfiguring) {
        return refused(ErrorCode::Conflict, index,
                       say("app.confirm_unit", "confirm the unit of part '{part}' first",
                           {{"part", part.name}}));
    }
    if (part_revision(part) != chosen.part->part_revision) {
        return refused(
            ErrorCode::Conflict, index,
            say("app.part_changed", "part '{part}' has changed since it was quoted; quote it again",
                {{"part", part.name}}));
    }
    if (line.findings_accepted) return Done{};
    MILLRACE_TRY(const auto checks, codec::checks_from_json(part.findings_json));
    if (!needs_acceptance(checks, *chosen.offer)) return Done{};
    const auto checked = checks.find(line.process);
    const std::size_t count = checked == checks.end() ? 0 : checked->second.findings.size();
    return refused(ErrorCode::Conflict, index,
                   say("app.accept_findings",
                       "part '{part}' has {findings} findings and {reasons} review reasons for "
                       "{process}; accept them to order (findings_accepted)",
                       {{"part", part.name},
                        {"findings", count},
                        {"reasons", chosen.offer->review_reasons.size()},
                        {"process", line.process}}));
}

// The quoted date while the day is the one of the quote; later, the same working days from today.
Instant promise(const catalog::Catalog& catalog, const quote::Price& price, Instant quoted_at,
                Instant now) {
    const catalog::Calendar& calendar = catalog.policy.calendar;
    const catalog::Day day = catalog::order_day(calendar, now);
    const catalog::Day quoted_day = catalog::order_day(calendar, quoted_at);
    if (day == quoted_day) return price.ready_at;
    int late_days = 0;  // working days between quote and order
    while (catalog::add_working_days(calendar, quoted_day, late_days) < day) ++late_days;
    const auto ready_day = std::chrono::floor<std::chrono::days>(price.ready_at);
    return catalog::add_working_days(calendar, ready_day, late_days) + (price.ready_at - ready_day);
}

// Material that has been cut or machines that have run cannot be taken back.
Status check_not_begun(const std::vector<WorkOrderRecord>& work) {
    for (const WorkOrderRecord& work_order : work) {
        for (const OperationRecord& operation : work_order.operations) {
            if (operation.state == OperationState::Waiting ||
                operation.state == OperationState::Ready) {
                continue;
            }
            return Error{ErrorCode::Conflict,
                         say("app.work_has_begun",
                             "work on the order has begun with operation '{operation}', so it "
                             "cannot be cancelled any more; talk to the shop",
                             {{"operation", operation.name}}),
                         {}};
        }
    }
    return Done{};
}

Status take_back(Transaction& transaction, WorkOrderRecord& work_order, Instant now) {
    work_order.state = WorkOrderState::Cancelled;
    for (OperationRecord& operation : work_order.operations) {
        operation.state = OperationState::Cancelled;
        ++operation.version;
    }
    MILLRACE_CHECK_OK(transaction.put(work_order));
    return transaction.append(work_order_cancelled(work_order, now));
}

}  // namespace

WorkOrderRecord release(const Shop::Impl& impl, const Release& what) {
    WorkOrderRecord work_order;
    work_order.id = impl.new_id<WorkOrderTag>("wo");
    work_order.order = what.order;
    work_order.order_line = what.line.number;
    work_order.part = what.line.part;
    work_order.quantity = what.quantity;
    work_order.process = what.line.process;
    work_order.material = what.line.material;
    work_order.machine = what.line.machine;
    work_order.plan_json = what.plan_json;
    work_order.replaces = what.replaces;
    work_order.created_at = what.now;
    work_order.due_at = what.line.promised_at;
    for (const plan::Operation& planned : what.plan.operations) {
        // The program of the scrapped parts makes their replacements as well.
        if (what.replaces && planned.kind == plan::OperationKind::Program) continue;
        OperationRecord operation;
        operation.id = impl.new_id<OperationTag>("op");
        operation.work_order = work_order.id;
        operation.sequence = static_cast<std::uint32_t>(work_order.operations.size() + 1);
        operation.kind = plan::to_string(planned.kind);
        operation.name = planned.name;
        operation.work_centre = planned.machine_time ? what.line.machine : "bench";
        operation.planned_s = planned_s(planned, what.plan, what.quantity);
        operation.state =
            work_order.operations.empty() ? OperationState::Ready : OperationState::Waiting;
        work_order.operations.push_back(std::move(operation));
    }
    return work_order;
}

Result<OrderRecord> Shop::place_order(const OrderRequest& request, const Also<OrderRecord>& also) {
    if (request.lines.empty() || request.lines.size() > kLinesMax) {
        return Error{ErrorCode::InvalidArgument,
                     say("app.order_lines", "an order has 1 to {most} lines, not {lines}",
                         {{"most", kLinesMax}, {"lines", request.lines.size()}}),
                     {}};
    }
    const Instant now = impl_->ports.now();
    // A quote never changes, so it is read and parsed before the write transaction, which should be
    // short; what can change is looked at inside it.
    MILLRACE_TRY(const QuoteRecord quote, impl_->read([&](Transaction& transaction) {
        return transaction.quote(request.quote);
    }));
    if (now > quote.valid_until) {
        return Error{ErrorCode::Conflict,
                     say("app.quote_expired", "quote '{quote}' has expired; quote the parts again",
                         {{"quote", quote.id.text()}}),
                     {}};
    }
    MILLRACE_TRY(const std::vector<PartOffers> quoted, offers_of(quote));

    OrderRecord order;
    order.id = impl_->new_id<OrderTag>("ord");
    order.quote = quote.id;
    order.contact = request.contact;
    order.reference = request.reference;
    order.created_at = now;
    const Currency currency = impl_->catalog.policy.currency;
    Money total{0, currency};
    std::vector<Chosen> chosen;
    std::vector<WorkOrderRecord> work_orders;
    for (std::size_t index = 0; index < request.lines.size(); ++index) {
        const OrderRequest::Line& wanted = request.lines[index];
        MILLRACE_TRY(const Chosen choice, choose(quoted, wanted, index));
        chosen.push_back(choice);
        OrderLine line;
        line.number = static_cast<std::uint32_t>(index + 1);
        line.part = wanted.part;
        line.process = wanted.process;
        line.material = wanted.material;
        line.machine = wanted.machine;
        line.tier = wanted.tier;
        line.quantity = wanted.quantity;
        line.unit_price = choice.price->unit_price;
        line.total_price = choice.price->total_price;
        line.promised_at = promise(impl_->catalog, *choice.price, quote.created_at, now);
        if (line.total_price.currency() != currency) {
            return refused(ErrorCode::Conflict, index,
                           say("app.currency_changed",
                               "the shop's currency has changed since the quote; quote again"));
        }
        total = total + line.total_price;
        work_orders.push_back(release(*impl_, {.order = order.id,
                                               .line = line,
                                               .plan = choice.offer->plan,
                                               .plan_json = codec::plan_to_json(choice.offer->plan),
                                               .quantity = line.quantity,
                                               .replaces = {},
                                               .now = now}));
        order.lines.push_back(std::move(line));
    }
    const Money minimum = Money::from_major(impl_->catalog.policy.order_min, currency);
    order.total = total < minimum ? minimum : total;

    MILLRACE_CHECK_OK(impl_->ports.store.write([&](Transaction& transaction) -> Status {
        for (std::size_t index = 0; index < request.lines.size(); ++index) {
            MILLRACE_TRY(const PartRecord part, transaction.part(request.lines[index].part));
            MILLRACE_CHECK_OK(check_orderable(part, chosen[index], request.lines[index], index));
        }
        MILLRACE_CHECK_OK(transaction.put(order));
        MILLRACE_CHECK_OK(transaction.append(order_placed(order, now)));
        for (const WorkOrderRecord& work_order : work_orders) {
            MILLRACE_CHECK_OK(transaction.put(work_order));
            MILLRACE_CHECK_OK(transaction.append(work_order_released(work_order, now)));
        }
        return also ? also(transaction, order) : Status{Done{}};
    }));
    return order;
}

Result<OrderRecord> Shop::cancel_order(const OrderId& id, const Also<OrderRecord>& also) {
    const Instant now = impl_->ports.now();
    OrderRecord order;
    MILLRACE_CHECK_OK(impl_->ports.store.write([&](Transaction& transaction) -> Status {
        MILLRACE_TRY(order, transaction.order(id));
        if (order.state != OrderState::Cancelled) {
            MILLRACE_TRY(std::vector<WorkOrderRecord> work, transaction.work_orders_of(id));
            MILLRACE_CHECK_OK(check_not_begun(work));
            for (WorkOrderRecord& work_order : work) {
                MILLRACE_CHECK_OK(take_back(transaction, work_order, now));
            }
            const OrderState before = order.state;
            order.state = OrderState::Cancelled;
            MILLRACE_CHECK_OK(transaction.put(order));
            MILLRACE_CHECK_OK(transaction.append(order_state_changed(order, before, now)));
        }
        return also ? also(transaction, order) : Status{Done{}};
    }));
    return order;
}

}  // namespace millrace::app
