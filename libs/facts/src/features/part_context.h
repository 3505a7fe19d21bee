#pragma once

#include "millrace/facts/part_facts.h"
#include "millrace/geom/boundary_model.h"

namespace millrace::facts {

/// Fits the features to what the part as a whole turned out to be.
/// - Of a turned part, a boss on its axis is a shoulder: a step of the profile.
/// - Of a sheet, bends and embosses are neither fillets nor recesses: `sheet` lists them. Their
///   faces and those of the flanges become `Stock` unless they belong to a hole.
/// Reads `turning` and `sheet`. Cost: O(f (b + s)) for f
/// faces, b bends and s features.
void fit_to_part(const geom::BoundaryModel& model, PartFacts& facts);

}  // namespace millrace::facts
