#pragma once

// The mesh under repair and how its triangles hang together. Shared by the steps; internal.

#include <cstdint>
#include <optional>
#include <vector>

#include "millrace/geom/repair.h"

namespace millrace::geom::mending {

inline constexpr std::uint32_t kNone = ~std::uint32_t{0};

/// Half-edge 3t + k runs from corner k of triangle t to the next one. Two half-edges that are mates
/// belong to triangles that are neighbours across that edge.
struct Surface {
    TriangleMesh mesh;                                 ///< no corner normals
    std::vector<std::uint32_t> mate;                   ///< of every half-edge, or kNone
    std::vector<std::vector<std::uint32_t>> branches;  ///< half-edges of edges with three or more

    [[nodiscard]] std::uint32_t from(std::uint32_t h) const { return mesh.triangles[h / 3][h % 3]; }
    [[nodiscard]] std::uint32_t to(std::uint32_t h) const {
        return mesh.triangles[h / 3][(h + 1) % 3];
    }
    [[nodiscard]] std::uint32_t opposite(std::uint32_t h) const {
        return mesh.triangles[h / 3][(h + 2) % 3];
    }
    [[nodiscard]] std::uint32_t half_edges() const {
        return static_cast<std::uint32_t>(3 * mesh.triangles.size());
    }
};

/// Finds mates from vertex indices: edges of two triangles get them, whichever way they run.
void connect(Surface& surface);

/// Half-edges without a mate, not counting branching edges; and branching edges.
struct Gaps {
    std::size_t open = 0;
    std::size_t branching = 0;
};
[[nodiscard]] Gaps gaps(const Surface& surface);

/// True when every edge is used as often in one sense as in the other: sides agree already.
[[nodiscard]] bool balanced(const Surface& surface);

/// Turns a triangle over. Needs connect() afterwards.
inline void turn(TriangleMesh& mesh, std::size_t triangle) {
    std::swap(mesh.triangles[triangle][1], mesh.triangles[triangle][2]);
}

/// Keeps the triangles named and reconnects.
void keep_triangles(Surface& surface, const std::vector<bool>& keep);

using Step = std::optional<RepairStep>;

// clean.cpp
[[nodiscard]] Step join_equal_vertices(Surface& surface);
[[nodiscard]] Step remove_collapsed(Surface& surface);
[[nodiscard]] Step remove_duplicates(Surface& surface);
// gaps.cpp
[[nodiscard]] Step join_gaps(Surface& surface, double share_max);
[[nodiscard]] Step split_edges_at_vertices(Surface& surface);
[[nodiscard]] Step remove_flat(Surface& surface);
// orient.cpp
struct Oriented {
    Step turned;
    Step walls;
    Step bodies;
    bool one_sided = false;
};
/// Gives neighbours the same sense and every patch its outward side; removes walls that have the
/// same side of the part on both sides.
[[nodiscard]] Oriented orient(Surface& surface);
// branches.cpp
/// Mates the half-edges of branching edges so that each pair bounds one wedge of material.
[[nodiscard]] Step pair_branches(Surface& surface);
/// Removes all triangles at branching edges, to be replaced by what closes the hole.
[[nodiscard]] Step remove_branching(Surface& surface);
/// Gives corners that do not hang together through mates vertices of their own. Afterwards the
/// indices say what the mates said.
void separate_vertices(Surface& surface);
// holes.cpp
[[nodiscard]] Step close_holes(Surface& surface, std::size_t edges_max);
// fragments.cpp
[[nodiscard]] Step remove_fragments(Surface& surface);
// recontour.cpp
/// A new surface where the winding number passes one half.
[[nodiscard]] std::optional<TriangleMesh> recontoured(const TriangleMesh& mesh,
                                                      std::size_t nodes_max, double& cell_mm);

}  // namespace millrace::geom::mending
