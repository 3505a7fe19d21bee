#include "features_json.h"

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
    for (const facts::Feature& feature : features.list) {
        Json entry = {{"kind", to_string(feature.kind)},
                      {"class", to_string(feature.face_class)},
                      {"name", feature.name}};
        const auto size = [&](const char* name, Length length) {
            if (to_mm(length) > 0.0) entry[name] = to_mm(length);
        };
        size("diameter_mm", feature.diameter);
        size("radius_mm", feature.radius);
        size("depth_mm", feature.depth);
        size("width_mm", feature.width);
        size("length_mm", feature.length);
        entry["origin_mm"] = {feature.origin.x, feature.origin.y, feature.origin.z};
        entry["axis"] = {feature.axis.x, feature.axis.y, feature.axis.z};
        entry["through"] = feature.through;
        if (!feature.thread.empty()) {
            entry["thread"] = feature.thread;
            entry["thread_stated"] = feature.thread_stated;
        }
        entry["faces"] = feature.place.faces;
        entry["interacts"] = feature.interacts;
        entry["confidence"] = feature.confidence;
        list.push_back(std::move(entry));
    }
    return list;
}

}  // namespace millrace::cli
