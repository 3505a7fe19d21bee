#include "step_file.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <APIHeaderSection_MakeHeader.hxx>
#include <STEPConstruct.hxx>
#include <STEPControl_Writer.hxx>
#include <StepRepr_RepresentationItem.hxx>
#include <StepShape_TopologicalRepresentationItem.hxx>
#include <TCollection_HAsciiString.hxx>
#include <TopExp.hxx>
#include <TopTools_IndexedMapOfShape.hxx>
#include <Transfer_FinderProcess.hxx>
#include <XSControl_TransferWriter.hxx>
#include <XSControl_WorkSession.hxx>

namespace millrace::feature_parts {

std::string step_text(const TopoDS_Shape& solid) {
    STEPControl_Writer writer;
    if (writer.Transfer(solid, STEPControl_AsIs) != IFSelect_RetDone) return {};
    const Handle(Transfer_FinderProcess) process = writer.WS()->TransferWriter()->FinderProcess();
    TopTools_IndexedMapOfShape faces;
    TopExp::MapShapes(solid, TopAbs_FACE, faces);
    for (int f = 1; f <= faces.Extent(); ++f) {
        const Handle(StepRepr_RepresentationItem) item =
            STEPConstruct::FindEntity(process, faces(f));
        if (item.IsNull()) return {};
        item->SetName(new TCollection_HAsciiString(std::to_string(f - 1).c_str()));
    }
    APIHeaderSection_MakeHeader header(writer.Model());
    header.SetTimeStamp(new TCollection_HAsciiString("2026-01-01T00:00:00"));
    const std::filesystem::path file =
        std::filesystem::temp_directory_path() / "millrace_feature_part.step";
    if (writer.Write(file.c_str()) != IFSelect_RetDone) return {};
    std::ifstream in(file, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
    return text;
}

}  // namespace millrace::feature_parts
