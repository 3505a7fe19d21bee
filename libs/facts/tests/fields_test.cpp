// The five fields against closed forms: gaps and thickness within 0.5 %, directions exactly.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "bodies.h"
#include "millrace/facts/field_view.h"

namespace millrace::facts {
namespace {

using geom::Vec3;

constexpr double kShare = 0.005;  // the project's promise for analytic walls and gaps

const Field& field(const std::vector<Field>& fields, const std::string& name) {
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.name == name; });
    return *found;
}

/// A block 40 x 20 x 20 with a slot 3 wide and 12 deep from above, all along y.
geom::BoundaryModel slotted() {
    return block_part({0, 18.5, 21.5, 40}, {0, 20}, {0, 8, 20},
                      [](int x, int, int z) { return z == 0 || x != 1; });
}

TEST(Fields, AreFiveWithTheirUnits) {
    const PartFacts facts = facts_of(slotted());
    ASSERT_EQ(facts.fields.size(), 5u);
    const std::array<std::pair<const char*, const char*>, 5> expected = {{{"thickness", "mm"},
                                                                          {"gap", "mm"},
                                                                          {"draft", "deg"},
                                                                          {"overhang", "deg"},
                                                                          {"reach", "mm"}}};
    for (std::size_t k = 0; k < 5; ++k) {
        EXPECT_EQ(facts.fields[k].name, expected[k].first);
        EXPECT_EQ(facts.fields[k].unit, expected[k].second);
        EXPECT_EQ(facts.fields[k].per_vertex.size(), slotted().mesh.vertices.size());
        EXPECT_GT(facts.fields[k].error, 0.0);
    }
}

TEST(Fields, SlotIsAsWideAsItsGap) {
    for (const bool exact : {true, false}) {
        const Field gap = field(facts_of(exact ? slotted() : as_mesh(slotted())).fields, "gap");
        EXPECT_NEAR(gap.min, 3.0, 3.0 * kShare);
        EXPECT_NEAR(gap.p50, 3.0, 3.0 * kShare);
        EXPECT_GT(gap.at.z, 8.0);
    }
}

TEST(Fields, BoreHasItsDiameterAsGap) {
    for (const double radius : {1.0, 8.0}) {
        const auto tube = turned_part({{radius, 0}, {12, 0}, {12, 40}, {radius, 40}}, 96);
        const Field gap = field(facts_of(tube).fields, "gap");
        EXPECT_NEAR(gap.min, 2 * radius, 2 * radius * kShare);
        EXPECT_NEAR(gap.p50, 2 * radius, 2 * radius * kShare);
    }
}

TEST(Fields, ConvexPartHasNoGap) {
    const PartFacts facts = facts_of(box_part(10, 20, 30));
    const Field& gap = field(facts.fields, "gap");
    EXPECT_TRUE(std::isnan(gap.min));
    for (const float value : gap.per_vertex) EXPECT_TRUE(std::isnan(value));
}

TEST(Fields, VeeGrooveHasNoGapOfItsOwn) {
    // Its sides run into each other at the bottom.
    const auto disc = turned_part({{0, 0}, {20, 0}, {20, 9}, {11, 9}, {10, 4}, {9, 9}, {0, 9}}, 96);
    EXPECT_TRUE(std::isnan(field(facts_of(disc).fields, "gap").min));
}

TEST(Fields, ReachIsTheDepthBelowTheTop) {
    const PartFacts facts = facts_of(slotted());
    // The slot is open along y too: its floor is 12 below the top, and 10 from either end.
    const Field& reach = field(facts.fields, "reach");
    EXPECT_NEAR(reach.min, 0.0, 1e-6);
    EXPECT_NEAR(reach.max, 10.0, 1.5);
    EXPECT_LE(reach.max, 12.0);
}

TEST(Fields, DraftOfAConeIsItsHalfAngle) {
    const double angle = 3.0 * kTestPi / 180.0;
    const auto cone = turned_part({{0, 0}, {10, 0}, {10 - 20 * std::tan(angle), 20}, {0, 20}}, 96);
    const Field draft = field(facts_of(cone).fields, "draft");
    EXPECT_NEAR(draft.min, 3.0, draft.error);
    EXPECT_NEAR(draft.max, 90.0, 1e-6);
}

TEST(Fields, DraftOfAnUndercutIsNegative) {
    // A bore that widens inside a disc: no mould half reaches the ceiling of the recess. A groove
    // around a rod would not do: a mould that opens sideways makes it.
    const auto disc =
        turned_part({{0, 0}, {20, 0}, {20, 20}, {4, 20}, {4, 14}, {8, 14}, {8, 6}, {0, 6}}, 64);
    EXPECT_NEAR(field(facts_of(disc).fields, "draft").min, -90.0, 1e-6);
}

TEST(Fields, OverhangOfALeaningSideIsItsLean) {
    const double lean = 30.0 * kTestPi / 180.0;
    const auto cup = turned_part({{0, 0}, {10, 0}, {10 + 20 * std::tan(lean), 20}, {0, 20}}, 96);
    const Field overhang = field(facts_of(cup).fields, "overhang");
    EXPECT_NEAR(overhang.max, 90.0, 1e-6);  // the bottom
    EXPECT_NEAR(overhang.p50, 30.0, overhang.error);
    EXPECT_EQ(overhang.min, 0.0);
}

TEST(FieldView, PlateIsCutAndKeepsItsThickness) {
    const auto plate = box_part(60, 40, 2);
    const PartFacts facts = facts_of(plate);
    const auto view = field_view(plate, facts, {});
    ASSERT_TRUE(view.has_value());
    EXPECT_GT(view->model.mesh.vertices.size(), 2'000u);
    EXPECT_LT(view->model.mesh.vertices.size(), 40'000u);
    geom::TriangleMesh joined = view->model.mesh;
    for (auto& triangle : joined.triangles) {
        for (std::uint32_t& vertex : triangle) vertex = view->place[vertex];
    }
    EXPECT_EQ(topology(joined).open_edges, 0u);
    const auto before = mass_properties(plate.mesh);
    const auto after = mass_properties(view->model.mesh);
    EXPECT_NEAR(after.volume_mm3, before.volume_mm3, 1e-6);
    for (const float value : view->fields[0].per_vertex) EXPECT_NEAR(value, 2.0, 2.0 * kShare);
}

// Each side of a block has its own value up to its edges: what leans is known from the side alone.
TEST(FieldView, ValuesStopAtSharpEdges) {
    const auto block = box_part(30, 20, 10);
    const auto view = field_view(block, facts_of(block), {});
    ASSERT_TRUE(view.has_value());
    const geom::TriangleMesh& mesh = view->model.mesh;
    const Field& overhang = field(view->fields, "overhang");
    const Field& reach = field(view->fields, "reach");
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        const double up = geom::normalized(geom::area_normal(mesh, t)).z;
        for (const std::uint32_t vertex : mesh.triangles[t]) {
            EXPECT_NEAR(overhang.per_vertex[vertex], up < -0.5 ? 90.0 : 0.0, 1e-4);
            // A tool comes from the side that the face looks to.
            EXPECT_NEAR(reach.per_vertex[vertex], 0.0, 1e-4);
        }
    }
}

// The floor of the slot is 8 thick and its walls 18.5, both up to the edge where they meet.
TEST(FieldView, ThicknessOfAFaceIsItsOwnUpToTheEdge) {
    const auto part = slotted();
    const auto view = field_view(part, facts_of(part), {});
    ASSERT_TRUE(view.has_value());
    const geom::TriangleMesh& mesh = view->model.mesh;
    std::size_t floor = 0;
    std::size_t walls = 0;
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        const Vec3 normal = geom::normalized(geom::area_normal(mesh, t));
        const Vec3 at = mesh.corner(t, 0);
        const bool is_floor = normal.z > 0.5 && at.z < 10.0;
        const bool is_wall = std::abs(normal.x) > 0.5 && at.x > 10.0 && at.x < 30.0;
        floor += is_floor ? 1 : 0;
        walls += is_wall ? 1 : 0;
        for (const std::uint32_t vertex : mesh.triangles[t]) {
            const float value = view->fields[0].per_vertex[vertex];
            if (is_floor) {
                EXPECT_NEAR(value, 8.0, 8.0 * kShare);
            }
            if (is_wall) {
                EXPECT_NEAR(value, 18.5, 18.5 * kShare);
            }
        }
    }
    EXPECT_GT(floor, 20u);
    EXPECT_GT(walls, 100u);
}

// Beside the hole a side of the plate is a wall of 6 mm, farther along as thick as the plate, and
// that up to its corners.
TEST(FieldView, SideOfAPlateShowsTheHoleBehindItOnlyThere) {
    const auto plate = plate_with_holes({.cell_mm = 40.0, .thickness_mm = 8.0, .radii_mm = {14.0}});
    const auto view = field_view(plate, facts_of(plate), {});
    ASSERT_TRUE(view.has_value());
    const geom::TriangleMesh& mesh = view->model.mesh;
    const Vec3 middle = bounding_box(mesh).centre();
    std::size_t beside = 0;
    std::size_t away = 0;
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        const Vec3 normal = geom::normalized(geom::area_normal(mesh, t));
        const Vec3 at = mesh.corner(t, 0) - middle;
        const bool is_side = std::abs(normal.z) < 0.5 && std::hypot(at.x, at.y) > 15.0;
        if (!is_side) continue;
        for (const std::uint32_t vertex : mesh.triangles[t]) {
            const Vec3 p = mesh.vertices[vertex] - middle;
            const double along = std::min(std::abs(p.x), std::abs(p.y));
            const double value = view->fields[0].per_vertex[vertex];
            if (along < 1.0) {
                EXPECT_NEAR(value, 6.0 + along * along / 34.0, 6.0 * 2.0 * kShare);
                ++beside;
            }
            if (along > 13.0) {
                EXPECT_NEAR(value, 8.0, 8.0 * kShare);
                ++away;
            }
        }
    }
    EXPECT_GT(beside, 50u);
    EXPECT_GT(away, 500u);
}

TEST(FieldView, NoThicknessIsBelowTheMinimum) {
    for (const auto& model : {slotted(), turned_part({{5, 0}, {8, 0}, {8, 30}, {5, 30}}, 48)}) {
        const PartFacts facts = facts_of(model);
        const auto view = field_view(model, facts, {});
        ASSERT_TRUE(view.has_value());
        for (std::size_t k = 0; k < 2; ++k) {
            const Field& shown = view->fields[k];
            for (const float value : shown.per_vertex) {
                if (std::isnan(value)) continue;
                EXPECT_GE(value, shown.min * (1.0 - kShare)) << shown.name;
            }
        }
        for (const float value : view->fields[0].per_vertex) EXPECT_FALSE(std::isnan(value));
    }
}

TEST(FieldView, BallIsAsThickAsItsDiameterEverywhere) {
    const auto ball = ball_mesh(10.0, 48);
    const auto view = field_view(ball, facts_of(ball), {});
    ASSERT_TRUE(view.has_value());
    double sum = 0.0;
    for (const float value : view->fields[0].per_vertex) sum += value;
    const double mean = sum / static_cast<double>(view->fields[0].per_vertex.size());
    EXPECT_NEAR(mean, 20.0, 20.0 * kShare);
}

}  // namespace
}  // namespace millrace::facts
