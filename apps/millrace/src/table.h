#pragma once

#include <string>
#include <vector>

namespace millrace::cli {

/// Columns of text for a terminal. Widths count code points, so that umlauts and ³ line up.
class Table {
public:
    enum class Align { Left, Right };
    explicit Table(std::vector<Align> columns) : columns_{std::move(columns)} {}

    void row(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
    /// Every line starts with `indent` spaces and ends with a line feed.
    [[nodiscard]] std::string text(std::size_t indent) const;

private:
    std::vector<Align> columns_;
    std::vector<std::vector<std::string>> rows_;
};

/// "1.14 h", "12.3 min", "45 s".
[[nodiscard]] std::string duration_text(double seconds);
/// A number with a fixed count of decimals, independent of the locale.
[[nodiscard]] std::string number_text(double value, int decimals);

}  // namespace millrace::cli
