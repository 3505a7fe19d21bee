// Any bytes taken for an STL end in a mesh with valid indices or in an error.
#include "reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace millrace;
    cad::ReadOptions options;
    options.triangles_max = 10'000;
    const auto mesh = cad::parse_stl({reinterpret_cast<const std::byte*>(data), size}, options);
    if (mesh) {
        for (const auto& triangle : mesh->mesh.triangles)
            for (const std::uint32_t v : triangle)
                MILLRACE_ASSERT(v < mesh->mesh.vertices.size(), "index in range");
    }
    return 0;
}
