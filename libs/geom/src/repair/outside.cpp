// The outer surface of closed surfaces that overlap.
#include <tbb/parallel_for.h>

#include <algorithm>
#include <atomic>
#include <cmath>

#include "shells.h"

namespace millrace::geom::mending {
namespace {

// With more shells the mesh is a texture, and pairs of them are too many to look at.
constexpr std::size_t kShellsMax = 2'000;

// About ten seconds of one core. Only a mesh made for the purpose has so many triangles that meet.
constexpr std::size_t kWorkMax = 20'000'000;
// A triangle usually looks at fewer boxes of the others, which costs nothing to speak of.
constexpr std::size_t kFewLooks = 200;

// Relative to the diagonal, and to the coordinates: single precision keeps 6e-8 of these.
constexpr double kNearShare = 1e-6;
constexpr double kCoordinateShare = 4e-7;
// So far from the origin, single precision cannot tell the surfaces of the part apart.
constexpr double kCoarse = 1e-4;

bool apart(const Box& a, const Box& b, double gap_mm) {
    for (int axis = 0; axis < 3; ++axis) {
        if (a.max[axis] + gap_mm < b.min[axis] || b.max[axis] + gap_mm < a.min[axis]) return true;
    }
    return false;
}

bool holds(const Box& box, Vec3 p) {
    for (int axis = 0; axis < 3; ++axis)
        if (p[axis] < box.min[axis] || p[axis] > box.max[axis]) return false;
    return true;
}

/// Whether the plane of one triangle has all of the other one on the same side.
bool beside(const TriangleMesh& mesh, std::uint32_t plane_of, std::uint32_t other, double near_mm) {
    const Vec3 normal = normalized(area_normal(mesh, plane_of));
    const Vec3 origin = mesh.corner(plane_of, 0);
    double low = 1e300;
    double high = -1e300;
    for (int k = 0; k < 3; ++k) {
        const double height = dot(normal, mesh.corner(other, k) - origin);
        low = std::min(low, height);
        high = std::max(high, height);
    }
    return low > near_mm || high < -near_mm;
}

enum class State : std::uint8_t { Unknown, Outside, Hidden };

}  // namespace

Shells::Shells(const TriangleMesh& mesh, const Topology& topology)
    : shells(topology.components), shell_of_triangle{topology.component_of_triangle} {
    const Box box = bounding_box(mesh);
    double farthest = 0.0;
    for (int axis = 0; axis < 3; ++axis)
        farthest = std::max({farthest, std::abs(box.min[axis]), std::abs(box.max[axis])});
    diagonal_mm = box.diagonal();
    near_mm = std::max(kNearShare * diagonal_mm, kCoordinateShare * farthest);
    if (shells.size() < 2 || shells.size() > kShellsMax) return;
    if (near_mm > kCoarse * diagonal_mm) return;

    std::vector<double> volume(shells.size(), 0.0);
    const Vec3 centre = box.centre();
    for (std::uint32_t t = 0; t < mesh.triangles.size(); ++t) {
        Shell& shell = shells[shell_of_triangle[t]];
        shell.triangles.push_back(t);
        for (int k = 0; k < 3; ++k) shell.box.add(mesh.corner(t, k));
        volume[shell_of_triangle[t]] +=
            dot(mesh.corner(t, 0) - centre,
                cross(mesh.corner(t, 1) - centre, mesh.corner(t, 2) - centre));
    }
    for (std::uint32_t a = 0; a < shells.size(); ++a) {
        shells[a].is_void = volume[a] < 0.0;
        for (std::uint32_t b = 0; b < a; ++b) {
            if (apart(shells[a].box, shells[b].box, near_mm)) continue;
            shells[a].neighbours.push_back(b);
            shells[b].neighbours.push_back(a);
            any_meet = true;
        }
    }
    if (!any_meet) return;
    surface.mesh = mesh;
    surface.mesh.corner_normals.clear();
    connect(surface);
    tbb::parallel_for(std::size_t{0}, shells.size(), [&](std::size_t s) {
        Shell& shell = shells[s];
        if (shell.neighbours.empty()) return;
        TriangleMesh part;
        for (const std::uint32_t t : shell.triangles) {
            const auto first = static_cast<std::uint32_t>(part.vertices.size());
            for (int k = 0; k < 3; ++k) part.vertices.push_back(mesh.corner(t, k));
            part.triangles.push_back({first, first + 1, first + 2});
        }
        shell.tree.emplace(part);
        shell.winding.emplace(part);
    });
    for (const Shell& shell : shells) {
        if (!shell.is_void || shell.neighbours.empty()) continue;
        // A surface turned inwards that is in no other one's inside is no void, but a fault.
        const Vec3 point = mesh.corner(shell.triangles[0], 0);
        double around = 0.0;
        for (const std::uint32_t other : shell.neighbours)
            around += shells[other].winding->at(point);
        if (around < 0.5) any_meet = false;
    }
}

Box Shells::box_of(std::uint32_t triangle) const {
    Box box;
    for (int k = 0; k < 3; ++k) box.add(surface.mesh.corner(triangle, k));
    return box;
}

std::vector<std::uint32_t> Shells::meeting(std::uint32_t triangle, const Shell& shell,
                                           std::size_t& looks) const {
    std::vector<std::uint32_t> met;
    const Box box = box_of(triangle);
    std::vector<std::uint32_t> stack = {0};
    while (!stack.empty()) {
        const TriangleTree::Node& node = shell.tree->nodes[stack.back()];
        stack.pop_back();
        if (apart(node.box, box, near_mm)) continue;
        ++looks;
        if (node.left != 0) {
            stack.push_back(node.left);
            stack.push_back(node.left + 1);
            continue;
        }
        for (std::uint32_t i = node.begin; i < node.end; ++i) {
            const std::uint32_t other = shell.triangles[shell.tree->order[i]];
            if (apart(box_of(other), box, near_mm)) continue;
            if (beside(surface.mesh, triangle, other, near_mm)) continue;
            if (beside(surface.mesh, other, triangle, near_mm)) continue;
            met.push_back(other);
        }
    }
    return met;
}

namespace {

/// Regions of triangles that meet no other shell are outside or hidden as a whole.
void judge_regions(const Shells& all, std::vector<State>& states, const std::vector<char>& is_met) {
    const auto& mesh = all.surface.mesh;
    std::vector<std::vector<std::uint32_t>> regions;
    std::vector<char> seen = is_met;
    for (std::uint32_t seed = 0; seed < seen.size(); ++seed) {
        if (seen[seed] != 0) continue;
        if (all.shells[all.shell_of_triangle[seed]].neighbours.empty()) {
            states[seed] = State::Outside;
            continue;
        }
        seen[seed] = 1;
        std::vector<std::uint32_t> region = {seed};
        for (std::size_t i = 0; i < region.size(); ++i) {
            for (std::uint32_t h = 3 * region[i]; h < 3 * region[i] + 3; ++h) {
                const std::uint32_t other = all.surface.mate[h] / 3;
                if (all.surface.mate[h] == kNone || seen[other] != 0) continue;
                seen[other] = 1;
                region.push_back(other);
            }
        }
        regions.push_back(std::move(region));
    }
    tbb::parallel_for(std::size_t{0}, regions.size(), [&](std::size_t r) {
        const std::uint32_t largest =
            *std::max_element(regions[r].begin(), regions[r].end(), [&](auto a, auto b) {
                return length(area_normal(mesh, a)) < length(area_normal(mesh, b));
            });
        const Vec3 point =
            (mesh.corner(largest, 0) + mesh.corner(largest, 1) + mesh.corner(largest, 2)) / 3.0;
        const Shell& own = all.shells[all.shell_of_triangle[largest]];
        int around = own.is_void ? -1 : 0;
        for (const std::uint32_t n : own.neighbours) {
            const Shell& other = all.shells[n];
            if (!holds(other.box, point)) continue;
            around += static_cast<int>(std::lround(other.winding->at(point)));
        }
        const State state = around == 0 ? State::Outside : State::Hidden;
        for (const std::uint32_t t : regions[r]) states[t] = state;
    });
}

}  // namespace

std::optional<Outside> outside_of(const Shells& all, const CancelToken& cancel) {
    if (!all.any_meet) return std::nullopt;
    const auto& mesh = all.surface.mesh;
    const std::size_t n = mesh.triangles.size();
    std::vector<State> states(n, State::Unknown);
    std::vector<char> is_met(n, 0);
    std::vector<CutTriangle> cuts(n);
    std::atomic<std::size_t> work{0};
    tbb::parallel_for(std::size_t{0}, n, [&](std::size_t t) {
        if (cancel.cancelled() || work > kWorkMax) return;
        const auto triangle = static_cast<std::uint32_t>(t);
        const Box box = all.box_of(triangle);
        std::vector<std::uint32_t> met;
        std::size_t looks = 0;
        for (const std::uint32_t other : all.shells[all.shell_of_triangle[t]].neighbours) {
            if (apart(all.shells[other].box, box, all.near_mm)) continue;
            const auto some = all.meeting(triangle, all.shells[other], looks);
            met.insert(met.end(), some.begin(), some.end());
        }
        if (looks > kFewLooks) work += looks;
        if (met.empty()) return;
        is_met[t] = 1;
        cuts[t] = cut_by_others(all, triangle, met);
        work += cuts[t].work;
    });
    if (cancel.cancelled()) return std::nullopt;
    Outside result;
    if (work > kWorkMax) {
        result.given_up = true;
        return result;
    }
    judge_regions(all, states, is_met);

    TriangleMesh& out = result.mesh;
    const bool faces = mesh.face_of_triangle.size() == n;
    out.vertices = mesh.vertices;
    std::vector<bool> lost(all.shells.size(), false);
    double hidden_mm2 = 0.0;
    double total_mm2 = 0.0;
    for (std::size_t t = 0; t < n; ++t) {
        const double area = length(area_normal(mesh, t)) / 2.0;
        total_mm2 += area;
        if (is_met[t] != 0 ? cuts[t].whole : states[t] == State::Outside) {
            out.triangles.push_back(mesh.triangles[t]);
            if (faces) out.face_of_triangle.push_back(mesh.face_of_triangle[t]);
            continue;
        }
        double kept_mm2 = 0.0;
        for (const auto& piece : cuts[t].pieces) {
            const auto first = static_cast<std::uint32_t>(out.vertices.size());
            out.vertices.insert(out.vertices.end(), piece.begin(), piece.end());
            out.triangles.push_back({first, first + 1, first + 2});
            if (faces) out.face_of_triangle.push_back(mesh.face_of_triangle[t]);
            kept_mm2 += length(cross(piece[1] - piece[0], piece[2] - piece[0])) / 2.0;
        }
        hidden_mm2 += area - kept_mm2;
        if (area - kept_mm2 > 1e-6 * area) lost[all.shell_of_triangle[t]] = true;
    }
    if (hidden_mm2 <= kNearShare * total_mm2) return std::nullopt;
    result.near_mm = all.near_mm;
    result.shells = static_cast<std::size_t>(std::count(lost.begin(), lost.end(), true));
    return result;
}

}  // namespace millrace::geom::mending
