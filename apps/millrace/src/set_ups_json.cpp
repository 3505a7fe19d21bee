#include "set_ups_json.h"

#include <string>

namespace millrace::cli {
namespace {

using Json = nlohmann::ordered_json;

Json vec(geom::Vec3 v) { return {v.x, v.y, v.z}; }

}  // namespace

Json set_ups_json(const facts::SetUps& set_ups) {
    Json directions = Json::array();
    for (const std::uint32_t i : set_ups.chosen) {
        const facts::ToolDirection& one = set_ups.candidates[i];
        directions.push_back({{"direction", vec(one.direction)},
                              {"reached_mm2", to_mm2(one.reached)},
                              {"faces", one.faces}});
    }
    return {{"verdict", std::string{facts::to_string(set_ups.verdict)}},
            {"count", set_ups.chosen.size()},
            {"optimal", set_ups.optimal},
            {"directions", directions},
            {"unreachable_faces", set_ups.unreachable_faces},
            {"unreachable_mm2", to_mm2(set_ups.unreachable)},
            {"five_axis_faces", set_ups.five_axis_faces},
            {"gap_error_mm", to_mm(set_ups.gap_error)}};
}

Json turning_json(const facts::Turning& turning) {
    Json profile = Json::array();
    for (const facts::TurnedSection& one : turning.profile) {
        profile.push_back({{"from_mm", to_mm(one.from)},
                           {"to_mm", to_mm(one.to)},
                           {"radius_from_mm", to_mm(one.radius_from)},
                           {"radius_to_mm", to_mm(one.radius_to)},
                           {"bore_from_mm", to_mm(one.bore_from)},
                           {"bore_to_mm", to_mm(one.bore_to)}});
    }
    return {{"recognised", turning.recognised},
            {"origin_mm", vec(turning.origin)},
            {"axis", vec(turning.axis)},
            {"diameter_mm", to_mm(turning.diameter)},
            {"length_mm", to_mm(turning.length)},
            {"residual", turning.residual},
            {"turned_share", turning.turned_share},
            {"profile", profile},
            {"turned_faces", turning.turned_faces},
            {"milled_faces", turning.milled_faces}};
}

}  // namespace millrace::cli
