#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "millrace/cad/assembly.h"

namespace millrace::cad {
namespace {

/// What two bodies must have in common whatever their pose.
struct Signature {
    double volume_mm3 = 0.0;
    double area_mm2 = 0.0;
    double reach_mm = 0.0;  ///< farthest characteristic point from the centre of mass
    std::array<std::size_t, 9> faces{};
    std::size_t edges = 0;
    bool exact = false;
    /// Meshes: materials and colours belong to the part. Exact parts keep theirs on the instance.
    std::vector<std::pair<std::string, std::array<float, 3>>> looks;
    std::vector<geom::Vec3> points;
};

std::vector<geom::Vec3> characteristic_points(const geom::BoundaryModel& model) {
    std::vector<geom::Vec3> points;
    if (model.exact) {
        for (const geom::Edge& edge : model.edges)
            for (const geom::Vec3 p : {edge.start, edge.middle, edge.end}) points.push_back(p);
    } else {
        points = model.mesh.vertices;
    }
    std::sort(points.begin(), points.end(), [](geom::Vec3 a, geom::Vec3 b) {
        return std::array{a.x, a.y, a.z} < std::array{b.x, b.y, b.z};
    });
    points.erase(std::unique(points.begin(), points.end()), points.end());
    return points;
}

Signature signature_of(const geom::BoundaryModel& model) {
    Signature s;
    s.volume_mm3 = model.bodies[0].volume_mm3;
    s.area_mm2 = model.bodies[0].area_mm2;
    for (const geom::Face& face : model.faces) ++s.faces[static_cast<std::size_t>(face.kind)];
    s.edges = model.edges.size();
    s.exact = model.exact;
    s.points = characteristic_points(model);
    for (const geom::Face& face : model.faces) {
        if (model.exact) break;
        const geom::Colour c = face.colour.value_or(geom::Colour{-1.0F, -1.0F, -1.0F});
        s.looks.emplace_back(face.name, std::array{c.r, c.g, c.b});
    }
    std::sort(s.looks.begin(), s.looks.end());
    for (const geom::Vec3 p : s.points)
        s.reach_mm = std::max(s.reach_mm, geom::length(p - model.bodies[0].centre_of_mass));
    return s;
}

bool near(double a, double b, double share) {
    return std::abs(a - b) <= share * std::max(std::abs(a), std::abs(b));
}

/// The area of curved faces is that of their tessellation, which depends on the pose a little.
bool agree(const Signature& a, const Signature& b) {
    return a.exact == b.exact && a.looks == b.looks && a.edges == b.edges && a.faces == b.faces &&
           near(a.volume_mm3, b.volume_mm3, 1e-5) && near(a.area_mm2, b.area_mm2, 1e-3) &&
           near(a.reach_mm, b.reach_mm, 1e-5);
}

/// Points that coincide up to rounding are stored once or twice depending on the pose; congruence
/// compares sets, so near repeats go.
std::vector<geom::Vec3> without_repeats(const std::vector<geom::Vec3>& points, double tolerance) {
    geom::TriangleMesh cloud;
    cloud.vertices = points;
    return geom::welded(cloud, tolerance).vertices;
}

}  // namespace

std::vector<MirrorPair> merge_equal_parts(std::vector<geom::BoundaryModel>& parts,
                                          Assembly& assembly) {
    constexpr std::size_t kPointsMax = 20'000;  // beyond it comparing costs more than it tells
    std::vector<MirrorPair> mirrors;
    if (parts.size() < 2) return mirrors;
    std::vector<Signature> signatures;
    for (const geom::BoundaryModel& part : parts) signatures.push_back(signature_of(part));
    std::vector<std::uint32_t> same(parts.size());
    std::vector<geom::Placement> motion(parts.size());  // of the kept part onto this one
    for (std::uint32_t i = 0; i < parts.size(); ++i) {
        same[i] = i;
        const Signature& s = signatures[i];
        if (!parts[i].bodies[0].solid || s.points.size() > kPointsMax) continue;
        for (std::uint32_t j = 0; j < i && same[i] == i; ++j) {
            if (same[j] != j || !agree(signatures[j], s)) continue;
            const double tolerance = 1e-5 * s.reach_mm + 1e-6;
            const auto found = geom::congruence(without_repeats(signatures[j].points, tolerance),
                                                parts[j].bodies[0].centre_of_mass,
                                                without_repeats(s.points, tolerance),
                                                parts[i].bodies[0].centre_of_mass, 4.0 * tolerance);
            if (!found) continue;
            if (found->mirrored) {
                mirrors.push_back({j, i});
                continue;
            }
            same[i] = j;
            motion[i] = found->motion;
        }
    }
    std::vector<std::optional<geom::Colour>> colours;
    for (const geom::BoundaryModel& part : parts) colours.push_back(part.bodies[0].colour);
    std::vector<std::uint32_t> place(parts.size());
    std::vector<geom::BoundaryModel> kept;
    for (std::uint32_t i = 0; i < parts.size(); ++i) {
        if (same[i] == i) {
            place[i] = static_cast<std::uint32_t>(kept.size());
            kept.push_back(std::move(parts[i]));
        } else {
            place[i] = place[same[i]];
            kept[place[i]].quantity += parts[i].quantity;
        }
    }
    for (AssemblyNode& node : assembly.nodes) {
        if (!node.part) continue;
        const std::uint32_t old = *node.part;
        if (same[old] != old) {
            node.placement = node.placement.after(motion[old]);
            if (!node.colour) node.colour = colours[old];
        }
        node.part = place[old];
    }
    for (MirrorPair& pair : mirrors) pair = {place[pair.first], place[pair.second]};
    // A pair that was found through several equal parts counts once.
    const auto key = [](const MirrorPair& p) { return std::pair{p.first, p.second}; };
    std::sort(mirrors.begin(), mirrors.end(),
              [&](const MirrorPair& a, const MirrorPair& b) { return key(a) < key(b); });
    mirrors.erase(
        std::unique(mirrors.begin(), mirrors.end(),
                    [&](const MirrorPair& a, const MirrorPair& b) { return key(a) == key(b); }),
        mirrors.end());
    parts = std::move(kept);
    return mirrors;
}

}  // namespace millrace::cad
