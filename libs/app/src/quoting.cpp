#include "millrace/app/quoting.h"

#include <algorithm>
#include <set>

#include "millrace/plan/planner.h"

namespace millrace::app {
namespace {

constexpr std::int64_t kQuantityMax = 1'000'000;
constexpr std::size_t kQuantitiesMax = 50;

using catalog::Catalog;
using catalog::Machine;
using catalog::Material;

// Machines of a process that run a material, cheapest rate first, catalogue order among equals.
std::vector<const Machine*> machines_for(const Catalog& catalog, const std::string& process,
                                         const Material& material,
                                         const std::optional<std::string>& only) {
    std::vector<const Machine*> machines;
    for (const Machine& machine : catalog.machines) {
        if (machine.process != process || !runs(machine, material)) continue;
        if (only && machine.id != *only) continue;
        machines.push_back(&machine);
    }
    std::stable_sort(machines.begin(), machines.end(), [](const Machine* a, const Machine* b) {
        return a->rate_per_h < b->rate_per_h;
    });
    return machines;
}

// Materials to offer for a process: the one asked for, all, or the first that a machine runs.
std::vector<const Material*> materials_for(const Catalog& catalog, const std::string& process,
                                           const OfferRequest& request) {
    std::vector<const Material*> materials;
    for (const Material& material : catalog.materials) {
        if (request.material && material.id != *request.material) continue;
        if (machines_for(catalog, process, material, request.machine).empty()) continue;
        materials.push_back(&material);
        if (!request.all_materials) break;
    }
    return materials;
}

double envelope_mm3(const Machine& machine) {
    return to_mm(machine.envelope[0]) * to_mm(machine.envelope[1]) * to_mm(machine.envelope[2]);
}

// Everything that makes the offers of one part; saves handing seven arguments on.
struct Job {
    const geom::BoundaryModel& model;
    const Analysis& analysis;
    const std::string& part_revision;
    const Catalog& catalog;
    const quote::Load& load;
    const OfferRequest& request;
    const CancelToken& cancel;
};

void report(const Job& job, std::string_view step) {
    if (job.request.progress) job.request.progress(step);
}

// Findings that require a change are blockers of the offer, each rule once.
void add_blockers(plan::ProcessPlan& plan, const dfm::CheckResult& checked) {
    for (const dfm::Finding& finding : checked.findings) {
        if (finding.severity != dfm::Severity::RequiredChange) continue;
        const bool known =
            std::any_of(plan.blockers.begin(), plan.blockers.end(),
                        [&](const plan::Blocker& blocker) { return blocker.code == finding.rule; });
        if (known) continue;
        plan.blockers.push_back(
            {finding.rule, finding.remedy.empty()
                               ? finding.message
                               : say("app.finding_and_remedy", "{finding} {remedy}",
                                     {{"finding", finding.message}, {"remedy", finding.remedy}})});
    }
}

// The rules of a process for one plan: its machine, material and build direction.
dfm::CheckResult check_plan(const geom::BoundaryModel& model, const facts::PartFacts& facts,
                            const Catalog& catalog, const plan::ProcessPlan& plan) {
    return dfm::check(facts, model, catalog,
                      {.process = plan.request.process,
                       .machine = catalog.machine(plan.request.machine),
                       .material = catalog.material(plan.request.material),
                       .support_planned = true,
                       .build_up = plan.build_up,
                       .quantity = std::nullopt});
}

Result<plan::ProcessPlan> plan_on(const Job& job, const plan::Planner& planner,
                                  const Machine& machine, const Material& material) {
    PlanMemory* const memory = job.request.plans;
    if (memory != nullptr) {
        if (auto known = memory->find(machine.id, material.id)) {
            known->request.part_revision = job.part_revision;
            return std::move(*known);
        }
    }
    MILLRACE_TRY(plan::ProcessPlan plan,
                 planner.plan({job.model, job.analysis.facts, job.catalog, machine, material,
                               job.part_revision, job.cancel}));
    add_blockers(plan, check_plan(job.model, job.analysis.facts, job.catalog, plan));
    if (memory != nullptr) memory->keep(plan);
    return plan;
}

// What another machine of the same process could change: room and tools. Everything else that
// stands in the way is the part's own.
bool another_machine_could_help(const plan::ProcessPlan& plan) {
    return std::any_of(plan.blockers.begin(), plan.blockers.end(), [](const plan::Blocker& b) {
        return b.code == "does_not_fit" || b.code == "GEN-02" || b.code == "no_tool";
    });
}

// The cheapest machine that can make it; when none can, what stands in the way on the largest.
Result<plan::ProcessPlan> best_plan(const Job& job, const plan::Planner& planner,
                                    const Material& material) {
    std::optional<plan::ProcessPlan> refused;
    double refused_mm3 = -1.0;
    for (const Machine* machine :
         machines_for(job.catalog, planner.process(), material, job.request.machine)) {
        MILLRACE_TRY(plan::ProcessPlan plan, plan_on(job, planner, *machine, material));
        if (plan.feasible()) return plan;
        if (envelope_mm3(*machine) <= refused_mm3) continue;
        refused_mm3 = envelope_mm3(*machine);
        refused = std::move(plan);
        if (!another_machine_could_help(*refused)) break;
    }
    MILLRACE_ASSERT(refused.has_value(), "a material is offered only where a machine runs it");
    return std::move(*refused);
}

Error unknown(const std::string& what, const std::string& id) {
    return Error{
        ErrorCode::InvalidArgument, "this shop's catalogue has no " + what + " '" + id + "'", {}};
}

Status validate(const Catalog& catalog, const OfferRequest& request) {
    if (request.quantities.empty() || request.quantities.size() > kQuantitiesMax) {
        return Error{ErrorCode::InvalidArgument,
                     say("app.quantities", "ask for 1 to {most} quantities, not {quantities}",
                         {{"most", kQuantitiesMax}, {"quantities", request.quantities.size()}}),
                     {}};
    }
    for (const std::int64_t quantity : request.quantities) {
        if (quantity >= 1 && quantity <= kQuantityMax) continue;
        return Error{
            ErrorCode::InvalidArgument,
            say("app.quantity_range", "the quantity {quantity} is not between 1 and {most}",
                {{"quantity", quantity}, {"most", kQuantityMax}}),
            {}};
    }
    if (request.process && plan::planner(*request.process) == nullptr) {
        return unknown("process", *request.process);
    }
    if (request.material && catalog.material(*request.material) == nullptr) {
        return unknown("material", *request.material);
    }
    if (request.machine && catalog.machine(*request.machine) == nullptr) {
        return unknown("machine", *request.machine);
    }
    return Done{};
}

// Feasible offers by the unit price of the smallest quantity, then the others as planned.
void sort_offers(std::vector<quote::Offer>& offers) {
    std::stable_sort(offers.begin(), offers.end(),
                     [](const quote::Offer& a, const quote::Offer& b) {
                         if (a.feasible != b.feasible) return a.feasible;
                         if (!a.feasible || a.prices.empty() || b.prices.empty()) return false;
                         return a.prices.front().unit_price < b.prices.front().unit_price;
                     });
}

}  // namespace

std::optional<plan::ProcessPlan> PlanMemory::find(const std::string& machine,
                                                  const std::string& material) {
    const std::lock_guard lock{mutex_};
    const auto known = plans_.find({machine, material});
    if (known == plans_.end()) return std::nullopt;
    return known->second;
}

void PlanMemory::keep(const plan::ProcessPlan& plan) {
    const std::lock_guard lock{mutex_};
    plans_.insert_or_assign({plan.request.machine, plan.request.material}, plan);
}

Result<facts::PartFacts> measure_part(const geom::BoundaryModel& model, const CancelToken& cancel) {
    facts::FactsOptions options;
    options.cancel = cancel;
    return facts::measure(model, options);
}

std::map<std::string, dfm::CheckResult> check_part(const facts::PartFacts& facts,
                                                   const geom::BoundaryModel& model,
                                                   const Catalog& catalog) {
    std::map<std::string, dfm::CheckResult> checks;
    for (const auto& planner : plan::planners()) {
        const std::string process = planner->process();
        const auto materials = materials_for(catalog, process, {});
        if (materials.empty()) continue;  // the shop does not do this
        dfm::CheckContext context;
        context.process = process;
        context.material = materials.front();
        checks[process] = dfm::check(facts, model, catalog, context);
    }
    return checks;
}

std::vector<std::string> processes_elsewhere(const Catalog& catalog) {
    std::set<std::string> known;
    for (const auto& planner : plan::planners()) {
        if (!materials_for(catalog, planner->process(), {}).empty()) {
            known.insert(planner->process());
        }
    }
    std::vector<std::string> processes;
    for (const catalog::DfmRule& rule : catalog.rules) {
        for (const std::string& name : rule.processes) {
            const std::string process = name.substr(0, name.find('.'));
            if (process == "all" || !known.insert(process).second) continue;
            processes.push_back(process);
        }
    }
    return processes;
}

dfm::CheckResult check_elsewhere(const geom::BoundaryModel& model, const facts::PartFacts& facts,
                                 const Catalog& catalog, const std::string& process) {
    dfm::CheckContext context;
    context.process = process;
    return dfm::check(facts, model, catalog, context);
}

Result<Analysis> analyse(const geom::BoundaryModel& model, const Catalog& catalog,
                         const CancelToken& cancel) {
    Analysis analysis;
    MILLRACE_TRY(analysis.facts, measure_part(model, cancel));
    analysis.checks = check_part(analysis.facts, model, catalog);
    return analysis;
}

Result<std::vector<quote::Offer>> make_offers(const geom::BoundaryModel& model,
                                              const Analysis& analysis,
                                              const std::string& part_revision,
                                              const Catalog& catalog, const quote::Load& load,
                                              const OfferRequest& request,
                                              const CancelToken& cancel) {
    MILLRACE_CHECK_OK(validate(catalog, request));
    quote::PriceRequest price_request;
    price_request.quantities = request.quantities;
    std::sort(price_request.quantities.begin(), price_request.quantities.end());
    price_request.quantities.erase(
        std::unique(price_request.quantities.begin(), price_request.quantities.end()),
        price_request.quantities.end());
    price_request.now = request.now;
    // Packed as small as it gets, however it stands in its file.
    const auto& packed = analysis.facts.oriented_size;
    price_request.box_size = {to_mm(packed[0]), to_mm(packed[1]), to_mm(packed[2])};

    const Job job{model, analysis, part_revision, catalog, load, request, cancel};
    std::vector<quote::Offer> offers;
    for (const auto& planner : plan::planners()) {
        if (request.process && planner->process() != *request.process) continue;
        for (const Material* material : materials_for(catalog, planner->process(), request)) {
            report(job, "plan");
            MILLRACE_TRY(const plan::ProcessPlan plan, best_plan(job, *planner, *material));
            report(job, "price");
            offers.push_back(quote::price(plan, catalog, load, price_request));
        }
    }
    if (offers.empty()) {
        return Error{ErrorCode::InvalidArgument,
                     say("app.nothing_runs",
                         "no machine of this shop runs what was asked: process '{process}', "
                         "material '{material}', machine '{machine}'",
                         {{"process", request.process.value_or("any")},
                          {"material", request.material.value_or("any")},
                          {"machine", request.machine.value_or("any")}}),
                     {}};
    }
    sort_offers(offers);
    return offers;
}

std::map<std::string, dfm::CheckResult> check_offers(const geom::BoundaryModel& model,
                                                     const Analysis& analysis,
                                                     const Catalog& catalog,
                                                     const std::vector<quote::Offer>& offers) {
    std::map<std::string, dfm::CheckResult> checks = analysis.checks;
    std::set<std::string> done;
    for (const quote::Offer& offer : offers) {
        const std::string& process = offer.plan.request.process;
        if (!done.insert(process).second) continue;
        checks[process] = check_plan(model, analysis.facts, catalog, offer.plan);
    }
    return checks;
}

bool needs_acceptance(const std::map<std::string, dfm::CheckResult>& checks,
                      const quote::Offer& offer) {
    if (!offer.review_reasons.empty()) return true;
    const auto checked = checks.find(offer.plan.request.process);
    if (checked == checks.end()) return false;
    return std::any_of(checked->second.findings.begin(), checked->second.findings.end(),
                       [](const dfm::Finding& f) { return f.severity == dfm::Severity::Advisory; });
}

PartState state_after_analysis(const cad::Units& units, const Analysis& analysis,
                               const std::vector<quote::Offer>& offers) {
    if (units.doubtful && units.source != cad::UnitSource::Stated) {
        return PartState::NeedsConfiguring;
    }
    bool feasible = false;
    bool accept = false;
    for (const quote::Offer& offer : offers) {
        if (!offer.feasible) continue;
        feasible = true;
        accept = accept || needs_acceptance(analysis.checks, offer);
    }
    if (!feasible) return PartState::ChangesRequired;
    return accept ? PartState::ReviewAndAccept : PartState::Ready;
}

// Raised by hand with every change that can move a cent, a second or a date of an existing quote.
std::string engine_version() { return "millrace-engine-3"; }

}  // namespace millrace::app
