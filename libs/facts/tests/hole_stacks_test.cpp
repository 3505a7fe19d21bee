// Hole stacks, bosses, ribs and chamfers of parts built for them. Every part is turned and moved at
// random, so nothing may depend on its pose; sizes are closed forms.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "bodies.h"
#include "features/exact_features.h"
#include "features/hole_stacks.h"
#include "millrace/facts/part_facts.h"
#include "prisms.h"

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
        SCOPED_TRACE(::testing::Message() << "seed " << seed);
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

// Screws with a countersunk head are often sunk a little below the face.
TEST(HoleStacks, LowLandAboveACountersinkBelongsToIt) {
    Feature expected = hole_of(6, 15, "Countersunk through hole", 3);
    expected.through = true;
    expected.entry = HoleEntry::Countersunk;
    expected.entry_diameter = from_mm(14);
    expected.entry_depth = from_mm(4.5);
    expected.angle = from_deg(90);
    expect_one_hole({{3, 0}, {20, 0}, {20, 15}, {7, 15}, {7, 14.5}, {3, 10.5}}, expected);
    // One that is higher than the cone below is drilled for its own sake.
    expected.name = "Counterbored through hole";
    expected.entry = HoleEntry::Counterbored;
    expected.entry_depth = from_mm(6);
    expected.angle = {};
    expect_one_hole({{3, 0}, {20, 0}, {20, 15}, {7, 15}, {7, 9}, {3, 5}}, expected);
}

TEST(HoleStacks, CounterboreWithDraftIsACounterbore) {
    const double draft = std::tan(1.0 * kDegree);
    Feature expected = hole_of(3.1, 5.2, "Counterbored tapered through hole", 3);
    expected.through = true;
    expected.entry = HoleEntry::Counterbored;
    expected.entry_diameter = from_mm(6);
    expected.entry_depth = from_mm(3.2);
    expect_one_hole({{1.55, 9.8},
                     {10, 9.8},
                     {10, 15},
                     {3 + 3.2 * draft, 15},
                     {3, 11.8},
                     {1.55 + 2 * draft, 11.8}},
                    expected);
}

// Turned by 180 degrees a through hole is the same hole: its entry may not depend on which of two
// ends as wide as each other comes first along the axis.
TEST(HoleStacks, OfTwoEndsTheEntryIsTheOneThatMoreIsCutAwayAt) {
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        SCOPED_TRACE(::testing::Message() << "seed " << seed);
        Rng rng{seed};
        const Placement pose = random_placement(rng);
        const PartFacts facts = facts_by_rules(placed(turned_part({{5.5, 0},
                                                                   {20, 0},
                                                                   {20, 25},
                                                                   {5.5, 25},
                                                                   {5.5, 22},
                                                                   {3.3, 22},
                                                                   {3.3, 6.5},
                                                                   {5.5, 6.5}},
                                                                  48),
                                                      pose));
        const std::vector<Feature> holes = of_kind(facts, FeatureKind::Hole);
        ASSERT_EQ(holes.size(), 1u);
        EXPECT_EQ(holes[0].entry, HoleEntry::Counterbored);
        EXPECT_NEAR(to_mm(holes[0].entry_depth), 6.5, kExact);
        EXPECT_NEAR(dot(holes[0].axis, pose.direction({0, 0, -1})), 1.0, 1e-9);
    }
}

// A nut M3 as it is modelled: chamfers at both ends, one of them 0.03 mm below the face.
TEST(HoleStacks, NutWithChamfersAtBothEndsHasAPlainHole) {
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        SCOPED_TRACE(::testing::Message() << "seed " << seed);
        Rng rng{seed};
        const auto nut = turned_part(
            {{1.5, 0}, {4, 0}, {4, 1.8}, {1.5, 1.8}, {1.5, 1.77}, {1.25, 1.595}, {1.25, 0.175}},
            48);
        const PartFacts facts = facts_by_rules(placed(nut, random_placement(rng)));
        const std::vector<Feature> holes = of_kind(facts, FeatureKind::Hole);
        ASSERT_EQ(holes.size(), 1u);
        EXPECT_EQ(holes[0].entry, HoleEntry::Plain);
        EXPECT_NEAR(to_mm(holes[0].depth), 1.8, kExact);
        EXPECT_EQ(holes[0].thread, "M3");
    }
}

// A bar across half of the mouth, its edge on the axis: half of all rays meet it, whatever turn
// they start at, and the hole is open. Then bars that cover more and less.
TEST(HoleStacks, WhatCoversAnEndIsSeenTheSameInAnyPose) {
    for (const double edge : {0.0, -1.9, -0.9, 0.4, 1.1}) {
        int open = 0;
        constexpr int kPoses = 40;
        for (std::uint64_t seed = 0; seed < kPoses; ++seed) {
            Rng rng{seed};
            const Placement pose = random_placement(rng);
            // A bar 30 mm long, 0.2 mm beyond the end of a hole of radius 2 and length 10.
            geom::BoundaryModel bar = box_part(10, 30, 3);
            for (geom::Vec3& v : bar.mesh.vertices)
                v = pose.point(v + geom::Vec3{edge, -15.0, 5.2});
            const Surface surface{bar.mesh};
            open += look_at_end(surface, {pose.point({}), pose.direction({0, 0, 1}), 2.0, 5.0,
                                          pose.point({2, 0, -5})})
                        .open;
        }
        EXPECT_EQ(open, edge >= 0.0 ? kPoses : 0) << "edge at " << edge;
    }
}

// Three axes side by side, each within the slack of its neighbour but not the third of the first:
// which two are one line may not depend on the pose.
TEST(HoleStacks, AxesWithinTheSlackAreOneLineInTheOrderOfTheFile) {
    geom::BoundaryModel shaft =
        turned_part({{0, 0}, {3, 0}, {3, 5}, {2, 5}, {2, 10}, {1, 10}, {1, 15}, {0, 15}}, 48);
    std::vector<std::uint32_t> walls;
    for (std::uint32_t f = 0; f < shaft.faces.size(); ++f)
        if (shaft.faces[f].kind == geom::SurfaceKind::Cylinder) walls.push_back(f);
    ASSERT_EQ(walls.size(), 3u);
    for (std::size_t k = 0; k < 3; ++k)
        shaft.faces[walls[k]].origin.x += 0.0055 * static_cast<double>(k);
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        SCOPED_TRACE(::testing::Message() << "seed " << seed);
        Rng rng{seed};
        const geom::BoundaryModel turned = placed(shaft, random_placement(rng));
        const Surface surface{turned.mesh};
        const Patches patches = make_patches(turned, surface, shared_edges(surface.mesh));
        const FeatureScene scene{surface, patches};
        const auto line = [&](std::size_t k) {
            return scene.bands[scene.band_of_patch[walls[k]]].line;
        };
        EXPECT_EQ(line(0), line(1));
        EXPECT_NE(line(0), line(2));
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
        SCOPED_TRACE(::testing::Message() << "seed " << seed);
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

// Two halves of a hole whose axes a file gives 0.009 mm apart are one hole, however the part lies.
TEST(HoleStacks, HalvesOfAHoleWithinTheToleranceOfAFileAreOne) {
    auto plate = plate_with_holes({.split_holes = true});
    const auto half = std::find_if(plate.faces.begin(), plate.faces.end(), [](const auto& face) {
        return face.kind == geom::SurfaceKind::Cylinder;
    });
    ASSERT_NE(half, plate.faces.end());
    half->origin += geom::Vec3{0.009, 0, 0};
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        Rng rng{seed};
        const PartFacts facts = facts_by_rules(placed(plate, random_placement(rng)));
        const std::vector<Feature> holes = of_kind(facts, FeatureKind::Hole);
        ASSERT_EQ(holes.size(), 1u) << seed;
        EXPECT_NEAR(to_mm(holes[0].diameter), 10.0, 0.02) << seed;
    }
}

// A slot across the edge leaves arcs of both circles: together they are as long as the chamfer.
TEST(Chamfers, WhoseRailsAreInterruptedHaveTheLengthOfAllPieces) {
    auto part = turned_part({{0, 0}, {20, 0}, {20, 29}, {19, 30}, {0, 30}}, 48);
    std::vector<geom::Edge> pieces;
    for (const geom::Edge& edge : part.edges) {
        if (edge.kind != geom::CurveKind::Circle || edge.centre.z < 1.0) {
            pieces.push_back(edge);
            continue;
        }
        for (const double share : {0.2, 0.5, 0.3}) {
            pieces.push_back(edge);
            pieces.back().length_mm *= share;
        }
    }
    part.edges = pieces;
    const std::vector<Feature> chamfers = of_kind(facts_by_rules(part), FeatureKind::Chamfer);
    ASSERT_EQ(chamfers.size(), 1u);
    EXPECT_NEAR(to_mm(chamfers[0].length), 2 * kTestPi * 19.5, 1e-6);
}

// A third of the diameter is a usual tip of a screw: the chamfer takes exactly half of what is left
// of the end.
TEST(Chamfers, OfATipThatKeepsTwiceItsLegIsOneInAnyPose) {
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        SCOPED_TRACE(::testing::Message() << "seed " << seed);
        Rng rng{seed};
        auto tip = turned_part({{0, 0}, {1.5, 0}, {1.5, 9.5}, {1.0, 10}, {0, 10}}, 48);
        tip.faces.back().area_mm2 = kTestPi;  // of the circle, not of its mesh
        const PartFacts facts = facts_by_rules(placed(tip, random_placement(rng)));
        const std::vector<Feature> chamfers = of_kind(facts, FeatureKind::Chamfer);
        ASSERT_EQ(chamfers.size(), 1u);
        EXPECT_NEAR(to_mm(chamfers[0].width), 0.5, kExact);
        EXPECT_NEAR(to_mm(chamfers[0].length), 2 * kTestPi * 1.25, kExact);
    }
}

// Between two faces of one size it is not rounding that says along which the leg is measured.
TEST(Chamfers, BetweenEqualFacesHaveTheShorterLeg) {
    // Legs of 1 and 2 mm in a corner of a square bar: what they leave is made equal.
    const testing::Ring bar = {{1, 0}, {21, 0}, {21, 18}, {20, 20}, {2, 20}, {2, 2}, {1, 2}};
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        SCOPED_TRACE(::testing::Message() << "seed " << seed);
        const auto turned =
            testing::moved(testing::prism(bar, {}, 40), testing::random_rotation(seed), {}, 1.0);
        const Surface surface{box_part(20, 20, 40).mesh};  // for its size
        Patches patches;
        patches.exact = true;
        patches.faces = turned.faces;
        patches.edges = turned.edges;
        patches.triangles.resize(turned.faces.size());
        const std::vector<Feature> chamfers = find_chamfers(FeatureScene{surface, patches});
        ASSERT_EQ(chamfers.size(), 1u);
        EXPECT_NEAR(to_mm(chamfers[0].width), 1.0, 1e-9);
    }
}

/// A prism whose top leans by 35 degrees.
geom::BoundaryModel leaning_top(const testing::Ring& outline) {
    geom::BoundaryModel model = testing::prism(outline, {}, 40);
    const double slope = std::tan(35 * kDegree);
    const auto lean = [&](geom::Vec3& p) {
        if (p.z > 20.0) p.z += slope * p.x;
    };
    for (geom::Vec3& v : model.mesh.vertices) lean(v);
    for (geom::Edge& edge : model.edges) {
        lean(edge.start);
        lean(edge.end);
        edge.middle = (edge.start + edge.end) / 2.0;
        edge.length_mm = length(edge.end - edge.start);
    }
    for (geom::Face& face : model.faces)
        if (face.axis.z > 0.5) face.axis = face.normal = normalized(geom::Vec3{-slope, 0, 1});
    for (geom::Edge& edge : model.edges) {
        const geom::Vec3 one = model.faces[*edge.left_face].axis;
        const geom::Vec3 two = model.faces[*edge.right_face].axis;
        const double sense = edge.dihedral_rad < 0.0 ? -1.0 : 1.0;
        edge.dihedral_rad = sense * std::acos(std::clamp(dot(one, two), -1.0, 1.0));
    }
    return model;
}

TEST(Chamfers, AFaceThatReachesBeyondItsRailsIsNone) {
    // Its two edges towards -x are parallel and 1 mm apart; the face goes on for 30 mm.
    const auto stepped = leaning_top({{0, 0}, {30, 0}, {30, 12}, {1, 12}, {1, 6}, {0, 6}});
    const Surface surface{box_part(30, 12, 40).mesh};  // for its size
    Patches patches;
    patches.exact = true;
    patches.faces = stepped.faces;
    patches.edges = stepped.edges;
    patches.triangles.resize(stepped.faces.size());
    EXPECT_TRUE(find_chamfers(FeatureScene{surface, patches}).empty());
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
