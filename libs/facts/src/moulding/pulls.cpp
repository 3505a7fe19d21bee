#include "pulls.h"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>

#include "escapes.h"

namespace millrace::facts::moulding {
namespace {

using geom::Vec3;

constexpr double kSameLine = 0.99985;  // cos 1°
constexpr std::size_t kScoreProbes = 600;

// The first look takes every fourth probe. Its shares are off by less than 0.12 (three deviations),
// so that lines that far behind cannot come first.
constexpr std::size_t kFirstLook = 4;
constexpr double kFirstSlack = 0.16;

/// What the probes say about one line.
struct Tally {
    std::size_t probes = 0;
    std::size_t undercut = 0;
    std::size_t parallel = 0;
    bool out = false;

    void add(const TrueSurface& surface, const Spot& spot, Vec3 line) {
        ++probes;
        undercut += !surface.leaves(spot, line) && !surface.leaves(spot, -line) ? 1 : 0;
        parallel += std::abs(dot(spot.normal, line)) <= kParallel ? 1 : 0;
    }
    [[nodiscard]] double share(std::size_t count) const {
        return probes > 0 ? static_cast<double>(count) / static_cast<double>(probes) : 0.0;
    }
};

/// The line without its sense; the bias keeps equal components from deciding by rounding.
Vec3 unsigned_line(Vec3 v) {
    const double x = std::abs(v.x);
    const double y = std::abs(v.y);
    const double z = std::abs(v.z);
    const double lead = z * 1.0001 >= x && z * 1.0001 >= y ? v.z : x * 1.0001 >= y ? v.x : v.y;
    return lead < 0.0 ? -v : v;
}

void add_line(std::vector<Vec3>& lines, Vec3 along) {
    if (!(length(along) > 0.5)) return;
    along = unsigned_line(normalized(along));
    for (const Vec3 line : lines) {
        if (std::abs(dot(line, along)) >= kSameLine) return;
    }
    lines.push_back(along);
}

/// Samples that stand for equal areas.
std::vector<const Sample*> even_samples(const Surface& surface, std::size_t count) {
    double total = 0.0;
    for (const Sample& sample : surface.samples) total += sample.area_mm2;
    std::vector<const Sample*> chosen;
    double sum = 0.0;
    for (const Sample& sample : surface.samples) {
        sum += sample.area_mm2;
        while (chosen.size() < count && sum >= total * (static_cast<double>(chosen.size()) + 0.5) /
                                                   static_cast<double>(count)) {
            chosen.push_back(&sample);
        }
    }
    return chosen;
}

}  // namespace

std::vector<Vec3> candidate_lines(const Surface& surface, const Patches& patches,
                                  const PartAxes& axes, std::size_t lines_max) {
    std::vector<double> area(patches.faces.size(), 0.0);
    for (std::size_t p = 0; p < patches.faces.size(); ++p) {
        for (const std::uint32_t t : patches.triangles[p]) area[p] += surface.triangle_area_mm2[t];
    }
    std::vector<Vec3> lines;
    for (const Vec3 axis : axes.frame) add_line(lines, axis);
    // What the faces say goes before the smallest box, whose axes may lie a little beside theirs.
    const std::vector<DirectionVote> votes = direction_votes(patches, area);
    const std::size_t of_faces = lines_max - std::min(lines_max, axes.box.size());
    for (const DirectionVote& vote : votes) {
        if (lines.size() >= of_faces) break;
        add_line(lines, vote.direction);
    }
    for (const Vec3 axis : axes.box) add_line(lines, axis);
    for (const DirectionVote& vote : votes) {
        if (lines.size() >= lines_max) break;
        add_line(lines, vote.direction);
    }
    return lines;
}

std::vector<PullScore> score_pulls(const TrueSurface& surface, const std::vector<Vec3>& lines) {
    const std::vector<const Sample*> samples = even_samples(surface.facets(), kScoreProbes);
    std::vector<Spot> spots;
    spots.reserve(samples.size());
    for (const Sample* sample : samples) {
        spots.push_back(surface.spot(sample->triangle, sample->point));
    }
    std::vector<PullScore> scores(lines.size());
    std::vector<Tally> tallies(lines.size());
    const auto look = [&](std::size_t first, std::size_t step) {
        tbb::parallel_for(std::size_t{0}, lines.size(), [&](std::size_t i) {
            if (tallies[i].out) return;
            for (std::size_t k = first; k < spots.size(); k += step) {
                tallies[i].add(surface, spots[k], lines[i]);
            }
        });
    };
    look(0, kFirstLook);
    double least = 1.0;
    for (const Tally& tally : tallies) least = std::min(least, tally.share(tally.undercut));
    for (Tally& tally : tallies) tally.out = tally.share(tally.undercut) > least + kFirstSlack;
    for (std::size_t first = 1; first < kFirstLook; ++first) look(first, kFirstLook);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        scores[i].pull = lines[i];
        scores[i].undercut_share = tallies[i].share(tallies[i].undercut);
        scores[i].parallel_share = tallies[i].share(tallies[i].parallel);
        double low = 1e300;
        double high = -1e300;
        for (const Vec3 p : surface.facets().mesh.vertices) {
            low = std::min(low, dot(p, lines[i]));
            high = std::max(high, dot(p, lines[i]));
        }
        scores[i].depth_mm = high - low;
    }
    return scores;
}

double shape_cost(const PullScore& score, double diagonal_mm) {
    return score.depth_mm / diagonal_mm + 0.5 * score.parallel_share;
}

}  // namespace millrace::facts::moulding
