#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "millrace/app/ports.h"
#include "millrace/app/quoting.h"
#include "millrace/app/records.h"
#include "millrace/app/structure.h"

namespace millrace::app {

struct Upload {
    std::string file_name;
    std::vector<std::byte> bytes;
    std::optional<cad::LengthUnit> stated_unit;
};

struct QuoteRequest {
    std::vector<PartId> parts;
    OfferRequest options;
};

/// The offers of one part of a stored quote, as stored: prices to the cent.
struct PartOffers {
    PartId part;
    std::string part_revision;  ///< sha256 of the boundary model, '#', index in the file
    std::vector<quote::Offer> offers;
};
/// Reads what a quote record holds in `offers_json`, in the order of its parts.
[[nodiscard]] Result<std::vector<PartOffers>> offers_of(const QuoteRecord& quote);

struct OrderRequest {
    QuoteId quote;
    struct Line {
        PartId part;
        std::string process;
        std::string material;
        std::string machine;
        std::string tier;
        std::int64_t quantity = 1;
        /// Needed when the ordered process has advisory findings or the offer has review reasons;
        /// never needed for the default offers of a part in state Ready.
        bool findings_accepted = false;
    };
    std::vector<Line> lines;
    std::string contact;
    std::string reference;
};

struct Transition {
    enum class Kind { Start, Finish, Scrap };
    Kind kind = Kind::Start;
    std::string operator_name = {};
    std::optional<std::int64_t> good_quantity = {};  ///< finish: default the whole quantity
    std::int64_t scrap_quantity = 0;                 ///< scrap: at least 1
    std::string reason = {};                         ///< scrap: why
    std::optional<double> actual_s = {};             ///< finish: default the clock
};

/// More work for the transaction of a use case: runs as its last step inside the same Store::write,
/// with the value about to be returned. Its error rolls everything back and is returned unchanged.
/// HTTP stores the answer of an Idempotency-Key with it, so that a crash can neither lose an
/// acknowledged effect nor repeat it. Empty: nothing more to do.
template <class T>
using Also = std::function<Status(Transaction&, const T&)>;

/// The use cases of one shop. Thread-safe: state lives in the store.
class Shop {
public:
    Shop(Ports ports, catalog::Catalog catalog);
    ~Shop();

    [[nodiscard]] const catalog::Catalog& catalog() const;

    /// Stores the files and their part records (state Analysing) in one transaction and returns;
    /// analysis goes on in the worker threads started by start_workers(). One record per file at
    /// first; a file with several bodies gets its further records when it has been read.
    [[nodiscard]] Result<std::vector<PartRecord>> upload(
        const std::vector<Upload>& files, const Also<std::vector<PartRecord>>& also = {});

    /// Reads, measures and checks one part now, in the calling thread.
    [[nodiscard]] Status analyse_now(const PartId& id);
    /// States the unit of a part whose file has none, and analyses it again.
    [[nodiscard]] Result<PartRecord> state_unit(const PartId& id, cad::LengthUnit unit,
                                                const Also<PartRecord>& also = {});

    /// The findings for one of processes_elsewhere(), worked out now and not kept.
    /// @return InvalidArgument for any other process, Conflict before the part has been measured.
    [[nodiscard]] Result<dfm::CheckResult> check_elsewhere(const PartId& id,
                                                           const std::string& process);

    /// What the file of a part is made of. @return NotFound; Conflict before it has been read.
    [[nodiscard]] Result<Structure> structure(const PartId& id);

    [[nodiscard]] Result<QuoteRecord> make_quote(const QuoteRequest& request,
                                                 const Also<QuoteRecord>& also = {});
    /// Computes the offers of a stored quote again; equal to the stored ones to the cent as long as
    /// catalogue and engine are those of the quote. @return Conflict when they are not.
    [[nodiscard]] Status replay(const QuoteId& id);

    /// Accepts a quote: order, work orders and operations in one transaction.
    [[nodiscard]] Result<OrderRecord> place_order(const OrderRequest& request,
                                                  const Also<OrderRecord>& also = {});

    /// Takes an order back: its work leaves the queue in the same transaction. An order that is
    /// cancelled already is returned as it is.
    /// @return Conflict when work on it has begun: it names the operation.
    [[nodiscard]] Result<OrderRecord> cancel_order(const OrderId& id,
                                                   const Also<OrderRecord>& also = {});

    /// Start, finish or scrap. `version` is the operation's version the caller saw, if it says.
    [[nodiscard]] Result<WorkOrderRecord> transition(const OperationId& id, const Transition& what,
                                                     std::optional<std::uint32_t> version,
                                                     const Also<WorkOrderRecord>& also = {});

    /// Parts whose newest quote ran out become Expired; quoting them again revives them. Workers do
    /// this once a minute. @return how many there were.
    [[nodiscard]] Result<std::size_t> expire_quotes();

    [[nodiscard]] Store& store();
    [[nodiscard]] Blobs& blobs();

    /// Starts worker threads that analyse uploaded parts; parts left in Analysing by an earlier
    /// process are taken up again. stop_workers() waits for the running ones.
    void start_workers(int count);
    void stop_workers();

    struct Impl;  ///< public for the source files of this module only

private:
    std::unique_ptr<Impl> impl_;
};

}  // namespace millrace::app
