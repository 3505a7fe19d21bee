#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "millrace/geom/boundary_model.h"
#include "millrace/geom/outline.h"

namespace millrace::cad {

/// Named per-vertex scalar fields to be carried along (wall thickness, overhang angle), each as
/// long as `model.mesh.vertices`; NaN where unknown.
struct VertexField {
    std::string name;  ///< becomes the attribute "_NAME"
    std::vector<float> values;
};

/// Binary glTF 2.0 of a part for the viewer: metres, Y up (KHR axes), one mesh, one primitive;
/// normals per corner; attribute _FACE holds the face index and every field its own attribute. glTF
/// allows finite numbers only: unknown values become -1. Without exact normals, edges sharper than
/// 30° look sharp. Cost: O(triangles).
[[nodiscard]] std::vector<std::byte> write_glb(const geom::BoundaryModel& model,
                                               const std::vector<VertexField>& fields);

/// A flat pattern to be cut and bent, in millimetres.
struct FlatDrawing {
    struct BendLine {
        geom::Vec3 from;
        geom::Vec3 to;
        bool up = true;
    };
    std::vector<geom::OutlineLoop> loops;  ///< the first is the outline, the others are cut-outs
    std::vector<BendLine> bends;
};

/// DXF R2000 text: closed polylines with arcs as bulges, and circles, on the layers OUTLINE and
/// CUTOUT; lines on BEND_UP and BEND_DOWN. $INSUNITS says millimetres. Cost: O(corners).
[[nodiscard]] std::string write_dxf(const FlatDrawing& drawing);

/// Binary STL in millimetres.
[[nodiscard]] std::vector<std::byte> write_stl(const geom::TriangleMesh& mesh);

}  // namespace millrace::cad
