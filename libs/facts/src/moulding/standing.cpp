// Ribs and bosses by the inner edges at their foot (docs/algorithms/moulding.md).
#include "standing.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "millrace/geom/convex_hull.h"

namespace millrace::facts::moulding {
namespace {

using geom::Vec3;

constexpr double kSteep = 0.1736;       // sin 10°: walls along the pull
constexpr double kFloor = 0.7;          // a floor faces the pull within 45°
constexpr double kInner_rad = -0.26;    // 15°: an inner edge
constexpr double kBackToBack = -0.94;   // 20° between the two sides of a rib
constexpr double kRibOfWallMax = 2.0;   // thicker than that it is a block, not a rib
constexpr double kBossSweep_rad = kPi;  // gussets may cut into the other half
constexpr double kAxisAlong = 0.998;    // 3.6°

/// Where a wall meets the floor it stands on, by an inner edge or an inner fillet.
struct Foot {
    std::uint32_t wall = 0;
    Vec3 point;
    Vec3 up;  ///< along the pull, out of the floor
    double length_mm = 0.0;
    double fillet_mm = 0.0;
};

struct Neighbour {
    std::uint32_t patch = 0;
    std::uint32_t edge = 0;
};

std::vector<std::vector<Neighbour>> neighbours_of(const Patches& patches) {
    std::vector<std::vector<Neighbour>> result(patches.faces.size());
    for (std::uint32_t e = 0; e < patches.edges.size(); ++e) {
        const geom::Edge& edge = patches.edges[e];
        if (!edge.left_face || !edge.right_face || *edge.left_face == *edge.right_face) continue;
        if (*edge.left_face >= result.size() || *edge.right_face >= result.size()) continue;
        result[*edge.left_face].push_back({*edge.right_face, e});
        result[*edge.right_face].push_back({*edge.left_face, e});
    }
    return result;
}

bool is_floor(const geom::Face& face, Vec3 pull) {
    return std::abs(dot(face.normal, pull)) > kFloor;
}

Vec3 up_from(const geom::Face& floor, Vec3 pull) {
    return dot(floor.normal, pull) > 0.0 ? pull : -pull;
}

bool is_fillet(const geom::Face& face) {
    return face.concave &&
           (face.kind == geom::SurfaceKind::Cylinder || face.kind == geom::SurfaceKind::Torus);
}

double fillet_radius(const geom::Face& face) {
    return face.kind == geom::SurfaceKind::Torus ? face.minor_radius_mm : face.radius_mm;
}

std::vector<Foot> feet_of(const Patches& patches,
                          const std::vector<std::vector<Neighbour>>& neighbours, std::uint32_t wall,
                          Vec3 pull) {
    std::vector<Foot> feet;
    for (const Neighbour& next : neighbours[wall]) {
        const geom::Edge& edge = patches.edges[next.edge];
        const geom::Face& face = patches.faces[next.patch];
        if (edge.dihedral_rad < kInner_rad && is_floor(face, pull)) {
            feet.push_back({wall, edge.middle, up_from(face, pull), edge.length_mm, 0.0});
            continue;
        }
        if (std::abs(edge.dihedral_rad) > -kInner_rad || !is_fillet(face)) continue;
        for (const Neighbour& beyond : neighbours[next.patch]) {
            const geom::Face& floor = patches.faces[beyond.patch];
            if (beyond.patch == wall || !is_floor(floor, pull)) continue;
            if (std::abs(patches.edges[beyond.edge].dihedral_rad) > -kInner_rad) continue;
            feet.push_back(
                {wall, edge.middle, up_from(floor, pull), edge.length_mm, fillet_radius(face)});
            break;
        }
    }
    return feet;
}

/// Material below a floor: down from a point above it, between the floor and what is behind.
std::optional<double> wall_below(const Surface& surface, Vec3 above, Vec3 up, double reach_mm) {
    const auto floor = surface.scene.first_hit(above, -up, 0.0);
    if (!floor || floor->distance_mm > reach_mm) return std::nullopt;
    const auto back =
        surface.scene.first_hit(above, -up, floor->distance_mm + 2.0 * surface.grain_mm);
    if (!back) return std::nullopt;
    return back->distance_mm - floor->distance_mm;
}

double height_over(const Surface& surface, const Patches& patches, std::uint32_t patch, Vec3 from,
                   Vec3 up) {
    double height = 0.0;
    for (const std::uint32_t t : patches.triangles[patch]) {
        for (int k = 0; k < 3; ++k) {
            height = std::max(height, dot(surface.mesh.corner(t, k) - from, up));
        }
    }
    return height;
}

class StandingSearch {
public:
    StandingSearch(const Surface& surface, const Patches& patches, Vec3 pull)
        : surface_{surface}, patches_{patches}, pull_{pull}, neighbours_{neighbours_of(patches)} {}

    Standing run() {
        find_ribs();
        find_bosses();
        std::stable_sort(standing_.ribs.begin(), standing_.ribs.end(),
                         [](const Rib& a, const Rib& b) { return a.height > b.height; });
        std::stable_sort(standing_.bosses.begin(), standing_.bosses.end(),
                         [](const Boss& a, const Boss& b) { return a.height > b.height; });
        return std::move(standing_);
    }

private:
    void find_ribs() {
        std::vector<std::vector<Foot>> feet(patches_.faces.size());
        for (std::uint32_t p = 0; p < patches_.faces.size(); ++p) {
            const geom::Face& face = patches_.faces[p];
            if (face.kind != geom::SurfaceKind::Plane) continue;
            if (std::abs(dot(face.normal, pull_)) > kSteep) continue;
            feet[p] = feet_of(patches_, neighbours_, p, pull_);
        }
        std::set<std::pair<std::uint32_t, std::uint32_t>> done;
        for (std::uint32_t p = 0; p < feet.size(); ++p) {
            for (const Foot& foot : feet[p]) try_rib(foot, feet, done);
        }
    }

    void try_rib(const Foot& foot, const std::vector<std::vector<Foot>>& feet,
                 std::set<std::pair<std::uint32_t, std::uint32_t>>& done) {
        const Vec3 normal = patches_.faces[foot.wall].normal;
        const double lift = 20.0 * surface_.grain_mm;
        const Vec3 start = foot.point + foot.up * lift - normal * (2.0 * surface_.grain_mm);
        const auto hit = surface_.scene.first_hit(start, -normal, 0.0);
        if (!hit || hit->triangle >= patches_.patch_of_triangle.size()) return;
        const std::uint32_t other = patches_.patch_of_triangle[hit->triangle];
        if (other == foot.wall || feet[other].empty()) return;
        if (dot(patches_.faces[other].normal, normal) > kBackToBack) return;
        const bool same_floor =
            std::any_of(feet[other].begin(), feet[other].end(),
                        [&](const Foot& f) { return dot(f.up, foot.up) > 0.5; });
        if (!same_floor) return;
        const auto key = std::pair{std::min(foot.wall, other), std::max(foot.wall, other)};
        if (done.contains(key)) return;
        const double thickness = hit->distance_mm;
        const double height = height_over(surface_, patches_, foot.wall, foot.point, foot.up);
        if (height < thickness || foot.length_mm < thickness) return;
        const Vec3 beside =
            foot.point + normal * (foot.fillet_mm + 0.5 * thickness) + foot.up * (0.5 * thickness);
        const auto wall = wall_below(surface_, beside, foot.up, 2.0 * (thickness + foot.fillet_mm));
        if (!wall || thickness > kRibOfWallMax * *wall) return;
        done.insert(key);
        Rib rib;
        rib.thickness = from_mm(thickness);
        rib.height = from_mm(height);
        rib.wall = from_mm(*wall);
        rib.at = foot.point;
        for (const std::uint32_t patch : {key.first, key.second}) {
            const auto& faces = patches_.model_faces[patch];
            rib.faces.insert(rib.faces.end(), faces.begin(), faces.end());
        }
        std::sort(rib.faces.begin(), rib.faces.end());
        rib.faces.erase(std::unique(rib.faces.begin(), rib.faces.end()), rib.faces.end());
        standing_.ribs.push_back(std::move(rib));
    }

    [[nodiscard]] bool turned_along_pull(const geom::Face& face) const {
        return (face.kind == geom::SurfaceKind::Cylinder || face.kind == geom::SurfaceKind::Cone) &&
               std::abs(dot(face.axis, pull_)) > kAxisAlong;
    }

    /// Extent of a patch seen from an axis.
    struct Turned {
        double low_mm = 1e300;
        double high_mm = -1e300;
        double radius_max_mm = 0.0;
    };
    [[nodiscard]] Turned turned(std::uint32_t patch, Vec3 origin, Vec3 axis) const {
        Turned result;
        for (const std::uint32_t t : patches_.triangles[patch]) {
            for (int k = 0; k < 3; ++k) {
                const Vec3 from = surface_.mesh.corner(t, k) - origin;
                const double h = dot(from, axis);
                result.low_mm = std::min(result.low_mm, h);
                result.high_mm = std::max(result.high_mm, h);
                result.radius_max_mm = std::max(result.radius_max_mm, length(from - axis * h));
            }
        }
        return result;
    }

    [[nodiscard]] static double off_axis(Vec3 point, Vec3 origin, Vec3 axis) {
        const Vec3 from = point - origin;
        return length(from - axis * dot(from, axis));
    }

    void find_bosses() {
        std::vector<std::uint32_t> outer;
        std::vector<std::uint32_t> inner;
        for (std::uint32_t p = 0; p < patches_.faces.size(); ++p) {
            if (!turned_along_pull(patches_.faces[p])) continue;
            (patches_.faces[p].concave ? inner : outer).push_back(p);
        }
        std::vector<bool> done(patches_.faces.size(), false);
        for (const std::uint32_t p : outer) {
            if (!done[p]) try_boss(p, outer, inner, done);
        }
    }

    void try_boss(std::uint32_t first, const std::vector<std::uint32_t>& outer,
                  const std::vector<std::uint32_t>& inner, std::vector<bool>& done) {
        const geom::Face& face = patches_.faces[first];
        std::vector<Foot> feet;
        std::vector<std::uint32_t> members;
        double sweep = 0.0;
        const double radius = turned(first, face.origin, face.axis).radius_max_mm;
        for (const std::uint32_t p : outer) {
            const geom::Face& other = patches_.faces[p];
            if (done[p] || std::abs(dot(other.axis, face.axis)) < 0.9999) continue;
            if (off_axis(other.origin, face.origin, face.axis) > 0.01 + 1e-2 * radius) continue;
            if (std::abs(turned(p, face.origin, face.axis).radius_max_mm - radius) > 0.05 * radius)
                continue;
            done[p] = true;
            members.push_back(p);
            sweep += other.sweep_rad;
            const auto own = feet_of(patches_, neighbours_, p, pull_);
            feet.insert(feet.end(), own.begin(), own.end());
        }
        if (feet.empty() || sweep < kBossSweep_rad) return;
        const Vec3 up = feet.front().up;
        // A round part on a flange is no boss: a boss is small beside what it stands on.
        if (2.0 * radius > 0.5 * narrowest_across()) return;
        Boss boss;
        Turned extent;
        std::set<std::uint32_t> faces;
        for (const std::uint32_t p : members) {
            const Turned own = turned(p, face.origin, up);
            extent.low_mm = std::min(extent.low_mm, own.low_mm);
            extent.high_mm = std::max(extent.high_mm, own.high_mm);
            faces.insert(patches_.model_faces[p].begin(), patches_.model_faces[p].end());
        }
        const double height = extent.high_mm - extent.low_mm;
        double overlap_best = 0.2 * height;
        double inner_radius = 0.0;
        for (const std::uint32_t p : inner) {
            const geom::Face& hole = patches_.faces[p];
            if (std::abs(dot(hole.axis, face.axis)) < 0.9999) continue;
            if (off_axis(hole.origin, face.origin, face.axis) > 0.01 + 1e-2 * radius) continue;
            const Turned own = turned(p, face.origin, up);
            const double overlap =
                std::min(own.high_mm, extent.high_mm) - std::max(own.low_mm, extent.low_mm);
            if (overlap < overlap_best || own.radius_max_mm >= radius) continue;
            overlap_best = overlap;
            inner_radius = own.radius_max_mm;
        }
        const Vec3 out = geom::perpendicular_frame(up)[0];
        const Vec3 base = face.origin + up * extent.low_mm;
        const double fillet = feet.front().fillet_mm;
        const Vec3 beside = base + out * (1.2 * radius + fillet) + up * (0.2 * radius);
        boss.outer_diameter = from_mm(2.0 * radius);
        boss.inner_diameter = from_mm(2.0 * inner_radius);
        boss.height = from_mm(height);
        boss.wall =
            from_mm(wall_below(surface_, beside, up, 2.0 * (radius + fillet)).value_or(0.0));
        boss.faces.assign(faces.begin(), faces.end());
        boss.at = base;
        standing_.bosses.push_back(std::move(boss));
    }

    /// The smaller side of the part across the pull.
    [[nodiscard]] double narrowest_across() {
        if (across_mm_ > 0.0) return across_mm_;
        const auto [u, v] = geom::perpendicular_frame(pull_);
        geom::Box box;
        for (const Vec3 p : surface_.mesh.vertices) box.add({dot(p, u), dot(p, v), 0.0});
        across_mm_ = std::min(box.size().x, box.size().y);
        return across_mm_;
    }

    const Surface& surface_;
    const Patches& patches_;
    Vec3 pull_;
    std::vector<std::vector<Neighbour>> neighbours_;
    double across_mm_ = 0.0;
    Standing standing_;
};

}  // namespace

Standing find_standing(const Surface& surface, const Patches& patches, Vec3 pull) {
    return StandingSearch{surface, patches, pull}.run();
}

}  // namespace millrace::facts::moulding
