#include "millrace/base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <ostream>

namespace millrace {
namespace {

std::string digits(double value, int decimals) {
    std::array<char, 400> buffer{};  // enough for the largest double
    const auto end = decimals < 0
                         ? std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr
                         : std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                         std::chars_format::fixed, decimals)
                               .ptr;
    std::string text(buffer.data(), end);
    if (decimals > 0 && text.find('.') != std::string::npos) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == '.') text.pop_back();
    }
    return text.find_first_not_of("-0.") == std::string::npos ? "0" : text;
}

std::string written(const std::string& unit) {
    if (unit.empty() || unit == "count" || unit == "ratio" || unit == "1") return {};
    if (unit == "deg") return "°";
    if (unit == "mm2") return " mm²";
    if (unit == "mm3") return " mm³";
    if (unit == "cm2") return " cm²";
    return " " + unit;
}

std::string written(const TextArgument& argument) {
    if (const auto* number = std::get_if<Number>(&argument.value)) return to_string(*number);
    if (const auto* word = std::get_if<std::string>(&argument.value)) return *word;
    std::string sentences;
    for (const Text& text : std::get<std::vector<Text>>(argument.value))
        sentences += (sentences.empty() ? "" : " ") + text.english();
    return sentences;
}

std::optional<double> count_of(const std::vector<TextArgument>& arguments) {
    for (const TextArgument& argument : arguments) {
        if (argument.name != "count") continue;
        if (const auto* number = std::get_if<Number>(&argument.value)) return number->value;
    }
    return std::nullopt;
}

// The form for one or for many, where there are two.
std::string_view form(std::string_view english, const std::vector<TextArgument>& arguments) {
    const std::size_t bar = english.find('|');
    if (bar == std::string_view::npos) return english;
    return count_of(arguments) == 1.0 ? english.substr(0, bar) : english.substr(bar + 1);
}

std::string filled_in(std::string_view english, const std::vector<TextArgument>& arguments) {
    std::string text;
    while (!english.empty()) {
        const std::size_t open = english.find('{');
        const std::size_t close = english.find('}', open);
        text += english.substr(0, open);
        if (close == std::string_view::npos) break;
        const std::string_view name = english.substr(open + 1, close - open - 1);
        const auto found = std::find_if(arguments.begin(), arguments.end(),
                                        [&](const auto& one) { return one.name == name; });
        text += found == arguments.end() ? std::string{english.substr(open, close - open + 1)}
                                         : written(*found);
        english.remove_prefix(close + 1);
    }
    return text;
}

}  // namespace

std::string to_string(const Number& number) {
    return digits(number.value, number.decimals) + written(number.unit);
}

TextArgument::TextArgument() = default;
TextArgument::TextArgument(const TextArgument& other) = default;
TextArgument::TextArgument(TextArgument&& other) noexcept = default;
TextArgument& TextArgument::operator=(const TextArgument& other) = default;
TextArgument& TextArgument::operator=(TextArgument&& other) noexcept = default;
TextArgument::~TextArgument() = default;
TextArgument::TextArgument(std::string called, Number number)
    : name{std::move(called)}, value{std::move(number)} {}
TextArgument::TextArgument(std::string called, std::string word)
    : name{std::move(called)}, value{std::move(word)} {}
TextArgument::TextArgument(std::string called, const char* word)
    : name{std::move(called)}, value{std::string{word}} {}
TextArgument::TextArgument(std::string called, Text text)
    : name{std::move(called)}, value{std::vector<Text>{std::move(text)}} {}
TextArgument::TextArgument(std::string called, std::vector<Text> texts)
    : name{std::move(called)}, value{std::move(texts)} {}

bool operator==(const TextArgument& a, const TextArgument& b) {
    return a.name == b.name && a.value == b.value;
}

Text::Text(std::string_view key, std::string_view english, std::vector<TextArgument> arguments)
    : key_{key},
      arguments_{std::move(arguments)},
      english_{filled_in(form(english, arguments_), arguments_)} {}

Text Text::kept(std::string key, std::vector<TextArgument> arguments, std::string english) {
    Text text;
    text.key_ = std::move(key);
    text.arguments_ = std::move(arguments);
    text.english_ = std::move(english);
    return text;
}

Text Text::english_only(std::string english) { return kept({}, {}, std::move(english)); }

bool Text::translatable() const {
    if (key_.empty()) return false;
    return std::all_of(arguments_.begin(), arguments_.end(), [](const TextArgument& argument) {
        const auto* texts = std::get_if<std::vector<Text>>(&argument.value);
        return texts == nullptr || std::all_of(texts->begin(), texts->end(), [](const Text& text) {
                   return text.translatable();
               });
    });
}

std::ostream& operator<<(std::ostream& out, const Text& text) { return out << text.english(); }

Text say(std::string_view key, std::string_view english,
         std::initializer_list<TextArgument> arguments) {
    return Text{key, english, arguments};
}

}  // namespace millrace
