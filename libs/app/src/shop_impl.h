#pragma once

#include <chrono>
#include <condition_variable>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

#include "millrace/app/shop.h"

namespace millrace::app {

/// A part ready to be planned: its boundary model, and what was measured on it.
struct Prepared {
    std::shared_ptr<const geom::BoundaryModel> model;
    std::shared_ptr<const Analysis> analysis;
    std::shared_ptr<PlanMemory> plans = std::make_shared<PlanMemory>();
};

/// Keeps the last prepared parts, so that a price does not measure again what was just measured.
/// Only a cache: everything in it can be computed from the stored model.
class PreparedParts {
public:
    [[nodiscard]] std::optional<Prepared> find(const std::string& model_sha256);
    void keep(const std::string& model_sha256, Prepared prepared);

private:
    static constexpr std::size_t kTriangles_max = 4'000'000;  // about 1 GB with fields and normals
    struct Entry {
        std::string model_sha256;
        Prepared prepared;
    };
    std::mutex mutex_;
    std::list<Entry> entries_;  // newest first
    std::size_t triangles_ = 0;
};

/// A part can be quoted and checked once it has been measured, also while its unit is doubtful.
/// @return Conflict with the reason why it has not been.
[[nodiscard]] Status check_measured(const PartRecord& part);

struct Shop::Impl {
    Ports ports;
    catalog::Catalog catalog;
    PreparedParts prepared_parts;

    std::mutex workers_mutex;
    std::condition_variable workers_wake;
    /// Longer than any part of the limits of the reader takes on a slow machine.
    static constexpr std::chrono::minutes kAnalysisMax{10};
    /// An analysis that this process is at.
    struct Claim {
        CancelToken cancel = CancelToken::make();
        std::chrono::steady_clock::time_point since = std::chrono::steady_clock::now();
        bool large = false;
    };
    std::map<PartId, Claim> claimed;
    std::size_t analysts = 0;  // threads that analyse
    bool stopping = false;
    std::uint64_t wakes = 0;  // counts calls for workers, so that none is missed
    std::vector<std::thread> workers;

    Impl(Ports p, catalog::Catalog c) : ports{std::move(p)}, catalog{std::move(c)} {}

    template <class Tag>
    [[nodiscard]] Id<Tag> new_id(std::string_view prefix) const {
        return Id<Tag>{ports.new_id(prefix)};
    }
    /// What `get` finds in a transaction of its own.
    template <class Get>
    [[nodiscard]] auto read(const Get& get) -> decltype(get(std::declval<Transaction&>())) {
        decltype(get(std::declval<Transaction&>())) result =
            Error{ErrorCode::Internal, "nothing was read", {}};
        const Status status = ports.store.read([&](Transaction& transaction) -> Status {
            result = get(transaction);
            return Done{};
        });
        if (!status) return status.error();
        return result;
    }

    /// The model and the measurements of a stored model, from the cache or computed again.
    [[nodiscard]] Result<Prepared> prepare(const std::string& model_sha256);
    [[nodiscard]] bool is_large(const PartRecord& part) const;
    /// What the default offers (every process, default material, one piece) make of a part.
    struct Verdict {
        PartState state;
        std::map<std::string, dfm::CheckResult> checks;  ///< as planned
    };
    [[nodiscard]] Result<Verdict> judge(const Prepared& prepared, const PartRecord& part,
                                        const CancelToken& cancel);
    [[nodiscard]] Status analyse(const PartId& id, const CancelToken& cancel);
    struct Claimed {
        PartId part;
        CancelToken cancel;
    };
    [[nodiscard]] std::optional<Claimed> claim_next();
    void work();
    [[nodiscard]] bool is_stopping();
    /// Raises the flag of analyses that have taken longer than any part should.
    void end_overlong();
    void wake_workers();
};

}  // namespace millrace::app
