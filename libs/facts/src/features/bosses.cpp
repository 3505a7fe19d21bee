// Bosses and ribs: what stands on a face (docs/algorithms/holes.md).

#include "bosses.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "../measurements.h"

namespace millrace::facts {
namespace {

using geom::Vec3;

constexpr double kRightAngle = 1e-3;
constexpr double kDegree = kPi / 180.0;
constexpr double kConcave = 20.0 * kDegree;

/// The face that something stands on, straight or over a fillet.
struct Foot {
    std::uint32_t face = 0;
    double level_mm = 0.0;
    std::vector<std::uint32_t> fillets;
};

class BossFinder {
public:
    BossFinder(const FeatureScene& scene, std::span<const Feature> holes)
        : scene_{scene}, holes_{holes} {}

    std::vector<Feature> run() const {
        std::vector<Feature> bosses;
        for (std::uint32_t b = 0; b < scene_.bands.size(); ++b) {
            const Band& band = scene_.bands[b];
            if (band.cone || band.concave || band.cover_rad < kFullSweep) continue;
            if (auto boss = boss_of(band)) bosses.push_back(std::move(*boss));
        }
        std::stable_sort(bosses.begin(), bosses.end(), [](const Feature& a, const Feature& b) {
            return a.place.faces < b.place.faces;
        });
        return bosses;
    }

private:
    [[nodiscard]] std::optional<Feature> boss_of(const Band& band) const {
        for (const int side : {-1, 1}) {
            const auto foot = foot_of(band, side);
            if (!foot || foot_of(band, -side)) continue;  // a neck between two shoulders
            return built(band, *foot, -side);
        }
        return std::nullopt;
    }

    /// The plane at one end that faces along the boss, with its concave edge.
    [[nodiscard]] std::optional<Foot> foot_of(const Band& band, int side) const {
        const AxisLine& line = scene_.lines[band.line];
        const Vec3 up = line.direction * static_cast<double>(-side);
        for (const std::uint32_t patch : band.patches) {
            for (const FaceLink& link : scene_.graph.links[patch]) {
                const geom::Face& face = scene_.patches.faces[link.other];
                if (is_plane_facing(face, up) && link.dihedral_rad < -kConcave)
                    return Foot{link.other, dot(face.origin - line.origin, line.direction), {}};
                if (face.kind != geom::SurfaceKind::Torus ||
                    std::abs(link.dihedral_rad) > kSmoothAngle) {
                    continue;
                }
                for (const FaceLink& beyond : scene_.graph.links[link.other]) {
                    const geom::Face& far = scene_.patches.faces[beyond.other];
                    if (!is_plane_facing(far, up) || std::abs(beyond.dihedral_rad) > kSmoothAngle)
                        continue;
                    const double level = dot(far.origin - line.origin, line.direction);
                    const double end = side > 0 ? band.high_mm : band.low_mm;
                    if ((level - end) * side < 0.0) continue;  // the rounding of the top
                    return Foot{beyond.other, level, {link.other}};
                }
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] static bool is_plane_facing(const geom::Face& face, Vec3 up) {
        return face.kind == geom::SurfaceKind::Plane && dot(face.axis, up) > 1.0 - kRightAngle;
    }

    [[nodiscard]] Feature built(const Band& band, const Foot& foot, int up) const {
        const AxisLine& line = scene_.lines[band.line];
        Feature boss;
        boss.kind = FeatureKind::Boss;
        boss.axis = line.direction * static_cast<double>(up);
        boss.diameter = from_mm(2.0 * band.radius_low_mm);
        double top = up > 0 ? band.high_mm : band.low_mm;
        std::set<std::uint32_t> members(band.patches.begin(), band.patches.end());
        for (const std::uint32_t patch : band.patches) {
            for (const FaceLink& link : scene_.graph.links[patch]) {
                const geom::Face& face = scene_.patches.faces[link.other];
                if (link.other != foot.face && is_plane_facing(face, boss.axis))
                    members.insert(link.other);
                // Chamfer or rounding between the wall and the top.
                if (face.kind != geom::SurfaceKind::Cone && face.kind != geom::SurfaceKind::Torus)
                    continue;
                for (const FaceLink& beyond : scene_.graph.links[link.other]) {
                    const geom::Face& far = scene_.patches.faces[beyond.other];
                    if (beyond.other == foot.face || !is_plane_facing(far, boss.axis)) continue;
                    const double level = dot(far.origin - line.origin, line.direction);
                    if ((level - top) * up < 0.0) continue;
                    top = level;
                    members.insert(beyond.other);
                }
            }
        }
        boss.depth = from_mm(std::abs(top - foot.level_mm));
        boss.origin = line.origin + line.direction * top;
        boss.entry_faces = model_faces(scene_.patches, std::vector<std::uint32_t>{foot.face});
        boss.place.faces =
            model_faces(scene_.patches, std::vector<std::uint32_t>{members.begin(), members.end()});
        boss.place.points = {line.origin + line.direction * ((top + foot.level_mm) / 2.0)};
        boss.name = has_hole(boss) ? "Boss with hole" : "Boss";
        boss.confidence = is_shoulder(band, foot.face) ? 0.5 : 0.95;
        return boss;
    }

    [[nodiscard]] bool has_hole(const Feature& boss) const {
        return std::any_of(holes_.begin(), holes_.end(), [&](const Feature& hole) {
            if (std::abs(dot(hole.axis, boss.axis)) < 1.0 - kRightAngle) return false;
            const Vec3 off = hole.origin - boss.origin;
            const double away = length(off - boss.axis * dot(off, boss.axis));
            if (away > 0.01 * to_mm(boss.diameter) || hole.diameter >= boss.diameter) return false;
            // The hole passes the middle of the boss or opens in its top.
            const double top = dot(off, boss.axis);
            const double bottom = top - dot(hole.axis, boss.axis) * to_mm(hole.depth);
            return std::max(top, bottom) > -0.1 * to_mm(boss.depth) &&
                   std::min(top, bottom) < -0.1 * to_mm(boss.depth);
        });
    }

    /// The step of a turned part: its foot ends in a larger cylinder of the same axis.
    [[nodiscard]] bool is_shoulder(const Band& band, std::uint32_t foot) const {
        for (const FaceLink& link : scene_.graph.links[foot]) {
            const std::uint32_t other = scene_.band_of_patch[link.other];
            if (other == FeatureScene::kNone) continue;
            const Band& outer = scene_.bands[other];
            if (outer.line == band.line && !outer.concave &&
                outer.radius_max_mm() > band.radius_low_mm * 1.001) {
                return true;
            }
        }
        return false;
    }

    const FeatureScene& scene_;
    std::span<const Feature> holes_;
};

/// A wall that stands up: two plane flanks back to back under one narrow top.
class RibFinder {
public:
    explicit RibFinder(const FeatureScene& scene) : scene_{scene} {}

    std::vector<Feature> run() const {
        std::vector<Feature> ribs;
        for (std::uint32_t top = 0; top < scene_.patches.faces.size(); ++top) {
            if (scene_.patches.faces[top].kind != geom::SurfaceKind::Plane) continue;
            if (auto rib = rib_under(top)) ribs.push_back(std::move(*rib));
        }
        return ribs;
    }

private:
    struct Flank {
        std::uint32_t face = 0;
        double length_mm = 0.0;  ///< of its upper edge
        Vec3 middle;
        Vec3 along;
    };

    /// Faces that fall away from the top over a convex edge, straight or over a rounding.
    [[nodiscard]] std::vector<Flank> flanks_of(std::uint32_t top) const {
        std::vector<Flank> flanks;
        const Vec3 up = scene_.patches.faces[top].axis;
        const auto add = [&](const FaceLink& link, double convexity) {
            const geom::Face& face = scene_.patches.faces[link.other];
            const geom::Edge& edge = scene_.patches.edges[link.edge];
            if (face.kind != geom::SurfaceKind::Plane || edge.kind != geom::CurveKind::Line ||
                std::abs(dot(face.axis, up)) > 0.1 || convexity < 0.0) {
                return;
            }
            flanks.push_back(
                {link.other, edge.length_mm, edge.middle, normalized(edge.end - edge.start)});
        };
        for (const FaceLink& link : scene_.graph.links[top]) {
            if (link.dihedral_rad > 30.0 * kDegree) add(link, link.dihedral_rad);
            const geom::Face& face = scene_.patches.faces[link.other];
            const bool rounding = face.kind == geom::SurfaceKind::Cylinder && !face.concave &&
                                  std::abs(link.dihedral_rad) < kSmoothAngle;
            if (!rounding) continue;
            for (const FaceLink& beyond : scene_.graph.links[link.other])
                if (beyond.other != top && std::abs(beyond.dihedral_rad) < kSmoothAngle)
                    add(beyond, 1.0);
        }
        return flanks;
    }

    /// Level of the floor beside a flank, along `up`. It must run along the rib.
    [[nodiscard]] std::optional<Foot> foot_of(const Flank& flank, Vec3 up) const {
        for (const FaceLink& link : scene_.graph.links[flank.face]) {
            const geom::Edge& edge = scene_.patches.edges[link.edge];
            if (edge.length_mm < 0.5 * flank.length_mm ||
                std::abs(dot(normalized(edge.end - edge.start), flank.along)) < 0.99) {
                continue;
            }
            const geom::Face& face = scene_.patches.faces[link.other];
            const bool plane = face.kind == geom::SurfaceKind::Plane && dot(face.axis, up) > 0.99;
            if (plane && link.dihedral_rad < -kConcave)
                return Foot{link.other, dot(face.origin, up), {}};
            if (face.kind != geom::SurfaceKind::Cylinder || !face.concave ||
                std::abs(link.dihedral_rad) > kSmoothAngle) {
                continue;
            }
            for (const FaceLink& beyond : scene_.graph.links[link.other]) {
                const geom::Face& far = scene_.patches.faces[beyond.other];
                if (far.kind == geom::SurfaceKind::Plane && dot(far.axis, up) > 0.99 &&
                    std::abs(beyond.dihedral_rad) < kSmoothAngle) {
                    return Foot{beyond.other, dot(far.origin, up), {link.other}};
                }
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Feature> rib_under(std::uint32_t top) const {
        const Vec3 up = scene_.patches.faces[top].axis;
        const std::vector<Flank> flanks = flanks_of(top);
        for (std::size_t i = 0; i < flanks.size(); ++i) {
            for (std::size_t j = i + 1; j < flanks.size(); ++j) {
                if (auto rib = rib_between(top, up, flanks[i], flanks[j])) return rib;
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Feature> rib_between(std::uint32_t top, Vec3 up, const Flank& a,
                                                     const Flank& b) const {
        constexpr double kSlender = 1.5;  // height against thickness
        constexpr double kLong = 2.0;     // length against thickness
        const geom::Face& one = scene_.patches.faces[a.face];
        const geom::Face& two = scene_.patches.faces[b.face];
        if (dot(one.axis, two.axis) > -0.99) return std::nullopt;
        const double level = dot(scene_.patches.faces[top].origin, up);
        // Measured half way up, so that draft counts by its mean.
        const double thickness = std::abs(dot(b.middle - a.middle, one.axis));
        const double length = std::min(a.length_mm, b.length_mm);
        if (!(thickness > scene_.surface.grain_mm) || length < kLong * thickness)
            return std::nullopt;
        if (dot(b.middle - a.middle, one.axis) > 0.0) return std::nullopt;  // a gap, no wall
        const auto foot_a = foot_of(a, up);
        const auto foot_b = foot_of(b, up);
        if (!foot_a || !foot_b) return std::nullopt;
        const double height = level - std::max(foot_a->level_mm, foot_b->level_mm);
        if (height < kSlender * thickness) return std::nullopt;
        // A flank is the side of this wall and nothing more.
        if (std::max(one.area_mm2, two.area_mm2) > 2.0 * length * height) return std::nullopt;
        Feature rib;
        rib.kind = FeatureKind::Rib;
        rib.name = "Rib";
        rib.axis = up;
        rib.origin = (a.middle + b.middle) / 2.0;
        rib.depth = from_mm(height);
        rib.width = from_mm(thickness);
        rib.length = from_mm(length);
        rib.entry_faces = {foot_a->face};
        if (foot_b->face != foot_a->face) rib.entry_faces.push_back(foot_b->face);
        std::sort(rib.entry_faces.begin(), rib.entry_faces.end());
        rib.place.faces = {top, a.face, b.face};
        std::sort(rib.place.faces.begin(), rib.place.faces.end());
        rib.place.points = {rib.origin - up * (height / 2.0)};
        rib.confidence = 0.9;
        return rib;
    }

    const FeatureScene& scene_;
};

}  // namespace

std::vector<Feature> find_bosses(const FeatureScene& scene, std::span<const Feature> holes) {
    return BossFinder{scene, holes}.run();
}

std::vector<Feature> find_ribs(const FeatureScene& scene) { return RibFinder{scene}.run(); }

}  // namespace millrace::facts
