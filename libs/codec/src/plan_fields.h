#pragma once

// Wire names of a process plan. A figure says its unit itself; other numbers say it in their name.

#include "archive.h"
#include "millrace/plan/process_plan.h"

namespace millrace::codec {

template <>
struct EnumNames<plan::Provenance> {
    static constexpr std::array all = {plan::Provenance::Measured, plan::Provenance::Simulated,
                                       plan::Provenance::Estimated, plan::Provenance::Assumed};
    static std::string_view name(plan::Provenance value) { return plan::to_string(value); }
};

template <>
struct EnumNames<plan::OperationKind> {
    using K = plan::OperationKind;
    static constexpr std::array all = {K::Program,    K::SetUp,          K::Print, K::RemoveSupport,
                                       K::Saw,        K::Load,           K::Rough, K::FinishFloor,
                                       K::FinishWall, K::FinishFreeform, K::Drill, K::Tap,
                                       K::Deburr,     K::Inspect,        K::Pack};
    static std::string_view name(plan::OperationKind value) { return plan::to_string(value); }
};

template <class A>
void fields(A& a, Ref<A, plan::Input> v) {
    a("name", v.name);
    a("value", v.value);
    a("unit", v.unit);
    a("provenance", v.provenance);
    a("source", v.source);
}

template <class A>
void fields(A& a, Ref<A, plan::Figure> v) {
    a("value", v.value);
    a("unit", v.unit);
    a("provenance", v.provenance);
    a("formula", v.formula);
    a("inputs", v.inputs);
    a("note", v.note);
}

template <class A>
void fields(A& a, Ref<A, plan::Request> v) {
    a("part_revision", v.part_revision);
    a("process", v.process);
    a("material", v.material);
    a("machine", v.machine);
}

template <class A>
void fields(A& a, Ref<A, plan::Stock> v) {
    a("kind", v.kind);
    a("size_mm", v.size);
    a("taken_g", v.taken_g);
    a("returned_g", v.returned_g);
    a("part_g", v.part_g);
}

template <class A>
void fields(A& a, Ref<A, plan::Runs> v) {
    a("parts_per_run", v.parts_per_run);
    a("reason", v.reason);
}

template <class A>
void fields(A& a, Ref<A, plan::ResourceRequirement> v) {
    a("process", v.process);
    a("kind", v.kind);
    a("envelope_min_mm", v.envelope_min);
    a("material", v.material);
}

template <class A>
void fields(A& a, Ref<A, plan::ToolUse> v) {
    a("tool", v.tool);
    a("cutting_min", v.minutes);
}

template <class A>
void fields(A& a, Ref<A, plan::Operation> v) {
    a("kind", v.kind);
    a("name", v.name);
    a("set_up", v.set_up);
    a("up", v.up);
    a("resource", v.resource);
    a("lot_s", v.lot_s);
    a("run_s", v.run_s);
    a("part_s", v.part_s);
    a("attended_share", v.attended_share);
    a("labour_role", v.labour_role);
    a("machine_time", v.machine_time);
    a("learns", v.learns);
    a("tools", v.tools);
    a("power_kw", v.power_kw);
}

template <class A>
void fields(A& a, Ref<A, plan::Blocker> v) {
    a("code", v.code);
    a("message", v.message);
}

template <class A>
void fields(A& a, Ref<A, plan::ProcessPlan> v) {
    a("planner", v.planner);
    a("request", v.request);
    a("stock", v.stock);
    a("runs", v.runs);
    a("operations", v.operations);
    a("blockers", v.blockers);
    a("notes", v.notes);
    a("build_up", v.build_up);
    a("tooling_per_part", v.tooling_per_part);
    a("tooling_formula", v.tooling_formula);
}

}  // namespace millrace::codec
