// /api/v1/quotes

#include <algorithm>

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

void read_part_ids(const Context& context, ObjectReader& reader, std::vector<app::PartId>& parts) {
    const Json* list = reader.array("part_ids", context.limits.parts_per_quote_max, true);
    if (!list) return;
    for (const Json& one : *list) {
        if (!one.is_string() || one.get_ref<const std::string&>().size() > 100)
            return reader.fail("part_ids", "wrong_type", "Every entry must be the id of a part.");
        app::PartId id{one.get<std::string>()};
        if (std::find(parts.begin(), parts.end(), id) != parts.end())
            return reader.fail("part_ids", "invalid",
                               "The part '" + id.text() + "' is named twice.");
        parts.push_back(std::move(id));
    }
}

void read_quantities(const Context& context, ObjectReader& reader,
                     std::vector<std::int64_t>& quantities) {
    const Json* list = reader.array("quantities", context.limits.quantities_per_quote_max, false);
    if (!list) return;
    quantities.clear();
    for (const Json& one : *list) {
        const bool whole = one.is_number_unsigned();
        const std::uint64_t value = whole ? one.get<std::uint64_t>() : 0;
        if (value < 1 || value > static_cast<std::uint64_t>(context.limits.quantity_max))
            return reader.fail("quantities", "out_of_range",
                               "Every quantity must be a whole number, 1 to " +
                                   std::to_string(context.limits.quantity_max) + ".");
        quantities.push_back(static_cast<std::int64_t>(value));
    }
    std::sort(quantities.begin(), quantities.end());
    quantities.erase(std::unique(quantities.begin(), quantities.end()), quantities.end());
}

/// Reads a stored quote out with the names of its parts.
Result<Json> quote_json(Context& context, const app::QuoteRecord& quote) {
    MILLRACE_TRY(std::vector<app::PartOffers> offers, app::offers_of(quote));
    std::vector<dto::QuotedPart> parts;
    for (app::PartOffers& one : offers) parts.push_back({std::move(one), {}, {}});
    MILLRACE_CHECK_OK(context.shop.store().read([&](app::Transaction& transaction) -> Status {
        for (dto::QuotedPart& part : parts) {
            const auto record = transaction.part(part.offers.part);
            if (!record) continue;  // the offers stay readable without it
            part.name = record->name;
            part.file_name = record->file_name;
        }
        return Done{};
    }));
    return dto::quote(quote, parts, context.now(), dto::Names{context.shop.catalog()});
}

Result<Json> load_quote_json(Context& context, const std::string& id) {
    app::QuoteRecord quote;
    MILLRACE_CHECK_OK(context.shop.store().read([&](app::Transaction& transaction) -> Status {
        MILLRACE_TRY(quote, transaction.quote(app::QuoteId{id}));
        return Done{};
    }));
    return quote_json(context, quote);
}

constexpr std::string_view kQuotePath = "/api/v1/quotes/";

}  // namespace

Result<Response> create_quote(Context& context, const Request& request, const PathValues&) {
    KeyOrRefusal key = read_key(request);
    if (key.refusal) return *key.refusal;
    const ParsedBody body = parse_json_body(request, context.limits.json_bytes_max);
    if (body.problem) return problem_response(*body.problem, request);
    app::QuoteRequest wanted;
    std::vector<FieldError> errors;
    ObjectReader reader{
        body.json,
        "",
        errors,
        {"part_ids", "quantities", "process", "material", "machine", "all_materials"}};
    read_part_ids(context, reader, wanted.parts);
    read_quantities(context, reader, wanted.options.quantities);
    wanted.options.process = reader.text("process", {});
    wanted.options.material = reader.text("material", {});
    wanted.options.machine = reader.text("machine", {});
    wanted.options.all_materials = reader.flag("all_materials");
    if (const auto problem = problem_of(errors)) return problem_response(*problem, request);
    wanted.options.now = context.now();
    key.keyed.fingerprint = sha256_hex(text_of(body.json));

    Result<Response> response = once(context, request, key.keyed, [&]() -> Result<Response> {
        Response created;
        auto quote = context.shop.make_quote(
            wanted, [&](app::Transaction& transaction, const app::QuoteRecord& record) -> Status {
                // The quote never changes, so the stored answer only points to it.
                created.status = 201;
                created.content_type = "application/json";
                created.headers.emplace_back("Cache-Control", "no-store");
                created.headers.emplace_back("Location",
                                             std::string{kQuotePath} + record.id.text());
                return store_answer(context, transaction, key.keyed, created);
            });
        if (!quote) return std::move(quote).error();
        return created;
    });
    if (!response || response->status != 201) return response;
    const std::string_view location = response->header("Location");
    MILLRACE_TRY(const Json json,
                 load_quote_json(context, std::string{location.substr(kQuotePath.size())}));
    response->body = text_of(json);
    return response;
}

Result<Response> list_quotes(Context& context, const Request& request, const PathValues&) {
    const LimitOrRefusal limit = read_limit(request, context.limits.list_max);
    if (limit.refusal) return *limit.refusal;
    Json items = Json::array();
    bool more = false;
    MILLRACE_CHECK_OK(context.shop.store().read([&](app::Transaction& transaction) -> Status {
        MILLRACE_TRY(const auto quotes, transaction.quotes(limit.count + 1));
        for (const app::QuoteRecord& quote : quotes) {
            more = items.size() == limit.count;
            if (more) break;
            items.push_back(dto::quote_summary(quote, context.now()));
        }
        return Done{};
    }));
    return json_response(200, {{"items", std::move(items)}, {"more", more}});
}

Result<Response> get_quote(Context& context, const Request&, const PathValues& path) {
    MILLRACE_TRY(const Json json, load_quote_json(context, path[0]));
    return json_response(200, json);
}

}  // namespace millrace::http
