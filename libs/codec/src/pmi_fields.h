#pragma once

// Wire names of what a file states about its part, as stored with the facts.

#include <optional>
#include <utility>
#include <vector>

#include "archive.h"
#include "millrace/geom/pmi.h"

namespace millrace::codec {

template <>
struct EnumNames<geom::PmiKind> {
    static constexpr std::array all = {geom::PmiKind::Dimension, geom::PmiKind::Tolerance,
                                       geom::PmiKind::Datum, geom::PmiKind::Thread,
                                       geom::PmiKind::Note};
    static std::string_view name(geom::PmiKind value) { return geom::to_string(value); }
};

/// Numbers in mm, or in radians where `angular`.
template <class A>
void fields(A& a, Ref<A, geom::Pmi> v) {
    a("kind", v.kind);
    a("type", v.type);
    a("text", v.text);
    a("angular", v.angular);
    a("nominal", v.nominal);
    a("upper", v.upper);
    a("lower", v.lower);
    a("modifiers", v.modifiers);
    a("datums", v.datums);
    a("faces", v.faces);
    a("step_id", v.step_id);
}

/// Facts that an older version stored have none.
template <class A>
void pmi_fields(A& a, Ref<A, std::vector<geom::Pmi>> v) {
    if constexpr (A::kReads) {
        std::optional<std::vector<geom::Pmi>> stored;
        a("pmi", stored);
        if (stored) v = std::move(*stored);
    } else {
        a("pmi", v);
    }
}

}  // namespace millrace::codec
