// Cradle to gate plus delivery, per good part, as in ISO 14067 without use and end of life:
// footprint = (material + energy·grid + consumables)/yield + packaging + transport.
#include "figure_builder.h"
#include "millrace/base/assert.h"
#include "millrace/quote/quote.h"

namespace millrace::quote {
namespace {

using plan::Provenance;

struct Rows {
    const plan::ProcessPlan& plan;
    const catalog::Catalog& catalog;
    const catalog::Machine& machine;
    const catalog::Material& material;
    const catalog::ProcessPolicy& policy;
};

double yield_of(FigureBuilder& figure, const Rows& rows) {
    return figure.input("yield", rows.policy.yield, "", kDecided,
                        "catalog.processes." + rows.policy.process + ".yield");
}

double shop_figure(FigureBuilder& figure, const char* name, double value, const char* unit) {
    return figure.input(name, value, unit, Provenance::Estimated,
                        std::string{"catalog.policy."} + name);
}

plan::Figure material_kg(const Rows& rows) {
    FigureBuilder figure{"kg"};
    const double taken_g = figure.input("taken_g", rows.plan.stock.taken_g, "plan.stock.taken_g");
    const double factor = figure.input("co2e_kg_per_kg", rows.material.co2e_kg_per_kg, "kg/kg",
                                       provenance_of(rows.material.trust),
                                       "catalog.materials." + rows.material.id + ".co2e_kg_per_kg");
    return figure.done(taken_g / 1000.0 * factor / yield_of(figure, rows),
                       "taken_g / 1000 * co2e_kg_per_kg / yield");
}

// One part alone in its run, without the set-up of the order line.
plan::Figure energy_kwh(const Rows& rows) {
    FigureBuilder figure{"kWh"};
    std::vector<std::string> terms;
    double sum = 0.0;
    for (std::size_t i = 0; i < rows.plan.operations.size(); ++i) {
        const plan::Operation& operation = rows.plan.operations[i];
        if (operation.power_kw == 0.0) continue;
        const std::string op = "op" + std::to_string(i);
        const std::string source = "plan.operations." + std::to_string(i) + ".";
        const double seconds = figure.input(op + "_run_s", operation.run_s, source + "run_s") +
                               figure.input(op + "_part_s", operation.part_s, source + "part_s");
        sum += figure.input(op + "_power_kw", operation.power_kw, "kW", Provenance::Assumed,
                            source + "power_kw") *
               seconds / 3600.0;
        terms.push_back(op + "_power_kw * (" + op + "_run_s + " + op + "_part_s) / 3600");
    }
    const double aux =
        figure.input("aux_energy_factor", rows.policy.aux_energy_factor, "", Provenance::Estimated,
                     "catalog.processes." + rows.policy.process + ".aux_energy_factor");
    return figure.done(
        sum * aux / yield_of(figure, rows),
        "(" + (terms.empty() ? "0" : sum_of(terms)) + ") * aux_energy_factor / yield");
}

plan::Figure energy_kg(const Rows& rows, const plan::Figure& kwh) {
    FigureBuilder figure{"kg"};
    const double energy = figure.input("energy_kwh", kwh, "footprint.energy_kwh");
    const double grid = shop_figure(figure, "grid_kg_co2e_per_kwh",
                                    rows.catalog.policy.grid_kg_co2e_per_kwh, "kg/kWh");
    return figure.done(energy * grid, "energy_kwh * grid_kg_co2e_per_kwh");
}

// Coolant concentrate that leaves with chips and parts while the machine cuts.
plan::Figure consumables_kg(const Rows& rows) {
    FigureBuilder figure{"kg"};
    if (!rows.machine.milling || rows.machine.milling->coolant_kg_min == 0.0)
        return figure.done(0.0, "0");
    const std::string row = "catalog.machines." + rows.machine.id + ".milling.";
    std::vector<std::string> terms;
    double seconds = 0.0;
    for (std::size_t i = 0; i < rows.plan.operations.size(); ++i) {
        const plan::Operation& operation = rows.plan.operations[i];
        if (!operation.machine_time || operation.part_s.value == 0.0) continue;
        const std::string name = "op" + std::to_string(i) + "_part_s";
        seconds += figure.input(name, operation.part_s,
                                "plan.operations." + std::to_string(i) + ".part_s");
        terms.push_back(name);
    }
    const double kg_min = figure.input("coolant_kg_min", rows.machine.milling->coolant_kg_min,
                                       "kg/min", Provenance::Assumed, row + "coolant_kg_min");
    const double factor =
        figure.input("coolant_co2e_kg_per_kg", rows.machine.milling->coolant_co2e_kg_per_kg,
                     "kg/kg", Provenance::Assumed, row + "coolant_co2e_kg_per_kg");
    return figure.done(seconds / 60.0 * kg_min * factor / yield_of(figure, rows),
                       "(" + (terms.empty() ? "0" : sum_of(terms)) +
                           ") / 60 * coolant_kg_min * coolant_co2e_kg_per_kg / yield");
}

double packaging_mass_kg(FigureBuilder& figure, const Rows& rows) {
    const double part_g = figure.input("part_g", rows.plan.stock.part_g, "plan.stock.part_g");
    const catalog::ShopPolicy& shop = rows.catalog.policy;
    return shop_figure(figure, "packaging_kg_base", shop.packaging_kg_base, "kg") +
           shop_figure(figure, "packaging_kg_per_kg", shop.packaging_kg_per_kg, "kg/kg") * part_g /
               1000.0;
}

const char* const kPackagingMass = "packaging_kg_base + packaging_kg_per_kg * part_g / 1000";

plan::Figure packaging_kg(const Rows& rows) {
    FigureBuilder figure{"kg"};
    const double mass_kg = packaging_mass_kg(figure, rows);
    const double factor = shop_figure(figure, "packaging_co2e_kg_per_kg",
                                      rows.catalog.policy.packaging_co2e_kg_per_kg, "kg/kg");
    return figure.done(mass_kg * factor,
                       "(" + std::string{kPackagingMass} + ") * packaging_co2e_kg_per_kg");
}

plan::Figure transport_kg(const Rows& rows) {
    FigureBuilder figure{"kg"};
    const catalog::ShopPolicy& shop = rows.catalog.policy;
    const double gross_kg = packaging_mass_kg(figure, rows) + rows.plan.stock.part_g.value / 1000.0;
    const double g_per_t =
        shop_figure(figure, "shipping_km_truck", shop.shipping_km_truck, "km") *
            shop_figure(figure, "truck_g_per_tkm", shop.truck_g_per_tkm, "g/t-km") +
        shop_figure(figure, "shipping_km_van", shop.shipping_km_van, "km") *
            shop_figure(figure, "van_g_per_tkm", shop.van_g_per_tkm, "g/t-km");
    return figure.done(gross_kg * g_per_t / 1e6,
                       "(part_g / 1000 + " + std::string{kPackagingMass} +
                           ") * (shipping_km_truck * truck_g_per_tkm + shipping_km_van * "
                           "van_g_per_tkm) / 1000000");
}

}  // namespace

Footprint footprint(const plan::ProcessPlan& plan, const catalog::Catalog& catalog) {
    const catalog::Machine* machine = catalog.machine(plan.request.machine);
    const catalog::Material* material = catalog.material(plan.request.material);
    const catalog::ProcessPolicy* policy = catalog.process(plan.request.process);
    MILLRACE_ASSERT(machine != nullptr && material != nullptr && policy != nullptr,
                    "a plan names machine, material and process of its catalogue");
    const Rows rows{plan, catalog, *machine, *material, *policy};

    Footprint result;
    result.material_kg = material_kg(rows);
    result.energy_kwh = energy_kwh(rows);
    result.energy_kg = energy_kg(rows, result.energy_kwh);
    result.consumables_kg = consumables_kg(rows);
    result.transport_kg = transport_kg(rows);
    result.packaging_kg = packaging_kg(rows);
    FigureBuilder total{"kg"};
    const double sum =
        total.input("material_kg", result.material_kg, "footprint.material_kg") +
        total.input("energy_kg", result.energy_kg, "footprint.energy_kg") +
        total.input("consumables_kg", result.consumables_kg, "footprint.consumables_kg") +
        total.input("transport_kg", result.transport_kg, "footprint.transport_kg") +
        total.input("packaging_kg", result.packaging_kg, "footprint.packaging_kg");
    result.total_kg =
        total.done(sum, "material_kg + energy_kg + consumables_kg + transport_kg + packaging_kg");
    return result;
}

}  // namespace millrace::quote
