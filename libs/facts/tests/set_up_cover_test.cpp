// The smallest set of directions equals the one that exhaustive search finds: count, area and
// order, over random needs of up to twelve directions. The seed identifies a failure.
#include <gtest/gtest.h>

#include <bit>
#include <cmath>

#include "../src/set_ups/cover.h"
#include "millrace/base/rng.h"

namespace millrace::facts {
namespace {

struct Case {
    std::vector<std::uint64_t> needs;
    std::vector<double> area;
};

Case random_case(std::uint64_t seed) {
    Rng rng{seed};
    Case c;
    const auto directions = static_cast<std::uint32_t>(1 + rng.below(12));
    const double density = rng.uniform(0.05, 0.7);
    const bool equal_areas = rng.below(3) == 0;
    for (std::uint32_t d = 0; d < directions; ++d) {
        c.area.push_back(equal_areas ? 10.0 : std::round(rng.uniform(0, 5)) / 4.0);
    }
    const auto needs = rng.below(40);
    for (std::uint64_t i = 0; i < needs; ++i) {
        std::uint64_t mask = std::uint64_t{1} << rng.below(directions);
        for (std::uint32_t d = 0; d < directions; ++d) {
            if (rng.uniform() < density) mask |= std::uint64_t{1} << d;
        }
        c.needs.push_back(mask);
    }
    return c;
}

std::vector<std::uint32_t> listed(std::uint64_t mask) {
    std::vector<std::uint32_t> list;
    for (std::uint32_t d = 0; d < 64; ++d) {
        if ((mask >> d & 1U) != 0) list.push_back(d);
    }
    return list;
}

std::vector<std::uint32_t> exhaustive(const Case& c) {
    std::vector<std::uint32_t> best;
    double best_area = 0.0;
    bool any = false;
    for (std::uint64_t mask = 0; mask < std::uint64_t{1} << c.area.size(); ++mask) {
        bool covers = true;
        for (const std::uint64_t need : c.needs) covers = covers && (need & mask) != 0;
        if (!covers) continue;
        const std::vector<std::uint32_t> list = listed(mask);
        double area = 0.0;
        for (const std::uint32_t d : list) area += c.area[d];
        const bool better = !any || list.size() < best.size() ||
                            (list.size() == best.size() &&
                             (area > best_area || (area == best_area && list < best)));
        if (!better) continue;
        any = true;
        best = list;
        best_area = area;
    }
    return best;
}

TEST(SetUpCover, EqualsExhaustiveSearchUpToTwelveDirections) {
    for (std::uint64_t seed = 0; seed < 800; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        const Case c = random_case(seed);
        const Cover cover = minimum_cover(c.needs, c.area, 1'000'000);
        EXPECT_TRUE(cover.optimal);
        EXPECT_EQ(cover.chosen, exhaustive(c));
    }
}

TEST(SetUpCover, NothingNeededIsNothingChosen) {
    const Cover cover = minimum_cover({}, std::vector<double>{1.0, 2.0}, 100);
    EXPECT_TRUE(cover.optimal);
    EXPECT_TRUE(cover.chosen.empty());
}

TEST(SetUpCover, SaysWhenItStoppedEarlyAndStillCovers) {
    Rng rng{7};
    Case c;
    c.area.assign(40, 1.0);
    for (int i = 0; i < 120; ++i) {
        std::uint64_t mask = 0;
        for (int k = 0; k < 3; ++k) mask |= std::uint64_t{1} << rng.below(40);
        c.needs.push_back(mask);
    }
    const Cover cover = minimum_cover(c.needs, c.area, 10);
    EXPECT_FALSE(cover.optimal);
    for (const std::uint64_t need : c.needs) {
        bool met = false;
        for (const std::uint32_t d : cover.chosen) met = met || (need >> d & 1U) != 0;
        EXPECT_TRUE(met);
    }
}

}  // namespace
}  // namespace millrace::facts
