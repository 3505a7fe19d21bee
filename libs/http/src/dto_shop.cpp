#include "dto.h"

namespace millrace::http::dto {
namespace {

std::string_view to_string(catalog::Trust trust) {
    switch (trust) {
        case catalog::Trust::Measured: return "measured";
        case catalog::Trust::Handbook: return "handbook";
        case catalog::Trust::Published: return "published";
        case catalog::Trust::Background: return "background";
        case catalog::Trust::Default: return "default";
    }
    return "default";
}

Json material(const catalog::Material& material) {
    Json properties = Json::object();
    for (const auto& [name, value] : material.properties) properties[name] = number(value);
    return {{"id", material.id},
            {"name", material.name},
            {"family", material.family},
            {"processes", material.processes},
            {"metal", material.metal},
            {"colour_hex", material.colour_hex},
            {"density_g_cm3", number(to_g_cm3(material.density))},
            {"co2e_kg_per_kg", number(material.co2e_kg_per_kg)},
            {"recycled_share", number(material.recycled_share)},
            {"properties", std::move(properties)},
            {"source", material.source},
            {"trust", std::string{to_string(material.trust)}}};
}

Json machine(const catalog::Machine& machine) {
    const auto& size = machine.envelope;
    return {{"id", machine.id},
            {"name", machine.name},
            {"process", machine.process},
            {"kind", machine.kind},
            {"envelope_mm", vec3({to_mm(size[0]), to_mm(size[1]), to_mm(size[2])})},
            {"count", machine.count},
            {"materials", machine.materials}};
}

}  // namespace

/// The public side: what can be had, never what it costs the shop.
Json catalog(const catalog::Catalog& catalog) {
    const Names names{catalog};
    Json processes = Json::array();
    for (const catalog::ProcessPolicy& row : catalog.processes)
        processes.push_back({{"id", row.process}, {"name", names.process(row.process)}});
    Json elsewhere = Json::array();
    for (const std::string& process : app::processes_elsewhere(catalog))
        elsewhere.push_back({{"id", process}, {"name", names.process(process)}});
    Json materials = Json::array();
    for (const catalog::Material& row : catalog.materials) materials.push_back(material(row));
    Json machines = Json::array();
    Json work_centres = Json::array();
    for (const catalog::Machine& row : catalog.machines) {
        machines.push_back(machine(row));
        work_centres.push_back({{"id", row.id}, {"name", row.name}});
    }
    work_centres.push_back({{"id", "bench"}, {"name", "Bench"}});
    Json tiers = Json::array();
    for (const catalog::LeadTier& row : catalog.policy.tiers)
        tiers.push_back({{"id", row.id},
                         {"name", row.name},
                         {"days_factor", number(row.days_factor)},
                         {"price_factor", number(row.price_factor)}});
    return {
        {"shop_id", catalog.shop_id},
        {"shop_name", catalog.shop_name},
        {"version", catalog.version},
        {"sha256", catalog.sha256},
        {"currency", std::string{catalog.policy.currency.code()}},
        {"order_min", money(Money::from_major(catalog.policy.order_min, catalog.policy.currency))},
        {"quote_valid_days", catalog.policy.quote_valid_days},
        {"processes", std::move(processes)},
        {"processes_elsewhere", std::move(elsewhere)},
        {"materials", std::move(materials)},
        {"machines", std::move(machines)},
        {"tiers", std::move(tiers)},
        {"work_centres", std::move(work_centres)},
        {"units", Json::array({"um", "mm", "cm", "m", "in", "ft"})}};
}

Json event(const app::Event& event, const std::string& shop_id) {
    Json data = Json::parse(event.data_json, nullptr, false);
    if (!data.is_object()) data = Json::object();
    return {{"specversion", "1.0"},
            {"id", std::to_string(event.sequence)},
            {"source", "urn:millrace:shop:" + shop_id},
            {"type", event.type},
            {"subject", event.subject},
            {"time", time(event.at)},
            {"datacontenttype", "application/json"},
            {"data", std::move(data)}};
}

}  // namespace millrace::http::dto
