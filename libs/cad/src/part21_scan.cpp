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
                                 say("cad.step_nested",
                                     "line {line} nests parentheses more than {limit} deep",
                                     {{"line", at_line()}, {"limit", kDepthMax}}),
                                 {}};
                }
                statement_start_ = false;
                ++i_;
            } else if (c == ')') {
                if (--depth_ < 0)
                    return Error{
                        ErrorCode::Syntax,
                        say("cad.step_parenthesis", "line {line} closes a parenthesis too many",
                            {{"line", at_line()}}),
                        {}};
                ++i_;
            } else if (c == ';') {
                if (depth_ != 0) {
                    return Error{
                        ErrorCode::Syntax,
                        say("cad.step_statement", "line {line} ends a statement inside parentheses",
                            {{"line", at_line()}}),
                        {}};
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

    [[nodiscard]] std::ptrdiff_t at_line(std::size_t position) const {
        const auto head = text_.substr(0, position);
        return 1 + std::count(head.begin(), head.end(), '\n');
    }
    [[nodiscard]] std::ptrdiff_t at_line() const { return at_line(i_); }

    Status string() {
        const std::size_t begin = i_++;
        while (true) {
            i_ = text_.find('\'', i_);
            if (i_ == std::string_view::npos) {
                return Error{
                    ErrorCode::Syntax,
                    say("cad.step_text_open", "the text that begins in line {line} is never closed",
                        {{"line", at_line(begin)}}),
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
                         say("cad.step_comment_open",
                             "the comment that begins in line {line} is never closed",
                             {{"line", at_line(begin)}}),
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
                         say("cad.step_number",
                             "line {line} has an entity number that is not a positive number",
                             {{"line", at_line(begin)}}),
                         {}};
        }
        if (value > kEntityNumberMax) {
            return Error{
                ErrorCode::LimitExceeded,
                say("cad.step_number_large", "line {line} has an entity number above {limit}",
                    {{"line", at_line(begin)}, {"limit", kEntityNumberMax}}),
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
            return Error{ErrorCode::Truncated,
                         say("cad.step_no_data", "the file ends before its data section begins"),
                         {}};
        if (in_data_) {
            return Error{ErrorCode::Truncated,
                         say("cad.step_cut",
                             "the file ends in line {line} inside its data section, after "
                             "{entities} entities: it was cut short, send it again",
                             {{"line", at_line(text_.size())}, {"entities", outline_.entities}}),
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
