// Any bytes decode to a model that encodes to the same bytes again, or to an error.
#include <cstddef>
#include <cstdint>

#include "millrace/base/assert.h"
#include "millrace/geom/model_bytes.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::span bytes{reinterpret_cast<const std::byte*>(data), size};
    const auto model = millrace::geom::model_from_bytes(bytes);
    if (model) {
        const auto again = millrace::geom::model_from_bytes(millrace::geom::model_to_bytes(*model));
        MILLRACE_ASSERT(again.has_value(), "a decoded model encodes to readable bytes");
    }
    return 0;
}
