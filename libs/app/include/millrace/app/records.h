#pragma once

// What the shop remembers. Plain records; app/ports.h says how they are kept.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "millrace/base/id.h"
#include "millrace/base/money.h"
#include "millrace/base/quantity.h"
#include "millrace/base/result.h"
#include "millrace/cad/read.h"
#include "millrace/dfm/check.h"
#include "millrace/facts/part_facts.h"
#include "millrace/quote/quote.h"

namespace millrace::app {

using PartId = Id<struct PartTag>;
using QuoteId = Id<struct QuoteTag>;
using OrderId = Id<struct OrderTag>;
using WorkOrderId = Id<struct WorkOrderTag>;
using OperationId = Id<struct OperationTag>;

/// The one status vocabulary of a part: page, API, events.
enum class PartState {
    NeedsConfiguring,
    Analysing,
    Ready,
    ReviewAndAccept,
    ChangesRequired,
    Expired
};
[[nodiscard]] std::string_view to_string(PartState state);  ///< "needs_configuring" ...

/// One uploaded part.
struct PartRecord {
    PartId id;
    std::string file_name;  ///< as uploaded, for display only
    std::string file_sha256;
    std::uint32_t index_in_file = 0;
    std::string name;
    PartState state = PartState::Analysing;
    std::string step;  ///< while analysing: the named step in progress
    std::optional<cad::Units> units;
    std::optional<cad::LengthUnit> stated_unit;
    std::optional<Error> failure;  ///< the file could not be read
    std::vector<cad::Diagnostic> diagnostics;
    std::string facts_json;     ///< facts without fields, as stored (codec)
    std::string findings_json;  ///< findings of every process (codec)
    std::string glb_sha256;     ///< blob of the viewer model
    std::string model_sha256;   ///< blob of the boundary model (codec), for re-planning
    /// Blob of the Structure of the file (app/structure.h), the same for all its parts.
    std::string structure_sha256;
    std::uint32_t quantity = 1;  ///< how often an assembly file uses it
    /// How long the last analysis took, in ms: "read", "facts", "check", "total". Empty before it.
    std::map<std::string, double> timings_ms;
    std::uint32_t attempts = 0;  ///< analyses begun that did not come to an end
    Instant created_at;
};

/// Names the geometry of a part in plans and quotes: sha256 of its boundary model where it has been
/// read (so a restated unit is another revision), else of the file; then '#' and its index there.
[[nodiscard]] std::string part_revision(const PartRecord& part);

/// A stored quote: what was asked, every offer, and the hashes that let it be replayed.
struct QuoteRecord {
    QuoteId id;
    std::vector<PartId> parts;
    /// What the offers were computed from beside parts and catalogue: {"quantities":[1,10],
    /// "process":null,"material":null,"machine":null,"all_materials":false,"now_ms":…,
    /// "load":[{"machine":"…","queued_s":…}]}
    std::string request_json;
    /// One entry per part, in the order of `parts`: [{"part":"prt_…","part_revision":"…",
    /// "offers":[…]}] with the offers as codec::offers_to_json writes them.
    std::string offers_json;
    std::string catalog_sha256;
    std::string planner_version;
    Instant created_at;
    Instant valid_until;
};

enum class OrderState { Confirmed, InProduction, ReadyToShip, Cancelled };
[[nodiscard]] std::string_view to_string(OrderState state);

struct OrderLine {
    std::uint32_t number = 1;
    PartId part;
    std::string process;
    std::string material;
    std::string machine;
    std::string tier;
    std::int64_t quantity = 1;
    Money unit_price{0, Currency::usd()};
    Money total_price{0, Currency::usd()};
    Instant promised_at;
};

struct OrderRecord {
    OrderId id;
    QuoteId quote;
    std::string contact;    ///< free text the customer gave: name or e-mail
    std::string reference;  ///< customer's own order number
    OrderState state = OrderState::Confirmed;
    std::vector<OrderLine> lines;
    Money total{0, Currency::usd()};
    Instant created_at;
};

enum class OperationState { Waiting, Ready, Running, Finished, Scrapped, Cancelled };
[[nodiscard]] std::string_view to_string(OperationState state);

/// An operation on the floor. Planned times are copied from the plan at release and never change.
struct OperationRecord {
    OperationId id;
    WorkOrderId work_order;
    std::uint32_t sequence = 1;
    std::string kind;
    Text name;
    std::string work_centre;  ///< machine id, or "bench"
    double planned_s = 0.0;   ///< for the whole quantity of the work order
    std::optional<double> actual_s;
    OperationState state = OperationState::Waiting;
    std::optional<Instant> started_at;
    std::optional<Instant> finished_at;
    std::int64_t good_quantity = 0;
    std::int64_t scrap_quantity = 0;
    std::string scrap_reason;
    std::string operator_name;
    std::uint32_t version = 1;  ///< for If-Match
};

enum class WorkOrderState { Released, Running, Finished, Cancelled };
[[nodiscard]] std::string_view to_string(WorkOrderState state);

/// Work pegged to one order line. Scrap makes another work order for the same line, which names the
/// one it replaces.
struct WorkOrderRecord {
    WorkOrderId id;
    OrderId order;
    std::uint32_t order_line = 1;
    PartId part;
    std::int64_t quantity = 1;
    std::string process;
    std::string material;
    std::string machine;
    std::string plan_json;  ///< the released plan (codec)
    WorkOrderState state = WorkOrderState::Released;
    std::optional<WorkOrderId> replaces;
    Instant created_at;
    Instant due_at;
    std::vector<OperationRecord> operations;  ///< by sequence
};

/// One entry of the event log; appended in the transaction of the change it tells of.
struct Event {
    std::int64_t sequence = 0;  ///< assigned by the store, gapless per store
    std::string type;           ///< "part.analysed", "order.placed", "operation.started" ...
    std::string subject;        ///< id of the entity
    std::string data_json;
    Instant at;
};

}  // namespace millrace::app
