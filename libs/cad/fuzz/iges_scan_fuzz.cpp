// The look over IGES records that runs before the kernel, for any bytes.
#include <cstdint>

#include "iges_scan.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static_cast<void>(millrace::cad::scan_iges({reinterpret_cast<const char*>(data), size}));
    return 0;
}
