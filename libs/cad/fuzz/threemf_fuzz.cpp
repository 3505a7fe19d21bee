// Any bytes taken for a 3MF package end in parts or in an error.
#include "reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace millrace;
    cad::ReadOptions options;
    options.triangles_max = 10'000;
    const auto file = cad::read_threemf({reinterpret_cast<const std::byte*>(data), size}, options,
                                        [](std::string_view) {});
    MILLRACE_ASSERT(!file || !file->parts.empty(), "a file that was read has parts");
    return 0;
}
