#pragma once

// What the use cases need from outside. Adapters in store, blobs and apps implement these.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "millrace/app/records.h"
#include "millrace/base/result.h"

namespace millrace::app {

/// A read-write transaction. Everything in it happens or nothing does; the events appended in it
/// become visible with it.
class Transaction {
public:
    virtual ~Transaction() = default;

    [[nodiscard]] virtual Status put(const PartRecord& part) = 0;  ///< insert or replace
    [[nodiscard]] virtual Result<PartRecord> part(const PartId& id) = 0;
    /// Newest first.
    [[nodiscard]] virtual Result<std::vector<PartRecord>> parts(std::size_t count_max) = 0;
    /// Oldest first: parts in state Analysing are the queue of the workers.
    [[nodiscard]] virtual Result<std::vector<PartRecord>> parts_in_state(PartState state,
                                                                         std::size_t count_max) = 0;
    /// Parts that could be ordered but whose newest quote ran out before `now`.
    [[nodiscard]] virtual Result<std::vector<PartRecord>> parts_with_expired_quote(
        Instant now, std::size_t count_max) = 0;

    [[nodiscard]] virtual Status put(const QuoteRecord& quote) = 0;
    [[nodiscard]] virtual Result<QuoteRecord> quote(const QuoteId& id) = 0;
    [[nodiscard]] virtual Result<std::vector<QuoteRecord>> quotes(std::size_t count_max) = 0;

    [[nodiscard]] virtual Status put(const OrderRecord& order) = 0;
    [[nodiscard]] virtual Result<OrderRecord> order(const OrderId& id) = 0;
    [[nodiscard]] virtual Result<std::vector<OrderRecord>> orders(std::size_t count_max) = 0;

    [[nodiscard]] virtual Status put(const WorkOrderRecord& work_order) = 0;  ///< with operations
    [[nodiscard]] virtual Result<WorkOrderRecord> work_order(const WorkOrderId& id) = 0;
    [[nodiscard]] virtual Result<std::vector<WorkOrderRecord>> work_orders(
        std::size_t count_max) = 0;
    [[nodiscard]] virtual Result<std::vector<WorkOrderRecord>> work_orders_of(
        const OrderId& id) = 0;
    /// The work order that an operation belongs to.
    [[nodiscard]] virtual Result<WorkOrderRecord> work_order_of(const OperationId& id) = 0;
    /// Planned seconds of unfinished operations, by work centre.
    [[nodiscard]] virtual Result<quote::Load> open_load() = 0;

    /// `sequence` is assigned here; what the event carries in it is ignored.
    [[nodiscard]] virtual Status append(Event event) = 0;
    [[nodiscard]] virtual Result<std::vector<Event>> events_after(std::int64_t sequence,
                                                                  std::size_t count_max) = 0;

    /// Idempotency: the stored answer of a request, keyed by method, path and key.
    struct StoredAnswer {
        std::string fingerprint;  ///< sha256 of the request body
        int status = 0;
        std::string content_type;
        std::string body;
        std::string location;
    };
    [[nodiscard]] virtual Result<std::optional<StoredAnswer>> answer(const std::string& key) = 0;
    /// Inserts only; kept for 24 hours at least. @return Conflict when the key has an answer
    /// already: a second request with the same key then rolls back and is answered with the first
    /// answer.
    [[nodiscard]] virtual Status put_answer(const std::string& key, const StoredAnswer& answer,
                                            Instant at) = 0;
};

/// The database. `work` runs in one durable transaction: committed when it returns a value, rolled
/// back when it returns an error. Safe to call from many threads; writers queue. `work` may run on
/// another thread than the caller's, which waits for it; it must not call write() itself.
class Store {
public:
    virtual ~Store() = default;
    [[nodiscard]] virtual Status write(const std::function<Status(Transaction&)>& work) = 0;
    [[nodiscard]] virtual Status read(const std::function<Status(Transaction&)>& work) = 0;
    /// Called after every committed write that appended events, from the writer's thread.
    virtual void on_events(std::function<void()> listener) = 0;
};

/// Content-addressed files.
class Blobs {
public:
    virtual ~Blobs() = default;
    /// Durable when it returns. @return the sha256 that names it.
    [[nodiscard]] virtual Result<std::string> put(std::span<const std::byte> bytes) = 0;
    [[nodiscard]] virtual Result<std::vector<std::byte>> get(const std::string& sha256) = 0;
    /// Bytes of a stored file, without reading it.
    [[nodiscard]] virtual Result<std::uint64_t> size(const std::string& sha256) = 0;
};

/// Reads a CAD file; the server passes the sandboxed reader.
using Reader = std::function<Result<cad::ReadFile>(
    std::span<const std::byte> bytes, std::optional<cad::LengthUnit> stated_unit,
    const std::function<void(std::string_view)>& progress)>;

/// The world as the use cases see it.
struct Ports {
    Store& store;
    Blobs& blobs;
    Reader reader;
    std::function<Instant()> now;
    /// new_id("prt") gives "prt_" and 26 random characters.
    std::function<std::string(std::string_view prefix)> new_id;
};

}  // namespace millrace::app
