// Hole stacks, bosses, ribs and chamfers of parts built for them. Every part is turned and moved at
// random, so nothing may depend on its pose; sizes are closed forms.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "bodies.h"
#include "features/exact_features.h"
#include "millrace/facts/part_facts.h"

namespace millrace::facts {
namespace {

constexpr double kExact = 1e-6;  // mm; a part of 40 mm, moved by up to 100 mm, in doubles
constexpr double kDegree = kTestPi / 180.0;

/// Facts with the features that the rules alone find: the trained classes have tests of their own.
PartFacts facts_by_rules(const geom::BoundaryModel& model) {
    PartFacts facts = facts_of(model);
    const Surface surface{model.mesh};
    const Patches patches = make_patches(model, surface, shared_edges(surface.mesh));
    facts.features.list = exact_features(surface, patches, {});
    state_threads(model, facts.features.list);
    return facts;
}

/// In the order of the file.
std::vector<Feature> of_kind(const PartFacts& facts, FeatureKind kind) {
    std::vector<Feature> found;
    for (const Feature& feature : facts.features.list)
        if (feature.kind == kind) found.push_back(feature);
    std::sort(found.begin(), found.end(),
              [](const Feature& a, const Feature& b) { return a.place.faces < b.place.faces; });
    return found;
}

/// The features of one kind of a turned profile in three random poses, each time the only one.
void expect_one_hole(const std::vector<ProfilePoint>& profile, const Feature& expected) {
    for (std::uint64_t seed = 0; seed < 3; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Rng rng{seed};
        const Placement pose = random_placement(rng);
        const PartFacts facts = facts_by_rules(placed(turned_part(profile, 48), pose));
        const std::vector<Feature> holes = of_kind(facts, FeatureKind::Hole);
        ASSERT_EQ(holes.size(), 1u);
        const Feature& hole = holes[0];
        EXPECT_NEAR(to_mm(hole.diameter), to_mm(expected.diameter), kExact);
        EXPECT_NEAR(to_mm(hole.depth), to_mm(expected.depth), kExact);
        EXPECT_EQ(hole.through, expected.through);
        EXPECT_EQ(hole.flat_bottom, expected.flat_bottom);
        EXPECT_EQ(hole.entry, expected.entry);
        EXPECT_NEAR(to_mm(hole.entry_diameter), to_mm(expected.entry_diameter), kExact);
        EXPECT_NEAR(to_mm(hole.entry_depth), to_mm(expected.entry_depth), kExact);
        EXPECT_NEAR(to_rad(hole.angle), to_rad(expected.angle), 1e-9);
        EXPECT_EQ(hole.place.faces.size(), expected.place.faces.size());
        EXPECT_EQ(hole.name, expected.name);
        EXPECT_GE(hole.confidence, 0.95);
        EXPECT_EQ(hole.entry_faces.size(), expected.through ? 2u : 1u);
        if (expected.through && expected.entry == HoleEntry::Plain) continue;
        EXPECT_NEAR(dot(hole.axis, pose.direction({0, 0, 1})), 1.0, 1e-9);
        EXPECT_NEAR(length(hole.origin - pose.point({0, 0, 15})), 0.0, kExact);
    }
}

Feature hole_of(double diameter_mm, double depth_mm, const char* name, std::size_t faces) {
    Feature hole;
    hole.diameter = from_mm(diameter_mm);
    hole.depth = from_mm(depth_mm);
    hole.name = name;
    hole.place.faces.resize(faces);
    return hole;
}

TEST(HoleStacks, PlainThroughHole) {
    Feature expected = hole_of(8, 15, "Through hole", 1);
    expected.through = true;
    expect_one_hole({{4, 0}, {20, 0}, {20, 15}, {4, 15}}, expected);
}

TEST(HoleStacks, CounterboredThroughHoleIsOneHole) {
    Feature expected = hole_of(6.6, 15, "Counterbored through hole", 3);
    expected.through = true;
    expected.entry = HoleEntry::Counterbored;
    expected.entry_diameter = from_mm(11);
    expected.entry_depth = from_mm(6.5);
    expect_one_hole({{3.3, 0}, {20, 0}, {20, 15}, {5.5, 15}, {5.5, 8.5}, {3.3, 8.5}}, expected);
}

TEST(HoleStacks, ChamferedCounterboreIsStillACounterbore) {
    Feature expected = hole_of(6.6, 15, "Counterbored through hole", 3);
    expected.through = true;
    expected.entry = HoleEntry::Counterbored;
    expected.entry_diameter = from_mm(11);
    expected.entry_depth = from_mm(6.5);
    expect_one_hole({{3.3, 0}, {20, 0}, {20, 15}, {6, 15}, {5.5, 14.5}, {5.5, 8.5}, {3.3, 8.5}},
                    expected);
}

TEST(HoleStacks, CountersunkHoleKnowsItsIncludedAngle) {
    for (const double included : {60.0, 82.0, 90.0, 120.0}) {
        const double depth = 4.0 / std::tan(included * kDegree / 2.0);
        Feature expected = hole_of(6, 15, "Countersunk through hole", 2);
        expected.through = true;
        expected.entry = HoleEntry::Countersunk;
        expected.entry_diameter = from_mm(14);
        expected.entry_depth = from_mm(depth);
        expected.angle = from_deg(included);
        expect_one_hole({{3, 0}, {20, 0}, {20, 15}, {7, 15}, {3, 15 - depth}}, expected);
    }
}

TEST(HoleStacks, DrillPointDoesNotCountAsDepth) {
    const double tip = 3.0 / std::tan(59 * kDegree);
    expect_one_hole({{0, 0}, {20, 0}, {20, 15}, {3, 15}, {3, 5}, {0, 5 - tip}},
                    hole_of(6, 10, "Blind hole", 2));
}

TEST(HoleStacks, FlatBottomIsTold) {
    Feature expected = hole_of(6, 10, "Blind hole, flat bottom", 2);
    expected.flat_bottom = true;
    expect_one_hole({{0, 0}, {20, 0}, {20, 15}, {3, 15}, {3, 5}, {0, 5}}, expected);
}

TEST(HoleStacks, SmallChamferAtTheMouthIsNoCountersinkAndBelongsToNoHole) {
    // Diameter 6.8 with an edge chamfer of 0.5: the depth still begins at the face.
    expect_one_hole({{0, 0}, {20, 0}, {20, 15}, {3.9, 15}, {3.4, 14.5}, {3.4, 5}, {0, 3}},
                    hole_of(6.8, 10, "Blind hole", 2));
}

TEST(HoleStacks, SteppedBlindHoleListsItsSteps) {
    const PartFacts facts = facts_by_rules(turned_part(
        {{0, 0}, {20, 0}, {20, 30}, {8, 30}, {8, 25}, {5, 25}, {5, 15}, {3, 15}, {3, 5}, {0, 5}},
        48));
    const std::vector<Feature> holes = of_kind(facts, FeatureKind::Hole);
    ASSERT_EQ(holes.size(), 1u);
    ASSERT_EQ(holes[0].steps.size(), 3u);
    EXPECT_NEAR(to_mm(holes[0].steps[1].diameter), 10.0, kExact);
    EXPECT_NEAR(to_mm(holes[0].steps[1].from), 5.0, kExact);
    EXPECT_NEAR(to_mm(holes[0].steps[1].to), 15.0, kExact);
    EXPECT_NEAR(to_mm(holes[0].diameter), 6.0, kExact);
    EXPECT_NEAR(to_mm(holes[0].depth), 25.0, kExact);
}

TEST(HoleStacks, GrooveInABoreBelongsToIt) {
    const PartFacts facts = facts_by_rules(
        turned_part({{5, 0}, {20, 0}, {20, 30}, {5, 30}, {5, 20}, {9, 20}, {9, 10}, {5, 10}}, 48));
    const std::vector<Feature> holes = of_kind(facts, FeatureKind::Hole);
    ASSERT_EQ(holes.size(), 1u);
    EXPECT_TRUE(holes[0].through);
    EXPECT_NEAR(to_mm(holes[0].depth), 30.0, kExact);
    EXPECT_NEAR(to_mm(holes[0].diameter), 10.0, kExact);
    EXPECT_EQ(holes[0].entry, HoleEntry::Plain);
    EXPECT_EQ(holes[0].steps.size(), 3u);
}

TEST(HoleStacks, HalvesOfAHoleAreOneHoleInAnyPose) {
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Rng rng{seed};
        const auto plate = plate_with_holes({.radii_mm = {4.0, 6.0}, .split_holes = true});
        const PartFacts facts = facts_by_rules(placed(plate, random_placement(rng)));
        const std::vector<Feature> holes = of_kind(facts, FeatureKind::Hole);
        ASSERT_EQ(holes.size(), 2u);
        EXPECT_NEAR(to_mm(holes[0].diameter), 8.0, kExact);
        EXPECT_NEAR(to_mm(holes[1].diameter), 12.0, kExact);
        for (const Feature& hole : holes) {
            EXPECT_TRUE(hole.through);
            EXPECT_NEAR(to_mm(hole.depth), 5.0, kExact);
            EXPECT_EQ(hole.place.faces.size(), 2u);
            EXPECT_FALSE(hole.interacts);
        }
    }
}

TEST(HoleStacks, EveryDrilledCylinderIsInOneStack) {
    // The list of single cylinders and the stacks must not contradict each other.
    const PartFacts facts = facts_by_rules(
        turned_part({{3.3, 0}, {20, 0}, {20, 15}, {5.5, 15}, {5.5, 8.5}, {3.3, 8.5}}, 48));
    for (const Hole& hole : facts.holes) {
        int stacks = 0;
        for (const Feature& feature : of_kind(facts, FeatureKind::Hole)) {
            stacks += std::includes(feature.place.faces.begin(), feature.place.faces.end(),
                                    hole.faces.begin(), hole.faces.end());
        }
        EXPECT_EQ(stacks, 1);
    }
}

TEST(Bosses, StandOnTheirFaceAndKnowTheirHole) {
    for (const double bore : {0.0, 2.0}) {
        const auto profile =
            bore > 0.0
                ? std::vector<ProfilePoint>{{0, 0},  {20, 0},    {20, 5},   {6, 5},
                                            {6, 17}, {bore, 17}, {bore, 8}, {0, 8}}
                : std::vector<ProfilePoint>{{0, 0}, {20, 0}, {20, 5}, {6, 5}, {6, 17}, {0, 17}};
        Rng rng{7};
        const PartFacts facts =
            facts_by_rules(placed(turned_part(profile, 48), random_placement(rng)));
        const std::vector<Feature> bosses = of_kind(facts, FeatureKind::Boss);
        ASSERT_EQ(bosses.size(), 1u);
        EXPECT_NEAR(to_mm(bosses[0].diameter), 12.0, kExact);
        EXPECT_NEAR(to_mm(bosses[0].depth), 12.0, kExact);
        EXPECT_EQ(bosses[0].name, bore > 0.0 ? "Boss with hole" : "Boss");
        EXPECT_EQ(bosses[0].confidence, 0.5);  // it may as well be the step of a turned part
    }
}

TEST(Ribs, ThinWallOnAPlateIsOneAndAThickBlockIsNot) {
    for (const double thickness : {2.0, 12.0}) {
        Rng rng{3};
        const auto part =
            block_part({0, 20, 20 + thickness, 60}, {0, 5, 35, 40}, {0, 5, 15},
                       [](int x, int y, int z) { return z == 0 || (x == 1 && y == 1); });
        const PartFacts facts = facts_by_rules(placed(part, random_placement(rng)));
        const std::vector<Feature> ribs = of_kind(facts, FeatureKind::Rib);
        ASSERT_EQ(ribs.size(), thickness < 5.0 ? 1u : 0u);
        if (ribs.empty()) continue;
        EXPECT_NEAR(to_mm(ribs[0].width), 2.0, kExact);
        EXPECT_NEAR(to_mm(ribs[0].depth), 10.0, kExact);
        EXPECT_NEAR(to_mm(ribs[0].length), 30.0, kExact);
    }
}

TEST(Chamfers, OfATurnedEdgeHasLegAndAngle) {
    for (const double angle : {30.0, 45.0}) {
        const double leg = 1.0;
        const double along = leg * std::tan(angle * kDegree);
        Rng rng{11};
        const auto part =
            turned_part({{0, 0}, {20, 0}, {20, 30 - along}, {20 - leg, 30}, {0, 30}}, 48);
        const PartFacts facts = facts_by_rules(placed(part, random_placement(rng)));
        const std::vector<Feature> chamfers = of_kind(facts, FeatureKind::Chamfer);
        ASSERT_EQ(chamfers.size(), 1u);
        // The cylinder is the larger face, so leg and angle are measured along it.
        EXPECT_NEAR(to_mm(chamfers[0].width), along, 1e-6);
        EXPECT_NEAR(to_rad(chamfers[0].angle), (90.0 - angle) * kDegree, 1e-9);
        EXPECT_NEAR(to_mm(chamfers[0].length), 2 * kTestPi * (20 - leg / 2), 1e-6);
    }
}

TEST(Chamfers, SidesOfAHexagonalPrismAreNone) {
    const auto hexagon = turned_part({{0, 0}, {20, 0}, {0, 20}}, 48);  // a cone is no chamfer
    EXPECT_TRUE(of_kind(facts_by_rules(hexagon), FeatureKind::Chamfer).empty());
    EXPECT_TRUE(of_kind(facts_by_rules(box_part(10, 10, 10)), FeatureKind::Chamfer).empty());
}

TEST(Threads, AreGuessedFromTapDrillsAndNotFromClearanceHoles) {
    EXPECT_EQ(thread_for_diameter(5.0), "M6");
    EXPECT_EQ(thread_for_diameter(6.8), "M8");
    EXPECT_EQ(thread_for_diameter(6.647), "M8");  // core diameter of a modelled thread
    EXPECT_EQ(thread_for_diameter(10.716), "1/2-13 UNC");
    EXPECT_EQ(thread_for_diameter(6.6), "");  // clearance hole of M6
    EXPECT_EQ(thread_for_diameter(3.4), "");
    EXPECT_EQ(thread_for_diameter(8.0), "");
    EXPECT_EQ(thread_for_diameter(100.0), "");
}

TEST(Threads, AreReadFromTexts) {
    EXPECT_EQ(thread_in_text("4X M6x1 - 6H"), "M6x1");
    EXPECT_EQ(thread_in_text("M8 X 1.25 THRU"), "M8x1.25");
    EXPECT_EQ(thread_in_text("ISO M3"), "M3");
    EXPECT_EQ(thread_in_text("M8 x 20 screw"), "M8");
    EXPECT_EQ(thread_in_text("1/4-20 UNC-2B"), "1/4-20 UNC");
    EXPECT_EQ(thread_in_text("#10-32 UNF"), "#10-32 UNF");
    EXPECT_EQ(thread_in_text("FRAME6"), "");
    EXPECT_EQ(thread_in_text("M6A-17"), "");
    EXPECT_EQ(thread_in_text("Boss-Extrude1"), "");
    EXPECT_EQ(thread_in_text(""), "");
}

TEST(Threads, OfTheFileTakeThePlaceOfGuessedOnes) {
    auto part = turned_part({{0, 0}, {20, 0}, {20, 15}, {2.5, 15}, {2.5, 5}, {0, 5}}, 48);
    const PartFacts guessed = facts_by_rules(part);
    ASSERT_EQ(of_kind(guessed, FeatureKind::Hole).size(), 1u);
    EXPECT_EQ(of_kind(guessed, FeatureKind::Hole)[0].thread, "M6");
    EXPECT_FALSE(of_kind(guessed, FeatureKind::Hole)[0].thread_stated);
    geom::Pmi pmi;
    pmi.kind = geom::PmiKind::Thread;
    pmi.text = "M6x0.75";
    pmi.faces = {of_kind(guessed, FeatureKind::Hole)[0].place.faces[0]};
    part.pmi = {pmi};
    const PartFacts stated = facts_by_rules(part);
    EXPECT_EQ(of_kind(stated, FeatureKind::Hole)[0].thread, "M6x0.75");
    EXPECT_TRUE(of_kind(stated, FeatureKind::Hole)[0].thread_stated);
}

}  // namespace
}  // namespace millrace::facts
