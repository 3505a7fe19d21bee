// Wavefront OBJ: vertices and faces; materials, normals and texture coordinates play no part.
#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdint>

#include "polygon_triangles.h"
#include "reader.h"
#include "scan_number.h"

namespace millrace::cad {
namespace {

constexpr std::size_t kCornersMax = 10'000;  // of one polygon; triangulation is quadratic

class ObjParser {
public:
    ObjParser(std::string_view text, const ReadOptions& options) : text_{text}, options_{options} {}

    Result<RawMesh> run() {
        while (i_ < text_.size()) {
            split_line();
            if (words_.empty()) continue;
            const std::string_view keyword = words_[0];
            if (keyword == "v") {
                MILLRACE_CHECK_OK(vertex());
            } else if (keyword == "f" || keyword == "fo") {
                MILLRACE_CHECK_OK(face());
            } else if ((keyword == "o" || keyword == "g") && words_.size() > 1 &&
                       result_.name.empty()) {
                result_.name = printable_name(words_[1]);
            } else if (keyword == "curv" || keyword == "surf") {
                ++freeform_;
            }
        }
        if (result_.mesh.triangles.empty()) return nothing();
        if (short_faces_ > 0) {
            result_.diagnostics.push_back(
                {Severity::Warning, "short_faces",
                 say("cad.short_faces",
                     "{faces} faces with fewer than three corners were left out.",
                     {{"faces", short_faces_}})});
        }
        if (freeform_ > 0) {
            result_.diagnostics.push_back(
                {Severity::Warning, "freeform_ignored",
                 say("cad.freeform_ignored", "{count} free-form curves or surfaces were left out.",
                     {{"count", freeform_}})});
        }
        return std::move(result_);
    }

private:
    /// Words of the next line; a backslash at its end joins the following line.
    void split_line() {
        words_.clear();
        statement_line_ = line_;
        bool comment = false;
        while (i_ < text_.size()) {
            const char c = text_[i_];
            if (c == '\n') {
                ++i_;
                ++line_;
                return;
            }
            if (c == '\\' && at_line_end(i_ + 1)) {
                i_ = std::min(text_.find('\n', i_), text_.size() - 1) + 1;
                ++line_;
                continue;
            }
            if (c == '#') comment = true;
            if (comment || std::isspace(static_cast<unsigned char>(c)) != 0) {
                ++i_;
                continue;
            }
            const std::size_t begin = i_;
            while (i_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[i_])) == 0 &&
                   !(text_[i_] == '\\' && at_line_end(i_ + 1))) {
                ++i_;
            }
            words_.push_back(text_.substr(begin, i_ - begin));
        }
    }

    [[nodiscard]] bool at_line_end(std::size_t i) const {
        while (i < text_.size() && (text_[i] == ' ' || text_[i] == '\t' || text_[i] == '\r')) ++i;
        return i >= text_.size() || text_[i] == '\n';
    }

    [[nodiscard]] Error at_line(ErrorCode code, Text what) const {
        return {code,
                say("cad.at_line", "line {line} {what}",
                    {{"line", statement_line_}, {"what", std::move(what)}}),
                {}};
    }

    Status vertex() {
        if (words_.size() < 4)
            return at_line(ErrorCode::Syntax,
                           say("cad.obj_vertex", "has a vertex with fewer than three coordinates"));
        double v[3] = {};
        for (std::size_t k = 0; k < 3; ++k) {
            if (!scan_number(words_[k + 1], v[k])) {
                return at_line(
                    ErrorCode::Syntax,
                    say("cad.obj_coordinate", "has '{found}' where a coordinate was expected",
                        {{"found", printable_name(words_[k + 1].substr(0, 40))}}));
            }
            if (!std::isfinite(v[k])) {
                return at_line(
                    ErrorCode::InvalidGeometry,
                    say("cad.obj_not_finite", "has a vertex that is not finite ({found})",
                        {{"found", printable_name(words_[k + 1].substr(0, 40))}}));
            }
        }
        if (result_.mesh.vertices.size() >= options_.triangles_max * 3)
            return at_line(ErrorCode::LimitExceeded,
                           say("cad.obj_vertices", "exceeds the number of vertices allowed"));
        result_.mesh.vertices.push_back({v[0], v[1], v[2]});
        return Done{};
    }

    Result<std::uint32_t> index(std::string_view word) const {
        const std::string_view number = word.substr(0, word.find('/'));
        std::int64_t value = 0;
        const auto [end, error] =
            std::from_chars(number.data(), number.data() + number.size(), value);
        const auto count = static_cast<std::int64_t>(result_.mesh.vertices.size());
        if (error == std::errc::invalid_argument || end != number.data() + number.size()) {
            return at_line(ErrorCode::Syntax,
                           say("cad.obj_index", "has '{found}' where a vertex number was expected",
                               {{"found", printable_name(word.substr(0, 40))}}));
        }
        if (error == std::errc{} && value < 0) value += count + 1;
        if (error != std::errc{} || value < 1 || value > count) {
            return at_line(
                ErrorCode::Syntax,
                say("cad.obj_refers", "refers to vertex {found} of {vertices}",
                    {{"found", printable_name(number.substr(0, 40))}, {"vertices", count}}));
        }
        return static_cast<std::uint32_t>(value - 1);
    }

    Status face() {
        if (words_.size() < 4) {
            ++short_faces_;
            return Done{};
        }
        if (words_.size() - 1 > kCornersMax) {
            return at_line(
                ErrorCode::LimitExceeded,
                say("cad.obj_corners", "has a face of {corners} corners; the limit is {limit}",
                    {{"corners", words_.size() - 1}, {"limit", kCornersMax}}));
        }
        std::vector<std::uint32_t> corners;
        for (std::size_t k = 1; k < words_.size(); ++k) {
            MILLRACE_TRY(const std::uint32_t corner, index(words_[k]));
            corners.push_back(corner);
        }
        for (const auto& triangle : triangles_of_polygon(result_.mesh.vertices, corners))
            result_.mesh.triangles.push_back(triangle);
        if (result_.mesh.triangles.size() > options_.triangles_max) {
            return at_line(ErrorCode::LimitExceeded,
                           say("cad.obj_triangles", "exceeds {limit} triangles",
                               {{"limit", options_.triangles_max}}));
        }
        return Done{};
    }

    [[nodiscard]] Error nothing() const {
        return {ErrorCode::NoGeometry,
                say("cad.obj_no_face",
                    "the OBJ file holds {vertices} vertices but no face that could be part of a "
                    "surface",
                    {{"vertices", result_.mesh.vertices.size()}}),
                {}};
    }

    std::string_view text_;
    const ReadOptions& options_;
    RawMesh result_;
    std::vector<std::string_view> words_;
    std::size_t i_ = 0;
    std::size_t line_ = 1;
    std::size_t statement_line_ = 1;
    std::size_t short_faces_ = 0;
    std::size_t freeform_ = 0;
};

}  // namespace

Result<RawMesh> parse_obj(std::span<const std::byte> bytes, const ReadOptions& options) {
    std::string_view text = as_text(bytes);
    if (text.substr(0, 2) == "\xFE\xFF" || text.substr(0, 2) == "\xFF\xFE") {
        return Error{ErrorCode::Unsupported,
                     say("cad.obj_utf16", "the OBJ file is UTF-16 text; save it as ASCII or UTF-8"),
                     {}};
    }
    if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
    return ObjParser{text, options}.run();
}

}  // namespace millrace::cad
