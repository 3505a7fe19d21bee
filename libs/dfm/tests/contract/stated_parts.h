#pragma once

// Blocks with something that a file states or that is written on them.

#include <string>

#include "rule_cases.h"

namespace millrace::dfm::contract {

/// A toleranced length on the block's top.
inline geom::Pmi dimension(double nominal_mm, double half_mm) {
    geom::Pmi pmi;
    pmi.kind = geom::PmiKind::Dimension;
    pmi.type = "linear distance";
    pmi.text = "60 ±" + std::to_string(half_mm);
    pmi.nominal = nominal_mm;
    pmi.upper = half_mm;
    pmi.lower = -half_mm;
    pmi.faces = {4};
    return pmi;
}

inline MakePart stating(geom::Pmi pmi) {
    return spoiled([pmi = std::move(pmi)](testing::Part& p) { p.model.pmi = {pmi}; });
}

inline MakePart toleranced(double nominal_mm, double half_mm) {
    return stating(dimension(nominal_mm, half_mm));
}

inline geom::Pmi note(const std::string& text) {
    geom::Pmi pmi;
    pmi.text = text;
    pmi.faces = {4};
    return pmi;
}

/// Two blocks `gap` apart.
inline MakePart two_bodies(double gap) {
    return [gap] {
        testing::Part part = testing::block(10, 10, 10);
        testing::add_box(part, {10 + gap, 0, 0}, {10, 10, 10});
        for (std::size_t i = 6; i < 12; ++i) part.model.faces[i].body = 1;
        part.model.bodies.resize(2);
        part.facts.bodies = 2;
        return part;
    };
}

struct TextSizes {
    bool raised = true;
    double stroke_mm = 2.0;
    double relief_mm = 2.0;
    double draft_deg = 5.0;
};
inline facts::Lettering lettering(const TextSizes& sizes) {
    facts::Lettering text;
    text.raised = sizes.raised;
    text.stroke = from_mm(sizes.stroke_mm);
    text.relief = from_mm(sizes.relief_mm);
    text.letter = from_mm(10);
    text.characters = 5;
    text.draft = from_deg(sizes.draft_deg);
    text.normal = {0, 0, 1};
    text.place.faces = {4};
    return text;
}

/// The plain block with a row of characters on its top.
inline MakePart lettered(const TextSizes& sizes) {
    return spoiled([sizes](testing::Part& p) { p.facts.features.lettering = {lettering(sizes)}; });
}

}  // namespace millrace::dfm::contract
