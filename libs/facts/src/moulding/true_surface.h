#pragma once

// The surface that the facets of a part stand for, as far as a mould can tell them apart.

#include <cstdint>
#include <limits>
#include <vector>

#include "../surface.h"
#include "../surface_patches.h"

namespace millrace::facts::moulding {

/// Unit normals whose share along the pull is smaller are parallel to it: 0.06°.
inline constexpr double kParallel = 1e-3;

/// A place on the surface with all that a move off it needs.
struct Spot {
    geom::Vec3 point;
    geom::Vec3 normal;  ///< outward, of the true surface
    std::uint32_t triangle = 0;
};

/// Facets of a curved wall lean to and fro although the wall does not, and lie beside it by their
/// chord error. A mould is made to the wall: what the facets alone hide is no undercut.
class TrueSurface {
public:
    struct Options {
        bool exact = false;  ///< corner normals are those of the surface itself
        double error_max_mm =
            std::numeric_limits<double>::infinity();  ///< no facet is farther from the surface
    };
    TrueSurface(const Surface& surface, const Patches& patches, const Options& options);

    [[nodiscard]] const Surface& facets() const { return surface_; }
    [[nodiscard]] bool exact() const { return exact_; }
    /// How far the facet lies beside the surface at most; 0 on planes.
    [[nodiscard]] double error_mm(std::uint32_t triangle) const { return error_mm_[triangle]; }
    /// No facet lies farther beside it; infinite where nobody says.
    [[nodiscard]] double error_max_mm() const { return error_max_mm_; }
    /// Outward unit normal of the surface at a point of the facet.
    [[nodiscard]] geom::Vec3 normal(std::uint32_t triangle, geom::Vec3 point) const;
    /// The same at a corner.
    [[nodiscard]] geom::Vec3 corner_normal(std::uint32_t triangle, std::size_t corner) const;
    [[nodiscard]] Spot spot(std::uint32_t triangle, geom::Vec3 point) const {
        return {point, normal(triangle, point), triangle};
    }
    /// True when a straight move from the spot along `direction` meets nothing. A wall parallel to
    /// it is left by sliding along.
    [[nodiscard]] bool leaves(const Spot& spot, geom::Vec3 direction) const;
    /// Where a ray that leaves the spot starts: off the surface by the error of the facet, so that
    /// its neighbours do not stand in the way.
    [[nodiscard]] geom::Vec3 start(const Spot& spot) const;
    /// True when the ray meets more than facets that their surface does not reach: it is moved
    /// aside by the error of what it meets.
    [[nodiscard]] bool blocked(geom::Vec3 start, geom::Vec3 direction) const;

private:
    [[nodiscard]] bool curved(std::uint32_t triangle) const { return curved_[triangle] != 0; }
    /// blocked(); `within` tells that the ray started inside the part.
    [[nodiscard]] bool meets(geom::Vec3 start, geom::Vec3 direction, bool& within) const;

    const Surface& surface_;
    bool exact_ = false;
    double error_max_mm_ = 0.0;
    bool flat_everywhere_ = true;
    std::vector<std::uint8_t> curved_;
    std::vector<float> error_mm_;
};

}  // namespace millrace::facts::moulding
