// Presses, stock and tolerances: look-ups by hand-made rows, and slips that validation names.
#include <gtest/gtest.h>

#include <algorithm>

#include "millrace/catalog/catalog.h"

namespace millrace::catalog {
namespace {

Capabilities workshop() {
    Capabilities can;
    can.presses = {{"brake", "Brake", "sheet", "bend", 1'000, 3'000, "test"}};
    can.sheets = {{"s235", "Mild steel", {1, 2, 3}, 1.0, "test"}};
    can.round_bars_mm = {10, 20};
    can.round_bars_source = "test";
    can.tolerances = {{"sla", 30, 0.02, 0, 0.0015, "test"}, {"sla", 1'000, 0.15, 0, 0.003, "test"}};
    return can;
}

std::vector<std::string> problems_of(const Capabilities& can) {
    Catalog shop;
    shop.capabilities = can;
    std::vector<std::string> paths;
    for (const Problem& problem : validate(shop)) paths.push_back(problem.path);
    return paths;
}

bool names(const std::vector<std::string>& paths, const std::string& path) {
    return std::find(paths.begin(), paths.end(), path) != paths.end();
}

TEST(Capabilities, ATolerancesRowHoldsUpToItsLength) {
    const Capabilities can = workshop();
    EXPECT_DOUBLE_EQ(can.tolerance_mm("sla", 10).value(), 0.02);
    EXPECT_DOUBLE_EQ(can.tolerance_mm("sla", 30).value(), 0.045);
    EXPECT_DOUBLE_EQ(can.tolerance_mm("sla", 100).value(), 0.3);
    EXPECT_FALSE(can.tolerance_mm("sla", 2'000).has_value());
    EXPECT_FALSE(can.tolerance_mm("fdm", 10).has_value());
}

TEST(Capabilities, SheetIsFoundByItsMaterial) {
    const Capabilities can = workshop();
    ASSERT_NE(can.sheet("s235"), nullptr);
    EXPECT_EQ(can.sheet("s235")->gauges_mm.size(), 3u);
    EXPECT_EQ(can.sheet("al6061"), nullptr);
}

TEST(Capabilities, SlipsAreNamed) {
    Capabilities can = workshop();
    EXPECT_FALSE(names(problems_of(can), "sheets/s235.gauges_mm"));
    can.sheets[0].gauges_mm = {2, 1};
    can.presses[0].force_kn = 0;
    can.tolerances[1].length_max_mm = 30;
    can.round_bars_source.clear();
    const auto paths = problems_of(can);
    EXPECT_TRUE(names(paths, "sheets/s235.gauges_mm"));
    EXPECT_TRUE(names(paths, "presses/brake.force_kn"));
    EXPECT_TRUE(names(paths, "tolerances/sla.length_max_mm"));
    EXPECT_TRUE(names(paths, "round_bars.source"));
}

}  // namespace
}  // namespace millrace::catalog
