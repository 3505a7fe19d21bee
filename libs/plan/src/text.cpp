#include "text.h"

#include <array>
#include <cmath>

namespace millrace::plan {

Number mm(double value) { return {value, "mm"}; }
Number mm2(double value) { return {value, "mm2"}; }
Number percent(double share) { return {static_cast<double>(std::lround(share * 100.0)), "%", 0}; }

std::string at(geom::Vec3 point) {
    const auto plain = [](double value) { return to_string(Number{value}); };
    return "(" + plain(point.x) + ", " + plain(point.y) + ", " + plain(point.z) + ")";
}

Text size_text(geom::Vec3 size_mm) {
    return say("plan.size", "{x} × {y} × {z}",
               {{"x", Number{size_mm.x}}, {"y", Number{size_mm.y}}, {"z", mm(size_mm.z)}});
}

std::string axis_name(int axis) {
    constexpr std::array<const char*, 6> kNames = {"+X", "-X", "+Y", "-Y", "+Z", "-Z"};
    return kNames[static_cast<std::size_t>(axis)];
}

}  // namespace millrace::plan
