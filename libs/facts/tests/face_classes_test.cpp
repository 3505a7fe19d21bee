// The numbers of faces do not depend on how a part lies, and the trained model names the faces of
// parts whose class follows from their definition: prisms with one cut each.
#include <gtest/gtest.h>

#include <algorithm>

#include "bodies.h"
#include "features/adjacency_graph.h"
#include "features/class_checks.h"
#include "features/class_rules.h"
#include "features/face_classifier.h"
#include "features/shape_features.h"
#include "prisms.h"

namespace millrace::facts {
namespace {

using testing::moved;
using testing::prism;
using testing::Ring;
using enum FaceClass;

const Ring kSquare = {{0, 0}, {20, 0}, {20, 20}, {0, 20}};

struct Case {
    const char* name;
    geom::BoundaryModel model;
    FaceClass face_class;
    std::vector<std::uint32_t> faces;  ///< of the feature; all others are stock
    double depth_mm = 0.0;             ///< along the feature's axis
    double width_mm = 0.0;
    double length_mm = 0.0;
};

std::vector<Case> cases() {
    const Ring square_hole = {{8, 8}, {8, 12}, {12, 12}, {12, 8}};
    const Ring triangle_hole = {{8, 8}, {10, 12}, {12, 8}};
    const Ring six_hole = {{8, 10}, {9, 11.732}, {11, 11.732}, {12, 10}, {11, 8.268}, {9, 8.268}};
    const Ring notch = {{0, 0}, {20, 0}, {20, 20}, {13, 20}, {13, 14}, {8, 14}, {8, 20}, {0, 20}};
    const Ring groove = {{0, 0}, {20, 0}, {20, 20}, {13, 20}, {10, 14}, {7, 20}, {0, 20}};
    const Ring step = {{0, 0}, {20, 0}, {20, 12}, {13, 12}, {13, 20}, {0, 20}};
    const Ring broken = {{0, 0}, {20, 0}, {20, 18}, {18, 20}, {0, 20}};
    return {{"rectangular passage",
             prism(kSquare, {square_hole}, 20),
             RectangularPassage,
             {6, 7, 8, 9},
             20,
             4,
             4},
            {"triangular passage",
             prism(kSquare, {triangle_hole}, 20),
             TriangularPassage,
             {6, 7, 8},
             20,
             0},
            {"passage with six sides",
             prism(kSquare, {six_hole}, 20),
             SixSidesPassage,
             {6, 7, 8, 9, 10, 11},
             20,
             3.464},
            {"rectangular slot", prism(notch, {}, 20), RectangularThroughSlot, {5, 6, 7}, 6, 5, 20},
            {"triangular slot", prism(groove, {}, 20), TriangularThroughSlot, {5, 6}, 6, 6, 20},
            {"step", prism(step, {}, 20), RectangularThroughStep, {4, 5}, 7, 8, 20},
            {"chamfer", prism(broken, {}, 20), Chamfer, {4}, 0, 2}};
}

TEST(FaceClasses, PrismsWithOneCutAreNamed) {
    for (const Case& c : cases()) {
        SCOPED_TRACE(c.name);
        const std::vector<FaceGuess> guesses = classify_faces(face_values(c.model));
        ASSERT_EQ(guesses.size(), c.model.faces.size());
        for (std::uint32_t f = 0; f < guesses.size(); ++f) {
            const bool in_feature = std::ranges::find(c.faces, f) != c.faces.end();
            EXPECT_EQ(to_string(guesses[f].face_class),
                      to_string(in_feature ? c.face_class : Stock))
                << "face " << f;
            EXPECT_GT(guesses[f].confidence, kConfidenceMin) << "face " << f;
        }
    }
}

/// The features of faces that no exact rule has named.
std::vector<Feature> features_of(const AdjacencyGraph& graph,
                                 const std::vector<FaceGuess>& guesses) {
    return shape_features(graph, guesses,
                          judge_groups(graph, guesses, std::vector<bool>(graph.faces(), false)));
}

TEST(FaceClasses, FeaturesHaveTheirSizes) {
    for (const Case& c : cases()) {
        SCOPED_TRACE(c.name);
        const AdjacencyGraph graph = make_graph(c.model);
        const auto list = features_of(graph, classify_faces(face_values(graph)));
        ASSERT_EQ(list.size(), 1u);
        EXPECT_EQ(list[0].place.faces, c.faces);
        EXPECT_EQ(list[0].through, c.face_class != Chamfer);
        if (c.depth_mm > 0.0) {
            EXPECT_NEAR(to_mm(list[0].depth), c.depth_mm, 1e-9);
        }
        if (c.width_mm > 0.0) {
            EXPECT_NEAR(to_mm(list[0].width), c.width_mm, 1e-3);
        }
        if (c.length_mm > 0.0) {
            EXPECT_NEAR(to_mm(list[0].length), c.length_mm, 1e-9);
        }
    }
}

// The sides of a plate look like walls of slots to trees that are trained on blocks. What has no
// concave edge is none, and nothing without its sizes is in the list.
TEST(FaceClasses, SidesWithoutAConcaveEdgeAreStock) {
    const geom::BoundaryModel model = prism(kSquare, {}, 1);
    const AdjacencyGraph graph = make_graph(model);
    for (const FaceClass wrong : {RectangularThroughSlot, RectangularThroughStep, RectangularPocket,
                                  RectangularPassage, ORing}) {
        std::vector<FaceGuess> guesses(graph.faces());
        guesses[3] = {wrong, 0.99};
        check_classes(graph, {}, guesses);
        EXPECT_EQ(to_string(guesses[3].face_class), to_string(Stock));
    }
}

// The walls of a wide V say which way is across, whatever way the part and its box lie.
TEST(FaceClasses, AWideVIsMeasuredAcrossItsWalls) {
    // Mouth of 10 mm in a corner broken at 45 degrees, 1 mm deep.
    const double h = std::sqrt(0.5);
    const auto on_cut = [&](double along, double down) {
        return std::array<double, 2>{14 - along * h - down * h, 14 + along * h - down * h};
    };
    const Ring outline = {{0, 0},         {20, 0},      {20, 8}, on_cut(-5, 0),
                          on_cut(0, 1.0), on_cut(5, 0), {8, 20}, {0, 20}};
    const auto model = prism(outline, {}, 30);
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        SCOPED_TRACE(::testing::Message() << "seed " << seed);
        const auto turned = moved(model, testing::random_rotation(seed), {3, -40, 7}, 1.0);
        const AdjacencyGraph graph = make_graph(turned);
        std::vector<FaceGuess> guesses(graph.faces());
        guesses[5] = guesses[6] = {TriangularThroughSlot, 0.99};
        const auto list = features_of(graph, guesses);
        ASSERT_EQ(list.size(), 1u);
        EXPECT_NEAR(to_mm(list[0].depth), 1.0, 1e-9);
        EXPECT_NEAR(to_mm(list[0].width), 10.0, 1e-9);
        EXPECT_NEAR(to_mm(list[0].length), 30.0, 1e-9);
    }
}

// Round walls and a box that stands askew say nothing: the outline itself is measured. Four edges,
// 20 by 6 mm seen along the axis and 3 mm deep, around one freeform face.
TEST(FaceClasses, ARecessWithoutPlaneWallsHasTheSizesOfItsOutline) {
    geom::BoundaryModel model;
    model.exact = true;
    model.faces.resize(3);
    model.faces[0].kind = geom::SurfaceKind::Freeform;
    model.faces[0].normal = model.faces[0].axis = {0, 0, 1};
    model.faces[1].axis = normalized(geom::Vec3{1, 2, 3});
    model.faces[2].axis = normalized(geom::Vec3{3, 0, -1});
    for (std::uint32_t f = 1; f < 3; ++f) model.faces[f].kind = geom::SurfaceKind::Plane;
    for (geom::Face& face : model.faces) face.area_mm2 = 100.0;
    const geom::Vec3 u{std::cos(0.5), std::sin(0.5), 0};
    const geom::Vec3 v{-std::sin(0.5), std::cos(0.5), 0};
    const std::array<geom::Vec3, 4> corners = {geom::Vec3{}, u * 20.0 - geom::Vec3{0, 0, 3},
                                               u * 20.0 + v * 6.0, v * 6.0};
    for (std::size_t k = 0; k < 4; ++k) {
        geom::Edge edge;
        edge.kind = geom::CurveKind::Line;
        edge.start = corners[k];
        edge.end = corners[(k + 1) % 4];
        edge.middle = (edge.start + edge.end) / 2.0;
        edge.length_mm = length(edge.end - edge.start);
        edge.left_face = 0;
        edge.right_face = static_cast<std::uint32_t>(1 + k % 2);
        edge.dihedral_rad = 0.5;
        model.edges.push_back(edge);
    }
    JudgedGroup group;
    group.faces = {0};
    group.face_class = CircularBlindStep;
    group.kind = FeatureKind::Slot;
    group.agreement = RuleAgreement::KindOnly;
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        SCOPED_TRACE(::testing::Message() << "seed " << seed);
        Rng rng{seed};
        const auto turned = placed(model, random_placement(rng));
        const AdjacencyGraph graph = make_graph(turned);
        const std::vector<FaceGuess> guesses(graph.faces());
        const auto list = shape_features(graph, guesses, std::span{&group, 1});
        ASSERT_EQ(list.size(), 1u);
        EXPECT_NEAR(to_mm(list[0].depth), 3.0, 1e-9);
        EXPECT_NEAR(to_mm(list[0].width), 6.0, 1e-9);
        EXPECT_NEAR(to_mm(list[0].length), 20.0, 1e-9);
    }
}

TEST(FaceClasses, RecessesInOneRowAreTwo) {
    const Ring one = {{3, 3}, {3, 7}, {7, 7}, {7, 3}};
    const Ring two = {{12, 3}, {12, 7}, {17, 7}, {17, 3}};
    // Passages of one width: their sides lie in common planes.
    const geom::BoundaryModel model = prism(kSquare, {one, two}, 20);
    const AdjacencyGraph graph = make_graph(model);
    std::vector<FaceGuess> guesses(graph.faces());
    for (std::uint32_t f = 6; f < 14; ++f) guesses[f] = {RectangularPassage, 0.99};
    const auto list = features_of(graph, guesses);
    ASSERT_EQ(list.size(), 2u);
    EXPECT_NEAR(to_mm(list[0].length), 4.0, 1e-9);
    EXPECT_NEAR(to_mm(list[1].length), 5.0, 1e-9);
}

// A slot across another one of less depth leaves two pieces of that, with one floor and two walls.
TEST(FaceClasses, PiecesOnBothSidesOfACutAreOneFeature) {
    const geom::BoundaryModel model =
        block_part({0, 20, 30, 50}, {0, 20, 30, 50}, {0, 10, 15, 20}, [](int x, int y, int z) {
            const bool deep = x == 1 && z >= 1;
            const bool shallow = y == 1 && z == 2;
            return !deep && !shallow;
        });
    const AdjacencyGraph graph = make_graph(model);
    std::vector<FaceGuess> guesses(graph.faces());
    for (std::uint32_t f = 0; f < graph.faces(); ++f)
        if (graph.side[f] == StockBox::kNone) guesses[f] = {RectangularThroughSlot, 0.99};
    // The trees may tell the two apart by their class.
    for (std::uint32_t f = 0; f < graph.faces(); ++f) {
        const geom::Face& face = graph.face(f);
        const bool of_deep =
            std::abs(face.axis.x) > 0.5 || (face.axis.z > 0.5 && face.origin.z < 12);
        if (of_deep && graph.side[f] == StockBox::kNone) guesses[f] = {TriangularThroughSlot, 0.99};
    }
    const auto list = features_of(graph, guesses);
    ASSERT_EQ(list.size(), 2u);
    for (const Feature& slot : list) {
        const bool deep = slot.face_class == TriangularThroughSlot;
        EXPECT_NEAR(to_mm(slot.depth), deep ? 10.0 : 5.0, 1e-9);
        EXPECT_NEAR(to_mm(slot.width), 10.0, 1e-9);
        EXPECT_NEAR(to_mm(slot.length), 50.0, 1e-9);
    }
}

// Turning, moving and scaling: 40 seeds for every part.
TEST(FaceValues, DoNotDependOnThePose) {
    for (const Case& c : cases()) {
        SCOPED_TRACE(c.name);
        const FaceValues still = face_values(c.model);
        for (std::uint64_t seed = 0; seed < 40; ++seed) {
            SCOPED_TRACE(::testing::Message() << "seed " << seed);
            const auto model = moved(c.model, testing::random_rotation(seed), {3, -40, 7},
                                     seed % 2 == 0 ? 1.0 : 25.4);
            const FaceValues turned = face_values(model);
            ASSERT_EQ(turned.rows.size(), still.rows.size());
            for (std::size_t k = 0; k < still.rows.size(); ++k) {
                // One step of the grid that values are rounded to.
                EXPECT_NEAR(turned.rows[k], still.rows[k], 1.5e-4)
                    << "face " << k / still.columns << " " << still.names[k % still.columns];
            }
        }
    }
}

// A turned part has no straight edge that shows which way is up.
TEST(FaceValues, OfTurnedPartsDoNotDependOnThePose) {
    const auto wheel = with_loops(turned_part({{6.7, 0},
                                               {10, 0},
                                               {10, 1},
                                               {8.5, 2.5},
                                               {10, 4},
                                               {10, 5},
                                               {6.7, 5},
                                               {6.5, 4.8},
                                               {6.5, 0.2}},
                                              48));
    const FaceValues still = face_values(wheel);
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        SCOPED_TRACE(::testing::Message() << "seed " << seed);
        Rng rng{seed};
        const FaceValues turned = face_values(placed(wheel, random_placement(rng)));
        ASSERT_EQ(turned.rows.size(), still.rows.size());
        for (std::size_t k = 0; k < still.rows.size(); ++k) {
            EXPECT_NEAR(turned.rows[k], still.rows[k], 1.5e-4)
                << "face " << k / still.columns << " " << still.names[k % still.columns];
        }
    }
}

TEST(FaceValues, MeshesHaveNone) {
    geom::BoundaryModel mesh = prism(kSquare, {}, 20);
    mesh.exact = false;
    EXPECT_EQ(face_values(mesh).columns, 0u);
    EXPECT_TRUE(classify_faces(face_values(mesh)).empty());
}

TEST(AdjacencyGraph, BoxFollowsThePartAndNotTheAxes) {
    const Ring notch = {{0, 0}, {20, 0}, {20, 10}, {13, 10}, {13, 4}, {8, 4}, {8, 10}, {0, 10}};
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        SCOPED_TRACE(::testing::Message() << "seed " << seed);
        const auto model = moved(prism(notch, {}, 30), testing::random_rotation(seed), {}, 1.0);
        const AdjacencyGraph graph = make_graph(model);
        double volume = 1.0;
        for (int k = 0; k < 3; ++k) volume *= graph.box.size_mm(k);
        EXPECT_NEAR(volume, 20.0 * 10.0 * 30.0, 1e-6);
        EXPECT_EQ(std::ranges::count(graph.side, StockBox::kNone), 3);  // the slot's faces
    }
}

}  // namespace
}  // namespace millrace::facts
