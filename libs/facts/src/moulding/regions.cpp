// Undercut pieces that belong together, and those that are not there but for the facets.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

#include "millrace/geom/convex_hull.h"
#include "slides.h"

namespace millrace::facts::moulding {
namespace {

using geom::Vec3;

// Pairs of pieces of two triangles that are compared one by one.
constexpr std::size_t kPairsMax = 10'000;
// Directions across the pull in which the depth of a region is taken: 11° apart.
constexpr std::size_t kSideways = 16;
// Share of the diagonal below which no depth counts: two of the smallest pieces.
constexpr double kDepthMin = 2e-4;
// The same where normals are guessed from facets: how far a mesh usually lies beside its part.
constexpr double kMeshDepthMin = 5e-4;
// Nobody makes a slide for less: a mould is not made more exactly, and parts shrink by more.
constexpr double kDepthMin_mm = 0.02;

class Joined {
public:
    explicit Joined(std::size_t count) : parent_(count) {
        std::iota(parent_.begin(), parent_.end(), 0U);
    }
    std::uint32_t root(std::uint32_t i) {
        while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
        return i;
    }
    /// The lower root stays, so that the result does not depend on the order of joining.
    void join(std::uint32_t a, std::uint32_t b) {
        a = root(a);
        b = root(b);
        if (a != b) parent_[std::max(a, b)] = std::min(a, b);
    }

private:
    std::vector<std::uint32_t> parent_;
};

bool touch(const Piece& a, const Piece& b) {
    const double slack = 1e-3 * std::min(a.longest_mm, b.longest_mm);
    for (int axis = 0; axis < 3; ++axis) {
        double a_low = 1e300, a_high = -1e300, b_low = 1e300, b_high = -1e300;
        for (std::size_t k = 0; k < 3; ++k) {
            a_low = std::min(a_low, a.corner[k][axis]);
            a_high = std::max(a_high, a.corner[k][axis]);
            b_low = std::min(b_low, b.corner[k][axis]);
            b_high = std::max(b_high, b.corner[k][axis]);
        }
        if (a_low > b_high + slack || b_low > a_high + slack) return false;
    }
    return true;
}

/// Undercut pieces of each triangle, and whether that is all of it.
struct OfTriangle {
    std::vector<std::uint32_t> pieces;
    bool whole = false;
};

std::vector<OfTriangle> by_triangle(const EscapeMap& map) {
    std::vector<OfTriangle> result(map.first.size() - 1);
    for (std::size_t t = 0; t + 1 < map.first.size(); ++t) {
        for (std::uint32_t i = map.first[t]; i < map.first[t + 1]; ++i) {
            if (map.pieces[i].undercut()) result[t].pieces.push_back(i);
        }
        result[t].whole = result[t].pieces.size() == map.first[t + 1] - map.first[t];
    }
    return result;
}

void join_touching(const EscapeMap& map, const OfTriangle& a, const OfTriangle& b, Joined& joined) {
    if (a.pieces.empty() || b.pieces.empty()) return;
    if (a.whole && b.whole) {
        joined.join(a.pieces.front(), b.pieces.front());
        return;
    }
    if (a.pieces.size() * b.pieces.size() > kPairsMax) return;  // corners in common have to do
    for (const std::uint32_t i : a.pieces) {
        for (const std::uint32_t j : b.pieces) {
            if (joined.root(i) == joined.root(j)) continue;
            if (touch(map.pieces[i].piece, map.pieces[j].piece)) joined.join(i, j);
        }
    }
}

/// A corner of an undercut piece.
struct Corner {
    Vec3 point;
    std::uint32_t patch = 0;
    std::uint32_t piece = 0;
};

/// By place, and there by patch: halving an edge gives the same point from both sides.
std::vector<Corner> sorted_corners(const EscapeMap& map, const Patches& patches) {
    std::vector<Corner> corners;
    for (std::uint32_t i = 0; i < map.pieces.size(); ++i) {
        if (!map.pieces[i].undercut()) continue;
        const Piece& piece = map.pieces[i].piece;
        const std::uint32_t patch = patches.patch_of_triangle[piece.triangle];
        for (const Vec3 point : piece.corner) corners.push_back({point, patch, i});
    }
    std::sort(corners.begin(), corners.end(), [](const Corner& a, const Corner& b) {
        if (a.point.x != b.point.x) return a.point.x < b.point.x;
        if (a.point.y != b.point.y) return a.point.y < b.point.y;
        if (a.point.z != b.point.z) return a.point.z < b.point.z;
        return a.patch != b.patch ? a.patch < b.patch : a.piece < b.piece;
    });
    return corners;
}

/// Joins pieces that have a corner in common, with `in_patch` only those of one patch.
void join_at_corners(const std::vector<Corner>& corners, bool in_patch, Joined& joined) {
    for (std::size_t k = 1; k < corners.size(); ++k) {
        const Corner& a = corners[k - 1];
        const Corner& b = corners[k];
        if (a.point == b.point && (!in_patch || a.patch == b.patch)) joined.join(a.piece, b.piece);
    }
}

/// How far a region reaches sideways.
struct Extent {
    std::array<double, kSideways> low;
    std::array<double, kSideways> high;
    double error_mm = 0.0;  ///< largest of its facets
    double curved_mm2 = 0.0;
    double area_mm2 = 0.0;
    double undecided_mm2 = 0.0;  ///< of pieces whose probes disagree

    Extent() { low.fill(1e300), high.fill(-1e300); }

    void add(const Piece& piece, double error, bool plane,
             const std::array<Vec3, kSideways>& sideways) {
        error_mm = std::max(error_mm, error);
        area_mm2 += piece.area_mm2;
        if (!plane) curved_mm2 += piece.area_mm2;
        for (std::size_t k = 0; k < kSideways; ++k) {
            for (const Vec3 corner : piece.corner) {
                low[k] = std::min(low[k], dot(corner, sideways[k]));
                high[k] = std::max(high[k], dot(corner, sideways[k]));
            }
        }
    }
    /// Whether the search ended before most of it was known to be undercut: what is left between
    /// light and shadow then falls into crumbs, in every pose into others.
    [[nodiscard]] bool unsure() const { return undecided_mm2 > 0.5 * area_mm2; }
    /// Of a curved surface the mesh promises no more than its bound; elsewhere its facets tell.
    [[nodiscard]] bool shallow(const TrueSurface& surface) const {
        double depth = 1e300;
        for (std::size_t k = 0; k < kSideways; ++k) depth = std::min(depth, high[k] - low[k]);
        const bool curved = curved_mm2 > 0.5 * area_mm2 && std::isfinite(surface.error_max_mm());
        const double least =
            (surface.exact() ? kDepthMin : kMeshDepthMin) * surface.facets().diagonal_mm;
        return depth <= std::max({curved ? surface.error_max_mm() : error_mm, least, kDepthMin_mm});
    }
};

}  // namespace

std::vector<UndercutPart> undercut_parts(const Patches& patches,
                                         const std::vector<SharedEdge>& shared,
                                         const EscapeMap& map) {
    if (!(map.undercut_mm2 > 0.0)) return {};
    const std::vector<OfTriangle> triangles = by_triangle(map);
    Joined in_patch{map.pieces.size()};
    for (const OfTriangle& triangle : triangles) {
        if (triangle.whole) {
            for (const std::uint32_t i : triangle.pieces) in_patch.join(triangle.pieces.front(), i);
        } else {
            join_touching(map, triangle, triangle, in_patch);
        }
    }
    for (const SharedEdge& edge : shared) {
        if (patches.patch_of_triangle[edge.left] != patches.patch_of_triangle[edge.right]) continue;
        join_touching(map, triangles[edge.left], triangles[edge.right], in_patch);
    }
    const std::vector<Corner> corners = sorted_corners(map, patches);
    join_at_corners(corners, true, in_patch);
    Joined regions = in_patch;
    join_at_corners(corners, false, regions);
    for (const SharedEdge& edge : shared) {
        join_touching(map, triangles[edge.left], triangles[edge.right], regions);
    }
    std::map<std::uint32_t, UndercutPart> parts;
    for (const OfTriangle& triangle : triangles) {
        for (const std::uint32_t i : triangle.pieces) {
            UndercutPart& part = parts[in_patch.root(i)];
            part.pieces.push_back(i);
            part.patch = patches.patch_of_triangle[map.pieces[i].piece.triangle];
            part.region = regions.root(i);
            part.area_mm2 += map.pieces[i].piece.area_mm2;
        }
    }
    std::vector<UndercutPart> result;
    result.reserve(parts.size());
    for (auto& [root, part] : parts) result.push_back(std::move(part));
    return result;
}

void drop_shallow(const TrueSurface& surface, const Patches& patches,
                  std::vector<UndercutPart>& parts, EscapeMap& map) {
    const auto [u, v] = geom::perpendicular_frame(map.pull);
    std::array<Vec3, kSideways> sideways;
    for (std::size_t k = 0; k < kSideways; ++k) {
        const double angle = kPi * static_cast<double>(k) / kSideways;
        sideways[k] = u * std::cos(angle) + v * std::sin(angle);
    }
    std::map<std::uint32_t, Extent> regions;
    for (const UndercutPart& part : parts) {
        const bool plane = patches.faces[part.patch].kind == geom::SurfaceKind::Plane;
        for (const std::uint32_t i : part.pieces) {
            const Piece& piece = map.pieces[i].piece;
            regions[part.region].add(piece, surface.error_mm(piece.triangle), plane, sideways);
            if (map.pieces[i].released > 0.0) regions[part.region].undecided_mm2 += piece.area_mm2;
        }
    }
    const auto shallow = [&](const UndercutPart& part) {
        return regions[part.region].unsure() || regions[part.region].shallow(surface);
    };
    bool changed = false;
    for (const UndercutPart& part : parts) {
        if (!shallow(part)) continue;
        changed = true;
        for (const std::uint32_t i : part.pieces) {
            Escape& escape = map.pieces[i];
            const Vec3 normal = surface.normal(escape.piece.triangle, escape.piece.middle());
            escape.released = 1.0;
            escape.halves = dot(normal, map.pull) >= 0.0 ? kPlus : kMinus;
        }
    }
    if (!changed) return;
    parts.erase(std::remove_if(parts.begin(), parts.end(), shallow), parts.end());
    add_up(surface.facets(), map);
}

}  // namespace millrace::facts::moulding
