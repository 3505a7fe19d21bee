#include "placement.h"

#include <algorithm>
#include <cmath>

namespace millrace::feature_parts {
namespace {

using geom::Vec3;

constexpr double kRightAngle = 1.5707963267948966;

}  // namespace

Placement::Placement(const geom::BoundaryModel& model, Rng& rng)
    : model_{model}, rng_{rng}, triangles_(model.faces.size()) {
    for (std::uint32_t t = 0; t < model.mesh.triangles.size(); ++t)
        triangles_[model.mesh.face_of_triangle[t]].push_back(t);
    diagonal_mm_ = model.exact_box.diagonal();
    for (std::uint32_t f = 0; f < model.faces.size(); ++f) {
        const geom::Face& face = model.faces[f];
        if (face.kind != geom::SurfaceKind::Plane) continue;
        planes_.push_back(f);
        for (const geom::Loop& loop : face.loops) {
            if (!loop.outer) continue;
            const std::size_t first = sides_.size();
            for (const geom::EdgeUse& use : loop.edges) {
                const geom::Edge& edge = model.edges[use.edge];
                Side side{f, use.edge, edge.start, edge.end, false, false};
                if (!use.forward) std::swap(side.from, side.to);
                side.usable = edge.kind == geom::CurveKind::Line && edge.dihedral_rad > 0.05;
                side.square = side.usable && std::abs(edge.dihedral_rad - kRightAngle) < 1e-6;
                sides_.push_back(side);
            }
            const std::size_t count = sides_.size() - first;
            for (std::size_t k = 0; k < count; ++k)
                corners_.push_back({first + k, first + (k + 1) % count});
        }
    }
}

bool Placement::covers(std::uint32_t face, Vec3 p) const {
    const Vec3 n = model_.faces[face].axis;
    const double slack = -1e-9 * diagonal_mm_ * diagonal_mm_;
    for (const std::uint32_t t : triangles_[face]) {
        const Vec3 a = model_.mesh.corner(t, 0);
        const Vec3 b = model_.mesh.corner(t, 1);
        const Vec3 c = model_.mesh.corner(t, 2);
        if (dot(cross(b - a, p - a), n) >= slack && dot(cross(c - b, p - b), n) >= slack &&
            dot(cross(a - c, p - c), n) >= slack)
            return true;
    }
    return false;
}

bool Placement::fits(std::uint32_t face, const Site& site, double clearance_mm, Open open) const {
    const double slit = 1e-5 * diagonal_mm_;
    const double left = open.left ? slit : -clearance_mm;
    const double right = open.right ? site.width_mm - slit : site.width_mm + clearance_mm;
    const double bottom = open.bottom ? slit : -clearance_mm;
    const double top = site.height_mm + clearance_mm;
    constexpr int kSteps = 6;
    for (int i = 0; i <= kSteps; ++i) {
        for (int k = 0; k <= kSteps; ++k) {
            const double u = left + (right - left) * i / kSteps;
            const double v = bottom + (top - bottom) * k / kSteps;
            if (!covers(face, site.frame.at({u, v}))) return false;
        }
    }
    return true;
}

double Placement::hit(Vec3 from, Vec3 along) const {
    double nearest = 1e300;
    for (std::size_t t = 0; t < model_.mesh.triangles.size(); ++t) {
        const Vec3 a = model_.mesh.corner(t, 0);
        const Vec3 e1 = model_.mesh.corner(t, 1) - a;
        const Vec3 e2 = model_.mesh.corner(t, 2) - a;
        const Vec3 p = cross(along, e2);
        const double det = dot(e1, p);
        if (std::abs(det) < 1e-12) continue;
        const Vec3 s = from - a;
        const double u = dot(s, p) / det;
        if (u < -1e-9 || u > 1.0 + 1e-9) continue;
        const Vec3 q = cross(s, e1);
        const double v = dot(along, q) / det;
        if (v < -1e-9 || u + v > 1.0 + 1e-9) continue;
        const double distance = dot(e2, q) / det;
        if (distance > 1e-6 * diagonal_mm_) nearest = std::min(nearest, distance);
    }
    return nearest;
}

bool Placement::measure_room(std::uint32_t face, Site& site, double clearance_mm) const {
    const Vec3 n = model_.faces[face].axis;
    site.room_mm = 1e300;
    constexpr int kSteps = 4;
    const double slit = 1e-4 * diagonal_mm_;
    for (int i = 0; i <= kSteps; ++i) {
        for (int k = 0; k <= kSteps; ++k) {
            const double u = slit + (site.width_mm - 2.0 * slit) * i / kSteps;
            const double v = slit + (site.height_mm - 2.0 * slit) * k / kSteps;
            const Vec3 p = site.frame.at({u, v});
            if (hit(p, n) < 1e299) return false;
            site.room_mm = std::min(site.room_mm, hit(p, -n));
        }
    }
    return site.room_mm > 2.0 * clearance_mm && site.room_mm < 1e299;
}

double Placement::pick(double low, double high, double shrink_max) {
    const double span = high * rng_.uniform(0.1, shrink_max);
    return std::max(low, span);
}

Frame Placement::frame_of(const Side& side) const {
    Frame frame;
    frame.normal = model_.faces[side.face].axis;
    frame.u = normalized(side.to - side.from);
    frame.v = cross(frame.normal, frame.u);  // the face lies left of its border
    frame.origin = side.from;
    return frame;
}

double Placement::reach_in_face(std::uint32_t face, Vec3 from, Vec3 along) const {
    double reach = 0.0;
    const double step = diagonal_mm_ / 64.0;
    for (double t = step * 0.5; t < diagonal_mm_; t += step) {
        if (!covers(face, from + along * t)) break;
        reach = t;
    }
    return reach;
}

std::optional<Site> Placement::inside(const Room& room) {
    if (planes_.empty()) return std::nullopt;
    const std::uint32_t face = planes_[rng_.below(planes_.size())];
    const auto& triangles = triangles_[face];
    if (triangles.empty()) return std::nullopt;
    const std::uint32_t t = triangles[rng_.below(triangles.size())];
    double a = rng_.uniform();
    double b = rng_.uniform();
    if (a + b > 1.0) a = 1.0 - a, b = 1.0 - b;
    const Vec3 p = model_.mesh.corner(t, 0) +
                   (model_.mesh.corner(t, 1) - model_.mesh.corner(t, 0)) * a +
                   (model_.mesh.corner(t, 2) - model_.mesh.corner(t, 0)) * b;
    Site site;
    site.frame.normal = model_.faces[face].axis;
    const auto& loop = model_.faces[face].loops.front();
    const geom::Edge& edge = model_.edges[loop.edges[rng_.below(loop.edges.size())].edge];
    Vec3 u = edge.end - edge.start;
    u = u - site.frame.normal * dot(u, site.frame.normal);
    if (!(length(u) > 1e-6)) u = edge.centre - edge.start;  // a full circle
    u = u - site.frame.normal * dot(u, site.frame.normal);
    if (!(length(u) > 1e-6)) return std::nullopt;
    site.frame.u = normalized(u);
    site.frame.v = cross(site.frame.normal, site.frame.u);
    const double reach_u =
        std::min(reach_in_face(face, p, site.frame.u), reach_in_face(face, p, -site.frame.u));
    const double reach_v =
        std::min(reach_in_face(face, p, site.frame.v), reach_in_face(face, p, -site.frame.v));
    site.width_mm = pick(room.size_min_mm, 2.0 * (reach_u - room.clearance_mm), room.shrink_max);
    site.height_mm = pick(room.size_min_mm, 2.0 * (reach_v - room.clearance_mm), room.shrink_max);
    site.frame.origin =
        p - site.frame.u * (site.width_mm / 2.0) - site.frame.v * (site.height_mm / 2.0);
    if (!fits(face, site, room.clearance_mm, {})) return std::nullopt;
    if (!measure_room(face, site, room.clearance_mm)) return std::nullopt;
    return site;
}

std::optional<Site> Placement::at_edge(const Room& room) {
    if (sides_.empty()) return std::nullopt;
    const Side& side = sides_[rng_.below(sides_.size())];
    if (!side.usable || (!side.square && rng_.uniform() < 0.5)) return std::nullopt;
    const double full = length(side.to - side.from) - 2.0 * room.clearance_mm;
    if (full < room.size_min_mm) return std::nullopt;
    Site site;
    site.frame = frame_of(side);
    site.width_mm = std::min(full, pick(room.size_min_mm, full, room.shrink_max));
    const double offset = room.clearance_mm + rng_.uniform(0.0, 1.0) * (full - site.width_mm);
    site.frame.origin = side.from + site.frame.u * offset;
    const double reach = reach_in_face(
        side.face, site.frame.origin + site.frame.u * (site.width_mm / 2.0), site.frame.v);
    site.height_mm = pick(room.size_min_mm, reach - room.clearance_mm, room.shrink_max);
    if (!fits(side.face, site, room.clearance_mm, {.bottom = true})) return std::nullopt;
    if (!measure_room(side.face, site, room.clearance_mm)) return std::nullopt;
    return site;
}

std::optional<Site> Placement::at_corner(const Room& room) {
    if (corners_.empty()) return std::nullopt;
    const Corner& corner = corners_[rng_.below(corners_.size())];
    const Side& last = sides_[corner.first];
    const Side& next = sides_[corner.second];
    if (!last.usable || !next.usable) return std::nullopt;
    Site site;
    site.frame = frame_of(next);
    const Vec3 back = normalized(last.from - last.to);
    if (std::abs(dot(back, site.frame.u)) > 1e-6 || dot(back, site.frame.v) < 0.0)
        return std::nullopt;
    const double full_u = length(next.to - next.from) - room.clearance_mm;
    const double full_v = length(last.to - last.from) - room.clearance_mm;
    site.width_mm = pick(room.size_min_mm, full_u, room.shrink_max);
    site.height_mm = pick(room.size_min_mm, full_v, room.shrink_max);
    if (site.width_mm > full_u || site.height_mm > full_v) return std::nullopt;
    if (!fits(next.face, site, room.clearance_mm, {.left = true, .bottom = true}))
        return std::nullopt;
    if (!measure_room(next.face, site, room.clearance_mm)) return std::nullopt;
    return site;
}

std::optional<Site> Placement::across(const Room& room) {
    if (corners_.empty()) return std::nullopt;
    const std::size_t at = rng_.below(corners_.size());
    const Side& side = sides_[corners_[at].second];
    const Side& last = sides_[corners_[at].first];
    const auto following = std::find_if(corners_.begin(), corners_.end(), [&](const Corner& c) {
        return c.first == corners_[at].second;
    });
    if (following == corners_.end()) return std::nullopt;
    const Side& next = sides_[following->second];
    if (!side.usable || !last.usable || !next.usable) return std::nullopt;
    Site site;
    site.frame = frame_of(side);
    const Vec3 back = normalized(last.from - last.to);
    const Vec3 on = normalized(next.to - next.from);
    if (dot(back, site.frame.v) < 1.0 - 1e-9 || dot(on, site.frame.v) < 1.0 - 1e-9)
        return std::nullopt;
    site.width_mm = length(side.to - side.from);
    const double full =
        std::min(length(last.to - last.from), length(next.to - next.from)) - room.clearance_mm;
    site.height_mm = pick(room.size_min_mm, full, room.shrink_max);
    if (site.height_mm > full) return std::nullopt;
    if (!fits(side.face, site, room.clearance_mm, {.left = true, .bottom = true, .right = true}))
        return std::nullopt;
    if (!measure_room(side.face, site, room.clearance_mm)) return std::nullopt;
    return site;
}

}  // namespace millrace::feature_parts
