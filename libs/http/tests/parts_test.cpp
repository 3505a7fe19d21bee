// Uploads, what is known about a part, its model and findings.

#include "millrace/cad/write.h"
#include "test_shop.h"

namespace millrace::http {
namespace {

TEST(Parts, AnUploadBecomesAMeasuredPart) {
    TestShop test;
    const Json created = TestShop::json_of(test.upload("box 60 40 20", "a"), 202);
    const std::string id = created["items"][0]["id"];
    EXPECT_EQ(created["items"][0]["state"], "analysing");
    EXPECT_EQ(created["items"][0]["file_name"], "part.stl");
    test.get("/api/v1/parts/" + id + "/model", 409);
    test.get("/api/v1/parts/" + id + "/findings", 409);

    ASSERT_TRUE(test.shop.analyse_now(app::PartId{id}).has_value());
    const Json part = test.get("/api/v1/parts/" + id);
    EXPECT_NE(part["state"], "analysing");
    EXPECT_NEAR(part["facts"]["volume_mm3"].get<double>(), 48'000.0, 1e-6);
    EXPECT_EQ(part["facts"]["bbox_mm"], Json::parse("[60.0, 40.0, 20.0]"));
    EXPECT_FALSE(part["findings_count"].empty());
    EXPECT_EQ(part["units"]["source"], "guessed");
    EXPECT_TRUE(part["timings_ms"].contains("total"));

    const Json list = test.get("/api/v1/parts");
    ASSERT_EQ(list["items"].size(), 1u);
    EXPECT_TRUE(list["items"][0]["facts"].is_null());
    const std::string file = part["file_sha256"];
    EXPECT_EQ(test.get("/api/v1/parts?file_sha256=" + file)["items"].size(), 1u);
    EXPECT_EQ(test.get("/api/v1/parts?file_sha256=none")["items"].size(), 0u);

    const Json findings = test.get("/api/v1/parts/" + id + "/findings");
    EXPECT_EQ(findings["part_id"], id);
    EXPECT_FALSE(findings["processes"].empty());
}

TEST(Parts, WhatTheFileStatesIsAmongTheFacts) {
    TestShop test;
    const Json part = test.get("/api/v1/parts/" + test.analysed_box("box 60 40 20"));
    const Json statements = part["facts"]["statements"];
    ASSERT_EQ(statements.size(), 2u);
    EXPECT_EQ(statements[0]["kind"], "dimension");
    EXPECT_EQ(statements[0]["unit"], "mm");
    EXPECT_EQ(statements[0]["nominal"], 60.0);
    EXPECT_EQ(statements[0]["lower"], -0.2);
    EXPECT_EQ(statements[0]["faces"], Json::parse("[4, 5]"));
    EXPECT_EQ(statements[1]["unit"], "deg");
    EXPECT_NEAR(statements[1]["nominal"].get<double>(), 90.0, 1e-9);
    EXPECT_TRUE(statements[1]["upper"].is_null());
}

TEST(Parts, AFileSaysWhatItIsMadeOf) {
    TestShop test;
    const Json created = TestShop::json_of(test.upload("box 60 40 20", "a"), 202);
    const std::string id = created["items"][0]["id"];
    EXPECT_TRUE(created["items"][0]["structure_url"].is_null());
    test.get("/api/v1/parts/" + id + "/structure", 409);
    test.get("/api/v1/parts/none/structure", 404);
    ASSERT_TRUE(test.shop.analyse_now(app::PartId{id}).has_value());
    const Json part = test.get("/api/v1/parts/" + id);
    const Json structure = test.get(part["structure_url"]);
    ASSERT_EQ(structure["parts"].size(), 1u);
    EXPECT_EQ(structure["parts"][0]["part_id"], id);
    EXPECT_EQ(structure["parts"][0]["quantity"], 1);
    EXPECT_TRUE(structure["nodes"].empty());
}

TEST(Parts, AFlatPatternComesAsADrawing) {
    TestShop test;
    const Json created = TestShop::json_of(test.upload("box 60 40 20", "a"), 202);
    const app::PartId id{created["items"][0]["id"].get<std::string>()};
    const std::string target = "/api/v1/parts/" + id.text() + "/flat.dxf";
    test.get(target, 409);
    test.get("/api/v1/parts/none/flat.dxf", 404);
    ASSERT_TRUE(test.shop.analyse_now(id).has_value());
    test.get(target, 404);  // a block is no sheet

    facts::Sheet sheet;
    sheet.flat.loops = {{{{0, 0, 0}, {60, 0, 0}, {60, 40, 0}, {0, 40, 0}}}};
    ASSERT_TRUE(test.store->write([&](app::Transaction& transaction) -> Status {
        MILLRACE_TRY(app::PartRecord part, transaction.part(id));
        MILLRACE_TRY(facts::PartFacts facts, codec::facts_from_json(part.facts_json));
        facts.sheet = sheet;
        part.facts_json = codec::facts_to_json(facts);
        part.name = "Blech ä";
        return transaction.put(part);
    }));
    const Response drawing = test.call({.target = target});
    ASSERT_EQ(drawing.status, 200);
    EXPECT_EQ(drawing.content_type, "image/vnd.dxf");
    EXPECT_EQ(drawing.bytes(), cad::write_dxf({.loops = sheet.flat.loops, .bends = {}}));
    EXPECT_EQ(drawing.header("Content-Disposition"),
              "attachment; filename=\"Blech___.dxf\"; filename*=UTF-8''Blech%20%C3%A4.dxf");
}

TEST(Parts, FindingsOfOneProcessAreAskedForByName) {
    TestShop test;
    const std::string id = test.analysed_box("box 60 40 0.4");
    const std::string target = "/api/v1/parts/" + id + "/findings?process=";
    const Json milling = test.get(target + "milling")["processes"];
    ASSERT_EQ(milling.size(), 1u);
    EXPECT_EQ(milling[0]["process"], "milling");
    EXPECT_EQ(milling[0]["offered"], true);
}

// Every process of the catalogue's list is checked when asked for, and says that it is not offered.
TEST(Parts, ProcessesThatTheShopDoesNotOfferAreCheckedOnDemand) {
    TestShop test;
    const std::string id = test.analysed_box("box 60 40 0.4");
    const std::string target = "/api/v1/parts/" + id + "/findings";
    const Json all = test.get(target)["processes"];
    const Json elsewhere = test.get("/api/v1/catalog")["processes_elsewhere"];
    ASSERT_FALSE(elsewhere.empty());
    for (const Json& process : elsewhere) {
        SCOPED_TRACE(process.dump());
        for (const Json& offered : all) EXPECT_NE(offered["process"], process["id"]);
        const Json found =
            test.get(target + "?process=" + process["id"].get<std::string>())["processes"];
        ASSERT_EQ(found.size(), 1u);
        EXPECT_EQ(found[0]["process"], process["id"]);
        EXPECT_EQ(found[0]["offered"], false);
    }
    const Json sla = test.get(target + "?process=sla")["processes"][0]["findings"];
    EXPECT_FALSE(sla.empty()) << "a wall of 0.4 mm is too thin for SLA";
    test.get(target + "?process=forging", 422);
    const Json waiting = TestShop::json_of(test.upload("box 1 2 3", "w"), 202);
    const std::string unmeasured = waiting["items"][0]["id"];
    test.get("/api/v1/parts/" + unmeasured + "/findings?process=sla", 409);
}

TEST(Parts, TheModelIsAskedForByItsTag) {
    TestShop test;
    const std::string id = test.analysed_box();
    const std::string target = "/api/v1/parts/" + id + "/model";
    const Response model = test.call({.target = target});
    ASSERT_EQ(model.status, 200);
    EXPECT_EQ(model.content_type, "model/gltf-binary");
    EXPECT_EQ(model.bytes().substr(0, 4), "glTF");
    const std::string etag{model.header("ETag")};
    ASSERT_FALSE(etag.empty());
    EXPECT_EQ(test.call({"GET", target, "", {{"If-None-Match", etag}}}).status, 304);
    EXPECT_EQ(test.call({"GET", target, "", {{"If-None-Match", "\"other\""}}}).status, 200);
}

TEST(Parts, AFileThatCannotBeReadIsAPartThatSaysWhy) {
    TestShop test;
    const Json created = TestShop::json_of(test.upload("not a box", "a"), 202);
    const std::string id = created["items"][0]["id"];
    static_cast<void>(test.shop.analyse_now(app::PartId{id}));
    const Json part = test.get("/api/v1/parts/" + id);
    EXPECT_EQ(part["failure"]["code"], "syntax");
    EXPECT_NE(part["failure"]["detail"].get<std::string>().find("not a box"), std::string::npos);
    EXPECT_NE(test.get("/api/v1/parts/" + id + "/model", 409)["detail"].get<std::string>().find(
                  "not a box"),
              std::string::npos);
}

TEST(Parts, UploadFormsAreChecked) {
    TestShop test;
    const auto send = [&](const std::string& body, const std::string& type) {
        return test.call(
            {"POST", "/api/v1/parts", body, {{"Content-Type", type}, {"Idempotency-Key", "k"}}});
    };
    const std::string type = "multipart/form-data; boundary=XX";
    EXPECT_EQ(send("{}", "application/json").status, 415);
    EXPECT_EQ(send("", type).status, 400);
    EXPECT_EQ(send("--XX--\r\n", type).status, 400) << "no file";
    const auto field = [](const std::string& head, const std::string& content) {
        return "--XX\r\nContent-Disposition: form-data; " + head + "\r\n\r\n" + content +
               "\r\n--XX--\r\n";
    };
    EXPECT_EQ(send(field("name=\"model\"; filename=\"a\"", "x"), type).status, 400);
    EXPECT_EQ(send(field("name=\"unit\"", "parsec"), type).status, 400);
    EXPECT_EQ(send(field("name=\"file\"; filename=\"\"", ""), type).status, 400);
    test.context.limits.file_bytes_max = 10;
    const Response large = send(field("name=\"file\"; filename=\"a.stl\"", "12345678901"), type);
    EXPECT_EQ(large.status, 413);
    EXPECT_NE(large.body.find("a.stl"), std::string::npos) << "the file is named";
    EXPECT_NE(large.body.find("10"), std::string::npos) << "and the limit";
    EXPECT_TRUE(test.get("/api/v1/parts")["items"].empty());
}

TEST(Parts, TheSameUploadTwiceIsOneUpload) {
    TestShop test;
    const Response first = test.upload("box 1 2 3", "key", "XX");
    // A browser that tries again chooses another boundary.
    const Response again = test.upload("box 1 2 3", "key", "YYYY");
    EXPECT_EQ(again.status, 202);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(again.header("Idempotency-Replayed"), "true");
    EXPECT_EQ(test.upload("box 1 2 4", "key").status, 422);
    EXPECT_EQ(test.upload("box 1 2 3", "key", "XX", "in").status, 422) << "another unit";
    EXPECT_EQ(test.get("/api/v1/parts")["items"].size(), 1u);
}

TEST(Parts, AUnitCanBeStatedAfterwards) {
    TestShop test;
    const std::string id = test.analysed_box("box 1 2 3");
    const std::string target = "/api/v1/parts/" + id + "/unit";
    EXPECT_EQ(test.post(target, {{"unit", "parsec"}}, "").status, 400);
    EXPECT_EQ(test.post("/api/v1/parts/prt_x/unit", {{"unit", "in"}}, "").status, 404);
    EXPECT_EQ(test.post(target, {{"unit", "in"}}, "").status, 202);
    static_cast<void>(test.shop.analyse_now(app::PartId{id}));
    const Json part = test.get("/api/v1/parts/" + id);
    EXPECT_EQ(part["units"]["unit"], "in");
    EXPECT_NEAR(part["facts"]["bbox_mm"][0].get<double>(), 25.4, 1e-9);
}

}  // namespace
}  // namespace millrace::http
