#pragma once

#include "millrace/geom/boundary_model.h"

namespace millrace::cad {

/// A model of one body for a mesh: volume, area, faces and shells are measured anew; names, colours
/// and quantity are those of `like`. Triangles without a face get face 0.
[[nodiscard]] geom::BoundaryModel mesh_model(const geom::BoundaryModel& like,
                                             geom::TriangleMesh mesh);

}  // namespace millrace::cad
