// IGES through the kernel's XCAF reader. The format knows surfaces more often than solids: loose
// faces are sewn (occt_parts.cpp).
#include <cmath>
#include <cstdio>
#include <new>

#include <BRepBndLib.hxx>
#include <BRepBuilderAPI_Transform.hxx>
#include <BRep_Builder.hxx>
#include <Bnd_Box.hxx>
#include <IFSelect_ReturnStatus.hxx>
#include <IGESCAFControl_Reader.hxx>
#include <IGESData_GlobalSection.hxx>
#include <IGESData_IGESModel.hxx>
#include <Interface_Check.hxx>
#include <Interface_CheckIterator.hxx>
#include <TCollection_HAsciiString.hxx>
#include <TopExp_Explorer.hxx>
#include <TopoDS_Compound.hxx>
#include <XCAFApp_Application.hxx>
#include <XSControl_WorkSession.hxx>

#include "iges_scan.h"
#include "occt_model.h"
#include "occt_products.h"
#include "occt_solids.h"
#include "units.h"

namespace millrace::cad {
namespace {

/// The kernel reads IGES from a named file or, without a name, from the standard input. There is no
/// file here and none may be opened: for as long as this lives the C library's standard input is
/// the bytes in memory. The parser closes it when it comes to the end.
class InputFromMemory {
public:
    explicit InputFromMemory(std::string_view text)
        : given_{stdin}, file_{::fmemopen(const_cast<char*>(text.data()), text.size(), "r")} {
        if (file_ != nullptr) stdin = file_;
    }
    InputFromMemory(const InputFromMemory&) = delete;
    InputFromMemory& operator=(const InputFromMemory&) = delete;
    ~InputFromMemory() { stdin = given_; }
    [[nodiscard]] bool good() const { return file_ != nullptr; }

private:
    FILE* given_;
    FILE* file_;
};

Units units_in_file(const Handle(IGESData_IGESModel) & model,
                    std::vector<Diagnostic>& diagnostics) {
    Units units;
    const IGESData_GlobalSection& global = model->GlobalSection();
    switch (global.UnitFlag()) {
        case 1: units.unit = LengthUnit::Inch; break;
        case 2: units.unit = LengthUnit::Millimetre; break;
        case 4: units.unit = LengthUnit::Foot; break;
        case 6: units.unit = LengthUnit::Metre; break;
        case 9: units.unit = LengthUnit::Micrometre; break;
        case 10: units.unit = LengthUnit::Centimetre; break;
        default: {
            const Handle(TCollection_HAsciiString) name = global.UnitName();
            units.source = UnitSource::Guessed;
            units.reason =
                say("cad.iges_unit",
                    "The file states the unit '{unit}' (flag {flag}); taken as the kernel converts "
                    "it to millimetres.",
                    {{"unit", printable_name(name.IsNull() ? "" : name->ToCString())},
                     {"flag", global.UnitFlag()}});
            units.doubtful = true;
            diagnostics.push_back({Severity::Warning, "odd_unit", units.reason});
            return units;
        }
    }
    units.reason = say("cad.states_unit", "The file states its unit: {unit}.",
                       {{"unit", std::string{to_string(units.unit)}}});
    return units;
}

std::size_t failed_checks(IGESCAFControl_Reader& reader, std::vector<Diagnostic>& diagnostics) {
    std::size_t failed = 0;
    std::string first;
    std::string fault;
    Interface_CheckIterator checks = reader.WS()->ModelCheckList(false);
    for (checks.Start(); checks.More(); checks.Next()) {
        if (!checks.Value()->HasFailed()) continue;
        if (++failed == 1) {
            first = std::to_string(checks.Number());
            fault = printable_name(checks.Value()->CFail(1, true));
        }
    }
    if (failed > 0) {
        diagnostics.push_back(
            {Severity::Warning, "faulty_entities",
             say("cad.iges_faulty",
                 "{entities} entities are faulty, the first is entity {first}: {fault}.",
                 {{"entities", failed}, {"first", first}, {"fault", fault}})});
    }
    return failed;
}

double diagonal_mm(const std::vector<PartShape>& parts, const TopoDS_Shape& loose) {
    Bnd_Box box;
    for (const PartShape& part : parts) BRepBndLib::Add(part.shape, box, false);
    BRepBndLib::Add(loose, box, false);
    return box.IsVoid() || box.IsOpen() ? 0.0 : std::sqrt(box.SquareExtent());
}

/// A unit that makes the part smaller than a grain of sand is doubted, and then a stated one
/// counts.
void doubt_unit(const ReadOptions& options, std::vector<PartShape>& parts, TopoDS_Shape& loose,
                ReadFile& file) {
    constexpr double kGrain_mm = 1.0;
    const double diagonal = diagonal_mm(parts, loose);
    if (!(diagonal > 0.0) || diagonal >= kGrain_mm) return;
    const double in_file = diagonal / to_mm(one(file.units.unit));
    if (options.stated_unit) {
        gp_Trsf scale;
        scale.SetScale(gp_Pnt{}, to_mm(one(*options.stated_unit)) / to_mm(one(file.units.unit)));
        for (PartShape& part : parts)
            part.shape = BRepBuilderAPI_Transform(part.shape, scale, true).Shape();
        loose = BRepBuilderAPI_Transform(loose, scale, true).Shape();
        for (AssemblyNode& node : file.assembly.nodes)
            for (const std::size_t i : {3U, 7U, 11U}) node.placement.rows[i] *= scale.ScaleFactor();
        file.units.unit = *options.stated_unit;
        file.units.source = UnitSource::Stated;
        file.units.reason =
            say("cad.iges_stated", "{unit} That would make it {size} across; you stated {stated}.",
                {{"unit", file.units.reason},
                 {"size", number_of(diagonal, "mm")},
                 {"stated", std::string{to_string(*options.stated_unit)}}});
        return;
    }
    const Units guess = units_of_unitless_mesh(std::nullopt, in_file);
    file.units.doubtful = true;
    file.units.suggestion = guess.suggestion;
    file.units.reason = say("cad.iges_tiny", "{unit} That makes the part {size} across.",
                            {{"unit", file.units.reason}, {"size", number_of(diagonal, "mm")}});
    if (guess.suggestion) {
        const double suggested = in_file * to_mm(one(*guess.suggestion));
        file.units.reason = say("cad.iges_suggestion", "{doubt} In {unit} it would be {size}.",
                                {{"doubt", file.units.reason},
                                 {"unit", std::string{to_string(*guess.suggestion)}},
                                 {"size", number_of(suggested, "mm")}});
    }
}

Result<ReadFile> read_iges_in_kernel(std::string_view text, const ReadOptions& options,
                                     const Progress& progress) {
    ReadFile file;
    file.format = Format::Iges;
    IGESCAFControl_Reader reader;
    reader.SetColorMode(true);
    reader.SetNameMode(true);
    reader.SetLayerMode(false);
    progress("parse");
    {
        const InputFromMemory input{text};
        constexpr char kNoName[2] = {'\0', '\0'};
        if (!input.good() || reader.ReadFile(kNoName) != IFSelect_RetDone) {
            return Error{ErrorCode::Syntax,
                         say("cad.iges_parser", "the IGES parser gave up on the file"),
                         {}};
        }
    }
    const Handle(IGESData_IGESModel) model =
        Handle(IGESData_IGESModel)::DownCast(reader.WS()->Model());
    if (model.IsNull() || model->NbEntities() == 0)
        return Error{
            ErrorCode::NoGeometry, say("cad.iges_empty", "the IGES file holds no entity"), {}};
    file.units = units_in_file(model, file.diagnostics);
    const std::size_t failed = failed_checks(reader, file.diagnostics);
    progress(failed == 0 ? "transfer"
                         : "transfer, with " + std::to_string(failed) + " faulty entities");
    const Handle(XCAFApp_Application) application = XCAFApp_Application::GetApplication();
    Handle(TDocStd_Document) document;
    application->NewDocument("BinXCAF", document);
    if (!reader.Transfer(document)) {
        application->Close(document);
        return Error{ErrorCode::NoGeometry,
                     say("cad.iges_no_shape", "no shape of the IGES file could be built"),
                     {}};
    }
    SolidCollector solids;
    file.assembly = walk_products(document, {}, solids);
    std::vector<PartShape> parts = solids.take();
    TopoDS_Shape loose = solids.loose_faces();
    doubt_unit(options, parts, loose, file);
    const int entities = model->NbEntities();
    Status status = add_parts(std::move(parts), loose, options, progress, file);
    application->Close(document);
    if (!status && status.error().code == ErrorCode::NoGeometry) {
        return Error{ErrorCode::NoGeometry,
                     say("cad.iges_no_face",
                         "the IGES file holds {entities} entities, but no face among them: curves "
                         "alone are no part",
                         {{"entities", entities}}),
                     {}};
    }
    if (!status) return std::move(status).error();
    return file;
}

}  // namespace

Result<ReadFile> read_iges(std::span<const std::byte> bytes, const ReadOptions& options,
                           const Progress& progress) {
    progress("scan");
    MILLRACE_CHECK_OK(scan_iges(as_text(bytes)));
    return read_with_kernel(say("cad.build_iges", "build the shapes of the IGES file"),
                            [&] { return read_iges_in_kernel(as_text(bytes), options, progress); });
}

}  // namespace millrace::cad
