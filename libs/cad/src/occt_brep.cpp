// OpenCASCADE's own text format, with or without the header that its test tool writes.
#include <new>
#include <sstream>

#include <BRepTools.hxx>
#include <BRep_Builder.hxx>
#include <TopExp_Explorer.hxx>

#include "occt_model.h"
#include "occt_solids.h"

namespace millrace::cad {
namespace {

Result<ReadFile> read_brep_in_kernel(std::string_view text, const ReadOptions& options,
                                     const Progress& progress) {
    progress("parse");
    ReadFile file;
    file.format = Format::Brep;
    file.units.source = UnitSource::Guessed;
    file.units.reason =
        say("cad.brep_unit", "BREP stores no unit; its programs work in millimetres.");
    std::istringstream stream{std::string{text}};
    TopoDS_Shape shape;
    BRepTools::Read(shape, stream, BRep_Builder{});
    if (shape.IsNull()) {
        return Error{ErrorCode::Truncated,
                     say("cad.brep_short",
                         "the BREP file holds no complete shape: it was cut short or damaged"),
                     {}};
    }
    SolidCollector solids;
    for (TopExp_Explorer it(shape, TopAbs_SOLID); it.More(); it.Next())
        solids.add(it.Current(), TopLoc_Location(), {});
    for (TopExp_Explorer it(shape, TopAbs_FACE, TopAbs_SOLID); it.More(); it.Next())
        solids.add_loose_face(it.Current(), TopLoc_Location());
    MILLRACE_CHECK_OK(add_parts(solids.take(), solids.loose_faces(), options, progress, file));
    return file;
}

}  // namespace

Result<ReadFile> read_brep(std::span<const std::byte> bytes, const ReadOptions& options,
                           const Progress& progress) {
    silence_kernel();
    try {
        return read_brep_in_kernel(as_text(bytes), options, progress);
    } catch (const Standard_Failure& failure) {
        return error_of(failure, say("cad.build_brep", "build the shape of the BREP file"));
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory,
                     say("cad.memory", "there was not enough memory to read the file"),
                     {}};
    } catch (const std::exception& failure) {
        return Error{ErrorCode::Syntax,
                     say("cad.brep_damaged", "the BREP file is damaged: {reason}",
                         {{"reason", printable_name(failure.what())}}),
                     {}};
    }
}

}  // namespace millrace::cad
