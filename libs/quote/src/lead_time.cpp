// days = review + queue + ceil(work hours / (hours per day · OEE · machines)) + inspection.
// Transport is not part of it: the date is when the parts are ready to ship.
#include "lead_time.h"

#include <algorithm>
#include <cmath>

#include "figure_builder.h"
#include "millrace/base/assert.h"
#include "millrace/catalog/calendar.h"

namespace millrace::quote {
namespace {

// Shipping leaves at the end of the business day, 17:00 UTC.
constexpr std::chrono::hours kShippingHour{17};
// A sum such as 0.5 + 1 + 0.5 may sit a hair above its whole number in binary.
constexpr double kDayEpsilon = 1e-9;

double whole_days_up(double days) { return std::ceil(days - kDayEpsilon); }

Instant end_of_day(const catalog::Calendar& calendar, Instant now, double days) {
    // A slower tier may stretch the longest promise.
    const auto counted = static_cast<int>(std::clamp(days, 0.0, 10.0 * kLeadDaysMax));
    return catalog::add_working_days(calendar, catalog::order_day(calendar, now), counted) +
           kShippingHour;
}

const plan::Operation* longest_operation(const plan::ProcessPlan& plan, std::int64_t quantity) {
    const plan::Operation* longest = nullptr;
    double longest_s = -1.0;
    for (const plan::Operation& operation : plan.operations) {
        const double total_s =
            operation.lot_s.value +
            static_cast<double>(plan.run_count(quantity)) * operation.run_s.value +
            static_cast<double>(quantity) * operation.part_s.value;
        if (total_s > longest_s) {
            longest = &operation;
            longest_s = total_s;
        }
    }
    return longest;
}

class ForwardFill final : public Promise {
public:
    Answer ready(const plan::ProcessPlan& plan, std::int64_t quantity,
                 const catalog::Catalog& catalog, const Load& load, Instant now) const override {
        const catalog::ProcessPolicy* policy = catalog.process(plan.request.process);
        const catalog::Machine* machine = catalog.machine(plan.request.machine);
        MILLRACE_ASSERT(policy != nullptr && machine != nullptr,
                        "a plan names a process and a machine of its catalogue");
        // One run cannot be split over machines, so a single part never uses more than one.
        const auto machines =
            static_cast<double>(std::min<std::int64_t>(machine->count, plan.run_count(quantity)));
        const double day_h = policy->hours_per_day * policy->oee;
        const double work_h = to_h(plan.time(quantity));
        const double queued_h = load.queued_s(machine->id) / 3600.0;

        const double review = catalog.policy.review_days;
        const double queue = queued_h / (day_h * machine->count);
        Answer answer;
        answer.people_days = review + policy->inspection_days;
        answer.queue_days = queue;
        answer.work_days = work_h / (day_h * machines);
        const double work = whole_days_up(answer.work_days);
        answer.business_days = answer.people_days + queue + work;
        answer.set_by =
            longest_of(plan, quantity, *machine, {review, queue, work}, policy->inspection_days);
        answer.ready_at =
            end_of_day(catalog.policy.calendar, now, whole_days_up(answer.business_days));
        add_inputs(answer, plan, quantity, catalog, *policy, *machine, queued_h);
        return answer;
    }

private:
    struct Waits {
        double review;
        double queue;
        double work;
    };
    static Text longest_of(const plan::ProcessPlan& plan, std::int64_t quantity,
                           const catalog::Machine& machine, Waits waits, double inspection) {
        const double longest = std::max({waits.review, waits.queue, waits.work, inspection});
        if (longest == waits.work) {
            const plan::Operation* operation = longest_operation(plan, quantity);
            if (operation == nullptr) return say("quote.work", "work");
            return operation->name;
        }
        if (longest == waits.queue) {
            return say("quote.queue", "work already promised on {machine}",
                       {{"machine", machine.name}});
        }
        return longest == waits.review ? say("quote.review", "review")
                                       : say("quote.inspection", "inspection");
    }

    static void add_inputs(Answer& answer, const plan::ProcessPlan& plan, std::int64_t quantity,
                           const catalog::Catalog& catalog, const catalog::ProcessPolicy& policy,
                           const catalog::Machine& machine, double queued_h) {
        const std::string row = "catalog.processes." + policy.process + ".";
        const auto estimated = plan::Provenance::Estimated;
        const auto q = static_cast<double>(quantity);
        answer.inputs = {
            {"review_days", catalog.policy.review_days, "d", kDecided,
             "catalog.policy.review_days"},
            {"queued_h", queued_h, "h", estimated, "load." + machine.id},
            {"work_h", to_h(plan.time(quantity)), "h", estimated, "plan.time"},
            {"quantity", q, "", kDecided, "request.quantity"},
            {"runs", static_cast<double>(plan.run_count(quantity)), "", estimated, "plan.runs"},
            {"machines", static_cast<double>(machine.count), "", kDecided,
             "catalog.machines." + machine.id + ".count"},
            {"hours_per_day", policy.hours_per_day, "h", kDecided, row + "hours_per_day"},
            {"oee", policy.oee, "", kDecided, row + "oee"},
            {"inspection_days", policy.inspection_days, "d", kDecided, row + "inspection_days"},
        };
    }
};

}  // namespace

const Promise& forward_fill() {
    static const ForwardFill instance;
    return instance;
}

bool can_be_dated(const Promise::Answer& answer) { return answer.business_days <= kLeadDaysMax; }

double lead_days(const Promise::Answer& answer, const catalog::LeadTier& tier) {
    const double factor = tier.days_factor;
    double days = answer.business_days * factor;
    if (factor < 1.0) {
        const double people = answer.people_days * factor;
        days = people + std::max((answer.queue_days + answer.work_days) * factor, answer.work_days);
    }
    return std::max(1.0, whole_days_up(days));
}

void set_date(Price& price, const Promise::Answer& answer, const catalog::LeadTier& tier,
              const catalog::ShopPolicy& shop, Instant now) {
    price.lead_days = lead_days(answer, tier);
    price.ready_at = end_of_day(shop.calendar, now, price.lead_days);
    price.date_set_by = answer.set_by;
    price.lead_inputs = answer.inputs;
    price.lead_inputs.push_back({"days_factor", tier.days_factor, "", kDecided,
                                 "catalog.policy.tiers." + tier.id + ".days_factor"});
}

}  // namespace millrace::quote
