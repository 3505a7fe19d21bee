#pragma once

// The API without a transport: a request value in, a response value out.

#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "message.h"
#include "millrace/app/shop.h"
#include "millrace/http/server.h"
#include "problem.h"
#include "web_files.h"

namespace millrace::http {

/// Values of the {names} in a route's path, in their order.
using PathValues = std::vector<std::string>;

/// Keys of requests that are being handled now, so that a repeat meanwhile gets 409 and not a
/// second effect. Only within this process; across a crash the stored answer decides.
class RunningKeys {
public:
    [[nodiscard]] bool enter(const std::string& key);
    void leave(const std::string& key);

private:
    std::mutex mutex_;
    std::set<std::string> keys_;
};

/// What handlers work with. Shared by all worker threads.
struct Context {
    app::Shop& shop;
    Limits limits;
    std::function<Instant()> now;
    WebFiles web;
    RunningKeys running;
};

using Handler = Result<Response> (*)(Context&, const Request&, const PathValues&);

struct Route {
    std::string_view method;        ///< "GET" also answers HEAD
    std::string_view path;          ///< as in the OpenAPI document: "/api/v1/parts/{part_id}"
    std::string_view operation_id;  ///< as in the OpenAPI document
    Handler handler;                ///< null: the transport answers itself (server-sent events)
};

/// Every operation of the API. The contract test compares it with openapi.json both ways.
[[nodiscard]] const std::vector<Route>& routes();

/// The values of the path's names when `path` follows `pattern`.
[[nodiscard]] bool match_path(std::string_view pattern, std::string_view path, PathValues& values);

/// Answers any request: routes, web client, 404, 405, HEAD, OPTIONS, refusals of the transport.
/// Adds the security headers. Never throws. Event streams are answered by the transport.
[[nodiscard]] Response handle(Context& context, const Request& request);

/// True when this is GET /api/v1/events, which the transport serves as a stream.
[[nodiscard]] bool is_event_stream(const Request& request);

/// Headers of every answer: no sniffing, no framing, scripts and connections of this origin only.
void add_security_headers(HeaderList& headers);

/// A JSON answer.
[[nodiscard]] Response json_response(int status, const nlohmann::json& json);

// Handlers, by file.
[[nodiscard]] Result<Response> create_parts(Context&, const Request&, const PathValues&);
[[nodiscard]] Result<Response> list_parts(Context&, const Request&, const PathValues&);
[[nodiscard]] Result<Response> get_part(Context&, const Request&, const PathValues&);
[[nodiscard]] Result<Response> state_part_unit(Context&, const Request&, const PathValues&);
[[nodiscard]] Result<Response> get_part_model(Context&, const Request&, const PathValues&);
[[nodiscard]] Result<Response> get_part_findings(Context&, const Request&, const PathValues&);
[[nodiscard]] Result<Response> get_part_structure(Context&, const Request&, const PathValues&);
[[nodiscard]] Result<Response> get_part_flat_pattern(Context&, const Request&, const PathValues&);
[[nodiscard]] Result<Response> create_quote(Context&, const Request&, const PathValues&);
[[nodiscard]] Result<Response> list_quotes(Context&, const Request&, const PathValues&);
[[nodiscard]] Result<Response> get_quote(Context&, const Request&, const PathValues&);
[[nodiscard]] Result<Response> create_order(Context&, const Request&, const PathValues&);
[[nodiscard]] Result<Response> list_orders(Context&, const Request&, const PathValues&);
[[nodiscard]] Result<Response> get_order(Context&, const Request&, const PathValues&);
[[nodiscard]] Result<Response> cancel_order(Context&, const Request&, const PathValues&);
[[nodiscard]] Result<Response> list_work_orders(Context&, const Request&, const PathValues&);
[[nodiscard]] Result<Response> get_work_order(Context&, const Request&, const PathValues&);
[[nodiscard]] Result<Response> transition_operation(Context&, const Request&, const PathValues&);
[[nodiscard]] Result<Response> get_catalog(Context&, const Request&, const PathValues&);
[[nodiscard]] Result<Response> get_openapi(Context&, const Request&, const PathValues&);
[[nodiscard]] Result<Response> get_health(Context&, const Request&, const PathValues&);

}  // namespace millrace::http
