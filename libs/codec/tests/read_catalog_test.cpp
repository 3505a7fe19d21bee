// The demo shop reads and validates, and every slip in a catalogue file is named with file and
// path. Slips are made by replacing text in the demo shop's own files.
#include <gtest/gtest.h>

#include <map>

#include "millrace/codec/catalog.h"

namespace millrace::codec {
std::span<const base::EmbeddedFile> demo_catalog_files();

namespace {

// The demo files with `from` replaced by `to` once in file `name`.
Result<catalog::Catalog> read_changed(std::string_view name, const std::string& from,
                                      const std::string& to) {
    std::map<std::string, std::string> texts;
    for (const base::EmbeddedFile& file : demo_catalog_files())
        texts[std::string{file.name}] = std::string{file.bytes};
    std::string& text = texts[std::string{name}];
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    if (at != std::string::npos) text.replace(at, from.size(), to);
    std::vector<base::EmbeddedFile> files;
    for (const auto& [file_name, bytes] : texts) files.push_back({file_name, bytes});
    return read_catalog(files);
}

void expect_refused(std::string_view name, const std::string& from, const std::string& to,
                    ErrorCode code, const std::string& message) {
    const auto read = read_changed(name, from, to);
    ASSERT_FALSE(read.has_value()) << message;
    EXPECT_EQ(read.error().code, code);
    EXPECT_NE(read.error().message.find(message), std::string::npos) << read.error().message;
}

TEST(DemoCatalog, IsAValidShopWithBothProcesses) {
    const catalog::Catalog& shop = demo_catalog();
    EXPECT_EQ(shop.shop_name, "Mill Street Workshop");
    EXPECT_NE(shop.process("fdm"), nullptr);
    EXPECT_NE(shop.process("milling"), nullptr);
    EXPECT_EQ(shop.sha256.size(), 64u);
    EXPECT_EQ(shop.policy.tiers.size(), 3u);
    EXPECT_TRUE(catalog::validate(shop).empty());
}

TEST(DemoCatalog, EveryMaterialHasAMachineThatRunsIt) {
    const catalog::Catalog& shop = demo_catalog();
    for (const catalog::Material& material : shop.materials) {
        bool found = false;
        for (const catalog::Machine& machine : shop.machines) {
            const bool of_process = std::find(material.processes.begin(), material.processes.end(),
                                              machine.process) != material.processes.end();
            const bool listed = std::find(machine.materials.begin(), machine.materials.end(),
                                          material.id) != machine.materials.end();
            found = found || (of_process && (machine.materials.empty() || listed));
        }
        EXPECT_TRUE(found) << material.id;
    }
}

TEST(DemoCatalog, MetricTapsHaveTheirTapDrills) {
    const catalog::Catalog& shop = demo_catalog();
    const std::map<std::string, std::string> drill_of = {
        {"tap_m2_5", "drill_2_05"}, {"tap_m3", "drill_2_5"},  {"tap_m4", "drill_3_3"},
        {"tap_m5", "drill_4_2"},    {"tap_m6", "drill_5"},    {"tap_m8", "drill_6_8"},
        {"tap_m10", "drill_8_5"},   {"tap_m12", "drill_10_2"}};
    for (const auto& [tap, drill] : drill_of) {
        EXPECT_NE(shop.tool(tap), nullptr) << tap;
        EXPECT_NE(shop.tool(drill), nullptr) << drill;
    }
}

TEST(ReadCatalog, UnknownMemberIsNamedWithFileAndPath) {
    expect_refused("machines.json", "\"rate_per_h\": 4", "\"rate_per_h\": 4, \"rate_per_hour\": 5",
                   ErrorCode::InvalidArgument,
                   "machines.json: machines/fdm_mk4s.rate_per_hour is not a known member");
}

TEST(ReadCatalog, MissingMemberIsNamedWithFileAndPath) {
    expect_refused("materials.json", "\"price_per_kg\": 20,", "", ErrorCode::InvalidArgument,
                   "materials.json: materials/f_pla.price_per_kg is missing");
}

TEST(ReadCatalog, MistypedMemberIsNamed) {
    expect_refused("machines.json", "\"perimeters\": 3", "\"perimeters\": 3.5",
                   ErrorCode::InvalidArgument,
                   "machines.json: machines/fdm_mk4s.fdm.perimeters is not a whole number");
    expect_refused("shop.json", "\"overhead\": 0.15", "\"overhead\": \"15 %\"",
                   ErrorCode::InvalidArgument, "shop.json: policy.overhead is not a number");
}

TEST(ReadCatalog, DuplicateMemberIsRefused) {
    expect_refused("shop.json", "\"overhead\": 0.15", "\"overhead\": 0.15, \"overhead\": 0.2",
                   ErrorCode::Syntax, "member 'overhead' occurs twice");
}

TEST(ReadCatalog, BrokenJsonIsNamedWithItsLine) {
    expect_refused("shop.json", "\"shop_name\":", "\"shop_name\"", ErrorCode::Syntax,
                   "shop.json line 3: is not valid JSON");
}

TEST(ReadCatalog, InvalidFigureIsNamedWithValueAndLimit) {
    expect_refused("shop.json", "\"yield\": 0.95", "\"yield\": 95", ErrorCode::InvalidArgument,
                   "processes/fdm.yield is 95, allowed is more than 0 and at most 1");
}

TEST(ReadCatalog, MissingFileIsNamed) {
    const auto read = read_catalog({});
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().message, "the catalogue lacks its file 'shop.json'");
}

// One file of rules or one for each process: the same rules.
TEST(ReadCatalog, RulesMayStandInOneFile) {
    std::string all = R"({"rules": [)";
    std::vector<base::EmbeddedFile> files;
    for (const base::EmbeddedFile& file : demo_catalog_files()) {
        if (!file.name.starts_with("rules_")) {
            files.push_back(file);
            continue;
        }
        const std::size_t from = file.bytes.find('[') + 1;
        const std::size_t to = file.bytes.rfind(']');
        if (all.back() != '[') all += ',';
        all += file.bytes.substr(from, to - from);
    }
    all += "]}";
    const auto without = read_catalog(files);
    ASSERT_FALSE(without.has_value());
    EXPECT_EQ(without.error().message,
              "the catalogue lacks its file 'rules.json' or 'rules_*.json'");
    files.push_back({"rules.json", all});
    const auto read = read_catalog(files);
    ASSERT_TRUE(read.has_value()) << read.error().message;
    EXPECT_EQ(read->rules.size(), demo_catalog().rules.size());
}

TEST(ReadCatalog, RuleOfAnyFileIsNamedWithFileAndPath) {
    expect_refused("rules_fdm.json", "\"why\":", "\"reason\":", ErrorCode::InvalidArgument,
                   "rules_fdm.json: rules/FDM-01.reason is not a known member");
}

TEST(ReadCatalog, HashFollowsTheText) {
    const auto changed = read_changed("shop.json", "Mill Street Workshop", "Other Workshop");
    ASSERT_TRUE(changed.has_value());
    EXPECT_NE(changed->sha256, demo_catalog().sha256);
    const auto again = read_catalog(demo_catalog_files());
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(again->sha256, demo_catalog().sha256);
}

}  // namespace
}  // namespace millrace::codec
