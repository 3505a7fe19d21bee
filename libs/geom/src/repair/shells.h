#pragma once

// Closed surfaces that overlap each other, and what of them is the surface of what they fill
// together. Internal. Method: docs/algorithms/mesh_repair.md.

#include <cstdint>
#include <optional>
#include <vector>

#include "millrace/base/cancel.h"
#include "millrace/geom/winding_number.h"
#include "surface.h"

namespace millrace::geom::mending {

/// One closed surface of a mesh.
struct Shell {
    std::vector<std::uint32_t> triangles;  ///< of the whole mesh
    Box box;
    bool is_void = false;                   ///< its outward side is its inside
    std::vector<std::uint32_t> neighbours;  ///< other shells whose boxes meet its own
    std::optional<TriangleTree> tree;       ///< over `triangles`; of shells with neighbours
    std::optional<WindingNumber> winding;   ///< the same
};

/// The closed surfaces of a closed mesh that hangs together through mates.
struct Shells {
    explicit Shells(const TriangleMesh& mesh, const Topology& topology);

    Surface surface;
    std::vector<Shell> shells;
    std::vector<std::uint32_t> shell_of_triangle;
    double diagonal_mm = 0.0;
    double near_mm = 0.0;   ///< nearer than this is the same place: what rounding leaves apart
    bool any_meet = false;  ///< boxes of some do, and every void is one

    /// Triangles of `shell` that `triangle` may cross, touch or lie on. Adds to `looks` the boxes
    /// that were looked at.
    [[nodiscard]] std::vector<std::uint32_t> meeting(std::uint32_t triangle, const Shell& shell,
                                                     std::size_t& looks) const;
    [[nodiscard]] Box box_of(std::uint32_t triangle) const;
};

/// A triangle without what of it lies inside other shells.
struct CutTriangle {
    bool whole = false;                       ///< nothing is taken away
    std::size_t work = 0;                     ///< triangles and outline corners looked at
    std::vector<std::array<Vec3, 3>> pieces;  ///< else what is left
};

/// What of a triangle is on the outside, `met` being the triangles of other shells it meets.
/// Cost: the shells' cuts with its plane.
[[nodiscard]] CutTriangle cut_by_others(const Shells& all, std::uint32_t triangle,
                                        const std::vector<std::uint32_t>& met);

/// What is left of overlapping shells when all that lies inside of another one, and all but one of
/// what lies on each other, is taken away.
struct Outside {
    TriangleMesh mesh;       ///< pieces have corners of their own and may end in edges of others
    double near_mm = 0.0;    ///< that of the shells; corners of pieces are a few times this apart
    std::size_t shells = 0;  ///< that lost something
    bool given_up = false;   ///< too many triangles meet; the mesh is empty
};
/// @return nothing when no shell loses any surface.
[[nodiscard]] std::optional<Outside> outside_of(const Shells& all, const CancelToken& cancel);

/// A corner of a polygon on a grid; coordinates up to 1e9.
struct GridPoint {
    std::int64_t x = 0;
    std::int64_t y = 0;
    bool operator==(const GridPoint&) const = default;
};
using GridPolygon = std::vector<GridPoint>;

/// Cuts a polygon (counter-clockwise) with holes (clockwise) into triangles by joining the holes to
/// the rim and clipping ears; corners nearer than `near` are one. Cost: O(n²) for n corners, seldom
/// O(n³); none for more than 10 000.
[[nodiscard]] std::vector<std::array<GridPoint, 3>> triangles_of(
    const GridPolygon& rim, const std::vector<GridPolygon>& holes, std::int64_t near);

}  // namespace millrace::geom::mending
