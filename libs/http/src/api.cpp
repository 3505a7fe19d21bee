#include "api.h"

#include <exception>

#include <nlohmann/json.hpp>

#include "json_text.h"

namespace millrace::http {
namespace {

constexpr std::string_view kApiRoot = "/api/";

bool is_api_path(std::string_view path) {
    return path.starts_with(kApiRoot) || path == "/api" || path == "/healthz";
}

/// What the transport could not keep, as a problem that names the limit.
Response refusal(const Context& context, const Request& request) {
    const Limits& limits = context.limits;
    if (request.refused == 413)
        return problem_response(
            problem_of(Error{ErrorCode::LimitExceeded,
                             "The request is larger than " + size_text(limits.request_bytes_max) +
                                 ". Upload fewer files at a time.",
                             {}}),
            request);
    if (request.refused == 414)
        return problem_response(
            {414,
             "uri_too_long",
             "Address too long",
             "The address is longer than " + size_text(limits.url_bytes_max) + ".",
             {}},
            request);
    return problem_response({431,
                             "headers_too_large",
                             "Headers too large",
                             "At most " + std::to_string(limits.headers_max) + " headers of " +
                                 size_text(limits.header_bytes_max) + " each are accepted.",
                             {}},
                            request);
}

/// Methods that exist for a path, as an Allow header; empty when the path is unknown.
std::string allowed_methods(std::string_view path) {
    std::string allow;
    PathValues values;
    for (const Route& route : routes()) {
        if (!match_path(route.path, path, values)) continue;
        if (!allow.empty()) allow += ", ";
        allow += route.method;
        if (route.method == "GET") allow += ", HEAD";
    }
    return allow.empty() ? allow : allow + ", OPTIONS";
}

Response run(Context& context, const Route& route, const Request& request,
             const PathValues& values) {
    try {
        Result<Response> result = route.handler(context, request, values);
        if (result) return std::move(result).value();
        return problem_response(problem_of(result.error()), request);
    } catch (const std::exception& error) {
        // No handler is meant to throw; memory can still run out.
        return problem_response(
            problem_of(Error{ErrorCode::Internal,
                             std::string{"The server could not do this: "} + error.what(),
                             {}}),
            request);
    }
}

Response route_request(Context& context, const Request& request) {
    const std::string_view path = request.path();
    const std::string_view sent = request.method;
    const std::string_view method = sent == "HEAD" ? std::string_view{"GET"} : sent;
    if (!is_api_path(path)) {
        if (method == "GET") return context.web.get(request);
        Response response = problem_response(
            {405, "method_not_allowed", "Method not allowed", "Pages can only be read.", {}},
            request);
        response.headers.emplace_back("Allow", "GET, HEAD");
        return response;
    }
    PathValues values;
    for (const Route& route : routes()) {
        if (route.method == method && route.handler && match_path(route.path, path, values))
            return run(context, route, request, values);
    }
    const std::string allow = allowed_methods(path);
    if (allow.empty())
        return problem_response(
            problem_of(Error{ErrorCode::NotFound,
                             "The API has no such address. /api/v1/openapi.json lists them.",
                             {}}),
            request);
    Response response;
    if (method != "OPTIONS") {
        response = problem_response({405,
                                     "method_not_allowed",
                                     "Method not allowed",
                                     "This address answers " + allow + ".",
                                     {}},
                                    request);
    }
    response.headers.emplace_back("Allow", allow);
    return response;
}

}  // namespace

bool RunningKeys::enter(const std::string& key) {
    const std::lock_guard lock{mutex_};
    return keys_.insert(key).second;
}

void RunningKeys::leave(const std::string& key) {
    const std::lock_guard lock{mutex_};
    keys_.erase(key);
}

const std::vector<Route>& routes() {
    static const std::vector<Route> all = {
        {"POST", "/api/v1/parts", "createParts", create_parts},
        {"GET", "/api/v1/parts", "listParts", list_parts},
        {"GET", "/api/v1/parts/{part_id}", "getPart", get_part},
        {"POST", "/api/v1/parts/{part_id}/unit", "statePartUnit", state_part_unit},
        {"GET", "/api/v1/parts/{part_id}/model", "getPartModel", get_part_model},
        {"GET", "/api/v1/parts/{part_id}/findings", "getPartFindings", get_part_findings},
        {"GET", "/api/v1/parts/{part_id}/structure", "getPartStructure", get_part_structure},
        {"GET", "/api/v1/parts/{part_id}/flat.dxf", "getPartFlatPattern", get_part_flat_pattern},
        {"POST", "/api/v1/quotes", "createQuote", create_quote},
        {"GET", "/api/v1/quotes", "listQuotes", list_quotes},
        {"GET", "/api/v1/quotes/{quote_id}", "getQuote", get_quote},
        {"POST", "/api/v1/orders", "createOrder", create_order},
        {"GET", "/api/v1/orders", "listOrders", list_orders},
        {"GET", "/api/v1/orders/{order_id}", "getOrder", get_order},
        {"POST", "/api/v1/orders/{order_id}/cancel", "cancelOrder", cancel_order},
        {"GET", "/api/v1/work-orders", "listWorkOrders", list_work_orders},
        {"GET", "/api/v1/work-orders/{work_order_id}", "getWorkOrder", get_work_order},
        {"POST", "/api/v1/work-orders/{work_order_id}/operations/{operation_id}/transitions",
         "transitionOperation", transition_operation},
        {"GET", "/api/v1/catalog", "getCatalog", get_catalog},
        {"GET", "/api/v1/events", "streamEvents", nullptr},
        {"GET", "/api/v1/openapi.json", "getOpenApi", get_openapi},
        {"GET", "/healthz", "getHealth", get_health},
    };
    return all;
}

bool match_path(std::string_view pattern, std::string_view path, PathValues& values) {
    values.clear();
    while (true) {
        const std::string_view want = pattern.substr(0, pattern.find('/'));
        const std::string_view have = path.substr(0, path.find('/'));
        if (want.starts_with('{')) {
            if (have.empty()) return false;
            values.push_back(percent_decoded(have, false));
        } else if (want != have) {
            return false;
        }
        const bool pattern_ends = want.size() == pattern.size();
        const bool path_ends = have.size() == path.size();
        if (pattern_ends || path_ends) return pattern_ends && path_ends;
        pattern.remove_prefix(want.size() + 1);
        path.remove_prefix(have.size() + 1);
    }
}

bool is_event_stream(const Request& request) {
    return request.method == "GET" && request.path() == "/api/v1/events" && request.refused == 0;
}

void add_security_headers(HeaderList& headers) {
    headers.emplace_back("X-Content-Type-Options", "nosniff");
    headers.emplace_back("Referrer-Policy", "same-origin");
    headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
    headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
    // The viewer needs blob: for textures and workers; component libraries set style attributes.
    headers.emplace_back(
        "Content-Security-Policy",
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' "
        "'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' "
        "data: blob:; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action "
        "'self'; frame-ancestors 'none'");
}

Response json_response(int status, const nlohmann::json& json) {
    Response response;
    response.status = status;
    response.content_type = "application/json";
    response.body = text_of(json);
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
}

Response handle(Context& context, const Request& request) {
    Response response =
        request.refused ? refusal(context, request) : route_request(context, request);
    add_security_headers(response.headers);
    return response;
}

}  // namespace millrace::http
