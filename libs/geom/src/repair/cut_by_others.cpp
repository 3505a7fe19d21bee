// What of a triangle lies inside other closed surfaces: its plane cuts outlines out of them, and
// these are taken away from it (Clipper).
#include <polyclipping/clipper.hpp>

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "shells.h"

namespace millrace::geom::mending {
namespace {

using ClipperLib::Paths;

// Units along the diagonal of the mesh: a unit is far below what single precision can tell, and
// Clipper stays within 64 bits.
constexpr double kUnits = 2.5e8;

/// A triangle's plane with a grid on it.
struct Plane {
    Vec3 origin;
    Vec3 u, v, normal;
    double per_mm = 0.0;

    [[nodiscard]] double height(Vec3 p) const { return dot(normal, p - origin); }
    [[nodiscard]] ClipperLib::IntPoint on_grid(Vec3 p) const {
        return {std::llround(dot(u, p - origin) * per_mm),
                std::llround(dot(v, p - origin) * per_mm)};
    }
    [[nodiscard]] Vec3 in_space(GridPoint p) const {
        return origin + u * (static_cast<double>(p.x) / per_mm) +
               v * (static_cast<double>(p.y) / per_mm);
    }
};

bool reaches(const Box& box, const Plane& plane, double height) {
    const Vec3 half = box.size() / 2.0;
    const double reach = std::abs(plane.normal.x) * half.x + std::abs(plane.normal.y) * half.y +
                         std::abs(plane.normal.z) * half.z;
    return std::abs(plane.height(box.centre()) - height) <= reach * (1.0 + 1e-9) + 1e-9;
}

/// Walks around the outlines that a plane parallel to `plane` cuts out of a shell, material on the
/// left. A vertex on the plane counts as above it, so that outlines always close.
class Outliner {
public:
    Outliner(const Surface& surface, const Plane& plane, double height)
        : surface_{surface}, plane_{plane}, height_{height} {}

    void add(const Shell& shell, Paths& paths) {
        exit_.clear();
        std::vector<std::uint32_t> cut;
        std::vector<std::uint32_t> stack = {0};
        while (!stack.empty()) {
            const TriangleTree::Node& node = shell.tree->nodes[stack.back()];
            stack.pop_back();
            if (!reaches(node.box, plane_, height_)) continue;
            if (node.left != 0) {
                stack.push_back(node.left);
                stack.push_back(node.left + 1);
                continue;
            }
            for (std::uint32_t i = node.begin; i < node.end; ++i) {
                const std::uint32_t t = shell.triangles[shell.tree->order[i]];
                for (std::uint32_t h = 3 * t; h < 3 * t + 3; ++h) {
                    if (above(surface_.from(h)) || !above(surface_.to(h))) continue;
                    exit_.emplace(t, h);
                    cut.push_back(t);
                }
            }
        }
        for (const std::uint32_t first : cut) {
            ClipperLib::Path path;
            std::uint32_t t = first;
            for (auto it = exit_.find(t); it != exit_.end(); it = exit_.find(t)) {
                const std::uint32_t h = it->second;
                exit_.erase(it);
                path.push_back(crossing(h));
                t = surface_.mate[h] / 3;
            }
            if (path.size() >= 3) paths.push_back(std::move(path));
        }
    }

private:
    [[nodiscard]] double height(std::uint32_t vertex) const {
        return plane_.height(surface_.mesh.vertices[vertex]) - height_;
    }
    [[nodiscard]] bool above(std::uint32_t vertex) const { return height(vertex) >= 0.0; }

    /// The same bits from both triangles at the edge.
    [[nodiscard]] ClipperLib::IntPoint crossing(std::uint32_t h) const {
        const auto [a, b] = std::minmax({surface_.from(h), surface_.to(h)});
        const double below = height(a);
        const double share = below / (below - height(b));
        const Vec3 p = surface_.mesh.vertices[a];
        return plane_.on_grid(p + (surface_.mesh.vertices[b] - p) * share);
    }

    const Surface& surface_;
    const Plane& plane_;
    double height_;
    std::unordered_map<std::uint32_t, std::uint32_t> exit_;  ///< half-edge that goes up
};

/// Takes away what `clip` winds around in the sense of `fill`.
void subtract(ClipperLib::PolyTree& tree, Paths& left, const Paths& clip,
              ClipperLib::PolyFillType fill) {
    ClipperLib::Clipper clipper;
    clipper.PreserveCollinear(true);
    clipper.AddPaths(left, ClipperLib::ptSubject, true);
    clipper.AddPaths(clip, ClipperLib::ptClip, true);
    clipper.Execute(ClipperLib::ctDifference, tree, ClipperLib::pftNonZero, fill);
    left.clear();
    ClipperLib::PolyTreeToPaths(tree, left);
}

GridPolygon polygon_of(const ClipperLib::Path& path) {
    GridPolygon polygon;
    polygon.reserve(path.size());
    for (const ClipperLib::IntPoint& p : path) polygon.push_back({p.X, p.Y});
    return polygon;
}

/// Narrower than rounding.
bool is_sliver(const ClipperLib::Path& path, double width_units) {
    double around = 0.0;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const auto& a = path[i];
        const auto& b = path[(i + 1) % path.size()];
        around += std::hypot(static_cast<double>(b.X - a.X), static_cast<double>(b.Y - a.Y));
    }
    return std::abs(ClipperLib::Area(path)) < width_units * around / 2.0;
}

/// Triangles of other shells that lie in the plane and face the same way.
Paths lying_on(const Shells& all, const Plane& plane, std::uint32_t triangle,
               const std::vector<std::uint32_t>& met, bool& any_in_plane) {
    Paths paths;
    const auto& mesh = all.surface.mesh;
    any_in_plane = false;
    for (const std::uint32_t other : met) {
        double farthest = 0.0;
        for (int k = 0; k < 3; ++k)
            farthest = std::max(farthest, std::abs(plane.height(mesh.corner(other, k))));
        if (farthest > all.near_mm) continue;
        any_in_plane = true;
        if (all.shell_of_triangle[other] > all.shell_of_triangle[triangle]) continue;
        if (dot(area_normal(mesh, other), plane.normal) <= 0.0) continue;
        paths.push_back({plane.on_grid(mesh.corner(other, 0)), plane.on_grid(mesh.corner(other, 1)),
                         plane.on_grid(mesh.corner(other, 2))});
    }
    return paths;
}

/// What of other shells is just outside and just inside of a triangle. Where shells cross its plane
/// that tells both; where they lie on it, it cannot, and planes on either side do.
struct Outlines {
    Paths outside;
    Paths inside;
};

Outlines outlines_of(const Shells& all, const Plane& plane, std::uint32_t triangle,
                     bool any_in_plane) {
    const double aside_mm = 2.0 * all.near_mm;
    Outlines result;
    Outliner out{all.surface, plane, any_in_plane ? aside_mm : 0.0};
    Outliner in{all.surface, plane, -aside_mm};
    const Shell& own = all.shells[all.shell_of_triangle[triangle]];
    const Box box = all.box_of(triangle);
    for (const std::uint32_t n : own.neighbours) {
        const Shell& other = all.shells[n];
        bool apart = false;
        for (int axis = 0; axis < 3; ++axis) {
            apart = apart || other.box.max[axis] + aside_mm < box.min[axis] ||
                    box.max[axis] + aside_mm < other.box.min[axis];
        }
        if (apart) continue;
        out.add(other, result.outside);
        if (any_in_plane) in.add(other, result.inside);
    }
    if (!any_in_plane) result.inside = result.outside;
    if (own.is_void) {
        // Within a void nothing is there to begin with: one level less everywhere.
        const auto far = static_cast<ClipperLib::cInt>(1.5 * kUnits);
        for (Paths* paths : {&result.outside, &result.inside})
            paths->push_back({{-far, -far}, {-far, far}, {far, far}, {far, -far}});
    }
    return result;
}

void add_pieces(const ClipperLib::PolyNode& node, const Plane& plane, double width_units,
                CutTriangle& result) {
    std::vector<GridPolygon> holes;
    for (const ClipperLib::PolyNode* hole : node.Childs)
        if (!is_sliver(hole->Contour, width_units)) holes.push_back(polygon_of(hole->Contour));
    for (const auto& corners :
         triangles_of(polygon_of(node.Contour), holes, static_cast<std::int64_t>(width_units))) {
        ClipperLib::Path piece;
        for (const GridPoint p : corners) piece.emplace_back(p.x, p.y);
        // The seam is closed without it: edges are split at the corners that lie on them.
        if (is_sliver(piece, width_units)) continue;
        result.pieces.push_back(
            {plane.in_space(corners[0]), plane.in_space(corners[1]), plane.in_space(corners[2])});
    }
}

}  // namespace

CutTriangle cut_by_others(const Shells& all, std::uint32_t triangle,
                          const std::vector<std::uint32_t>& met) {
    const auto& mesh = all.surface.mesh;
    Plane plane;
    plane.origin = mesh.corner(triangle, 0);
    plane.normal = normalized(area_normal(mesh, triangle));
    if (plane.normal == Vec3{}) return {};  // without area there is nothing to keep
    plane.u = normalized(mesh.corner(triangle, 1) - plane.origin);
    plane.v = cross(plane.normal, plane.u);
    plane.per_mm = kUnits / all.diagonal_mm;

    bool any_in_plane = false;
    const Paths same = lying_on(all, plane, triangle, met, any_in_plane);
    const Outlines others = outlines_of(all, plane, triangle, any_in_plane);
    const ClipperLib::Path whole = {plane.on_grid(mesh.corner(triangle, 0)),
                                    plane.on_grid(mesh.corner(triangle, 1)),
                                    plane.on_grid(mesh.corner(triangle, 2))};
    ClipperLib::PolyTree tree;
    Paths left = {whole};
    // Just outside nothing else may be, and just inside nothing may take away.
    subtract(tree, left, others.outside, ClipperLib::pftPositive);
    subtract(tree, left, others.inside, ClipperLib::pftNegative);
    subtract(tree, left, same, ClipperLib::pftNonZero);

    const double width_units = all.near_mm * plane.per_mm;
    double area = 0.0;
    for (const ClipperLib::Path& path : left) area += ClipperLib::Area(path);
    CutTriangle result;
    result.work = met.size();
    for (const Paths* paths : {&others.outside, &others.inside})
        for (const ClipperLib::Path& path : *paths) result.work += path.size();
    if (left.size() == 1 && left[0].size() == 3 && ClipperLib::Area(whole) - area < width_units) {
        result.whole = true;
        return result;
    }
    for (const ClipperLib::PolyNode* node = tree.GetFirst(); node != nullptr;
         node = node->GetNext()) {
        if (!node->IsHole() && !is_sliver(node->Contour, width_units))
            add_pieces(*node, plane, width_units, result);
    }
    return result;
}

}  // namespace millrace::geom::mending
