// Equal bodies in other poses are counted together, mirror images and other bodies are not; bodies
// of a mesh are told apart by containment; structures survive the way out of the sandbox.
#include "millrace/cad/assembly.h"

#include <gtest/gtest.h>

#include "mesh_bodies.h"
#include "mesh_parts.h"
#include "support.h"
#include "wire.h"

namespace millrace::cad {
namespace {

geom::TriangleMesh inside_out(geom::TriangleMesh mesh) {
    for (auto& triangle : mesh.triangles) std::swap(triangle[1], triangle[2]);
    return mesh;
}

/// A box with one corner drawn out: no symmetry at all.
geom::TriangleMesh odd_box() {
    geom::TriangleMesh mesh = box_mesh({0, 0, 0}, {10, 20, 30});
    mesh.vertices[7] = {13, 22, 37};
    return mesh;
}

geom::BoundaryModel part_of(const geom::TriangleMesh& mesh) {
    ReadFile file;
    EXPECT_TRUE(add_mesh_parts("p", mesh, {.split_bodies = false}, file));
    return file.parts.at(0);
}

geom::TriangleMesh quarter_turn(geom::TriangleMesh mesh) {
    for (geom::Vec3& p : mesh.vertices) p = {-p.y + 5, p.x - 7, p.z + 2};
    return mesh;
}

geom::TriangleMesh mirrored(geom::TriangleMesh mesh) {
    for (geom::Vec3& p : mesh.vertices) p.x = -p.x;
    return inside_out(mesh);
}

TEST(EqualParts, AreCountedTogetherInAnyPose) {
    std::vector<geom::BoundaryModel> parts = {part_of(odd_box()), part_of(quarter_turn(odd_box())),
                                              part_of(mirrored(odd_box())),
                                              part_of(box_mesh({0, 0, 0}, {10, 20, 30}))};
    parts[1].quantity = 3;
    Assembly assembly;
    for (std::uint32_t i = 0; i < 4; ++i) assembly.nodes.emplace_back().part = i;
    const auto mirrors = merge_equal_parts(parts, assembly);
    ASSERT_EQ(parts.size(), 3u);
    EXPECT_EQ(parts[0].quantity, 4u);
    ASSERT_EQ(mirrors.size(), 1u);
    EXPECT_EQ(mirrors[0].first, 0u);
    EXPECT_EQ(mirrors[0].second, 1u);
    EXPECT_EQ(assembly.nodes[1].part, 0u);
    EXPECT_EQ(assembly.nodes[3].part, 2u);
    // The placement takes the kept part to where the merged one was.
    const geom::Vec3 corner = assembly.nodes[1].placement.point({13, 22, 37});
    EXPECT_LT(geom::length(corner - geom::Vec3{-17, 6, 39}), 1e-3);
}

std::vector<std::uint32_t> bodies(const geom::TriangleMesh& mesh) {
    return bodies_of_components(mesh, geom::topology(mesh));
}

TEST(MeshBodies, AWallOfAVoidBelongsToItsBodyAndABallInItDoesNot) {
    geom::TriangleMesh mesh = box_mesh({0, 0, 0}, {30, 30, 30});
    append(mesh, inside_out(box_mesh({5, 5, 5}, {25, 25, 25})));
    append(mesh, box_mesh({10, 10, 10}, {20, 20, 20}));
    EXPECT_EQ(bodies(mesh), (std::vector<std::uint32_t>{0, 0, 1}));
}

TEST(MeshBodies, CrossingAndTouchingAndNestedSolidsAreOne) {
    geom::TriangleMesh crossing = box_mesh({0, 0, 0}, {10, 10, 10});
    append(crossing, box_mesh({5, 5, -5}, {6, 6, 15}));
    EXPECT_EQ(bodies(crossing), (std::vector<std::uint32_t>{0, 0}));
    geom::TriangleMesh touching = box_mesh({0, 0, 0}, {10, 10, 10});
    append(touching, box_mesh({10, 2, 2}, {15, 8, 8}));
    EXPECT_EQ(bodies(touching), (std::vector<std::uint32_t>{0, 0}));
    geom::TriangleMesh nested = box_mesh({0, 0, 0}, {10, 10, 10});
    append(nested, box_mesh({3, 3, 3}, {5, 5, 5}));
    EXPECT_EQ(bodies(nested), (std::vector<std::uint32_t>{0, 0}));
}

TEST(MeshBodies, CubesThatOverlapInACornerAreOne) {
    // Each edge crosses the other's face on the diagonal that divides it.
    geom::TriangleMesh mesh = box_mesh({0, 0, 0}, {20, 20, 20});
    append(mesh, box_mesh({10, 10, 10}, {30, 30, 30}));
    EXPECT_EQ(bodies(mesh), (std::vector<std::uint32_t>{0, 0}));
}

TEST(MeshBodies, BoxesThatOverlapDoNotMakeOneBody) {
    // An L of one body around another: the boxes overlap, the bodies do not meet.
    geom::TriangleMesh mesh = box_mesh({0, 0, 0}, {2, 20, 2});
    for (std::size_t v = 0; v < 8; ++v)
        if (mesh.vertices[v].y > 10) mesh.vertices[v].x += 20;
    append(mesh, box_mesh({15, 0, 0}, {18, 3, 2}));
    EXPECT_EQ(bodies(mesh), (std::vector<std::uint32_t>{0, 1}));
}

TEST(Assembly, SurvivesTheWayOutOfTheSandbox) {
    ReadFile file;
    file.format = Format::Step;
    file.parts.push_back(part_of(odd_box()));
    AssemblyNode root;
    root.name = "root";
    AssemblyNode leaf;
    leaf.name = "left";
    leaf.product = "bracket";
    leaf.parent = 0;
    leaf.part = 0;
    leaf.placement.rows[3] = 12.5;
    leaf.colour = geom::Colour{0.5F, 0.25F, 1.0F};
    file.assembly.nodes = {root, leaf};
    const ReadFile there = answer_from_bytes(answer_to_bytes(file)).value();
    ASSERT_EQ(there.assembly.nodes.size(), 2u);
    EXPECT_FALSE(there.assembly.nodes[0].parent);
    EXPECT_FALSE(there.assembly.nodes[0].part);
    EXPECT_EQ(there.assembly.nodes[1].name, "left");
    EXPECT_EQ(there.assembly.nodes[1].product, "bracket");
    EXPECT_EQ(there.assembly.nodes[1].parent, 0u);
    EXPECT_EQ(there.assembly.nodes[1].part, 0u);
    EXPECT_EQ(there.assembly.nodes[1].placement, leaf.placement);
    EXPECT_EQ(there.assembly.nodes[1].colour, leaf.colour);
    // A child that names what is not there is not believed.
    file.assembly.nodes[1].part = 7;
    file.assembly.nodes[0].parent = 1;
    const ReadFile liar = answer_from_bytes(answer_to_bytes(file)).value();
    EXPECT_FALSE(liar.assembly.nodes[1].part);
    EXPECT_FALSE(liar.assembly.nodes[0].parent);
}

}  // namespace
}  // namespace millrace::cad
