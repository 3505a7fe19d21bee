// Ring grooves and shoulders of turned profiles: which rings are which follows from the profile,
// sizes are closed forms. Every part is turned and moved at random.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "bodies.h"
#include "features/exact_features.h"

namespace millrace::facts {
namespace {

using Profile = std::vector<ProfilePoint>;

constexpr double kExact = 1e-6;  // mm; a part of 100 mm, moved by up to 100 mm, in doubles

Features features_of(const Profile& profile, std::uint64_t seed) {
    Rng rng{seed};
    return facts_of(placed(turned_part(profile, 48), random_placement(rng))).features;
}

std::vector<Feature> of_kind(const Features& features, FeatureKind kind) {
    std::vector<Feature> found;
    for (const Feature& feature : features.list)
        if (feature.kind == kind) found.push_back(feature);
    return found;
}

/// The only groove of a profile, in three poses.
void expect_groove(const Profile& profile, double diameter, double width, double depth,
                   const char* name, std::size_t faces) {
    for (std::uint64_t seed = 0; seed < 3; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        const Features features = features_of(profile, seed);
        const std::vector<Feature> grooves = of_kind(features, FeatureKind::ORingGroove);
        ASSERT_EQ(grooves.size(), 1u);
        EXPECT_NEAR(to_mm(grooves[0].diameter), diameter, kExact);
        EXPECT_NEAR(to_mm(grooves[0].width), width, kExact);
        EXPECT_NEAR(to_mm(grooves[0].depth), depth, kExact);
        EXPECT_EQ(grooves[0].name, name);
        EXPECT_EQ(grooves[0].place.faces.size(), faces);
        std::size_t named = 0;
        for (const FaceFeature& face : features.faces) named += face.face_class == FaceClass::ORing;
        EXPECT_EQ(named, faces);
        EXPECT_TRUE(of_kind(features, FeatureKind::Boss).empty());
    }
}

TEST(RingGrooves, AroundAShaftHasAFloorAndTwoWalls) {
    expect_groove({{0, 0}, {15, 0}, {15, 20}, {13, 20}, {13, 23}, {15, 23}, {15, 60}, {0, 60}}, 26,
                  3, 2, "O-ring groove", 3);
}

TEST(RingGrooves, AreAsDeepAsTheirLowerWall) {
    expect_groove({{0, 0}, {15, 0}, {15, 20}, {10, 20}, {10, 26}, {11, 26}, {11, 60}, {0, 60}}, 20,
                  6, 1, "Ring groove", 3);
}

TEST(RingGrooves, MayHaveSlantedWalls) {
    // The belt of a pulley: the walls open by 2 mm on each side.
    expect_groove({{0, 0}, {30, 0}, {30, 5}, {20, 7}, {20, 15}, {30, 17}, {30, 22}, {0, 22}}, 40, 8,
                  10, "Ring groove", 3);
}

TEST(RingGrooves, IncludeTheBrokenEdgesAtTheirMouth) {
    expect_groove({{0, 0},
                   {15, 0},
                   {15, 20},
                   {14.5, 20.5},
                   {13, 20.5},
                   {13, 23.5},
                   {14.5, 23.5},
                   {15, 24},
                   {15, 60},
                   {0, 60}},
                  26, 3, 2, "O-ring groove", 3);
}

TEST(RingGrooves, InABoreLeaveTheBoreAHole) {
    const Profile profile = {{5, 0},  {20, 0}, {20, 30}, {5, 30},
                             {5, 20}, {7, 20}, {7, 16},  {5, 16}};
    expect_groove(profile, 14, 4, 2, "O-ring groove", 3);
    const std::vector<Feature> holes = of_kind(features_of(profile, 1), FeatureKind::Hole);
    ASSERT_EQ(holes.size(), 1u);
    EXPECT_NEAR(to_mm(holes[0].diameter), 10.0, kExact);
}

TEST(RingGrooves, InAFaceAreNeitherBossNorHole) {
    const Profile profile = {{0, 0},   {20, 0}, {20, 30}, {12, 30},
                             {12, 27}, {8, 27}, {8, 30},  {0, 30}};
    expect_groove(profile, 24, 4, 3, "O-ring groove", 3);
    EXPECT_TRUE(of_kind(features_of(profile, 1), FeatureKind::Hole).empty());
}

TEST(RingGrooves, AreNoWideRecessesAroundAHub) {
    // A knob: hub of 12 in a hollow of 28, 6 deep. The rules alone take it for a boss.
    const auto model =
        turned_part({{0, 0}, {18, 0}, {18, 10}, {14, 10}, {14, 4}, {6, 4}, {6, 10}, {0, 10}}, 48);
    const Surface surface{model.mesh};
    const Patches patches = make_patches(model, surface, shared_edges(surface.mesh));
    const std::vector<Feature> list = exact_features(surface, patches, {});
    const auto count = [&](FeatureKind kind) {
        return std::count_if(list.begin(), list.end(),
                             [&](const Feature& feature) { return feature.kind == kind; });
    };
    EXPECT_EQ(count(FeatureKind::ORingGroove), 0);
    EXPECT_EQ(count(FeatureKind::Boss), 1);
}

TEST(RingGrooves, AreNotThePlayAroundABossInAHole) {
    // A pin of 10 in a blind hole, 6 deep and this much larger.
    const auto grooves_with = [](double play_mm) {
        const double hole = 5.0 + play_mm;
        const Profile profile = {{0, 0},     {20, 0}, {20, 30}, {hole, 30},
                                 {hole, 24}, {5, 24}, {5, 30},  {0, 30}};
        return of_kind(features_of(profile, 2), FeatureKind::ORingGroove).size();
    };
    EXPECT_EQ(grooves_with(0.01), 0u);
    EXPECT_EQ(grooves_with(1.0), 1u);
}

TEST(RingGrooves, AreNoLongNecks) {
    // 50 long between shoulders of 2: a section of the profile.
    const Features features = features_of(
        {{0, 0}, {15, 0}, {15, 20}, {13, 20}, {13, 70}, {15, 70}, {15, 90}, {0, 90}}, 1);
    EXPECT_TRUE(of_kind(features, FeatureKind::ORingGroove).empty());
    for (const FaceFeature& face : features.faces) EXPECT_NE(face.face_class, FaceClass::ORing);
}

TEST(Shoulders, OfAShaftAreStepsOfItsProfileAndNoGrooves) {
    for (std::uint64_t seed = 0; seed < 3; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        const Features features = features_of(
            {{0, 0}, {10, 0}, {10, 30}, {15, 30}, {15, 60}, {12, 60}, {12, 80}, {0, 80}}, seed);
        for (const FaceFeature& face : features.faces) EXPECT_NE(face.face_class, FaceClass::ORing);
        EXPECT_TRUE(of_kind(features, FeatureKind::Boss).empty());
        ASSERT_EQ(features.list.size(), 2u);
        for (const Feature& shoulder : features.list) {
            EXPECT_EQ(shoulder.kind, FeatureKind::Step);
            EXPECT_EQ(shoulder.name, "Shoulder");
            const bool wide = to_mm(shoulder.diameter) > 22.0;
            EXPECT_NEAR(to_mm(shoulder.diameter), wide ? 24.0 : 20.0, kExact);
            EXPECT_NEAR(to_mm(shoulder.depth), wide ? 20.0 : 30.0, kExact);
            EXPECT_NEAR(to_mm(shoulder.width), wide ? 3.0 : 5.0, kExact);
        }
    }
}

TEST(Shoulders, OfAStepInABoreAreItsCounterbore) {
    const Features features =
        features_of({{4, 0}, {20, 0}, {20, 30}, {8, 30}, {8, 20}, {4, 20}}, 2);
    EXPECT_TRUE(of_kind(features, FeatureKind::ORingGroove).empty());
    ASSERT_EQ(of_kind(features, FeatureKind::Hole).size(), 1u);
}

}  // namespace
}  // namespace millrace::facts
