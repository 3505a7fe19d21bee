#include "sentences.h"

#include <array>
#include <cctype>
#include <charconv>
#include <cmath>

namespace millrace::dfm {

namespace {

void replace_all(std::string& text, const std::string& from, const std::string& to) {
    for (std::size_t at = text.find(from); at != std::string::npos;
         at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

}  // namespace

std::string number(double value) {
    std::array<char, 400> buffer{};  // enough for the largest double
    const double size = std::abs(value);
    const bool tiny = size < 0.001 && size > 0.0;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                   tiny ? std::chars_format::general : std::chars_format::fixed,
                                   size < 1.0 && !tiny ? 3 : 2)
                         .ptr;
    std::string text(buffer.data(), end);
    if (text.find('e') == std::string::npos && text.find('.') != std::string::npos) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == '.') text.pop_back();
    }
    return text == "-0" ? "0" : text;
}

std::string fill_in(std::string sentence, const Numbers& numbers) {
    replace_all(sentence, "{m%}", number(std::round(numbers.measured * 100.0)) + " %");
    replace_all(sentence, "{l%}", number(std::round(numbers.limit * 100.0)) + " %");
    replace_all(sentence, "{t}", number(numbers.target_mm));
    replace_all(sentence, "{x}", numbers.detail);
    replace_all(sentence, "{m}", number(numbers.measured));
    replace_all(sentence, "{l}", number(numbers.limit));
    replace_all(sentence, "{d}", number(std::abs(numbers.measured - numbers.limit)));
    return sentence;
}

std::string as_sentence(std::string words) {
    if (words.empty()) return words;
    words.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(words.front())));
    if (words.back() != '.' && words.back() != '?' && words.back() != '!') words += '.';
    return words;
}

}  // namespace millrace::dfm
