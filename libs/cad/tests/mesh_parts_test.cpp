// From triangles to parts: welding, defects, orientation, separate bodies, refusals and units.
#include "mesh_parts.h"

#include <gtest/gtest.h>

#include "millrace/cad/write.h"
#include "support.h"
#include "units.h"

namespace millrace::cad {
namespace {

Result<ReadFile> parts_of(const geom::TriangleMesh& mesh) {
    ReadFile file;
    Status status = add_mesh_parts("box", mesh, {}, file);
    if (!status) return std::move(status).error();
    return file;
}

TEST(MeshParts, ClosedBoxIsOneSolidWithoutRemarks) {
    const ReadFile file = parts_of(box_mesh({0, 0, 0}, {1, 2, 3})).value();
    ASSERT_EQ(file.parts.size(), 1u);
    EXPECT_TRUE(file.parts[0].bodies[0].solid);
    EXPECT_FALSE(file.parts[0].exact);
    EXPECT_DOUBLE_EQ(file.parts[0].bodies[0].volume_mm3, 6.0);
    EXPECT_TRUE(file.diagnostics.empty());
}

TEST(MeshParts, NearVerticesAreJoinedOnlyWhenThatClosesTheMesh) {
    geom::TriangleMesh mesh = box_mesh({0, 0, 0}, {10, 10, 10});
    mesh.vertices.push_back(mesh.vertices[0] + geom::Vec3{1e-4, 0, 0});
    mesh.triangles[0][0] = 8;
    EXPECT_TRUE(has(parts_of(mesh).value(), "welded"));
    EXPECT_TRUE(parts_of(mesh).value().parts[0].bodies[0].solid);
    mesh.triangles.pop_back();
    const ReadFile open = parts_of(mesh).value();
    EXPECT_FALSE(has(open, "welded"));
    EXPECT_TRUE(has(open, "open_edges"));
    EXPECT_FALSE(open.parts[0].bodies[0].solid);
}

TEST(MeshParts, InsideOutBoxIsTurned) {
    geom::TriangleMesh mesh = box_mesh({0, 0, 0}, {1, 1, 1});
    for (auto& triangle : mesh.triangles) std::swap(triangle[0], triangle[1]);
    const ReadFile file = parts_of(mesh).value();
    EXPECT_TRUE(has(file, "inverted"));
    EXPECT_DOUBLE_EQ(geom::mass_properties(file.parts[0].mesh).volume_mm3, 1.0);
}

TEST(MeshParts, FewFlippedFacetsAreTurned) {
    geom::TriangleMesh mesh = box_mesh({0, 0, 0}, {1, 1, 1});
    std::swap(mesh.triangles[3][0], mesh.triangles[3][1]);
    const ReadFile file = parts_of(mesh).value();
    EXPECT_TRUE(has(file, "facets_turned"));
    EXPECT_TRUE(geom::topology(file.parts[0].mesh).closed());
    EXPECT_DOUBLE_EQ(file.parts[0].bodies[0].volume_mm3, 1.0);
}

TEST(MeshParts, BodiesThatLieApartBecomeParts) {
    geom::TriangleMesh mesh = box_mesh({0, 0, 0}, {1, 1, 1});
    append(mesh, box_mesh({5, 0, 0}, {6, 1, 2}));
    const ReadFile file = parts_of(mesh).value();
    ASSERT_EQ(file.parts.size(), 2u);
    EXPECT_TRUE(has(file, "split"));
    EXPECT_DOUBLE_EQ(file.parts[0].bodies[0].volume_mm3, 1.0);
    EXPECT_DOUBLE_EQ(file.parts[1].bodies[0].volume_mm3, 2.0);
}

TEST(MeshParts, NestedBodiesStayOnePartWithAVoid) {
    geom::TriangleMesh mesh = box_mesh({0, 0, 0}, {3, 3, 3});
    geom::TriangleMesh inner = box_mesh({1, 1, 1}, {2, 2, 2});
    for (auto& triangle : inner.triangles) std::swap(triangle[0], triangle[1]);
    append(mesh, inner);
    const ReadFile file = parts_of(mesh).value();
    ASSERT_EQ(file.parts.size(), 1u);
    EXPECT_DOUBLE_EQ(file.parts[0].bodies[0].volume_mm3, 26.0);
    EXPECT_EQ(file.parts[0].bodies[0].shells, 2u);
}

TEST(MeshParts, TouchingBodiesStayOnePart) {
    geom::TriangleMesh mesh = box_mesh({0, 0, 0}, {1, 1, 1});
    append(mesh, box_mesh({1, 0.25, 0.25}, {2, 0.75, 0.75}));
    EXPECT_EQ(parts_of(mesh).value().parts.size(), 1u);
}

TEST(MeshParts, FlatHugeAndEmptyMeshesAreRefused) {
    EXPECT_EQ(parts_of(box_mesh({0, 0, 0}, {1, 1, 0})).error().code, ErrorCode::InvalidGeometry);
    EXPECT_EQ(parts_of(box_mesh({0, 0, 0}, {0, 0, 0})).error().code, ErrorCode::InvalidGeometry);
    EXPECT_EQ(parts_of(box_mesh({0, 0, 0}, {1, 1, 2e6})).error().code, ErrorCode::InvalidGeometry);
    EXPECT_EQ(parts_of({}).error().code, ErrorCode::NoGeometry);
}

TEST(Units, SizesWithinReasonAreTakenAsMillimetres) {
    const Units units = units_of_unitless_mesh(std::nullopt, 120.0);
    EXPECT_EQ(units.unit, LengthUnit::Millimetre);
    EXPECT_EQ(units.source, UnitSource::Guessed);
    EXPECT_FALSE(units.doubtful);
}

TEST(Units, ImplausibleSizesAreDoubtedWithASuggestion) {
    const Units inches = units_of_unitless_mesh(std::nullopt, 3.0);
    EXPECT_TRUE(inches.doubtful);
    EXPECT_EQ(inches.suggestion, LengthUnit::Inch);
    EXPECT_NE(inches.reason.find("76.2 mm"), std::string::npos) << inches.reason;
    EXPECT_EQ(units_of_unitless_mesh(std::nullopt, 0.1).suggestion, LengthUnit::Metre);
    EXPECT_EQ(units_of_unitless_mesh(std::nullopt, 50'000.0).suggestion, LengthUnit::Micrometre);
    EXPECT_TRUE(units_of_unitless_mesh(std::nullopt, 1500.0).doubtful);
}

TEST(Units, StatedUnitScalesAMesh) {
    ReadOptions options;
    options.stated_unit = LengthUnit::Inch;
    const ReadFile file = read(write_stl(box_mesh({0, 0, 0}, {1, 1, 1})), options).value();
    EXPECT_EQ(file.units.source, UnitSource::Stated);
    EXPECT_DOUBLE_EQ(file.parts[0].bodies[0].volume_mm3, 25.4 * 25.4 * 25.4);
}

}  // namespace
}  // namespace millrace::cad
