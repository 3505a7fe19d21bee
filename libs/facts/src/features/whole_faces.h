#pragma once

// Some programs write a hole as two half cylinders, others as one face. What a part is does not
// depend on that: features are looked for on whole faces.

#include <cstdint>
#include <optional>
#include <vector>

#include "../surface_patches.h"
#include "millrace/geom/boundary_model.h"

namespace millrace::facts {

/// A model in which pieces of one plane, cylinder, cone, ball or torus that run on smoothly into
/// each other are one face, and edges that go on straight or around one circle one edge.
struct WholeFaces {
    geom::BoundaryModel model;
    std::vector<std::vector<std::uint32_t>> pieces;  ///< of every face: faces given, ascending
    std::vector<std::uint32_t> whole_of;             ///< of every face given
};

/// @return nothing when no face is in pieces. Cost: O(edges log edges).
[[nodiscard]] std::optional<WholeFaces> join_pieces(const geom::BoundaryModel& model);

/// The patches of the whole faces.
[[nodiscard]] Patches join_patches(const WholeFaces& whole, const Patches& patches);

/// The point of a circle's edge at a length from its start, towards its middle.
[[nodiscard]] geom::Vec3 along_circle(const geom::Edge& edge, double length_mm);

}  // namespace millrace::facts
