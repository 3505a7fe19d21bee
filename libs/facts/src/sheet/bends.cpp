#include "bends.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace millrace::facts::sheet {
namespace {

using geom::SurfaceKind;
using geom::Vec3;

constexpr double kPi = 3.14159265358979323846;
constexpr double kHem_rad = 170.0 * kPi / 180.0;

/// Sets of faces that are joined to one.
class Groups {
public:
    explicit Groups(std::size_t count) : parent_(count) {
        std::iota(parent_.begin(), parent_.end(), 0U);
    }
    std::uint32_t root(std::uint32_t i) {
        while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
        return i;
    }
    void join(std::uint32_t a, std::uint32_t b) {
        const std::uint32_t x = root(a);
        const std::uint32_t y = root(b);
        parent_[std::max(x, y)] = std::min(x, y);
    }

private:
    std::vector<std::uint32_t> parent_;
};

bool same_cylinder(const geom::Face& a, const geom::Face& b) {
    if (a.concave != b.concave) return false;
    if (std::abs(a.radius_mm - b.radius_mm) > kThicknessTolerance_mm) return false;
    if (geom::length(cross(a.axis, b.axis)) > 1e-5) return false;
    const Vec3 off = b.origin - a.origin;
    return geom::length(off - a.axis * dot(off, a.axis)) < kThicknessTolerance_mm;
}

template <class Each>
void neighbours(const geom::BoundaryModel& model, const Skin& skin, std::uint32_t face,
                const Each& each) {
    for (const geom::Loop& loop : model.faces[face].loops) {
        for (const geom::EdgeUse& use : loop.edges) {
            const geom::Edge& edge = model.edges[use.edge];
            const auto next = across(edge, face);
            if (next && *next != face && skin.holds[*next] && smooth(edge)) each(*next, edge);
        }
    }
}

/// Faces of one bend: neighbours on one cylinder, and pieces of it between the same two flanges
/// where a cut-out interrupts it.
Groups group_bends(const geom::BoundaryModel& model, const Skin& skin) {
    Groups groups{model.faces.size()};
    std::vector<std::uint32_t> cylinders;
    std::vector<std::set<std::uint32_t>> flanges(model.faces.size());
    for (const std::uint32_t f : skin.faces) {
        if (model.faces[f].kind != SurfaceKind::Cylinder) continue;
        cylinders.push_back(f);
        neighbours(model, skin, f, [&](std::uint32_t next, const geom::Edge&) {
            if (model.faces[next].kind == SurfaceKind::Plane) {
                flanges[f].insert(next);
            } else if (same_cylinder(model.faces[f], model.faces[next])) {
                groups.join(f, next);
            }
        });
    }
    for (std::size_t i = 0; i < cylinders.size(); ++i) {
        for (std::size_t k = i + 1; k < cylinders.size(); ++k) {
            const std::uint32_t a = cylinders[i];
            const std::uint32_t b = cylinders[k];
            if (flanges[a].size() >= 2 && flanges[a] == flanges[b] &&
                same_cylinder(model.faces[a], model.faces[b])) {
                groups.join(a, b);
            }
        }
    }
    return groups;
}

}  // namespace

BendSet find_bends(const geom::BoundaryModel& model, const Skin& skin, const Unfolded& unfolded,
                   double thickness_mm, const SheetOptions& options, const Move2& move) {
    BendSet result;
    result.move = move;
    result.of_face.assign(model.faces.size(), kNone);
    Groups groups = group_bends(model, skin);
    std::vector<std::uint32_t> heads;
    for (const std::uint32_t f : skin.faces) {
        if (model.faces[f].kind == SurfaceKind::Cylinder && groups.root(f) == f) heads.push_back(f);
    }
    struct Found {
        Bend bend;
        std::uint32_t head;
    };
    std::vector<Found> found;
    for (const std::uint32_t head : heads) {
        const geom::Face& face = model.faces[head];
        const Placed& placed = unfolded.placed[head];
        Found entry{{}, head};
        // Extent along and across the bend on the pattern, from the corners of its faces.
        double low = 1e300;
        double high = -1e300;
        double from = 1e300;
        double to = -1e300;
        for (const std::uint32_t f : skin.faces) {
            if (model.faces[f].kind != SurfaceKind::Cylinder || groups.root(f) != head) continue;
            entry.bend.faces.push_back(f);
            for (const geom::Loop& loop : model.faces[f].loops) {
                for (const geom::EdgeUse& use : loop.edges) {
                    const geom::Edge& edge = model.edges[use.edge];
                    for (const Vec3 p : {edge.start, edge.middle, edge.end}) {
                        const Vec2 q = unfolded.placed[f].flat(p);
                        const double s = dot(q, placed.along2);
                        const double t = dot(q, placed.beside2);
                        low = std::min(low, s);
                        high = std::max(high, s);
                        from = std::min(from, t);
                        to = std::max(to, t);
                    }
                }
            }
        }
        const double radius = face.concave ? face.radius_mm : face.radius_mm - thickness_mm;
        const double middle = (from + to) / 2.0;
        const auto line_point = [&](double s) {
            const Vec2 p = move(placed.along2 * s + placed.beside2 * middle);
            return Vec3{p.x, p.y, 0.0};
        };
        Bend& bend = entry.bend;
        bend.angle = from_rad((to - from) / placed.neutral_mm);
        bend.radius = from_mm(std::max(radius, 0.0));
        bend.length = from_mm(high - low);
        bend.k_factor = k_factor(radius, thickness_mm, options);
        bend.up = face.concave == (skin.outward > 0.0);
        bend.hem = to_rad(bend.angle) >= kHem_rad;
        bend.line_from = line_point(low);
        bend.line_to = line_point(high);
        found.push_back(std::move(entry));
    }
    std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
        return to_mm(a.bend.length) > to_mm(b.bend.length) + 1e-6;
    });
    for (Found& entry : found) {
        for (const std::uint32_t f : entry.bend.faces)
            result.of_face[f] = static_cast<std::uint32_t>(result.bends.size());
        result.bends.push_back(std::move(entry.bend));
    }
    return result;
}

std::vector<Flange> find_flanges(const geom::BoundaryModel& model, const Skin& skin,
                                 const Unfolded& unfolded, const BendSet& bends,
                                 double thickness_mm) {
    Groups groups{model.faces.size()};
    for (const std::uint32_t f : skin.faces) {
        if (model.faces[f].kind != SurfaceKind::Plane) continue;
        neighbours(model, skin, f, [&](std::uint32_t next, const geom::Edge&) {
            if (model.faces[next].kind == SurfaceKind::Plane) groups.join(f, next);
        });
    }
    std::vector<Flange> flanges;
    for (const std::uint32_t head : skin.faces) {
        if (model.faces[head].kind != SurfaceKind::Plane || groups.root(head) != head) continue;
        Flange flange;
        double area = 0.0;
        std::vector<Vec2> corners;
        struct Side {
            Vec2 at, out;  ///< on the tangent line; unit, into the flange
            double set_back;
        };
        std::vector<Side> sides;
        for (const std::uint32_t f : skin.faces) {
            if (model.faces[f].kind != SurfaceKind::Plane || groups.root(f) != head) continue;
            flange.faces.push_back(f);
            area += model.faces[f].area_mm2;
            for (const geom::Loop& loop : model.faces[f].loops) {
                for (const geom::EdgeUse& use : loop.edges) {
                    const geom::Edge& edge = model.edges[use.edge];
                    corners.push_back(unfolded.placed[f].flat(edge.start));
                    corners.push_back(unfolded.placed[f].flat(edge.middle));
                }
            }
            neighbours(model, skin, f, [&](std::uint32_t next, const geom::Edge& edge) {
                const std::uint32_t index = bends.of_face[next];
                if (index == kNone) return;
                flange.bends.push_back(index);
                const Bend& bend = bends.bends[index];
                const double half = std::min(to_rad(bend.angle), kPi / 2.0) / 2.0;
                const Vec2 a = unfolded.placed[f].flat(edge.start);
                Vec2 out = unfolded.placed[next].beside2;
                // From the bend's own middle towards the flange.
                if (dot(a - unfolded.placed[next].at, out) < 0.0) out = out * -1.0;
                const Vec2 middle = unfolded.placed[next].flat(model.faces[next].centroid);
                if (dot(a - middle, out) < 0.0) out = out * -1.0;
                sides.push_back({a, out, (to_mm(bend.radius) + thickness_mm) * std::tan(half)});
            });
        }
        std::sort(flange.bends.begin(), flange.bends.end());
        flange.bends.erase(std::unique(flange.bends.begin(), flange.bends.end()),
                           flange.bends.end());
        flange.area = from_mm2(area);
        double width = 0.0;
        for (const Side& side : sides) {
            double reach = 0.0;
            for (const Vec2 p : corners) reach = std::max(reach, dot(p - side.at, side.out));
            reach += side.set_back;
            width = width == 0.0 ? reach : std::min(width, reach);
        }
        flange.width = from_mm(width);
        flanges.push_back(std::move(flange));
    }
    return flanges;
}

std::vector<CutOut> find_cut_outs(const geom::BoundaryModel& model,
                                  const std::vector<Piece>& pieces, const Walls& walls,
                                  const std::vector<ChainedLoop>& loops) {
    std::vector<CutOut> cut_outs;
    for (std::size_t l = 1; l < loops.size(); ++l) {
        CutOut cut;
        Vec3 sum;
        double weight = 0.0;
        bool round = true;
        const geom::Edge& first = model.edges[pieces[loops[l].pieces.front()].edge];
        for (const std::uint32_t index : loops[l].pieces) {
            const Piece& piece = pieces[index];
            const geom::Edge& edge = model.edges[piece.edge];
            const bool same = edge.kind == geom::CurveKind::Circle &&
                              std::abs(edge.radius_mm - first.radius_mm) < 1e-4 &&
                              geom::length(edge.centre - first.centre) < 1e-3;
            round = round && same;
            sum += (edge.start + edge.middle * 2.0 + edge.end) * (edge.length_mm / 4.0);
            weight += edge.length_mm;
            if (piece.wall != kNone) {
                const auto& faces = walls.list[piece.wall].faces;
                cut.faces.insert(cut.faces.end(), faces.begin(), faces.end());
            }
        }
        std::sort(cut.faces.begin(), cut.faces.end());
        cut.faces.erase(std::unique(cut.faces.begin(), cut.faces.end()), cut.faces.end());
        cut.centre = weight > 0.0 ? sum / weight : first.start;
        if (round) {
            cut.centre = first.centre;
            cut.diameter = from_mm(2.0 * first.radius_mm);
        }
        const Move2 move = to_lower_left(std::span{&loops[l].loop, 1});
        geom::OutlineLoop upright = loops[l].loop;
        apply(move, upright);
        const Extent x = extent(std::span{&upright, 1}, {1.0, 0.0});
        const Extent y = extent(std::span{&upright, 1}, {0.0, 1.0});
        cut.length = from_mm(x.high - x.low);
        cut.width = from_mm(y.high - y.low);
        cut_outs.push_back(std::move(cut));
    }
    return cut_outs;
}

}  // namespace millrace::facts::sheet
