#include "moulding_json.h"

namespace millrace::cli {
namespace {

Json vec(const geom::Vec3& v) { return Json::array({v.x, v.y, v.z}); }

Json side_actions_json(const std::vector<facts::SideAction>& actions) {
    Json list = Json::array();
    for (const facts::SideAction& action : actions) {
        list.push_back({{"direction", vec(action.direction)},
                        {"travel_mm", to_mm(action.travel)},
                        {"area_mm2", to_mm2(action.area)},
                        {"internal", action.internal},
                        {"faces", action.faces}});
    }
    return list;
}

/// Smallest draft of a wall of each half, and the area of walls below the usual 1°.
Json draft_json(const facts::Moulding& moulding) {
    Json walls = Json::array();
    for (const facts::MouldWall& wall : moulding.walls) {
        walls.push_back({{"half", facts::to_string(wall.half)},
                         {"draft_min_deg", wall.draft_min_deg},
                         {"draft_mean_deg", wall.draft_mean_deg},
                         {"depth_mm", to_mm(wall.depth)},
                         {"area_mm2", to_mm2(wall.area)},
                         {"faces", wall.faces}});
    }
    return {{"face_min_deg", moulding.draft_min_deg},
            {"face_mean_deg", moulding.draft_mean_deg},
            {"walls", std::move(walls)}};
}

Json parting_json(const facts::Moulding& moulding) {
    Json chains = Json::array();
    for (const auto& chain : moulding.parting_line) {
        Json points = Json::array();
        for (const geom::Vec3& point : chain) points.push_back(vec(point));
        chains.push_back(std::move(points));
    }
    return {{"length_mm", to_mm(moulding.parting_length)},
            {"step_mm", to_mm(moulding.parting_step)},
            {"steps", moulding.parting_steps},
            {"chains_mm", std::move(chains)}};
}

Json ribs_json(const std::vector<facts::Rib>& ribs) {
    Json list = Json::array();
    for (const facts::Rib& rib : ribs) {
        list.push_back({{"thickness_mm", to_mm(rib.thickness)},
                        {"height_mm", to_mm(rib.height)},
                        {"wall_mm", to_mm(rib.wall)},
                        {"faces", rib.faces}});
    }
    return list;
}

Json bosses_json(const std::vector<facts::Boss>& bosses) {
    Json list = Json::array();
    for (const facts::Boss& boss : bosses) {
        list.push_back({{"outer_diameter_mm", to_mm(boss.outer_diameter)},
                        {"inner_diameter_mm", to_mm(boss.inner_diameter)},
                        {"height_mm", to_mm(boss.height)},
                        {"wall_mm", to_mm(boss.wall)},
                        {"faces", boss.faces}});
    }
    return list;
}

}  // namespace

Json moulding_json(const facts::Moulding& moulding) {
    return {{"pull", vec(moulding.pull)},
            {"projected_mm2", to_mm2(moulding.projected)},
            {"undercut_mm2", to_mm2(moulding.undercut)},
            {"undercut_error_mm2", to_mm2(moulding.undercut_error)},
            {"undercut_faces", moulding.undercut_faces},
            {"side_actions", side_actions_json(moulding.side_actions)},
            {"no_escape_mm2", to_mm2(moulding.no_escape)},
            {"no_escape_faces", moulding.no_escape_faces},
            {"draft", draft_json(moulding)},
            {"parting", parting_json(moulding)},
            {"wall",
             {{"nominal_mm", to_mm(moulding.wall_nominal)},
              {"p05_mm", to_mm(moulding.wall_p05)},
              {"p95_mm", to_mm(moulding.wall_p95)},
              {"variation", moulding.wall_variation}}},
            {"ribs", ribs_json(moulding.ribs)},
            {"bosses", bosses_json(moulding.bosses)}};
}

}  // namespace millrace::cli
