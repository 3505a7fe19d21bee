// Any text gives a list of statements.
#include "part21_pmi.h"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto found = millrace::cad::read_part21_pmi({reinterpret_cast<const char*>(data), size});
    static_cast<void>(found);
    return 0;
}
