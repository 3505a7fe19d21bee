// Plans of parts whose set-ups, stock and obstacles are known by construction.
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "milling_parts.h"

namespace millrace::plan::milling {
namespace {

using namespace testing;

TEST(MillingPlan, BlockIsMadeInTwoSetUps) {
    const ProcessPlan made = plan(block(100, 60, 22), shop());
    ASSERT_TRUE(made.feasible()) << made.blockers.front().message;
    std::set<int> set_ups;
    for (const Operation& operation : made.operations) set_ups.insert(operation.set_up);
    EXPECT_EQ(set_ups, (std::set<int>{0, 1, 2}));
    // Flattest clamping: both set-ups stand on the large faces.
    for (const Operation& operation : made.operations) {
        if (operation.up) {
            EXPECT_DOUBLE_EQ(std::abs(operation.up->z), 1.0) << operation.name;
        }
    }
}

TEST(MillingPlan, StockIsPartPlusAllowanceOnAStockedPlate) {
    const ProcessPlan made = plan(block(100, 60, 22), shop());
    // 3 mm on sawn sides; 22 + 2 · 1 + 6 grip = 30, which is on the shelf.
    EXPECT_DOUBLE_EQ(to_mm(made.stock.size[0]), 106);
    EXPECT_DOUBLE_EQ(to_mm(made.stock.size[1]), 66);
    EXPECT_DOUBLE_EQ(to_mm(made.stock.size[2]), 30);
    EXPECT_NEAR(made.stock.taken_g.value, 209.88 * 2.7 * 1.1, 1e-6);
    EXPECT_NEAR(made.stock.part_g.value, 132.0 * 2.7, 1e-6);
    EXPECT_NEAR(made.stock.returned_g.value, (209.88 - 132.0) * 2.7, 1e-6);
    // What turning a model in space does to its size buys no thicker plate.
    EXPECT_DOUBLE_EQ(to_mm(plan(block(100, 60, 22 + 1e-9), shop()).stock.size[2]), 30);
    // 25 mm is rounded up from 23 + 8 = 31 to the 35 mm plate.
    EXPECT_DOUBLE_EQ(to_mm(plan(block(100, 60, 23), shop()).stock.size[2]), 35);
}

TEST(MillingPlan, SideHoleAsksForAnotherSetUp) {
    Part part = block(100, 60, 22);
    drill(part, {0, 0, 1}, 5, 22, true);
    const auto count = [](const ProcessPlan& made) {
        int highest = 0;
        for (const auto& each : made.operations) highest = std::max(highest, each.set_up);
        return highest;
    };
    EXPECT_EQ(count(plan(part, shop())), 2);
    // The bottom of this flat part is cut from +Y as a wall, so nothing is added yet ...
    drill(part, {0, 1, 0}, 5, 10, false);
    EXPECT_EQ(count(plan(part, shop())), 2);
    // ... but the hole on the other side needs a set-up of its own.
    drill(part, {0, -1, 0}, 5, 10, false);
    EXPECT_EQ(count(plan(part, shop())), 3);
}

std::set<double> up_z(const ProcessPlan& made) {
    std::set<double> values;
    for (const auto& each : made.operations) {
        if (each.up) values.insert(each.up->z);
    }
    return values;
}

TEST(MillingPlan, WallsHigherThanAnyToolAreCutFromTheirOwnSide) {
    // From +Y the bottom of this block would be a wall of 200 mm; no tool here is longer than 64.
    Part part = block(250, 200, 22);
    drill(part, {0, 0, 1}, 5, 22, true);
    drill(part, {0, 1, 0}, 5, 10, false);
    EXPECT_EQ(up_z(plan(part, shop())), (std::set<double>{-1.0, 0.0, 1.0}));
}

TEST(MillingPlan, HighWallsAreCutHalfFromEachEnd) {
    // 100 mm high walls are out of reach from one end, but not from both.
    EXPECT_EQ(up_z(plan(block(250, 200, 100), shop())), (std::set<double>{-1.0, 1.0}));
}

// What turning a model in space does to its size makes no wall too high for the tools.
TEST(MillingPlan, AWallAsHighAsTheToolsReachStaysOneWall) {
    for (const double most : {64.0, 128.0}) {
        const auto made = up_z(plan(block(250, 200, most), shop()));
        EXPECT_EQ(up_z(plan(block(250, 200, most + 1e-9), shop())), made) << most;
        EXPECT_EQ(up_z(plan(block(250, 200, most - 1e-9), shop())), made) << most;
    }
}

// Standing on its end, a bar of 300 mm would be one high wall; lying down it is round, so a
// lathe's.
TEST(MillingPlan, LongRoundBarIsRefused) {
    Part part = block(10, 10, 300);
    auto& mesh = part.model.mesh;
    mesh = {};
    part.model.faces.resize(1);
    geom::Face& side = part.model.faces[0];
    side.kind = geom::SurfaceKind::Cylinder;
    side.axis = {0, 0, 1};
    side.normal = {};
    side.radius_mm = 5;
    constexpr std::uint32_t kSectors = 64;
    for (std::uint32_t i = 0; i < kSectors; ++i) {
        const double a = 2 * std::numbers::pi * i / kSectors;
        mesh.vertices.push_back({5 + 5 * std::cos(a), 5 + 5 * std::sin(a), 0});
        mesh.vertices.push_back({5 + 5 * std::cos(a), 5 + 5 * std::sin(a), 300});
        const std::uint32_t n = 2 * i;
        const std::uint32_t next = 2 * ((i + 1) % kSectors);
        mesh.triangles.push_back({n, next, next + 1});
        mesh.triangles.push_back({n, next + 1, n + 1});
    }
    mesh.face_of_triangle.assign(mesh.triangles.size(), 0);
    for (auto& access : part.facts.access.axes) access.faces.clear();
    part.facts.access.axes[4].faces = {0};
    part.facts.access.axes[5].faces = {0};
    EXPECT_TRUE(blocked_by(plan(part, shop()), "not_for_milling"));
}

// Half of a boss that stands on the block, and looks to +X: as a wall it is cut from above, though
// the set-up for a hole in the side looks at it squarely.
TEST(MillingPlan, HalfACylinderIsAWallWhereASetUpLiesAlongItsAxis) {
    Part part = block(60, 40, 22);
    drill(part, {1, 0, 0}, 5, 10, false);
    drill(part, {0, 0, 1}, 5, 10, false);
    auto& mesh = part.model.mesh;
    const auto index = static_cast<std::uint32_t>(part.model.faces.size());
    geom::Face half;
    half.kind = geom::SurfaceKind::Cylinder;
    half.axis = {0, 0, 1};
    half.normal = {1, 0, 0};
    half.radius_mm = 5;
    half.area_mm2 = std::numbers::pi * 5 * 12;
    part.model.faces.push_back(half);
    constexpr int kSectors = 16;
    const auto first = static_cast<std::uint32_t>(mesh.vertices.size());
    for (int i = 0; i <= kSectors; ++i) {
        const double angle = std::numbers::pi * (static_cast<double>(i) / kSectors - 0.5);
        for (const double z : {10.0, 22.0})
            mesh.vertices.push_back({30 + 5 * std::cos(angle), 20 + 5 * std::sin(angle), z});
    }
    for (std::uint32_t i = 0; i < kSectors; ++i) {
        const std::uint32_t n = first + 2 * i;
        mesh.triangles.push_back({n, n + 2, n + 3});
        mesh.triangles.push_back({n, n + 3, n + 1});
        mesh.face_of_triangle.insert(mesh.face_of_triangle.end(), 2, index);
    }
    for (const std::size_t axis : {0U, 4U}) part.facts.access.axes[axis].faces.push_back(index);
    const ProcessPlan made = plan(part, shop());
    ASSERT_TRUE(made.feasible()) << made.blockers.front().message;
    EXPECT_EQ(find(made, OperationKind::FinishFreeform), nullptr);
}

TEST(MillingPlan, OuterFacesAreFacedWithTheFaceMill) {
    const ProcessPlan made = plan(block(100, 60, 22), shop());
    EXPECT_EQ(find(made, OperationKind::FinishFloor)->tools.front().tool, "fm50");
    // Too small to face: 40 x 20 is less than a square of the face mill.
    const ProcessPlan small = plan(block(40, 20, 12), shop());
    EXPECT_EQ(find(small, OperationKind::FinishFloor)->tools.front().tool, "em16");
}

TEST(MillingPlan, EqualHolesAreOneOperation) {
    Part part = block(100, 60, 22);
    for (int i = 0; i < 6; ++i) drill(part, {0, 0, 1}, 5, 20, true);
    const ProcessPlan made = plan(part, shop());
    const Operation* operation = find(made, OperationKind::Drill);
    ASSERT_NE(operation, nullptr);
    EXPECT_EQ(operation->tools.front().tool, "d5");
    // Cost model: (20 + 1.5 + 2) / (0.15 · 6366) · 60 · 1.3 + 2 s, 3 s to spot, 5 s tool change.
    EXPECT_NEAR(operation->part_s.value, 6 * (23.5 / (0.15 * 6366.2) * 60 * 1.3 + 2 + 3) + 5, 0.01);
}

TEST(MillingPlan, OddHoleIsSpiralledOutWithAnEndMill) {
    Part part = block(100, 60, 22);
    drill(part, {0, 0, 1}, 14.3, 22, true);
    const ProcessPlan made = plan(part, shop());
    ASSERT_NE(find(made, OperationKind::Drill), nullptr);
    EXPECT_EQ(find(made, OperationKind::Drill)->tools.front().tool, "em12");
}

TEST(MillingPlan, LargerToolsRoughOpenParts) {
    const ProcessPlan open = plan(block(100, 60, 22), shop());
    EXPECT_EQ(find(open, OperationKind::Rough)->tools.front().tool, "em16");
    Part narrow = block(100, 60, 22);
    pocket(narrow, 4, 8, 40, 12);
    const ProcessPlan made = plan(narrow, shop());
    int roughing = 0;
    for (const auto& each : made.operations) roughing += each.kind == OperationKind::Rough ? 1 : 0;
    EXPECT_EQ(roughing, 3) << "two set-ups, and the rest of the pocket with a smaller tool";
}

// Each pocket and corner is roughed again with the largest tool that takes it: one tight corner
// does not make a small tool clear the pockets.
TEST(MillingPlan, TightCornerDoesNotSlowThePockets) {
    const auto rough_s = [](const Part& part) {
        double seconds = 0.0;
        for (const Operation& each : plan(part, shop()).operations) {
            if (each.kind == OperationKind::Rough) seconds += each.part_s.value;
        }
        return seconds;
    };
    Part part = block(350, 250, 60);
    for (int i = 0; i < 6; ++i) pocket(part, 4, 10, 80, 16);
    const double before = rough_s(part);
    facts::InternalCorner tight;
    tight.radius = from_mm(2);
    tight.depth = from_mm(1);
    tight.axis = {0, 0, 1};
    part.facts.corners.push_back(tight);
    EXPECT_NEAR(rough_s(part), before, 10.0);  // a tool change and a few strokes
}

TEST(MillingPlan, EveryFigureOpensToFactsOrCatalogue) {
    Part part = block(100, 60, 22);
    drill(part, {0, 0, 1}, 5, 20, true);
    pocket(part, 4, 8, 40, 12);
    const ProcessPlan made = plan(part, shop());
    ASSERT_TRUE(made.feasible());
    const auto check = [](const Figure& figure, const std::string& where) {
        // A time that does not occur says so instead.
        EXPECT_FALSE(figure.formula.empty() && figure.note.empty()) << where;
        EXPECT_GE(figure.value, 0.0) << where;
        for (const Input& input : figure.inputs) {
            const bool opens = input.source.starts_with("facts.") ||
                               input.source.starts_with("catalog.") ||
                               input.source.starts_with("plan.");
            EXPECT_TRUE(opens) << where << ": " << input.name << " from " << input.source;
            EXPECT_GE(figure.provenance, input.provenance) << where << ": " << input.name;
        }
    };
    for (const Operation& operation : made.operations) {
        check(operation.lot_s, operation.name);
        check(operation.run_s, operation.name);
        check(operation.part_s, operation.name);
    }
    check(made.stock.taken_g, "taken");
    check(made.stock.returned_g, "returned");
    check(made.stock.part_g, "part");
    EXPECT_GT(made.tooling_per_part, 0.0);
}

TEST(MillingPlan, OpenSurfaceIsRefused) {
    Part part = block(100, 60, 22);
    part.facts.closed = false;
    EXPECT_TRUE(blocked_by(plan(part, shop()), "GEN-01b"));
}

TEST(MillingPlan, TooLargePartIsRefusedWithBothSizes) {
    const ProcessPlan made = plan(block(900, 60, 22), shop());
    ASSERT_TRUE(blocked_by(made, "does_not_fit"));
    EXPECT_NE(made.blockers.front().message.find("906"), std::string::npos);
    EXPECT_NE(made.blockers.front().message.find("762"), std::string::npos);
}

TEST(MillingPlan, HiddenFaceIsRefusedWithItsArea) {
    Part part = block(100, 60, 22);
    part.facts.access.unreachable = from_mm2(321);
    part.facts.access.unreachable_faces = {5};
    const ProcessPlan made = plan(part, shop());
    ASSERT_TRUE(blocked_by(made, "unreachable"));
    EXPECT_NE(made.blockers.front().message.find("321 mm²"), std::string::npos);
}

TEST(MillingPlan, SharpPocketCornerIsRefused) {
    Part part = block(100, 60, 22);
    facts::InternalCorner corner;  // facts list only those that no standing tool leaves sharp
    corner.radius = from_mm(0);
    corner.depth = from_mm(12);
    corner.axis = {0, 0, 1};
    part.facts.corners.push_back(corner);
    EXPECT_TRUE(blocked_by(plan(part, shop()), "MIL-05"));
}

// Along the step a round tool would leave a radius, so the flattest clamping is not enough.
TEST(MillingPlan, SharpStepIsCutByAToolThatStandsOnIt) {
    Part part = block(100, 20, 60);
    const auto count_along_y = [](const ProcessPlan& made) {
        return std::all_of(made.operations.begin(), made.operations.end(),
                           [](const auto& each) { return !each.up || std::abs(each.up->y) > 0.5; });
    };
    EXPECT_TRUE(count_along_y(plan(part, shop())));
    geom::Edge edge;
    edge.kind = geom::CurveKind::Line;
    edge.length_mm = 20;
    edge.left_face = 4;   // up
    edge.right_face = 0;  // towards +X
    edge.dihedral_rad = -std::numbers::pi / 2;
    part.model.edges.push_back(edge);
    const ProcessPlan made = plan(part, shop());
    EXPECT_TRUE(made.feasible());
    EXPECT_FALSE(count_along_y(made));
}

TEST(MillingPlan, MissingToolIsToldApartFromTheImpossible) {
    Part deep = block(100, 60, 80);
    pocket(deep, 4, 6, 40, 40);
    const ProcessPlan drawer = plan(deep, shop());
    ASSERT_TRUE(blocked_by(drawer, "no_tool"));
    EXPECT_NE(drawer.blockers.front().message.find("Your drawer"), std::string::npos);

    Part slit = block(100, 60, 80);
    pocket(slit, 4, 1, 40, 40);
    const ProcessPlan nobody = plan(slit, shop());
    ASSERT_TRUE(blocked_by(nobody, "MIL-07"));
    EXPECT_NE(nobody.blockers.front().message.find("Nobody"), std::string::npos);
}

TEST(MillingPlan, MaterialWithoutCuttingDataIsRefused) {
    catalog::Catalog without = shop();
    without.materials[0].cutting.reset();
    EXPECT_TRUE(blocked_by(plan(block(100, 60, 22), without), "no_material"));
}

TEST(MillingPlan, AngledHoleIsRefused) {
    Part part = block(100, 60, 22);
    drill(part, geom::normalized({1, 0, 1}), 5, 10, false);
    EXPECT_TRUE(blocked_by(plan(part, shop()), "angled_hole"));
}

// A mesh without faces: one face of kind Facets, none of which any direction sees whole.
Part as_mesh(Part part) {
    part.model.exact = false;
    part.model.faces.assign(1, geom::Face{});
    part.model.edges.clear();
    std::fill(part.model.mesh.face_of_triangle.begin(), part.model.mesh.face_of_triangle.end(), 0U);
    for (auto& access : part.facts.access.axes) access.faces.clear();
    part.facts.exact = false;
    return part;
}

TEST(MillingPlan, MeshOfABlockIsPlannedLikeTheBlock) {
    const ProcessPlan exact = plan(block(100, 60, 22), shop());
    const ProcessPlan mesh = plan(as_mesh(block(100, 60, 22)), shop());
    ASSERT_TRUE(mesh.feasible()) << mesh.blockers.front().message;
    EXPECT_NEAR(mesh.part_s(), exact.part_s(), 1e-6 * exact.part_s());
    EXPECT_NEAR(mesh.lot_s(), exact.lot_s(), 1e-6 * exact.lot_s());
}

// A sphere of facets: every patch is curved towards every direction.
TEST(MillingPlan, SculptedMeshIsRefused) {
    Part part = as_mesh(block(40, 40, 40));
    auto& mesh = part.model.mesh;
    mesh = {};
    constexpr int kRings = 16;
    constexpr int kSectors = 32;
    const auto point = [](int ring, int sector) {
        const double u = std::numbers::pi * ring / kRings;
        const double v = 2 * std::numbers::pi * (sector + 0.37) / kSectors;
        return geom::Vec3{20 * std::sin(u) * std::cos(v), 20 * std::sin(u) * std::sin(v),
                          20 * std::cos(u)};
    };
    for (int ring = 0; ring < kRings; ++ring) {
        for (int sector = 0; sector < kSectors; ++sector) {
            const auto n = static_cast<std::uint32_t>(mesh.vertices.size());
            mesh.vertices.insert(mesh.vertices.end(),
                                 {point(ring, sector), point(ring + 1, sector),
                                  point(ring + 1, sector + 1), point(ring, sector + 1)});
            mesh.triangles.push_back({n, n + 1, n + 2});
            mesh.triangles.push_back({n, n + 2, n + 3});
        }
    }
    mesh.face_of_triangle.assign(mesh.triangles.size(), 0);
    EXPECT_TRUE(blocked_by(plan(part, shop()), "not_for_milling"));
}

TEST(MillingPlan, CancelledPlanningStops) {
    const Part part = block(100, 60, 22);
    const catalog::Catalog in = shop();
    const CancelToken token = CancelToken::make();
    token.cancel();
    const auto result = make_milling_planner()->plan(
        {part.model, part.facts, in, in.machines[0], in.materials[0], "rev", token});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::Cancelled);
}

// The bracket of the cost model: 106 x 66 x 30 stock, 70 cm3 part, ten holes, tools of 12 and 10
// mm. This block has other floors and walls than the bracket and no taps, so the cycle is compared
// within a third; the exact vector is tested in milling_cutting_test.cpp.
TEST(MillingPlan, BracketTakesAboutTheCostModelsTime) {
    Part part = block(100, 60, 22);
    for (int i = 0; i < 6; ++i) drill(part, {0, 0, 1}, 5, 20, true);
    for (int i = 0; i < 4; ++i) drill(part, {0, 0, 1}, 5, 14, false);
    part.facts.volume = from_mm3(70'000);
    catalog::Catalog bracket_shop = shop();
    bracket_shop.machines[0].tools = {"em12", "em10", "d5"};
    double cycle_s = 0.0;
    for (const auto& each : plan(part, bracket_shop).operations) {
        if (each.machine_time) cycle_s += each.part_s.value;
    }
    EXPECT_NEAR(cycle_s / 60.0, 6.93, 6.93 / 3);
}

}  // namespace
}  // namespace millrace::plan::milling
