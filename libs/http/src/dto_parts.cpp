#include "dto.h"
#include "millrace/codec/codec.h"
#include "problem.h"

namespace millrace::http::dto {
namespace {

std::string_view to_string(cad::UnitSource source) {
    switch (source) {
        case cad::UnitSource::File: return "file";
        case cad::UnitSource::Stated: return "stated";
        case cad::UnitSource::Guessed: return "guessed";
    }
    return "guessed";
}

std::string_view to_string(cad::Severity severity) {
    switch (severity) {
        case cad::Severity::Info: return "info";
        case cad::Severity::Warning: return "warning";
        case cad::Severity::Error: return "error";
    }
    return "error";
}

std::string_view to_string(dfm::Severity severity) {
    switch (severity) {
        case dfm::Severity::RequiredChange: return "required_change";
        case dfm::Severity::Advisory: return "advisory";
        case dfm::Severity::NotChecked: return "not_checked";
    }
    return "not_checked";
}

Json unit_or_null(const std::optional<cad::LengthUnit>& unit) {
    return unit ? Json(std::string{cad::to_string(*unit)}) : Json(nullptr);
}

Json units(const cad::Units& units) {
    return {{"unit", std::string{cad::to_string(units.unit)}},
            {"source", std::string{to_string(units.source)}},
            {"reason", units.reason.english()},
            {"reason_i18n", i18n(units.reason)},
            {"doubtful", units.doubtful},
            {"suggestion", unit_or_null(units.suggestion)}};
}

Json holes(const facts::PartFacts& facts) {
    Json out = Json::array();
    for (const facts::Hole& hole : facts.holes)
        out.push_back({{"diameter_mm", number(to_mm(hole.diameter))},
                       {"depth_mm", number(to_mm(hole.depth))},
                       {"through", hole.through},
                       {"flat_bottom", hole.flat_bottom},
                       {"centre_mm", vec3(hole.centre)},
                       {"axis", vec3(hole.axis)},
                       {"faces", hole.faces}});
    return out;
}

Json pins(const facts::PartFacts& facts) {
    Json out = Json::array();
    for (const facts::Pin& pin : facts.pins)
        out.push_back({{"diameter_mm", number(to_mm(pin.diameter))},
                       {"length_mm", number(to_mm(pin.length))},
                       {"centre_mm", vec3(pin.centre)},
                       {"axis", vec3(pin.axis)},
                       {"faces", pin.faces}});
    return out;
}

Json corners(const facts::PartFacts& facts) {
    Json out = Json::array();
    for (const facts::InternalCorner& corner : facts.corners)
        out.push_back({{"radius_mm", number(to_mm(corner.radius))},
                       {"depth_mm", number(to_mm(corner.depth))},
                       {"axis", vec3(corner.axis)},
                       {"place", place(corner.place)}});
    return out;
}

Json pockets(const facts::PartFacts& facts) {
    Json out = Json::array();
    for (const facts::Pocket& pocket : facts.pockets)
        out.push_back({{"depth_mm", number(to_mm(pocket.depth))},
                       {"width_mm", number(to_mm(pocket.width))},
                       {"direction", vec3(pocket.direction)},
                       {"place", place(pocket.place)}});
    return out;
}

Json wall(const facts::WallThickness& wall) {
    const double minimum = to_mm(wall.minimum);
    if (!(minimum > 0.0)) return nullptr;  // nothing trusted was measured
    return {{"minimum_mm", number(minimum)},
            {"p01_mm", number(to_mm(wall.p01))},
            {"median_mm", number(to_mm(wall.median))},
            {"place", place({.faces = {}, .points = {wall.minimum_at}})}};
}

Json build_directions(const facts::PartFacts& facts) {
    Json out = Json::array();
    for (const facts::BuildDirection& build : facts.builds)
        out.push_back({{"up", vec3(build.up)},
                       {"height_mm", number(to_mm(build.height))},
                       {"footprint_mm2", number(to_mm2(build.footprint))},
                       {"contact_mm2", number(to_mm2(build.contact))},
                       {"overhang_mm2", number(to_mm2(build.overhang))},
                       {"support_mm3", number(to_mm3(build.support))},
                       {"overhang_worst_deg", number(to_deg(build.overhang_worst))}});
    return out;
}

Json access(const facts::Access& access) {
    Json axes = Json::array();
    for (const facts::AxisAccess& axis : access.axes)
        axes.push_back({{"direction", vec3(axis.direction)},
                        {"visible_mm2", number(to_mm2(axis.visible))},
                        {"faces", axis.faces}});
    return {{"axes", std::move(axes)},
            {"unreachable_faces", access.unreachable_faces},
            {"unreachable_mm2", number(to_mm2(access.unreachable))}};
}

Json sharpest_edge(const facts::PartFacts& facts) {
    const double degrees = to_deg(facts.sharpest_outer_edge);
    // 180° stands for "no convex edge".
    if (!(degrees > 0.0) || degrees >= 180.0) return nullptr;
    return {{"angle_deg", number(degrees)}, {"place", place(facts.sharpest_outer_edge_at)}};
}

Json finding(const dfm::Finding& finding) {
    const bool measured = finding.severity != dfm::Severity::NotChecked;
    return {{"rule", finding.rule},
            {"process", finding.process},
            {"severity", std::string{to_string(finding.severity)}},
            {"measured", measured ? number(finding.measured) : Json(nullptr)},
            {"limit", measured ? number(finding.limit) : Json(nullptr)},
            {"unit", finding.unit},
            {"message", finding.message.english()},
            {"message_i18n", i18n(finding.message)},
            {"reason", finding.reason.english()},
            {"reason_i18n", i18n(finding.reason)},
            {"remedy", finding.remedy.english()},
            {"remedy_i18n", i18n(finding.remedy)},
            {"place", place(finding.place)},
            {"source", finding.source}};
}

Json process_findings(const std::string& process, const dfm::CheckResult& check, const Names& names,
                      bool offered) {
    Json found = Json::array();
    for (const dfm::Finding& one : check.findings) found.push_back(finding(one));
    Json not_checked = Json::array();
    for (const dfm::Finding& one : check.not_checked) not_checked.push_back(finding(one));
    return {{"process", process},
            {"process_name", names.process(process)},
            {"offered", offered},
            {"findings", std::move(found)},
            {"not_checked", std::move(not_checked)}};
}

/// Stored text that we cannot read is our fault, not the caller's.
Error unreadable(const app::PartRecord& part, Error error) {
    error.code = ErrorCode::Internal;
    return std::move(error).during("read what is stored of part '" + part.id.text() + "'");
}

}  // namespace

Json facts(const facts::PartFacts& facts) {
    Json axes = Json::array();
    for (const geom::Vec3& axis : facts.oriented_axes) axes.push_back(vec3(axis));
    const auto& size = facts.oriented_size;
    const facts::MeshDefects& defects = facts.defects;
    const facts::FaceTypeCounts& types = facts.face_types;
    Json json = {
        {"volume_mm3", number(to_mm3(facts.volume))},
        {"area_mm2", number(to_mm2(facts.area))},
        {"centre_of_mass_mm", vec3(facts.centre_of_mass)},
        {"bbox_mm", vec3(facts.box.size())},
        {"bbox_min_mm", vec3(facts.box.min)},
        {"bbox_max_mm", vec3(facts.box.max)},
        {"oriented_bbox_mm", vec3({to_mm(size[0]), to_mm(size[1]), to_mm(size[2])})},
        {"oriented_axes", std::move(axes)},
        {"convex_hull_volume_mm3", number(to_mm3(facts.convex_hull_volume))},
        {"bodies", facts.bodies},
        {"enclosed_voids", facts.enclosed_voids},
        {"closed", facts.closed},
        {"exact", facts.exact},
        {"chord_error_mm", number(to_mm(facts.chord_error))},
        {"triangles", facts.triangles},
        {"mesh_defects",
         {{"open_edges", defects.open_edges},
          {"non_manifold_edges", defects.non_manifold_edges},
          {"flipped_edges", defects.flipped_edges},
          {"degenerate_triangles", defects.degenerate_triangles},
          {"duplicate_triangles", defects.duplicate_triangles},
          {"inside_out", defects.inside_out}}},
        {"face_types",
         {{"plane", types.plane},
          {"cylinder", types.cylinder},
          {"cone", types.cone},
          {"sphere", types.sphere},
          {"torus", types.torus},
          {"freeform", types.freeform},
          {"facets", types.facets}}},
        {"freeform_area_mm2", number(to_mm2(facts.freeform_area))},
        {"holes", holes(facts)},
        {"pins", pins(facts)},
        {"internal_corners", corners(facts)},
        {"pockets", pockets(facts)},
        {"wall", wall(facts.wall)},
        {"build_directions", build_directions(facts)},
        {"access", access(facts.access)},
        {"sharpest_outer_edge", sharpest_edge(facts)},
    };
    add_geometry_facts(facts, json);
    return json;
}

Result<facts::PartFacts> stored_facts(const app::PartRecord& part) {
    auto measured = codec::facts_from_json(part.facts_json);
    if (!measured) return unreadable(part, std::move(measured).error());
    return measured;
}

Result<Json> part(const app::PartRecord& part, const Names& names, bool detailed) {
    const std::string path = "/api/v1/parts/" + part.id.text();
    Json diagnostics = Json::array();
    for (const cad::Diagnostic& diagnostic : part.diagnostics)
        diagnostics.push_back({{"severity", std::string{to_string(diagnostic.severity)}},
                               {"code", diagnostic.code},
                               {"message", diagnostic.message.english()},
                               {"message_i18n", i18n(diagnostic.message)}});
    Json timings = Json::object();
    for (const auto& [step, ms] : part.timings_ms) timings[step] = number(ms);
    Json json = {
        {"id", part.id.text()},
        {"name", part.name},
        {"file_name", part.file_name},
        {"file_sha256", part.file_sha256},
        {"index_in_file", part.index_in_file},
        {"quantity_in_file", part.quantity},
        {"state", std::string{app::to_string(part.state)}},
        {"step", part.step.empty() ? Json(nullptr) : Json(part.step)},
        {"units", part.units ? units(*part.units) : Json(nullptr)},
        {"stated_unit", unit_or_null(part.stated_unit)},
        {"failure", part.failure ? problem_json(problem_of(*part.failure), path) : Json(nullptr)},
        {"diagnostics", std::move(diagnostics)},
        {"facts", nullptr},
        {"findings_count", Json::array()},
        {"timings_ms", std::move(timings)},
        {"model_url", part.glb_sha256.empty() ? Json(nullptr) : Json(path + "/model")},
        {"structure_url",
         part.structure_sha256.empty() ? Json(nullptr) : Json(path + "/structure")},
        {"created_at", time(part.created_at)},
    };
    if (!detailed) return json;
    if (!part.facts_json.empty()) {
        MILLRACE_TRY(const facts::PartFacts measured, stored_facts(part));
        json["facts"] = facts(measured);
    }
    if (!part.findings_json.empty()) {
        auto checks = codec::checks_from_json(part.findings_json);
        if (!checks) return unreadable(part, std::move(checks).error());
        for (const auto& [process, check] : *checks) {
            int required = 0;
            for (const dfm::Finding& one : check.findings)
                required += one.severity == dfm::Severity::RequiredChange ? 1 : 0;
            json["findings_count"].push_back(
                {{"process", process},
                 {"process_name", names.process(process)},
                 {"required_changes", required},
                 {"advisories", static_cast<int>(check.findings.size()) - required},
                 {"not_checked", check.not_checked.size()}});
        }
    }
    return json;
}

Result<Json> findings(const app::PartRecord& part, const Names& names, const std::string& only) {
    auto checks = codec::checks_from_json(part.findings_json);
    if (!checks) return unreadable(part, std::move(checks).error());
    Json processes = Json::array();
    for (const auto& [process, check] : *checks) {
        if (!only.empty() && process != only) continue;
        processes.push_back(process_findings(process, check, names, true));
    }
    return Json{{"part_id", part.id.text()}, {"processes", std::move(processes)}};
}

Json findings_elsewhere(const app::PartRecord& part, const std::string& process,
                        const dfm::CheckResult& check, const Names& names) {
    return {{"part_id", part.id.text()},
            {"processes", Json::array({process_findings(process, check, names, false)})}};
}

}  // namespace millrace::http::dto
