#pragma once

// Requests and responses as plain values, so that handlers run and are tested without a socket.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace millrace::http {

using HeaderList = std::vector<std::pair<std::string, std::string>>;

struct Request {
    std::string method;  ///< upper case
    std::string target;  ///< as sent: path and query
    HeaderList headers;
    std::string_view body;  ///< belongs to the transport, lives as long as the handler runs
    /// Set by the transport when it did not keep all of the request: 413, 414 or 431.
    int refused = 0;

    /// The value of a header, empty when missing. Names are compared without case.
    [[nodiscard]] std::string_view header(std::string_view name) const;
    [[nodiscard]] bool has_header(std::string_view name) const;
    [[nodiscard]] std::string_view path() const;  ///< not decoded
    /// A query parameter, percent-decoded; `found` tells an empty one from a missing one.
    [[nodiscard]] std::string query(std::string_view name, bool* found = nullptr) const;
};

/// The transport sends no body to HEAD or with 304, only the length of the one it has here.
struct Response {
    int status = 200;
    std::string content_type;
    HeaderList headers;
    std::string body;
    /// Instead of `body`: bytes that live as long as the program (embedded files).
    std::string_view fixed_body;

    [[nodiscard]] std::string_view bytes() const {
        return fixed_body.empty() ? std::string_view{body} : fixed_body;
    }
    [[nodiscard]] std::string_view header(std::string_view name) const;
};

/// Decodes %XX; a broken escape stays as it is.
[[nodiscard]] std::string percent_decoded(std::string_view text, bool plus_is_space);

[[nodiscard]] bool equal_ignoring_case(std::string_view a, std::string_view b);

}  // namespace millrace::http
