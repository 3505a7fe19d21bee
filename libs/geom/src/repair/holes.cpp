// Holes are closed with the triangulation of least area over the corners of the hole (P. Liepa:
// Filling holes in meshes, SGP 2003, without its refinement), found by dynamic programming.
#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_set>

#include "surface.h"

namespace millrace::geom::mending {
namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

std::uint64_t edge_key(std::uint32_t a, std::uint32_t b) {
    const auto [low, high] = std::minmax(a, b);
    return (std::uint64_t{high} << 32U) | low;
}

class HoleCloser {
public:
    HoleCloser(Surface& surface, std::size_t edges_max) : surface_{surface}, edges_max_{edges_max} {
        for (std::uint32_t h = 0; h < surface.half_edges(); ++h)
            edges_.insert(edge_key(surface.from(h), surface.to(h)));
    }

    Step run() {
        RepairStep step{RepairKind::ClosedHoles, 0, 0.0};
        for (const auto& loop : loops()) {
            if (loop.size() < 3 || loop.size() > edges_max_) continue;
            Box box;
            for (const std::uint32_t h : loop) box.add(surface_.mesh.vertices[surface_.from(h)]);
            close(loop);
            ++step.count;
            step.amount_mm = std::max(step.amount_mm, box.diagonal());
        }
        if (step.count == 0) return std::nullopt;
        return step;
    }

private:
    using Loop = std::vector<std::uint32_t>;

    /// Cycles of open half-edges. At a vertex of several holes the walk may pass again: what lies
    /// between the two visits is a hole of its own.
    std::vector<Loop> loops() {
        std::vector<std::vector<std::uint32_t>> leaving(surface_.mesh.vertices.size());
        for (std::uint32_t h = 0; h < surface_.half_edges(); ++h)
            if (surface_.mate[h] == kNone) leaving[surface_.from(h)].push_back(h);
        for (auto& list : leaving) std::reverse(list.begin(), list.end());  // lowest is last
        std::vector<Loop> result;
        std::vector<std::uint32_t> place(surface_.mesh.vertices.size(), kNone);
        for (std::uint32_t start = 0; start < leaving.size(); ++start) {
            while (!leaving[start].empty()) {
                Loop path;
                std::uint32_t vertex = start;
                while (true) {
                    if (place[vertex] != kNone) {
                        const auto begin =
                            path.begin() + static_cast<std::ptrdiff_t>(place[vertex]);
                        Loop loop(begin, path.end());
                        for (const std::uint32_t h : loop) place[surface_.from(h)] = kNone;
                        path.erase(begin, path.end());
                        if (loop.size() == 2) {
                            surface_.mate[loop[0]] = loop[1];
                            surface_.mate[loop[1]] = loop[0];
                        } else {
                            result.push_back(std::move(loop));
                        }
                    }
                    if (leaving[vertex].empty()) break;
                    place[vertex] = static_cast<std::uint32_t>(path.size());
                    path.push_back(leaving[vertex].back());
                    leaving[vertex].pop_back();
                    vertex = surface_.to(path.back());
                }
                for (const std::uint32_t h : path) place[surface_.from(h)] = kNone;
            }
        }
        return result;
    }

    void close(const Loop& loop) {
        // The new triangles run against the half-edges of the hole.
        std::vector<std::uint32_t> corners;
        for (auto it = loop.rbegin(); it != loop.rend(); ++it) corners.push_back(surface_.to(*it));
        const std::vector<std::array<std::uint32_t, 3>> cover = least_area(corners);
        const std::uint32_t face = surface_.mesh.face_of_triangle.empty()
                                       ? 0
                                       : surface_.mesh.face_of_triangle[loop[0] / 3];
        std::vector<std::pair<std::uint64_t, std::uint32_t>> open;
        for (const std::uint32_t h : loop)
            open.emplace_back(edge_key(surface_.from(h), surface_.to(h)), h);
        for (const auto& triangle : cover) {
            const std::uint32_t base = surface_.half_edges();
            surface_.mesh.triangles.push_back(triangle);
            if (!surface_.mesh.face_of_triangle.empty())
                surface_.mesh.face_of_triangle.push_back(face);
            surface_.mate.insert(surface_.mate.end(), 3, kNone);
            for (std::uint32_t h = base; h < base + 3; ++h) {
                const std::uint64_t key = edge_key(surface_.from(h), surface_.to(h));
                const auto it = std::find_if(open.begin(), open.end(), [&](const auto& entry) {
                    return entry.first == key && surface_.from(entry.second) == surface_.to(h);
                });
                if (it == open.end()) {
                    open.emplace_back(key, h);
                    edges_.insert(key);
                } else {
                    surface_.mate[h] = it->second;
                    surface_.mate[it->second] = h;
                    open.erase(it);
                }
            }
        }
    }

    /// O(n³) time, O(n²) memory. Diagonals that are edges of the surface already are not used;
    /// when that leaves no triangulation, a fan around a new vertex always works.
    std::vector<std::array<std::uint32_t, 3>> least_area(
        const std::vector<std::uint32_t>& corners) {
        const std::size_t n = corners.size();
        const auto at = [&](std::size_t i) { return surface_.mesh.vertices[corners[i]]; };
        std::vector<double> cost(n * n, kNever);
        std::vector<std::uint32_t> apex(n * n, kNone);
        for (std::size_t i = 0; i + 1 < n; ++i) cost[i * n + i + 1] = 0.0;
        for (std::size_t span = 2; span < n; ++span) {
            for (std::size_t i = 0; i + span < n; ++i) {
                const std::size_t k = i + span;
                if (span + 1 < n && edges_.count(edge_key(corners[i], corners[k])) != 0) continue;
                for (std::size_t j = i + 1; j < k; ++j) {
                    const double before = cost[i * n + j] + cost[j * n + k];
                    if (!(before < cost[i * n + k])) continue;
                    const double sum = before + length(cross(at(j) - at(i), at(k) - at(i)));
                    if (sum >= cost[i * n + k]) continue;
                    cost[i * n + k] = sum;
                    apex[i * n + k] = static_cast<std::uint32_t>(j);
                }
            }
        }
        if (cost[n - 1] == kNever) return fan(corners);
        std::vector<std::array<std::uint32_t, 3>> result;
        std::vector<std::pair<std::size_t, std::size_t>> stack = {{0, n - 1}};
        while (!stack.empty()) {
            const auto [i, k] = stack.back();
            stack.pop_back();
            if (k - i < 2) continue;
            const std::size_t j = apex[i * n + k];
            result.push_back({corners[i], corners[j], corners[k]});
            stack.emplace_back(i, j);
            stack.emplace_back(j, k);
        }
        return result;
    }

    std::vector<std::array<std::uint32_t, 3>> fan(const std::vector<std::uint32_t>& corners) {
        Vec3 middle;
        for (const std::uint32_t v : corners) middle += surface_.mesh.vertices[v];
        const auto centre = static_cast<std::uint32_t>(surface_.mesh.vertices.size());
        surface_.mesh.vertices.push_back(middle / static_cast<double>(corners.size()));
        std::vector<std::array<std::uint32_t, 3>> result;
        for (std::size_t i = 0; i < corners.size(); ++i)
            result.push_back({corners[i], corners[(i + 1) % corners.size()], centre});
        return result;
    }

    Surface& surface_;
    std::size_t edges_max_;
    std::unordered_set<std::uint64_t> edges_;
};

}  // namespace

Step close_holes(Surface& surface, std::size_t edges_max) {
    return HoleCloser{surface, edges_max}.run();
}

}  // namespace millrace::geom::mending
