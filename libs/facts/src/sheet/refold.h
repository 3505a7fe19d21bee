#pragma once

// Folds a flat pattern back, from its bends alone. Internal to the module.

#include "walls.h"

namespace millrace::facts::sheet {

/// The pattern folded up again. Only the place of the root flange is taken from the part; every
/// other place follows from bend lines, angles and radii.
class Folded {
public:
    Folded(const geom::BoundaryModel& model, const Skin& skin, const Unfolded& unfolded);

    /// A point of the pattern in the region of a face, `depth` below the drawn side.
    [[nodiscard]] geom::Vec3 point(std::uint32_t face, Vec2 flat, double depth_mm) const;

private:
    struct Frame {
        Vec2 at;              ///< anchor on the pattern
        geom::Vec3 origin;    ///< its place on the folded part
        geom::Vec3 x, y, up;  ///< images of the pattern's axes there, and the drawn side's normal
        bool bend = false;
        bool concave = false;
        double radius_mm = 0.0;
        double neutral_mm = 0.0;
        Vec2 across;  ///< unit, across the bend on the pattern
    };
    struct Local {
        geom::Vec3 point, x, y, up;
    };
    [[nodiscard]] Local local(const Frame& frame, Vec2 flat) const;

    std::vector<Frame> frames_;
};

struct RefoldError {
    double largest_mm = 0.0;
    std::vector<std::uint32_t> faces;  ///< at the worst place
};

/// Largest distance between part and refolded pattern, on both sides of the sheet.
[[nodiscard]] RefoldError refold_error(const geom::BoundaryModel& model, const Skin& near,
                                       const Unfolded& near_flat,
                                       const std::vector<Piece>& near_pieces, const Skin& far,
                                       const Unfolded& far_flat,
                                       const std::vector<Piece>& far_pieces, const Mates& mates);

}  // namespace millrace::facts::sheet
