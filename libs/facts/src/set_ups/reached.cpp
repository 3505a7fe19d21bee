#include "set_ups/reached.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <deque>
#include <functional>
#include <optional>

#include "millrace/geom/convex_hull.h"

namespace millrace::facts {
namespace {

using geom::Vec3;

// A tool is drawn this many cells thinner than it is, so that the wall it touches, which may be
// drawn up to a cell too far out, is not in its way.
constexpr double kSlackCells = 1.5;
// Narrower tools are not drawn at all.
constexpr double kRadiusMinCells = 2.0;
// The map is made coarser while the tool's radius keeps this many cells.
constexpr double kRadiusCells = 6.0;
// A tool is tried in about so many places before a sample is given up.
constexpr std::size_t kPlacesOfASample = 3;
constexpr double kFlatSine = 0.002;      // a floor: leans by less than 0.1°
constexpr double kDrillCosine = 0.9998;  // along a hole's axis, within about a degree

/// The height map of a view at several cell sizes, the finer ones first.
class MapPyramid {
public:
    explicit MapPyramid(HeightMap finest) { levels_.push_back(std::move(finest)); }

    [[nodiscard]] const HeightMap& finest() const { return levels_.front(); }
    [[nodiscard]] const HeightMap& for_radius(double radius_mm) {
        std::size_t level = 0;
        while (radius_mm >= 2.0 * kRadiusCells * cell_mm(level)) {
            if (++level == levels_.size()) levels_.push_back(levels_.back().coarser());
        }
        return levels_[level];
    }

private:
    [[nodiscard]] double cell_mm(std::size_t level) const {
        return levels_.front().cell_mm() * static_cast<double>(std::size_t{1} << level);
    }
    std::deque<HeightMap> levels_;  // they keep their places
};

/// A sample in the coordinates of the view.
struct Seen {
    Vec3 point;
    Vec3 normal;  ///< of the surface
    Vec3 across;  ///< unit, the normal's part across the view; zero on a floor
    std::uint32_t index = 0;
    bool curved = false;  ///< neither floor nor wall
};

class View {
public:
    /// `sees` is empty where it has to be found.
    View(const Sight& sight, const DrilledSamples& drilled, std::function<bool(std::uint32_t)> sees,
         const ViewFrame& frame, HeightMap map)
        : sight_{sight},
          surface_{sight.surface()},
          drilled_{drilled},
          sees_{std::move(sees)},
          frame_{frame},
          pyramid_{std::move(map)},
          tolerance_{10.0 * surface_.grain_mm} {}

    ReachedSamples run(std::span<const ToolShape> tools, const CancelToken& cancel) {
        ReachedSamples result;
        result.cell_mm = pyramid_.finest().cell_mm();
        result.of_sample.assign(surface_.samples.size(), SampleReach::Hidden);
        collect(result.of_sample);
        for (const ToolShape& tool : tools) {
            if (open_.empty() || cancel.cancelled()) break;
            cut(tool, result.of_sample);
        }
        for (const Seen& seen : open_) result.of_sample[seen.index] = SampleReach::InSight;
        return result;
    }

private:
    [[nodiscard]] Vec3 in_view(Vec3 a) const {
        return {dot(a, frame_.u), dot(a, frame_.v), dot(a, frame_.w)};
    }

    void collect(std::vector<SampleReach>& reached) {
        for (std::uint32_t s = 0; s < surface_.samples.size(); ++s) {
            const Sample& sample = surface_.samples[s];
            const Vec3 normal = sight_.normal(sample);
            if (dot(normal, frame_.w) < -kLeanSine) continue;
            Seen seen;
            seen.index = s;
            seen.normal = normal;
            seen.point = in_view(sample.point);
            // The map of a wide tool is coarse: a rim in front of a wall may be lost in its slack.
            if (!(sees_ ? sees_(s) : sight_.is_free(sample, normal, frame_.w))) continue;
            if (drilled_along(s)) {
                reached[s] = SampleReach::Reached;
                continue;
            }
            const Vec3 n = in_view(normal);
            const double sine = std::hypot(n.x, n.y);
            if (sine > kFlatSine) seen.across = {n.x / sine, n.y / sine, 0.0};
            seen.curved = sine > kFlatSine && n.z > kLeanSine;
            open_.push_back(seen);
        }
    }

    [[nodiscard]] bool drilled_along(std::uint32_t sample) const {
        if (drilled_.hole_of.empty()) return false;
        const std::uint32_t hole = drilled_.hole_of[sample];
        return hole != DrilledSamples::kNoHole &&
               std::abs(dot(drilled_.axis[hole], frame_.w)) > kDrillCosine;
    }

    /// Removes from `open_` what the tool reaches.
    void cut(const ToolShape& tool, std::vector<SampleReach>& reached) {
        const double radius = to_mm(tool.diameter) / 2.0;
        const double corner = std::min(to_mm(tool.corner_radius), radius);
        const double holder = to_mm(tool.holder_diameter) / 2.0;
        lowest_ = surface_.diagonal_mm > 0.0 ? low_point() : 0.0;
        const bool long_enough = pyramid_.finest().top() - lowest_ <= to_mm(tool.stick_out);
        const ToolEnd* const holder_end =
            long_enough || holder <= radius ? nullptr : end_of_holder(holder);
        const auto holder_free = [&](Vec3 tip) {
            return holder_end == nullptr ||
                   holder_end->stands(tip.x, tip.y, tip.z + to_mm(tool.stick_out) + tolerance_);
        };
        const bool ball = corner > 0.0;
        const HeightMap& map = pyramid_.for_radius(radius);
        if (radius < kRadiusMinCells * map.cell_mm()) {
            take(reached, [&](Seen& seen) {
                return holder_free(seen.point) && gap_is_open(seen, 2.0 * radius);
            });
            return;
        }
        if (ball && std::none_of(open_.begin(), open_.end(),
                                 [](const Seen& seen) { return seen.curved; })) {
            return;
        }
        const double drawn = radius - kSlackCells * map.cell_mm();
        const double drawn_corner = std::min(corner, drawn);
        const ToolEnd end{map, drawn - drawn_corner, drawn_corner, kPlacesOfASample * open_.size()};
        const auto stands = [&](Vec3 tip) {
            return end.stands(tip.x, tip.y, tip.z + tolerance_) && holder_free(tip);
        };
        take(reached, [&](Seen& seen) {
            if (ball) return seen.curved && ball_stands(seen, radius, corner, drawn_corner, stands);
            return flat_stands(seen, radius, stands);
        });
    }

    /// Of a holder, which several tools share; none where it is too thin to be drawn.
    const ToolEnd* end_of_holder(double radius_mm) {
        const auto same = [&](const auto& holder) { return holder.first == radius_mm; };
        const auto known = std::find_if(holders_.begin(), holders_.end(), same);
        if (known != holders_.end()) return known->second ? &*known->second : nullptr;
        auto& end = holders_.emplace_back(radius_mm, std::nullopt).second;
        const HeightMap& map = pyramid_.for_radius(radius_mm);
        const double drawn = radius_mm - kSlackCells * map.cell_mm();
        if (drawn > 0.0) end.emplace(map, drawn, 0.0, kPlacesOfASample * open_.size());
        return end ? &*end : nullptr;
    }

    template <class Test>
    void take(std::vector<SampleReach>& reached, const Test& test) {
        std::erase_if(open_, [&](Seen& seen) {
            if (!test(seen)) return false;
            reached[seen.index] = SampleReach::Reached;
            return true;
        });
    }

    [[nodiscard]] double low_point() const {
        double low = 1e300;
        for (const Seen& seen : open_) low = std::min(low, seen.point.z);
        return low;
    }

    /// A flat tool cuts a floor anywhere under its end, and anything else with its edge. Along an
    /// inner corner it stands back by up to its radius.
    template <class Stands>
    static bool flat_stands(const Seen& seen, double radius, const Stands& stands) {
        const Vec3 p = seen.point;
        if (seen.across == Vec3{}) {
            if (stands(p)) return true;
            for (const double share : {0.7, 1.35}) {
                for (const Vec3 way : kCompass) {
                    if (stands(p + way * (share * radius))) return true;
                }
            }
            return false;
        }
        const Vec3 beside = p + seen.across * radius;
        const Vec3 along{-seen.across.y, seen.across.x, 0.0};
        for (const double share : {0.0, 0.5, -0.5, 1.0, -1.0}) {
            if (stands(beside + along * (share * radius))) return true;
        }
        return false;
    }

    /// The rounded corner of a tool touches the point.
    template <class Stands>
    [[nodiscard]] bool ball_stands(const Seen& seen, double radius, double corner,
                                   double drawn_corner, const Stands& stands) const {
        const Vec3 n = in_view(seen.normal);
        const Vec3 middle = seen.point + n * corner + seen.across * (radius - corner);
        return stands({middle.x, middle.y, middle.z - drawn_corner});
    }

    /// For tools that the map cannot show: a wall keeps its distance from whatever faces it.
    [[nodiscard]] bool gap_is_open(const Seen& seen, double width_mm) const {
        if (seen.across == Vec3{} || seen.curved) return true;
        const double lift = 10.0 * surface_.grain_mm;
        const Vec3 from = surface_.samples[seen.index].point + seen.normal * lift;
        const auto hit = surface_.scene.first_hit(from, seen.normal, 0.0);
        return !hit || hit->distance_mm + 2.0 * lift >= width_mm;
    }

    static constexpr double kHalf = 0.70710678118654752;
    static constexpr std::array<Vec3, 8> kCompass = {
        Vec3{1, 0, 0},  Vec3{kHalf, kHalf, 0},   Vec3{0, 1, 0},  Vec3{-kHalf, kHalf, 0},
        Vec3{-1, 0, 0}, Vec3{-kHalf, -kHalf, 0}, Vec3{0, -1, 0}, Vec3{kHalf, -kHalf, 0}};

    const Sight& sight_;
    const Surface& surface_;
    const DrilledSamples& drilled_;
    std::function<bool(std::uint32_t)> sees_;
    ViewFrame frame_;
    MapPyramid pyramid_;
    double tolerance_;
    double lowest_ = 0.0;
    std::vector<Seen> open_;
    std::deque<std::pair<double, std::optional<ToolEnd>>> holders_;  ///< by radius
};

/// The view along a direction with its rows along the first of `axes` that is not nearly parallel.
ViewFrame view_frame(Vec3 direction, const std::array<Vec3, 3>& axes) {
    for (const Vec3 axis : axes) {
        const Vec3 across = axis - direction * dot(axis, direction);
        if (length(across) < 0.5) continue;
        const Vec3 u = normalized(across);
        return {u, cross(direction, u), direction};
    }
    const auto [u, v] = geom::perpendicular_frame(direction);
    return {u, v, direction};
}

/// Whether the triangles look to all sides alike, as those of a closed surface do.
bool looks_closed(const Surface& surface) {
    Vec3 sum;
    double area = 0.0;
    for (std::size_t t = 0; t < surface.mesh.triangles.size(); ++t) {
        sum += area_normal(surface.mesh, t) * 0.5;
        area += surface.triangle_area_mm2[t];
    }
    return length(sum) <= 1e-6 * area;
}

}  // namespace

std::vector<ReachedSamples> reached_samples(const Sight& sight, const DrilledSamples& drilled,
                                            std::span<const Vec3> directions,
                                            std::span<const std::uint8_t> seen,
                                            const std::array<Vec3, 3>& axes,
                                            std::span<const ToolShape> tools, double cells_max,
                                            const CancelToken& cancel) {
    struct Drawn {
        std::size_t above = 0;
        std::optional<std::size_t> below;
        ViewFrame frame;
        HeightMap::Pair maps;
    };
    std::vector<Drawn> views;
    for (std::size_t i = 0; i < directions.size(); ++i) {
        const auto opposite = std::find_if(views.begin(), views.end(), [&](const Drawn& view) {
            return !view.below && directions[view.above] == -directions[i];
        });
        if (opposite != views.end()) {
            opposite->below = i;
        } else {
            views.push_back({i, std::nullopt, view_frame(directions[i], axes), {}});
        }
    }
    const Surface& surface = sight.surface();
    const bool closed = looks_closed(surface);
    tbb::parallel_for(std::size_t{0}, views.size(), [&](std::size_t i) {
        if (cancel.cancelled()) return;
        views[i].maps = HeightMap::of(surface.mesh, views[i].frame, cells_max, closed);
    });
    const auto sees = [&](std::size_t direction) -> std::function<bool(std::uint32_t)> {
        if (seen.empty()) return {};
        return [seen, direction](std::uint32_t s) { return (seen[s] >> direction & 1U) != 0; };
    };
    std::vector<ReachedSamples> result(directions.size());
    tbb::parallel_for(std::size_t{0}, 2 * views.size(), [&](std::size_t k) {
        Drawn& view = views[k / 2];
        if (k % 2 == 0) {
            result[view.above] =
                View{sight, drilled, sees(view.above), view.frame, std::move(view.maps.above)}.run(
                    tools, cancel);
        } else if (view.below) {
            result[*view.below] = View{sight, drilled, sees(*view.below), view.frame.from_behind(),
                                       std::move(view.maps.below)}
                                      .run(tools, cancel);
        }
    });
    return result;
}

}  // namespace millrace::facts
