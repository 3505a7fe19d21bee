#include "adjacency_graph.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "millrace/geom/convex_hull.h"

namespace millrace::facts {
namespace {

using geom::Vec3;

/// Edges flatter than this run on smoothly.
constexpr double kSmooth = 2e-3;
/// Two directions within this sine are the same.
constexpr double kSameDirection = 2e-3;
/// Points nearer than this share of the part's scale are the same.
constexpr double kSamePoint = 1e-5;
constexpr std::size_t kPointsMax = 4'000;
constexpr std::size_t kDirectionsMax = 16;

/// Numbers points so that near ones share a number.
class PointNumbers {
public:
    PointNumbers(std::vector<Vec3> points, double tolerance_mm) : number_(points.size(), kNone) {
        std::vector<std::uint32_t> order(points.size());
        std::iota(order.begin(), order.end(), 0U);
        std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            if (points[a].x != points[b].x) return points[a].x < points[b].x;
            return a < b;
        });
        std::uint32_t next = 0;
        for (std::size_t i = 0; i < order.size(); ++i) {
            if (number_[order[i]] != kNone) continue;
            const Vec3 p = points[order[i]];
            number_[order[i]] = next;
            for (std::size_t k = i + 1; k < order.size(); ++k) {
                const Vec3 q = points[order[k]];
                if (q.x - p.x > tolerance_mm) break;
                if (number_[order[k]] == kNone && length(q - p) <= tolerance_mm)
                    number_[order[k]] = next;
            }
            ++next;
        }
    }
    [[nodiscard]] std::uint32_t operator[](std::size_t index) const { return number_[index]; }

private:
    static constexpr std::uint32_t kNone = 0xFFFFFFFF;
    std::vector<std::uint32_t> number_;
};

bool same_line(Vec3 a, Vec3 b) { return length(cross(a, b)) < kSameDirection; }

/// Directions that box sides may face: normals of planes and axes of curved faces, most area first.
std::vector<Vec3> box_directions(const geom::BoundaryModel& model) {
    struct Candidate {
        Vec3 direction;
        double area = 0.0;
    };
    std::vector<Candidate> candidates;
    for (const geom::Face& face : model.faces) {
        const bool plane = face.kind == geom::SurfaceKind::Plane;
        const bool round = face.kind == geom::SurfaceKind::Cylinder ||
                           face.kind == geom::SurfaceKind::Cone ||
                           face.kind == geom::SurfaceKind::Revolution;
        if ((!plane && !round) || length(face.axis) < 0.5) continue;
        const auto known =
            std::find_if(candidates.begin(), candidates.end(),
                         [&](const Candidate& c) { return same_line(c.direction, face.axis); });
        if (known != candidates.end()) {
            known->area += face.area_mm2;
        } else if (candidates.size() < 500) {
            candidates.push_back({face.axis, face.area_mm2});
        }
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const auto& a, const auto& b) { return a.area > b.area * (1.0 + 1e-9); });
    std::vector<Vec3> directions;
    for (std::size_t k = 0; k < std::min(candidates.size(), kDirectionsMax); ++k)
        directions.push_back(candidates[k].direction);
    return directions;
}

/// Points whose box is the part's box: ends and middles of edges, corners of curved faces' mesh.
std::vector<Vec3> box_points(const geom::BoundaryModel& model) {
    std::vector<Vec3> points;
    for (const geom::Edge& edge : model.edges) {
        points.push_back(edge.start);
        points.push_back(edge.end);
        if (edge.kind != geom::CurveKind::Line) points.push_back(edge.middle);
    }
    for (std::size_t t = 0; t < model.mesh.triangles.size(); ++t) {
        const std::size_t face = t < model.mesh.face_of_triangle.size()
                                     ? model.mesh.face_of_triangle[t]
                                     : model.faces.size();
        if (face < model.faces.size() && model.faces[face].kind == geom::SurfaceKind::Plane)
            continue;
        for (int k = 0; k < 3; ++k) points.push_back(model.mesh.corner(t, k));
    }
    if (points.size() <= kPointsMax) return points;
    return geom::convex_hull(points).vertices;
}

StockBox box_along(const std::array<Vec3, 3>& axes, std::span<const Vec3> points) {
    StockBox box;
    box.axes = axes;
    for (std::size_t k = 0; k < 3; ++k) {
        box.min_mm[k] = 1e300;
        box.max_mm[k] = -1e300;
        for (const Vec3 p : points) {
            const double along = dot(p, axes[k]);
            box.min_mm[k] = std::min(box.min_mm[k], along);
            box.max_mm[k] = std::max(box.max_mm[k], along);
        }
    }
    return box;
}

int side_of(const StockBox& box, const geom::Face& face, double tolerance_mm) {
    if (face.kind != geom::SurfaceKind::Plane) return StockBox::kNone;
    for (int k = 0; k < 3; ++k) {
        const auto axis = static_cast<std::size_t>(k);
        if (!same_line(box.axes[axis], face.axis)) continue;
        const double along = dot(face.origin, box.axes[axis]);
        const bool upper = dot(face.axis, box.axes[axis]) > 0.0;
        const double side = upper ? box.max_mm[axis] : box.min_mm[axis];
        if (std::abs(along - side) < tolerance_mm) return k * 2 + (upper ? 1 : 0);
    }
    return StockBox::kNone;
}

double area_on_sides(const StockBox& box, const geom::BoundaryModel& model, double tolerance_mm) {
    double area = 0.0;
    for (const geom::Face& face : model.faces)
        if (side_of(box, face, tolerance_mm) != StockBox::kNone) area += face.area_mm2;
    return area;
}

/// A direction square to `axis`, of the first edge in the order of the file so that turning the
/// part changes nothing: a straight edge, else the spoke to the start of a circle around the axis,
/// else the chord of any edge.
Vec3 square_to(const geom::BoundaryModel& model, Vec3 axis) {
    const auto across = [&](Vec3 along) { return along - axis * dot(along, axis); };
    Vec3 spoke;
    Vec3 chord;
    for (const geom::Edge& edge : model.edges) {
        const Vec3 along = normalized(edge.end - edge.start);
        if (edge.kind == geom::CurveKind::Line && length(along) > 0.5 &&
            std::abs(dot(along, axis)) < kSameDirection) {
            return normalized(across(along));
        }
        if (edge.kind == geom::CurveKind::Circle && spoke == Vec3{} && same_line(edge.axis, axis))
            spoke = normalized(across(edge.start - edge.centre));
        if (chord == Vec3{} && length(across(edge.middle - edge.start)) > 0.1 * edge.length_mm)
            chord = normalized(across(edge.middle - edge.start));
    }
    if (spoke != Vec3{}) return spoke;
    if (chord != Vec3{}) return chord;
    const Vec3 other = std::abs(axis.x) < 0.6 ? Vec3{1, 0, 0} : Vec3{0, 1, 0};
    return normalized(cross(axis, other));
}

StockBox stock_box(const geom::BoundaryModel& model, std::span<const Vec3> points,
                   double tolerance_mm) {
    std::vector<Vec3> directions = box_directions(model);
    // Splines only: the first chord of the file stands in.
    for (std::size_t e = 0; directions.empty() && e < model.edges.size(); ++e) {
        const Vec3 chord = normalized(model.edges[e].middle - model.edges[e].start);
        if (chord != Vec3{}) directions.push_back(chord);
    }
    if (directions.empty()) directions.push_back({0, 0, 1});
    StockBox best;
    double best_volume = 1e300;
    double best_area = 0.0;
    const auto consider = [&](Vec3 a, Vec3 b) {
        b = normalized(b - a * dot(a, b));
        const StockBox box = box_along({a, b, cross(a, b)}, points);
        const double volume = box.size_mm(0) * box.size_mm(1) * box.size_mm(2);
        if (volume > best_volume * (1.0 + 1e-6)) return;
        const double area = area_on_sides(box, model, tolerance_mm);
        const bool tie = volume > best_volume * (1.0 - 1e-6);
        if (tie && area <= best_area * (1.0 + 1e-6)) return;
        best = box;
        best_volume = volume;
        best_area = area;
    };
    for (std::size_t i = 0; i < directions.size(); ++i) {
        bool alone = true;
        for (std::size_t k = 0; k < directions.size(); ++k) {
            if (i == k || std::abs(dot(directions[i], directions[k])) > kSameDirection) continue;
            alone = false;
            if (k > i) consider(directions[i], directions[k]);
        }
        if (alone) consider(directions[i], square_to(model, directions[i]));
    }
    return best;
}

bool lies_on_hull(const geom::Face& face, std::span<const Vec3> points, double tolerance_mm) {
    if (face.kind == geom::SurfaceKind::Plane) {
        const double level = dot(face.origin, face.axis) + tolerance_mm;
        return std::none_of(points.begin(), points.end(),
                            [&](Vec3 p) { return dot(p, face.axis) > level; });
    }
    if (face.kind != geom::SurfaceKind::Cylinder || face.concave) return false;
    const double reach = face.radius_mm + tolerance_mm;
    return std::none_of(points.begin(), points.end(), [&](Vec3 p) {
        const Vec3 d = p - face.origin;
        return length(d - face.axis * dot(d, face.axis)) > reach;
    });
}

bool same_surface(const geom::Face& a, const geom::Face& b, double tolerance_mm) {
    if (a.kind != b.kind) return false;
    if (a.kind == geom::SurfaceKind::Plane) {
        return length(a.axis - b.axis) < kSameDirection &&
               std::abs(dot(a.origin - b.origin, a.axis)) < tolerance_mm;
    }
    if (a.kind != geom::SurfaceKind::Cylinder || a.concave != b.concave) return false;
    if (!same_line(a.axis, b.axis) || std::abs(a.radius_mm - b.radius_mm) > tolerance_mm)
        return false;
    const Vec3 d = b.origin - a.origin;
    return length(d - a.axis * dot(d, a.axis)) < tolerance_mm;
}

std::vector<std::uint32_t> number_surfaces(const geom::BoundaryModel& model, double tolerance_mm) {
    const std::size_t count = model.faces.size();
    std::vector<std::uint32_t> number(count);
    std::iota(number.begin(), number.end(), 0U);
    // Only faces of like area key can match, but pieces differ in area: compare all, few kinds.
    if (count > 3'000) return number;
    for (std::size_t i = 0; i < count; ++i) {
        if (number[i] != i) continue;
        for (std::size_t k = i + 1; k < count; ++k) {
            if (number[k] == k && same_surface(model.faces[i], model.faces[k], tolerance_mm))
                number[k] = static_cast<std::uint32_t>(i);
        }
    }
    return number;
}

}  // namespace

AdjacencyGraph make_graph(const geom::BoundaryModel& model) {
    AdjacencyGraph graph;
    graph.model = &model;
    graph.arcs.resize(model.faces.size());
    double area = 0.0;
    for (const geom::Face& face : model.faces) area += face.area_mm2;
    graph.scale_mm = area > 0.0 ? std::sqrt(area / 6.0) : 1.0;
    const double tolerance_mm = kSamePoint * graph.scale_mm;
    std::vector<Vec3> ends;
    for (std::size_t e = 0; e < model.edges.size(); ++e) {
        const geom::Edge& edge = model.edges[e];
        ends.push_back(edge.start);
        ends.push_back(edge.end);
        if (!edge.left_face || !edge.right_face || *edge.left_face == *edge.right_face) continue;
        Arc arc;
        arc.edge = static_cast<std::uint32_t>(e);
        arc.angle_rad = edge.dihedral_rad;
        arc.length_mm = edge.length_mm;
        arc.bend = edge.dihedral_rad > kSmooth    ? EdgeBend::Convex
                   : edge.dihedral_rad < -kSmooth ? EdgeBend::Concave
                                                  : EdgeBend::Smooth;
        arc.face = *edge.right_face;
        graph.arcs[*edge.left_face].push_back(arc);
        arc.face = *edge.left_face;
        graph.arcs[*edge.right_face].push_back(arc);
    }
    const PointNumbers numbers{std::move(ends), tolerance_mm};
    for (std::size_t e = 0; e < model.edges.size(); ++e)
        graph.ends.push_back({numbers[2 * e], numbers[2 * e + 1]});
    const std::vector<Vec3> points = box_points(model);
    graph.box = stock_box(model, points, tolerance_mm);
    // The mesh of a round part lies a little inside it.
    const double reach_mm = tolerance_mm + 2.0 * model.mesh_deflection_mm * 1e-3;
    for (const geom::Face& face : model.faces) {
        graph.side.push_back(side_of(graph.box, face, tolerance_mm));
        graph.on_hull.push_back(lies_on_hull(face, points, reach_mm));
    }
    graph.surface = number_surfaces(model, tolerance_mm);
    return graph;
}

bool binds(const AdjacencyGraph& graph, std::uint32_t from, const Arc& arc) {
    if (arc.bend == EdgeBend::Concave) return true;
    if (arc.bend == EdgeBend::Convex) return false;
    const auto hollow = [&](std::uint32_t index) {
        const geom::Face& face = graph.face(index);
        return face.kind != geom::SurfaceKind::Plane && face.concave;
    };
    return hollow(from) || hollow(arc.face);
}

Components flood(const AdjacencyGraph& graph, const FloodOptions& options) {
    const auto count = static_cast<std::uint32_t>(graph.faces());
    const auto left_out = [&](std::uint32_t face) {
        return options.without_stock_sides && graph.side[face] != StockBox::kNone;
    };
    std::vector<std::vector<std::uint32_t>> pieces(options.join_surfaces ? count : 0);
    if (options.join_surfaces) {
        for (std::uint32_t f = 0; f < count; ++f) pieces[graph.surface[f]].push_back(f);
    }
    Components components;
    components.of_face.assign(count, Components::kNone);
    std::vector<std::uint32_t> stack;
    for (std::uint32_t start = 0; start < count; ++start) {
        if (components.of_face[start] != Components::kNone || left_out(start)) continue;
        const auto number = static_cast<std::uint32_t>(components.faces.size());
        std::vector<std::uint32_t> members;
        const auto reach = [&](std::uint32_t face) {
            if (components.of_face[face] != Components::kNone || left_out(face)) return;
            components.of_face[face] = number;
            stack.push_back(face);
        };
        reach(start);
        while (!stack.empty()) {
            const std::uint32_t face = stack.back();
            stack.pop_back();
            members.push_back(face);
            for (const Arc& arc : graph.arcs[face])
                if (binds(graph, face, arc)) reach(arc.face);
            if (options.join_surfaces)
                for (const std::uint32_t piece : pieces[graph.surface[face]]) reach(piece);
        }
        std::sort(members.begin(), members.end());
        components.faces.push_back(std::move(members));
    }
    return components;
}

}  // namespace millrace::facts
