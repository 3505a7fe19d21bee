// The test vectors of the cost model (section 14) and of the footprint model (section 6) through
// the real functions: plans with exactly the amounts of a vector, priced with its rates. Expected
// values hold six digits, hence the relative tolerance of 1e-5.
#include <gtest/gtest.h>

#include "cost_stack.h"
#include "test_plans.h"

namespace millrace::quote {
namespace {

void expect_relative(double actual, double expected) {
    EXPECT_NEAR(actual, expected, std::abs(expected) * 1e-5);
}

const CostLine& line(const Price& price, const std::string& code) {
    for (const CostLine& one : price.lines) {
        if (one.code == code) return one;
    }
    MILLRACE_ASSERT(false, "no such line");
}

Offer offer_of(const plan::ProcessPlan& plan, const catalog::Catalog& shop,
               std::vector<std::int64_t> quantities) {
    PriceRequest request;
    request.quantities = std::move(quantities);
    request.now = monday_morning();
    Offer offer = price(plan, shop, {}, request);
    EXPECT_TRUE(offer.feasible);
    return offer;
}

TEST(CostModel, FdmPricePetg) {
    const Offer offer = offer_of(petg_plan(), plain_shop(), {1, 10, 100});
    const Price& one = find_price(offer, 1, "standard");
    expect_relative(line(one, "material").figure.value, 0.572872);
    expect_relative(line(one, "machine").figure.value, 4.57408);
    expect_relative(line(one, "labour").figure.value, 3.8);
    expect_relative(line(one, "set_up").figure.value, 5.7);
    expect_relative(exact_unit_price(one), 26.7469);
    expect_relative(exact_unit_price(find_price(offer, 10, "standard")), 16.9898);
    expect_relative(exact_unit_price(find_price(offer, 100, "standard")), 15.4667);
    EXPECT_EQ(one.unit_price.minor(), 2675);
}

TEST(CostModel, CncBracketPrice6061) {
    const Offer offer = offer_of(bracket_plan(), plain_shop(), {1, 10, 100});
    const Price& one = find_price(offer, 1, "standard");
    expect_relative(line(one, "material").figure.value, 4.2974);
    expect_relative(line(one, "machine").figure.value, 8.66137);
    expect_relative(line(one, "labour").figure.value, 7.0);
    expect_relative(line(one, "set_up").figure.value + line(one, "programming").figure.value, 85.2);
    expect_relative(exact_unit_price(one), 176.315);
    expect_relative(exact_unit_price(find_price(offer, 10, "standard")), 48.4838);
    expect_relative(exact_unit_price(find_price(offer, 100, "standard")), 34.3199);
}

TEST(CostModel, QuoteLine) {
    catalog::Catalog shop = plain_shop();
    shop.policy.overhead = 0;
    shop.policy.line_min = 18;
    shop.policy.review_days = 5;  // so that the fast tier is earlier and costs more
    shop.processes[0].yield = 1;
    shop.processes[0].floor_per_part = 3;
    plan::ProcessPlan plan = petg_plan();
    plan.operations.clear();
    plan.stock.taken_g.value = 0;
    plan.tooling_per_part = 2.6;
    const Offer offer = offer_of(plan, shop, {3});
    const Price& fast = find_price(offer, 3, "fast");
    EXPECT_EQ(fast.unit_price.minor(), 500);
    EXPECT_EQ(fast.total_price.minor(), 1800);
}

TEST(CostModel, FloorLiftsTheUnitPriceAndHasItsOwnLine) {
    catalog::Catalog shop = plain_shop();
    shop.processes[0].floor_per_part = 50;
    const Offer offer = offer_of(petg_plan(), shop, {1});
    const Price& one = find_price(offer, 1, "standard");
    EXPECT_EQ(one.unit_price.minor(), 5000);
    expect_relative(line(one, "minimum").figure.value, 50 - 26.7469);
}

TEST(CostModel, Learning) {
    expect_relative(learning_factor(0.95, 1), 1.0);
    expect_relative(learning_factor(0.95, 10), 0.843334);
    expect_relative(learning_factor(0.95, 100), 0.711212);
    expect_relative(learning_factor(0.95, 5000), 0.599789);
}

TEST(CostModel, DiscountIsTakenOffTheMargin) {
    catalog::Catalog shop = plain_shop();
    const double plain =
        exact_unit_price(find_price(offer_of(petg_plan(), shop, {100}), 100, "standard"));
    shop.policy.discounts = {{25, 0.02}, {100, 0.04}};
    const double discounted =
        exact_unit_price(find_price(offer_of(petg_plan(), shop, {100}), 100, "standard"));
    EXPECT_NEAR(discounted, plain * 0.65 / 0.69, 1e-9);  // 1 / (1 - margin) before and after
}

TEST(CostModel, PackagingIsALineOfItsOwn) {
    catalog::Catalog shop = plain_shop();
    shop.policy.packaging_base = 0.35;
    shop.policy.packaging_per_sqrt_dm3 = 0.15;
    PriceRequest request;
    request.quantities = {1};
    request.now = monday_morning();
    request.box_size = {100, 100, 400};  // 4 dm3
    const Offer offer = price(petg_plan(), shop, {}, request);
    EXPECT_NEAR(line(offer.prices[1], "packaging").figure.value, 0.35 + 0.15 * 2, 1e-12);
}

TEST(FootprintModel, CncBracket) {
    catalog::Catalog shop = plain_shop();
    shop.policy.grid_kg_co2e_per_kwh = 0.369;
    const Footprint us = footprint(bracket_plan(), shop);
    expect_relative(us.material_kg.value, 7.06884);
    expect_relative(us.energy_kwh.value, 0.898744);
    expect_relative(us.consumables_kg.value, 0.0214302);
    expect_relative(us.packaging_kg.value, 0.079948);
    expect_relative(us.transport_kg.value, 0.0248596);
    expect_relative(us.total_kg.value, 7.52672);
    shop.policy.grid_kg_co2e_per_kwh = 0.381;
    expect_relative(footprint(bracket_plan(), shop).total_kg.value, 7.5375);
    shop.policy.grid_kg_co2e_per_kwh = 0.582;
    expect_relative(footprint(bracket_plan(), shop).total_kg.value, 7.71815);
}

}  // namespace
}  // namespace millrace::quote
