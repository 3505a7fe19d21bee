#include <algorithm>

#include "checker.h"
#include "millrace/catalog/calendar.h"

namespace millrace::catalog {
namespace {

void check_tiers(Checker& row, const std::vector<LeadTier>& tiers) {
    if (tiers.empty()) row.report("tiers", "is empty; at least one lead-time tier is needed");
    for (const LeadTier& tier : tiers) {
        row.positive("tiers/" + tier.id + ".days_factor", tier.days_factor, 10);
        row.positive("tiers/" + tier.id + ".price_factor", tier.price_factor, 10);
        for (const LeadTier& other : tiers) {
            if (tier.days_factor < other.days_factor && tier.price_factor < other.price_factor) {
                row.report("tiers/" + tier.id,
                           "is faster and cheaper than tier '" + other.id + "'");
            }
        }
    }
}

void check_discounts(Checker& row, const ShopPolicy& policy,
                     const std::vector<ProcessPolicy>& processes) {
    for (std::size_t i = 0; i < policy.discounts.size(); ++i) {
        const QuantityDiscount& discount = policy.discounts[i];
        const std::string name = "discounts/" + std::to_string(discount.quantity_min);
        row.within(name + ".margin_points", discount.margin_points, 0, 0.9);
        if (discount.quantity_min < 1) row.report(name + ".quantity_min", "is less than 1");
        if (i > 0 && discount.quantity_min <= policy.discounts[i - 1].quantity_min)
            row.report(name, "does not come after a smaller quantity");
        if (i > 0 && discount.margin_points < policy.discounts[i - 1].margin_points)
            row.report(name, "gives less than the discount of a smaller quantity");
        for (const ProcessPolicy& process : processes) {
            if (discount.margin_points > process.margin)
                row.report(name,
                           "is more than the whole margin of process '" + process.process + "'");
        }
    }
}

void check_calendar(Checker& row, const Calendar& calendar) {
    if (std::none_of(calendar.working_days.begin(), calendar.working_days.end(),
                     [](bool open) { return open; }))
        row.report("calendar.working_days", "has no working day");
    for (const std::string& holiday : calendar.holidays) {
        if (!parse_iso_day(holiday))
            row.report("calendar.holidays", "has '" + holiday + "', expected a date as 2026-12-25");
    }
    if (calendar.holidays.size() > 1'000)
        row.report("calendar.holidays", "has more than 1000 entries");
    row.within("calendar.cutoff_hour", calendar.cutoff_hour, 0, 24);
}

void check_shop(Checker row, const Catalog& catalog) {
    const ShopPolicy& policy = catalog.policy;
    row.within("overhead", policy.overhead, 0, 5);
    row.within("line_min", policy.line_min, 0, 100'000);
    row.within("order_min", policy.order_min, 0, 100'000);
    row.within("review_days", policy.review_days, 0, 100);
    row.within("grid_kg_co2e_per_kwh", policy.grid_kg_co2e_per_kwh, 0, 5);
    row.within("shipping_km_truck", policy.shipping_km_truck, 0, 50'000);
    row.within("truck_g_per_tkm", policy.truck_g_per_tkm, 0, 10'000);
    row.within("shipping_km_van", policy.shipping_km_van, 0, 50'000);
    row.within("van_g_per_tkm", policy.van_g_per_tkm, 0, 10'000);
    row.within("packaging_base", policy.packaging_base, 0, 10'000);
    row.within("packaging_per_sqrt_dm3", policy.packaging_per_sqrt_dm3, 0, 10'000);
    row.within("packaging_kg_base", policy.packaging_kg_base, 0, 100);
    row.within("packaging_kg_per_kg", policy.packaging_kg_per_kg, 0, 10);
    row.within("packaging_co2e_kg_per_kg", policy.packaging_co2e_kg_per_kg, 0, 100);
    row.within("quote_valid_days", static_cast<double>(policy.quote_valid_days), 1, 3'650);
    check_tiers(row, policy.tiers);
    check_discounts(row, policy, catalog.processes);
    check_calendar(row, policy.calendar);
    for (const auto& [process, rails] : policy.guard_rails_per_cm3) {
        const std::string member = "guard_rails_per_cm3." + process;
        if (catalog.process(process) == nullptr)
            row.report(member, "names a process that has no entry in processes");
        row.within(member, rails[0], 0, rails[1]);
        row.positive(member, rails[1], 1e6);
    }
}

void check_process(Checker row, const ProcessPolicy& process) {
    row.id("process", process.process);
    row.positive("yield", process.yield, 1);
    row.within("margin", process.margin, 0, 0.95);
    row.within("learning_rate", process.learning_rate, 0.5, 1);
    row.within("floor_per_part", process.floor_per_part, 0, 100'000);
    row.within("aux_energy_factor", process.aux_energy_factor, 1, 10);
    row.positive("hours_per_day", process.hours_per_day, 24);
    row.positive("oee", process.oee, 1);
    row.within("inspection_days", process.inspection_days, 0, 100);
    row.within("recycle_share", process.recycle_share, 0, 1);
}

}  // namespace

void validate_policy(const Catalog& catalog, std::vector<Problem>& problems) {
    Checker shop{problems, "shop"};
    shop.id("shop_id", catalog.shop_id);
    shop.filled("shop_name", catalog.shop_name);
    shop.filled("version", catalog.version);
    check_shop(Checker{problems, "policy"}, catalog);
    for (const LabourRate& rate : catalog.labour) {
        Checker row{problems, "labour/" + rate.role};
        row.id("role", rate.role);
        row.positive("per_h", rate.per_h, 10'000);
    }
    for (const ProcessPolicy& process : catalog.processes)
        check_process(Checker{problems, "processes/" + process.process}, process);
    if (catalog.processes.empty()) shop.report("processes", "is empty");
    check_unique(problems, "labour", catalog.labour, [](const auto& row) { return row.role; });
    check_unique(problems, "processes", catalog.processes,
                 [](const auto& row) { return row.process; });
    check_unique(problems, "tiers", catalog.policy.tiers, [](const auto& row) { return row.id; });
}

void validate_rules(const Catalog& catalog, std::vector<Problem>& problems) {
    static const std::vector<std::string> comparators = {"<", ">", "<="};
    static const std::vector<std::string> units = {"mm", "mm2", "mm3",   "deg", "ratio",
                                                   "um", "HRC", "count", "kg"};
    for (const DfmRule& rule : catalog.rules) {
        Checker row{problems, "rules/" + rule.id};
        row.id("id", rule.id);
        row.filled("fact", rule.fact);
        row.filled("why", rule.why);
        row.filled("source", rule.source);
        if (rule.processes.empty()) row.report("processes", "names no process");
        if (std::find(comparators.begin(), comparators.end(), rule.comparator) == comparators.end())
            row.report("comparator", "is '" + rule.comparator + "', allowed are <, > and <=");
        if (std::find(units.begin(), units.end(), rule.unit) == units.end())
            row.report("unit", "is '" + rule.unit + "', which is not a known unit");
        if (!rule.warning && !rule.critical)
            row.report("", "has neither warning nor critical limit");
        if (rule.warning) row.within("warning", *rule.warning, -1e9, 1e9);
        if (rule.critical) row.within("critical", *rule.critical, -1e9, 1e9);
        if (rule.warning && rule.critical) {
            const bool ordered = rule.comparator == ">" ? *rule.critical >= *rule.warning
                                                        : *rule.critical <= *rule.warning;
            if (!ordered) row.report("critical", "is passed before the warning limit");
        }
    }
    check_unique(problems, "rules", catalog.rules, [](const auto& row) { return row.id; });
}

}  // namespace millrace::catalog
