#include "millrace/facts/field_view.h"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <map>

#include "fields/fields.h"

namespace millrace::facts {
namespace {

using geom::Vec3;

constexpr float kUnknown = std::numeric_limits<float>::quiet_NaN();

/// A mesh cut from another one.
struct CutMesh {
    geom::TriangleMesh mesh;
    std::vector<std::uint32_t> source;  ///< of each triangle
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
    constexpr int kPassesMax = 12;
    Cutter cutter{surface.mesh};
    double total_mm2 = 0.0;
    for (const double area : surface.triangle_area_mm2) total_mm2 += area;
    // Two triangles a vertex, each half a square of this side or smaller.
    const double edge_max_mm =
        std::max(2.0 * std::sqrt(total_mm2 / vertices_max), 2e-3 * surface.diagonal_mm);
    for (int pass = 0; pass < kPassesMax && 2 * cutter.vertices() < vertices_max; ++pass) {
        if (!cutter.pass(edge_max_mm)) break;
    }
    return cutter.take();
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

/// Gives vertices without a value that of the nearest one with a value, by edges of the mesh: those
/// of the same patch only, or all.
void spread(const geom::TriangleMesh& mesh, const std::vector<std::uint32_t>& patch_of_vertex,
            bool same_patch, std::vector<float>& values) {
    std::vector<std::vector<std::uint32_t>> around(values.size());
    for (const auto& triangle : mesh.triangles) {
        for (std::size_t k = 0; k < 3; ++k) {
            around[triangle[k]].push_back(triangle[(k + 1) % 3]);
            around[triangle[(k + 1) % 3]].push_back(triangle[k]);
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

/// The normals at a vertex: all of its corners', and their mean.
struct VertexNormals {
    std::vector<std::vector<Vec3>> corners;
    std::vector<Vec3> mean;

    explicit VertexNormals(const geom::TriangleMesh& mesh)
        : corners(mesh.vertices.size()), mean(mesh.vertices.size()) {
        for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
            for (std::size_t k = 0; k < 3; ++k) {
                const std::uint32_t v = mesh.triangles[t][k];
                const Vec3 normal = mesh.corner_normals[t][k];
                const auto same = [&](Vec3 n) { return dot(n, normal) > 0.9999; };
                if (std::any_of(corners[v].begin(), corners[v].end(), same)) continue;
                corners[v].push_back(normal);
                mean[v] += normal;
            }
        }
        for (Vec3& normal : mean) normal = normalized(normal);
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
          smooth_{vertex_normals(cut.mesh)},
          normals_{cut.mesh},
          values_(5, std::vector<float>(cut.mesh.vertices.size(), kUnknown)),
          touching_(cut.mesh.vertices.size(), kUnknown) {}

    void run(const CancelToken& cancel) {
        tbb::parallel_for(tbb::blocked_range<std::size_t>{0, smooth_.size(), 64},
                          [&](const tbb::blocked_range<std::size_t>& range) {
                              if (cancel.cancelled()) return;
                              for (std::size_t v = range.begin(); v < range.end(); ++v) at(v);
                          });
        fill_thickness();
    }

    std::vector<float> take(std::size_t field) { return std::move(values_[field]); }

private:
    /// Beside an edge a face is as thick as farther in; a face that is nowhere between two sides is
    /// as thick as the largest ball that touches it; edges are as thick as what they belong to.
    void fill_thickness() {
        std::vector<std::uint32_t> patch(smooth_.size(), kEdge);
        std::map<std::uint32_t, float> largest;
        for (std::size_t v = 0; v < smooth_.size(); ++v) {
            if (!smooth_[v].smooth) continue;
            patch[v] = patches_.patch_of_triangle[cut_.source[smooth_[v].triangle]];
            float& most = largest.try_emplace(patch[v], kUnknown).first->second;
            if (!(most >= touching_[v])) most = touching_[v];
        }
        std::vector<float>& thickness = values_[0];
        spread(cut_.mesh, patch, true, thickness);
        for (std::size_t v = 0; v < smooth_.size(); ++v) {
            if (patch[v] == kEdge) continue;
            if (std::isnan(thickness[v])) thickness[v] = largest[patch[v]];
            // There is room for its own ball at least.
            if (touching_[v] > thickness[v]) thickness[v] = touching_[v];
        }
        spread(cut_.mesh, patch, false, thickness);
    }

    void at(std::size_t v) {
        if (normals_.corners[v].empty()) return;  // no triangle uses it
        const Vec3 point = cut_.mesh.vertices[v];
        if (smooth_[v].smooth) {
            const std::uint32_t triangle = cut_.source[smooth_[v].triangle];
            const Ball inside = inside_.fit(point, smooth_[v].normal, triangle);
            values_[0][v] = between(inside);
            touching_[v] = static_cast<float>(inside.diameter_mm);
            values_[1][v] = across(outside_.fit(point, smooth_[v].normal, triangle));
        }
        const Vec3 lift = normals_.mean[v];
        std::uint8_t seen = 0;
        for (std::size_t d = 0; d < 6; ++d) {
            if (is_free(surface_, point, lift, frame_.axes[d])) {
                seen |= static_cast<std::uint8_t>(1U << d);
            }
        }
        const bool along = is_free(surface_, point, lift, frame_.pull);
        const bool against = is_free(surface_, point, lift, -frame_.pull);
        for (const Vec3 normal : normals_.corners[v]) {
            const auto draft = static_cast<float>(draft_deg(normal, frame_.pull, along, against));
            if (!(draft >= values_[2][v])) values_[2][v] = draft;
            const auto overhang = static_cast<float>(overhang_deg(normal, frame_.up));
            if (!(overhang <= values_[3][v])) values_[3][v] = overhang;
        }
        values_[4][v] = static_cast<float>(reach_mm(frame_, point, seen));
    }

    const Surface& surface_;
    const Patches& patches_;
    const CutMesh& cut_;
    const FieldFrame& frame_;
    BallFitter inside_;
    BallFitter outside_;
    std::vector<VertexNormal> smooth_;
    VertexNormals normals_;
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
    return view;
}

}  // namespace millrace::facts
