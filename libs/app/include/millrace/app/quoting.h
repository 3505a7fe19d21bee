#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "millrace/base/cancel.h"
#include "millrace/catalog/catalog.h"
#include "millrace/dfm/check.h"
#include "millrace/facts/part_facts.h"
#include "millrace/quote/quote.h"

namespace millrace::app {

/// A part measured and checked for every process of the shop, from one boundary model.
struct Analysis {
    facts::PartFacts facts;
    std::map<std::string, dfm::CheckResult> checks;  ///< by process
};

[[nodiscard]] Result<Analysis> analyse(const geom::BoundaryModel& model,
                                       const catalog::Catalog& catalog, const CancelToken& cancel);

struct OfferRequest {
    std::vector<std::int64_t> quantities = {1, 10, 100};
    std::optional<std::string> process;   ///< empty: every process of the shop
    std::optional<std::string> material;  ///< empty: the shop's default and its alternatives
    std::optional<std::string> machine;   ///< a machine profile; empty: the best machine that fits
    bool all_materials = false;           ///< one offer per material, not only the default one
    Instant now;
    /// Called with the step that begins: "plan" or "price". Callers show it or time it.
    std::function<void(std::string_view)> progress;
};

/// Offers of one part: feasible ones by unit price of the first quantity, then infeasible ones with
/// their blockers. This is the only path from a part to a price: server and command line both use
/// it.
[[nodiscard]] Result<std::vector<quote::Offer>> make_offers(
    const geom::BoundaryModel& model, const Analysis& analysis, const std::string& part_revision,
    const catalog::Catalog& catalog, const quote::Load& load, const OfferRequest& request,
    const CancelToken& cancel);

/// Names the code that computed a quote: planners and the cost stack. Changes with their results.
[[nodiscard]] std::string engine_version();

}  // namespace millrace::app
