// Tool access and set-ups (docs/algorithms/access.md).

#include <tbb/parallel_for.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <numeric>

#include "measurements.h"
#include "set_ups/cover.h"
#include "set_ups/frame.h"
#include "set_ups/reached.h"

namespace millrace::facts {
namespace {

using geom::Vec3;
using Mask = std::uint64_t;

constexpr double kWholeShare = 0.95;
constexpr double kHiddenShare = 0.05;      // out of sight: more makes a face unreachable
constexpr double kUncutShare = 0.5;        // in sight but too narrow or too deep
constexpr double kSliver = 5e-4;           // of the part's area: too little for a set-up of its own
constexpr double kCells = 40'000.0;        // of each height map
constexpr std::size_t kExtraMax = 26;      // candidates besides the six axes
constexpr std::size_t kLookAroundMax = 8;  // of them found by looking around
constexpr std::size_t kViews = 60;         // directions over the sphere to look around in
constexpr double kSameCosine = 0.9998;     // one direction within about a degree
constexpr std::uint64_t kNodesMax = 200'000;
constexpr std::size_t kLookedAtMax = 1'000;  // samples
constexpr std::size_t kRoundsMax = 64;       // of adding what faces need that one does not reach
constexpr double kLeftOfFace = 0.2;          // that may stay where several directions share a face
constexpr double kLeftOfPart = 2.5e-3;       // and of the part's area: not worth a set-up
constexpr std::uint8_t kFromAround = 1;
constexpr std::uint8_t kFromCandidate = 2;

Mask bit(std::size_t direction) { return Mask{1} << direction; }

/// Halfway between two axes of a cube (12), near its axes (24) and around its corners (24).
std::array<Vec3, kViews> symmetric_views() {
    std::array<Vec3, kViews> views;
    std::size_t count = 0;
    for (std::size_t axis = 0; axis < 3; ++axis) {
        for (int signs = 0; signs < 8; ++signs) {
            const double a = (signs & 1) != 0 ? -1.0 : 1.0;
            const double b = (signs & 2) != 0 ? -1.0 : 1.0;
            const double c = (signs & 4) != 0 ? -1.0 : 1.0;
            const auto add = [&](double x, double y, double z) {
                const std::array<double, 3> d = {x, y, z};
                views[count++] = normalized(Vec3{d[axis], d[(axis + 1) % 3], d[(axis + 2) % 3]});
            };
            add(a, 0.6 * b, 0.6 * c);
            if (c > 0.0) {
                add(a, 0.35 * b, 0.0);
                add(a, 0.0, 0.35 * b);
                add(0.0, a, b);
            }
        }
    }
    return views;
}

/// What the candidates reach, sample by sample.
struct Reached {
    std::vector<Vec3> directions;
    std::vector<Mask> of_sample;
    double cell_mm = 0.0;
};

struct PatchArea {
    double all = 0.0;
    std::vector<double> by_direction;
    double any = 0.0;
};

class SetUpSearch {
public:
    SetUpSearch(const Sight& sight, const Patches& patches, std::span<const Hole> holes,
                const std::array<Vec3, 3>& frame, const CancelToken& cancel)
        : sight_{sight},
          surface_{sight.surface()},
          patches_{patches},
          cancel_{cancel},
          frame_{frame} {
        reached_.of_sample.assign(surface_.samples.size(), 0);
        in_sight_.assign(surface_.samples.size(), 0);
        area_ = std::accumulate(surface_.triangle_area_mm2.begin(),
                                surface_.triangle_area_mm2.end(), 0.0);
        find_drilled(holes);
    }

    SetUps run(std::span<const Hole> holes, std::span<const std::uint8_t> seen) {
        SetUps result;
        result.frame = frame_;
        const std::array<Vec3, 6> directions = axis_directions(frame_);
        const std::vector<Vec3> axes{directions.begin(), directions.end()};
        add_directions(axes, seen);
        if (!all_reached()) add_directions(tilted_directions(holes));
        if (!all_reached()) look_around();
        name_faces(result);
        choose(result);
        result.gap_error = from_mm(2.0 * reached_.cell_mm);
        return result;
    }

private:
    /// Samples of faces that lie within a hole: its wall, its bottom, the cone of a drill.
    void find_drilled(std::span<const Hole> holes) {
        if (holes.empty()) return;
        drilled_.hole_of.assign(surface_.samples.size(), DrilledSamples::kNoHole);
        std::vector<geom::Box> boxes(patches_.faces.size());
        for (std::uint32_t p = 0; p < patches_.faces.size(); ++p) {
            for (const std::uint32_t t : patches_.triangles[p]) {
                for (int k = 0; k < 3; ++k) boxes[p].add(surface_.mesh.corner(t, k));
            }
        }
        for (std::uint32_t h = 0; h < holes.size(); ++h) {
            const Hole& hole = holes[h];
            drilled_.axis.push_back(hole.axis);
            const double radius = to_mm(hole.diameter) / 2.0 * 1.02 + surface_.grain_mm;
            const double half = to_mm(hole.depth) / 2.0 + radius;
            const auto inside = [&](Vec3 p) {
                const Vec3 from = p - hole.centre;
                const double up = dot(from, hole.axis);
                return std::abs(up) <= half && length(from - hole.axis * up) <= radius;
            };
            const double ball = std::hypot(radius, half);
            for (std::uint32_t p = 0; p < patches_.faces.size(); ++p) {
                const Vec3 off = boxes[p].centre() - hole.centre;
                if (length(off) > ball || boxes[p].diagonal() > 2.0 * ball) continue;
                const bool all = std::all_of(patches_.triangles[p].begin(),
                                             patches_.triangles[p].end(), [&](auto t) {
                                                 return inside(surface_.mesh.corner(t, 0)) &&
                                                        inside(surface_.mesh.corner(t, 1)) &&
                                                        inside(surface_.mesh.corner(t, 2));
                                             });
                if (all) mark_drilled(p, h);
            }
        }
    }

    void mark_drilled(std::uint32_t patch, std::uint32_t hole) {
        for_samples(patch, [&](std::uint32_t s) { drilled_.hole_of[s] = hole; });
    }

    void add_directions(const std::vector<Vec3>& directions,
                        std::span<const std::uint8_t> seen = {}) {
        const std::size_t first = reached_.directions.size();
        const std::vector<ReachedSamples> found = reached_samples(
            sight_, drilled_, directions, seen, frame_, generic_end_mills(), kCells, cancel_);
        for (std::size_t i = 0; i < found.size(); ++i) {
            for (std::size_t s = 0; s < found[i].of_sample.size(); ++s) {
                if (found[i].of_sample[s] == SampleReach::Hidden) continue;
                in_sight_[s] = kFromCandidate;
                if (found[i].of_sample[s] == SampleReach::Reached) {
                    reached_.of_sample[s] |= bit(first + i);
                }
            }
            reached_.cell_mm = std::max(reached_.cell_mm, found[i].cell_mm);
            reached_.directions.push_back(directions[i]);
        }
        sum_areas();
    }

    void sum_areas() {
        areas_.assign(patches_.faces.size(), {});
        for (PatchArea& area : areas_) area.by_direction.assign(reached_.directions.size(), 0.0);
        for (std::size_t s = 0; s < surface_.samples.size(); ++s) {
            const Sample& sample = surface_.samples[s];
            PatchArea& area = areas_[patches_.patch_of_triangle[sample.triangle]];
            area.all += sample.area_mm2;
            const Mask mask = reached_.of_sample[s];
            if (mask != 0) area.any += sample.area_mm2;
            for (Mask rest = mask; rest != 0; rest &= rest - 1) {
                area.by_direction[static_cast<std::size_t>(std::countr_zero(rest))] +=
                    sample.area_mm2;
            }
        }
    }

    [[nodiscard]] bool reached_by_all_together(std::size_t patch) const {
        return areas_[patch].any >= kWholeShare * areas_[patch].all;
    }
    [[nodiscard]] Mask whole_from(std::size_t patch) const {
        Mask mask = 0;
        for (std::size_t d = 0; d < reached_.directions.size(); ++d) {
            if (areas_[patch].by_direction[d] >= kWholeShare * areas_[patch].all) mask |= bit(d);
        }
        return mask;
    }
    /// A curved face that two opposite directions reach together is cut from both sides.
    [[nodiscard]] bool from_both_sides(std::uint32_t patch) const {
        for (std::size_t a = 0; a < reached_.directions.size(); ++a) {
            for (std::size_t b = a + 1; b < reached_.directions.size(); ++b) {
                if (dot(reached_.directions[a], reached_.directions[b]) > -kSameCosine) continue;
                const double sum = areas_[patch].by_direction[a] + areas_[patch].by_direction[b];
                if (sum < kWholeShare * areas_[patch].all) continue;
                if (shared_area(patch, bit(a) | bit(b)) >= kWholeShare * areas_[patch].all) {
                    return true;
                }
            }
        }
        return false;
    }
    [[nodiscard]] double shared_area(std::uint32_t patch, Mask any_of) const {
        double area = 0.0;
        for_samples(patch, [&](std::uint32_t s) {
            if ((reached_.of_sample[s] & any_of) != 0) area += surface_.samples[s].area_mm2;
        });
        return area;
    }
    [[nodiscard]] bool freeform(std::size_t patch) const {
        // What is left of a mesh when planes and cylinders are recognised is no face of anybody's.
        return patches_.exact && patches_.faces[patch].kind == geom::SurfaceKind::Freeform;
    }
    [[nodiscard]] bool settled(std::uint32_t patch) const {
        if (!reached_by_all_together(patch)) return false;
        return !freeform(patch) || whole_from(patch) != 0 || from_both_sides(patch);
    }
    /// Worth further candidates. Bits of a hole that end mills reach from several sides, some more
    /// and some less, do not make it: a drill along its axis does.
    [[nodiscard]] bool open(std::uint32_t patch) const {
        if (!(areas_[patch].all > 0.0)) return false;
        return !settled(patch) || (is_drilled(patch) && whole_from(patch) == 0);
    }
    [[nodiscard]] bool is_drilled(std::uint32_t patch) const {
        if (drilled_.hole_of.empty() || patches_.triangles[patch].empty()) return false;
        const std::uint32_t s = surface_.first_sample[patches_.triangles[patch].front()];
        return s < drilled_.hole_of.size() && drilled_.hole_of[s] != DrilledSamples::kNoHole;
    }
    [[nodiscard]] bool all_reached() const {
        for (std::uint32_t p = 0; p < areas_.size(); ++p) {
            if (open(p)) return false;
        }
        return true;
    }

    [[nodiscard]] bool known(const std::vector<Vec3>& fresh, Vec3 direction) const {
        const auto same = [&](Vec3 other) { return dot(other, direction) > kSameCosine; };
        return std::any_of(reached_.directions.begin(), reached_.directions.end(), same) ||
               std::any_of(fresh.begin(), fresh.end(), same);
    }

    /// Normals of planes, and both ends of other axes, of faces that the six axes do not settle.
    [[nodiscard]] std::vector<Vec3> tilted_directions(std::span<const Hole> holes) const {
        std::vector<std::pair<double, Vec3>> votes;
        const auto vote = [&](Vec3 direction, double area) {
            for (auto& [sum, other] : votes) {
                if (dot(other, direction) <= kSameCosine) continue;
                sum += area;
                return;
            }
            votes.emplace_back(area, direction);
        };
        for (std::uint32_t p = 0; p < areas_.size(); ++p) {
            if (!open(p)) continue;
            const geom::Face& face = patches_.faces[p];
            if (!(length(face.axis) > 0.5)) continue;
            vote(face.axis, areas_[p].all);
            if (face.kind != geom::SurfaceKind::Plane) vote(-face.axis, areas_[p].all);
        }
        for (const Hole& hole : holes) {
            const double area = kPi * to_mm(hole.diameter) * to_mm(hole.depth);
            vote(hole.axis, area);
            if (hole.through) vote(-hole.axis, area);
        }
        std::stable_sort(votes.begin(), votes.end(), [](const auto& a, const auto& b) {
            return a.first > b.first * (1.0 + 1e-9);
        });
        std::vector<Vec3> directions;
        for (const auto& [area, direction] : votes) {
            if (directions.size() == kExtraMax - kLookAroundMax) break;
            if (!known(directions, direction)) directions.push_back(normalized(direction));
        }
        return directions;
    }

    /// Looks at what is still open from all around: a direction that sees a whole face becomes a
    /// candidate, and what is in sight at all is remembered for the verdict.
    void look_around() {
        std::vector<std::uint32_t> open;
        for (std::uint32_t p = 0; p < areas_.size(); ++p) {
            if (settled(p)) continue;
            // Seen and not cut from here, a face may well be cut from elsewhere.
            const bool uncut = areas_[p].any < (1.0 - kUncutShare) * areas_[p].all;
            for_samples(p, [&](std::uint32_t s) {
                const bool hidden =
                    reached_.of_sample[s] == 0 && (uncut || in_sight_[s] != kFromCandidate);
                if (hidden || freeform(p)) open.push_back(s);
            });
        }
        const std::size_t stride = open.size() / kLookedAtMax + 1;
        std::vector<std::uint32_t> looked;
        for (std::size_t i = 0; i < open.size(); i += stride) looked.push_back(open[i]);
        const std::vector<Mask> sees = views_of(looked);
        for (std::size_t i = 0; i < open.size(); ++i) {
            std::uint8_t& sight = in_sight_[open[i]];
            if (sees[i / stride] != 0) sight = std::max(sight, kFromAround);
        }
        const std::vector<Vec3> fresh = views_of_whole_faces(looked, sees);
        if (!fresh.empty()) add_directions(fresh);
    }

    /// Which of the views see each of some samples.
    [[nodiscard]] std::vector<Mask> views_of(const std::vector<std::uint32_t>& samples) const {
        std::array<Vec3, kViews> views;
        for (std::size_t k = 0; k < kViews; ++k) views[k] = around(k);
        std::vector<Mask> sees(samples.size(), 0);
        tbb::parallel_for(std::size_t{0}, samples.size(), [&](std::size_t i) {
            const Sample& sample = surface_.samples[samples[i]];
            const Vec3 normal = sight_.normal(sample);
            for (std::size_t k = 0; k < kViews; ++k) {
                if (dot(normal, views[k]) < kLeanSine) continue;
                if (sight_.is_free(sample, normal, views[k])) sees[i] |= bit(k);
            }
        });
        return sees;
    }

    /// Views that see all that is open of some face, the one with most such area first. Of views
    /// that see the same the one that looks at it most squarely: their order would hang on the
    /// pose.
    [[nodiscard]] std::vector<Vec3> views_of_whole_faces(const std::vector<std::uint32_t>& samples,
                                                         const std::vector<Mask>& sees) const {
        struct Open {
            double all = 0.0;
            std::array<double, kViews> by_view{};
            std::array<double, kViews> squarely{};
        };
        std::array<Vec3, kViews> directions;
        for (std::size_t k = 0; k < kViews; ++k) directions[k] = around(k);
        std::map<std::uint32_t, Open> faces;
        for (std::size_t i = 0; i < samples.size(); ++i) {
            const Sample& sample = surface_.samples[samples[i]];
            const Vec3 normal = sight_.normal(sample);
            Open& face = faces[patches_.patch_of_triangle[sample.triangle]];
            face.all += sample.area_mm2;
            for (std::size_t k = 0; k < kViews; ++k) {
                if ((sees[i] & bit(k)) == 0) continue;
                face.by_view[k] += sample.area_mm2;
                face.squarely[k] += sample.area_mm2 * dot(normal, directions[k]);
            }
        }
        std::vector<Vec3> views;
        while (views.size() < kLookAroundMax) {
            std::size_t best = 0;
            double most = 0.0;
            double most_squarely = 0.0;
            for (std::size_t k = 0; k < kViews; ++k) {
                double whole = 0.0;
                double squarely = 0.0;
                for (const auto& [patch, face] : faces) {
                    if (face.by_view[k] < kWholeShare * face.all) continue;
                    whole += face.all;
                    squarely += face.squarely[k];
                }
                if (whole < most * (1.0 - 1e-9)) continue;
                if (whole <= most * (1.0 + 1e-9) && squarely <= most_squarely) continue;
                best = k;
                most = whole;
                most_squarely = squarely;
            }
            if (most <= kSliver * area_) break;
            views.push_back(directions[best]);
            std::erase_if(faces, [&](const auto& entry) {
                return entry.second.by_view[best] >= kWholeShare * entry.second.all;
            });
        }
        return views;
    }

    /// The k-th of kViews directions over the sphere, in the part's frame: with its six axes no
    /// direction is farther than 16.6° from one of them. Turning the frame by right angles or
    /// mirroring it gives the same set, so that the order and the signs of its axes, which change
    /// with the pose, do not matter.
    [[nodiscard]] Vec3 around(std::size_t k) const {
        static const std::array<Vec3, kViews> kDirections = symmetric_views();
        const Vec3 d = kDirections[k];
        return normalized(frame_[0] * d.x + frame_[1] * d.y + frame_[2] * d.z);
    }

    /// Sorts the faces that no candidate reaches into out of reach and five axes.
    void name_faces(SetUps& result) {
        double unreachable = 0.0;
        std::vector<std::uint32_t> out_of_reach;
        std::vector<std::uint32_t> turning;
        for (std::uint32_t p = 0; p < areas_.size(); ++p) {
            const PatchArea& area = areas_[p];
            if (!(area.all > 0.0)) continue;
            unreachable += area.all - area.any;
            if (settled(p)) continue;
            if (reached_by_all_together(p)) {
                turning.push_back(p);
                continue;
            }
            double hidden = 0.0;       // from everywhere
            double from_beside = 0.0;  // in sight, but from no candidate
            for_samples(p, [&](std::uint32_t s) {
                if (reached_.of_sample[s] != 0 || in_sight_[s] == kFromCandidate) return;
                (in_sight_[s] == 0 ? hidden : from_beside) += surface_.samples[s].area_mm2;
            });
            const double uncut = area.all - area.any;
            const double allowed = kHiddenShare * area.all;
            if (hidden <= allowed && from_beside > allowed) {
                turning.push_back(p);
            } else if (hidden > allowed || uncut > kUncutShare * area.all) {
                out_of_reach.push_back(p);
            }
        }
        left_out_.assign(areas_.size(), false);
        for (const std::uint32_t p : turning) left_out_[p] = true;
        result.unreachable = from_mm2(unreachable);
        result.unreachable_faces = model_faces(patches_, out_of_reach);
        result.five_axis_faces = model_faces(patches_, turning);
    }

    /// Directions that each face which one of them reaches can be cut from.
    [[nodiscard]] std::vector<Mask> first_needs() const {
        std::vector<Mask> needs;
        for (std::uint32_t p = 0; p < areas_.size(); ++p) {
            if (!asks(p)) continue;
            if (const Mask whole = whole_from(p); whole != 0) needs.push_back(whole);
        }
        return needs;
    }
    [[nodiscard]] bool asks(std::uint32_t patch) const {
        if (!(areas_[patch].any > 0.0) || left_out_[patch]) return false;
        return patches_.exact || areas_[patch].all >= kSliver * area_;
    }

    /// A face that takes several directions.
    struct Divided {
        std::map<Mask, double> pieces;
        double leave_mm2 = 0.0;  ///< as much of it may stay, spread over its borders
    };
    [[nodiscard]] std::vector<Divided> divided_faces() const {
        std::vector<Divided> faces;
        for (std::uint32_t p = 0; p < areas_.size(); ++p) {
            if (!asks(p) || whole_from(p) != 0) continue;
            const double few = std::min(kLeftOfFace * areas_[p].all, kLeftOfPart * area_);
            faces.push_back({pieces(p), std::max(few, kSliver * area_)});
        }
        return faces;
    }

    /// The area of a face by the directions that reach it.
    [[nodiscard]] std::map<Mask, double> pieces(std::uint32_t patch) const {
        std::map<Mask, double> result;
        for_samples(patch, [&](std::uint32_t s) {
            if (reached_.of_sample[s] != 0) {
                result[reached_.of_sample[s]] += surface_.samples[s].area_mm2;
            }
        });
        return result;
    }

    [[nodiscard]] static double reached_only_from(const Divided& face, Mask directions) {
        double area = 0.0;
        for (const auto& [mask, piece] : face.pieces) {
            if ((mask & ~directions) == 0) area += piece;
        }
        return area;
    }

    /// What faces ask for of which the chosen directions leave too much: one of a few directions
    /// that alone reach more than may be left. Every cover has to hold one of those, so that asking
    /// for them rules no smaller cover out, however a face falls into pieces.
    [[nodiscard]] static std::vector<Mask> missing(const std::vector<Divided>& faces, Mask chosen) {
        std::vector<Mask> needs;
        for (const Divided& face : faces) {
            Mask others = 0;
            for (const auto& [mask, piece] : face.pieces) others |= mask;
            others &= ~chosen;
            if (!(reached_only_from(face, others) > face.leave_mm2)) continue;
            for (Mask rest = others; rest != 0; rest &= rest - 1) {
                const Mask fewer = others & ~(rest & (~rest + 1));
                if (reached_only_from(face, fewer) > face.leave_mm2) others = fewer;
            }
            needs.push_back(others);
        }
        return needs;
    }

    void choose(SetUps& result) const {
        constexpr Mask kAxes = 0b111111;
        const std::vector<double> area = list_candidates(result);
        const std::vector<Divided> divided = divided_faces();
        std::vector<Mask> needs = first_needs();
        Mask chosen = 0;
        for (std::size_t round = 0; round < kRoundsMax; ++round) {
            const bool axes_do = std::all_of(needs.begin(), needs.end(),
                                             [](Mask need) { return (need & kAxes) != 0; });
            std::vector<Mask> allowed = needs;
            if (axes_do) {
                for (Mask& need : allowed) need &= kAxes;
            }
            const Cover cover = minimum_cover(allowed, area, kNodesMax);
            result.chosen = cover.chosen;
            result.optimal = cover.optimal;
            chosen = 0;
            for (const std::uint32_t d : cover.chosen) chosen |= bit(d);
            const std::vector<Mask> more = missing(divided, chosen);
            if (more.empty()) break;
            needs.insert(needs.end(), more.begin(), more.end());
        }
        std::stable_sort(result.chosen.begin(), result.chosen.end(), [&](auto a, auto b) {
            return std::llround(area[a] * 1000.0) > std::llround(area[b] * 1000.0);
        });
        result.verdict = !result.unreachable_faces.empty() ? MillingVerdict::Unreachable
                         : !result.five_axis_faces.empty() ? MillingVerdict::FiveAxis
                         : (chosen & ~kAxes) != 0          ? MillingVerdict::ThreePlusTwo
                                                           : MillingVerdict::ThreeAxis;
    }

    /// Writes the candidates down; gives their areas.
    std::vector<double> list_candidates(SetUps& result) const {
        const std::size_t count = reached_.directions.size();
        std::vector<double> area(count, 0.0);
        for (const PatchArea& patch : areas_) {
            for (std::size_t d = 0; d < count; ++d) area[d] += patch.by_direction[d];
        }
        const auto& face_of_triangle = surface_.mesh.face_of_triangle;
        std::map<std::uint32_t, std::vector<double>> faces;  // the last entry is the whole area
        if (!face_of_triangle.empty()) {
            for (std::uint32_t p = 0; p < areas_.size(); ++p) {
                for (const std::uint32_t t : patches_.triangles[p]) {
                    auto& sums = faces[face_of_triangle[t]];
                    sums.resize(count + 1, 0.0);
                    for (auto s = surface_.first_sample[t]; s < surface_.first_sample[t + 1]; ++s) {
                        const double piece = surface_.samples[s].area_mm2;
                        sums[count] += piece;
                        for (Mask rest = reached_.of_sample[s]; rest != 0; rest &= rest - 1) {
                            sums[static_cast<std::size_t>(std::countr_zero(rest))] += piece;
                        }
                    }
                }
            }
        }
        for (std::size_t d = 0; d < count; ++d) {
            ToolDirection candidate;
            candidate.direction = reached_.directions[d];
            candidate.reached = from_mm2(area[d]);
            for (const auto& [face, sums] : faces) {
                if (sums[count] > 0.0 && sums[d] >= kWholeShare * sums[count]) {
                    candidate.faces.push_back(face);
                }
            }
            result.candidates.push_back(std::move(candidate));
        }
        return area;
    }

    template <class Visit>
    void for_samples(std::uint32_t patch, const Visit& visit) const {
        for (const std::uint32_t t : patches_.triangles[patch]) {
            for (auto s = surface_.first_sample[t]; s < surface_.first_sample[t + 1]; ++s) visit(s);
        }
    }

    const Sight& sight_;
    const Surface& surface_;
    const Patches& patches_;
    const CancelToken& cancel_;
    std::array<Vec3, 3> frame_;
    double area_ = 0.0;
    DrilledSamples drilled_;
    Reached reached_;
    std::vector<std::uint8_t> in_sight_;  ///< of each sample: 0, kFromAround, kFromCandidate
    std::vector<PatchArea> areas_;
    std::vector<bool> left_out_;  ///< faces for five axes ask for no direction
};

}  // namespace

std::string_view to_string(MillingVerdict verdict) {
    switch (verdict) {
        case MillingVerdict::ThreeAxis: return "three_axis";
        case MillingVerdict::ThreePlusTwo: return "three_plus_two";
        case MillingVerdict::FiveAxis: return "five_axis";
        case MillingVerdict::Unreachable: return "unreachable";
    }
    return "unknown";
}

SetUps measure_set_ups(const Sight& sight, const Patches& patches, std::span<const Hole> holes,
                       const std::array<Vec3, 3>& frame, std::span<const std::uint8_t> seen,
                       const CancelToken& cancel) {
    return SetUpSearch{sight, patches, holes, frame, cancel}.run(holes, seen);
}

}  // namespace millrace::facts
