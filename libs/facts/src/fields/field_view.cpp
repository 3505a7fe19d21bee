#include "millrace/facts/field_view.h"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <functional>
#include <map>
#include <queue>
#include <tuple>

#include "fields/delaunay_flips.h"
#include "fields/fields.h"
#include "fields/spot.h"
#include "millrace/geom/convex_hull.h"

namespace millrace::facts {
namespace {

using geom::Vec3;

constexpr double kDiagonal = 0.7071067811865476;
constexpr float kUnknown = std::numeric_limits<float>::quiet_NaN();

/// A mesh cut from another one.
struct CutMesh {
    geom::TriangleMesh mesh;
    std::vector<std::uint32_t> source;  ///< of each triangle
    std::vector<std::uint32_t> place;   ///< of each vertex, as FieldView::place
};

/// A triangle with the middles of those of its edges that are cut.
struct Corners {
    std::array<std::uint32_t, 3> vertex;
    std::array<Vec3, 3> normal;
};

class Cutter {
public:
    explicit Cutter(const geom::TriangleMesh& mesh) {
        cut_.mesh = mesh;
        cut_.source.resize(mesh.triangles.size());
        for (std::uint32_t t = 0; t < cut_.source.size(); ++t) cut_.source[t] = t;
    }

    /// Cuts every edge longer than a limit in two. @return false when there was none.
    bool pass(double edge_max_mm) {
        edge_max2_ = edge_max_mm * edge_max_mm;
        middles_.clear();
        CutMesh next;
        next.mesh.vertices = std::move(cut_.mesh.vertices);
        for (std::size_t t = 0; t < cut_.mesh.triangles.size(); ++t) {
            split({cut_.mesh.triangles[t], cut_.mesh.corner_normals[t]}, t, next);
        }
        cut_ = std::move(next);
        return !middles_.empty();
    }

    /// Values run straight between the corners of a triangle: along a sliver they show as streaks.
    void round_off() { flip_to_delaunay(cut_.mesh, 10 * cut_.mesh.triangles.size()); }

    [[nodiscard]] double longest_edge_mm() const {
        double longest = 0.0;
        for (std::size_t t = 0; t < cut_.mesh.triangles.size(); ++t) {
            for (int k = 0; k < 3; ++k) {
                const Vec3 edge = cut_.mesh.corner(t, (k + 1) % 3) - cut_.mesh.corner(t, k);
                longest = std::max(longest, length(edge));
            }
        }
        return longest;
    }

    [[nodiscard]] std::size_t vertices() const { return cut_.mesh.vertices.size(); }
    CutMesh take() { return std::move(cut_); }

private:
    /// Cuts one edge of a triangle and goes on with both halves.
    void split(const Corners& corners, std::size_t t, CutMesh& next) {
        for (std::size_t k = 0; k < 3; ++k) {
            const std::size_t a = k;
            const std::size_t b = (k + 1) % 3;
            const auto middle = middle_of(corners.vertex[a], corners.vertex[b], next.mesh.vertices);
            if (!middle) continue;
            const Vec3 normal = normalized(corners.normal[a] + corners.normal[b]);
            Corners first = corners;
            Corners second = corners;
            first.vertex[b] = second.vertex[a] = *middle;
            first.normal[b] = second.normal[a] = normal;
            split(first, t, next);
            split(second, t, next);
            return;
        }
        next.mesh.triangles.push_back(corners.vertex);
        next.mesh.corner_normals.push_back(corners.normal);
        if (!cut_.mesh.face_of_triangle.empty()) {
            next.mesh.face_of_triangle.push_back(cut_.mesh.face_of_triangle[t]);
        }
        next.source.push_back(cut_.source[t]);
    }

    /// The middle of an edge that this pass cuts: both triangles at it find the same one. Edges
    /// that come from cutting are left to the next pass.
    std::optional<std::uint32_t> middle_of(std::uint32_t a, std::uint32_t b,
                                           std::vector<Vec3>& vertices) {
        const auto old = static_cast<std::uint32_t>(vertices.size() - middles_.size());
        if (a >= old || b >= old) return std::nullopt;
        const Vec3 edge = vertices[b] - vertices[a];
        if (dot(edge, edge) <= edge_max2_) return std::nullopt;
        const auto [found, added] = middles_.try_emplace(
            std::pair{std::min(a, b), std::max(a, b)}, static_cast<std::uint32_t>(vertices.size()));
        if (added) vertices.push_back((vertices[a] + vertices[b]) / 2.0);
        return found->second;
    }

    CutMesh cut_;
    double edge_max2_ = 0.0;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> middles_;
};

CutMesh cut_finely(const Surface& surface, std::uint32_t vertices_max) {
    constexpr int kPassesMax = 16;
    Cutter cutter{surface.mesh};
    double total_mm2 = 0.0;
    for (const double area : surface.triangle_area_mm2) total_mm2 += area;
    // Two triangles a vertex, each half a square of this side or smaller.
    const double edge_max_mm =
        std::max(2.0 * std::sqrt(total_mm2 / vertices_max), 2e-3 * surface.diagonal_mm);
    for (int pass = 0; pass < kPassesMax && 2 * cutter.vertices() < vertices_max; ++pass) {
        cutter.round_off();
        // Those first that are longest by far: what is left of the vertices goes where it shows.
        if (!cutter.pass(std::max(edge_max_mm, 0.7 * cutter.longest_edge_mm()))) break;
    }
    cutter.round_off();
    return cutter.take();
}

/// Gives every side of a sharp edge vertices of its own, so that no value is shared across it.
/// Neighbours whose normals differ by less than 10° stay together.
void split_at_edges(CutMesh& cut) {
    constexpr double kSmooth = 0.985;
    struct Side {
        Vec3 normal;
        std::uint32_t vertex = 0;
    };
    auto& vertices = cut.mesh.vertices;
    std::vector<std::vector<Side>> sides(vertices.size());
    cut.place.resize(vertices.size());
    for (std::uint32_t v = 0; v < cut.place.size(); ++v) cut.place[v] = v;
    for (std::size_t t = 0; t < cut.mesh.triangles.size(); ++t) {
        for (std::size_t k = 0; k < 3; ++k) {
            std::uint32_t& vertex = cut.mesh.triangles[t][k];
            const std::uint32_t place = vertex;
            const Vec3 normal = cut.mesh.corner_normals[t][k];
            auto& known = sides[place];
            auto side = std::find_if(known.begin(), known.end(), [&](const Side& one) {
                return dot(one.normal, normal) >= kSmooth;
            });
            if (side == known.end()) {
                const bool first = known.empty();
                known.push_back(
                    {normal, first ? place : static_cast<std::uint32_t>(vertices.size())});
                side = std::prev(known.end());
                if (!first) {
                    vertices.push_back(Vec3{vertices[place]});
                    cut.place.push_back(place);
                }
            }
            vertex = side->vertex;
        }
    }
}

/// The diameter of a ball between two sides.
float between(const Ball& ball) {
    const bool opposite = ball.kind == BallKind::Wall || ball.kind == BallKind::Taper;
    return opposite ? static_cast<float>(ball.diameter_mm) : kUnknown;
}

/// The same, and beside the floor or the mouth of a slot straight across.
float across(const Ball& ball) {
    const float value = between(ball);
    return std::isnan(value) ? static_cast<float>(ball.straight_mm) : value;
}

constexpr std::uint32_t kEdge = ~std::uint32_t{0};  ///< instead of a patch

/// Of each vertex those that share an edge with it.
std::vector<std::vector<std::uint32_t>> neighbours(const CutMesh& cut) {
    std::vector<std::vector<std::uint32_t>> around(cut.mesh.vertices.size());
    for (const auto& triangle : cut.mesh.triangles) {
        for (std::size_t k = 0; k < 3; ++k) {
            around[triangle[k]].push_back(triangle[(k + 1) % 3]);
            around[triangle[(k + 1) % 3]].push_back(triangle[k]);
        }
    }
    return around;
}

/// Gives vertices without a value that of the nearest one with a value, by edges of the mesh: those
/// of the same patch only, or all, also across a sharp edge.
void spread(const CutMesh& cut, std::vector<std::vector<std::uint32_t>> around,
            const std::vector<std::uint32_t>& patch_of_vertex, bool same_patch,
            std::vector<float>& values) {
    if (!same_patch) {
        for (std::uint32_t v = 0; v < values.size(); ++v) {
            if (cut.place[v] == v) continue;
            around[cut.place[v]].push_back(v);
            around[v].push_back(cut.place[v]);
        }
    }
    std::deque<std::uint32_t> front;
    for (std::uint32_t v = 0; v < values.size(); ++v) {
        if (!std::isnan(values[v])) front.push_back(v);
    }
    while (!front.empty()) {
        const std::uint32_t v = front.front();
        front.pop_front();
        for (const std::uint32_t next : around[v]) {
            if (!std::isnan(values[next])) continue;
            if (same_patch && patch_of_vertex[next] != patch_of_vertex[v]) continue;
            if (same_patch && patch_of_vertex[next] == kEdge) continue;
            values[next] = values[v];
            front.push_back(next);
        }
    }
}

/// The surface at the vertices of a cut mesh.
struct VertexSurface {
    std::vector<Vec3> normal;             ///< of the side that the vertex belongs to; 0 if unused
    std::vector<Vec3> lift;               ///< away from all sides at its place
    std::vector<std::uint32_t> triangle;  ///< one of its own
    std::vector<bool> at_edge;            ///< other sides meet there

    explicit VertexSurface(const CutMesh& cut)
        : normal(cut.place.size()),
          lift(cut.place.size()),
          triangle(cut.place.size()),
          at_edge(cut.place.size()) {
        for (std::uint32_t t = 0; t < cut.mesh.triangles.size(); ++t) {
            for (std::size_t k = 0; k < 3; ++k) {
                const std::uint32_t v = cut.mesh.triangles[t][k];
                if (normal[v] == Vec3{}) normal[v] = cut.mesh.corner_normals[t][k];
                triangle[v] = t;
            }
        }
        for (std::uint32_t v = 0; v < cut.place.size(); ++v) {
            lift[cut.place[v]] += normal[v];
            if (cut.place[v] != v) at_edge[v] = at_edge[cut.place[v]] = true;
        }
        for (std::uint32_t v = 0; v < cut.place.size(); ++v) {
            if (cut.place[v] == v)
                lift[v] = normalized(lift[v]);
            else
                lift[v] = lift[cut.place[v]];
        }
    }
};

/// Writes the values of all five fields at the vertices of a cut mesh.
class Evaluation {
public:
    Evaluation(const Surface& surface, const Patches& patches, const CutMesh& cut,
               const FieldFrame& frame)
        : surface_{surface},
          patches_{patches},
          cut_{cut},
          frame_{frame},
          inside_{surface, patches, Side::Inside},
          outside_{surface, patches, Side::Outside},
          at_{cut},
          values_(5, std::vector<float>(cut.mesh.vertices.size(), kUnknown)),
          touching_(cut.mesh.vertices.size(), kUnknown) {}

    void run(const CancelToken& cancel) {
        tbb::parallel_for(tbb::blocked_range<std::size_t>{0, at_.normal.size(), 64},
                          [&](const tbb::blocked_range<std::size_t>& range) {
                              if (cancel.cancelled()) return;
                              for (std::size_t v = range.begin(); v < range.end(); ++v) at(v);
                          });
        fill_thickness();
    }

    std::vector<float> take(std::size_t field) { return std::move(values_[field]); }

private:
    /// Beside an edge a face is as thick as farther in: as the nearest ball between two sides that
    /// covers the place, else as where the ball that touches it grows no more. Edges are as thick
    /// as what they belong to.
    void fill_thickness() {
        std::vector<std::uint32_t> patch(at_.normal.size(), kEdge);
        for (std::uint32_t v = 0; v < patch.size(); ++v) {
            if (at_.normal[v] == Vec3{} || at_.at_edge[v]) continue;
            patch[v] = patches_.patch_of_triangle[cut_.source[at_.triangle[v]]];
        }
        const auto around = neighbours(cut_);
        std::vector<float>& thickness = values_[0];
        cover(patch, around, thickness);
        const std::vector<std::uint32_t> farther_in = uphill(patch, around);
        std::vector<std::uint32_t> tops;
        for (std::uint32_t v = 0; v < patch.size(); ++v) {
            if (patch[v] != kEdge && farther_in[v] == v && std::isnan(thickness[v]))
                tops.push_back(v);
        }
        tbb::parallel_for(std::size_t{0}, tops.size(), [&](std::size_t k) {
            thickness[tops[k]] = largest_near(tops[k], around[tops[k]]);
        });
        for (std::uint32_t v = 0; v < patch.size(); ++v) thickness[v] = thickness[farther_in[v]];
        spread(cut_, around, patch, true, thickness);
        spread(cut_, around, patch, false, thickness);
    }

    /// Gives vertices the thickness of the nearest one on the same face, by edges of the mesh,
    /// whose ball reaches as far to the side.
    void cover(const std::vector<std::uint32_t>& patch,
               const std::vector<std::vector<std::uint32_t>>& around,
               std::vector<float>& thickness) const {
        struct Way {
            double length_mm;
            std::uint32_t to;
            std::uint32_t from;
            bool operator>(const Way& other) const {
                return std::tie(length_mm, to, from) >
                       std::tie(other.length_mm, other.to, other.from);
            }
        };
        std::priority_queue<Way, std::vector<Way>, std::greater<>> front;
        std::vector<bool> reached(patch.size(), false);
        for (std::uint32_t v = 0; v < patch.size(); ++v) {
            if (patch[v] != kEdge && !std::isnan(thickness[v])) front.push({0.0, v, v});
        }
        const auto& at = cut_.mesh.vertices;
        while (!front.empty()) {
            const Way way = front.top();
            front.pop();
            if (reached[way.to]) continue;
            reached[way.to] = true;
            thickness[way.to] = thickness[way.from];
            const double radius_mm = static_cast<double>(thickness[way.from]) / 2.0;
            for (const std::uint32_t next : around[way.to]) {
                if (reached[next] || patch[next] != patch[way.to]) continue;
                if (length(at[next] - at[way.from]) > radius_mm) continue;
                if (touching_[next] > thickness[way.from]) continue;  // there is room for more
                front.push({way.length_mm + length(at[next] - at[way.to]), next, way.from});
            }
        }
    }

    /// Of each vertex that is not between two sides the one where the way to larger and larger
    /// balls on its face ends; of others itself.
    [[nodiscard]] std::vector<std::uint32_t> uphill(
        const std::vector<std::uint32_t>& patch,
        const std::vector<std::vector<std::uint32_t>>& around) const {
        constexpr float kGrowth = 1.001F;
        std::vector<std::uint32_t> next(patch.size());
        for (std::uint32_t v = 0; v < next.size(); ++v) {
            next[v] = v;
            if (patch[v] == kEdge || !std::isnan(values_[0][v])) continue;
            for (const std::uint32_t beside : around[v]) {
                if (patch[beside] != patch[v]) continue;
                const float most = touching_[next[v]] * (next[v] == v ? kGrowth : 1.0F);
                if (touching_[beside] > most) next[v] = beside;
            }
        }
        // Balls grow along each way, so none leads back.
        for (std::uint32_t& end : next) {
            while (next[end] != end) end = next[end];
        }
        return next;
    }

    /// The largest ball up from a vertex on the same face; it lies between vertices as a rule.
    [[nodiscard]] float largest_near(std::uint32_t v,
                                     const std::vector<std::uint32_t>& around) const {
        constexpr int kRoundsMax = 60;
        constexpr double kLastStep = 0.004;
        double step_mm = 0.0;
        for (const std::uint32_t beside : around) {
            const Vec3 edge = cut_.mesh.vertices[beside] - cut_.mesh.vertices[v];
            step_mm = std::max(step_mm, length(edge) / 2.0);
        }
        const std::uint32_t triangle = cut_.source[at_.triangle[v]];
        const std::uint32_t patch = patches_.patch_of_triangle[triangle];
        Spot spot = spot_at(surface_, cut_.mesh.vertices[v], triangle);
        Ball ball = inside_.fit(cut_.mesh.vertices[v], at_.normal[v], triangle);
        const double last_step_mm = kLastStep * step_mm;
        for (int round = 0; round < kRoundsMax && step_mm > last_step_mm; ++round) {
            bool better = false;
            const Vec3 normal = normal_at(surface_, spot);
            const auto [x, y] = geom::perpendicular_frame(normal);
            for (const Vec3 way : {x, -x, y, -y, (x + y) * kDiagonal, (x - y) * kDiagonal,
                                   (y - x) * kDiagonal, (x + y) * -kDiagonal}) {
                const auto next = spot_beside(surface_, spot, way * step_mm, normal);
                if (!next || patches_.patch_of_triangle[next->triangle] != patch) continue;
                const Ball there = inside_.fit(point_at(surface_, *next),
                                               normal_at(surface_, *next), next->triangle, ball);
                if (!(there.diameter_mm > ball.diameter_mm)) continue;
                ball = there;
                spot = *next;
                better = true;
            }
            if (!better) step_mm /= 2.0;
        }
        return static_cast<float>(ball.diameter_mm);
    }

    void at(std::size_t v) {
        const Vec3 normal = at_.normal[v];
        if (normal == Vec3{}) return;  // no triangle uses it
        const Vec3 point = cut_.mesh.vertices[v];
        if (!at_.at_edge[v]) {
            const std::uint32_t triangle = cut_.source[at_.triangle[v]];
            const Ball inside = inside_.fit(point, normal, triangle);
            values_[0][v] = between(inside);
            touching_[v] = static_cast<float>(inside.diameter_mm);
            values_[1][v] = across(outside_.fit(point, normal, triangle));
        }
        // The line starts clear of every side that meets there, but only where its own side faces.
        const Outlook from{point, normal, at_.lift[v]};
        const auto is_seen = [&](Vec3 direction) { return is_free(surface_, from, direction); };
        std::uint8_t seen = 0;
        for (std::size_t d = 0; d < 6; ++d) {
            if (is_seen(frame_.axes[d])) seen |= static_cast<std::uint8_t>(1U << d);
        }
        values_[2][v] = static_cast<float>(
            draft_deg(normal, frame_.pull, is_seen(frame_.pull), is_seen(-frame_.pull)));
        values_[3][v] = static_cast<float>(overhang_deg(normal, frame_.up));
        values_[4][v] = static_cast<float>(reach_mm(frame_, point, seen));
    }

    const Surface& surface_;
    const Patches& patches_;
    const CutMesh& cut_;
    const FieldFrame& frame_;
    BallFitter inside_;
    BallFitter outside_;
    VertexSurface at_;
    std::vector<std::vector<float>> values_;
    std::vector<float> touching_;  ///< diameter of the largest ball, of whatever kind
};

}  // namespace

Result<FieldView> field_view(const geom::BoundaryModel& model, const PartFacts& facts,
                             const FieldViewOptions& options) {
    if (model.mesh.triangles.empty()) {
        return Error{ErrorCode::InvalidGeometry, "The part has no triangle to show.", {}};
    }
    const Surface surface{facts.defects.inside_out ? turned_inside_out(model.mesh) : model.mesh};
    const Patches patches = make_patches(model, surface, shared_edges(surface.mesh));
    CutMesh cut = cut_finely(surface, options.vertices_max);
    split_at_edges(cut);
    const FieldFrame frame = field_frame(surface.mesh, facts);
    Evaluation evaluation{surface, patches, cut, frame};
    evaluation.run(options.cancel);
    if (options.cancel.cancelled()) {
        return Error{ErrorCode::Cancelled, "Measuring the fields was stopped on request.", {}};
    }
    FieldView view;
    view.fields = facts.fields;
    for (std::size_t k = 0; k < view.fields.size(); ++k) {
        view.fields[k].per_vertex = evaluation.take(k);
    }
    view.model = model;
    view.model.mesh = std::move(cut.mesh);
    view.place = std::move(cut.place);
    return view;
}

}  // namespace millrace::facts
