#include "load.h"

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>

#include "millrace/base/digest.h"
#include "millrace/cad/nursery.h"

namespace millrace::cli {
namespace {

constexpr std::uintmax_t kBytesMax = std::uintmax_t{256} << 20;

bool progress_shown = false;

std::unique_ptr<cad::ReaderNursery> nursery;

}  // namespace

void show_progress(std::string_view text) {
    if (isatty(STDERR_FILENO) == 0) return;
    std::fprintf(stderr, "\r\033[K%.*s", static_cast<int>(text.size()), text.data());
    std::fflush(stderr);
    progress_shown = true;
}

void clear_progress() {
    if (!progress_shown) return;
    std::fputs("\r\033[K", stderr);
    std::fflush(stderr);
    progress_shown = false;
}

Result<std::optional<cad::LengthUnit>> parse_unit(const std::string& text) {
    using cad::LengthUnit;
    if (text.empty()) return std::optional<LengthUnit>{};
    for (const LengthUnit unit :
         {LengthUnit::Micrometre, LengthUnit::Millimetre, LengthUnit::Centimetre, LengthUnit::Metre,
          LengthUnit::Inch, LengthUnit::Foot}) {
        if (text == cad::to_string(unit)) return std::optional{unit};
    }
    return Error{
        ErrorCode::InvalidArgument, "unit '" + text + "' is none of um, mm, cm, m, in, ft", {}};
}

Result<std::vector<std::byte>> read_bytes(const std::string& path) {
    std::error_code problem;
    const auto status = std::filesystem::status(path, problem);
    if (!std::filesystem::exists(status))
        return Error{ErrorCode::NotFound, "'" + path + "' does not exist", {}};
    if (!std::filesystem::is_regular_file(status))
        return Error{ErrorCode::InvalidArgument, "'" + path + "' is not a file", {}};
    const std::uintmax_t size = std::filesystem::file_size(path, problem);
    if (!problem && size > kBytesMax) {
        return Error{ErrorCode::LimitExceeded,
                     "'" + path + "' has " + std::to_string(size) + " bytes, the limit is " +
                         std::to_string(kBytesMax),
                     {}};
    }
    std::ifstream in(path, std::ios::binary);
    std::vector<std::byte> bytes(problem ? 0 : static_cast<std::size_t>(size));
    in.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (problem || !in) return Error{ErrorCode::Unavailable, "'" + path + "' cannot be read", {}};
    return bytes;
}

NurseryScope::NurseryScope() {
    auto started = cad::ReaderNursery::start();
    if (started) nursery = std::move(started).value();  // else every read starts the program anew
}

NurseryScope::~NurseryScope() { nursery.reset(); }

cad::SandboxOptions sandbox_options() {
    cad::SandboxOptions options;
    options.reader = std::filesystem::read_symlink("/proc/self/exe");
    options.nursery = nursery.get();
    return options;
}

Result<LoadedFile> load(const std::string& path, std::optional<cad::LengthUnit> unit,
                        std::string& sha256, std::optional<double> sheet_thickness_mm) {
    const std::string name = std::filesystem::path(path).filename().string();
    MILLRACE_TRY(const std::vector<std::byte> bytes, read_bytes(path));
    sha256 = sha256_hex(bytes);
    cad::SandboxOptions options = sandbox_options();
    options.read.stated_unit = unit;
    if (sheet_thickness_mm) options.read.sheet_thickness = from_mm(*sheet_thickness_mm);
    options.progress = [&](std::string_view step) {
        show_progress(name + ": " + std::string{step});
    };
    const Stopwatch watch;
    auto content = cad::read_sandboxed(bytes, options);
    if (!content) return std::move(content).error().during("read '" + name + "'");
    show_progress(name + ": repair");
    MILLRACE_TRY(std::vector<cad::RepairedPart> repaired, app::take_in(*content, {}));
    return LoadedFile{path, sha256, std::move(content).value(), std::move(repaired), watch.ms()};
}

}  // namespace millrace::cli
