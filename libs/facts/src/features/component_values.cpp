#include "component_values.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "surface.h"

namespace millrace::facts {
namespace {

using geom::Vec3;

constexpr double kDegrees = 180.0 / kPi;
constexpr double kParallel = 0.99999;
/// Pairs of faces are not counted in components larger than this.
constexpr std::size_t kPairsMax = 200;

/// Adds the corners of one loop of a plane face.
void add_corners(const AdjacencyGraph& graph, const geom::Face& face, const geom::Loop& loop,
                 FaceShape& shape) {
    const auto& edges = graph.model->edges;
    const auto from = [&](const geom::EdgeUse& use) {
        return use.forward ? edges[use.edge].start : edges[use.edge].end;
    };
    const auto to = [&](const geom::EdgeUse& use) {
        return use.forward ? edges[use.edge].end : edges[use.edge].start;
    };
    for (std::size_t k = 0; k < loop.edges.size(); ++k) {
        const geom::EdgeUse& in = loop.edges[k];
        const geom::EdgeUse& out = loop.edges[(k + 1) % loop.edges.size()];
        // Chords of arcs are near enough: only the count and the rough angle matter.
        const Vec3 a = normalized(edges[in.edge].kind == geom::CurveKind::Line
                                      ? to(in) - from(in)
                                      : to(in) - edges[in.edge].middle);
        const Vec3 b = normalized(edges[out.edge].kind == geom::CurveKind::Line
                                      ? to(out) - from(out)
                                      : edges[out.edge].middle - from(out));
        double turn = std::atan2(dot(cross(a, b), face.axis), dot(a, b)) * kDegrees;
        // A whole circle ends where it starts, and which way round is a matter of rounding.
        if (turn < -180.0 + 1e-6) turn = 180.0;
        if (std::abs(turn) < 0.2) continue;
        ++shape.corners;
        if (turn < 0.0) ++shape.reflex_corners;
        const double corner = 180.0 - turn;
        shape.corner_min_deg = shape.corners == 1 ? corner : std::min(shape.corner_min_deg, corner);
        shape.corner_max_deg = std::max(shape.corner_max_deg, corner);
    }
}

std::array<double, 3> sorted_extents(const AdjacencyGraph& graph,
                                     std::span<const std::uint32_t> faces) {
    std::array<double, 3> low{1e300, 1e300, 1e300};
    std::array<double, 3> high{-1e300, -1e300, -1e300};
    for (const std::uint32_t face : faces) {
        for (const geom::Loop& loop : graph.face(face).loops) {
            for (const geom::EdgeUse& use : loop.edges) {
                const geom::Edge& edge = graph.model->edges[use.edge];
                for (const Vec3 p : {edge.start, edge.middle, edge.end}) {
                    for (std::size_t k = 0; k < 3; ++k) {
                        const double along = dot(p, graph.box.axes[k]);
                        low[k] = std::min(low[k], along);
                        high[k] = std::max(high[k], along);
                    }
                }
            }
        }
    }
    std::array<double, 3> extents{};
    for (std::size_t k = 0; k < 3; ++k)
        extents[k] = high[k] < low[k] ? 0.0 : (high[k] - low[k]) / graph.scale_mm;
    std::sort(extents.begin(), extents.end());
    return extents;
}

class Shaper {
public:
    Shaper(const AdjacencyGraph& graph, const Components& components, std::uint32_t component,
           std::span<const FaceShape> shapes)
        : graph_{graph},
          components_{components},
          component_{component},
          members_{components.faces[component]},
          shapes_{shapes} {}

    ComponentShape run() {
        count_faces();
        walk_arcs();
        count_pairs();
        count_rims();
        find_prism();
        out_.extents = sorted_extents(graph_, members_);
        return out_;
    }

private:
    [[nodiscard]] bool inside(std::uint32_t face) const {
        return components_.of_face[face] == component_;
    }

    void count_faces() {
        std::vector<std::uint32_t> surfaces;
        for (const std::uint32_t f : members_) {
            const geom::Face& face = graph_.face(f);
            out_.area += face.area_mm2 / (graph_.scale_mm * graph_.scale_mm);
            if (face.kind == geom::SurfaceKind::Plane) {
                ++out_.planes;
                const int corners = shapes_[f].corners;
                ++out_.by_corners[static_cast<std::size_t>(std::clamp(corners, 3, 6) - 3)];
            } else if (face.concave) {
                ++out_.hollow;
            } else {
                ++out_.bulging;
            }
            if (graph_.side[f] != StockBox::kNone) ++out_.faces_on_sides;
            surfaces.push_back(graph_.surface[f]);
        }
        out_.faces = static_cast<double>(members_.size());
        std::sort(surfaces.begin(), surfaces.end());
        surfaces.erase(std::unique(surfaces.begin(), surfaces.end()), surfaces.end());
        out_.surfaces = static_cast<double>(surfaces.size());
    }

    void walk_arcs() {
        std::vector<std::uint32_t> outside;
        std::array<bool, 6> sides{};
        double angle_sum = 0.0;
        double angles = 0.0;
        out_.degree_min = 1e9;
        for (const std::uint32_t f : members_) {
            std::vector<std::uint32_t> bound;
            for (const Arc& arc : graph_.arcs[f]) {
                if (!inside(arc.face)) {
                    outside.push_back(arc.face);
                    rim_.push_back(arc.edge);
                    const int side = graph_.side[arc.face];
                    if (side != StockBox::kNone) sides[static_cast<std::size_t>(side)] = true;
                    continue;
                }
                if (arc.bend == EdgeBend::Convex) out_.convex_arcs += 0.5;
                if (!binds(graph_, f, arc)) continue;
                bound.push_back(arc.face);
                const double angle = arc.angle_rad * kDegrees;
                out_.angle_min_deg = angles == 0.0 ? angle : std::min(out_.angle_min_deg, angle);
                out_.angle_max_deg = angles == 0.0 ? angle : std::max(out_.angle_max_deg, angle);
                angle_sum += angle;
                angles += 1.0;
                out_.concave_arcs += 0.5;
            }
            std::sort(bound.begin(), bound.end());
            bound.erase(std::unique(bound.begin(), bound.end()), bound.end());
            const auto degree = static_cast<double>(bound.size());
            out_.degree_min = std::min(out_.degree_min, degree);
            out_.degree_max = std::max(out_.degree_max, degree);
            if (degree + 1.0 == out_.faces && members_.size() > 1) ++out_.hubs;
            if (!bound.empty()) ++out_.by_degree[std::min<std::size_t>(bound.size(), 3) - 1];
        }
        if (angles > 0.0) out_.angle_mean_deg = angle_sum / angles;
        std::sort(outside.begin(), outside.end());
        outside.erase(std::unique(outside.begin(), outside.end()), outside.end());
        out_.outside_faces = static_cast<double>(outside.size());
        for (std::uint32_t& face : outside) face = graph_.surface[face];
        std::sort(outside.begin(), outside.end());
        outside.erase(std::unique(outside.begin(), outside.end()), outside.end());
        out_.outside_surfaces = static_cast<double>(outside.size());
        for (std::size_t k = 0; k < 6; ++k) out_.box_sides += sides[k] ? 1.0 : 0.0;
        for (std::size_t k = 0; k < 6; k += 2)
            out_.opposite_sides += sides[k] && sides[k + 1] ? 1.0 : 0.0;
    }

    void count_pairs() {
        std::vector<std::uint32_t> planes;
        for (const std::uint32_t f : members_)
            if (graph_.face(f).kind == geom::SurfaceKind::Plane) planes.push_back(f);
        std::vector<Vec3> directions;
        for (const std::uint32_t f : planes) {
            const Vec3 n = graph_.face(f).axis;
            if (std::none_of(directions.begin(), directions.end(),
                             [&](Vec3 d) { return dot(d, n) > kParallel; }))
                directions.push_back(n);
        }
        out_.directions = static_cast<double>(directions.size());
        if (planes.size() > kPairsMax) {
            out_.parallel = out_.facing = -1.0;
            return;
        }
        for (std::size_t i = 0; i < planes.size(); ++i) {
            const geom::Face& a = graph_.face(planes[i]);
            for (std::size_t k = i + 1; k < planes.size(); ++k) {
                const geom::Face& b = graph_.face(planes[k]);
                const double cosine = dot(a.axis, b.axis);
                if (cosine > kParallel) ++out_.parallel;
                if (cosine < -kParallel && dot(b.origin - a.origin, a.axis) > 0.0) ++out_.facing;
            }
        }
    }

    /// Closed chains of edges around the component: one for a pocket, two for a passage.
    void count_rims() {
        std::sort(rim_.begin(), rim_.end());
        rim_.erase(std::unique(rim_.begin(), rim_.end()), rim_.end());
        out_.rim_edges = static_cast<double>(rim_.size());
        std::map<std::uint32_t, std::uint32_t> root;
        const auto find = [&](std::uint32_t v) {
            while (root[v] != v) v = root[v];
            return v;
        };
        for (const std::uint32_t edge : rim_) {
            const auto [a, b] = graph_.ends[edge];
            root.try_emplace(a, a);
            root.try_emplace(b, b);
            root[find(a)] = find(b);
        }
        for (const auto& [vertex, above] : root) out_.rims += vertex == above ? 1.0 : 0.0;
    }

    void find_prism() {
        Vec3 first;
        bool found = false;
        for (const std::uint32_t f : members_) {
            const geom::Face& face = graph_.face(f);
            if (face.kind == geom::SurfaceKind::Cylinder) {
                out_.prism_axis = face.axis;
                found = true;
                break;
            }
            if (face.kind != geom::SurfaceKind::Plane) continue;
            if (length(first) < 0.5) {
                first = face.axis;
            } else if (const Vec3 n = cross(first, face.axis); length(n) > 1e-3) {
                out_.prism_axis = normalized(n);
                found = true;
                break;
            }
        }
        if (!found) return;
        out_.prismatic =
            std::all_of(members_.begin(), members_.end(),
                        [&](std::uint32_t f) {
                            const geom::Face& face = graph_.face(f);
                            const double along = std::abs(dot(face.axis, out_.prism_axis));
                            if (face.kind == geom::SurfaceKind::Plane) return along < 1e-3;
                            return face.kind == geom::SurfaceKind::Cylinder && along > 1.0 - 1e-6;
                        })
                ? 1.0
                : 0.0;
    }

    const AdjacencyGraph& graph_;
    const Components& components_;
    std::uint32_t component_;
    const std::vector<std::uint32_t>& members_;
    std::span<const FaceShape> shapes_;
    std::vector<std::uint32_t> rim_;
    ComponentShape out_;
};

}  // namespace

void RowWriter::add(std::string_view group, std::string_view name, double value) {
    values_.push_back(static_cast<float>(std::round(value * 1e4) / 1e4));
    if (names_ != nullptr) names_->push_back(std::string{group} + std::string{name});
}

FaceShape face_shape(const AdjacencyGraph& graph, std::uint32_t index) {
    const geom::Face& face = graph.face(index);
    FaceShape shape;
    const bool one_loop = face.loops.size() == 1;
    std::vector<std::uint32_t> on_inner;
    for (const geom::Loop& loop : face.loops) {
        const bool outer = loop.outer || one_loop;
        shape.edges += static_cast<int>(loop.edges.size());
        if (!outer) ++shape.inner_loops;
        for (const geom::EdgeUse& use : loop.edges) {
            shape.perimeter_mm += graph.model->edges[use.edge].length_mm;
            if (!outer) on_inner.push_back(use.edge);
        }
        if (outer && face.kind == geom::SurfaceKind::Plane) add_corners(graph, face, loop, shape);
    }
    std::sort(on_inner.begin(), on_inner.end());
    double total = 0.0;
    std::vector<std::uint32_t> neighbours;
    for (const Arc& arc : graph.arcs[index]) {
        const double angle = arc.angle_rad * kDegrees;
        shape.angle_min_deg = total == 0.0 ? angle : std::min(shape.angle_min_deg, angle);
        shape.angle_max_deg = total == 0.0 ? angle : std::max(shape.angle_max_deg, angle);
        shape.angle_mean_deg += angle * arc.length_mm;
        total += arc.length_mm;
        neighbours.push_back(arc.face);
        const bool inner = std::binary_search(on_inner.begin(), on_inner.end(), arc.edge);
        switch (arc.bend) {
            case EdgeBend::Convex:
                ++shape.convex;
                shape.inner_convex += inner ? 1 : 0;
                break;
            case EdgeBend::Concave:
                ++shape.concave;
                shape.inner_concave += inner ? 1 : 0;
                shape.concave_share += arc.length_mm;
                break;
            case EdgeBend::Smooth:
                ++shape.smooth;
                shape.smooth_share += arc.length_mm;
                break;
        }
    }
    if (total > 0.0) {
        shape.angle_mean_deg /= total;
        shape.concave_share /= total;
        shape.smooth_share /= total;
    }
    std::sort(neighbours.begin(), neighbours.end());
    shape.neighbours =
        static_cast<int>(std::unique(neighbours.begin(), neighbours.end()) - neighbours.begin());
    shape.extents = sorted_extents(graph, std::span{&index, 1});
    return shape;
}

ComponentShape component_shape(const AdjacencyGraph& graph, const Components& components,
                               std::uint32_t component, std::span<const FaceShape> shapes) {
    return Shaper{graph, components, component, shapes}.run();
}

}  // namespace millrace::facts
