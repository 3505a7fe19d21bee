#include "millrace/dfm/check.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <string_view>
#include <tuple>

#include "measure.h"
#include "merge.h"
#include "millrace/base/assert.h"
#include "sentences.h"

namespace millrace::dfm {

namespace {

// More places of one rule do not help anybody; the last one says how many there are in all.
constexpr std::size_t kPlacesMax = 20;
constexpr std::size_t kPointsMax = 8;

// Without a machine the plainest mill and a lathe with live tools are meant, and every kind of the
// other processes.
bool of_kind(const std::string& process, const CheckContext& context) {
    if (!process.starts_with(context.process + ".")) return false;
    const std::string kind = process.substr(context.process.size() + 1);
    if (context.machine != nullptr) return kind == context.machine->kind;
    if (context.process == "milling") return kind == "3axis";
    return context.process != "turning" || kind == "live";
}

bool applies_to(const catalog::DfmRule& rule, const CheckContext& context) {
    return std::any_of(rule.processes.begin(), rule.processes.end(), [&](const auto& process) {
        return process == "all" || process == context.process || of_kind(process, context);
    });
}

// Facts are measured to about a part in a thousand. A value that near its limit is at it, not
// beyond it: a wall drawn as 0.8 mm must pass a limit of 0.8 mm also when a mesh stores 0.79999.
constexpr double kAtLimit = 1e-3;

bool crosses(double value, const std::string& comparator, double limit) {
    const double slack = kAtLimit * std::abs(limit);
    if (comparator == "<") return value < limit - slack;
    if (comparator == "<=") return value <= limit;
    if (comparator == ">") return value > limit + slack;
    if (comparator == ">=") return value >= limit;
    MILLRACE_ASSERT(false, "a validated catalogue has known comparators only");
}

bool upward(const catalog::DfmRule& rule) {
    return !rule.comparator.empty() && rule.comparator.front() == '>';
}

// The limit crossed and how bad that is; nothing when the value passes.
std::optional<std::pair<Severity, double>> judge(double value, const catalog::DfmRule& rule) {
    if (rule.critical && crosses(value, rule.comparator, *rule.critical)) {
        return {{Severity::RequiredChange, *rule.critical}};
    }
    if (rule.warning && crosses(value, rule.comparator, *rule.warning)) {
        return {{Severity::Advisory, *rule.warning}};
    }
    return std::nullopt;
}

// "Widen it by 0.1 mm" needs no "Or: widen".
bool says_as_much(std::string_view change, std::string_view remedy) {
    if (remedy.empty() || change.size() <= remedy.size() || change[remedy.size()] != ' ')
        return false;
    return std::equal(remedy.begin(), remedy.end(), change.begin(), [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) ==
               std::tolower(static_cast<unsigned char>(b));
    });
}

Text remedy_for(const RuleCode& code, const catalog::DfmRule& rule, const Numbers& numbers) {
    const double limit = numbers.limit;
    std::vector<Text> steps;
    if (std::string_view{code.change}.size() > 0) {
        steps.push_back(fill_in(rule.id + ".change", as_sentence(code.change), numbers));
    }
    // A change that just leaves the critical range is named together with the one that is liked.
    const bool by_amount = std::string_view{code.change}.find("{d}") != std::string_view::npos;
    if (by_amount && rule.warning && rule.critical && limit == *rule.critical &&
        *rule.warning != *rule.critical) {
        const Number liked = amount(*rule.warning, rule.unit);
        steps.push_back(upward(rule) ? say("dfm.comfortable_below",
                                           "{limit} or less is comfortable.", {{"limit", liked}})
                                     : say("dfm.comfortable_above",
                                           "{limit} or more is comfortable.", {{"limit", liked}}));
    }
    if (steps.empty()) return catalogue_text(rule, "remedy", as_sentence(rule.remedy));
    if (!rule.remedy.empty() && !says_as_much(code.change, rule.remedy)) {
        steps.push_back(say("dfm.or", "Or: {remedy}",
                            {{"remedy", catalogue_text(rule, "remedy", rule.remedy + ".")}}));
    }
    if (steps.size() == 1) return steps.front();
    return say("dfm.remedy", "{steps}", {{"steps", steps}});
}

Finding finding(const RuleCode& code, const catalog::DfmRule& rule, const CheckContext& context,
                Reading reading, const std::pair<Severity, double>& verdict) {
    Finding found;
    found.rule = rule.id;
    found.process = context.process;
    found.severity = verdict.first;
    found.measured = reading.value;
    found.limit = verdict.second;
    found.unit = rule.unit;
    const Numbers numbers{reading.value, verdict.second, rule.unit,
                          verdict.second * reading.scale_mm, std::move(reading.detail)};
    found.message = fill_in(rule.id, code.sentence, numbers);
    found.reason = catalogue_text(rule, "why", as_sentence(rule.why));
    found.remedy = remedy_for(code, rule, numbers);
    found.place = std::move(reading.place);
    if (found.place.points.size() > kPointsMax) found.place.points.resize(kPointsMax);
    found.source = rule.source;
    return found;
}

Finding not_checked(const catalog::DfmRule& rule, const CheckContext& context, const Text& what) {
    Finding found;
    found.rule = rule.id;
    found.process = context.process;
    found.severity = Severity::NotChecked;
    found.limit = rule.critical.value_or(rule.warning.value_or(0.0));
    found.unit = rule.unit;
    found.message = say("dfm.not_checked", "Not checked: {what}.", {{"what", what}});
    found.reason = catalogue_text(rule, "why", as_sentence(rule.why));
    found.remedy = catalogue_text(rule, "remedy", as_sentence(rule.remedy));
    found.source = rule.source;
    return found;
}

// A place of faces alone is pointed at in the middle of the first one.
void add_point(facts::Place& place, const geom::BoundaryModel& model) {
    if (!place.points.empty() || place.faces.empty() || !model.exact) return;
    if (place.faces.front() < model.faces.size())
        place.points.push_back(model.faces[place.faces.front()].centroid);
}

void evaluate(const RuleCode& code, const catalog::DfmRule& rule, const Subject& subject,
              CheckResult& result) {
    Measured measured = code.measure(subject);
    if (measured.missing) {
        result.not_checked.push_back(not_checked(rule, subject.context, *measured.missing));
        return;
    }
    std::vector<Reading> crossed;
    for (Reading& reading : measured.readings) {
        if (judge(reading.value, rule)) crossed.push_back(std::move(reading));
    }
    const bool up = upward(rule);
    const auto worse = [up](double a, double b) { return up ? a > b : a < b; };
    crossed = merge_connected(std::move(crossed), subject.model.exact, worse);
    std::stable_sort(crossed.begin(), crossed.end(),
                     [&](const Reading& a, const Reading& b) { return worse(a.value, b.value); });
    crossed = merge_equal(std::move(crossed));
    const std::size_t total = crossed.size();
    if (total > kPlacesMax) crossed.resize(kPlacesMax);
    for (std::size_t i = 0; i < crossed.size(); ++i) {
        const auto verdict = judge(crossed[i].value, rule);
        const std::size_t places = crossed[i].places;
        add_point(crossed[i].place, subject.model);
        Finding found = finding(code, rule, subject.context, std::move(crossed[i]), *verdict);
        if (places > 1) {
            found.message = say("dfm.equal_places",
                                "{finding} One more like it.|{finding} {count} more like it.",
                                {{"finding", found.message}, {"count", places - 1}});
        }
        if (total > kPlacesMax && i + 1 == kPlacesMax) {
            found.message =
                say("dfm.more_places", "{finding} {more} more places like this, {total} in all.",
                    {{"finding", found.message}, {"more", total - kPlacesMax}, {"total", total}});
        }
        result.findings.push_back(std::move(found));
    }
}

}  // namespace

CheckResult check(const facts::PartFacts& facts, const geom::BoundaryModel& model,
                  const catalog::Catalog& catalog, const CheckContext& context) {
    CheckResult result;
    for (const catalog::DfmRule& rule : catalog.rules) {
        if (!applies_to(rule, context)) continue;
        const RuleCode* code = rule_code(rule.id);
        if (code == nullptr) {
            result.not_checked.push_back(
                not_checked(rule, context,
                            say("dfm.not_measured", "this version does not measure {fact}",
                                {{"fact", catalogue_text(rule, "fact", rule.fact)}})));
            continue;
        }
        evaluate(*code, rule, {facts, model, catalog, context, rule}, result);
    }
    // Within a rule the worst place stays first.
    const auto before = [](const Finding& a, const Finding& b) {
        return std::tie(a.severity, a.rule) < std::tie(b.severity, b.rule);
    };
    std::stable_sort(result.findings.begin(), result.findings.end(), before);
    std::stable_sort(result.not_checked.begin(), result.not_checked.end(), before);
    return result;
}

}  // namespace millrace::dfm
