// Axes and bands: the common ground of holes and bosses.

#include <algorithm>
#include <cmath>
#include <numeric>

#include "../axis_sense.h"
#include "../measurements.h"
#include "exact_features.h"

namespace millrace::facts {
namespace {

using geom::Vec3;

/// A cylinder or cone face on its line.
struct Member {
    std::uint32_t patch = 0;
    std::uint32_t line = 0;
    bool cone = false;
    bool concave = false;
    double low = 0.0;
    double high = 0.0;
    double radius_low = 0.0;
    double radius_high = 0.0;
};

bool turned(const geom::Face& face) {
    return (face.kind == geom::SurfaceKind::Cylinder || face.kind == geom::SurfaceKind::Cone) &&
           face.axial_max_mm > face.axial_min_mm;
}

/// Distance below which two axes are one: file tolerances are 1e-3 to 1e-2 mm.
double line_tolerance(const Surface& surface) { return std::max(0.005, 10.0 * surface.grain_mm); }

/// Gives every turned face its line. Lines are compared only where a fixed linear key of both is
/// near, so the cost stays O(f log f) for parts with many different axes.
std::vector<std::uint32_t> number_lines(const Surface& surface, const Patches& patches,
                                        const std::vector<std::uint32_t>& faces,
                                        std::vector<AxisLine>& lines) {
    std::vector<AxisLine> own;
    std::vector<double> key;
    const Vec3 weight{0.5377, 0.3139, 0.7823};
    for (const std::uint32_t f : faces) {
        const geom::Face& face = patches.faces[f];
        const Vec3 d = with_positive_lead(normalized(face.axis));
        const Vec3 p = face.origin - d * dot(face.origin, d);
        own.push_back({p, d});
        key.push_back(dot(p, weight));
    }
    std::vector<std::size_t> order(faces.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return key[a] < key[b]; });
    const double tolerance = line_tolerance(surface);
    std::vector<std::uint32_t> line_of(faces.size(), FeatureScene::kNone);
    double largest_mm = 0.0;
    for (const std::uint32_t f : faces)
        largest_mm = std::max(largest_mm, patches.faces[f].radius_mm);
    // The nearest point of a tilted line moves with its distance from the origin.
    const double window = tolerance + 1e-3 * largest_mm + 1e-5 * surface.diagonal_mm;
    std::vector<std::size_t> place(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = i;
    // The first face of the file gives its line to those near it: keys depend on the pose.
    for (std::size_t a = 0; a < faces.size(); ++a) {
        if (line_of[a] != FeatureScene::kNone) continue;
        line_of[a] = static_cast<std::uint32_t>(lines.size());
        lines.push_back(own[a]);
        const auto take = [&](std::size_t b) {
            if (line_of[b] != FeatureScene::kNone) return;
            if (dot(own[a].direction, own[b].direction) < 0.99999) return;
            const Vec3 between = patches.faces[faces[b]].origin - own[a].origin;
            const Vec3 off = between - own[a].direction * dot(between, own[a].direction);
            if (length(off) <= tolerance + 1e-3 * patches.faces[faces[b]].radius_mm)
                line_of[b] = line_of[a];
        };
        for (std::size_t i = place[a]; i < order.size() && key[order[i]] <= key[a] + window; ++i)
            take(order[i]);
        for (std::size_t i = place[a]; i-- > 0 && key[order[i]] >= key[a] - window;) take(order[i]);
    }
    return line_of;
}

Member member_of(const Patches& patches, std::uint32_t patch, std::uint32_t line,
                 const AxisLine& on) {
    const geom::Face& face = patches.faces[patch];
    const double sense = dot(on.direction, face.axis) < 0.0 ? -1.0 : 1.0;
    const double base = dot(face.origin - on.origin, on.direction);
    const double growth =
        face.kind == geom::SurfaceKind::Cone ? std::tan(face.half_angle_rad) : 0.0;
    double a = base + sense * face.axial_min_mm;
    double b = base + sense * face.axial_max_mm;
    double ra = std::max(0.0, face.radius_mm + growth * face.axial_min_mm);
    double rb = std::max(0.0, face.radius_mm + growth * face.axial_max_mm);
    if (a > b) {
        std::swap(a, b);
        std::swap(ra, rb);
    }
    return {patch, line, face.kind == geom::SurfaceKind::Cone, face.concave, a, b, ra, rb};
}

bool same_surface(const Member& a, const Member& b) {
    if (a.line != b.line || a.cone != b.cone || a.concave != b.concave) return false;
    const double tolerance = 0.005 + 1e-3 * std::max(a.radius_low, a.radius_high);
    if (!a.cone) return std::abs(a.radius_low - b.radius_low) <= tolerance;
    // The line of one cone, continued, meets the other.
    const double slope = (a.radius_high - a.radius_low) / (a.high - a.low);
    return std::abs(a.radius_low + slope * (b.low - a.low) - b.radius_low) <= tolerance &&
           std::abs(a.radius_low + slope * (b.high - a.low) - b.radius_high) <= tolerance;
}

Band band_of(const std::vector<Member>& members) {
    Band band;
    const Member& first = members.front();
    band.line = first.line;
    band.cone = first.cone;
    band.concave = first.concave;
    band.low_mm = first.low;
    band.high_mm = first.high;
    band.radius_low_mm = first.radius_low;
    band.radius_high_mm = first.radius_high;
    for (const Member& member : members) {
        band.patches.push_back(member.patch);
        if (member.low < band.low_mm) {
            band.low_mm = member.low;
            band.radius_low_mm = member.radius_low;
        }
        if (member.high > band.high_mm) {
            band.high_mm = member.high;
            band.radius_high_mm = member.radius_high;
        }
    }
    std::sort(band.patches.begin(), band.patches.end());
    return band;
}

std::vector<Band> join_members(std::vector<Member> members, double grain_mm) {
    std::stable_sort(members.begin(), members.end(), [](const Member& a, const Member& b) {
        return a.line != b.line ? a.line < b.line : a.low < b.low;
    });
    std::vector<Band> bands;
    std::vector<bool> used(members.size(), false);
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (used[i]) continue;
        std::vector<Member> group{members[i]};
        double reach = members[i].high;
        for (std::size_t j = i + 1; j < members.size() && members[j].line == members[i].line; ++j) {
            if (used[j] || !same_surface(members[i], members[j])) continue;
            if (members[j].low > reach + 10.0 * grain_mm) break;
            used[j] = true;
            reach = std::max(reach, members[j].high);
            group.push_back(members[j]);
        }
        bands.push_back(band_of(group));
    }
    std::stable_sort(bands.begin(), bands.end(), [](const Band& a, const Band& b) {
        return a.line != b.line ? a.line < b.line : a.low_mm + a.high_mm < b.low_mm + b.high_mm;
    });
    return bands;
}

}  // namespace

double covered_angle(const geom::TriangleMesh& mesh, std::span<const std::uint32_t> triangles,
                     const AxisLine& line, double grain_mm) {
    const auto [u, v] = geom::perpendicular_frame(line.direction);
    std::vector<std::pair<double, double>> intervals;
    for (const std::uint32_t t : triangles) {
        double first = 0.0;
        double low = 0.0;
        double high = 0.0;
        bool any = false;
        for (int k = 0; k < 3; ++k) {
            const Vec3 p = mesh.corner(t, k) - line.origin;
            if (std::hypot(dot(p, u), dot(p, v)) <= grain_mm) continue;  // a tip
            double angle = std::atan2(dot(p, v), dot(p, u));
            if (!any) {
                first = low = high = angle;
                any = true;
                continue;
            }
            while (angle > first + kPi) angle -= 2.0 * kPi;
            while (angle < first - kPi) angle += 2.0 * kPi;
            low = std::min(low, angle);
            high = std::max(high, angle);
        }
        if (!any) continue;
        if (low < -kPi) {
            intervals.emplace_back(low + 2.0 * kPi, kPi);
            low = -kPi;
        }
        if (high > kPi) {
            intervals.emplace_back(-kPi, high - 2.0 * kPi);
            high = kPi;
        }
        intervals.emplace_back(low, high);
    }
    std::sort(intervals.begin(), intervals.end());
    double covered = 0.0;
    double reached = -kPi;
    for (const auto& [from, to] : intervals) {
        if (to <= reached) continue;
        covered += to - std::max(from, reached);
        reached = to;
    }
    return covered;
}

FaceGraph::FaceGraph(const Patches& patches) : links(patches.faces.size()) {
    for (std::uint32_t e = 0; e < patches.edges.size(); ++e) {
        const geom::Edge& edge = patches.edges[e];
        if (edge.seam || !edge.left_face || !edge.right_face ||
            *edge.left_face == *edge.right_face) {
            continue;
        }
        links[*edge.left_face].push_back({e, *edge.right_face, edge.dihedral_rad});
        links[*edge.right_face].push_back({e, *edge.left_face, edge.dihedral_rad});
    }
}

FeatureScene::FeatureScene(const Surface& given_surface, const Patches& given_patches)
    : surface{given_surface}, patches{given_patches}, graph{given_patches} {
    std::vector<std::uint32_t> faces;
    for (std::uint32_t f = 0; f < patches.faces.size(); ++f)
        if (turned(patches.faces[f]) && !patches.triangles[f].empty()) faces.push_back(f);
    const auto line_of = number_lines(surface, patches, faces, lines);
    std::vector<Member> members;
    for (std::size_t i = 0; i < faces.size(); ++i)
        members.push_back(member_of(patches, faces[i], line_of[i], lines[line_of[i]]));
    bands = join_members(std::move(members), surface.grain_mm);
    band_of_patch.assign(patches.faces.size(), kNone);
    for (std::uint32_t b = 0; b < bands.size(); ++b) {
        std::vector<std::uint32_t> triangles;
        for (const std::uint32_t patch : bands[b].patches) {
            band_of_patch[patch] = b;
            triangles.insert(triangles.end(), patches.triangles[patch].begin(),
                             patches.triangles[patch].end());
        }
        bands[b].cover_rad =
            covered_angle(surface.mesh, triangles, lines[bands[b].line], surface.grain_mm);
    }
}

}  // namespace millrace::facts
