#include <nlohmann/json.hpp>

#include "millrace/codec/codec.h"
#include "repository.h"

namespace millrace::store {
namespace {

using app::PartRecord;
using app::PartState;

constexpr std::initializer_list<PartState> kPartStates = {
    PartState::NeedsConfiguring, PartState::Analysing,       PartState::Ready,
    PartState::ReviewAndAccept,  PartState::ChangesRequired, PartState::Expired};
constexpr std::initializer_list<cad::LengthUnit> kUnits = {
    cad::LengthUnit::Micrometre, cad::LengthUnit::Millimetre, cad::LengthUnit::Centimetre,
    cad::LengthUnit::Metre,      cad::LengthUnit::Inch,       cad::LengthUnit::Foot};

// Names that exist in the database only.
std::string_view to_string(cad::UnitSource source) {
    switch (source) {
        case cad::UnitSource::File: return "file";
        case cad::UnitSource::Stated: return "stated";
        case cad::UnitSource::Guessed: return "guessed";
    }
    return "";
}
std::string_view to_string(cad::Severity severity) {
    switch (severity) {
        case cad::Severity::Info: return "info";
        case cad::Severity::Warning: return "warning";
        case cad::Severity::Error: return "error";
    }
    return "";
}
cad::UnitSource to_unit_source(const std::string& text) {
    for (const auto source :
         {cad::UnitSource::File, cad::UnitSource::Stated, cad::UnitSource::Guessed}) {
        if (to_string(source) == text) return source;
    }
    throw soci::soci_error("the database holds the unit source '" + text + "'");
}
cad::Severity to_severity(const std::string& text) {
    for (const auto severity :
         {cad::Severity::Info, cad::Severity::Warning, cad::Severity::Error}) {
        if (to_string(severity) == text) return severity;
    }
    throw soci::soci_error("the database holds the severity '" + text + "'");
}
ErrorCode to_error_code(const std::string& text) {
    for (const ErrorCode code : all_error_codes()) {
        if (millrace::to_string(code) == text) return code;
    }
    throw soci::soci_error("the database holds the error code '" + text + "'");
}

struct PartRow {
    static constexpr const char* kTable = "parts";
    std::string id, file_name, file_sha256, name, state, step, facts_json, findings_json,
        glb_sha256, model_sha256, structure_sha256;
    Integer index_in_file = 0, quantity = 0, attempts = 0, created_at_ms = 0;
    Nullable<std::string> unit, unit_source, unit_reason, unit_suggestion, stated_unit,
        failure_code, failure_message, failure_attempted_json;
    Nullable<Integer> unit_doubtful;

    template <class F>
    void each(const F& f) {
        f("id", id);
        f("file_name", file_name);
        f("file_sha256", file_sha256);
        f("index_in_file", index_in_file);
        f("name", name);
        f("state", state);
        f("step", step);
        f("unit", unit);
        f("unit_source", unit_source);
        f("unit_reason", unit_reason);
        f("unit_doubtful", unit_doubtful);
        f("unit_suggestion", unit_suggestion);
        f("stated_unit", stated_unit);
        f("failure_code", failure_code);
        f("failure_message", failure_message);
        f("failure_attempted_json", failure_attempted_json);
        f("facts_json", facts_json);
        f("findings_json", findings_json);
        f("glb_sha256", glb_sha256);
        f("model_sha256", model_sha256);
        f("structure_sha256", structure_sha256);
        f("quantity", quantity);
        f("attempts", attempts);
        f("created_at_ms", created_at_ms);
    }
};

struct DiagnosticRow {
    static constexpr const char* kTable = "part_diagnostics";
    std::string part_id, severity, code, message;
    Integer position = 0;

    template <class F>
    void each(const F& f) {
        f("part_id", part_id);
        f("position", position);
        f("severity", severity);
        f("code", code);
        f("message", message);
    }
};

struct TimingRow {
    static constexpr const char* kTable = "part_timings";
    std::string part_id, step;
    double duration_ms = 0.0;

    template <class F>
    void each(const F& f) {
        f("part_id", part_id);
        f("step", step);
        f("duration_ms", duration_ms);
    }
};

PartRow to_row(const PartRecord& part) {
    PartRow row;
    row.id = part.id.text();
    row.file_name = part.file_name;
    row.file_sha256 = part.file_sha256;
    row.index_in_file = part.index_in_file;
    row.name = part.name;
    row.state = app::to_string(part.state);
    row.step = part.step;
    if (part.units) {
        row.unit.set(std::string{cad::to_string(part.units->unit)});
        row.unit_source.set(std::string{to_string(part.units->source)});
        row.unit_reason.set(codec::text_to_stored(part.units->reason));
        row.unit_doubtful.set(part.units->doubtful ? 1 : 0);
        if (part.units->suggestion) {
            row.unit_suggestion.set(std::string{cad::to_string(*part.units->suggestion)});
        }
    }
    if (part.stated_unit) row.stated_unit.set(std::string{cad::to_string(*part.stated_unit)});
    if (part.failure) {
        row.failure_code.set(std::string{millrace::to_string(part.failure->code)});
        row.failure_message.set(codec::text_to_stored(part.failure->message));
        std::vector<std::string> attempted;
        for (const Text& step : part.failure->attempted)
            attempted.push_back(codec::text_to_stored(step));
        row.failure_attempted_json.set(nlohmann::json(attempted).dump());
    }
    row.facts_json = part.facts_json;
    row.findings_json = part.findings_json;
    row.glb_sha256 = part.glb_sha256;
    row.model_sha256 = part.model_sha256;
    row.structure_sha256 = part.structure_sha256;
    row.quantity = part.quantity;
    row.attempts = part.attempts;
    row.created_at_ms = to_ms(part.created_at);
    return row;
}

PartRecord from_row(const PartRow& row) {
    PartRecord part;
    part.id = app::PartId{row.id};
    part.file_name = row.file_name;
    part.file_sha256 = row.file_sha256;
    part.index_in_file = static_cast<std::uint32_t>(row.index_in_file);
    part.name = row.name;
    part.state = parse(row.state, kPartStates);
    part.step = row.step;
    if (row.unit.has_value()) {
        cad::Units units;
        units.unit = parse(row.unit.value, kUnits);
        units.source = to_unit_source(row.unit_source.value);
        units.reason = codec::text_from_stored(row.unit_reason.value);
        units.doubtful = row.unit_doubtful.value != 0;
        if (row.unit_suggestion.has_value()) {
            units.suggestion = parse(row.unit_suggestion.value, kUnits);
        }
        part.units = units;
    }
    if (row.stated_unit.has_value()) part.stated_unit = parse(row.stated_unit.value, kUnits);
    if (row.failure_code.has_value()) {
        part.failure = Error{to_error_code(row.failure_code.value),
                             codec::text_from_stored(row.failure_message.value)};
        for (const std::string& step : nlohmann::json::parse(row.failure_attempted_json.value)
                                           .get<std::vector<std::string>>())
            part.failure->attempted.push_back(codec::text_from_stored(step));
    }
    part.facts_json = row.facts_json;
    part.findings_json = row.findings_json;
    part.glb_sha256 = row.glb_sha256;
    part.model_sha256 = row.model_sha256;
    part.structure_sha256 = row.structure_sha256;
    part.quantity = static_cast<std::uint32_t>(row.quantity);
    part.attempts = static_cast<std::uint32_t>(row.attempts);
    part.created_at = from_ms(row.created_at_ms);
    return part;
}

void put_children(soci::session& session, const PartRecord& part) {
    const std::string& id = part.id.text();
    session << "DELETE FROM part_diagnostics WHERE part_id = :id", soci::use(id, "id");
    session << "DELETE FROM part_timings WHERE part_id = :id", soci::use(id, "id");
    for (const cad::Diagnostic& diagnostic : part.diagnostics) {
        DiagnosticRow row;
        row.part_id = id;
        row.position = &diagnostic - part.diagnostics.data();
        row.severity = to_string(diagnostic.severity);
        row.code = diagnostic.code;
        row.message = codec::text_to_stored(diagnostic.message);
        execute(session, insert_sql<DiagnosticRow>(), row);
    }
    for (const auto& [step, duration_ms] : part.timings_ms) {
        TimingRow row;
        row.part_id = id;
        row.step = step;
        row.duration_ms = duration_ms;
        execute(session, insert_sql<TimingRow>(), row);
    }
}

template <class Bind>
std::vector<PartRecord> select_parts(soci::session& session, const std::string& condition,
                                     const Bind& bind) {
    std::vector<PartRecord> parts;
    for (const PartRow& row :
         select<PartRow>(session, select_sql<PartRow>() + " " + condition, bind)) {
        PartRecord& part = parts.emplace_back(from_row(row));
        const auto by_part = [&](const BindUse& use) { use("id", row.id); };
        for (const DiagnosticRow& diagnostic : select<DiagnosticRow>(
                 session, select_sql<DiagnosticRow>() + " WHERE part_id = :id ORDER BY position",
                 by_part)) {
            part.diagnostics.push_back({to_severity(diagnostic.severity), diagnostic.code,
                                        codec::text_from_stored(diagnostic.message)});
        }
        for (const TimingRow& timing : select<TimingRow>(
                 session, select_sql<TimingRow>() + " WHERE part_id = :id", by_part)) {
            part.timings_ms[timing.step] = timing.duration_ms;
        }
    }
    return parts;
}

}  // namespace

Status Repository::put(const PartRecord& part) {
    return guarded("store part '" + part.id.text() + "'", [&]() -> Status {
        PartRow row = to_row(part);
        upsert(session_, row, "id", true);
        put_children(session_, part);
        return Done{};
    });
}

Result<PartRecord> Repository::part(const app::PartId& id) {
    return guarded("load part '" + id.text() + "'", [&] {
        return only(select_parts(session_, "WHERE id = :id",
                                 [&](const BindUse& use) { use("id", id.text()); }),
                    "part", id.text());
    });
}

Result<std::vector<PartRecord>> Repository::parts(std::size_t count_max) {
    return guarded("list parts", [&]() -> Result<std::vector<PartRecord>> {
        const Integer limit = to_limit(count_max);
        return select_parts(session_, "ORDER BY ordinal DESC LIMIT :limit",
                            [&](const BindUse& use) { use("limit", limit); });
    });
}

Result<std::vector<PartRecord>> Repository::parts_in_state(PartState state, std::size_t count_max) {
    return guarded("list parts by state", [&]() -> Result<std::vector<PartRecord>> {
        const Integer limit = to_limit(count_max);
        const std::string name{app::to_string(state)};
        return select_parts(session_, "WHERE state = :state ORDER BY ordinal LIMIT :limit",
                            [&](const BindUse& use) {
                                use("state", name);
                                use("limit", limit);
                            });
    });
}

Result<std::vector<PartRecord>> Repository::parts_with_expired_quote(Instant now,
                                                                     std::size_t count_max) {
    return guarded("list parts with an expired quote", [&]() -> Result<std::vector<PartRecord>> {
        const Integer limit = to_limit(count_max);
        const Integer now_ms = to_ms(now);
        return select_parts(session_,
                            "WHERE state IN ('ready', 'review_and_accept') AND "
                            "(SELECT MAX(quotes.valid_until_ms) FROM quote_parts "
                            "JOIN quotes ON quotes.id = quote_parts.quote_id "
                            "WHERE quote_parts.part_id = parts.id) < :now_ms "
                            "ORDER BY ordinal LIMIT :limit",
                            [&](const BindUse& use) {
                                use("now_ms", now_ms);
                                use("limit", limit);
                            });
    });
}

}  // namespace millrace::store
