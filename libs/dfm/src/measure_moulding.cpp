// Draft, side actions, parting line and pins of a mould. The facts are measured for one pull; see
// docs/algorithms/moulding.md.
#include "measure_moulding.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>

#include "millrace/geom/convex_hull.h"
#include "millrace/geom/ray_scene.h"
#include "sentences.h"

namespace millrace::dfm {

namespace {

using geom::Vec3;

constexpr double kDeep_mm = 50.0;

Measured no_pull() { return missing("the pull direction was not searched for"); }

/// Walls of one draft and half are one matter, wherever they are: the tool maker asks for draft
/// once, not face by face.
template <class Wanted>
Measured drafts(const Subject& subject, Wanted wanted) {
    if (!subject.facts.moulding) return no_pull();
    struct Group {
        std::size_t walls = 0;
        double area_mm2 = 0.0;
        facts::Place place;
        double draft_deg = 0.0;
    };
    std::map<std::pair<long, facts::MouldHalf>, Group> groups;  // by tenths of a degree
    for (const facts::MouldWall& wall : subject.facts.moulding->walls) {
        if (!wanted(wall)) continue;
        Group& group = groups[{std::lround(10.0 * wall.draft_min_deg), wall.half}];
        group.draft_deg =
            group.walls == 0 ? wall.draft_min_deg : std::min(group.draft_deg, wall.draft_min_deg);
        ++group.walls;
        group.area_mm2 += to_mm2(wall.area);
        group.place.faces.insert(group.place.faces.end(), wall.faces.begin(), wall.faces.end());
        group.place.points.push_back(wall.at);
    }
    Measured measured;
    for (auto& [key, group] : groups) {
        auto& faces = group.place.faces;
        std::sort(faces.begin(), faces.end());
        faces.erase(std::unique(faces.begin(), faces.end()), faces.end());
        const std::string detail = std::to_string(group.walls) +
                                   (group.walls == 1 ? " wall" : " walls") + " of the " +
                                   std::string{facts::to_string(key.second)} + " half (" +
                                   number(group.area_mm2) + " mm²)";
        measured.readings.push_back({group.draft_deg, std::move(group.place), detail});
    }
    return measured;
}

template <class Wanted>
Measured slenderness_of_holes(const Subject& subject, Wanted wanted) {
    Measured measured;
    for (const facts::Hole& hole : subject.facts.holes) {
        if (!wanted(hole) || !(to_mm(hole.diameter) > 0.0)) continue;
        measured.readings.push_back(
            {hole.depth / hole.diameter,
             {hole.faces, {hole.centre}},
             "⌀" + number(to_mm(hole.diameter)) + " × " + number(to_mm(hole.depth)) + " mm",
             to_mm(hole.diameter)});
    }
    return measured;
}

/// True when a pin of the given radius stands on solid, flat surface around `point`.
bool carries_pin(const geom::RayScene& scene, Vec3 point, Vec3 normal, double radius_mm) {
    constexpr int kRim = 8;
    constexpr double kAbove_mm = 0.5;
    constexpr double kFlat_mm = 0.02;
    const auto [u, v] = geom::perpendicular_frame(normal);
    for (int k = 0; k < kRim; ++k) {
        const double angle = 2.0 * std::numbers::pi * k / kRim;
        const Vec3 at = point + (u * std::cos(angle) + v * std::sin(angle)) * radius_mm;
        const auto hit = scene.first_hit(at + normal * kAbove_mm, -normal, 0.0);
        if (!hit || std::abs(hit->distance_mm - kAbove_mm) > kFlat_mm) return false;
        // Nothing may stand between the pin and the core it comes out of.
        if (scene.occluded(at + normal * kAbove_mm, normal, 0.0)) return false;
    }
    return true;
}

}  // namespace

Measured wall_draft(const Subject& subject) {
    return drafts(subject, [](const facts::MouldWall&) { return true; });
}

Measured deep_core_draft(const Subject& subject) {
    return drafts(subject, [](const facts::MouldWall& wall) {
        return wall.half == facts::MouldHalf::Core && to_mm(wall.depth) > kDeep_mm;
    });
}

Measured deep_wall_draft(const Subject& subject) {
    return drafts(subject,
                  [](const facts::MouldWall& wall) { return to_mm(wall.depth) > kDeep_mm; });
}

Measured side_actions(const Subject& subject) {
    if (!subject.facts.moulding) return no_pull();
    const auto& actions = subject.facts.moulding->side_actions;
    Reading reading;
    reading.value = static_cast<double>(actions.size());
    double area = 0.0;
    for (const facts::SideAction& action : actions) {
        auto& faces = reading.place.faces;
        faces.insert(faces.end(), action.faces.begin(), action.faces.end());
        area += to_mm2(action.area);
    }
    reading.detail = number(area) + " mm² of undercut";
    return {{std::move(reading)}, {}};
}

Measured stuck_undercuts(const Subject& subject) {
    if (!subject.facts.moulding) return no_pull();
    const facts::Moulding& moulding = *subject.facts.moulding;
    Reading reading;
    // A mesh is one face: then it counts as one.
    reading.value = static_cast<double>(moulding.no_escape_faces.size());
    if (reading.value == 0.0 && to_mm2(moulding.no_escape) > 0.0) reading.value = 1.0;
    reading.place.faces = moulding.no_escape_faces;
    reading.detail = number(to_mm2(moulding.no_escape)) + " mm²";
    return {{std::move(reading)}, {}};
}

Measured slide_travel(const Subject& subject) {
    if (!subject.facts.moulding) return no_pull();
    Measured measured;
    for (const facts::SideAction& action : subject.facts.moulding->side_actions) {
        measured.readings.push_back(
            {to_mm(action.travel), {action.faces, {}}, action.internal ? "lifter" : "slide"});
    }
    return measured;
}

Measured core_slenderness(const Subject& subject) {
    Measured measured;
    for (const facts::Pocket& pocket : subject.facts.pockets) {
        if (to_mm(pocket.width) <= 0.0) continue;
        measured.readings.push_back({pocket.depth / pocket.width, pocket.place,
                                     number(to_mm(pocket.width)) + " mm wide and " +
                                         number(to_mm(pocket.depth)) + " mm deep",
                                     to_mm(pocket.width)});
    }
    return measured;
}

Measured pin_or_core_slenderness(const Subject& subject) {
    Measured measured = core_slenderness(subject);
    Measured holes = slenderness_of_holes(subject, [](const facts::Hole&) { return true; });
    for (Reading& reading : holes.readings) measured.readings.push_back(std::move(reading));
    return measured;
}

Measured blind_hole_slenderness(const Subject& subject) {
    return slenderness_of_holes(subject, [](const facts::Hole& hole) { return !hole.through; });
}

Measured through_hole_slenderness(const Subject& subject) {
    return slenderness_of_holes(subject, [](const facts::Hole& hole) { return hole.through; });
}

Measured narrowest_gap(const Subject& subject) {
    for (const facts::Field& field : subject.facts.fields) {
        if (field.name != "gap") continue;
        // A part without a gap has none that is too narrow.
        if (!(field.min > 0.0)) return not_applicable();
        return single(field.min, {{}, {field.at}});
    }
    return missing("the gaps between walls were not measured");
}

Measured parting_steps(const Subject& subject) {
    if (!subject.facts.moulding) return no_pull();
    const facts::Moulding& moulding = *subject.facts.moulding;
    facts::Place place;
    if (!moulding.parting_line.empty()) place.points = moulding.parting_line.front();
    return single(moulding.parting_steps, std::move(place));
}

// Places for ejector pins of 3 mm, at least 6 mm apart, on flat surface of the core half.
Measured ejector_pads(const Subject& subject) {
    if (!subject.facts.moulding) return no_pull();
    constexpr double kRadius_mm = 1.5;
    constexpr double kApart_mm = 6.0;
    constexpr double kFlat = -0.985;  // 10° off the pull
    constexpr int kSteps = 12;
    const geom::TriangleMesh& mesh = subject.model.mesh;
    if (mesh.triangles.empty()) return missing("the part has no triangles");
    const Vec3 pull = subject.facts.moulding->pull;
    const geom::RayScene scene{mesh};
    // What decides is reached with a few pads; more of them tell nobody anything.
    const double enough = std::max(subject.rule.warning.value_or(0.0), 1.0) + 1.0;
    std::vector<Vec3> pads;
    for (std::uint32_t t = 0; t < mesh.triangles.size(); ++t) {
        if (static_cast<double>(pads.size()) >= enough) break;
        const Vec3 normal = scene.normal(t);
        if (dot(normal, pull) > kFlat) continue;
        const Vec3 a = mesh.corner(t, 0);
        const Vec3 u = mesh.corner(t, 1) - a;
        const Vec3 v = mesh.corner(t, 2) - a;
        const int steps =
            std::clamp(static_cast<int>(std::max(length(u), length(v)) / kApart_mm) + 1, 1, kSteps);
        for (int i = 0; i < steps; ++i) {
            for (int j = 0; i + j < steps; ++j) {
                const Vec3 at = a + u * ((i + 1.0 / 3.0) / steps) + v * ((j + 1.0 / 3.0) / steps);
                const bool near_other = std::any_of(pads.begin(), pads.end(), [&](Vec3 other) {
                    return length(other - at) < kApart_mm;
                });
                if (near_other || !carries_pin(scene, at, normal, kRadius_mm)) continue;
                pads.push_back(at);
            }
        }
    }
    return single(static_cast<double>(pads.size()), {{}, pads});
}

Measured undercut_over_wall(const Subject& subject) {
    if (!subject.facts.moulding) return no_pull();
    const facts::Moulding& moulding = *subject.facts.moulding;
    const double wall = to_mm(moulding.wall_nominal);
    if (!(wall > 0.0)) return missing("the wall thickness was not measured");
    if (moulding.side_actions.empty() && to_mm2(moulding.no_escape) > 0.0) {
        return missing("the depth of undercuts that no straight slide releases");
    }
    Measured measured;
    for (const facts::SideAction& action : moulding.side_actions) {
        measured.readings.push_back({to_mm(action.travel) / wall,
                                     {action.faces, {}},
                                     number(to_mm(action.travel)) + " mm deep",
                                     wall});
    }
    return measured;
}

Measured longest_side(const Subject& subject) {
    const Vec3 size = subject.facts.box.size();
    double longest = std::max({size.x, size.y, size.z});
    const double oriented = to_mm(subject.facts.oriented_size[0]);
    if (oriented > 0.0) longest = std::min(longest, oriented);
    return single(longest);
}

Measured quantity(const Subject& subject) {
    if (!subject.context.quantity) return missing("no quantity was asked for");
    return single(static_cast<double>(*subject.context.quantity));
}

}  // namespace millrace::dfm
