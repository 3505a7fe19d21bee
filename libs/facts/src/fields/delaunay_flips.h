#pragma once

// Well-shaped triangles on plane faces.

#include "millrace/geom/triangle_mesh.h"

namespace millrace::facts {

/// Exchanges the diagonal of every two triangles that lie in one plane, belong to one face and
/// share an edge, until each circle around a triangle is free of its neighbours' corners (Lawson
/// 1977): of all triangles over these points those have the largest smallest angle. Corner normals
/// have to be there. Vertices, and the number and order of triangles, stay; `flips_max` ends it.
/// @return the number of flips. Cost: O(n log n) and about one flip a triangle.
std::size_t flip_to_delaunay(geom::TriangleMesh& mesh, std::size_t flips_max);

}  // namespace millrace::facts
