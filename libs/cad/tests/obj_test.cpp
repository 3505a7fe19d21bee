// OBJ: index styles, polygons, continued lines, and errors with their line.
#include <gtest/gtest.h>

#include <cmath>

#include "polygon_triangles.h"
#include "reader.h"
#include "support.h"

namespace millrace::cad {
namespace {

constexpr const char* kSquare = "v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\n";

std::size_t triangles(const std::string& text) {
    const auto mesh = parse_obj(bytes_of(text), {});
    EXPECT_TRUE(mesh.has_value()) << to_string(mesh.error());
    return mesh ? mesh->mesh.triangles.size() : 0;
}

TEST(Obj, IndexStylesMeanTheSame) {
    EXPECT_EQ(triangles(std::string{kSquare} + "f 1 2 3\n"), 1u);
    EXPECT_EQ(triangles(std::string{kSquare} + "f 1/1 2/2 3/3\n"), 1u);
    EXPECT_EQ(triangles(std::string{kSquare} + "f 1//1 2//1 3//1\n"), 1u);
    EXPECT_EQ(triangles(std::string{kSquare} + "f -4 -3 -2\n"), 1u);
}

TEST(Obj, BackslashContinuesALine) {
    EXPECT_EQ(triangles(std::string{kSquare} + "f 1 2 \\\n 3 4\n"), 2u);
    EXPECT_EQ(triangles(std::string{kSquare} + "f 1 2 \\\r\n 3 4"), 2u);
}

TEST(Obj, FaceThatGoesRoundSeveralTimesGoesRoundOnce) {
    EXPECT_EQ(triangles(std::string{kSquare} + "f 1 2 3 4 1 2 3 4 1 2 3 4\n"), 2u);
    EXPECT_EQ(triangles(std::string{kSquare} + "f 1 2 3 4 1 2 3 4 1\n"), 2u);
    EXPECT_EQ(triangles(std::string{kSquare} + "f 1 2 3 1 2 3\n"), 1u);
}

// A comb of deep notches has few ears at a time; a star that crosses itself has none.
TEST(Obj, LargePolygonsAreCutWhole) {
    std::string comb;
    std::string star;
    std::string face = "f";
    constexpr int kCorners = 4000;
    for (int i = 0; i < kCorners; ++i) {
        comb += "v " + std::to_string(i) + (i % 2 == 0 ? " 0 0\n" : " 99 0\n");
        const double angle = 2.0 * 3.14159265358979 * i * (kCorners / 2 - 1) / kCorners;
        star +=
            "v " + std::to_string(std::cos(angle)) + " " + std::to_string(std::sin(angle)) + " 0\n";
        face += " " + std::to_string(i + 1);
    }
    EXPECT_EQ(triangles(comb + face + "\n"), kCorners - 2u);
    EXPECT_EQ(triangles(star + face + "\n"), kCorners - 2u);
}

TEST(Obj, ErrorsNameTheLine) {
    const auto message = [](const std::string& text) {
        return parse_obj(bytes_of(text), {}).error().message;
    };
    EXPECT_EQ(message("v 0 0 0\nf 1 2 3\n"), "line 2 refers to vertex 2 of 1");
    EXPECT_EQ(message("v 0 0 0\nf 1 0 1"), "line 2 refers to vertex 0 of 1");
    EXPECT_EQ(message("v 0 0 0\nf 1 9223372036854775808 1\n"),
              "line 2 refers to vertex 9223372036854775808 of 1");
    EXPECT_EQ(message("v 0 x 0\n"), "line 1 has 'x' where a coordinate was expected");
    EXPECT_EQ(message("v 0 1e999 0\n"), "line 1 has a vertex that is not finite (1e999)");
}

TEST(Obj, WideTextIsRefusedWithTheReason) {
    const auto mesh = parse_obj(bytes_of(std::string_view{"\xFE\xFF\0v\0 ", 6}), {});
    EXPECT_EQ(mesh.error().code, ErrorCode::Unsupported);
}

TEST(Obj, FacesWithTwoCornersAreLeftOutAndCounted) {
    const auto mesh = parse_obj(bytes_of(std::string{kSquare} + "f 1 2\nf 1 2 3\n"), {});
    EXPECT_EQ(mesh->mesh.triangles.size(), 1u);
    EXPECT_EQ(mesh->diagnostics[0].code, "short_faces");
}

// An L has area 3 and one reflex corner: a fan from any corner but two would leave it.
TEST(PolygonTriangles, ConcavePolygonKeepsItsArea) {
    const std::vector<geom::Vec3> l = {{0, 0, 0}, {2, 0, 0}, {2, 0, 1},
                                       {1, 0, 1}, {1, 0, 2}, {0, 0, 2}};
    for (std::uint32_t start = 0; start < 6; ++start) {
        std::vector<std::uint32_t> corners;
        for (std::uint32_t k = 0; k < 6; ++k) corners.push_back((start + k) % 6);
        geom::TriangleMesh mesh;
        mesh.vertices = l;
        mesh.triangles = triangles_of_polygon(l, corners);
        ASSERT_EQ(mesh.triangles.size(), 4u);
        double area = 0.0;
        for (std::size_t t = 0; t < 4; ++t) {
            const geom::Vec3 n = geom::area_normal(mesh, t);
            EXPECT_LT(n.y, 0.0) << "sense is kept";
            area += geom::length(n) / 2.0;
        }
        EXPECT_DOUBLE_EQ(area, 3.0);
    }
}

}  // namespace
}  // namespace millrace::cad
