// Every rule of the demo shop has a part that passes it and a part that breaks it, or a reason why
// it cannot be checked. A new row of the catalogue fails here until it has either.
#include <gtest/gtest.h>

#include <map>

#include "measure.h"
#include "rule_cases.h"

namespace millrace::dfm::contract {
namespace {

using testing::findings;
using testing::run;
using testing::shop;
using testing::verdict;

Pack all_packs() {
    Pack all;
    for (const Pack& pack : {general_pack(), fdm_pack(), additive_pack(), milling_pack(),
                             turning_pack(), sheet_pack(), mould_pack()}) {
        all.cases.insert(all.cases.end(), pack.cases.begin(), pack.cases.end());
        all.unchecked.insert(all.unchecked.end(), pack.unchecked.begin(), pack.unchecked.end());
    }
    return all;
}

TEST(RulesContract, EveryRuleHasBothPartsOrAReason) {
    std::map<std::string, int> entries;
    const Pack all = all_packs();
    for (const RuleCase& one : all.cases) ++entries[one.rule];
    for (const Unchecked& one : all.unchecked) {
        ++entries[one.rule];
        EXPECT_GE(one.reason.size(), 15u) << one.rule << " needs a reason in words";
    }
    EXPECT_EQ(all.unchecked.size(), 17U) << "libs/dfm/README.md lists them under 'Not measured'";
    for (const catalog::DfmRule& rule : shop().rules) {
        EXPECT_EQ(entries[rule.id], 1)
            << rule.id << " (" << rule.fact
            << ") needs one entry in libs/dfm/tests/contract: two parts, or a reason";
        entries.erase(rule.id);
    }
    for (const auto& [id, count] : entries) {
        ADD_FAILURE() << id << " has an entry and is no rule of the catalogue";
    }
}

TEST(RulesContract, TheGoodPartPasses) {
    for (const RuleCase& one : all_packs().cases) {
        EXPECT_EQ(verdict(one.good(), one.context, one.rule), "") << one.rule;
    }
}

// What a finding has to carry for a person to act on it.
TEST(RulesContract, TheBadPartBreaksItsRule) {
    for (const RuleCase& one : all_packs().cases) {
        SCOPED_TRACE(one.rule);
        const auto found = findings(one.bad(), one.bad_context.value_or(one.context), one.rule);
        if (found.empty()) {
            ADD_FAILURE() << "no finding";
            continue;
        }
        EXPECT_FALSE(found[0].message.empty());
        EXPECT_EQ(found[0].message.find("{"), std::string::npos) << found[0].message;
        EXPECT_FALSE(found[0].reason.empty());
        EXPECT_FALSE(found[0].remedy.empty());
        EXPECT_EQ(found[0].remedy.find("{"), std::string::npos) << found[0].remedy;
        EXPECT_FALSE(found[0].source.empty());
    }
}

// A rule that gains a measurement has to leave the list of those that cannot be checked.
TEST(RulesContract, TheUncheckedMeasureNothing) {
    for (const Unchecked& one : all_packs().unchecked) {
        SCOPED_TRACE(one.rule);
        const std::string said = verdict(plain(), one.context, one.rule);
        EXPECT_TRUE(said.empty() || said == "not checked") << said;
        const auto rule = std::find_if(shop().rules.begin(), shop().rules.end(),
                                       [&](const auto& row) { return row.id == one.rule; });
        const RuleCode* code = rule_code(one.rule);
        if (rule == shop().rules.end() || code == nullptr) continue;
        const testing::Part part = plain();
        const Measured measured =
            code->measure({part.facts, part.model, shop(), one.context, *rule});
        EXPECT_TRUE(measured.readings.empty()) << "it is measured now: give it two parts";
    }
}

}  // namespace
}  // namespace millrace::dfm::contract
