#include <algorithm>
#include <cmath>
#include <cstdio>

#include "reader.h"

namespace millrace::cad {
namespace {

/// Length of the valid UTF-8 sequence at `i`, or 0.
std::size_t utf8_length(std::string_view text, std::size_t i) {
    const auto byte = [&](std::size_t k) {
        return k < text.size() ? static_cast<unsigned char>(text[k]) : 0u;
    };
    const unsigned lead = byte(i);
    const auto tail = [&](std::size_t k) { return (byte(i + k) & 0xC0u) == 0x80u; };
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return tail(1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        if (!tail(1) || !tail(2)) return 0;
        if (lead == 0xE0 && byte(i + 1) < 0xA0) return 0;  // overlong
        if (lead == 0xED && byte(i + 1) > 0x9F) return 0;  // surrogate
        return 3;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        if (!tail(1) || !tail(2) || !tail(3)) return 0;
        if (lead == 0xF0 && byte(i + 1) < 0x90) return 0;
        if (lead == 0xF4 && byte(i + 1) > 0x8F) return 0;
        return 4;
    }
    return 0;
}

}  // namespace

std::string printable_name(std::string_view text) {
    constexpr std::size_t kBytesMax = 200;
    std::string name;
    for (std::size_t i = 0; i < text.size() && name.size() < kBytesMax - 4;) {
        const std::size_t length = utf8_length(text, i);
        const auto c = static_cast<unsigned char>(text[i]);
        if (length == 0) {
            name += '?';
        } else if (length == 1 && (c < 0x20 || c == 0x7F)) {
            name += ' ';
        } else {
            name.append(text.substr(i, length));
        }
        i += length == 0 ? 1 : length;
    }
    const auto first = name.find_first_not_of(' ');
    if (first == std::string::npos) return {};
    return name.substr(first, name.find_last_not_of(' ') - first + 1);
}

std::string number_text(double value) {
    char buffer[40];
    std::snprintf(buffer, sizeof buffer, "%.6g", value);
    return buffer;
}

Number number_of(double value, std::string unit) {
    const double size = std::abs(value);
    const int before = size > 0.0 && std::isfinite(size) ? static_cast<int>(std::log10(size)) : 0;
    return {value, std::move(unit), std::clamp(5 - before, 0, 12)};
}

std::string point_text(geom::Vec3 point) {
    return "(" + number_text(point.x) + ", " + number_text(point.y) + ", " + number_text(point.z) +
           ")";
}

}  // namespace millrace::cad
