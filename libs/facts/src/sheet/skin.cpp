// The sides of a sheet grow over smooth edges, and unroll face by face.
#include "skin.h"

#include <algorithm>
#include <cmath>
#include <queue>

namespace millrace::facts::sheet {
namespace {

using geom::Vec3;

/// Two images of one edge may differ by this; what files round adds up over a few bends.
constexpr double kClosing_mm = 0.01;

std::string face_text(const geom::BoundaryModel& model, std::uint32_t face) {
    std::string text = "face " + std::to_string(face);
    if (model.faces[face].step_id) text += " (#" + std::to_string(*model.faces[face].step_id) + ")";
    return text;
}

}  // namespace

std::string fixed_text(double value, int decimals) {
    std::int64_t scale = 1;
    for (int i = 0; i < decimals; ++i) scale *= 10;
    const std::int64_t rounded = std::llround(std::abs(value) * static_cast<double>(scale));
    if (decimals == 0) return (value < 0.0 && rounded != 0 ? "-" : "") + std::to_string(rounded);
    std::string fraction = std::to_string(rounded % scale);
    fraction.insert(0, static_cast<std::size_t>(decimals) - fraction.size(), '0');
    const std::string sign = value < 0.0 && rounded != 0 ? "-" : "";
    return sign + std::to_string(rounded / scale) + "." + fraction;
}

std::optional<std::uint32_t> across(const geom::Edge& edge, std::uint32_t face) {
    if (edge.seam) return face;
    if (edge.left_face == face) return edge.right_face;
    return edge.left_face;
}

bool smooth(const geom::Edge& edge) { return std::abs(edge.dihedral_rad) < kSmooth_rad; }

std::vector<bool> formed_faces(const geom::BoundaryModel& model, const Mates& mates) {
    std::vector<bool> formed(model.faces.size(), false);
    for (std::uint32_t f = 0; f < model.faces.size(); ++f) {
        const geom::Face& face = model.faces[f];
        if (face.kind != geom::SurfaceKind::Plane || mates.of[f].empty()) continue;
        for (const geom::Loop& loop : face.loops) {
            if (loop.outer || loop.edges.empty()) continue;
            const bool closed = std::all_of(
                loop.edges.begin(), loop.edges.end(),
                [&](const geom::EdgeUse& use) { return smooth(model.edges[use.edge]); });
            if (!closed) continue;
            // Everything behind the loop, without coming back to the plane.
            std::vector<std::uint32_t> stack;
            const auto visit = [&](std::uint32_t from, const geom::EdgeUse& use) {
                const auto next = across(model.edges[use.edge], from);
                if (!next || *next == f || formed[*next]) return;
                formed[*next] = true;
                stack.push_back(*next);
            };
            for (const geom::EdgeUse& use : loop.edges) visit(f, use);
            while (!stack.empty()) {
                const std::uint32_t at = stack.back();
                stack.pop_back();
                for (const geom::Loop& inner : model.faces[at].loops)
                    for (const geom::EdgeUse& use : inner.edges) visit(at, use);
            }
            formed[f] = false;
        }
    }
    return formed;
}

Skin grow_skin(const geom::BoundaryModel& model, const Mates& mates,
               const std::vector<bool>& formed, std::uint32_t root, double outward) {
    Skin skin;
    skin.root = root;
    skin.outward = outward;
    skin.holds.assign(model.faces.size(), false);
    skin.holds[root] = true;
    std::vector<std::uint32_t> stack{root};
    while (!stack.empty()) {
        const std::uint32_t at = stack.back();
        stack.pop_back();
        skin.faces.push_back(at);
        skin.area_mm2 += model.faces[at].area_mm2;
        for (const geom::Loop& loop : model.faces[at].loops) {
            for (const geom::EdgeUse& use : loop.edges) {
                const geom::Edge& edge = model.edges[use.edge];
                const auto next = across(edge, at);
                if (!next || skin.holds[*next] || !smooth(edge)) continue;
                if (mates.of[*next].empty() || formed[*next]) continue;
                skin.holds[*next] = true;
                stack.push_back(*next);
            }
        }
    }
    std::sort(skin.faces.begin(), skin.faces.end());
    return skin;
}

double Placed::turn(Vec3 point) const {
    const Vec3 r = point - origin;
    return std::atan2(geom::dot(r, third), geom::dot(r, beside));
}

Vec2 Placed::flat(Vec3 point) const {
    const double s = geom::dot(point - origin, along);
    if (bend) return at + along2 * s + beside2 * (neutral_mm * turn(point));
    return at + along2 * s + beside2 * geom::dot(point - origin, beside);
}

double k_factor(double radius_mm, double thickness_mm, const SheetOptions& options) {
    const double ratio = radius_mm / thickness_mm;
    if (options.k_factors.empty())
        return k_factor_din6935(from_mm(radius_mm), from_mm(thickness_mm));
    for (const KFactorStep& step : options.k_factors) {
        if (ratio <= step.radius_over_thickness_max) return step.k_factor;
    }
    return options.k_factors.back().k_factor;
}

namespace {

/// Unrolls one side.
class Unfolder {
public:
    Unfolder(const geom::BoundaryModel& model, const Skin& skin, double thickness_mm,
             const SheetOptions& options, Unfolded& out)
        : model_{model}, skin_{skin}, thickness_{thickness_mm}, options_{options}, out_{out} {}

    std::optional<SheetRefusal> run() {
        out_.placed.assign(model_.faces.size(), {});
        out_.tree.clear();
        place_root();
        reach(skin_.root);
        while (!queue_.empty()) {
            const Reach next = queue_.top();
            queue_.pop();
            if (out_.placed[next.child].known) continue;
            if (!place(next.parent, next.child, next.edge)) return refused(next.child);
            out_.tree.push_back({next.parent, next.child, next.edge});
            reach(next.child);
        }
        return check_rings();
    }

private:
    struct Reach {
        double length = 0.0;
        std::uint32_t parent = kNone, child = kNone, edge = kNone;
        /// The longest edge holds best, and keeps flanges where they are bent along.
        bool operator<(const Reach& other) const {
            if (length != other.length) return length < other.length;
            return edge > other.edge;
        }
    };

    void place_root() {
        const geom::Face& face = model_.faces[skin_.root];
        Placed& placed = out_.placed[skin_.root];
        const Vec3 normal = face.axis * skin_.outward;
        // The same frame for both sides, whatever their normals: the sides are opposite.
        const Vec3 side = std::abs(normal.x) < 0.6 ? Vec3{1, 0, 0} : Vec3{0, 1, 0};
        placed.known = true;
        placed.along = normalized(side - normal * geom::dot(side, normal));
        placed.beside = geom::cross(normal, placed.along);
        placed.origin = Vec3{} - normal * geom::dot(Vec3{} - face.origin, normal);
        placed.at = {0.0, 0.0};
        placed.along2 = {1.0, 0.0};
        placed.beside2 = {0.0, 1.0};
    }

    void reach(std::uint32_t parent) {
        for (const geom::Loop& loop : model_.faces[parent].loops) {
            for (const geom::EdgeUse& use : loop.edges) {
                const geom::Edge& edge = model_.edges[use.edge];
                const auto next = across(edge, parent);
                if (!next || !skin_.holds[*next] || out_.placed[*next].known) continue;
                if (smooth(edge)) queue_.push({edge.length_mm, parent, *next, use.edge});
            }
        }
    }

    /// The unfolded direction of a vector that lies in the surface at a point.
    [[nodiscard]] static Vec2 direction(const Placed& placed, Vec3 vector) {
        return placed.along2 * geom::dot(vector, placed.along) +
               placed.beside2 * geom::dot(vector, placed.beside);
    }

    bool place(std::uint32_t parent, std::uint32_t child, std::uint32_t edge_index) {
        const geom::Edge& edge = model_.edges[edge_index];
        const geom::Face& face = model_.faces[child];
        const Placed& from = out_.placed[parent];
        Placed& placed = out_.placed[child];
        const Vec3 hinge = edge.start;
        const Vec2 image = from.flat(hinge);
        placed.known = true;
        if (face.kind == geom::SurfaceKind::Plane) {
            placed.along = from.along;
            placed.along2 = from.along2;
            const Vec3 normal = face.axis * skin_.outward;
            if (std::abs(geom::dot(normal, placed.along)) > 1e-3) return false;
            placed.beside = normalized(geom::cross(normal, placed.along));
            placed.along = geom::cross(placed.beside, normal);
            placed.beside2 = quarter(placed.along2);
            placed.origin = hinge;
            placed.at = image;
            return true;
        }
        placed.bend = true;
        if (geom::length(face.normal) < 0.5) return false;  // rolled all around
        placed.along = face.axis;
        if (from.bend) {
            const double same = geom::dot(face.axis, from.along);
            if (std::abs(std::abs(same) - 1.0) > 1e-7) return false;
            placed.along2 = from.along2 * (same > 0.0 ? 1.0 : -1.0);
        } else {
            placed.along2 = direction(from, face.axis);
            if (std::abs(sheet::length(placed.along2) - 1.0) > 1e-6) return false;
        }
        // Turn zero in the middle of the face, so that no turn comes near half around.
        const Vec3 away = face.concave ? -face.normal : face.normal;
        placed.beside = normalized(away - face.axis * geom::dot(away, face.axis));
        placed.third = geom::cross(face.axis, placed.beside);
        // Growing turn runs along `third` at turn zero, where the side looks along `beside`.
        const Vec3 normal = placed.beside * ((face.concave ? -1.0 : 1.0) * skin_.outward);
        const double hand = geom::dot(geom::cross(placed.third, face.axis), normal);
        placed.beside2 = quarter(placed.along2) * (hand > 0.0 ? -1.0 : 1.0);
        const bool inside = face.concave;
        const double radius = inside ? face.radius_mm : face.radius_mm - thickness_;
        placed.neutral_mm = radius + k_factor(radius, thickness_, options_) * thickness_;
        placed.origin = face.origin;
        placed.at = {0.0, 0.0};
        const Vec2 shift = placed.flat(hinge);
        placed.at = image - shift;
        return true;
    }

    SheetRefusal refused(std::uint32_t child) const {
        const geom::Face& face = model_.faces[child];
        if (face.kind == geom::SurfaceKind::Cylinder && geom::length(face.normal) < 0.5) {
            return {"rolled",
                    "The cylinder of " + face_text(model_, child) +
                        " runs all around its axis: a tube has no edge to unroll it from.",
                    {child}};
        }
        return {"doubly_curved",
                "The bend of " + face_text(model_, child) +
                    " does not lie along the bend beside it, so the surface is curved in two "
                    "directions there.",
                {child}};
    }

    /// Joints outside the tree: both sides must put the edge in the same place.
    [[nodiscard]] std::optional<SheetRefusal> check_rings() const {
        for (std::uint32_t e = 0; e < model_.edges.size(); ++e) {
            const geom::Edge& edge = model_.edges[e];
            if (!edge.left_face || !edge.right_face || edge.seam || !smooth(edge)) continue;
            const std::uint32_t a = *edge.left_face;
            const std::uint32_t b = *edge.right_face;
            if (!skin_.holds[a] || !skin_.holds[b]) continue;
            double gap = 0.0;
            for (const Vec3 p : {edge.start, edge.middle, edge.end}) {
                gap = std::max(gap, sheet::length(out_.placed[a].flat(p) - out_.placed[b].flat(p)));
            }
            if (gap <= kClosing_mm) continue;
            return SheetRefusal{"closed_ring",
                                "Flanges and bends close a ring: unrolled, " +
                                    face_text(model_, a) + " and " + face_text(model_, b) +
                                    " would have to part by " + fixed_text(gap, 3) +
                                    " mm. The ring needs a seam to be cut open at.",
                                {a, b}};
        }
        return std::nullopt;
    }

    const geom::BoundaryModel& model_;
    const Skin& skin_;
    double thickness_;
    const SheetOptions& options_;
    Unfolded& out_;
    std::priority_queue<Reach> queue_;
};

}  // namespace

std::optional<SheetRefusal> unfold(const geom::BoundaryModel& model, const Skin& skin,
                                   double thickness_mm, const SheetOptions& options,
                                   Unfolded& out) {
    return Unfolder{model, skin, thickness_mm, options, out}.run();
}

}  // namespace millrace::facts::sheet
