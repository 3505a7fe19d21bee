// Halves of the triangles and the line where they meet.
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "halves.h"

namespace millrace::facts::moulding {
namespace {

using geom::Vec3;

// Chains shorter than this share of the part come from the noise of nearly vertical facets.
constexpr double kChainMin = 0.01;
// A step of the level counts when it is higher than this share of the part.
constexpr double kStepMin = 1e-3;

/// What is known before neighbours are asked: +1, -1, or 0 for walls that both halves leave and for
/// undercuts.
std::vector<std::int8_t> own_halves(const Surface& surface, const EscapeMap& map) {
    std::vector<std::int8_t> halves(surface.mesh.triangles.size(), 0);
    for (std::uint32_t t = 0; t < halves.size(); ++t) {
        double plus = 0.0;
        double minus = 0.0;
        double none = 0.0;
        double all = 0.0;
        for (std::uint32_t i = map.first[t]; i < map.first[t + 1]; ++i) {
            const double area = map.pieces[i].piece.area_mm2;
            const std::uint8_t h = map.pieces[i].halves;
            all += area;
            if (h == 0) none += area;
            if (h == kPlus) plus += area;
            if (h == kMinus) minus += area;
        }
        if (none > 0.5 * all || !(all > 0.0)) continue;
        const double share = dot(surface.scene.normal(t), map.pull);
        if (std::abs(share) > kParallel) {
            halves[t] = share > 0.0 ? 1 : -1;
        } else if (plus > minus && plus > 0.1 * all) {
            halves[t] = 1;
        } else if (minus > 0.1 * all) {
            halves[t] = -1;
        }
    }
    return halves;
}

/// The line that would run along one side of a connected free area.
struct Border {
    double low_mm = 1e300;
    double high_mm = -1e300;
    double length_mm = 0.0;

    void add(const Surface& surface, const SharedEdge& edge, Vec3 pull) {
        const Vec3 a = surface.mesh.vertices[edge.a];
        const Vec3 b = surface.mesh.vertices[edge.b];
        length_mm += length(b - a);
        low_mm = std::min({low_mm, dot(a, pull), dot(b, pull)});
        high_mm = std::max({high_mm, dot(a, pull), dot(b, pull)});
    }
    [[nodiscard]] bool empty() const { return length_mm == 0.0; }
    [[nodiscard]] double step_mm() const { return empty() ? 0.0 : high_mm - low_mm; }
};

/// True when the line along `a` is to be preferred.
bool flatter(const Border& a, const Border& b, double slack_mm) {
    if (std::abs(a.step_mm() - b.step_mm()) > slack_mm) return a.step_mm() < b.step_mm();
    return a.length_mm <= b.length_mm * (1.0 + 1e-6);
}

/// Chains of directed edges, each edge used once.
std::vector<std::vector<std::uint32_t>> closed_chains(
    const std::vector<std::pair<std::uint32_t, std::uint32_t>>& edges) {
    std::multimap<std::uint32_t, std::size_t> from;
    for (std::size_t i = 0; i < edges.size(); ++i) from.emplace(edges[i].first, i);
    std::vector<bool> used(edges.size(), false);
    std::vector<std::vector<std::uint32_t>> chains;
    for (std::size_t i = 0; i < edges.size(); ++i) {
        if (used[i]) continue;
        std::vector<std::uint32_t> path{edges[i].first};
        std::map<std::uint32_t, std::size_t> at{{edges[i].first, 0}};
        std::uint32_t here = edges[i].first;
        while (true) {
            const auto range = from.equal_range(here);
            auto next = range.first;
            while (next != range.second && used[next->second]) ++next;
            if (next == range.second) break;  // an open shell: what is left is no closed chain
            used[next->second] = true;
            here = edges[next->second].second;
            const auto seen = at.find(here);
            if (seen == at.end()) {
                at.emplace(here, path.size());
                path.push_back(here);
                continue;
            }
            // Back at a vertex of the path: what lies between is a closed chain of its own.
            const std::size_t begin = seen->second;
            chains.emplace_back(path.begin() + static_cast<std::ptrdiff_t>(begin), path.end());
            for (std::size_t k = begin + 1; k < path.size(); ++k) at.erase(path[k]);
            path.resize(begin + 1);
        }
    }
    return chains;
}

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

}  // namespace

std::vector<std::int8_t> assign_halves(const Surface& surface,
                                       const std::vector<SharedEdge>& shared,
                                       const EscapeMap& map) {
    std::vector<std::int8_t> halves = own_halves(surface, map);
    std::vector<std::uint32_t> parent(halves.size());
    std::iota(parent.begin(), parent.end(), 0U);
    const auto root = [&](std::uint32_t i) {
        while (parent[i] != i) i = parent[i] = parent[parent[i]];
        return i;
    };
    for (const SharedEdge& edge : shared) {
        if (halves[edge.left] != 0 || halves[edge.right] != 0) continue;
        const std::uint32_t a = root(edge.left);
        const std::uint32_t b = root(edge.right);
        parent[std::max(a, b)] = std::min(a, b);
    }
    struct Choice {
        Border plus;   ///< along the part of the + half
        Border minus;  ///< along the part of the - half
    };
    std::map<std::uint32_t, Choice> choices;
    for (const SharedEdge& edge : shared) {
        for (const auto& [free, other] :
             {std::pair{edge.left, edge.right}, std::pair{edge.right, edge.left}}) {
            if (halves[free] != 0 || halves[other] == 0) continue;
            Choice& choice = choices[root(free)];
            (halves[other] > 0 ? choice.plus : choice.minus).add(surface, edge, map.pull);
        }
    }
    const double slack = kStepMin * surface.diagonal_mm;
    std::map<std::uint32_t, std::int8_t> decided;
    for (const auto& [component, choice] : choices) {
        // Made by the + half, the parting line runs along its neighbours of the - half.
        const bool plus = choice.minus.empty() ||
                          (!choice.plus.empty() && flatter(choice.minus, choice.plus, slack));
        decided[component] = plus ? 1 : -1;
    }
    for (std::uint32_t t = 0; t < halves.size(); ++t) {
        if (halves[t] != 0) continue;
        const auto found = decided.find(root(t));
        halves[t] = found != decided.end() ? found->second : std::int8_t{1};
    }
    return halves;
}

PartingLine find_parting_line(const Surface& surface, const std::vector<SharedEdge>& shared,
                              const std::vector<std::int8_t>& halves, Vec3 pull) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
    for (const SharedEdge& edge : shared) {
        if (halves[edge.left] == halves[edge.right]) continue;
        if (halves[edge.left] > 0) {
            edges.emplace_back(edge.a, edge.b);
        } else {
            edges.emplace_back(edge.b, edge.a);
        }
    }
    std::sort(edges.begin(), edges.end());
    PartingLine line;
    std::size_t outer = 0;
    double outer_area = -1.0;
    for (const auto& vertices : closed_chains(edges)) {
        std::vector<Vec3> chain;
        chain.reserve(vertices.size());
        for (const std::uint32_t v : vertices) chain.push_back(surface.mesh.vertices[v]);
        const double around = chain_length(chain);
        if (chain.size() < 3 || around < kChainMin * surface.diagonal_mm) continue;
        const double area = enclosed(chain, pull);
        if (area > outer_area) outer_area = area, outer = line.chains.size();
        line.length_mm += around;
        line.chains.push_back(without_straights(chain));
    }
    if (line.chains.empty()) return line;
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

}  // namespace millrace::facts::moulding
