#include "set_ups/frame.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "axis_sense.h"
#include "measurements.h"

namespace millrace::facts {
namespace {

using geom::Vec3;

constexpr double kSameCosine = 0.99996;      // within half a degree
constexpr double kEqualCosine = 1.0 - 5e-9;  // within 1e-4: the coordinates of a mesh
constexpr double kBesideCosine = 0.99863;    // 3°
constexpr double kSquareSine = 0.009;        // square to each other within half a degree
constexpr std::size_t kVotesMax = 12;        // directions that may become the first axis
constexpr std::size_t kAloneMax = 2;         // of them without another one square to it
constexpr double kBesideRadius = 0.01;       // share of a radius: beside the axis
constexpr double kAdvantage = 1.001;         // that another frame needs over the model's own
constexpr double kVoteMin = 0.05;            // of the area; below, faces say nothing about a frame

using Frame = std::array<Vec3, 3>;
constexpr Frame kModelFrame = {Vec3{1, 0, 0}, Vec3{0, 1, 0}, Vec3{0, 0, 1}};

bool has_axis(geom::SurfaceKind kind) {
    switch (kind) {
        case geom::SurfaceKind::Plane:
        case geom::SurfaceKind::Cylinder:
        case geom::SurfaceKind::Cone:
        case geom::SurfaceKind::Torus:
        case geom::SurfaceKind::Revolution: return true;
        case geom::SurfaceKind::Sphere:
        case geom::SurfaceKind::Extrusion:
        case geom::SurfaceKind::Freeform:
        case geom::SurfaceKind::Facets: return false;
    }
    return false;
}

bool is_round(geom::SurfaceKind kind) {
    return kind == geom::SurfaceKind::Cylinder || kind == geom::SurfaceKind::Cone;
}

/// Area along the axes. What lies beside them counts less, with the square of the angle down to
/// nothing at 3°: a frame that leans by the draft of one wall does not gather what others have.
double along_axes(const std::vector<DirectionVote>& votes, const Frame& frame) {
    double sum = 0.0;
    for (const DirectionVote& vote : votes) {
        double cosine = 0.0;
        for (const Vec3 axis : frame) {
            cosine = std::max(cosine, std::abs(dot(vote.direction, axis)));
        }
        sum += vote.area_mm2 * std::max(0.0, 1.0 - (1.0 - cosine) / (1.0 - kBesideCosine));
    }
    return sum;
}

std::array<double, 3> extents(const geom::TriangleMesh& hull, const Frame& frame) {
    std::array<double, 3> size{};
    for (std::size_t k = 0; k < 3; ++k) {
        double low = 1e300;
        double high = -1e300;
        for (const Vec3 p : hull.vertices) {
            low = std::min(low, dot(p, frame[k]));
            high = std::max(high, dot(p, frame[k]));
        }
        size[k] = high - low;
    }
    return size;
}

Frame completed(Vec3 first, Vec3 second) {
    const Vec3 a = normalized(first);
    const Vec3 b = normalized(second - a * dot(second, a));
    return {a, b, cross(a, b)};
}

bool same_axes(const Frame& a, const Frame& b) {
    return std::all_of(a.begin(), a.end(), [&](Vec3 axis) {
        return std::any_of(b.begin(), b.end(),
                           [&](Vec3 other) { return std::abs(dot(axis, other)) >= kSameCosine; });
    });
}

/// Longest side first, signs as near to the model's axes as they come.
Frame in_order(const Frame& frame, const geom::TriangleMesh& hull) {
    const std::array<double, 3> size = extents(hull, frame);
    std::array<std::size_t, 3> order = {0, 1, 2};
    // Sides that are equal but for rounding keep their order.
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return size[a] > size[b] * (1.0 + 1e-6);
    });
    const Vec3 a = with_positive_lead(frame[order[0]]);
    const Vec3 b = with_positive_lead(frame[order[1]]);
    return {a, b, cross(a, b)};
}

void add_vote(std::vector<DirectionVote>& votes, const DirectionVote& vote, double same_cosine) {
    const auto same = std::find_if(votes.begin(), votes.end(), [&](const DirectionVote& other) {
        return std::abs(dot(other.direction, vote.direction)) >= same_cosine;
    });
    if (same != votes.end()) {
        same->area_mm2 += vote.area_mm2;
    } else {
        votes.push_back(vote);
    }
}

void sort_votes(std::vector<DirectionVote>& votes) {
    std::stable_sort(votes.begin(), votes.end(),
                     [](const DirectionVote& a, const DirectionVote& b) {
                         return a.area_mm2 > b.area_mm2 * (1.0 + 1e-9);
                     });
}

/// Square to the axis, from it to the largest round face along it that lies beside it: a hole of a
/// bolt circle. Of equally large ones the first in the order of the faces.
std::optional<Vec3> beside_axis(const Patches& patches, const std::vector<double>& patch_area_mm2,
                                Vec3 axis) {
    double most = 0.0;
    std::optional<Vec3> best;
    const geom::Face* middle = nullptr;  // the largest round face along the axis
    for (std::uint32_t f = 0; f < patches.faces.size(); ++f) {
        const geom::Face& face = patches.faces[f];
        if (!is_round(face.kind) || std::abs(dot(face.axis, axis)) < kSameCosine) continue;
        if (patch_area_mm2[f] <= most * (1.0 + 1e-6)) continue;
        most = patch_area_mm2[f];
        middle = &face;
    }
    if (middle == nullptr) return best;
    most = 0.0;
    for (std::uint32_t f = 0; f < patches.faces.size(); ++f) {
        const geom::Face& face = patches.faces[f];
        if (!is_round(face.kind) || std::abs(dot(face.axis, axis)) < kSameCosine) continue;
        if (patch_area_mm2[f] <= most * (1.0 + 1e-6)) continue;
        const Vec3 offset = face.origin - middle->origin;
        const Vec3 across = offset - axis * dot(offset, axis);
        if (length(across) < kBesideRadius * middle->radius_mm) continue;
        most = patch_area_mm2[f];
        best = normalized(across);
    }
    return best;
}

}  // namespace

std::vector<DirectionVote> direction_votes(const Patches& patches,
                                           const std::vector<double>& patch_area_mm2) {
    std::vector<std::uint32_t> order(patches.faces.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return patch_area_mm2[a] > patch_area_mm2[b];
    });
    std::vector<DirectionVote> exact;
    for (const std::uint32_t f : order) {
        const geom::Face& face = patches.faces[f];
        if (!has_axis(face.kind) || !(length(face.axis) > 0.5)) continue;
        add_vote(exact, {face.axis, patch_area_mm2[f]}, kEqualCosine);
    }
    sort_votes(exact);
    // One large face that leans a little does not take many that agree along with it.
    std::vector<DirectionVote> votes;
    for (const DirectionVote& vote : exact) add_vote(votes, vote, kSameCosine);
    sort_votes(votes);
    return votes;
}

std::array<Vec3, 3> best_frame(const FrameSubject& subject) {
    const std::vector<DirectionVote>& votes = subject.votes;
    double best = 0.0;
    double best_volume = 0.0;
    bool free = false;  // nothing but the box says how it lies about its first axis
    Frame frame = kModelFrame;
    const auto offer = [&](const Frame& candidate, bool by_box) {
        const double score = along_axes(votes, candidate);
        if (score < best * (1.0 - 1e-6)) return;
        const std::array<double, 3> size = extents(subject.hull, candidate);
        const double volume = size[0] * size[1] * size[2];
        const bool better = score > best * (1.0 + 1e-6);
        const bool smaller = score > best * (1.0 - 1e-6) && volume < best_volume * (1.0 - 1e-6);
        if (!better && !smaller) return;
        best = score;
        best_volume = volume;
        free = by_box;
        frame = candidate;
    };
    for (std::size_t i = 0; i < std::min(votes.size(), kVotesMax); ++i) {
        const Vec3 first = votes[i].direction;
        bool paired = false;
        for (std::size_t j = 0; j < std::min(votes.size(), kVotesMax); ++j) {
            if (std::abs(dot(first, votes[j].direction)) > kSquareSine) continue;
            paired = true;
            // The first of the two keeps its direction, the other is made square to it.
            offer(completed(first, votes[j].direction), false);
        }
        if (paired || i >= kAloneMax) continue;
        // Nothing stands square to it: what lies beside its axis decides, or the tightest
        // rectangle.
        if (const auto beside = beside_axis(subject.patches, subject.patch_area_mm2, first)) {
            offer(completed(first, *beside), false);
        } else {
            offer(completed(first, geom::minimum_rectangle(subject.hull.vertices, first).u), true);
        }
    }
    const double area =
        std::accumulate(subject.patch_area_mm2.begin(), subject.patch_area_mm2.end(), 0.0);
    // The straight box would be another one in every pose.
    if (best < kVoteMin * area) return in_order(subject.box_axes, subject.hull);
    const bool as_good = best <= along_axes(votes, kModelFrame) * kAdvantage;
    if (as_good && (free || same_axes(frame, kModelFrame))) return kModelFrame;
    return in_order(frame, subject.hull);
}

std::array<Vec3, 6> axis_directions(const std::array<Vec3, 3>& frame) {
    // Subtracted from zero, so that no zero gets a sign.
    return {frame[0], Vec3{} - frame[0], frame[1], Vec3{} - frame[1], frame[2], Vec3{} - frame[2]};
}

std::array<Vec3, 3> part_frame(const Surface& surface, const Patches& patches,
                               const geom::TriangleMesh& hull,
                               const std::array<Vec3, 3>& box_axes) {
    std::vector<double> area(patches.faces.size(), 0.0);
    for (std::size_t t = 0; t < patches.patch_of_triangle.size(); ++t) {
        area[patches.patch_of_triangle[t]] += surface.triangle_area_mm2[t];
    }
    return best_frame({patches, area, direction_votes(patches, area), hull, box_axes});
}

}  // namespace millrace::facts
