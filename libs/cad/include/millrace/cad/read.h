#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "millrace/base/cancel.h"
#include "millrace/base/quantity.h"
#include "millrace/base/result.h"
#include "millrace/base/text.h"
#include "millrace/cad/assembly.h"
#include "millrace/geom/boundary_model.h"

namespace millrace::cad {

/// Formats that are read, and those that are recognised to be refused politely.
enum class Format {
    Step,
    Brep,
    Stl,
    Obj,
    ThreeMf,
    Iges,
    Dxf,
    Acis,
    Amf,
    Ply,
    Off,
    Zip,
    Image,
    Pdf,
    Unknown
};
[[nodiscard]] std::string_view to_string(Format format);

/// Detects the format from content alone; a file's name is never trusted.
/// Cost: O(1), looks at the first and last few kilobytes.
[[nodiscard]] Format detect_format(std::span<const std::byte> bytes);

enum class LengthUnit { Micrometre, Millimetre, Centimetre, Metre, Inch, Foot };
[[nodiscard]] std::string_view to_string(LengthUnit unit);  ///< "um" "mm" "cm" "m" "in" "ft"
[[nodiscard]] Length one(LengthUnit unit);

/// Where a part's unit came from. Guessed units carry a reason and want a confirmation.
enum class UnitSource { File, Stated, Guessed };
struct Units {
    LengthUnit unit = LengthUnit::Millimetre;
    UnitSource source = UnitSource::File;
    Text reason;                           ///< one sentence a person can judge
    bool doubtful = false;                 ///< the size is implausible in this unit: ask
    std::optional<LengthUnit> suggestion;  ///< the unit that would make it plausible
};

enum class Severity { Info, Warning, Error };
/// Something a reader noticed. Readers never repair silently: what they did stands here.
struct Diagnostic {
    Severity severity = Severity::Warning;
    std::string code;  ///< stable, lower case, e.g. "open_edges"
    Text message;      ///< with the place, the measured value and the limit
};

/// A file turned into parts.
struct ReadFile {
    Format format = Format::Unknown;
    std::string schema;  ///< STEP: AP203, AP214, AP242; else empty
    Units units;
    std::vector<geom::BoundaryModel> parts;  ///< in file order, never empty
    Assembly assembly;                       ///< which parts the file places where
    std::vector<Diagnostic> diagnostics;
};

/// What a drawing of a flat part is taken to be thick when nobody says.
inline constexpr Length kAssumedSheetThickness = from_mm(2.0);

struct ReadOptions {
    std::optional<LengthUnit> stated_unit;  ///< overrides a unit guess (never a unit in the file)
    std::optional<Length> sheet_thickness;  ///< of flat drawings (DXF); above 0, at most 100 mm
    std::size_t bytes_max = 256u << 20;
    std::size_t triangles_max = 5'000'000;
    std::size_t parts_max = 500;
};

/// Reads a file in this process. Only for tests, fuzzers and the sandboxed child itself: foreign
/// bytes elsewhere go through read_sandboxed().
[[nodiscard]] Result<ReadFile> read(std::span<const std::byte> bytes, const ReadOptions& options);

class ReaderNursery;

struct SandboxOptions {
    ReadOptions read;
    std::filesystem::path reader;      ///< program started as `reader --read-part`
    ReaderNursery* nursery = nullptr;  ///< forks readers faster; `reader` stays the fallback
    /// Processor time of the child. It has twice as long on the clock, because on a busy machine
    /// it does not get a core of its own.
    Duration deadline = from_s(30.0);
    std::size_t memory_bytes_max = std::size_t{2} << 30;  ///< address space of the child
    CancelToken cancel;
    /// Called from the waiting thread with the named step in progress ("parse", "transfer", ...).
    std::function<void(std::string_view)> progress;
};

/// Reads a file in a child process with limits on memory, CPU, time and file size, a seccomp
/// filter and no network. Crashes, loops and memory exhaustion of the child come back as Crashed,
/// TimedOut and OutOfMemory.
[[nodiscard]] Result<ReadFile> read_sandboxed(std::span<const std::byte> bytes,
                                              const SandboxOptions& options);

/// The child's side: reads the request from stdin, confines itself, writes the answer to stdout.
/// @return exit status of the process.
[[nodiscard]] int run_sandboxed_reader();

}  // namespace millrace::cad
