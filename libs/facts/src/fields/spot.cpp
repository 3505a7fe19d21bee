#include "fields/spot.h"

namespace millrace::facts {

using geom::Vec3;

namespace {

// A facet whose own normal is that of the surface: what is over it has nothing nearer.
constexpr double kNoBend = 1.0 - 1e-12;

}  // namespace

Vec3 point_at(const Surface& surface, const Spot& spot) {
    return surface.mesh.corner(spot.triangle, 0) * spot.weight[0] +
           surface.mesh.corner(spot.triangle, 1) * spot.weight[1] +
           surface.mesh.corner(spot.triangle, 2) * spot.weight[2];
}

Vec3 normal_at(const Surface& surface, const Spot& spot) {
    const auto& n = surface.mesh.corner_normals[spot.triangle];
    const Vec3 flat = surface.scene.normal(spot.triangle);
    const Vec3 normal =
        normalized(n[0] * spot.weight[0] + n[1] * spot.weight[1] + n[2] * spot.weight[2]);
    return dot(normal, flat) < 0.5 ? flat : normal;
}

Spot spot_at(const Surface& surface, Vec3 point, std::uint32_t triangle) {
    const Vec3 a = surface.mesh.corner(triangle, 0);
    const Vec3 u = surface.mesh.corner(triangle, 1) - a;
    const Vec3 v = surface.mesh.corner(triangle, 2) - a;
    const Vec3 n = cross(u, v);
    const double n2 = dot(n, n);
    Spot spot{triangle, {1.0, 0.0, 0.0}};
    if (!(n2 > 0.0)) return spot;
    const double wb = dot(cross(point - a, v), n) / n2;
    const double wc = dot(cross(u, point - a), n) / n2;
    spot.weight = {1.0 - wb - wc, wb, wc};
    return spot;
}

std::optional<Spot> spot_beside(const Surface& surface, const Spot& spot, Vec3 step, Vec3 normal) {
    constexpr double kSameSide = 0.5;
    constexpr std::uint32_t kIdleMax = 128;
    const Vec3 to = point_at(surface, spot) + step;
    const Spot same = spot_at(surface, to, spot.triangle);
    const bool within = same.weight[0] > 0.0 && same.weight[1] > 0.0 && same.weight[2] > 0.0;
    if (within && dot(surface.scene.normal(spot.triangle), normal) > kNoBend) return same;
    const auto there = surface.scene.nearest_facing(
        to, length(step), {.normal = -normal, .cosine_max = -kSameSide, .idle_max = kIdleMax});
    if (!there) return std::nullopt;
    return spot_at(surface, there->point, there->triangle);
}

}  // namespace millrace::facts
