#pragma once

// The single measurements that measure() puts together. All of them only read their input and give
// the same result for any number of threads.

#include <span>
#include <vector>

#include "fields/ball_survey.h"
#include "millrace/facts/part_facts.h"
#include "millrace/geom/convex_hull.h"
#include "set_ups/frame.h"
#include "set_ups/sight.h"
#include "surface.h"
#include "surface_patches.h"

namespace millrace::facts {

/// The walls among the balls inside a part.
[[nodiscard]] WallThickness wall_thickness(const Surface& surface, const BallSurvey& inside);

/// `axes` are the six directions of the part's own frame.
[[nodiscard]] std::vector<BuildDirection> measure_builds(const Surface& surface,
                                                         const geom::BoundaryModel& model,
                                                         const geom::TriangleMesh& hull,
                                                         const std::array<geom::Vec3, 6>& axes,
                                                         const FactsOptions& options);

/// Lines of sight along `axes`. `seen` gets for every sample a bit for each of them that sees it.
[[nodiscard]] Access measure_access(const Sight& sight, const geom::BoundaryModel& model,
                                    const std::array<geom::Vec3, 6>& axes,
                                    std::vector<std::uint8_t>& seen, const CancelToken& cancel);

/// Coaxial cylinder faces of one radius that follow each other, as one.
struct CylinderStack {
    geom::Vec3 origin;  ///< on the axis, at the middle
    geom::Vec3 axis;    ///< unit, its largest component positive
    double radius_mm = 0.0;
    double length_mm = 0.0;
    double sweep_rad = 0.0;  ///< mean over the length; 2π for a full cylinder
    bool concave = false;
    std::vector<std::uint32_t> patches;
};
[[nodiscard]] std::vector<CylinderStack> cylinder_stacks(const Patches& patches);

[[nodiscard]] std::vector<Hole> find_holes(const Surface& surface, const Patches& patches,
                                           std::span<const CylinderStack> stacks);
[[nodiscard]] std::vector<Pin> find_pins(const Patches& patches,
                                         std::span<const CylinderStack> stacks);
[[nodiscard]] std::vector<InternalCorner> find_corners(const Surface& surface,
                                                       const Patches& patches,
                                                       std::span<const CylinderStack> stacks,
                                                       const std::array<geom::Vec3, 6>& axes);
/// `features` tell which faces belong to holes of any profile.
[[nodiscard]] std::vector<Pocket> find_pockets(const Surface& surface, const Patches& patches,
                                               std::span<const CylinderStack> stacks,
                                               std::span<const Feature> features);

/// What the moulding facts are measured from.
struct MouldSubject {
    const Surface& surface;
    const Patches& patches;
    const std::vector<SharedEdge>& shared;
    const geom::BoundaryModel& model;
    const WallThickness& wall;
    PartAxes axes;
    double facet_error_mm = 0.0;  ///< no facet is farther from the surface it stands for
};
/// Nothing when the part has no area, or when cancelled.
[[nodiscard]] std::optional<Moulding> measure_moulding(const MouldSubject& subject,
                                                       const CancelToken& cancel);

/// The model faces of some patches, ascending, each once.
[[nodiscard]] std::vector<std::uint32_t> model_faces(const Patches& patches,
                                                     std::span<const std::uint32_t> of);

/// The part's own axes; `box_axes` are those of its smallest box.
[[nodiscard]] std::array<geom::Vec3, 3> part_frame(const Surface& surface, const Patches& patches,
                                                   const geom::TriangleMesh& hull,
                                                   const std::array<geom::Vec3, 3>& box_axes);

/// `seen` holds a bit of each sample for each of the six directions of the frame, as
/// measure_access() finds them.
[[nodiscard]] SetUps measure_set_ups(const Sight& sight, const Patches& patches,
                                     std::span<const Hole> holes,
                                     const std::array<geom::Vec3, 3>& frame,
                                     std::span<const std::uint8_t> seen, const CancelToken& cancel);

[[nodiscard]] Turning measure_turning(const Surface& surface, const Patches& patches,
                                      const std::vector<SharedEdge>& shared, Volume volume,
                                      const CancelToken& cancel);

}  // namespace millrace::facts
