#pragma once

// The records of the shop in SQL. Works on an open transaction of any database that the connection
// speaks; knows no connection settings and no threads.

#include "millrace/app/ports.h"
#include "sql.h"

namespace millrace::store {

class Repository final : public app::Transaction {
public:
    explicit Repository(soci::session& session) : session_{session} {}

    Status put(const app::PartRecord& part) override;
    Result<app::PartRecord> part(const app::PartId& id) override;
    Result<std::vector<app::PartRecord>> parts(std::size_t count_max) override;
    Result<std::vector<app::PartRecord>> parts_in_state(app::PartState state,
                                                        std::size_t count_max) override;
    Result<std::vector<app::PartRecord>> parts_with_expired_quote(Instant now,
                                                                  std::size_t count_max) override;

    Status put(const app::QuoteRecord& quote) override;
    Result<app::QuoteRecord> quote(const app::QuoteId& id) override;
    Result<std::vector<app::QuoteRecord>> quotes(std::size_t count_max) override;

    Status put(const app::OrderRecord& order) override;
    Result<app::OrderRecord> order(const app::OrderId& id) override;
    Result<std::vector<app::OrderRecord>> orders(std::size_t count_max) override;

    Status put(const app::WorkOrderRecord& work_order) override;
    Result<app::WorkOrderRecord> work_order(const app::WorkOrderId& id) override;
    Result<std::vector<app::WorkOrderRecord>> work_orders(std::size_t count_max) override;
    Result<std::vector<app::WorkOrderRecord>> work_orders_of(const app::OrderId& id) override;
    Result<app::WorkOrderRecord> work_order_of(const app::OperationId& id) override;
    Result<quote::Load> open_load() override;

    Status append(app::Event event) override;
    Result<std::vector<app::Event>> events_after(std::int64_t sequence,
                                                 std::size_t count_max) override;

    Result<std::optional<StoredAnswer>> answer(const std::string& key) override;
    Status put_answer(const std::string& key, const StoredAnswer& answer, Instant at) override;

    [[nodiscard]] bool appended_events() const { return appended_events_; }

private:
    soci::session& session_;
    bool appended_events_ = false;
};

/// The one record of a query by id, or NotFound naming it.
template <class Record>
[[nodiscard]] Result<Record> only(std::vector<Record> records, std::string_view what,
                                  const std::string& id) {
    if (!records.empty()) return std::move(records.front());
    return Error{ErrorCode::NotFound, "there is no " + std::string{what} + " '" + id + "'", {}};
}

[[nodiscard]] inline Integer to_limit(std::size_t count_max) {
    return static_cast<Integer>(count_max > 1'000'000 ? 1'000'000 : count_max);
}

/// Money columns of a row. @throw soci_error when the currency is none.
[[nodiscard]] inline Money to_money(Integer minor, const std::string& currency) {
    const auto parsed = Currency::make(currency);
    if (!parsed) throw soci::soci_error("the database holds the currency '" + currency + "'");
    return Money{minor, *parsed};
}

}  // namespace millrace::store
