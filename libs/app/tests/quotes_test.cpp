// Quotes: the offers of a part, replayed to the cent, refused when they cannot be, expired in time.

#include "shop_fixture.h"

namespace millrace::app {
namespace {

TEST_F(ShopTest, AQuotePricesEveryProcessCheapestFirst) {
    const QuoteRecord quote = quoted(analysed("box 40 30 20"), {10, 1, 10});
    const auto parts_quoted = offers_of(quote).value();
    ASSERT_EQ(parts_quoted.size(), 1U);
    const std::vector<quote::Offer>& offers = parts_quoted.front().offers;
    std::set<std::string> processes;
    bool feasible = true;
    Money last{0, Currency::usd()};
    for (const quote::Offer& offer : offers) {
        processes.insert(offer.plan.request.process);
        EXPECT_LE(offer.feasible, feasible) << "feasible offers come first";
        feasible = offer.feasible;
        if (!feasible) continue;
        ASSERT_FALSE(offer.prices.empty());
        EXPECT_FALSE(offer.prices.front().unit_price < last);
        last = offer.prices.front().unit_price;
        EXPECT_EQ(offer.prices.front().quantity, 1);
        EXPECT_EQ(offer.prices.back().quantity, 10);
        EXPECT_EQ(offer.prices.size(), 2 * shop_->catalog().policy.tiers.size());
    }
    EXPECT_EQ(processes, (std::set<std::string>{"fdm", "milling"}));
    EXPECT_EQ(quote.catalog_sha256, shop_->catalog().sha256);
    EXPECT_EQ(quote.planner_version, engine_version());
    EXPECT_EQ(quote.valid_until - quote.created_at, std::chrono::days{30});
    EXPECT_EQ(events().back(), "quote.created");
}

TEST_F(ShopTest, AQuoteReplaysToTheCentInAnotherProcessAndAnotherYear) {
    // Work in the queue moves the dates, so it has to be remembered with the quote.
    static_cast<void>(ordered(10));
    const QuoteRecord quote = quoted(analysed("box 60 20 10"), {1, 7, 100});
    EXPECT_NE(quote.request_json.find("queued_s"), std::string::npos);
    ASSERT_TRUE(shop_->replay(quote.id));
    now_ += std::chrono::days{400};
    static_cast<void>(ordered(1));
    reopen(codec::demo_catalog());
    const Status replayed = shop_->replay(quote.id);
    EXPECT_TRUE(replayed) << to_string(replayed.error());
}

TEST_F(ShopTest, ARememberedPlanGivesTheSameOffersAsAFreshOne) {
    const PartRecord box = analysed("box 60 20 10");
    const std::string remembered = quoted(box, {1, 7}).offers_json;
    reopen(codec::demo_catalog());
    const std::string fresh = quoted(box, {1, 7}).offers_json;
    EXPECT_EQ(fresh, remembered);
    EXPECT_EQ(quoted(box, {1, 7}).offers_json, fresh);
}

TEST_F(ShopTest, AReplayFindsACentThatWasChanged) {
    QuoteRecord quote = quoted(analysed("box 60 20 10"));
    auto offers = offers_of(quote).value();
    quote::Price& price = offers.front().offers.front().prices.back();
    price.total_price = price.total_price + Money{1, price.total_price.currency()};
    quote.offers_json = R"([{"part":")" + offers.front().part.text() + R"(","part_revision":")" +
                        offers.front().part_revision + R"(","offers":)" +
                        codec::offers_to_json(offers.front().offers) + "}]";
    ASSERT_TRUE(store_->write([&](Transaction& t) { return t.put(quote); }));
    const Status replayed = shop_->replay(quote.id);
    ASSERT_FALSE(replayed);
    EXPECT_EQ(replayed.error().code, ErrorCode::Internal);
    EXPECT_NE(replayed.error().message.find("the price of 10"), std::string::npos);
}

TEST_F(ShopTest, AReplayWithAnotherCatalogueIsRefused) {
    const QuoteRecord quote = quoted(analysed("box 60 20 10"));
    catalog::Catalog other = codec::demo_catalog();
    other.sha256 = std::string(64, '0');
    reopen(other);
    EXPECT_EQ(shop_->replay(quote.id).error().code, ErrorCode::Conflict);
}

TEST_F(ShopTest, AQuoteIsRefusedWithAReason) {
    const PartRecord box = analysed("box 40 30 20");
    const auto refused = [&](const auto& change) {
        QuoteRequest request;
        request.parts = {box.id};
        change(request);
        return shop_->make_quote(request).error().code;
    };
    using Code = ErrorCode;
    EXPECT_EQ(refused([](QuoteRequest& r) { r.parts.clear(); }), Code::InvalidArgument);
    EXPECT_EQ(refused([](QuoteRequest& r) { r.parts = {PartId{"prt_x"}}; }), Code::NotFound);
    EXPECT_EQ(refused([](QuoteRequest& r) { r.options.quantities = {0}; }), Code::InvalidArgument);
    EXPECT_EQ(refused([](QuoteRequest& r) { r.options.quantities = {}; }), Code::InvalidArgument);
    EXPECT_EQ(refused([](QuoteRequest& r) { r.options.process = "magic"; }), Code::InvalidArgument);
    EXPECT_EQ(refused([](QuoteRequest& r) { r.options.material = "mithril"; }),
              Code::InvalidArgument);
    EXPECT_EQ(refused([](QuoteRequest& r) { r.options.machine = "anvil"; }), Code::InvalidArgument);
    EXPECT_EQ(refused([](QuoteRequest& r) {
                  r.options.process = "fdm";
                  r.options.material = "al6061";
              }),
              Code::InvalidArgument);
}

TEST_F(ShopTest, APartThatIsNotAnalysedCannotBeQuoted) {
    QuoteRequest request;
    request.parts = {shop_->upload({file("box 1 2 3")})->front().id};
    EXPECT_EQ(shop_->make_quote(request).error().code, ErrorCode::Conflict);
    request.parts = {analysed("nonsense").id};
    EXPECT_EQ(shop_->make_quote(request).error().code, ErrorCode::Conflict);
}

TEST_F(ShopTest, AllMaterialsGiveOneOfferEach) {
    const PartRecord box = analysed("box 40 30 20");
    QuoteRequest request;
    request.parts = {box.id};
    request.options.process = "milling";
    request.options.all_materials = true;
    const auto offers = offers_of(shop_->make_quote(request).value()).value();
    std::set<std::string> materials;
    for (const quote::Offer& offer : offers.front().offers) {
        EXPECT_TRUE(materials.insert(offer.plan.request.material).second);
    }
    std::size_t millable = 0;
    for (const catalog::Material& material : shop_->catalog().materials) {
        millable += std::count(material.processes.begin(), material.processes.end(), "milling");
    }
    EXPECT_EQ(materials.size(), millable);
}

TEST_F(ShopTest, PartsExpireWithTheirQuoteAndAreRevivedByTheNext) {
    const PartRecord box = analysed("box 40 30 20");
    static_cast<void>(quoted(box));
    EXPECT_EQ(shop_->expire_quotes().value(), 0U);
    now_ += std::chrono::days{31};
    EXPECT_EQ(shop_->expire_quotes().value(), 1U);
    EXPECT_EQ(part(box.id).state, PartState::Expired);
    EXPECT_EQ(events().back(), "part.expired");
    EXPECT_EQ(shop_->expire_quotes().value(), 0U);
    static_cast<void>(quoted(box));
    EXPECT_EQ(part(box.id).state, box.state);
}

TEST_F(ShopTest, AnOfferThatCannotBeMadeNamesWhatStandsInTheWay) {
    const PartRecord huge = analysed("box 4000 3000 2000");
    const auto offers = offers_of(quoted(huge)).value();
    for (const quote::Offer& offer : offers.front().offers) {
        EXPECT_FALSE(offer.feasible);
        ASSERT_FALSE(offer.blockers.empty());
        EXPECT_FALSE(offer.blockers.front().code.empty());
        EXPECT_FALSE(offer.blockers.front().message.empty());
    }
}

}  // namespace
}  // namespace millrace::app
