#include <cmath>
#include <cstdio>

#include "dto.h"

namespace millrace::http::dto {

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json money(const Money& money) {
    const std::int64_t minor = money.minor();
    const std::uint64_t magnitude =
        minor < 0 ? 0 - static_cast<std::uint64_t>(minor) : static_cast<std::uint64_t>(minor);
    const std::string cents = std::to_string(magnitude % 100);
    std::string amount = minor < 0 ? "-" : "";
    amount += std::to_string(magnitude / 100) + (cents.size() == 1 ? ".0" : ".") + cents;
    return {{"amount", amount},
            {"amount_minor", minor},
            {"currency", std::string{money.currency().code()}}};
}

Json vec3(geom::Vec3 v) { return Json::array({number(v.x), number(v.y), number(v.z)}); }

Json place(const facts::Place& place) {
    Json points = Json::array();
    for (const geom::Vec3& point : place.points) points.push_back(vec3(point));
    return {{"faces", place.faces}, {"points_mm", std::move(points)}};
}

Json input(const plan::Input& input) {
    return {{"name", input.name},
            {"value", number(input.value)},
            {"unit", input.unit},
            {"provenance", std::string{plan::to_string(input.provenance)}},
            {"source", input.source}};
}

Json figure(const plan::Figure& figure) {
    Json inputs = Json::array();
    for (const plan::Input& one : figure.inputs) inputs.push_back(input(one));
    return {{"value", number(figure.value)},
            {"unit", figure.unit},
            {"provenance", std::string{plan::to_string(figure.provenance)}},
            {"formula", figure.formula},
            {"note", figure.note.english()},
            {"note_i18n", i18n(figure.note)},
            {"inputs", std::move(inputs)}};
}

std::string time(Instant at) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{at - day};
    char text[40];
    std::snprintf(
        text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
        static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
        static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
    return text;
}

std::optional<cad::LengthUnit> length_unit(std::string_view text) {
    for (const auto unit :
         {cad::LengthUnit::Micrometre, cad::LengthUnit::Millimetre, cad::LengthUnit::Centimetre,
          cad::LengthUnit::Metre, cad::LengthUnit::Inch, cad::LengthUnit::Foot}) {
        if (cad::to_string(unit) == text) return unit;
    }
    return std::nullopt;
}

std::string Names::process(const std::string& id) const {
    const catalog::ProcessPolicy* row = catalog.process(id);
    return row && !row->name.empty() ? row->name : id;
}

std::string Names::material(const std::string& id) const {
    const catalog::Material* row = catalog.material(id);
    return row ? row->name : id;
}

std::string Names::machine(const std::string& id) const {
    const catalog::Machine* row = catalog.machine(id);
    return row ? row->name : id;
}

std::string Names::tier(const std::string& id) const {
    for (const catalog::LeadTier& tier : catalog.policy.tiers)
        if (tier.id == id) return tier.name;
    return id;
}

}  // namespace millrace::http::dto
