#pragma once

// Planar sections of a triangle mesh: the outlines that horizontal planes cut out of it.

#include <cstddef>
#include <span>
#include <vector>

#include "millrace/base/cancel.h"
#include "millrace/base/result.h"
#include "millrace/geom/triangle_mesh.h"

namespace millrace::geom {

/// A point or direction in the section plane, in millimetres.
struct Vec2 {
    double x = 0.0;
    double y = 0.0;
    constexpr bool operator==(const Vec2&) const = default;
};

/// A closed polygon without a repeated last point. Material lies on its left: outlines run
/// counter-clockwise, holes clockwise.
using Contour = std::vector<Vec2>;

/// What one plane cuts out of a mesh. Contours of overlapping bodies overlap: they are not united.
struct Section {
    double z_mm = 0.0;
    std::vector<Contour> contours;
    double area_mm2 =
        0.0;  ///< signed sum over contours: holes and inside-out bodies count negative
    double perimeter_mm = 0.0;
    std::size_t segments = 0;     ///< triangles cut by the plane
    std::size_t open_chains = 0;  ///< outlines of an open mesh that were closed by a straight line
};

struct SectionOptions {
    /// Points nearer than this to the line through their neighbours are dropped: a flat wall is
    /// one edge however many triangles it is made of. 0 keeps every point.
    double simplify_mm = 0.0;
    /// Open outlines are closed by a straight line when their ends are at most this far apart, and
    /// dropped otherwise.
    double gap_max_mm = 2.0;
    CancelToken cancel = {};
};

/// Cuts a mesh with planes of constant z, in ascending order. A vertex exactly on a plane counts as
/// above it, so a plane never touches a vertex and outlines of a closed mesh always close, without
/// any tolerance. Vertices are the same when their indices are: weld first.
/// @return one section per height; Cancelled; InvalidArgument when heights are not ascending.
/// Cost: O(t + k) for t triangles and k cut triangles over all planes (Minetto et al., 2017).
[[nodiscard]] Result<std::vector<Section>> sections(const TriangleMesh& mesh,
                                                    std::span<const double> heights_mm,
                                                    const SectionOptions& options);

/// Signed area of a contour: positive when it runs counter-clockwise.
[[nodiscard]] double signed_area_mm2(const Contour& contour);
[[nodiscard]] double perimeter_mm(const Contour& contour);

}  // namespace millrace::geom
