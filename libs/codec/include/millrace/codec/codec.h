#pragma once

// Explicit conversions between domain values and their text or binary form, shared by the store,
// the HTTP API and the command line. JSON members carry units in their names (docs/units.md).

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "millrace/base/result.h"
#include "millrace/codec/catalog.h"
#include "millrace/dfm/check.h"
#include "millrace/facts/part_facts.h"
#include "millrace/plan/process_plan.h"
#include "millrace/quote/quote.h"

namespace millrace::codec {

[[nodiscard]] std::string facts_to_json(const facts::PartFacts& facts);
/// Facts without their per-vertex field. @return Syntax.
[[nodiscard]] Result<facts::PartFacts> facts_from_json(std::string_view json);
[[nodiscard]] std::string checks_to_json(const std::map<std::string, dfm::CheckResult>& checks);
[[nodiscard]] Result<std::map<std::string, dfm::CheckResult>> checks_from_json(
    std::string_view json);
/// A sentence as one column of a table keeps it: JSON with key and arguments, or plain English
/// where it has no key. Reading never fails: what is no such JSON is English.
[[nodiscard]] std::string text_to_stored(const Text& text);
[[nodiscard]] Text text_from_stored(const std::string& stored);
[[nodiscard]] std::string plan_to_json(const plan::ProcessPlan& plan);
[[nodiscard]] Result<plan::ProcessPlan> plan_from_json(std::string_view json);
[[nodiscard]] std::string offers_to_json(const std::vector<quote::Offer>& offers);
[[nodiscard]] Result<std::vector<quote::Offer>> offers_from_json(std::string_view json);

}  // namespace millrace::codec
