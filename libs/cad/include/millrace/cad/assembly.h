#pragma once

// The product structure of a file: which parts it places where, and how often.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "millrace/geom/boundary_model.h"
#include "millrace/geom/placement.h"

namespace millrace::cad {

/// One place in the structure: an assembly with children, or one use of a part.
struct AssemblyNode {
    std::string name;     ///< of the instance where the file names it, else of the product
    std::string product;  ///< of the product; instances of one product share it
    std::optional<std::uint32_t> parent;  ///< index of an earlier node; empty for a root
    std::optional<std::uint32_t> part;    ///< index in ReadFile::parts, for a use of a part
    /// From the part's own coordinates (those of its model) to those of the file, mm; for an
    /// assembly its own coordinates to those of the file.
    geom::Placement placement;
    std::optional<geom::Colour> colour;  ///< of this instance, where it differs from the part's
};

/// Parents come before their children. Empty for files without a structure (meshes, BREP).
struct Assembly {
    std::vector<AssemblyNode> nodes;
};

/// Two parts that are mirror images of each other, and neither the same.
struct MirrorPair {
    std::uint32_t first = 0;
    std::uint32_t second = 0;
};

/// Finds parts that are the same body in another pose, although the file stores them separately:
/// equal volume, area, number of faces of each kind and edges, and a rigid motion that moves
/// corners and middles of edges onto each other (meshes: vertices). The first of them stays and its
/// quantity counts all; nodes of `assembly` are pointed to it. Mirror images stay apart and are
/// returned. Cost: O(p²) comparisons of six numbers, and one motion search for each pair that
/// agrees.
std::vector<MirrorPair> merge_equal_parts(std::vector<geom::BoundaryModel>& parts,
                                          Assembly& assembly);

}  // namespace millrace::cad
