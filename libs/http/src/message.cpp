#include "message.h"

#include <algorithm>

namespace millrace::http {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    const char l = lower(c);
    return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

std::string_view find_header(const HeaderList& headers, std::string_view name, bool* found) {
    const auto it = std::find_if(headers.begin(), headers.end(), [&](const auto& header) {
        return equal_ignoring_case(header.first, name);
    });
    if (found) *found = it != headers.end();
    return it == headers.end() ? std::string_view{} : std::string_view{it->second};
}

}  // namespace

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                              [](char x, char y) { return lower(x) == lower(y); });
}

std::string percent_decoded(std::string_view text, bool plus_is_space) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 &&
            hex_value(text[i + 2]) >= 0) {
            out += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
            i += 2;
        } else {
            out += text[i] == '+' && plus_is_space ? ' ' : text[i];
        }
    }
    return out;
}

std::string_view Request::header(std::string_view name) const {
    return find_header(headers, name, nullptr);
}

bool Request::has_header(std::string_view name) const {
    bool found = false;
    static_cast<void>(find_header(headers, name, &found));
    return found;
}

std::string_view Response::header(std::string_view name) const {
    return find_header(headers, name, nullptr);
}

std::string_view Request::path() const {
    return std::string_view{target}.substr(0, target.find_first_of("?#"));
}

std::string Request::query(std::string_view name, bool* found) const {
    if (found) *found = false;
    const auto start = target.find('?');
    if (start == std::string::npos) return {};
    std::string_view rest = std::string_view{target}.substr(start + 1);
    rest = rest.substr(0, rest.find('#'));
    while (!rest.empty()) {
        const std::string_view pair = rest.substr(0, rest.find('&'));
        rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
        const auto equals = pair.find('=');
        if (percent_decoded(pair.substr(0, equals), true) != name) continue;
        if (found) *found = true;
        return equals == std::string_view::npos ? std::string{}
                                                : percent_decoded(pair.substr(equals + 1), true);
    }
    return {};
}

}  // namespace millrace::http
