#pragma once

// Wire names of the moulding facts.

#include "archive.h"
#include "millrace/facts/moulding.h"

namespace millrace::codec {

template <>
struct EnumNames<facts::MouldHalf> {
    static constexpr std::array all = {facts::MouldHalf::Cavity, facts::MouldHalf::Core};
    static std::string_view name(facts::MouldHalf value) { return facts::to_string(value); }
};

template <class A>
void fields(A& a, Ref<A, facts::SideAction> v) {
    a("direction", v.direction);
    a("faces", v.faces);
    a("area_mm2", v.area);
    a("travel_mm", v.travel);
    a("internal", v.internal);
}

template <class A>
void fields(A& a, Ref<A, facts::MouldWall> v) {
    a("faces", v.faces);
    a("half", v.half);
    a("draft_min_deg", v.draft_min_deg);
    a("draft_mean_deg", v.draft_mean_deg);
    a("depth_mm", v.depth);
    a("area_mm2", v.area);
    a("at_mm", v.at);
}

template <class A>
void fields(A& a, Ref<A, facts::Rib> v) {
    a("thickness_mm", v.thickness);
    a("height_mm", v.height);
    a("wall_mm", v.wall);
    a("faces", v.faces);
    a("at_mm", v.at);
}

template <class A>
void fields(A& a, Ref<A, facts::Boss> v) {
    a("outer_diameter_mm", v.outer_diameter);
    a("inner_diameter_mm", v.inner_diameter);
    a("height_mm", v.height);
    a("wall_mm", v.wall);
    a("faces", v.faces);
    a("at_mm", v.at);
}

template <class A>
void fields(A& a, Ref<A, facts::Moulding> v) {
    a("pull", v.pull);
    a("projected_mm2", v.projected);
    a("undercut_mm2", v.undercut);
    a("undercut_error_mm2", v.undercut_error);
    a("undercut_faces", v.undercut_faces);
    a("side_actions", v.side_actions);
    a("no_escape_faces", v.no_escape_faces);
    a("no_escape_mm2", v.no_escape);
    a("draft_min_deg", v.draft_min_deg);
    a("draft_mean_deg", v.draft_mean_deg);
    a("walls", v.walls);
    a("parting_line_mm", v.parting_line);
    a("parting_length_mm", v.parting_length);
    a("parting_step_mm", v.parting_step);
    a("parting_steps", v.parting_steps);
    a("wall_nominal_mm", v.wall_nominal);
    a("wall_p05_mm", v.wall_p05);
    a("wall_p95_mm", v.wall_p95);
    a("wall_variation", v.wall_variation);
    a("ribs", v.ribs);
    a("bosses", v.bosses);
}

}  // namespace millrace::codec
