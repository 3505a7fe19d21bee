#include "true_surface.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace millrace::facts::moulding {
namespace {

using geom::Vec3;

// A corner normal that leaves its facet by more than 60° is an error of the source, or the facet is
// thinner than the error of the mesh and its own normal means nothing.
constexpr double kAgree = 0.5;
// A ray is moved aside this often: once for each of the facets around an edge or a corner.
constexpr int kAsideMax = 3;
// What a ray meets at more than 30° reaches that far whatever the error of its facets.
constexpr double kGrazing = 0.5;   // sin 30°
constexpr double kSameSide = 0.9;  // 26°

/// Height of the curved surface over the facet: each edge is the chord of a parabola with the given
/// normals at its ends.
double bulge(const Surface& surface, std::uint32_t t, const std::array<Vec3, 3>& normals) {
    double highest = 0.0;
    double sum = 0.0;
    for (std::size_t k = 0; k < 3; ++k) {
        const std::size_t next = (k + 1) % 3;
        const Vec3 edge = surface.mesh.corner(t, static_cast<int>(next)) -
                          surface.mesh.corner(t, static_cast<int>(k));
        const double height = std::abs(dot(edge, normals[next] - normals[k])) / 8.0;
        highest = std::max(highest, height);
        sum += height;
    }
    return std::max(highest, sum * 4.0 / 9.0);  // at the middle of the facet
}

double height_mm(const Surface& surface, std::uint32_t t) {
    double longest2 = 0.0;
    for (int k = 0; k < 3; ++k) {
        const Vec3 edge = surface.mesh.corner(t, (k + 1) % 3) - surface.mesh.corner(t, k);
        longest2 = std::max(longest2, dot(edge, edge));
    }
    return longest2 > 0.0 ? 2.0 * surface.triangle_area_mm2[t] / std::sqrt(longest2) : 0.0;
}

}  // namespace

TrueSurface::TrueSurface(const Surface& surface, const Patches& patches, const Options& options)
    : surface_{surface},
      exact_{options.exact},
      error_max_mm_{options.error_max_mm},
      curved_(surface.mesh.triangles.size(), 0),
      error_mm_(surface.mesh.triangles.size(), 0.0F) {
    for (std::uint32_t t = 0; t < curved_.size(); ++t) {
        if (patches.faces[patches.patch_of_triangle[t]].kind == geom::SurfaceKind::Plane) continue;
        const auto& normals = surface.mesh.corner_normals[t];
        if (normals[0] == normals[1] && normals[1] == normals[2] &&
            dot(normals[0], surface.scene.normal(t)) > 1.0 - 1e-12) {
            continue;
        }
        const Vec3 flat = surface.scene.normal(t);
        bool agree = true;
        for (const Vec3 normal : normals) agree = agree && dot(normal, flat) >= kAgree;
        double error = 0.0;
        if (agree) {
            error = bulge(surface, t, normals);
        } else {
            // An upright or folded facet in a lying surface reaches out of it by its height.
            error = height_mm(surface, t);
            if (!options.exact || error > options.error_max_mm) continue;
        }
        curved_[t] = 1;
        error = std::min(error, options.error_max_mm);
        error_mm_[t] = static_cast<float>(error);
        if (error > 0.0) flat_everywhere_ = false;
    }
}

Vec3 TrueSurface::corner_normal(std::uint32_t triangle, std::size_t corner) const {
    return curved(triangle) ? surface_.mesh.corner_normals[triangle][corner]
                            : surface_.scene.normal(triangle);
}

Vec3 TrueSurface::normal(std::uint32_t triangle, Vec3 point) const {
    if (!curved(triangle)) return surface_.scene.normal(triangle);
    const Vec3 a = surface_.mesh.corner(triangle, 0);
    const Vec3 u = surface_.mesh.corner(triangle, 1) - a;
    const Vec3 v = surface_.mesh.corner(triangle, 2) - a;
    const Vec3 p = point - a;
    const double uu = dot(u, u);
    const double uv = dot(u, v);
    const double vv = dot(v, v);
    const double determinant = uu * vv - uv * uv;
    if (!(determinant > 0.0)) return corner_normal(triangle, 0);
    const double pu = dot(p, u);
    const double pv = dot(p, v);
    const double s = std::clamp((pu * vv - pv * uv) / determinant, 0.0, 1.0);
    const double r = std::clamp((pv * uu - pu * uv) / determinant, 0.0, 1.0 - s);
    const Vec3 sum = corner_normal(triangle, 0) * (1.0 - s - r) + corner_normal(triangle, 1) * s +
                     corner_normal(triangle, 2) * r;
    return normalized(sum);
}

Vec3 TrueSurface::start(const Spot& spot) const {
    return spot.point + spot.normal * (error_mm(spot.triangle) + 2.0 * surface_.grain_mm);
}

bool TrueSurface::leaves(const Spot& spot, Vec3 direction) const {
    Vec3 normal = spot.normal;
    double share = dot(normal, direction);
    if (!exact_ && curved(spot.triangle)) {
        // The normals of a mesh are guesses: it is left where they or the facet allow it.
        const Vec3 flat = surface_.scene.normal(spot.triangle);
        const double of_facet = dot(flat, direction);
        if (of_facet > share) normal = flat, share = of_facet;
    }
    if (share < -kParallel) return false;
    if (share <= kParallel) direction = normalized(direction - normal * share);
    bool within = false;
    if (!meets(start(spot), direction, within)) return true;
    // In a gap narrower than the error the ray started within the other side.
    const Vec3 near = spot.point + spot.normal * (2.0 * surface_.grain_mm);
    return within && !surface_.scene.occluded(near, direction, 0.0);
}

bool TrueSurface::blocked(Vec3 start, Vec3 direction) const {
    bool within = false;
    return meets(start, direction, within);
}

bool TrueSurface::meets(Vec3 start, Vec3 direction, bool& within) const {
    if (!surface_.scene.occluded(start, direction, 0.0)) return false;
    if (flat_everywhere_) return true;
    Vec3 aside;
    double moved_mm = 0.0;
    for (int step = 0; step < kAsideMax; ++step) {
        const auto hit = surface_.scene.first_hit(start, direction, 0.0);
        if (!hit) return false;
        if (step == 0) within = dot(surface_.scene.normal(hit->triangle), direction) > 0.0;
        const double error = error_mm(hit->triangle);
        if (!(error > 0.0)) return true;
        const Vec3 normal = this->normal(hit->triangle, start + direction * hit->distance_mm);
        const double share = dot(normal, direction);
        if (std::abs(share) > kGrazing) return true;
        const Vec3 side = normalized(normal - direction * share);
        // Still in the way after a move that was long enough.
        if (error <= moved_mm && dot(side, aside) > kSameSide) return true;
        start += side * error;
        aside = side;
        moved_mm = error;
    }
    return surface_.scene.occluded(start, direction, 0.0);
}

}  // namespace millrace::facts::moulding
