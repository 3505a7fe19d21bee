#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>

#include "measure.h"
#include "millrace/geom/convex_hull.h"
#include "millrace/geom/ray_scene.h"
#include "sentences.h"

namespace millrace::dfm {

namespace {

using geom::Vec3;

constexpr double kRayOffset_mm = 1e-3;

facts::Place place_of(const facts::Hole& hole) { return {hole.faces, {hole.centre}}; }

Text described(const facts::Hole& hole) {
    return say(
        "dfm.hole", "⌀{diameter} × {depth}",
        {{"diameter", amount(to_mm(hole.diameter))}, {"depth", amount(to_mm(hole.depth), "mm")}});
}

template <class Value>
Measured each_hole(const Subject& subject, Value value) {
    Measured measured;
    for (const facts::Hole& hole : subject.facts.holes) {
        if (const std::optional<double> v = value(hole)) {
            measured.readings.push_back(
                {*v, place_of(hole), described(hole), to_mm(hole.diameter)});
        }
    }
    return measured;
}

// Material beside a hole in a direction across it; nothing where the hole is open to that side.
std::optional<double> material(const geom::RayScene& scene, Vec3 middle, Vec3 out, double radius) {
    // The first surface on the way out is the hole's own wall, facets and all.
    const auto own = scene.first_hit(middle, out, 0.0);
    if (!own || own->distance_mm > 1.1 * radius) return std::nullopt;
    const Vec3 inside = middle + out * (own->distance_mm + kRayOffset_mm);
    const auto hit = scene.first_hit(inside, out, kRayOffset_mm);
    return hit ? hit->distance_mm : std::numeric_limits<double>::infinity();
}

// Least material beside a hole, at three depths: where it is least between two neighbouring
// directions, and closer around there. Where a hole opens to a side the material beside the opening
// runs out in an edge, which is no wall.
std::optional<double> wall_beside(const geom::RayScene& scene, const facts::Hole& hole) {
    constexpr std::size_t kAround = 32;
    constexpr int kCloser = 4;  // to each side
    constexpr double kStep = 2.0 * std::numbers::pi / kAround;
    const std::array<Vec3, 2> across = geom::perpendicular_frame(hole.axis);
    double least = std::numeric_limits<double>::infinity();
    for (const double share : {-0.3, 0.0, 0.3}) {
        const Vec3 middle = hole.centre + hole.axis * (share * to_mm(hole.depth));
        const auto material_at = [&](double angle) {
            return material(scene, middle,
                            across[0] * std::cos(angle) + across[1] * std::sin(angle),
                            to_mm(hole.diameter) / 2.0);
        };
        std::array<std::optional<double>, kAround> around;
        for (std::size_t i = 0; i < kAround; ++i) {
            around[i] = material_at(kStep * static_cast<double>(i));
        }
        for (std::size_t i = 0; i < kAround; ++i) {
            const auto& now = around[i];
            const auto& before = around[(i + kAround - 1) % kAround];
            const auto& after = around[(i + 1) % kAround];
            if (!now || !before || !after || *now > *before || *now > *after) continue;
            if (!(*now < 1.1 * least)) continue;
            for (int k = -kCloser; k <= kCloser; ++k) {
                const double angle = kStep * (static_cast<double>(i) + 0.9 * k / kCloser);
                least = std::min(least, material_at(angle).value_or(*now));
            }
        }
    }
    return std::isfinite(least) ? std::optional{least} : std::nullopt;
}

}  // namespace

Measured hole_diameter(const Subject& subject) {
    return each_hole(subject, [](const facts::Hole& hole) -> std::optional<double> {
        return to_mm(hole.diameter);
    });
}

Measured hole_slenderness(const Subject& subject) {
    return each_hole(subject, [](const facts::Hole& hole) -> std::optional<double> {
        return to_mm(hole.diameter) > 0.0 ? std::optional{hole.depth / hole.diameter}
                                          : std::nullopt;
    });
}

Measured flat_bottoms(const Subject& subject) {
    return each_hole(subject, [](const facts::Hole& hole) -> std::optional<double> {
        return hole.flat_bottom && !hole.through ? 1.0 : 0.0;
    });
}

// The angle is measured against every flat face that the rim of the hole shares.
Measured hole_entry_angle(const Subject& subject) {
    const geom::BoundaryModel& model = subject.model;
    if (model.edges.empty() && !subject.facts.holes.empty()) {
        return missing(say("dfm.no_hole_faces", "the faces around holes are not known in a mesh"));
    }
    std::vector<std::optional<std::size_t>> hole_of_face(model.faces.size());
    for (std::size_t i = 0; i < subject.facts.holes.size(); ++i) {
        for (const std::uint32_t face : subject.facts.holes[i].faces) {
            if (face < hole_of_face.size()) hole_of_face[face] = i;
        }
    }
    std::vector<double> worst(subject.facts.holes.size(), 0.0);
    for (const geom::Edge& edge : model.edges) {
        if (!edge.left_face || !edge.right_face) continue;
        for (const auto& [inner, outer] : {std::pair{*edge.left_face, *edge.right_face},
                                           std::pair{*edge.right_face, *edge.left_face}}) {
            if (inner >= hole_of_face.size() || outer >= model.faces.size()) continue;
            // An outer edge is a rim that the drill meets; an inner one is the bottom.
            if (!hole_of_face[inner] || edge.dihedral_rad <= 0.0) continue;
            if (model.faces[outer].kind != geom::SurfaceKind::Plane) continue;
            const std::size_t hole = *hole_of_face[inner];
            const double cosine =
                std::abs(dot(subject.facts.holes[hole].axis, model.faces[outer].normal));
            const double degrees = to_deg(from_rad(std::acos(std::min(1.0, cosine))));
            // A keyway along the hole is not a face that a drill enters through.
            if (degrees < 85.0) worst[hole] = std::max(worst[hole], degrees);
        }
    }
    Measured measured;
    for (std::size_t i = 0; i < worst.size(); ++i) {
        const facts::Hole& hole = subject.facts.holes[i];
        measured.readings.push_back({worst[i], place_of(hole), described(hole)});
    }
    return measured;
}

Measured hole_edge_wall(const Subject& subject) {
    Measured measured;
    if (subject.facts.holes.empty()) return measured;
    if (subject.model.mesh.triangles.empty())
        return missing(say("dfm.no_triangles", "the part has no triangles"));
    const geom::RayScene scene{subject.model.mesh};
    for (const facts::Hole& hole : subject.facts.holes) {
        const auto wall = wall_beside(scene, hole);
        // Only a wall thinner than half the hole is a matter of breaking out.
        if (wall && *wall < 0.5 * to_mm(hole.diameter)) {
            measured.readings.push_back({*wall, place_of(hole), described(hole)});
        }
    }
    return measured;
}

}  // namespace millrace::dfm
