#pragma once

#include <cstdint>
#include <vector>

#include "millrace/geom/triangle_mesh.h"

namespace millrace::geom {

/// A binary tree of boxes over the triangles of a mesh, split at the median of the longest axis.
/// The same for any number of threads. Cost: O(n log n) to build.
struct TriangleTree {
    struct Node {
        Box box;
        std::uint32_t begin = 0;  ///< triangles order[begin .. end)
        std::uint32_t end = 0;
        std::uint32_t left = 0;  ///< child nodes left and left + 1; 0 for a leaf
    };
    explicit TriangleTree(const TriangleMesh& mesh);
    std::vector<Node> nodes;           ///< the root first; empty for an empty mesh
    std::vector<std::uint32_t> order;  ///< triangle indices
};

/// Generalised winding number of a surface that may be open, flipped in places or overlapping: 1
/// inside a closed outward surface, 0 outside, in between near holes (Jacobson, Kavan,
/// Sorkine-Hornung 2013). Far triangles are taken together as dipoles (Barill, Dickson, Schmidt,
/// Levin, Jacobson 2018, order one, farther than 3 radii: error about 1e-2). The mesh is copied.
/// Cost: O(n log n) to build, O(log n) a query in the usual case; queries from many threads.
class WindingNumber {
public:
    explicit WindingNumber(const TriangleMesh& mesh);
    [[nodiscard]] double at(Vec3 point) const;

private:
    struct Dipole {
        Vec3 centre;  ///< area-weighted
        Vec3 moment;  ///< sum of area normals / 2
        double radius_mm = 0.0;
    };
    TriangleMesh mesh_;
    TriangleTree tree_;
    std::vector<Dipole> dipoles_;  ///< of the tree's nodes
};

/// Pairs of triangles that properly cross (touching and coplanar overlap do not count), at most
/// `pairs_max`, lower index first, sorted. Triangles that share an edge are never a pair; those
/// that share a vertex are when the opposite edge of one passes through the other.
/// Cost: O(n log n + candidates).
[[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>> self_intersections(
    const TriangleMesh& mesh, std::size_t pairs_max);

}  // namespace millrace::geom
