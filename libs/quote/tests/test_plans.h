#pragma once

// A small shop and plans with given amounts, so that a price can be computed by hand.

#include <string>

#include "millrace/quote/quote.h"

namespace millrace::quote {

inline plan::Figure figure(double value, const char* unit) {
    return {value, unit, plan::Provenance::Estimated, "given", {}};
}

/// One printer, one mill, one material each; no packaging, no discounts, no minima.
inline catalog::Catalog plain_shop() {
    catalog::Catalog shop;
    shop.shop_id = "test";
    shop.policy.overhead = 0.15;
    shop.policy.line_min = 0;
    shop.policy.packaging_base = 0;
    shop.policy.packaging_per_sqrt_dm3 = 0;
    shop.policy.tiers = {{"economy", "Economy", 1.6, 0.88},
                         {"standard", "Standard", 1.0, 1.0},
                         {"fast", "Fast", 0.65, 1.25}};
    shop.labour = {{"am_operator", 38, "B"}, {"machinist", 42, "B"}, {"engineer", 60, "B"}};
    catalog::ProcessPolicy fdm;
    fdm.process = "fdm";
    fdm.yield = 0.95;
    fdm.margin = 0.35;
    fdm.learning_rate = 0.97;
    fdm.hours_per_day = 20;
    fdm.oee = 0.75;
    catalog::ProcessPolicy milling;
    milling.process = "milling";
    milling.yield = 0.97;
    milling.margin = 0.30;
    milling.learning_rate = 0.95;
    milling.aux_energy_factor = 1.25;
    milling.hours_per_day = 14;
    milling.oee = 0.75;
    shop.processes = {fdm, milling};
    catalog::Material petg;
    petg.id = "petg";
    petg.density = from_g_cm3(1.27);
    petg.price_per_kg = 20;
    petg.co2e_kg_per_kg = 3.5;
    catalog::Material al;
    al.id = "al6061";
    al.density = from_g_cm3(2.7);
    al.price_per_kg = 7.5;
    al.chip_credit_per_kg = 1.0;
    al.co2e_kg_per_kg = 11.0;
    al.trust = catalog::Trust::Handbook;
    shop.materials = {petg, al};
    catalog::Machine printer;
    printer.id = "printer";
    printer.name = "Printer";
    printer.process = "fdm";
    printer.rate_per_h = 4;
    printer.count = 3;
    printer.fdm = catalog::FdmProfile{};
    catalog::Machine mill;
    mill.id = "mill";
    mill.name = "Mill";
    mill.process = "milling";
    mill.rate_per_h = 75;
    mill.milling = catalog::MillingProfile{};
    shop.machines = {printer, mill};
    return shop;
}

struct OperationSpec {
    plan::OperationKind kind;
    double lot_s = 0;
    double run_s = 0;
    double part_s = 0;
    const char* role = "";
    bool machine_time = false;
    bool learns = false;
    double power_kw = 0;
};

inline plan::Operation operation(const OperationSpec& spec) {
    plan::Operation result;
    result.kind = spec.kind;
    result.name = std::string{plan::to_string(spec.kind)};
    result.lot_s = figure(spec.lot_s, "s");
    result.run_s = figure(spec.run_s, "s");
    result.part_s = figure(spec.part_s, "s");
    result.labour_role = spec.role;
    result.machine_time = spec.machine_time;
    result.learns = spec.learns;
    result.power_kw = spec.power_kw;
    return result;
}

/// The printed part of costmodel section 2: 21.48 cm3 of PETG in 1.14352 h.
inline plan::ProcessPlan petg_plan() {
    using enum plan::OperationKind;
    plan::ProcessPlan plan;
    plan.planner = "test";
    plan.request = {"revision", "fdm", "petg", "printer"};
    plan.stock = {
        "spool", {}, figure(21.48 * 1.27 * 1.05, "g"), figure(0, "g"), figure(21.48 * 1.27, "g")};
    plan.operations = {
        operation({.kind = SetUp, .lot_s = 0.15 * 3600, .role = "am_operator"}),
        operation({.kind = Print, .part_s = 1.14352 * 3600, .machine_time = true, .power_kw = 0.1}),
        operation(
            {.kind = RemoveSupport, .part_s = 0.1 * 3600, .role = "am_operator", .learns = true})};
    return plan;
}

/// The milled bracket of costmodel section 6: 106 x 66 x 30 mm of aluminium, two set-ups.
inline plan::ProcessPlan bracket_plan() {
    using enum plan::OperationKind;
    plan::ProcessPlan plan;
    plan.planner = "test";
    plan.request = {"revision", "milling", "al6061", "mill"};
    plan.stock = {"plate",
                  {from_mm(106), from_mm(66), from_mm(30)},
                  figure(209.88 * 2.7 * 1.1, "g"),
                  figure(139.88 * 2.7, "g"),
                  figure(70 * 2.7, "g")};
    const double cam_h = 0.2 + 0.015 * 18 + 0.1 * 2;
    plan.operations = {
        operation({.kind = Program, .lot_s = cam_h * 3600, .role = "engineer"}),
        operation(
            {.kind = SetUp, .lot_s = 2 * 0.3 * 3600, .role = "machinist", .machine_time = true}),
        operation({.kind = Load,
                   .part_s = 6.0 * 60,
                   .role = "machinist",
                   .learns = true,
                   .power_kw = 1.2}),
        operation({.kind = Rough, .part_s = 6.9291 * 60, .machine_time = true, .power_kw = 5.0}),
        operation({.kind = Deburr, .part_s = 4.0 * 60, .role = "machinist", .learns = true})};
    plan.tooling_per_part = 1.5;
    plan.tooling_formula = "given";
    return plan;
}

/// Sum of the unrounded lines.
inline double exact_unit_price(const Price& price) {
    double sum = 0.0;
    for (const CostLine& line : price.lines) sum += line.figure.value;
    return sum;
}

/// Monday 2026-11-23, 08:00 UTC.
inline Instant monday_morning() {
    using namespace std::chrono;
    return sys_days{year{2026} / 11 / 23} + hours{8};
}

inline const Price& find_price(const Offer& offer, std::int64_t quantity, const std::string& tier) {
    for (const Price& price : offer.prices) {
        if (price.quantity == quantity && price.tier == tier) return price;
    }
    MILLRACE_ASSERT(false, "the offer has no such price");
}

}  // namespace millrace::quote
