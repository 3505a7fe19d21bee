#include "text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace millrace::plan {

std::string mm(double value) {
    std::array<char, 400> buffer{};  // enough for the largest double
    const auto end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(),
                      std::abs(value) < 0.005 ? 0.0 : value, std::chars_format::fixed, 2)
            .ptr;
    std::string text(buffer.data(), end);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

std::string percent(double share) { return std::to_string(std::lround(share * 100.0)) + " %"; }

std::string axis_name(int axis) {
    constexpr std::array<const char*, 6> kNames = {"+X", "-X", "+Y", "-Y", "+Z", "-Z"};
    return kNames[static_cast<std::size_t>(axis)];
}

}  // namespace millrace::plan
