#pragma once

// What the command line says about set-ups and turning.

#include <nlohmann/json.hpp>

#include "millrace/facts/set_ups.h"

namespace millrace::cli {

[[nodiscard]] nlohmann::ordered_json set_ups_json(const facts::SetUps& set_ups);
[[nodiscard]] nlohmann::ordered_json turning_json(const facts::Turning& turning);

}  // namespace millrace::cli
