#pragma once

// What is true of a part whatever process makes it.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "millrace/base/cancel.h"
#include "millrace/base/quantity.h"
#include "millrace/base/result.h"
#include "millrace/facts/features.h"
#include "millrace/facts/fields.h"
#include "millrace/facts/moulding.h"
#include "millrace/facts/place.h"
#include "millrace/facts/set_ups.h"
#include "millrace/facts/sheet.h"
#include "millrace/geom/boundary_model.h"

namespace millrace::facts {

/// A cylindrical hole: full, or of at least 300° of wall, concave.
struct Hole {
    geom::Vec3 centre;  ///< middle of the axis segment
    geom::Vec3 axis;    ///< unit, pointing out of the entry (for blind holes)
    Length diameter;
    Length depth;
    bool through = false;
    bool flat_bottom = false;  ///< blind with a plane bottom
    std::vector<std::uint32_t> faces;
};

/// A cylindrical pin or boss: full convex cylinder.
struct Pin {
    geom::Vec3 centre;
    geom::Vec3 axis;
    Length diameter;
    Length length;
    std::vector<std::uint32_t> faces;
};

/// A concave edge or fillet parallel to one of the part's own axes (SetUps::frame), where two
/// pocket walls meet.
struct InternalCorner {
    Length radius;  ///< 0 for a sharp corner
    Length depth;   ///< length of the corner along its axis
    geom::Vec3 axis;
    Place place;
};

/// Wall thickness by inscribed sphere: 2r of the largest ball that touches the vertex from inside.
struct WallThickness {
    std::vector<float> per_vertex_mm;  ///< as long as mesh.vertices; NaN where not measured
    Length minimum;                    ///< smallest trusted value
    Length p01;                        ///< 1st percentile by area
    Length median;
    geom::Vec3 minimum_at;
    std::uint32_t minimum_triangle = 0;
};

/// The part standing on a plate with `up` pointing away from the plate.
struct BuildDirection {
    geom::Vec3 up;
    Length height;
    Area footprint;        ///< smallest rectangle around the projection, in any rotation
    Area contact;          ///< flat area within 0.01 mm of the plate facing down
    Area overhang;         ///< down-facing area steeper than 45° from vertical, not on the plate
    Volume support;        ///< volume under that area down to the plate or the part below
    Angle overhang_worst;  ///< largest overhang angle from vertical of that area
};

/// What of a part stands flat on the plate when `up` points up.
struct PlateBase {
    Length narrow;  ///< its smallest width in any direction; 0 when it touches in a point or a line
    Length wide;
    std::vector<std::uint32_t> faces;  ///< of the model, ascending
};
/// Widths are taken every 3°, which errs by less than 0.1 %. Cost: O(triangles).
[[nodiscard]] PlateBase plate_base(const geom::BoundaryModel& model, geom::Vec3 up);

/// What a straight tool coming along -`direction` sees.
struct AxisAccess {
    geom::Vec3 direction;  ///< from the part towards the tool
    Area visible;          ///< area seen by a vertical line of sight (walls parallel to it count)
    std::vector<std::uint32_t> faces;  ///< faces of which at least 95 % of the area is seen
};

/// Lines of sight along the six directions of the part's own axes (SetUps::frame) together.
struct Access {
    std::array<AxisAccess, 6> axes;                ///< order of axis_directions(frame)
    std::vector<std::uint32_t> unreachable_faces;  ///< more than half seen from none
    Area unreachable;
};

/// A set of planar faces that bound a recess, as far as milling needs it.
struct Pocket {
    geom::Vec3 direction;  ///< out of the pocket
    Length depth;
    Length width;  ///< smallest gap between opposite walls
    Place place;
};

struct MeshDefects {
    std::uint64_t open_edges = 0;
    std::uint64_t non_manifold_edges = 0;
    std::uint64_t flipped_edges = 0;
    std::uint64_t degenerate_triangles = 0;
    std::uint64_t duplicate_triangles = 0;
    bool inside_out = false;
};

struct FaceTypeCounts {
    std::uint32_t plane = 0, cylinder = 0, cone = 0, sphere = 0, torus = 0, freeform = 0,
                  facets = 0;
};

struct PartFacts {
    Volume volume;  ///< exact for B-rep input, else of the mesh
    Area area;
    geom::Vec3 centre_of_mass;
    geom::Box box;                            ///< axis-aligned
    std::array<geom::Vec3, 3> oriented_axes;  ///< of the minimum-volume box, longest side first
    std::array<Length, 3> oriented_size;
    Volume convex_hull_volume;
    std::uint32_t bodies = 0;
    std::uint32_t enclosed_voids = 0;
    bool closed = false;
    MeshDefects defects;
    std::uint64_t triangles = 0;
    bool exact = false;  ///< B-rep input
    Length chord_error;  ///< estimated facet error of mesh input; 0 for B-rep
    FaceTypeCounts face_types;
    Area freeform_area;
    std::vector<Hole> holes;
    std::vector<Pin> pins;
    std::vector<InternalCorner> corners;
    std::vector<Pocket> pockets;
    WallThickness wall;
    std::vector<BuildDirection> builds;  ///< along the part's own axes, then hull planes to rest on
    Access access;
    Angle sharpest_outer_edge;  ///< smallest included angle of a convex edge; 180° if none
    Place sharpest_outer_edge_at;

    Features features;          ///< B-rep only
    std::vector<Field> fields;  ///< thickness, gap, draft, overhang, reach, in this order
    SetUps set_ups;
    Turning turning;
    /// Empty where the part does not look like sheet at all.
    std::variant<std::monostate, Sheet, SheetRefusal> sheet;
    std::optional<Moulding> moulding;
    std::vector<geom::Pmi> pmi;  ///< what the file itself states, as read
};

struct FactsOptions {
    std::uint32_t build_directions_max = 26;
    SheetOptions sheet;
    CancelToken cancel;
};

/// Measures a part. Deterministic for any number of threads.
/// @return InvalidGeometry when the mesh has no triangle or a non-finite vertex; Cancelled.
/// Cost: O(t log t) for t triangles and as many samples.
[[nodiscard]] Result<PartFacts> measure(const geom::BoundaryModel& model,
                                        const FactsOptions& options);

}  // namespace millrace::facts
