// A quote becomes an order and work for the floor, in one transaction or not at all.

#include "shop_fixture.h"

namespace millrace::app {
namespace {

TEST_F(ShopTest, AnOrderReleasesTheQuotedPlan) {
    const QuoteRecord quote = quoted(analysed("box 40 30 20"));
    const OrderRecord placed = shop_->place_order(cheapest(quote, 10)).value();
    const auto offers = offers_of(quote).value();
    const quote::Offer& offer = offers.front().offers.front();

    ASSERT_EQ(placed.lines.size(), 1U);
    const OrderLine line = order(placed.id).lines.front();
    const auto price = std::find_if(
        offer.prices.begin(), offer.prices.end(),
        [&](const quote::Price& p) { return p.quantity == 10 && p.tier == line.tier; });
    EXPECT_EQ(line.unit_price, price->unit_price);
    EXPECT_EQ(line.total_price, price->total_price);
    EXPECT_EQ(line.promised_at, price->ready_at);
    EXPECT_EQ(placed.state, OrderState::Confirmed);

    ASSERT_EQ(work_orders().size(), 1U);
    const WorkOrderRecord work_order = work_orders().front();
    EXPECT_EQ(work_order.order, placed.id);
    EXPECT_EQ(work_order.quantity, 10);
    EXPECT_EQ(work_order.due_at, line.promised_at);
    ASSERT_EQ(work_order.operations.size(), offer.plan.operations.size());
    double planned_s = 0.0;
    for (const OperationRecord& operation : work_order.operations) {
        planned_s += operation.planned_s;
        EXPECT_EQ(operation.state,
                  operation.sequence == 1 ? OperationState::Ready : OperationState::Waiting);
        EXPECT_TRUE(operation.work_centre == "bench" || operation.work_centre == line.machine);
    }
    EXPECT_NEAR(planned_s, to_s(offer.plan.time(10)), 1e-6);  // sums in another order
    const auto tail = events();
    EXPECT_EQ(tail[tail.size() - 2], "order.placed");
    EXPECT_EQ(tail.back(), "work_order.released");
}

TEST_F(ShopTest, ASmallOrderCostsTheMinimum) {
    const OrderRecord small = ordered(1);
    const Money minimum =
        Money::from_major(shop_->catalog().policy.order_min, shop_->catalog().policy.currency);
    EXPECT_EQ(small.total, small.lines.front().total_price < minimum
                               ? minimum
                               : small.lines.front().total_price);
    EXPECT_FALSE(small.total < minimum);
}

TEST_F(ShopTest, AnOrderNamesExactlyWhatWasQuoted) {
    const QuoteRecord quote = quoted(analysed("box 40 30 20"));
    const PartRecord other = analysed("box 20 20 20");
    const auto refused = [&](const auto& change) {
        OrderRequest request = cheapest(quote, 10);
        change(request);
        return shop_->place_order(request).error().code;
    };
    using Code = ErrorCode;
    EXPECT_EQ(refused([](OrderRequest& r) { r.quote = QuoteId{"quo_x"}; }), Code::NotFound);
    EXPECT_EQ(refused([](OrderRequest& r) { r.lines.clear(); }), Code::InvalidArgument);
    EXPECT_EQ(refused([](OrderRequest& r) { r.lines[0].quantity = 11; }), Code::InvalidArgument);
    EXPECT_EQ(refused([](OrderRequest& r) { r.lines[0].tier = "tomorrow"; }),
              Code::InvalidArgument);
    EXPECT_EQ(refused([](OrderRequest& r) { r.lines[0].machine = "other"; }),
              Code::InvalidArgument);
    EXPECT_EQ(refused([&](OrderRequest& r) { r.lines[0].part = other.id; }), Code::InvalidArgument);
    EXPECT_TRUE(work_orders().empty());
}

TEST_F(ShopTest, AnExpiredQuoteCannotBeOrdered) {
    const QuoteRecord quote = quoted(analysed("box 40 30 20"));
    now_ = quote.valid_until + std::chrono::milliseconds{1};
    const auto refused = shop_->place_order(cheapest(quote, 1));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Conflict);
    now_ = quote.valid_until;
    EXPECT_TRUE(shop_->place_order(cheapest(quote, 1)));
}

TEST_F(ShopTest, AnInfeasibleOfferCannotBeOrdered) {
    const QuoteRecord quote = quoted(analysed("box 4000 3000 2000"));
    const auto offers = offers_of(quote).value();
    const plan::Request& wanted = offers.front().offers.front().plan.request;
    OrderRequest request;
    request.quote = quote.id;
    request.lines = {{offers.front().part, wanted.process, wanted.material, wanted.machine,
                      "standard", 1, true}};
    EXPECT_EQ(shop_->place_order(request).error().code, ErrorCode::Conflict);
    EXPECT_TRUE(work_orders().empty());
}

TEST_F(ShopTest, AdvisoryFindingsHaveToBeAccepted) {
    const QuoteRecord quote = quoted(analysed("box 40 30 20"));
    OrderRequest request = cheapest(quote, 1);
    PartRecord box = part(request.lines[0].part);
    auto checks = codec::checks_from_json(box.findings_json).value();
    dfm::Finding advisory;
    advisory.rule = "TEST-01";
    advisory.process = request.lines[0].process;
    advisory.severity = dfm::Severity::Advisory;
    checks[advisory.process].findings.push_back(advisory);
    box.findings_json = codec::checks_to_json(checks);
    ASSERT_TRUE(store_->write([&](Transaction& t) { return t.put(box); }));
    request.lines[0].findings_accepted = false;
    EXPECT_EQ(shop_->place_order(request).error().code, ErrorCode::Conflict);
    request.lines[0].findings_accepted = true;
    EXPECT_TRUE(shop_->place_order(request));
}

TEST_F(ShopTest, ARestatedUnitNeedsANewQuote) {
    const PartRecord box = analysed("box 40 30 20");
    const QuoteRecord quote = quoted(box);
    ASSERT_TRUE(shop_->state_unit(box.id, cad::LengthUnit::Centimetre));
    EXPECT_EQ(shop_->place_order(cheapest(quote, 1)).error().code, ErrorCode::Conflict);
    ASSERT_TRUE(shop_->analyse_now(box.id));
    EXPECT_EQ(shop_->place_order(cheapest(quote, 1)).error().code, ErrorCode::Conflict);
    // The old quote still replays: its model is kept.
    EXPECT_TRUE(shop_->replay(quote.id));
}

TEST_F(ShopTest, AnOrderWhoseAnswerCannotBeStoredDidNotHappen) {
    const QuoteRecord quote = quoted(analysed("box 40 30 20"));
    const std::size_t before = events().size();
    const auto refused =
        shop_->place_order(cheapest(quote, 1), [](Transaction&, const OrderRecord&) -> Status {
            return Error{ErrorCode::Conflict, "answered already", {}};
        });
    EXPECT_EQ(refused.error().code, ErrorCode::Conflict);
    EXPECT_TRUE(work_orders().empty());
    EXPECT_TRUE(get([](Transaction& t) { return t.orders(10); })->empty());
    EXPECT_EQ(events().size(), before);
}

TEST_F(ShopTest, ALaterOrderIsPromisedLaterByTheWorkingDaysBetween) {
    const QuoteRecord quote = quoted(analysed("box 40 30 20"));
    const Instant at_once = shop_->place_order(cheapest(quote, 1))->lines.front().promised_at;
    now_ += std::chrono::days{7};
    const Instant later = shop_->place_order(cheapest(quote, 1))->lines.front().promised_at;
    EXPECT_GE(later - at_once, std::chrono::days{6});
    EXPECT_LE(later - at_once, std::chrono::days{9});  // a week, shifted by at most a holiday
}

TEST_F(ShopTest, ReleasedWorkDelaysTheNextQuote) {
    const PartRecord box = analysed("box 40 30 20");
    const QuoteRecord idle = quoted(box, {1, 10'000});
    ASSERT_TRUE(shop_->place_order(cheapest(idle, 10'000)));
    const QuoteRecord busy = quoted(box, {1, 10'000});
    const auto ready = [](const QuoteRecord& quote) {
        return offers_of(quote)->front().offers.front().prices.front().ready_at;
    };
    EXPECT_GT(ready(busy), ready(idle));
}

}  // namespace
}  // namespace millrace::app
