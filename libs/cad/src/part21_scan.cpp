#include "part21_scan.h"

#include <algorithm>
#include <cctype>
#include <cstdint>

namespace millrace::cad {
namespace {

// Real files nest about ten deep; the kernel's parser is recursive.
constexpr int kDepthMax = 200;
// The kernel keeps entity numbers in an int.
constexpr std::uint64_t kEntityNumberMax = 2'147'483'647;

class Scanner {
public:
    explicit Scanner(std::string_view text) : text_{text} {}

    Result<Part21Outline> run() {
        while (i_ < text_.size() && !ended_) {
            const char c = text_[i_];
            if (c == '\'') {
                MILLRACE_CHECK_OK(string());
            } else if (c == '/' && next() == '*') {
                MILLRACE_CHECK_OK(comment());
            } else if (c == '#') {
                MILLRACE_CHECK_OK(number());
            } else if (c == '(') {
                if (++depth_ > kDepthMax) {
                    return Error{ErrorCode::LimitExceeded,
                                 at_line() + " nests parentheses more than " +
                                     std::to_string(kDepthMax) + " deep",
                                 {}};
                }
                statement_start_ = false;
                ++i_;
            } else if (c == ')') {
                if (--depth_ < 0)
                    return Error{
                        ErrorCode::Syntax, at_line() + " closes a parenthesis too many", {}};
                ++i_;
            } else if (c == ';') {
                if (depth_ != 0) {
                    return Error{
                        ErrorCode::Syntax, at_line() + " ends a statement inside parentheses", {}};
                }
                statement_start_ = true;
                ++i_;
            } else if (std::isalpha(static_cast<unsigned char>(c)) != 0) {
                word();
            } else {
                ++i_;
            }
        }
        return finish();
    }

private:
    [[nodiscard]] char next() const { return i_ + 1 < text_.size() ? text_[i_ + 1] : '\0'; }

    [[nodiscard]] std::string at_line(std::size_t position) const {
        const auto head = text_.substr(0, position);
        return "line " + std::to_string(1 + std::count(head.begin(), head.end(), '\n'));
    }
    [[nodiscard]] std::string at_line() const { return at_line(i_); }

    Status string() {
        const std::size_t begin = i_++;
        while (true) {
            i_ = text_.find('\'', i_);
            if (i_ == std::string_view::npos) {
                return Error{ErrorCode::Syntax,
                             "the text that begins in " + at_line(begin) + " is never closed",
                             {}};
            }
            ++i_;
            if (i_ < text_.size() && text_[i_] == '\'') {
                ++i_;  // a doubled quote stands for itself
                continue;
            }
            break;
        }
        if (in_schema_) {
            outline_.schemas.emplace_back(text_.substr(begin + 1, i_ - begin - 2));
        }
        return Done{};
    }

    Status comment() {
        const std::size_t begin = i_;
        i_ = text_.find("*/", i_ + 2);
        if (i_ == std::string_view::npos) {
            return Error{ErrorCode::Syntax,
                         "the comment that begins in " + at_line(begin) + " is never closed",
                         {}};
        }
        i_ += 2;
        return Done{};
    }

    Status number() {
        const std::size_t begin = i_++;
        std::uint64_t value = 0;
        bool digits = false;
        while (i_ < text_.size() && text_[i_] >= '0' && text_[i_] <= '9') {
            value = std::min<std::uint64_t>(
                value * 10 + static_cast<std::uint64_t>(text_[i_] - '0'), kEntityNumberMax + 1);
            digits = true;
            ++i_;
        }
        if (!digits || value == 0) {
            return Error{ErrorCode::Syntax,
                         at_line(begin) + " has an entity number that is not a positive number",
                         {}};
        }
        if (value > kEntityNumberMax) {
            return Error{
                ErrorCode::LimitExceeded,
                at_line(begin) + " has an entity number above " + std::to_string(kEntityNumberMax),
                {}};
        }
        if (statement_start_ && in_data_) ++outline_.entities;
        statement_start_ = false;
        return Done{};
    }

    void word() {
        const std::size_t begin = i_;
        while (i_ < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[i_])) != 0 ||
                                     text_[i_] == '_' || text_[i_] == '-')) {
            ++i_;
        }
        if (!statement_start_) return;
        statement_start_ = false;
        const std::string_view name = text_.substr(begin, i_ - begin);
        in_schema_ = name == "FILE_SCHEMA";
        if (name == "DATA") in_data_ = has_data_ = true;
        if (name == "ENDSEC") in_data_ = false;
        if (name == "END-ISO-10303-21") ended_ = true;
    }

    Result<Part21Outline> finish() {
        if (!has_data_)
            return Error{ErrorCode::Truncated, "the file ends before its data section begins", {}};
        if (in_data_) {
            return Error{ErrorCode::Truncated,
                         "the file ends in " + at_line(text_.size()) +
                             " inside its data section, after " +
                             std::to_string(outline_.entities) +
                             " entities: it was cut short, send it again",
                         {}};
        }
        outline_.end_mark = ended_;
        return outline_;
    }

    std::string_view text_;
    std::size_t i_ = 0;
    int depth_ = 0;
    bool statement_start_ = true;
    bool in_schema_ = false;
    bool in_data_ = false;
    bool has_data_ = false;
    bool ended_ = false;
    Part21Outline outline_;
};

}  // namespace

Result<Part21Outline> scan_part21(std::string_view text) { return Scanner{text}.run(); }

}  // namespace millrace::cad
