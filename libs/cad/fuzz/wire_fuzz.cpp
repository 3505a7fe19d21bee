// Whatever a compromised child sends, its parent gets well-formed parts or an error.
#include "wire.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace millrace;
    const auto answer = cad::answer_from_bytes({reinterpret_cast<const std::byte*>(data), size});
    MILLRACE_ASSERT(!answer || !answer->parts.empty(), "a decoded answer has parts");
    return 0;
}
