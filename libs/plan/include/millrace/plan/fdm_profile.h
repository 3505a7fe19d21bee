#pragma once

#include <string>

#include "millrace/catalog/catalog.h"

namespace millrace::plan {

/// The machine's filament profile as a PrusaSlicer 2.5 configuration file, so that anybody can
/// slice a part with the settings that a plan assumes and compare print time and filament. Every
/// value comes from the catalogue; settings that the profile does not know have the values that the
/// print model assumes (docs/algorithms/fdm_time.md). Empty for a machine without a filament
/// profile.
[[nodiscard]] std::string prusaslicer_config(const catalog::Machine& machine,
                                             const catalog::Material& material);

}  // namespace millrace::plan
