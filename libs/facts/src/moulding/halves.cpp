// Which half makes which triangle, and which triangles the parting line cuts.
#include "halves.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace millrace::facts::moulding {
namespace {

using geom::Vec3;

// Lines whose heights differ by less than this share of the part are equally flat.
constexpr double kStepMin = 1e-3;

/// Area of a triangle by the halves that leave it.
struct Left {
    double plus = 0.0;
    double minus = 0.0;
    double none = 0.0;
    double all = 0.0;
};

Left left_of(const EscapeMap& map, std::uint32_t t) {
    Left left;
    for (std::uint32_t i = map.first[t]; i < map.first[t + 1]; ++i) {
        const double area = map.pieces[i].piece.area_mm2;
        const std::uint8_t halves = map.pieces[i].halves;
        left.all += area;
        if (halves == 0) left.none += area;
        if (halves == kPlus) left.plus += area;
        if (halves == kMinus) left.minus += area;
    }
    return left;
}

/// True when a half leaves the part of a cut triangle that looks its way, at the middle of it.
bool part_leaves(const TrueSurface& surface, const CutTriangle& cut, Vec3 pull, bool plus) {
    const geom::TriangleMesh& mesh = surface.facets().mesh;
    Vec3 sum;
    double count = 0.0;
    for (std::size_t k = 0; k < 3; ++k) {
        const std::size_t next = (k + 1) % 3;
        const Vec3 a = mesh.corner(cut.triangle, static_cast<int>(k));
        const Vec3 b = mesh.corner(cut.triangle, static_cast<int>(next));
        if (cut.plus(k) == plus) sum += a, count += 1.0;
        if (cut.plus(k) == cut.plus(next)) continue;
        sum += a + (b - a) * (cut.share[k] / (cut.share[k] - cut.share[next]));
        count += 1.0;
    }
    return surface.leaves(surface.spot(cut.triangle, sum / count), plus ? pull : -pull);
}

/// What is known before neighbours are asked: +1, -1, or 0 for walls that both halves leave and for
/// undercuts.
Halves own_halves(const TrueSurface& surface, const EscapeMap& map) {
    Halves halves;
    halves.of_triangle.assign(surface.facets().mesh.triangles.size(), 0);
    halves.cut_of_triangle.assign(halves.of_triangle.size(), Halves::kNoCut);
    for (std::uint32_t t = 0; t < halves.of_triangle.size(); ++t) {
        const Left left = left_of(map, t);
        if (left.none > 0.5 * left.all || !(left.all > 0.0)) continue;
        CutTriangle cut{t, {}};
        bool up = false;
        bool down = false;
        double sum = 0.0;
        for (std::size_t k = 0; k < 3; ++k) {
            const double share = dot(surface.corner_normal(t, k), map.pull);
            up = up || share > kParallel;
            down = down || share < -kParallel;
            cut.share[k] = std::abs(share) > kParallel ? share : 0.0;
            sum += share;
        }
        if (up || down) {
            halves.of_triangle[t] = sum > 0.0 ? 1 : -1;
            if (!up || !down) continue;
            // A half that cannot leave its part of the triangle does not make it.
            const bool plus = part_leaves(surface, cut, map.pull, true);
            const bool minus = part_leaves(surface, cut, map.pull, false);
            if (!plus || !minus) {
                halves.of_triangle[t] = plus ? 1 : minus ? -1 : 0;
                continue;
            }
            halves.cut_of_triangle[t] = static_cast<std::uint32_t>(halves.cuts.size());
            halves.cuts.push_back(cut);
        } else if (left.plus > left.minus && left.plus > 0.1 * left.all) {
            halves.of_triangle[t] = 1;
        } else if (left.minus > 0.1 * left.all) {
            halves.of_triangle[t] = -1;
        }
    }
    return halves;
}

/// Half of a triangle at one of its edges.
std::int8_t half_at(const Surface& surface, const Halves& halves, std::uint32_t t,
                    const SharedEdge& edge) {
    if (!halves.cut(t)) return halves.of_triangle[t];
    const CutTriangle& cut = halves.cuts[halves.cut_of_triangle[t]];
    double sum = 0.0;
    for (std::size_t k = 0; k < 3; ++k) {
        const std::uint32_t vertex = surface.mesh.triangles[t][k];
        if (vertex == edge.a || vertex == edge.b) sum += cut.share[k];
    }
    return sum >= 0.0 ? 1 : -1;
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

}  // namespace

Halves assign_halves(const TrueSurface& true_surface, const std::vector<SharedEdge>& shared,
                     const EscapeMap& map) {
    const Surface& surface = true_surface.facets();
    Halves result = own_halves(true_surface, map);
    std::vector<std::int8_t>& halves = result.of_triangle;
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
            const bool plus = half_at(surface, result, other, edge) > 0;
            (plus ? choice.plus : choice.minus).add(surface, edge, map.pull);
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
    result.free_area.assign(halves.size(), Halves::kDecided);
    for (std::uint32_t t = 0; t < halves.size(); ++t) {
        if (halves[t] != 0) continue;
        result.free_area[t] = root(t);
        const auto found = decided.find(root(t));
        halves[t] = found != decided.end() ? found->second : std::int8_t{1};
    }
    return result;
}

}  // namespace millrace::facts::moulding
