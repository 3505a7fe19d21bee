#pragma once

// Wire names of set-ups and turning as stored with the facts.

#include "archive.h"
#include "millrace/facts/set_ups.h"

namespace millrace::codec {

template <>
struct EnumNames<facts::MillingVerdict> {
    static constexpr std::array all = {
        facts::MillingVerdict::ThreeAxis, facts::MillingVerdict::ThreePlusTwo,
        facts::MillingVerdict::FiveAxis, facts::MillingVerdict::Unreachable};
    static std::string_view name(facts::MillingVerdict value) { return facts::to_string(value); }
};

template <class A>
void fields(A& a, Ref<A, facts::ToolDirection> v) {
    a("direction", v.direction);
    a("faces", v.faces);
    a("reached_mm2", v.reached);
}

template <class A>
void fields(A& a, Ref<A, facts::SetUps> v) {
    a("verdict", v.verdict);
    a("frame", v.frame);
    a("candidates", v.candidates);
    a("chosen", v.chosen);
    a("optimal", v.optimal);
    a("unreachable_faces", v.unreachable_faces);
    a("unreachable_mm2", v.unreachable);
    a("five_axis_faces", v.five_axis_faces);
    a("gap_error_mm", v.gap_error);
}

template <class A>
void fields(A& a, Ref<A, facts::TurnedSection> v) {
    a("from_mm", v.from);
    a("to_mm", v.to);
    a("radius_from_mm", v.radius_from);
    a("radius_to_mm", v.radius_to);
    a("bore_from_mm", v.bore_from);
    a("bore_to_mm", v.bore_to);
}

template <class A>
void fields(A& a, Ref<A, facts::Turning> v) {
    a("recognised", v.recognised);
    a("origin_mm", v.origin);
    a("axis", v.axis);
    a("length_mm", v.length);
    a("diameter_mm", v.diameter);
    a("profile", v.profile);
    a("turned_share", v.turned_share);
    a("residual", v.residual);
    a("turned_faces", v.turned_faces);
    a("milled_faces", v.milled_faces);
}

}  // namespace millrace::codec
