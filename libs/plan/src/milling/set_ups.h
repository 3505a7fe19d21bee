#pragma once

// Which of the six directions of its own axes a part has to be milled from, and what is cut in
// each.

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "millrace/facts/part_facts.h"
#include "millrace/geom/boundary_model.h"

namespace millrace::plan::milling {

/// The part's own axes (facts::SetUps::frame): wherever the model stands in space, it is clamped
/// and planned along these.
struct PartAxes {
    std::array<geom::Vec3, 6> direction = geom::kAxisDirections;
    geom::Box box;      ///< of the part, in coordinates along the axes
    bool model = true;  ///< they are the model's own

    /// Coordinates of a point along the axes.
    [[nodiscard]] geom::Vec3 along(geom::Vec3 point) const {
        return {dot(point, direction[0]), dot(point, direction[2]), dot(point, direction[4])};
    }
    /// The index of a unit vector within 1.5° of a direction, if there is one.
    [[nodiscard]] std::optional<int> of(geom::Vec3 unit) const;
};
[[nodiscard]] PartAxes part_axes(const geom::BoundaryModel& model, const facts::PartFacts& facts);

/// One clamping of the part with the spindle along one axis direction.
struct SetUp {
    int axis = 0;   ///< index into PartAxes::direction: from the part to the tool
    Area top;       ///< faces on the outside of the part towards the tool: nothing in the way
    Area floor;     ///< other faces the tool cuts with its end
    Area wall;      ///< faces along the tool
    Area freeform;  ///< everything inclined or curved towards the tool
    std::optional<Length> concave_radius_min;  ///< of the freeform faces, where known
    Area concave_tight;                        ///< freeform area with less than twice that radius
    std::vector<std::uint32_t> holes;          ///< indices into facts.holes
    std::vector<std::uint32_t> pockets;        ///< indices into facts.pockets
    std::vector<std::uint32_t> corners;        ///< indices into facts.corners: cut along their axis

    [[nodiscard]] Area area() const { return top + floor + wall + freeform; }
};

struct SetUpPlan {
    PartAxes axes;
    std::vector<SetUp> set_ups;                ///< most area first
    std::vector<std::uint32_t> angled_holes;   ///< along none of the axis directions
    std::vector<std::uint32_t> sharp_corners;  ///< that no end mill can leave from any side
    double freeform_share = 0.0;               ///< of the area to be milled
};

/// Covers everything that is reachable at all with the fewest directions; among covers of the same
/// size the flattest clamping wins. Faces that no single direction sees whole, and meshes without
/// faces, are judged by the sight of their triangles, at most 60,000 of them.
/// Cost: O(triangles + faces · 64), and six rays for each triangle judged.
/// A flat face higher than `wall_height_max` along the tool is cut from both ends, half of it each,
/// and one more than twice as high from its own side, where there is one that sees it.
[[nodiscard]] SetUpPlan choose_set_ups(const geom::BoundaryModel& model,
                                       const facts::PartFacts& facts, Length wall_height_max);

}  // namespace millrace::plan::milling
