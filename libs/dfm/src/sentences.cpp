#include "sentences.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <vector>

namespace millrace::dfm {

namespace {

void replace_all(std::string& text, const std::string& from, const std::string& to) {
    for (std::size_t at = text.find(from); at != std::string::npos;
         at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

Number share(double value) { return {std::round(value * 100.0), "%", 0}; }

}  // namespace

Number amount(double value, std::string unit) {
    const double size = std::abs(value);
    if (size >= 1.0) return {value, std::move(unit), 2};
    if (size >= 0.001 || size == 0.0) return {value, std::move(unit), 3};
    constexpr int kDecimalsMax = 12;  // less is nothing, whatever it counts
    const int decimals = static_cast<int>(std::ceil(-std::log10(size))) + 1;
    return {value, std::move(unit), std::min(decimals, kDecimalsMax)};
}

std::string number(double value) { return to_string(amount(value, {})); }

Text fill_in(const std::string& name, std::string_view sentence, const Numbers& numbers) {
    std::string english{sentence};
    replace_all(english, "{m%}", "{m_share}");
    replace_all(english, "{l%}", "{l_share}");
    std::vector<TextArgument> arguments;
    const auto argument = [&](const char* called, const Number& value) {
        const std::string place = std::string{"{"} + called + "}";
        if (english.find(place) == std::string::npos) return;
        const std::string plain = to_string(Number{value.value, "", value.decimals});
        replace_all(english, place + to_string(value).substr(plain.size()), place);
        arguments.emplace_back(called, value);
    };
    argument("m", amount(numbers.measured, numbers.unit));
    argument("l", amount(numbers.limit, numbers.unit));
    argument("d", amount(std::abs(numbers.measured - numbers.limit), numbers.unit));
    argument("m_share", share(numbers.measured));
    argument("l_share", share(numbers.limit));
    argument("t", amount(numbers.target_mm, "mm"));
    if (english.find("{x}") != std::string::npos) arguments.emplace_back("x", numbers.detail);
    return Text{"dfm." + name, english, std::move(arguments)};
}

std::string as_sentence(std::string words) {
    if (words.empty()) return words;
    words.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(words.front())));
    if (words.back() != '.' && words.back() != '?' && words.back() != '!') words += '.';
    return words;
}

Text catalogue_text(const catalog::DfmRule& rule, std::string_view field, std::string words) {
    if (words.empty()) return {};
    return Text::kept("rule." + rule.id + "." + std::string{field}, {}, std::move(words));
}

}  // namespace millrace::dfm
