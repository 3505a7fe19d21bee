// What the facets of curved faces must not do to a mould: make undercuts, side actions or zigzag
// parting lines that the surface has not. Lengths and areas in closed form.
#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include <algorithm>
#include <cmath>

#include "../src/measurements.h"
#include "../src/moulding/halves.h"
#include "leaning_parts.h"
#include "moulding_blocks.h"

namespace millrace::facts {
namespace {

using geom::SurfaceKind;
using geom::Vec3;

Moulding moulding_of(const geom::BoundaryModel& model, double facet_error_mm) {
    const Surface surface{model.mesh};
    const std::vector<SharedEdge> shared = shared_edges(surface.mesh);
    const Patches patches = make_patches(model, surface, shared);
    const WallThickness wall;
    const std::array<Vec3, 3> axes{Vec3{1, 0, 0}, Vec3{0, 1, 0}, Vec3{0, 0, 1}};
    auto moulding =
        measure_moulding({surface, patches, shared, model, wall, {axes, axes}, facet_error_mm}, {});
    EXPECT_TRUE(moulding.has_value());
    return moulding.value_or(Moulding{});
}

/// The parting line of a part that opens along `pull`, whatever would be best.
moulding::PartingLine line_along(const geom::BoundaryModel& model, Vec3 pull) {
    const Surface surface{model.mesh};
    const std::vector<SharedEdge> shared = shared_edges(surface.mesh);
    const Patches patches = make_patches(model, surface, shared);
    const moulding::TrueSurface true_surface{surface, patches, {.exact = model.exact}};
    const moulding::EscapeMap map =
        moulding::find_escapes(true_surface, shared, moulding::start_pieces(surface), pull, {});
    moulding::Halves halves = moulding::assign_halves(true_surface, shared, map);
    return moulding::find_parting_line(surface, shared, halves, pull);
}

double length_of(const std::vector<Vec3>& chain) {
    double sum = 0.0;
    for (std::size_t i = 0; i < chain.size(); ++i) {
        sum += length(chain[(i + 1) % chain.size()] - chain[i]);
    }
    return sum;
}

double projected_length(const std::vector<Vec3>& chain, Vec3 pull) {
    std::vector<Vec3> flat;
    for (const Vec3 p : chain) flat.push_back(p - pull * dot(p, pull));
    return length_of(flat);
}

/// Perimeter of the convex hull of the part seen along the pull.
double outline_length(const geom::TriangleMesh& mesh, Vec3 pull) {
    const auto [u, v] = geom::perpendicular_frame(pull);
    std::vector<std::pair<double, double>> points;
    for (const Vec3 p : mesh.vertices) points.emplace_back(dot(p, u), dot(p, v));
    std::sort(points.begin(), points.end());
    const auto half = [](auto begin, auto end) {
        std::vector<std::pair<double, double>> hull;
        for (auto p = begin; p != end; ++p) {
            while (hull.size() > 1) {
                const auto& a = hull[hull.size() - 2];
                const auto& b = hull.back();
                const double turn = (b.first - a.first) * (p->second - a.second) -
                                    (b.second - a.second) * (p->first - a.first);
                if (turn > 0.0) break;
                hull.pop_back();
            }
            hull.push_back(*p);
        }
        double sum = 0.0;
        for (std::size_t i = 1; i < hull.size(); ++i) {
            sum +=
                std::hypot(hull[i].first - hull[i - 1].first, hull[i].second - hull[i - 1].second);
        }
        return sum;
    };
    return half(points.begin(), points.end()) + half(points.rbegin(), points.rend());
}

/// Facets that lean against the draft of their surface along z.
std::size_t wrong_facets(const geom::TriangleMesh& mesh) {
    std::size_t count = 0;
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        const double facet = normalized(area_normal(mesh, t)).z;
        const double exact = mesh.corner_normals[t][0].z;
        count += facet * exact <= 0.0 && std::abs(facet - exact) > 2e-3 ? 1 : 0;
    }
    return count;
}

// A plate with a round hole through it: the walls are parallel to the pull, their facets are not.
TEST(Facets, RoundHoleNeedsNoSideAction) {
    const auto plate =
        leaning_part({straight_face({10, 0}, {40, 0}, 1), straight_face({40, 0}, {40, 12}, 3),
                      straight_face({40, 12}, {10, 12}, 1), straight_face({10, 12}, {10, 0}, 3)},
                     48);
    ASSERT_GT(wrong_facets(plate.mesh), 200u);
    const Moulding moulding = moulding_of(plate, chord_error_of(40.0, 48));
    EXPECT_NEAR(std::abs(moulding.pull.z), 1.0, 1e-9);
    EXPECT_EQ(to_mm2(moulding.undercut), 0.0);
    EXPECT_TRUE(moulding.side_actions.empty());
    ASSERT_EQ(moulding.parting_line.size(), 2u);
    EXPECT_NEAR(to_mm(moulding.parting_length), 2.0 * kTestPi * 50.0, 0.3);
    EXPECT_EQ(to_mm(moulding.parting_step), 0.0);
}

// 0.5° of draft inside and outside, less than the facets lean.
TEST(Facets, DraftedCupNeedsNoSideAction) {
    const double draft = std::tan(0.5 * kTestPi / 180.0);
    const double outer = 20.0 - 25.0 * draft;
    const double inner = 17.0 - 22.0 * draft;
    const auto cup = leaning_part(
        {straight_face({17, 0}, {20, 0}, 1), straight_face({20, 0}, {outer, 25}, 7),
         straight_face({outer, 25}, {0.5, 25}, 1), straight_face({0.5, 25}, {0.5, 22}, 1),
         straight_face({0.5, 22}, {inner, 22}, 1), straight_face({inner, 22}, {17, 0}, 7)},
        40);
    ASSERT_GT(wrong_facets(cup.mesh), 200u);
    const Moulding moulding = moulding_of(cup, chord_error_of(20.0, 40));
    EXPECT_NEAR(moulding.pull.z, 1.0, 1e-9);
    EXPECT_EQ(to_mm2(moulding.undercut), 0.0);
    EXPECT_TRUE(moulding.side_actions.empty());
    std::size_t drafted = 0;
    for (const MouldWall& wall : moulding.walls) {
        if (to_mm(wall.depth) < 10.0) continue;
        EXPECT_NEAR(wall.draft_min_deg, 0.5, 1e-6);
        EXPECT_NEAR(wall.draft_mean_deg, 0.5, 1e-6);
        ++drafted;
    }
    EXPECT_EQ(drafted, 2u);
}

// The rim of the disc is half a circle; no ring of points lies on its equator.
TEST(Facets, RoundedRimNeedsNoSideActionAndHasAFlatLine) {
    const auto disc = leaning_part(
        {straight_face({4, -3}, {20, -3}, 1), arc_face({20, 0}, 3.0, -kTestPi / 2, kTestPi / 2, 9),
         straight_face({20, 3}, {4, 3}, 1), straight_face({4, 3}, {4, -3}, 1)},
        60);
    const double error = chord_error_of(23.0, 60) + chord_error_of(3.0, 18);
    const Moulding moulding = moulding_of(disc, error);
    EXPECT_NEAR(std::abs(moulding.pull.z), 1.0, 1e-9);
    EXPECT_EQ(to_mm2(moulding.undercut), 0.0);
    EXPECT_TRUE(moulding.side_actions.empty());
    ASSERT_EQ(moulding.parting_line.size(), 2u);
    EXPECT_NEAR(length_of(moulding.parting_line[0]), 2.0 * kTestPi * 23.0, 0.01 * 2 * kTestPi * 23);
    EXPECT_LT(to_mm(moulding.parting_step), error);
}

// Undercuts deeper than the error of the mesh stay: a groove of 0.3 mm around a bore whose facets
// lie up to 0.06 mm beside it.
TEST(Facets, ShallowGrooveInABoreStaysAnUndercut) {
    const auto ring =
        leaning_part({straight_face({10, 0}, {30, 0}, 1), straight_face({30, 0}, {30, 12}, 3),
                      straight_face({30, 12}, {10, 12}, 1), straight_face({10, 12}, {10, 8}, 1),
                      straight_face({10, 8}, {10.3, 8}, 1), straight_face({10.3, 8}, {10.3, 4}, 3),
                      straight_face({10.3, 4}, {10, 4}, 1), straight_face({10, 4}, {10, 0}, 1)},
                     48);
    const Moulding moulding = moulding_of(ring, chord_error_of(30.0, 48));
    EXPECT_NEAR(std::abs(moulding.pull.z), 1.0, 1e-9);
    const double groove = kTestPi * (2.0 * 10.3 * 4.0 + 2.0 * (10.3 * 10.3 - 100.0));
    EXPECT_NEAR(to_mm2(moulding.undercut) / groove, 1.0, 0.03);
    EXPECT_FALSE(moulding.no_escape_faces.empty());
}

// A rod bent upwards, opened along z: the line follows both sides of the bend, where no mesh edge
// runs, and climbs over the upper half of the ends, which look down.
TEST(PartingLine, OfABentRodHasItsLengthInClosedForm) {
    for (const int along : {20, 31, 64}) {
        SCOPED_TRACE(testing::Message() << along << " sections");
        BentRod rod;
        rod.along = along;
        const auto line = line_along(bent_rod(rod), {0, 0, 1});
        ASSERT_EQ(line.chains.size(), 1u);
        const double bend = 2.0 * rod.bend_radius_mm * rod.angle_rad;
        const double ends = 2.0 * kTestPi * rod.rod_radius_mm;
        // Chords of the ends and of the bend are shorter by up to 0.3 %.
        EXPECT_NEAR(line.length_mm, bend + ends, 0.004 * (bend + ends));
        const double rise = rod.bend_radius_mm * (1.0 - std::cos(rod.angle_rad / 2.0));
        EXPECT_NEAR(line.step_mm, rise, 0.1);
    }
}

TEST(PartingLine, OuterChainEnclosesThePartAsSeenAlongThePull) {
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Rng rng{seed};
        const GridBlock block = random_block(rng);
        for (const Vec3 pull : {Vec3{1, 0, 0}, Vec3{0, 1, 0}, Vec3{0, 0, 1}}) {
            const auto line = line_along(block.model, pull);
            ASSERT_FALSE(line.chains.empty());
            EXPECT_GE(projected_length(line.chains[0], pull),
                      outline_length(block.model.mesh, pull) * (1.0 - 1e-9));
        }
    }
}

// A mesh with a triangle missing beside the line still has the whole line.
TEST(PartingLine, OuterChainGoesOnWhereTheMeshIsOpen) {
    BentRod rod;
    const auto whole = bent_rod(rod);
    const double outline = outline_length(whole.mesh, {0, 0, 1});
    for (std::size_t missing = 0; missing < whole.mesh.triangles.size(); missing += 37) {
        SCOPED_TRACE(testing::Message() << "triangle " << missing);
        auto open = whole;
        const auto at = static_cast<std::ptrdiff_t>(missing);
        open.mesh.triangles.erase(open.mesh.triangles.begin() + at);
        open.mesh.face_of_triangle.erase(open.mesh.face_of_triangle.begin() + at);
        open.mesh.corner_normals.erase(open.mesh.corner_normals.begin() + at);
        const auto line = line_along(open, {0, 0, 1});
        ASSERT_FALSE(line.chains.empty());
        // What the missing triangle covered may be cut off.
        EXPECT_GE(projected_length(line.chains[0], {0, 0, 1}), 0.98 * outline);
    }
}

TEST(Moulding, IsTheSameForAnyNumberOfThreads) {
    const auto result = [](std::size_t threads) {
        const tbb::global_control control{tbb::global_control::max_allowed_parallelism, threads};
        Rng rng{3};
        return moulding_of(random_block(rng).model, 0.0);
    };
    const Moulding one = result(1);
    const Moulding four = result(4);
    EXPECT_EQ(one.pull, four.pull);
    EXPECT_EQ(one.undercut, four.undercut);
    EXPECT_EQ(one.parting_line, four.parting_line);
    ASSERT_EQ(one.side_actions.size(), four.side_actions.size());
    for (std::size_t i = 0; i < one.side_actions.size(); ++i) {
        EXPECT_EQ(one.side_actions[i].direction, four.side_actions[i].direction);
        EXPECT_EQ(one.side_actions[i].area, four.side_actions[i].area);
    }
}

}  // namespace
}  // namespace millrace::facts
