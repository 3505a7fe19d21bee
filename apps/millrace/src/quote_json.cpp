#include "quote_json.h"

#include "features_json.h"

#include <cmath>

#include "moulding_json.h"
#include "set_ups_json.h"
#include "sheet_output.h"

namespace millrace::cli {
namespace {

Json vec(const geom::Vec3& v) { return Json::array({v.x, v.y, v.z}); }

Json holes_json(const std::vector<facts::Hole>& holes) {
    Json list = Json::array();
    for (const facts::Hole& hole : holes) {
        list.push_back({{"diameter_mm", to_mm(hole.diameter)},
                        {"depth_mm", to_mm(hole.depth)},
                        {"through", hole.through},
                        {"flat_bottom", hole.flat_bottom},
                        {"axis", vec(hole.axis)},
                        {"centre_mm", vec(hole.centre)},
                        {"faces", hole.faces}});
    }
    return list;
}

Json finding_json(const dfm::Finding& finding) {
    const auto severity = [&] {
        switch (finding.severity) {
            case dfm::Severity::RequiredChange: return "required_change";
            case dfm::Severity::Advisory: return "advisory";
            case dfm::Severity::NotChecked: return "not_checked";
        }
        return "";
    }();
    Json json = {{"rule", finding.rule}, {"process", finding.process}, {"severity", severity}};
    if (finding.severity == dfm::Severity::NotChecked) {
        json["measured"] = nullptr;
        json["limit"] = nullptr;
    } else {
        json["measured"] = finding.measured;
        json["limit"] = finding.limit;
    }
    json["unit"] = finding.unit;
    json["message"] = finding.message;
    json["remedy"] = finding.remedy;
    json["faces"] = finding.place.faces;
    return json;
}

/// What JSON can say of a number: null where it is not one.
Json finite(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json fields_json(const std::vector<facts::Field>& fields) {
    Json list = Json::array();
    for (const facts::Field& field : fields) {
        const bool measured = std::isfinite(field.min);
        list.push_back({{"name", field.name},
                        {"unit", field.unit},
                        {"min", finite(field.min)},
                        {"p01", finite(field.p01)},
                        {"p50", finite(field.p50)},
                        {"max", finite(field.max)},
                        {"at", measured ? vec(field.at) : Json(nullptr)},
                        {"error", field.error}});
    }
    return list;
}

Json offer_json(const quote::Offer& offer, std::int64_t quantity) {
    const quote::Price* price = standard_price(offer, quantity);
    Json blockers = Json::array();
    for (const plan::Blocker& blocker : offer.blockers)
        blockers.push_back({{"code", blocker.code}, {"message", blocker.message}});
    if (offer.feasible && price == nullptr) {
        blockers.push_back({{"code", "date_out_of_range"},
                            {"message", "no date can be promised for so many pieces"}});
    }
    Json breakdown = Json::array();
    if (price != nullptr) {
        for (const quote::CostLine& line : price->lines) {
            breakdown.push_back({{"label", line.label},
                                 {"amount", line.amount.to_major()},
                                 {"provenance", plan::to_string(line.figure.provenance)}});
        }
    }
    Json json = {{"process", offer.plan.request.process}, {"material", offer.plan.request.material},
                 {"machine", offer.plan.request.machine}, {"quantity", quantity},
                 {"feasible", price != nullptr},          {"blockers", std::move(blockers)}};
    // What is known about making it is said even where a blocker keeps it from being priced.
    const bool planned = !offer.plan.operations.empty();
    const auto known = [](bool is_known, auto value) { return is_known ? Json(value) : Json(); };
    json["unit_price"] = price != nullptr ? Json(price->unit_price.to_major()) : Json();
    json["total_price"] = price != nullptr ? Json(price->total_price.to_major()) : Json();
    json["currency"] = price != nullptr ? Json(price->unit_price.currency().code()) : Json();
    json["lead_days"] = price != nullptr ? Json(price->lead_days) : Json();
    json["setup_s"] = known(planned, set_up_s(offer.plan));
    json["run_s_per_part"] = known(planned, machine_s_per_part(offer.plan));
    json["mass_g"] = known(planned, offer.plan.stock.part_g.value);
    json["co2e_kg"] = known(price != nullptr, offer.footprint.total_kg.value);
    json["breakdown"] = std::move(breakdown);
    return json;
}

}  // namespace

std::string_view units_source(const cad::Units& units) {
    switch (units.source) {
        case cad::UnitSource::File: return "file";
        case cad::UnitSource::Stated: return "stated";
        case cad::UnitSource::Guessed: return "guessed";
    }
    return "";
}

double set_up_s(const plan::ProcessPlan& plan) { return plan.lot_s() + plan.run_s(); }

double machine_s_per_part(const plan::ProcessPlan& plan) {
    double seconds = 0.0;
    for (const plan::Operation& operation : plan.operations)
        if (operation.machine_time) seconds += operation.part_s.value;
    return seconds;
}

Json diagnostics_json(const cad::ReadFile& file) {
    Json list = Json::array();
    if (file.units.doubtful) {
        list.push_back({{"severity", "warning"},
                        {"code", "unit_doubtful"},
                        {"message", file.units.reason.english()}});
    }
    for (const cad::Diagnostic& diagnostic : file.diagnostics) {
        const auto severity = [&] {
            switch (diagnostic.severity) {
                case cad::Severity::Info: return "info";
                case cad::Severity::Warning: return "warning";
                case cad::Severity::Error: return "error";
            }
            return "";
        }();
        list.push_back(
            {{"severity", severity}, {"code", diagnostic.code}, {"message", diagnostic.message}});
    }
    return list;
}

Json facts_json(const facts::PartFacts& facts) {
    const geom::Vec3 size = facts.box.size();
    Json json = {{"volume_mm3", to_mm3(facts.volume)},
                 {"area_mm2", to_mm2(facts.area)},
                 {"bbox_mm", vec(size)},
                 {"bodies", facts.bodies},
                 {"closed", facts.closed},
                 {"triangles", facts.triangles}};
    const double wall = to_mm(facts.wall.minimum);
    json["wall_min_mm"] = wall > 0.0 && std::isfinite(wall) ? Json(wall) : Json(nullptr);
    json["gap_min_mm"] = nullptr;
    for (const facts::Field& field : facts.fields) {
        if (field.name == "gap") json["gap_min_mm"] = finite(field.min);
    }
    json["fields"] = fields_json(facts.fields);
    json["holes"] = holes_json(facts.holes);
    json["features"] = features_json(facts.features);
    json["confidence_min"] = facts.features.confidence_min;
    json["doubtful_faces"] = facts.features.doubtful_faces;
    json["centre_of_mass_mm"] = vec(facts.centre_of_mass);
    json["oriented_box_mm"] = {to_mm(facts.oriented_size[0]), to_mm(facts.oriented_size[1]),
                               to_mm(facts.oriented_size[2])};
    json["set_ups"] = set_ups_json(facts.set_ups);
    json["turning"] = turning_json(facts.turning);
    if (facts.moulding) json["moulding"] = moulding_json(*facts.moulding);
    json["sheet"] = sheet_json(facts);
    return json;
}

const quote::Price* standard_price(const quote::Offer& offer, std::int64_t quantity) {
    const quote::Price* first = nullptr;
    for (const quote::Price& price : offer.prices) {
        if (price.quantity != quantity) continue;
        if (price.tier == "standard") return &price;
        if (first == nullptr) first = &price;
    }
    return first;
}

std::string status_of(const LoadedFile& file, const QuotedPart& part) {
    const app::PartState state =
        app::state_after_analysis(file.content.units, part.analysis, part.offers);
    return std::string{app::to_string(state)};
}

Json part_json(const LoadedFile& file, const QuotedPart& part,
               const std::vector<std::int64_t>& asked) {
    Json findings = Json::array();
    for (const auto& [process, result] : part.analysis.checks) {
        for (const dfm::Finding& finding : result.findings)
            findings.push_back(finding_json(finding));
        for (const dfm::Finding& finding : result.not_checked)
            findings.push_back(finding_json(finding));
    }
    Json offers = Json::array();
    for (const quote::Offer& offer : part.offers) {
        for (const std::int64_t quantity : asked) offers.push_back(offer_json(offer, quantity));
    }
    return {{"file", file.path},
            {"sha256", file.sha256},
            {"part", part.name},
            {"index", part.index},
            {"part_quantity", part.model->quantity},
            {"units", cad::to_string(file.content.units.unit)},
            {"units_source", units_source(file.content.units)},
            {"status", status_of(file, part)},
            {"diagnostics", diagnostics_json(file.content)},
            {"facts", facts_json(part.analysis.facts)},
            {"findings", std::move(findings)},
            {"offers", std::move(offers)},
            {"timings_ms",
             {{"read", part.timings.read},
              {"facts", part.timings.facts},
              {"plan", part.timings.plan},
              {"quote", part.timings.quote},
              {"total", part.timings.total}}}};
}

Json failed_file_json(const std::string& path, const std::string& sha256, const Error& error) {
    return {{"file", path},
            {"sha256", sha256},
            {"part", nullptr},
            {"units", nullptr},
            {"status", "error"},
            {"error", {{"code", to_string(error.code)}, {"message", to_string(error)}}},
            {"diagnostics", Json::array()},
            {"facts", nullptr},
            {"findings", Json::array()},
            {"offers", Json::array()},
            {"timings_ms", nullptr}};
}

}  // namespace millrace::cli
