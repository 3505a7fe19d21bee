// What stands at the end of a hole, seen by rays (docs/algorithms/holes.md, "Ends").

#include <cmath>

#include "hole_stacks.h"
#include "millrace/geom/convex_hull.h"

namespace millrace::facts {
namespace {

using geom::Vec3;

constexpr int kRing = 8;

/// Rays along a hole, `share` of its radius off the axis: how many of them meet what `counts` says
/// yes to. Opposite rays are a pair, so a straight edge across the axis stops half of them however
/// it lies.
template <class Counts>
int count_rays(const Surface& surface, const EndQuery& query, double share, const Counts& counts) {
    const Vec3 off = query.mark - query.middle;
    Vec3 u = normalized(off - query.towards * dot(off, query.towards));
    if (u == Vec3{}) u = geom::perpendicular_frame(query.towards)[0];
    const Vec3 v = cross(query.towards, u);
    int count = 0;
    for (int k = 0; k < kRing; ++k) {
        // An odd phase keeps the ring off the seams of a mesh.
        const double angle = 2.0 * kPi * (k + 0.37) / kRing;
        const Vec3 start =
            query.middle + (u * std::cos(angle) + v * std::sin(angle)) * (share * query.radius_mm);
        const auto hit = surface.scene.first_hit(start, query.towards, surface.grain_mm);
        count += hit && counts(*hit);
    }
    return count;
}

}  // namespace

bool blocked_ahead(const Surface& surface, const EndQuery& query, double reach_mm) {
    const int blocked = count_rays(surface, query, 0.1, [&](const auto& hit) {
        return hit.distance_mm <= query.half_length_mm + reach_mm;
    });
    return blocked > kRing / 2;
}

EndView look_at_end(const Surface& surface, const EndQuery& query) {
    const double diameter = 2.0 * query.radius_mm;
    int level = 0;
    const int blocked = count_rays(surface, query, 0.85, [&](const geom::RayHit& hit) {
        if (hit.distance_mm > query.half_length_mm + 0.25 * diameter) return false;
        const double off = std::abs(hit.distance_mm - query.half_length_mm);
        level += off < 0.02 * diameter + surface.grain_mm &&
                 dot(surface.scene.normal(hit.triangle), query.towards) < -0.999;
        return true;
    });
    EndView end;
    end.open = blocked <= kRing / 2 && !blocked_ahead(surface, query, 0.75 * diameter);
    end.flat = !end.open && level > kRing / 2;
    return end;
}

}  // namespace millrace::facts
