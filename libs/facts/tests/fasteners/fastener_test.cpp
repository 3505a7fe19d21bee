// Fasteners by shape, on faces made here with the nominal figures of the standards, and by name.
#include "millrace/facts/fastener.h"

#include <gtest/gtest.h>

#include <cmath>

namespace millrace::facts {
namespace {

using geom::BoundaryModel;
using geom::Face;
using geom::SurfaceKind;
using geom::Vec3;

BoundaryModel body(const std::string& name = {}) {
    BoundaryModel model;
    model.name = name;
    model.exact = true;
    model.bodies.emplace_back().solid = true;
    return model;
}

/// A cylinder around z with points of its rims in the mesh.
void cylinder(BoundaryModel& model, double diameter, double low, double high, bool concave) {
    Face face;
    face.kind = SurfaceKind::Cylinder;
    face.axis = {0, 0, 1};
    face.radius_mm = diameter / 2.0;
    face.concave = concave;
    face.axial_min_mm = low;
    face.axial_max_mm = high;
    face.area_mm2 = 3.14 * diameter * (high - low);
    model.faces.push_back(face);
    for (const double z : {low, high})
        for (int i = 0; i < 12; ++i)
            model.mesh.vertices.push_back(
                {diameter / 2.0 * std::cos(i), diameter / 2.0 * std::sin(i), z});
    // Boxes are taken over triangles.
    for (std::uint32_t v = 0; v + 2 < model.mesh.vertices.size(); ++v)
        model.mesh.triangles.push_back({v, v + 1, v + 2});
}

void plane(BoundaryModel& model, Vec3 normal, double distance) {
    Face face;
    face.kind = SurfaceKind::Plane;
    face.axis = normal;
    face.normal = normal;
    face.origin = normal * distance;
    face.area_mm2 = 1.0;
    model.faces.push_back(face);
}

void six_flats(BoundaryModel& model, double width, double low, double high) {
    for (int i = 0; i < 6; ++i) {
        const double angle = i * 3.14159265358979323846 / 3.0;
        const Vec3 normal{std::cos(angle), std::sin(angle), 0};
        plane(model, normal, width / 2.0);
        const double corner = angle + 3.14159265358979323846 / 6.0;
        for (const double z : {low, high}) {
            model.mesh.vertices.push_back({width / std::sqrt(3.0) * std::cos(corner),
                                           width / std::sqrt(3.0) * std::sin(corner), z});
        }
    }
}

TEST(Fastener, WasherOfIso7089) {
    BoundaryModel model = body();
    cylinder(model, 8.4, 0, 1.6, true);
    cylinder(model, 16.0, 0, 1.6, false);
    plane(model, {0, 0, 1}, 1.6);
    plane(model, {0, 0, -1}, 0.0);
    const auto found = recognise_fastener(model);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->kind, FastenerKind::Washer);
    EXPECT_EQ(found->size, "M8");
    EXPECT_TRUE(found->by_shape);
    EXPECT_FALSE(found->by_name);
}

TEST(Fastener, ASpacerIsNoWasher) {
    BoundaryModel model = body("spacer");
    cylinder(model, 8.4, 0, 12, true);
    cylinder(model, 16.0, 0, 12, false);
    plane(model, {0, 0, 1}, 12);
    plane(model, {0, 0, -1}, 0);
    EXPECT_FALSE(recognise_fastener(model));
}

TEST(Fastener, NutOfIso4032) {
    BoundaryModel model = body("hex nut M6");
    six_flats(model, 10.0, 0, 5.2);
    cylinder(model, 5.0, 0, 5.2, true);
    const auto found = recognise_fastener(model);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->kind, FastenerKind::Nut);
    EXPECT_EQ(found->size, "M6");
    EXPECT_TRUE(found->by_name);
}

TEST(Fastener, ScrewsWithSixFlatsAndWithARoundHead) {
    BoundaryModel hexagon = body();
    six_flats(hexagon, 13.0, 0, 5.3);
    cylinder(hexagon, 8.0, -40, 0, false);
    auto found = recognise_fastener(hexagon);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->kind, FastenerKind::Screw);
    EXPECT_EQ(found->size, "M8");
    EXPECT_NEAR(found->length_mm, 40.0, 1e-9);
    BoundaryModel socket = body();
    cylinder(socket, 5.5, 0, 3, false);
    cylinder(socket, 3.0, -16, 0, false);
    found = recognise_fastener(socket);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->size, "M3");
    EXPECT_NEAR(found->length_mm, 16.0, 1e-9);
}

TEST(Fastener, ASteppedShaftIsNoScrew) {
    BoundaryModel shaft = body("shaft");
    cylinder(shaft, 16.0, 0, 60, false);
    cylinder(shaft, 10.0, -40, 0, false);
    EXPECT_FALSE(recognise_fastener(shaft));
}

TEST(Fastener, NamesCountForBodiesOfTheirSize) {
    BoundaryModel model = body("ISO 4762 M5x20");
    cylinder(model, 4.9, 0, 20, false);
    const auto found = recognise_fastener(model);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->kind, FastenerKind::Screw);
    EXPECT_EQ(found->size, "M5");
    EXPECT_FALSE(found->by_shape);
    model.name = "nutplate";
    EXPECT_FALSE(recognise_fastener(model));
    model.name = "bolt holder";
    EXPECT_FALSE(recognise_fastener(model));
    BoundaryModel large = body("screw");
    cylinder(large, 200.0, 0, 900, false);
    EXPECT_FALSE(recognise_fastener(large));
}

}  // namespace
}  // namespace millrace::facts
