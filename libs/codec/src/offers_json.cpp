#include "millrace/codec/codec.h"
#include "plan_fields.h"

namespace millrace::codec {

template <>
struct Blank<quote::CostLine> {
    static quote::CostLine make() { return {{}, {}, Money{0, Currency::usd()}, {}}; }
};

template <>
struct Blank<quote::Price> {
    static quote::Price make() {
        const Money none{0, Currency::usd()};
        return {1, {}, none, none, {}, 0.0, {}, {}, {}};
    }
};

template <class A>
void fields(A& a, Ref<A, quote::CostLine> v) {
    a("code", v.code);
    a("label", v.label);
    a("amount", v.amount);
    a("figure", v.figure);
}

template <class A>
void fields(A& a, Ref<A, quote::Price> v) {
    a("quantity", v.quantity);
    a("tier", v.tier);
    a("unit_price", v.unit_price);
    a("total_price", v.total_price);
    a("lines", v.lines);
    a("lead_days", v.lead_days);
    a("ready_at", v.ready_at);
    a("date_set_by", v.date_set_by);
    a("lead_inputs", v.lead_inputs);
}

template <class A>
void fields(A& a, Ref<A, quote::Footprint> v) {
    a("total_kg", v.total_kg);
    a("material_kg", v.material_kg);
    a("energy_kg", v.energy_kg);
    a("energy_kwh", v.energy_kwh);
    a("consumables_kg", v.consumables_kg);
    a("transport_kg", v.transport_kg);
    a("packaging_kg", v.packaging_kg);
    a("uncertainty_share", v.uncertainty_share);
}

template <class A>
void fields(A& a, Ref<A, quote::Offer> v) {
    a("plan", v.plan);
    a("feasible", v.feasible);
    a("blockers", v.blockers);
    a("prices", v.prices);
    a("footprint", v.footprint);
    a("review_reasons", v.review_reasons);
}

std::string plan_to_json(const plan::ProcessPlan& plan) { return to_text(plan); }

Result<plan::ProcessPlan> plan_from_json(std::string_view json) {
    return from_text<plan::ProcessPlan>(json, "plan", NotFinite::Refuse);
}

std::string offers_to_json(const std::vector<quote::Offer>& offers) { return to_text(offers); }

Result<std::vector<quote::Offer>> offers_from_json(std::string_view json) {
    return from_text<std::vector<quote::Offer>>(json, "offers", NotFinite::Refuse);
}

}  // namespace millrace::codec
