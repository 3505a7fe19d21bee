#include "fields/fields.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>

namespace millrace::facts {
namespace {

using geom::Vec3;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kParallelSine = 0.0087;  // half a degree, as for tool access
constexpr double kDegrees = 180.0 / kPi;

double arcsine_deg(double sine) { return std::asin(std::clamp(sine, -1.0, 1.0)) * kDegrees; }

enum class Worst { Smallest, Largest };

/// Of every triangle at a vertex the sample nearest to it; the worst of these.
std::vector<float> at_vertices(const Surface& surface, const std::vector<double>& at_sample,
                               Worst worst) {
    const auto& mesh = surface.mesh;
    std::vector<float> values(mesh.vertices.size(), std::numeric_limits<float>::quiet_NaN());
    for (std::uint32_t t = 0; t < mesh.triangles.size(); ++t) {
        for (int k = 0; k < 3; ++k) {
            double value = kNone;
            double nearest = std::numeric_limits<double>::infinity();
            for (std::uint32_t s = surface.first_sample[t]; s < surface.first_sample[t + 1]; ++s) {
                const Vec3 offset = surface.samples[s].point - mesh.corner(t, k);
                if (std::isnan(at_sample[s]) || dot(offset, offset) >= nearest) continue;
                nearest = dot(offset, offset);
                value = at_sample[s];
            }
            if (std::isnan(value)) continue;
            float& at = values[mesh.triangles[t][static_cast<std::size_t>(k)]];
            const auto next = static_cast<float>(value);
            const bool worse = worst == Worst::Smallest ? next < at : next > at;
            if (std::isnan(at) || worse) at = next;
        }
    }
    return values;
}

Field from_samples(const Surface& surface, const std::vector<double>& at_sample, Worst worst) {
    Field field;
    field.per_vertex = at_vertices(surface, at_sample, worst);
    std::vector<std::pair<double, double>> value_and_area;
    std::size_t extreme = at_sample.size();
    for (std::size_t s = 0; s < at_sample.size(); ++s) {
        if (std::isnan(at_sample[s])) continue;
        value_and_area.emplace_back(at_sample[s], surface.samples[s].area_mm2);
        const bool further = extreme == at_sample.size() ||
                             (worst == Worst::Smallest ? at_sample[s] < at_sample[extreme]
                                                       : at_sample[s] > at_sample[extreme]);
        if (further) extreme = s;
    }
    if (value_and_area.empty()) {
        field.min = field.p01 = field.p50 = field.max = kNone;
        return field;
    }
    field.at = surface.samples[extreme].point;
    field.p50 = area_quantile(value_and_area, 0.5);
    field.p01 = area_quantile(value_and_area, 0.01);
    field.min = value_and_area.front().first;
    field.max = value_and_area.back().first;
    return field;
}

Field from_balls(const Surface& surface, const BallSurvey& survey) {
    Field field;
    field.unit = "mm";
    field.per_vertex = ball_at_vertices(surface, survey);
    if (!survey.any_wall && !(survey.minimum_mm > 0.0)) {
        field.min = field.p01 = field.p50 = field.max = kNone;
        return field;
    }
    field.min = survey.minimum_mm;
    field.p01 = survey.p01_mm;
    field.p50 = survey.p50_mm;
    field.max = survey.maximum_mm;
    field.at = survey.minimum_at;
    return field;
}

/// Which of the axes a direction is, or 6.
std::size_t axis_of(const FieldFrame& frame, Vec3 direction) {
    std::size_t d = 0;
    while (d < 6 && dot(direction, frame.axes[d]) < 1.0 - 1e-9) ++d;
    return d;
}

std::vector<double> drafts(const Surface& surface, const FieldFrame& frame,
                           std::span<const std::uint8_t> seen) {
    const std::size_t along = axis_of(frame, frame.pull);
    const std::size_t against = axis_of(frame, -frame.pull);
    std::vector<double> values(surface.samples.size());
    tbb::parallel_for(std::size_t{0}, values.size(), [&](std::size_t s) {
        const Sample& sample = surface.samples[s];
        const Vec3 facet = surface.scene.normal(sample.triangle);
        const auto is_seen = [&](std::size_t axis, Vec3 direction) {
            if (axis < 6) return (seen[s] >> axis & 1U) != 0;
            return is_free(surface, {sample.point, facet, facet}, direction);
        };
        values[s] = draft_deg(sample.normal, frame.pull, is_seen(along, frame.pull),
                              is_seen(against, -frame.pull));
    });
    return values;
}

}  // namespace

FieldFrame field_frame(const geom::TriangleMesh& mesh, const PartFacts& facts) {
    FieldFrame frame;
    if (facts.moulding) frame.pull = facts.moulding->pull;
    frame.axes = axis_directions(facts.set_ups.frame);
    frame.high.fill(-std::numeric_limits<double>::infinity());
    for (const auto& triangle : mesh.triangles) {
        for (const std::uint32_t v : triangle) {
            for (std::size_t d = 0; d < 6; ++d) {
                frame.high[d] = std::max(frame.high[d], dot(mesh.vertices[v], frame.axes[d]));
            }
        }
    }
    return frame;
}

double draft_deg(Vec3 normal, Vec3 pull, bool free_along, bool free_against) {
    const double sine = dot(normal, pull);
    if (free_along && free_against) return arcsine_deg(std::abs(sine));
    if (free_along) return arcsine_deg(sine);
    if (free_against) return arcsine_deg(-sine);
    return -arcsine_deg(std::abs(sine));
}

double overhang_deg(Vec3 normal, Vec3 up) { return arcsine_deg(std::max(0.0, -dot(normal, up))); }

double reach_mm(const FieldFrame& frame, Vec3 point, std::uint8_t seen) {
    double best = kNone;
    for (std::size_t d = 0; d < 6; ++d) {
        if ((seen >> d & 1U) == 0) continue;
        const double depth = std::max(0.0, frame.high[d] - dot(point, frame.axes[d]));
        if (!(depth >= best)) best = depth;
    }
    return best;
}

bool is_free(const Surface& surface, const Outlook& from, Vec3 direction) {
    if (dot(from.normal, direction) < -kParallelSine) return false;
    return !surface.scene.occluded(from.point + from.lift * (10.0 * surface.grain_mm), direction,
                                   0.0);
}

std::vector<Field> measure_fields(const Surface& surface, const FieldSurveys& surveys,
                                  const PartFacts& facts, double facet_error_mm) {
    const FieldFrame frame = field_frame(surface.mesh, facts);
    const auto& samples = surface.samples;
    Field thickness = from_balls(surface, surveys.inside);
    thickness.name = "thickness";
    Field gap = from_balls(surface, surveys.outside);
    gap.name = "gap";
    thickness.error = gap.error = 2.0 * facet_error_mm + surface.grain_mm;

    Field draft = from_samples(surface, drafts(surface, frame, surveys.seen), Worst::Smallest);
    draft.name = "draft";
    std::vector<double> values(samples.size());
    for (std::size_t s = 0; s < samples.size(); ++s) {
        values[s] = overhang_deg(samples[s].normal, frame.up);
    }
    Field overhang = from_samples(surface, values, Worst::Largest);
    overhang.name = "overhang";
    draft.unit = overhang.unit = "deg";
    // A normal is off by half the bend between two facets, and that of a B-rep only by what a
    // straight line between two of them is off: the square of the bend over eight.
    constexpr double kBendMax = 0.35;  // rad, that of the reader's mesh
    draft.error = overhang.error =
        facts.exact ? kBendMax * kBendMax / 8.0 * kDegrees : kBendMax / 2.0 * kDegrees;

    for (std::size_t s = 0; s < samples.size(); ++s) {
        values[s] = reach_mm(frame, samples[s].point, surveys.seen[s]);
    }
    Field reach = from_samples(surface, values, Worst::Largest);
    reach.name = "reach";
    reach.unit = "mm";
    reach.error = facet_error_mm + surface.grain_mm;
    return {std::move(thickness), std::move(gap), std::move(draft), std::move(overhang),
            std::move(reach)};
}

}  // namespace millrace::facts
