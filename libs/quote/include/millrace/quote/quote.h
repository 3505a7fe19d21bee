#pragma once

// Price, date and footprint of a plan. Reads plans and the shop's rates, never a mesh.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "millrace/base/money.h"
#include "millrace/base/quantity.h"
#include "millrace/catalog/catalog.h"
#include "millrace/plan/process_plan.h"

namespace millrace::quote {

/// One line of the cost stack, per part. Lines of a price add up to it to the cent.
struct CostLine {
    std::string code;     ///< "material" "machine" "labour" "set_up" "programming" "tooling"
                          ///< "packaging" "yield" "overhead" "margin" "tier" "minimum"
    std::string label;    ///< English label; the web client translates by code
    Money amount;         ///< per part
    plan::Figure figure;  ///< the same amount unrounded, with formula and inputs
};

/// Price of one quantity in one lead-time tier.
struct Price {
    std::int64_t quantity = 1;
    std::string tier;
    Money unit_price;
    Money total_price;                     ///< quantity · unit price, or the line minimum
    std::vector<CostLine> lines;           ///< per part, add up to unit_price
    double lead_days = 0.0;                ///< business days from now to ready to ship
    Instant ready_at;                      ///< end of the business day on which it ships
    Text date_set_by;                      ///< the operation or wait that takes longest
    std::vector<plan::Input> lead_inputs;  ///< what the date was computed from
};

/// Cradle-to-gate footprint with delivery, of one good part at quantity one of a run.
struct Footprint {
    plan::Figure total_kg;  ///< kg CO2e per good part
    plan::Figure material_kg;
    plan::Figure energy_kg;
    plan::Figure energy_kwh;
    plan::Figure consumables_kg;
    plan::Figure transport_kg;
    plan::Figure packaging_kg;
    double uncertainty_share = 0.3;
};

/// One way to make the part, priced for every quantity and tier asked, or refused with blockers.
struct Offer {
    plan::ProcessPlan plan;
    bool feasible = false;
    std::vector<plan::Blocker> blockers;
    std::vector<Price> prices;  ///< quantities ascending, tiers in catalogue order
    Footprint footprint;
    std::vector<Text> review_reasons;  ///< outside the guard rails: a person looks first
};

/// Work that is already promised: machine seconds by machine id, laid before anything new.
struct Load {
    struct Entry {
        std::string machine;
        double queued_s = 0.0;
    };
    std::vector<Entry> entries;
    [[nodiscard]] double queued_s(const std::string& machine) const;
};

struct PriceRequest {
    std::vector<std::int64_t> quantities = {1, 10, 100};  ///< each 1 .. 1,000,000
    Instant now;
    geom::Vec3 box_size;  ///< of the part in mm, for packaging
    /// Of the part, for the guard rails; 0: taken from the mass of the plan.
    Volume part_volume;
};

/// Prices a plan for every quantity and tier. A plan with blockers, one that names rows missing
/// from the catalogue, or a quantity out of range gives an offer without prices and says why. Pure:
/// same plan, catalogue, load and now give the same cents everywhere. Precondition: `catalog` is
/// valid (catalog::validate).
[[nodiscard]] Offer price(const plan::ProcessPlan& plan, const catalog::Catalog& catalog,
                          const Load& load, const PriceRequest& request);

/// Lays a duration of work into a calendar. The interface a real scheduler will implement.
class Promise {
public:
    virtual ~Promise() = default;
    struct Answer {
        Instant ready_at;
        double business_days = 0.0;  ///< people + queue + work in whole days
        double people_days = 0.0;    ///< review and inspection: a faster tier shortens them
        double queue_days = 0.0;     ///< behind promised work: a faster tier jumps it
        double work_days = 0.0;      ///< on the machine, not rounded: no tier shortens it
        Text set_by;
        std::vector<plan::Input> inputs;
    };
    [[nodiscard]] virtual Answer ready(const plan::ProcessPlan& plan, std::int64_t quantity,
                                       const catalog::Catalog& catalog, const Load& load,
                                       Instant now) const = 0;
};

/// Plain forward fill: review, queue on the machine, work at the shop's hours and OEE, inspection.
[[nodiscard]] const Promise& forward_fill();

/// Footprint of a plan in the shop's region (domain formulas, cradle to gate plus delivery).
[[nodiscard]] Footprint footprint(const plan::ProcessPlan& plan, const catalog::Catalog& catalog);

}  // namespace millrace::quote
