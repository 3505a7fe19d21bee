// Dates: the plan's hours laid into the shop's calendar behind the work already promised. The
// printer works 20 h a day at an OEE of 0.75, so a day holds 15 h; review and inspection take half
// a day each.
#include <gtest/gtest.h>

#include "millrace/catalog/calendar.h"
#include "test_plans.h"

namespace millrace::quote {
namespace {

plan::ProcessPlan print_of_hours(double hours) {
    plan::ProcessPlan plan = petg_plan();
    plan.operations = {operation(
        {.kind = plan::OperationKind::Print, .part_s = hours * 3600, .machine_time = true})};
    return plan;
}

Instant at(const char* day, int hour) {
    return catalog::parse_iso_day(day).value() + std::chrono::hours{hour};
}

const Promise::Answer fill(double hours, std::int64_t quantity, double queued_h = 0.0) {
    const Load load{{{"printer", queued_h * 3600}, {"other", 1e9}}};
    return forward_fill().ready(print_of_hours(hours), quantity, plain_shop(), load,
                                monday_morning());
}

TEST(ForwardFill, ShortPrintTakesReviewADayAndInspection) {
    const auto answer = fill(1.0, 1);
    EXPECT_DOUBLE_EQ(answer.business_days, 2.0);
    EXPECT_EQ(answer.ready_at, at("2026-11-25", 17));
    EXPECT_EQ(answer.set_by, "print");
}

TEST(ForwardFill, ThreePrintersShareABatchButNotOnePart) {
    EXPECT_DOUBLE_EQ(fill(30.0, 1).business_days, 3.0);  // 30 h on one printer: two days
    EXPECT_DOUBLE_EQ(fill(30.0, 3).business_days, 3.0);  // one part on each
    EXPECT_DOUBLE_EQ(fill(30.0, 6).business_days, 5.0);
}

TEST(ForwardFill, PromisedWorkComesFirst) {
    const auto answer = fill(1.0, 1, 135.0);  // 135 h on three printers: three days
    EXPECT_DOUBLE_EQ(answer.business_days, 5.0);
    EXPECT_EQ(answer.set_by, "work already promised on Printer");
}

TEST(ForwardFill, ExactDaysAreNotRoundedUp) {
    EXPECT_DOUBLE_EQ(fill(15.0, 1).business_days, 2.0);
    EXPECT_DOUBLE_EQ(fill(15.001, 1).business_days, 3.0);
}

Offer offer_at(const plan::ProcessPlan& plan, const catalog::Catalog& shop, Instant now,
               const Load& load = {}) {
    PriceRequest request;
    request.quantities = {1};
    request.now = now;
    return price(plan, shop, load, request);
}

TEST(Dates, TiersStretchAndCutTheDays) {
    const Offer offer = offer_at(petg_plan(), plain_shop(), monday_morning());
    EXPECT_EQ(find_price(offer, 1, "standard").lead_days, 2);
    EXPECT_EQ(find_price(offer, 1, "economy").lead_days, 4);  // 3.2
    EXPECT_EQ(find_price(offer, 1, "fast").lead_days, 1);     // 0.65 + 1.4 h
    EXPECT_EQ(find_price(offer, 1, "fast").ready_at, at("2026-11-24", 17));
}

TEST(Dates, FastTierCutsTheQueueButNotTheWork) {
    const Load load{{{"printer", 10 * 45.0 * 3600}}};  // ten days
    const Offer queued = offer_at(petg_plan(), plain_shop(), monday_morning(), load);
    EXPECT_EQ(find_price(queued, 1, "standard").lead_days, 12);
    EXPECT_EQ(find_price(queued, 1, "fast").lead_days, 8);  // 7.2
    const Offer busy = offer_at(print_of_hours(150), plain_shop(), monday_morning());
    EXPECT_EQ(find_price(busy, 1, "standard").lead_days, 11);
    EXPECT_EQ(find_price(busy, 1, "fast").lead_days, 11);  // 0.65 + ten days of printing
}

TEST(Dates, OrderAfterTheCutoffOrOnAHolidayCountsFromTheNextDay) {
    catalog::Catalog shop = plain_shop();
    shop.policy.calendar.holidays = {"2026-11-26"};
    EXPECT_EQ(find_price(offer_at(petg_plan(), shop, at("2026-11-23", 12)), 1, "standard").ready_at,
              at("2026-11-27", 17));  // Tuesday and two days, Thursday is a holiday
    EXPECT_EQ(find_price(offer_at(petg_plan(), shop, at("2026-11-28", 3)), 1, "standard").ready_at,
              at("2026-12-02", 17));
}

TEST(Dates, EndlessWorkIsNotPromised) {
    const Offer offer = offer_at(print_of_hours(1e6), plain_shop(), monday_morning());
    EXPECT_FALSE(offer.feasible);
    EXPECT_TRUE(offer.prices.empty());
    ASSERT_EQ(offer.blockers.size(), 1u);
    EXPECT_EQ(offer.blockers[0].code, "date_out_of_range");
    // 2 499 days of 15 h, and the day of review and inspection.
    EXPECT_TRUE(offer_at(print_of_hours(15.0 * 2499), plain_shop(), monday_morning()).feasible);
    EXPECT_FALSE(offer_at(print_of_hours(15.0 * 2500), plain_shop(), monday_morning()).feasible);

    PriceRequest request;
    request.quantities = {1, 1'000'000};
    request.now = monday_morning();
    const Offer some = price(print_of_hours(10), plain_shop(), {}, request);
    ASSERT_EQ(some.prices.size(), 3u) << "the tiers of one piece";
    EXPECT_EQ(some.prices[0].quantity, 1);
}

TEST(Dates, NobodyPaysForSpeedThatTheCalendarDoesNotGive) {
    const Offer busy = offer_at(print_of_hours(150), plain_shop(), monday_morning());
    const Price& standard = find_price(busy, 1, "standard");
    const Price& fast = find_price(busy, 1, "fast");
    ASSERT_EQ(fast.lead_days, standard.lead_days);
    EXPECT_EQ(fast.unit_price, standard.unit_price);
    const Offer short_print = offer_at(petg_plan(), plain_shop(), monday_morning());
    EXPECT_GT(find_price(short_print, 1, "fast").unit_price.minor(),
              find_price(short_print, 1, "standard").unit_price.minor());
}

TEST(Offer, InfeasiblePlanHasItsBlockersAndNoPrice) {
    plan::ProcessPlan plan = petg_plan();
    plan.blockers = {{"does_not_fit", "It is 300 mm long."}};
    const Offer offer = offer_at(plan, plain_shop(), monday_morning());
    EXPECT_FALSE(offer.feasible);
    EXPECT_TRUE(offer.prices.empty());
    ASSERT_EQ(offer.blockers.size(), 1u);
    EXPECT_EQ(offer.blockers[0].code, "does_not_fit");
}

TEST(Offer, RowsMissingFromTheCatalogueAreNamed) {
    plan::ProcessPlan plan = petg_plan();
    plan.request.machine = "gone";
    plan.operations[0].labour_role = "poet";
    const Offer offer = offer_at(plan, plain_shop(), monday_morning());
    ASSERT_EQ(offer.blockers.size(), 2u);
    EXPECT_EQ(offer.blockers[0].message, "The catalogue has no machine 'gone'.");
    EXPECT_EQ(offer.blockers[1].code, "no_labour_rate");
}

TEST(Offer, BrokenFiguresAndQuantitiesAreRefused) {
    plan::ProcessPlan plan = petg_plan();
    plan.operations[1].part_s.value = std::nan("");
    EXPECT_EQ(offer_at(plan, plain_shop(), monday_morning()).blockers.at(0).code, "broken_plan");
    plan = petg_plan();
    plan.stock.returned_g.value = plan.stock.taken_g.value + 1;  // more comes back than was taken
    EXPECT_EQ(offer_at(plan, plain_shop(), monday_morning()).blockers.at(0).message,
              "The figure plan.stock.returned_g is not usable.");
    PriceRequest request;
    request.quantities = {0};
    EXPECT_EQ(price(petg_plan(), plain_shop(), {}, request).blockers.at(0).code,
              "quantity_out_of_range");
}

TEST(Offer, PriceOutsideTheGuardRailsAsksForAPerson) {
    catalog::Catalog shop = plain_shop();
    shop.policy.guard_rails_per_cm3["fdm"] = {0.25, 4};
    EXPECT_TRUE(offer_at(petg_plan(), shop, monday_morning()).review_reasons.empty());
    shop.policy.guard_rails_per_cm3["fdm"] = {2, 4};  // it is 0.79 per cm3 at ten
    const Offer cheap = offer_at(petg_plan(), shop, monday_morning());
    ASSERT_EQ(cheap.review_reasons.size(), 1u);
    EXPECT_EQ(cheap.review_reasons[0],
              "At quantity 10 the price is 0.79 USD per cm³ of part; between 2 USD and 4 USD is "
              "usual for this process.");
}

}  // namespace
}  // namespace millrace::quote
