#pragma once

#include <string>
#include <string_view>

#include "millrace/base/text.h"
#include "millrace/catalog/catalog.h"

namespace millrace::dfm {

/// Two decimals, three below one, two digits below a thousandth.
[[nodiscard]] Number amount(double value, std::string unit = {});
/// The same as text: "12.35", "0.062".
[[nodiscard]] std::string number(double value);

struct Numbers {
    double measured = 0.0;
    double limit = 0.0;
    std::string unit = {};
    double target_mm = 0.0;
    Text detail = {};
};
/// A rule's sentence with its numbers: {m} measured, {l} limit, {d} their difference; {m%} and {l%}
/// as whole percentages; {t} the target in mm and {x} the detail. A unit that follows a number in
/// the sentence is the number's own. The key is "dfm." and `name`.
[[nodiscard]] Text fill_in(const std::string& name, std::string_view sentence,
                           const Numbers& numbers);

/// First letter upper case and a full stop at the end, unless there is one.
[[nodiscard]] std::string as_sentence(std::string words);

/// Words of the catalogue about a rule: "rule.FDM-01.why". A client translates them as long as they
/// are those of the demo catalogue.
[[nodiscard]] Text catalogue_text(const catalog::DfmRule& rule, std::string_view field,
                                  std::string words);

}  // namespace millrace::dfm
