// One block for each class with a single feature whose faces are known from how it was cut:
// measured as any part is, all its faces get the class, however the part lies; and the example
// parts.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <span>

#include "millrace/base/rng.h"
#include "millrace/cad/read.h"
#include "millrace/facts/part_facts.h"
#include "recipe.h"

namespace millrace::feature_parts {
namespace {

using facts::FaceClass;
using geom::Vec3;

/// The part turned about a random axis, as its file would have been written that way.
geom::BoundaryModel turned(geom::BoundaryModel model, std::uint64_t seed) {
    Rng rng{seed};
    const auto direction = [&] {
        return normalized(Vec3{rng.uniform(-1, 1), rng.uniform(-1, 1), rng.uniform(-1, 1)});
    };
    const Vec3 a = direction();
    const Vec3 b = normalized(cross(a, direction()));
    const Vec3 c = cross(a, b);
    const auto turn = [&](Vec3& v) { v = {dot(a, v), dot(b, v), dot(c, v)}; };
    for (geom::Face& face : model.faces)
        for (Vec3* v : {&face.origin, &face.axis, &face.centroid, &face.normal}) turn(*v);
    for (geom::Edge& edge : model.edges)
        for (Vec3* v : {&edge.start, &edge.end, &edge.middle, &edge.centre, &edge.axis}) turn(*v);
    for (Vec3& vertex : model.mesh.vertices) turn(vertex);
    for (auto& corner : model.mesh.corner_normals)
        for (Vec3& normal : corner) turn(normal);
    for (geom::Body& body : model.bodies) turn(body.centre_of_mass);
    model.exact_box = geom::bounding_box(model.mesh);
    return model;
}

facts::Features features_of(const geom::BoundaryModel& model) {
    auto measured = facts::measure(model, {});
    EXPECT_TRUE(measured.has_value());
    return measured ? std::move(measured->features) : facts::Features{};
}

class SingleFeature : public ::testing::TestWithParam<int> {};

TEST_P(SingleFeature, HasItsClassHoweverThePartLies) {
    const auto face_class = static_cast<FaceClass>(GetParam());
    for (std::uint64_t seed = 1'000; seed < 5'000; seed += 1'000) {
        SCOPED_TRACE(::testing::Message() << "seed " << seed);
        const Workpiece piece = make_single(seed, face_class);
        const facts::Features still = features_of(piece.model());
        const facts::Features moved = features_of(turned(piece.model(), seed));
        ASSERT_EQ(still.faces.size(), piece.labels().size());
        for (std::size_t f = 0; f < still.faces.size(); ++f) {
            EXPECT_EQ(to_string(still.faces[f].face_class), to_string(piece.labels()[f].face_class))
                << "face " << f;
            EXPECT_EQ(to_string(moved.faces[f].face_class), to_string(still.faces[f].face_class))
                << "face " << f << " turned";
            EXPECT_NEAR(moved.faces[f].confidence, still.faces[f].confidence, 1e-3) << "face " << f;
        }
        EXPECT_FALSE(still.list.empty());
    }
}

INSTANTIATE_TEST_SUITE_P(Classes, SingleFeature, ::testing::Range(0, 24), [](const auto& param) {
    const std::string name{to_string(static_cast<FaceClass>(param.param))};
    return "Class_" + name;
});

geom::BoundaryModel example(const std::string& name) {
    std::ifstream in(std::string{MILLRACE_SOURCE_DIR} + "/examples/" + name, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    auto file = cad::read(std::as_bytes(std::span{bytes}), {});
    EXPECT_TRUE(file.has_value()) << name;
    return file ? std::move(file->parts.front()) : geom::BoundaryModel{};
}

TEST(Examples, FullHollowCylindersOfThePlateAreHoles) {
    const geom::BoundaryModel plate = example("drilled_plate.step");
    const facts::Features features = features_of(plate);
    ASSERT_EQ(features.faces.size(), plate.faces.size());
    int holes = 0;
    for (std::size_t f = 0; f < plate.faces.size(); ++f) {
        const geom::Face& face = plate.faces[f];
        if (face.kind != geom::SurfaceKind::Cylinder || !face.concave || face.sweep_rad < 6.0)
            continue;
        const FaceClass said = features.faces[f].face_class;
        EXPECT_TRUE(said == FaceClass::ThroughHole || said == FaceClass::BlindHole)
            << "face " << f << " " << to_string(said);
        ++holes;
    }
    EXPECT_GT(holes, 0);
}

TEST(Examples, EveryFaceOfEveryExampleHasAClassAndAConfidence) {
    for (const char* name : {"bent_bracket.step", "drilled_plate.step", "machined_bracket.step",
                             "printed_housing.step", "turned_shaft.step"}) {
        SCOPED_TRACE(name);
        const geom::BoundaryModel model = example(name);
        const facts::Features features = features_of(model);
        ASSERT_EQ(features.faces.size(), model.faces.size());
        for (const facts::FaceFeature& face : features.faces) {
            EXPECT_GT(face.confidence, 0.0);
            EXPECT_LE(face.confidence, 1.0);
        }
        for (const facts::Feature& feature : features.list)
            EXPECT_FALSE(feature.place.faces.empty()) << feature.name;
    }
}

}  // namespace
}  // namespace millrace::feature_parts
