#include "web_files.h"

#include <array>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "millrace/base/digest.h"
#include "problem.h"

namespace millrace::http {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 20> kMediaTypes = {{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".webp", "image/webp"},
    {".avif", "image/avif"},
    {".ico", "image/x-icon"},
    {".woff", "font/woff"},
    {".woff2", "font/woff2"},
    {".wasm", "application/wasm"},
    {".glb", "model/gltf-binary"},
    {".hdr", "application/octet-stream"},
    {".txt", "text/plain; charset=utf-8"},
}};

std::string etag_of(std::string_view bytes) { return '"' + sha256_hex(bytes).substr(0, 32) + '"'; }

/// A relative path of plain components: nothing empty, hidden, upward or absolute.
bool safe_name(std::string_view name) {
    if (name.empty()) return false;
    for (const char c : name)
        if (c == '\\' || static_cast<unsigned char>(c) < 0x20) return false;
    while (true) {
        const std::string_view component = name.substr(0, name.find('/'));
        if (component.empty() || component.front() == '.') return false;
        if (component.size() == name.size()) return true;
        name.remove_prefix(component.size() + 1);
    }
}

bool has_ending(std::string_view name) {
    const std::size_t slash = name.rfind('/');
    return name.substr(slash == std::string_view::npos ? 0 : slash).find('.') !=
           std::string_view::npos;
}

/// Whether an Accept-Encoding names gzip without ruling it out ("gzip;q=0").
bool accepts_gzip(std::string_view accepted) {
    const std::size_t at = accepted.find("gzip");
    if (at == std::string_view::npos) return false;
    const std::string_view rest = accepted.substr(at + 4, accepted.find(',', at) - at - 4);
    return rest.find("q=0") == std::string_view::npos ||
           rest.find("q=0.") != std::string_view::npos;
}

/// Reads a file of the folder; a link that leads out of it is not followed.
std::optional<std::string> read_in(const std::filesystem::path& folder, const std::string& name) {
    std::error_code error;
    const auto root = std::filesystem::canonical(folder, error);
    if (error) return std::nullopt;
    const auto file = std::filesystem::canonical(root / name, error);
    if (error || !std::filesystem::is_regular_file(file, error)) return std::nullopt;
    const auto relative = file.lexically_relative(root).generic_string();
    if (relative.empty() || relative.starts_with("..")) return std::nullopt;
    std::ifstream in{file, std::ios::binary};
    if (!in) return std::nullopt;
    return std::string{std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace

std::string_view media_type_of(std::string_view file_name) {
    for (const auto& [ending, type] : kMediaTypes)
        if (file_name.ends_with(ending)) return type;
    return "application/octet-stream";
}

WebFiles::WebFiles(std::span<const base::EmbeddedFile> files,
                   std::optional<std::filesystem::path> folder)
    : folder_{std::move(folder)} {
    if (folder_) return;
    for (const base::EmbeddedFile& file : files)
        files_.emplace(std::string{file.name}, File{file.bytes, etag_of(file.bytes)});
}

std::optional<Response> WebFiles::find(const std::string& name, bool gzip) const {
    std::optional<Response> response = gzip ? read(name + ".gz") : std::nullopt;
    if (response) response->headers.emplace_back("Content-Encoding", "gzip");
    if (!response) response = read(name);
    if (!response) return std::nullopt;
    response->content_type = media_type_of(name);
    response->headers.emplace_back("Vary", "Accept-Encoding");
    response->headers.emplace_back("Cache-Control", name.starts_with("assets/")
                                                        ? "public, max-age=31536000, immutable"
                                                        : "no-cache");
    return response;
}

std::optional<Response> WebFiles::read(const std::string& name) const {
    Response response;
    std::string etag;
    if (folder_) {
        auto bytes = read_in(*folder_, name);
        if (!bytes) return std::nullopt;
        etag = etag_of(*bytes);
        response.body = std::move(*bytes);
    } else {
        const auto it = files_.find(name);
        if (it == files_.end()) return std::nullopt;
        response.fixed_body = it->second.bytes;
        etag = it->second.etag;
    }
    response.headers.emplace_back("ETag", etag);
    return response;
}

Response WebFiles::get(const Request& request) const {
    std::string_view path = request.path();
    if (path.starts_with('/')) path.remove_prefix(1);
    const std::string name = percent_decoded(path, false);
    const bool page = name.empty() || !has_ending(name);
    const bool gzip = accepts_gzip(request.header("Accept-Encoding"));
    std::optional<Response> found = safe_name(name) ? find(name, gzip) : std::nullopt;
    // Pages live in the client: it reads the address itself.
    if (!found && page) found = find("index.html", gzip);
    if (found) {
        if (request.header("If-None-Match") == found->header("ETag")) found->status = 304;
        return *found;
    }
    return problem_response(
        problem_of(Error{ErrorCode::NotFound,
                         page ? "This server was built without the web client. The API is at "
                                "/api/v1/openapi.json."
                              : "There is no such file.",
                         {}}),
        request);
}

}  // namespace millrace::http
