// How rules are picked, judged, merged, worded and ordered, on the demo shop's rules.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "measure.h"
#include "parts.h"
#include "sentences.h"

namespace millrace::dfm {
namespace {

using namespace testing;

bool belongs_to(const catalog::DfmRule& rule, const std::string& process) {
    return std::any_of(rule.processes.begin(), rule.processes.end(), [&](const auto& each) {
        return each == "all" || each == process || each.starts_with(process + ".");
    });
}

TEST(Rules, EveryRuleOfTheDemoShopHasAMeasurementOrSaysWhyNot) {
    for (const catalog::DfmRule& rule : shop().rules) {
        if (!belongs_to(rule, "fdm") && !belongs_to(rule, "milling")) continue;
        EXPECT_NE(rule_code(rule.id), nullptr) << rule.id;
    }
}

// A rule that can fail has to be able to say so.
TEST(Rules, EveryMeasuredRuleHasASentence) {
    const Part part = block(100, 60, 22);
    for (const catalog::DfmRule& rule : shop().rules) {
        const RuleCode* code = rule_code(rule.id);
        if (code == nullptr) continue;
        const CheckContext context = rule.id.starts_with("FDM") ? printing() : milling();
        const Measured measured = code->measure({part.facts, part.model, shop(), context, rule});
        if (!measured.readings.empty()) {
            EXPECT_FALSE(std::string{code->sentence}.empty()) << rule.id;
        }
    }
}

TEST(Check, PlainBlockHasNoFindings) {
    for (const CheckContext& context : {milling(), printing()}) {
        const CheckResult result = run(block(100, 60, 22), context);
        for (const Finding& each : result.findings) ADD_FAILURE() << each.rule << each.message;
    }
}

TEST(Check, EveryRuleEndsOnceAsFoundOrNotCheckedOrSilent) {
    Part part = block(100, 60, 22);
    part.facts.holes = {hole(0.4, 22), hole(0.9, 22)};
    for (const CheckContext& context : {milling(), printing()}) {
        const CheckResult result = run(part, context);
        std::set<std::string> open;
        for (const Finding& each : result.not_checked) {
            EXPECT_TRUE(open.insert(each.rule).second) << each.rule << " twice";
            EXPECT_EQ(each.severity, Severity::NotChecked);
            EXPECT_TRUE(each.message.starts_with("Not checked: ")) << each.message;
        }
        for (const Finding& each : result.findings) {
            EXPECT_FALSE(open.contains(each.rule)) << each.rule;
            EXPECT_EQ(each.process, context.process);
        }
    }
}

TEST(Check, FiveAxisRulesAreForFiveAxisMachines) {
    EXPECT_FALSE(is_not_checked(run(block(100, 60, 22), milling()), "5AX-02"));
    catalog::Machine five = *shop().machine("mill_vf2");
    five.kind = "5axis";
    CheckContext context = milling();
    context.machine = &five;
    EXPECT_TRUE(is_not_checked(run(block(100, 60, 22), context), "5AX-02"));
    Part turning = block(100, 60, 22);
    turning.facts.set_ups.five_axis_faces = {4};
    EXPECT_EQ(verdict(turning, milling(), "5AX-01a"), "");
    EXPECT_EQ(verdict(turning, context, "5AX-01a"), "advisory");
    Part hidden = block(100, 60, 22);
    hidden.facts.access.unreachable = from_mm2(500);
    hidden.facts.access.unreachable_faces = {5};
    EXPECT_EQ(verdict(hidden, milling(), "MIL-15b"), "required");
    EXPECT_EQ(verdict(hidden, context, "MIL-15b"), "");
}

TEST(Check, UnknownRuleIsNotDroppedSilently) {
    catalog::Catalog own = shop();
    own.rules.push_back(
        {"XYZ-1", {"milling"}, "the colour of the sky", ">", 1.0, {}, "count", "", "", "", "H"});
    const Part part = block(100, 60, 22);
    const CheckResult result = check(part.facts, part.model, own, milling());
    EXPECT_TRUE(is_not_checked(result, "XYZ-1"));
}

TEST(Check, LimitsAreTheShopsOwn) {
    catalog::Catalog own = shop();
    for (catalog::DfmRule& rule : own.rules) {
        if (rule.id == "MIL-10") rule.warning = 6.0;
    }
    Part part = block(100, 60, 22);
    part.facts.holes = {hole(5, 22)};
    EXPECT_EQ(verdict(part, milling(), "MIL-10"), "");
    const CheckResult result = check(part.facts, part.model, own, milling());
    ASSERT_FALSE(result.findings.empty());
    EXPECT_EQ(result.findings.front().rule, "MIL-10");
    EXPECT_DOUBLE_EQ(result.findings.front().limit, 6.0);
}

TEST(Check, MessageNamesMeasuredLimitAndSmallestChange) {
    Part part = block(100, 60, 22);
    part.facts.wall.minimum = from_mm(0.62);
    part.facts.wall.minimum_at = {1, 2, 3};
    const auto found = findings(part, printing(), "FDM-01");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].severity, Severity::RequiredChange);
    EXPECT_EQ(found[0].message, "Wall of 0.62 mm is thinner than 0.8 mm.");
    EXPECT_TRUE(
        found[0].remedy.starts_with("Thicken it by 0.18 mm. 1.2 mm or more is comfortable."))
        << found[0].remedy;
    EXPECT_EQ(found[0].unit, "mm");
    EXPECT_DOUBLE_EQ(found[0].limit, 0.8);
    ASSERT_EQ(found[0].place.points.size(), 1U);
    EXPECT_FALSE(found[0].reason.empty());
    EXPECT_FALSE(found[0].source.empty());
}

TEST(Check, OnePlaceIsOneFinding) {
    Part part = block(100, 60, 22);
    facts::Hole a = hole(1.2, 22);
    a.faces = {4};
    facts::Hole b = hole(1.1, 22);
    b.faces = {4, 5};
    facts::Hole apart = hole(1.3, 22);
    apart.centre = {10, 10, 11};
    apart.faces = {1};
    part.facts.holes = {a, b, apart};
    const auto found = findings(part, milling(), "MIL-10");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_DOUBLE_EQ(found[0].measured, 1.1);
    EXPECT_EQ(found[0].place.faces, (std::vector<std::uint32_t>{4, 5}));
}

TEST(Check, ManyPlacesAreCountedNotListed) {
    Part part = block(100, 60, 22);
    for (int i = 0; i < 50; ++i) {
        facts::Hole made = hole(1.2 + 0.002 * i, 22);
        made.centre = {static_cast<double>(i), 30, 11};
        part.facts.holes.push_back(made);
    }
    const auto found = findings(part, milling(), "MIL-10");
    ASSERT_EQ(found.size(), 20U);
    EXPECT_NE(found.back().message.find("50 in all"), std::string::npos) << found.back().message;
}

TEST(Check, EqualPlacesAreOneFinding) {
    Part part = block(100, 60, 22);
    for (std::uint32_t i = 0; i < 6; ++i) {
        facts::Hole made = hole(1.2, 22);
        made.centre = {static_cast<double>(i), 30, 11};
        made.faces = {i};
        part.facts.holes.push_back(made);
    }
    const auto found = findings(part, milling(), "MIL-10");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_NE(found[0].message.find("5 more like it."), std::string::npos) << found[0].message;
    EXPECT_EQ(found[0].place.faces.size(), 6U);
    EXPECT_EQ(found[0].place.points.size(), 6U);
}

TEST(Check, ARemedyThatTheChangeNamesIsNotRepeated) {
    const Part thin = [] {
        Part part = block(100, 60, 22);
        part.facts.pockets = {pocket(0.8, 1)};
        return part;
    }();
    const auto found = findings(thin, milling(), "MIL-08");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].remedy, "Widen it by 0.2 mm. 2 mm or more is comfortable.");
}

TEST(Check, RequiredChangesComeFirstThenRulesInOrder) {
    Part part = block(100, 60, 22);
    part.facts.holes = {hole(1.2, 5), hole(0.4, 22)};
    part.facts.holes[1].centre = {10, 10, 11};
    const CheckResult result = run(part, milling());
    ASSERT_GE(result.findings.size(), 3U);
    for (std::size_t i = 1; i < result.findings.size(); ++i) {
        EXPECT_LE(result.findings[i - 1].severity, result.findings[i].severity);
        if (result.findings[i - 1].severity == result.findings[i].severity) {
            EXPECT_LE(result.findings[i - 1].rule, result.findings[i].rule);
        }
    }
}

TEST(Sentences, NumbersAreShortAndReadable) {
    EXPECT_EQ(number(12.0), "12");
    EXPECT_EQ(number(12.346), "12.35");
    EXPECT_EQ(number(0.62), "0.62");
    EXPECT_EQ(number(0.125), "0.125");
    EXPECT_EQ(number(0.0404), "0.04");
    EXPECT_EQ(number(0.00054), "0.00054");
    EXPECT_EQ(number(-0.001), "-0.001");
}

TEST(Sentences, TakeTheirNumbersWithUnitsAndNameThemForTranslation) {
    EXPECT_EQ(fill_in("TEST-1", "{m} of {l}: {d}, {m%}", {.measured = 0.5, .limit = 0.8}),
              "0.5 of 0.8: 0.3, 50 %");
    const Text text = fill_in("TEST-2", "Wall of {m} mm is thinner than {l} mm.",
                              {.measured = 0.62, .limit = 0.8, .unit = "mm"});
    EXPECT_EQ(text, "Wall of 0.62 mm is thinner than 0.8 mm.");
    EXPECT_EQ(text.key(), "dfm.TEST-2");
    ASSERT_EQ(text.arguments().size(), 2U);
    EXPECT_EQ(std::get<Number>(text.arguments()[0].value), (Number{0.62, "mm", 3}));
    EXPECT_EQ(fill_in("TEST-3", "Tilted by {m}°.", {.measured = 12.5, .unit = "deg"}),
              "Tilted by 12.5°.");
}

}  // namespace
}  // namespace millrace::dfm
