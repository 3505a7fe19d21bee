#include "multipart.h"

#include <algorithm>
#include <optional>

#include "message.h"

namespace millrace::http {
namespace {

constexpr std::string_view kLineEnd = "\r\n";

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

/// Value of `name` among "; name=value; name="quoted"" parameters. Inside quotes a backslash takes
/// the next character as it is only before a quote or a backslash: browsers send Windows paths raw.
std::optional<std::string> parameter(std::string_view text, std::string_view name) {
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = text.find_first_of("=;", at);
        const std::string_view key = trimmed(text.substr(at, end - at));
        if (end == std::string_view::npos) return std::nullopt;
        at = end + 1;
        if (text[end] == ';') continue;
        while (at < text.size() && text[at] == ' ') ++at;
        std::string value;
        if (at < text.size() && text[at] == '"') {
            for (++at; at < text.size() && text[at] != '"'; ++at) {
                const bool escape = text[at] == '\\' && at + 1 < text.size() &&
                                    (text[at + 1] == '"' || text[at + 1] == '\\');
                if (escape) ++at;
                value += text[at];
            }
            if (at >= text.size()) return std::nullopt;  // the quote is never closed
            at = std::min(text.find(';', at), text.size());
        } else {
            const std::size_t stop = std::min(text.find(';', at), text.size());
            value = trimmed(text.substr(at, stop - at));
            at = stop;
        }
        if (at < text.size()) ++at;
        if (equal_ignoring_case(key, name)) return value;
    }
    return std::nullopt;
}

/// Browsers encode quotes and line ends of names as %22, %0D and %0A (WHATWG); nothing else.
std::string browser_unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.substr(i, 3) == "%22") {
            out += '"';
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

/// The last path component without control characters: names are shown, never opened.
std::string display_name(std::string_view sent) {
    const std::size_t slash = sent.find_last_of("/\\");
    if (slash != std::string_view::npos) sent.remove_prefix(slash + 1);
    std::string out;
    for (const char c : browser_unescaped(sent))
        if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) out += c;
    return out.substr(0, 255);
}

/// RFC 5987 `filename*=UTF-8''…`; other character sets are not understood.
std::optional<std::string> extended_file_name(std::string_view disposition) {
    const auto value = parameter(disposition, "filename*");
    if (!value) return std::nullopt;
    const std::string_view text = *value;
    if (text.size() < 7 || !equal_ignoring_case(text.substr(0, 6), "utf-8'")) return std::nullopt;
    const std::size_t quote = text.find('\'', 6);
    if (quote == std::string_view::npos) return std::nullopt;
    return percent_decoded(text.substr(quote + 1), false);
}

/// One part between two boundaries: header lines, an empty line, content.
Result<FormPart> parse_part(std::string_view part, std::size_t number,
                            const MultipartLimits& limits) {
    const std::string which = "part " + std::to_string(number) + " of the form";
    FormPart out;
    bool disposition_found = false;
    const std::string_view head = part.substr(0, limits.part_header_bytes_max);
    std::size_t at = 0;
    while (true) {
        const std::size_t end = head.find(kLineEnd, at);
        if (end == std::string_view::npos) {
            return Error{part.size() > head.size() ? ErrorCode::LimitExceeded : ErrorCode::Syntax,
                         which + " has no empty line after its headers within " +
                             std::to_string(limits.part_header_bytes_max) + " bytes.",
                         {}};
        }
        const std::string_view line = head.substr(at, end - at);
        at = end + kLineEnd.size();
        if (line.empty()) break;
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos)
            return Error{ErrorCode::Syntax, which + " has a header line without a colon.", {}};
        if (!equal_ignoring_case(trimmed(line.substr(0, colon)), "Content-Disposition")) continue;
        const std::string_view value = trimmed(line.substr(colon + 1));
        const std::size_t semicolon = std::min(value.find(';'), value.size());
        if (!equal_ignoring_case(trimmed(value.substr(0, semicolon)), "form-data"))
            return Error{ErrorCode::Syntax, which + " is not form-data.", {}};
        const std::string_view parameters = value.substr(std::min(semicolon + 1, value.size()));
        const auto name = parameter(parameters, "name");
        if (!name) return Error{ErrorCode::Syntax, which + " has no name.", {}};
        out.name = browser_unescaped(*name);
        auto file_name = extended_file_name(parameters);
        if (!file_name) file_name = parameter(parameters, "filename");
        out.has_file_name = file_name.has_value();
        if (file_name) out.file_name = display_name(*file_name);
        disposition_found = true;
    }
    if (!disposition_found)
        return Error{ErrorCode::Syntax, which + " has no Content-Disposition.", {}};
    out.content = part.substr(at);
    return out;
}

/// A boundary line: where its line end (or start) is, where the text after it begins.
struct BoundaryLine {
    std::size_t content_end = 0;  ///< of the part before it
    std::size_t next = 0;         ///< first byte after the line
    bool closing = false;
};

std::optional<BoundaryLine> find_boundary(std::string_view body, std::string_view delimiter,
                                          std::size_t from) {
    for (std::size_t at = body.find(delimiter, from); at != std::string_view::npos;
         at = body.find(delimiter, at + 1)) {
        const bool at_line_start = at == 0 || (at >= 2 && body.substr(at - 2, 2) == kLineEnd);
        if (!at_line_start) continue;
        BoundaryLine line;
        line.content_end = at == 0 ? 0 : at - 2;
        std::size_t after = at + delimiter.size();
        line.closing = body.substr(after, 2) == "--";
        if (line.closing) after += 2;
        while (after < body.size() && (body[after] == ' ' || body[after] == '\t')) ++after;
        // The closing line may end with the body: several clients leave its line end out.
        const bool ends =
            body.substr(after, 2) == kLineEnd || (line.closing && after == body.size());
        if (!ends) continue;
        line.next = std::min(after + 2, body.size());
        return line;
    }
    return std::nullopt;
}

}  // namespace

Result<std::string> multipart_boundary(std::string_view content_type) {
    const std::size_t semicolon = std::min(content_type.find(';'), content_type.size());
    const std::string_view type = trimmed(content_type.substr(0, semicolon));
    if (!equal_ignoring_case(type, "multipart/form-data"))
        return Error{ErrorCode::Unsupported,
                     "Send Content-Type multipart/form-data with one field 'file' per file, not '" +
                         std::string{type} + "'.",
                     {}};
    const auto boundary =
        parameter(content_type.substr(std::min(semicolon + 1, content_type.size())), "boundary");
    if (!boundary || boundary->empty() || boundary->size() > 70)
        return Error{
            ErrorCode::Syntax, "The Content-Type names no boundary of 1 to 70 characters.", {}};
    const bool printable = std::all_of(boundary->begin(), boundary->end(),
                                       [](char c) { return c >= 0x20 && c < 0x7f; });
    if (!printable || boundary->back() == ' ')
        return Error{ErrorCode::Syntax, "The boundary holds characters that RFC 2046 forbids.", {}};
    return *boundary;
}

Result<std::vector<FormPart>> parse_multipart(std::string_view body, std::string_view boundary,
                                              const MultipartLimits& limits) {
    const std::string delimiter = "--" + std::string{boundary};
    auto line = find_boundary(body, delimiter, 0);
    if (!line) return Error{ErrorCode::Syntax, "The form does not hold its boundary.", {}};
    std::vector<FormPart> parts;
    while (!line->closing) {
        const std::size_t start = line->next;
        const auto end = find_boundary(body, delimiter, start);
        if (!end)
            return Error{ErrorCode::Truncated,
                         "The form ends inside part " + std::to_string(parts.size() + 1) +
                             ": its closing boundary is missing.",
                         {}};
        if (parts.size() == limits.parts_max)
            return Error{ErrorCode::LimitExceeded,
                         "The form has more than " + std::to_string(limits.parts_max) + " parts.",
                         {}};
        // Two boundary lines in a row leave a part without even a line end.
        const std::size_t stop = std::max(end->content_end, start);
        MILLRACE_TRY(FormPart part,
                     parse_part(body.substr(start, stop - start), parts.size() + 1, limits));
        parts.push_back(std::move(part));
        line = end;
    }
    return parts;
}

}  // namespace millrace::http
