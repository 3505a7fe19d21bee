// A part is the same whether its file has whole cylinders or halves: the joined model is the one
// with whole faces, and the features are equal. Plates with holes of known sizes, in random poses.
#include <gtest/gtest.h>

#include "bodies.h"
#include "features/whole_faces.h"
#include "prisms.h"

namespace millrace::facts {
namespace {

PlateOptions plate(bool split) {
    PlateOptions options;
    options.radii_mm = {2.0, 5.0, 0.0, 3.3};
    options.split_holes = split;
    return options;
}

TEST(WholeFaces, NothingToJoinGivesNothing) {
    EXPECT_FALSE(join_pieces(box_part(10, 20, 30)).has_value());
    EXPECT_FALSE(join_pieces(plate_with_holes(plate(false))).has_value());
}

TEST(WholeFaces, FeaturesDoNotDependOnHowAHoleIsWritten) {
    for (std::uint64_t seed = 0; seed < 6; ++seed) {
        SCOPED_TRACE(::testing::Message() << "seed " << seed);
        Rng rng{seed};
        const Placement placement = random_placement(rng);
        const auto one = facts_of(placed(plate_with_holes(plate(false)), placement)).features;
        const auto two = facts_of(placed(plate_with_holes(plate(true)), placement)).features;
        ASSERT_EQ(one.list.size(), two.list.size());
        ASSERT_EQ(one.list.size(), 3u);
        for (std::size_t k = 0; k < one.list.size(); ++k) {
            EXPECT_EQ(one.list[k].name, two.list[k].name);
            EXPECT_NEAR(to_mm(one.list[k].diameter), to_mm(two.list[k].diameter), 1e-6);
            EXPECT_NEAR(to_mm(one.list[k].depth), to_mm(two.list[k].depth), 1e-6);
            EXPECT_EQ(one.list[k].place.faces.size() * 2, two.list[k].place.faces.size());
            for (const std::uint32_t face : two.list[k].place.faces)
                EXPECT_EQ(two.faces[face].feature, k);
        }
        EXPECT_EQ(one.doubtful_faces.size(), two.doubtful_faces.size());
    }
}

// What is near enough to be one face is so in every pose: two pieces of a side that are apart by a
// little less and a little more than the slack of a file.
TEST(WholeFaces, TheSlackDoesNotDependOnThePose) {
    const testing::Ring cut = {{0, 0}, {8, 0}, {20, 0}, {20, 10}, {0, 10}};
    int joined_in_any = 0;
    constexpr int kOffsets = 30;
    for (int k = 0; k < kOffsets; ++k) {
        geom::BoundaryModel model = testing::prism(cut, {}, 5);
        model.faces[3].origin += model.faces[3].axis * (1e-5 + k * 1e-6);
        const bool joined = join_pieces(model).has_value();
        joined_in_any += joined;
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            const auto turned = testing::moved(model, testing::random_rotation(seed), {}, 1.0);
            EXPECT_EQ(join_pieces(turned).has_value(), joined)
                << "offset " << k << " seed " << seed;
        }
    }
    EXPECT_GT(joined_in_any, 0);
    EXPECT_LT(joined_in_any, kOffsets);
}

// A plane cut across is one plane again, its long edges straight from end to end.
TEST(WholeFaces, PiecesOfAPlaneAreOne) {
    using testing::prism;
    const testing::Ring whole = {{0, 0}, {20, 0}, {20, 10}, {0, 10}};
    const testing::Ring cut = {{0, 0}, {8, 0}, {20, 0}, {20, 10}, {0, 10}};
    const auto joined = join_pieces(prism(cut, {}, 5));
    ASSERT_TRUE(joined.has_value());
    const geom::BoundaryModel expected = prism(whole, {}, 5);
    EXPECT_EQ(joined->model.faces.size(), expected.faces.size());
    EXPECT_EQ(joined->model.edges.size(), expected.edges.size());
    for (const geom::Face& face : joined->model.faces) {
        ASSERT_EQ(face.loops.size(), 1u);
        EXPECT_EQ(face.loops[0].edges.size(), 4u);
        EXPECT_TRUE(face.loops[0].outer);
    }
    std::vector<int> seen(7, 0);
    for (std::uint32_t w = 0; w < joined->pieces.size(); ++w) {
        for (const std::uint32_t piece : joined->pieces[w]) {
            ++seen[piece];
            EXPECT_EQ(joined->whole_of[piece], w);
        }
    }
    EXPECT_EQ(seen, std::vector<int>(7, 1));
}

}  // namespace
}  // namespace millrace::facts
