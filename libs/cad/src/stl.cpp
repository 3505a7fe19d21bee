// STL, binary and text. Facets are kept as stored; vertices are shared later.
#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstring>

#include "polygon_triangles.h"
#include "reader.h"
#include "scan_number.h"

namespace millrace::cad {
namespace {

constexpr std::size_t kHeader = 80;
constexpr std::size_t kFacet = 50;
constexpr std::size_t kFacetCornersMax = 16;

Status add_facet(geom::TriangleMesh& mesh, const std::array<geom::Vec3, 3>& corners,
                 std::size_t triangles_max) {
    const std::size_t number = mesh.triangles.size() + 1;
    for (const geom::Vec3 p : corners) {
        if (!std::isfinite(p.x) || !std::isfinite(p.y) || !std::isfinite(p.z)) {
            return Error{
                ErrorCode::InvalidGeometry,
                say("cad.facet_not_finite", "facet {facet} has a non-finite vertex {point}",
                    {{"facet", number}, {"point", point_text(p)}}),
                {}};
        }
    }
    if (number > triangles_max) {
        return Error{ErrorCode::LimitExceeded,
                     say("cad.facets_more", "the file has more than {limit} facets",
                         {{"limit", triangles_max}}),
                     {}};
    }
    const auto first = static_cast<std::uint32_t>(mesh.vertices.size());
    mesh.vertices.insert(mesh.vertices.end(), corners.begin(), corners.end());
    mesh.triangles.push_back({first, first + 1, first + 2});
    return Done{};
}

Result<RawMesh> parse_binary(std::span<const std::byte> bytes, const ReadOptions& options) {
    RawMesh result;
    std::uint32_t stated = 0;
    std::memcpy(&stated, bytes.data() + kHeader, sizeof stated);
    const std::uint64_t present = (bytes.size() - kHeader - 4) / kFacet;
    if (stated > present) {
        return Error{ErrorCode::Truncated,
                     say("cad.stl_short",
                         "the header promises {stated} facets, the file holds {present} whole "
                         "ones: it was cut short, send it again",
                         {{"stated", stated}, {"present", present}}),
                     {}};
    }
    if (stated > options.triangles_max) {
        return Error{ErrorCode::LimitExceeded,
                     say("cad.facets_limit", "the file has {facets} facets; the limit is {limit}",
                         {{"facets", stated}, {"limit", options.triangles_max}}),
                     {}};
    }
    if (bytes.size() > kHeader + 4 + std::uint64_t{stated} * kFacet) {
        result.diagnostics.push_back(
            {Severity::Warning, "trailing_bytes",
             say("cad.trailing_bytes",
                 "The header promises {stated} facets, but {bytes} more bytes follow; they were "
                 "left out.",
                 {{"stated", stated},
                  {"bytes", bytes.size() - kHeader - 4 - std::size_t{stated} * kFacet}})});
    }
    result.mesh.vertices.reserve(std::size_t{stated} * 3);
    result.mesh.triangles.reserve(stated);
    for (std::uint32_t i = 0; i < stated; ++i) {
        float v[12];
        std::memcpy(v, bytes.data() + kHeader + 4 + std::size_t{i} * kFacet, sizeof v);
        std::array<geom::Vec3, 3> corners;
        for (std::size_t k = 0; k < 3; ++k) {
            const float* p = v + 3 + 3 * k;
            corners[k] = {static_cast<double>(p[0]), static_cast<double>(p[1]),
                          static_cast<double>(p[2])};
        }
        MILLRACE_CHECK_OK(add_facet(result.mesh, corners, options.triangles_max));
    }
    return result;
}

class TextParser {
public:
    TextParser(std::string_view text, const ReadOptions& options)
        : text_{text}, options_{options} {}

    Result<RawMesh> run() {
        RawMesh result;
        while (true) {
            const std::string_view word = next();
            if (word.empty()) break;
            if (is(word, "solid")) {
                const std::string_view name = rest_of_line();
                if (result.name.empty()) result.name = printable_name(name);
                in_solid_ = true;
            } else if (is(word, "endsolid")) {
                static_cast<void>(rest_of_line());
                in_solid_ = false;
            } else if (is(word, "facet")) {
                MILLRACE_CHECK_OK(facet(result.mesh));
            } else {
                return unexpected("facet, endsolid", word);
            }
        }
        if (in_solid_) {
            result.diagnostics.push_back({Severity::Warning, "no_endsolid",
                                          say("cad.no_endsolid",
                                              "The file ends without 'endsolid'; it may be cut "
                                              "short. All {facets} facets in it are whole.",
                                              {{"facets", result.mesh.triangles.size()}})});
        }
        if (loops_left_open_ > 0) {
            result.diagnostics.push_back(
                {Severity::Warning, "no_endloop",
                 say("cad.no_endloop", "{facets} facets end without 'endloop'.",
                     {{"facets", loops_left_open_}})});
        }
        if (polygons_ > 0) {
            result.diagnostics.push_back(
                {Severity::Info, "polygon_facets",
                 say("cad.polygon_facets",
                     "{facets} facets with more than three corners were cut into triangles.",
                     {{"facets", polygons_}})});
        }
        return result;
    }

private:
    static bool is(std::string_view word, std::string_view keyword) {
        return word.size() == keyword.size() &&
               std::equal(word.begin(), word.end(), keyword.begin(), [](char a, char b) {
                   return std::tolower(static_cast<unsigned char>(a)) == b;
               });
    }

    std::string_view next() {
        while (i_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[i_])) != 0) {
            line_ += text_[i_] == '\n';
            ++i_;
        }
        const std::size_t begin = i_;
        while (i_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[i_])) == 0) ++i_;
        return text_.substr(begin, i_ - begin);
    }

    std::string_view rest_of_line() {
        const std::size_t end = std::min(text_.find_first_of("\r\n", i_), text_.size());
        const std::string_view rest = text_.substr(i_, end - i_);
        i_ = end;
        return rest;
    }

    [[nodiscard]] Error unexpected(std::string_view wanted, std::string_view found) const {
        if (found.empty()) {
            return {ErrorCode::Truncated,
                    say("cad.stl_ends",
                        "the file ends in line {line} where '{wanted}' was expected: it was cut "
                        "short, send it again",
                        {{"line", line_}, {"wanted", std::string{wanted}}}),
                    {}};
        }
        return {ErrorCode::Syntax,
                say("cad.stl_unexpected", "line {line} has '{found}' where '{wanted}' was expected",
                    {{"line", line_},
                     {"found", printable_name(found.substr(0, 40))},
                     {"wanted", std::string{wanted}}}),
                {}};
    }

    Status keyword(std::string_view wanted) {
        const std::string_view word = next();
        if (!is(word, wanted)) return unexpected(wanted, word);
        return Done{};
    }

    Status number(double& value) {
        const std::string_view word = next();
        if (!scan_number(word, value)) return unexpected("1.0", word);
        return Done{};
    }

    Status facet(geom::TriangleMesh& mesh) {
        MILLRACE_CHECK_OK(keyword("normal"));
        double ignored = 0.0;  // stored normals are often wrong; the vertices decide
        for (int k = 0; k < 3; ++k) {
            const std::string_view word = next();
            if (!scan_number(word, ignored)) return unexpected("1.0", word);
        }
        MILLRACE_CHECK_OK(keyword("outer"));
        MILLRACE_CHECK_OK(keyword("loop"));
        std::vector<geom::Vec3> corners;
        std::string_view word = next();
        for (; is(word, "vertex"); word = next()) {
            geom::Vec3 p;
            MILLRACE_CHECK_OK(number(p.x));
            MILLRACE_CHECK_OK(number(p.y));
            MILLRACE_CHECK_OK(number(p.z));
            corners.push_back(p);
            if (corners.size() > kFacetCornersMax) return unexpected("endloop", "vertex");
        }
        if (corners.size() < 3) return unexpected("vertex", word);
        if (is(word, "endloop")) {
            word = next();
        } else {
            ++loops_left_open_;
        }
        if (!is(word, "endfacet")) return unexpected("endloop, endfacet", word);
        return add_polygon(mesh, corners);
    }

    /// STL knows triangles only, but some programs write more corners.
    Status add_polygon(geom::TriangleMesh& mesh, const std::vector<geom::Vec3>& corners) {
        if (corners.size() == 3) {
            return add_facet(mesh, {corners[0], corners[1], corners[2]}, options_.triangles_max);
        }
        ++polygons_;
        std::vector<std::uint32_t> order;
        for (std::uint32_t k = 0; k < corners.size(); ++k) order.push_back(k);
        for (const auto& t : triangles_of_polygon(corners, order)) {
            MILLRACE_CHECK_OK(add_facet(mesh, {corners[t[0]], corners[t[1]], corners[t[2]]},
                                        options_.triangles_max));
        }
        return Done{};
    }

    std::string_view text_;
    const ReadOptions& options_;
    std::size_t i_ = 0;
    std::size_t line_ = 1;
    bool in_solid_ = false;
    std::size_t polygons_ = 0;
    std::size_t loops_left_open_ = 0;
};

bool has_binary_size(std::span<const std::byte> bytes) {
    if (bytes.size() < kHeader + 4) return false;
    std::uint32_t count = 0;
    std::memcpy(&count, bytes.data() + kHeader, sizeof count);
    return bytes.size() == kHeader + 4 + std::uint64_t{count} * kFacet;
}

bool is_text(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (first == std::string_view::npos) return false;
    std::string word{text.substr(first, 5)};
    for (char& c : word) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    // Binary files whose header begins with "solid" have zero bytes soon after it.
    return word == "solid" && text.substr(0, 512).find('\0') == std::string_view::npos;
}

}  // namespace

Result<RawMesh> parse_stl(std::span<const std::byte> bytes, const ReadOptions& options) {
    std::string_view text = as_text(bytes);
    if (!has_binary_size(bytes) && is_text(text)) {
        if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
        return TextParser{text, options}.run();
    }
    if (bytes.size() < kHeader + 4) {
        return Error{ErrorCode::Truncated,
                     say("cad.stl_tiny", "the file has {bytes} bytes; a binary STL has at least 84",
                         {{"bytes", bytes.size()}}),
                     {}};
    }
    return parse_binary(bytes, options);
}

}  // namespace millrace::cad
