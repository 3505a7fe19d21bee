// Formats are told apart by content alone. Each test looks at a signature or at the first lines;
// binary STL, which has no signature, comes last.
#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstring>
#include <string>

#include "reader.h"

namespace millrace::cad {
namespace {

constexpr std::size_t kHead = 4096;

bool starts_with(std::string_view text, std::string_view prefix) {
    return text.substr(0, prefix.size()) == prefix;
}

std::string lower(std::string_view text) {
    std::string result{text};
    for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return result;
}

std::string_view skip_blanks(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n\v\f");
    return first == std::string_view::npos ? std::string_view{} : text.substr(first);
}

/// The head with every second byte dropped when it is UTF-16, so that UTF-16 text is recognised
/// (and then refused by its reader with the reason).
std::string plain_head(std::string_view bytes) {
    std::string head{bytes.substr(0, kHead)};
    if (starts_with(head, "\xEF\xBB\xBF")) return head.substr(3);
    const bool big = starts_with(head, "\xFE\xFF");
    const bool little = starts_with(head, "\xFF\xFE");
    if (!big && !little) return head;
    std::string narrow;
    for (std::size_t i = big ? 3 : 2; i < head.size(); i += 2) narrow += head[i];
    return narrow;
}

bool is_text(std::string_view head) {
    const auto odd = std::count_if(head.begin(), head.end(), [](char c) {
        const auto u = static_cast<unsigned char>(c);
        return u == 0 ||
               (u < 0x20 && u != '\t' && u != '\n' && u != '\r' && u != '\f' && u != 0x1A);
    });
    return odd == 0;
}

bool is_obj(std::string_view head) {
    constexpr std::array<std::string_view, 20> kKeywords = {
        "v",      "vn",   "vt",   "vp",     "f",      "l",         "p",
        "o",      "g",    "s",    "mg",     "fo",     "c_interp",  "mtllib",
        "usemtl", "curv", "surf", "usemap", "maplib", "shadow_obj"};
    bool continued = false;
    bool comment = false;
    std::size_t known = 0;
    std::size_t geometry = 0;
    for (std::size_t begin = 0; begin < head.size();) {
        const std::size_t end = std::min(head.find('\n', begin), head.size());
        std::string_view line = skip_blanks(head.substr(begin, end - begin));
        const bool whole = end < head.size() || head.size() < kHead;
        begin = end + 1;
        while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
        const bool skip = continued;
        continued = !line.empty() && line.back() == '\\';
        if (skip || line.empty() || !whole) continue;
        if (line.front() == '#') {
            comment = true;
            continue;
        }
        const std::string_view word = line.substr(0, line.find_first_of(" \t"));
        if (std::find(kKeywords.begin(), kKeywords.end(), word) == kKeywords.end()) return false;
        ++known;
        geometry += word == "v" || word == "f" || word == "l";
    }
    return geometry > 0 || known > 1 || (known == 0 && comment);
}

bool is_iges(std::string_view text) {
    // 80-column records with the section letter in column 73 and a sequence number after it.
    if (text.size() < 80) return false;
    return text[72] == 'S' &&
           text.substr(73, 7).find_first_not_of(" 0123456789") == std::string_view::npos;
}

bool is_dxf(std::string_view head) {
    if (starts_with(head, "AutoCAD Binary DXF")) return true;
    // Group codes stand on lines of their own: "0", then "SECTION"; comments (999) may come first.
    std::string_view rest = head;
    for (int pair = 0; pair < 50; ++pair) {
        std::array<std::string_view, 2> lines;
        for (std::string_view& line : lines) {
            const auto end = rest.find('\n');
            if (end == std::string_view::npos) return false;
            line = skip_blanks(rest.substr(0, end));
            line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
            rest.remove_prefix(end + 1);
        }
        if (lines[0] == "0") return lines[1] == "SECTION";
        if (lines[0] != "999") return false;
    }
    return false;
}

bool is_sat(std::string_view head) {
    if (starts_with(head, "ACIS BinaryFile") || starts_with(head, "ASM BinaryFile")) return true;
    // Four numbers on the first line; the product line names ACIS or ASM.
    const auto end = head.find('\n');
    if (end == std::string_view::npos || end == 0) return false;
    if (head.substr(0, end).find_first_not_of(" \t\r-0123456789") != std::string_view::npos)
        return false;
    const std::string_view product = head.substr(end + 1, head.find('\n', end + 1) - end);
    return product.find("ACIS") != std::string_view::npos ||
           product.find("ASM ") != std::string_view::npos;
}

bool is_image(std::string_view bytes) {
    return starts_with(bytes, "\x89PNG") || starts_with(bytes, "\xFF\xD8\xFF") ||
           starts_with(bytes, "GIF8") || starts_with(bytes, "BM6") || starts_with(bytes, "II*\0") ||
           starts_with(bytes, std::string_view{"MM\0*", 4}) ||
           (starts_with(bytes, "RIFF") && bytes.size() >= 12 && bytes.substr(8, 4) == "WEBP");
}

Format zip_content(std::string_view bytes) {
    // The names of the entries stand in the central directory at the end of the file; a file cut
    // short still has the first local names at its beginning.
    const std::string_view tail =
        bytes.substr(bytes.size() - std::min<std::size_t>(bytes.size(), 65536));
    for (const std::string_view part : {bytes.substr(0, 65536), tail}) {
        const std::string low = lower(part);
        for (const char* mark : {".model", "3d/", "3dmodel"})
            if (low.find(mark) != std::string::npos) return Format::ThreeMf;
    }
    return Format::Zip;
}

bool is_binary_stl(std::string_view bytes) {
    if (bytes.size() < 84) return false;
    std::uint32_t count = 0;
    std::memcpy(&count, bytes.data() + 80, sizeof count);
    if (bytes.size() == 84 + std::uint64_t{50} * count) return true;
    if (count == 0 || bytes.size() < 134) return false;
    // The size is wrong: only a plausible first facet makes it an STL that is cut or too long.
    float values[12];
    std::memcpy(values, bytes.data() + 84, sizeof values);
    const float normal = values[0] * values[0] + values[1] * values[1] + values[2] * values[2];
    if (!(normal < 1.1F)) return false;
    return std::all_of(values + 3, values + 12, [](float v) {
        return v == 0.0F || (std::isfinite(v) && std::abs(v) < 1e9F && std::abs(v) > 1e-12F);
    });
}

bool is_text_stl(std::string_view text) {
    const std::string head = lower(skip_blanks(text.substr(0, 65536)));
    if (!starts_with(head, "solid")) return false;
    return head.find("facet") != std::string::npos || head.find("endsolid") != std::string::npos ||
           is_text(text.substr(0, kHead));
}

}  // namespace

std::string_view to_string(Format format) {
    switch (format) {
        case Format::Step: return "STEP";
        case Format::Brep: return "BREP";
        case Format::Stl: return "STL";
        case Format::Obj: return "OBJ";
        case Format::ThreeMf: return "3MF";
        case Format::Iges: return "IGES";
        case Format::Dxf: return "DXF";
        case Format::Acis: return "ACIS SAT";
        case Format::Amf: return "AMF";
        case Format::Ply: return "PLY";
        case Format::Off: return "OFF";
        case Format::Zip: return "ZIP archive";
        case Format::Image: return "picture";
        case Format::Pdf: return "PDF";
        case Format::Unknown: return "unknown";
    }
    return "unknown";
}

Format detect_format(std::span<const std::byte> bytes) {
    const std::string_view raw = as_text(bytes);
    const std::string head = plain_head(raw);
    const std::string_view text = skip_blanks(head);
    if (starts_with(raw, "PK\x03\x04") || starts_with(raw, "PK\x05\x06")) return zip_content(raw);
    if (is_image(raw)) return Format::Image;
    if (starts_with(raw, "%PDF")) return Format::Pdf;
    if (starts_with(text, "ISO-10303-21") || starts_with(text, "/*")) {
        if (text.find("ISO-10303-21") != std::string_view::npos) return Format::Step;
    }
    if (starts_with(text, "DBRep_DrawableShape") || starts_with(text, "CASCADE Topology V") ||
        starts_with(text, "Open CASCADE Topology V")) {
        return Format::Brep;
    }
    // A binary STL may well begin with the word "solid"; its exact size gives it away.
    std::uint32_t count = 0;
    if (raw.size() >= 134) {
        std::memcpy(&count, raw.data() + 80, sizeof count);
        if (raw.size() == 84 + std::uint64_t{50} * count) return Format::Stl;
    }
    if (is_text_stl(raw)) return Format::Stl;
    if (starts_with(lower(text.substr(0, 3)), "ply") && text.size() > 3 &&
        (text[3] == '\n' || text[3] == '\r')) {
        return Format::Ply;
    }
    if (starts_with(text, "OFF") || starts_with(text, "COFF") || starts_with(text, "NOFF"))
        return Format::Off;
    if (is_iges(head)) return Format::Iges;
    if (is_dxf(head)) return Format::Dxf;
    if (is_sat(head)) return Format::Acis;
    if (starts_with(text, "<") && text.find("<amf") != std::string_view::npos) return Format::Amf;
    if (is_text(head) && is_obj(head)) return Format::Obj;
    if (is_binary_stl(raw)) return Format::Stl;
    return Format::Unknown;
}

}  // namespace millrace::cad
