#include "millrace/cad/repair.h"

#include "mesh_model.h"
#include "reader.h"

namespace millrace::cad {
namespace {

/// A bound must not shrink by being printed, so its digits are many.
Number mm(double value) { return number_of(value, "mm"); }

Text step_text(const geom::RepairStep& step) {
    const std::size_t n = step.count;
    switch (step.kind) {
        case geom::RepairKind::JoinedVertices:
            if (step.amount_mm <= 0.0) {
                return say("cad.joined", "joined {count} vertex|joined {count} vertices",
                           {{"count", n}});
            }
            return say("cad.joined_near",
                       "joined {count} vertex up to {gap} apart|joined {count} vertices up to "
                       "{gap} apart",
                       {{"count", n}, {"gap", mm(step.amount_mm)}});
        case geom::RepairKind::RemovedFlat:
            return say("cad.removed_flat",
                       "removed {count} triangle without area|removed {count} triangles without "
                       "area",
                       {{"count", n}});
        case geom::RepairKind::RemovedDuplicates:
            return say("cad.removed_duplicates",
                       "removed {count} triangle stored more than once|removed {count} triangles "
                       "stored more than once",
                       {{"count", n}});
        case geom::RepairKind::SplitEdges:
            return say("cad.split_edges",
                       "split {count} edge at vertices that lie on it|split {count} edges at "
                       "vertices that lie on them",
                       {{"count", n}});
        case geom::RepairKind::TurnedTriangles:
            return say("cad.turned_triangles", "turned {count} triangle|turned {count} triangles",
                       {{"count", n}});
        case geom::RepairKind::RemovedWalls:
            return say("cad.removed_walls",
                       "removed {count} triangle that bounds nothing|removed {count} triangles "
                       "that bound nothing",
                       {{"count", n}});
        case geom::RepairKind::TurnedBodies:
            return say("cad.turned_bodies",
                       "turned {count} surface that faced inwards|turned {count} surfaces that "
                       "faced inwards",
                       {{"count", n}});
        case geom::RepairKind::SeparatedEdges:
            return say("cad.separated_edges",
                       "took apart {count} edge of more than two triangles|took apart {count} "
                       "edges of more than two triangles",
                       {{"count", n}});
        case geom::RepairKind::ClosedHoles:
            return say("cad.closed_holes",
                       "closed {count} hole ({width} across)|closed {count} holes (the largest "
                       "{width} across)",
                       {{"count", n}, {"width", mm(step.amount_mm)}});
        case geom::RepairKind::RemovedFragments:
            return say("cad.removed_fragments",
                       "removed {count} stray sheet|removed {count} stray sheets", {{"count", n}});
        case geom::RepairKind::UnitedShells:
            return say("cad.united_shells",
                       "united {count} body with one that it overlaps or touches|united {count} "
                       "bodies that overlap or touch others",
                       {{"count", n}});
        case geom::RepairKind::Recontoured:
            return say("cad.recontoured", "made the surface anew on a grid of {grid}",
                       {{"grid", mm(step.amount_mm)}});
    }
    return {};
}

Text steps_text(const std::vector<geom::RepairStep>& steps) {
    Text all;
    for (const geom::RepairStep& step : steps) {
        all = all.empty() ? step_text(step)
                          : say("cad.steps", "{before}, {step}",
                                {{"before", all}, {"step", step_text(step)}});
    }
    return all;
}

/// Says which part of a file with several is meant.
Text of_part(const ReadFile& file, std::size_t index, const Text& said) {
    if (file.parts.size() == 1) return said;
    const std::string& name = file.parts[index].name;
    if (name.empty())
        return say("cad.of_part", "Part {number}: {said}", {{"number", index + 1}, {"said", said}});
    return say("cad.of_named_part", "Part {number} '{name}': {said}",
               {{"number", index + 1}, {"name", name}, {"said", said}});
}

Text repaired_text(const RepairedPart& repaired) {
    std::vector<Text> said;
    said.push_back(say(
        "cad.repaired",
        "Repaired: {steps}; the old surface lies at most {distance} from the new "
        "one.",
        {{"steps", steps_text(repaired.steps)}, {"distance", mm(repaired.deviation.forward_mm)}}));
    if (repaired.deviation.backward_mm > 0.0) {
        said.push_back(say("cad.repaired_back", "The new one lies at most {distance} from the old.",
                           {{"distance", mm(repaired.deviation.backward_mm)}}));
    }
    said.push_back(say("cad.repaired_below", "Everything below is about the repaired part."));
    if (repaired.self_intersections > 0) {
        said.push_back(say("cad.repaired_crossing",
                           "Its surface still passes through itself in {count} place; what "
                           "overlaps is counted twice.|Its surface still passes through itself in "
                           "{count} places; what overlaps is counted twice.",
                           {{"count", repaired.self_intersections}}));
    }
    return say("cad.sentences", "{sentences}", {{"sentences", std::move(said)}});
}

Text overlap_text(const geom::RepairedMesh& result) {
    if (!(result.overlap_mm3 > 0.0)) {
        return say("cad.overlapping_left",
                   "Bodies of this mesh overlap and could not be united: what they share is "
                   "counted twice, in volume, area and price.");
    }
    return say("cad.overlapping_united",
               "Bodies of this mesh overlap. They were united: the {volume} that they share would "
               "have been counted twice.",
               {{"volume", number_of(result.overlap_mm3, "mm3")}});
}

/// A few missing faces may be put back; a surface that is mostly missing was never a solid.
bool is_a_lid(const geom::TriangleMesh& open, const geom::TriangleMesh& closed) {
    constexpr double kAddedShareMax = 0.5;
    const double before = geom::mass_properties(open).area_mm2;
    return geom::mass_properties(closed).area_mm2 <= (1.0 + kAddedShareMax) * before;
}

}  // namespace

std::string to_text(const std::vector<geom::RepairStep>& steps) { return steps_text(steps); }

Result<std::vector<RepairedPart>> repair_parts(ReadFile& file, const geom::RepairOptions& options) {
    std::vector<RepairedPart> all;
    for (std::size_t i = 0; i < file.parts.size(); ++i) {
        geom::BoundaryModel& model = file.parts[i];
        // Faces that leave an opening are closed on their tessellation; exact solids are not
        // touched.
        if (model.exact && model.bodies[0].solid) continue;
        const geom::Topology topology = geom::topology(model.mesh);
        const bool faulty = geom::needs_repair(topology);
        if (!faulty && topology.components < 2) continue;
        auto result =
            faulty ? geom::repair(model.mesh, options) : geom::united(model.mesh, options);
        if (!result && result.error().code == ErrorCode::Cancelled)
            return std::move(result).error();
        const bool closed =
            result && result->closed && (!model.exact || is_a_lid(model.mesh, result->mesh));
        if (!closed) {
            const bool one_sided = result && result->one_sided;
            file.diagnostics.push_back(
                {Severity::Error, "not_repaired",
                 of_part(file, i,
                         one_sided ? say("cad.not_repaired_one_sided",
                                         "The surface could not be closed: it has one side only, "
                                         "so that nothing is inside. Volume and price are "
                                         "estimates: export a closed solid.")
                                   : say("cad.not_repaired",
                                         "The surface could not be closed by joining, turning, "
                                         "filling or a new surface. Volume and price are "
                                         "estimates: export a closed solid."))});
            continue;
        }
        if (result->overlaps) {
            file.diagnostics.push_back(
                {Severity::Warning, "overlapping_bodies", of_part(file, i, overlap_text(*result))});
        }
        if (result->steps.empty()) continue;
        RepairedPart repaired;
        repaired.part = i;
        repaired.closed = true;
        repaired.steps = std::move(result->steps);
        repaired.deviation = result->deviation;
        repaired.self_intersections = result->self_intersections;
        geom::BoundaryModel next = mesh_model(model, std::move(result->mesh));
        file.diagnostics.push_back(
            {Severity::Warning, "repaired", of_part(file, i, repaired_text(repaired))});
        repaired.raw = std::move(model);
        model = std::move(next);
        all.push_back(std::move(repaired));
    }
    return all;
}

}  // namespace millrace::cad
