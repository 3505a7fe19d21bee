#pragma once

// Which faces a tool of a given shape can cut when it comes along a given direction.

#include <cstdint>
#include <span>
#include <vector>

#include "millrace/base/cancel.h"
#include "millrace/base/quantity.h"
#include "millrace/base/result.h"
#include "millrace/geom/boundary_model.h"

namespace millrace::facts {

/// A rotating tool as far as reaching goes: a cylinder with a flat end and a holder above it.
struct ToolShape {
    Length diameter;
    Length corner_radius;  ///< 0: flat end mill; half the diameter: ball nose
    Length stick_out;      ///< from the tip to the holder
    Length holder_diameter;
};

/// End mills as any shop can buy them, largest first: 20 to 0.5 mm, each sticking out eight
/// diameters (the depth over width from which design guides demand a change of a pocket, rule
/// MIL-06) but at most 100 mm, in a holder of 40 mm (above 6 mm diameter) or 20 mm.
/// Flat and ball-nosed ones alternate.
[[nodiscard]] std::span<const ToolShape> generic_end_mills();

/// What tools reach along one direction.
struct Reach {
    geom::Vec3 direction;              ///< unit, from the part towards the tool
    std::vector<double> face_share;    ///< of the area of each face of the model, 0..1
    std::vector<std::uint32_t> faces;  ///< reached over at least 95 % of their area
    Area reached;
    /// Gaps are judged with at most this error: a tool may pass one that is narrower by this much.
    Length gap_error;
};

/// Cost and exactness of `reach`.
struct ReachOptions {
    double cells_max = 40'000.0;  ///< of the height map over the part's extent
    CancelToken cancel;
};

/// What any of `tools` reaches along each of `directions` (need not be unit). A point is reached
/// when a tool stands somewhere touching it without cutting into the part elsewhere, shank and
/// holder included; what a tool leaves in an inner corner because it is round does not count
/// against the walls of the corner. Tools narrower than four cells of the height map are judged by
/// lines of sight, by the width of the gap before a wall and by their length. The part is sampled:
/// at least one point per triangle and about 4,000 more.
/// @return InvalidGeometry for a mesh without triangles or with a vertex that is not finite;
///         InvalidArgument for a zero direction or a tool without a diameter; Cancelled.
/// Cost: O(t log t) once, then O(t + cells · tool width in cells) for each direction and tool that
/// still has something to reach; about 5 ms of one core a direction for 20,000 triangles.
[[nodiscard]] Result<std::vector<Reach>> reach(const geom::BoundaryModel& model,
                                               std::span<const geom::Vec3> directions,
                                               std::span<const ToolShape> tools,
                                               const ReachOptions& options);

}  // namespace millrace::facts
