#pragma once

// Faces of a part whichever way it came: those of the B-rep, or those recognised in a mesh.

#include <cstdint>
#include <utility>
#include <vector>

#include "millrace/geom/boundary_model.h"
#include "surface.h"

namespace millrace::facts {

/// Full enough to count as a hole or pin.
inline constexpr double kFullSweep = 299.5 * kPi / 180.0;

/// Faces and edges in the form a reader gives for B-rep input.
struct Patches {
    bool exact = false;             ///< the model's own faces
    std::vector<geom::Face> faces;  ///< loops are left empty for meshes
    std::vector<geom::Edge> edges;
    std::vector<std::uint32_t> patch_of_triangle;
    std::vector<std::vector<std::uint32_t>> triangles;    ///< of each patch, ascending
    std::vector<std::vector<std::uint32_t>> model_faces;  ///< of each patch, ascending

    /// Pairs (lower, higher) of patches that meet at a convex edge sharper than 15°.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> convex_neighbours;

    [[nodiscard]] bool meet_at_convex_edge(std::uint32_t a, std::uint32_t b) const;
};

/// The faces of the model itself when it is exact, else those recognised in its mesh.
[[nodiscard]] Patches make_patches(const geom::BoundaryModel& model, const Surface& surface,
                                   const std::vector<SharedEdge>& shared);

/// Planes, cylinders and the rest of a mesh (docs/algorithms/holes.md). Fills `faces`, `edges` and
/// `patch_of_triangle`.
void recognise_patches(const Surface& surface, const std::vector<SharedEdge>& shared,
                       Patches& patches);

}  // namespace millrace::facts
