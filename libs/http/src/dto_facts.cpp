// The facts that a viewer shows beside the plain measures: features, fields, set-ups, sheet metal,
// moulding, and what the file states itself.

#include <cmath>
#include <numbers>

#include "dto.h"

namespace millrace::http::dto {
namespace {

/// A size that a feature does not have is null, not zero.
Json size_or_null(Length length) {
    const double mm = to_mm(length);
    return mm > 0.0 ? number(mm) : Json(nullptr);
}

std::string_view entry_of(facts::HoleEntry entry) {
    switch (entry) {
        case facts::HoleEntry::Plain: return "plain";
        case facts::HoleEntry::Counterbored: return "counterbored";
        case facts::HoleEntry::Countersunk: return "countersunk";
    }
    return "plain";
}

std::string_view verdict_of(facts::MillingVerdict verdict) {
    switch (verdict) {
        case facts::MillingVerdict::ThreeAxis: return "three_axis";
        case facts::MillingVerdict::ThreePlusTwo: return "three_plus_two";
        case facts::MillingVerdict::FiveAxis: return "five_axis";
        case facts::MillingVerdict::Unreachable: return "unreachable";
    }
    return "unreachable";
}

Json feature(const facts::Feature& feature) {
    const double angle = to_deg(feature.angle);
    return {{"kind", std::string{facts::to_string(feature.kind)}},
            {"face_class", std::string{facts::to_string(feature.face_class)}},
            {"diameter_mm", size_or_null(feature.diameter)},
            {"radius_mm", size_or_null(feature.radius)},
            {"depth_mm", size_or_null(feature.depth)},
            {"width_mm", size_or_null(feature.width)},
            {"length_mm", size_or_null(feature.length)},
            {"angle_deg", angle > 0.0 ? number(angle) : Json(nullptr)},
            {"entry", std::string{entry_of(feature.entry)}},
            {"entry_diameter_mm", size_or_null(feature.entry_diameter)},
            {"entry_depth_mm", size_or_null(feature.entry_depth)},
            {"through", feature.through},
            {"flat_bottom", feature.flat_bottom},
            {"concave", feature.concave},
            {"thread", feature.thread},
            {"thread_stated", feature.thread_stated},
            {"interacts", feature.interacts},
            {"confidence", number(feature.confidence)},
            {"origin_mm", vec3(feature.origin)},
            {"axis", vec3(feature.axis)},
            {"place", place(feature.place)}};
}

Json field(const facts::Field& field) {
    return {{"name", field.name},       {"unit", field.unit},          {"min", number(field.min)},
            {"p01", number(field.p01)}, {"p50", number(field.p50)},    {"max", number(field.max)},
            {"at_mm", vec3(field.at)},  {"error", number(field.error)}};
}

Json set_ups(const facts::SetUps& set_ups) {
    if (set_ups.candidates.empty()) return nullptr;
    Json directions = Json::array();
    for (const std::uint32_t index : set_ups.chosen) {
        const facts::ToolDirection& direction = set_ups.candidates[index];
        directions.push_back({{"direction", vec3(direction.direction)},
                              {"reached_mm2", number(to_mm2(direction.reached))},
                              {"faces", direction.faces}});
    }
    return {{"verdict", std::string{verdict_of(set_ups.verdict)}},
            {"directions", std::move(directions)},
            {"optimal", set_ups.optimal},
            {"unreachable_faces", set_ups.unreachable_faces},
            {"unreachable_mm2", number(to_mm2(set_ups.unreachable))},
            {"five_axis_faces", set_ups.five_axis_faces}};
}

Json turning(const facts::Turning& turning) {
    if (!turning.recognised) return nullptr;
    return {{"origin_mm", vec3(turning.origin)},
            {"axis", vec3(turning.axis)},
            {"length_mm", number(to_mm(turning.length))},
            {"diameter_mm", number(to_mm(turning.diameter))},
            {"turned_share", number(turning.turned_share)},
            {"residual", number(turning.residual)},
            {"turned_faces", turning.turned_faces},
            {"milled_faces", turning.milled_faces}};
}

Json bend(const facts::Bend& bend) {
    return {{"angle_deg", number(to_deg(bend.angle))},
            {"radius_mm", number(to_mm(bend.radius))},
            {"length_mm", number(to_mm(bend.length))},
            {"k_factor", number(bend.k_factor)},
            {"up", bend.up},
            {"hem", bend.hem},
            {"from_mm", {number(bend.line_from.x), number(bend.line_from.y)}},
            {"to_mm", {number(bend.line_to.x), number(bend.line_to.y)}},
            {"faces", bend.faces}};
}

Json flat(const facts::FlatPattern& flat) {
    Json loops = Json::array();
    for (const geom::OutlineLoop& loop : flat.loops) {
        Json vertices = Json::array();
        for (const geom::OutlineVertex& vertex : loop.vertices)
            vertices.push_back({number(vertex.x_mm), number(vertex.y_mm), number(vertex.bulge)});
        loops.push_back(std::move(vertices));
    }
    return {{"length_mm", number(to_mm(flat.length))},
            {"width_mm", number(to_mm(flat.width))},
            {"area_mm2", number(to_mm2(flat.area))},
            {"cut_length_mm", number(to_mm(flat.cut_length))},
            {"refold_error_mm", number(to_mm(flat.refold_error))},
            {"loops", std::move(loops)}};
}

Json sheet(const facts::PartFacts& facts) {
    if (const auto* refusal = std::get_if<facts::SheetRefusal>(&facts.sheet)) {
        return {
            {"thickness_mm", nullptr},
            {"bends", Json::array()},
            {"flat", nullptr},
            {"refused",
             {{"code", refusal->code}, {"reason", refusal->reason}, {"faces", refusal->faces}}}};
    }
    const auto* sheet = std::get_if<facts::Sheet>(&facts.sheet);
    if (sheet == nullptr) return nullptr;
    Json bends = Json::array();
    for (const facts::Bend& one : sheet->bends) bends.push_back(bend(one));
    return {{"thickness_mm", number(to_mm(sheet->thickness))},
            {"bends", std::move(bends)},
            {"flat", sheet->flat.loops.empty() ? Json(nullptr) : flat(sheet->flat)},
            {"refused", nullptr}};
}

Json moulding(const std::optional<facts::Moulding>& moulding) {
    if (!moulding) return nullptr;
    Json actions = Json::array();
    for (const facts::SideAction& action : moulding->side_actions)
        actions.push_back({{"direction", vec3(action.direction)},
                           {"travel_mm", number(to_mm(action.travel))},
                           {"internal", action.internal},
                           {"faces", action.faces}});
    Json chains = Json::array();
    for (const std::vector<geom::Vec3>& chain : moulding->parting_line) {
        Json points = Json::array();
        for (const geom::Vec3& point : chain) points.push_back(vec3(point));
        chains.push_back(std::move(points));
    }
    return {{"pull", vec3(moulding->pull)},
            {"projected_mm2", number(to_mm2(moulding->projected))},
            {"undercut_mm2", number(to_mm2(moulding->undercut))},
            {"undercut_faces", moulding->undercut_faces},
            {"side_actions", std::move(actions)},
            {"wall_nominal_mm", number(to_mm(moulding->wall_nominal))},
            {"wall_variation", number(moulding->wall_variation)},
            {"parting_line", std::move(chains)}};
}

Json statement(const geom::Pmi& pmi) {
    const auto value = [&](const std::optional<double>& one) {
        if (!one) return Json(nullptr);
        return number(pmi.angular ? *one * 180.0 / std::numbers::pi : *one);
    };
    return {{"kind", std::string{geom::to_string(pmi.kind)}},
            {"type", pmi.type},
            {"text", pmi.text},
            {"unit", pmi.angular ? "deg" : "mm"},
            {"nominal", value(pmi.nominal)},
            {"upper", value(pmi.upper)},
            {"lower", value(pmi.lower)},
            {"modifiers", pmi.modifiers},
            {"datums", pmi.datums},
            {"faces", pmi.faces}};
}

}  // namespace

void add_geometry_facts(const facts::PartFacts& facts, Json& json) {
    Json features = Json::array();
    for (const facts::Feature& one : facts.features.list) features.push_back(feature(one));
    json["features"] = std::move(features);
    json["doubtful_faces"] = facts.features.doubtful_faces;
    Json fields = Json::array();
    for (const facts::Field& one : facts.fields) fields.push_back(field(one));
    json["fields"] = std::move(fields);
    json["set_ups"] = set_ups(facts.set_ups);
    json["turning"] = turning(facts.turning);
    json["sheet"] = sheet(facts);
    json["moulding"] = moulding(facts.moulding);
    Json statements = Json::array();
    for (const geom::Pmi& one : facts.pmi) statements.push_back(statement(one));
    json["statements"] = std::move(statements);
}

}  // namespace millrace::http::dto
