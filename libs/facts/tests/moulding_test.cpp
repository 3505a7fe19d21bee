// Moulding facts on parts whose undercuts, drafts and parting lines are known in closed form.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numbers>

#include "../src/moulding/escapes.h"
#include "moulding_blocks.h"

namespace millrace::facts {
namespace {

using geom::Vec3;
using moulding::EscapeMap;

Moulding moulding_of(const geom::BoundaryModel& model) {
    PartFacts facts = facts_of(model);
    EXPECT_TRUE(facts.moulding.has_value());
    return facts.moulding.value_or(Moulding{});
}

/// Predicted and true undercut area, and what both agree on.
struct Agreement {
    double predicted = 0.0;
    double truth = 0.0;
    double both = 0.0;

    [[nodiscard]] double f1() const {
        return predicted + truth > 0.0 ? 2.0 * both / (predicted + truth) : 1.0;
    }
    void add(const Agreement& other) {
        predicted += other.predicted;
        truth += other.truth;
        both += other.both;
    }
};

EscapeMap escapes(const geom::BoundaryModel& model, Vec3 pull) {
    const Surface surface{model.mesh};
    const std::vector<SharedEdge> shared = shared_edges(surface.mesh);
    const Patches patches = make_patches(model, surface, shared);
    const moulding::TrueSurface true_surface{surface, patches, {.exact = model.exact}};
    return find_escapes(true_surface, shared, moulding::start_pieces(surface), pull, {});
}

Agreement agreement(const GridBlock& block, std::size_t axis, const Placement& placement) {
    Vec3 pull;
    (axis == 0 ? pull.x : axis == 1 ? pull.y : pull.z) = 1.0;
    const EscapeMap map = escapes(placed(block.model, placement), placement.direction(pull));
    Agreement result;
    for (const auto& escape : map.pieces) {
        const bool truth = block.undercut[axis][escape.piece.triangle];
        const double area = escape.piece.area_mm2;
        if (truth) result.truth += area;
        if (escape.undercut()) result.predicted += area;
        if (truth && escape.undercut()) result.both += area;
    }
    return result;
}

/// Area of the part of a triangle with `axis` coordinate between two values.
double area_between(std::array<Vec3, 3> corner, int axis, double from, double to) {
    std::vector<Vec3> polygon(corner.begin(), corner.end());
    for (const auto& [limit, sign] : {std::pair{from, 1.0}, std::pair{to, -1.0}}) {
        std::vector<Vec3> kept;
        for (std::size_t i = 0; i < polygon.size(); ++i) {
            const Vec3 a = polygon[i];
            const Vec3 b = polygon[(i + 1) % polygon.size()];
            const double da = sign * (a[axis] - limit);
            const double db = sign * (b[axis] - limit);
            if (da >= 0.0) kept.push_back(a);
            if (da * db < 0.0) kept.push_back(a + (b - a) * (da / (da - db)));
        }
        polygon = kept;
    }
    Vec3 sum;
    for (std::size_t i = 1; i + 1 < polygon.size(); ++i) {
        sum += cross(polygon[i] - polygon[0], polygon[i + 1] - polygon[0]);
    }
    return length(sum) / 2.0;
}

Agreement agreement(const ExtrudedProfile& part) {
    const EscapeMap map = escapes(part.model, {0, 0, 1});
    Agreement result;
    for (const auto& shadow : part.undercut) {
        result.truth += (shadow.to - shadow.from) * part.depth_mm;
    }
    for (const auto& escape : map.pieces) {
        if (!escape.undercut()) continue;
        result.predicted += escape.piece.area_mm2;
        const std::uint32_t face = part.model.mesh.face_of_triangle[escape.piece.triangle];
        for (const auto& shadow : part.undercut) {
            if (shadow.edge != face) continue;
            const bool flat = std::abs(part.model.faces[face].normal.z) > 0.5;
            result.both += area_between(escape.piece.corner, flat ? 0 : 2, shadow.from, shadow.to);
        }
    }
    return result;
}

// Holes, slots and T-slots cut into a grid, turned at random: every cell side is undercut or not.
TEST(Undercut, OfRandomBlocksIsFoundOverItsWholeArea) {
    Agreement all;
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Rng rng{seed};
        const GridBlock block = random_block(rng);
        const Placement placement = random_placement(rng);
        for (std::size_t axis = 0; axis < 3; ++axis) {
            const Agreement one = agreement(block, axis, placement);
            EXPECT_GE(one.f1(), 0.99) << "axis " << axis << ": " << one.both << " of " << one.truth
                                      << " mm², found " << one.predicted;
            all.add(one);
        }
    }
    EXPECT_GE(all.f1(), 0.995);
}

// Each face is two triangles, so that shadows end within them.
TEST(Undercut, OfRandomTSlotsIsFoundWithinFaces) {
    Agreement all;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Rng rng{seed};
        const ExtrudedProfile part = random_profile(rng);
        const Agreement one = agreement(part);
        EXPECT_GE(one.f1(), 0.98) << one.both << " of " << one.truth << " mm², found "
                                  << one.predicted;
        all.add(one);
    }
    EXPECT_GE(all.f1(), 0.99);
    RecordProperty("f1", std::to_string(all.f1()));
}

// The pull with the least undercut is chosen, and its area is right within one percent.
TEST(Moulding, PullOfARandomBlockHasTheLeastUndercut) {
    for (std::uint64_t seed = 100; seed < 130; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Rng rng{seed};
        const GridBlock block = random_block(rng);
        const Placement placement = random_placement(rng);
        const Moulding moulding = moulding_of(placed(block.model, placement));
        double least = 1e300;
        double chosen = -1.0;
        double whole = 0.0;
        for (std::size_t axis = 0; axis < 3; ++axis) {
            double undercut = 0.0;
            whole = 0.0;
            for (std::size_t t = 0; t < block.undercut[axis].size(); ++t) {
                const double area = length(area_normal(block.model.mesh, t)) / 2.0;
                whole += area;
                if (block.undercut[axis][t]) undercut += area;
            }
            least = std::min(least, undercut);
            if (std::abs(dot(placement.frame[axis], moulding.pull)) > 0.999) chosen = undercut;
        }
        ASSERT_GE(chosen, 0.0) << "the pull is no axis of the grid";
        EXPECT_NEAR(to_mm2(moulding.undercut), chosen, 0.01 * chosen + 1e-4 * whole);
        EXPECT_LE(chosen, 1.1 * least + 0.02 * whole);
    }
}

/// A lid: 60 x 40 x 20 outside, 2 mm of wall, open below.
geom::BoundaryModel lid() {
    return block_part({0, 2, 58, 60}, {0, 2, 38, 40}, {0, 18, 20},
                      [](int i, int j, int k) { return k == 1 || i != 1 || j != 1; });
}

TEST(Moulding, LidOpensAlongItsDepthWithTheCoreInside) {
    const Moulding moulding = moulding_of(lid());
    EXPECT_NEAR(dot(moulding.pull, Vec3{0, 0, 1}), 1.0, 1e-9);
    EXPECT_EQ(to_mm2(moulding.undercut), 0.0);
    EXPECT_TRUE(moulding.side_actions.empty());
    EXPECT_NEAR(to_mm2(moulding.projected), 2400.0, 1e-6);
    ASSERT_EQ(moulding.parting_line.size(), 1u);
    EXPECT_NEAR(to_mm(moulding.parting_length), 200.0, 1e-9);
    EXPECT_EQ(to_mm(moulding.parting_step), 0.0);
    for (const Vec3 p : moulding.parting_line[0]) EXPECT_EQ(p.z, 0.0);
    EXPECT_EQ(moulding.walls.size(), 8u);
    double core = 0.0;
    for (const MouldWall& wall : moulding.walls) {
        EXPECT_EQ(wall.draft_min_deg, 0.0);
        if (wall.half == MouldHalf::Core) core += to_mm2(wall.area);
    }
    EXPECT_NEAR(core, 2.0 * (56 + 36) * 18, 1e-6);
    EXPECT_NEAR(to_mm(moulding.wall_nominal), 2.0, 0.02);
}

TEST(Moulding, IsTheSameWhicheverWayThePartStands) {
    Rng rng{7};
    const Moulding straight = moulding_of(lid());
    for (int turn = 0; turn < 5; ++turn) {
        const Placement placement = random_placement(rng);
        const Moulding turned = moulding_of(placed(lid(), placement));
        EXPECT_NEAR(dot(turned.pull, placement.direction(straight.pull)), 1.0, 1e-6);
        EXPECT_NEAR(to_mm2(turned.projected), 2400.0, 1e-3);
        EXPECT_NEAR(to_mm(turned.parting_length), 200.0, 1e-6);
        EXPECT_EQ(turned.walls.size(), 8u);
    }
}

// Frustum of 2° outside, bored with 1.5° inside: closed form for every cone.
TEST(Moulding, DraftOfConesIsTheirHalfAngle) {
    const double outer = std::tan(2.0 * std::numbers::pi / 180.0);
    const double inner = std::tan(1.5 * std::numbers::pi / 180.0);
    const auto cup = turned_part(
        {{17, 0}, {20, 0}, {20 - 25 * outer, 25}, {0, 25}, {0, 22}, {17 - 22 * inner, 22}}, 96);
    const Moulding moulding = moulding_of(cup);
    EXPECT_NEAR(moulding.pull.z, 1.0, 1e-9);
    EXPECT_LT(to_mm2(moulding.undercut), 1e-6);
    ASSERT_EQ(moulding.draft_min_deg.size(), cup.faces.size());
    for (const MouldWall& wall : moulding.walls) {
        const double expected = wall.half == MouldHalf::Core ? 1.5 : 2.0;
        EXPECT_NEAR(wall.draft_min_deg, expected, 0.01);
        EXPECT_NEAR(wall.draft_mean_deg, expected, 0.01);
        EXPECT_NEAR(to_mm(wall.depth), wall.half == MouldHalf::Core ? 22.0 : 25.0, 1e-9);
    }
    EXPECT_EQ(moulding.walls.size(), 2u);
}

TEST(SideActions, BlindSideHoleIsOneSlideOfItsDepth) {
    // A lid with a square window in one wall: the window is released by a slide from outside.
    const auto part = block_part({0, 2, 28, 34, 58, 60}, {0, 2, 38, 40}, {0, 8, 14, 18, 20},
                                 [](int i, int j, int k) {
                                     if (i == 2 && j == 0 && k == 1) return false;
                                     return k == 3 || i == 0 || i == 4 || j == 0 || j == 2;
                                 });
    const Moulding moulding = moulding_of(part);
    EXPECT_NEAR(moulding.pull.z, 1.0, 1e-9);
    EXPECT_NEAR(to_mm2(moulding.undercut), 2.0 * 4 * 6, 0.5);
    ASSERT_EQ(moulding.side_actions.size(), 1u);
    EXPECT_NEAR(moulding.side_actions[0].direction.y, -1.0, 1e-9);
    EXPECT_NEAR(to_mm(moulding.side_actions[0].travel), 2.0, 1e-6);
    EXPECT_FALSE(moulding.side_actions[0].internal);
    EXPECT_EQ(moulding.side_actions[0].faces.size(), 4u);
    EXPECT_TRUE(moulding.no_escape_faces.empty());
}

TEST(SideActions, WindowsInOppositeWallsAreTwoSlides) {
    const auto part = block_part({0, 2, 28, 34, 58, 60}, {0, 2, 38, 40}, {0, 8, 14, 18, 20},
                                 [](int i, int j, int k) {
                                     if (i == 2 && k == 1) return false;
                                     return k == 3 || i == 0 || i == 4 || j == 0 || j == 2;
                                 });
    const Moulding moulding = moulding_of(part);
    // Both windows can be pulled through each other by one long slide; what counts is that all of
    // it is released.
    EXPECT_LE(moulding.side_actions.size(), 2u);
    EXPECT_TRUE(moulding.no_escape_faces.empty());
    EXPECT_NEAR(to_mm2(moulding.undercut), 2.0 * 2 * 4 * 6, 1.0);
}

TEST(SideActions, RecessInsideIsALifter) {
    // A lid whose inner wall is recessed by 1 mm over 6 x 4 mm, with no way out.
    const auto part = block_part({0, 2, 28, 34, 58, 60}, {0, 1, 2, 38, 40}, {0, 8, 12, 18, 20},
                                 [](int i, int j, int k) {
                                     if (i == 2 && j == 1 && k == 1) return false;
                                     return k == 3 || i == 0 || i == 4 || j <= 1 || j == 3;
                                 });
    const Moulding moulding = moulding_of(part);
    EXPECT_NEAR(moulding.pull.z, 1.0, 1e-9);
    ASSERT_EQ(moulding.side_actions.size(), 1u);
    EXPECT_TRUE(moulding.side_actions[0].internal);
    EXPECT_NEAR(moulding.side_actions[0].direction.y, 1.0, 1e-9);
    EXPECT_NEAR(to_mm(moulding.side_actions[0].travel), 1.0, 1e-6);
    EXPECT_TRUE(moulding.no_escape_faces.empty());
}

TEST(SideActions, RingGrooveInABoreIsReleasedByNothing) {
    // A thick ring with a groove in its bore: slides meet the other side of the bore.
    const auto part =
        turned_part({{10, 0}, {40, 0}, {40, 12}, {10, 12}, {10, 8}, {25, 8}, {25, 4}, {10, 4}}, 96);
    const Moulding moulding = moulding_of(part);
    EXPECT_NEAR(std::abs(moulding.pull.z), 1.0, 1e-9);
    EXPECT_FALSE(moulding.no_escape_faces.empty());
    const double groove =
        kTestPi * (2 * 25 * 4 + 2 * (25 * 25 - 10 * 10));  // of the circle, not of its facets
    EXPECT_NEAR(to_mm2(moulding.undercut) / groove, 1.0, 0.01);
}

TEST(SideActions, TSlotThroughAPartIsOneSlideAlongIt) {
    // A block with a T-slot along y: no axis but y is without undercut, so y is the pull. Closed at
    // one end it still is.
    const auto part =
        block_part({0, 10, 15, 20, 25, 40}, {0, 30}, {0, 6, 10, 20}, [](int i, int, int k) {
            if (k == 1) return i == 0 || i == 4;
            return k == 0 || i != 2;
        });
    const Moulding moulding = moulding_of(part);
    EXPECT_NEAR(std::abs(moulding.pull.y), 1.0, 1e-9);
    EXPECT_EQ(to_mm2(moulding.undercut), 0.0);
}

// A ring with a groove around it, whose bottom is two halves, as kernels cut it: the slides that
// take the halves take the flanks along.
TEST(SideActions, GrooveAroundARingIsTwoSlides) {
    auto ring = turned_part(
        {{22, 0}, {30, 0}, {30, 13}, {27, 13}, {27, 17}, {30, 17}, {30, 30}, {22, 30}}, 48);
    const auto bottom = static_cast<std::uint32_t>(std::distance(
        ring.faces.begin(),
        std::find_if(ring.faces.begin(), ring.faces.end(), [](const geom::Face& face) {
            return face.kind == geom::SurfaceKind::Cylinder && face.radius_mm == 27.0;
        })));
    ASSERT_LT(bottom, ring.faces.size());
    const auto half = static_cast<std::uint32_t>(ring.faces.size());
    ring.faces.push_back(ring.faces[bottom]);
    for (std::size_t t = 0; t < ring.mesh.triangles.size(); ++t) {
        auto& face = ring.mesh.face_of_triangle[t];
        const Vec3 middle =
            ring.mesh.corner(t, 0) + ring.mesh.corner(t, 1) + ring.mesh.corner(t, 2);
        if (face == bottom && middle.y > 0.0) face = half;
    }
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Rng rng{seed};
        const Placement placement = random_placement(rng);
        const Moulding moulding = moulding_of(placed(ring, placement));
        EXPECT_NEAR(std::abs(dot(moulding.pull, placement.frame[2])), 1.0, 1e-9);
        EXPECT_EQ(moulding.side_actions.size(), 2u);
        EXPECT_NEAR(to_mm2(moulding.no_escape), 0.0, 1e-6);
    }
}

// Lumps on opposite corners of a plate, one on each side, lean its smallest box by 0.9°. The plate
// opens square to itself all the same.
TEST(Moulding, PullFollowsTheFacesNotTheSmallestBoxBesideThem) {
    const auto plate =
        block_part({0, 20, 180, 200}, {0, 20, 80, 100}, {-2, 0, 3, 5}, [](int x, int y, int z) {
            if (z == 1) return true;
            return z == 2 ? x == 0 && y == 0 : x == 2 && y == 2;
        });
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Rng rng{seed};
        const Placement placement = random_placement(rng);
        const Moulding moulding = moulding_of(placed(plate, placement));
        EXPECT_NEAR(std::abs(dot(moulding.pull, placement.frame[2])), 1.0, 1e-9);
        EXPECT_TRUE(moulding.side_actions.empty());
    }
}

// Undercuts and slides of random blocks, straight and turned. The line along which a block opens is
// one of its own, never one of the file's.
TEST(Moulding, TurnedBlockTakesAsManySideActions) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Rng rng{seed};
        const GridBlock block = random_block(rng);
        const Placement placement = random_placement(rng);
        const Moulding straight = moulding_of(block.model);
        const Moulding turned = moulding_of(placed(block.model, placement));
        EXPECT_NEAR(to_mm2(straight.undercut), to_mm2(turned.undercut),
                    0.02 * to_mm2(straight.undercut) + 5.0);
        EXPECT_EQ(straight.side_actions.size(), turned.side_actions.size());
    }
}

// Shadows that end within faces leave pieces about which the probes disagree. They are no regions
// of their own, neither straight nor turned.
TEST(Moulding, TurnedBarTakesAsManySideActions) {
    for (std::uint64_t seed = 0; seed < 15; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Rng rng{seed};
        const ExtrudedProfile bar = random_profile(rng);
        const Placement placement = random_placement(rng);
        const Moulding straight = moulding_of(bar.model);
        const Moulding turned = moulding_of(placed(bar.model, placement));
        EXPECT_EQ(straight.side_actions.size(), turned.side_actions.size());
    }
}

TEST(PartingLine, FollowsAStep) {
    // A plate of 5 mm whose right half lies 3 mm higher: top and bottom have the step.
    const auto part = block_part({0, 30, 60}, {0, 40}, {0, 3, 5, 8},
                                 [](int i, int, int k) { return i == 0 ? k < 2 : k > 0; });
    const Moulding moulding = moulding_of(part);
    EXPECT_NEAR(std::abs(moulding.pull.z), 1.0, 1e-9);
    EXPECT_NEAR(to_mm(moulding.parting_step), 3.0, 1e-9);
    EXPECT_EQ(moulding.parting_steps, 2u);
    ASSERT_EQ(moulding.parting_line.size(), 1u);
    EXPECT_NEAR(to_mm(moulding.parting_length), 206.0, 1e-9);
}

// The walls of a lid have no draft: made by the core half they leave a flat line along the top,
// where the rim would have a step.
TEST(PartingLine, AvoidsAStepWhereWallsMayGoToEitherHalf) {
    const auto part =
        block_part({0, 2, 20, 58, 60}, {0, 2, 38, 40}, {0, 5, 18, 20}, [](int i, int j, int k) {
            if (k == 2) return true;
            if (k == 0 && i <= 1) return false;
            return i == 0 || i == 3 || j == 0 || j == 2;
        });
    const Moulding moulding = moulding_of(part);
    EXPECT_NEAR(moulding.pull.z, 1.0, 1e-9);
    EXPECT_EQ(to_mm(moulding.parting_step), 0.0);
    EXPECT_NEAR(to_mm(moulding.parting_length), 200.0, 1e-9);
}

TEST(PartingLine, ThroughHoleIsAShutOff) {
    const Moulding moulding = moulding_of(plate_with_holes({}));
    ASSERT_EQ(moulding.parting_line.size(), 2u);
    EXPECT_GT(moulding.parting_line[1].size(), 40u);
    EXPECT_NEAR(to_mm(moulding.parting_length), 80.0 + 2.0 * kTestPi * 5.0, 0.05);
}

TEST(Ribs, HaveThicknessHeightAndTheWallTheyStandOn) {
    // Two ribs of 1.2 and 2 mm on a plate of 2.5 mm, 8 and 6 mm high.
    const auto part = block_part({0, 20, 21.2, 40, 42, 60}, {0, 5, 35, 40}, {0, 2.5, 8.5, 10.5},
                                 [](int i, int j, int k) {
                                     if (k == 0) return true;
                                     if (j != 1) return false;
                                     return i == 1 || (i == 3 && k == 1);
                                 });
    for (const auto& model : {part, as_mesh(part)}) {
        const Moulding moulding = moulding_of(model);
        ASSERT_EQ(moulding.ribs.size(), 2u);
        EXPECT_NEAR(to_mm(moulding.ribs[0].thickness), 1.2, 0.01);
        EXPECT_NEAR(to_mm(moulding.ribs[0].height), 8.0, 0.01);
        EXPECT_NEAR(to_mm(moulding.ribs[0].wall), 2.5, 0.01);
        EXPECT_NEAR(to_mm(moulding.ribs[1].thickness), 2.0, 0.01);
        EXPECT_NEAR(to_mm(moulding.ribs[1].height), 6.0, 0.01);
    }
    EXPECT_EQ(moulding_of(part).ribs[0].faces.size(), 2u);
    EXPECT_TRUE(moulding_of(lid()).ribs.empty());
}

TEST(Bosses, HaveDiametersHeightAndTheWallTheyStandOn) {
    const auto part =
        turned_part({{0, 0}, {30, 0}, {30, 2}, {4, 2}, {3.9, 9}, {2, 9}, {2, 2.5}, {0, 2.5}}, 96);
    for (const auto& model : {part, as_mesh(part)}) {
        const Moulding moulding = moulding_of(model);
        // Cones are not recognised in a mesh.
        if (!model.exact && moulding.bosses.empty()) continue;
        ASSERT_EQ(moulding.bosses.size(), 1u);
        EXPECT_NEAR(to_mm(moulding.bosses[0].outer_diameter), 8.0, 0.02);
        EXPECT_NEAR(to_mm(moulding.bosses[0].inner_diameter), 4.0, 0.02);
        EXPECT_NEAR(to_mm(moulding.bosses[0].height), 7.0, 0.01);
        EXPECT_NEAR(to_mm(moulding.bosses[0].wall), 2.0, 0.01);
    }
}

}  // namespace
}  // namespace millrace::facts
