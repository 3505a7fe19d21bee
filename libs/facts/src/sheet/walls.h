#pragma once

// What lies between the two sides of a sheet: cut edges, and forms that are neither. Internal.

#include "outline.h"

namespace millrace::facts::sheet {

/// Faces between the sides that hang together: the wall of the outline or of one hole, or a form.
struct Wall {
    std::vector<std::uint32_t> faces;  ///< ascending
    bool touches_near = false;
    bool touches_far = false;
    /// All its edges on that side are hollow or smooth: something stands on the sheet there.
    bool raised_near = false;
    bool raised_far = false;
    bool formed = false;   ///< behind a closed smooth loop
    bool slanted = false;  ///< a chamfer or countersink was left out of the outline
    /// A round hole square to one flange: the edges of its narrowest circle. Empty otherwise.
    std::vector<std::uint32_t> bore;
    std::string form;  ///< FormedFeature::kind, empty for plain cut edges
};

struct Walls {
    std::vector<Wall> list;
    std::vector<std::uint32_t> of_face;  ///< index into `list`, kNone for skin
};

[[nodiscard]] Walls find_walls(const geom::BoundaryModel& model, const Skin& near, const Skin& far,
                               const std::vector<bool>& formed, double thickness_mm);

/// The pieces of outline that a side contributes. Chamfers and countersinks are left out: the
/// outline is where the wall is square, which is what a laser cuts.
[[nodiscard]] std::vector<Piece> outline_pieces(const geom::BoundaryModel& model, const Skin& skin,
                                                const Skin& other, const Unfolded& unfolded,
                                                Walls& walls, bool near_side);

}  // namespace millrace::facts::sheet
