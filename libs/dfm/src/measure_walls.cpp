#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "access_masks.h"
#include "measure.h"
#include "millrace/geom/ray_scene.h"
#include "sentences.h"
#include "thin_patches.h"

namespace millrace::dfm {

namespace {

using geom::Vec3;

constexpr double kRayOffset_mm = 1e-3;
constexpr double kConcave_rad = -0.3;    // clearly an inner edge
constexpr double kPerpendicular = 0.02;  // |cos| of two faces that stand on each other

double upper_limit(const catalog::DfmRule& rule) {
    return std::max(rule.warning.value_or(0.0), rule.critical.value_or(0.0));
}

std::uint32_t root_of(std::vector<std::uint32_t>& parent, std::uint32_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
}

}  // namespace

// Thin places as connected patches of the wall-thickness field.
Measured thin_patches(const Subject& subject, const VertexFilter& wanted) {
    const facts::WallThickness& wall = subject.facts.wall;
    const auto& mesh = subject.model.mesh;
    const double minimum = to_mm(wall.minimum);
    if (minimum <= 0.0) return missing(say("dfm.no_wall", "the wall thickness was not measured"));
    const double limit = upper_limit(subject.rule);
    facts::Place worst_place;
    if (wall.minimum_triangle < mesh.face_of_triangle.size()) {
        worst_place.faces = {mesh.face_of_triangle[wall.minimum_triangle]};
    }
    worst_place.points = {wall.minimum_at};
    if (wall.per_vertex_mm.size() != mesh.vertices.size() || minimum >= limit) {
        return single(minimum, worst_place);
    }
    // Values below the trusted minimum were rejected when the facts were measured.
    const auto thin = [&](std::uint32_t vertex) {
        const double t = wall.per_vertex_mm[vertex];
        return t < limit && t >= minimum - 1e-3 && (!wanted || wanted(vertex));
    };
    std::vector<std::uint32_t> parent(mesh.vertices.size());
    std::iota(parent.begin(), parent.end(), 0U);
    for (const auto& triangle : mesh.triangles) {
        for (std::size_t k = 0; k < 3; ++k) {
            const std::uint32_t a = triangle[k];
            const std::uint32_t b = triangle[(k + 1) % 3];
            if (!thin(a) || !thin(b)) continue;
            const std::uint32_t low = std::min(root_of(parent, a), root_of(parent, b));
            parent[root_of(parent, a)] = low;
            parent[root_of(parent, b)] = low;
        }
    }
    std::map<std::uint32_t, Reading> patches;
    for (std::uint32_t vertex = 0; vertex < mesh.vertices.size(); ++vertex) {
        if (!thin(vertex)) continue;
        const double t = wall.per_vertex_mm[vertex];
        const auto [patch, added] = patches.try_emplace(root_of(parent, vertex));
        if (!added && patch->second.value <= t) continue;
        patch->second.value = t;
        patch->second.place.points = {mesh.vertices[vertex]};
    }
    // A patch lies on the faces whose triangles have most thin corners: on all three, or, where it
    // is only a point or a line, on what touches it.
    std::map<std::uint32_t, int> corners_of_patch;
    for (std::size_t i = 0; i < mesh.triangles.size() && i < mesh.face_of_triangle.size(); ++i) {
        const auto& triangle = mesh.triangles[i];
        const auto first = std::find_if(triangle.begin(), triangle.end(), thin);
        if (first == triangle.end()) continue;
        const int corners = static_cast<int>(std::count_if(triangle.begin(), triangle.end(), thin));
        const std::uint32_t root = root_of(parent, *first);
        int& most = corners_of_patch[root];
        auto& faces = patches[root].place.faces;
        if (corners < most) continue;
        if (corners > most) faces.clear();
        most = corners;
        faces.push_back(mesh.face_of_triangle[i]);
    }
    Measured measured;
    for (auto& [root, patch] : patches) {
        auto& faces = patch.place.faces;
        std::sort(faces.begin(), faces.end());
        faces.erase(std::unique(faces.begin(), faces.end()), faces.end());
        measured.readings.push_back(std::move(patch));
    }
    // The minimum may lie inside a triangle whose corners are thicker.
    if (measured.readings.empty() && !wanted) return single(minimum, worst_place);
    return measured;
}

namespace {

// Middle of the largest triangle of a face: a point safely inside it.
struct Inside {
    Vec3 point;
    double area = -1.0;
};
std::vector<Inside> face_middles(const geom::TriangleMesh& mesh, std::size_t faces) {
    std::vector<Inside> inside(faces);
    for (std::size_t t = 0; t < mesh.face_of_triangle.size(); ++t) {
        const std::uint32_t face = mesh.face_of_triangle[t];
        if (face >= faces) continue;
        const double area = geom::length(area_normal(mesh, t));
        if (area <= inside[face].area) continue;
        inside[face] = {(mesh.corner(t, 0) + mesh.corner(t, 1) + mesh.corner(t, 2)) / 3.0, area};
    }
    return inside;
}

// Material under a flat face, straight through; nothing when the face has no triangles.
std::optional<double> thickness_under(const geom::RayScene& scene, const Inside& inside,
                                      Vec3 normal) {
    if (inside.area <= 0.0) return std::nullopt;
    const auto hit = scene.first_hit(inside.point - normal * kRayOffset_mm, -normal, kRayOffset_mm);
    if (!hit) return std::nullopt;
    return hit->distance_mm + kRayOffset_mm;
}

Measured floors(const Subject& subject) {
    Measured measured;
    if (subject.facts.pockets.empty()) return measured;
    if (!subject.facts.exact)
        return missing(
            say("dfm.no_floors", "floors of pockets have no faces of their own in a mesh"));
    std::vector<std::uint32_t> faces;
    for (const facts::Pocket& pocket : subject.facts.pockets) {
        for (const std::uint32_t face : pocket.place.faces) {
            if (face < subject.model.faces.size() &&
                dot(subject.model.faces[face].normal, pocket.direction) > 0.999) {
                faces.push_back(face);
            }
        }
    }
    if (faces.empty() || subject.model.mesh.triangles.empty()) return measured;
    const geom::RayScene scene{subject.model.mesh};
    const auto middles = face_middles(subject.model.mesh, subject.model.faces.size());
    for (const std::uint32_t face : faces) {
        const auto t = thickness_under(scene, middles[face], subject.model.faces[face].normal);
        if (t) measured.readings.push_back({*t, {{face}, {middles[face].point}}});
    }
    return measured;
}

bool stands_on(const geom::Face& wall, const geom::Face& floor) {
    return wall.kind == geom::SurfaceKind::Plane && floor.kind == geom::SurfaceKind::Plane &&
           std::abs(dot(wall.normal, floor.normal)) < kPerpendicular;
}

// How far a face reaches from an edge along the other face's normal.
double height_over(const geom::TriangleMesh& mesh, const std::vector<std::uint32_t>& triangles,
                   Vec3 foot, Vec3 up) {
    double height = 0.0;
    for (const std::uint32_t t : triangles) {
        for (int k = 0; k < 3; ++k) height = std::max(height, dot(mesh.corner(t, k) - foot, up));
    }
    return height;
}

}  // namespace

Measured thin_walls(const Subject& subject) { return thin_patches(subject, {}); }

Measured thin_walls_metal(const Subject& subject) {
    if (subject.context.material == nullptr)
        return missing(say("dfm.no_material", "no material was chosen"));
    return subject.context.material->metal ? thin_patches(subject, {}) : not_applicable();
}

Measured thin_walls_plastic(const Subject& subject) {
    if (subject.context.material == nullptr)
        return missing(say("dfm.no_material", "no material was chosen"));
    return subject.context.material->metal ? not_applicable() : thin_patches(subject, {});
}

Measured floors_metal(const Subject& subject) {
    if (subject.context.material == nullptr)
        return missing(say("dfm.no_material", "no material was chosen"));
    return subject.context.material->metal ? floors(subject) : not_applicable();
}

Measured floors_plastic(const Subject& subject) {
    if (subject.context.material == nullptr)
        return missing(say("dfm.no_material", "no material was chosen"));
    return subject.context.material->metal ? not_applicable() : floors(subject);
}

// Flat walls that stand on a flat floor along an inner edge: height over the material behind them.
Measured wall_slenderness(const Subject& subject) {
    const geom::BoundaryModel& model = subject.model;
    if (!subject.facts.exact || model.edges.empty()) {
        return missing(say("dfm.no_walls", "walls and their floors are not recognised in a mesh"));
    }
    struct Candidate {
        std::uint32_t wall;
        std::uint32_t floor;
        Vec3 foot;
    };
    std::vector<Candidate> candidates;
    for (const geom::Edge& edge : model.edges) {
        if (!edge.left_face || !edge.right_face || edge.dihedral_rad > kConcave_rad) continue;
        const std::uint32_t a = *edge.left_face;
        const std::uint32_t b = *edge.right_face;
        if (a >= model.faces.size() || b >= model.faces.size()) continue;
        if (!stands_on(model.faces[a], model.faces[b])) continue;
        candidates.push_back({a, b, edge.middle});
        candidates.push_back({b, a, edge.middle});
    }
    Measured measured;
    if (candidates.empty() || model.mesh.triangles.empty()) return measured;
    const geom::RayScene scene{model.mesh};
    const auto middles = face_middles(model.mesh, model.faces.size());
    std::vector<std::vector<std::uint32_t>> triangles(model.faces.size());
    for (std::uint32_t t = 0; t < model.mesh.face_of_triangle.size(); ++t) {
        const std::uint32_t face = model.mesh.face_of_triangle[t];
        if (face < triangles.size()) triangles[face].push_back(t);
    }
    // A face between two that look at each other is held on both sides: the floor of a box.
    const auto held_twice = [&](const Candidate& one) {
        return std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& other) {
            return other.wall == one.wall &&
                   dot(model.faces[other.floor].normal, model.faces[one.floor].normal) < -0.9;
        });
    };
    for (const Candidate& candidate : candidates) {
        if (held_twice(candidate)) continue;
        const Vec3 normal = model.faces[candidate.wall].normal;
        const auto t = thickness_under(scene, middles[candidate.wall], normal);
        if (!t || *t <= 0.0) continue;
        const double height = height_over(model.mesh, triangles[candidate.wall], candidate.foot,
                                          model.faces[candidate.floor].normal);
        measured.readings.push_back(
            {height / *t,
             {{candidate.wall}, {middles[candidate.wall].point}},
             say("dfm.wall", "{height} high and {thickness} thick",
                 {{"height", amount(height, "mm")}, {"thickness", amount(*t, "mm")}}),
             *t});
    }
    return measured;
}

}  // namespace millrace::dfm
