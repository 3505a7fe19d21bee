#pragma once

// Repair of triangle meshes: from a surface with defects to a closed one, with what was done and
// how far the surface moved. Method: docs/algorithms/mesh_repair.md.

#include <cstddef>
#include <string_view>
#include <vector>

#include "millrace/base/cancel.h"
#include "millrace/base/result.h"
#include "millrace/geom/deviation.h"
#include "millrace/geom/triangle_mesh.h"

namespace millrace::geom {

/// The kinds of steps, in the order in which they are tried.
enum class RepairKind {
    JoinedVertices,     ///< vertices joined; `amount_mm`: farthest join
    RemovedFlat,        ///< triangles without area removed
    RemovedDuplicates,  ///< triangles stored twice, or pairs back to back that enclose nothing
    SplitEdges,         ///< edges split where a vertex of the other side lies on them; `amount_mm`
    TurnedTriangles,    ///< triangles turned to agree with their neighbours
    RemovedWalls,    ///< triangles with the same side of the part on both sides: fins, inner walls
    TurnedBodies,    ///< bodies that were inside out
    SeparatedEdges,  ///< edges of more than two triangles taken apart into edges of two
    ClosedHoles,     ///< holes closed; `amount_mm`: diameter of the largest
    RemovedFragments,  ///< bodies without volume, of a few stray triangles
    UnitedShells,  ///< closed surfaces that overlap; `count`: of those that lost what lies inside
    Recontoured    ///< the surface was made anew; `amount_mm`: cell of the grid
};
[[nodiscard]] std::string_view to_string(RepairKind kind);  ///< "joined_vertices" ...

struct RepairStep {
    RepairKind kind = RepairKind::JoinedVertices;
    std::size_t count = 0;
    double amount_mm = 0.0;
};

struct RepairOptions {
    /// Gaps up to this share of the diagonal are joined.
    double join_share_max = 1e-3;
    /// Holes with more edges are left to the last resort.
    std::size_t hole_edges_max = 1'000;
    /// The last resort: a new surface on a grid of about `grid_nodes_max` nodes.
    bool recontour = true;
    std::size_t grid_nodes_max = 250'000;
    std::size_t deviation_queries_max = 400'000;
    std::size_t self_intersections_max = 1'000;
    CancelToken cancel = {};
};

struct RepairedMesh {
    TriangleMesh mesh;              ///< without corner normals once anything was done
    std::vector<RepairStep> steps;  ///< empty: the mesh had no defect and is unchanged, bit for bit
    bool closed = false;            ///< every edge joins two triangles that agree, volume positive
    bool one_sided = false;         ///< no sides can be given to the surface (a Möbius strip)
    /// Measured between the mesh as given (`forward`: how far old surface lies from new) and as
    /// repaired (`backward`: how far new surface, such as a closed hole, lies from old). What lay
    /// inside of another shell counts in neither.
    Deviation deviation;
    bool overlaps = false;     ///< shells share volume, united or not
    double overlap_mm3 = 0.0;  ///< of shells that were united: what counted more than once
    /// Crossing pairs of triangles left in the result, counted up to the limit; not counted in a
    /// mesh without defects, which is returned unchanged. Of united shells those of a shell with
    /// itself.
    std::size_t self_intersections = 0;
};

/// True when a mesh is not closed, or holds triangles that are stored twice: nobody can say what is
/// inside. Triangles without area and crossings do not count.
[[nodiscard]] bool needs_repair(const Topology& topology);

/// Repairs a mesh. Vertices that are equal should share an index already (see welded()); otherwise
/// they are joined first. Deterministic for any number of threads, idempotent: a repaired mesh is
/// returned unchanged.
/// @return Cancelled, or InvalidGeometry for a mesh without area or with a vertex that is not
/// finite. Cost: a clean mesh costs one topology(); else O(n log n) plus O(h³) for a hole of h
/// edges.
[[nodiscard]] Result<RepairedMesh> repair(const TriangleMesh& mesh, const RepairOptions& options);

/// Unites the shells of a closed mesh where they overlap, so that what they share counts once and
/// nothing inside of another shell is surface: exactly where their triangles can be cut along each
/// other, else by a new surface. Voids stay. Unchanged and without steps when no two overlap.
/// Meshes of more than 2 000 shells are left alone.
/// @return Cancelled. Cost: O(shells²) looks at boxes; where boxes meet O(n log n), and the cut of
/// a plane through both shells for every triangle that meets another shell.
[[nodiscard]] Result<RepairedMesh> united(const TriangleMesh& mesh, const RepairOptions& options);

}  // namespace millrace::geom
