// /api/v1/work-orders

#include <algorithm>
#include <charconv>

#include "api.h"
#include "dto.h"
#include "idempotency.h"
#include "json_body.h"
#include "json_text.h"
#include "lists.h"
#include "millrace/base/digest.h"
#include "millrace/codec/codec.h"

namespace millrace::http {
namespace {

using dto::Json;

struct QueueFilter {
    std::string work_centre;
    std::string order;
    std::set<std::string> states;  ///< empty: all

    [[nodiscard]] bool takes(const app::WorkOrderRecord& work_order) const {
        if (!order.empty() && work_order.order.text() != order) return false;
        if (!states.empty() && !states.contains(std::string{app::to_string(work_order.state)}))
            return false;
        if (work_centre.empty()) return true;
        return std::any_of(work_order.operations.begin(), work_order.operations.end(),
                           [&](const app::OperationRecord& operation) {
                               return operation.work_centre == work_centre &&
                                      operation.state != app::OperationState::Finished &&
                                      operation.state != app::OperationState::Scrapped &&
                                      operation.state != app::OperationState::Cancelled;
                           });
    }
};

std::optional<Problem> read_states(const std::string& text, std::set<std::string>& states) {
    const std::set<std::string> known = {
        std::string{app::to_string(app::WorkOrderState::Released)},
        std::string{app::to_string(app::WorkOrderState::Running)},
        std::string{app::to_string(app::WorkOrderState::Finished)},
        std::string{app::to_string(app::WorkOrderState::Cancelled)}};
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t comma = std::min(text.find(',', at), text.size());
        const std::string state = text.substr(at, comma - at);
        if (!known.contains(state))
            return invalid_request("state must be released, running, finished or cancelled.",
                                   {{"state", "invalid", "Separate several by commas."}});
        states.insert(state);
        at = comma + 1;
    }
    return std::nullopt;
}

Json work_order_json(Context& context, app::Transaction& transaction,
                     const app::WorkOrderRecord& record) {
    return dto::work_order(record, part_names(transaction, {record.part}),
                           dto::Names{context.shop.catalog()});
}

/// The version in an If-Match header: "3" or a star for any.
struct IfMatch {
    std::optional<std::uint32_t> version;
    bool malformed = false;
};

IfMatch read_if_match(const Request& request) {
    IfMatch out;
    std::string_view text = request.header("If-Match");
    if (text.empty() || text == "*") return out;
    out.malformed = text.size() < 3 || text.front() != '"' || text.back() != '"';
    if (out.malformed) return out;
    text = text.substr(1, text.size() - 2);
    std::uint32_t version = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
    out.malformed = error != std::errc{} || end != text.data() + text.size();
    out.version = version;
    return out;
}

app::Transition read_transition(const Context& context, const Json& json,
                                std::vector<FieldError>& errors) {
    app::Transition out;
    ObjectReader reader{
        json,
        "",
        errors,
        {"kind", "operator_name", "good_quantity", "scrap_quantity", "reason", "actual_s"}};
    const auto kind = reader.text("kind", {.required = true, .bytes_max = 20});
    if (kind == "start")
        out.kind = app::Transition::Kind::Start;
    else if (kind == "finish")
        out.kind = app::Transition::Kind::Finish;
    else if (kind == "scrap")
        out.kind = app::Transition::Kind::Scrap;
    else if (kind)
        reader.fail("kind", "invalid", "One of start, finish, scrap.");
    out.operator_name = reader.text("operator_name", {}).value_or("");
    const IntegerBounds quantity{.min = 0, .max = context.limits.quantity_max};
    out.good_quantity = reader.integer("good_quantity", quantity);
    out.scrap_quantity = reader.integer("scrap_quantity", quantity).value_or(0);
    out.reason = reader.text("reason", {.bytes_max = 1000}).value_or("");
    out.actual_s = reader.number_from_zero("actual_s");
    if (out.kind == app::Transition::Kind::Scrap && out.scrap_quantity < 1)
        reader.fail("scrap_quantity", "missing", "Scrap names how many, at least 1.");
    if (out.kind == app::Transition::Kind::Scrap && out.reason.empty())
        reader.fail("reason", "missing", "Scrap says why.");
    return out;
}

const app::OperationRecord* find_operation(const app::WorkOrderRecord& work_order,
                                           const std::string& id) {
    const auto it = std::find_if(
        work_order.operations.begin(), work_order.operations.end(),
        [&](const app::OperationRecord& operation) { return operation.id.text() == id; });
    return it == work_order.operations.end() ? nullptr : &*it;
}

}  // namespace

Result<Response> list_work_orders(Context& context, const Request& request, const PathValues&) {
    const LimitOrRefusal limit = read_limit(request, context.limits.list_max);
    if (limit.refusal) return *limit.refusal;
    QueueFilter filter;
    filter.work_centre = request.query("work_centre");
    filter.order = request.query("order_id");
    if (const auto problem = read_states(request.query("state"), filter.states))
        return problem_response(*problem, request);
    Json items = Json::array();
    bool more = false;
    MILLRACE_CHECK_OK(context.shop.store().read([&](app::Transaction& transaction) -> Status {
        MILLRACE_TRY(auto found, filter.order.empty()
                                     ? transaction.work_orders(kScanMax)
                                     : transaction.work_orders_of(app::OrderId{filter.order}));
        std::erase_if(found, [&](const auto& one) { return !filter.takes(one); });
        std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
            return std::tie(a.due_at, a.created_at, a.id) < std::tie(b.due_at, b.created_at, b.id);
        });
        more = found.size() > limit.count;
        if (more) found.resize(limit.count);
        std::set<app::PartId> parts;
        for (const app::WorkOrderRecord& one : found) parts.insert(one.part);
        const dto::PartNames names = part_names(transaction, parts);
        for (const app::WorkOrderRecord& one : found)
            items.push_back(dto::work_order(one, names, dto::Names{context.shop.catalog()}));
        return Done{};
    }));
    return json_response(200, {{"items", std::move(items)}, {"more", more}});
}

Result<Response> get_work_order(Context& context, const Request&, const PathValues& path) {
    Json json;
    std::string plan_json;
    MILLRACE_CHECK_OK(context.shop.store().read([&](app::Transaction& transaction) -> Status {
        MILLRACE_TRY(const auto record, transaction.work_order(app::WorkOrderId{path[0]}));
        json = work_order_json(context, transaction, record);
        plan_json = record.plan_json;
        return Done{};
    }));
    if (!plan_json.empty()) {
        auto plan = codec::plan_from_json(plan_json);
        if (!plan) {
            Error error = std::move(plan).error();
            error.code = ErrorCode::Internal;
            return std::move(error).during("read the plan of work order '" + path[0] + "'");
        }
        json["plan"] = dto::plan(*plan);
    }
    return json_response(200, json);
}

Result<Response> transition_operation(Context& context, const Request& request,
                                      const PathValues& path) {
    KeyOrRefusal key = read_key(request);
    if (key.refusal) return *key.refusal;
    const ParsedBody body = parse_json_body(request, context.limits.json_bytes_max);
    if (body.problem) return problem_response(*body.problem, request);
    std::vector<FieldError> errors;
    const app::Transition transition = read_transition(context, body.json, errors);
    const IfMatch if_match = read_if_match(request);
    if (if_match.malformed)
        errors.push_back(
            {"If-Match", "invalid", "Send the etag of the operation, with its quotes."});
    if (const auto problem = problem_of(errors)) return problem_response(*problem, request);
    key.keyed.fingerprint = sha256_hex(text_of(body.json));
    return once(context, request, key.keyed, [&]() -> Result<Response> {
        MILLRACE_CHECK_OK(context.shop.store().read([&](app::Transaction& transaction) -> Status {
            MILLRACE_TRY(const auto record, transaction.work_order(app::WorkOrderId{path[0]}));
            if (!find_operation(record, path[1]))
                return Error{ErrorCode::NotFound,
                             "The work order '" + path[0] + "' has no operation '" + path[1] + "'.",
                             {}};
            return Done{};
        }));
        Response response;
        auto done = context.shop.transition(
            app::OperationId{path[1]}, transition, if_match.version,
            [&](app::Transaction& transaction, const app::WorkOrderRecord& record) -> Status {
                response = json_response(200, work_order_json(context, transaction, record));
                if (const app::OperationRecord* operation = find_operation(record, path[1]))
                    response.headers.emplace_back("ETag", dto::operation_etag(*operation));
                return store_answer(context, transaction, key.keyed, response);
            });
        if (!done) return std::move(done).error();
        return response;
    });
}

}  // namespace millrace::http
