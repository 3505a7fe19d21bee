#include <algorithm>
#include <cmath>

#include "build_direction.h"
#include "measure.h"

namespace millrace::dfm {

namespace {

using geom::Vec3;

constexpr double kOnPlate_mm = 0.01;  // as the facts measure contact
constexpr double kFlatCos = 0.999;
constexpr double kConcave_rad = 0.3;
constexpr double kOverhangArea_mm2 = 1.0;  // less is a facet, not a roof

bool warps(const catalog::Material& material) {
    for (const char* kind : {"ABS", "ASA", "PC", "PA"}) {
        if (material.name.find(kind) != std::string::npos) return true;
    }
    return false;
}

// Distance between two parallel straight edges; nothing when they are not parallel.
std::optional<double> gap_between(const geom::Edge& a, const geom::Edge& b) {
    const Vec3 along = geom::normalized(a.end - a.start);
    if (std::abs(dot(along, geom::normalized(b.end - b.start))) < kFlatCos) return std::nullopt;
    const Vec3 between = b.middle - a.middle;
    return geom::length(between - along * dot(between, along));
}

}  // namespace

Measured pin_diameter(const Subject& subject) {
    Measured measured;
    for (const facts::Pin& pin : subject.facts.pins) {
        measured.readings.push_back({to_mm(pin.diameter), {pin.faces, {pin.centre}}});
    }
    return measured;
}

Measured overhang(const Subject& subject) {
    if (subject.context.support_planned) return not_applicable();
    const facts::BuildDirection* build = build_of(subject);
    if (build == nullptr) return no_build(subject);
    if (to_mm2(build->overhang) < kOverhangArea_mm2) return single(0.0);
    // The place is what hangs over by more than the smaller limit.
    const double limit_deg =
        std::min(subject.rule.warning.value_or(90.0), subject.rule.critical.value_or(90.0));
    const double sine = std::sin(to_rad(from_deg(limit_deg)));
    const auto& mesh = subject.model.mesh;
    const double plate = lowest(mesh, build->up);
    facts::Place place;
    for (std::size_t t = 0; t < mesh.face_of_triangle.size(); ++t) {
        const Vec3 normal = geom::normalized(area_normal(mesh, t));
        if (-dot(normal, build->up) <= sine) continue;
        if (dot(mesh.corner(t, 0), build->up) < plate + kOnPlate_mm) continue;
        place.faces.push_back(mesh.face_of_triangle[t]);
        if (place.points.empty()) place.points.push_back(mesh.corner(t, 0));
    }
    std::sort(place.faces.begin(), place.faces.end());
    place.faces.erase(std::unique(place.faces.begin(), place.faces.end()), place.faces.end());
    return single(to_deg(build->overhang_worst), std::move(place));
}

// Flat ceilings that end at a wall on two opposite sides; the shortest such span is what is
// bridged.
Measured bridge(const Subject& subject) {
    if (subject.context.support_planned) return not_applicable();
    const facts::BuildDirection* build = build_of(subject);
    if (build == nullptr) return no_build(subject);
    const geom::BoundaryModel& model = subject.model;
    if (model.edges.empty())
        return missing(
            say("dfm.no_ceilings", "ceilings and their walls are not recognised in a mesh"));
    std::vector<std::vector<const geom::Edge*>> carried(model.faces.size());
    for (const geom::Edge& edge : model.edges) {
        if (edge.kind != geom::CurveKind::Line || edge.dihedral_rad > -kConcave_rad) continue;
        for (const auto& face : {edge.left_face, edge.right_face}) {
            if (face && *face < carried.size()) carried[*face].push_back(&edge);
        }
    }
    Measured measured;
    for (std::uint32_t i = 0; i < model.faces.size(); ++i) {
        const geom::Face& face = model.faces[i];
        if (face.kind != geom::SurfaceKind::Plane || dot(face.normal, build->up) > -kFlatCos) {
            continue;
        }
        std::optional<double> span;
        for (std::size_t a = 0; a < carried[i].size(); ++a) {
            for (std::size_t b = a + 1; b < carried[i].size(); ++b) {
                const auto gap = gap_between(*carried[i][a], *carried[i][b]);
                if (gap && *gap > kOnPlate_mm && (!span || *gap < *span)) span = gap;
            }
        }
        if (span) measured.readings.push_back({*span, {{i}, {face.centroid}}});
    }
    return measured;
}

Measured base_length(const Subject& subject) {
    if (subject.context.material == nullptr)
        return missing(say("dfm.no_material", "no material was chosen"));
    if (!warps(*subject.context.material)) return not_applicable();
    const facts::BuildDirection* build = build_of(subject);
    if (build == nullptr) return no_build(subject);
    facts::PlateBase base = facts::plate_base(subject.model, build->up);
    return single(to_mm(base.wide), {std::move(base.faces), {}});
}

Measured slenderness(const Subject& subject) {
    const facts::BuildDirection* build = build_of(subject);
    if (build == nullptr) return no_build(subject);
    facts::PlateBase base = facts::plate_base(subject.model, build->up);
    const double narrow = to_mm(base.narrow);
    // A part that touches the plate in a point or a line stands on support or a raft; how wide that
    // is nobody knows yet.
    if (narrow <= 0.0)
        return missing(say("dfm.no_base", "the part has no flat base in this direction"));
    Measured measured;
    measured.readings.push_back(
        {to_mm(build->height) / narrow, {std::move(base.faces), {}}, {}, narrow});
    return measured;
}

Measured bed_contact(const Subject& subject) {
    const facts::BuildDirection* build = build_of(subject);
    if (build == nullptr) return no_build(subject);
    return single(to_mm2(build->contact));
}

}  // namespace millrace::dfm
