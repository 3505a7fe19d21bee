// Internal corners: where a round cutter leaves material, or limits the cutter's radius.

#include <algorithm>
#include <cmath>

#include "measurements.h"

namespace millrace::facts {
namespace {

using geom::Vec3;

constexpr double kConcaveMin = 20.0 * kPi / 180.0;  // flatter corners are reached by small steps
constexpr double kAxisCosine = 0.99985;             // within 1° of an axis direction

using Axes = std::array<Vec3, 6>;

bool along_an_axis(Vec3 axis, const Axes& axes) {
    return std::any_of(axes.begin(), axes.end(),
                       [&](Vec3 other) { return dot(axis, other) >= kAxisCosine; });
}

/// Outward normal of a face near a point, from the exact surface where it has one.
Vec3 normal_near(const geom::Face& face, Vec3 point) {
    switch (face.kind) {
        case geom::SurfaceKind::Plane: return face.axis;
        case geom::SurfaceKind::Cylinder: {
            const Vec3 offset = point - face.origin;
            const Vec3 radial = normalized(offset - face.axis * dot(offset, face.axis));
            return face.concave ? -radial : radial;
        }
        case geom::SurfaceKind::Cone:
        case geom::SurfaceKind::Sphere:
        case geom::SurfaceKind::Torus:
        case geom::SurfaceKind::Extrusion:
        case geom::SurfaceKind::Revolution:
        case geom::SurfaceKind::Freeform:
        case geom::SurfaceKind::Facets: return normalized(face.normal);
    }
    return {};
}

/// True when a cutter standing along one of `directions` sees the middle of the corner.
bool seen_from_a_side(const Surface& surface, std::span<const Vec3> points, Vec3 into_the_open,
                      double offset_mm, std::span<const Vec3> directions) {
    return std::any_of(directions.begin(), directions.end(), [&](Vec3 direction) {
        return std::all_of(points.begin(), points.end(), [&](Vec3 point) {
            return !surface.scene.occluded(point + into_the_open * offset_mm, direction, 0.0);
        });
    });
}

/// Clearance of the test points from the corner: well above the mesh's own error.
double probe_offset(const Surface& surface, double length_mm) {
    return std::max(20.0 * surface.grain_mm, std::min(0.05, 0.05 * length_mm));
}

std::array<Vec3, 3> along(Vec3 middle, Vec3 axis, double length_mm) {
    return {middle - axis * (0.3 * length_mm), middle, middle + axis * (0.3 * length_mm)};
}

std::optional<InternalCorner> sharp_corner(const Surface& surface, const Patches& patches,
                                           const geom::Edge& edge, const Axes& axes) {
    if (edge.seam || edge.kind != geom::CurveKind::Line || !edge.left_face || !edge.right_face ||
        edge.dihedral_rad > -kConcaveMin) {
        return std::nullopt;
    }
    const Vec3 axis = normalized(edge.end - edge.start);
    if (!along_an_axis(axis, axes)) return std::nullopt;
    const Vec3 n1 = normal_near(patches.faces[*edge.left_face], edge.middle);
    const Vec3 n2 = normal_near(patches.faces[*edge.right_face], edge.middle);
    // A flat end mill that stands on one wall cuts the corner clean when the other is square to it.
    std::vector<Vec3> standing;
    if (std::abs(dot(n1, n2)) < 0.02) {
        for (const Vec3 direction : axes) {
            if (dot(direction, n1) > 0.999 || dot(direction, n2) > 0.999) {
                standing.push_back(direction);
            }
        }
    }
    const auto points = along(edge.middle, axis, edge.length_mm);
    if (seen_from_a_side(surface, points, normalized(n1 + n2),
                         probe_offset(surface, edge.length_mm), standing)) {
        return std::nullopt;
    }
    InternalCorner corner;
    corner.radius = from_mm(0.0);
    corner.depth = from_mm(edge.length_mm);
    corner.axis = axis;
    const std::array<std::uint32_t, 2> both = {*edge.left_face, *edge.right_face};
    corner.place.faces = model_faces(patches, both);
    corner.place.points = {edge.middle};
    return corner;
}

std::optional<InternalCorner> fillet_corner(const Surface& surface, const Patches& patches,
                                            const CylinderStack& stack, const Axes& axes) {
    if (!stack.concave || stack.sweep_rad >= kFullSweep || !along_an_axis(stack.axis, axes)) {
        return std::nullopt;
    }
    Vec3 open;
    for (const std::uint32_t patch : stack.patches) {
        for (const std::uint32_t t : patches.triangles[patch]) {
            open += surface.scene.normal(t) * surface.triangle_area_mm2[t];
        }
    }
    open = normalized(open - stack.axis * dot(open, stack.axis));
    const Vec3 middle = stack.origin - open * stack.radius_mm;
    // A fillet between a floor and a wall is cut from above the floor and limits no tool length;
    // the round end of a slot (a sweep well over a quarter turn) limits it from every side.
    if (stack.sweep_rad < 135.0 * kPi / 180.0) {
        std::vector<Vec3> sides;
        for (const Vec3 direction : axes) {
            if (dot(direction, open) > 0.3) sides.push_back(direction);
        }
        const auto points = along(middle, stack.axis, stack.length_mm);
        const double offset =
            std::max(probe_offset(surface, stack.length_mm), 0.1 * stack.radius_mm);
        if (seen_from_a_side(surface, points, open, offset, sides)) return std::nullopt;
    }
    InternalCorner corner;
    corner.radius = from_mm(stack.radius_mm);
    corner.depth = from_mm(stack.length_mm);
    corner.axis = stack.axis;
    corner.place.faces = model_faces(patches, stack.patches);
    corner.place.points = {middle};
    return corner;
}

}  // namespace

std::vector<InternalCorner> find_corners(const Surface& surface, const Patches& patches,
                                         std::span<const CylinderStack> stacks,
                                         const std::array<Vec3, 6>& axes) {
    std::vector<InternalCorner> corners;
    for (const geom::Edge& edge : patches.edges) {
        if (auto corner = sharp_corner(surface, patches, edge, axes)) corners.push_back(*corner);
    }
    for (const CylinderStack& stack : stacks) {
        if (auto corner = fillet_corner(surface, patches, stack, axes)) corners.push_back(*corner);
    }
    return corners;
}

}  // namespace millrace::facts
