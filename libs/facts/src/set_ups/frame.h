#pragma once

// The axes a part was designed along, wherever the model puts them, and other directions worth a
// look.

#include <array>
#include <vector>

#include "millrace/geom/convex_hull.h"
#include "surface.h"
#include "surface_patches.h"

namespace millrace::facts {

/// Directions of planes, cylinders, cones and tori, up to sign, with the area that has them.
struct DirectionVote {
    geom::Vec3 direction;  ///< unit, the one that most area agrees on
    double area_mm2 = 0.0;
};

/// The axes of a part: those of its frame and of its smallest box.
struct PartAxes {
    std::array<geom::Vec3, 3> frame;
    std::array<geom::Vec3, 3> box;
};

/// Largest area first; directions within half a degree are one.
[[nodiscard]] std::vector<DirectionVote> direction_votes(const Patches& patches,
                                                         const std::vector<double>& patch_area_mm2);

/// What a frame is chosen by.
struct FrameSubject {
    const Patches& patches;
    const std::vector<double>& patch_area_mm2;
    const std::vector<DirectionVote>& votes;
    const geom::TriangleMesh& hull;
    std::array<geom::Vec3, 3> box_axes;  ///< of the smallest box, for parts without such faces
};

/// The right-handed frame with most of that area along its axes, the part's longest side first; the
/// model's own axes where they are the same, or where nothing but the smallest rectangle tells how
/// the part lies about its axis. Of frames that gather as much the tighter one, then that of the
/// faces which come first: how the part lies changes nothing.
[[nodiscard]] std::array<geom::Vec3, 3> best_frame(const FrameSubject& subject);

}  // namespace millrace::facts
