#pragma once

// Ribs and bosses: what stands on a wall along the pull.

#include <vector>

#include "../surface_patches.h"
#include "millrace/facts/moulding.h"

namespace millrace::facts::moulding {

struct Standing {
    std::vector<Rib> ribs;
    std::vector<Boss> bosses;
};
[[nodiscard]] Standing find_standing(const Surface& surface, const Patches& patches,
                                     geom::Vec3 pull);

}  // namespace millrace::facts::moulding
