#pragma once

// The packs of rules this module knows, one for each process (rules_<process>.cpp), in the order of
// their ids. Rows of the catalogue give the limits.

#include <span>

#include "measure.h"

namespace millrace::dfm {

[[nodiscard]] std::span<const RuleCode> general_rules();
[[nodiscard]] std::span<const RuleCode> fdm_rules();
[[nodiscard]] std::span<const RuleCode> sla_rules();
[[nodiscard]] std::span<const RuleCode> powder_rules();  ///< SLS and MJF
[[nodiscard]] std::span<const RuleCode> lpbf_rules();
[[nodiscard]] std::span<const RuleCode> milling_rules();
[[nodiscard]] std::span<const RuleCode> turning_rules();
[[nodiscard]] std::span<const RuleCode> sheet_rules();
[[nodiscard]] std::span<const RuleCode> moulding_rules();
[[nodiscard]] std::span<const RuleCode> casting_rules();

}  // namespace millrace::dfm
