// What rules ask of raised and engraved text.
#include <algorithm>
#include <cmath>

#include "measure.h"
#include "sentences.h"

namespace millrace::dfm {

namespace {

enum class Kind { Raised, Engraved, Any };

template <class Value>
Measured each_text(const Subject& subject, Kind kind, Value value) {
    if (!subject.facts.exact)
        return missing(say("dfm.no_text_mesh", "text is not recognised in a mesh"));
    Measured measured;
    for (const facts::Lettering& text : subject.facts.features.lettering) {
        if (kind != Kind::Any && text.raised != (kind == Kind::Raised)) continue;
        const Text detail = text.raised
                                ? say("dfm.raised_text", "Raised text of {count} character(s)",
                                      {{"count", text.characters}})
                                : say("dfm.engraved_text", "Engraved text of {count} character(s)",
                                      {{"count", text.characters}});
        measured.readings.push_back({value(text), text.place, detail});
    }
    return measured;
}

double stroke(const facts::Lettering& text) { return to_mm(text.stroke); }
double relief(const facts::Lettering& text) { return to_mm(text.relief); }
double smaller(const facts::Lettering& text) { return std::min(stroke(text), relief(text)); }

}  // namespace

Measured text_stroke(const Subject& subject) { return each_text(subject, Kind::Any, stroke); }
Measured text_relief(const Subject& subject) { return each_text(subject, Kind::Any, relief); }
Measured text_least(const Subject& subject) { return each_text(subject, Kind::Any, smaller); }
Measured raised_least(const Subject& subject) { return each_text(subject, Kind::Raised, smaller); }
Measured engraved_least(const Subject& subject) {
    return each_text(subject, Kind::Engraved, smaller);
}
Measured engraved_stroke(const Subject& subject) {
    return each_text(subject, Kind::Engraved, stroke);
}
Measured engraved_depth(const Subject& subject) {
    return each_text(subject, Kind::Engraved, relief);
}
Measured raised_height(const Subject& subject) { return each_text(subject, Kind::Raised, relief); }
Measured raised_characters(const Subject& subject) {
    return each_text(subject, Kind::Raised, [](const facts::Lettering& text) {
        return static_cast<double>(text.characters);
    });
}

// Text across the pull is an undercut, which other rules see.
Measured text_draft(const Subject& subject) {
    if (!subject.facts.moulding) return missing(say("dfm.no_pull", "no pull direction was found"));
    const geom::Vec3 pull = subject.facts.moulding->pull;
    Measured measured = each_text(subject, Kind::Any,
                                  [](const facts::Lettering& text) { return to_deg(text.draft); });
    if (measured.missing) return measured;
    Measured along;
    for (std::size_t i = 0; i < measured.readings.size(); ++i) {
        if (std::abs(dot(subject.facts.features.lettering[i].normal, pull)) > 0.9)
            along.readings.push_back(std::move(measured.readings[i]));
    }
    return along;
}

}  // namespace millrace::dfm
