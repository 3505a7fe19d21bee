// Features of the small parts in tests/features (made by apps/make_test_parts) and of the
// examples: holes that cross, shafts, D-shaped and keyed holes, slots, roundings. Every part is
// read from its file and turned at random before it is measured; sizes are closed forms.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <numbers>

#include "millrace/base/rng.h"
#include "millrace/cad/read.h"
#include "millrace/facts/part_facts.h"

namespace millrace {
namespace {

using facts::Feature;
using facts::FeatureKind;
using geom::Vec3;

constexpr double kExact = 1e-6;  // what 15 digits in a STEP file leave of 60 mm, with some slack

geom::BoundaryModel read_part(const std::string& file) {
    std::ifstream in(std::filesystem::path{MILLRACE_SOURCE_DIR} / file, std::ios::binary);
    EXPECT_TRUE(in.good()) << file;
    const std::vector<char> content{std::istreambuf_iterator<char>(in), {}};
    auto read = cad::read(std::as_bytes(std::span{content}), {});
    EXPECT_TRUE(read.has_value()) << file;
    return read ? std::move(read->parts.front()) : geom::BoundaryModel{};
}

Vec3 random_unit(Rng& rng) {
    while (true) {
        const Vec3 v{rng.uniform(-1, 1), rng.uniform(-1, 1), rng.uniform(-1, 1)};
        if (length(v) > 0.1 && length(v) < 1.0) return normalized(v);
    }
}

/// The part in another pose: a random frame and a shift of up to 100 mm.
void turn(geom::BoundaryModel& model, Rng& rng) {
    const Vec3 x = random_unit(rng);
    const Vec3 y = normalized(cross(random_unit(rng), x));
    const Vec3 z = cross(x, y);
    const Vec3 shift{rng.uniform(-100, 100), rng.uniform(-100, 100), rng.uniform(-100, 100)};
    const auto direction = [&](Vec3& v) { v = x * v.x + y * v.y + z * v.z; };
    const auto point = [&](Vec3& p) { p = x * p.x + y * p.y + z * p.z + shift; };
    for (Vec3& vertex : model.mesh.vertices) point(vertex);
    for (auto& corners : model.mesh.corner_normals)
        for (Vec3& normal : corners) direction(normal);
    for (geom::Face& face : model.faces) {
        for (Vec3* p : {&face.centroid, &face.origin}) point(*p);
        for (Vec3* v : {&face.normal, &face.axis}) direction(*v);
    }
    for (geom::Edge& edge : model.edges) {
        for (Vec3* p : {&edge.start, &edge.end, &edge.middle, &edge.centre}) point(*p);
        direction(edge.axis);
    }
    for (geom::Body& body : model.bodies) point(body.centre_of_mass);
    model.exact_box = geom::bounding_box(model.mesh);
}

/// Facts of a file in three random poses, one after the other.
template <class Check>
void in_any_pose(const std::string& file, const Check& check) {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        SCOPED_TRACE(testing::Message() << file << ", seed " << seed);
        Rng rng{seed};
        geom::BoundaryModel model = read_part(file);
        turn(model, rng);
        const auto facts = facts::measure(model, {});
        ASSERT_TRUE(facts.has_value());
        check(*facts);
    }
}

std::vector<Feature> of_kind(const facts::PartFacts& facts, FeatureKind kind) {
    std::vector<Feature> found;
    for (const Feature& feature : facts.features.list)
        if (feature.kind == kind) found.push_back(feature);
    return found;
}

TEST(FeatureParts, DShapedHolesAreHolesAndNoPockets) {
    for (const char* file : {"tests/features/d_hole.step", "tests/features/blind_d_hole.step"}) {
        const bool blind = std::string{file}.find("blind") != std::string::npos;
        in_any_pose(file, [&](const facts::PartFacts& facts) {
            const auto holes = of_kind(facts, FeatureKind::Hole);
            ASSERT_EQ(holes.size(), 1u);
            EXPECT_EQ(holes[0].name,
                      blind ? "D-shaped blind hole, flat bottom" : "D-shaped through hole");
            EXPECT_NEAR(to_mm(holes[0].diameter), 10.0, kExact);
            EXPECT_NEAR(to_mm(holes[0].depth), blind ? 6.0 : 10.0, kExact);
            EXPECT_EQ(holes[0].place.faces.size(), blind ? 3u : 2u);
            EXPECT_TRUE(facts.pockets.empty());
        });
    }
}

TEST(FeatureParts, KeyedBoreIsOneHoleWithItsKeyway) {
    in_any_pose("tests/features/keyed_bore.step", [](const facts::PartFacts& facts) {
        const auto holes = of_kind(facts, FeatureKind::Hole);
        ASSERT_EQ(holes.size(), 1u);
        EXPECT_EQ(holes[0].name, "Keyed through hole");
        EXPECT_NEAR(to_mm(holes[0].diameter), 12.0, kExact);
        EXPECT_EQ(holes[0].place.faces.size(), 4u);
        EXPECT_EQ(holes[0].entry_faces.size(), 2u);
        EXPECT_TRUE(facts.pockets.empty());
    });
}

TEST(FeatureParts, EndsOfASlotAreNeitherHolesNorFillets) {
    in_any_pose("tests/features/slot_and_pocket.step", [](const facts::PartFacts& facts) {
        EXPECT_TRUE(of_kind(facts, FeatureKind::Hole).empty());
        EXPECT_TRUE(of_kind(facts, FeatureKind::Fillet).empty());
    });
}

TEST(FeatureParts, UprightCornersBelongToTheirPocket) {
    in_any_pose("tests/features/slot_and_pocket.step", [](const facts::PartFacts& facts) {
        int rounded = 0;
        for (const Feature& pocket : of_kind(facts, FeatureKind::Pocket)) {
            if (pocket.place.faces.size() != 9u) continue;  // a floor, four walls, four corners
            ++rounded;
            EXPECT_NEAR(to_mm(pocket.radius), 3.0, kExact);
            EXPECT_NEAR(to_mm(pocket.depth), 6.0, kExact);
        }
        EXPECT_EQ(rounded, 1);
    });
}

TEST(FeatureParts, CornersThatAllButMeetAreCornersOfTheirPocket) {
    in_any_pose("tests/features/oblong_pocket.step", [](const facts::PartFacts& facts) {
        EXPECT_TRUE(of_kind(facts, FeatureKind::Fillet).empty());
        const auto pockets = of_kind(facts, FeatureKind::Pocket);
        ASSERT_EQ(pockets.size(), 1u);
        EXPECT_EQ(pockets[0].place.faces.size(), 9u);
        EXPECT_NEAR(to_mm(pockets[0].radius), 3.0, kExact);
        EXPECT_NEAR(to_mm(pockets[0].width), 6.005, kExact);
        EXPECT_TRUE(facts.features.doubtful_faces.empty());
    });
}

TEST(FeatureParts, CrossHoleOnAShaftIsOneThroughHole) {
    in_any_pose("tests/features/cross_hole_on_shaft.step", [](const facts::PartFacts& facts) {
        const auto holes = of_kind(facts, FeatureKind::Hole);
        ASSERT_EQ(holes.size(), 1u);
        EXPECT_TRUE(holes[0].through);
        EXPECT_NEAR(to_mm(holes[0].diameter), 6.0, kExact);
        EXPECT_NEAR(to_mm(holes[0].depth), 20.0, 0.01);  // the mesh of the saddle, 0.05 mm
        EXPECT_EQ(holes[0].entry_faces.size(), 1u);      // the shaft on both sides
    });
}

TEST(FeatureParts, AHoleInterruptedByAnotherIsOneHole) {
    in_any_pose("tests/features/crossing_holes.step", [](const facts::PartFacts& facts) {
        const auto holes = of_kind(facts, FeatureKind::Hole);
        ASSERT_EQ(holes.size(), 2u);
        const bool wide_first = holes[0].diameter > holes[1].diameter;
        const Feature& wide = holes[wide_first ? 0 : 1];
        const Feature& narrow = holes[wide_first ? 1 : 0];
        EXPECT_NEAR(to_mm(wide.diameter), 10.0, kExact);
        EXPECT_NEAR(to_mm(wide.depth), 30.0, kExact);
        EXPECT_NEAR(to_mm(narrow.diameter), 6.0, kExact);
        EXPECT_NEAR(to_mm(narrow.depth), 60.0, kExact);
        EXPECT_EQ(narrow.place.faces.size(), 2u);
        for (const Feature& hole : holes) {
            EXPECT_TRUE(hole.through);
            EXPECT_TRUE(hole.interacts);
            EXPECT_EQ(hole.entry_faces.size(), 2u);
        }
    });
}

TEST(FeatureParts, RoundedBlockHasARimAndFourUprightEdges) {
    in_any_pose("tests/features/rounded_block.step", [](const facts::PartFacts& facts) {
        const auto fillets = of_kind(facts, FeatureKind::Fillet);
        ASSERT_EQ(fillets.size(), 5u);
        for (const Feature& fillet : fillets) {
            EXPECT_FALSE(fillet.concave);
            if (to_mm(fillet.radius) > 3.0) {
                EXPECT_NEAR(to_mm(fillet.radius), 4.0, kExact);
                EXPECT_NEAR(to_mm(fillet.length), 18.0, 1e-4);
                continue;
            }
            EXPECT_NEAR(to_mm(fillet.radius), 2.0, kExact);
            EXPECT_EQ(fillet.place.faces.size(), 8u);
            // Straight pieces 52 and 32 twice; at each corner a quarter of a torus of 2 and 2 whose
            // area over radius and angle is (pi/2)(2 + 2 * 2/pi).
            const double pi = std::numbers::pi;
            const double corner = pi / 2 * (2.0 + 2.0 * 2.0 / pi);
            EXPECT_NEAR(to_mm(fillet.length), 2 * (52 + 32) + 4 * corner, 1e-3);
        }
    });
}

TEST(FeatureParts, BossOnAFilletHasItsHeightAboveThePlate) {
    in_any_pose("tests/features/boss_on_plate.step", [](const facts::PartFacts& facts) {
        const auto bosses = of_kind(facts, FeatureKind::Boss);
        ASSERT_EQ(bosses.size(), 1u);
        EXPECT_EQ(bosses[0].name, "Boss with hole");
        EXPECT_NEAR(to_mm(bosses[0].diameter), 12.0, kExact);
        EXPECT_NEAR(to_mm(bosses[0].depth), 15.0, kExact);
        EXPECT_EQ(bosses[0].confidence, 0.95);
        const auto fillets = of_kind(facts, FeatureKind::Fillet);
        ASSERT_EQ(fillets.size(), 1u);
        EXPECT_TRUE(fillets[0].concave);
        EXPECT_NEAR(to_mm(fillets[0].radius), 2.0, kExact);
    });
}

TEST(FeatureParts, MachinedBracketOfTheExamplesHasItsHolesAndFillets) {
    in_any_pose("examples/machined_bracket.step", [](const facts::PartFacts& facts) {
        const auto holes = of_kind(facts, FeatureKind::Hole);
        ASSERT_EQ(holes.size(), 6u);
        int clearance = 0;
        for (const Feature& hole : holes) {
            clearance += std::abs(to_mm(hole.diameter) - 6.6) < kExact;
            EXPECT_TRUE(hole.thread.empty());  // 6.6 and 9 are clearance holes of M6 and M8
            EXPECT_NEAR(to_mm(hole.depth), 12.0, kExact);
        }
        EXPECT_EQ(clearance, 4);
        const auto fillets = of_kind(facts, FeatureKind::Fillet);
        ASSERT_EQ(fillets.size(), 1u);  // between the legs; the corners of the pocket are its own
        EXPECT_NEAR(to_mm(fillets[0].radius), 5.0, kExact);
        const auto pockets = of_kind(facts, FeatureKind::Pocket);
        ASSERT_EQ(pockets.size(), 1u);
        EXPECT_NEAR(to_mm(pockets[0].radius), 4.0, kExact);
    });
}

TEST(FeatureParts, BothLegsOfTheBracketAreOneStepWithItsSizes) {
    in_any_pose("examples/machined_bracket.step", [](const facts::PartFacts& facts) {
        const auto steps = of_kind(facts, FeatureKind::Step);
        ASSERT_EQ(steps.size(), 1u);  // over the fillet between them
        EXPECT_NEAR(to_mm(steps[0].depth), 48.0, kExact);
        EXPECT_NEAR(to_mm(steps[0].width), 68.0, kExact);
        EXPECT_NEAR(to_mm(steps[0].length), 60.0, kExact);
    });
}

TEST(FeatureParts, ShaftOfTheExamplesHasOneGrooveAndTwoShoulders) {
    in_any_pose("examples/turned_shaft.step", [](const facts::PartFacts& facts) {
        const auto grooves = of_kind(facts, FeatureKind::ORingGroove);
        ASSERT_EQ(grooves.size(), 1u);
        EXPECT_NEAR(to_mm(grooves[0].diameter), 26.0, kExact);
        EXPECT_NEAR(to_mm(grooves[0].width), 3.0, kExact);
        EXPECT_NEAR(to_mm(grooves[0].depth), 2.0, kExact);
        EXPECT_TRUE(of_kind(facts, FeatureKind::Boss).empty());
        const auto steps = of_kind(facts, FeatureKind::Step);
        ASSERT_EQ(steps.size(), 2u);
        for (const Feature& step : steps) EXPECT_EQ(step.name, "Shoulder");
    });
}

TEST(FeatureParts, BentBracketHasBendsAndNoFillets) {
    in_any_pose("examples/bent_bracket.step", [](const facts::PartFacts& facts) {
        const auto* sheet = std::get_if<facts::Sheet>(&facts.sheet);
        ASSERT_NE(sheet, nullptr);
        EXPECT_EQ(sheet->bends.size(), 2u);
        EXPECT_EQ(facts.features.list.size(), 3u);
        EXPECT_EQ(of_kind(facts, FeatureKind::Hole).size(), 3u);
        for (const facts::Bend& bend : sheet->bends) {
            for (const std::uint32_t face : bend.faces) {
                EXPECT_EQ(facts.features.faces[face].face_class, facts::FaceClass::Stock);
                EXPECT_EQ(facts.features.faces[face].feature, facts::FaceFeature::kNone);
            }
        }
    });
}

TEST(FeatureParts, BossesOfTheHousingAreNeitherStepsNorGrooves) {
    in_any_pose("examples/printed_housing.step", [](const facts::PartFacts& facts) {
        EXPECT_EQ(of_kind(facts, FeatureKind::Boss).size(), 4u);
        EXPECT_TRUE(of_kind(facts, FeatureKind::Step).empty());
        EXPECT_TRUE(of_kind(facts, FeatureKind::ORingGroove).empty());
    });
}

/// The three files of a part: with faces that go all around, with these cut in two, and with
/// splines for all surfaces and curves.
template <class Check>
void in_all_files(const std::string& part, const Check& check) {
    for (const char* ending : {"", "_in_halves", "_as_splines"})
        in_any_pose("tests/features/" + part + ending + ".step", check);
}

TEST(FeatureParts, CounterboredPlateHasFourHolesAndNothingElse) {
    in_all_files("counterbored_plate", [](const facts::PartFacts& facts) {
        ASSERT_EQ(facts.features.list.size(), 4u);
        for (const Feature& hole : facts.features.list) {
            EXPECT_EQ(hole.name, "Counterbored through hole");
            EXPECT_NEAR(to_mm(hole.diameter), 5.5, kExact);
            EXPECT_NEAR(to_mm(hole.depth), 10.0, kExact);
            EXPECT_NEAR(to_mm(hole.entry_diameter), 10.0, kExact);
            EXPECT_NEAR(to_mm(hole.entry_depth), 5.5, kExact);
        }
        EXPECT_TRUE(facts.features.doubtful_faces.empty());
    });
}

TEST(FeatureParts, NutHasAThreadedHoleAndItsCornersTurnedOff) {
    in_all_files("hex_nut", [](const facts::PartFacts& facts) {
        const auto holes = of_kind(facts, FeatureKind::Hole);
        ASSERT_EQ(holes.size(), 1u);
        EXPECT_NEAR(to_mm(holes[0].diameter), 6.8, kExact);
        EXPECT_EQ(holes[0].thread, "M8");
        EXPECT_TRUE(holes[0].through);
        const auto chamfers = of_kind(facts, FeatureKind::Chamfer);
        ASSERT_EQ(chamfers.size(), 2u);
        for (const Feature& chamfer : chamfers) {
            // From a circle of 12.4 to the corners of the hexagon.
            EXPECT_NEAR(to_mm(chamfer.width), 13.0 / std::sqrt(3.0) - 6.2, 1e-3);
            EXPECT_NEAR(to_deg(chamfer.angle), 30.0, 1e-6);
        }
        EXPECT_EQ(facts.features.list.size(), 3u);
    });
}

TEST(FeatureParts, SteppedShaftHasItsTwoShoulders) {
    in_all_files("stepped_shaft", [](const facts::PartFacts& facts) {
        ASSERT_EQ(facts.features.list.size(), 2u);
        for (const Feature& step : facts.features.list) {
            EXPECT_EQ(step.name, "Shoulder");
            const bool thick = to_mm(step.diameter) > 18.0;
            EXPECT_NEAR(to_mm(step.diameter), thick ? 20.0 : 16.0, kExact);
            EXPECT_NEAR(to_mm(step.depth), thick ? 30.0 : 40.0, kExact);
            EXPECT_NEAR(to_mm(step.width), thick ? 5.0 : 7.0, kExact);
        }
        EXPECT_TRUE(facts.features.doubtful_faces.empty());
    });
}

TEST(FeatureParts, FilletedBracketHasFourHolesAndAFillet) {
    in_all_files("filleted_bracket", [](const facts::PartFacts& facts) {
        const auto holes = of_kind(facts, FeatureKind::Hole);
        ASSERT_EQ(holes.size(), 4u);
        for (const Feature& hole : holes) {
            EXPECT_NEAR(to_mm(hole.diameter), 6.6, kExact);
            EXPECT_NEAR(to_mm(hole.depth), 6.0, kExact);
        }
        const auto fillets = of_kind(facts, FeatureKind::Fillet);
        ASSERT_EQ(fillets.size(), 1u);
        EXPECT_NEAR(to_mm(fillets[0].radius), 5.0, kExact);
        const auto steps = of_kind(facts, FeatureKind::Step);
        ASSERT_EQ(steps.size(), 1u);
        EXPECT_NEAR(to_mm(steps[0].length), 40.0, kExact);
        EXPECT_EQ(facts.features.list.size(), 6u);
    });
}

TEST(FeatureParts, RecessesOfAllExamplesHaveTheirSizes) {
    for (const char* file : {"examples/bent_bracket.step", "examples/drilled_plate.step",
                             "examples/machined_bracket.step", "examples/printed_housing.step",
                             "examples/turned_shaft.step", "tests/features/slot_and_pocket.step"}) {
        in_any_pose(file, [](const facts::PartFacts& facts) {
            for (const FeatureKind kind : {FeatureKind::Pocket, FeatureKind::Passage,
                                           FeatureKind::Slot, FeatureKind::Step}) {
                for (const Feature& feature : of_kind(facts, kind)) {
                    EXPECT_GT(to_mm(feature.depth), 1e-3) << feature.name;
                    EXPECT_GT(to_mm(feature.width), 1e-3) << feature.name;
                    const bool shoulder = to_mm(feature.diameter) > 0.0;
                    EXPECT_TRUE(shoulder || to_mm(feature.length) > 1e-3) << feature.name;
                }
            }
        });
    }
}

}  // namespace
}  // namespace millrace
