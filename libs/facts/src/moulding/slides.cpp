// Slides and lifters (docs/algorithms/moulding.md, "Side actions").
#include "slides.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "../set_ups/cover.h"

namespace millrace::facts::moulding {
namespace {

using geom::Vec3;

// Slides nearer to the pull than 18° have no room for their guides.
constexpr double kAlongPull = 0.95;
constexpr double kSameDirection = 0.99985;  // 1°
constexpr std::size_t kActionsMax = 24;
constexpr std::size_t kDirectionsMax = 48;
constexpr std::size_t kPartsMax = 400;
// Pieces that speak for one part, spread over its area.
constexpr std::size_t kProbes = 24;
// A part counts as released when all but this share of its area is.
constexpr double kLeftOver = 0.02;
// Splitting a part over several slides goes on while one of them releases this share of the rest.
constexpr double kGainMin = 0.05;

constexpr std::uint64_t kNodesMax = 20'000;  // of the search for the fewest slides

using Mask = std::uint64_t;
static_assert(kDirectionsMax <= facts::kDirectionsMax);

Mask bit(std::size_t direction) { return Mask{1} << direction; }

/// A spot that speaks for some of a part.
struct Witness {
    Spot spot;
    double area_mm2 = 0.0;
};

std::vector<Witness> witnesses_of(const TrueSurface& surface, const EscapeMap& map,
                                  const UndercutPart& part) {
    std::vector<Witness> spots;
    double sum = 0.0;
    for (const std::uint32_t i : part.pieces) {
        const Piece& piece = map.pieces[i].piece;
        sum += piece.area_mm2;
        const double next = (static_cast<double>(spots.size()) + 0.5) / kProbes * part.area_mm2;
        if (part.pieces.size() > kProbes && sum < next) continue;
        spots.push_back({surface.spot(piece.triangle, piece.middle()), piece.area_mm2});
    }
    if (part.pieces.size() > kProbes) {
        for (Witness& spot : spots)
            spot.area_mm2 = part.area_mm2 / static_cast<double>(spots.size());
    }
    return spots;
}

bool all_leave(const TrueSurface& surface, const std::vector<Witness>& witnesses, double area_mm2,
               Vec3 direction) {
    double stuck = 0.0;
    for (const Witness& witness : witnesses) {
        if (surface.leaves(witness.spot, direction)) continue;
        stuck += witness.area_mm2;
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
                                   const std::vector<Vec3>& lines, const TrueSurface& surface) {
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
            facing[part.region] += surface.normal(piece.triangle, piece.middle()) * piece.area_mm2;
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
    SlideSearch(const TrueSurface& surface, const Patches& patches, const EscapeMap& map,
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
        lifters();
        find_rest();
        slides();
        std::stable_sort(result_.actions.begin(), result_.actions.end(),
                         [](const SideAction& a, const SideAction& b) { return a.area > b.area; });
        list_stuck();
        return std::move(result_);
    }

private:
    /// leaves_[part][direction]
    void measure() {
        witnesses_.resize(parts_.size());
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
            witnesses_[p] = witnesses_of(surface_, map_, parts_[p]);
            for (std::size_t d = 0; d < directions_.size(); ++d) {
                leaves_[p][d] =
                    all_leave(surface_, witnesses_[p], parts_[p].area_mm2, directions_[d]);
            }
        });
    }

    [[nodiscard]] bool leaves_whole(std::uint32_t part) const {
        return std::find(leaves_[part].begin(), leaves_[part].end(), true) != leaves_[part].end();
    }

    /// What no slide from outside reaches may move within the part until a half can take it along,
    /// and with it the rest of its region, although a slide could release that.
    void lifters() {
        struct Members {
            std::vector<std::uint32_t> all;
            std::vector<std::uint32_t> stuck;
        };
        std::map<std::uint32_t, Members> regions;
        for (const std::uint32_t p : looked_at_) {
            Members& members = regions[parts_[p].region];
            members.all.push_back(p);
            if (!leaves_whole(p)) members.stuck.push_back(p);
        }
        for (const auto& [region, members] : regions) {
            if (members.stuck.empty()) continue;
            if (result_.actions.size() >= kActionsMax) return;
            if (lift(members.all)) continue;
            if (members.stuck.size() < members.all.size()) lift(members.stuck);
        }
    }

    /// A lifter for these parts with the least travel; false when there is none.
    bool lift(const std::vector<std::uint32_t>& members) {
        std::size_t best = directions_.size();
        double best_travel = 0.0;
        for (std::size_t d = 0; d < directions_.size(); ++d) {
            const double travel = extent(members, directions_[d]);
            if (best < directions_.size() && travel >= best_travel) continue;
            if (lifts(members, directions_[d], travel)) best = d, best_travel = travel;
        }
        if (best == directions_.size()) return false;
        std::vector<std::uint32_t> pieces;
        for (const std::uint32_t p : members) {
            done_[p] = true;
            pieces.insert(pieces.end(), parts_[p].pieces.begin(), parts_[p].pieces.end());
        }
        add_action(directions_[best], pieces, true);
        return true;
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
        const double beyond = travel * 1.001 + 4.0 * surface_.facets().grain_mm;
        double area = 0.0;
        double stuck_plus = 0.0;
        double stuck_minus = 0.0;
        for (const std::uint32_t p : members) area += parts_[p].area_mm2;
        for (const std::uint32_t p : members) {
            for (const Witness& witness : witnesses_[p]) {
                const Vec3 start = surface_.start(witness.spot);
                bool plus = false;
                bool minus = false;
                if (dot(witness.spot.normal, direction) >= -kParallel) {
                    const auto hit = surface_.facets().scene.first_hit(start, direction, 0.0);
                    if (!hit || hit->distance_mm > beyond) {
                        const Vec3 moved = start + direction * beyond;
                        plus = !surface_.blocked(moved, map_.pull);
                        minus = !surface_.blocked(moved, -map_.pull);
                    }
                }
                if (!plus) stuck_plus += witness.area_mm2;
                if (!minus) stuck_minus += witness.area_mm2;
            }
            if (std::min(stuck_plus, stuck_minus) > kLeftOver * area) return false;
        }
        return true;
    }

    /// Undercuts around the part, such as a ring groove, need a slide from several sides: what each
    /// piece can leave by itself counts. A sample of the pieces decides which directions are worth
    /// it.
    void find_rest() {
        constexpr std::size_t kSampled = 400;
        for (const std::uint32_t p : looked_at_) {
            if (done_[p] || leaves_whole(p)) continue;
            rest_.insert(rest_.end(), parts_[p].pieces.begin(), parts_[p].pieces.end());
        }
        const std::size_t stride = rest_.size() / kSampled + 1;
        std::vector<std::uint32_t> sample;
        for (std::size_t i = 0; i < rest_.size(); i += stride) sample.push_back(rest_[i]);
        std::vector<Mask> from(sample.size(), 0);
        tbb::parallel_for(std::size_t{0}, sample.size(), [&](std::size_t i) {
            for (std::size_t d = 0; d < directions_.size(); ++d) {
                if (piece_leaves(sample[i], directions_[d])) from[i] |= bit(d);
            }
        });
        double all = 0.0;
        double sampled = 0.0;
        for (const std::uint32_t i : rest_) all += map_.pieces[i].piece.area_mm2;
        for (const std::uint32_t i : sample) sampled += map_.pieces[i].piece.area_mm2;
        for (std::size_t i = 0; i < sample.size(); ++i) {
            sampled_[from[i]] += map_.pieces[sample[i]].piece.area_mm2 * (all / sampled);
        }
    }

    /// The fewest directions that release every part which one of them can release, and of the
    /// rest all but what no further direction gains much of; of as few those that release most.
    void slides() {
        std::vector<Mask> needs;
        std::vector<double> area(directions_.size(), 0.0);
        for (const std::uint32_t p : looked_at_) {
            if (done_[p]) continue;
            Mask from = 0;
            for (std::size_t d = 0; d < directions_.size(); ++d) {
                if (!leaves_[p][d]) continue;
                from |= bit(d);
                area[d] += parts_[p].area_mm2;
            }
            if (from != 0) needs.push_back(from);
        }
        for (const auto& [from, sum] : sampled_) {
            for (std::size_t d = 0; d < directions_.size(); ++d) {
                if ((from & bit(d)) != 0) area[d] += sum;
            }
        }
        // Each round rules the last choice out, until one leaves nothing that is worth a slide.
        Cover cover = minimum_cover(needs, area, kNodesMax);
        for (std::size_t round = 0; round < kActionsMax; ++round) {
            const Mask more = worthwhile(mask_of(cover));
            if (more == 0) break;
            needs.push_back(more);
            cover = minimum_cover(needs, area, kNodesMax);
        }
        while (cover.chosen.size() < kActionsMax) {
            const Mask more = worthwhile(mask_of(cover));
            if (more == 0) break;
            cover.chosen.push_back(static_cast<std::uint32_t>(std::countr_zero(more)));
        }
        release(cover);
    }

    [[nodiscard]] static Mask mask_of(const Cover& cover) {
        Mask mask = 0;
        for (const std::uint32_t d : cover.chosen) mask |= bit(d);
        return mask;
    }

    /// The directions that gain a share worth a slide of what the chosen ones leave of the rest,
    /// and at least half of what one can gain.
    [[nodiscard]] Mask worthwhile(Mask chosen) const {
        double left = 0.0;
        std::vector<double> gain(directions_.size(), 0.0);
        for (const auto& [from, area] : sampled_) {
            if ((from & chosen) != 0) continue;
            left += area;
            for (std::size_t d = 0; d < directions_.size(); ++d) {
                if ((from & bit(d)) != 0) gain[d] += area;
            }
        }
        double most = 0.0;
        for (const double one : gain) most = std::max(most, one);
        const double least = std::max(kGainMin * left, 0.5 * most);
        Mask mask = 0;
        for (std::size_t d = 0; d < directions_.size(); ++d) {
            if (gain[d] > least) mask |= bit(d);
        }
        return mask;
    }

    /// Each part goes with the slide that releases most, so that others are not moved for it.
    void release(const Cover& cover) {
        std::vector<std::uint32_t> open = cover.chosen;
        Mask taken = 0;
        while (!open.empty() && result_.actions.size() < kActionsMax) {
            std::size_t best = 0;
            double best_area = 0.0;
            for (std::size_t k = 0; k < open.size(); ++k) {
                const double area = still_released(open[k], taken);
                if (area > best_area * (1.0 + 1e-9)) best = k, best_area = area;
            }
            const std::uint32_t direction = open[best];
            const std::vector<std::uint32_t> pieces = released_by(direction);
            if (!pieces.empty()) add_action(directions_[direction], pieces, false);
            for (const std::uint32_t p : looked_at_) {
                if (leaves_[p][direction]) done_[p] = true;
            }
            taken |= bit(direction);
            open.erase(open.begin() + static_cast<std::ptrdiff_t>(best));
        }
    }

    /// Area that a direction releases besides what the taken ones do; of the rest by its sample.
    [[nodiscard]] double still_released(std::uint32_t direction, Mask taken) const {
        double area = 0.0;
        for (const std::uint32_t p : looked_at_) {
            if (!done_[p] && leaves_[p][direction]) area += parts_[p].area_mm2;
        }
        for (const auto& [from, sum] : sampled_) {
            if ((from & bit(direction)) != 0 && (from & taken) == 0) area += sum;
        }
        return area;
    }

    [[nodiscard]] std::vector<std::uint32_t> released_by(std::uint32_t direction) const {
        std::vector<std::uint32_t> pieces;
        for (const std::uint32_t p : looked_at_) {
            if (done_[p] || !leaves_[p][direction]) continue;
            pieces.insert(pieces.end(), parts_[p].pieces.begin(), parts_[p].pieces.end());
        }
        for (const std::uint32_t i : rest_) {
            if (!released_[i] && piece_leaves(i, directions_[direction])) pieces.push_back(i);
        }
        return pieces;
    }

    [[nodiscard]] bool piece_leaves(std::uint32_t i, Vec3 direction) const {
        const Piece& piece = map_.pieces[i].piece;
        return surface_.leaves(surface_.spot(piece.triangle, piece.middle()), direction);
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

    const TrueSurface& surface_;
    const Patches& patches_;
    const EscapeMap& map_;
    const std::vector<UndercutPart>& parts_;
    std::vector<Vec3> directions_;
    std::vector<std::uint32_t> looked_at_;
    std::vector<std::vector<Witness>> witnesses_;
    std::vector<std::vector<bool>> leaves_;
    std::vector<bool> done_;
    std::vector<bool> released_;       ///< by piece
    std::vector<std::uint32_t> rest_;  ///< pieces of parts that nothing releases whole
    std::map<Mask, double> sampled_;   ///< of them: area by the directions that release it
    std::vector<std::uint32_t> part_of_;
    Slides result_;
};

}  // namespace

Slides find_slides(const TrueSurface& surface, const Patches& patches, const EscapeMap& map,
                   const std::vector<UndercutPart>& parts, const std::vector<Vec3>& lines) {
    if (parts.empty()) return {};
    return SlideSearch{surface, patches, map, parts,
                       slide_directions(patches, map, parts, lines, surface)}
        .run();
}

}  // namespace millrace::facts::moulding
