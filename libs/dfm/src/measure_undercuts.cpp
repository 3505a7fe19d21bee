// Undercuts that a standard T-slot or dovetail cutter makes, and the radii along floors of pockets.
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <set>

#include "measure.h"
#include "millrace/geom/ray_scene.h"
#include "sentences.h"
#include "undercuts.h"

namespace millrace::dfm {

namespace {

using geom::Vec3;

constexpr double kAlong = 0.999;
constexpr double kAcross = 0.02;
constexpr double kInner_rad = -0.2;
constexpr double kOpeningMax_mm = 100.0;
// Under a closed slot the cutter enters through the opening: its neck takes the rest.
constexpr double kOverhangShare = 0.3;
// Angles of standard dovetail cutters, between floor and wall.
constexpr std::array<double, 2> kDovetails_deg = {45.0, 60.0};
constexpr double kDovetailSlack_deg = 1.5;
constexpr double kCornerSweep_rad = 3.3;  // a slot's end turns by half a circle

struct Link {
    std::uint32_t face = 0;
    double dihedral_rad = 0.0;
};
using Links = std::vector<std::vector<Link>>;

Links links_of(const geom::BoundaryModel& model) {
    Links links(model.faces.size());
    for (const geom::Edge& edge : model.edges) {
        if (!edge.left_face || !edge.right_face || edge.seam) continue;
        links[*edge.left_face].push_back({*edge.right_face, edge.dihedral_rad});
        links[*edge.right_face].push_back({*edge.left_face, edge.dihedral_rad});
    }
    return links;
}

bool is_plane(const geom::Face& face) { return face.kind == geom::SurfaceKind::Plane; }

class Search {
public:
    explicit Search(const geom::BoundaryModel& model)
        : model_{model}, links_{links_of(model)}, scene_{model.mesh} {}

    std::vector<Undercut> run() const {
        std::vector<Undercut> found;
        for (std::uint32_t f = 0; f < model_.faces.size(); ++f) {
            if (!is_plane(model_.faces[f])) continue;
            t_slot(f, found);
            dovetail(f, found);
        }
        // Half a T-slot is a step under an edge, which is cut from the side.
        std::vector<Undercut> paired;
        for (const Undercut& one : found) {
            const bool partner = std::any_of(found.begin(), found.end(), [&](const Undercut& b) {
                return b.floor == one.floor && dot(b.wall_normal, one.wall_normal) < -kAlong;
            });
            if (one.dovetail || partner) paired.push_back(one);
        }
        return paired;
    }

private:
    const geom::Face& face(std::uint32_t f) const { return model_.faces[f]; }

    /// `shoulder` looks down on a floor, with a wall between them and a neck beside it.
    void t_slot(std::uint32_t shoulder, std::vector<Undercut>& found) const {
        const Vec3 up = -face(shoulder).axis;
        for (const Link& to_wall : links_[shoulder]) {
            const geom::Face& wall = face(to_wall.face);
            if (to_wall.dihedral_rad > kInner_rad || !is_plane(wall)) continue;
            if (std::abs(dot(wall.axis, up)) > kAcross) continue;
            const auto floor = floor_below(to_wall.face, up);
            const auto neck = neck_beside(shoulder, wall.axis);
            if (!floor || !neck) continue;
            const auto gap = opening(*neck);
            if (!gap) continue;  // open to the side: an ordinary slot from there
            Undercut slot;
            slot.faces = {shoulder, to_wall.face};
            slot.at = face(shoulder).centroid;
            slot.floor = *floor;
            slot.wall_normal = wall.axis;
            slot.width_mm = dot(face(shoulder).origin - face(*floor).origin, up);
            slot.opening_mm = *gap;
            slot.reach_mm = slot.width_mm + height_above(*neck, face(shoulder).origin, up);
            const double overhang = dot(face(*neck).origin - wall.origin, wall.axis);
            if (slot.width_mm <= 0.0 || overhang <= 0.0) continue;
            slot.fits = overhang <= kOverhangShare * *gap ||
                        open_ended(shoulder, slot.width_mm, cross(wall.axis, up));
            found.push_back(std::move(slot));
            return;
        }
    }

    /// `wall` leans over a floor, at an angle that cutters are made for.
    void dovetail(std::uint32_t wall, std::vector<Undercut>& found) const {
        for (const Link& link : links_[wall]) {
            const geom::Face& floor = face(link.face);
            if (link.dihedral_rad > kInner_rad || !is_plane(floor)) continue;
            const double lean = -dot(face(wall).axis, floor.axis);
            const double angle_deg =
                std::acos(std::clamp(lean, -1.0, 1.0)) * 180.0 / std::numbers::pi;
            const bool standard = std::any_of(
                kDovetails_deg.begin(), kDovetails_deg.end(),
                [&](double known) { return std::abs(angle_deg - known) < kDovetailSlack_deg; });
            if (!standard || floor.area_mm2 <= 0.0) continue;
            // Over the floor, not beside a slanted one: something faces the wall across it.
            const Vec3 inward =
                geom::normalized(face(wall).axis - floor.axis * dot(face(wall).axis, floor.axis));
            const auto hit = scene_.first_hit(face(wall).centroid + inward * 1e-3, inward, 0.0);
            if (!hit || hit->distance_mm > kOpeningMax_mm) continue;
            Undercut undercut;
            undercut.faces = {wall};
            undercut.at = face(wall).centroid;
            undercut.fits = true;
            undercut.dovetail = true;
            found.push_back(std::move(undercut));
            return;
        }
    }

    std::optional<std::uint32_t> floor_below(std::uint32_t wall, Vec3 up) const {
        for (const Link& link : links_[wall]) {
            if (link.dihedral_rad > kInner_rad || !is_plane(face(link.face))) continue;
            if (dot(face(link.face).axis, up) > kAlong) return link.face;
        }
        return std::nullopt;
    }

    std::optional<std::uint32_t> neck_beside(std::uint32_t shoulder, Vec3 normal) const {
        for (const Link& link : links_[shoulder]) {
            if (link.dihedral_rad < -kInner_rad || !is_plane(face(link.face))) continue;
            if (dot(face(link.face).axis, normal) > kAlong) return link.face;
        }
        return std::nullopt;
    }

    std::optional<double> opening(std::uint32_t neck) const {
        const Vec3 way = face(neck).axis;
        const auto hit = scene_.first_hit(face(neck).centroid + way * 1e-3, way, 0.0);
        if (!hit || hit->distance_mm > kOpeningMax_mm) return std::nullopt;
        return hit->distance_mm + 1e-3;
    }

    double height_above(std::uint32_t neck, Vec3 level, Vec3 up) const {
        double top = 0.0;
        for (std::size_t t = 0; t < model_.mesh.face_of_triangle.size(); ++t) {
            if (model_.mesh.face_of_triangle[t] != neck) continue;
            for (int k = 0; k < 3; ++k)
                top = std::max(top, dot(model_.mesh.corner(t, k) - level, up));
        }
        return top;
    }

    /// A cutter as wide as the slot comes in from one of its ends.
    bool open_ended(std::uint32_t shoulder, double width_mm, Vec3 along) const {
        const Vec3 from = face(shoulder).centroid + face(shoulder).axis * (width_mm / 2.0);
        return !scene_.first_hit(from, along, 1e-3) || !scene_.first_hit(from, -along, 1e-3);
    }

    const geom::BoundaryModel& model_;
    Links links_;
    geom::RayScene scene_;
};

Measured in_a_mesh() {
    return missing(say("dfm.no_undercut_mesh", "undercuts are not told apart in a mesh"));
}

bool is_blend(const geom::Face& face) {
    const bool round =
        face.kind == geom::SurfaceKind::Cylinder || face.kind == geom::SurfaceKind::Torus;
    return round && face.concave;
}

/// The bottom of a pocket, on the side that one of the set-ups works from.
bool is_floor(const Subject& subject, std::uint32_t face) {
    const Vec3 up = subject.model.faces[face].axis;
    const auto& pockets = subject.facts.pockets;
    const bool bottom = std::any_of(pockets.begin(), pockets.end(), [&](const auto& pocket) {
        const auto& faces = pocket.place.faces;
        return dot(pocket.direction, up) > kAlong &&
               std::find(faces.begin(), faces.end(), face) != faces.end();
    });
    const facts::SetUps& set_ups = subject.facts.set_ups;
    return bottom && (set_ups.chosen.empty() ||
                      std::any_of(set_ups.chosen.begin(), set_ups.chosen.end(), [&](auto index) {
                          return dot(set_ups.candidates[index].direction, up) > kAlong;
                      }));
}

}  // namespace

std::vector<Undercut> find_undercuts(const geom::BoundaryModel& model) {
    return Search{model}.run();
}

Measured cutter_undercuts(const Subject& subject) {
    if (!subject.facts.exact) return in_a_mesh();
    Measured measured;
    for (const Undercut& undercut : find_undercuts(subject.model)) {
        if (!undercut.fits) continue;
        measured.readings.push_back({static_cast<double>(undercut.faces.size()),
                                     {undercut.faces, {undercut.at}},
                                     undercut.dovetail ? say("dfm.dovetail", "A dovetail")
                                                       : say("dfm.t_slot", "A T-slot")});
    }
    return measured;
}

Measured t_slot_width(const Subject& subject) {
    if (!subject.facts.exact) return in_a_mesh();
    Measured measured;
    for (const Undercut& slot : find_undercuts(subject.model)) {
        if (!slot.dovetail) measured.readings.push_back({slot.width_mm, {slot.faces, {slot.at}}});
    }
    return measured;
}

Measured t_slot_reach(const Subject& subject) {
    if (!subject.facts.exact) return in_a_mesh();
    Measured measured;
    for (const Undercut& slot : find_undercuts(subject.model)) {
        if (slot.dovetail) continue;
        measured.readings.push_back(
            {slot.reach_mm / slot.opening_mm,
             {slot.faces, {slot.at}},
             say("dfm.t_slot_size", "{reach} deep under an opening of {opening}",
                 {{"reach", amount(slot.reach_mm, "mm")},
                  {"opening", amount(slot.opening_mm, "mm")}}),
             slot.opening_mm});
    }
    return measured;
}

// The largest fillet along a floor against the smallest radius of the walls that rise from it.
Measured floor_fillet_ratio(const Subject& subject) {
    if (!subject.facts.exact)
        return missing(
            say("dfm.no_floor_fillet_mesh", "floor fillets are not told apart in a mesh"));
    const geom::BoundaryModel& model = subject.model;
    const Links links = links_of(model);
    Measured measured;
    for (std::uint32_t f = 0; f < model.faces.size(); ++f) {
        const geom::Face& floor = model.faces[f];
        if (!is_plane(floor) || !is_floor(subject, f)) continue;
        double fillet_mm = 0.0;
        double wall_mm = 0.0;
        facts::Place place{{f}, {floor.centroid}};
        const auto wall = [&](std::uint32_t near) {
            const geom::Face& face = model.faces[near];
            if (face.kind != geom::SurfaceKind::Cylinder || !face.concave) return;
            if (face.sweep_rad > kCornerSweep_rad) return;  // a hole beside the pocket
            if (std::abs(dot(face.axis, floor.axis)) < kAlong) return;
            if (wall_mm == 0.0 || face.radius_mm < wall_mm) wall_mm = face.radius_mm;
        };
        for (const Link& link : links[f]) {
            const geom::Face& blend = model.faces[link.face];
            if (!is_blend(blend) || std::abs(link.dihedral_rad) > -kInner_rad) continue;
            const bool torus = blend.kind == geom::SurfaceKind::Torus;
            const double lie = std::abs(dot(blend.axis, floor.axis));
            if (torus ? lie < kAlong : lie > kAcross) continue;
            fillet_mm = std::max(fillet_mm, torus ? blend.minor_radius_mm : blend.radius_mm);
            place.faces.push_back(link.face);
            for (const Link& next : links[link.face]) {
                if (next.face == f) continue;
                wall(next.face);
                for (const Link& beyond : links[next.face]) wall(beyond.face);
            }
        }
        if (fillet_mm <= 0.0 || wall_mm <= 0.0) continue;
        measured.readings.push_back(
            {fillet_mm / wall_mm, std::move(place),
             say("dfm.floor_fillet", "R {fillet} along a floor under walls of R {wall}",
                 {{"fillet", amount(fillet_mm, "mm")}, {"wall", amount(wall_mm, "mm")}}),
             wall_mm});
    }
    return measured;
}

}  // namespace millrace::dfm
