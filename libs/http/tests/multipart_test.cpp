// Upload forms: what browsers and command lines send is taken apart exactly, and no body can make
// the parser read past its end, loop or copy content. The same body is fuzzed (fuzz/).

#include "multipart.h"

#include <gtest/gtest.h>

#include "millrace/base/rng.h"

namespace millrace::http {
namespace {

std::vector<FormPart> parts_of(std::string_view body, std::string_view boundary = "B") {
    auto parts = parse_multipart(body, boundary, MultipartLimits{});
    EXPECT_TRUE(parts.has_value()) << (parts ? "" : to_string(parts.error()));
    return parts ? *parts : std::vector<FormPart>{};
}

ErrorCode failure_of(std::string_view body, const MultipartLimits& limits = {}) {
    const auto parts = parse_multipart(body, "B", limits);
    return parts ? ErrorCode::Internal : parts.error().code;
}

TEST(Multipart, FileAndFieldComeApart) {
    const std::string body =
        "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"bracket.step\"\r\n"
        "Content-Type: application/octet-stream\r\n\r\nISO-10303-21;\r\nEND\r\n"
        "--B\r\ncontent-disposition: form-data; name=unit\r\n\r\nmm\r\n--B--\r\n";
    const auto parts = parts_of(body);
    ASSERT_EQ(parts.size(), 2u);
    EXPECT_EQ(parts[0].name, "file");
    EXPECT_EQ(parts[0].file_name, "bracket.step");
    EXPECT_EQ(parts[0].content, "ISO-10303-21;\r\nEND");
    EXPECT_EQ(parts[1].name, "unit");
    EXPECT_FALSE(parts[1].has_file_name);
    EXPECT_EQ(parts[1].content, "mm");
}

TEST(Multipart, BoundaryInsideAContentIsContent) {
    // In the middle of a line, as a prefix of a longer word, and without its line end.
    const std::string content = "x--B\r\n--Bx\r\n--B-\r\n\r--B\r\nend";
    const std::string body =
        "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\""
        "\r\n\r\n" +
        content + "\r\n--B--";
    const auto parts = parts_of(body);
    ASSERT_EQ(parts.size(), 1u);
    EXPECT_EQ(parts[0].content, content);
}

TEST(Multipart, PreambleEpilogueAndMissingLastLineEndAreAccepted) {
    const std::string part = "Content-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n";
    for (const std::string& body :
         {"hello\r\n--B\r\n" + part + "--B--\r\nbye", "--B\r\n" + part + "--B--",
          "--B  \r\n" + part + "--B--  \r\n"}) {
        SCOPED_TRACE(body);
        const auto parts = parts_of(body);
        ASSERT_EQ(parts.size(), 1u);
        EXPECT_EQ(parts[0].content, "1");
    }
}

TEST(Multipart, NamesAreDecodedAndLoseTheirFolders) {
    const auto name_of = [](const std::string& parameter) {
        const std::string body = "--B\r\nContent-Disposition: form-data; name=\"file\"; " +
                                 parameter + "\r\n\r\nx\r\n--B--";
        const auto parts = parts_of(body);
        return parts.empty() ? std::string{"?"} : parts[0].file_name;
    };
    EXPECT_EQ(name_of("filename=\"..\\\\..\\\\etc\\\\passwd\""), "passwd");
    EXPECT_EQ(name_of("filename=\"C:\\parts\\a.stl\""), "a.stl");
    EXPECT_EQ(name_of("filename=\"/etc/passwd\""), "passwd");
    EXPECT_EQ(name_of("filename=\"a%22b.stl\""), "a\"b.stl");
    EXPECT_EQ(name_of("filename=\"a\\\"b;c.stl\""), "a\"b;c.stl");
    EXPECT_EQ(name_of("filename=\"T\xc3\xbcr.step\""), "T\xc3\xbcr.step");
    EXPECT_EQ(name_of("filename*=UTF-8''T%C3%BCr.step; filename=\"Tuer.step\""), "T\xc3\xbcr.step");
    EXPECT_EQ(name_of("filename=\"a\tb\x01.stl\""), "ab.stl");
    EXPECT_EQ(name_of("filename=\"" + std::string(300, 'x') + "\"").size(), 255u);
}

TEST(Multipart, HostileBodiesGiveTypedErrors) {
    const std::string head = "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n";
    EXPECT_EQ(failure_of(""), ErrorCode::Syntax);
    EXPECT_EQ(failure_of("no boundary at all"), ErrorCode::Syntax);
    EXPECT_EQ(failure_of("--B\r\n"), ErrorCode::Truncated);
    EXPECT_EQ(failure_of(head + "never closed"), ErrorCode::Truncated);
    EXPECT_EQ(failure_of(head + "x\r\n--B"), ErrorCode::Truncated);
    EXPECT_EQ(failure_of("--B\r\n--B--"), ErrorCode::Syntax);
    EXPECT_EQ(failure_of("--B\r\n\r\nx\r\n--B--"), ErrorCode::Syntax) << "no disposition";
    EXPECT_EQ(failure_of("--B\r\nnonsense\r\n\r\nx\r\n--B--"), ErrorCode::Syntax);
    EXPECT_EQ(failure_of("--B\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n--B--"),
              ErrorCode::Syntax);
    EXPECT_EQ(failure_of("--B\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx\r\n--B--"),
              ErrorCode::Syntax)
        << "quote never closed";
    EXPECT_EQ(failure_of("--B\r\nX: " + std::string(10'000, 'x') + "\r\n\r\nx\r\n--B--"),
              ErrorCode::LimitExceeded);
    std::string many;
    for (int i = 0; i < 201; ++i) many += head + "x\r\n";
    EXPECT_EQ(failure_of(many + "--B--"), ErrorCode::LimitExceeded);
}

TEST(Multipart, EveryCutOfABodyIsAnErrorOrTheWholeForm) {
    const std::string body =
        "--B\r\nContent-Disposition: form-data; name=\"file\"; "
        "filename=\"a\"\r\n\r\n12345\r\n--B--";
    for (std::size_t size = 0; size < body.size(); ++size)
        EXPECT_FALSE(parse_multipart(body.substr(0, size), "B", {}).has_value()) << size;
    EXPECT_TRUE(parse_multipart(body, "B", {}).has_value());
}

// Whatever bytes a file holds, they come back unchanged, as long as no line of them is the
// boundary.
TEST(Multipart, RandomContentsSurvive) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Rng rng{seed};
        constexpr std::string_view kAlphabet = "\r\n-B \t:;\"x";
        std::string body;
        std::vector<std::string> contents;
        for (std::uint64_t i = 0, count = 1 + rng.below(4); i < count; ++i) {
            std::string content;
            for (std::uint64_t k = 0, size = rng.below(80); k < size; ++k)
                content += kAlphabet[rng.below(kAlphabet.size())];
            // A boundary line in the content would end it, as the format says.
            if (("\r\n" + content + "\r\n").find("\r\n--B") != std::string::npos) content = "safe";
            contents.push_back(content);
            body +=
                "--B\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n" + content + "\r\n";
        }
        body += "--B--\r\n";
        const auto parts = parts_of(body);
        ASSERT_EQ(parts.size(), contents.size());
        for (std::size_t i = 0; i < parts.size(); ++i) EXPECT_EQ(parts[i].content, contents[i]);
    }
}

TEST(Multipart, BoundaryComesFromTheContentType) {
    EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=abc").value(), "abc");
    EXPECT_EQ(multipart_boundary("Multipart/Form-Data; charset=utf-8; boundary=\"a b:c\"").value(),
              "a b:c");
    EXPECT_EQ(multipart_boundary("application/json").error().code, ErrorCode::Unsupported);
    EXPECT_EQ(multipart_boundary("").error().code, ErrorCode::Unsupported);
    EXPECT_EQ(multipart_boundary("multipart/form-data").error().code, ErrorCode::Syntax);
    EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=").error().code, ErrorCode::Syntax);
    EXPECT_EQ(
        multipart_boundary("multipart/form-data; boundary=" + std::string(71, 'x')).error().code,
        ErrorCode::Syntax);
    EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=a\x7f").error().code,
              ErrorCode::Syntax);
}

}  // namespace
}  // namespace millrace::http
