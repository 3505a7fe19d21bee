// Laws of every price, over random plans: lines add up to the cent, a formula computes its figure,
// more parts never cost more each, a faster tier is never cheaper nor later, and neither locale nor
// repetition changes anything. 300 random plans; the seed identifies a failure.
#include <gtest/gtest.h>

#include <locale>
#include <map>

#include "formula.h"
#include "millrace/base/rng.h"
#include "test_plans.h"

namespace millrace::quote {
namespace {

const std::vector<std::int64_t> kQuantities = {1,  2,  3,  4,   5,   7,   10,   24,   25,
                                               26, 50, 99, 100, 499, 500, 1000, 1001, 5000};

catalog::Catalog discount_shop() {
    catalog::Catalog shop = plain_shop();
    shop.policy.packaging_base = 0.35;
    shop.policy.packaging_per_sqrt_dm3 = 0.15;
    shop.policy.line_min = 15;
    shop.policy.discounts = {{25, 0.02}, {100, 0.04}, {500, 0.06}, {1000, 0.08}};
    shop.processes[0].floor_per_part = 3;
    shop.processes[1].floor_per_part = 5;
    return shop;
}

plan::ProcessPlan random_plan(Rng& rng) {
    using plan::OperationKind;
    plan::ProcessPlan plan = rng.below(2) == 0 ? petg_plan() : bracket_plan();
    plan.runs.parts_per_run = 1 + static_cast<std::int64_t>(rng.below(12));
    plan.stock.taken_g.value = rng.uniform(0.1, 5000);
    plan.stock.returned_g.value = plan.stock.taken_g.value * rng.uniform();
    plan.tooling_per_part = rng.below(2) == 0 ? 0.0 : rng.uniform(0, 20);
    const OperationKind kinds[] = {OperationKind::Program, OperationKind::SetUp,
                                   OperationKind::Print,   OperationKind::Rough,
                                   OperationKind::Deburr,  OperationKind::Inspect};
    const char* const roles[] = {"", "am_operator", "machinist", "engineer"};
    plan.operations.clear();
    for (std::uint64_t count = rng.below(8); count > 0; --count) {
        plan::Operation one = operation({.kind = kinds[rng.below(6)],
                                         .lot_s = rng.below(2) == 0 ? 0.0 : rng.uniform(0, 7200),
                                         .run_s = rng.below(2) == 0 ? 0.0 : rng.uniform(0, 3600),
                                         .part_s = rng.below(2) == 0 ? 0.0 : rng.uniform(0, 20000),
                                         .role = roles[rng.below(4)],
                                         .machine_time = rng.below(2) == 0,
                                         .learns = rng.below(2) == 0,
                                         .power_kw = rng.uniform(0, 5)});
        if (rng.below(3) == 0) one.attended_share = rng.uniform();
        plan.operations.push_back(one);
    }
    return plan;
}

Offer random_offer(std::uint64_t seed) {
    Rng rng{seed};
    const plan::ProcessPlan plan = random_plan(rng);
    PriceRequest request;
    request.quantities = kQuantities;
    request.now = monday_morning();
    request.box_size = {rng.uniform(1, 300), rng.uniform(1, 300), rng.uniform(1, 300)};
    const Load load{{{"printer", rng.uniform(0, 1e6)}, {"mill", rng.uniform(0, 1e6)}}};
    return price(plan, discount_shop(), load, request);
}

void expect_formula_gives_figure(const plan::Figure& figure) {
    const auto value = Formula{figure}.value();
    ASSERT_TRUE(value) << figure.formula;
    // The same sum in another order of operations: a few units in the last place.
    EXPECT_NEAR(*value, figure.value, 1e-9 * std::max(1.0, std::abs(figure.value)))
        << figure.formula;
    for (const plan::Input& input : figure.inputs) {
        EXPECT_FALSE(input.source.empty()) << input.name;
        EXPECT_GE(figure.provenance, input.provenance) << input.name;
    }
}

TEST(PriceLaw, LinesAddUpToTheUnitPriceToTheCent) {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        const Offer offer = random_offer(seed);
        // Quantities that no date can be promised for have no price.
        ASSERT_FALSE(offer.prices.empty());
        ASSERT_EQ(offer.prices.size() % 3, 0u);
        for (const Price& price : offer.prices) {
            std::int64_t minor = 0;
            for (const CostLine& line : price.lines) {
                minor += line.amount.minor();
                // Apportioned amounts stay within a cent of the unrounded figure.
                EXPECT_NEAR(line.amount.to_major(), line.figure.value, 0.01 + 1e-9);
            }
            EXPECT_EQ(minor, price.unit_price.minor());
            EXPECT_GE(price.total_price.minor(), 1500);
            EXPECT_GE(price.total_price.minor(), price.unit_price.minor() * price.quantity);
        }
    }
}

TEST(PriceLaw, EveryFormulaComputesItsFigure) {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        const Offer offer = random_offer(seed);
        for (const Price& price : offer.prices) {
            for (const CostLine& line : price.lines) expect_formula_gives_figure(line.figure);
        }
        const Footprint& f = offer.footprint;
        for (const plan::Figure* figure : {&f.total_kg, &f.material_kg, &f.energy_kg, &f.energy_kwh,
                                           &f.consumables_kg, &f.transport_kg, &f.packaging_kg})
            expect_formula_gives_figure(*figure);
    }
}

TEST(PriceLaw, UnitPriceNeverRisesWithQuantity) {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        std::map<std::string, std::int64_t> last;
        for (const Price& price : random_offer(seed).prices) {
            const auto before = last.find(price.tier);
            if (before != last.end()) {
                EXPECT_LE(price.unit_price.minor(), before->second) << price.quantity;
            }
            last[price.tier] = price.unit_price.minor();
        }
    }
}

TEST(PriceLaw, FasterIsNeverCheaperNorLater) {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        const Offer offer = random_offer(seed);
        for (std::size_t i = 0; i + 2 < offer.prices.size(); i += 3) {
            for (std::size_t faster = i + 1; faster < i + 3; ++faster) {
                const Price& slow = offer.prices[faster - 1];
                const Price& fast = offer.prices[faster];
                EXPECT_GE(fast.unit_price.minor(), slow.unit_price.minor());
                EXPECT_LE(fast.ready_at, slow.ready_at);
                EXPECT_GE(fast.lead_days, 1);
            }
        }
    }
}

struct CommaNumbers : std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
};

TEST(PriceLaw, LocaleAndRepetitionChangeNothing) {
    const auto text_of = [](const Offer& offer) {
        std::string text;
        for (const Price& price : offer.prices) {
            text += to_string(price.unit_price) + to_string(price.total_price);
            for (const CostLine& line : price.lines)
                text += line.label + to_string(line.amount) + line.figure.formula;
        }
        for (const std::string& reason : offer.review_reasons) text += reason;
        return text;
    };
    const std::string plain = text_of(random_offer(7));
    const std::locale before =
        std::locale::global(std::locale{std::locale::classic(), new CommaNumbers});
    const std::string foreign = text_of(random_offer(7));
    std::locale::global(before);
    EXPECT_EQ(plain, foreign);
    EXPECT_EQ(plain, text_of(random_offer(7)));
}

}  // namespace
}  // namespace millrace::quote
