#include "table.h"

#include <fmt/format.h>

#include <algorithm>

namespace millrace::cli {
namespace {

std::size_t width(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }));
}

}  // namespace

std::string Table::text(std::size_t indent) const {
    std::vector<std::size_t> widths(columns_.size(), 0);
    for (const auto& row : rows_)
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
    std::string text;
    for (const auto& row : rows_) {
        std::string line(indent, ' ');
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string padding(widths[i] - width(row[i]), ' ');
            if (i > 0) line += "  ";
            line += columns_[i] == Align::Right ? padding + row[i] : row[i] + padding;
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + '\n';
    }
    return text;
}

std::string duration_text(double seconds) {
    if (seconds >= 3600.0) return fmt::format("{:.2f} h", seconds / 3600.0);
    if (seconds >= 90.0) return fmt::format("{:.1f} min", seconds / 60.0);
    return fmt::format("{:.0f} s", seconds);
}

std::string number_text(double value, int decimals) {
    return fmt::format("{:.{}f}", value, decimals);
}

}  // namespace millrace::cli
