// Limits here catch slips of a typist (a price in cents, a share in percent), not unusual shops.
#include <algorithm>
#include <span>

#include "checker.h"
#include "millrace/catalog/catalog.h"
#include "millrace/catalog/profile_fields.h"

namespace millrace::catalog {
namespace {

void check_cutting(Checker& row, const CuttingData& cutting) {
    row.within("cutting.kc11_n_mm2", cutting.kc11_n_mm2, 10, 10'000);
    row.within("cutting.mc", cutting.mc, 0, 0.9);
    row.within("cutting.vc_m_min", cutting.vc_m_min, 1, 3'000);
    row.within("cutting.fz_d10_mm", cutting.fz_d10_mm, 0.001, 1);
    row.positive("cutting.ae_over_d", cutting.ae_over_d, 1);
    row.positive("cutting.ap_over_d", cutting.ap_over_d, 3);
    row.within("cutting.drill_vc_m_min", cutting.drill_vc_m_min, 1, 1'000);
    row.positive("cutting.drill_feed_per_d", cutting.drill_feed_per_d, 0.2);
    row.within("cutting.tap_vc_m_min", cutting.tap_vc_m_min, 0.5, 200);
    row.positive("cutting.tool_life_min", cutting.tool_life_min, 10'000);
}

void check_material(Checker row, const Material& material) {
    row.id("id", material.id);
    row.filled("name", material.name);
    row.filled("family", material.family);
    row.filled("source", material.source);
    if (material.processes.empty()) row.report("processes", "names no process");
    row.within("density_g_cm3", to_g_cm3(material.density), 0.01, 25);
    row.positive("price_per_kg", material.price_per_kg, 100'000);
    row.within("chip_credit_per_kg", material.chip_credit_per_kg, 0, material.price_per_kg);
    row.within("co2e_kg_per_kg", material.co2e_kg_per_kg, 0, 1'000);
    row.within("recycled_share", material.recycled_share, 0, 1);
    if (material.flow_max_mm3_s) row.positive("flow_max_mm3_s", *material.flow_max_mm3_s, 500);
    if (material.cutting) check_cutting(row, *material.cutting);
    const std::string& hex = material.colour_hex;
    if (hex.size() != 7 || hex[0] != '#' ||
        hex.find_first_not_of("0123456789abcdefABCDEF", 1) != std::string::npos)
        row.report("colour_hex", "is '" + hex + "', expected # and six hexadecimal digits");
}

template <class Profile>
void check_profile(Checker& row, const std::string& prefix, const Profile& profile,
                   std::span<const ProfileField<Profile>> fields) {
    for (const ProfileField<Profile>& field : fields)
        row.within(prefix + std::string{field.name}, field.value(profile), field.low, field.high);
}

void check_fdm(Checker& row, const FdmProfile& fdm) {
    check_profile(row, "fdm.", fdm, fdm_fields());
    if (fdm.layer_height_mm > fdm.nozzle_mm)
        row.report("fdm.layer_height_mm", "is more than the nozzle's " + plain(fdm.nozzle_mm));
    if (fdm.line_width_mm < fdm.layer_height_mm)
        row.report("fdm.line_width_mm", "is less than the layer's " + plain(fdm.layer_height_mm));
}

void check_milling(Checker& row, const MillingProfile& milling) {
    check_profile(row, "milling.", milling, milling_fields());
    if (milling.load_min_medium < milling.load_min_light ||
        milling.load_min_heavy < milling.load_min_medium)
        row.report("milling.load_min_heavy", "loading takes less time for a heavier part");
    const std::vector<double>& plates = milling.plate_thickness_mm;
    for (const double plate : plates) row.positive("milling.plate_thickness_mm", plate, 1'000);
    if (plates.empty() || !std::is_sorted(plates.begin(), plates.end()))
        row.report("milling.plate_thickness_mm", "is not a list of plates from thin to thick");
}

void check_machine_references(Checker& row, const Machine& machine, const Catalog& catalog) {
    if (catalog.process(machine.process) == nullptr) {
        row.report("process", "is '" + machine.process + "', which has no entry in processes");
    }
    for (const std::string& id : machine.tools) {
        if (catalog.tool(id) == nullptr) row.report("tools", "names unknown tool '" + id + "'");
    }
    for (const std::string& id : machine.materials) {
        const Material* material = catalog.material(id);
        if (material == nullptr) {
            row.report("materials", "names unknown material '" + id + "'");
        } else if (std::find(material->processes.begin(), material->processes.end(),
                             machine.process) == material->processes.end()) {
            row.report("materials", "names '" + id + "', which is not a material for process '" +
                                        machine.process + "'");
        }
    }
    const auto needs = [&](const char* role) {
        if (catalog.find_labour(role) == nullptr) {
            row.report("", "needs a labour rate for role '" + std::string{role} + "'");
        }
    };
    if (machine.fdm) needs("am_operator");
    if (machine.milling) {
        needs("machinist");
        needs("engineer");
        needs("inspector");
        if (machine.tools.empty()) row.report("tools", "is empty; a mill needs tools");
    }
}

void check_machine(Checker row, const Machine& machine, const Catalog& catalog) {
    row.id("id", machine.id);
    row.filled("name", machine.name);
    row.filled("kind", machine.kind);
    row.filled("source", machine.source);
    for (const Length side : machine.envelope) row.positive("envelope_mm", to_mm(side), 100'000);
    row.positive("rate_per_h", machine.rate_per_h, 100'000);
    row.within("power_idle_kw", machine.power_idle_kw, 0, 10'000);
    row.within("power_active_kw", machine.power_active_kw, machine.power_idle_kw, 10'000);
    row.positive("availability", machine.availability, 1);
    row.within("count", machine.count, 1, 10'000);
    if (!machine.fdm && !machine.milling) row.report("", "has no process profile (fdm or milling)");
    if (machine.fdm) check_fdm(row, *machine.fdm);
    if (machine.milling) check_milling(row, *machine.milling);
    check_machine_references(row, machine, catalog);
}

void check_tool(Checker row, const Tool& tool) {
    static const std::vector<std::string> kinds = {"end_mill",   "ball_mill",    "drill",    "tap",
                                                   "spot_drill", "chamfer_mill", "face_mill"};
    row.id("id", tool.id);
    if (std::find(kinds.begin(), kinds.end(), tool.kind) == kinds.end()) {
        row.report("kind", "is '" + tool.kind + "', which is not a known kind of tool");
    }
    row.positive("diameter_mm", to_mm(tool.diameter), 1'000);
    row.positive("reach_mm", to_mm(tool.reach), 5'000);
    row.within("flutes", tool.flutes, 1, 100);
    row.within("price", tool.price, 0, 100'000);
    if (tool.kind == "tap" && !tool.pitch_mm) row.report("pitch_mm", "is missing; a tap needs it");
    if (tool.pitch_mm) row.positive("pitch_mm", *tool.pitch_mm, to_mm(tool.diameter));
}

// Data that a process cannot do without, looked at from the material.
void check_material_uses(const Catalog& catalog, std::vector<Problem>& problems) {
    for (const Material& material : catalog.materials) {
        Checker row{problems, "materials/" + material.id};
        for (const std::string& process : material.processes) {
            if (catalog.process(process) == nullptr) {
                row.report("processes", "names '" + process + "', which has no entry in processes");
            }
            for (const Machine& machine : catalog.machines) {
                if (machine.process != process) continue;
                if (machine.milling && !material.cutting)
                    row.report("cutting", "is missing; machine '" + machine.id + "' cuts it");
                if (machine.fdm && !material.flow_max_mm3_s)
                    row.report("flow_max_mm3_s",
                               "is missing; machine '" + machine.id + "' melts it");
            }
        }
    }
}

}  // namespace

std::vector<Problem> validate(const Catalog& catalog) {
    std::vector<Problem> problems;
    const auto id = [](const auto& row) { return row.id; };
    validate_policy(catalog, problems);
    for (const Material& material : catalog.materials)
        check_material(Checker{problems, "materials/" + material.id}, material);
    for (const Machine& machine : catalog.machines)
        check_machine(Checker{problems, "machines/" + machine.id}, machine, catalog);
    for (const Tool& tool : catalog.tools) check_tool(Checker{problems, "tools/" + tool.id}, tool);
    check_material_uses(catalog, problems);
    check_unique(problems, "materials", catalog.materials, id);
    check_unique(problems, "machines", catalog.machines, id);
    check_unique(problems, "tools", catalog.tools, id);
    validate_rules(catalog, problems);
    validate_capabilities(catalog.capabilities, problems);
    return problems;
}

}  // namespace millrace::catalog
