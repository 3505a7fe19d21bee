#include <algorithm>

#include "dto.h"

namespace millrace::http::dto {
namespace {

Json vec3_or_null(const std::optional<geom::Vec3>& v) { return v ? vec3(*v) : Json(nullptr); }

Json operation(const plan::Operation& operation, std::size_t sequence) {
    Json tools = Json::array();
    for (const plan::ToolUse& use : operation.tools)
        tools.push_back({{"tool", use.tool}, {"cutting_min", number(use.minutes)}});
    return {
        {"sequence", sequence},
        {"kind", std::string{plan::to_string(operation.kind)}},
        {"name", operation.name.english()},
        {"name_i18n", i18n(operation.name)},
        {"set_up", operation.set_up},
        {"up", vec3_or_null(operation.up)},
        {"resource", {{"process", operation.resource.process}, {"kind", operation.resource.kind}}},
        {"lot_s", figure(operation.lot_s)},
        {"run_s", figure(operation.run_s)},
        {"part_s", figure(operation.part_s)},
        {"attended_share", number(operation.attended_share)},
        {"labour_role", operation.labour_role},
        {"machine_time", operation.machine_time},
        {"tools", std::move(tools)},
        {"power_kw", number(operation.power_kw)}};
}

Json price(const quote::Price& price, const Names& names) {
    Json lead_inputs = Json::array();
    for (const plan::Input& one : price.lead_inputs) lead_inputs.push_back(input(one));
    Json breakdown = Json::array();
    for (const quote::CostLine& line : price.lines)
        breakdown.push_back({{"code", line.code},
                             {"label", line.label},
                             {"amount", money(line.amount)},
                             {"figure", figure(line.figure)}});
    return {{"quantity", price.quantity},
            {"tier", price.tier},
            {"tier_name", names.tier(price.tier)},
            {"unit_price", money(price.unit_price)},
            {"total_price", money(price.total_price)},
            {"lead_days", number(price.lead_days)},
            {"ready_at", time(price.ready_at)},
            {"date_set_by", price.date_set_by.english()},
            {"date_set_by_i18n", i18n(price.date_set_by)},
            {"lead_inputs", std::move(lead_inputs)},
            {"breakdown", std::move(breakdown)}};
}

Json footprint(const quote::Footprint& footprint) {
    return {{"total_co2e_kg", figure(footprint.total_kg)},
            {"material_co2e_kg", figure(footprint.material_kg)},
            {"energy_co2e_kg", figure(footprint.energy_kg)},
            {"energy_kwh", figure(footprint.energy_kwh)},
            {"consumables_co2e_kg", figure(footprint.consumables_kg)},
            {"transport_co2e_kg", figure(footprint.transport_kg)},
            {"packaging_co2e_kg", figure(footprint.packaging_kg)},
            {"uncertainty_share", number(footprint.uncertainty_share)}};
}

}  // namespace

Json plan(const plan::ProcessPlan& plan) {
    Json operations = Json::array();
    int set_ups = 0;
    for (std::size_t i = 0; i < plan.operations.size(); ++i) {
        operations.push_back(operation(plan.operations[i], i + 1));
        set_ups = std::max(set_ups, plan.operations[i].set_up);
    }
    const auto& size = plan.stock.size;
    const bool has_size = size[0] > Length{} || size[1] > Length{} || size[2] > Length{};
    return {{"planner", plan.planner},
            {"part_revision", plan.request.part_revision},
            {"stock",
             {{"kind", plan.stock.kind},
              {"size_mm",
               has_size ? vec3({to_mm(size[0]), to_mm(size[1]), to_mm(size[2])}) : Json(nullptr)},
              {"taken_g", figure(plan.stock.taken_g)},
              {"returned_g", figure(plan.stock.returned_g)},
              {"part_g", figure(plan.stock.part_g)}}},
            {"parts_per_run", plan.runs.parts_per_run},
            {"runs_reason", plan.runs.reason.english()},
            {"runs_reason_i18n", i18n(plan.runs.reason)},
            {"set_ups", set_ups},
            {"build_up", vec3_or_null(plan.build_up)},
            {"operations", std::move(operations)},
            {"notes", english(plan.notes)},
            {"notes_i18n", i18n(plan.notes)}};
}

Json offer(const quote::Offer& offer, const Names& names) {
    const plan::ProcessPlan& made = offer.plan;
    Json blockers = Json::array();
    for (const plan::Blocker& blocker : offer.blockers)
        blockers.push_back({{"code", blocker.code},
                            {"message", blocker.message.english()},
                            {"message_i18n", i18n(blocker.message)}});
    Json prices = Json::array();
    for (const quote::Price& one : offer.prices) prices.push_back(price(one, names));
    const auto parts_per_run =
        static_cast<double>(std::max<std::int64_t>(1, made.runs.parts_per_run));
    return {{"process", made.request.process},
            {"process_name", names.process(made.request.process)},
            {"material", made.request.material},
            {"material_name", names.material(made.request.material)},
            {"machine", made.request.machine},
            {"machine_name", names.machine(made.request.machine)},
            {"feasible", offer.feasible},
            {"blockers", std::move(blockers)},
            {"review_reasons", english(offer.review_reasons)},
            {"review_reasons_i18n", i18n(offer.review_reasons)},
            {"prices", std::move(prices)},
            {"mass_g", offer.feasible ? number(made.stock.part_g.value) : Json(nullptr)},
            {"setup_s", number(made.lot_s())},
            {"run_s_per_part", number(made.run_s() / parts_per_run + made.part_s())},
            {"co2e_kg", offer.feasible ? number(offer.footprint.total_kg.value) : Json(nullptr)},
            {"footprint", offer.feasible ? footprint(offer.footprint) : Json(nullptr)},
            {"plan", plan(made)}};
}

Json quote(const app::QuoteRecord& quote, const std::vector<QuotedPart>& parts, Instant now,
           const Names& names) {
    Json out_parts = Json::array();
    for (const QuotedPart& part : parts) {
        Json offers = Json::array();
        for (const quote::Offer& one : part.offers.offers) offers.push_back(offer(one, names));
        out_parts.push_back({{"part_id", part.offers.part.text()},
                             {"name", part.name},
                             {"file_name", part.file_name},
                             {"offers", std::move(offers)}});
    }
    return {{"id", quote.id.text()},
            {"created_at", time(quote.created_at)},
            {"valid_until", time(quote.valid_until)},
            {"expired", now > quote.valid_until},
            {"catalog_sha256", quote.catalog_sha256},
            {"engine_version", quote.planner_version},
            {"parts", std::move(out_parts)}};
}

Json quote_summary(const app::QuoteRecord& quote, Instant now) {
    Json parts = Json::array();
    for (const app::PartId& part : quote.parts) parts.push_back(part.text());
    return {{"id", quote.id.text()},
            {"created_at", time(quote.created_at)},
            {"valid_until", time(quote.valid_until)},
            {"expired", now > quote.valid_until},
            {"part_ids", std::move(parts)}};
}

}  // namespace millrace::http::dto
