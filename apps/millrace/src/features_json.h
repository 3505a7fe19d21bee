#pragma once

#include <nlohmann/json.hpp>

#include "millrace/facts/features.h"
#include "millrace/geom/boundary_model.h"

namespace millrace::cli {

/// [{index, step_id, type, area_mm2, feature, instance, confidence}] for every face of the file;
/// empty for a part that came as a mesh. `step_id` is the name of the face's entity, or its number
/// where it has no name; `instance` an index into the feature list, or null.
[[nodiscard]] nlohmann::ordered_json faces_json(const geom::BoundaryModel& model,
                                                const facts::Features& features);

/// [{kind, class, name, sizes, faces, confidence}] of the recognised features; sizes that a kind
/// does not have are left out.
[[nodiscard]] nlohmann::ordered_json features_json(const facts::Features& features);

/// [{kind, type, text, unit, nominal, upper, lower, modifiers, datums, faces, step_id}] of what the
/// file states; lengths in mm, angles in degrees.
[[nodiscard]] nlohmann::ordered_json pmi_json(const std::vector<geom::Pmi>& pmi);

}  // namespace millrace::cli
