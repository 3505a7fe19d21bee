// Detection, parsing, welding and splitting together: everything but the B-rep kernel, which is
// what the sandbox is for.
#include "reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace millrace;
    const std::span bytes{reinterpret_cast<const std::byte*>(data), size};
    const cad::Format format = cad::detect_format(bytes);
    if (format == cad::Format::Step || format == cad::Format::Brep) return 0;
    cad::ReadOptions options;
    options.triangles_max = 10'000;
    const auto file = cad::read(bytes, options);
    MILLRACE_ASSERT(!file || !file->parts.empty(), "a file that was read has parts");
    return 0;
}
