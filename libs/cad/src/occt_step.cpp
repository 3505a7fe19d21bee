// STEP through the kernel's XCAF reader, which keeps names, colours and assembly structure.
#include <algorithm>
#include <map>
#include <new>
#include <streambuf>

#include <IFSelect_ReturnStatus.hxx>
#include <Interface_Check.hxx>
#include <Interface_CheckIterator.hxx>
#include <Interface_Static.hxx>
#include <STEPCAFControl_Controller.hxx>
#include <STEPCAFControl_Reader.hxx>
#include <STEPControl_Reader.hxx>
#include <StepData_StepModel.hxx>
#include <StepShape_FaceSurface.hxx>
#include <TColStd_SequenceOfAsciiString.hxx>
#include <TDocStd_Document.hxx>
#include <TopExp_Explorer.hxx>
#include <TransferBRep.hxx>
#include <Transfer_TransientProcess.hxx>
#include <XCAFApp_Application.hxx>
#include <XSControl_TransferReader.hxx>
#include <XSControl_WorkSession.hxx>

#include "nursery_wire.h"
#include "occt_model.h"
#include "occt_products.h"
#include "occt_solids.h"
#include "part21_pmi.h"
#include "part21_scan.h"

namespace millrace::cad {
namespace {

/// A stream over bytes that are not copied.
class ByteBuffer : public std::streambuf {
public:
    explicit ByteBuffer(std::string_view text) {
        char* begin = const_cast<char*>(text.data());  // only read, as istream does
        setg(begin, begin, begin + text.size());
    }
};

std::string schema_name(const std::vector<std::string>& schemas) {
    for (const std::string& schema : schemas) {
        const auto has = [&](const char* mark) { return schema.find(mark) != std::string::npos; };
        if (has("AP242")) return "AP242";
        if (has("AUTOMOTIVE_DESIGN")) return "AP214";
        if (has("CONFIG_CONTROL_DESIGN") || has("AP203")) return "AP203";
    }
    return {};
}

Units units_in_file(STEPControl_Reader& reader, std::vector<Diagnostic>& diagnostics) {
    TColStd_SequenceOfAsciiString lengths;
    TColStd_SequenceOfAsciiString angles;
    TColStd_SequenceOfAsciiString solid_angles;
    reader.FileUnits(lengths, angles, solid_angles);
    Units units;
    units.reason = say("cad.states_mm", "The file states millimetres.");
    int stated = 1;
    while (stated <= lengths.Length() && lengths.Value(stated).IsEmpty()) ++stated;
    if (stated > lengths.Length()) {
        units.source = UnitSource::Guessed;
        units.reason =
            say("cad.states_none", "The file states no length unit; taken as millimetres.");
        return units;
    }
    TCollection_AsciiString name = lengths.Value(stated);
    name.LowerCase();
    const auto is = [&](const char* mark) { return name.Search(mark) >= 1; };
    if (is("milli")) {
        units.unit = LengthUnit::Millimetre;
    } else if (is("centi")) {
        units.unit = LengthUnit::Centimetre;
    } else if (is("micro")) {
        units.unit = LengthUnit::Micrometre;
    } else if (is("inch")) {
        units.unit = LengthUnit::Inch;
    } else if (is("foot") || is("feet")) {
        units.unit = LengthUnit::Foot;
    } else if (is("met")) {
        units.unit = LengthUnit::Metre;
    } else {
        diagnostics.push_back(
            {Severity::Warning, "odd_unit",
             say("cad.odd_unit",
                 "The file states the length unit '{unit}'; check the size of the part.",
                 {{"unit", printable_name(lengths.Value(stated).ToCString())}})});
    }
    units.reason = say("cad.states_unit", "The file states its unit: {unit}.",
                       {{"unit", std::string{to_string(units.unit)}}});
    if (lengths.Length() > 1) {
        diagnostics.push_back(
            {Severity::Info, "mixed_units",
             say("cad.mixed_units",
                 "The file mixes {units} length units; every shape was scaled by its own.",
                 {{"units", lengths.Length()}})});
    }
    return units;
}

/// Faults of styles, texts and annotations do not touch the shape.
bool shapes_geometry(const Handle(Standard_Transient) & entity) {
    const std::string_view kind = entity->DynamicType()->Name();
    return kind.substr(0, 10) == "StepShape_" || kind.substr(0, 9) == "StepGeom_";
}

/// Failed checks predict most crashes; naming them beforehand leaves a trace if one follows.
/// @return number of faulty entities that belong to shapes.
std::size_t report_checks(STEPControl_Reader& reader, std::vector<Diagnostic>& diagnostics) {
    constexpr std::size_t kReportedMax = 5;
    std::size_t failed = 0;
    std::size_t other = 0;
    const Handle(Interface_InterfaceModel) model = reader.Model();
    Interface_CheckIterator checks = reader.WS()->ModelCheckList(false);
    for (checks.Start(); checks.More(); checks.Next()) {
        const Handle(Interface_Check)& check = checks.Value();
        if (!check->HasFailed()) continue;
        std::string place;
        if (checks.Number() > 0 && checks.Number() <= model->NbEntities()) {
            const Handle(Standard_Transient) entity = model->Value(checks.Number());
            if (!shapes_geometry(entity)) {
                ++other;
                continue;
            }
            place = std::string{model->StringLabel(entity)->ToCString()} + " ";
        }
        if (++failed > kReportedMax) continue;
        diagnostics.push_back(
            {Severity::Warning, "faulty_entity",
             say("cad.faulty_entity", "Entity {entity}is faulty: {fault}.",
                 {{"entity", place}, {"fault", printable_name(check->CFail(1, true))}})});
    }
    if (failed > kReportedMax) {
        diagnostics.push_back(
            {Severity::Warning, "faulty_entities",
             say("cad.faulty_entities",
                 "{entities} entities of shapes are faulty; the first {named} are named.",
                 {{"entities", failed}, {"named", kReportedMax}})});
    }
    if (other > 0) {
        diagnostics.push_back({Severity::Info, "faulty_annotations",
                               say("cad.faulty_annotations",
                                   "{entities} entities of styles and annotations are faulty; they "
                                   "have no influence on the shape.",
                                   {{"entities", other}})});
    }
    return failed;
}

FaceMap faces_of_entities(STEPControl_Reader& reader) {
    FaceMap faces;
    const Handle(StepData_StepModel) model = Handle(StepData_StepModel)::DownCast(reader.Model());
    const Handle(Transfer_TransientProcess) process =
        reader.WS()->TransferReader()->TransientProcess();
    if (model.IsNull() || process.IsNull()) return faces;
    for (int i = 1; i <= model->NbEntities(); ++i) {
        const Handle(StepShape_FaceSurface) entity =
            Handle(StepShape_FaceSurface)::DownCast(model->Value(i));
        if (entity.IsNull()) continue;
        const TopoDS_Shape result = TransferBRep::ShapeResult(process, entity);
        if (result.IsNull()) continue;
        FaceLabel label;
        if (const int number = model->IdentLabel(entity); number > 0)
            label.step_id = static_cast<std::uint64_t>(number);
        if (!entity->Name().IsNull()) label.name = printable_name(entity->Name()->ToCString());
        for (TopExp_Explorer it(result, TopAbs_FACE); it.More(); it.Next())
            faces.Bind(it.Current().Located(TopLoc_Location()), label);
    }
    return faces;
}

/// Gives every part what the file says about its faces. The kernel's own reader of such statements
/// leaves out values and mixes units (docs/algorithms/holes.md), so the text is read directly.
void attach_pmi(std::string_view text, std::vector<geom::BoundaryModel>& parts) {
    const std::vector<Part21Pmi> statements = read_part21_pmi(text);
    if (statements.empty()) return;
    for (geom::BoundaryModel& part : parts) {
        std::map<std::uint64_t, std::vector<std::uint32_t>> face_of;
        for (std::uint32_t f = 0; f < part.faces.size(); ++f)
            if (part.faces[f].step_id) face_of[*part.faces[f].step_id].push_back(f);
        for (const Part21Pmi& statement : statements) {
            geom::Pmi pmi = statement.pmi;
            for (const std::uint64_t id : statement.faces) {
                const auto found = face_of.find(id);
                if (found == face_of.end()) continue;
                pmi.faces.insert(pmi.faces.end(), found->second.begin(), found->second.end());
            }
            // A statement about nothing known belongs to the part when there is only one.
            if (pmi.faces.empty() && parts.size() > 1) continue;
            std::sort(pmi.faces.begin(), pmi.faces.end());
            part.pmi.push_back(std::move(pmi));
        }
    }
}

Result<ReadFile> read_step_in_kernel(std::string_view text, const Part21Outline& outline,
                                     const ReadOptions& options, const Progress& progress) {
    ReadFile file;
    file.format = Format::Step;
    file.schema = schema_name(outline.schemas);
    if (!outline.end_mark) {
        file.diagnostics.push_back(
            {Severity::Warning, "no_end_mark",
             say("cad.no_end_mark",
                 "The line END-ISO-10303-21 is missing; the data section itself is complete.")});
    }
    STEPCAFControl_Reader reader;
    reader.SetColorMode(true);
    reader.SetNameMode(true);
    reader.SetLayerMode(false);
    reader.SetPropsMode(false);
    reader.SetGDTMode(false);
    STEPControl_Reader& plain = reader.ChangeReader();
    ByteBuffer buffer{text};
    std::istream stream{&buffer};
    progress("parse");
    if (plain.ReadStream("part.step", stream) != IFSelect_RetDone) {
        return Error{ErrorCode::Syntax,
                     say("cad.step_parser", "the STEP parser gave up on the data section"),
                     {}};
    }
    const std::size_t failed = report_checks(plain, file.diagnostics);
    file.units = units_in_file(plain, file.diagnostics);
    if (plain.NbRootsForTransfer() == 0) {
        return Error{ErrorCode::NoGeometry,
                     say("cad.step_no_part",
                         "the STEP file describes no part: none of its {entities} entities is a "
                         "shape of a product",
                         {{"entities", outline.entities}}),
                     {}};
    }
    progress(failed == 0 ? "transfer"
                         : "transfer, with " + std::to_string(failed) + " faulty entities");
    const Handle(XCAFApp_Application) application = XCAFApp_Application::GetApplication();
    Handle(TDocStd_Document) document;
    application->NewDocument("BinXCAF", document);
    if (!reader.Transfer(document)) {
        application->Close(document);
        return Error{ErrorCode::NoGeometry,
                     say("cad.step_no_shape", "no shape of the STEP file could be built"),
                     {}};
    }
    const FaceMap faces = faces_of_entities(plain);
    SolidCollector solids;
    file.assembly = walk_products(document, faces, solids);
    auto status = add_parts(solids.take(), solids.loose_faces(), options, progress, file);
    application->Close(document);
    if (!status) return std::move(status).error();
    attach_pmi(text, file.parts);
    return file;
}

}  // namespace

Result<ReadFile> read_step(std::span<const std::byte> bytes, const ReadOptions& options,
                           const Progress& progress) {
    progress("scan");
    MILLRACE_TRY(const Part21Outline outline, scan_part21(as_text(bytes)));
    return read_with_kernel(say("cad.build_step", "build the shapes of the STEP file"), [&] {
        return read_step_in_kernel(as_text(bytes), outline, options, progress);
    });
}

void warm_kernel() { STEPCAFControl_Controller::Init(); }

}  // namespace millrace::cad
