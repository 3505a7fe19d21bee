#pragma once

// Blocks with side holes, slots and T-slots whose undercuts are known exactly.

#include <vector>

#include "bodies.h"

namespace millrace::facts {

/// A block cut out of a grid of cells, and for every triangle whether it is undercut for a pull
/// along each of the three axes of the grid.
struct GridBlock {
    geom::BoundaryModel model;
    std::array<std::vector<bool>, 3> undercut;  ///< by axis, by triangle
};
/// 60 x 50 x 40 mm with one to five random cuts.
GridBlock random_block(Rng& rng);

/// A point of a profile in the plane y = 0.
struct ProfileXz {
    double x = 0.0;
    double z = 0.0;
};

/// A profile of horizontal and vertical edges, material on the left, extruded along y. Each face is
/// two triangles wherever shadows end; the undercut for a pull along z is known as intervals of the
/// edges.
struct ExtrudedProfile {
    geom::BoundaryModel model;
    struct Shadow {
        std::uint32_t edge = 0;  ///< also the face of the model
        double from = 0.0;       ///< x of a horizontal edge, z of a vertical one
        double to = 0.0;
    };
    std::vector<ProfileXz> profile;
    std::vector<Shadow> undercut;
    double depth_mm = 0.0;
};
/// A bar with random T-slots in its top and notches in its sides.
ExtrudedProfile random_profile(Rng& rng);

}  // namespace millrace::facts
