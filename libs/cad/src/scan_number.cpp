#include "scan_number.h"

#include <charconv>
#include <cstdlib>
#include <string>

namespace millrace::cad {

bool scan_number(std::string_view word, double& value) {
    if (!word.empty() && word.front() == '+') word.remove_prefix(1);
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (end != word.data() + word.size() || word.empty()) return false;
    if (error == std::errc::result_out_of_range) {
        // from_chars does not say which way it went out of range.
        const std::string copy{word};
        value = std::strtod(copy.c_str(), nullptr);
        return true;
    }
    return error == std::errc{};
}

}  // namespace millrace::cad
