#pragma once

#include "../surface.h"
#include "../surface_patches.h"
#include "millrace/facts/features.h"

namespace millrace::facts {

/// All features of a part and what each of its faces belongs to.
[[nodiscard]] Features recognise_features(const geom::BoundaryModel& model, const Surface& surface,
                                          const Patches& patches);

/// Sorts the list, tells every face its feature in it and names the doubtful faces anew.
void order_features(Features& features);

}  // namespace millrace::facts
