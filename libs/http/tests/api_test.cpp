// The frame around the handlers: routing, methods, problems, keys, security headers.

#include <thread>

#include "test_shop.h"

namespace millrace::http {
namespace {

TEST(Api, UnknownAddressesAndMethodsAreProblems) {
    TestShop test;
    EXPECT_EQ(test.get("/api/v1/nothing", 404)["code"], "not_found");
    EXPECT_EQ(test.get("/api", 404)["code"], "not_found");
    const Response response = test.call({"DELETE", "/api/v1/parts", "", {}});
    EXPECT_EQ(response.status, 405);
    EXPECT_EQ(response.header("Allow"), "POST, GET, HEAD, OPTIONS");
    EXPECT_EQ(response.content_type, "application/problem+json");
    const Response options = test.call({"OPTIONS", "/api/v1/parts/x", "", {}});
    EXPECT_EQ(options.status, 200);
    EXPECT_EQ(options.header("Allow"), "GET, HEAD, OPTIONS");
    EXPECT_EQ(test.call({"POST", "/index.html", "", {}}).status, 405);
}

TEST(Api, EveryAnswerCarriesTheSecurityHeaders) {
    TestShop test;
    for (const char* target : {"/healthz", "/api/v1/nothing", "/", "/api/v1/catalog"}) {
        const Response response = test.call({.target = target});
        EXPECT_EQ(response.header("X-Content-Type-Options"), "nosniff") << target;
        EXPECT_NE(response.header("Content-Security-Policy").find("default-src 'self'"),
                  std::string_view::npos);
        EXPECT_EQ(response.header("Access-Control-Allow-Origin"), "");
    }
}

TEST(Api, HealthAndCatalogueAnswer) {
    TestShop test;
    EXPECT_EQ(test.get("/healthz")["status"], "ok");
    const Json catalog = test.get("/api/v1/catalog");
    EXPECT_FALSE(catalog["materials"].empty());
    EXPECT_FALSE(catalog["machines"].empty());
    EXPECT_EQ(catalog["limits"]["upload_bytes_max"], 256 << 20);
    EXPECT_FALSE(catalog.contains("labour")) << "what the shop pays stays inside";
}

TEST(Api, JsonBodiesAreCheckedWithPointers) {
    TestShop test;
    const auto problem = [&](const std::string& body, const char* type = "application/json") {
        const Response response = test.call(
            {"POST", "/api/v1/quotes", body, {{"Content-Type", type}, {"Idempotency-Key", "k"}}});
        return std::pair{response.status, Json::parse(response.body)};
    };
    EXPECT_EQ(problem("{}").second["errors"][0]["pointer"], "/part_ids");
    EXPECT_EQ(problem("{").first, 400);
    EXPECT_EQ(problem("[]").first, 400);
    EXPECT_EQ(problem("{}", "text/plain").first, 415);
    EXPECT_EQ(problem(std::string(2 << 20, ' ')).first, 413);
    EXPECT_EQ(problem(std::string(100'000, '[')).first, 400) << "deep nesting";
    EXPECT_EQ(problem("{\"part_ids\": [\"\xff\"]}").first, 400) << "not UTF-8";
    EXPECT_EQ(problem(R"({"part_ids":["a"],"quantity":3})").second["errors"][0]["code"], "unknown");
    EXPECT_EQ(problem(R"({"part_ids":["a"],"quantities":[0]})").second["errors"][0]["code"],
              "out_of_range");
    EXPECT_EQ(problem(R"({"part_ids":["a"],"quantities":[1e3]})").first, 400);
    EXPECT_EQ(problem(R"({"part_ids":["a","a"]})").first, 400);
    EXPECT_EQ(problem(R"({"part_ids":[1]})").first, 400);
    EXPECT_EQ(problem(R"({"part_ids":["prt_missing"]})").first, 404);
}

TEST(Api, CreatingNeedsAKey) {
    TestShop test;
    for (const Route& route : routes()) {
        const bool creates =
            route.operation_id != "statePartUnit" && route.operation_id != "cancelOrder";
        if (route.method != "POST" || !creates) continue;
        const Response response = test.post(std::string{route.path}, Json::object(), "");
        EXPECT_EQ(response.status, 400) << route.path;
        EXPECT_EQ(Json::parse(response.body)["code"], "idempotency_key_missing") << route.path;
        EXPECT_EQ(
            Json::parse(test.post(std::string{route.path}, Json::object(), "a b").body)["code"],
            "idempotency_key_invalid");
    }
}

TEST(Api, LimitsOfListsAreChecked) {
    TestShop test;
    for (const char* path : {"parts", "quotes", "orders", "work-orders"}) {
        for (const char* limit : {"0", "501", "-1", "x", "", "1x", "99999999999999999999"})
            test.get(std::string{"/api/v1/"} + path + "?limit=" + limit, 400);
        EXPECT_FALSE(test.get(std::string{"/api/v1/"} + path + "?limit=500")["more"].get<bool>());
    }
}

TEST(Api, RefusalsOfTheTransportNameTheirLimit) {
    TestShop test;
    for (const int status : {413, 414, 431}) {
        Request request;
        request.method = "POST";
        request.target = "/api/v1/parts";
        request.refused = status;
        const Response response = handle(test.context, request);
        EXPECT_EQ(response.status, status);
        EXPECT_NE(response.body.find("iB"), std::string::npos) << "a size is named";
    }
}

TEST(Problem, SizesAreToldToPeople) {
    EXPECT_EQ(size_text(0), "0 bytes");
    EXPECT_EQ(size_text(4095), "4095 bytes");
    EXPECT_EQ(size_text(8192), "8 KiB");
    EXPECT_EQ(size_text(std::size_t{256} << 20), "256 MiB");
    EXPECT_EQ(size_text(300'000'000), "286.1 MiB");
    EXPECT_EQ(size_text(std::size_t{1} << 30), "1 GiB");
}

TEST(Path, PatternsMatchWholeSegments) {
    PathValues values;
    EXPECT_TRUE(match_path("/a/{x}/b", "/a/1%2F2/b", values));
    EXPECT_EQ(values, PathValues{"1/2"});
    EXPECT_FALSE(match_path("/a/{x}", "/a/", values));
    EXPECT_FALSE(match_path("/a/{x}", "/a", values));
    EXPECT_FALSE(match_path("/a/{x}", "/a/b/c", values));
    EXPECT_FALSE(match_path("/a", "/a/", values));
    EXPECT_TRUE(match_path("/a", "/a", values));
}

TEST(Request, QueryParametersAreDecoded) {
    Request request;
    request.target = "/x?a=1%202&b&c=%zz&a=3&=5#f";
    EXPECT_EQ(request.path(), "/x");
    EXPECT_EQ(request.query("a"), "1 2");
    bool found = false;
    EXPECT_EQ(request.query("b", &found), "");
    EXPECT_TRUE(found);
    EXPECT_EQ(request.query("c"), "%zz");
    EXPECT_EQ(request.query("d", &found), "");
    EXPECT_FALSE(found);
}

TEST(WebFiles, PagesFallBackToTheClientAndFilesDoNot) {
    const std::vector<base::EmbeddedFile> files = {{"index.html", "<page>"},
                                                   {"assets/a-1234.js", "code"}};
    const WebFiles web{files, std::nullopt};
    const auto get = [&](const std::string& target, const std::string& etag = {}) {
        Request request;
        request.method = "GET";
        request.target = target;
        if (!etag.empty()) request.headers.emplace_back("If-None-Match", etag);
        return web.get(request);
    };
    for (const char* target : {"/", "/orders/ord_1", "/index.html", "/parts?x=1"})
        EXPECT_EQ(get(target).bytes(), "<page>") << target;
    EXPECT_EQ(get("/").content_type, "text/html; charset=utf-8");
    EXPECT_EQ(get("/").header("Cache-Control"), "no-cache");
    const Response asset = get("/assets/a-1234.js");
    EXPECT_EQ(asset.bytes(), "code");
    EXPECT_EQ(asset.header("Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(get("/assets/a-1234.js", std::string{asset.header("ETag")}).status, 304);
    for (const char* target : {"/missing.js", "/assets/b.js", "/../secret.txt", "/.git/config.x"})
        EXPECT_EQ(get(target).status, 404) << target;
}

TEST(WebFiles, AFolderIsNeverLeft) {
    TestFolder folder;
    std::filesystem::create_directories(folder.path() / "web");
    const auto write = [&](const char* name, const char* text) {
        std::FILE* file = std::fopen((folder.path() / name).c_str(), "w");
        std::fputs(text, file);
        std::fclose(file);
    };
    write("secret.txt", "secret");
    write("web/index.html", "<page>");
    std::filesystem::create_symlink(folder.path() / "secret.txt", folder.path() / "web/link.txt");
    const WebFiles web{{}, folder.path() / "web"};
    for (const char* target : {"/../secret.txt", "/%2e%2e/secret.txt", "/link.txt",
                               "/..%2fsecret.txt", "//secret.txt", "/a/../../secret.txt"}) {
        Request request;
        request.target = target;
        EXPECT_EQ(web.get(request).status, 404) << target;
    }
    Request page;
    page.target = "/anything";
    EXPECT_EQ(web.get(page).bytes(), "<page>");
}

}  // namespace
}  // namespace millrace::http
