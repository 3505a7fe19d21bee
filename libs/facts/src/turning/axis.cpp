#include "turning/axis.h"

#include <algorithm>
#include <cmath>

#include "axis_sense.h"

namespace millrace::facts {
namespace {

using geom::Vec3;

bool turns_around_a_line(geom::SurfaceKind kind) {
    switch (kind) {
        case geom::SurfaceKind::Cylinder:
        case geom::SurfaceKind::Cone:
        case geom::SurfaceKind::Torus:
        case geom::SurfaceKind::Revolution: return true;
        case geom::SurfaceKind::Plane:
        case geom::SurfaceKind::Sphere:
        case geom::SurfaceKind::Extrusion:
        case geom::SurfaceKind::Freeform:
        case geom::SurfaceKind::Facets: return false;
    }
    return false;
}

double distance(Vec3 point, const TurningAxis& line) {
    const Vec3 off = point - line.origin;
    return length(off - line.axis * dot(off, line.axis));
}

bool along(const geom::Face& face, const TurningAxis& line, const AxisTolerance& tolerance) {
    return length(cross(face.axis, line.axis)) <= tolerance.sine &&
           distance(face.origin, line) <= tolerance.distance_mm;
}

}  // namespace

AxisTolerance axis_tolerance(const Patches& patches, const Surface& surface) {
    // Axes of a mesh are fitted to its facets.
    if (patches.exact) return {1e-4 * surface.diagonal_mm, 1e-3};
    return {2e-3 * surface.diagonal_mm, 1e-2};
}

std::vector<TurningAxis> axis_lines(const Patches& patches, const Surface& surface) {
    const AxisTolerance tolerance = axis_tolerance(patches, surface);
    std::vector<double> area(patches.faces.size(), 0.0);
    for (std::size_t t = 0; t < patches.patch_of_triangle.size(); ++t) {
        area[patches.patch_of_triangle[t]] += surface.triangle_area_mm2[t];
    }
    std::vector<std::uint32_t> order;
    for (std::uint32_t f = 0; f < patches.faces.size(); ++f) {
        const geom::Face& face = patches.faces[f];
        if (turns_around_a_line(face.kind) && length(face.axis) > 0.5) order.push_back(f);
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return area[a] > area[b]; });
    std::vector<TurningAxis> lines;
    for (const std::uint32_t f : order) {
        const geom::Face& face = patches.faces[f];
        const auto same = std::find_if(lines.begin(), lines.end(), [&](const TurningAxis& line) {
            return along(face, line, tolerance);
        });
        if (same != lines.end()) {
            same->area_mm2 += area[f];
        } else {
            lines.push_back({face.origin, with_positive_lead(normalized(face.axis)), area[f]});
        }
    }
    for (std::uint32_t f = 0; f < patches.faces.size(); ++f) {
        if (patches.faces[f].kind != geom::SurfaceKind::Sphere) continue;
        for (TurningAxis& line : lines) {
            if (distance(patches.faces[f].origin, line) <= tolerance.distance_mm) {
                line.area_mm2 += area[f];
            }
        }
    }
    std::stable_sort(lines.begin(), lines.end(), [](const TurningAxis& a, const TurningAxis& b) {
        return a.area_mm2 > b.area_mm2 * (1.0 + 1e-9);
    });
    return lines;
}

bool CoaxialFace::make(const geom::Face& face, const TurningAxis& line,
                       const AxisTolerance& tolerance, CoaxialFace& out) {
    out.kind_ = face.kind;
    out.height_mm_ = dot(face.origin - line.origin, line.axis);
    out.radius_mm_ = face.radius_mm;
    out.minor_mm_ = face.minor_radius_mm;
    switch (face.kind) {
        case geom::SurfaceKind::Cylinder:
        case geom::SurfaceKind::Torus: return along(face, line, tolerance);
        case geom::SurfaceKind::Cone:
            out.slope_ = std::tan(face.half_angle_rad) * (dot(face.axis, line.axis) < 0 ? -1 : 1);
            return along(face, line, tolerance);
        case geom::SurfaceKind::Sphere: return distance(face.origin, line) <= tolerance.distance_mm;
        case geom::SurfaceKind::Plane:
        case geom::SurfaceKind::Revolution:
        case geom::SurfaceKind::Extrusion:
        case geom::SurfaceKind::Freeform:
        case geom::SurfaceKind::Facets: return false;
    }
    return false;
}

int CoaxialFace::radii_at(double height_mm, double (&radii_mm)[2]) const {
    const double up = height_mm - height_mm_;
    if (kind_ == geom::SurfaceKind::Cylinder) {
        radii_mm[0] = radius_mm_;
        return 1;
    }
    if (kind_ == geom::SurfaceKind::Cone) {
        radii_mm[0] = std::abs(radius_mm_ + slope_ * up);
        return 1;
    }
    const double round = kind_ == geom::SurfaceKind::Torus ? minor_mm_ : radius_mm_;
    const double square = round * round - up * up;
    if (square < 0.0) return 0;
    if (kind_ == geom::SurfaceKind::Sphere) {
        radii_mm[0] = std::sqrt(square);
        return 1;
    }
    radii_mm[0] = radius_mm_ + std::sqrt(square);
    radii_mm[1] = std::abs(radius_mm_ - std::sqrt(square));
    return 2;
}

}  // namespace millrace::facts
