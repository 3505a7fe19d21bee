// Pockets and slots: a plane floor between walls that face each other.

#include <algorithm>
#include <cmath>

#include "measurements.h"

namespace millrace::facts {
namespace {

using geom::Vec3;

// Walls nearer than this are the modelling slack between a pin and its bore, not a pocket that
// anybody could mean to cut; the gap field reports such places.
constexpr double kCrack_mm = 0.05;

struct Neighbour {
    std::uint32_t patch;
    double dihedral_rad;
};

/// For every patch the patches beyond its edges, each with the sharpest concave angle.
std::vector<std::vector<Neighbour>> neighbours_of(const Patches& patches) {
    std::vector<std::vector<Neighbour>> result(patches.faces.size());
    const auto note = [&](std::uint32_t from, std::uint32_t to, double dihedral) {
        for (Neighbour& known : result[from]) {
            if (known.patch != to) continue;
            known.dihedral_rad = std::min(known.dihedral_rad, dihedral);
            return;
        }
        result[from].push_back({to, dihedral});
    };
    for (const geom::Edge& edge : patches.edges) {
        if (!edge.left_face || !edge.right_face || *edge.left_face == *edge.right_face) continue;
        note(*edge.left_face, *edge.right_face, edge.dihedral_rad);
        note(*edge.right_face, *edge.left_face, edge.dihedral_rad);
    }
    return result;
}

bool is_floor_fillet(const geom::Face& face, Vec3 up) {
    if (!face.concave) return false;
    if (face.kind == geom::SurfaceKind::Torus) return true;
    return face.kind == geom::SurfaceKind::Cylinder && std::abs(dot(face.axis, up)) < 0.1;
}

/// Patches that rise from the floor, straight or over a fillet.
std::vector<std::uint32_t> walls_of(const Patches& patches,
                                    const std::vector<std::vector<Neighbour>>& neighbours,
                                    std::uint32_t floor, Vec3 up) {
    constexpr double kConcave = -30.0 * kPi / 180.0;
    constexpr double kSmooth = 5.0 * kPi / 180.0;
    std::vector<std::uint32_t> walls;
    for (const Neighbour& n : neighbours[floor]) {
        if (n.dihedral_rad < kConcave) {
            walls.push_back(n.patch);
        } else if (std::abs(n.dihedral_rad) < kSmooth &&
                   is_floor_fillet(patches.faces[n.patch], up)) {
            for (const Neighbour& beyond : neighbours[n.patch]) {
                if (beyond.patch != floor && std::abs(beyond.dihedral_rad) < kSmooth) {
                    walls.push_back(beyond.patch);
                }
            }
        }
    }
    std::sort(walls.begin(), walls.end());
    walls.erase(std::unique(walls.begin(), walls.end()), walls.end());
    return walls;
}

double top_of(const Surface& surface, const Patches& patches, std::uint32_t patch, Vec3 up) {
    double top = -1e300;
    for (const std::uint32_t t : patches.triangles[patch]) {
        for (int k = 0; k < 3; ++k) top = std::max(top, dot(surface.mesh.corner(t, k), up));
    }
    return top;
}

/// True when most of the floor is seen from above. The walls of a pocket would be floors of their
/// own otherwise.
bool open_above(const Surface& surface, const Patches& patches, std::uint32_t floor, Vec3 up) {
    double seen = 0.0;
    double all = 0.0;
    for (const std::uint32_t t : patches.triangles[floor]) {
        for (auto s = surface.first_sample[t]; s < surface.first_sample[t + 1]; ++s) {
            const Sample& sample = surface.samples[s];
            all += sample.area_mm2;
            if (surface.scene.occluded(sample.point, up, surface.grain_mm)) continue;
            seen += sample.area_mm2;
        }
    }
    return seen > 0.5 * all;
}

std::optional<Pocket> pocket_over(const Surface& surface, const Patches& patches,
                                  std::uint32_t floor, Vec3 up,
                                  const std::vector<std::uint32_t>& walls,
                                  const std::vector<bool>& in_a_hole) {
    const double level = dot(patches.faces[floor].origin, up);
    double width = 1e300;
    double depth = 0.0;
    std::vector<std::uint32_t> members{floor};
    Vec3 narrowest;
    std::vector<bool> opposite(walls.size(), false);
    std::vector<double> tops;
    for (const std::uint32_t wall : walls) {
        tops.push_back(top_of(surface, patches, wall, up) - level);
    }
    for (std::size_t w = 0; w < walls.size(); ++w) {
        const std::uint32_t wall = walls[w];
        if (in_a_hole[wall]) continue;
        for (const std::uint32_t t : patches.triangles[wall]) {
            const Vec3 normal = surface.scene.normal(t);
            if (std::abs(dot(normal, up)) > 0.2) continue;  // sloped sides leave room for tools
            for (auto s = surface.first_sample[t]; s < surface.first_sample[t + 1]; ++s) {
                const Sample& sample = surface.samples[s];
                if (dot(sample.point, up) - level <= surface.grain_mm) continue;
                const auto hit = surface.scene.first_hit(sample.point, normal, surface.grain_mm);
                if (!hit || hit->distance_mm < kCrack_mm) continue;
                const std::uint32_t other = patches.patch_of_triangle[hit->triangle];
                const auto place = std::lower_bound(walls.begin(), walls.end(), other);
                if (place == walls.end() || *place != other) continue;
                if (dot(surface.scene.normal(hit->triangle), normal) > -0.8) continue;
                const auto o = static_cast<std::size_t>(place - walls.begin());
                depth = std::max(depth, std::min(tops[w], tops[o]));
                opposite[w] = opposite[o] = true;
                if (hit->distance_mm >= width) continue;
                width = hit->distance_mm;
                narrowest = sample.point;
            }
        }
    }
    if (!(depth > surface.grain_mm)) return std::nullopt;
    for (std::size_t w = 0; w < walls.size(); ++w) {
        if (opposite[w]) members.push_back(walls[w]);
    }
    Pocket pocket;
    pocket.direction = up;
    pocket.depth = from_mm(depth);
    pocket.width = from_mm(width);
    pocket.place.faces = model_faces(patches, members);
    pocket.place.points = {narrowest};
    return pocket;
}

}  // namespace

std::vector<Pocket> find_pockets(const Surface& surface, const Patches& patches,
                                 std::span<const CylinderStack> stacks,
                                 std::span<const Feature> features) {
    const auto neighbours = neighbours_of(patches);
    std::vector<bool> in_a_hole(patches.faces.size(), false);
    for (const CylinderStack& stack : stacks) {
        if (!stack.concave || stack.sweep_rad < kFullSweep) continue;
        for (const std::uint32_t patch : stack.patches) in_a_hole[patch] = true;
    }
    // D-shaped and keyed holes have plane walls and are holes all the same.
    for (const Feature& feature : features) {
        if (!patches.exact || feature.kind != FeatureKind::Hole) continue;
        for (const std::uint32_t face : feature.place.faces) in_a_hole[face] = true;
    }
    std::vector<Pocket> pockets;
    for (std::uint32_t f = 0; f < patches.faces.size(); ++f) {
        if (patches.faces[f].kind != geom::SurfaceKind::Plane) continue;
        const Vec3 up = patches.faces[f].axis;
        const auto walls = walls_of(patches, neighbours, f, up);
        if (walls.size() < 2 || !open_above(surface, patches, f, up)) continue;
        if (auto pocket = pocket_over(surface, patches, f, up, walls, in_a_hole)) {
            pockets.push_back(std::move(*pocket));
        }
    }
    return pockets;
}

}  // namespace millrace::facts
