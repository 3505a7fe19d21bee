#include "millrace/facts/reach.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>

#include "set_ups/reached.h"

namespace millrace::facts {
namespace {

using geom::Vec3;

constexpr double kWholeShare = 0.95;

Status check(const geom::BoundaryModel& model, std::span<const Vec3> directions,
             std::span<const ToolShape> tools) {
    if (model.mesh.triangles.empty()) {
        return Error{ErrorCode::InvalidGeometry, "The part has no triangle to reach.", {}};
    }
    for (std::size_t v = 0; v < model.mesh.vertices.size(); ++v) {
        const Vec3 p = model.mesh.vertices[v];
        if (std::isfinite(p.x) && std::isfinite(p.y) && std::isfinite(p.z)) continue;
        return Error{ErrorCode::InvalidGeometry,
                     "Vertex " + std::to_string(v) + " has a coordinate that is not finite.",
                     {}};
    }
    for (std::size_t i = 0; i < directions.size(); ++i) {
        if (length(directions[i]) > 0.0) continue;
        return Error{ErrorCode::InvalidArgument,
                     "Direction " + std::to_string(i) + " is the zero vector.",
                     {}};
    }
    for (std::size_t i = 0; i < tools.size(); ++i) {
        if (to_mm(tools[i].diameter) > 0.0) continue;
        return Error{ErrorCode::InvalidArgument,
                     "Tool " + std::to_string(i) + " has a diameter of " +
                         std::to_string(to_mm(tools[i].diameter)) + " mm.",
                     {}};
    }
    return Done{};
}

Reach summed(const Surface& surface, const geom::BoundaryModel& model, Vec3 direction,
             const ReachedSamples& samples) {
    Reach result;
    result.direction = direction;
    result.gap_error = from_mm(2.0 * samples.cell_mm);
    std::vector<double> all(model.faces.size(), 0.0);
    result.face_share.assign(model.faces.size(), 0.0);
    double reached = 0.0;
    const auto& face_of_triangle = model.mesh.face_of_triangle;
    for (std::size_t s = 0; s < surface.samples.size(); ++s) {
        const Sample& sample = surface.samples[s];
        const bool got = samples.of_sample[s] == SampleReach::Reached;
        if (got) reached += sample.area_mm2;
        if (face_of_triangle.empty()) continue;
        const std::uint32_t face = face_of_triangle[sample.triangle];
        all[face] += sample.area_mm2;
        if (got) result.face_share[face] += sample.area_mm2;
    }
    for (std::uint32_t f = 0; f < all.size(); ++f) {
        if (!(all[f] > 0.0)) continue;
        result.face_share[f] /= all[f];
        if (result.face_share[f] >= kWholeShare) result.faces.push_back(f);
    }
    result.reached = from_mm2(reached);
    return result;
}

}  // namespace

std::span<const ToolShape> generic_end_mills() {
    static constexpr std::array<double, 9> kDiameters_mm = {20, 12, 8, 6, 4, 3, 2, 1, 0.5};
    static const std::array<ToolShape, 18> kTools = [] {
        std::array<ToolShape, 18> tools{};
        for (std::size_t i = 0; i < kDiameters_mm.size(); ++i) {
            const double d = kDiameters_mm[i];
            ToolShape& flat = tools[2 * i];
            flat.diameter = from_mm(d);
            flat.stick_out = from_mm(std::min(8.0 * d, 100.0));
            flat.holder_diameter = from_mm(d > 6.0 ? 40.0 : 20.0);
            tools[2 * i + 1] = flat;
            tools[2 * i + 1].corner_radius = from_mm(d / 2.0);
        }
        return tools;
    }();
    return kTools;
}

Result<std::vector<Reach>> reach(const geom::BoundaryModel& model, std::span<const Vec3> directions,
                                 std::span<const ToolShape> tools, const ReachOptions& options) {
    MILLRACE_CHECK_OK(check(model, directions, tools));
    const Surface surface{model.mesh};
    // The faces of an exact model come with it; those of a mesh would have to be recognised.
    const Sight sight = model.exact ? Sight{surface, make_patches(model, surface, {}),
                                            model.mesh_deflection_mm > 0.0
                                                ? model.mesh_deflection_mm
                                                : std::numeric_limits<double>::infinity()}
                                    : Sight{surface};
    std::vector<Vec3> units;
    for (const Vec3 direction : directions) units.push_back(normalized(direction));
    constexpr std::array<Vec3, 3> kAxes = {Vec3{1, 0, 0}, Vec3{0, 1, 0}, Vec3{0, 0, 1}};
    const std::vector<ReachedSamples> samples =
        reached_samples(sight, {}, units, {}, kAxes, tools, options.cells_max, options.cancel);
    std::vector<Reach> result;
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (samples[i].of_sample.size() != surface.samples.size()) break;  // cancelled
        result.push_back(summed(surface, model, units[i], samples[i]));
    }
    if (options.cancel.cancelled()) {
        return Error{ErrorCode::Cancelled, "Looking for tool reach was stopped on request.", {}};
    }
    return result;
}

}  // namespace millrace::facts
