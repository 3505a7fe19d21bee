#pragma once

#include "reader.h"

namespace millrace::cad {

/// How a mesh becomes parts.
struct MeshPartOptions {
    /// Bodies that lie apart become parts of their own (not for 3MF, which says what its parts
    /// are).
    bool split_bodies = true;
    bool weld = true;  ///< share exactly equal vertices first
    /// Names and colours of the faces that the mesh's triangles name, where it names any. Not for
    /// meshes that are split.
    std::vector<geom::Face> faces = {};
};

/// Shares vertices, reports defects, turns inside-out bodies and appends the parts to `file`.
/// Coordinates are in mm already.
/// @return NoGeometry, InvalidGeometry (not finite, too large, no volume) or LimitExceeded.
[[nodiscard]] Status add_mesh_parts(const std::string& name, geom::TriangleMesh mesh,
                                    const MeshPartOptions& how, ReadFile& file);

}  // namespace millrace::cad
