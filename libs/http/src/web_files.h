#pragma once

// The built web client: static files and, for every other page address, its index.html.

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>

#include "message.h"
#include "millrace/base/embedded_file.h"

namespace millrace::http {

/// Serves embedded files, or a folder that is read at each request (for work on the client). Files
/// under /assets/ carry a hash in their name and are cached for a year; everything else is asked
/// about each time, by ETag. A file that lies beside another with ".gz" added is sent in its place
/// to everybody who accepts gzip.
class WebFiles {
public:
    WebFiles(std::span<const base::EmbeddedFile> files,
             std::optional<std::filesystem::path> folder);

    /// Answers GET of any path outside the API.
    [[nodiscard]] Response get(const Request& request) const;

private:
    struct File {
        std::string_view bytes;
        std::string etag;
    };
    [[nodiscard]] std::optional<Response> find(const std::string& name, bool gzip) const;
    [[nodiscard]] std::optional<Response> read(const std::string& name) const;

    std::map<std::string, File, std::less<>> files_;
    std::optional<std::filesystem::path> folder_;
};

/// "text/html; charset=utf-8" for "index.html" and so on; octets for an unknown ending.
[[nodiscard]] std::string_view media_type_of(std::string_view file_name);

}  // namespace millrace::http
