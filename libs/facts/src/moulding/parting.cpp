// The line where the halves meet: the border of what the + half makes.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <unordered_map>

#include "halves.h"
#include "millrace/geom/convex_hull.h"

namespace millrace::facts::moulding {
namespace {

using geom::Vec3;

// Chains shorter than this share of the part come from the noise of nearly vertical facets.
constexpr double kChainMin = 0.01;
// A step of the level counts when it is higher than this share of the part.
constexpr double kStepMin = 1e-3;
// Places on an edge nearer than this share of it are one.
constexpr double kSamePlace = 1e-6;

/// A piece of the border, with the + half on its left.
struct Segment {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    bool open = false;  ///< along an edge that only one triangle has
};

/// Part of an edge that the + half makes on one side, as shares of its length from `a` to `b`.
struct Interval {
    double from = 0.0;
    double to = 0.0;
    std::uint32_t from_node = 0;
    std::uint32_t to_node = 0;
};

class Border {
public:
    Border(const Surface& surface, const std::vector<SharedEdge>& shared, const Halves& halves)
        : surface_{surface}, halves_{halves}, nodes_of_cut_(halves.cuts.size()) {
        std::vector<std::uint8_t> seen(halves.of_triangle.size(), 0);  // a bit for each edge
        for (const SharedEdge& edge : shared) {
            const std::size_t l = edge_of(edge.left, edge.a);
            const std::size_t r = edge_of(edge.right, edge.b);
            seen[edge.left] |= static_cast<std::uint8_t>(1U << l);
            seen[edge.right] |= static_cast<std::uint8_t>(1U << r);
            if (halves.cut(edge.left) || halves.cut(edge.right)) {
                add_cut_edge(edge, l, r);
            } else if (halves.of_triangle[edge.left] != halves.of_triangle[edge.right]) {
                const bool left = halves.of_triangle[edge.left] > 0;
                segments_.push_back({left ? edge.a : edge.b, left ? edge.b : edge.a, false});
            }
        }
        add_unshared(seen);
        for (std::size_t c = 0; c < halves.cuts.size(); ++c) add_cut(c);
    }

    /// Closed chains: at a node that a path comes back to, what lies between is a chain of its own.
    [[nodiscard]] std::vector<std::vector<Vec3>> chains() {
        std::sort(segments_.begin(), segments_.end(), [](const Segment& x, const Segment& y) {
            return x.from != y.from ? x.from < y.from : x.to < y.to;
        });
        std::vector<std::vector<Vec3>> chains;
        std::vector<bool> used(segments_.size(), false);
        std::unordered_map<std::uint32_t, std::size_t> at;  // only looked up
        std::vector<std::size_t> path;
        for (std::size_t i = 0; i < segments_.size(); ++i) {
            if (used[i]) continue;
            path.clear();
            at.clear();
            std::size_t next = i;
            while (next < segments_.size()) {
                used[next] = true;
                at[segments_[next].from] = path.size();
                path.push_back(next);
                const std::uint32_t here = segments_[next].to;
                if (const auto found = at.find(here); found != at.end()) {
                    const std::size_t first = found->second;  // its entry is erased below
                    close(path, first, chains);
                    for (std::size_t k = first; k < path.size(); ++k) {
                        at.erase(segments_[path[k]].from);
                    }
                    path.resize(first);
                }
                next = unused_from(here, used);
            }
        }
        return chains;
    }

private:
    /// Index of the edge of `t` that starts at a vertex.
    [[nodiscard]] std::size_t edge_of(std::uint32_t t, std::uint32_t vertex) const {
        const auto& corners = surface_.mesh.triangles[t];
        return corners[0] == vertex ? 0 : corners[1] == vertex ? 1 : 2;
    }

    [[nodiscard]] Vec3 point(std::uint32_t node) const {
        const std::size_t vertices = surface_.mesh.vertices.size();
        return node < vertices ? surface_.mesh.vertices[node] : cut_points_[node - vertices];
    }

    /// The node at a share of the way from vertex `a` to vertex `b`.
    std::uint32_t node_at(std::uint32_t a, std::uint32_t b, double share) {
        if (share <= kSamePlace) return a;
        if (share >= 1.0 - kSamePlace) return b;
        const Vec3 from = surface_.mesh.vertices[a];
        cut_points_.push_back(from + (surface_.mesh.vertices[b] - from) * share);
        return static_cast<std::uint32_t>(surface_.mesh.vertices.size() + cut_points_.size() - 1);
    }

    /// Part of edge `k` of a triangle that the + half makes, along the edge as the triangle runs.
    /// A node of `known` at the same place is taken over.
    Interval interval(std::uint32_t t, std::size_t k, const Interval* known) {
        const std::uint32_t a = surface_.mesh.triangles[t][k];
        const std::uint32_t b = surface_.mesh.triangles[t][(k + 1) % 3];
        if (!halves_.cut(t)) {
            const bool plus = halves_.of_triangle[t] > 0;
            return {0.0, plus ? 1.0 : 0.0, a, plus ? b : a};
        }
        const std::uint32_t index = halves_.cut_of_triangle[t];
        const CutTriangle& cut = halves_.cuts[index];
        const bool plus_a = cut.plus(k);
        const bool plus_b = cut.plus((k + 1) % 3);
        if (plus_a == plus_b) return {0.0, plus_a ? 1.0 : 0.0, a, plus_a ? b : a};
        const double at = cut.share[k] / (cut.share[k] - cut.share[(k + 1) % 3]);
        std::uint32_t node = 0;
        // The neighbour runs along the edge the other way.
        if (known != nullptr && std::abs(1.0 - at - known->from) < kSamePlace) {
            node = known->from_node;
        } else if (known != nullptr && std::abs(1.0 - at - known->to) < kSamePlace) {
            node = known->to_node;
        } else {
            node = node_at(a, b, at);
        }
        nodes_of_cut_[index][k] = node;
        return plus_a ? Interval{0.0, at, a, node} : Interval{at, 1.0, node, b};
    }

    /// An edge of which at least one side is cut: where one side is made by the + half and the
    /// other is not, the border runs.
    void add_cut_edge(const SharedEdge& edge, std::size_t l, std::size_t r) {
        const Interval left = interval(edge.left, l, nullptr);
        const Interval other = interval(edge.right, r, &left);
        const Interval right{1.0 - other.to, 1.0 - other.from, other.to_node, other.from_node};
        struct Stop {
            double at;
            std::uint32_t node;
        };
        std::array<Stop, 6> stops{{{0.0, edge.a},
                                   {1.0, edge.b},
                                   {left.from, left.from_node},
                                   {left.to, left.to_node},
                                   {right.from, right.from_node},
                                   {right.to, right.to_node}}};
        std::sort(stops.begin(), stops.end(), [](const Stop& x, const Stop& y) {
            return x.at != y.at ? x.at < y.at : x.node < y.node;
        });
        for (std::size_t i = 0; i + 1 < stops.size(); ++i) {
            if (stops[i].node == stops[i + 1].node) continue;
            const double middle = (stops[i].at + stops[i + 1].at) / 2.0;
            const bool on_left = left.from <= middle && middle <= left.to && left.from < left.to;
            const bool on_right =
                right.from <= middle && middle <= right.to && right.from < right.to;
            if (on_left == on_right) continue;
            const std::uint32_t from = on_left ? stops[i].node : stops[i + 1].node;
            const std::uint32_t to = on_left ? stops[i + 1].node : stops[i].node;
            segments_.push_back({from, to, false});
        }
    }

    /// Edges of one triangle, or of more than two. Those that run both ways cancel.
    void add_unshared(const std::vector<std::uint8_t>& seen) {
        std::vector<Segment> rest;
        for (std::uint32_t t = 0; t < seen.size(); ++t) {
            if (seen[t] == 7) continue;
            for (std::size_t k = 0; k < 3; ++k) {
                if ((seen[t] >> k & 1U) != 0) continue;
                const Interval part = interval(t, k, nullptr);
                if (part.from < part.to && part.from_node != part.to_node) {
                    rest.push_back({part.from_node, part.to_node, true});
                }
            }
        }
        const auto key = [](const Segment& s) {
            return std::pair{std::min(s.from, s.to), std::max(s.from, s.to)};
        };
        std::sort(rest.begin(), rest.end(), [&](const Segment& x, const Segment& y) {
            return key(x) != key(y) ? key(x) < key(y) : x.from < y.from;
        });
        for (std::size_t begin = 0; begin < rest.size();) {
            std::size_t end = begin;
            int balance = 0;
            while (end < rest.size() && key(rest[end]) == key(rest[begin])) {
                balance += rest[end].from < rest[end].to ? 1 : -1;
                ++end;
            }
            const auto [low, high] = key(rest[begin]);
            for (int k = 0; k < std::abs(balance); ++k) {
                segments_.push_back(
                    {balance > 0 ? low : high, balance > 0 ? high : low, end - begin == 1});
            }
            begin = end;
        }
    }

    void add_cut(std::size_t index) {
        const CutTriangle& cut = halves_.cuts[index];
        std::uint32_t into = 0;  // where the triangle, run around, passes to the + half
        std::uint32_t out = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            const bool here = cut.plus(k);
            if (here == cut.plus((k + 1) % 3)) continue;
            (here ? out : into) = nodes_of_cut_[index][k];
        }
        if (into != out) segments_.push_back({out, into, false});
    }

    [[nodiscard]] std::size_t unused_from(std::uint32_t node, const std::vector<bool>& used) const {
        auto next = std::lower_bound(
            segments_.begin(), segments_.end(), node,
            [](const Segment& segment, std::uint32_t value) { return segment.from < value; });
        while (next != segments_.end() && next->from == node &&
               used[static_cast<std::size_t>(next - segments_.begin())]) {
            ++next;
        }
        if (next == segments_.end() || next->from != node) return segments_.size();
        return static_cast<std::size_t>(next - segments_.begin());
    }

    void close(const std::vector<std::size_t>& path, std::size_t begin,
               std::vector<std::vector<Vec3>>& chains) const {
        std::vector<Vec3> chain;
        bool open = true;  // a hole or a crack of the mesh, not where two halves meet
        for (std::size_t k = begin; k < path.size(); ++k) {
            chain.push_back(point(segments_[path[k]].from));
            open = open && segments_[path[k]].open;
        }
        if (!open) chains.push_back(std::move(chain));
    }

    const Surface& surface_;
    const Halves& halves_;
    std::vector<std::array<std::uint32_t, 3>> nodes_of_cut_;  ///< by edge of the triangle
    std::vector<Vec3> cut_points_;
    std::vector<Segment> segments_;
};

/// Without the points that lie on the line between their neighbours.
std::vector<Vec3> without_straights(const std::vector<Vec3>& chain) {
    std::vector<Vec3> kept;
    const std::size_t n = chain.size();
    for (std::size_t i = 0; i < n; ++i) {
        const Vec3 before = kept.empty() ? chain[(i + n - 1) % n] : kept.back();
        const Vec3 in = normalized(chain[i] - before);
        const Vec3 out = normalized(chain[(i + 1) % n] - chain[i]);
        if (dot(in, out) < 1.0 - 1e-9) kept.push_back(chain[i]);
    }
    return kept.size() >= 3 ? kept : chain;
}

double chain_length(const std::vector<Vec3>& chain) {
    double sum = 0.0;
    for (std::size_t i = 0; i < chain.size(); ++i) {
        sum += length(chain[(i + 1) % chain.size()] - chain[i]);
    }
    return sum;
}

/// Area enclosed in projection along the pull.
double enclosed(const std::vector<Vec3>& chain, Vec3 pull) {
    Vec3 sum;
    for (std::size_t i = 0; i < chain.size(); ++i) {
        sum += cross(chain[i] - chain[0], chain[(i + 1) % chain.size()] - chain[0]);
    }
    return std::abs(dot(sum, pull)) / 2.0;
}

/// Runs of segments steeper than 45° in one sense that together change the level.
std::uint32_t count_steps(const std::vector<Vec3>& chain, Vec3 pull, double step_min_mm) {
    const std::size_t n = chain.size();
    const auto steepness = [&](std::size_t i) {
        const Vec3 e = chain[(i + 1) % n] - chain[i % n];
        const double rise = dot(e, pull);
        if (std::abs(rise) <= 0.7071 * length(e)) return 0;
        return rise > 0.0 ? 1 : -1;
    };
    std::uint32_t steps = 0;
    double run = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
        const int steep = steepness(i);
        if (steep == 0 || (i > 0 && steep != steepness(i - 1))) run = 0.0;
        if (steep == 0) continue;
        const double before = run;
        run += std::abs(dot(chain[(i + 1) % n] - chain[i], pull));
        if (before <= step_min_mm && run > step_min_mm) ++steps;
    }
    return steps;
}

PartingLine line_between(const Surface& surface, const std::vector<SharedEdge>& shared,
                         const Halves& halves, Vec3 pull) {
    Border border{surface, shared, halves};
    PartingLine line;
    std::size_t outer = 0;
    double outer_area = -1.0;
    for (const std::vector<Vec3>& chain : border.chains()) {
        const double around = chain_length(chain);
        if (chain.size() < 3 || around < kChainMin * surface.diagonal_mm) continue;
        const double area = enclosed(chain, pull);
        if (area > outer_area) outer_area = area, outer = line.chains.size();
        line.length_mm += around;
        line.chains.push_back(without_straights(chain));
    }
    if (line.chains.empty()) return line;
    line.outer_mm2 = outer_area;
    std::rotate(line.chains.begin(), line.chains.begin() + static_cast<std::ptrdiff_t>(outer),
                line.chains.begin() + static_cast<std::ptrdiff_t>(outer) + 1);
    double low = 1e300;
    double high = -1e300;
    for (const Vec3 p : line.chains.front()) {
        low = std::min(low, dot(p, pull));
        high = std::max(high, dot(p, pull));
    }
    line.step_mm = high - low;
    if (line.step_mm <= kStepMin * surface.diagonal_mm) {
        line.step_mm = line.step_mm < surface.grain_mm ? 0.0 : line.step_mm;
        return line;
    }
    line.steps = count_steps(line.chains.front(), pull, kStepMin * surface.diagonal_mm);
    return line;
}

/// True when the outer chain reaches as far as the part to all sides.
bool encloses(const Surface& surface, const PartingLine& line, Vec3 pull) {
    constexpr int kSides = 8;  // and their opposites: 22.5° apart
    if (line.chains.empty()) return false;
    const auto [u, v] = geom::perpendicular_frame(pull);
    const auto range = [](const std::vector<Vec3>& points, Vec3 side) {
        std::pair<double, double> result{1e300, -1e300};
        for (const Vec3 p : points) {
            result.first = std::min(result.first, dot(p, side));
            result.second = std::max(result.second, dot(p, side));
        }
        return result;
    };
    const double slack = kStepMin * surface.diagonal_mm;
    for (int k = 0; k < kSides; ++k) {
        const double angle = kPi * k / kSides;
        const Vec3 side = u * std::cos(angle) + v * std::sin(angle);
        const auto part = range(surface.mesh.vertices, side);
        const auto chain = range(line.chains.front(), side);
        if (chain.first > part.first + slack || chain.second < part.second - slack) return false;
    }
    return true;
}

/// Free areas, largest first.
std::vector<std::uint32_t> areas_by_size(const Surface& surface, const Halves& halves) {
    std::map<std::uint32_t, double> size;
    for (std::size_t t = 0; t < halves.free_area.size(); ++t) {
        if (halves.free_area[t] == Halves::kDecided) continue;
        size[halves.free_area[t]] += surface.triangle_area_mm2[t];
    }
    std::vector<std::uint32_t> order;
    for (const auto& [area, mm2] : size) order.push_back(area);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return size[a] > size[b]; });
    return order;
}

void turn_over(Halves& halves, std::uint32_t area) {
    for (std::size_t t = 0; t < halves.free_area.size(); ++t) {
        if (halves.free_area[t] != area) continue;
        halves.of_triangle[t] = static_cast<std::int8_t>(-halves.of_triangle[t]);
    }
}

}  // namespace

PartingLine find_parting_line(const Surface& surface, const std::vector<SharedEdge>& shared,
                              Halves& halves, Vec3 pull) {
    constexpr std::size_t kTrialsMax = 12;
    PartingLine best = line_between(surface, shared, halves, pull);
    if (encloses(surface, best, pull)) return best;
    // An undercut between two towers that goes to the half below leaves a chain around each.
    std::vector<std::uint32_t> areas = areas_by_size(surface, halves);
    if (areas.size() > kTrialsMax) areas.resize(kTrialsMax);
    for (const std::uint32_t area : areas) {
        turn_over(halves, area);
        PartingLine trial = line_between(surface, shared, halves, pull);
        if (trial.outer_mm2 > best.outer_mm2 * (1.0 + 1e-6)) {
            best = std::move(trial);
            if (encloses(surface, best, pull)) break;
        } else {
            turn_over(halves, area);
        }
    }
    return best;
}

}  // namespace millrace::facts::moulding
