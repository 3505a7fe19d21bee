// The server on a real port, spoken to in raw bytes: what the handlers cannot show.

#include "millrace/http/server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <thread>

#include "event_feed.h"
#include "test_shop.h"

namespace millrace::http {
namespace {

/// A TCP connection to the server. Every wait ends after ten seconds with what has come so far.
class Wire {
public:
    explicit Wire(std::uint16_t port) : socket_{::socket(AF_INET, SOCK_STREAM, 0)} {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        EXPECT_EQ(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    }
    ~Wire() { ::close(socket_); }
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;

    void send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
    }
    /// Reads until `text` has come; @return everything read so far, which is then forgotten.
    std::string until(std::string_view text) {
        while (buffer_.find(text) == std::string::npos && more()) {
        }
        return std::exchange(buffer_, {});
    }
    bool closed() {
        while (more()) {
        }
        return closed_;
    }
    /// One whole response with a Content-Length.
    std::string response(bool has_body = true) {
        while (buffer_.find("\r\n\r\n") == std::string::npos && more()) {
        }
        const std::size_t head = buffer_.find("\r\n\r\n");
        if (head == std::string::npos) return std::exchange(buffer_, {});
        const std::size_t at = buffer_.find("Content-Length: ");
        const std::size_t length = has_body && at < head ? std::stoul(buffer_.substr(at + 16)) : 0;
        while (buffer_.size() < head + 4 + length && more()) {
        }
        const std::string out = buffer_.substr(0, head + 4 + length);
        buffer_.erase(0, out.size());
        return out;
    }

private:
    bool more() {
        pollfd wait{socket_, POLLIN, 0};
        if (::poll(&wait, 1, 10'000) <= 0) return false;
        char bytes[65536];
        const ssize_t got = ::recv(socket_, bytes, sizeof bytes, 0);
        if (got <= 0) {
            closed_ = true;
            return false;
        }
        buffer_.append(bytes, static_cast<std::size_t>(got));
        return true;
    }
    int socket_;
    std::string buffer_;
    bool closed_ = false;
};

struct Served {
    explicit Served(Limits limits = {}) {
        static const std::vector<base::EmbeddedFile> web = {{"index.html", "<page>"}};
        ServerOptions options;
        options.port = 0;
        options.web = web;
        options.limits = limits;
        options.worker_threads = 2;
        options.now = [this] { return test.now; };
        server = Server::start(test.shop, std::move(options)).value();
    }
    std::string ask(const std::string& request, bool has_body = true) {
        Wire wire{server->port()};
        wire.send(request);
        return wire.response(has_body);
    }
    TestShop test;
    std::unique_ptr<Server> server;
};

std::string get(const std::string& target, const std::string& headers = {}) {
    return "GET " + target + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n";
}

TEST(Server, AnswersOnOneConnectionInOrder) {
    Served served;
    Wire wire{served.server->port()};
    wire.send(get("/healthz") + get("/api/v1/nothing") + get("/some/page"));
    EXPECT_TRUE(wire.response().starts_with("HTTP/1.1 200 OK\r\n"));
    EXPECT_TRUE(wire.response().starts_with("HTTP/1.1 404 Not Found\r\n"));
    const std::string page = wire.response();
    EXPECT_TRUE(page.ends_with("\r\n\r\n<page>")) << page;
    EXPECT_NE(page.find("X-Content-Type-Options: nosniff"), std::string::npos);
}

TEST(Server, HeadHasTheLengthButNoBody) {
    Served served;
    Wire wire{served.server->port()};
    wire.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n" + get("/healthz"));
    const std::string head = wire.response(false);
    EXPECT_NE(head.find("Content-Length: 6\r\n"), std::string::npos) << head;
    EXPECT_TRUE(wire.response().starts_with("HTTP/1.1 200")) << "the connection is in step";
}

TEST(Server, TakesAnUploadWithAndWithoutALength) {
    Served served;
    const std::string body =
        "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.stl\"\r\n\r\nbox 1 2 3"
        "\r\n--B--\r\n";
    const std::string head =
        "POST /api/v1/parts HTTP/1.1\r\nHost: x\r\n"
        "Content-Type: multipart/form-data; boundary=B\r\n";
    const std::string plain =
        served.ask(head + "Idempotency-Key: a\r\nContent-Length: " + std::to_string(body.size()) +
                   "\r\n\r\n" + body);
    EXPECT_TRUE(plain.starts_with("HTTP/1.1 202 Accepted")) << plain;
    std::string chunks;
    for (const char c : body) chunks += std::string{"1\r\n"} + c + "\r\n";
    const std::string chunked = served.ask(
        head + "Idempotency-Key: b\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + "0\r\n\r\n");
    EXPECT_TRUE(chunked.starts_with("HTTP/1.1 202 Accepted")) << chunked;
    EXPECT_EQ(served.test.get("/api/v1/parts")["items"].size(), 2u);
}

TEST(Server, TooLargeRequestsAreToldTheLimitAndTheConnectionLives) {
    Limits limits;
    limits.request_bytes_max = 1000;
    limits.url_bytes_max = 200;
    limits.header_bytes_max = 300;
    limits.headers_max = 20;
    Served served{limits};
    Wire wire{served.server->port()};
    wire.send("POST /api/v1/parts HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n\r\n" +
              std::string(200'000, 'x'));
    const std::string large = wire.response();
    EXPECT_TRUE(large.starts_with("HTTP/1.1 413 Content Too Large")) << large;
    EXPECT_NE(large.find("larger than 1000 bytes"), std::string::npos) << large;
    wire.send("POST /api/v1/parts HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 20; ++i) wire.send("64\r\n" + std::string(100, 'x') + "\r\n");
    wire.send("0\r\n\r\n");
    EXPECT_TRUE(wire.response().starts_with("HTTP/1.1 413"));
    wire.send(get("/" + std::string(300, 'x')));
    EXPECT_TRUE(wire.response().starts_with("HTTP/1.1 414 URI Too Long"));
    wire.send(get("/", "X-Long: " + std::string(400, 'x') + "\r\n"));
    EXPECT_TRUE(wire.response().starts_with("HTTP/1.1 431"));
    std::string many;
    for (int i = 0; i < 30; ++i) many += "X-" + std::to_string(i) + ": 1\r\n";
    wire.send(get("/", many));
    EXPECT_TRUE(wire.response().starts_with("HTTP/1.1 431"));
    wire.send(get("/healthz"));
    EXPECT_TRUE(wire.response().starts_with("HTTP/1.1 200"));
}

TEST(Server, GarbageClosesItsConnectionOnly) {
    Served served;
    for (const char* garbage :
         {"\x16\x03\x01\x02\x00\x01\x00", "GET\r\n\r\n", "BLAH / HTTP/1.1\r\n\r\n",
          "GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
          "GET / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"}) {
        Wire wire{served.server->port()};
        wire.send(garbage);
        EXPECT_TRUE(wire.closed()) << garbage;
    }
    EXPECT_TRUE(served.ask(get("/healthz")).starts_with("HTTP/1.1 200"));
}

TEST(Server, EventsArriveAsTheyHappenAndGoOnAfterABreak) {
    Served served;
    Wire live{served.server->port()};
    live.send(get("/api/v1/events"));
    const std::string head = live.until("this is Millrace");
    EXPECT_NE(head.find("Content-Type: text/event-stream"), std::string::npos) << head;
    ASSERT_EQ(served.test.upload("box 1 2 3", "first").status, 202);
    const std::string frame = live.until("\n\n");
    const std::size_t data = frame.find("data: {");
    ASSERT_NE(data, std::string::npos) << frame;
    const Json event = Json::parse(frame.substr(data + 6, frame.find('\n', data) - data - 6));
    EXPECT_EQ(event["specversion"], "1.0");
    const contract::SchemaCheck check{document()};
    for (const std::string& wrong :
         check.check(event, document()["components"]["schemas"]["Event"]))
        ADD_FAILURE() << wrong;
    const std::string id = event["id"];
    EXPECT_NE(frame.find("id: " + id + "\n"), std::string::npos);

    ASSERT_EQ(served.test.upload("box 4 5 6", "second").status, 202);
    Wire resumed{served.server->port()};
    resumed.send(get("/api/v1/events?after=0", "Last-Event-ID: " + id + "\r\n"));
    const std::string rest = resumed.until("data: {");
    EXPECT_EQ(rest.find("id: " + id + "\n"), std::string::npos) << "seen already";
    Wire whole{served.server->port()};
    whole.send(get("/api/v1/events?after=0"));
    EXPECT_NE(whole.until("data: {").find("id: 1\n"), std::string::npos);
    EXPECT_TRUE(served.ask(get("/api/v1/events?after=x")).starts_with("HTTP/1.1 400"));
}

TEST(Server, SilentStreamsGetHeartbeats) {
    Limits limits;
    limits.heartbeat = from_s(0.1);
    Served served{limits};
    Wire wire{served.server->port()};
    wire.send(get("/api/v1/events"));
    EXPECT_NE(wire.until("still here").find("still here"), std::string::npos);
    EXPECT_NE(wire.until("still here").find("still here"), std::string::npos);
}

TEST(Server, StreamsAreLimited) {
    Limits limits;
    limits.event_streams_max = 1;
    Served served{limits};
    Wire wire{served.server->port()};
    wire.send(get("/api/v1/events"));
    EXPECT_NE(wire.until("this is Millrace").find("200 OK"), std::string::npos);
    EXPECT_TRUE(served.ask(get("/api/v1/events")).starts_with("HTTP/1.1 503"));
}

TEST(Server, StopsWithStreamsAndConnectionsOpen) {
    Served served;
    Wire stream{served.server->port()};
    stream.send(get("/api/v1/events"));
    stream.until("this is Millrace");
    Wire half{served.server->port()};
    half.send("GET / HTTP/1.1\r\n");
    served.server->stop();
    served.server->stop();
    served.server.reset();
    EXPECT_TRUE(stream.closed());
    EXPECT_EQ(served.test.upload("box 1 2 3", "after").status, 202) << "the store lives on";
}

TEST(Server, ATakenPortIsAPlainError) {
    Served served;
    ServerOptions options;
    options.port = served.server->port();
    const auto second = Server::start(served.test.shop, options);
    ASSERT_FALSE(second.has_value());
    EXPECT_EQ(second.error().code, ErrorCode::Unavailable);
    EXPECT_NE(second.error().message.find(std::to_string(options.port)), std::string::npos);
    options.web_folder = "/nonexistent";
    EXPECT_EQ(Server::start(served.test.shop, options).error().code, ErrorCode::NotFound);
}

TEST(EventFeed, TheNewestSequenceIsFound) {
    TestShop test;
    EXPECT_EQ(newest_sequence(*test.store).value(), 0);
    for (int count = 1; count <= 70; ++count) {
        ASSERT_TRUE(
            test.store
                ->write([&](app::Transaction& transaction) -> Status {
                    return transaction.append({0, "test.happened", "x", "{}", TestShop::kNow});
                })
                .has_value());
        EXPECT_EQ(newest_sequence(*test.store).value(), count);
    }
}

}  // namespace
}  // namespace millrace::http
