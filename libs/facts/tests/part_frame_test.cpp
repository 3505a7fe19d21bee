// The frame of a part follows its faces, whichever way the part lies: faces written by hand.
#include <gtest/gtest.h>

#include "../src/axis_sense.h"
#include "../src/set_ups/frame.h"
#include "bodies.h"

namespace millrace::facts {
namespace {

using geom::SurfaceKind;
using geom::Vec3;

/// Faces, their areas and the outline they would have.
struct Faces {
    Patches patches;
    std::vector<double> area_mm2;
    geom::TriangleMesh hull = box_part(60, 40, 10).mesh;
    std::array<Vec3, 3> box_axes = {Vec3{1, 0, 0}, Vec3{0, 1, 0}, Vec3{0, 0, 1}};

    void add(SurfaceKind kind, Vec3 axis, double area, Vec3 origin = {}, double radius_mm = 0.0) {
        geom::Face face;
        face.kind = kind;
        face.axis = normalized(axis);
        face.origin = origin;
        face.radius_mm = radius_mm;
        patches.faces.push_back(face);
        area_mm2.push_back(area);
    }
    [[nodiscard]] std::array<Vec3, 3> frame() const {
        return best_frame({patches, area_mm2, direction_votes(patches, area_mm2), hull, box_axes});
    }
    [[nodiscard]] Faces placed(const Placement& placement) const {
        Faces turned = *this;
        for (geom::Face& face : turned.patches.faces) {
            face.axis = placement.direction(face.axis);
            face.origin = placement.point(face.origin);
        }
        for (Vec3& p : turned.hull.vertices) p = placement.point(p);
        for (Vec3& axis : turned.box_axes) axis = placement.direction(axis);
        return turned;
    }
};

/// One axis of the frame has that direction, in one sense or the other.
void expect_axis(const std::array<Vec3, 3>& frame, Vec3 direction) {
    double cosine = 0.0;
    for (const Vec3 axis : frame) cosine = std::max(cosine, std::abs(dot(axis, direction)));
    EXPECT_NEAR(cosine, 1.0, 1e-9) << direction.x << " " << direction.y << " " << direction.z;
}

// As a mesh gives it: the largest round face is fitted a little askew, a small plane lies beside.
TEST(PartFrame, FollowsWhatMostFacesAgreeOnNotTheLargest) {
    Faces faces;
    faces.add(SurfaceKind::Plane, {0, 0, 1}, 500);
    faces.add(SurfaceKind::Cylinder, {1, 6e-4, -3e-4}, 450);
    for (int i = 0; i < 4; ++i) faces.add(SurfaceKind::Plane, {1, 0, 0}, 250);
    faces.add(SurfaceKind::Plane, {0, 1, 0}, 250);
    faces.add(SurfaceKind::Plane, {1, -0.0077, 0.0080}, 20);
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Rng rng{seed};
        const Placement placement = random_placement(rng);
        const auto frame = faces.placed(placement).frame();
        for (const Vec3 axis : placement.frame) expect_axis(frame, axis);
    }
}

// Four walls with half a degree of draft and a small top: no frame leans with one of the walls.
TEST(PartFrame, StandsUprightBetweenDraftedWalls) {
    const double draft = 0.5 * kTestPi / 180.0;
    Faces faces;
    faces.add(SurfaceKind::Plane, {0, 0, 1}, 300);
    for (const double side : {-1.0, 1.0}) {
        faces.add(SurfaceKind::Plane, {side * std::cos(draft), 0, std::sin(draft)}, 800);
        faces.add(SurfaceKind::Plane, {0, side * std::cos(draft), std::sin(draft)}, 500);
    }
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Rng rng{seed};
        const Placement placement = random_placement(rng);
        expect_axis(faces.placed(placement).frame(), placement.frame[2]);
    }
}

TEST(PartFrame, OfARoundPartGoesThroughItsLargestHoleBesideTheAxis) {
    Faces faces;
    faces.hull = turned_part({{0, 0}, {30, 0}, {30, 10}, {0, 10}}, 64).mesh;
    faces.add(SurfaceKind::Plane, {0, 0, 1}, 2800);
    faces.add(SurfaceKind::Cylinder, {0, 0, 1}, 1900, {0, 0, 3}, 30);
    faces.add(SurfaceKind::Cylinder, {0, 0, -1}, 90, {12, 16, 0}, 1.5);
    faces.add(SurfaceKind::Cylinder, {0, 0, -1}, 60, {20, 0, 5}, 1);
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Rng rng{seed};
        const Placement placement = random_placement(rng);
        const auto frame = faces.placed(placement).frame();
        expect_axis(frame, placement.frame[2]);
        expect_axis(frame, placement.direction({0.6, 0.8, 0}));
    }
    expect_axis(faces.frame(), {0.6, 0.8, 0});
}

// Without flat and round faces the smallest box decides, also where the part lies straight.
TEST(PartFrame, OfAFreeFormIsThatOfItsSmallestBox) {
    Faces faces;
    faces.add(SurfaceKind::Freeform, {}, 1000);
    faces.box_axes = {Vec3{0.6, 0.8, 0}, Vec3{-0.8, 0.6, 0}, Vec3{0, 0, 1}};
    const auto frame = faces.frame();
    for (const Vec3 axis : faces.box_axes) expect_axis(frame, axis);
}

TEST(PartFrame, OfAPartModelledStraightIsThatOfTheModel) {
    Faces faces;
    faces.add(SurfaceKind::Plane, {0, -1, 0}, 300);
    faces.add(SurfaceKind::Plane, {0, 0, 1}, 900);
    EXPECT_EQ(faces.frame(), (std::array{Vec3{1, 0, 0}, Vec3{0, 1, 0}, Vec3{0, 0, 1}}));
}

TEST(AxisSense, IsNotDecidedByRoundingWhereComponentsAreEqual) {
    const double a = 0.70710678118654752;
    for (const double off : {-1e-15, 0.0, 1e-15}) {
        for (const double sign : {1.0, -1.0}) {
            EXPECT_GT(with_positive_lead(Vec3{a + off, -a, 0} * sign).x, 0);
            EXPECT_GT(with_positive_lead(Vec3{a + off, 0, -a} * sign).z, 0);
            EXPECT_GT(with_positive_lead(Vec3{0, a + off, -a} * sign).z, 0);
        }
    }
    EXPECT_GT(with_positive_lead({0.1, -0.9, 0.2}).y, 0);
}

}  // namespace
}  // namespace millrace::facts
