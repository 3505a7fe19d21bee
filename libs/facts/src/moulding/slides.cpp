// Slides and lifters (docs/algorithms/moulding.md, "Side actions").
#include "slides.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

namespace millrace::facts::moulding {
namespace {

using geom::Vec3;

// Slides nearer to the pull than 18° have no room for their guides.
constexpr double kAlongPull = 0.95;
constexpr double kSameDirection = 0.99985;  // 1°
constexpr std::size_t kActionsMax = 24;
constexpr std::size_t kDirectionsMax = 48;
constexpr std::size_t kPartsMax = 400;
// Pairs of pieces of two triangles that are compared one by one.
constexpr std::size_t kPairsMax = 10'000;
// Pieces that speak for one part, spread over its area.
constexpr std::size_t kProbes = 24;
// A part counts as released when all but this share of its area is.
constexpr double kLeftOver = 0.02;
// Splitting a part over several slides goes on while one of them releases this share of the rest.
constexpr double kGainMin = 0.05;

class Joined {
public:
    explicit Joined(std::size_t count) : parent_(count) {
        std::iota(parent_.begin(), parent_.end(), 0U);
    }
    std::uint32_t root(std::uint32_t i) {
        while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
        return i;
    }
    /// The lower root stays, so that the result does not depend on the order of joining.
    void join(std::uint32_t a, std::uint32_t b) {
        a = root(a);
        b = root(b);
        if (a != b) parent_[std::max(a, b)] = std::min(a, b);
    }

private:
    std::vector<std::uint32_t> parent_;
};

bool touch(const Piece& a, const Piece& b) {
    const double slack = 1e-3 * std::min(a.longest_mm, b.longest_mm);
    for (int axis = 0; axis < 3; ++axis) {
        double a_low = 1e300, a_high = -1e300, b_low = 1e300, b_high = -1e300;
        for (std::size_t k = 0; k < 3; ++k) {
            a_low = std::min(a_low, a.corner[k][axis]);
            a_high = std::max(a_high, a.corner[k][axis]);
            b_low = std::min(b_low, b.corner[k][axis]);
            b_high = std::max(b_high, b.corner[k][axis]);
        }
        if (a_low > b_high + slack || b_low > a_high + slack) return false;
    }
    return true;
}

/// Undercut pieces of each triangle, and whether that is all of it.
struct OfTriangle {
    std::vector<std::uint32_t> pieces;
    bool whole = false;
};

std::vector<OfTriangle> by_triangle(const EscapeMap& map) {
    std::vector<OfTriangle> result(map.first.size() - 1);
    for (std::size_t t = 0; t + 1 < map.first.size(); ++t) {
        for (std::uint32_t i = map.first[t]; i < map.first[t + 1]; ++i) {
            if (map.pieces[i].undercut()) result[t].pieces.push_back(i);
        }
        result[t].whole = result[t].pieces.size() == map.first[t + 1] - map.first[t];
    }
    return result;
}

void join_touching(const EscapeMap& map, const OfTriangle& a, const OfTriangle& b, Joined& joined) {
    if (a.pieces.empty() || b.pieces.empty()) return;
    if (a.whole && b.whole) {
        joined.join(a.pieces.front(), b.pieces.front());
        return;
    }
    if (a.pieces.size() * b.pieces.size() > kPairsMax) return;  // corners in common have to do
    for (const std::uint32_t i : a.pieces) {
        for (const std::uint32_t j : b.pieces) {
            if (joined.root(i) == joined.root(j)) continue;
            if (touch(map.pieces[i].piece, map.pieces[j].piece)) joined.join(i, j);
        }
    }
}

/// Joins undercut pieces that have a corner in common: halving an edge gives the same point from
/// both sides. With `patches` only those of one patch.
void join_at_corners(const EscapeMap& map, const Patches* patches, Joined& joined) {
    struct Corner {
        Vec3 point;
        std::uint32_t patch = 0;
        std::uint32_t piece = 0;
    };
    std::vector<Corner> corners;
    for (std::uint32_t i = 0; i < map.pieces.size(); ++i) {
        if (!map.pieces[i].undercut()) continue;
        const Piece& piece = map.pieces[i].piece;
        const std::uint32_t patch =
            patches != nullptr ? patches->patch_of_triangle[piece.triangle] : 0;
        for (const Vec3 point : piece.corner) corners.push_back({point, patch, i});
    }
    const auto key = [](const Corner& c) {
        return std::tuple{c.point.x, c.point.y, c.point.z, c.patch, c.piece};
    };
    std::sort(corners.begin(), corners.end(),
              [&](const Corner& a, const Corner& b) { return key(a) < key(b); });
    for (std::size_t k = 1; k < corners.size(); ++k) {
        const Corner& a = corners[k - 1];
        const Corner& b = corners[k];
        if (a.point == b.point && a.patch == b.patch) joined.join(a.piece, b.piece);
    }
}

/// A piece with all that a move off it needs.
struct Spot {
    Vec3 point;
    Vec3 normal;
    double area_mm2 = 0.0;
};

std::vector<Spot> spots_of(const Surface& surface, const EscapeMap& map, const UndercutPart& part) {
    std::vector<Spot> spots;
    double sum = 0.0;
    for (const std::uint32_t i : part.pieces) {
        const Piece& piece = map.pieces[i].piece;
        sum += piece.area_mm2;
        const double next = (static_cast<double>(spots.size()) + 0.5) / kProbes * part.area_mm2;
        if (part.pieces.size() > kProbes && sum < next) continue;
        spots.push_back({piece.middle(), surface.scene.normal(piece.triangle), piece.area_mm2});
    }
    if (part.pieces.size() > kProbes) {
        for (Spot& spot : spots) spot.area_mm2 = part.area_mm2 / static_cast<double>(spots.size());
    }
    return spots;
}

bool all_leave(const Surface& surface, const std::vector<Spot>& spots, double area_mm2,
               Vec3 direction) {
    double stuck = 0.0;
    for (const Spot& spot : spots) {
        if (leaves(surface, spot.point, spot.normal, direction)) continue;
        stuck += spot.area_mm2;
        if (stuck > kLeftOver * area_mm2) return false;
    }
    return true;
}

void add_direction(std::vector<Vec3>& directions, Vec3 direction, Vec3 pull) {
    if (!(length(direction) > 0.5) || std::abs(dot(direction, pull)) > kAlongPull) return;
    for (const Vec3 known : directions) {
        if (dot(known, direction) > kSameDirection) return;
    }
    if (directions.size() < kDirectionsMax) directions.push_back(direction);
}

/// Both senses of the lines across the pull first, then what the undercuts themselves suggest.
std::vector<Vec3> slide_directions(const Patches& patches, const EscapeMap& map,
                                   const std::vector<UndercutPart>& parts,
                                   const std::vector<Vec3>& lines, const Surface& surface) {
    std::vector<Vec3> across;
    for (const Vec3 line : lines) across.push_back(line);
    std::stable_sort(across.begin(), across.end(), [&](Vec3 a, Vec3 b) {
        return std::abs(dot(a, map.pull)) < std::abs(dot(b, map.pull)) - 1e-6;
    });
    std::vector<Vec3> directions;
    for (const Vec3 line : across) {
        add_direction(directions, line, map.pull);
        add_direction(directions, -line, map.pull);
    }
    std::map<std::uint32_t, Vec3> facing;  // of each region: where most of it looks
    for (const UndercutPart& part : parts) {
        for (const std::uint32_t i : part.pieces) {
            const Piece& piece = map.pieces[i].piece;
            facing[part.region] += surface.scene.normal(piece.triangle) * piece.area_mm2;
        }
        const geom::Face& face = patches.faces[part.patch];
        const bool turned =
            face.kind == geom::SurfaceKind::Cylinder || face.kind == geom::SurfaceKind::Cone;
        if (!turned) continue;
        add_direction(directions, normalized(face.axis), map.pull);
        add_direction(directions, -normalized(face.axis), map.pull);
    }
    for (const auto& [region, sum] : facing) {
        add_direction(directions, normalized(sum - map.pull * dot(sum, map.pull)), map.pull);
    }
    return directions;
}

class SlideSearch {
public:
    SlideSearch(const Surface& surface, const Patches& patches, const EscapeMap& map,
                const std::vector<UndercutPart>& parts, std::vector<Vec3> directions)
        : surface_{surface},
          patches_{patches},
          map_{map},
          parts_{parts},
          directions_{std::move(directions)},
          done_(parts.size(), false),
          released_(map.pieces.size(), false) {}

    Slides run() {
        measure();
        slides_outside();
        lifters();
        split_slides();
        std::stable_sort(result_.actions.begin(), result_.actions.end(),
                         [](const SideAction& a, const SideAction& b) { return a.area > b.area; });
        list_stuck();
        return std::move(result_);
    }

private:
    /// leaves_[part][direction]
    void measure() {
        spots_.resize(parts_.size());
        leaves_.assign(parts_.size(), std::vector<bool>(directions_.size(), false));
        // Only so many are looked at in full; the smallest of a part that nobody would mould end
        // as not released.
        std::vector<std::uint32_t> order(parts_.size());
        std::iota(order.begin(), order.end(), 0U);
        std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            return parts_[a].area_mm2 > parts_[b].area_mm2;
        });
        if (order.size() > kPartsMax) order.resize(kPartsMax);
        looked_at_ = order;
        std::sort(looked_at_.begin(), looked_at_.end());
        tbb::parallel_for(std::size_t{0}, looked_at_.size(), [&](std::size_t k) {
            const std::uint32_t p = looked_at_[k];
            spots_[p] = spots_of(surface_, map_, parts_[p]);
            for (std::size_t d = 0; d < directions_.size(); ++d) {
                leaves_[p][d] = all_leave(surface_, spots_[p], parts_[p].area_mm2, directions_[d]);
            }
        });
    }

    /// Greedy cover: the direction that releases most of what is left, until none releases any.
    void slides_outside() {
        while (result_.actions.size() < kActionsMax) {
            std::size_t best = directions_.size();
            double best_area = 0.0;
            for (std::size_t d = 0; d < directions_.size(); ++d) {
                double area = 0.0;
                for (const std::uint32_t p : looked_at_) {
                    if (!done_[p] && leaves_[p][d]) area += parts_[p].area_mm2;
                }
                if (area > best_area * (1.0 + 1e-9)) best_area = area, best = d;
            }
            if (best == directions_.size()) return;
            std::vector<std::uint32_t> pieces;
            for (const std::uint32_t p : looked_at_) {
                if (done_[p] || !leaves_[p][best]) continue;
                done_[p] = true;
                pieces.insert(pieces.end(), parts_[p].pieces.begin(), parts_[p].pieces.end());
            }
            add_action(directions_[best], pieces, false);
        }
    }

    /// What no slide from outside reaches may move within the part until a half can take it along.
    void lifters() {
        std::map<std::uint32_t, std::vector<std::uint32_t>> regions;
        for (const std::uint32_t p : looked_at_) {
            if (!done_[p]) regions[parts_[p].region].push_back(p);
        }
        for (const auto& [region, members] : regions) {
            if (result_.actions.size() >= kActionsMax) return;
            std::size_t best = directions_.size();
            double best_travel = 0.0;
            for (std::size_t d = 0; d < directions_.size(); ++d) {
                const double travel = extent(members, directions_[d]);
                if (best < directions_.size() && travel >= best_travel) continue;
                if (lifts(members, directions_[d], travel)) best = d, best_travel = travel;
            }
            if (best == directions_.size()) continue;
            std::vector<std::uint32_t> pieces;
            for (const std::uint32_t p : members) {
                done_[p] = true;
                pieces.insert(pieces.end(), parts_[p].pieces.begin(), parts_[p].pieces.end());
            }
            add_action(directions_[best], pieces, true);
        }
    }

    [[nodiscard]] double extent(const std::vector<std::uint32_t>& members, Vec3 direction) const {
        double low = 1e300;
        double high = -1e300;
        for (const std::uint32_t p : members) extend(parts_[p].pieces, direction, low, high);
        return high - low;
    }

    void extend(const std::vector<std::uint32_t>& pieces, Vec3 direction, double& low,
                double& high) const {
        for (const std::uint32_t i : pieces) {
            for (const Vec3 corner : map_.pieces[i].piece.corner) {
                low = std::min(low, dot(corner, direction));
                high = std::max(high, dot(corner, direction));
            }
        }
    }

    /// Sideways by `travel`, then off with the same half everywhere.
    [[nodiscard]] bool lifts(const std::vector<std::uint32_t>& members, Vec3 direction,
                             double travel) const {
        const double beyond = travel * 1.001 + 4.0 * surface_.grain_mm;
        double area = 0.0;
        double stuck_plus = 0.0;
        double stuck_minus = 0.0;
        for (const std::uint32_t p : members) area += parts_[p].area_mm2;
        for (const std::uint32_t p : members) {
            for (const Spot& spot : spots_[p]) {
                const Vec3 start = spot.point + spot.normal * (2.0 * surface_.grain_mm);
                const double share = dot(spot.normal, direction);
                bool plus = false;
                bool minus = false;
                if (share >= -kParallel) {
                    const auto hit = surface_.scene.first_hit(start, direction, 0.0);
                    if (!hit || hit->distance_mm > beyond) {
                        const Vec3 moved = start + direction * beyond;
                        plus = !surface_.scene.occluded(moved, map_.pull, 0.0);
                        minus = !surface_.scene.occluded(moved, -map_.pull, 0.0);
                    }
                }
                if (!plus) stuck_plus += spot.area_mm2;
                if (!minus) stuck_minus += spot.area_mm2;
            }
            if (std::min(stuck_plus, stuck_minus) > kLeftOver * area) return false;
        }
        return true;
    }

    /// Undercuts around the part, such as a ring groove, need a slide from several sides: what each
    /// piece can leave by itself counts.
    void split_slides() {
        std::vector<std::uint32_t> rest;
        for (const std::uint32_t p : looked_at_) {
            if (!done_[p])
                rest.insert(rest.end(), parts_[p].pieces.begin(), parts_[p].pieces.end());
        }
        if (rest.empty()) return;
        // A sample of the pieces decides which directions are worth it.
        std::vector<std::uint32_t> sample;
        const std::size_t stride = rest.size() / 400 + 1;
        for (std::size_t i = 0; i < rest.size(); i += stride) sample.push_back(rest[i]);
        std::vector<std::vector<bool>> free(directions_.size());
        tbb::parallel_for(std::size_t{0}, directions_.size(), [&](std::size_t d) {
            free[d].resize(sample.size());
            for (std::size_t i = 0; i < sample.size(); ++i) {
                free[d][i] = piece_leaves(sample[i], directions_[d]);
            }
        });
        std::vector<bool> taken(sample.size(), false);
        while (result_.actions.size() < kActionsMax) {
            std::size_t best = directions_.size();
            double best_area = kGainMin * sampled_area(sample, taken, nullptr);
            for (std::size_t d = 0; d < directions_.size(); ++d) {
                const double gain = sampled_area(sample, taken, &free[d]);
                if (gain > best_area * (1.0 + 1e-9)) best_area = gain, best = d;
            }
            if (best == directions_.size()) return;
            for (std::size_t i = 0; i < sample.size(); ++i) {
                if (free[best][i]) taken[i] = true;
            }
            std::vector<std::uint32_t> pieces;
            for (const std::uint32_t i : rest) {
                if (!released_[i] && piece_leaves(i, directions_[best])) pieces.push_back(i);
            }
            if (pieces.empty()) return;
            add_action(directions_[best], pieces, false);
        }
    }

    [[nodiscard]] bool piece_leaves(std::uint32_t i, Vec3 direction) const {
        const Piece& piece = map_.pieces[i].piece;
        return leaves(surface_, piece.middle(), surface_.scene.normal(piece.triangle), direction);
    }

    /// Area of the sample that is not taken yet, of those in `free` when that is given.
    [[nodiscard]] double sampled_area(const std::vector<std::uint32_t>& sample,
                                      const std::vector<bool>& taken,
                                      const std::vector<bool>* free) const {
        double area = 0.0;
        for (std::size_t i = 0; i < sample.size(); ++i) {
            if (taken[i] || (free != nullptr && !(*free)[i])) continue;
            area += map_.pieces[sample[i]].piece.area_mm2;
        }
        return area;
    }

    void add_action(Vec3 direction, const std::vector<std::uint32_t>& pieces, bool internal) {
        SideAction action;
        action.direction = direction;
        action.internal = internal;
        std::map<std::uint32_t, std::vector<std::uint32_t>> by_region;
        std::set<std::uint32_t> faces;
        double area = 0.0;
        for (const std::uint32_t i : pieces) {
            released_[i] = true;
            area += map_.pieces[i].piece.area_mm2 * (1.0 - map_.pieces[i].released);
            const std::uint32_t part = part_of(i);
            by_region[parts_[part].region].push_back(i);
            const auto& model_faces = patches_.model_faces[parts_[part].patch];
            faces.insert(model_faces.begin(), model_faces.end());
        }
        double travel = 0.0;
        for (const auto& [region, members] : by_region) {
            double low = 1e300;
            double high = -1e300;
            extend(members, direction, low, high);
            travel = std::max(travel, high - low);
        }
        action.area = from_mm2(area);
        action.travel = from_mm(travel);
        action.faces.assign(faces.begin(), faces.end());
        result_.actions.push_back(std::move(action));
    }

    [[nodiscard]] std::uint32_t part_of(std::uint32_t piece) {
        if (part_of_.empty()) {
            part_of_.assign(map_.pieces.size(), 0);
            for (std::uint32_t p = 0; p < parts_.size(); ++p) {
                for (const std::uint32_t i : parts_[p].pieces) part_of_[i] = p;
            }
        }
        return part_of_[piece];
    }

    void list_stuck() {
        std::map<std::uint32_t, double> stuck;  // by patch
        std::map<std::uint32_t, double> whole;
        for (const UndercutPart& part : parts_) {
            for (const std::uint32_t i : part.pieces) {
                const double area = map_.pieces[i].piece.area_mm2;
                whole[part.patch] += area;
                if (released_[i]) continue;
                stuck[part.patch] += area;
                result_.no_escape_mm2 += area;
            }
        }
        std::set<std::uint32_t> faces;
        for (const auto& [patch, area] : stuck) {
            if (area < kLeftOver * whole[patch]) continue;
            const auto& model_faces = patches_.model_faces[patch];
            faces.insert(model_faces.begin(), model_faces.end());
        }
        result_.no_escape_faces.assign(faces.begin(), faces.end());
    }

    const Surface& surface_;
    const Patches& patches_;
    const EscapeMap& map_;
    const std::vector<UndercutPart>& parts_;
    std::vector<Vec3> directions_;
    std::vector<std::uint32_t> looked_at_;
    std::vector<std::vector<Spot>> spots_;
    std::vector<std::vector<bool>> leaves_;
    std::vector<bool> done_;
    std::vector<bool> released_;  ///< by piece
    std::vector<std::uint32_t> part_of_;
    Slides result_;
};

}  // namespace

std::vector<UndercutPart> undercut_parts(const Patches& patches,
                                         const std::vector<SharedEdge>& shared,
                                         const EscapeMap& map) {
    const std::vector<OfTriangle> triangles = by_triangle(map);
    Joined in_patch{map.pieces.size()};
    for (const OfTriangle& triangle : triangles) {
        if (triangle.whole) {
            for (const std::uint32_t i : triangle.pieces) in_patch.join(triangle.pieces.front(), i);
        } else {
            join_touching(map, triangle, triangle, in_patch);
        }
    }
    for (const SharedEdge& edge : shared) {
        if (patches.patch_of_triangle[edge.left] != patches.patch_of_triangle[edge.right]) continue;
        join_touching(map, triangles[edge.left], triangles[edge.right], in_patch);
    }
    join_at_corners(map, &patches, in_patch);
    Joined regions = in_patch;
    join_at_corners(map, nullptr, regions);
    for (const SharedEdge& edge : shared) {
        join_touching(map, triangles[edge.left], triangles[edge.right], regions);
    }
    std::map<std::uint32_t, UndercutPart> parts;
    for (const OfTriangle& triangle : triangles) {
        for (const std::uint32_t i : triangle.pieces) {
            UndercutPart& part = parts[in_patch.root(i)];
            part.pieces.push_back(i);
            part.patch = patches.patch_of_triangle[map.pieces[i].piece.triangle];
            part.region = regions.root(i);
            part.area_mm2 += map.pieces[i].piece.area_mm2;
        }
    }
    std::vector<UndercutPart> result;
    result.reserve(parts.size());
    for (auto& [root, part] : parts) result.push_back(std::move(part));
    return result;
}

Slides find_slides(const Surface& surface, const Patches& patches, const EscapeMap& map,
                   const std::vector<UndercutPart>& parts, const std::vector<Vec3>& lines) {
    if (parts.empty()) return {};
    return SlideSearch{surface, patches, map, parts,
                       slide_directions(patches, map, parts, lines, surface)}
        .run();
}

}  // namespace millrace::facts::moulding
