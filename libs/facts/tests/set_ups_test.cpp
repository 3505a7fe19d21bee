// Tool reach, set-ups and verdicts of parts whose answers can be counted by hand.
#include <gtest/gtest.h>

#include <cmath>

#include "bodies.h"
#include "leaning_parts.h"
#include "millrace/facts/reach.h"

namespace millrace::facts {
namespace {

using geom::Vec3;

ToolShape flat_mill(double diameter_mm, double stick_out_mm, double holder_mm = 40.0) {
    return {from_mm(diameter_mm), {}, from_mm(stick_out_mm), from_mm(holder_mm)};
}

/// A block of 60 x 40 x 30 with a pocket of `width` x 20, `depth` deep, open to the top.
geom::BoundaryModel pocketed(double width_mm, double depth_mm) {
    return block_part({0, 20, 20 + width_mm, 60}, {0, 10, 30, 40}, {0, 30 - depth_mm, 30},
                      [](int x, int y, int z) { return !(x == 1 && y == 1 && z == 1); });
}

double reached_share(const geom::BoundaryModel& model, const ToolShape& tool) {
    const std::array up{Vec3{0, 0, 1}};
    const std::array tools{tool};
    const Reach one = reach(model, up, tools, {}).value().front();
    return to_mm2(one.reached) / (to_mm2(facts_of(model).area) - 60.0 * 40.0);
}

TEST(Reach, ToolThatFitsThePocketReachesAllOfIt) {
    EXPECT_GT(reached_share(pocketed(10, 15), flat_mill(6, 48)), 0.995);
}

TEST(Reach, ToolWiderThanThePocketReachesNothingInIt) {
    const auto model = pocketed(5, 15);
    const double inside = 5 * 20 + 2 * 15 * (5 + 20);
    const double all = to_mm2(facts_of(model).area) - 60.0 * 40.0;
    EXPECT_NEAR(reached_share(model, flat_mill(8, 64)), 1.0 - inside / all, 0.01);
}

TEST(Reach, HolderStopsAToolThatIsTooShort) {
    // The holder rests on the rim when the tool is 10 mm down; of 20 mm half of the walls are left.
    const auto model = pocketed(10, 20);
    const double out_of_reach = 10 * 20 + 2 * 10 * (10 + 20);
    const double all = to_mm2(facts_of(model).area) - 60.0 * 40.0;
    // The outer walls are 30 high: the holder stands over the block there as well.
    const double outside = 2 * 20 * (60 + 40);
    EXPECT_NEAR(reached_share(model, flat_mill(6, 10)), 1.0 - (out_of_reach + outside) / all, 0.04);
}

TEST(Reach, RefusesNonsense) {
    const auto model = box_part(1, 2, 3);
    const std::array zero{Vec3{}};
    const std::array up{Vec3{0, 0, 1}};
    EXPECT_EQ(reach(model, zero, generic_end_mills(), {}).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(reach(model, up, std::array{ToolShape{}}, {}).error().code,
              ErrorCode::InvalidArgument);
    EXPECT_EQ(reach({}, up, generic_end_mills(), {}).error().code, ErrorCode::InvalidGeometry);
}

TEST(SetUps, BoxTakesTwo) {
    const SetUps set_ups = facts_of(box_part(30, 20, 10)).set_ups;
    EXPECT_EQ(set_ups.verdict, MillingVerdict::ThreeAxis);
    EXPECT_EQ(set_ups.chosen.size(), 2u);
    EXPECT_TRUE(set_ups.optimal);
    EXPECT_EQ(set_ups.candidates.size(), 6u);
    EXPECT_NEAR(to_mm2(set_ups.unreachable), 0.0, 1e-9);
    // Standing on end: from there only the smallest side is out of reach.
    EXPECT_EQ(std::abs(set_ups.candidates[set_ups.chosen[0]].direction.x), 1.0);
}

TEST(SetUps, PocketsOnThreeSidesTakeThree) {
    const auto model =
        block_part({0, 10, 30, 40}, {0, 10, 30, 40}, {0, 10, 30, 40}, [](int x, int y, int z) {
            const bool top = x == 1 && y == 1 && z == 2;
            const bool front = x == 1 && y == 0 && z == 1;
            const bool left = x == 0 && y == 1 && z == 1;
            return !top && !front && !left;
        });
    const SetUps set_ups = facts_of(model).set_ups;
    EXPECT_EQ(set_ups.verdict, MillingVerdict::ThreeAxis);
    EXPECT_EQ(set_ups.chosen.size(), 3u);  // every other side is a wall of one of them
}

TEST(SetUps, HiddenChamberIsUnreachableAndNamed) {
    const PartFacts facts = facts_of(block_part(
        {0, 5, 12, 18, 25, 30}, {0, 5, 12, 18, 25, 30}, {0, 5, 15, 20}, [](int x, int y, int z) {
            const bool chamber = z == 1 && x > 0 && x < 4 && y > 0 && y < 4;
            const bool mouth = z == 2 && x == 2 && y == 2;
            return !chamber && !mouth;
        }));
    EXPECT_EQ(facts.set_ups.verdict, MillingVerdict::Unreachable);
    EXPECT_FALSE(facts.set_ups.unreachable_faces.empty());
    EXPECT_GT(to_mm2(facts.set_ups.unreachable), 364.0);
}

TEST(SetUps, WedgeIsTilted) {
    // The slope is cut from above with a ball nose or from its normal; walls along y are square.
    const SetUps set_ups = facts_of(wedge_part(40, 10, 30)).set_ups;
    EXPECT_NE(set_ups.verdict, MillingVerdict::Unreachable);
    EXPECT_LE(set_ups.chosen.size(), 2u);
}

TEST(SetUps, DrilledPlateCountsItsHolesAsReached) {
    const SetUps set_ups =
        facts_of(plate_with_holes({.thickness_mm = 18.0, .radii_mm = {1.0, 5.0}})).set_ups;
    EXPECT_EQ(set_ups.verdict, MillingVerdict::ThreeAxis);
    EXPECT_EQ(set_ups.chosen.size(), 2u);
    EXPECT_NEAR(to_mm2(set_ups.unreachable), 0.0, 1.0);
}

// A part has its own frame: turned anywhere it gives the same count, verdict and area. 25 blocks.
TEST(SetUps, TurnedPartGivesTheSameAnswer) {
    for (std::uint64_t seed = 0; seed < 25; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Rng rng{seed};
        std::array<bool, 27> solid{};
        for (bool& cell : solid) cell = rng.uniform() < 0.75;
        solid[13] = true;
        const double a = rng.uniform(6, 20);
        const auto model = block_part({0, a, a + 15, 60}, {0, 12, 30, 42}, {0, 8, 20, 30},
                                      [&](int x, int y, int z) {
                                          return solid[static_cast<std::size_t>(9 * x + 3 * y + z)];
                                      });
        const SetUps straight = facts_of(model).set_ups;
        const SetUps turned = facts_of(placed(model, random_placement(rng))).set_ups;
        EXPECT_EQ(straight.verdict, turned.verdict);
        EXPECT_EQ(straight.chosen.size(), turned.chosen.size());
        EXPECT_EQ(straight.unreachable_faces, turned.unreachable_faces);
        EXPECT_NEAR(to_mm2(straight.unreachable), to_mm2(turned.unreachable),
                    0.02 * to_mm2(facts_of(model).area));
    }
}

// Recesses of 2 mm in all six sides of a block: wide tools are drawn on a coarse map, in whose
// slack such a rim is lost, but what a rim hides is not reached from beside.
TEST(SetUps, RecessedSideIsReachedFromItsOwnSideOnly) {
    const auto block =
        block_part({0, 2, 28, 30}, {0, 2, 28, 30}, {0, 2, 28, 30},
                   [](int x, int y, int z) { return (x == 1) + (y == 1) + (z == 1) != 2; });
    for (std::uint64_t seed = 0; seed < 6; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Rng rng{seed};
        const SetUps set_ups = facts_of(placed(block, random_placement(rng))).set_ups;
        EXPECT_EQ(set_ups.verdict, MillingVerdict::ThreeAxis);
        EXPECT_EQ(set_ups.chosen.size(), 6u);
    }
}

// A ring whose walls are meshed with inner points: their facets lean to and fro by more than half
// a degree, the walls stand upright.
TEST(SetUps, LeaningFacetsOfAnUprightWallAreNotHidden) {
    const auto ring =
        leaning_part({straight_face({30, 0}, {40, 0}, 1), straight_face({40, 0}, {40, 12}, 6),
                      straight_face({40, 12}, {30, 12}, 1), straight_face({30, 12}, {30, 0}, 6)},
                     24);
    const PartFacts facts = facts_of(ring);
    EXPECT_EQ(facts.set_ups.verdict, MillingVerdict::ThreeAxis);
    EXPECT_EQ(facts.set_ups.chosen.size(), 2u);
    for (const ToolDirection& candidate : facts.set_ups.candidates) {
        if (std::abs(candidate.direction.z) < 0.999) continue;
        EXPECT_EQ(candidate.faces.size(), 3u);  // one end and both walls
    }
    const std::array up{Vec3{0, 0, 1}};
    const Reach from_above = reach(ring, up, generic_end_mills(), {}).value().front();
    EXPECT_EQ(from_above.faces.size(), 3u);
}

// A groove around a rod is cut half from each of two sides, wherever the axes of its frame come to
// lie about the rod; its outside is cut along the rod.
TEST(SetUps, GrooveAroundARodIsSharedByTwoSides) {
    const auto rod =
        turned_part({{0, 0}, {20, 0}, {20, 8}, {14, 8}, {14, 14}, {20, 14}, {20, 22}, {0, 22}}, 72);
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Rng rng{seed};
        const SetUps set_ups = facts_of(placed(rod, random_placement(rng))).set_ups;
        EXPECT_EQ(set_ups.verdict, MillingVerdict::ThreeAxis);
        EXPECT_EQ(set_ups.chosen.size(), 3u);
    }
}

/// Adds what stands on a ground plan around the z axis, given by radii and angles in order. Faces
/// in order: bottom, top, one for every side.
void add_prism(const std::vector<std::pair<double, double>>& radius_and_degrees, double low_mm,
               double high_mm, geom::BoundaryModel& model) {
    std::vector<Vec3> ring;
    for (const auto& [radius, degrees] : radius_and_degrees) {
        const double angle = degrees * 3.14159265358979323846 / 180.0;
        ring.push_back({radius * std::cos(angle), radius * std::sin(angle), 0.0});
    }
    const auto add = [&](Vec3 a, Vec3 b, Vec3 c) {
        geom::TriangleMesh& mesh = model.mesh;
        const auto first = static_cast<std::uint32_t>(mesh.vertices.size());
        mesh.vertices.insert(mesh.vertices.end(), {a, b, c});
        mesh.triangles.push_back({first, first + 1, first + 2});
        mesh.face_of_triangle.push_back(static_cast<std::uint32_t>(model.faces.size() - 1));
        const Vec3 normal = normalized(cross(b - a, c - a));
        mesh.corner_normals.push_back({normal, normal, normal});
        model.faces.back().kind = geom::SurfaceKind::Plane;
        model.faces.back().origin = a;
        model.faces.back().axis = model.faces.back().normal = normal;
    };
    const Vec3 low{0, 0, low_mm};
    const Vec3 high{0, 0, high_mm};
    for (const bool top : {false, true}) {
        model.faces.emplace_back();
        for (std::size_t k = 0; k < ring.size(); ++k) {
            const Vec3 a = ring[k];
            const Vec3 b = ring[(k + 1) % ring.size()];
            top ? add(high, a + high, b + high) : add(low, b + low, a + low);
        }
    }
    for (std::size_t k = 0; k < ring.size(); ++k) {
        const Vec3 a = ring[k];
        const Vec3 b = ring[(k + 1) % ring.size()];
        model.faces.emplace_back();
        add(a + low, b + low, b + high);
        add(a + low, b + high, a + high);
    }
}

// Gaps all around a wheel between flanges. From beside one its flanks are seen and not cut; each
// has a direction of its own.
TEST(SetUps, EveryGapBetweenTeethIsReachedFromItsOwnSide) {
    constexpr int kTeeth = 20;
    std::vector<std::pair<double, double>> teeth;
    for (int k = 0; k < kTeeth; ++k) {
        const double gap = 360.0 / kTeeth * k;
        teeth.insert(teeth.end(),
                     {{8.0, gap - 5.5}, {5.0, gap - 4.5}, {5.0, gap + 4.5}, {8.0, gap + 5.5}});
    }
    std::vector<std::pair<double, double>> circle;
    for (int k = 0; k < 60; ++k) circle.emplace_back(8.5, 6.0 * k);
    geom::BoundaryModel wheel;
    wheel.exact = true;
    add_prism(teeth, 0, 8, wheel);
    add_prism(circle, 8, 9, wheel);
    add_prism(circle, -1, 0, wheel);
    const SetUps set_ups = facts_of(wheel).set_ups;
    for (const std::uint32_t face : set_ups.unreachable_faces) {
        const bool of_a_gap = face >= 2 && face < 2 + 4 * kTeeth;
        EXPECT_FALSE(of_a_gap) << "face " << face;
    }
    EXPECT_TRUE(set_ups.five_axis_faces.empty());
    EXPECT_GE(set_ups.chosen.size(), 12u);
}

}  // namespace
}  // namespace millrace::facts
