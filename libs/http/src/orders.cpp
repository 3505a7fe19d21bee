// /api/v1/orders

#include "api.h"
#include "dto.h"
#include "idempotency.h"
#include "json_body.h"
#include "json_text.h"
#include "lists.h"
#include "millrace/base/digest.h"

namespace millrace::http {
namespace {

using dto::Json;

app::OrderRequest read_order(const Context& context, const Json& json,
                             std::vector<FieldError>& errors) {
    app::OrderRequest order;
    ObjectReader reader{json, "", errors, {"quote_id", "lines", "contact", "reference"}};
    order.quote = app::QuoteId{reader.text("quote_id", {.required = true}).value_or("")};
    order.contact = reader.text("contact", {.bytes_max = 500}).value_or("");
    order.reference = reader.text("reference", {}).value_or("");
    const Json* lines = reader.array("lines", context.limits.lines_per_order_max, true);
    if (!lines) return order;
    for (std::size_t i = 0; i < lines->size(); ++i) {
        ObjectReader line{
            (*lines)[i],
            "/lines/" + std::to_string(i),
            errors,
            {"part_id", "process", "material", "machine", "tier", "quantity", "findings_accepted"}};
        app::OrderRequest::Line out;
        out.part = app::PartId{line.text("part_id", {.required = true}).value_or("")};
        out.process = line.text("process", {.required = true}).value_or("");
        out.material = line.text("material", {.required = true}).value_or("");
        out.machine = line.text("machine", {.required = true}).value_or("");
        out.tier = line.text("tier", {.required = true}).value_or("");
        out.quantity =
            line.integer("quantity",
                         {.min = 1, .max = context.limits.quantity_max, .required = true})
                .value_or(1);
        out.findings_accepted = line.flag("findings_accepted");
        order.lines.push_back(std::move(out));
    }
    return order;
}

Result<Json> order_json(Context& context, app::Transaction& transaction,
                        const app::OrderRecord& order) {
    MILLRACE_TRY(const auto work_orders, transaction.work_orders_of(order.id));
    std::set<app::PartId> parts;
    for (const app::OrderLine& line : order.lines) parts.insert(line.part);
    return dto::order(order, work_orders, part_names(transaction, parts),
                      dto::Names{context.shop.catalog()});
}

}  // namespace

Result<Response> create_order(Context& context, const Request& request, const PathValues&) {
    KeyOrRefusal key = read_key(request);
    if (key.refusal) return *key.refusal;
    const ParsedBody body = parse_json_body(request, context.limits.json_bytes_max);
    if (body.problem) return problem_response(*body.problem, request);
    std::vector<FieldError> errors;
    const app::OrderRequest order = read_order(context, body.json, errors);
    if (const auto problem = problem_of(errors)) return problem_response(*problem, request);
    key.keyed.fingerprint = sha256_hex(text_of(body.json));
    return once(context, request, key.keyed, [&]() -> Result<Response> {
        Response response;
        auto placed = context.shop.place_order(
            order, [&](app::Transaction& transaction, const app::OrderRecord& record) -> Status {
                MILLRACE_TRY(const Json json, order_json(context, transaction, record));
                response = json_response(201, json);
                response.headers.emplace_back("Location", "/api/v1/orders/" + record.id.text());
                return store_answer(context, transaction, key.keyed, response);
            });
        if (!placed) return std::move(placed).error();
        return response;
    });
}

Result<Response> list_orders(Context& context, const Request& request, const PathValues&) {
    const LimitOrRefusal limit = read_limit(request, context.limits.list_max);
    if (limit.refusal) return *limit.refusal;
    Json items = Json::array();
    bool more = false;
    MILLRACE_CHECK_OK(context.shop.store().read([&](app::Transaction& transaction) -> Status {
        MILLRACE_TRY(const auto orders, transaction.orders(limit.count + 1));
        for (const app::OrderRecord& order : orders) {
            more = items.size() == limit.count;
            if (more) break;
            MILLRACE_TRY(const auto work_orders, transaction.work_orders_of(order.id));
            items.push_back(dto::order_summary(order, work_orders));
        }
        return Done{};
    }));
    return json_response(200, {{"items", std::move(items)}, {"more", more}});
}

Result<Response> get_order(Context& context, const Request&, const PathValues& path) {
    Json json;
    MILLRACE_CHECK_OK(context.shop.store().read([&](app::Transaction& transaction) -> Status {
        MILLRACE_TRY(const app::OrderRecord order, transaction.order(app::OrderId{path[0]}));
        MILLRACE_TRY(json, order_json(context, transaction, order));
        return Done{};
    }));
    return json_response(200, json);
}

Result<Response> cancel_order(Context& context, const Request&, const PathValues& path) {
    Json json;
    // Cancelling twice is the same as once, so no key is needed.
    MILLRACE_CHECK_OK(context.shop.cancel_order(
        app::OrderId{path[0]},
        [&](app::Transaction& transaction, const app::OrderRecord& order) -> Status {
            MILLRACE_TRY(json, order_json(context, transaction, order));
            return Done{};
        }));
    return json_response(200, json);
}

}  // namespace millrace::http
