#pragma once

// Wire names of sheet metal facts. At most one of "sheet" and "sheet_refusal" is there.

#include <optional>
#include <utility>
#include <variant>

#include "archive.h"
#include "millrace/facts/sheet.h"

namespace millrace::codec {

/// Corners as [x, y, bulge].
template <class A>
void fields(A& a, Ref<A, geom::OutlineLoop> v) {
    std::vector<geom::Vec3> corners;
    if constexpr (!A::kReads) {
        for (const geom::OutlineVertex& c : v.vertices)
            corners.push_back({c.x_mm, c.y_mm, c.bulge});
    }
    a("vertices", corners);
    if constexpr (A::kReads) {
        for (const geom::Vec3 c : corners) v.vertices.push_back({c.x, c.y, c.z});
    }
}

template <class A>
void fields(A& a, Ref<A, facts::Bend> v) {
    a("angle_rad", v.angle);
    a("radius_mm", v.radius);
    a("length_mm", v.length);
    a("k_factor", v.k_factor);
    a("up", v.up);
    a("hem", v.hem);
    a("line_from_mm", v.line_from);
    a("line_to_mm", v.line_to);
    a("faces", v.faces);
}

template <class A>
void fields(A& a, Ref<A, facts::Flange> v) {
    a("faces", v.faces);
    a("area_mm2", v.area);
    a("width_mm", v.width);
    a("bends", v.bends);
}

template <class A>
void fields(A& a, Ref<A, facts::CutOut> v) {
    a("diameter_mm", v.diameter);
    a("width_mm", v.width);
    a("length_mm", v.length);
    a("centre_mm", v.centre);
    a("faces", v.faces);
}

template <class A>
void fields(A& a, Ref<A, facts::FlatPattern> v) {
    a("loops", v.loops);
    a("length_mm", v.length);
    a("width_mm", v.width);
    a("area_mm2", v.area);
    a("cut_length_mm", v.cut_length);
    a("refold_error_mm", v.refold_error);
    a("chord_error_mm", v.chord_error);
}

template <class A>
void fields(A& a, Ref<A, facts::FormedFeature> v) {
    a("kind", v.kind);
    a("faces", v.faces);
}

template <class A>
void fields(A& a, Ref<A, facts::Sheet> v) {
    a("thickness_mm", v.thickness);
    a("bends", v.bends);
    a("flanges", v.flanges);
    a("cut_outs", v.cut_outs);
    a("formed", v.formed);
    a("flat", v.flat);
}

template <class A>
void fields(A& a, Ref<A, facts::SheetRefusal> v) {
    a("code", v.code);
    a("reason", v.reason);
    a("faces", v.faces);
}

template <class A>
void sheet_fields(A& a, Ref<A, std::variant<std::monostate, facts::Sheet, facts::SheetRefusal>> v) {
    std::optional<facts::Sheet> sheet;
    std::optional<facts::SheetRefusal> refusal;
    if constexpr (!A::kReads) {
        if (const auto* found = std::get_if<facts::Sheet>(&v)) sheet = *found;
        if (const auto* found = std::get_if<facts::SheetRefusal>(&v)) refusal = *found;
    }
    a("sheet", sheet);
    a("sheet_refusal", refusal);
    if constexpr (A::kReads) {
        if (sheet) v = *std::move(sheet);
        if (refusal) v = *std::move(refusal);
    }
}

}  // namespace millrace::codec
