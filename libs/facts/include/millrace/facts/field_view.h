#pragma once

// The fields of a part on a mesh fine enough to look at.

#include <cstdint>
#include <vector>

#include "millrace/base/cancel.h"
#include "millrace/base/result.h"
#include "millrace/facts/part_facts.h"

namespace millrace::facts {

/// A part with its large triangles cut, and the five fields at its vertices.
struct FieldView {
    /// Same surface, faces and edges; corner normals are always there. Each side of a sharp edge
    /// has vertices of its own, so that values do not run over it.
    geom::BoundaryModel model;
    std::vector<Field> fields;  ///< as PartFacts::fields, `per_vertex` for the finer mesh
    /// Of each vertex the first one at its place: itself but at sharp edges. Vertices joined by it
    /// make the mesh closed again.
    std::vector<std::uint32_t> place;
};

struct FieldViewOptions {
    std::uint32_t vertices_max =
        20'000;  ///< places; cutting ends here; a mesh that has more stays as it is
    CancelToken cancel;
};

/// Cuts the triangles of a measured part along their long edges, makes those of plane faces as
/// round as they can be, and evaluates its fields there. Thickness and gap of a vertex are the
/// diameter of its ball where that lies between two opposite sides. Beside an edge the thickness is
/// that of such a ball near by on the same face, or of the one where balls grow no more along the
/// face, and the gap the straight distance to a parallel side. Numbers below a field's `min` do not
/// occur but at tapers; NaN says that there is nothing: no gap, no reach. Deterministic for any
/// number of threads.
/// @return InvalidGeometry as measure(); Cancelled. Cost: two balls and eight rays a vertex.
[[nodiscard]] Result<FieldView> field_view(const geom::BoundaryModel& model, const PartFacts& facts,
                                           const FieldViewOptions& options);

}  // namespace millrace::facts
