// Any bytes taken for a DXF end in closed contours with finite corners or in an error. The kernel
// that extrudes them is what the sandbox is for.
#include "dxf.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace millrace;
    const auto drawing = cad::dxf::parse({reinterpret_cast<const std::byte*>(data), size});
    if (!drawing || drawing->curves.size() > 2'000) return 0;
    auto contours = cad::dxf::join(drawing->curves, 0.05);
    const auto nested = cad::dxf::nest(contours);
    if (!nested) return 0;
    for (const cad::dxf::Contour& contour : contours.closed) {
        MILLRACE_ASSERT(contour.area > 0.0, "a contour has an area");
        MILLRACE_ASSERT(!contour.curves.empty(), "a contour has curves");
    }
    return 0;
}
