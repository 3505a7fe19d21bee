// Any text ends in an outline or in an error.
#include "part21_scan.h"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto outline = millrace::cad::scan_part21({reinterpret_cast<const char*>(data), size});
    static_cast<void>(outline);
    return 0;
}
