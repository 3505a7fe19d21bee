// What an injection mould asks of a part (docs/algorithms/moulding.md).
#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "../measurements.h"
#include "escapes.h"
#include "halves.h"
#include "pulls.h"
#include "slides.h"
#include "standing.h"

namespace millrace::facts {
namespace {

using geom::Vec3;
using namespace moulding;

constexpr std::size_t kLinesMax = 9;
constexpr std::size_t kSlideLinesMax = 14;
constexpr std::size_t kFinalists = 3;
// Undercuts that differ by less than this share of the surface, or of each other, are equal.
constexpr double kUndercutEqual = 0.002;
constexpr double kUndercutEqualRatio = 0.1;
// The quick look may be off by this share of the surface.
constexpr double kScoreSlack = 0.02;
// A face counts as undercut from this share of its area.
constexpr double kFaceUndercut = 0.02;

/// One pull worked out in full.
struct Trial {
    EscapeMap map;
    std::vector<UndercutPart> parts;
    Slides slides;
    double cost = 0.0;  ///< of its shape; see shape_cost()
};

bool same_undercut(double a_mm2, double b_mm2, double surface_mm2) {
    const double slack =
        std::max(kUndercutEqual * surface_mm2, kUndercutEqualRatio * std::max(a_mm2, b_mm2));
    return std::abs(a_mm2 - b_mm2) <= slack;
}

/// A trial with more undercut than this cannot be better than `best`.
double hopeless_undercut(const Trial& best, double surface_mm2) {
    const double undercut_mm2 = best.map.undercut_mm2;
    return std::max(undercut_mm2 + kUndercutEqual * surface_mm2,
                    undercut_mm2 / (1.0 - kUndercutEqualRatio));
}

bool better(const Trial& a, const Trial& b, double surface_mm2) {
    if (!same_undercut(a.map.undercut_mm2, b.map.undercut_mm2, surface_mm2)) {
        return a.map.undercut_mm2 < b.map.undercut_mm2;
    }
    if (!same_undercut(a.slides.no_escape_mm2, b.slides.no_escape_mm2, surface_mm2)) {
        return a.slides.no_escape_mm2 < b.slides.no_escape_mm2;
    }
    if (a.slides.actions.size() != b.slides.actions.size()) {
        return a.slides.actions.size() < b.slides.actions.size();
    }
    return a.cost < b.cost - 1e-9;
}

/// The pulls that the quick look leaves open, most promising first.
std::vector<PullScore> finalists(const TrueSurface& surface, const std::vector<Vec3>& lines) {
    const double diagonal = surface.facets().diagonal_mm;
    std::vector<PullScore> scores = score_pulls(surface, lines);
    double least = 1.0;
    for (const PullScore& score : scores) least = std::min(least, score.undercut_share);
    const double open = least + std::max(kScoreSlack, 0.1 * least);
    scores.erase(std::remove_if(scores.begin(), scores.end(),
                                [&](const PullScore& s) { return s.undercut_share > open; }),
                 scores.end());
    std::stable_sort(scores.begin(), scores.end(), [&](const PullScore& a, const PullScore& b) {
        return 5.0 * a.undercut_share + shape_cost(a, diagonal) <
               5.0 * b.undercut_share + shape_cost(b, diagonal) - 1e-9;
    });
    if (scores.size() > kFinalists) scores.resize(kFinalists);
    return scores;
}

/// True when the half that opens along +pull reaches into the part: of what that half alone makes,
/// more surface faces other surface than of what the other half makes. That half is the core, so
/// the pull has to be turned round.
bool upside_down(const Surface& surface, const EscapeMap& map) {
    constexpr std::size_t kProbes = 400;
    const std::size_t stride = map.pieces.size() / kProbes + 1;
    double inside[2] = {0.0, 0.0};
    double alone[2] = {0.0, 0.0};
    for (std::size_t i = 0; i < map.pieces.size(); ++i) {
        const Escape& escape = map.pieces[i];
        if (escape.halves != kPlus && escape.halves != kMinus) continue;
        const int half = escape.halves == kPlus ? 0 : 1;
        alone[half] += escape.piece.area_mm2;
        if (i % stride != 0) continue;
        const Vec3 normal = surface.scene.normal(escape.piece.triangle);
        const Vec3 start = escape.piece.middle() + normal * (2.0 * surface.grain_mm);
        if (surface.scene.occluded(start, normal, 0.0)) inside[half] += escape.piece.area_mm2;
    }
    if (std::abs(inside[0] - inside[1]) > 0.1 * std::max(inside[0], inside[1])) {
        return inside[0] > inside[1];
    }
    return alone[0] > alone[1] * (1.0 + 1e-3);
}

void turn_round(EscapeMap& map) {
    map.pull = -map.pull;
    for (Escape& escape : map.pieces) {
        const std::uint8_t swapped =
            static_cast<std::uint8_t>(((escape.halves & kPlus) != 0 ? kMinus : 0) |
                                      ((escape.halves & kMinus) != 0 ? kPlus : 0));
        escape.halves = swapped;
    }
}

std::vector<std::uint32_t> undercut_faces(const Surface& surface, const Patches& patches,
                                          const EscapeMap& map) {
    std::vector<double> undercut(patches.faces.size(), 0.0);
    std::vector<double> whole(patches.faces.size(), 0.0);
    for (std::size_t t = 0; t < surface.triangle_area_mm2.size(); ++t) {
        whole[patches.patch_of_triangle[t]] += surface.triangle_area_mm2[t];
    }
    for (const Escape& escape : map.pieces) {
        undercut[patches.patch_of_triangle[escape.piece.triangle]] +=
            escape.piece.area_mm2 * (1.0 - escape.released);
    }
    std::set<std::uint32_t> faces;
    for (std::size_t p = 0; p < undercut.size(); ++p) {
        if (!(undercut[p] >= kFaceUndercut * whole[p]) || !(undercut[p] > 0.0)) continue;
        faces.insert(patches.model_faces[p].begin(), patches.model_faces[p].end());
    }
    return {faces.begin(), faces.end()};
}

/// Percentiles of the wall over the area of the triangles whose corners were measured.
void set_walls(const Surface& surface, const WallThickness& wall, Moulding& moulding) {
    moulding.wall_nominal = wall.median;
    std::vector<std::pair<double, double>> values;
    double total = 0.0;
    for (std::size_t t = 0; t < surface.mesh.triangles.size(); ++t) {
        double sum = 0.0;
        for (const std::uint32_t v : surface.mesh.triangles[t]) {
            sum += v < wall.per_vertex_mm.size() ? wall.per_vertex_mm[v]
                                                 : std::numeric_limits<double>::quiet_NaN();
        }
        if (std::isnan(sum) || !(surface.triangle_area_mm2[t] > 0.0)) continue;
        values.emplace_back(sum / 3.0, surface.triangle_area_mm2[t]);
        total += surface.triangle_area_mm2[t];
    }
    std::sort(values.begin(), values.end());
    double sum = 0.0;
    moulding.wall_p05 = moulding.wall_p95 = wall.median;
    bool low_set = false;
    for (const auto& [value, area] : values) {
        sum += area;
        if (!low_set && sum >= 0.05 * total) moulding.wall_p05 = from_mm(value), low_set = true;
        if (sum < 0.95 * total) continue;
        moulding.wall_p95 = from_mm(value);
        break;
    }
    const double nominal = to_mm(moulding.wall_nominal);
    if (nominal > 0.0) {
        moulding.wall_variation = to_mm(moulding.wall_p95 - moulding.wall_p05) / nominal;
    }
}

}  // namespace

std::string_view to_string(MouldHalf half) {
    switch (half) {
        case MouldHalf::Cavity: return "cavity";
        case MouldHalf::Core: return "core";
    }
    return "unknown";
}

std::optional<Moulding> measure_moulding(const MouldSubject& subject, const CancelToken& cancel) {
    const Surface& surface = subject.surface;
    double surface_mm2 = 0.0;
    for (const double area : surface.triangle_area_mm2) surface_mm2 += area;
    if (!(surface_mm2 > 0.0) || surface.samples.empty()) return std::nullopt;

    const std::vector<Vec3> slide_lines =
        candidate_lines(surface, subject.patches, subject.axes, kSlideLinesMax);
    const std::vector<Vec3> lines =
        candidate_lines(surface, subject.patches, subject.axes, kLinesMax);
    const std::vector<Piece> pieces = start_pieces(surface);
    const TrueSurface true_surface{
        surface,
        subject.patches,
        {.exact = subject.patches.exact, .error_max_mm = subject.facet_error_mm}};
    std::optional<Trial> best;
    for (const PullScore& score : finalists(true_surface, lines)) {
        if (cancel.cancelled()) return std::nullopt;
        Trial trial;
        trial.cost = shape_cost(score, surface.diagonal_mm);
        // Nothing is better than no undercut but a better shape.
        const bool settled = best && best->slides.actions.empty() && best->parts.empty();
        if (settled && trial.cost >= best->cost - 1e-9) continue;
        const double hopeless_mm2 =
            best ? hopeless_undercut(*best, surface_mm2) : std::numeric_limits<double>::infinity();
        trial.map =
            find_escapes(true_surface, subject.shared, pieces, score.pull, cancel, hopeless_mm2);
        if (cancel.cancelled()) return std::nullopt;
        if (trial.map.undercut_mm2 > hopeless_mm2) continue;
        trial.parts = undercut_parts(subject.patches, subject.shared, trial.map);
        drop_shallow(true_surface, subject.patches, trial.parts, trial.map);
        trial.slides =
            find_slides(true_surface, subject.patches, trial.map, trial.parts, slide_lines);
        if (!best || better(trial, *best, surface_mm2)) best = std::move(trial);
    }
    if (!best) return std::nullopt;
    if (upside_down(surface, best->map)) turn_round(best->map);

    Moulding moulding;
    moulding.pull = best->map.pull;
    moulding.projected = from_mm2(best->map.projected_mm2);
    moulding.undercut = from_mm2(best->map.undercut_mm2);
    moulding.undercut_error = from_mm2(best->map.undecided_mm2);
    moulding.undercut_faces = undercut_faces(surface, subject.patches, best->map);
    moulding.side_actions = std::move(best->slides.actions);
    moulding.no_escape_faces = std::move(best->slides.no_escape_faces);
    moulding.no_escape = from_mm2(best->slides.no_escape_mm2);

    Halves halves = assign_halves(true_surface, subject.shared, best->map);
    PartingLine line = find_parting_line(surface, subject.shared, halves, moulding.pull);
    Drafts drafts = measure_drafts(surface, subject.patches, subject.model, best->map, halves);
    moulding.draft_min_deg = std::move(drafts.min_deg);
    moulding.draft_mean_deg = std::move(drafts.mean_deg);
    moulding.walls = std::move(drafts.walls);
    moulding.parting_line = std::move(line.chains);
    moulding.parting_length = from_mm(line.length_mm);
    moulding.parting_step = from_mm(line.step_mm);
    moulding.parting_steps = line.steps;
    set_walls(surface, subject.wall, moulding);
    Standing standing = find_standing(surface, subject.patches, moulding.pull);
    moulding.ribs = std::move(standing.ribs);
    moulding.bosses = std::move(standing.bosses);
    return moulding;
}

}  // namespace millrace::facts
