// From the solids and loose faces of a file to its parts.
#include <algorithm>
#include <cmath>

#include <BRepBndLib.hxx>
#include <BRepBuilderAPI_MakeSolid.hxx>
#include <BRepBuilderAPI_Sewing.hxx>
#include <BRepLib.hxx>
#include <BRep_Tool.hxx>
#include <Bnd_Box.hxx>
#include <TopExp_Explorer.hxx>
#include <TopoDS.hxx>
#include <TopoDS_Shell.hxx>
#include <TopoDS_Solid.hxx>

#include "occt_model.h"

namespace millrace::cad {
namespace {

std::size_t count(const TopoDS_Shape& shape, TopAbs_ShapeEnum kind) {
    std::size_t n = 0;
    if (shape.IsNull()) return 0;
    for (TopExp_Explorer it(shape, kind); it.More(); it.Next()) ++n;
    return n;
}

struct Sewn {
    TopoDS_Shape shape;
    std::vector<PartShape> solids;  ///< empty unless every shell is closed
    int open_edges = 0;
    double tolerance_mm = 0.0;
};

Sewn sew(const TopoDS_Shape& faces, double tolerance_mm) {
    BRepBuilderAPI_Sewing sewing(tolerance_mm);
    sewing.Add(faces);
    sewing.Perform();
    Sewn result;
    result.tolerance_mm = tolerance_mm;
    result.shape = sewing.SewedShape();
    result.open_edges = sewing.NbFreeEdges();
    std::size_t in_shells = 0;
    for (TopExp_Explorer it(result.shape, TopAbs_SHELL); it.More(); it.Next()) {
        const TopoDS_Shell shell = TopoDS::Shell(it.Current());
        in_shells += count(shell, TopAbs_FACE);
        if (!BRep_Tool::IsClosed(shell)) {
            result.solids.clear();
            return result;
        }
        TopoDS_Solid solid = BRepBuilderAPI_MakeSolid(shell);
        BRepLib::OrientClosedSolid(solid);
        PartShape part;
        part.shape = solid;
        result.solids.push_back(std::move(part));
    }
    if (in_shells != count(result.shape, TopAbs_FACE)) result.solids.clear();
    return result;
}

double diagonal_mm(const TopoDS_Shape& shape) {
    Bnd_Box box;
    BRepBndLib::Add(shape, box, false);
    return box.IsVoid() || box.IsOpen() ? 0.0 : std::sqrt(box.SquareExtent());
}

/// Sews faces into solids, with the smallest tolerance that closes them; what does not close
/// becomes one part with an open body.
std::vector<PartShape> sewn(const TopoDS_Shape& faces, std::vector<Diagnostic>& diagnostics) {
    const std::size_t all = count(faces, TopAbs_FACE);
    const double widest = std::min(kSewingTolerance_mm, 1e-3 * diagonal_mm(faces));
    Sewn best;
    for (const double share : {1e-2, 1e-1, 1.0}) {
        Sewn next = sew(faces, std::max(share * widest, 1e-7));
        const bool closed = !next.solids.empty();
        if (best.shape.IsNull() || closed || next.open_edges < best.open_edges)
            best = std::move(next);
        if (closed) break;
    }
    if (!best.solids.empty()) {
        diagnostics.push_back({Severity::Warning, "sewn",
                               say("cad.sewn",
                                   "The file holds {faces} faces but no solid; they were joined "
                                   "into {count} closed solid, gaps of up to {gap} being "
                                   "closed.|The file holds {faces} faces but no solid; they were "
                                   "joined into {count} closed solids, gaps of up to {gap} being "
                                   "closed.",
                                   {{"faces", all},
                                    {"count", best.solids.size()},
                                    {"gap", number_of(best.tolerance_mm, "mm")}})});
        return std::move(best.solids);
    }
    PartShape open;
    open.shape = best.shape.IsNull() ? faces : best.shape;
    diagnostics.push_back(
        {Severity::Error, "open_shell",
         say("cad.open_shell",
             "The file holds {count} face but no solid, and {edges} edges stay "
             "open after joining gaps up to {gap}. Without a closed volume the "
             "part cannot be priced as it is: export a solid body.|The file "
             "holds {count} faces but no solid, and {edges} edges stay open "
             "after joining gaps up to {gap}. Without a closed volume the part "
             "cannot be priced as it is: export a solid body.",
             {{"count", all}, {"edges", best.open_edges}, {"gap", number_of(widest, "mm")}})});
    return {open};
}

}  // namespace

Status add_parts(std::vector<PartShape> parts, const TopoDS_Shape& loose_faces,
                 const ReadOptions& options, const Progress& progress, ReadFile& file) {
    const std::size_t loose = count(loose_faces, TopAbs_FACE);
    if (parts.empty()) {
        if (loose == 0) {
            return Error{
                ErrorCode::NoGeometry,
                say("cad.no_geometry",
                    "the file is readable, but holds no solid and no surface that could be a part"),
                {}};
        }
        progress("sew");
        parts = sewn(loose_faces, file.diagnostics);
    } else if (loose > 0) {
        file.diagnostics.push_back(
            {Severity::Info, "loose_faces",
             say("cad.loose_faces", "{faces} faces that belong to no solid were left out.",
                 {{"faces", loose}})});
    }
    if (parts.size() > options.parts_max) {
        return Error{
            ErrorCode::LimitExceeded,
            say("cad.parts_limit", "the file holds {parts} different parts; the limit is {limit}",
                {{"parts", parts.size()}, {"limit", options.parts_max}}),
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
