// Flat parts drawn in DXF: every closed contour that lies in no other one is the outline of a part.
#include "dxf.h"

#include <algorithm>

#include "units.h"

namespace millrace::cad {
namespace {

// Ends nearer than this are joined: well above what programs round, well below what a laser cuts.
constexpr double kJoin_mm = 0.05;
// What a sheet may measure in millimetres.
constexpr double kExtentMax_mm = 100'000.0;
constexpr double kSheetThickest_mm = 100.0;

std::optional<LengthUnit> unit_of(int insunits) {
    switch (insunits) {
        case 1: return LengthUnit::Inch;
        case 2: return LengthUnit::Foot;
        case 4: return LengthUnit::Millimetre;
        case 5: return LengthUnit::Centimetre;
        case 6: return LengthUnit::Metre;
        case 13: return LengthUnit::Micrometre;
        default: return std::nullopt;
    }
}

double diagonal(const std::vector<dxf::Curve>& curves) {
    geom::Box box;
    for (const dxf::Curve& curve : curves)
        for (const dxf::Point p : curve.sampled(1.0)) box.add({p.x, p.y, 0.0});
    return box.diagonal();
}

/// "'BEND_UP' (3), 'notes' (12)".
std::string counted(const std::map<std::string, std::size_t>& counts) {
    std::string text;
    std::size_t shown = 0;
    for (const auto& [name, count] : counts) {
        if (++shown > 12) return text + ", ...";
        if (!text.empty()) text += ", ";
        text += "'" + printable_name(name) + "' (" + std::to_string(count) + ")";
    }
    return text;
}

void report_ignored(const dxf::Drawing& drawing, std::vector<Diagnostic>& out) {
    if (!drawing.ignored_layers.empty()) {
        out.push_back(
            {Severity::Info, "ignored_layers",
             say("cad.dxf_layers",
                 "Bend lines, annotation, centre lines and hidden layers are not cut; left "
                 "out by layer: {layers}.",
                 {{"layers", counted(drawing.ignored_layers)}})});
    }
    if (!drawing.ignored_types.empty()) {
        out.push_back(
            {Severity::Info, "ignored_entities",
             say("cad.dxf_entities", "Entities that are no contour were left out: {entities}.",
                 {{"entities", counted(drawing.ignored_types)}})});
    }
    if (drawing.solid_entities > 0) {
        out.push_back(
            {Severity::Warning, "entities_in_space",
             say("cad.dxf_in_space",
                 "{count} face or body in space was left out; a flat part is drawn by its "
                 "contours.|{count} faces or bodies in space were left out; a flat part is "
                 "drawn by its contours.",
                 {{"count", drawing.solid_entities}})});
    }
    if (drawing.paper) {
        out.push_back({Severity::Warning, "paper_space",
                       say("cad.dxf_paper",
                           "The model space of the drawing is empty; its contours come from the "
                           "paper sheet, whose scale may not be 1:1. Check the size.")});
    }
    if (!drawing.ended) {
        out.push_back({Severity::Warning, "truncated",
                       say("cad.dxf_no_end",
                           "The end mark EOF is missing: the file may have been cut short.")});
    }
}

Units units_of(const dxf::Drawing& drawing, const ReadOptions& options, double size) {
    const std::optional<LengthUnit> known = unit_of(drawing.units);
    if (!known) return units_of_unitless_mesh(options.stated_unit, size);
    Units units;
    units.unit = *known;
    units.source = UnitSource::File;
    units.reason = say("cad.dxf_unit", "The drawing states its unit: {unit}.",
                       {{"unit", std::string{to_string(*known)}}});
    return units;
}

Error nothing_closed(const dxf::Drawing& drawing, const dxf::Contours& contours) {
    if (drawing.curves.empty() && drawing.solid_entities > 0) {
        return {
            ErrorCode::Unsupported,
            say("cad.dxf_only_space",
                "this DXF holds {count} faces or bodies in space and no flat contour; a 3D part "
                "works as STEP",
                {{"count", drawing.solid_entities}}),
            {}};
    }
    if (drawing.curves.empty()) {
        return {ErrorCode::NoGeometry,
                say("cad.dxf_empty", "the DXF holds no line or curve to cut along"),
                {}};
    }
    std::vector<Text> example;
    for (const Diagnostic& diagnostic : contours.diagnostics) {
        if (diagnostic.code != "open_contour") continue;
        example.push_back(diagnostic.message);
        break;
    }
    return {ErrorCode::NoGeometry,
            say("cad.dxf_nothing_closed",
                "the drawing has {count} lines and curves, and none of them closes to a contour. "
                "{example}",
                {{"count", drawing.curves.size()}, {"example", std::move(example)}}),
            {}};
}

std::vector<DxfRegion> regions_of(dxf::Contours& contours) {
    std::vector<DxfRegion> regions;
    std::vector<std::size_t> region_of(contours.closed.size(), 0);
    for (std::size_t i = 0; i < contours.closed.size(); ++i) {
        dxf::Contour& contour = contours.closed[i];
        if (contour.depth % 2 == 0) {
            region_of[i] = regions.size();
            regions.push_back({{std::move(contour)}});
        } else {
            regions[region_of[*contour.around]].contours.push_back(std::move(contour));
        }
    }
    return regions;
}

}  // namespace

Result<ReadFile> read_dxf(std::span<const std::byte> bytes, const ReadOptions& options,
                          const Progress& progress) {
    progress("parse");
    MILLRACE_TRY(dxf::Drawing drawing, dxf::parse(bytes));
    ReadFile file;
    file.format = Format::Dxf;
    file.schema = drawing.version;
    const double size = diagonal(drawing.curves);
    file.units = units_of(drawing, options, size);
    const double scale = to_mm(one(file.units.unit));
    if (!(size * scale <= kExtentMax_mm)) {
        return Error{ErrorCode::InvalidGeometry,
                     "the drawing measures " + number_text(size * scale / 1000.0) +
                         " m across; the limit is " + number_text(kExtentMax_mm / 1000.0) + " m",
                     {}};
    }
    dxf::Affine to_millimetres;
    to_millimetres.xx = to_millimetres.yy = scale;
    std::vector<dxf::Curve> curves;
    for (const dxf::Curve& curve : drawing.curves)
        curves.push_back(dxf::applied(to_millimetres, curve));

    progress("contours");
    dxf::Contours contours = dxf::join(std::move(curves), kJoin_mm);
    if (contours.closed.empty()) return nothing_closed(drawing, contours);
    file.diagnostics = contours.diagnostics;
    report_ignored(drawing, file.diagnostics);
    MILLRACE_CHECK_OK(dxf::nest(contours));
    if (options.sheet_thickness && !(to_mm(*options.sheet_thickness) > 0.0 &&
                                     to_mm(*options.sheet_thickness) <= kSheetThickest_mm)) {
        return Error{ErrorCode::InvalidArgument,
                     "a sheet thickness of " + number_text(to_mm(*options.sheet_thickness)) +
                         " mm is not above 0 and at most " + number_text(kSheetThickest_mm) + " mm",
                     {}};
    }
    const double thickness = to_mm(options.sheet_thickness.value_or(kAssumedSheetThickness));
    if (!options.sheet_thickness) {
        file.diagnostics.push_back({Severity::Warning, "assumed_thickness",
                                    say("cad.assumed_thickness",
                                        "A DXF states no thickness; the sheet is taken as "
                                        "{thickness} thick. State the real "
                                        "one.",
                                        {{"thickness", Number{thickness, "mm"}}})});
    }
    MILLRACE_CHECK_OK(add_extruded(regions_of(contours), thickness, options, progress, file));
    return file;
}

}  // namespace millrace::cad
