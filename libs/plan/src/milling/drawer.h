#pragma once

// The tools of one machine, by what they can do.

#include <vector>

#include "millrace/catalog/catalog.h"

namespace millrace::plan::milling {

/// Tools in the machine's drawer, largest first, equal diameters by shorter reach, so that
/// the first that reaches is also the stiffest. Pointers live as long as the catalogue.
struct Drawer {
    std::vector<const catalog::Tool*> end_mills;
    std::vector<const catalog::Tool*> face_mills;
    std::vector<const catalog::Tool*> ball_mills;
    std::vector<const catalog::Tool*> drills;
};
[[nodiscard]] Drawer open_drawer(const catalog::Catalog& catalog, const catalog::Machine& machine);

/// The largest tool with a diameter up to `diameter_max` and at least `reach_min`; null if none.
[[nodiscard]] const catalog::Tool* largest(const std::vector<const catalog::Tool*>& tools,
                                           Length diameter_max, Length reach_min);

/// A drill of this diameter within 0.05 mm that reaches `depth`; null if none.
[[nodiscard]] const catalog::Tool* drill_for(const Drawer& drawer, Length diameter, Length depth);

}  // namespace millrace::plan::milling
