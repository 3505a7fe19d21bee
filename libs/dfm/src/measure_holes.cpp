#include <algorithm>
#include <cmath>
#include <numbers>

#include "measure.h"
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

// Two unit vectors at right angles to `axis` and each other.
std::array<Vec3, 2> across(Vec3 axis) {
    const Vec3 helper = std::abs(axis.x) < 0.9 ? Vec3{1, 0, 0} : Vec3{0, 1, 0};
    const Vec3 u = geom::normalized(cross(axis, helper));
    return {u, cross(axis, u)};
}

// Least material beside a hole, at three depths in sixteen directions.
std::optional<double> wall_beside(const geom::RayScene& scene, const facts::Hole& hole) {
    constexpr int kDirections = 16;
    const auto [u, v] = across(hole.axis);
    const double radius = to_mm(hole.diameter) / 2.0;
    std::optional<double> least;
    for (const double share : {-0.3, 0.0, 0.3}) {
        const Vec3 middle = hole.centre + hole.axis * (share * to_mm(hole.depth));
        for (int i = 0; i < kDirections; ++i) {
            const double angle = 2.0 * std::numbers::pi * i / kDirections;
            const Vec3 out = u * std::cos(angle) + v * std::sin(angle);
            // The first surface on the way out is the hole's own wall, facets and all.
            const auto own = scene.first_hit(middle, out, 0.0);
            if (!own || own->distance_mm > 1.1 * radius) continue;
            const Vec3 inside = middle + out * (own->distance_mm + kRayOffset_mm);
            const auto hit = scene.first_hit(inside, out, kRayOffset_mm);
            if (hit && (!least || hit->distance_mm < *least)) least = hit->distance_mm;
        }
    }
    return least;
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
