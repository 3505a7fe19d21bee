// A catalogue that lacks or exceeds something is refused with the row and the member named. The
// smallest valid shop is built here; each test breaks one thing.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <map>

#include "millrace/catalog/catalog.h"
#include "millrace/catalog/profile_fields.h"

namespace millrace::catalog {
namespace {

Catalog small_shop() {
    Catalog catalog;
    catalog.shop_id = "shop";
    catalog.shop_name = "Shop";
    catalog.version = "1";
    catalog.policy.tiers = {{"standard", "Standard", 1.0, 1.0}, {"fast", "Fast", 0.65, 1.25}};
    catalog.policy.discounts = {{25, 0.02}, {100, 0.04}};
    catalog.labour = {{"am_operator", 38, "B"},
                      {"machinist", 42, "B"},
                      {"engineer", 60, "B"},
                      {"inspector", 55, "B"}};
    ProcessPolicy fdm;
    fdm.process = "fdm";
    catalog.processes = {fdm};
    Material petg;
    petg.id = "petg";
    petg.name = "PETG";
    petg.family = "filament";
    petg.processes = {"fdm"};
    petg.density = from_g_cm3(1.27);
    petg.price_per_kg = 20;
    petg.flow_max_mm3_s = 11;
    petg.colour_hex = "#2f8fd0";
    petg.source = "B";
    catalog.materials = {petg};
    Machine printer;
    printer.id = "printer";
    printer.name = "Printer";
    printer.process = "fdm";
    printer.kind = "filament";
    printer.envelope = {from_mm(250), from_mm(210), from_mm(220)};
    printer.rate_per_h = 4;
    printer.power_active_kw = 0.1;
    printer.fdm = FdmProfile{};
    printer.source = "B";
    catalog.machines = {printer};
    DfmRule rule;
    rule.id = "FDM-01";
    rule.processes = {"fdm"};
    rule.fact = "smallest wall";
    rule.comparator = "<";
    rule.warning = 1.2;
    rule.critical = 0.8;
    rule.unit = "mm";
    rule.why = "gap extrusion";
    rule.source = "S20c";
    catalog.rules = {rule};
    return catalog;
}

void expect_problem(const std::string& path, const std::function<void(Catalog&)>& change) {
    Catalog catalog = small_shop();
    change(catalog);
    std::string seen;
    for (const Problem& problem : validate(catalog)) {
        if (problem.path == path) return;
        seen += problem.path + ": " + problem.message + "\n";
    }
    ADD_FAILURE() << "no problem at " << path << "; reported:\n" << seen;
}

TEST(Validate, SmallShopIsValid) {
    for (const Problem& problem : validate(small_shop()))
        ADD_FAILURE() << problem.path << ": " << problem.message;
}

TEST(Validate, NumbersOutOfRangeAreNamedWithValueAndLimit) {
    Catalog catalog = small_shop();
    catalog.processes[0].yield = 95;
    const auto problems = validate(catalog);
    ASSERT_EQ(problems.size(), 1u);
    EXPECT_EQ(problems[0].path, "processes/fdm.yield");
    EXPECT_EQ(problems[0].message, "is 95, allowed is more than 0 and at most 1");
}

TEST(Validate, NumbersThatAreNotFiniteAreRefused) {
    expect_problem("machines/printer.rate_per_h",
                   [](Catalog& c) { c.machines[0].rate_per_h = std::nan(""); });
    expect_problem("materials/petg.density_g_cm3",
                   [](Catalog& c) { c.materials[0].density = from_g_cm3(INFINITY); });
}

TEST(Validate, ProfileFiguresAreChecked) {
    expect_problem("machines/printer.fdm.layer_height_mm",
                   [](Catalog& c) { c.machines[0].fdm->layer_height_mm = 0.5; });
    expect_problem("machines/printer.fdm.infill_share",
                   [](Catalog& c) { c.machines[0].fdm->infill_share = 20; });
    expect_problem("machines/printer.fdm.perimeters",
                   [](Catalog& c) { c.machines[0].fdm->perimeters = 0; });
}

template <class Profile>
void expect_inside_ranges(const Profile& profile, std::span<const ProfileField<Profile>> fields) {
    for (const auto& field : fields) {
        EXPECT_GE(field.value(profile), field.low) << field.name;
        EXPECT_LE(field.value(profile), field.high) << field.name;
    }
}

TEST(ProfileFields, DefaultProfilesAreInsideTheirRanges) {
    expect_inside_ranges(FdmProfile{}, fdm_fields());
    expect_inside_ranges(MillingProfile{}, milling_fields());
}

// A double that no table names leaves a hole of eight bytes or more between its neighbours; padding
// beside a count is at most four. `figures_end` is where the figures end and lists begin.
template <class Profile>
std::size_t largest_hole(const Profile& profile, const void* figures_end,
                         std::span<const ProfileField<Profile>> fields) {
    const auto* start = reinterpret_cast<const std::byte*>(&profile);
    const auto length = static_cast<const std::byte*>(figures_end) - start;
    std::map<std::size_t, std::size_t> size_at = {{static_cast<std::size_t>(length), 0}};
    for (const auto& field : fields) {
        const bool real = field.real != nullptr;
        const void* member = nullptr;
        if (real)
            member = &(profile.*field.real);
        else
            member = &(profile.*field.count);
        const auto offset = static_cast<const std::byte*>(member) - start;
        size_at[static_cast<std::size_t>(offset)] = real ? sizeof(double) : sizeof(int);
    }
    std::size_t hole = 0;
    std::size_t end = 0;
    for (const auto& [offset, size] : size_at) {
        hole = std::max(hole, offset - end);
        end = offset + size;
    }
    return hole;
}

TEST(ProfileFields, EveryFigureIsInItsTable) {
    const FdmProfile fdm;
    EXPECT_LE(largest_hole(fdm, &fdm + 1, fdm_fields()), 4u);
    const MillingProfile milling;
    EXPECT_LE(largest_hole(milling, &milling.plate_thickness_mm, milling_fields()), 4u);
}

TEST(Validate, ReferencesMustExist) {
    expect_problem("machines/printer.process", [](Catalog& c) { c.machines[0].process = "sls"; });
    expect_problem("machines/printer.tools", [](Catalog& c) { c.machines[0].tools = {"drill"}; });
    expect_problem("machines/printer.materials",
                   [](Catalog& c) { c.machines[0].materials = {"pla"}; });
    expect_problem("machines/printer", [](Catalog& c) { c.labour.erase(c.labour.begin()); });
    expect_problem("policy.guard_rails_per_cm3.sls", [](Catalog& c) {
        c.policy.guard_rails_per_cm3["sls"] = {0.3, 4};
    });
}

TEST(Validate, IdsAreUnique) {
    expect_problem("materials/petg", [](Catalog& c) { c.materials.push_back(c.materials[0]); });
    expect_problem("rules/FDM-01", [](Catalog& c) { c.rules.push_back(c.rules[0]); });
}

TEST(Validate, MaterialHasTheDataItsMachinesNeed) {
    expect_problem("materials/petg.flow_max_mm3_s",
                   [](Catalog& c) { c.materials[0].flow_max_mm3_s.reset(); });
}

TEST(Validate, FasterTierIsNotCheaper) {
    expect_problem("policy.tiers/fast", [](Catalog& c) { c.policy.tiers[1].price_factor = 0.9; });
}

TEST(Validate, DiscountsGrowAndLeaveAMargin) {
    expect_problem("policy.discounts/100",
                   [](Catalog& c) { c.policy.discounts[1].margin_points = 0.01; });
    expect_problem("policy.discounts/100",
                   [](Catalog& c) { c.policy.discounts[1].margin_points = 0.5; });
}

TEST(Validate, HolidaysAreDates) {
    expect_problem("policy.calendar.holidays",
                   [](Catalog& c) { c.policy.calendar.holidays = {"christmas"}; });
}

TEST(Validate, RuleLimitsComeInOrder) {
    expect_problem("rules/FDM-01.critical", [](Catalog& c) { c.rules[0].critical = 2.0; });
    expect_problem("rules/FDM-01.comparator", [](Catalog& c) { c.rules[0].comparator = "!="; });
}

TEST(Catalog, LookupsFindRowsOrNothing) {
    const Catalog catalog = small_shop();
    EXPECT_EQ(catalog.material("petg"), &catalog.materials[0]);
    EXPECT_EQ(catalog.machine("printer"), &catalog.machines[0]);
    EXPECT_EQ(catalog.process("fdm"), &catalog.processes[0]);
    EXPECT_EQ(catalog.labour_rate("machinist").per_h, 42);
    EXPECT_EQ(catalog.material("x"), nullptr);
    EXPECT_EQ(catalog.tool("x"), nullptr);
    EXPECT_EQ(catalog.find_labour("x"), nullptr);
}

}  // namespace
}  // namespace millrace::catalog
