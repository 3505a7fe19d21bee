#include "millrace/app/shop.h"

#include <algorithm>
#include <chrono>

#include "millrace/geom/model_bytes.h"
#include "shop_impl.h"

namespace millrace::app {
namespace {

// How long an idle worker waits before it looks at the queue and at expired quotes again.
constexpr std::chrono::seconds kIdle{60};
// How often the clock thread looks for analyses that take too long.
constexpr std::chrono::seconds kLookEvery{5};
// From so many bytes a file may keep a worker busy for minutes; see claim_next().
constexpr std::uint64_t kLargeBytes = 8U << 20U;
constexpr std::size_t kQueueSeen = 50;
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

Result<Shop::Impl::Verdict> Shop::Impl::judge(const Prepared& prepared, const PartRecord& part,
                                              const CancelToken& cancel) {
    OfferRequest request;
    request.quantities = {1};
    request.now = ports.now();
    request.plans = prepared.plans.get();
    MILLRACE_TRY(const std::vector<quote::Offer> offers,
                 make_offers(*prepared.model, *prepared.analysis, part_revision(part), catalog, {},
                             request, cancel));
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

Result<Structure> Shop::structure(const PartId& id) {
    MILLRACE_TRY(const PartRecord part,
                 impl_->read([&](Transaction& transaction) { return transaction.part(id); }));
    if (part.structure_sha256.empty()) {
        return Error{ErrorCode::Conflict,
                     "It is not known what the file of part '" + id.text() +
                         "' is made of: it has not been read, or by an older version.",
                     {}};
    }
    MILLRACE_TRY(const std::vector<std::byte> bytes, impl_->ports.blobs.get(part.structure_sha256));
    return structure_from_json({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

Status Shop::analyse_now(const PartId& id) {
    {
        const std::lock_guard lock{impl_->workers_mutex};
        if (!impl_->claimed.try_emplace(id).second) {
            return Error{
                ErrorCode::Conflict,
                say("app.being_analysed", "part '{part}' is being analysed", {{"part", id.text()}}),
                {}};
        }
    }
    Status status = impl_->analyse(id, {});
    const std::lock_guard lock{impl_->workers_mutex};
    impl_->claimed.erase(id);
    return status;
}

bool Shop::Impl::is_large(const PartRecord& part) const {
    const auto bytes =
        ports.blobs.size(part.model_sha256.empty() ? part.file_sha256 : part.model_sha256);
    return bytes && *bytes >= kLargeBytes;
}

// The queue is the database: what an earlier process left in Analysing is found here as well. The
// claims of this process keep its threads apart. One worker stays free of large files, so that they
// do not stop everybody; with a single worker they take their turn.
std::optional<Shop::Impl::Claimed> Shop::Impl::claim_next() {
    const std::lock_guard lock{workers_mutex};
    const auto queue = read([&](Transaction& transaction) {
        return transaction.parts_in_state(PartState::Analysing, claimed.size() + kQueueSeen);
    });
    if (!queue) return std::nullopt;
    const auto large_now = static_cast<std::size_t>(std::count_if(
        claimed.begin(), claimed.end(), [](const auto& entry) { return entry.second.large; }));
    const std::size_t large_max = analysts > 1 ? analysts - 1 : 1;
    for (const PartRecord& part : *queue) {
        if (claimed.contains(part.id)) continue;
        Claim claim;
        claim.large = is_large(part);
        if (claim.large && large_now >= large_max) continue;
        const CancelToken cancel = claim.cancel;
        claimed.emplace(part.id, std::move(claim));
        return Claimed{part.id, cancel};
    }
    return std::nullopt;
}

bool Shop::Impl::is_stopping() {
    const std::lock_guard lock{workers_mutex};
    return stopping;
}

void Shop::Impl::end_overlong() {
    const auto now = std::chrono::steady_clock::now();
    const std::lock_guard lock{workers_mutex};
    for (const auto& [part, claim] : claimed) {
        if (now - claim.since > kAnalysisMax) claim.cancel.cancel();
    }
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
        const std::optional<Claimed> next = claim_next();
        const Status status = next ? analyse(next->part, next->cancel) : Status{Done{}};
        lock.lock();
        if (next) claimed.erase(next->part);
        if (next && status) {
            // A large file that had to wait may have its turn now.
            ++wakes;
            workers_wake.notify_all();
            continue;
        }
        workers_wake.wait_for(lock, next ? kPauseAfterFailure : kIdle,
                              [&] { return stopping || (!next && wakes != seen); });
    }
}

void Shop::start_workers(int count) {
    impl_->stopping = false;
    impl_->analysts = static_cast<std::size_t>(std::max(count, 0));
    for (int i = 0; i < count; ++i) {
        impl_->workers.emplace_back([impl = impl_.get()] { impl->work(); });
    }
    // One more thread that only looks at the clock: quotes run out without anybody asking, and some
    // analyses would never end.
    impl_->workers.emplace_back([this] {
        std::optional<std::chrono::steady_clock::time_point> quotes_looked_at;
        std::unique_lock lock{impl_->workers_mutex};
        while (!impl_->stopping) {
            lock.unlock();
            impl_->end_overlong();
            const auto now = std::chrono::steady_clock::now();
            if (!quotes_looked_at || now - *quotes_looked_at >= kIdle) {
                quotes_looked_at = now;
                // A failure here is tried again in a minute; nobody waits for it.
                static_cast<void>(expire_quotes());
            }
            lock.lock();
            impl_->workers_wake.wait_for(lock, kLookEvery, [this] { return impl_->stopping; });
        }
    });
}

void Shop::stop_workers() {
    {
        const std::lock_guard lock{impl_->workers_mutex};
        impl_->stopping = true;
        for (const auto& [part, claim] : impl_->claimed) claim.cancel.cancel();
    }
    impl_->workers_wake.notify_all();
    for (std::thread& worker : impl_->workers) worker.join();
    impl_->workers.clear();
}

}  // namespace millrace::app
