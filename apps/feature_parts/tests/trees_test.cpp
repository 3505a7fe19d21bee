// The trees in the tree were trained on the numbers that this version computes.
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <iterator>
#include <vector>

#include "dataset.h"
#include "recipe.h"
#include "trainer.h"

namespace millrace::feature_parts {
namespace {

// The first part of every family, as tools/train_features.py makes them.
Dataset first_parts() {
    Dataset data;
    data.add(make_part(seed_of(1, Style::PlaneCube, 0), Style::PlaneCube), 0);
    data.add(make_part(seed_of(2, Style::Block, 0), Style::Block), 0);
    data.add(make_part(seed_of(3, Style::Block, 0), Style::Block), 0);
    data.add(make_part(seed_of(1, Style::Disc, 0), Style::Disc), 0);
    return data;
}

TEST(Trees, WereTrainedOnTheNumbersOfThisVersion) {
    std::ifstream in(MILLRACE_SOURCE_DIR "/libs/facts/models/face_classes.model", std::ios::binary);
    const std::vector<char> bytes{std::istreambuf_iterator<char>(in), {}};
    ASSERT_FALSE(bytes.empty());
    const std::vector<double> then = Model::load(bytes).probe();
    const std::vector<double> now = probe_of(first_parts());
    ASSERT_EQ(then.size(), now.size()) << "run ./dev train";
    for (std::size_t c = 0; c < now.size(); ++c) {
        EXPECT_NEAR(then[c], now[c], 1e-3 * (1.0 + std::abs(now[c])))
            << "column " << c << ": run ./dev train";
    }
}

}  // namespace
}  // namespace millrace::feature_parts
