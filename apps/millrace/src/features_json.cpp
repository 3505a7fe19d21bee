#include "features_json.h"

#include <numbers>
#include <string_view>

namespace millrace::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string_view kind_name(geom::SurfaceKind kind) {
    switch (kind) {
        case geom::SurfaceKind::Plane: return "plane";
        case geom::SurfaceKind::Cylinder: return "cylinder";
        case geom::SurfaceKind::Cone: return "cone";
        case geom::SurfaceKind::Sphere: return "sphere";
        case geom::SurfaceKind::Torus: return "torus";
        case geom::SurfaceKind::Extrusion: return "extrusion";
        case geom::SurfaceKind::Revolution: return "revolution";
        case geom::SurfaceKind::Freeform: return "freeform";
        case geom::SurfaceKind::Facets: return "facets";
    }
    return "facets";
}

Json step_id(const geom::Face& face) {
    if (!face.name.empty()) return face.name;
    return face.step_id ? Json(*face.step_id) : Json(nullptr);
}

std::string_view entry_name(facts::HoleEntry entry) {
    switch (entry) {
        case facts::HoleEntry::Plain: return "plain";
        case facts::HoleEntry::Counterbored: return "counterbored";
        case facts::HoleEntry::Countersunk: return "countersunk";
    }
    return "plain";
}

void add_length(Json& json, const char* name, Length length) {
    if (to_mm(length) > 0.0) json[name] = to_mm(length);
}

/// What only holes have.
void add_hole(const facts::Feature& feature, Json& json) {
    json["flat_bottom"] = feature.flat_bottom;
    json["entry"] = entry_name(feature.entry);
    add_length(json, "entry_diameter_mm", feature.entry_diameter);
    add_length(json, "entry_depth_mm", feature.entry_depth);
    json["thread"] = feature.thread.empty() ? Json(nullptr) : Json(feature.thread);
    json["thread_stated"] = feature.thread_stated;
    Json steps = Json::array();
    for (const facts::HoleStep& step : feature.steps) {
        steps.push_back({{"diameter_mm", to_mm(step.diameter)},
                         {"diameter_below_mm", to_mm(step.diameter_below)},
                         {"from_mm", to_mm(step.from)},
                         {"to_mm", to_mm(step.to)}});
    }
    json["steps"] = std::move(steps);
}

Json feature_json(const facts::Feature& feature) {
    Json json = {{"kind", to_string(feature.kind)},
                 {"class", to_string(feature.face_class)},
                 {"name", feature.name}};
    add_length(json, "diameter_mm", feature.diameter);
    add_length(json, "radius_mm", feature.radius);
    add_length(json, "depth_mm", feature.depth);
    add_length(json, "width_mm", feature.width);
    add_length(json, "length_mm", feature.length);
    if (to_deg(feature.angle) > 0.0) json["angle_deg"] = to_deg(feature.angle);
    json["origin_mm"] = {feature.origin.x, feature.origin.y, feature.origin.z};
    json["axis"] = {feature.axis.x, feature.axis.y, feature.axis.z};
    json["through"] = feature.through;
    if (feature.kind == facts::FeatureKind::Hole) add_hole(feature, json);
    if (feature.kind == facts::FeatureKind::Fillet) json["concave"] = feature.concave;
    json["faces"] = feature.place.faces;
    json["entry_faces"] = feature.entry_faces;
    json["interacts"] = feature.interacts;
    json["confidence"] = feature.confidence;
    return json;
}

}  // namespace

Json faces_json(const geom::BoundaryModel& model, const facts::Features& features) {
    Json list = Json::array();
    for (std::size_t f = 0; f < features.faces.size(); ++f) {
        const geom::Face& face = model.faces[f];
        const facts::FaceFeature& what = features.faces[f];
        const bool in_feature = what.feature != facts::FaceFeature::kNone;
        list.push_back({{"index", f},
                        {"step_id", step_id(face)},
                        {"type", kind_name(face.kind)},
                        {"area_mm2", face.area_mm2},
                        {"feature", to_string(what.face_class)},
                        {"instance", in_feature ? Json(what.feature) : Json(nullptr)},
                        {"confidence", what.confidence}});
    }
    return list;
}

Json features_json(const facts::Features& features) {
    Json list = Json::array();
    for (const facts::Feature& feature : features.list) list.push_back(feature_json(feature));
    return list;
}

Json pmi_json(const std::vector<geom::Pmi>& pmi) {
    Json list = Json::array();
    for (const geom::Pmi& one : pmi) {
        const double scale = one.angular ? 180.0 / std::numbers::pi : 1.0;
        const auto number = [&](const std::optional<double>& value) {
            return value ? Json(*value * scale) : Json(nullptr);
        };
        list.push_back({{"kind", to_string(one.kind)},
                        {"type", one.type},
                        {"text", one.text},
                        {"unit", one.angular ? "deg" : "mm"},
                        {"nominal", number(one.nominal)},
                        {"upper", number(one.upper)},
                        {"lower", number(one.lower)},
                        {"modifiers", one.modifiers},
                        {"datums", one.datums},
                        {"faces", one.faces},
                        {"step_id", one.step_id}});
    }
    return list;
}

}  // namespace millrace::cli
