// STL in both forms: what is read, and where damage is found.
#include <gtest/gtest.h>

#include "millrace/cad/write.h"
#include "reader.h"
#include "support.h"

namespace millrace::cad {
namespace {

constexpr const char* kFacet =
    "facet normal 0 0 1\n outer loop\n  vertex 0 0 0\n  vertex 1 0 0\n  vertex 0 1 0\n"
    " endloop\nendfacet\n";

TEST(Stl, WrittenMeshReadsBack) {
    const geom::TriangleMesh box = box_mesh({1, 2, 3}, {11, 22, 33});
    const ReadFile file = read(write_stl(box), {}).value();
    ASSERT_EQ(file.parts.size(), 1u);
    EXPECT_EQ(file.format, Format::Stl);
    EXPECT_DOUBLE_EQ(file.parts[0].bodies[0].volume_mm3, 6000.0);
    EXPECT_TRUE(file.parts[0].bodies[0].solid);
    EXPECT_EQ(file.parts[0].mesh.vertices.size(), 8u);
    EXPECT_TRUE(file.diagnostics.empty());
}

TEST(Stl, TextIsReadWhateverItsCaseAndSpacing) {
    const auto mesh = parse_stl(
        bytes_of("SOLID My Part\r\nFACET NORMAL 0 0 1 OUTER LOOP VERTEX 0 0 0\tVERTEX +1e0 0 0 "
                 "VERTEX 0 1. 0 ENDLOOP ENDFACET\nENDSOLID"),
        {});
    ASSERT_TRUE(mesh.has_value()) << to_string(mesh.error());
    EXPECT_EQ(mesh->name, "My Part");
    EXPECT_EQ(mesh->mesh.triangles.size(), 1u);
    EXPECT_TRUE(mesh->diagnostics.empty());
}

TEST(Stl, MissingEndIsReported) {
    const auto mesh = parse_stl(bytes_of(std::string{"solid a\n"} + kFacet), {});
    ASSERT_EQ(mesh->diagnostics.size(), 1u);
    EXPECT_EQ(mesh->diagnostics[0].code, "no_endsolid");
}

TEST(Stl, FacetsWithFourCornersAreCutIntoTriangles) {
    const auto mesh =
        parse_stl(bytes_of("solid a\nfacet normal 0 0 1\nouter loop\nvertex 0 0 0\nvertex 1 0 0\n"
                           "vertex 1 1 0\nvertex 0 1 0\nendloop\nendfacet\nendsolid\n"),
                  {});
    ASSERT_TRUE(mesh.has_value());
    EXPECT_EQ(mesh->mesh.triangles.size(), 2u);
    EXPECT_EQ(mesh->diagnostics[0].code, "polygon_facets");
}

TEST(Stl, TextErrorsNameTheLine) {
    const auto mesh = parse_stl(bytes_of("solid a\nfacet normal 0 0 1\nouter lop\n"), {});
    EXPECT_EQ(mesh.error().code, ErrorCode::Syntax);
    EXPECT_EQ(mesh.error().message, "line 3 has 'lop' where 'loop' was expected");
}

TEST(Stl, TextThatEndsInsideAFacetIsTruncated) {
    const std::string text = std::string{"solid a\n"} + kFacet;
    const auto mesh = parse_stl(bytes_of(text.substr(0, text.size() - 20)), {});
    EXPECT_EQ(mesh.error().code, ErrorCode::Truncated);
}

TEST(Stl, NumbersThatAreNotFiniteNameTheFacet) {
    std::string text = std::string{"solid a\n"} + kFacet + kFacet + "endsolid\n";
    text.replace(text.rfind("vertex 1"), 8, "vertex 1e999");
    const auto mesh = parse_stl(bytes_of(text), {});
    EXPECT_EQ(mesh.error().code, ErrorCode::InvalidGeometry);
    EXPECT_EQ(mesh.error().message, "facet 2 has a non-finite vertex (inf, 0, 0)");
}

TEST(Stl, HeaderThatPromisesMoreIsTruncated) {
    std::vector<std::byte> stl = write_stl(box_mesh({0, 0, 0}, {1, 1, 1}));
    stl.resize(stl.size() - 30);
    EXPECT_EQ(parse_stl(stl, {}).error().message,
              "the header promises 12 facets, the file holds 11 whole ones: it was cut short, send "
              "it again");
}

TEST(Stl, HeaderThatPromisesLessIsReported) {
    std::vector<std::byte> stl = write_stl(box_mesh({0, 0, 0}, {1, 1, 1}));
    stl.resize(stl.size() + 7);
    EXPECT_EQ(parse_stl(stl, {})->diagnostics[0].code, "trailing_bytes");
}

TEST(Stl, FacetLimitHolds) {
    ReadOptions options;
    options.triangles_max = 11;
    EXPECT_EQ(parse_stl(write_stl(box_mesh({0, 0, 0}, {1, 1, 1})), options).error().code,
              ErrorCode::LimitExceeded);
}

}  // namespace
}  // namespace millrace::cad
