// Group codes and values, from text (two lines each) or binary files.
#include <cstring>

#include "dxf.h"
#include "scan_number.h"

namespace millrace::cad::dxf {
namespace {

constexpr std::string_view kSentinel{"AutoCAD Binary DXF\r\n\x1a\0", 22};

enum class Type { Text, Real, Int8, Int16, Int32, Int64, Chunk };

/// Type of a value by its group code, from the DXF reference.
Type type_of(int code) {
    struct Range {
        int from, to;
        Type type;
    };
    static constexpr Range kRanges[] = {
        {0, 9, Type::Text},        {10, 59, Type::Real},     {60, 79, Type::Int16},
        {90, 99, Type::Int32},     {100, 109, Type::Text},   {110, 149, Type::Real},
        {160, 169, Type::Int64},   {170, 179, Type::Int16},  {210, 239, Type::Real},
        {270, 289, Type::Int16},   {290, 299, Type::Int8},   {300, 309, Type::Text},
        {310, 319, Type::Chunk},   {320, 369, Type::Text},   {370, 389, Type::Int16},
        {390, 399, Type::Text},    {400, 409, Type::Int16},  {410, 419, Type::Text},
        {420, 429, Type::Int32},   {430, 439, Type::Text},   {440, 459, Type::Int32},
        {460, 469, Type::Real},    {470, 481, Type::Text},   {999, 1003, Type::Text},
        {1004, 1004, Type::Chunk}, {1005, 1009, Type::Text}, {1010, 1059, Type::Real},
        {1060, 1070, Type::Int16}, {1071, 1071, Type::Int32}};
    for (const Range& range : kRanges)
        if (code >= range.from && code <= range.to) return range.type;
    return Type::Text;
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

}  // namespace

Tags::Tags(std::span<const std::byte> bytes) : bytes_{as_text(bytes)} {
    if (bytes_.substr(0, 3) == "\xEF\xBB\xBF") at_ = 3;
    if (bytes_.substr(0, kSentinel.size()) != kSentinel) return;
    binary_ = true;
    at_ = kSentinel.size();
    // The first group is 0 with a name: since R13 its second byte is the code's high one.
    wide_codes_ = bytes_.size() > at_ + 1 && bytes_[at_ + 1] == '\0';
}

std::string Tags::place_text(std::size_t place) const {
    return (binary_ ? "byte " : "line ") + std::to_string(place);
}

void Tags::fail(ErrorCode code, const std::string& message) {
    error_ = Error{code, "DXF: " + message, {}};
}

std::optional<Tag> Tags::next() {
    if (error_) return std::nullopt;
    return binary_ ? next_binary() : next_text();
}

bool Tags::line(std::string_view& out) {
    if (at_ >= bytes_.size()) return false;
    const auto end = std::min(bytes_.find('\n', at_), bytes_.size());
    out = trimmed(bytes_.substr(at_, end - at_));
    at_ = end + 1;
    ++line_;
    return true;
}

std::optional<Tag> Tags::next_text() {
    std::string_view code_text;
    Tag tag;
    // Blank lines after the end, and in front of a code, do no harm.
    do {
        if (!line(code_text)) return std::nullopt;
    } while (code_text.empty());
    tag.place = line_;
    if (code_text == "\x1a") return std::nullopt;
    double code = 0.0;
    if (!scan_number(code_text, code) || code < -10.0 || code > 10'000.0 ||
        code != std::floor(code)) {
        fail(ErrorCode::Syntax, place_text(line_) + " holds '" +
                                    printable_name(code_text.substr(0, 40)) +
                                    "' where a group code belongs");
        return std::nullopt;
    }
    tag.code = static_cast<int>(code);
    if (!line(tag.text)) return std::nullopt;  // cut after a code: the caller misses the end mark
    const Type type = type_of(tag.code);
    if (type == Type::Text || type == Type::Chunk) return tag;
    tag.is_number = scan_number(tag.text, tag.number);
    if (!tag.is_number || !std::isfinite(tag.number)) {
        if (at_ >= bytes_.size()) return std::nullopt;  // cut within a number
        fail(ErrorCode::Syntax, place_text(line_) + " holds '" +
                                    printable_name(tag.text.substr(0, 40)) + "' where group " +
                                    std::to_string(tag.code) + " needs a finite number");
        return std::nullopt;
    }
    return tag;
}

std::optional<Tag> Tags::next_binary() {
    Tag tag;
    tag.place = at_;
    const auto left = [&] { return bytes_.size() - at_; };
    const auto read = [&](auto& value) {
        if (left() < sizeof value) return false;
        std::memcpy(&value, bytes_.data() + at_, sizeof value);
        at_ += sizeof value;
        return true;
    };
    const auto integer = [&](auto value) {
        if (!read(value)) return false;
        tag.number = static_cast<double>(value);
        tag.is_number = true;
        return true;
    };
    std::uint16_t code = 0;
    if (wide_codes_) {
        if (!read(code)) return std::nullopt;
    } else {
        std::uint8_t narrow = 0;
        if (!read(narrow)) return std::nullopt;
        code = narrow;
        if (narrow == 255 && !read(code)) return std::nullopt;
    }
    tag.code = code;
    switch (type_of(tag.code)) {
        case Type::Text: {
            const auto end = bytes_.find('\0', at_);
            if (end == std::string_view::npos) return std::nullopt;
            tag.text = trimmed(bytes_.substr(at_, end - at_));
            at_ = end + 1;
            return tag;
        }
        case Type::Chunk: {
            std::uint8_t size = 0;
            if (!read(size) || left() < size) return std::nullopt;
            at_ += size;
            return tag;
        }
        case Type::Real:
            if (!read(tag.number)) return std::nullopt;
            tag.is_number = true;
            if (!std::isfinite(tag.number)) {
                fail(ErrorCode::Syntax, place_text(tag.place) +
                                            " holds a number that is not "
                                            "finite");
                return std::nullopt;
            }
            return tag;
        case Type::Int8: return integer(std::uint8_t{}) ? std::optional{tag} : std::nullopt;
        case Type::Int16: return integer(std::int16_t{}) ? std::optional{tag} : std::nullopt;
        case Type::Int32: return integer(std::int32_t{}) ? std::optional{tag} : std::nullopt;
        case Type::Int64: return integer(std::int64_t{}) ? std::optional{tag} : std::nullopt;
    }
    return std::nullopt;
}

}  // namespace millrace::cad::dxf
