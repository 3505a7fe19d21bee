#include <APIHeaderSection_MakeHeader.hxx>
#include <Interface_Static.hxx>
#include <Message.hxx>
#include <Message_Messenger.hxx>
#include <Message_PrinterOStream.hxx>
#include <Quantity_Color.hxx>
#include <STEPCAFControl_Controller.hxx>
#include <STEPCAFControl_Writer.hxx>
#include <StepData_StepModel.hxx>
#include <TCollection_HAsciiString.hxx>
#include <TDataStd_Name.hxx>
#include <TDocStd_Document.hxx>
#include <XCAFApp_Application.hxx>
#include <XCAFDoc_ColorTool.hxx>
#include <XCAFDoc_DocumentTool.hxx>
#include <XCAFDoc_ShapeTool.hxx>

#include "parts.h"

namespace millrace::examples {
namespace {

Handle(TCollection_HAsciiString) text(const char* value) {
    return new TCollection_HAsciiString(value);
}

}  // namespace

bool write_step(const TopoDS_Shape& shape, const std::string& name, Rgb colour,
                const std::filesystem::path& file) {
    Message::DefaultMessenger()->RemovePrinters(STANDARD_TYPE(Message_PrinterOStream));
    const Handle(XCAFApp_Application) application = XCAFApp_Application::GetApplication();
    Handle(TDocStd_Document) document;
    application->NewDocument("BinXCAF", document);
    const TDF_Label label =
        XCAFDoc_DocumentTool::ShapeTool(document->Main())->AddShape(shape, false);
    TDataStd_Name::Set(label, TCollection_ExtendedString(name.c_str(), true));
    XCAFDoc_DocumentTool::ColorTool(document->Main())
        ->SetColor(label, Quantity_Color(colour.r, colour.g, colour.b, Quantity_TOC_RGB),
                   XCAFDoc_ColorGen);
    // The writer looks at the schema when it is made, and the setting exists once the controller
    // does.
    STEPCAFControl_Controller::Init();
    Interface_Static::SetIVal("write.step.schema", 5);  // AP242
    STEPCAFControl_Writer writer;
    Interface_Static::SetCVal("write.step.product.name", name.c_str());
    bool good = writer.Transfer(document, STEPControl_AsIs);
    APIHeaderSection_MakeHeader header(writer.ChangeWriter().Model());
    header.SetName(text((name + ".step").c_str()));
    header.SetTimeStamp(text("2026-01-01T00:00:00"));
    header.SetAuthorValue(1, text("Millrace"));
    header.SetOrganizationValue(1, text("Millrace"));
    header.SetOriginatingSystem(text("Millrace make_examples"));
    header.SetPreprocessorVersion(text("Open CASCADE"));
    good = good && writer.Write(file.c_str()) == IFSelect_RetDone;
    application->Close(document);
    return good;
}

}  // namespace millrace::examples
