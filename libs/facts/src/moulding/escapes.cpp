// Escapes along the pull, refined where light and shadow meet (docs/algorithms/moulding.md).
#include "escapes.h"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>

namespace millrace::facts::moulding {
namespace {

using geom::Vec3;

// Pieces on large triangles that the surface starts with, about.
constexpr double kStartPieces = 2'500.0;
// Probes spent on borders between light and shadow.
constexpr std::size_t kRefineProbes = 60'000;
// Refining ends when what is undecided is below this share of the undercut, or of the surface.
constexpr double kUndecidedOfUndercut = 0.01;
constexpr double kUndecidedOfSurface = 2e-5;
// Corners are probed a little inside the piece, so that they do not lie on its neighbours.
constexpr double kInset = 0.06;

double longest_edge(const std::array<Vec3, 3>& c) {
    return std::max({length(c[1] - c[0]), length(c[2] - c[1]), length(c[0] - c[2])});
}

std::array<Piece, 2> halved(const Piece& piece) {
    std::size_t a = 0;
    double longest2 = -1.0;
    for (std::size_t k = 0; k < 3; ++k) {
        const Vec3 e = piece.corner[(k + 1) % 3] - piece.corner[k];
        if (dot(e, e) > longest2) longest2 = dot(e, e), a = k;
    }
    const std::size_t b = (a + 1) % 3;
    const Vec3 middle = (piece.corner[a] + piece.corner[b]) / 2.0;
    std::array<Piece, 2> two{piece, piece};
    two[0].corner[b] = two[1].corner[a] = middle;
    for (Piece& one : two) {
        one.area_mm2 = piece.area_mm2 / 2.0;
        one.longest_mm = longest_edge(one.corner);
    }
    return two;
}

/// What the probes of one piece say.
struct Look {
    int probes = 0;
    int released = 0;
    int plus = 0;
    int minus = 0;
    [[nodiscard]] bool undecided() const { return released != 0 && released != probes; }
};

Look look_at(const Surface& surface, const Piece& piece, Vec3 pull, double small_mm) {
    const Vec3 normal = surface.scene.normal(piece.triangle);
    const Vec3 middle = piece.middle();
    Look look;
    const auto probe = [&](Vec3 point) {
        const std::uint8_t halves = halves_off(surface, point, normal, pull);
        ++look.probes;
        look.released += halves != 0;
        look.plus += (halves & kPlus) != 0;
        look.minus += (halves & kMinus) != 0;
    };
    probe(middle);
    if (piece.longest_mm <= small_mm) return look;
    for (const Vec3 corner : piece.corner) probe(corner + (middle - corner) * kInset);
    return look;
}

Escape answer(const Piece& piece, const Look& look) {
    Escape escape;
    escape.piece = piece;
    escape.released = static_cast<double>(look.released) / look.probes;
    if (2 * look.plus >= look.probes) escape.halves |= kPlus;
    if (2 * look.minus >= look.probes) escape.halves |= kMinus;
    if (escape.undercut()) {
        escape.halves = 0;
    } else if (escape.halves == 0) {
        escape.halves = look.plus >= look.minus ? kPlus : kMinus;
    }
    return escape;
}

double surface_area(const Surface& surface) {
    double total = 0.0;
    for (const double area : surface.triangle_area_mm2) total += area;
    return total;
}

/// Longest edge of a start piece if the surface were cut evenly: pieces with edges up to e have
/// about 0.2 e² of area.
double even_edge(const Surface& surface) {
    return std::sqrt(surface_area(surface) / kStartPieces / 0.2);
}

/// The same, longer where slivers, which become rows of pieces, would make far more of them.
double edge_of_start(const Surface& surface) {
    double edge = even_edge(surface);
    while (edge < surface.diagonal_mm) {
        double extra = 0.0;
        for (std::size_t t = 0; t < surface.mesh.triangles.size(); ++t) {
            const double longest = longest_edge(
                {surface.mesh.corner(t, 0), surface.mesh.corner(t, 1), surface.mesh.corner(t, 2)});
            if (longest <= edge) continue;
            extra +=
                std::max(surface.triangle_area_mm2[t] / (0.2 * edge * edge), 2.0 * longest / edge);
        }
        if (extra <= 2.0 * kStartPieces) break;
        edge *= 1.3;
    }
    return edge;
}

void add_up(const Surface& surface, EscapeMap& map) {
    double plus_mm2 = 0.0;
    double minus_mm2 = 0.0;
    for (const Escape& escape : map.pieces) {
        const double area = escape.piece.area_mm2;
        map.undercut_mm2 += area * (1.0 - escape.released);
        if (escape.released > 0.0 && escape.released < 1.0) map.undecided_mm2 += area;
        const double share = dot(surface.scene.normal(escape.piece.triangle), map.pull);
        if (std::abs(share) <= kParallel) continue;
        (share > 0.0 ? plus_mm2 : minus_mm2) += area * escape.released * std::abs(share);
    }
    // Of all points above each other one is seen from above and one from below: the shadow, twice.
    map.projected_mm2 = (plus_mm2 + minus_mm2) / 2.0;
}

}  // namespace

bool leaves(const Surface& surface, Vec3 point, Vec3 normal, Vec3 direction) {
    const double share = dot(normal, direction);
    if (share < -kParallel) return false;
    if (share <= kParallel) direction = normalized(direction - normal * share);
    return !surface.scene.occluded(point + normal * (2.0 * surface.grain_mm), direction, 0.0);
}

std::uint8_t halves_off(const Surface& surface, Vec3 point, Vec3 normal, Vec3 pull) {
    std::uint8_t halves = 0;
    if (leaves(surface, point, normal, pull)) halves |= kPlus;
    if (leaves(surface, point, normal, -pull)) halves |= kMinus;
    return halves;
}

std::vector<Piece> start_pieces(const Surface& surface) {
    const double edge_max = edge_of_start(surface);
    std::vector<Piece> pieces;
    std::vector<Piece> stack;
    for (std::uint32_t t = 0; t < surface.mesh.triangles.size(); ++t) {
        if (!(surface.triangle_area_mm2[t] > 0.0)) continue;
        Piece whole;
        whole.corner = {surface.mesh.corner(t, 0), surface.mesh.corner(t, 1),
                        surface.mesh.corner(t, 2)};
        whole.triangle = t;
        whole.area_mm2 = surface.triangle_area_mm2[t];
        whole.longest_mm = longest_edge(whole.corner);
        stack.push_back(whole);
        while (!stack.empty()) {
            const Piece piece = stack.back();
            stack.pop_back();
            if (piece.longest_mm <= edge_max) {
                pieces.push_back(piece);
                continue;
            }
            const auto two = halved(piece);
            stack.push_back(two[1]);
            stack.push_back(two[0]);
        }
    }
    return pieces;
}

EscapeMap find_escapes(const Surface& surface, const std::vector<Piece>& start, Vec3 pull,
                       const CancelToken& cancel) {
    const double small_mm = even_edge(surface) / 8.0;
    const double floor_mm = 1e-4 * surface.diagonal_mm;
    const double surface_mm2 = surface_area(surface);

    EscapeMap map;
    map.pull = pull;
    std::vector<Piece> work = start;
    std::vector<Look> looks;
    double undercut_mm2 = 0.0;
    std::size_t probes = 0;
    for (bool first = true; !work.empty() && !cancel.cancelled(); first = false) {
        looks.assign(work.size(), {});
        tbb::parallel_for(tbb::blocked_range<std::size_t>{0, work.size(), 64},
                          [&](const tbb::blocked_range<std::size_t>& range) {
                              for (std::size_t i = range.begin(); i < range.end(); ++i) {
                                  looks[i] =
                                      look_at(surface, work[i], pull, first ? small_mm : floor_mm);
                              }
                          });
        double undecided_mm2 = 0.0;
        std::size_t undecided = 0;
        for (std::size_t i = 0; i < work.size(); ++i) {
            if (!first) probes += static_cast<std::size_t>(looks[i].probes);
            if (looks[i].undecided()) {
                undecided_mm2 += work[i].area_mm2;
                ++undecided;
            } else if (looks[i].released == 0) {
                undercut_mm2 += work[i].area_mm2;
            }
        }
        const bool enough =
            undecided_mm2 < kUndecidedOfUndercut * (undercut_mm2 + undecided_mm2 / 2.0) ||
            undecided_mm2 < kUndecidedOfSurface * surface_mm2 ||
            probes + 8 * undecided > kRefineProbes;
        std::vector<Piece> next;
        for (std::size_t i = 0; i < work.size(); ++i) {
            if (looks[i].undecided() && !enough && work[i].longest_mm > floor_mm) {
                const auto two = halved(work[i]);
                next.insert(next.end(), two.begin(), two.end());
            } else {
                map.pieces.push_back(answer(work[i], looks[i]));
            }
        }
        work = std::move(next);
    }
    std::stable_sort(map.pieces.begin(), map.pieces.end(), [](const Escape& a, const Escape& b) {
        return a.piece.triangle < b.piece.triangle;
    });
    map.first.assign(surface.mesh.triangles.size() + 1, 0);
    for (const Escape& escape : map.pieces) ++map.first[escape.piece.triangle + 1];
    for (std::size_t t = 1; t < map.first.size(); ++t) map.first[t] += map.first[t - 1];
    add_up(surface, map);
    return map;
}

}  // namespace millrace::facts::moulding
