// Which way up a part is printed.

#include "fdm/orientation.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "millrace/geom/convex_hull.h"
#include "text.h"

namespace millrace::plan::fdm {
namespace {

// Another orientation must be this much cheaper to be preferred over the modelled one.
constexpr double kClearlyCheaper = 0.85;
// A part that touches the plate with less than this cannot be printed on it reliably.
constexpr double kContactMinMm2 = 4.0;
constexpr double kContactMinShare = 0.01;
// How many of the other orientations that fit are tried.
constexpr std::size_t kTriedMax = 2;
constexpr const char* kRole = "am_operator";

bool upright(geom::Vec3 up) { return up.z > 1.0 - 1e-9; }

/// How a part lies on the plate: its smallest rectangle along the plate's sides.
struct Layout {
    std::array<geom::Vec3, 3> axes{};  ///< of the plate, x, y and z, in the part
    geom::Vec3 size;
};

Layout layout_of(const geom::TriangleMesh& hull, geom::Vec3 up) {
    const geom::OrientedRectangle base = geom::minimum_rectangle(hull.vertices, up);
    double low = 1e300;
    double high = -1e300;
    for (const geom::Vec3 p : hull.vertices) {
        low = std::min(low, dot(p, up));
        high = std::max(high, dot(p, up));
    }
    return {{base.u, base.v, up}, {base.size_u_mm, base.size_v_mm, high - low}};
}

geom::TriangleMesh laid_out(const geom::TriangleMesh& mesh, const Layout& layout) {
    geom::TriangleMesh turned;
    turned.triangles = mesh.triangles;
    turned.vertices.reserve(mesh.vertices.size());
    const auto& [x, y, z] = layout.axes;
    for (const geom::Vec3 p : mesh.vertices)
        turned.vertices.push_back({dot(p, x), dot(p, y), dot(p, z)});
    return turned;
}

bool fits(geom::Vec3 size, const catalog::Machine& machine) {
    const double x = to_mm(machine.envelope[0]);
    const double y = to_mm(machine.envelope[1]);
    const bool flat = (size.x <= x && size.y <= y) || (size.y <= x && size.x <= y);
    return flat && size.z <= to_mm(machine.envelope[2]);
}

/// A part higher than this many times the narrow side of its base topples: the shop's own limit of
/// rule FDM-09; none where the shop has no such rule.
double slender_max(const PlanInput& input) {
    for (const catalog::DfmRule& rule : input.catalog.rules) {
        if (rule.id == "FDM-09" && rule.critical) return *rule.critical;
    }
    return std::numeric_limits<double>::infinity();
}

/// Of a part that nothing holds flat: a slender one is not stood up, a sculpture stays as it is.
bool slender(const PlanInput& input, const Orientation& way) {
    const double base = to_mm(facts::plate_base(input.model, way.build->up).narrow);
    const double width = base > 0.0 ? base : std::min(way.size.x, way.size.y);
    return way.size.z > slender_max(input) * width;
}

bool stands(const PlanInput& input, const facts::BuildDirection& build) {
    const double least = std::max(kContactMinMm2, kContactMinShare * to_mm2(build.footprint));
    if (to_mm2(build.contact) < least) return false;
    return build.height <= facts::plate_base(input.model, build.up).narrow * slender_max(input);
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

/// One part with the ways it can be put on one machine.
class Plate {
public:
    Plate(const PlanInput& input, const catalog::FdmProfile& profile)
        : input_{input}, profile_{profile} {}

    /// As the file has it, without turning it on the plate unless that makes it fit.
    Result<Orientation> as_modelled(const facts::BuildDirection& build) {
        Orientation way = described(build);
        way.size = geom::bounding_box(input_.model.mesh).size();
        way.fits = fits(way.size, input_.machine);
        if (way.fits) return estimated(std::move(way), input_.model.mesh);
        Layout layout = layout_of(hull(), build.up);
        if (!fits(layout.size, input_.machine)) return way;
        way.size = layout.size;
        way.fits = way.turned_on_plate = true;
        return estimated(std::move(way), laid_out(input_.model.mesh, layout));
    }

    /// Lying along the sides of the plate. Nobody asks how long what does not fit would take.
    Result<Orientation> lying(const facts::BuildDirection& build) {
        Orientation way = described(build);
        const Layout layout = layout_of(hull(), build.up);
        way.size = layout.size;
        way.fits = fits(way.size, input_.machine);
        if (!way.fits) return way;
        return estimated(std::move(way), laid_out(input_.model.mesh, layout));
    }

    /// Directions worth a try beside the modelled one: those that stand, with the least support
    /// first. Breaking away supports costs at least what their area on the plate takes; where that
    /// alone is more than `removal_cost_max`, the direction cannot win.
    [[nodiscard]] std::vector<const facts::BuildDirection*> others(double removal_cost_max) const {
        constexpr double kProjected = 0.7;  // of an area that leans by 45° or more, from above
        std::vector<const facts::BuildDirection*> list;
        for (const facts::BuildDirection& build : input_.facts.builds) {
            if (upright(build.up) || !stands(input_, build)) continue;
            const double minutes = removal_min(profile_, kProjected * to_mm2(build.overhang));
            if (minutes / 60.0 * input_.catalog.labour_rate(kRole).per_h > removal_cost_max)
                continue;
            list.push_back(&build);
        }
        std::stable_sort(list.begin(), list.end(), [](const auto* a, const auto* b) {
            if (a->support != b->support) return a->support < b->support;
            return a->height < b->height;
        });
        return list;
    }

private:
    [[nodiscard]] Orientation described(const facts::BuildDirection& build) const {
        Orientation way;
        way.build = &build;
        way.source = "facts.builds." + std::to_string(&build - input_.facts.builds.data());
        way.stands = stands(input_, build);
        return way;
    }

    Result<Orientation> estimated(Orientation way, const geom::TriangleMesh& mesh) const {
        const PrintOptions options{flow_max_mm3_s(profile_, input_.material), input_.cancel};
        MILLRACE_TRY(way.estimate, estimate_print(mesh, profile_, options));
        way.cost = cost_of(input_, profile_, way.estimate);
        return way;
    }

    const geom::TriangleMesh& hull() {
        if (hull_.vertices.empty()) hull_ = geom::convex_hull(input_.model.mesh.vertices);
        return hull_;
    }

    const PlanInput& input_;
    const catalog::FdmProfile& profile_;
    geom::TriangleMesh hull_;
};

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

/// Why a direction other than the modelled one was taken.
Text reason_for(const Orientation& chosen, const std::optional<Orientation>& kept) {
    const Text turned = turned_text(chosen.build->up);
    if (!kept) {
        return say("fdm.turned_from_leaning", "{turned}: in its file the part stands at an angle.",
                   {{"turned", turned}});
    }
    if (!kept->fits) {
        return say("fdm.turned_to_fit", "{turned}, because it does not fit as modelled.",
                   {{"turned", turned}});
    }
    if (!kept->stands) {
        return say("fdm.turned_to_stand",
                   "{turned}, because as modelled it touches the plate with only {contact}.",
                   {{"turned", turned}, {"contact", mm2(to_mm2(kept->build->contact))}});
    }
    return say("fdm.turned_cheaper",
               "{turned}, {share} cheaper than as modelled (less support or less waiting).",
               {{"turned", turned}, {"share", percent(1.0 - chosen.cost / kept->cost)}});
}

/// For a part that stands no way.
Text although(const Orientation& chosen) {
    const Number contact = mm2(to_mm2(chosen.build->contact));
    if (upright(chosen.build->up)) {
        return say("fdm.as_modelled_although",
                   "Printed as modelled, +Z up, although it touches the plate with "
                   "only {contact}; no other direction stands better.",
                   {{"contact", contact}});
    }
    return say("fdm.turned_although",
               "{turned}, although it touches the plate with only {contact}; no other direction "
               "stands better.",
               {{"turned", turned_text(chosen.build->up)}, {"contact", contact}});
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

Result<OrientationChoice> choose_orientation(const PlanInput& input,
                                             const catalog::FdmProfile& profile) {
    const auto& builds = input.facts.builds;
    if (builds.empty()) {
        return Error{ErrorCode::Internal, "the facts name no build direction", {}};
    }
    Plate plate{input, profile};
    OrientationChoice choice;
    Orientation& chosen = choice.chosen;
    const auto modelled = std::find_if(builds.begin(), builds.end(),
                                       [](const auto& build) { return upright(build.up); });
    std::optional<Orientation> kept;
    if (modelled != builds.end()) {
        MILLRACE_TRY(kept, plate.as_modelled(*modelled));
        choice.reason = kept->turned_on_plate
                            ? say("fdm.turned_on_plate",
                                  "Printed as modelled, +Z up, turned on the plate to fit.")
                            : say("fdm.as_modelled", "Printed as modelled, +Z up.");
    }
    const bool usable = kept && kept->fits && kept->stands;
    double spare = 1e300;
    if (usable) {
        chosen = *kept;
        spare = avoidable(input, profile, kept->estimate) - (1.0 - kClearlyCheaper) * kept->cost;
        if (spare < 0.0) return choice;
    }
    const double cost_max = usable ? kClearlyCheaper * kept->cost : 1e300;
    std::optional<Orientation> best;
    std::optional<Orientation> too_large;
    std::size_t tried = 0;
    for (const facts::BuildDirection* build : plate.others(spare)) {
        MILLRACE_TRY(Orientation other, plate.lying(*build));
        if (!other.fits) {
            if (!too_large) too_large = std::move(other);
            continue;
        }
        if (other.cost <= cost_max && (!best || other.cost < best->cost)) best = std::move(other);
        if (++tried == kTriedMax) break;
    }
    if (best) {
        chosen = std::move(*best);
        choice.reason = reason_for(chosen, kept);
        return choice;
    }
    if (usable) return choice;
    if (too_large) {
        // What stands another way is not printed leaning because only that fits.
        chosen = kept && !kept->fits ? std::move(*kept) : std::move(*too_large);
    } else if (kept && kept->fits && !slender(input, *kept)) {
        chosen = std::move(*kept);
    } else {
        // Nothing stands: the flattest way leans on supports least; of equals the modelled one.
        const auto flattest = std::min_element(
            builds.begin(), builds.end(),
            [](const auto& a, const auto& b) { return to_mm(a.height) < to_mm(b.height); });
        if (kept && to_mm(kept->build->height) <= 1.01 * to_mm(flattest->height)) {
            chosen = std::move(*kept);
        } else {
            MILLRACE_TRY(chosen, plate.lying(*flattest));
        }
    }
    if (chosen.fits) choice.reason = although(chosen);
    return choice;
}

}  // namespace millrace::plan::fdm
