// From a price to work on the floor, and that nothing happens twice or half.

#include <algorithm>
#include <thread>

#include "test_shop.h"

namespace millrace::http {
namespace {

/// An analysed box with a quote and the request that orders its first feasible price.
struct Quoted {
    explicit Quoted(TestShop& test) {
        part = test.analysed_box();
        const Response response =
            test.post("/api/v1/quotes", {{"part_ids", {part}}, {"quantities", {1, 10}}}, "quote");
        quote = TestShop::json_of(response, 201);
        location = std::string{response.header("Location")};
        for (const Json& offer : quote["parts"][0]["offers"]) {
            if (!offer["feasible"].get<bool>()) continue;
            const Json& price = offer["prices"][0];
            total = price["total_price"];
            order = {{"quote_id", quote["id"]},
                     {"contact", "ada@example.org"},
                     {"reference", "PO-1"},
                     {"lines",
                      {{{"part_id", part},
                        {"process", offer["process"]},
                        {"material", offer["material"]},
                        {"machine", offer["machine"]},
                        {"tier", price["tier"]},
                        {"quantity", price["quantity"]},
                        {"findings_accepted", true}}}}};
            return;
        }
        ADD_FAILURE() << "no feasible offer: " << quote.dump().substr(0, 2000);
    }
    std::string part;
    std::string location;
    Json quote;
    Json order;
    Json total;
};

TEST(Quotes, AQuoteIsReadAsItWasMade) {
    TestShop test;
    const Quoted quoted{test};
    EXPECT_EQ(quoted.location, "/api/v1/quotes/" + quoted.quote["id"].get<std::string>());
    EXPECT_EQ(test.get(quoted.location), quoted.quote);
    const Response again = test.post(
        "/api/v1/quotes", {{"quantities", {1, 10}}, {"part_ids", {quoted.part}}}, "quote");
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(Json::parse(again.body), quoted.quote) << "the order of members means nothing";
    EXPECT_EQ(test.get("/api/v1/quotes")["items"].size(), 1u);
    EXPECT_EQ(test.post("/api/v1/quotes", {{"part_ids", {quoted.part}}}, "quote").status, 422);
    test.now += std::chrono::hours{24 * 365};
    EXPECT_TRUE(test.get(quoted.location)["expired"].get<bool>());
}

TEST(Quotes, LinesOfAPriceAddUpToTheCent) {
    TestShop test;
    const Quoted quoted{test};
    int prices = 0;
    for (const Json& offer : quoted.quote["parts"][0]["offers"]) {
        for (const Json& price : offer["prices"]) {
            std::int64_t sum = 0;
            for (const Json& line : price["breakdown"])
                sum += line["amount"]["amount_minor"].get<std::int64_t>();
            EXPECT_EQ(sum, price["unit_price"]["amount_minor"].get<std::int64_t>());
            ++prices;
        }
    }
    EXPECT_GT(prices, 0);
}

TEST(Quotes, APartThatIsNotMeasuredHasNoPrice) {
    TestShop test;
    const Json created = TestShop::json_of(test.upload("box 1 1 1", "u"), 202);
    EXPECT_EQ(test.post("/api/v1/quotes", {{"part_ids", {created["items"][0]["id"]}}}, "q").status,
              409);
}

TEST(Orders, AnOrderMakesWorkAndIsReadBack) {
    TestShop test;
    const Quoted quoted{test};
    const Response response = test.post("/api/v1/orders", quoted.order, "order");
    const Json order = TestShop::json_of(response, 201);
    EXPECT_EQ(order["lines"][0]["total_price"], quoted.total);
    const auto minor = [&](const char* name) {
        return order[name]["amount_minor"].get<std::int64_t>();
    };
    EXPECT_EQ(minor("lines_total") + minor("minimum_added"), minor("total"));
    EXPECT_GE(minor("total"),
              test.get("/api/v1/catalog")["order_min"]["amount_minor"].get<std::int64_t>());
    ASSERT_FALSE(order["work_orders"].empty());
    EXPECT_EQ(test.get(std::string{response.header("Location")}), order);
    const Json list = test.get("/api/v1/orders");
    ASSERT_EQ(list["items"].size(), 1u);
    EXPECT_EQ(list["items"][0]["lines_count"], 1);

    const std::string id = order["work_orders"][0]["id"];
    const Json work_order = test.get("/api/v1/work-orders/" + id);
    EXPECT_FALSE(work_order["plan"].is_null());
    EXPECT_EQ(work_order["operations"].size(), order["work_orders"][0]["operations"].size());
    test.get("/api/v1/work-orders/wo_x", 404);
    test.get("/api/v1/orders/ord_x", 404);
}

TEST(Orders, WrongLinesAreRefusedWhole) {
    TestShop test;
    const Quoted quoted{test};
    const auto with = [&](const char* member, const Json& value) {
        Json order = quoted.order;
        order["lines"][0][member] = value;
        return test.post("/api/v1/orders", order, std::string{"bad-"} + member).status;
    };
    EXPECT_EQ(with("quantity", 0), 400);
    EXPECT_EQ(with("price", 1), 400) << "nobody names their own price";
    EXPECT_GE(with("quantity", 77), 404);
    EXPECT_GE(with("tier", "yesterday"), 404);
    EXPECT_GE(with("material", "unobtainium"), 404);
    EXPECT_GE(with("part_id", "prt_x"), 404);
    EXPECT_TRUE(test.get("/api/v1/orders")["items"].empty());
    EXPECT_TRUE(test.get("/api/v1/work-orders")["items"].empty());
}

TEST(Orders, TheSameKeyOrdersOnceAlsoFromManyThreads) {
    TestShop test;
    const Quoted quoted{test};
    std::vector<std::thread> threads;
    std::vector<Response> responses(8);
    for (Response& response : responses)
        threads.emplace_back([&] { response = test.post("/api/v1/orders", quoted.order, "same"); });
    for (std::thread& thread : threads) thread.join();
    std::string body;
    for (const Response& response : responses) {
        EXPECT_TRUE(response.status == 201 || response.status == 409) << response.body;
        if (response.status != 201) continue;
        if (body.empty()) body = response.body;
        EXPECT_EQ(response.body, body);
    }
    EXPECT_FALSE(body.empty());
    EXPECT_EQ(test.get("/api/v1/orders")["items"].size(), 1u);
}

TEST(Orders, AnOrderIsTakenBackUntilWorkOnItBegins) {
    TestShop test;
    const Quoted quoted{test};
    const auto place = [&](const char* key) {
        return TestShop::json_of(test.post("/api/v1/orders", quoted.order, key), 201);
    };
    const auto cancel = [&](const Json& order) {
        return test.post("/api/v1/orders/" + order["id"].get<std::string>() + "/cancel", {}, "");
    };
    const Json first = place("first");
    const Json cancelled = TestShop::json_of(cancel(first), 200);
    EXPECT_EQ(cancelled["state"], "cancelled");
    EXPECT_EQ(cancelled["work_orders"][0]["state"], "cancelled");
    EXPECT_EQ(TestShop::json_of(cancel(first), 200), cancelled);
    EXPECT_TRUE(test.get("/api/v1/work-orders?state=released,running")["items"].empty());
    EXPECT_EQ(test.get("/api/v1/work-orders?state=cancelled")["items"].size(), 1u);

    const Json second = place("second");
    const Json& work = second["work_orders"][0];
    const std::string operation = "/api/v1/work-orders/" + work["id"].get<std::string>() +
                                  "/operations/" + work["operations"][0]["id"].get<std::string>() +
                                  "/transitions";
    TestShop::json_of(test.post(operation, {{"kind", "start"}}, "start"), 200);
    const Response refused = cancel(second);
    EXPECT_EQ(refused.status, 409);
    EXPECT_NE(refused.body.find("has begun"), std::string::npos) << refused.body;
    EXPECT_EQ(test.post("/api/v1/orders/ord_unknown/cancel", {}, "").status, 404);
}

// The server can die between the commit and the answer. The next process knows nothing but the
// database: the same request gets the stored answer and orders nothing.
TEST(Orders, ARepeatAfterARestartGetsTheSameAnswer) {
    TestShop test;
    const Quoted quoted{test};
    const Response first = test.post("/api/v1/orders", quoted.order, "key");
    Context after_restart{
        test.shop, Limits{}, [&] { return test.now; }, WebFiles{{}, std::nullopt}, {}};
    const std::string body = quoted.order.dump();
    Request request;
    request.method = "POST";
    request.target = "/api/v1/orders";
    request.body = body;
    request.headers = {{"Content-Type", "application/json"}, {"Idempotency-Key", "\"key\""}};
    const Response again = handle(after_restart, request);
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(again.header("Location"), first.header("Location"));
    EXPECT_EQ(test.get("/api/v1/orders")["items"].size(), 1u);
}

/// Answers cannot be stored: what happens when the disk fills in the middle.
class NoAnswers : public app::Store {
public:
    explicit NoAnswers(app::Store& inner) : inner_{inner} {}
    Status write(const std::function<Status(app::Transaction&)>& work) override {
        return inner_.write([&](app::Transaction& transaction) -> Status {
            MILLRACE_CHECK_OK(work(transaction));
            return Error{ErrorCode::Unavailable, "The disk is full.", {}};
        });
    }
    Status read(const std::function<Status(app::Transaction&)>& work) override {
        return inner_.read(work);
    }
    void on_events(std::function<void()> listener) override { inner_.on_events(listener); }

private:
    app::Store& inner_;
};

TEST(Orders, AnAnswerThatCannotBeStoredLeavesNoOrder) {
    TestShop test;
    const Quoted quoted{test};
    NoAnswers full{*test.store};
    app::Shop shop{{full, test.blobs, read_box, [&] { return test.now; },
                    [&](std::string_view prefix) {
                        return std::string{prefix} + "full" + std::to_string(++test.ids);
                    }},
                   codec::demo_catalog()};
    Context context{shop, Limits{}, [&] { return test.now; }, WebFiles{{}, std::nullopt}, {}};
    const std::string body = quoted.order.dump();
    Request request;
    request.method = "POST";
    request.target = "/api/v1/orders";
    request.body = body;
    request.headers = {{"Content-Type", "application/json"}, {"Idempotency-Key", "key"}};
    EXPECT_EQ(handle(context, request).status, 503);
    EXPECT_TRUE(test.get("/api/v1/orders")["items"].empty());
    EXPECT_EQ(test.post("/api/v1/orders", quoted.order, "key").status, 201) << "sent again later";
}

TEST(Floor, OperationsMoveUnderTheirTag) {
    TestShop test;
    const Quoted quoted{test};
    const Json order = TestShop::json_of(test.post("/api/v1/orders", quoted.order, "o"), 201);
    const Json& work_order = order["work_orders"][0];
    const Json& operation = work_order["operations"][0];
    const std::string target = "/api/v1/work-orders/" + work_order["id"].get<std::string>() +
                               "/operations/" + operation["id"].get<std::string>() + "/transitions";
    const std::string etag = operation["etag"];
    const Json start = {{"kind", "start"}, {"operator_name", "Kim"}};
    EXPECT_EQ(test.post(target, start, "m", {{"If-Match", "1"}}).status, 400);
    EXPECT_EQ(test.post(target, start, "s", {{"If-Match", "\"999\""}}).status, 412);
    EXPECT_EQ(test.post(target, {{"kind", "paint"}}, "p").status, 400);
    EXPECT_EQ(test.post(target, {{"kind", "scrap"}}, "n").status, 400) << "how many, and why";
    EXPECT_EQ(test.post("/api/v1/work-orders/wo_x/operations/op_x/transitions", start, "x").status,
              404);
    const Response started = test.post(target, start, "start", {{"If-Match", etag}});
    const Json running = TestShop::json_of(started, 200);
    EXPECT_EQ(running["operations"][0]["state"], "running");
    EXPECT_EQ(running["operations"][0]["operator_name"], "Kim");
    EXPECT_EQ(started.header("ETag"), running["operations"][0]["etag"].get<std::string>());
    EXPECT_NE(started.header("ETag"), etag);
    EXPECT_EQ(test.post(target, start, "start", {{"If-Match", etag}}).body, started.body)
        << "a repeat after a lost answer is no second start";
    EXPECT_EQ(test.post(target, start, "late", {{"If-Match", etag}}).status, 412);
    const Json finished = TestShop::json_of(test.post(target, {{"kind", "finish"}}, "finish"), 200);
    EXPECT_EQ(finished["operations"][0]["state"], "finished");
    EXPECT_FALSE(finished["operations"][0]["actual_s"].is_null());
    EXPECT_GT(finished["progress"]["operations_finished"], 0);
}

TEST(Floor, ScrapMakesAnotherWorkOrder) {
    TestShop test;
    const Quoted quoted{test};
    const Json order = TestShop::json_of(test.post("/api/v1/orders", quoted.order, "o"), 201);
    const Json& work_order = order["work_orders"][0];
    const std::string target =
        "/api/v1/work-orders/" + work_order["id"].get<std::string>() + "/operations/" +
        work_order["operations"][0]["id"].get<std::string>() + "/transitions";
    ASSERT_EQ(test.post(target, {{"kind", "start"}}, "1").status, 200);
    const Json scrap = {{"kind", "scrap"}, {"scrap_quantity", 1}, {"reason", "warped"}};
    ASSERT_EQ(test.post(target, scrap, "2").status, 200);
    const Json after = test.get("/api/v1/orders/" + order["id"].get<std::string>());
    ASSERT_EQ(after["work_orders"].size(), 2u);
    const auto replacement =
        std::find_if(after["work_orders"].begin(), after["work_orders"].end(),
                     [](const Json& one) { return !one["replaces"].is_null(); });
    ASSERT_NE(replacement, after["work_orders"].end());
    EXPECT_EQ((*replacement)["replaces"], work_order["id"]);
}

TEST(Floor, TheQueueIsFiltered) {
    TestShop test;
    const Quoted quoted{test};
    const Json order = TestShop::json_of(test.post("/api/v1/orders", quoted.order, "o"), 201);
    const Json& work_order = order["work_orders"][0];
    const std::string centre = work_order["operations"][0]["work_centre"];
    const auto count = [&](const std::string& query) {
        return test.get("/api/v1/work-orders?" + query)["items"].size();
    };
    EXPECT_EQ(count("work_centre=" + centre), 1u);
    EXPECT_EQ(count("work_centre=nowhere"), 0u);
    EXPECT_EQ(count("state=released,running"), 1u);
    EXPECT_EQ(count("state=finished"), 0u);
    EXPECT_EQ(count("order_id=" + order["id"].get<std::string>()), 1u);
    EXPECT_EQ(count("order_id=ord_x"), 0u);
    test.get("/api/v1/work-orders?state=lost", 400);
}

}  // namespace
}  // namespace millrace::http
