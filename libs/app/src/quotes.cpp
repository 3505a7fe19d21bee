// Quotes: made once, kept with everything they were computed from, and computed again on demand.

#include <algorithm>

#include "events.h"
#include "millrace/codec/codec.h"
#include "shop_impl.h"

namespace millrace::app {
namespace {

constexpr std::size_t kPartsMax = 200;

std::int64_t to_ms(Instant at) { return at.time_since_epoch().count(); }

Json optional_text(const std::optional<std::string>& text) {
    return text ? Json(*text) : Json(nullptr);
}

std::string request_text(const OfferRequest& request, const quote::Load& load) {
    Json entries = Json::array();
    for (const quote::Load::Entry& entry : load.entries) {
        entries.push_back({{"machine", entry.machine}, {"queued_s", entry.queued_s}});
    }
    return to_text({{"quantities", request.quantities},
                    {"process", optional_text(request.process)},
                    {"material", optional_text(request.material)},
                    {"machine", optional_text(request.machine)},
                    {"all_materials", request.all_materials},
                    {"now_ms", to_ms(request.now)},
                    {"load", entries}});
}

struct Asked {
    OfferRequest request;
    quote::Load load;
};

Error unreadable(const QuoteRecord& quote, const std::string& what) {
    return Error{ErrorCode::Internal,
                 "what is stored of quote '" + quote.id.text() + "' cannot be read: " + what,
                 {}};
}

Result<Asked> asked_of(const QuoteRecord& quote) {
    try {
        const Json tree = Json::parse(quote.request_json);
        const auto text = [&](const char* name) {
            const Json& node = tree.at(name);
            return node.is_null() ? std::optional<std::string>{} : node.get<std::string>();
        };
        Asked asked;
        asked.request.quantities = tree.at("quantities").get<std::vector<std::int64_t>>();
        asked.request.process = text("process");
        asked.request.material = text("material");
        asked.request.machine = text("machine");
        asked.request.all_materials = tree.at("all_materials").get<bool>();
        asked.request.now =
            Instant{std::chrono::milliseconds{tree.at("now_ms").get<std::int64_t>()}};
        for (const Json& entry : tree.at("load")) {
            asked.load.entries.push_back(
                {entry.at("machine").get<std::string>(), entry.at("queued_s").get<double>()});
        }
        return asked;
    } catch (const Json::exception& exception) {
        return unreadable(quote, exception.what());
    }
}

// "the price of 10 in tier 'fast' was 12.00 USD and is now 12.01 USD", or nothing when all agree.
std::string difference(const quote::Offer& stored, const quote::Offer& again) {
    const std::string name = stored.plan.request.process + " in " + stored.plan.request.material;
    if (stored.plan.request.process != again.plan.request.process ||
        stored.plan.request.material != again.plan.request.material ||
        stored.plan.request.machine != again.plan.request.machine) {
        return "the offers come in another order or on other machines, beginning with " + name;
    }
    if (stored.feasible != again.feasible || stored.prices.size() != again.prices.size()) {
        return "the offer for " + name + " is feasible in one of both only";
    }
    for (std::size_t i = 0; i < stored.prices.size(); ++i) {
        const quote::Price& a = stored.prices[i];
        const quote::Price& b = again.prices[i];
        if (a.quantity == b.quantity && a.tier == b.tier && a.unit_price == b.unit_price &&
            a.total_price == b.total_price && a.ready_at == b.ready_at) {
            continue;
        }
        return name + ": the price of " + std::to_string(a.quantity) + " in tier '" + a.tier +
               "' was " + to_string(a.total_price) + " and is now " + to_string(b.total_price);
    }
    return {};
}

std::string difference(const std::vector<quote::Offer>& stored,
                       const std::vector<quote::Offer>& again) {
    if (stored.size() != again.size()) {
        return "there were " + std::to_string(stored.size()) + " offers and now there are " +
               std::to_string(again.size());
    }
    for (std::size_t i = 0; i < stored.size(); ++i) {
        std::string found = difference(stored[i], again[i]);
        if (!found.empty()) return found;
    }
    return {};
}

}  // namespace

Result<std::vector<PartOffers>> offers_of(const QuoteRecord& quote) {
    try {
        std::vector<PartOffers> parts;
        for (const Json& entry : Json::parse(quote.offers_json)) {
            PartOffers part;
            part.part = PartId{entry.at("part").get<std::string>()};
            part.part_revision = entry.at("part_revision").get<std::string>();
            MILLRACE_TRY(part.offers, codec::offers_from_json(to_text(entry.at("offers"))));
            parts.push_back(std::move(part));
        }
        return parts;
    } catch (const Json::exception& exception) {
        return unreadable(quote, exception.what());
    }
}

Result<QuoteRecord> Shop::make_quote(const QuoteRequest& request, const Also<QuoteRecord>& also) {
    if (request.parts.empty() || request.parts.size() > kPartsMax) {
        return Error{ErrorCode::InvalidArgument,
                     say("app.quote_parts", "a quote is for 1 to {most} parts, not {parts}",
                         {{"most", kPartsMax}, {"parts", request.parts.size()}}),
                     {}};
    }
    OfferRequest options = request.options;
    options.now = impl_->ports.now();
    MILLRACE_TRY(const quote::Load load,
                 impl_->read([](Transaction& transaction) { return transaction.open_load(); }));

    std::string offers_json = "[";
    std::map<PartId, PartState> revived;
    for (const PartId& id : request.parts) {
        MILLRACE_TRY(const PartRecord part,
                     impl_->read([&](Transaction& transaction) { return transaction.part(id); }));
        MILLRACE_CHECK_OK(check_measured(part));
        MILLRACE_TRY(const Prepared prepared, impl_->prepare(part.model_sha256));
        const std::string revision = part_revision(part);
        options.plans = prepared.plans.get();
        auto offers = make_offers(*prepared.model, *prepared.analysis, revision, impl_->catalog,
                                  load, options, {});
        if (!offers)
            return std::move(offers).error().during(
                say("app.quoting", "quote part '{part}'", {{"part", part.name}}));
        if (part.state == PartState::Expired) {
            MILLRACE_TRY(const Impl::Verdict verdict, impl_->judge(prepared, part, {}));
            revived[id] = verdict.state;
        }
        offers_json += offers_json.size() > 1 ? "," : "";
        offers_json += R"({"part":)" + to_text(id.text()) + R"(,"part_revision":)" +
                       to_text(revision) + R"(,"offers":)" + codec::offers_to_json(*offers) + "}";
    }

    QuoteRecord quote;
    quote.id = impl_->new_id<QuoteTag>("quo");
    quote.parts = request.parts;
    quote.request_json = request_text(options, load);
    quote.offers_json = offers_json + "]";
    quote.catalog_sha256 = impl_->catalog.sha256;
    quote.planner_version = engine_version();
    quote.created_at = options.now;
    quote.valid_until = options.now + std::chrono::days{impl_->catalog.policy.quote_valid_days};
    MILLRACE_CHECK_OK(impl_->ports.store.write([&](Transaction& transaction) -> Status {
        MILLRACE_CHECK_OK(transaction.put(quote));
        for (const auto& [id, state] : revived) {
            MILLRACE_TRY(PartRecord part, transaction.part(id));
            if (part.state != PartState::Expired) continue;
            part.state = state;
            MILLRACE_CHECK_OK(transaction.put(part));
            MILLRACE_CHECK_OK(transaction.append(part_analysed(part, options.now)));
        }
        MILLRACE_CHECK_OK(transaction.append(quote_created(quote, options.now)));
        return also ? also(transaction, quote) : Status{Done{}};
    }));
    return quote;
}

Status Shop::replay(const QuoteId& id) {
    MILLRACE_TRY(const QuoteRecord quote,
                 impl_->read([&](Transaction& transaction) { return transaction.quote(id); }));
    if (quote.catalog_sha256 != impl_->catalog.sha256 ||
        quote.planner_version != engine_version()) {
        return Error{ErrorCode::Conflict,
                     "quote '" + id.text() + "' was made with catalogue " +
                         quote.catalog_sha256.substr(0, 12) + " and " + quote.planner_version +
                         "; this program has catalogue " + impl_->catalog.sha256.substr(0, 12) +
                         " and " + engine_version(),
                     {}};
    }
    MILLRACE_TRY(const Asked asked, asked_of(quote));
    MILLRACE_TRY(const std::vector<PartOffers> stored, offers_of(quote));
    for (const PartOffers& part : stored) {
        // The revision names the model itself, so that a unit stated later changes nothing here.
        const std::string model_sha256 = part.part_revision.substr(0, part.part_revision.find('#'));
        MILLRACE_TRY(const Prepared prepared, impl_->prepare(model_sha256));
        // No remembered plans here: the point is to compute everything again.
        MILLRACE_TRY(const std::vector<quote::Offer> again,
                     make_offers(*prepared.model, *prepared.analysis, part.part_revision,
                                 impl_->catalog, asked.load, asked.request, {}));
        const std::string found = difference(part.offers, again);
        if (found.empty()) continue;
        return Error{ErrorCode::Internal,
                     "quote '" + id.text() + "' does not replay for part '" + part.part.text() +
                         "': " + found,
                     {}};
    }
    return Done{};
}

Result<std::size_t> Shop::expire_quotes() {
    constexpr std::size_t kAtOnce = 500;
    const Instant now = impl_->ports.now();
    // Most of the time there are none: look before waiting for the writer.
    MILLRACE_TRY(const std::vector<PartRecord> found, impl_->read([&](Transaction& transaction) {
        return transaction.parts_with_expired_quote(now, kAtOnce);
    }));
    if (found.empty()) return std::size_t{0};
    std::size_t count = 0;
    MILLRACE_CHECK_OK(impl_->ports.store.write([&](Transaction& transaction) -> Status {
        MILLRACE_TRY(std::vector<PartRecord> parts,
                     transaction.parts_with_expired_quote(now, kAtOnce));
        for (PartRecord& part : parts) {
            part.state = PartState::Expired;
            MILLRACE_CHECK_OK(transaction.put(part));
            MILLRACE_CHECK_OK(transaction.append(part_expired(part, now)));
        }
        count = parts.size();
        return Done{};
    }));
    return count;
}

}  // namespace millrace::app
