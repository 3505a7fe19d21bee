#include "occt_model.h"

#include <algorithm>
#include <cmath>

#include <BRepBndLib.hxx>
#include <BRepGProp.hxx>
#include <BRepMesh_IncrementalMesh.hxx>
#include <BRepTools.hxx>
#include <Bnd_Box.hxx>
#include <GProp_GProps.hxx>
#include <IMeshTools_Parameters.hxx>
#include <Message.hxx>
#include <Message_Messenger.hxx>
#include <Message_PrinterOStream.hxx>
#include <TopExp.hxx>
#include <TopExp_Explorer.hxx>

namespace millrace::cad {
namespace {

/// Chord tolerance: a thousandth of the part, never so fine that meshing takes for ever, nor
/// coarser than a hundredth of a tiny part.
double deflection_of(const TopoDS_Shape& shape) {
    Bnd_Box box;
    BRepBndLib::Add(shape, box, false);
    if (box.IsVoid() || box.IsOpen()) return 0.0;
    const double diagonal = std::sqrt(box.SquareExtent());
    return std::min(std::clamp(diagonal / 1000.0, 0.01, 0.5), diagonal / 100.0);
}

Text part_text(const std::string& name) {
    return name.empty() ? say("cad.the_part", "the part")
                        : say("cad.part", "part '{name}'", {{"name", name}});
}

geom::Box box_of(const TopoDS_Shape& shape) {
    Bnd_Box kernel_box;
    BRepBndLib::AddOptimal(shape, kernel_box, false, false);
    geom::Box box;
    if (kernel_box.IsVoid() || kernel_box.IsOpen()) return box;
    box.add(to_vec(kernel_box.CornerMin()));
    box.add(to_vec(kernel_box.CornerMax()));
    return box;
}

bool has_quick_box(geom::SurfaceKind kind) {
    switch (kind) {
        case geom::SurfaceKind::Plane:
        case geom::SurfaceKind::Cylinder:
        case geom::SurfaceKind::Cone:
        case geom::SurfaceKind::Sphere:
        case geom::SurfaceKind::Torus: return true;
        // The kernel needs up to a second to optimise over one such face.
        case geom::SurfaceKind::Extrusion:
        case geom::SurfaceKind::Revolution:
        case geom::SurfaceKind::Freeform:
        case geom::SurfaceKind::Facets: return false;
    }
    return false;
}

/// The mesh lies inside curved surfaces by up to its deflection; only faces whose triangles come
/// that near to the box can reach beyond it and are measured exactly. Free-form faces keep the box
/// of their triangles.
geom::Box exact_box(const ShapeMaps& maps, const geom::BoundaryModel& model) {
    const geom::Box box = geom::bounding_box(model.mesh);
    const double reach = 2.0 * model.mesh_deflection_mm;
    std::vector<bool> near(model.faces.size(), false);
    for (std::size_t t = 0; t < model.mesh.triangles.size(); ++t) {
        for (int k = 0; k < 3; ++k) {
            const geom::Vec3 p = model.mesh.corner(t, k);
            for (int axis = 0; axis < 3; ++axis) {
                if (p[axis] < box.min[axis] + reach || p[axis] > box.max[axis] - reach)
                    near[model.mesh.face_of_triangle[t]] = true;
            }
        }
    }
    geom::Box exact = box;
    for (std::size_t f = 0; f < near.size(); ++f) {
        if (!near[f] || !has_quick_box(model.faces[f].kind)) continue;
        const geom::Box face = box_of(maps.faces(static_cast<int>(f) + 1));
        // A face box far outside the mesh is a failure of the optimiser, not a measurement.
        for (const geom::Vec3 corner : {face.min, face.max}) {
            if (face.empty()) break;
            bool plausible = true;
            for (int axis = 0; axis < 3; ++axis) {
                plausible = plausible && corner[axis] > box.min[axis] - reach &&
                            corner[axis] < box.max[axis] + reach;
            }
            if (plausible) exact.add(corner);
        }
    }
    return exact;
}

geom::Body body_of(const PartShape& part) {
    geom::Body body;
    body.name = part.name;
    body.colour = part.colour;
    std::uint32_t shells = 0;
    for (TopExp_Explorer it(part.shape, TopAbs_SHELL); it.More(); it.Next()) ++shells;
    body.shells = std::max(shells, 1u);
    if (part.shape.ShapeType() == TopAbs_SOLID) {
        GProp_GProps volume;
        BRepGProp::VolumeProperties(part.shape, volume);
        body.solid = true;
        body.volume_mm3 = volume.Mass();
        body.centre_of_mass = to_vec(volume.CentreOfMass());
    }
    return body;
}

/// What follows from faces and edges: area, and whether the solid really is closed.
void finish_body(const PartShape& part, geom::BoundaryModel& model,
                 std::vector<Diagnostic>& diagnostics) {
    geom::Body& body = model.bodies[0];
    geom::Vec3 moment;
    for (const geom::Face& face : model.faces) {
        body.area_mm2 += face.area_mm2;
        moment += face.centroid * face.area_mm2;
    }
    if (!body.solid) {
        if (body.area_mm2 > 0.0) body.centre_of_mass = moment / body.area_mm2;
        return;
    }
    const auto open = std::count_if(model.edges.begin(), model.edges.end(), [](const auto& edge) {
        return !edge.left_face || !edge.right_face;
    });
    if (open == 0) return;
    body.solid = false;
    diagnostics.push_back({Severity::Warning, "open_solid",
                           say("cad.open_solid",
                               "{part} is called a solid in the file, but {count} of its edges has "
                               "a face on one side only. Volume and price are estimates.|{part} is "
                               "called a solid in the file, but {count} of its edges have a face "
                               "on one side only. Volume and price are estimates.",
                               {{"part", part_text(part.name)}, {"count", open}})});
}

bool finite(const geom::Body& body) {
    return std::isfinite(body.volume_mm3) && std::isfinite(body.area_mm2) &&
           std::isfinite(geom::length(body.centre_of_mass));
}

/// Shared edges make the mesh closed; where the kernel discretised an edge twice, near vertices are
/// joined, and what stays open is reported.
void close_mesh(const PartShape& part, geom::BoundaryModel& model,
                std::vector<Diagnostic>& diagnostics) {
    geom::Topology topology = geom::topology(model.mesh);
    if (!model.bodies[0].solid || topology.closed()) return;
    const geom::TriangleMesh joined =
        geom::welded(model.mesh, std::min(model.mesh_deflection_mm / 10.0, 0.01));
    if (geom::topology(joined).closed()) {
        model.mesh = joined;
        return;
    }
    diagnostics.push_back(
        {Severity::Warning, "tessellation_open",
         say("cad.tessellation_open",
             "The surface mesh of {part} has {edges} edges that do not join two triangles; volume "
             "and area are exact, measurements on the mesh may be off there.",
             {{"part", part_text(part.name)},
              {"edges",
               topology.open_edges + topology.non_manifold_edges + topology.flipped_edges}})});
}

}  // namespace

ShapeMaps::ShapeMaps(const TopoDS_Shape& shape) {
    TopExp::MapShapes(shape, TopAbs_FACE, faces);
    TopExp::MapShapes(shape, TopAbs_EDGE, edges);
    TopExp::MapShapes(shape, TopAbs_VERTEX, vertices);
}

void silence_kernel() {
    Message::DefaultMessenger()->RemovePrinters(STANDARD_TYPE(Message_PrinterOStream));
}

Error error_of(const Standard_Failure& failure, const Text& doing) {
    const std::string kind = failure.DynamicType()->Name();
    if (kind.find("OutOfMemory") != std::string::npos)
        return {ErrorCode::OutOfMemory,
                say("cad.memory", "there was not enough memory to read the file"),
                {}};
    const std::string detail = printable_name(failure.GetMessageString());
    return {ErrorCode::InvalidGeometry,
            say("cad.kernel", "the geometry kernel could not {doing} ({reason})",
                {{"doing", doing}, {"reason", detail.empty() ? kind : kind + ": " + detail}}),
            {}};
}

Result<ReadFile> read_with_kernel(const Text& doing,
                                  const std::function<Result<ReadFile>()>& read) {
    silence_kernel();
    try {
        return read();
    } catch (const Standard_Failure& failure) {
        return error_of(failure, doing);
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory,
                     say("cad.memory", "there was not enough memory to read the file"),
                     {}};
    } catch (const std::exception& failure) {
        return Error{ErrorCode::InvalidGeometry,
                     say("cad.kernel_gave_up", "the geometry kernel gave up: {reason}",
                         {{"reason", printable_name(failure.what())}}),
                     {}};
    }
}

Result<geom::BoundaryModel> model_of(const PartShape& given, std::size_t triangles_max,
                                     std::vector<Diagnostic>& diagnostics) {
    PartShape part = given;
    geom::BoundaryModel model;
    model.name = part.name;
    model.exact = true;
    model.quantity = part.quantity;
    model.bodies.push_back(body_of(part));
    if (model.bodies[0].volume_mm3 < 0.0) {
        part.shape.Reverse();
        model.bodies[0] = body_of(part);
        diagnostics.push_back(
            {Severity::Warning, "inverted",
             say("cad.faces_turned", "The faces of {part} pointed inwards; they were turned.",
                 {{"part", part_text(part.name)}})});
    }
    BRepTools::Clean(part.shape);
    model.mesh_deflection_mm = deflection_of(part.shape);
    if (model.mesh_deflection_mm <= 0.0) {
        return Error{
            ErrorCode::InvalidGeometry,
            say("cad.no_size", "{part} has no finite size", {{"part", part_text(part.name)}}),
            {}};
    }
    IMeshTools_Parameters parameters;
    parameters.Deflection = model.mesh_deflection_mm;
    parameters.Angle = 0.35;
    parameters.InParallel = false;
    const BRepMesh_IncrementalMesh mesher(part.shape, parameters);

    const ShapeMaps maps{part.shape};
    add_faces(maps, part.labels, model);
    mesh_lost_faces(part.shape, maps, model, parameters);
    if (!add_mesh(maps, model)) {
        diagnostics.push_back(
            {Severity::Warning, "face_without_mesh",
             say("cad.face_without_mesh",
                 "At least one face of {part} could not be turned into triangles; it is missing "
                 "from the picture and from measurements on the mesh.",
                 {{"part", part_text(part.name)}})});
    }
    if (model.mesh.triangles.empty()) {
        return Error{ErrorCode::InvalidGeometry,
                     say("cad.no_triangles", "no face of {part} could be turned into triangles",
                         {{"part", part_text(part.name)}}),
                     {}};
    }
    if (model.mesh.triangles.size() > triangles_max) {
        return Error{
            ErrorCode::LimitExceeded,
            say("cad.triangles_limit", "{part} needs {triangles} triangles; the limit is {limit}",
                {{"part", part_text(part.name)},
                 {"triangles", model.mesh.triangles.size()},
                 {"limit", triangles_max}}),
            {}};
    }
    close_mesh(part, model, diagnostics);
    measure_faces(model);
    add_edges(maps, model);
    finish_body(part, model, diagnostics);
    if (!finite(model.bodies[0])) {
        return Error{ErrorCode::InvalidGeometry,
                     say("cad.no_finite_volume", "{part} has no finite volume or area",
                         {{"part", part_text(part.name)}}),
                     {}};
    }
    model.exact_box = exact_box(maps, model);
    return model;
}

}  // namespace millrace::cad
