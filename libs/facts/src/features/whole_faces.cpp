#include "whole_faces.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "exact_features.h"

namespace millrace::facts {
namespace {

using geom::SurfaceKind;
using geom::Vec3;

constexpr double kSmoothJoint = 2e-3;
constexpr double kSameDirection = 1e-4;
/// Sizes that differ by less than this share of the part are the same: slack of a STEP file.
constexpr double kSameSize = 1e-6;

/// Compares surfaces and points of one part.
class Tolerance {
public:
    explicit Tolerance(const geom::BoundaryModel& model) {
        // The size of the part is measured from its middle: the box around it depends on the pose.
        Vec3 middle;
        for (const geom::Edge& edge : model.edges) middle += (edge.start + edge.end) / 2.0;
        if (!model.edges.empty()) middle = middle / static_cast<double>(model.edges.size());
        double reach = 0.0;
        for (const geom::Edge& edge : model.edges)
            for (const Vec3 p : {edge.start, edge.middle, edge.end})
                reach = std::max(reach, length(p - middle));
        slack_mm_ = std::max(1e-6, kSameSize * 2.0 * reach);
    }

    [[nodiscard]] bool same(double a_mm, double b_mm) const {
        return std::abs(a_mm - b_mm) <= slack_mm_;
    }
    [[nodiscard]] bool same(Vec3 a, Vec3 b) const { return length(a - b) <= slack_mm_; }
    [[nodiscard]] bool on_line(Vec3 point, Vec3 origin, Vec3 direction) const {
        const Vec3 off = point - origin;
        return length(off - direction * dot(off, direction)) <= slack_mm_;
    }

    [[nodiscard]] bool same_surface(const geom::Face& a, const geom::Face& b) const {
        if (a.kind != b.kind || a.body != b.body) return false;
        const bool parallel = length(cross(a.axis, b.axis)) < kSameDirection;
        switch (a.kind) {
            case SurfaceKind::Plane:
                return parallel && dot(a.axis, b.axis) > 0.0 &&
                       std::abs(dot(b.origin - a.origin, a.axis)) <= slack_mm_;
            case SurfaceKind::Cylinder:
                return parallel && a.concave == b.concave && same(a.radius_mm, b.radius_mm) &&
                       on_line(b.origin, a.origin, a.axis);
            case SurfaceKind::Cone: {
                const double sense = dot(a.axis, b.axis) > 0.0 ? 1.0 : -1.0;
                const double along = dot(b.origin - a.origin, a.axis);
                return parallel && a.concave == b.concave && on_line(b.origin, a.origin, a.axis) &&
                       std::abs(a.half_angle_rad - sense * b.half_angle_rad) < kSameDirection &&
                       same(a.radius_mm + along * std::tan(a.half_angle_rad), b.radius_mm);
            }
            case SurfaceKind::Sphere:
                return a.concave == b.concave && same(a.radius_mm, b.radius_mm) &&
                       same(a.origin, b.origin);
            case SurfaceKind::Torus:
                return parallel && a.concave == b.concave && same(a.radius_mm, b.radius_mm) &&
                       same(a.minor_radius_mm, b.minor_radius_mm) && same(a.origin, b.origin);
            case SurfaceKind::Extrusion:
            case SurfaceKind::Revolution:
            case SurfaceKind::Freeform:
            case SurfaceKind::Facets: return false;
        }
        return false;
    }

private:
    double slack_mm_ = 0.0;
};

class Joiner {
public:
    explicit Joiner(const geom::BoundaryModel& model) : given_{model}, same_{model} {}

    std::optional<WholeFaces> run() {
        if (!number_faces()) return std::nullopt;
        make_faces();
        keep_edges();
        join_edges();
        make_loops();
        whole_.model.mesh = given_.mesh;
        for (std::uint32_t& face : whole_.model.mesh.face_of_triangle) face = whole_.whole_of[face];
        measure_around_axes();
        return std::move(whole_);
    }

private:
    /// Numbers the whole faces in the order of their first pieces. @return whether any has two.
    bool number_faces() {
        const std::size_t count = given_.faces.size();
        std::vector<std::uint32_t> parent(count);
        std::iota(parent.begin(), parent.end(), 0U);
        const auto root = [&](std::uint32_t face) {
            while (parent[face] != face) face = parent[face] = parent[parent[face]];
            return face;
        };
        bool any = false;
        for (const geom::Edge& edge : given_.edges) {
            if (edge.seam || !edge.left_face || !edge.right_face) continue;
            if (std::abs(edge.dihedral_rad) > kSmoothJoint) continue;
            const std::uint32_t a = root(*edge.left_face);
            const std::uint32_t b = root(*edge.right_face);
            if (a == b || !same_.same_surface(given_.faces[a], given_.faces[b])) continue;
            parent[std::max(a, b)] = std::min(a, b);
            any = true;
        }
        if (!any) return false;
        whole_.whole_of.resize(count);
        for (std::uint32_t f = 0; f < count; ++f) {
            if (root(f) == f) {
                whole_.whole_of[f] = static_cast<std::uint32_t>(whole_.pieces.size());
                whole_.pieces.push_back({f});
            } else {
                whole_.whole_of[f] = whole_.whole_of[root(f)];
                whole_.pieces[whole_.whole_of[f]].push_back(f);
            }
        }
        return true;
    }

    void make_faces() {
        geom::BoundaryModel& model = whole_.model;
        model.name = given_.name;
        model.exact = given_.exact;
        model.bodies = given_.bodies;
        model.exact_box = given_.exact_box;
        model.mesh_deflection_mm = given_.mesh_deflection_mm;
        for (const auto& pieces : whole_.pieces) {
            geom::Face face = given_.faces[pieces.front()];
            if (pieces.size() > 1) {
                face.loops.clear();
                face.area_mm2 = 0.0;
                Vec3 moment;
                Vec3 normal;
                for (const std::uint32_t f : pieces) {
                    const geom::Face& piece = given_.faces[f];
                    face.area_mm2 += piece.area_mm2;
                    moment += piece.centroid * piece.area_mm2;
                    normal += piece.normal * piece.area_mm2;
                }
                if (face.area_mm2 > 0.0) face.centroid = moment / face.area_mm2;
                // Around a full turn normals cancel but for rounding.
                face.normal = length(normal) > 1e-6 * face.area_mm2 ? normalized(normal) : Vec3{};
            }
            model.faces.push_back(std::move(face));
        }
    }

    /// Edges between pieces of one face are gone; the others name whole faces.
    void keep_edges() {
        for (const geom::Edge& edge : given_.edges) {
            const bool inner =
                !edge.seam && edge.left_face && edge.right_face &&
                *edge.left_face != *edge.right_face &&
                whole_.whole_of[*edge.left_face] == whole_.whole_of[*edge.right_face];
            new_of_.push_back(inner ? kGone : static_cast<std::uint32_t>(edges_.size()));
            if (inner) continue;
            edges_.push_back(edge);
            if (edge.left_face) edges_.back().left_face = whole_.whole_of[*edge.left_face];
            if (edge.right_face) edges_.back().right_face = whole_.whole_of[*edge.right_face];
        }
        for (std::uint32_t f = 0; f < given_.faces.size(); ++f) {
            const bool in_pieces = whole_.pieces[whole_.whole_of[f]].size() > 1;
            for (const geom::Loop& loop : given_.faces[f].loops)
                for (const geom::EdgeUse& use : loop.edges)
                    if (in_pieces && new_of_[use.edge] != kGone)
                        loose_[whole_.whole_of[f]].push_back({new_of_[use.edge], use.forward});
        }
    }

    /// Two edges between the same faces that follow each other on one line or circle.
    [[nodiscard]] bool go_on(const geom::Edge& a, const geom::Edge& b) const {
        if (a.kind != b.kind || a.seam || b.seam) return false;
        const bool beside = (a.left_face == b.left_face && a.right_face == b.right_face) ||
                            (a.left_face == b.right_face && a.right_face == b.left_face);
        if (!beside || a.left_face == a.right_face) return false;
        if (a.kind == geom::CurveKind::Line) {
            return length(cross(normalized(a.end - a.start), normalized(b.end - b.start))) <
                   kSameDirection;
        }
        return a.kind == geom::CurveKind::Circle && same_.same(a.radius_mm, b.radius_mm) &&
               same_.same(a.centre, b.centre) && length(cross(a.axis, b.axis)) < kSameDirection;
    }

    /// `a` goes on with `b` from its end.
    static void append(geom::Edge& a, const geom::Edge& b, Vec3 end) {
        const double whole_mm = a.length_mm + b.length_mm;
        if (a.kind == geom::CurveKind::Line) {
            a.middle = (a.start + end) / 2.0;
        } else {
            a.middle = along_circle(a, whole_mm / 2.0);
        }
        a.length_mm = whole_mm;
        a.end = end;
    }

    /// Joins edges at points where only two of them meet.
    void join_edges() {
        into_.resize(edges_.size());
        std::iota(into_.begin(), into_.end(), 0U);
        // Only edges of faces that were in pieces: all others are as the file has them.
        const auto concerned = [&](const geom::Edge& edge) {
            const auto in_pieces = [&](const std::optional<std::uint32_t>& face) {
                return face && whole_.pieces[*face].size() > 1;
            };
            return !edge.seam && (in_pieces(edge.left_face) || in_pieces(edge.right_face));
        };
        bool changed = true;
        while (changed) {
            changed = false;
            std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::uint32_t>> between;
            for (std::uint32_t e = 0; e < edges_.size(); ++e) {
                const geom::Edge& edge = edges_[e];
                if (into_[e] != e || !concerned(edge) || !edge.left_face || !edge.right_face)
                    continue;
                const auto [low, high] = std::minmax(*edge.left_face, *edge.right_face);
                between[{low, high}].push_back(e);
            }
            for (const auto& [faces, list] : between)
                for (std::size_t i = 0; i < list.size(); ++i)
                    for (std::size_t k = i + 1; k < list.size(); ++k)
                        changed = try_join(list[i], list[k]) || changed;
        }
    }

    bool try_join(std::uint32_t a, std::uint32_t b) {
        if (into_[a] != a || into_[b] != b || !go_on(edges_[a], edges_[b])) return false;
        geom::Edge& first = edges_[a];
        const geom::Edge& second = edges_[b];
        const auto closed = [&](const geom::Edge& edge) {
            return same_.same(edge.start, edge.end);
        };
        if (closed(first) || closed(second)) return false;
        const bool from_start = same_.same(first.end, second.start) && alone(first.end, a, b);
        const bool from_end = same_.same(first.end, second.end) && alone(first.end, a, b);
        if (from_start || from_end) {
            append(first, second, from_start ? second.end : second.start);
        } else if (same_.same(first.start, second.end) && alone(first.start, a, b)) {
            geom::Edge joined = second;
            append(joined, first, first.end);
            joined.left_face = first.left_face;
            joined.right_face = first.right_face;
            first = joined;
        } else if (same_.same(first.start, second.start) && alone(first.start, a, b)) {
            geom::Edge joined = second;
            std::swap(joined.start, joined.end);
            append(joined, first, first.end);
            joined.left_face = first.left_face;
            joined.right_face = first.right_face;
            first = joined;
        } else {
            return false;
        }
        into_[b] = a;
        return true;
    }

    /// No third edge ends at the point.
    [[nodiscard]] bool alone(Vec3 point, std::uint32_t a, std::uint32_t b) const {
        for (std::uint32_t e = 0; e < edges_.size(); ++e) {
            if (e == a || e == b || into_[e] != e || edges_[e].seam) continue;
            if (same_.same(edges_[e].start, point) || same_.same(edges_[e].end, point))
                return false;
        }
        return true;
    }

    [[nodiscard]] std::uint32_t root(std::uint32_t edge) const {
        while (into_[edge] != edge) edge = into_[edge];
        return edge;
    }

    /// Numbers the edges that are left, and gives every face its loops again.
    void make_loops() {
        std::vector<std::uint32_t> number(edges_.size(), kGone);
        for (std::uint32_t e = 0; e < edges_.size(); ++e) {
            if (into_[e] != e) continue;
            number[e] = static_cast<std::uint32_t>(whole_.model.edges.size());
            whole_.model.edges.push_back(edges_[e]);
        }
        const auto renamed = [&](geom::EdgeUse use) {
            const geom::Edge& old = edges_[use.edge];
            const std::uint32_t r = root(use.edge);
            // A joined edge may run against its part: then the faces have changed sides.
            const bool turned = r != use.edge && old.left_face != edges_[r].left_face;
            return geom::EdgeUse{number[r], turned ? !use.forward : use.forward};
        };
        for (std::uint32_t f = 0; f < whole_.pieces.size(); ++f) {
            geom::Face& face = whole_.model.faces[f];
            if (whole_.pieces[f].size() == 1) {
                for (geom::Loop& loop : face.loops) {
                    std::vector<geom::EdgeUse> uses;
                    for (const geom::EdgeUse& use : loop.edges) {
                        const geom::EdgeUse now = renamed({new_of_[use.edge], use.forward});
                        const bool again =
                            std::any_of(uses.begin(), uses.end(), [&](const geom::EdgeUse& u) {
                                return u.edge == now.edge && u.forward == now.forward;
                            });
                        if (!again) uses.push_back(now);
                    }
                    loop.edges = std::move(uses);
                }
                continue;
            }
            std::vector<geom::EdgeUse> uses;
            for (const geom::EdgeUse& use : loose_[f]) {
                const geom::EdgeUse now = renamed(use);
                if (std::none_of(uses.begin(), uses.end(), [&](const geom::EdgeUse& u) {
                        return u.edge == now.edge && u.forward == now.forward;
                    }))
                    uses.push_back(now);
            }
            chain(uses, face);
        }
    }

    [[nodiscard]] Vec3 from(const geom::EdgeUse& use) const {
        const geom::Edge& edge = whole_.model.edges[use.edge];
        return use.forward ? edge.start : edge.end;
    }
    [[nodiscard]] Vec3 to(const geom::EdgeUse& use) const {
        const geom::Edge& edge = whole_.model.edges[use.edge];
        return use.forward ? edge.end : edge.start;
    }

    /// Closed chains of edges. Of a plane the largest is the outer one; around an axis there is
    /// none.
    void chain(std::vector<geom::EdgeUse> uses, geom::Face& face) const {
        std::vector<bool> used(uses.size(), false);
        for (std::size_t i = 0; i < uses.size(); ++i) {
            if (used[i]) continue;
            geom::Loop loop;
            std::size_t at = i;
            while (true) {
                used[at] = true;
                loop.edges.push_back(uses[at]);
                if (same_.same(to(uses[at]), from(uses[i]))) break;
                std::size_t next = uses.size();
                for (std::size_t k = 0; k < uses.size() && next == uses.size(); ++k)
                    if (!used[k] && same_.same(to(uses[at]), from(uses[k]))) next = k;
                if (next == uses.size()) break;
                at = next;
            }
            face.loops.push_back(std::move(loop));
        }
        if (face.kind != SurfaceKind::Plane && face.loops.size() > 1) return;
        const auto longest = std::max_element(
            face.loops.begin(), face.loops.end(),
            [&](const geom::Loop& a, const geom::Loop& b) { return extent(a) < extent(b); });
        if (longest != face.loops.end()) longest->outer = true;
    }

    /// The largest distance between two points of a loop, whatever way it lies.
    [[nodiscard]] double extent(const geom::Loop& loop) const {
        std::vector<Vec3> points;
        for (const geom::EdgeUse& use : loop.edges) {
            const geom::Edge& edge = whole_.model.edges[use.edge];
            points.insert(points.end(), {edge.start, edge.middle, edge.end});
        }
        double longest = 0.0;
        for (std::size_t i = 0; i < points.size(); ++i)
            for (std::size_t k = i + 1; k < points.size(); ++k)
                longest = std::max(longest, length(points[k] - points[i]));
        return longest;
    }

    /// What part of the turn a joined face covers, and from where to where it reaches.
    void measure_around_axes() {
        std::vector<std::vector<std::uint32_t>> triangles(whole_.pieces.size());
        const auto& face_of = whole_.model.mesh.face_of_triangle;
        for (std::uint32_t t = 0; t < face_of.size(); ++t) triangles[face_of[t]].push_back(t);
        for (std::uint32_t f = 0; f < whole_.pieces.size(); ++f) {
            geom::Face& face = whole_.model.faces[f];
            if (whole_.pieces[f].size() == 1 || face.kind == SurfaceKind::Plane) continue;
            face.sweep_rad = covered_angle(whole_.model.mesh, triangles[f],
                                           {face.origin, normalized(face.axis)}, 1e-9);
            if (face.sweep_rad > 2.0 * kPi - 1e-6) face.sweep_rad = 2.0 * kPi;
            for (const std::uint32_t piece : whole_.pieces[f]) {
                const geom::Face& one = given_.faces[piece];
                for (const double at : {one.axial_min_mm, one.axial_max_mm}) {
                    const double level = dot(one.origin + one.axis * at - face.origin, face.axis);
                    face.axial_min_mm = std::min(face.axial_min_mm, level);
                    face.axial_max_mm = std::max(face.axial_max_mm, level);
                }
            }
        }
    }

    static constexpr std::uint32_t kGone = 0xFFFFFFFF;

    const geom::BoundaryModel& given_;
    Tolerance same_;
    WholeFaces whole_;
    std::vector<geom::Edge> edges_;      ///< that are left, with whole faces
    std::vector<std::uint32_t> new_of_;  ///< of every given edge: its place in `edges_`
    std::vector<std::uint32_t> into_;    ///< the edge that an edge was joined into
    std::map<std::uint32_t, std::vector<geom::EdgeUse>> loose_;  ///< borders of joined faces
};

}  // namespace

Vec3 along_circle(const geom::Edge& edge, double length_mm) {
    const Vec3 axis = normalized(edge.axis);
    const Vec3 spoke = edge.start - edge.centre;
    const auto turned = [&](double angle) {
        return edge.centre + spoke * std::cos(angle) + cross(axis, spoke) * std::sin(angle);
    };
    const double half = edge.length_mm / 2.0 / edge.radius_mm;
    const double sense =
        length(turned(half) - edge.middle) <= length(turned(-half) - edge.middle) ? 1.0 : -1.0;
    return turned(sense * length_mm / edge.radius_mm);
}

std::optional<WholeFaces> join_pieces(const geom::BoundaryModel& model) {
    return Joiner{model}.run();
}

Patches join_patches(const WholeFaces& whole, const Patches& patches) {
    Patches joined;
    joined.exact = patches.exact;
    joined.faces = whole.model.faces;
    joined.edges = whole.model.edges;
    joined.patch_of_triangle = patches.patch_of_triangle;
    joined.triangles.resize(joined.faces.size());
    for (std::uint32_t t = 0; t < joined.patch_of_triangle.size(); ++t) {
        std::uint32_t& patch = joined.patch_of_triangle[t];
        patch = whole.whole_of[patch];
        joined.triangles[patch].push_back(t);
    }
    for (std::uint32_t p = 0; p < joined.faces.size(); ++p) joined.model_faces.push_back({p});
    for (const auto& [a, b] : patches.convex_neighbours) {
        const auto pair = std::minmax(whole.whole_of[a], whole.whole_of[b]);
        if (pair.first != pair.second) joined.convex_neighbours.emplace_back(pair);
    }
    auto& pairs = joined.convex_neighbours;
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    return joined;
}

}  // namespace millrace::facts
