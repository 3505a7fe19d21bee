// Written values read back to the same values: encode, decode and encode again gives identical
// text, over random plans, offers, facts and checks. A stored quote replays to the cent.
#include <gtest/gtest.h>

#include <cmath>
#include <locale>

#include "archive.h"
#include "facts_set_up_fields.h"
#include "millrace/base/rng.h"
#include "millrace/codec/codec.h"
#include "plan_fields.h"

namespace millrace::codec {
namespace {

// Numbers as engines make them: not round, of very different size.
double awkward(Rng& rng) {
    const double magnitude = std::pow(10.0, rng.uniform(-8, 8));
    return magnitude * rng.uniform() / 3.0;
}

plan::Figure random_figure(Rng& rng, const char* unit) {
    return {awkward(rng),
            unit,
            plan::Provenance::Simulated,
            "a * \"b\" / \u00b2",
            {{"a", awkward(rng), unit, plan::Provenance::Measured, "facts.volume"}}};
}

plan::ProcessPlan random_plan(std::uint64_t seed) {
    Rng rng{seed};
    const catalog::Catalog& shop = demo_catalog();
    plan::ProcessPlan plan;
    plan.planner = "milling 1";
    plan.request = {"abc#0", "milling", "al6061", "mill_vf2"};
    plan.stock = {"plate",
                  {from_mm(awkward(rng)), from_mm(awkward(rng)), from_mm(awkward(rng))},
                  random_figure(rng, "g"),
                  random_figure(rng, "g"),
                  random_figure(rng, "g")};
    plan.stock.returned_g.value = plan.stock.taken_g.value / 3.0;
    plan.runs = {1 + static_cast<std::int64_t>(rng.below(9)), "single piece in a vice"};
    for (const plan::OperationKind kind : EnumNames<plan::OperationKind>::all) {
        plan::Operation one;
        one.kind = kind;
        one.name = "Operation";
        one.set_up = static_cast<int>(rng.below(4));
        if (rng.below(2) == 0) one.up = geom::Vec3{awkward(rng), 0.0, -1.0};
        one.resource = {"milling", "3axis", {from_mm(1), from_mm(2), from_mm(awkward(rng))}, "al"};
        one.lot_s = random_figure(rng, "s");
        one.run_s = random_figure(rng, "s");
        one.part_s = random_figure(rng, "s");
        one.attended_share = rng.uniform();
        one.labour_role = shop.labour[rng.below(shop.labour.size())].role;
        one.machine_time = rng.below(2) == 0;
        one.learns = rng.below(2) == 0;
        one.tools = {{"end_mill_12", awkward(rng)}};
        one.power_kw = rng.uniform(0, 5);
        plan.operations.push_back(one);
    }
    plan.notes = {"stands on its largest flat face", "\u00e4 \u20ac"};
    if (rng.below(2) == 0) plan.build_up = geom::Vec3{0, 0, 1};
    plan.tooling_per_part = awkward(rng);
    plan.tooling_formula = "x";
    return plan;
}

quote::PriceRequest request() {
    quote::PriceRequest result;
    result.quantities = {1, 10, 100};
    result.now = Instant{std::chrono::milliseconds{1'795'420'800'123}};
    result.box_size = {100, 60, 30.1};
    return result;
}

facts::Place random_place(Rng& rng) {
    return {{1, 2, static_cast<std::uint32_t>(rng.below(1000))}, {{awkward(rng), 1, -2}}};
}

facts::Moulding random_moulding(Rng& rng) {
    facts::Moulding m;
    m.pull = {awkward(rng), 0, 1};
    m.projected = from_mm2(awkward(rng));
    m.undercut = from_mm2(awkward(rng));
    m.undercut_faces = {3, 5};
    m.side_actions = {{{1, 0, 0}, {3, 5}, from_mm2(7), from_mm(awkward(rng)), true}};
    m.no_escape_faces = {5};
    m.draft_min_deg = {0.1F, -1.0F};
    m.draft_mean_deg = {0.1F, std::nanf("")};
    m.walls = {
        {{1}, facts::MouldHalf::Core, 0.1, awkward(rng), from_mm(3), from_mm2(4), {1, 2, 3}}};
    m.parting_line = {{{0, 0, awkward(rng)}, {1, 0, 0}, {1, 1, 0}}, {}};
    m.parting_length = from_mm(awkward(rng));
    m.parting_steps = 2;
    m.wall_nominal = from_mm(awkward(rng));
    m.wall_variation = awkward(rng);
    m.ribs = {{from_mm(1), from_mm(awkward(rng)), from_mm(2), {7, 8}, {0, 0, 1}}};
    m.bosses = {{from_mm(8), from_mm(4), from_mm(awkward(rng)), from_mm(2), {9}, {1, 1, 1}}};
    return m;
}

std::variant<std::monostate, facts::Sheet, facts::SheetRefusal> random_sheet(Rng& rng,
                                                                             std::uint64_t kind) {
    if (kind == 0) return std::monostate{};
    if (kind == 1) return facts::SheetRefusal{"overlap", "It covers itself.", {3, 4}};
    facts::Sheet sheet;
    sheet.thickness = from_mm(awkward(rng));
    sheet.bends = {{from_deg(rng.uniform(0, 180)),
                    from_mm(awkward(rng)),
                    from_mm(3),
                    0.4,
                    false,
                    true,
                    {1, awkward(rng), 0},
                    {4, 5, 0},
                    {1, 2}}};
    sheet.flanges = {{{7}, from_mm2(awkward(rng)), from_mm(8), {0}}};
    sheet.cut_outs = {{from_mm(awkward(rng)), from_mm(2), from_mm(3), {1, 2, 3}, {9}}};
    sheet.formed = {{"emboss", {5, 6}}};
    sheet.flat.loops = {{{{0, 0, 0}, {awkward(rng), 0, 0.5}, {1, awkward(rng), -1}}}};
    sheet.flat.length = from_mm(awkward(rng));
    sheet.flat.refold_error = from_mm(1e-9);
    return sheet;
}

facts::PartFacts random_facts(std::uint64_t seed) {
    Rng rng{seed};
    facts::PartFacts f;
    f.volume = from_mm3(awkward(rng));
    f.area = from_mm2(awkward(rng));
    f.centre_of_mass = {awkward(rng), awkward(rng), awkward(rng)};
    f.box.add({awkward(rng), 1, 2});
    f.box.add({3, awkward(rng), 4});
    f.oriented_size = {from_mm(3), from_mm(2), from_mm(awkward(rng))};
    f.bodies = 2;
    f.closed = true;
    f.defects.open_edges = 18'000'000'000'000'000'000u;
    f.face_types.torus = 7;
    f.holes = {{{1, 2, 3}, {0, 0, 1}, from_mm(awkward(rng)), from_mm(5), true, false, {4, 5}}};
    f.pins = {{{1, 2, 3}, {0, 0, 1}, from_mm(awkward(rng)), from_mm(5), {4}}};
    f.corners = {{from_mm(awkward(rng)), from_mm(9), {1, 0, 0}, random_place(rng)}};
    f.pockets = {{{0, 0, 1}, from_mm(awkward(rng)), from_mm(9), random_place(rng)}};
    f.wall.minimum = from_mm(awkward(rng));
    f.wall.per_vertex_mm = {1.0f, 2.0f};
    f.builds = {{{0, 0, 1},
                 from_mm(awkward(rng)),
                 from_mm2(1),
                 from_mm2(2),
                 from_mm2(3),
                 from_mm3(awkward(rng)),
                 from_deg(rng.uniform(0, 90))}};
    f.access.axes[2].faces = {1, 2};
    f.access.unreachable = from_mm2(awkward(rng));
    f.sharpest_outer_edge = from_deg(rng.uniform(0, 180));
    f.sharpest_outer_edge_at = random_place(rng);
    f.features.faces = {{facts::FaceClass::RectangularPocket, 0, rng.uniform()},
                        {facts::FaceClass::Stock, facts::FaceFeature::kNone, 1.0}};
    facts::Feature feature;
    feature.kind = facts::FeatureKind::Hole;
    feature.name = "Counterbored through hole";
    feature.origin = {awkward(rng), 1, 2};
    feature.diameter = from_mm(awkward(rng));
    feature.angle = from_deg(rng.uniform(0, 180));
    feature.entry = facts::HoleEntry::Counterbored;
    feature.steps = {{from_mm(awkward(rng)), from_mm(1), from_mm(2), from_mm(3)}};
    feature.thread = "M6";
    feature.entry_faces = {3};
    feature.place = random_place(rng);
    f.features.list = {feature};
    f.features.confidence_min = 0.5;
    f.features.doubtful_faces = {1};
    f.fields = {{"thickness", "mm", {1.0f}, awkward(rng), 1, 2, 3, {1, 2, 3}, awkward(rng)},
                {"gap", "mm", {}, std::nan(""), 0, 0, 0, {}, 0.1}};
    f.set_ups.verdict = EnumNames<facts::MillingVerdict>::all[rng.below(4)];
    f.set_ups.frame = {geom::Vec3{awkward(rng), 0, 1}, {0, 1, 0}, {0, 0, 1}};
    f.set_ups.candidates = {{{0, 0, 1}, {1, 2}, from_mm2(awkward(rng))}, {{1, 0, 0}, {}, {}}};
    f.set_ups.chosen = {1, 0};
    f.set_ups.optimal = rng.below(2) == 0;
    f.set_ups.unreachable_faces = {5};
    f.set_ups.unreachable = from_mm2(awkward(rng));
    f.set_ups.five_axis_faces = {7, 8};
    f.set_ups.gap_error = from_mm(awkward(rng));
    f.turning.recognised = rng.below(2) == 0;
    f.turning.origin = {awkward(rng), 1, 2};
    f.turning.axis = {0, 0, 1};
    f.turning.length = from_mm(awkward(rng));
    f.turning.diameter = from_mm(awkward(rng));
    f.turning.profile = {{from_mm(0), from_mm(awkward(rng)), from_mm(1), from_mm(2), {}, {}}};
    f.turning.turned_share = rng.uniform();
    f.turning.residual = rng.uniform();
    f.turning.turned_faces = {1, 3};
    f.turning.milled_faces = {2};
    if (rng.below(2) == 0) f.moulding = random_moulding(rng);
    f.sheet = random_sheet(rng, seed % 3);
    geom::Pmi hole;
    hole.kind = geom::PmiKind::Tolerance;
    hole.type = "position";
    hole.text = "\u2316 \u23000.2 | A | B(M)";
    hole.nominal = awkward(rng);
    hole.modifiers = {"maximum_material_requirement"};
    hole.datums = {"A", "B(M)"};
    hole.faces = {1, 7};
    hole.step_id = 12'345'678'901;
    geom::Pmi angle;
    angle.kind = geom::PmiKind::Dimension;
    angle.angular = true;
    angle.upper = awkward(rng);
    f.pmi = {hole, angle};
    return f;
}

TEST(RoundTrip, PlansComeBackTheSame) {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        const std::string text = plan_to_json(random_plan(seed));
        const auto read = plan_from_json(text);
        ASSERT_TRUE(read.has_value()) << to_string(read.error());
        EXPECT_EQ(plan_to_json(read.value()), text);
    }
}

TEST(RoundTrip, OffersComeBackTheSame) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        plan::ProcessPlan refused = random_plan(seed);
        refused.blockers = {{"does_not_fit", "It is 900 mm long."}};
        const std::vector<quote::Offer> offers = {
            quote::price(random_plan(seed), demo_catalog(), {}, request()),
            quote::price(refused, demo_catalog(), {}, request())};
        ASSERT_FALSE(offers[0].prices.empty());
        const std::string text = offers_to_json(offers);
        const auto read = offers_from_json(text);
        ASSERT_TRUE(read.has_value()) << to_string(read.error());
        EXPECT_EQ(offers_to_json(read.value()), text);
    }
}

TEST(RoundTrip, StoredPlanIsPricedToTheSameCents) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        const plan::ProcessPlan plan = random_plan(seed);
        const auto stored = plan_from_json(plan_to_json(plan));
        ASSERT_TRUE(stored.has_value());
        EXPECT_EQ(offers_to_json({quote::price(plan, demo_catalog(), {}, request())}),
                  offers_to_json({quote::price(stored.value(), demo_catalog(), {}, request())}));
    }
}

TEST(RoundTrip, FactsComeBackTheSameWithoutTheirField) {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        const std::string text = facts_to_json(random_facts(seed));
        const auto read = facts_from_json(text);
        ASSERT_TRUE(read.has_value()) << to_string(read.error());
        EXPECT_EQ(facts_to_json(read.value()), text);
        EXPECT_EQ(read->defects.open_edges, 18'000'000'000'000'000'000u);
        EXPECT_TRUE(read->wall.per_vertex_mm.empty());
        EXPECT_TRUE(read->fields[0].per_vertex.empty());
    }
}

TEST(RoundTrip, FactsOfAnOlderVersionStateNothing) {
    std::string text = facts_to_json(facts::PartFacts{});
    const std::string member = ",\"pmi\":[]";
    ASSERT_NE(text.find(member), std::string::npos);
    text.erase(text.find(member), member.size());
    const auto read = facts_from_json(text);
    ASSERT_TRUE(read.has_value()) << to_string(read.error());
    EXPECT_TRUE(read->pmi.empty());
}

TEST(RoundTrip, ChecksComeBackTheSame) {
    Rng rng{1};
    std::map<std::string, dfm::CheckResult> checks;
    checks["fdm"].findings = {{"FDM-01", "fdm", dfm::Severity::RequiredChange, 0.62, 0.8, "mm",
                               "Wall of 0.62 mm is thinner than 0.8 mm.", "gap extrusion",
                               "thicken to 0.9 mm", random_place(rng), "S20c"}};
    checks["fdm"].not_checked = {{}};
    checks["fdm"].not_checked[0].severity = dfm::Severity::NotChecked;
    checks["milling"] = {};
    const std::string text = checks_to_json(checks);
    const auto read = checks_from_json(text);
    ASSERT_TRUE(read.has_value()) << to_string(read.error());
    EXPECT_EQ(checks_to_json(read.value()), text);
}

TEST(Wire, FactsThatAreNotFiniteAreNull) {
    facts::PartFacts facts;
    facts.wall.minimum = from_mm(std::nan(""));
    const std::string text = facts_to_json(facts);
    EXPECT_NE(text.find("\"minimum_mm\":null"), std::string::npos);
    const auto read = facts_from_json(text);
    ASSERT_TRUE(read.has_value());
    EXPECT_TRUE(std::isnan(to_mm(read->wall.minimum)));
    EXPECT_EQ(facts_to_json(read.value()), text);
}

TEST(Wire, PlansThatAreNotFiniteAreRefused) {
    plan::ProcessPlan plan = random_plan(1);
    plan.operations[2].part_s.value = INFINITY;
    const auto read = plan_from_json(plan_to_json(plan));
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().message,
              "stored plan has 1 problem: plan.operations[2].part_s.value is not a number");
}

TEST(Wire, MoneyIsExactAndReadable) {
    const Json money = encode_money(Money{-205, Currency::eur()});
    EXPECT_EQ(money.dump(), R"({"amount_minor":-205,"currency":"EUR","amount":"-2.05"})");
    Problems problems;
    Money read{0, Currency::usd()};
    decode_money(money, "price", problems, read);
    EXPECT_TRUE(problems.empty());
    EXPECT_EQ(read, (Money{-205, Currency::eur()}));
    decode_money(Json::parse(R"({"amount_minor":205,"currency":"EUR","amount":"2.06"})"), "price",
                 problems, read);
    EXPECT_EQ(problems.text(), "1 problem: price.amount is '2.06', but amount_minor says 2.05");
}

TEST(Wire, InstantsKeepMilliseconds) {
    const Instant instant{std::chrono::milliseconds{1'795'420'800'123}};
    EXPECT_EQ(instant_text(instant), "2026-11-23T08:00:00.123Z");
    EXPECT_EQ(parse_instant("2026-11-23T08:00:00.123Z"), instant);
    for (const char* wrong :
         {"", "2026-11-23", "2026-11-23T08:00:00Z", "2026-02-30T08:00:00.000Z",
          "2026-11-23T24:00:00.000Z", "2026-11-23T08:00:00.12xZ", "2026-11-23 08:00:00.123Z"})
        EXPECT_FALSE(parse_instant(wrong)) << wrong;
}

TEST(Wire, MissingUnknownAndDuplicateMembersAreRefused) {
    const std::string text = plan_to_json(random_plan(3));
    const auto changed = [&](const std::string& from, const std::string& to) {
        std::string copy = text;
        copy.replace(copy.find(from), from.size(), to);
        const auto read = plan_from_json(copy);
        return read.has_value() ? std::string{} : to_string(read.error());
    };
    EXPECT_EQ(changed("\"parts_per_run\":", "\"parts\":"),
              "stored plan has 2 problems: plan.runs.parts_per_run is missing; plan.runs.parts is "
              "not a known member");
    EXPECT_EQ(changed("\"kind\":\"set_up\"", "\"kind\":\"dance\""),
              "stored plan has 1 problem: plan.operations[1].kind is not a known value");
    EXPECT_EQ(changed("{\"planner\":", "{\"planner\":\"\",\"planner\":"),
              "plan: member 'planner' occurs twice in one object");
    EXPECT_EQ(plan_from_json("[1").error().message, "plan line 1: is not valid JSON");
    EXPECT_EQ(plan_from_json("[]").error().message,
              "stored plan has 1 problem: plan is not an object");
}

TEST(Wire, TextIsTheSameInEveryLocale) {
    struct CommaNumbers : std::numpunct<char> {
        char do_decimal_point() const override { return ','; }
        std::string do_grouping() const override { return "\3"; }
    };
    const std::string plain = plan_to_json(random_plan(4));
    const std::locale before =
        std::locale::global(std::locale{std::locale::classic(), new CommaNumbers});
    const std::string foreign = plan_to_json(random_plan(4));
    std::locale::global(before);
    EXPECT_EQ(plain, foreign);
}

TEST(Wire, TextThatIsNotUtf8IsRepaired) {
    plan::ProcessPlan plan = random_plan(5);
    plan.notes = {"caf\xe9"};
    const auto read = plan_from_json(plan_to_json(plan));
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->notes[0], "caf\xef\xbf\xbd");
}

}  // namespace
}  // namespace millrace::codec
