// A boundary model survives its binary form unchanged, and damaged bytes give an error instead of a
// model with indices out of range.
#include "millrace/geom/model_bytes.h"

#include <gtest/gtest.h>

#include "millrace/base/rng.h"
#include "test_meshes.h"

namespace millrace::geom {
namespace {

BoundaryModel sample() {
    BoundaryModel model;
    model.name = "Bügel";
    model.exact = true;
    model.mesh_deflection_mm = 0.05;
    model.quantity = 3;
    Body body;
    body.name = "body";
    body.solid = true;
    body.volume_mm3 = 6.0;
    body.area_mm2 = 22.0;
    body.centre_of_mass = {0.5, 1, 1.5};
    body.shells = 2;
    body.colour = Colour{0.25F, 0.5F, 1.0F};
    model.bodies = {body};
    Edge edge;
    edge.kind = CurveKind::Circle;
    edge.length_mm = 2.0;
    edge.end = {1, 2, 3};
    edge.radius_mm = 4.0;
    edge.left_face = 1;
    edge.dihedral_rad = -1.5;
    model.edges = {edge, Edge{}};
    model.edges[1].points = {{1, 2, 3}, {1.5, 2, 3}, {2, 2, 4}};
    Face face;
    face.kind = SurfaceKind::Cylinder;
    face.axis = {0, 0, 1};
    face.radius_mm = 2.5;
    face.concave = true;
    face.sweep_rad = 6.0;
    face.name = "17";
    face.step_id = 1234567890123u;
    face.loops = {{true, {{0, true}, {1, false}}}, {}};
    model.faces = {Face{}, face};
    model.mesh = box_mesh({0, 0, 0}, {1, 2, 3});
    model.mesh.face_of_triangle.assign(12, 1);
    model.mesh.corner_normals.assign(12, {Vec3{0, 0, 1}, Vec3{0.5, 0, 0}, Vec3{0, 1, 0}});
    Pmi pmi;
    pmi.kind = PmiKind::Tolerance;
    pmi.type = "position";
    pmi.text = "⌀0.2";
    pmi.nominal = 0.2;
    pmi.lower = -0.1;
    pmi.modifiers = {"maximum_material_requirement"};
    pmi.datums = {"A", "B(M)"};
    pmi.faces = {1};
    pmi.step_id = 77;
    model.pmi = {pmi, Pmi{}};
    return model;
}

// Parts stored before statements and points of edges were read have no lists of them; version 1
// ends with the mesh.
TEST(ModelBytes, TheFirstVersionIsStillRead) {
    BoundaryModel old = sample();
    old.pmi.clear();
    old.edges[1].points.clear();
    std::vector<std::byte> bytes = model_to_bytes(old);
    bytes[4] = std::byte{1};
    bytes.resize(bytes.size() - 16);
    const BoundaryModel model = model_from_bytes(bytes).value();
    EXPECT_TRUE(model.pmi.empty());
    EXPECT_EQ(model.mesh.vertices, old.mesh.vertices);
}

TEST(ModelBytes, RoundTripKeepsEverything) {
    const std::vector<std::byte> bytes = model_to_bytes(sample());
    const BoundaryModel model = model_from_bytes(bytes).value();
    EXPECT_EQ(model_to_bytes(model), bytes);
    EXPECT_EQ(model.name, "Bügel");
    EXPECT_EQ(model.quantity, 3u);
    EXPECT_EQ(model.bodies[0].colour, (Colour{0.25F, 0.5F, 1.0F}));
    EXPECT_EQ(model.faces[1].kind, SurfaceKind::Cylinder);
    EXPECT_EQ(model.faces[1].step_id, 1234567890123u);
    ASSERT_EQ(model.pmi.size(), 2u);
    EXPECT_EQ(model.pmi[0].nominal, 0.2);
    EXPECT_FALSE(model.pmi[0].upper.has_value());
    EXPECT_EQ(model.pmi[0].datums, (std::vector<std::string>{"A", "B(M)"}));
    EXPECT_EQ(model.pmi[0].faces, std::vector<std::uint32_t>{1});
    EXPECT_EQ(model.faces[1].loops[0].edges[1].edge, 1u);
    EXPECT_EQ(model.edges[1].points, sample().edges[1].points);
    EXPECT_FALSE(model.faces[1].loops[0].edges[1].forward);
    EXPECT_EQ(model.edges[0].left_face, 1u);
    EXPECT_FALSE(model.edges[0].right_face.has_value());
    EXPECT_EQ(model.mesh.vertices, sample().mesh.vertices);
    EXPECT_EQ(model.mesh.corner_normals, sample().mesh.corner_normals);
}

TEST(ModelBytes, EveryCutIsAnError) {
    const std::vector<std::byte> bytes = model_to_bytes(sample());
    for (std::size_t size = 0; size < bytes.size(); ++size)
        EXPECT_FALSE(model_from_bytes(std::span{bytes}.first(size)).has_value()) << size;
}

TEST(ModelBytes, TrailingBytesAreAnError) {
    std::vector<std::byte> bytes = model_to_bytes(sample());
    bytes.push_back(std::byte{0});
    EXPECT_FALSE(model_from_bytes(bytes).has_value());
}

// Damages one or two random bytes; whatever still decodes has all its indices in range.
TEST(ModelBytes, DamagedBytesNeverGiveIndicesOutOfRange) {
    const std::vector<std::byte> bytes = model_to_bytes(sample());
    Rng rng{7};
    for (int i = 0; i < 20'000; ++i) {
        SCOPED_TRACE(testing::Message() << "round " << i);
        std::vector<std::byte> damaged = bytes;
        for (std::uint64_t n = 1 + rng.below(2); n > 0; --n)
            damaged[rng.below(damaged.size())] = static_cast<std::byte>(rng.below(256));
        const auto model = model_from_bytes(damaged);
        if (!model) continue;
        for (const auto& triangle : model->mesh.triangles)
            for (const std::uint32_t v : triangle) ASSERT_LT(v, model->mesh.vertices.size());
        for (const Face& face : model->faces) {
            ASSERT_LT(face.body, model->bodies.size());
            for (const Loop& loop : face.loops)
                for (const EdgeUse& use : loop.edges) ASSERT_LT(use.edge, model->edges.size());
        }
        for (const std::uint32_t face : model->mesh.face_of_triangle)
            ASSERT_LT(face, model->faces.size());
    }
}

}  // namespace
}  // namespace millrace::geom
