#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "millrace/app/records.h"
#include "millrace/base/cancel.h"
#include "millrace/catalog/catalog.h"
#include "millrace/dfm/check.h"
#include "millrace/facts/part_facts.h"
#include "millrace/quote/quote.h"

namespace millrace::app {

/// A part measured and checked for every process of the shop, from one boundary model.
struct Analysis {
    facts::PartFacts facts;
    /// By process, in its default material, on any machine of the shop. What depends on the build
    /// direction is not checked yet: see check_offers().
    std::map<std::string, dfm::CheckResult> checks;
};

/// The two steps of analyse().
[[nodiscard]] Result<facts::PartFacts> measure_part(const geom::BoundaryModel& model,
                                                    const CancelToken& cancel);
[[nodiscard]] std::map<std::string, dfm::CheckResult> check_part(const facts::PartFacts& facts,
                                                                 const geom::BoundaryModel& model,
                                                                 const catalog::Catalog& catalog);

[[nodiscard]] Result<Analysis> analyse(const geom::BoundaryModel& model,
                                       const catalog::Catalog& catalog, const CancelToken& cancel);

/// Plans of one part that have been made already, so that asking for other quantities, or again for
/// the same, does not plan again. Thread-safe. For one part and one catalogue only.
class PlanMemory {
public:
    [[nodiscard]] std::optional<plan::ProcessPlan> find(const std::string& machine,
                                                        const std::string& material);
    void keep(const plan::ProcessPlan& plan);

private:
    std::mutex mutex_;
    std::map<std::pair<std::string, std::string>, plan::ProcessPlan> plans_;
};

struct OfferRequest {
    std::vector<std::int64_t> quantities = {1, 10, 100};
    std::optional<std::string> process;   ///< empty: every process of the shop
    std::optional<std::string> material;  ///< empty: the shop's default and its alternatives
    std::optional<std::string> machine;   ///< a machine profile; empty: the best machine that fits
    bool all_materials = false;           ///< one offer per material, not only the default one
    Instant now;
    /// Called with the step that begins: "plan" or "price". Callers show it or time it.
    std::function<void(std::string_view)> progress;
    PlanMemory* plans = nullptr;  ///< of this part and catalogue; null: everything is planned anew
};

/// Offers of one part: feasible ones by unit price of the first quantity, then infeasible ones with
/// their blockers. This is the only path from a part to a price: server and command line both use
/// it.
[[nodiscard]] Result<std::vector<quote::Offer>> make_offers(
    const geom::BoundaryModel& model, const Analysis& analysis, const std::string& part_revision,
    const catalog::Catalog& catalog, const quote::Load& load, const OfferRequest& request,
    const CancelToken& cancel);

/// The checks again for what the offers chose: machine, material and build direction of the first
/// offer of each process. These are the findings to show beside the offers.
[[nodiscard]] std::map<std::string, dfm::CheckResult> check_offers(
    const geom::BoundaryModel& model, const Analysis& analysis, const catalog::Catalog& catalog,
    const std::vector<quote::Offer>& offers);

/// Processes that the catalogue has rules for and the shop does not offer, in the order of the
/// rules: "sla", "turning" ...
[[nodiscard]] std::vector<std::string> processes_elsewhere(const catalog::Catalog& catalog);

/// The check for a process that the shop does not offer: for any machine and the process's usual
/// material. `process` is one of processes_elsewhere().
[[nodiscard]] dfm::CheckResult check_elsewhere(const geom::BoundaryModel& model,
                                               const facts::PartFacts& facts,
                                               const catalog::Catalog& catalog,
                                               const std::string& process);

/// True when somebody has to look before this offer is ordered: its process has advisory findings,
/// or its price lies outside the shop's guard rails.
[[nodiscard]] bool needs_acceptance(const std::map<std::string, dfm::CheckResult>& checks,
                                    const quote::Offer& offer);

/// The state of a part that was read, measured and priced: NeedsConfiguring when its unit is
/// doubtful; else ChangesRequired when no offer is feasible; else ReviewAndAccept when a feasible
/// offer needs acceptance; else Ready. `offers` are the default ones: every process in its default
/// material on its best machine. Green means: whichever of them is ordered, nothing has to be
/// accepted.
[[nodiscard]] PartState state_after_analysis(const cad::Units& units, const Analysis& analysis,
                                             const std::vector<quote::Offer>& offers);

/// Names the code that computed a quote: planners and the cost stack. Changes with their results.
[[nodiscard]] std::string engine_version();

}  // namespace millrace::app
