#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "millrace/app/intake.h"
#include "millrace/app/quoting.h"
#include "millrace/base/result.h"
#include "millrace/cad/read.h"
#include "millrace/cad/repair.h"

namespace millrace::cli {

/// A file read in the sandbox, with what the commands print about it.
struct LoadedFile {
    std::string path;
    std::string sha256;
    cad::ReadFile content;                    ///< meshes with defects in their repaired revision
    std::vector<cad::RepairedPart> repaired;  ///< and those as they were read
    double read_ms = 0.0;                     ///< repair included
};

/// Milliseconds since construction, of a steady clock.
class Stopwatch {
public:
    [[nodiscard]] double ms() const {
        return std::chrono::duration<double, std::milli>(Clock::now() - start_).count();
    }

private:
    using Clock = std::chrono::steady_clock;
    Clock::time_point start_ = Clock::now();
};

/// Parses "mm", "cm", "m", "um", "in", "ft"; empty gives no unit.
[[nodiscard]] Result<std::optional<cad::LengthUnit>> parse_unit(const std::string& text);

/// Reads a whole file as bytes. @return NotFound, Unavailable or LimitExceeded naming the path.
[[nodiscard]] Result<std::vector<std::byte>> read_bytes(const std::string& path);

/// Reads a CAD file through the sandbox and repairs meshes with defects. `sha256` is set as soon as
/// the bytes are there.
[[nodiscard]] Result<LoadedFile> load(const std::string& path, std::optional<cad::LengthUnit> unit,
                                      std::string& sha256,
                                      std::optional<double> sheet_thickness_mm = {});

/// Keeps a process ready that readers are forked from, for as long as it lives. Made once, in
/// main().
class NurseryScope {
public:
    NurseryScope();
    ~NurseryScope();
    NurseryScope(const NurseryScope&) = delete;
    NurseryScope& operator=(const NurseryScope&) = delete;
};

/// Options that read with this very program: forked from the nursery, else started anew.
[[nodiscard]] cad::SandboxOptions sandbox_options();

/// One line of progress on stderr, rewritten in place; silent unless stderr is a terminal.
void show_progress(std::string_view text);
void clear_progress();

}  // namespace millrace::cli
