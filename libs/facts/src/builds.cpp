// What a layer process needs to know about each way to put the part on a plate.

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>

#include "measurements.h"

namespace millrace::facts {
namespace {

using geom::Vec3;

constexpr double kContactHeight = 0.01;         // mm over the plate that still is contact
constexpr double kOverhangCosine = 0.70710679;  // steeper than 45° from vertical, 45° itself not

/// The six directions of the part's own axes, then the largest flat sides of the hull turned down.
std::vector<Vec3> build_directions(const geom::TriangleMesh& hull, const std::array<Vec3, 6>& axes,
                                   std::uint32_t count_max) {
    std::vector<Vec3> directions{axes.begin(), axes.end()};
    double hull_area = 0.0;
    const auto planes = hull_planes(hull);
    for (const auto& plane : planes) hull_area += plane.area_mm2;
    for (const auto& plane : planes) {
        // A part does not rest on a sliver, and a ball has no resting plane.
        if (directions.size() >= count_max || plane.area_mm2 < 0.01 * hull_area) break;
        const Vec3 up = -plane.normal;
        const bool known = std::any_of(directions.begin(), directions.end(),
                                       [&](Vec3 d) { return dot(d, up) > 0.99996; });
        if (!known) directions.push_back(up);
    }
    if (directions.size() > count_max) directions.resize(count_max);
    // The way it was modelled, up to rounding, is exactly that.
    for (Vec3& up : directions) {
        if (up.z > 0.99996) up = {0.0, 0.0, 1.0};
    }
    return directions;
}

BuildDirection measure_build(const Surface& surface, const geom::BoundaryModel& model,
                             const geom::TriangleMesh& hull, Vec3 up) {
    double low = 1e300;
    double high = -1e300;
    for (const Vec3 p : hull.vertices) {
        low = std::min(low, dot(p, up));
        high = std::max(high, dot(p, up));
    }
    BuildDirection build;
    build.up = up;
    build.height = from_mm(high - low);
    build.footprint = from_mm2(minimum_rectangle(hull.vertices, up).area_mm2());
    const auto& mesh = surface.mesh;
    double contact = 0.0;
    double overhang = 0.0;
    double support = 0.0;
    double worst = 0.0;
    for (std::uint32_t t = 0; t < mesh.triangles.size(); ++t) {
        const double down = -dot(surface.scene.normal(t), up);
        if (down <= kOverhangCosine) continue;
        const double top = std::max(
            {dot(mesh.corner(t, 0), up), dot(mesh.corner(t, 1), up), dot(mesh.corner(t, 2), up)});
        if (top - low <= kContactHeight) {
            if (model.curved_at(t)) continue;  // a round side touches in a line
            contact += surface.triangle_area_mm2[t] * down;
            continue;
        }
        overhang += surface.triangle_area_mm2[t];
        worst = std::max(worst, down);
        for (std::uint32_t s = surface.first_sample[t]; s < surface.first_sample[t + 1]; ++s) {
            const Sample& sample = surface.samples[s];
            double column = dot(sample.point, up) - low;
            const auto below = surface.scene.first_hit(sample.point, -up, surface.grain_mm);
            if (below) column = std::min(column, below->distance_mm);
            support += column * sample.area_mm2 * down;
        }
    }
    build.contact = from_mm2(contact);
    build.overhang = from_mm2(overhang);
    build.support = from_mm3(support);
    build.overhang_worst = from_rad(std::asin(std::min(1.0, worst)));
    return build;
}

}  // namespace

PlateBase plate_base(const geom::BoundaryModel& model, Vec3 up) {
    constexpr int kSteps = 60;
    const geom::TriangleMesh& mesh = model.mesh;
    double plate = 1e300;
    for (const Vec3 p : mesh.vertices) plate = std::min(plate, dot(p, up));
    PlateBase base;
    std::vector<Vec3> points;
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        bool flat = !model.curved_at(t);
        for (int k = 0; k < 3; ++k)
            flat = flat && dot(mesh.corner(t, k), up) < plate + kContactHeight;
        if (!flat) continue;
        for (int k = 0; k < 3; ++k) points.push_back(mesh.corner(t, k));
        if (t < mesh.face_of_triangle.size()) base.faces.push_back(mesh.face_of_triangle[t]);
    }
    std::sort(base.faces.begin(), base.faces.end());
    base.faces.erase(std::unique(base.faces.begin(), base.faces.end()), base.faces.end());
    if (points.empty()) return base;
    const auto [u, v] = geom::perpendicular_frame(up);
    double narrow = 1e300;
    double wide = 0.0;
    for (int i = 0; i < kSteps; ++i) {
        const Vec3 direction = u * std::cos(kPi * i / kSteps) + v * std::sin(kPi * i / kSteps);
        double low = 1e300;
        double high = -1e300;
        for (const Vec3 p : points) {
            low = std::min(low, dot(p, direction));
            high = std::max(high, dot(p, direction));
        }
        narrow = std::min(narrow, high - low);
        wide = std::max(wide, high - low);
    }
    base.narrow = from_mm(narrow);
    base.wide = from_mm(wide);
    return base;
}

std::vector<BuildDirection> measure_builds(const Surface& surface, const geom::BoundaryModel& model,
                                           const geom::TriangleMesh& hull,
                                           const std::array<Vec3, 6>& axes,
                                           const FactsOptions& options) {
    const auto directions = build_directions(hull, axes, options.build_directions_max);
    std::vector<BuildDirection> builds(directions.size());
    tbb::parallel_for(std::size_t{0}, directions.size(), [&](std::size_t k) {
        if (options.cancel.cancelled()) return;
        builds[k] = measure_build(surface, model, hull, directions[k]);
    });
    return builds;
}

}  // namespace millrace::facts
