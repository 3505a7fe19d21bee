#pragma once

// From an OpenCASCADE shape to a boundary model. Only files named occt_* include kernel headers.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <BRepAdaptor_Curve.hxx>
#include <Geom_Surface.hxx>
#include <IMeshTools_Parameters.hxx>
#include <Standard_Failure.hxx>
#include <TopTools_IndexedDataMapOfShapeListOfShape.hxx>
#include <TopTools_IndexedMapOfShape.hxx>
#include <TopoDS_Face.hxx>
#include <TopoDS_Shape.hxx>
#include <gp_Dir.hxx>
#include <gp_Pnt.hxx>
#include <gp_Vec.hxx>

#include "reader.h"

namespace millrace::cad {

inline geom::Vec3 to_vec(const gp_XYZ& v) { return {v.X(), v.Y(), v.Z()}; }
inline geom::Vec3 to_vec(const gp_Pnt& v) { return to_vec(v.XYZ()); }
inline geom::Vec3 to_vec(const gp_Dir& v) { return to_vec(v.XYZ()); }
inline geom::Vec3 to_vec(const gp_Vec& v) { return to_vec(v.XYZ()); }

/// What a file says about a face beside its geometry.
struct FaceLabel {
    std::string name;
    std::optional<std::uint64_t> step_id;
    std::optional<geom::Colour> colour;
};

/// A solid, or a set of faces that did not close, on its way to becoming a part.
struct PartShape {
    TopoDS_Shape shape;
    std::string name;
    std::optional<geom::Colour> colour;
    std::uint32_t quantity = 1;
    std::vector<FaceLabel> labels;  ///< in the order of TopExp::MapShapes(shape, FACE), or empty
};

/// The sub-shapes of one part in a fixed order. Map indices count from 1, as the kernel does; face
/// i of the map is face i - 1 of the model.
struct ShapeMaps {
    explicit ShapeMaps(const TopoDS_Shape& shape);
    TopTools_IndexedMapOfShape faces;
    TopTools_IndexedMapOfShape edges;
    TopTools_IndexedMapOfShape vertices;
};

/// Measures and tessellates one part. Progress names "mesh".
[[nodiscard]] Result<geom::BoundaryModel> model_of(const PartShape& part, std::size_t triangles_max,
                                                   std::vector<Diagnostic>& diagnostics);

/// Adds the tessellation of all faces, joined along shared edges. Needs a meshed shape.
/// @return false when a face has no triangulation.
[[nodiscard]] bool add_mesh(const ShapeMaps& maps, geom::BoundaryModel& model);
/// Adds exact parameters, then what follows from the tessellation (extents, sweep, concave).
void add_faces(const ShapeMaps& maps, const std::vector<FaceLabel>& labels,
               geom::BoundaryModel& model);
void measure_faces(geom::BoundaryModel& model);
/// Meshes the shape again where a cone or cylinder of it came out with another area than it has,
/// with the ends of such a face's borders made equal. Needs a meshed shape and the model's faces.
void mesh_lost_faces(const TopoDS_Shape& shape, const ShapeMaps& maps,
                     const geom::BoundaryModel& model, const IMeshTools_Parameters& parameters);
/// Adds edges and the loops of the faces.
void add_edges(const ShapeMaps& maps, geom::BoundaryModel& model);

/// Outward unit normal of a face at (u, v); zero where the surface has none (an apex).
[[nodiscard]] geom::Vec3 outward_normal(const TopoDS_Face& face, double u, double v);

/// The plane, cylinder, cone, ball or torus that a spline or a swept surface is, within 1 µm; null
/// where it is none, and where the surface is written as one.
[[nodiscard]] Handle(Geom_Surface) plain_surface(const TopoDS_Face& face);
/// Makes a free-form edge a line or a circle where its curve is one, within 1 µm.
bool make_plain(const BRepAdaptor_Curve& curve, geom::Edge& edge);

/// Turns shapes into the parts of `file`; faces without a solid are sewn first: gaps up to
/// kSewingTolerance_mm, and never more than a thousandth of the diagonal.
inline constexpr double kSewingTolerance_mm = 0.01;
[[nodiscard]] Status add_parts(std::vector<PartShape> solids, const TopoDS_Shape& loose_faces,
                               const ReadOptions& options, const Progress& progress,
                               ReadFile& file);

/// "Standard_NullObject: ..." as an error of the file being read.
[[nodiscard]] Error error_of(const Standard_Failure& failure, const Text& doing);

/// Reads a file with the kernel; whatever it throws is an error of the file. `doing` completes
/// "could not ...".
[[nodiscard]] Result<ReadFile> read_with_kernel(const Text& doing,
                                                const std::function<Result<ReadFile>()>& read);

/// Keeps the kernel from printing.
void silence_kernel();

}  // namespace millrace::cad
