#include "walls.h"

#include <algorithm>
#include <cmath>

namespace millrace::facts::sheet {
namespace {

using geom::SurfaceKind;
using geom::Vec3;

constexpr double kRight = 1.57079632679489662;
// A wall counts as square within one degree; the refold check measures what that leaves.
constexpr double kSquare_rad = 0.02;
constexpr double kRibRatio = 3.0;

/// An axis that all curved faces share and all planes stand square on, as on a turned form.
bool coaxial(const geom::BoundaryModel& model, const Wall& wall) {
    const geom::Face* first = nullptr;
    for (const std::uint32_t f : wall.faces) {
        const geom::Face& face = model.faces[f];
        switch (face.kind) {
            case SurfaceKind::Cylinder:
            case SurfaceKind::Cone:
            case SurfaceKind::Torus: break;
            case SurfaceKind::Plane: continue;
            default: return false;
        }
        if (first == nullptr) first = &face;
        if (geom::length(cross(face.axis, first->axis)) > 1e-5) return false;
        const Vec3 off = face.origin - first->origin;
        if (geom::length(off - first->axis * dot(off, first->axis)) > kThicknessTolerance_mm)
            return false;
    }
    if (first == nullptr) return false;
    return std::all_of(wall.faces.begin(), wall.faces.end(), [&](std::uint32_t f) {
        const geom::Face& face = model.faces[f];
        return face.kind != SurfaceKind::Plane ||
               geom::length(cross(face.axis, first->axis)) < 1e-5;
    });
}

bool has_kind(const geom::BoundaryModel& model, const Wall& wall, SurfaceKind kind) {
    return std::any_of(wall.faces.begin(), wall.faces.end(),
                       [&](std::uint32_t f) { return model.faces[f].kind == kind; });
}

/// Length over width of the faces' box in the plane of the sheet, roughly.
double elongation(const geom::BoundaryModel& model, const Wall& wall) {
    std::vector<Vec3> points;
    for (const std::uint32_t f : wall.faces) {
        for (const geom::Loop& loop : model.faces[f].loops)
            for (const geom::EdgeUse& use : loop.edges) {
                points.push_back(model.edges[use.edge].start);
                points.push_back(model.edges[use.edge].middle);
            }
    }
    if (points.size() < 3) return 1.0;
    Vec3 centre;
    for (const Vec3 p : points) centre += p / static_cast<double>(points.size());
    const auto farthest = [&](auto measure) {
        return *std::max_element(points.begin(), points.end(), [&](Vec3 a, Vec3 b) {
            return measure(a - centre) < measure(b - centre);
        });
    };
    const Vec3 along = normalized(farthest([](Vec3 v) { return dot(v, v); }) - centre);
    double length_max = 0.0;
    double width_max = 1e-9;
    for (const Vec3 p : points) {
        const double s = std::abs(dot(p - centre, along));
        length_max = std::max(length_max, s);
        width_max = std::max(width_max, geom::length(p - centre - along * dot(p - centre, along)));
    }
    return length_max / width_max;
}

/// The narrowest circle of a wall that is turned around an axis square to plane skin on both sides.
std::vector<std::uint32_t> narrowest_circle(const geom::BoundaryModel& model, const Wall& wall,
                                            const Skin& near, const Skin& far) {
    if (!wall.touches_near || !wall.touches_far || !coaxial(model, wall)) return {};
    std::vector<std::uint32_t> circles;
    for (const std::uint32_t f : wall.faces) {
        for (const geom::Loop& loop : model.faces[f].loops) {
            for (const geom::EdgeUse& use : loop.edges) {
                const geom::Edge& edge = model.edges[use.edge];
                const auto other = across(edge, f);
                const bool skin = other && (near.holds[*other] || far.holds[*other]);
                if (skin && model.faces[*other].kind != SurfaceKind::Plane) return {};
                if (edge.kind == geom::CurveKind::Line) continue;
                if (edge.kind != geom::CurveKind::Circle) return {};
                circles.push_back(use.edge);
            }
        }
    }
    if (circles.empty()) return {};
    const geom::Edge* least = &model.edges[circles.front()];
    for (const std::uint32_t c : circles)
        if (model.edges[c].radius_mm < least->radius_mm - 1e-9) least = &model.edges[c];
    std::sort(circles.begin(), circles.end());
    circles.erase(std::unique(circles.begin(), circles.end()), circles.end());
    std::erase_if(circles, [&](std::uint32_t c) {
        return geom::length(model.edges[c].centre - least->centre) > 1e-6 ||
               std::abs(model.edges[c].radius_mm - least->radius_mm) > 1e-6;
    });
    double around = 0.0;
    for (const std::uint32_t c : circles)
        around += model.edges[c].length_mm / model.edges[c].radius_mm;
    // Anything but once around is no hole of its own.
    return std::abs(around - 4.0 * kRight) < 1e-6 ? circles : std::vector<std::uint32_t>{};
}

std::string form_of(const geom::BoundaryModel& model, const Wall& wall, double thickness) {
    const bool through = wall.touches_near && wall.touches_far;
    if (wall.formed) {
        if (through) return "louvre";
        return elongation(model, wall) >= kRibRatio ? "rib" : "emboss";
    }
    if (!through) return wall.raised_near || wall.raised_far ? "boss" : "recess";
    if (!wall.raised_near && !wall.raised_far) {
        if (wall.bore.empty()) return {};
        if (has_kind(model, wall, SurfaceKind::Cone)) return "countersink";
        return has_kind(model, wall, SurfaceKind::Plane) ? "counterbore" : "";
    }
    if (!coaxial(model, wall))
        return has_kind(model, wall, SurfaceKind::Cylinder) ? "insert" : "unknown";
    double inner = 1e300;
    double outer = 0.0;
    for (const std::uint32_t f : wall.faces) {
        const geom::Face& face = model.faces[f];
        if (face.kind != SurfaceKind::Cylinder) continue;
        if (face.concave) inner = std::min(inner, face.radius_mm);
        if (!face.concave) outer = std::max(outer, face.radius_mm);
    }
    // A collar is drawn from the sheet itself and cannot be thicker.
    return outer - inner <= 1.1 * thickness ? "extrusion" : "insert";
}

}  // namespace

Walls find_walls(const geom::BoundaryModel& model, const Skin& near, const Skin& far,
                 const std::vector<bool>& formed, double thickness_mm) {
    Walls walls;
    walls.of_face.assign(model.faces.size(), kNone);
    const auto is_skin = [&](std::uint32_t f) { return near.holds[f] || far.holds[f]; };
    for (std::uint32_t f = 0; f < model.faces.size(); ++f) {
        if (is_skin(f) || walls.of_face[f] != kNone) continue;
        const auto index = static_cast<std::uint32_t>(walls.list.size());
        Wall wall;
        bool near_edges = false;
        bool far_edges = false;
        bool near_flat = true;
        bool far_flat = true;
        std::vector<std::uint32_t> stack{f};
        walls.of_face[f] = index;
        while (!stack.empty()) {
            const std::uint32_t at = stack.back();
            stack.pop_back();
            wall.faces.push_back(at);
            wall.formed = wall.formed || formed[at];
            for (const geom::Loop& loop : model.faces[at].loops) {
                for (const geom::EdgeUse& use : loop.edges) {
                    const geom::Edge& edge = model.edges[use.edge];
                    const auto next = across(edge, at);
                    if (!next) continue;
                    const bool raised = edge.dihedral_rad < kSmooth_rad;
                    if (near.holds[*next]) {
                        near_edges = true;
                        near_flat = near_flat && raised;
                    } else if (far.holds[*next]) {
                        far_edges = true;
                        far_flat = far_flat && raised;
                    } else if (walls.of_face[*next] == kNone) {
                        walls.of_face[*next] = index;
                        stack.push_back(*next);
                    }
                }
            }
        }
        std::sort(wall.faces.begin(), wall.faces.end());
        wall.touches_near = near_edges;
        wall.touches_far = far_edges;
        wall.raised_near = near_edges && near_flat;
        wall.raised_far = far_edges && far_flat;
        wall.bore = narrowest_circle(model, wall, near, far);
        wall.form = form_of(model, wall, thickness_mm);
        walls.list.push_back(std::move(wall));
    }
    return walls;
}

namespace {

/// Collects the outline of one side.
class Outliner {
public:
    Outliner(const geom::BoundaryModel& model, const Skin& skin, const Skin& other,
             const Unfolded& unfolded, Walls& walls, bool near_side)
        : model_{model},
          skin_{skin},
          other_{other},
          unfolded_{unfolded},
          walls_{walls},
          near_side_{near_side},
          touches_(model.faces.size(), false),
          touches_other_(model.faces.size(), false),
          replaced_(model.faces.size(), false),
          bored_(walls.list.size(), false) {
        for (const geom::Edge& edge : model.edges) {
            if (!edge.left_face || !edge.right_face) continue;
            mark(*edge.left_face, *edge.right_face);
            mark(*edge.right_face, *edge.left_face);
        }
    }

    std::vector<Piece> run() {
        for (const std::uint32_t f : skin_.faces) {
            for (const geom::Loop& loop : model_.faces[f].loops)
                for (const geom::EdgeUse& use : loop.edges) add(f, use);
        }
        return std::move(pieces_);
    }

private:
    void mark(std::uint32_t skin, std::uint32_t face) {
        if (skin_.holds[skin]) touches_[face] = true;
        if (other_.holds[skin]) touches_other_[face] = true;
    }

    void push(std::uint32_t face, std::uint32_t edge, bool forward, std::uint32_t wall) {
        pieces_.push_back(unroll(model_, edge, forward, face, unfolded_.placed[face]));
        pieces_.back().wall = wall;
    }

    void add(std::uint32_t f, const geom::EdgeUse& use) {
        const geom::Edge& edge = model_.edges[use.edge];
        const auto other = across(edge, f);
        if (other && (*other == f || skin_.holds[*other])) return;
        const std::uint32_t index = other ? walls_.of_face[*other] : kNone;
        if (index == kNone) return push(f, use.edge, use.forward, kNone);
        Wall& wall = walls_.list[index];
        if (wall.formed || !wall.touches_near || !wall.touches_far) return;
        if (!wall.bore.empty()) {
            if (bored_[index]) return;
            bored_[index] = true;
            for (const std::uint32_t circle : wall.bore) push(f, circle, true, index);
            return;
        }
        if (near_side_ ? wall.raised_near : wall.raised_far) return;
        // A wall that opens towards this side is a chamfer: the square cut lies behind it. Where a
        // slanted wall reaches through a bend there is nothing square behind it.
        const bool wide = edge.dihedral_rad < kRight - kSquare_rad &&
                          edge.dihedral_rad > -kSmooth_rad &&
                          !(unfolded_.placed[f].bend && touches_other_[*other]);
        if (!wide) return push(f, use.edge, use.forward, index);
        wall.slanted = true;
        if (wall.form.empty()) wall.form = "chamfer";
        if (replaced_[*other]) return;
        replaced_[*other] = true;
        for (const geom::Loop& border : model_.faces[*other].loops) {
            for (const geom::EdgeUse& far : border.edges) {
                const auto beyond = across(model_.edges[far.edge], *other);
                // Edges to other faces of this side run across the wall, not along it.
                if (!beyond || *beyond == *other) continue;
                if (skin_.holds[*beyond] || touches_[*beyond]) continue;
                push(f, far.edge, far.forward, index);
            }
        }
    }

    const geom::BoundaryModel& model_;
    const Skin& skin_;
    const Skin& other_;
    const Unfolded& unfolded_;
    Walls& walls_;
    bool near_side_;
    std::vector<bool> touches_;
    std::vector<bool> touches_other_;
    std::vector<bool> replaced_;
    std::vector<bool> bored_;
    std::vector<Piece> pieces_;
};

}  // namespace

std::vector<Piece> outline_pieces(const geom::BoundaryModel& model, const Skin& skin,
                                  const Skin& other, const Unfolded& unfolded, Walls& walls,
                                  bool near_side) {
    return Outliner{model, skin, other, unfolded, walls, near_side}.run();
}

}  // namespace millrace::facts::sheet
