#pragma once

// Only server.cpp includes this: it needs RESTinio.
//
// RESTinio 0.6 drops the connection without a word when a request breaks one of its limits. People
// who upload too much must be told the limit, so these callbacks count for themselves: what is over
// a limit is read and thrown away, and the request reaches the handler with a mark that says why.
// The mark is a header whose name no client can send.

#include <restinio/all.hpp>

namespace millrace::http {

/// Never sent by a client: a header name cannot begin with a colon.
inline constexpr const char* kRefusedHeader = ":refused";

/// Chunks of one request; their book-keeping costs memory too.
inline constexpr std::size_t kChunksMax = 200'000;

/// RESTinio's own methods under a name of our own, to choose the callbacks below for our server.
struct BoundedMethods : restinio::default_http_methods_t {};

namespace bounded {

using Parser = restinio::impl::http_parser_ctx_t;

inline Parser& context(http_parser* parser) { return *static_cast<Parser*>(parser->data); }

inline bool refused(const Parser& parser) { return parser.m_header.has_field(kRefusedHeader); }

/// Marks the request and forgets its body. @return what http_parser takes for "go on".
inline int refuse(Parser& parser, const char* status) {
    parser.m_header.add_field(kRefusedHeader, status);
    std::string{}.swap(parser.m_body);
    return 0;
}

inline int on_url(http_parser* parser, const char* at, std::size_t length) {
    Parser& ctx = context(parser);
    if (refused(ctx)) return 0;
    if (ctx.m_header.request_target().size() + length > ctx.m_limits.max_url_size())
        return refuse(ctx, "414");
    return restinio::impl::restinio_url_cb(parser, at, length);
}

inline int on_header_field(http_parser* parser, const char* at, std::size_t length) {
    Parser& ctx = context(parser);
    if (refused(ctx)) return 0;
    const bool begins = ctx.m_last_was_value;
    const std::size_t size = (begins ? 0 : ctx.m_current_field_name.size()) + length;
    const bool too_many = begins && ctx.m_total_field_count >= ctx.m_limits.max_field_count();
    if (too_many || size > ctx.m_limits.max_field_name_size()) return refuse(ctx, "431");
    return restinio::impl::restinio_header_field_cb(parser, at, length);
}

inline int on_header_value(http_parser* parser, const char* at, std::size_t length) {
    Parser& ctx = context(parser);
    if (refused(ctx)) return 0;
    const std::size_t before = ctx.m_last_was_value ? ctx.m_last_value_total_size : 0;
    if (before + length + 1 > ctx.m_limits.max_field_value_size()) return refuse(ctx, "431");
    return restinio::impl::restinio_header_value_cb(parser, at, length);
}

inline int on_headers_complete(http_parser* parser) {
    Parser& ctx = context(parser);
    ctx.m_leading_headers_completed = true;
    const bool has_length = parser->content_length != ULLONG_MAX;
    if (!refused(ctx) && has_length && parser->content_length > ctx.m_limits.max_body_size())
        return refuse(ctx, "413");
    if (refused(ctx)) return 0;
    return restinio::impl::restinio_headers_complete_cb(parser);
}

inline int on_body(http_parser* parser, const char* at, std::size_t length) {
    Parser& ctx = context(parser);
    if (refused(ctx)) return 0;
    if (ctx.m_body.size() + length > ctx.m_limits.max_body_size()) return refuse(ctx, "413");
    return restinio::impl::restinio_body_cb(parser, at, length);
}

inline int on_chunk_header(http_parser* parser) {
    Parser& ctx = context(parser);
    if (refused(ctx)) return 0;
    if (ctx.m_chunked_info_block.m_chunks.size() >= kChunksMax) return refuse(ctx, "413");
    return restinio::impl::restinio_chunk_header_cb(parser);
}

/// No exception may cross http_parser, which is C: memory can run out in every callback.
template <auto callback>
int data_callback(http_parser* parser, const char* at, std::size_t length) {
    try {
        return callback(parser, at, length);
    } catch (...) {
        return -1;
    }
}

template <auto callback>
int plain_callback(http_parser* parser) {
    try {
        return callback(parser);
    } catch (...) {
        return -1;
    }
}

}  // namespace bounded
}  // namespace millrace::http

namespace restinio::impl {

template <>
inline http_parser_settings create_parser_settings<millrace::http::BoundedMethods>() noexcept {
    namespace bounded = millrace::http::bounded;
    http_parser_settings settings;
    http_parser_settings_init(&settings);
    settings.on_url = bounded::data_callback<bounded::on_url>;
    settings.on_header_field = bounded::data_callback<bounded::on_header_field>;
    settings.on_header_value = bounded::data_callback<bounded::on_header_value>;
    settings.on_headers_complete = bounded::plain_callback<bounded::on_headers_complete>;
    settings.on_body = bounded::data_callback<bounded::on_body>;
    settings.on_chunk_header = bounded::plain_callback<bounded::on_chunk_header>;
    settings.on_chunk_complete = restinio_chunk_complete_cb;
    settings.on_message_complete = restinio_message_complete_cb<millrace::http::BoundedMethods>;
    return settings;
}

}  // namespace restinio::impl
