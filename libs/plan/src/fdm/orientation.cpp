// Which way up a part is printed.

#include "fdm/orientation.h"

#include <algorithm>
#include <cmath>

#include "text.h"

namespace millrace::plan::fdm {
namespace {

// Another orientation must be this much cheaper to be preferred over the modelled one.
constexpr double kClearlyCheaper = 0.85;
// A part that touches the plate with less than this cannot be printed on it reliably.
constexpr double kContactMinMm2 = 4.0;
constexpr double kContactMinShare = 0.01;
// How many of the other orientations are tried.
constexpr std::size_t kTriedMax = 2;
constexpr const char* kRole = "am_operator";

bool upright(geom::Vec3 up) { return up.z > 1.0 - 1e-9; }

/// Size of the mesh in a frame whose z axis is `up`, without turning the whole mesh.
geom::Vec3 size_of(const geom::TriangleMesh& mesh) { return geom::bounding_box(mesh).size(); }

bool fits(geom::Vec3 size, const catalog::Machine& machine) {
    const double x = to_mm(machine.envelope[0]);
    const double y = to_mm(machine.envelope[1]);
    const bool flat = (size.x <= x && size.y <= y) || (size.y <= x && size.x <= y);
    return flat && size.z <= to_mm(machine.envelope[2]);
}

bool stands(const facts::BuildDirection& build) {
    return to_mm2(build.contact) >=
           std::max(kContactMinMm2, kContactMinShare * to_mm2(build.footprint));
}

double cost_of(const PlanInput& input, const catalog::FdmProfile& profile,
               const PrintEstimate& estimate) {
    const double mass_kg =
        (estimate.model_mm3 + estimate.support_mm3) * to_g_cm3(input.material.density) / 1e6;
    const double labour_h =
        profile.labour_h_per_part + removal_min(profile, estimate.support_area_mm2) / 60.0;
    return estimate.time_s / 3600.0 * input.machine.rate_per_h +
           mass_kg * profile.waste_factor * input.material.price_per_kg +
           labour_h * input.catalog.labour_rate(kRole).per_h;
}

/// The most that any other orientation could save: supports with their removal, and layers that
/// wait for the minimum layer time.
double avoidable(const PlanInput& input, const catalog::FdmProfile& profile,
                 const PrintEstimate& estimate) {
    PrintEstimate bare = estimate;
    for (const Role role : {Role::Support, Role::SupportInterface}) {
        bare.time_s -= estimate.roles[static_cast<std::size_t>(role)].time_s;
    }
    bare.time_s = std::max(0.0, bare.time_s - estimate.slowed_s);
    bare.support_mm3 = 0.0;
    bare.support_area_mm2 = 0.0;
    return cost_of(input, profile, estimate) - cost_of(input, profile, bare);
}

Result<Orientation> examine(const PlanInput& input, const catalog::FdmProfile& profile,
                            const facts::BuildDirection& build) {
    Orientation result;
    result.build = &build;
    result.source = "facts.builds." + std::to_string(&build - input.facts.builds.data());
    result.stands = stands(build);
    const PrintOptions options{flow_max_mm3_s(profile, input.material), input.cancel};
    const auto measure = [&](const geom::TriangleMesh& mesh) -> Status {
        result.size = size_of(mesh);
        result.fits = fits(result.size, input.machine);
        if (!result.fits) return Done{};  // nobody asks how long what cannot be printed would take
        MILLRACE_TRY(result.estimate, estimate_print(mesh, profile, options));
        return Done{};
    };
    if (upright(build.up)) {
        MILLRACE_CHECK_OK(measure(input.model.mesh));
    } else {
        MILLRACE_CHECK_OK(measure(turned_up(input.model.mesh, build.up)));
    }
    result.cost = cost_of(input, profile, result.estimate);
    return result;
}

/// Other directions worth a try: those that fit and stand, with the least support first. Breaking
/// away supports costs at least what their area on the plate takes; where that alone is more than
/// `removal_cost_max`, the direction cannot win.
std::vector<const facts::BuildDirection*> others(const PlanInput& input,
                                                 const catalog::FdmProfile& profile,
                                                 double removal_cost_max) {
    constexpr double kProjected = 0.7;  // of an area that leans out by 45° or more, seen from above
    std::vector<const facts::BuildDirection*> list;
    for (const facts::BuildDirection& build : input.facts.builds) {
        if (upright(build.up) || !stands(build)) continue;
        if (to_mm(build.height) > to_mm(input.machine.envelope[2])) continue;
        const double minutes = removal_min(profile, kProjected * to_mm2(build.overhang));
        if (minutes / 60.0 * input.catalog.labour_rate(kRole).per_h > removal_cost_max) continue;
        list.push_back(&build);
    }
    std::stable_sort(list.begin(), list.end(), [](const auto* a, const auto* b) {
        if (a->support != b->support) return a->support < b->support;
        return a->height < b->height;
    });
    if (list.size() > kTriedMax) list.resize(kTriedMax);
    return list;
}

Text turned_text(geom::Vec3 up) {
    for (std::size_t axis = 0; axis < geom::kAxisDirections.size(); ++axis) {
        if (dot(up, geom::kAxisDirections[axis]) > 1.0 - 1e-9) {
            return say("fdm.turned", "Printed with {side} up",
                       {{"side", axis_name(static_cast<int>(axis))}});
        }
    }
    return say("fdm.turned_to", "Printed with the direction {direction} up",
               {{"direction", at(up)}});
}

}  // namespace

double flow_max_mm3_s(const catalog::FdmProfile& profile, const catalog::Material& material) {
    return std::min(profile.flow_max_mm3_s, material.flow_max_mm3_s.value_or(1e9));
}

double removal_min(const catalog::FdmProfile& profile, double area_mm2) {
    if (area_mm2 <= 0.0) return 0.0;
    return profile.support_removal_min_per_part +
           profile.support_removal_min_per_cm2 * area_mm2 / 100.0;
}

geom::TriangleMesh turned_up(const geom::TriangleMesh& mesh, geom::Vec3 up) {
    // Rodrigues about up × z; upside down has no such axis and turns about x.
    const geom::Vec3 z{0.0, 0.0, 1.0};
    geom::Vec3 axis = cross(up, z);
    const double sine = geom::length(axis);
    const double cosine = dot(up, z);
    axis = sine > 1e-12 ? axis / sine : geom::Vec3{1.0, 0.0, 0.0};
    geom::TriangleMesh turned;
    turned.triangles = mesh.triangles;
    turned.vertices.reserve(mesh.vertices.size());
    for (const geom::Vec3 p : mesh.vertices) {
        turned.vertices.push_back(p * cosine + cross(axis, p) * sine +
                                  axis * (dot(axis, p) * (1.0 - cosine)));
    }
    return turned;
}

Result<OrientationChoice> choose_orientation(const PlanInput& input,
                                             const catalog::FdmProfile& profile) {
    const auto& builds = input.facts.builds;
    const auto modelled = std::find_if(builds.begin(), builds.end(),
                                       [](const auto& build) { return upright(build.up); });
    if (modelled == builds.end()) {
        return Error{ErrorCode::Internal, "the facts name no build direction along +z", {}};
    }
    MILLRACE_TRY(Orientation kept, examine(input, profile, *modelled));
    OrientationChoice choice;
    choice.chosen = kept;
    choice.reason = say("fdm.as_modelled", "Printed as modelled, +Z up.");
    const bool usable = kept.fits && kept.stands;
    const double spare =
        avoidable(input, profile, kept.estimate) - (1.0 - kClearlyCheaper) * kept.cost;
    if (usable && spare < 0.0) return choice;
    bool better = false;
    for (const facts::BuildDirection* build : others(input, profile, usable ? spare : 1e300)) {
        MILLRACE_TRY(Orientation other, examine(input, profile, *build));
        if (!other.fits || (usable && other.cost > kClearlyCheaper * kept.cost)) continue;
        // They come with the least support first: the first that will do is taken.
        choice.chosen = std::move(other);
        better = true;
        break;
    }
    if (!better) {
        if (kept.fits && !kept.stands) {
            choice.reason = say("fdm.as_modelled_although",
                                "Printed as modelled, +Z up, although it touches the plate with "
                                "only {contact}; no other direction stands better.",
                                {{"contact", mm2(to_mm2(kept.build->contact))}});
        }
        return choice;
    }
    const Text turned = turned_text(choice.chosen.build->up);
    if (!kept.fits) {
        choice.reason = say("fdm.turned_to_fit", "{turned}, because it does not fit as modelled.",
                            {{"turned", turned}});
    } else if (!kept.stands) {
        choice.reason =
            say("fdm.turned_to_stand",
                "{turned}, because as modelled it touches the plate with only {contact}.",
                {{"turned", turned}, {"contact", mm2(to_mm2(kept.build->contact))}});
    } else {
        choice.reason =
            say("fdm.turned_cheaper",
                "{turned}, {share} cheaper than as modelled (less support or less waiting).",
                {{"turned", turned}, {"share", percent(1.0 - choice.chosen.cost / kept.cost)}});
    }
    return choice;
}

}  // namespace millrace::plan::fdm
