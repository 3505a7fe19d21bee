#pragma once

#include <string>

namespace millrace::dfm {

/// Two decimals, three below one, without trailing zeros: "12.35", "0.062".
[[nodiscard]] std::string number(double value);

struct Numbers {
    double measured = 0.0;
    double limit = 0.0;
    double target_mm = 0.0;
    std::string detail = {};
};
/// Puts numbers into a sentence: {m} measured, {l} limit, {d} their difference; {m%} and {l%} as
/// whole percentages; {t} the target and {x} the detail.
[[nodiscard]] std::string fill_in(std::string sentence, const Numbers& numbers);

/// First letter upper case and a full stop at the end, unless there is one.
[[nodiscard]] std::string as_sentence(std::string words);

}  // namespace millrace::dfm
