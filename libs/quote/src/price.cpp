#include <algorithm>
#include <cmath>
#include <optional>

#include "cost_stack.h"
#include "lead_time.h"
#include "millrace/base/assert.h"
#include "millrace/quote/quote.h"

namespace millrace::quote {
namespace {

constexpr std::int64_t kQuantityMax = 1'000'000;
// A thousand million in major units: beyond it something is wrong with the plan.
constexpr double kUnitPriceMax = 1e9;
// The guard rails are meant for small series; set-up does not hide the price of the part there.
constexpr std::int64_t kGuardRailQuantity = 10;

struct Rows {
    const catalog::Machine* machine = nullptr;
    const catalog::Material* material = nullptr;
    const catalog::ProcessPolicy* policy = nullptr;
};

bool usable(const plan::Figure& figure) {
    return std::isfinite(figure.value) && figure.value >= 0.0;
}

// A plan with a broken figure must not become a price. Planners promise that this never happens;
// a plan that was stored by another version may not keep that promise.
std::optional<std::string> broken_figure(const plan::ProcessPlan& plan) {
    if (!usable(plan.stock.taken_g)) return "plan.stock.taken_g";
    if (!usable(plan.stock.returned_g) || plan.stock.returned_g.value > plan.stock.taken_g.value)
        return "plan.stock.returned_g";
    if (!usable(plan.stock.part_g)) return "plan.stock.part_g";
    if (!std::isfinite(plan.tooling_per_part) || plan.tooling_per_part < 0.0)
        return "plan.tooling_per_part";
    if (plan.runs.parts_per_run < 1) return "plan.runs.parts_per_run";
    for (std::size_t i = 0; i < plan.operations.size(); ++i) {
        const plan::Operation& operation = plan.operations[i];
        const bool share = std::isfinite(operation.attended_share) &&
                           operation.attended_share >= 0.0 && std::isfinite(operation.power_kw) &&
                           operation.power_kw >= 0.0;
        if (!share || !usable(operation.lot_s) || !usable(operation.run_s) ||
            !usable(operation.part_s))
            return "plan.operations." + std::to_string(i);
    }
    return std::nullopt;
}

std::vector<plan::Blocker> missing_rows(const plan::ProcessPlan& plan,
                                        const catalog::Catalog& catalog, Rows& rows) {
    std::vector<plan::Blocker> blockers;
    rows.machine = catalog.machine(plan.request.machine);
    rows.material = catalog.material(plan.request.material);
    rows.policy = catalog.process(plan.request.process);
    if (rows.machine == nullptr)
        blockers.push_back(
            {"no_machine", say("quote.no_machine", "The catalogue has no machine '{machine}'.",
                               {{"machine", plan.request.machine}})});
    if (rows.material == nullptr)
        blockers.push_back(
            {"no_material", say("quote.no_material", "The catalogue has no material '{material}'.",
                                {{"material", plan.request.material}})});
    if (rows.policy == nullptr)
        blockers.push_back(
            {"no_price_policy",
             say("quote.no_policy", "The catalogue has no price policy for process '{process}'.",
                 {{"process", plan.request.process}})});
    for (const plan::Operation& operation : plan.operations) {
        if (!operation.labour_role.empty() && catalog.find_labour(operation.labour_role) == nullptr)
            blockers.push_back(
                {"no_labour_rate",
                 say("quote.no_labour", "The catalogue has no labour rate for role '{role}'.",
                     {{"role", operation.labour_role}})});
    }
    if (const auto figure = broken_figure(plan))
        blockers.push_back(
            {"broken_plan", say("quote.broken_plan", "The figure {figure} is not usable.",
                                {{"figure", *figure}})});
    return blockers;
}

double sum_of_lines(const std::vector<StackLine>& lines) {
    double sum = 0.0;
    for (const StackLine& line : lines) sum += line.figure.value;
    return sum;
}

void round_lines(Price& price, std::vector<StackLine> stack, Currency currency) {
    std::vector<double> amounts;
    for (const StackLine& line : stack) amounts.push_back(line.figure.value);
    price.unit_price = Money::from_major(sum_of_lines(stack), currency);
    const std::vector<Money> cents =
        amounts.empty() ? std::vector<Money>{} : apportion(amounts, price.unit_price);
    for (std::size_t i = 0; i < stack.size(); ++i) {
        price.lines.push_back({std::move(stack[i].code), std::move(stack[i].label), cents[i],
                               std::move(stack[i].figure)});
    }
}

void check_guard_rails(Offer& offer, const StackInput& at_ten, const PriceRequest& request) {
    const catalog::ShopPolicy& shop = at_ten.catalog.policy;
    const auto rails = shop.guard_rails_per_cm3.find(offer.plan.request.process);
    if (rails == shop.guard_rails_per_cm3.end()) return;
    double volume_cm3 = to_cm3(request.part_volume);
    if (volume_cm3 <= 0.0)
        volume_cm3 = offer.plan.stock.part_g.value / to_g_cm3(at_ten.material.density);
    if (volume_cm3 <= 0.0) return;
    const double unit_price = sum_of_lines(cost_stack(at_ten));
    const double per_cm3 = std::min(unit_price / volume_cm3, kUnitPriceMax);
    const auto [low, high] = rails->second;
    const auto money = [&](double amount) {
        return Number{amount, std::string{shop.currency.code()}};
    };
    // Handling dominates a tiny part: up to the line minimum a high price per volume is expected.
    const bool expensive = per_cm3 > high && unit_price > shop.line_min;
    if (per_cm3 >= low && !expensive) return;
    offer.review_reasons.push_back(
        say("quote.guard_rail",
            "At quantity {quantity} the price is {price} per cm³ of part; between {low} and {high} "
            "is usual for this process.",
            {{"quantity", kGuardRailQuantity},
             {"price", money(per_cm3)},
             {"low", money(low)},
             {"high", money(high)}}));
}

std::vector<std::int64_t> sorted_quantities(const PriceRequest& request) {
    std::vector<std::int64_t> quantities = request.quantities;
    std::sort(quantities.begin(), quantities.end());
    quantities.erase(std::unique(quantities.begin(), quantities.end()), quantities.end());
    return quantities;
}

const catalog::LeadTier& standard_tier(const catalog::ShopPolicy& shop) {
    const auto found = std::find_if(shop.tiers.begin(), shop.tiers.end(),
                                    [](const auto& tier) { return tier.price_factor == 1.0; });
    return found == shop.tiers.end() ? shop.tiers.front() : *found;
}

/// Nobody pays for speed that the calendar does not give: the cheapest tier that is ready on the
/// same day or earlier.
const catalog::LeadTier& charged_tier(const catalog::ShopPolicy& shop,
                                      const Promise::Answer& answer, const Price& price) {
    const catalog::LeadTier* cheapest = nullptr;
    for (const catalog::LeadTier& tier : shop.tiers) {
        if (lead_days(answer, tier) > price.lead_days) continue;
        if (cheapest == nullptr || tier.price_factor < cheapest->price_factor) cheapest = &tier;
    }
    MILLRACE_ASSERT(cheapest != nullptr, "the tier of the price is among them");
    return *cheapest;
}

}  // namespace

Offer price(const plan::ProcessPlan& plan, const catalog::Catalog& catalog, const Load& load,
            const PriceRequest& request) {
    Offer offer;
    offer.plan = plan;
    offer.blockers = plan.blockers;
    Rows rows;
    if (offer.blockers.empty()) offer.blockers = missing_rows(plan, catalog, rows);
    const std::vector<std::int64_t> quantities = sorted_quantities(request);
    if (!quantities.empty() && (quantities.front() < 1 || quantities.back() > kQuantityMax))
        offer.blockers.push_back(
            {"quantity_out_of_range",
             say("quote.quantity_out_of_range", "A quantity is a whole number from 1 to {most}.",
                 {{"most", kQuantityMax}})});
    if (!offer.blockers.empty()) return offer;

    const catalog::ShopPolicy& shop = catalog.policy;
    const auto stack_at = [&](const catalog::LeadTier& tier, std::int64_t quantity) {
        return StackInput{plan,         catalog, *rows.machine, *rows.material,
                          *rows.policy, tier,    quantity,      request.box_size};
    };
    for (const std::int64_t quantity : quantities) {
        const Promise::Answer answer =
            forward_fill().ready(plan, quantity, catalog, load, request.now);
        if (!can_be_dated(answer)) continue;
        for (const catalog::LeadTier& tier : shop.tiers) {
            Price one{quantity, tier.id, {0, shop.currency}, {0, shop.currency}, {}, 0, {}, {}, {}};
            set_date(one, answer, tier, shop, request.now);
            std::vector<StackLine> stack =
                cost_stack(stack_at(charged_tier(shop, answer, one), quantity));
            if (!(sum_of_lines(stack) < kUnitPriceMax)) {
                offer.prices.clear();
                offer.blockers.push_back(
                    {"price_out_of_range",
                     say("quote.price_out_of_range", "The price of one part is beyond {most}.",
                         {{"most", Number{kUnitPriceMax, "", 0}}})});
                return offer;
            }
            round_lines(one, std::move(stack), shop.currency);
            const Money line_min = Money::from_major(shop.line_min, shop.currency);
            one.total_price = std::max(one.unit_price * quantity, line_min);
            offer.prices.push_back(std::move(one));
        }
    }
    if (offer.prices.empty() && !quantities.empty()) {
        offer.blockers.push_back(
            {"date_out_of_range",
             say("quote.date_out_of_range",
                 "The work of {quantity} pieces ends more than {most} working days from now, and "
                 "no date can be promised for it.",
                 {{"quantity", quantities.front()}, {"most", Number{kLeadDaysMax, "", 0}}})});
        return offer;
    }
    offer.feasible = true;
    offer.footprint = footprint(plan, catalog);
    check_guard_rails(offer, stack_at(standard_tier(shop), kGuardRailQuantity), request);
    return offer;
}

double Load::queued_s(const std::string& machine) const {
    double sum = 0.0;
    for (const Entry& entry : entries) {
        if (entry.machine == machine) sum += entry.queued_s;
    }
    return sum;
}

}  // namespace millrace::quote
