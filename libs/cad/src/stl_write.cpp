#include <cstring>

#include "millrace/base/byte_stream.h"
#include "millrace/cad/write.h"

namespace millrace::cad {

std::vector<std::byte> write_stl(const geom::TriangleMesh& mesh) {
    ByteWriter out;
    char header[80] = {};
    std::strcpy(header, "Millrace, millimetres");
    out.raw(header, sizeof header);
    out.u32(static_cast<std::uint32_t>(mesh.triangles.size()));
    const auto put = [&](geom::Vec3 v) {
        out.f32(static_cast<float>(v.x));
        out.f32(static_cast<float>(v.y));
        out.f32(static_cast<float>(v.z));
    };
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        put(geom::normalized(geom::area_normal(mesh, t)));
        for (int k = 0; k < 3; ++k) put(mesh.corner(t, k));
        out.u8(0);
        out.u8(0);
    }
    return std::move(out).take();
}

}  // namespace millrace::cad
