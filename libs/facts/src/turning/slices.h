#pragma once

// What of a part's cross-sections a full turn around an axis sweeps over.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "turning/axis.h"

namespace millrace::facts {

/// A ring of radii that holds material at some angle.
struct SweptBand {
    double low_mm = 0.0;  ///< 0 where the axis itself is in material
    double high_mm = 0.0;
};

/// One cross-section: the bands, inner ones first, apart from each other. Empty where there is no
/// material at all.
struct SweptSlice {
    double height_mm = 0.0;
    std::vector<SweptBand> bands;

    [[nodiscard]] double swept_mm2() const;
    [[nodiscard]] bool holds(double radius_mm) const;
};

/// Cuts a mesh across a line. The section's closed outlines decide: an outline that runs around the
/// axis bounds a ring, one that does not is an island and sweeps from its nearest to its farthest
/// point.
class Slicer {
public:
    Slicer(const Surface& surface, const std::vector<SharedEdge>& shared, const TurningAxis& line);

    [[nodiscard]] double lowest_mm() const { return low_; }
    [[nodiscard]] double highest_mm() const { return high_; }

    /// Sections at heights above the line's origin, ascending, none of which may be the height of
    /// a vertex but for rounding. Cost: O(t log s + k) for s heights and k cut triangles.
    [[nodiscard]] std::vector<SweptSlice> at(std::span<const double> heights_mm) const;

private:
    const geom::TriangleMesh& mesh_;
    std::vector<geom::Vec3> turned_;                     ///< vertices with the line as z
    std::vector<std::array<std::uint32_t, 3>> edge_of_;  ///< number of each side of a triangle
    std::uint32_t edges_ = 0;
    double low_ = 1e300, high_ = -1e300;
};

}  // namespace millrace::facts
