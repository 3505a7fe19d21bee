#pragma once

// Small facts about the surface itself.

#include <vector>

#include "millrace/facts/part_facts.h"
#include "surface.h"
#include "surface_patches.h"

namespace millrace::facts {

/// Largest plausible distance between the facets of a mesh and the curved surface they stand for:
/// the 95th percentile by length of edge length x bend / 8 over the bends of curved patches.
[[nodiscard]] Length chord_error(const Surface& surface, const std::vector<SharedEdge>& shared);

struct SharpEdge {
    Angle included;  ///< 180° if there is no convex edge
    Place place;
};
[[nodiscard]] SharpEdge sharpest_outer_edge(const Surface& surface, const Patches& patches);

[[nodiscard]] FaceTypeCounts count_face_types(const geom::BoundaryModel& model);

/// Area of faces that are neither plane nor of revolution nor ruled. Zero for meshes, whose facets
/// say nothing about the surface they came from.
[[nodiscard]] Area freeform_area(const geom::BoundaryModel& model);

}  // namespace millrace::facts
