#pragma once

// Wire names of recognised features.

#include "archive.h"
#include "millrace/facts/features.h"

namespace millrace::codec {

template <>
struct EnumNames<facts::FaceClass> {
    static constexpr auto all = [] {
        std::array<facts::FaceClass, facts::kFaceClassCount> list{};
        for (std::size_t k = 0; k < list.size(); ++k) list[k] = static_cast<facts::FaceClass>(k);
        return list;
    }();
    static std::string_view name(facts::FaceClass value) { return facts::to_string(value); }
};

template <>
struct EnumNames<facts::FeatureKind> {
    using K = facts::FeatureKind;
    static constexpr std::array all = {K::Hole, K::Pocket, K::Passage,     K::Slot,   K::Step,
                                       K::Boss, K::Rib,    K::ORingGroove, K::Fillet, K::Chamfer};
    static std::string_view name(facts::FeatureKind value) { return facts::to_string(value); }
};

template <>
struct EnumNames<facts::HoleEntry> {
    using E = facts::HoleEntry;
    static constexpr std::array all = {E::Plain, E::Counterbored, E::Countersunk};
    static std::string_view name(facts::HoleEntry value) {
        switch (value) {
            case E::Plain: return "plain";
            case E::Counterbored: return "counterbored";
            case E::Countersunk: return "countersunk";
        }
        return "plain";
    }
};

template <class A>
void fields(A& a, Ref<A, facts::FaceFeature> v) {
    a("class", v.face_class);
    a("feature", v.feature);
    a("confidence", v.confidence);
}

template <class A>
void fields(A& a, Ref<A, facts::HoleStep> v) {
    a("diameter_mm", v.diameter);
    a("diameter_below_mm", v.diameter_below);
    a("from_mm", v.from);
    a("to_mm", v.to);
}

template <class A>
void fields(A& a, Ref<A, facts::Feature> v) {
    a("kind", v.kind);
    a("class", v.face_class);
    a("name", v.name);
    a("origin_mm", v.origin);
    a("axis", v.axis);
    a("diameter_mm", v.diameter);
    a("radius_mm", v.radius);
    a("depth_mm", v.depth);
    a("width_mm", v.width);
    a("length_mm", v.length);
    a("angle_rad", v.angle);
    a("entry", v.entry);
    a("entry_diameter_mm", v.entry_diameter);
    a("entry_depth_mm", v.entry_depth);
    a("steps", v.steps);
    a("through", v.through);
    a("flat_bottom", v.flat_bottom);
    a("concave", v.concave);
    a("thread", v.thread);
    a("thread_stated", v.thread_stated);
    a("entry_faces", v.entry_faces);
    a("place", v.place);
    a("interacts", v.interacts);
    a("confidence", v.confidence);
}

template <class A>
void fields(A& a, Ref<A, facts::Lettering> v) {
    a("raised", v.raised);
    a("relief_mm", v.relief);
    a("stroke_mm", v.stroke);
    a("letter_mm", v.letter);
    a("characters", v.characters);
    a("draft_rad", v.draft);
    a("normal", v.normal);
    a("place", v.place);
}

template <class A>
void fields(A& a, Ref<A, facts::Features> v) {
    a("faces", v.faces);
    a("list", v.list);
    a("confidence_min", v.confidence_min);
    a("doubtful_faces", v.doubtful_faces);
    a("lettering", v.lettering);
}

}  // namespace millrace::codec
