// Draft of every face for the half that makes it.
#include <algorithm>
#include <cmath>

#include "halves.h"

namespace millrace::facts::moulding {
namespace {

using geom::Vec3;

constexpr double kDegree = kPi / 180.0;
// A face counts as a wall when its mean draft is below this.
constexpr double kWallDraft_deg = 10.0;

/// Draft in degrees at a corner of a triangle that the half of sign `sense` makes. Exact normals
/// may pass the parting line within a triangle: there the draft is none.
double draft_at(Vec3 normal, Vec3 flat, Vec3 pull, double sense, bool undercut) {
    if (dot(normal, flat) < 0.5) normal = flat;
    const double share = std::clamp(dot(normal, pull), -1.0, 1.0);
    const double angle = std::asin(share) / kDegree;
    if (undercut) return -std::abs(angle);
    return std::max(0.0, sense * angle);
}

struct Sum {
    double min_deg = 90.0;
    double weighted = 0.0;
    double area_mm2 = 0.0;
    double core_mm2 = 0.0;
    double undercut_mm2 = 0.0;
    double low_mm = 1e300;
    double high_mm = -1e300;
    Vec3 at;
};

double undercut_share(const EscapeMap& map, std::uint32_t triangle) {
    double undercut = 0.0;
    double all = 0.0;
    for (std::uint32_t i = map.first[triangle]; i < map.first[triangle + 1]; ++i) {
        all += map.pieces[i].piece.area_mm2;
        undercut += map.pieces[i].piece.area_mm2 * (1.0 - map.pieces[i].released);
    }
    return all > 0.0 ? undercut / all : 0.0;
}

void add_triangle(const Surface& surface, const EscapeMap& map, const Halves& halves,
                  std::uint32_t t, Sum& sum) {
    const double area = surface.triangle_area_mm2[t];
    if (!(area > 0.0)) return;
    const Vec3 flat = surface.scene.normal(t);
    const double hidden = undercut_share(map, t);
    const double sense = halves.of_triangle[t];
    for (int k = 0; k < 3; ++k) {
        const Vec3 corner = surface.mesh.corner(t, k);
        const double draft = draft_at(surface.mesh.corner_normals[t][static_cast<std::size_t>(k)],
                                      flat, map.pull, sense, hidden > 0.5);
        if (draft < sum.min_deg) {
            sum.min_deg = draft;
            sum.at = surface.mesh.corner(t, 0) * 0.25 + surface.mesh.corner(t, 1) * 0.25 +
                     surface.mesh.corner(t, 2) * 0.25 + corner * 0.25;
        }
        sum.weighted += draft * area / 3.0;
        sum.low_mm = std::min(sum.low_mm, dot(corner, map.pull));
        sum.high_mm = std::max(sum.high_mm, dot(corner, map.pull));
    }
    sum.area_mm2 += area;
    sum.undercut_mm2 += area * hidden;
    if (sense < 0.0) sum.core_mm2 += area;
}

}  // namespace

Drafts measure_drafts(const Surface& surface, const Patches& patches,
                      const geom::BoundaryModel& model, const EscapeMap& map,
                      const Halves& halves) {
    Drafts drafts;
    std::vector<Sum> by_face(model.faces.size());
    for (std::size_t p = 0; p < patches.triangles.size(); ++p) {
        Sum sum;
        for (const std::uint32_t t : patches.triangles[p]) {
            add_triangle(surface, map, halves, t, sum);
            const bool named = !patches.exact && t < model.mesh.face_of_triangle.size() &&
                               model.mesh.face_of_triangle[t] < by_face.size();
            if (named) {
                add_triangle(surface, map, halves, t, by_face[model.mesh.face_of_triangle[t]]);
            }
        }
        if (patches.exact) by_face[p] = sum;  // patches are the faces
        if (!(sum.area_mm2 > 0.0) || sum.undercut_mm2 > 0.5 * sum.area_mm2) continue;
        const double mean = sum.weighted / sum.area_mm2;
        if (mean >= kWallDraft_deg) continue;
        MouldWall wall;
        wall.faces = patches.model_faces[p];
        wall.half = sum.core_mm2 > 0.5 * sum.area_mm2 ? MouldHalf::Core : MouldHalf::Cavity;
        wall.draft_min_deg = sum.min_deg;
        wall.draft_mean_deg = mean;
        wall.depth = from_mm(sum.high_mm - sum.low_mm);
        wall.area = from_mm2(sum.area_mm2);
        wall.at = sum.at;
        drafts.walls.push_back(std::move(wall));
    }
    std::stable_sort(
        drafts.walls.begin(), drafts.walls.end(),
        [](const MouldWall& a, const MouldWall& b) { return a.draft_min_deg < b.draft_min_deg; });
    for (const Sum& sum : by_face) {
        drafts.min_deg.push_back(static_cast<float>(sum.area_mm2 > 0.0 ? sum.min_deg : 0.0));
        drafts.mean_deg.push_back(
            static_cast<float>(sum.area_mm2 > 0.0 ? sum.weighted / sum.area_mm2 : 0.0));
    }
    return drafts;
}

}  // namespace millrace::facts::moulding
