#include "millrace/cad/read.h"

#include <new>

#include "dxf.h"
#include "mesh_parts.h"
#include "reader.h"
#include "units.h"

namespace millrace::cad {
namespace {

constexpr const char* kFormatsThatWork = "STEP, IGES, BREP, STL, OBJ, 3MF, DXF";

Error refuse(Format format) {
    const auto why = [&]() -> Text {
        switch (format) {
            case Format::Zip:
                return say("cad.zip",
                           "this is a ZIP archive without a 3MF model; unpack it and send the "
                           "files");
            case Format::Image: return say("cad.picture", "this is a picture, not a CAD file");
            case Format::Pdf: return say("cad.pdf", "this is a PDF; a part needs its 3D model");
            default:
                return say("cad.not_read", "{format} files are recognised but not read",
                           {{"format", std::string{to_string(format)}}});
        }
    };
    return {ErrorCode::Unsupported,
            say("cad.refused", "{why}. Formats that work: {formats}",
                {{"why", why()}, {"formats", kFormatsThatWork}}),
            {}};
}

void scale(geom::TriangleMesh& mesh, double factor) {
    if (factor == 1.0) return;
    for (geom::Vec3& vertex : mesh.vertices) vertex = vertex * factor;
}

Result<ReadFile> read_mesh(Format format, std::span<const std::byte> bytes,
                           const ReadOptions& options, const Progress& progress) {
    progress("parse");
    MILLRACE_TRY(RawMesh raw,
                 format == Format::Stl ? parse_stl(bytes, options) : parse_obj(bytes, options));
    ReadFile file;
    file.format = format;
    file.diagnostics = std::move(raw.diagnostics);
    file.units =
        units_of_unitless_mesh(options.stated_unit, geom::bounding_box(raw.mesh).diagonal());
    scale(raw.mesh, to_mm(one(file.units.unit)));
    progress("topology");
    MILLRACE_CHECK_OK(add_mesh_parts(raw.name, std::move(raw.mesh), {}, file));
    return file;
}

std::string part_text(const geom::BoundaryModel& part, std::size_t index) {
    return part.name.empty() ? "part " + std::to_string(index + 1) : "'" + part.name + "'";
}

/// Bodies that are the same in another pose are one part, and their quantities are summed.
void join_equal_parts(ReadFile& file) {
    const std::size_t before = file.parts.size();
    const std::vector<MirrorPair> mirrors = merge_equal_parts(file.parts, file.assembly);
    if (file.parts.size() < before) {
        file.diagnostics.push_back(
            {Severity::Info, "equal_parts",
             std::to_string(before) + " bodies are " + std::to_string(file.parts.size()) +
                 " different parts: equal ones in another pose were counted together."});
    }
    for (const MirrorPair& pair : mirrors) {
        file.diagnostics.push_back(
            {Severity::Info, "mirror_image",
             part_text(file.parts[pair.second], pair.second) + " is the mirror image of " +
                 part_text(file.parts[pair.first], pair.first) + "; they are different parts."});
    }
}

Result<ReadFile> dispatch(std::span<const std::byte> bytes, const ReadOptions& options,
                          const Progress& progress) {
    const Format format = detect_format(bytes);
    switch (format) {
        case Format::Step: return read_step(bytes, options, progress);
        case Format::Brep: return read_brep(bytes, options, progress);
        case Format::Iges: return read_iges(bytes, options, progress);
        case Format::Stl:
        case Format::Obj: return read_mesh(format, bytes, options, progress);
        case Format::ThreeMf: return read_threemf(bytes, options, progress);
        case Format::Dxf: return read_dxf(bytes, options, progress);
        case Format::Acis:
        case Format::Amf:
        case Format::Ply:
        case Format::Off:
        case Format::Zip:
        case Format::Image:
        case Format::Pdf: return refuse(format);
        case Format::Unknown: break;
    }
    return Error{ErrorCode::Unsupported,
                 say("cad.unknown_format",
                     "the content is none of the known formats. Formats that work: {formats}",
                     {{"formats", kFormatsThatWork}}),
                 {}};
}

}  // namespace

Result<ReadFile> read_with_progress(std::span<const std::byte> bytes, const ReadOptions& options,
                                    const Progress& progress) {
    if (bytes.empty())
        return Error{ErrorCode::Truncated, say("cad.empty", "the file is empty"), {}};
    if (bytes.size() > options.bytes_max) {
        return Error{ErrorCode::LimitExceeded,
                     say("cad.bytes_limit", "the file has {bytes} bytes; the limit is {limit}",
                         {{"bytes", bytes.size()}, {"limit", options.bytes_max}}),
                     {}};
    }
    try {
        MILLRACE_TRY(ReadFile file, dispatch(bytes, options, progress));
        for (geom::BoundaryModel& part : file.parts) part.name = printable_name(part.name);
        progress("compare");
        join_equal_parts(file);
        return file;
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory,
                     say("cad.memory", "there was not enough memory to read the file"),
                     {}};
    }
}

Result<ReadFile> read(std::span<const std::byte> bytes, const ReadOptions& options) {
    return read_with_progress(bytes, options, [](std::string_view) {});
}

}  // namespace millrace::cad
