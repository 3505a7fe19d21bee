// The web client's files as browsers get them: compressed for those who accept it.

#include "web_files.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace millrace::http {
namespace {

Response get(const WebFiles& web, const std::string& target, const std::string& accepted) {
    Request request;
    request.method = "GET";
    request.target = target;
    if (!accepted.empty()) request.headers.emplace_back("Accept-Encoding", accepted);
    return web.get(request);
}

TEST(WebFiles, GzipGoesToThoseWhoAcceptIt) {
    const std::vector<base::EmbeddedFile> files = {
        {"index.html", "<page>"}, {"assets/a.js", "code"}, {"assets/a.js.gz", "packed"}};
    const WebFiles web{files, std::nullopt};
    for (const char* accepted : {"gzip", "deflate, gzip, br", "gzip;q=0.5"}) {
        const Response packed = get(web, "/assets/a.js", accepted);
        EXPECT_EQ(packed.bytes(), "packed") << accepted;
        EXPECT_EQ(packed.header("Content-Encoding"), "gzip");
        EXPECT_EQ(packed.header("Vary"), "Accept-Encoding");
        EXPECT_EQ(packed.content_type, "text/javascript; charset=utf-8");
    }
    for (const char* accepted : {"", "identity", "br", "gzip;q=0"}) {
        const Response plain = get(web, "/assets/a.js", accepted);
        EXPECT_EQ(plain.bytes(), "code") << accepted;
        EXPECT_TRUE(plain.header("Content-Encoding").empty());
    }
    // A file without a packed sibling is sent as it is.
    EXPECT_EQ(get(web, "/", "gzip").bytes(), "<page>");
    EXPECT_TRUE(get(web, "/", "gzip").header("Content-Encoding").empty());
}

}  // namespace
}  // namespace millrace::http
