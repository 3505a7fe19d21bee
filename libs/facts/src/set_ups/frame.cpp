#include "set_ups/frame.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace millrace::facts {
namespace {

using geom::Vec3;

constexpr double kSameCosine = 0.99996;  // within half a degree
constexpr double kSquareSine = 0.009;    // square to each other within half a degree
constexpr std::size_t kVotesMax = 12;    // directions that may become the first axis
constexpr std::size_t kAloneMax = 2;     // of them without another one square to it
constexpr double kAdvantage = 1.001;     // that another frame needs over the model's own
constexpr double kVoteMin = 0.05;        // of the area; below, faces say nothing about a frame

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

double along_axes(const std::vector<DirectionVote>& votes, const Frame& frame) {
    double sum = 0.0;
    for (const DirectionVote& vote : votes) {
        for (const Vec3 axis : frame) {
            if (std::abs(dot(vote.direction, axis)) < kSameCosine) continue;
            sum += vote.area_mm2;
            break;
        }
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

Vec3 with_positive_lead(Vec3 a) {
    const double x = std::abs(a.x);
    const double y = std::abs(a.y);
    const double z = std::abs(a.z);
    const double lead = x >= y && x >= z ? a.x : y >= z ? a.y : a.z;
    return lead < 0.0 ? -a : a;
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

}  // namespace

std::vector<DirectionVote> direction_votes(const Patches& patches,
                                           const std::vector<double>& patch_area_mm2) {
    std::vector<std::uint32_t> order(patches.faces.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return patch_area_mm2[a] > patch_area_mm2[b];
    });
    std::vector<DirectionVote> votes;
    for (const std::uint32_t f : order) {
        const geom::Face& face = patches.faces[f];
        if (!has_axis(face.kind) || !(length(face.axis) > 0.5)) continue;
        const auto same = std::find_if(votes.begin(), votes.end(), [&](const DirectionVote& vote) {
            return std::abs(dot(vote.direction, face.axis)) >= kSameCosine;
        });
        if (same != votes.end()) {
            same->area_mm2 += patch_area_mm2[f];
        } else {
            votes.push_back({face.axis, patch_area_mm2[f]});
        }
    }
    std::stable_sort(votes.begin(), votes.end(),
                     [](const DirectionVote& a, const DirectionVote& b) {
                         return a.area_mm2 > b.area_mm2 * (1.0 + 1e-9);
                     });
    return votes;
}

std::array<Vec3, 3> best_frame(const std::vector<DirectionVote>& votes,
                               const geom::TriangleMesh& hull, const std::array<Vec3, 3>& box_axes,
                               double area_mm2) {
    const double own = along_axes(votes, kModelFrame);
    double best = 0.0;
    double best_volume = 0.0;
    Frame frame = kModelFrame;
    const auto offer = [&](const Frame& candidate) {
        const double score = along_axes(votes, candidate);
        const std::array<double, 3> size = extents(hull, candidate);
        const double volume = size[0] * size[1] * size[2];
        const bool better = score > best * (1.0 + 1e-6);
        const bool smaller = score > best * (1.0 - 1e-6) && volume < best_volume * (1.0 - 1e-6);
        if (!better && !smaller) return;
        best = score;
        best_volume = volume;
        frame = candidate;
    };
    for (std::size_t i = 0; i < std::min(votes.size(), kVotesMax); ++i) {
        bool paired = false;
        for (std::size_t j = 0; j < std::min(votes.size(), kVotesMax); ++j) {
            if (std::abs(dot(votes[i].direction, votes[j].direction)) > kSquareSine) continue;
            paired = true;
            if (j > i) offer(completed(votes[i].direction, votes[j].direction));
        }
        if (paired || i >= kAloneMax) continue;
        // Nothing stands square to it: the tightest rectangle decides.
        offer(completed(votes[i].direction,
                        geom::minimum_rectangle(hull.vertices, votes[i].direction).u));
    }
    if (best < kVoteMin * area_mm2) {
        const std::array<double, 3> size = extents(hull, kModelFrame);
        const double volume = size[0] * size[1] * size[2];
        const std::array<double, 3> tight = extents(hull, box_axes);
        if (!(tight[0] * tight[1] * tight[2] < 0.8 * volume)) return kModelFrame;
        return in_order(box_axes, hull);
    }
    if (best <= own * kAdvantage) return kModelFrame;
    return in_order(frame, hull);
}

}  // namespace millrace::facts
