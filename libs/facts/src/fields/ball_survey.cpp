#include "fields/ball_survey.h"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "fields/spot.h"
#include "millrace/geom/convex_hull.h"

namespace millrace::facts {
namespace {

using geom::Vec3;

// A descent from the thinnest samples that ends below this share of where it began has run into
// something too narrow to be a wall, and is not believed.
constexpr double kDescentMin = 0.5;
constexpr std::size_t kStarts = 12;
constexpr std::size_t kStartsMax = 32;
constexpr int kRoundsMax = 12;
constexpr int kRoundsOfTheBest = 60;
constexpr int kRoundsInVain = 3;

// Above this many triangles, samples take the ball of a corner that has one: the triangles are as
// close to each other as samples of large ones would be.
constexpr std::size_t kFineTriangles = 20'000;

// Rays from the bottom of grooves and the edges of recesses, where a wall may be thinnest along a
// line that no sample is near.
constexpr double kSeedsMax = 150.0;
constexpr std::size_t kShortTriesMax = 300;
constexpr double kSeedDihedral = -20.0 * kPi / 180.0;
// Around each bore, so that a ball between it and a neighbour touches both from one of them, and of
// all bores.
constexpr std::size_t kTriesOfBore = 16;
constexpr std::size_t kBoreTriesMax = 600;
// A ball that touches two sides whose directions differ by less than 73° lies in a corner.
constexpr double kAskewCosine = 0.3;

Spot spot_of(const Surface& surface, const Sample& sample) {
    return spot_at(surface, sample.point, sample.triangle);
}

/// Two directions along the surface, square to each other: the first the way the walls lean towards
/// each other, else along the triangle. They turn with the part.
std::array<Vec3, 2> along_surface(const Surface& surface, const Spot& spot, Vec3 normal,
                                  const Ball& ball) {
    constexpr double kLeans = 1e-3;
    Vec3 way = normal + ball.outward;
    way = way - normal * dot(way, normal);
    if (ball.kind == BallKind::None || length(way) < kLeans) {
        double longest2 = -1.0;
        for (int k = 0; k < 3; ++k) {
            const Vec3 edge = surface.mesh.corner(spot.triangle, (k + 1) % 3) -
                              surface.mesh.corner(spot.triangle, k);
            if (dot(edge, edge) > longest2) longest2 = dot(edge, edge), way = edge;
        }
        way = way - normal * dot(way, normal);
    }
    const Vec3 u = length(way) > 0.0 ? normalized(way) : geom::perpendicular_frame(normal)[0];
    return {u, cross(normal, u)};
}

/// A ball found somewhere on the surface, and where.
struct Found {
    Spot spot;
    Ball ball;
    double step_mm = 0.0;  ///< of a walk that begins or goes on there
};

/// Walks over the surface to thinner balls between walls: four directions, then four between them,
/// halving the step. It does not turn around sharp edges.
void walk_to_thinnest(const Surface& surface, const BallFitter& fitter, int rounds, Found& at) {
    bool ever = false;
    for (int round = 0; round < rounds; ++round) {
        if (round == kRoundsInVain && !ever) break;
        bool better = false;
        const Vec3 normal = normal_at(surface, at.spot);
        const auto [u, v] = along_surface(surface, at.spot, normal, at.ball);
        const Vec3 between = normalized(u + v);
        const Vec3 across = normalized(u - v);
        const std::array<Vec3, 8> directions = {u, -u, v, -v, between, -between, across, -across};
        for (std::size_t d = 0; d < directions.size(); ++d) {
            if (d == 4 && better) break;  // what lies between is looked at where these lead nowhere
            const auto next = spot_beside(surface, at.spot, directions[d] * at.step_mm, normal);
            if (!next) continue;
            const Vec3 next_normal = normal_at(surface, *next);
            const Vec3 point = point_at(surface, *next);
            const Ball ball = fitter.fit(point, next_normal, next->triangle, at.ball);
            const bool accept =
                (ball.is_wall() || !at.ball.is_wall()) &&
                ball.diameter_mm < at.ball.diameter_mm * (1.0 - 1e-6) &&
                (!ball.is_wall() || fitter.on_the_outside(point, next_normal, ball));
            if (!accept) continue;
            at.ball = ball;
            at.spot = *next;
            better = ever = true;
        }
        if (!better) at.step_mm /= 2.0;
    }
}

/// Fits balls 0 to count in runs of neighbours, each ball after the one before it. The runs are the
/// same for any number of threads.
template <class Fit>
void fit_in_runs(std::vector<Ball>& balls, std::size_t count, const CancelToken& cancel,
                 const Fit& fit) {
    constexpr std::size_t kRun = 64;
    balls.resize(count);
    tbb::parallel_for(std::size_t{0}, (count + kRun - 1) / kRun, [&](std::size_t run) {
        if (cancel.cancelled()) return;
        const std::size_t end = std::min(count, (run + 1) * kRun);
        for (std::size_t i = run * kRun; i < end; ++i) {
            balls[i] = fit(i, i > run * kRun ? balls[i - 1] : Ball{});
        }
    });
}

void fit_vertices(const Surface& surface, const BallFitter& fitter, const CancelToken& cancel,
                  std::vector<Ball>& balls) {
    const std::vector<VertexNormal> normals = vertex_normals(surface.mesh);
    fit_in_runs(balls, normals.size(), cancel, [&](std::size_t v, const Ball& beside) {
        if (!normals[v].smooth) return Ball{};
        const Vec3 point = surface.mesh.vertices[v];
        return fitter.fit(point, normals[v].normal, normals[v].triangle, beside);
    });
}

void fit_samples(const Surface& surface, const BallFitter& fitter, const CancelToken& cancel,
                 BallSurvey& survey) {
    const auto& samples = surface.samples;
    const bool fine = surface.mesh.triangles.size() > kFineTriangles && !survey.at_vertex.empty();
    fit_in_runs(survey.at_sample, samples.size(), cancel, [&](std::size_t s, const Ball& beside) {
        const std::uint32_t t = samples[s].triangle;
        if (fine && surface.first_sample[t + 1] - surface.first_sample[t] == 1) {
            for (const std::uint32_t v : surface.mesh.triangles[t]) {
                if (survey.at_vertex[v].is_wall()) return survey.at_vertex[v];
            }
        }
        return fitter.fit(samples[s].point, samples[s].normal, t, beside);
    });
}

/// A ray into the material from a point of an inner edge.
struct Seed {
    Vec3 origin;
    Vec3 inward;
    Vec3 along;  ///< the edge
};

std::vector<Seed> seeds_of(const Surface& surface, std::span<const SharedEdge> shared) {
    const auto& mesh = surface.mesh;
    const auto edge_of = [&](const SharedEdge& edge) {
        return mesh.vertices[edge.b] - mesh.vertices[edge.a];
    };
    double total_mm = 0.0;
    for (const SharedEdge& edge : shared) {
        if (edge.dihedral_rad < kSeedDihedral) total_mm += length(edge_of(edge));
    }
    std::vector<Seed> seeds;
    const double every_mm = total_mm / kSeedsMax;
    double next_mm = every_mm / 2.0;
    for (const SharedEdge& edge : shared) {
        if (!(edge.dihedral_rad < kSeedDihedral)) continue;
        const double whole_mm = length(edge_of(edge));
        const Vec3 along = normalized(edge_of(edge));
        const Vec3 left = surface.scene.normal(edge.left);
        const Vec3 right = surface.scene.normal(edge.right);
        for (; next_mm < whole_mm; next_mm += every_mm) {
            const Vec3 origin = mesh.vertices[edge.a] + along * next_mm;
            for (const Vec3 outward : {normalized(left + right), left, right}) {
                seeds.push_back({origin, -outward, along});
            }
        }
        next_mm -= whole_mm;
    }
    return seeds;
}

/// Whether a wall stays as thin for its own thickness along a direction, both ways.
bool thin_along(const Surface& surface, const BallFitter& fitter, const Spot& spot,
                double thickness_mm, Vec3 along) {
    constexpr double kThicker = 1.5;
    constexpr double kAside = 0.3;
    const Vec3 point = point_at(surface, spot);
    for (const double step : {-thickness_mm, thickness_mm}) {
        const auto there = surface.scene.nearest(point + along * step, kAside * thickness_mm);
        if (!there) return false;
        const Vec3 normal = normal_at(surface, spot_at(surface, there->point, there->triangle));
        const Ball ball = fitter.fit(there->point, normal, there->triangle);
        if (!(ball.diameter_mm <= kThicker * thickness_mm) || ball.kind == BallKind::Corner) {
            return false;
        }
    }
    return true;
}

/// A corner of a recess that comes near a wall in one point makes no thin wall; a line does.
bool thin_along_a_line(const Surface& surface, const BallFitter& fitter, const Spot& spot,
                       double thickness_mm) {
    const Vec3 normal = normal_at(surface, spot);
    const auto [u, v] = along_surface(surface, spot, normal, {});
    for (const Vec3 along : {u, v, normalized(u + v), normalized(u - v)}) {
        if (thin_along(surface, fitter, spot, thickness_mm, along)) return true;
    }
    return false;
}

/// A wall hardly longer than thick has room for its ball in the middle only, where perhaps no
/// sample is. From samples beside its rim, thinnest first, the middle is tried.
std::vector<Found> short_walls(const Surface& surface, const BallFitter& fitter,
                               const std::vector<Ball>& balls, double below_mm) {
    std::vector<std::uint32_t> tries;
    for (std::uint32_t s = 0; s < balls.size(); ++s) {
        if (balls[s].kind == BallKind::Corner && balls[s].straight_mm < below_mm)
            tries.push_back(s);
    }
    std::stable_sort(tries.begin(), tries.end(), [&](std::uint32_t a, std::uint32_t b) {
        return balls[a].straight_mm < balls[b].straight_mm;
    });
    tries.resize(std::min(tries.size(), kShortTriesMax));
    std::vector<Found> found(tries.size());
    tbb::parallel_for(std::size_t{0}, tries.size(), [&](std::size_t k) {
        const Sample& sample = surface.samples[tries[k]];
        const Ball& ball = balls[tries[k]];
        const Vec3 from_rim = sample.point - ball.contact;
        const Vec3 away = normalized(from_rim - sample.normal * dot(from_rim, sample.normal));
        const double shift_mm = 0.51 * (ball.straight_mm - ball.diameter_mm);
        const auto there = surface.scene.nearest(sample.point + away * shift_mm, shift_mm);
        if (!there) return;
        found[k].spot = spot_at(surface, there->point, there->triangle);
        found[k].step_mm = shift_mm;
        found[k].ball =
            fitter.fit(there->point, normal_at(surface, found[k].spot), there->triangle);
    });
    std::erase_if(found, [](const Found& f) { return !f.ball.is_wall(); });
    return found;
}

/// Between two bores, or a bore and a side, a wall may be hardly longer than thick and curved on
/// top of it: a ball has room half way up the bore only. Samples around it are tried there.
std::vector<Found> walls_of_bores(const Surface& surface, const Patches& patches,
                                  const BallFitter& fitter, const std::vector<Ball>& balls,
                                  double below_mm) {
    struct Try {
        std::uint32_t sample = 0;
        Vec3 shift;
    };
    std::vector<Try> tries;
    for (std::uint32_t p = 0; p < patches.faces.size() && tries.size() < kBoreTriesMax; ++p) {
        const geom::Face& face = patches.faces[p];
        if (!face.concave || face.kind != geom::SurfaceKind::Cylinder) continue;
        std::vector<std::uint32_t> beside_rim;
        double low = std::numeric_limits<double>::infinity();
        double high = -low;
        for (const std::uint32_t t : patches.triangles[p]) {
            for (int k = 0; k < 3; ++k) {
                const double along = dot(surface.mesh.corner(t, k), face.axis);
                low = std::min(low, along);
                high = std::max(high, along);
            }
            for (auto s = surface.first_sample[t]; s < surface.first_sample[t + 1]; ++s) {
                const Ball& ball = balls[s];
                if (ball.kind != BallKind::Corner || !(ball.diameter_mm < below_mm)) continue;
                beside_rim.push_back(s);
            }
        }
        const std::size_t stride = beside_rim.size() / kTriesOfBore + 1;
        for (std::size_t i = 0; i < beside_rim.size(); i += stride) {
            const double along = dot(surface.samples[beside_rim[i]].point, face.axis);
            tries.push_back({beside_rim[i], face.axis * ((low + high) / 2.0 - along)});
        }
    }
    std::vector<Found> found(tries.size());
    tbb::parallel_for(std::size_t{0}, tries.size(), [&](std::size_t k) {
        const Sample& sample = surface.samples[tries[k].sample];
        const double shift_mm = length(tries[k].shift);
        const auto there = surface.scene.nearest_facing(
            sample.point + tries[k].shift, shift_mm,
            {.normal = -sample.normal, .cosine_max = -0.5, .idle_max = 128});
        if (!there) return;
        found[k].spot = spot_at(surface, there->point, there->triangle);
        found[k].step_mm = shift_mm;
        const Vec3 normal = normal_at(surface, found[k].spot);
        found[k].ball = fitter.fit(there->point, normal, there->triangle);
        // What still touches the rim says nothing.
        if (!(dot(normal, found[k].ball.outward) < kAskewCosine))
            found[k].ball.kind = BallKind::None;
    });
    std::erase_if(found, [&](const Found& f) {
        return f.ball.kind == BallKind::None || !(f.ball.diameter_mm < below_mm);
    });
    return found;
}

/// Walls between inner edges and what is opposite of them.
std::vector<Found> walls_at_edges(const Surface& surface, const BallFitter& fitter,
                                  std::span<const SharedEdge> shared) {
    const std::vector<Seed> seeds = seeds_of(surface, shared);
    std::vector<Found> found(seeds.size());
    tbb::parallel_for(std::size_t{0}, seeds.size(), [&](std::size_t k) {
        const Seed& seed = seeds[k];
        const auto hit = surface.scene.first_hit(seed.origin, seed.inward, 10.0 * surface.grain_mm);
        if (!hit || dot(surface.scene.normal(hit->triangle), seed.inward) < 0.5) return;
        const Vec3 point = seed.origin + seed.inward * hit->distance_mm;
        found[k].spot = spot_at(surface, point, hit->triangle);
        found[k].step_mm = hit->distance_mm / 2.0;
        found[k].ball = fitter.fit(point, normal_at(surface, found[k].spot), hit->triangle);
        if (found[k].ball.is_wall() &&
            !thin_along(surface, fitter, found[k].spot, found[k].ball.diameter_mm, seed.along)) {
            found[k].ball.kind = BallKind::Corner;
        }
    });
    std::erase_if(found, [](const Found& f) { return !f.ball.is_wall(); });
    return found;
}

bool thinner(const Found& a, const Found& b) {
    if (a.ball.diameter_mm != b.ball.diameter_mm) return a.ball.diameter_mm < b.ball.diameter_mm;
    return a.spot.triangle < b.spot.triangle;
}

/// The thinnest balls, and the thinnest between each two faces: where curved sides lean towards
/// each other, a thin spot may lie between samples whose balls are thicker than a wall elsewhere or
/// touch both sides askew.
std::vector<Found> starts_of(const Surface& surface, const Patches& patches,
                             const BallFitter& fitter, const std::vector<Found>& sorted) {
    std::vector<Found> starts;
    std::set<std::pair<std::uint32_t, std::uint32_t>> pairs;
    std::size_t any = 0;
    for (const Found& found : sorted) {
        if (starts.size() == kStartsMax) break;
        const std::uint32_t here = patches.patch_of_triangle[found.spot.triangle];
        const std::uint32_t there = patches.patch_of_triangle[found.ball.triangle];
        const bool new_pair =
            pairs.emplace(here, there).second && !patches.meet_at_convex_edge(here, there);
        const bool thin = any < kStarts && found.ball.is_wall();
        if (!new_pair && !thin) continue;
        if (!fitter.on_the_outside(point_at(surface, found.spot), normal_at(surface, found.spot),
                                   found.ball)) {
            continue;
        }
        starts.push_back(found);
        any += found.ball.is_wall() ? 1 : 0;
    }
    return starts;
}

/// A wall of the same thickness everywhere: there is no downhill.
bool between_parallel_planes(const Surface& surface, const Patches& patches, const Found& found) {
    const auto is_plane = [&](std::uint32_t triangle) {
        return patches.faces[patches.patch_of_triangle[triangle]].kind == geom::SurfaceKind::Plane;
    };
    constexpr double kParallel = 1.0 - 1e-9;
    return is_plane(found.spot.triangle) && is_plane(found.ball.triangle) &&
           -dot(surface.scene.normal(found.spot.triangle),
                surface.scene.normal(found.ball.triangle)) > kParallel;
}

/// The thinnest spot may lie between samples: each start walks downhill.
void find_minimum(const Surface& surface, const Patches& patches, const BallFitter& fitter,
                  std::vector<Found> balls, BallSurvey& survey) {
    std::stable_sort(balls.begin(), balls.end(), thinner);
    std::vector<Found> starts = starts_of(surface, patches, fitter, balls);
    const auto is_wall = [](const Found& found) { return found.ball.is_wall(); };
    // Shells that hide each other everywhere: better a thickness of one of them than none.
    if (std::none_of(starts.begin(), starts.end(), is_wall)) {
        starts.push_back(*std::find_if(balls.begin(), balls.end(), is_wall));
    }
    double thinnest_mm = std::numeric_limits<double>::infinity();
    for (const Found& start : starts) {
        if (is_wall(start)) thinnest_mm = std::min(thinnest_mm, start.ball.diameter_mm);
    }
    const auto is_believed = [&](const Found& start, const Found& there) {
        if (!is_wall(there)) return false;
        return is_wall(start)
                   ? there.ball.diameter_mm >= kDescentMin * start.ball.diameter_mm
                   : thin_along_a_line(surface, fitter, there.spot, there.ball.diameter_mm);
    };
    std::vector<Found> ends = starts;
    tbb::parallel_for(std::size_t{0}, starts.size(), [&](std::size_t k) {
        const Found& start = starts[k];
        // Nowhere to go, or what would be believed is thicker than the thinnest already.
        if (start.ball.is_wall() && (kDescentMin * start.ball.diameter_mm > thinnest_mm ||
                                     between_parallel_planes(surface, patches, start))) {
            return;
        }
        walk_to_thinnest(surface, fitter, kRoundsMax, ends[k]);
        if (!is_believed(start, ends[k])) ends[k] = start;
    });
    // Only walls count.
    const auto thinner_wall = [&](const Found& a, const Found& b) {
        if (is_wall(a) != is_wall(b)) return is_wall(a);
        return a.ball.diameter_mm < b.ball.diameter_mm;
    };
    const auto best = std::min_element(ends.begin(), ends.end(), thinner_wall);
    Found end = *best;
    if (!between_parallel_planes(surface, patches, end)) {
        walk_to_thinnest(surface, fitter, kRoundsOfTheBest, end);
        if (!is_believed(starts[static_cast<std::size_t>(best - ends.begin())], end)) end = *best;
    }
    survey.minimum_mm = end.ball.diameter_mm;
    survey.minimum_at = point_at(surface, end.spot);
    survey.minimum_triangle = end.spot.triangle;
}

/// The free space around a point inside: no ball about it is larger, whatever faces it touches.
struct Room {
    Vec3 centre;
    geom::NearestPoint wall;
};

std::optional<Room> room_at(const Surface& surface, Vec3 centre) {
    const auto wall = surface.scene.nearest(centre, surface.diagonal_mm);
    if (!wall) return std::nullopt;
    return Room{centre, *wall};
}

/// Moves to where there is more room. Steps are shorter than the way to the nearest wall, so that
/// none leads out of the part. The room has ridges, up which only few directions lead: each round
/// has many, and other ones.
Room largest_room_from(const Surface& surface, Room room) {
    constexpr int kDirections = 64;
    constexpr double kGoldenAngle = 2.399963229728653;
    constexpr double kGain = 1.0 + 1e-9;
    const double last_step_mm = 0.02 * surface.grain_mm;
    int round = 0;
    for (double step_mm = room.wall.distance_mm / 2.0; step_mm > last_step_mm; ++round) {
        bool better = false;
        for (int k = 0; k < kDirections; ++k) {
            const double z = 1.0 - (2.0 * k + 1.0) / kDirections;
            const double angle = kGoldenAngle * (k + 0.37 * round);
            const double across = std::sqrt(1.0 - z * z);
            const Vec3 way{across * std::cos(angle), across * std::sin(angle), z};
            const auto next = room_at(surface, room.centre + way * step_mm);
            if (!next || next->wall.distance_mm <= kGain * room.wall.distance_mm) continue;
            room = *next;
            better = true;
        }
        if (!better) step_mm /= 2.0;
    }
    return room;
}

/// No two walls face each other (a tetrahedron): the largest ball is all there is to say. A fitted
/// ball passes through faces that lean less than 60° from its own, so the room about its centre
/// counts.
void find_largest(const Surface& surface, BallSurvey& survey) {
    auto& balls = survey.at_sample;
    std::optional<Room> largest;
    for (std::size_t s = 0; s < balls.size(); ++s) {
        if (std::isnan(balls[s].diameter_mm)) continue;
        const Sample& sample = surface.samples[s];
        const Vec3 centre = sample.point - sample.normal * (balls[s].diameter_mm / 2.0);
        const auto room = room_at(surface, centre);
        if (!room) continue;
        if (!largest || room->wall.distance_mm > largest->wall.distance_mm) largest = room;
    }
    if (!largest) return;
    largest = largest_room_from(surface, *largest);
    const double diameter_mm = 2.0 * largest->wall.distance_mm;
    for (std::vector<Ball>* some : {&survey.at_sample, &survey.at_vertex}) {
        // Not std::min: a ball that is not there stays NaN.
        for (Ball& ball : *some)
            if (ball.diameter_mm > diameter_mm) ball.diameter_mm = diameter_mm;
    }
    survey.minimum_mm = survey.p01_mm = survey.p50_mm = survey.maximum_mm = diameter_mm;
    survey.minimum_at = largest->wall.point;
    survey.minimum_triangle = largest->wall.triangle;
}

}  // namespace

BallSurvey survey_balls(const Surface& surface, const Patches& patches,
                        std::span<const SharedEdge> shared, Side side, const CancelToken& cancel) {
    const BallFitter fitter{surface, patches, side};
    BallSurvey survey;
    if (side == Side::Inside) fit_vertices(surface, fitter, cancel, survey.at_vertex);
    fit_samples(surface, fitter, cancel, survey);
    if (cancel.cancelled()) return survey;

    // Walls, and balls that touch two sides askew.
    double thinnest_mm = std::numeric_limits<double>::infinity();
    std::vector<Found> found;
    std::vector<std::pair<double, double>> value_and_area;
    for (std::size_t s = 0; s < survey.at_sample.size(); ++s) {
        const Ball& ball = survey.at_sample[s];
        const Sample& sample = surface.samples[s];
        const bool is_askew =
            ball.kind != BallKind::None && dot(sample.normal, ball.outward) < kAskewCosine;
        if (!ball.is_wall() && !is_askew) continue;
        found.push_back({spot_of(surface, sample), ball, std::sqrt(sample.area_mm2)});
        if (!ball.is_wall()) continue;
        value_and_area.emplace_back(ball.diameter_mm, sample.area_mm2);
        thinnest_mm = std::min(thinnest_mm, ball.diameter_mm);
    }
    survey.any_wall = !value_and_area.empty();
    if (side == Side::Inside) {
        for (Found& wall : walls_at_edges(surface, fitter, shared)) {
            thinnest_mm = std::min(thinnest_mm, wall.ball.diameter_mm);
            survey.any_wall = true;
            found.push_back(wall);
        }
        for (Found& wall : short_walls(surface, fitter, survey.at_sample, 0.99 * thinnest_mm)) {
            survey.any_wall = true;
            found.push_back(wall);
        }
        if (survey.any_wall) {
            for (Found& wall :
                 walls_of_bores(surface, patches, fitter, survey.at_sample, 0.99 * thinnest_mm)) {
                found.push_back(wall);
            }
        }
    }
    if (!survey.any_wall) {
        if (side == Side::Inside) find_largest(surface, survey);
        return survey;
    }
    find_minimum(surface, patches, fitter, std::move(found), survey);
    survey.p01_mm = std::max(survey.minimum_mm, area_quantile(value_and_area, 0.01));
    survey.p50_mm = std::max(survey.minimum_mm, area_quantile(value_and_area, 0.5));
    survey.maximum_mm = std::max(survey.minimum_mm, area_quantile(value_and_area, 1.0));
    return survey;
}

/// Value below which `fraction` of the area lies.
double area_quantile(std::vector<std::pair<double, double>>& value_and_area, double fraction) {
    if (!std::is_sorted(value_and_area.begin(), value_and_area.end())) {
        std::sort(value_and_area.begin(), value_and_area.end());
    }
    double total = 0.0;
    for (const auto& [value, area] : value_and_area) total += area;
    double sum = 0.0;
    for (const auto& [value, area] : value_and_area) {
        sum += area;
        if (sum >= fraction * total) return value;
    }
    return value_and_area.empty() ? 0.0 : value_and_area.back().first;
}

}  // namespace millrace::facts
