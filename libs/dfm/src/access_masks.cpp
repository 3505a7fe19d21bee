#include "access_masks.h"

#include <cmath>

namespace millrace::dfm {

std::vector<AxisMask> access_masks(const facts::PartFacts& facts, std::size_t faces) {
    std::vector<AxisMask> masks(faces, 0U);
    for (unsigned axis = 0; axis < 6; ++axis) {
        for (const std::uint32_t face : facts.access.axes[axis].faces) {
            if (face < masks.size()) masks[face] |= 1U << axis;
        }
    }
    return masks;
}

AxisMask along(const facts::PartFacts& facts, geom::Vec3 direction) {
    const auto directions = facts::axis_directions(facts.set_ups.frame);
    for (unsigned axis = 0; axis < 6; axis += 2) {
        // Within 1.5° either way.
        if (std::abs(dot(direction, directions[axis])) > 0.99966) return 3U << axis;
    }
    return 0U;
}

}  // namespace millrace::dfm
