#include <algorithm>
#include <bit>
#include <cmath>
#include <set>

#include "access_masks.h"
#include "measure.h"
#include "sentences.h"
#include "undercuts.h"

namespace millrace::dfm {

namespace {

// A face counts as hidden when more than half of it is. Scattered hidden area below these shares is
// the grain of the sampling on a mesh, and rims and run-outs on exact faces.
constexpr double kHiddenShareExact = 0.02;
constexpr double kHiddenShareMesh = 0.005;
constexpr double kHiddenArea_mm2 = 1.0;
// Fillets sweep up to a right angle or little more; a full turn is a boss.
constexpr double kFilletSweep_rad = 2.0;
constexpr double kRadiusStep_mm = 0.01;

AxisMask smallest_cover(const std::vector<AxisMask>& needed) {
    constexpr AxisMask kAll = 0b111111;
    AxisMask best = kAll;
    for (AxisMask mask = 1; mask < kAll; ++mask) {
        const bool covers = std::all_of(needed.begin(), needed.end(),
                                        [&](AxisMask need) { return (need & mask) != 0U; });
        if (covers && std::popcount(mask) < std::popcount(best)) best = mask;
    }
    return best;
}

}  // namespace

Measured hidden_faces(const Subject& subject) {
    facts::Access access = subject.facts.access;
    double hidden = to_mm2(access.unreachable);
    // What a T-slot or dovetail cutter makes is told by MIL-15a.
    std::set<std::uint32_t> undercut;
    if (subject.facts.exact && !access.unreachable_faces.empty()) {
        for (const Undercut& one : find_undercuts(subject.model)) {
            if (one.fits) undercut.insert(one.faces.begin(), one.faces.end());
        }
    }
    std::erase_if(access.unreachable_faces, [&](std::uint32_t face) {
        if (!undercut.contains(face)) return false;
        hidden -= subject.model.faces[face].area_mm2;
        return true;
    });
    const double share = subject.facts.exact ? kHiddenShareExact : kHiddenShareMesh;
    const bool faces = subject.facts.exact && !access.unreachable_faces.empty();
    if (!faces && hidden <= std::max(kHiddenArea_mm2, share * to_mm2(subject.facts.area))) {
        return single(0.0);
    }
    // A mesh has no faces to count, but what is hidden is hidden.
    const double count =
        std::max<double>(1.0, static_cast<double>(access.unreachable_faces.size()));
    Measured measured;
    measured.readings.push_back(
        {count,
         {access.unreachable_faces, {}},
         say("dfm.amount", "{amount}", {{"amount", amount(hidden, "mm2")}})});
    return measured;
}

Measured set_up_directions(const Subject& subject) {
    const std::vector<AxisMask> masks = access_masks(subject.facts, subject.model.faces.size());
    std::vector<AxisMask> needed;
    for (const AxisMask mask : masks) {
        if (mask != 0U) needed.push_back(mask);
    }
    if (needed.empty())
        return missing(say("dfm.no_sides", "which side sees which face is not known for a mesh"));
    const auto directions = facts::axis_directions(subject.facts.set_ups.frame);
    for (const facts::Hole& hole : subject.facts.holes) {
        const AxisMask both = along(subject.facts, hole.axis);
        if (both == 0U) continue;
        AxisMask side = 0U;
        for (unsigned axis = 0; axis < 6; ++axis) {
            if (dot(hole.axis, directions[axis]) > 0.999) side = 1U << axis;
        }
        needed.push_back(hole.through ? both : side);
    }
    return single(std::popcount(smallest_cover(needed)));
}

Measured fillet_radii(const Subject& subject) {
    if (!subject.facts.exact)
        return missing(say("dfm.no_fillets", "edge fillets are not recognised in a mesh"));
    std::set<long> radii;
    facts::Place place;
    for (std::uint32_t i = 0; i < subject.model.faces.size(); ++i) {
        const geom::Face& face = subject.model.faces[i];
        if (face.concave) continue;
        double radius = 0.0;
        if (face.kind == geom::SurfaceKind::Cylinder && face.sweep_rad < kFilletSweep_rad) {
            radius = face.radius_mm;
        } else if (face.kind == geom::SurfaceKind::Torus) {
            radius = face.minor_radius_mm;
        }
        if (radius <= 0.0) continue;
        radii.insert(std::lround(radius / kRadiusStep_mm));
        place.faces.push_back(i);
    }
    return single(static_cast<double>(radii.size()), std::move(place));
}

Measured freeform_share(const Subject& subject) {
    if (!subject.facts.exact)
        return missing(say("dfm.no_freeform", "freeform surfaces are not recognised in a mesh"));
    if (to_mm2(subject.facts.area) <= 0.0)
        return missing(say("dfm.no_area", "the part has no area"));
    facts::Place place;
    for (std::uint32_t i = 0; i < subject.model.faces.size(); ++i) {
        if (subject.model.faces[i].kind == geom::SurfaceKind::Freeform) place.faces.push_back(i);
    }
    return single(subject.facts.freeform_area / subject.facts.area, std::move(place));
}

Measured stock_ratio(const Subject& subject) {
    const double part = to_mm3(subject.facts.volume);
    if (part <= 0.0) return missing(say("dfm.no_volume", "the part has no volume"));
    double side = 0.0;
    if (subject.context.machine != nullptr && subject.context.machine->milling) {
        side = subject.context.machine->milling->stock_side_mm;
    }
    // The vice does not care how the part stands in its file.
    double stock = 1.0;
    for (const Length edge : subject.facts.oriented_size) stock *= to_mm(edge) + 2 * side;
    return single(stock / part);
}

}  // namespace millrace::dfm
