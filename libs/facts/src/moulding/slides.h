#pragma once

// Undercuts by region and the slides and lifters that release them.

#include <cstdint>
#include <vector>

#include "../surface_patches.h"
#include "escapes.h"
#include "millrace/facts/moulding.h"

namespace millrace::facts::moulding {

/// Connected undercut of one patch.
struct UndercutPart {
    std::vector<std::uint32_t> pieces;  ///< of the map, ascending
    std::uint32_t patch = 0;
    std::uint32_t region = 0;  ///< parts that touch have the same
    double area_mm2 = 0.0;
};

/// The undercut pieces of the map, grouped. Ordered by their first piece.
[[nodiscard]] std::vector<UndercutPart> undercut_parts(const Patches& patches,
                                                       const std::vector<SharedEdge>& shared,
                                                       const EscapeMap& map);

/// Takes regions out of the parts and the map that are no deeper sideways than the error of their
/// facets: the surface itself may well have no undercut there.
void drop_shallow(const TrueSurface& surface, const Patches& patches,
                  std::vector<UndercutPart>& parts, EscapeMap& map);

struct Slides {
    std::vector<SideAction> actions;  ///< largest area first
    std::vector<std::uint32_t> no_escape_faces;
    double no_escape_mm2 = 0.0;
};

/// Chooses few directions that together release what can be released. `lines` are tried in both
/// senses for all, and those of its own surface for each part.
[[nodiscard]] Slides find_slides(const TrueSurface& surface, const Patches& patches,
                                 const EscapeMap& map, const std::vector<UndercutPart>& parts,
                                 const std::vector<geom::Vec3>& lines);

}  // namespace millrace::facts::moulding
