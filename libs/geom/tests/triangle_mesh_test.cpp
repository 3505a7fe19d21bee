// Mass properties, welding and topology on bodies whose answers are known in closed form.
#include "millrace/geom/triangle_mesh.h"

#include <gtest/gtest.h>

#include "test_meshes.h"

namespace millrace::geom {
namespace {

TEST(TriangleMesh, BoxHasItsVolumeAreaAndCentre) {
    const TriangleMesh box = box_mesh({1, 2, 3}, {4, 6, 9});
    const MassProperties mass = mass_properties(box);
    EXPECT_DOUBLE_EQ(mass.volume_mm3, 3.0 * 4.0 * 6.0);
    EXPECT_DOUBLE_EQ(mass.area_mm2, 2.0 * (12.0 + 18.0 + 24.0));
    EXPECT_NEAR(length(mass.centre_of_mass - Vec3{2.5, 4, 6}), 0.0, 1e-12);
}

TEST(TriangleMesh, InsideOutBoxHasNegativeVolume) {
    TriangleMesh box = box_mesh({0, 0, 0}, {1, 1, 1});
    for (auto& triangle : box.triangles) std::swap(triangle[0], triangle[1]);
    EXPECT_DOUBLE_EQ(mass_properties(box).volume_mm3, -1.0);
}

TEST(TriangleMesh, WeldingASoupGivesTheClosedBoxBack) {
    const TriangleMesh box = box_mesh({0, 0, 0}, {1, 1, 1});
    TriangleMesh soup;
    for (std::size_t t = 0; t < box.triangles.size(); ++t) {
        for (int k = 0; k < 3; ++k) soup.vertices.push_back(box.corner(t, k));
        const auto n = static_cast<std::uint32_t>(soup.vertices.size());
        soup.triangles.push_back({n - 3, n - 2, n - 1});
    }
    EXPECT_EQ(topology(soup).open_edges, 36u);
    const TriangleMesh mesh = welded(soup, 0.0);
    EXPECT_EQ(mesh.vertices.size(), 8u);
    EXPECT_TRUE(topology(mesh).closed());
    EXPECT_EQ(topology(mesh).components, 1u);
}

TEST(TriangleMesh, ToleranceWeldsNearVertices) {
    TriangleMesh mesh = box_mesh({0, 0, 0}, {1, 1, 1});
    mesh.vertices.push_back(mesh.vertices[0] + Vec3{1e-6, 0, 0});
    mesh.triangles[0][0] = 8;
    EXPECT_FALSE(topology(welded(mesh, 0.0)).closed());
    EXPECT_TRUE(topology(welded(mesh, 1e-5)).closed());
}

TEST(Topology, MissingTriangleOpensThreeEdges) {
    TriangleMesh box = box_mesh({0, 0, 0}, {1, 1, 1});
    box.triangles.pop_back();
    EXPECT_EQ(topology(box).open_edges, 3u);
}

TEST(Topology, TurnedTriangleFlipsThreeEdges) {
    TriangleMesh box = box_mesh({0, 0, 0}, {1, 1, 1});
    std::swap(box.triangles[0][0], box.triangles[0][1]);
    EXPECT_EQ(topology(box).flipped_edges, 3u);
}

TEST(Topology, TwoBoxesAreTwoComponents) {
    TriangleMesh mesh = box_mesh({0, 0, 0}, {1, 1, 1});
    append(mesh, box_mesh({5, 0, 0}, {6, 1, 1}));
    EXPECT_EQ(topology(mesh).components, 2u);
}

TEST(Submesh, KeepsOnlyTheVerticesItUses) {
    const TriangleMesh box = box_mesh({0, 0, 0}, {1, 1, 1});
    std::vector<bool> keep(box.triangles.size(), false);
    keep[0] = true;
    EXPECT_EQ(submesh(box, keep).vertices.size(), 3u);
}

}  // namespace
}  // namespace millrace::geom
