// Escapes along the pull, refined where light and shadow meet (docs/algorithms/moulding.md).
#include "escapes.h"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <optional>

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
// Pieces shorter than this share of an even one have one probe: on larger ones probes are as far
// apart.
constexpr double kOneProbe = 0.5;
// Pieces are not halved below this many times the blur of a shadow on them.
constexpr double kBlursLeast = 4.0;
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
    std::uint8_t halves = 0;  ///< that leave the first of them that any leaves
    [[nodiscard]] bool undecided() const { return released != 0 && released != probes; }
};

/// The middle is asked for both halves.
void look_at_middle(const TrueSurface& surface, const Piece& piece, Vec3 pull, Look& look) {
    look.halves = halves_off(surface, surface.spot(piece.triangle, piece.middle()), pull);
    look.probes = 1;
    look.released = look.halves != 0 ? 1 : 0;
}

/// Of the corners it matters only whether any half leaves them; the one that leaves the middle is
/// asked first.
void look_at_corners(const TrueSurface& surface, const Piece& piece, Vec3 pull, Look& look) {
    const Vec3 middle = piece.middle();
    for (const Vec3 corner : piece.corner) {
        const Spot spot = surface.spot(piece.triangle, corner + (middle - corner) * kInset);
        ++look.probes;
        if (look.halves == 0) {
            look.halves = halves_off(surface, spot, pull);
            look.released += look.halves != 0 ? 1 : 0;
            continue;
        }
        const Vec3 first = (look.halves & kPlus) != 0 ? pull : -pull;
        if (surface.leaves(spot, first) || surface.leaves(spot, -first)) ++look.released;
    }
}

Escape answer(const Piece& piece, const Look& look) {
    Escape escape;
    escape.piece = piece;
    escape.released = static_cast<double>(look.released) / look.probes;
    escape.halves = escape.undercut() ? std::uint8_t{0} : look.halves;
    return escape;
}

/// Triangles that are undercut, all or in part, or are not, unlike a neighbour.
std::vector<std::uint8_t> at_a_shadow(const std::vector<SharedEdge>& shared,
                                      const std::vector<Piece>& pieces,
                                      const std::vector<Look>& looks, std::size_t triangles) {
    constexpr std::uint8_t kLit = 1;
    constexpr std::uint8_t kDark = 2;
    constexpr std::uint8_t kBoth = 3;
    std::vector<std::uint8_t> light(triangles, 0);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        light[pieces[i].triangle] |= looks[i].released != 0 ? kLit : kDark;
    }
    std::vector<std::uint8_t> result(triangles, 0);
    for (const SharedEdge& edge : shared) {
        if ((light[edge.left] | light[edge.right]) == kBoth) {
            result[edge.left] = result[edge.right] = 1;
        }
    }
    return result;
}

/// On a curved face it is known no better where a shadow ends: moving the facet by its error moves
/// the end along the face, the farther the steeper it stands.
double blur_mm(const TrueSurface& surface, const Piece& piece, Vec3 pull) {
    const double share = std::abs(dot(surface.facets().scene.normal(piece.triangle), pull));
    return kBlursLeast * surface.error_mm(piece.triangle) / std::max(share, 0.1);
}

/// Calls `look(i)` for every piece, on all threads.
template <class Call>
void for_each_piece(std::size_t count, Call look) {
    tbb::parallel_for(tbb::blocked_range<std::size_t>{0, count, 64},
                      [&](const tbb::blocked_range<std::size_t>& range) {
                          for (std::size_t i = range.begin(); i < range.end(); ++i) look(i);
                      });
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

/// Pieces that halving makes of the triangles with a longer edge than `edge`, about.
double pieces_over(const Surface& surface, const std::vector<double>& longest, double edge) {
    double count = 0.0;
    for (std::size_t t = 0; t < longest.size(); ++t) {
        if (longest[t] <= edge) continue;
        count +=
            std::max(surface.triangle_area_mm2[t] / (0.2 * edge * edge), 3.0 * longest[t] / edge);
    }
    return count;
}

/// The same, longer where slivers, which become rows of pieces, would make far more of them.
double edge_of_start(const Surface& surface) {
    std::vector<double> longest(surface.mesh.triangles.size());
    for (std::size_t t = 0; t < longest.size(); ++t) {
        longest[t] = longest_edge(
            {surface.mesh.corner(t, 0), surface.mesh.corner(t, 1), surface.mesh.corner(t, 2)});
    }
    double edge = even_edge(surface);
    while (edge < surface.diagonal_mm && pieces_over(surface, longest, edge) > 2.0 * kStartPieces) {
        edge *= 1.3;
    }
    return edge;
}

void add_halved(const Piece& whole, double edge_max, std::vector<Piece>& pieces) {
    std::vector<Piece> stack{whole};
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

/// The side of a sliver that is no longer than `limit_mm`, by its first corner.
std::optional<std::size_t> short_side(const Piece& piece, double limit_mm) {
    for (std::size_t k = 0; k < 3; ++k) {
        if (length(piece.corner[(k + 1) % 3] - piece.corner[k]) <= limit_mm) return k;
    }
    return std::nullopt;
}

/// Points from a to b by halving, so that they are the same from both sides.
void halve(Vec3 a, Vec3 b, std::size_t parts, std::vector<Vec3>& points) {
    if (parts == 1) {
        points.push_back(b);
        return;
    }
    const Vec3 middle = (a + b) / 2.0;
    halve(a, middle, parts / 2, points);
    halve(middle, b, parts / 2, points);
}

/// A sliver cut across its length. Halving its longest edge would make many times more pieces.
void add_row(const Piece& whole, std::size_t side, double edge_max, std::vector<Piece>& pieces) {
    const Vec3 a = whole.corner[side];
    const Vec3 b = whole.corner[(side + 1) % 3];
    const Vec3 tip = whole.corner[(side + 2) % 3];
    std::size_t parts = 1;
    while (whole.longest_mm > edge_max * static_cast<double>(parts)) parts *= 2;
    std::vector<Vec3> left{a};
    std::vector<Vec3> right{b};
    halve(a, tip, parts, left);
    halve(b, tip, parts, right);
    const auto add = [&](Vec3 p, Vec3 q, Vec3 r) {
        Piece piece = whole;
        piece.corner = {p, q, r};
        piece.area_mm2 = length(cross(q - p, r - p)) / 2.0;
        piece.longest_mm = longest_edge(piece.corner);
        pieces.push_back(piece);
    };
    for (std::size_t i = 0; i < parts; ++i) {
        add(left[i], right[i], right[i + 1]);
        if (i + 1 < parts) add(left[i], right[i + 1], left[i + 1]);
    }
}

}  // namespace

std::uint8_t halves_off(const TrueSurface& surface, const Spot& spot, Vec3 pull) {
    std::uint8_t halves = 0;
    if (surface.leaves(spot, pull)) halves |= kPlus;
    if (surface.leaves(spot, -pull)) halves |= kMinus;
    return halves;
}

std::vector<Piece> start_pieces(const Surface& surface) {
    const double edge_max = edge_of_start(surface);
    std::vector<Piece> pieces;
    for (std::uint32_t t = 0; t < surface.mesh.triangles.size(); ++t) {
        if (!(surface.triangle_area_mm2[t] > 0.0)) continue;
        Piece whole;
        whole.corner = {surface.mesh.corner(t, 0), surface.mesh.corner(t, 1),
                        surface.mesh.corner(t, 2)};
        whole.triangle = t;
        whole.area_mm2 = surface.triangle_area_mm2[t];
        whole.longest_mm = longest_edge(whole.corner);
        if (whole.longest_mm <= edge_max) {
            pieces.push_back(whole);
        } else if (const auto side = short_side(whole, edge_max / 2.0)) {
            add_row(whole, *side, edge_max, pieces);
        } else {
            add_halved(whole, edge_max, pieces);
        }
    }
    return pieces;
}

void add_up(const Surface& surface, EscapeMap& map) {
    map.undercut_mm2 = map.undecided_mm2 = 0.0;
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

EscapeMap find_escapes(const TrueSurface& true_surface, const std::vector<SharedEdge>& shared,
                       const std::vector<Piece>& start, Vec3 pull, const CancelToken& cancel,
                       double undercut_max_mm2) {
    const Surface& surface = true_surface.facets();
    const double small_mm = even_edge(surface) * kOneProbe;
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
        for_each_piece(work.size(), [&](std::size_t i) {
            look_at_middle(true_surface, work[i], pull, looks[i]);
        });
        std::vector<std::uint8_t> near;
        if (first) near = at_a_shadow(shared, work, looks, surface.mesh.triangles.size());
        for_each_piece(work.size(), [&](std::size_t i) {
            const bool corners = work[i].longest_mm > (first ? small_mm : floor_mm) ||
                                 (first && near[work[i].triangle] != 0);
            if (corners) look_at_corners(true_surface, work[i], pull, looks[i]);
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
            undercut_mm2 > undercut_max_mm2 ||
            undecided_mm2 < kUndecidedOfUndercut * (undercut_mm2 + undecided_mm2 / 2.0) ||
            undecided_mm2 < kUndecidedOfSurface * surface_mm2 ||
            probes + 8 * undecided > kRefineProbes;
        std::vector<Piece> next;
        for (std::size_t i = 0; i < work.size(); ++i) {
            if (looks[i].undecided() && !enough &&
                work[i].longest_mm > std::max(floor_mm, blur_mm(true_surface, work[i], pull))) {
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
