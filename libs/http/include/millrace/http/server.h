#pragma once

// The JSON API, server-sent events and the web client of one shop over HTTP/1.1.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "millrace/app/shop.h"
#include "millrace/base/embedded_file.h"
#include "millrace/base/quantity.h"
#include "millrace/base/result.h"

namespace millrace::http {

/// What one request may ask of the server. Every limit is named in the answer that refuses.
struct Limits {
    std::size_t file_bytes_max = std::size_t{256} << 20;   ///< one uploaded file
    std::size_t request_bytes_max = std::size_t{1} << 30;  ///< one request; it is held in memory
    std::size_t json_bytes_max = std::size_t{1} << 20;     ///< a JSON body
    std::size_t files_per_request_max = 100;
    std::size_t parts_per_quote_max = 100;
    std::size_t quantities_per_quote_max = 20;
    std::int64_t quantity_max = 1'000'000;
    std::size_t lines_per_order_max = 100;
    std::size_t list_max = 500;  ///< entries of a list
    std::size_t url_bytes_max = 8 << 10;
    std::size_t header_bytes_max = 16 << 10;  ///< one header value
    std::size_t headers_max = 100;
    std::size_t connections_max = 1024;
    std::size_t event_streams_max = 256;
    std::size_t queue_max = 512;               ///< requests waiting for a worker
    Duration read_time_max = from_s(600.0);    ///< to receive one request, or idle before the next
    Duration handle_time_max = from_s(300.0);  ///< to compute an answer
    Duration write_time_max = from_s(600.0);   ///< to send one answer
    Duration heartbeat = from_s(15.0);         ///< between comments on a silent event stream
};

struct ServerOptions {
    std::string host = "127.0.0.1";
    std::uint16_t port = 8080;                        ///< 0: any free one, see Server::port()
    std::span<const base::EmbeddedFile> web = {};     ///< the built web client
    std::optional<std::filesystem::path> web_folder;  ///< takes the place of `web`
    Limits limits;
    int worker_threads = 8;
    std::function<Instant()> now;  ///< empty: the system clock
};

/// The running server. Requests are read and written on one thread; handlers run on worker threads,
/// so a slow quote never holds up the others. The shop must outlive it.
class Server {
public:
    /// Binds and starts answering. @return Unavailable when the address cannot be bound, NotFound
    /// when `web_folder` is not a folder.
    [[nodiscard]] static Result<std::unique_ptr<Server>> start(app::Shop& shop,
                                                               ServerOptions options);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    [[nodiscard]] std::uint16_t port() const;
    /// Stops accepting, lets running handlers end, closes event streams. Idempotent.
    void stop();

private:
    struct Impl;
    explicit Server(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

/// The OpenAPI 3.1 document that is served at /api/v1/openapi.json.
[[nodiscard]] std::string_view openapi_document();

}  // namespace millrace::http
