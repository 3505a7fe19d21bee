// /api/v1/catalog, /api/v1/openapi.json, /healthz

#include "api.h"
#include "dto.h"
#include "embedded.h"

namespace millrace::http {

std::string_view openapi_document() { return embedded_openapi().front().bytes; }

Result<Response> get_catalog(Context& context, const Request&, const PathValues&) {
    dto::Json json = dto::catalog(context.shop.catalog());
    const Limits& limits = context.limits;
    json["limits"] = {{"upload_bytes_max", limits.file_bytes_max},
                      {"request_bytes_max", limits.request_bytes_max},
                      {"files_per_request_max", limits.files_per_request_max},
                      {"parts_per_quote_max", limits.parts_per_quote_max},
                      {"quantities_per_quote_max", limits.quantities_per_quote_max},
                      {"quantity_max", limits.quantity_max},
                      {"list_max", limits.list_max}};
    return json_response(200, json);
}

Result<Response> get_openapi(Context&, const Request&, const PathValues&) {
    Response response;
    response.content_type = "application/json";
    response.fixed_body = openapi_document();
    response.headers.emplace_back("Cache-Control", "no-cache");
    return response;
}

/// Reads from the database, so that a server whose disk is gone does not call itself healthy.
Result<Response> get_health(Context& context, const Request&, const PathValues&) {
    MILLRACE_CHECK_OK(context.shop.store().read([](app::Transaction& transaction) -> Status {
        const auto parts = transaction.parts(1);
        return parts ? Status{Done{}} : Status{parts.error()};
    }));
    return json_response(200, {{"status", "ok"}, {"shop_name", context.shop.catalog().shop_name}});
}

}  // namespace millrace::http
