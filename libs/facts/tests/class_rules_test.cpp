// What geometry says of classes: prisms and blocks whose faces get a class by hand, right or wrong.
#include "features/class_rules.h"

#include <gtest/gtest.h>

#include <cmath>

#include "bodies.h"
#include "features/shape_features.h"
#include "prisms.h"

namespace millrace::facts {
namespace {

using testing::prism;
using testing::Ring;
using enum FaceClass;

const Ring kSquare = {{0, 0}, {20, 0}, {20, 20}, {0, 20}};

Ring polygon(int corners, double radius, double middle, bool clockwise) {
    Ring ring;
    for (int k = 0; k < corners; ++k) {
        const double angle = 2.0 * kTestPi * (clockwise ? -k : k) / corners;
        ring.push_back({middle + radius * std::cos(angle), middle + radius * std::sin(angle)});
    }
    return ring;
}

std::vector<FaceGuess> guesses_of(const AdjacencyGraph& graph,
                                  const std::vector<std::uint32_t>& faces, FaceClass face_class) {
    std::vector<FaceGuess> guesses(graph.faces());
    for (const std::uint32_t face : faces) guesses[face] = {face_class, 0.99};
    return guesses;
}

std::vector<JudgedGroup> judged(const AdjacencyGraph& graph,
                                const std::vector<FaceGuess>& guesses) {
    return judge_groups(graph, guesses, std::vector<bool>(graph.faces(), false));
}

TEST(ClassRules, APassageIsAsDefinedWithItsNumberOfWalls) {
    for (const int corners : {3, 4, 6, 8}) {
        SCOPED_TRACE(corners);
        const auto model = prism(kSquare, {polygon(corners, 4, 10, true)}, 20);
        const AdjacencyGraph graph = make_graph(model);
        std::vector<std::uint32_t> walls;
        for (int k = 0; k < corners; ++k) walls.push_back(6U + static_cast<std::uint32_t>(k));
        for (const auto& [face_class, number] :
             {std::pair{TriangularPassage, 3}, {RectangularPassage, 4}, {SixSidesPassage, 6}}) {
            const auto guesses = guesses_of(graph, walls, face_class);
            const auto groups = judged(graph, guesses);
            ASSERT_EQ(groups.size(), 1u);
            EXPECT_EQ(groups[0].faces, walls);
            EXPECT_EQ(groups[0].agreement,
                      number == corners ? RuleAgreement::AsDefined : RuleAgreement::KindOnly);
            EXPECT_EQ(groups[0].kind, FeatureKind::Passage);
            const auto list = shape_features(graph, guesses, groups);
            ASSERT_EQ(list.size(), 1u);
            EXPECT_EQ(list[0].name == "Passage", number != corners);
            EXPECT_TRUE(list[0].through);
            EXPECT_NEAR(to_mm(list[0].depth), 20.0, 1e-9);
        }
    }
}

TEST(ClassRules, SidesOfAHexagonAreNoChamfers) {
    const auto model = prism(polygon(6, 10, 0, false), {}, 8);
    const AdjacencyGraph graph = make_graph(model);
    const auto guesses = guesses_of(graph, {2, 3, 4, 5, 6, 7}, Chamfer);
    const auto groups = judged(graph, guesses);
    ASSERT_FALSE(groups.empty());
    for (const JudgedGroup& group : groups) EXPECT_EQ(group.agreement, RuleAgreement::Contradicted);
    EXPECT_TRUE(shape_features(graph, guesses, groups).empty());
}

TEST(ClassRules, ABrokenEdgeIsAChamfer) {
    const Ring broken = {{0, 0}, {20, 0}, {20, 18}, {18, 20}, {0, 20}};
    const auto model = prism(broken, {}, 20);
    const AdjacencyGraph graph = make_graph(model);
    const auto groups = judged(graph, guesses_of(graph, {4}, Chamfer));
    ASSERT_EQ(groups.size(), 1u);
    EXPECT_EQ(groups[0].agreement, RuleAgreement::AsDefined);
}

/// Faces whose middle lies inside the box of the cut, borders included.
std::vector<std::uint32_t> faces_within(const geom::BoundaryModel& model, const geom::Box& box) {
    std::vector<std::uint32_t> faces;
    for (std::uint32_t f = 0; f < model.faces.size(); ++f) {
        const geom::Vec3 p = model.faces[f].centroid;
        if (p.x >= box.min.x && p.x <= box.max.x && p.y >= box.min.y && p.y <= box.max.y &&
            p.z >= box.min.z && p.z < box.max.z)
            faces.push_back(f);
    }
    return faces;
}

TEST(ClassRules, WallsOfOnePocketUnderTwoNamesAreOnePocket) {
    const auto model =
        block_part({0, 20, 40, 60}, {0, 12, 28, 40}, {0, 8, 20},
                   [](int x, int y, int z) { return !(x == 1 && y == 1 && z == 1); });
    const AdjacencyGraph graph = make_graph(model);
    const auto pocket = faces_within(model, {{20, 12, 8}, {40, 28, 19}});
    ASSERT_EQ(pocket.size(), 5u);
    auto guesses = guesses_of(graph, pocket, RectangularPocket);
    auto groups = judged(graph, guesses);
    ASSERT_EQ(groups.size(), 1u);
    EXPECT_EQ(groups[0].agreement, RuleAgreement::AsDefined);
    // One wall gets another name.
    for (const std::uint32_t face : pocket) {
        if (std::abs(model.faces[face].axis.z) < 0.5) {
            guesses[face].face_class = RectangularBlindSlot;
            break;
        }
    }
    groups = judged(graph, guesses);
    ASSERT_EQ(groups.size(), 1u);
    EXPECT_EQ(groups[0].faces, pocket);
    EXPECT_EQ(groups[0].agreement, RuleAgreement::KindOnly);
    EXPECT_EQ(groups[0].kind, FeatureKind::Pocket);
}

TEST(ClassRules, AnIslandIsNoPocket) {
    // A plate 60 x 40 with a square island: its sides stand on the plate and look outwards.
    const auto model = block_part({0, 20, 40, 60}, {0, 12, 28, 40}, {0, 8, 20},
                                  [](int x, int y, int z) { return z == 0 || (x == 1 && y == 1); });
    const AdjacencyGraph graph = make_graph(model);
    std::vector<std::uint32_t> faces;
    for (std::uint32_t f = 0; f < model.faces.size(); ++f) {
        const geom::Vec3 p = model.faces[f].centroid;
        if ((p.z > 8 && p.z < 20) || (std::abs(p.z - 8) < 1e-9 && model.faces[f].axis.z > 0.5))
            faces.push_back(f);
    }
    ASSERT_EQ(faces.size(), 5u);
    const auto guesses = guesses_of(graph, faces, RectangularPocket);
    const auto groups = judged(graph, guesses);
    ASSERT_EQ(groups.size(), 1u);
    EXPECT_EQ(groups[0].agreement, RuleAgreement::Contradicted);
    EXPECT_TRUE(shape_features(graph, guesses, groups).empty());
}

TEST(ClassRules, AConcaveEdgeBetweenStockIsUnexplained) {
    const Ring angle = {{0, 0}, {20, 0}, {20, 5}, {5, 5}, {5, 20}, {0, 20}};
    const auto model = prism(angle, {}, 10);
    const AdjacencyGraph graph = make_graph(model);
    const std::vector<FaceGuess> guesses(graph.faces(), FaceGuess{Stock, 0.99});
    std::vector<bool> none(graph.faces(), false);
    for (std::uint32_t f = 0; f < graph.faces(); ++f)
        EXPECT_EQ(unexplained(graph, guesses, none, f), f == 4 || f == 5) << f;
    none[4] = true;
    EXPECT_FALSE(unexplained(graph, guesses, none, 5));
}

TEST(ClassRules, ABlockHasNoFeaturesAndNoDoubts) {
    for (const auto& [x, y, z] :
         {std::tuple{10.0, 10.0, 10.0}, {200.0, 100.0, 2.0}, {5.0, 5.0, 300.0}}) {
        const Features features = facts_of(box_part(x, y, z)).features;
        EXPECT_TRUE(features.list.empty());
        EXPECT_TRUE(features.doubtful_faces.empty());
    }
}

TEST(ClassRules, AFloorBetweenSlantedWallsIsASlot) {
    // A tooth gap: floor of 4, walls that open to 8.
    const Ring gap = {{0, 0}, {20, 0}, {20, 20}, {14, 20}, {12, 14}, {8, 14}, {6, 20}, {0, 20}};
    const auto model = prism(gap, {}, 10);
    const AdjacencyGraph graph = make_graph(model);
    auto guesses = guesses_of(graph, {5, 6, 7}, RectangularThroughSlot);
    guesses[7].face_class = TriangularThroughSlot;
    const auto groups = judged(graph, guesses);
    ASSERT_EQ(groups.size(), 1u);
    EXPECT_EQ(groups[0].agreement, RuleAgreement::KindOnly);
    EXPECT_EQ(groups[0].kind, FeatureKind::Slot);
    const auto list = shape_features(graph, guesses, groups);
    ASSERT_EQ(list.size(), 1u);
    EXPECT_EQ(list[0].name, "Slot");
    EXPECT_NEAR(to_mm(list[0].depth), 6.0, 1e-9);
}

TEST(ClassRules, ThePlateAroundABossIsStock) {
    const geom::BoundaryModel model =
        turned_part({{0, 0}, {20, 0}, {20, 5}, {6, 5}, {6, 15}, {0, 15}}, 48);
    const AdjacencyGraph graph = make_graph(model);
    std::vector<bool> named(graph.faces(), false);
    for (std::uint32_t f = 0; f < graph.faces(); ++f) {
        const geom::Face& face = model.faces[f];
        named[f] = face.kind == geom::SurfaceKind::Cylinder && face.radius_mm < 10.0;
    }
    for (std::uint32_t f = 0; f < graph.faces(); ++f) {
        const geom::Face& face = model.faces[f];
        const bool ring = face.kind == geom::SurfaceKind::Plane && face.area_mm2 < 1200.0 &&
                          face.area_mm2 > 1000.0;
        if (!ring) continue;
        const JudgedGroup group{
            {f}, RectangularThroughStep, RuleAgreement::Contradicted, FeatureKind::Step};
        EXPECT_TRUE(surrounds_features(graph, group, named));
        EXPECT_FALSE(surrounds_features(graph, group, std::vector<bool>(graph.faces(), false)));
    }
}

}  // namespace
}  // namespace millrace::facts
