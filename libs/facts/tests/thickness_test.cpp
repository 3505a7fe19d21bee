// Wall thickness against closed forms (0.5 %) and against a brute force over many rays.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "../src/fields/ball_fitter.h"
#include "bodies.h"
#include "leaning_parts.h"
#include "millrace/facts/part_facts.h"
#include "millrace/geom/convex_hull.h"
#include "millrace/geom/ray_scene.h"

namespace millrace::facts {
namespace {

using geom::Vec3;

constexpr double kShare = 0.005;  // the project's promise for analytic walls

TEST(Walls, PlateHasItsThickness) {
    for (const double t : {0.2, 1.0, 3.0}) {
        for (const bool exact : {true, false}) {
            SCOPED_TRACE(::testing::Message() << t << " exact " << exact);
            const auto plate = box_part(60, 40, t);
            const WallThickness wall = facts_of(exact ? plate : as_mesh(plate)).wall;
            EXPECT_NEAR(to_mm(wall.minimum) / t, 1.0, kShare);
            EXPECT_NEAR(to_mm(wall.p01) / t, 1.0, kShare);
            EXPECT_NEAR(to_mm(wall.median) / t, 1.0, kShare);
            for (const float v : wall.per_vertex_mm) EXPECT_NEAR(v / t, 1.0, kShare);
        }
    }
}

TEST(Walls, CubeIsAsThickAsItsSide) {
    EXPECT_NEAR(to_mm(facts_of(box_part(10, 10, 10)).wall.minimum), 10.0, 0.05);
}

TEST(Walls, TubeHasItsThickness) {
    for (const double t : {0.5, 2.0}) {
        for (const bool exact : {true, false}) {
            SCOPED_TRACE(::testing::Message() << t << " exact " << exact);
            const auto tube = turned_part({{10, 0}, {10 + t, 0}, {10 + t, 40}, {10, 40}}, 128);
            const WallThickness wall = facts_of(exact ? tube : as_mesh(tube)).wall;
            EXPECT_NEAR(to_mm(wall.minimum) / t, 1.0, kShare);
            EXPECT_NEAR(to_mm(wall.median) / t, 1.0, kShare);
        }
    }
}

TEST(Walls, BallAndRodAreAsThickAsTheirDiameter) {
    const WallThickness ball = facts_of(ball_mesh(10.0, 64)).wall;
    EXPECT_NEAR(to_mm(ball.median), 20.0, 20.0 * kShare);
    EXPECT_NEAR(to_mm(ball.minimum), 20.0, 20.0 * 2 * kShare);
    const WallThickness rod = facts_of(turned_part({{0, 0}, {5, 0}, {5, 60}, {0, 60}}, 96)).wall;
    EXPECT_NEAR(to_mm(rod.median), 10.0, 10.0 * kShare);
}

TEST(Walls, WedgeFieldGrowsWithTheDistanceFromItsEdge) {
    // In the upright bisector a ball of diameter d touches both sides; from the lower side at
    // distance s from the edge: d = 2 s tan(a / 2).
    const double angle = 14.0 * kTestPi / 180.0;
    const geom::BoundaryModel wedge = as_mesh(wedge_part(100, 60, 100 * std::tan(angle)));
    geom::BoundaryModel fine = wedge;
    // Cut the mesh finely, so that the field has vertices to live on.
    for (int round = 0; round < 4; ++round) {
        geom::TriangleMesh next;
        for (std::size_t t = 0; t < fine.mesh.triangles.size(); ++t) {
            const Vec3 a = fine.mesh.corner(t, 0), b = fine.mesh.corner(t, 1),
                       c = fine.mesh.corner(t, 2);
            const Vec3 ab = (a + b) / 2, bc = (b + c) / 2, ca = (c + a) / 2;
            for (const auto& corners : {std::array{a, ab, ca}, std::array{ab, b, bc},
                                        std::array{ca, bc, c}, std::array{ab, bc, ca}}) {
                const auto n = static_cast<std::uint32_t>(next.vertices.size());
                next.vertices.insert(next.vertices.end(), corners.begin(), corners.end());
                next.triangles.push_back({n, n + 1, n + 2});
            }
        }
        next.face_of_triangle.assign(next.triangles.size(), 0);
        fine.mesh = welded(next, 1e-9);
    }
    const WallThickness wall = facts_of(fine).wall;
    int compared = 0;
    for (std::size_t v = 0; v < fine.mesh.vertices.size(); ++v) {
        const Vec3 p = fine.mesh.vertices[v];
        // Inside the lower side, away from the ends and from the back.
        if (p.z != 0.0 || p.y < 15 || p.y > 45 || p.x < 30 || p.x > 80) continue;
        const double expected = 2.0 * (100.0 - p.x) * std::tan(angle / 2.0);
        EXPECT_NEAR(wall.per_vertex_mm[v] / expected, 1.0, kShare) << p.x << " " << p.y;
        ++compared;
    }
    EXPECT_GT(compared, 20);
}

TEST(Walls, ThinSpotBetweenTwoCrossingBoresIsFound) {
    // Two long bores of radius 3 cross at right angles 7 apart: 1 mm remains at one point only,
    // in the middle of long facets. Stood for by two turned rods: the gap is inside a block.
    const auto block = block_part({0, 40}, {0, 40}, {0, 20}, [](int, int, int) { return true; });
    geom::BoundaryModel model = as_mesh(block);
    const auto add_bore = [&](bool along_x, double z) {
        auto rod = as_mesh(turned_part({{0, 4}, {3, 4}, {3, 36}, {0, 36}}, 64)).mesh;
        const auto offset = static_cast<std::uint32_t>(model.mesh.vertices.size());
        for (const Vec3 p : rod.vertices) {
            model.mesh.vertices.push_back(along_x ? Vec3{p.z, 20 + p.x, z + p.y}
                                                  : Vec3{20 + p.y, p.z, z + p.x});
        }
        for (auto t : rod.triangles) {
            // Turned inside out: a void.
            model.mesh.triangles.push_back({t[0] + offset, t[2] + offset, t[1] + offset});
            model.mesh.face_of_triangle.push_back(0);
        }
    };
    add_bore(true, 6.5);
    add_bore(false, 13.5);
    const WallThickness wall = facts_of(model).wall;
    EXPECT_NEAR(to_mm(wall.minimum), 1.0, 0.01);
    EXPECT_NEAR(length(wall.minimum_at - Vec3{20, 20, 10}), 0.0, 1.0);
}

TEST(Walls, WhereTwoFacesMeetAtAnEdgeIsNoThinWall) {
    // The ball shrinks to nothing beside every edge of a tetrahedron-like wedge of 60°.
    const PartFacts facts = facts_of(wedge_part(20, 30, 20 * std::sqrt(3.0)));
    EXPECT_GT(to_mm(facts.wall.minimum), 5.0);
}

TEST(Walls, TaperCutOffByANarrowRimIsNoThinWall) {
    // A disc whose rim tapers by 20° and ends in 0.02 mm: its sides meet at no edge.
    const double half = std::tan(10.0 * kTestPi / 180.0) * 20.0;
    const PartFacts facts =
        facts_of(turned_part({{0, -half}, {20, -0.01}, {20, 0.01}, {0, half}}, 64));
    EXPECT_GT(to_mm(facts.wall.minimum), 2.0);
}

TEST(Walls, GrooveLeavesWhatIsUnderItsTip) {
    // The sides of the groove look sideways, only its tip faces the bottom.
    const auto disc =
        turned_part({{0, 0}, {20, 0}, {20, 5}, {12, 5}, {10, 0.65}, {8, 5}, {0, 5}}, 96);
    EXPECT_NEAR(to_mm(facts_of(disc).wall.minimum), 0.65, 0.65 * kShare);
}

TEST(Walls, RingHardlyTallerThanThickHasItsThickness) {
    const auto ring = turned_part({{1.5, 0}, {5, 0}, {5, 3.6}, {1.5, 3.6}}, 96);
    EXPECT_NEAR(to_mm(facts_of(as_mesh(ring)).wall.minimum), 3.5, 3.5 * kShare);
}

TEST(Walls, CoarseFacetsOfAnExactTubeDoNotMatter) {
    const auto tube = turned_part({{10, 0}, {11, 0}, {11, 40}, {10, 40}}, 16);
    const WallThickness wall = facts_of(tube).wall;
    EXPECT_NEAR(to_mm(wall.minimum), 1.0, kShare);
    EXPECT_NEAR(to_mm(wall.median), 1.0, kShare);
}

TEST(Walls, FacetsOfABendDoNotMatter) {
    const WallThickness wall = facts_of(bent_rod({.around = 16, .along = 24})).wall;
    EXPECT_NEAR(to_mm(wall.minimum), 10.0, 10.0 * kShare);
    EXPECT_NEAR(to_mm(wall.median), 10.0, 10.0 * kShare);
}

TEST(Walls, FacetsThatCrossInANarrowGapAreNoWall) {
    // A pin in a hole that is 0.02 mm larger, facets turned against each other by half a step: the
    // corners of one stand in the facets of the other.
    geom::BoundaryModel model = turned_part({{2.85, 0}, {6, 0}, {6, 10}, {2.85, 10}}, 24);
    auto pin = turned_part({{0, -5}, {2.83, -5}, {2.83, 12}, {0, 12}}, 24);
    const double turn = kTestPi / 24;
    const auto turned = [&](Vec3 p) {
        return Vec3{p.x * std::cos(turn) - p.y * std::sin(turn),
                    p.x * std::sin(turn) + p.y * std::cos(turn), p.z};
    };
    const auto vertices = static_cast<std::uint32_t>(model.mesh.vertices.size());
    const auto faces = static_cast<std::uint32_t>(model.faces.size());
    for (const Vec3 p : pin.mesh.vertices) model.mesh.vertices.push_back(turned(p));
    for (const auto& t : pin.mesh.triangles) {
        model.mesh.triangles.push_back({t[0] + vertices, t[1] + vertices, t[2] + vertices});
    }
    for (const std::uint32_t f : pin.mesh.face_of_triangle) {
        model.mesh.face_of_triangle.push_back(f + faces);
    }
    for (const auto& normals : pin.mesh.corner_normals) {
        model.mesh.corner_normals.push_back(
            {turned(normals[0]), turned(normals[1]), turned(normals[2])});
    }
    model.faces.insert(model.faces.end(), pin.faces.begin(), pin.faces.end());
    EXPECT_NEAR(to_mm(facts_of(model).wall.minimum), 3.15, 3.15 * kShare);
}

TEST(Walls, FoldedSliverIsNoWall) {
    // A mesher leaves a sliver whose own normal points the wrong way; the exact normals at its
    // corners are right.
    geom::BoundaryModel model = turned_part({{0, 0}, {10, 0}, {10, 4}, {0, 4}}, 32);
    auto& mesh = model.mesh;
    if (mesh.corner_normals.empty()) {
        for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
            const Vec3 n = normalized(area_normal(mesh, t));
            mesh.corner_normals.push_back({n, n, n});
        }
    }
    const std::size_t triangles = mesh.triangles.size();
    for (std::size_t t = 0; t < triangles; ++t) {
        const auto [a, b, c] = mesh.triangles[t];
        const Vec3 middle = (mesh.vertices[a] + mesh.vertices[b]) / 2.0;
        const Vec3 outwards = normalized(middle - mesh.vertices[c]);
        const auto m = static_cast<std::uint32_t>(mesh.vertices.size());
        mesh.vertices.push_back(middle + outwards * 1e-5);
        const auto normals = mesh.corner_normals[t];
        const Vec3 between = normalized(normals[0] + normals[1]);
        mesh.triangles[t] = {a, m, c};
        mesh.corner_normals[t] = {normals[0], between, normals[2]};
        mesh.triangles.push_back({m, b, c});
        mesh.corner_normals.push_back({between, normals[1], normals[2]});
        mesh.triangles.push_back({a, b, m});
        mesh.corner_normals.push_back({normals[0], normals[1], between});
        mesh.face_of_triangle.push_back(mesh.face_of_triangle[t]);
        mesh.face_of_triangle.push_back(mesh.face_of_triangle[t]);
    }
    EXPECT_NEAR(to_mm(facts_of(model).wall.minimum), 4.0, 4.0 * kShare);
}

/// As a file in single precision would give it.
geom::BoundaryModel rounded(geom::BoundaryModel model) {
    const auto round = [](double& x) { x = static_cast<double>(static_cast<float>(x)); };
    for (Vec3& p : model.mesh.vertices) round(p.x), round(p.y), round(p.z);
    return model;
}

TEST(Walls, SlantedBodiesWithInnerEdgesKeepTheirThickness) {
    // Rays exactly opposite an inner edge run along the face above it.
    const std::vector<std::pair<double, geom::BoundaryModel>> bodies = {
        {4.0, block_part({0, 4, 40}, {0, 20}, {0, 4, 30},
                         [](int x, int, int z) { return x == 0 || z == 0; })},
        {4.0, block_part({0, 4, 26, 30}, {0, 20}, {0, 4, 30},
                         [](int x, int, int z) { return x != 1 || z == 0; })},
        {3.0, block_part({0, 3, 9, 12, 18, 21, 27, 30}, {0, 25}, {0, 5, 20},
                         [](int x, int, int z) { return x % 2 == 0 || z == 0; })},
        {2.5, block_part({0, 2.5, 37.5, 40}, {0, 2.5, 27.5, 30}, {0, 2.5, 25},
                         [](int x, int y, int z) { return x != 1 || y != 1 || z == 0; })}};
    Rng rng{20};
    for (int pose = 0; pose < 200; ++pose) {
        const auto& [thickness, body] = bodies[static_cast<std::size_t>(pose) % bodies.size()];
        const auto slanted = rounded(placed(as_mesh(body), random_placement(rng)));
        EXPECT_NEAR(to_mm(facts_of(slanted).wall.minimum) / thickness, 1.0, kShare) << pose;
    }
}

/// A convex body out of its corners.
geom::BoundaryModel hull_part(const std::vector<Vec3>& corners) {
    geom::BoundaryModel model = as_mesh(box_part(1, 1, 1));
    model.mesh = geom::convex_hull(corners);
    model.mesh.face_of_triangle.assign(model.mesh.triangles.size(), 0);
    return model;
}

TEST(Walls, WithoutWallsTheLargestBallTouchesAllSidesThatMeetIt) {
    // A cube without a corner: no wall has its ball at a sample, and the cut face is slanted by
    // less than 60° to three others.
    for (const double cut : {5.0, 15.0, 25.0, 35.0}) {
        std::vector<Vec3> corners = {{50 - cut, 50, 50}, {50, 50 - cut, 50}, {50, 50, 50 - cut}};
        for (int k = 0; k < 7; ++k)
            corners.push_back({k & 1 ? 50.0 : 0.0, k & 2 ? 50.0 : 0.0, k & 4 ? 50.0 : 0.0});
        // The ball in the far corner touches three sides and the opposite ones or the cut:
        // (3 * 50 - cut - 3 r) / sqrt(3) = r.
        const double inscribed = std::min(50.0, 2.0 * (150.0 - cut) / (3.0 + std::sqrt(3.0)));
        EXPECT_NEAR(to_mm(facts_of(hull_part(corners)).wall.minimum), inscribed, 1e-3) << cut;
    }
    // A prism over a triangle with the legs 40, as long: twice the radius of its inscribed circle.
    const PartFacts wedge = facts_of(as_mesh(wedge_part(40, 40, 40)));
    EXPECT_NEAR(to_mm(wedge.wall.minimum), 80.0 - 40.0 * std::sqrt(2.0), 1e-3);
    // A tetrahedron out of alternate corners of a cube: its edge is 10 sqrt(2).
    const PartFacts tetrahedron =
        facts_of(hull_part({{0, 0, 0}, {10, 10, 0}, {10, 0, 10}, {0, 10, 10}}));
    EXPECT_NEAR(to_mm(tetrahedron.wall.minimum), 10.0 / std::sqrt(3.0), 1e-3);
    for (const float v : tetrahedron.wall.per_vertex_mm) EXPECT_LE(v, 10.0 / std::sqrt(3.0) + 1e-3);
}

TEST(Walls, RibIsTheThinnestOfItsPart) {
    const auto ribbed = block_part({0, 20, 20.7, 60}, {0, 40}, {0, 6, 20},
                                   [](int x, int, int z) { return z == 0 || x == 1; });
    const WallThickness wall = facts_of(ribbed).wall;
    EXPECT_NEAR(to_mm(wall.minimum), 0.7, 0.7 * kShare);
    EXPECT_NEAR(wall.minimum_at.x, 20.35, 0.36);
    EXPECT_GE(wall.minimum_at.z, 6.0);
}

/// Thickness of one point by brute force: the shortest of many rays into the material that meet an
/// opposite wall head on, an upper bound of every inscribed ball between two walls.
double thinnest_ray(const geom::RayScene& scene, Vec3 point, Vec3 normal) {
    double best = 1e300;
    for (int k = 0; k < 512; ++k) {
        // Fibonacci points on a cone of 30° around the inward normal.
        const double z = 1.0 - (1.0 - std::cos(kTestPi / 6)) * (k + 0.5) / 512;
        const double a = 2.399963229728653 * k;
        const double r = std::sqrt(1 - z * z);
        const Vec3 helper = std::abs(normal.x) < 0.9 ? Vec3{1, 0, 0} : Vec3{0, 1, 0};
        const Vec3 u = normalized(cross(normal, helper));
        const Vec3 d = -normal * z + u * (r * std::cos(a)) + cross(normal, u) * (r * std::sin(a));
        const auto hit = scene.first_hit(point, d, 1e-3);
        if (hit && dot(scene.normal(hit->triangle), normal) < -0.866) {
            best = std::min(best, hit->distance_mm);
        }
    }
    return best;
}

TEST(Walls, ThinRegionsAgreeWithBruteForce) {
    // Random combs of ribs: every place that 512 rays find thin is thin in the field, and almost
    // every place thin in the field is thin for the rays.
    std::size_t thin = 0, found = 0, claimed = 0, right = 0;
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        Rng rng{seed};
        std::vector<double> xs = {0};
        for (int k = 0; k < 8; ++k) xs.push_back(xs.back() + rng.uniform(0.3, 3.0));
        std::vector<double> ys;
        for (int k = 0; k <= 12; ++k) ys.push_back(2.0 * k);
        std::vector<double> zs;
        for (int k = 0; k <= 8; ++k) zs.push_back(1.5 * k);
        const auto comb =
            block_part(xs, ys, zs, [](int x, int, int z) { return z < 2 || x % 2 == 0; });
        const WallThickness wall = facts_of(as_mesh(comb)).wall;
        const geom::RayScene scene{comb.mesh};
        for (std::size_t t = 0; t < comb.mesh.triangles.size(); ++t) {
            const Vec3 point =
                (comb.mesh.corner(t, 0) + comb.mesh.corner(t, 1) + comb.mesh.corner(t, 2)) / 3;
            const double rays =
                thinnest_ray(scene, point, scene.normal(static_cast<std::uint32_t>(t)));
            float field = 1e30F;
            float field_all = 0.0F;
            for (const std::uint32_t v : comb.mesh.triangles[t]) {
                field = std::min(field, wall.per_vertex_mm[v]);
                field_all = std::max(field_all, wall.per_vertex_mm[v]);
            }
            const double limit = 1.2;
            if (rays < limit) ++thin, found += field < limit * 1.005;
            // The tops and ends of ribs share their vertices with the walls: only walls can tell.
            const bool is_wall = std::abs(scene.normal(static_cast<std::uint32_t>(t)).x) > 0.9;
            if (is_wall && field_all < limit) ++claimed, right += rays < limit * 1.2;
        }
    }
    ASSERT_GT(thin, 500u);
    EXPECT_GE(static_cast<double>(found), 0.99 * static_cast<double>(thin));
    EXPECT_GE(static_cast<double>(right), 0.95 * static_cast<double>(claimed));
}

// A bore of 10 mm through a plate of 20, 16 mm from its sides: half way up only is there room for a
// ball that wide, and no sample is there. The plate is thicker.
TEST(Walls, BesideABoreIsFoundHoweverItsFacetsLie) {
    for (const int segments : {24, 32, 40, 48, 56, 72}) {
        for (const bool exact : {true, false}) {
            SCOPED_TRACE(::testing::Message() << segments << " segments, exact " << exact);
            Rng rng{static_cast<std::uint64_t>(segments)};
            const auto plate = placed(plate_with_holes({.cell_mm = 42.0,
                                                        .thickness_mm = 20.0,
                                                        .radii_mm = {5.0},
                                                        .segments = segments}),
                                      random_placement(rng));
            const WallThickness wall = facts_of(exact ? plate : as_mesh(plate)).wall;
            // A chord lies up to 0.043 mm inside its circle.
            EXPECT_NEAR(to_mm(wall.minimum), 16.0, exact ? 0.02 : 0.06);
        }
    }
}

// A bore of 38 mm, 15 deep: a ball of 38 has no room in it. From the axis all of its 240 facets are
// equally far, and the bottom is nearer.
TEST(Gaps, BlindBoreThatIsWiderThanDeepIsNone) {
    const auto part = turned_part({{0, 0}, {40, 0}, {40, 25}, {19, 25}, {19, 10}, {0, 10}}, 240);
    for (std::uint64_t seed = 0; seed < 6; ++seed) {
        SCOPED_TRACE(::testing::Message() << "seed " << seed);
        Rng rng{seed};
        const PartFacts facts = facts_of(seed == 0 ? part : placed(part, random_placement(rng)));
        ASSERT_GE(facts.fields.size(), 2u);
        EXPECT_EQ(facts.fields[1].name, "gap");
        EXPECT_TRUE(std::isnan(facts.fields[1].min)) << facts.fields[1].min;
    }
}

// At the rim of a bore a ray across it runs along the face around the bore: that is not the other
// side of the gap.
TEST(Gaps, OfABoreIsItsDiameterUpToTheRim) {
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        for (const bool exact : {true, false}) {
            SCOPED_TRACE(::testing::Message() << "seed " << seed << " exact " << exact);
            Rng rng{seed};
            const auto plate =
                placed(plate_with_holes({.cell_mm = 20.0, .thickness_mm = 4.0, .radii_mm = {1.5}}),
                       random_placement(rng));
            const PartFacts facts = facts_of(exact ? plate : as_mesh(plate));
            // Chords of 48 segments lie up to 0.0032 mm inside.
            EXPECT_NEAR(facts.fields[1].min, 3.0, 0.01);
        }
    }
}

// A slit as wide as 1.2e-5 of the part, about where rays start: seen in no pose. One of 4e-5 is.
TEST(Gaps, OfTheSizeOfTheGrainIsNone) {
    const double diagonal = std::sqrt(100.0 * 100.0 + 60.0 * 60.0 + 40.0 * 40.0);
    for (const double share : {1.2e-5, 4e-5}) {
        const double slit = share * diagonal;
        const auto part = block_part({0, 50, 50 + slit, 100}, {0, 60}, {0, 10, 40},
                                     [](int x, int, int z) { return x != 1 || z == 0; });
        for (std::uint64_t seed = 0; seed < 6; ++seed) {
            SCOPED_TRACE(::testing::Message() << share << " seed " << seed);
            Rng rng{seed};
            const PartFacts facts = facts_of(placed(part, random_placement(rng)));
            if (share > 2e-5) {
                EXPECT_NEAR(facts.fields[1].min, slit, 0.02 * slit);
            } else {
                EXPECT_TRUE(std::isnan(facts.fields[1].min)) << facts.fields[1].min;
            }
        }
    }
}

// Where a wall becomes a taper hangs on the angle between its sides: on a coarsely meshed tube the
// other side is taken as round as it is.
TEST(Balls, KnowTheNormalOfTheSurfaceBehindAFacet) {
    const auto tube =
        leaning_part({straight_face({20, 0}, {24, 0}, 1), straight_face({24, 0}, {24, 30}, 3),
                      straight_face({24, 30}, {20, 30}, 1), straight_face({20, 30}, {20, 0}, 3)},
                     16);
    const Surface surface{tube.mesh};
    const Patches patches = make_patches(tube, surface, shared_edges(surface.mesh));
    const BallFitter fitter{surface, patches, Side::Inside};
    int looked = 0;
    for (const Sample& sample : surface.samples) {
        const Ball ball = fitter.fit(sample.point, sample.normal, sample.triangle);
        const bool walls = std::abs(sample.normal.z) < 0.1 && ball.is_wall();
        if (!walls || sample.point.z < 6.0 || sample.point.z > 24.0) continue;
        const double sense = std::hypot(ball.contact.x, ball.contact.y) > 22.0 ? 1.0 : -1.0;
        const Vec3 radial = normalized(Vec3{ball.contact.x, ball.contact.y, 0.0}) * sense;
        EXPECT_GT(dot(ball.outward, radial), 0.999);  // facets are off by up to 11°, 0.98
        ++looked;
    }
    EXPECT_GT(looked, 100);
}

TEST(Balls, OfABlockTouchTheNearestSide) {
    const auto block = as_mesh(box_part(40, 30, 20));
    const Surface surface{block.mesh};
    const Patches patches = make_patches(block, surface, shared_edges(surface.mesh));
    const BallFitter fitter{surface, patches, Side::Inside};
    const geom::Box box = bounding_box(block.mesh);
    std::size_t exact = 0;
    for (const Sample& sample : surface.samples) {
        double diameter = std::numeric_limits<double>::infinity();
        for (int axis = 0; axis < 3; ++axis) {
            const double low = sample.point[axis] - box.min[axis];
            const double high = box.max[axis] - sample.point[axis];
            const bool across = std::abs(sample.normal[axis]) > 0.5;
            diameter = std::min(diameter, across ? low + high : 2.0 * std::min(low, high));
        }
        const Ball ball = fitter.fit(sample.point, sample.normal, sample.triangle);
        EXPECT_NEAR(ball.diameter_mm, diameter, 1e-3 * diameter);
        if (std::abs(ball.diameter_mm - diameter) < 1e-9 * diameter) ++exact;
    }
    // But where a ball touches the other triangle of a side than the one nearest at first.
    EXPECT_GT(static_cast<double>(exact), 0.99 * static_cast<double>(surface.samples.size()));
}

// What a ball beside touches only says where to look first.
TEST(Balls, AreTheSameWhicheverWasFittedBefore) {
    const auto tube =
        leaning_part({straight_face({20, 0}, {24, 0}, 1), straight_face({24, 0}, {27, 30}, 3),
                      straight_face({27, 30}, {20, 30}, 1), straight_face({20, 30}, {20, 0}, 3)},
                     48);
    const Surface surface{tube.mesh};
    const Patches patches = make_patches(tube, surface, shared_edges(surface.mesh));
    Rng rng{7};
    for (const Side side : {Side::Inside, Side::Outside}) {
        const BallFitter fitter{surface, patches, side};
        std::vector<Ball> alone;
        for (const Sample& sample : surface.samples) {
            alone.push_back(fitter.fit(sample.point, sample.normal, sample.triangle));
        }
        for (std::size_t s = 0; s < alone.size(); ++s) {
            const Sample& sample = surface.samples[s];
            const Ball& any = alone[rng.below(alone.size())];
            const Ball ball = fitter.fit(sample.point, sample.normal, sample.triangle, any);
            EXPECT_EQ(ball.kind, alone[s].kind);
            if (ball.kind == BallKind::None) continue;
            EXPECT_NEAR(ball.diameter_mm, alone[s].diameter_mm, 2e-3 * alone[s].diameter_mm);
        }
    }
}

// Balls between the bore and the edge of the shoulder rest on chords of that edge, which belong to
// the flange as well as to the shaft.
TEST(Balls, OnAShoulderKnowTheShaftBehindItsFacets) {
    const int segments = 24;
    const auto flanged =
        turned_part({{10.5, 0}, {40, 0}, {40, 12}, {20, 12}, {20, 42}, {10.5, 42}}, segments);
    const Surface surface{flanged.mesh};
    const Patches patches = make_patches(flanged, surface, shared_edges(surface.mesh));
    const BallFitter fitter{surface, patches, Side::Inside};
    for (int k = 0; k < segments; ++k) {
        const double angle = (k + 0.5) * 2.0 * kTestPi / segments;
        const Vec3 radial{std::cos(angle), std::sin(angle), 0.0};
        const Vec3 on_facet = radial * (10.5 * std::cos(kTestPi / segments)) + Vec3{0, 0, 11.9};
        const auto bore = surface.scene.nearest(on_facet, 1e-3);
        ASSERT_TRUE(bore.has_value());
        const Ball ball = fitter.fit(on_facet, -radial, bore->triangle);
        EXPECT_NEAR(ball.diameter_mm, 9.501, 9.5 * kShare);
    }
}

// A shaft with a head: from where they meet the way out of the shaft runs along the head, neither
// in nor out of it.
TEST(Balls, OnAnEdgeAreOnTheOutside) {
    const auto screw = block_part({-4, -2, 2, 4}, {-4, -2, 2, 4}, {0, 8, 11},
                                  [](int x, int y, int z) { return z == 1 || (x == 1 && y == 1); });
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        Rng rng{seed};
        const Placement by = seed == 0
                                 ? Placement{{Vec3{1, 0, 0}, Vec3{0, 1, 0}, Vec3{0, 0, 1}}, {}}
                                 : random_placement(rng);
        const auto part = placed(screw, by);
        const Surface surface{part.mesh};
        const Patches patches = make_patches(part, surface, shared_edges(surface.mesh));
        Ball ball;
        ball.contact = by.point({2, 0.3, 8});
        ball.outward = by.direction({1, 0, 0});
        EXPECT_TRUE(BallFitter(surface, patches, Side::Inside)
                        .on_the_outside(by.point({-2, 0.3, 8}), by.direction({-1, 0, 0}), ball))
            << seed;
    }
}

TEST(Surface, SizeDoesNotChangeAsThePartTurns) {
    const auto box = box_part(30, 20, 10);
    const double diagonal = std::sqrt(30.0 * 30.0 + 20.0 * 20.0 + 10.0 * 10.0);
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
        Rng rng{seed};
        const Surface surface{placed(box, random_placement(rng)).mesh};
        EXPECT_NEAR(surface.diagonal_mm, diagonal, 1e-9);
    }
}

}  // namespace
}  // namespace millrace::facts
