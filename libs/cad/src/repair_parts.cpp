#include "millrace/cad/repair.h"

#include "mesh_model.h"
#include "reader.h"

namespace millrace::cad {
namespace {

std::string amount(std::size_t count, std::string_view one, std::string_view many) {
    return std::to_string(count) + " " + std::string{count == 1 ? one : many};
}

std::string mm(double value) {
    // Rounded up to four digits: a bound must not shrink by being printed.
    return number_text(value) + " mm";
}

std::string step_text(const geom::RepairStep& step) {
    const std::size_t n = step.count;
    switch (step.kind) {
        case geom::RepairKind::JoinedVertices:
            return "joined " + amount(n, "vertex", "vertices") +
                   (step.amount_mm > 0.0 ? " up to " + mm(step.amount_mm) + " apart" : "");
        case geom::RepairKind::RemovedFlat:
            return "removed " + amount(n, "triangle", "triangles") + " without area";
        case geom::RepairKind::RemovedDuplicates:
            return "removed " + amount(n, "triangle", "triangles") + " stored more than once";
        case geom::RepairKind::SplitEdges:
            return "split " + amount(n, "edge", "edges") + " at vertices that lie on them";
        case geom::RepairKind::TurnedTriangles:
            return "turned " + amount(n, "triangle", "triangles");
        case geom::RepairKind::RemovedWalls:
            return "removed " + amount(n, "triangle", "triangles") + " that bound nothing";
        case geom::RepairKind::TurnedBodies:
            return "turned " + amount(n, "surface", "surfaces") + " that faced inwards";
        case geom::RepairKind::SeparatedEdges:
            return "took apart " + amount(n, "edge", "edges") + " of more than two triangles";
        case geom::RepairKind::ClosedHoles:
            return "closed " + amount(n, "hole", "holes") + (n == 1 ? " (" : " (the largest ") +
                   mm(step.amount_mm) + " across)";
        case geom::RepairKind::RemovedFragments:
            return "removed " + amount(n, "stray sheet", "stray sheets");
        case geom::RepairKind::Recontoured:
            return "made the surface anew on a grid of " + mm(step.amount_mm);
    }
    return {};
}

std::string part_text(const ReadFile& file, std::size_t index) {
    if (file.parts.size() == 1) return {};
    const std::string& name = file.parts[index].name;
    return "Part " + std::to_string(index + 1) + (name.empty() ? "" : " '" + name + "'") + ": ";
}

std::string capital(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

Diagnostic repaired_diagnostic(const std::string& part, const RepairedPart& repaired) {
    std::string text = part + "repaired: " + to_text(repaired.steps) +
                       "; the old surface lies at most " + mm(repaired.deviation.forward_mm) +
                       " from the new one";
    if (repaired.deviation.backward_mm > 0.0)
        text += ", the new one at most " + mm(repaired.deviation.backward_mm) + " from the old";
    text += ". Everything below is about the repaired part.";
    if (repaired.self_intersections > 0) {
        text += " Its surface still passes through itself in " +
                amount(repaired.self_intersections, "place", "places") +
                "; what overlaps is counted twice.";
    }
    return {Severity::Warning, "repaired", capital(std::move(text))};
}

/// A few missing faces may be put back; a surface that is mostly missing was never a solid.
bool is_a_lid(const geom::TriangleMesh& open, const geom::TriangleMesh& closed) {
    constexpr double kAddedShareMax = 0.5;
    const double before = geom::mass_properties(open).area_mm2;
    return geom::mass_properties(closed).area_mm2 <= (1.0 + kAddedShareMax) * before;
}

}  // namespace

std::string to_text(const std::vector<geom::RepairStep>& steps) {
    std::string text;
    for (const geom::RepairStep& step : steps) text += (text.empty() ? "" : ", ") + step_text(step);
    return text;
}

Result<std::vector<RepairedPart>> repair_parts(ReadFile& file, const geom::RepairOptions& options) {
    std::vector<RepairedPart> all;
    for (std::size_t i = 0; i < file.parts.size(); ++i) {
        geom::BoundaryModel& model = file.parts[i];
        // Faces that leave an opening are closed on their tessellation; exact solids are not
        // touched.
        if (model.exact && model.bodies[0].solid) continue;
        if (!geom::needs_repair(geom::topology(model.mesh))) continue;
        auto result = geom::repair(model.mesh, options);
        if (!result && result.error().code == ErrorCode::Cancelled)
            return std::move(result).error();
        const bool closed =
            result && result->closed && (!model.exact || is_a_lid(model.mesh, result->mesh));
        if (!closed) {
            const bool one_sided = result && result->one_sided;
            file.diagnostics.push_back(
                {Severity::Error, "not_repaired",
                 capital(part_text(file, i) + "the surface could not be closed" +
                         (one_sided ? ": it has one side only, so that nothing is inside"
                                    : " by joining, turning, filling or a new surface") +
                         ". Volume and price are estimates: export a closed solid.")});
            continue;
        }
        RepairedPart repaired;
        repaired.part = i;
        repaired.closed = true;
        repaired.steps = std::move(result->steps);
        repaired.deviation = result->deviation;
        repaired.self_intersections = result->self_intersections;
        geom::BoundaryModel next = mesh_model(model, std::move(result->mesh));
        file.diagnostics.push_back(repaired_diagnostic(part_text(file, i), repaired));
        repaired.raw = std::move(model);
        model = std::move(next);
        all.push_back(std::move(repaired));
    }
    return all;
}

}  // namespace millrace::cad
