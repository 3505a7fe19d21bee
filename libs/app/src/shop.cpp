#include "millrace/app/shop.h"

#include <algorithm>
#include <chrono>

#include "millrace/geom/model_bytes.h"
#include "shop_impl.h"

namespace millrace::app {
namespace {

// How long an idle worker waits before it looks at the queue and at expired quotes again.
constexpr std::chrono::seconds kIdle{60};
// After a failure of the surroundings (disk full, database locked) the same part would fail again.
constexpr std::chrono::seconds kPauseAfterFailure{2};

}  // namespace

std::optional<Prepared> PreparedParts::find(const std::string& model_sha256) {
    const std::lock_guard lock{mutex_};
    const auto entry = std::find_if(entries_.begin(), entries_.end(),
                                    [&](const Entry& e) { return e.model_sha256 == model_sha256; });
    if (entry == entries_.end()) return std::nullopt;
    entries_.splice(entries_.begin(), entries_, entry);
    return entries_.front().prepared;
}

void PreparedParts::keep(const std::string& model_sha256, Prepared prepared) {
    const std::lock_guard lock{mutex_};
    const bool known = std::any_of(entries_.begin(), entries_.end(),
                                   [&](const Entry& e) { return e.model_sha256 == model_sha256; });
    if (known) return;
    triangles_ += prepared.model->mesh.triangles.size();
    entries_.push_front({model_sha256, std::move(prepared)});
    while (triangles_ > kTriangles_max && entries_.size() > 1) {
        triangles_ -= entries_.back().prepared.model->mesh.triangles.size();
        entries_.pop_back();
    }
}

Status check_measured(const PartRecord& part) {
    if (part.failure) {
        return Error{ErrorCode::Conflict,
                     say("app.not_analysed", "part '{part}' could not be analysed: {why}",
                         {{"part", part.name}, {"why", part.failure->message}}),
                     {}};
    }
    if (part.state == PartState::Analysing || part.model_sha256.empty()) {
        return Error{ErrorCode::Conflict,
                     say("app.still_analysed", "part '{part}' is still being analysed",
                         {{"part", part.name}}),
                     {}};
    }
    return Done{};
}

Result<Prepared> Shop::Impl::prepare(const std::string& model_sha256) {
    if (auto known = prepared_parts.find(model_sha256)) return std::move(*known);
    MILLRACE_TRY(const std::vector<std::byte> bytes, ports.blobs.get(model_sha256));
    MILLRACE_TRY(geom::BoundaryModel model, geom::model_from_bytes(bytes));
    MILLRACE_TRY(Analysis analysis, app::analyse(model, catalog, {}));
    Prepared prepared;
    prepared.model = std::make_shared<const geom::BoundaryModel>(std::move(model));
    prepared.analysis = std::make_shared<const Analysis>(std::move(analysis));
    prepared_parts.keep(model_sha256, prepared);
    return prepared;
}

Result<Shop::Impl::Verdict> Shop::Impl::judge(const Prepared& prepared, const PartRecord& part) {
    OfferRequest request;
    request.quantities = {1};
    request.now = ports.now();
    request.plans = prepared.plans.get();
    MILLRACE_TRY(const std::vector<quote::Offer> offers,
                 make_offers(*prepared.model, *prepared.analysis, part_revision(part), catalog, {},
                             request, {}));
    Analysis planned;
    planned.checks = check_offers(*prepared.model, *prepared.analysis, catalog, offers);
    const PartState state =
        state_after_analysis(part.units.value_or(cad::Units{}), planned, offers);
    return Verdict{state, std::move(planned.checks)};
}

Shop::Shop(Ports ports, catalog::Catalog catalog)
    : impl_{std::make_unique<Impl>(std::move(ports), std::move(catalog))} {}

Shop::~Shop() { stop_workers(); }

const catalog::Catalog& Shop::catalog() const { return impl_->catalog; }
Store& Shop::store() { return impl_->ports.store; }
Blobs& Shop::blobs() { return impl_->ports.blobs; }

Result<dfm::CheckResult> Shop::check_elsewhere(const PartId& id, const std::string& process) {
    const std::vector<std::string> known = processes_elsewhere(impl_->catalog);
    if (std::find(known.begin(), known.end(), process) == known.end()) {
        return Error{ErrorCode::InvalidArgument,
                     "this shop's catalogue has no rules for a process '" + process + "'",
                     {}};
    }
    MILLRACE_TRY(const PartRecord part,
                 impl_->read([&](Transaction& transaction) { return transaction.part(id); }));
    MILLRACE_CHECK_OK(check_measured(part));
    MILLRACE_TRY(const Prepared prepared, impl_->prepare(part.model_sha256));
    return app::check_elsewhere(*prepared.model, prepared.analysis->facts, impl_->catalog, process);
}

Status Shop::analyse_now(const PartId& id) {
    {
        const std::lock_guard lock{impl_->workers_mutex};
        if (!impl_->claimed.insert(id).second) {
            return Error{
                ErrorCode::Conflict,
                say("app.being_analysed", "part '{part}' is being analysed", {{"part", id.text()}}),
                {}};
        }
    }
    Status status = impl_->analyse(id);
    const std::lock_guard lock{impl_->workers_mutex};
    impl_->claimed.erase(id);
    return status;
}

// The queue is the database: what an earlier process left in Analysing is found here as well. The
// claims of this process keep its threads apart.
std::optional<PartId> Shop::Impl::claim_next() {
    const std::lock_guard lock{workers_mutex};
    const auto queue = read([&](Transaction& transaction) {
        return transaction.parts_in_state(PartState::Analysing, claimed.size() + 1);
    });
    if (!queue) return std::nullopt;
    for (const PartRecord& part : *queue) {
        if (claimed.insert(part.id).second) return part.id;
    }
    return std::nullopt;
}

void Shop::Impl::wake_workers() {
    {
        const std::lock_guard lock{workers_mutex};
        ++wakes;
    }
    workers_wake.notify_all();
}

void Shop::Impl::work() {
    std::unique_lock lock{workers_mutex};
    while (!stopping) {
        const std::uint64_t seen = wakes;
        lock.unlock();
        const std::optional<PartId> part = claim_next();
        const Status status = part ? analyse(*part) : Status{Done{}};
        lock.lock();
        if (part) claimed.erase(*part);
        if (part && status) continue;
        workers_wake.wait_for(lock, part ? kPauseAfterFailure : kIdle,
                              [&] { return stopping || (!part && wakes != seen); });
    }
}

void Shop::start_workers(int count) {
    impl_->stopping = false;
    for (int i = 0; i < count; ++i) {
        impl_->workers.emplace_back([impl = impl_.get()] { impl->work(); });
    }
    // One more thread that only looks at the clock: quotes run out without anybody asking.
    impl_->workers.emplace_back([this] {
        std::unique_lock lock{impl_->workers_mutex};
        while (!impl_->stopping) {
            lock.unlock();
            // A failure here is tried again in a minute; nobody waits for it.
            static_cast<void>(expire_quotes());
            lock.lock();
            impl_->workers_wake.wait_for(lock, kIdle, [this] { return impl_->stopping; });
        }
    });
}

void Shop::stop_workers() {
    {
        const std::lock_guard lock{impl_->workers_mutex};
        impl_->stopping = true;
    }
    impl_->workers_wake.notify_all();
    for (std::thread& worker : impl_->workers) worker.join();
    impl_->workers.clear();
}

}  // namespace millrace::app
