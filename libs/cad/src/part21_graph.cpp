#include "part21_graph.h"

#include <algorithm>
#include <cctype>

#include "scan_number.h"

namespace millrace::cad {
namespace {

constexpr int kDepthMax = 64;  // annotations nest about five deep

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// End of the string that begins at `i` with a quote: the position after its last quote.
std::size_t after_string(std::string_view text, std::size_t i) {
    ++i;
    while (true) {
        i = text.find('\'', i);
        if (i == std::string_view::npos) return text.size();
        ++i;
        if (i < text.size() && text[i] == '\'') {
            ++i;
            continue;
        }
        return i;
    }
}

std::size_t after_comment(std::string_view text, std::size_t i) {
    i = text.find("*/", i + 2);
    return i == std::string_view::npos ? text.size() : i + 2;
}

bool starts_comment(std::string_view text, std::size_t i) {
    return text[i] == '/' && i + 1 < text.size() && text[i + 1] == '*';
}

std::size_t skip_blank(std::string_view text, std::size_t i) {
    while (i < text.size()) {
        if (std::isspace(static_cast<unsigned char>(text[i])) != 0) {
            ++i;
        } else if (starts_comment(text, i)) {
            i = after_comment(text, i);
        } else {
            break;
        }
    }
    return i;
}

/// Position of the semicolon that ends the statement at `i`.
std::size_t end_of_statement(std::string_view text, std::size_t i) {
    while (i < text.size() && text[i] != ';') {
        if (text[i] == '\'') {
            i = after_string(text, i);
        } else if (starts_comment(text, i)) {
            i = after_comment(text, i);
        } else {
            ++i;
        }
    }
    return i;
}

std::string_view word_at(std::string_view text, std::size_t i) {
    std::size_t end = i;
    while (end < text.size() && is_word(text[end])) ++end;
    return text.substr(i, end - i);
}

std::uint64_t number_at(std::string_view text, std::size_t& i) {
    constexpr std::uint64_t kMax = 2'147'483'647;
    std::uint64_t value = 0;
    while (i < text.size() && std::isdigit(static_cast<unsigned char>(text[i])) != 0) {
        value = std::min(value * 10 + static_cast<std::uint64_t>(text[i] - '0'), kMax + 1);
        ++i;
    }
    return value <= kMax ? value : 0;
}

class Parser {
public:
    explicit Parser(std::string_view body) : text_{body} {}

    std::vector<Part21Record> records(bool complex) {
        std::vector<Part21Record> result;
        blank();
        if (complex) ++i_;  // the parenthesis around the records
        while (i_ < text_.size()) {
            blank();
            const std::string_view keyword = word_at(text_, i_);
            if (keyword.empty()) break;
            i_ += keyword.size();
            Part21Record record;
            record.keyword = keyword;
            blank();
            if (i_ < text_.size() && text_[i_] == '(') record.arguments = list(0);
            result.push_back(std::move(record));
            if (!complex) break;
        }
        return result;
    }

private:
    void blank() { i_ = skip_blank(text_, i_); }

    std::vector<Part21Value> list(int depth) {
        std::vector<Part21Value> items;
        ++i_;
        while (i_ < text_.size()) {
            blank();
            if (i_ >= text_.size()) break;
            if (text_[i_] == ')') {
                ++i_;
                break;
            }
            if (text_[i_] == ',') {
                ++i_;
                continue;
            }
            items.push_back(value(depth));
        }
        return items;
    }

    Part21Value value(int depth) {
        using Kind = Part21Value::Kind;
        Part21Value result;
        const char c = text_[i_];
        if (c == '(') {
            result.kind = Kind::List;
            if (depth < kDepthMax) {
                result.items = list(depth + 1);
            } else {
                i_ = text_.size();
            }
        } else if (c == '#') {
            ++i_;
            result.kind = Kind::Reference;
            result.reference = number_at(text_, i_);
        } else if (c == '\'') {
            const std::size_t end = after_string(text_, i_);
            result.kind = Kind::Text;
            result.text = text_.substr(i_ + 1, end > i_ + 1 ? end - i_ - 2 : 0);
            i_ = end;
        } else if (c == '.') {
            ++i_;
            result.kind = Kind::Word;
            result.text = word_at(text_, i_);
            i_ += result.text.size();
            if (i_ < text_.size() && text_[i_] == '.') ++i_;
        } else if (std::isalpha(static_cast<unsigned char>(c)) != 0) {
            result.kind = Kind::Typed;
            result.text = word_at(text_, i_);
            i_ += result.text.size();
            blank();
            if (i_ < text_.size() && text_[i_] == '(') {
                if (depth < kDepthMax) {
                    result.items = list(depth + 1);
                } else {
                    i_ = text_.size();
                }
            }
        } else if (std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '+') {
            std::size_t end = i_ + 1;
            while (end < text_.size() &&
                   (std::isdigit(static_cast<unsigned char>(text_[end])) != 0 ||
                    text_[end] == '.' || text_[end] == 'E' || text_[end] == 'e' ||
                    text_[end] == '-' || text_[end] == '+')) {
                ++end;
            }
            result.kind = Kind::Number;
            result.number = number(text_.substr(i_, end - i_));
            i_ = end;
        } else {
            ++i_;  // $ and *, and whatever should not be there
        }
        return result;
    }

    static double number(std::string_view token) {
        double value = 0.0;
        return scan_number(token, value) ? value : 0.0;
    }

    std::string_view text_;
    std::size_t i_ = 0;
};

void put_utf8(std::uint32_t code, std::string& out) {
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0U | (code >> 6U));
        out += static_cast<char>(0x80U | (code & 0x3FU));
    } else {
        out += static_cast<char>(0xE0U | (code >> 12U));
        out += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
        out += static_cast<char>(0x80U | (code & 0x3FU));
    }
}

/// The hexadecimal number of `digits` digits at `i`; nothing when there is none.
bool hex_at(std::string_view text, std::size_t i, std::size_t digits, std::uint32_t& code) {
    if (i + digits > text.size()) return false;
    code = 0;
    for (std::size_t k = i; k < i + digits; ++k) {
        const auto c = static_cast<unsigned char>(text[k]);
        if (std::isxdigit(c) == 0) return false;
        code = code * 16 +
               static_cast<std::uint32_t>(std::isdigit(c) != 0 ? c - '0' : std::toupper(c) - 55);
    }
    return true;
}

}  // namespace

const Part21Value& Part21Record::at(std::size_t index) const {
    static const Part21Value kNothing;
    return index < arguments.size() ? arguments[index] : kNothing;
}

const Part21Record* Part21Entity::record(std::string_view keyword) const {
    for (const Part21Record& one : records)
        if (one.keyword == keyword) return &one;
    return nullptr;
}

Part21Graph::Part21Graph(std::string_view text) {
    std::size_t i = 0;
    while ((i = skip_blank(text, i)) < text.size()) {
        const std::size_t end = end_of_statement(text, i);
        if (text[i] == '#') {
            std::size_t at = i + 1;
            Entry entry;
            entry.id = number_at(text, at);
            at = skip_blank(text, at);
            if (entry.id > 0 && at < end && text[at] == '=') {
                at = skip_blank(text, at + 1);
                if (at < end) {
                    entry.body = text.substr(at, end - at);
                    entry.complex = text[at] == '(';
                    entry.keyword = word_at(text, entry.complex ? skip_blank(text, at + 1) : at);
                    entries_.push_back(entry);
                }
            }
        }
        i = end + 1;
    }
    const auto by_id = [](const Entry& a, const Entry& b) { return a.id < b.id; };
    if (!std::is_sorted(entries_.begin(), entries_.end(), by_id))
        std::stable_sort(entries_.begin(), entries_.end(), by_id);
}

const Part21Entity* Part21Graph::find(std::uint64_t id) const {
    if (const auto known = parsed_.find(id); known != parsed_.end()) return &known->second;
    const auto place = std::lower_bound(
        entries_.begin(), entries_.end(), id,
        [](const Entry& entry, std::uint64_t wanted) { return entry.id < wanted; });
    if (place == entries_.end() || place->id != id) return nullptr;
    Part21Entity entity;
    entity.id = id;
    entity.records = Parser{place->body}.records(place->complex);
    return &parsed_.emplace(id, std::move(entity)).first->second;
}

std::string decoded(std::string_view raw) {
    std::string out;
    for (std::size_t i = 0; i < raw.size();) {
        std::uint32_t code = 0;
        if (raw[i] == '\'' && i + 1 < raw.size() && raw[i + 1] == '\'') {
            out += '\'';
            i += 2;
        } else if (raw.substr(i, 3) == "\\X\\" && hex_at(raw, i + 3, 2, code)) {
            put_utf8(code, out);
            i += 5;
        } else if (raw.substr(i, 4) == "\\X2\\") {
            i += 4;
            while (hex_at(raw, i, 4, code)) {
                put_utf8(code, out);
                i += 4;
            }
            if (raw.substr(i, 4) == "\\X0\\") i += 4;
        } else {
            out += raw[i++];
        }
    }
    return out;
}

}  // namespace millrace::cad
