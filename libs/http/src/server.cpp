// The only source that knows RESTinio: sockets in, request values out, response values back.

#include "millrace/http/server.h"

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <list>
#include <mutex>
#include <thread>

#include "api.h"
#include "bounded_parser.h"
#include "event_feed.h"
#include "worker_pool.h"

namespace millrace::http {
namespace {

using Clock = std::chrono::steady_clock;

struct Traits : restinio::traits_t<restinio::asio_timer_manager_t, restinio::null_logger_t> {
    using http_methods_mapper_t = BoundedMethods;
    static constexpr bool use_connection_count_limiter = true;
};
using RestinioServer = restinio::http_server_t<Traits>;
using StreamBuilder = restinio::response_builder_t<restinio::chunked_output_t>;

Clock::duration clock_duration(Duration duration) {
    return std::chrono::duration_cast<Clock::duration>(duration);
}

std::string_view reason_of(int status) {
    static constexpr std::array<std::pair<int, std::string_view>, 21> kReasons = {{
        {200, "OK"},
        {201, "Created"},
        {202, "Accepted"},
        {204, "No Content"},
        {304, "Not Modified"},
        {400, "Bad Request"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {406, "Not Acceptable"},
        {409, "Conflict"},
        {412, "Precondition Failed"},
        {413, "Content Too Large"},
        {414, "URI Too Long"},
        {415, "Unsupported Media Type"},
        {422, "Unprocessable Content"},
        {428, "Precondition Required"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"},
        {503, "Service Unavailable"},
        {504, "Gateway Timeout"},
    }};
    for (const auto& [code, reason] : kReasons)
        if (code == status) return reason;
    return "Status";
}

restinio::http_status_line_t status_line(int status) {
    return {restinio::http_status_code_t{static_cast<std::uint16_t>(status)},
            std::string{reason_of(status)}};
}

Request to_request(const restinio::request_handle_t& handle) {
    Request request;
    const auto& header = handle->header();
    request.method = header.method().c_str();
    request.target = header.request_target();
    header.for_each_field([&](const restinio::http_header_field_t& field) {
        if (field.name() == kRefusedHeader)
            request.refused = std::atoi(field.value().c_str());
        else
            request.headers.emplace_back(field.name(), field.value());
    });
    request.body = handle->body();
    return request;
}

/// How many answers are not yet on the wire, so that stopping can wait for them.
struct InFlight {
    std::mutex mutex;
    std::condition_variable changed;
    int count = 0;

    void add(int difference) {
        const std::lock_guard lock{mutex};
        count += difference;
        changed.notify_all();
    }
};

void send(const restinio::request_handle_t& handle, const Request& request, Response response,
          const std::shared_ptr<InFlight>& in_flight) {
    auto builder =
        handle->create_response<restinio::user_controlled_output_t>(status_line(response.status));
    if (!response.content_type.empty())
        builder.append_header("Content-Type", response.content_type);
    for (auto& [name, value] : response.headers) builder.append_header(name, std::move(value));
    builder.append_header_date_field();
    builder.set_content_length(response.bytes().size());
    // RFC 9110: these carry the length of the body that they do not send.
    const bool without_body = request.method == "HEAD" || response.status == 304;
    if (!without_body && !response.bytes().empty()) {
        if (response.fixed_body.empty())
            builder.set_body(restinio::writable_item_t{std::move(response.body)});
        else
            builder.set_body(
                restinio::const_buffer(response.fixed_body.data(), response.fixed_body.size()));
    }
    in_flight->add(1);
    builder.done([in_flight](const auto&) { in_flight->add(-1); });
}

/// Wakes the event pump. Outlives the server: the store keeps the listener.
struct Wake {
    std::mutex mutex;
    std::condition_variable condition;
    bool raised = false;

    void raise() {
        {
            const std::lock_guard lock{mutex};
            raised = true;
        }
        condition.notify_all();
    }
};

/// One client of the event stream. Touched by the pump only, except for the two flags.
struct Stream {
    explicit Stream(StreamBuilder builder_) : builder{std::move(builder_)} {}
    StreamBuilder builder;
    std::optional<std::int64_t> after;
    bool opened = false;
    Clock::time_point written_at = Clock::now();
    std::atomic<bool> busy = false;  ///< the last write has not reached the socket
    std::atomic<bool> dead = false;
};

/// Carries the event log to every open stream. A stream gets its next events when its last ones are
/// on the wire, so a slow client holds up nobody and costs no memory: the log is its buffer.
class EventPump {
public:
    EventPump(app::Shop& shop, const Limits& limits)
        : shop_{shop}, limits_{limits}, wake_{std::make_shared<Wake>()} {
        shop_.store().on_events([wake = wake_] { wake->raise(); });
        thread_ = std::thread{[this] { run(); }};
    }
    ~EventPump() { stop(); }
    EventPump(const EventPump&) = delete;
    EventPump& operator=(const EventPump&) = delete;

    [[nodiscard]] bool full() const { return count_.load() >= limits_.event_streams_max; }

    void add(std::shared_ptr<Stream> stream) {
        ++count_;
        {
            const std::lock_guard lock{wake_->mutex};
            arrivals_.push_back(std::move(stream));
        }
        wake_->raise();
    }

    void stop() {
        stopping_ = true;
        wake_->raise();
        if (thread_.joinable()) thread_.join();
        streams_.clear();
        const std::lock_guard lock{wake_->mutex};
        arrivals_.clear();
    }

private:
    void run() {
        while (!stopping_) {
            {
                std::unique_lock lock{wake_->mutex};
                wake_->condition.wait_for(lock, limits_.heartbeat / 4,
                                          [&] { return wake_->raised; });
                wake_->raised = false;
                streams_.splice(streams_.end(), arrivals_);
            }
            for (const auto& stream : streams_) serve(*stream, stream);
            streams_.remove_if([this](const auto& stream) {
                if (stream->dead) --count_;
                return stream->dead.load();
            });
        }
    }

    void serve(Stream& stream, const std::shared_ptr<Stream>& shared) {
        const auto silence = Clock::now() - stream.written_at;
        if (stream.busy) {
            // The connection is gone without having said so.
            if (silence > clock_duration(limits_.write_time_max) * 2) stream.dead = true;
            return;
        }
        if (!stream.opened && !open(stream)) return;
        auto frames = event_frames(shop_.store(), *stream.after, kFramesMax, shop_id());
        if (!frames) return;  // the database is busy or gone: asked again at the next round
        std::string text = std::move(frames->text);
        stream.after = frames->last;
        if (!stream.opened) text.insert(0, "retry: 2000\n: this is Millrace\n\n");
        if (text.empty() && silence >= clock_duration(limits_.heartbeat)) text = ": still here\n\n";
        stream.opened = true;
        if (!text.empty()) write(stream, shared, std::move(text));
    }

    /// Everything after the moment at which the client sees the stream open reaches it.
    bool open(Stream& stream) {
        if (stream.after) return true;
        auto newest = newest_sequence(shop_.store());
        if (!newest) return false;
        stream.after = *newest;
        return true;
    }

    void write(Stream& stream, const std::shared_ptr<Stream>& shared, std::string text) {
        stream.busy = true;
        stream.written_at = Clock::now();
        stream.builder.append_chunk(restinio::writable_item_t{std::move(text)});
        const std::weak_ptr<Stream> weak = shared;
        stream.builder.flush([weak, wake = wake_](const auto& error) {
            if (const auto one = weak.lock()) {
                if (error) one->dead = true;
                one->busy = false;
            }
            wake->raise();
        });
    }

    [[nodiscard]] const std::string& shop_id() const { return shop_.catalog().shop_id; }

    static constexpr std::size_t kFramesMax = 200;

    app::Shop& shop_;
    const Limits limits_;
    std::shared_ptr<Wake> wake_;
    std::list<std::shared_ptr<Stream>> streams_;
    std::list<std::shared_ptr<Stream>> arrivals_;
    std::atomic<std::size_t> count_ = 0;
    std::atomic<bool> stopping_ = false;
    std::thread thread_;
};

/// Numbers are taken as they are, names are looked up.
Result<asio::ip::address> resolve(const std::string& host) {
    asio::error_code error;
    const auto address = asio::ip::make_address(host, error);
    if (!error) return address;
    asio::io_context context;
    asio::ip::tcp::resolver resolver{context};
    const auto found = resolver.resolve(asio::ip::tcp::v4(), host, "", error);
    if (error || found.empty())
        return Error{ErrorCode::Unavailable,
                     "The host '" + host + "' cannot be found: " + error.message(),
                     {}};
    return found.begin()->endpoint().address();
}

Instant system_now() {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now());
}

/// Connections that are still open count themselves off at the server when their pending
/// operations go: these have to go first.
class Io : public asio::io_context {
public:
    void abandon_operations() { shutdown(); }
};

}  // namespace

struct Server::Impl {
    Impl(app::Shop& shop, ServerOptions options_)
        : options{std::move(options_)},
          context{shop,
                  options.limits,
                  options.now ? options.now : std::function<Instant()>{system_now},
                  WebFiles{options.web, options.web_folder},
                  {}},
          pool{options.worker_threads, options.limits.queue_max},
          pump{shop, options.limits} {}

    ServerOptions options;
    Context context;
    Io io;
    std::shared_ptr<InFlight> in_flight = std::make_shared<InFlight>();
    WorkerPool pool;
    EventPump pump;
    std::unique_ptr<RestinioServer> server;
    std::thread thread;
    std::uint16_t port = 0;
    bool stopped = false;

    restinio::request_handling_status_t on_request(const restinio::request_handle_t& handle) {
        auto request = std::make_shared<Request>(to_request(handle));
        if (is_event_stream(*request)) {
            open_stream(handle, *request);
        } else if (!pool.post([this, handle, request] {
                       send(handle, *request, http::handle(context, *request), in_flight);
                   })) {
            refuse_busy(handle, *request, "The server has more requests than it can take.");
        }
        return restinio::request_accepted();
    }

    void refuse_busy(const restinio::request_handle_t& handle, const Request& request,
                     const std::string& why) {
        Response response = problem_response(
            problem_of(Error{ErrorCode::Unavailable, why + " Try again in a few seconds.", {}}),
            request);
        add_security_headers(response.headers);
        send(handle, request, std::move(response), in_flight);
    }

    void open_stream(const restinio::request_handle_t& handle, const Request& request) {
        StreamStart start = read_stream_start(request);
        if (start.refusal) {
            add_security_headers(start.refusal->headers);
            return send(handle, request, std::move(*start.refusal), in_flight);
        }
        if (pump.full()) return refuse_busy(handle, request, "Too many event streams are open.");
        auto builder = handle->create_response<restinio::chunked_output_t>(status_line(200));
        HeaderList headers = {{"Content-Type", "text/event-stream"},
                              {"Cache-Control", "no-store"},
                              {"X-Accel-Buffering", "no"}};  // proxies pass events on at once
        add_security_headers(headers);
        for (auto& [name, value] : headers) builder.append_header(name, std::move(value));
        builder.append_header_date_field();
        auto stream = std::make_shared<Stream>(std::move(builder));
        stream->after = start.after;
        pump.add(std::move(stream));
    }

    Status listen() {
        MILLRACE_TRY(const asio::ip::address address, resolve(options.host));
        const Limits& limits = options.limits;
        try {
            server = std::make_unique<RestinioServer>(
                restinio::external_io_context(io), [&](auto& settings) {
                    settings.address(address)
                        .port(options.port)
                        .request_handler([this](const restinio::request_handle_t& handle) {
                            return on_request(handle);
                        })
                        .acceptor_post_bind_hook([this](asio::ip::tcp::acceptor& acceptor) {
                            port = acceptor.local_endpoint().port();
                        })
                        .acceptor_options_setter([](auto& acceptor) {
                            acceptor.set_option(asio::ip::tcp::acceptor::reuse_address(true));
                        })
                        .incoming_http_msg_limits(restinio::incoming_http_msg_limits_t{}
                                                      .max_url_size(limits.url_bytes_max)
                                                      .max_field_name_size(256)
                                                      .max_field_value_size(limits.header_bytes_max)
                                                      .max_field_count(limits.headers_max)
                                                      .max_body_size(limits.request_bytes_max))
                        .max_parallel_connections(limits.connections_max)
                        .read_next_http_message_timelimit(clock_duration(limits.read_time_max))
                        .handle_request_timeout(clock_duration(limits.handle_time_max))
                        .write_http_response_timelimit(clock_duration(limits.write_time_max))
                        .buffer_size(64 << 10);
                });
            server->open_sync();
        } catch (const std::exception& error) {
            return Error{ErrorCode::Unavailable,
                         "Cannot listen on " + options.host + ":" + std::to_string(options.port) +
                             ": " + error.what(),
                         {}};
        }
        thread = std::thread{[this] { io.run(); }};
        return Done{};
    }

    void stop() {
        if (stopped) return;
        stopped = true;
        if (server) asio::post(io, [this] { server->close_sync(); });
        pump.stop();
        pool.stop();
        {
            std::unique_lock lock{in_flight->mutex};
            in_flight->changed.wait_for(lock, std::chrono::seconds{2},
                                        [&] { return in_flight->count == 0; });
        }
        io.stop();
        if (thread.joinable()) thread.join();
        io.abandon_operations();
    }
};

Server::Server(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}

Server::~Server() {
    if (impl_) impl_->stop();
}

Result<std::unique_ptr<Server>> Server::start(app::Shop& shop, ServerOptions options) {
    if (options.web_folder && !std::filesystem::is_directory(*options.web_folder))
        return Error{ErrorCode::NotFound,
                     "The web folder '" + options.web_folder->string() + "' is not a folder.",
                     {}};
    auto impl = std::make_unique<Impl>(shop, std::move(options));
    auto listening = impl->listen();
    if (!listening) {
        impl->stop();
        return std::move(listening).error().during("start the server");
    }
    return std::unique_ptr<Server>{new Server{std::move(impl)}};
}

std::uint16_t Server::port() const { return impl_->port; }

void Server::stop() { impl_->stop(); }

}  // namespace millrace::http
