#pragma once

// What the format readers share. Internal to the module.

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "millrace/base/result.h"
#include "millrace/cad/read.h"
#include "millrace/geom/triangle_mesh.h"

namespace millrace::cad {

/// Told the step in progress. Never empty: callers without interest pass a lambda that does
/// nothing.
using Progress = std::function<void(std::string_view)>;

[[nodiscard]] Result<ReadFile> read_with_progress(std::span<const std::byte> bytes,
                                                  const ReadOptions& options,
                                                  const Progress& progress);

/// B-rep formats, through OpenCASCADE.
[[nodiscard]] Result<ReadFile> read_step(std::span<const std::byte> bytes,
                                         const ReadOptions& options, const Progress& progress);
[[nodiscard]] Result<ReadFile> read_brep(std::span<const std::byte> bytes,
                                         const ReadOptions& options, const Progress& progress);
[[nodiscard]] Result<ReadFile> read_iges(std::span<const std::byte> bytes,
                                         const ReadOptions& options, const Progress& progress);
[[nodiscard]] Result<ReadFile> read_threemf(std::span<const std::byte> bytes,
                                            const ReadOptions& options, const Progress& progress);

/// Triangles as stored, in file units, with what was odd about the text or bytes.
struct RawMesh {
    std::string name;
    geom::TriangleMesh mesh;
    std::vector<Diagnostic> diagnostics;
};
[[nodiscard]] Result<RawMesh> parse_stl(std::span<const std::byte> bytes,
                                        const ReadOptions& options);
[[nodiscard]] Result<RawMesh> parse_obj(std::span<const std::byte> bytes,
                                        const ReadOptions& options);

/// Text made fit for a name: valid UTF-8 without control characters, trimmed, at most 200 bytes.
[[nodiscard]] std::string printable_name(std::string_view text);

/// A number as a person writes it: "12.5", "1e+09".
[[nodiscard]] std::string number_text(double value);
/// The same in a sentence.
[[nodiscard]] Number number_of(double value, std::string unit);
[[nodiscard]] std::string point_text(geom::Vec3 point);

inline std::string_view as_text(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace millrace::cad
