// From the solids and loose faces of a file to its parts.
#include <BRepBuilderAPI_MakeSolid.hxx>
#include <BRepBuilderAPI_Sewing.hxx>
#include <BRepLib.hxx>
#include <BRep_Tool.hxx>
#include <TopExp_Explorer.hxx>
#include <TopoDS.hxx>
#include <TopoDS_Shell.hxx>
#include <TopoDS_Solid.hxx>

#include "occt_model.h"

namespace millrace::cad {
namespace {

// Gaps up to this are closed when a file holds faces but no solid.
constexpr double kSewingTolerance_mm = 0.01;

std::size_t count(const TopoDS_Shape& shape, TopAbs_ShapeEnum kind) {
    std::size_t n = 0;
    if (shape.IsNull()) return 0;
    for (TopExp_Explorer it(shape, kind); it.More(); it.Next()) ++n;
    return n;
}

/// Sews faces into solids; what does not close becomes one part with an open body.
std::vector<PartShape> sewn(const TopoDS_Shape& faces, std::vector<Diagnostic>& diagnostics) {
    BRepBuilderAPI_Sewing sewing(kSewingTolerance_mm);
    sewing.Add(faces);
    sewing.Perform();
    const TopoDS_Shape result = sewing.SewedShape();
    std::vector<PartShape> parts;
    bool closed = !result.IsNull();
    std::size_t in_shells = 0;
    for (TopExp_Explorer it(result, TopAbs_SHELL); it.More() && closed; it.Next()) {
        const TopoDS_Shell shell = TopoDS::Shell(it.Current());
        in_shells += count(shell, TopAbs_FACE);
        closed = BRep_Tool::IsClosed(shell);
        if (!closed) break;
        TopoDS_Solid solid = BRepBuilderAPI_MakeSolid(shell);
        BRepLib::OrientClosedSolid(solid);
        PartShape part;
        part.shape = solid;
        parts.push_back(std::move(part));
    }
    const std::size_t all = count(faces, TopAbs_FACE);
    if (closed && !parts.empty() && in_shells == count(result, TopAbs_FACE)) {
        diagnostics.push_back({Severity::Warning, "sewn",
                               "The file holds " + std::to_string(all) +
                                   " faces but no solid; they were joined into " +
                                   std::to_string(parts.size()) +
                                   (parts.size() == 1 ? " closed solid." : " closed solids.")});
        return parts;
    }
    PartShape open;
    open.shape = result.IsNull() ? faces : result;
    diagnostics.push_back(
        {Severity::Error, "open_shell",
         "The file holds " + std::to_string(all) + (all == 1 ? " face" : " faces") +
             " but no solid, and " + std::to_string(sewing.NbFreeEdges()) +
             " edges stay open after joining gaps up to " + number_text(kSewingTolerance_mm) +
             " mm. Without a closed volume the part cannot be priced: export a solid body."});
    return {open};
}

}  // namespace

Status add_parts(std::vector<PartShape> parts, const TopoDS_Shape& loose_faces,
                 const ReadOptions& options, const Progress& progress, ReadFile& file) {
    const std::size_t loose = count(loose_faces, TopAbs_FACE);
    if (parts.empty()) {
        if (loose == 0) {
            return Error{ErrorCode::NoGeometry,
                         "the file is readable, but holds no solid and no surface that could be a "
                         "part",
                         {}};
        }
        progress("sew");
        parts = sewn(loose_faces, file.diagnostics);
    } else if (loose > 0) {
        file.diagnostics.push_back(
            {Severity::Info, "loose_faces",
             std::to_string(loose) + " faces that belong to no solid were left out."});
    }
    if (parts.size() > options.parts_max) {
        return Error{ErrorCode::LimitExceeded,
                     "the file holds " + std::to_string(parts.size()) +
                         " different parts; the limit is " + std::to_string(options.parts_max),
                     {}};
    }
    progress("mesh");
    std::size_t triangles_left = options.triangles_max;
    for (const PartShape& part : parts) {
        MILLRACE_TRY(geom::BoundaryModel model, model_of(part, triangles_left, file.diagnostics));
        triangles_left -= model.mesh.triangles.size();
        file.parts.push_back(std::move(model));
    }
    return Done{};
}

}  // namespace millrace::cad
