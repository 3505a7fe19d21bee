#pragma once

// A store in its own temporary folder, and records with every member set.

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "millrace/store/sqlite_store.h"

namespace millrace::store {

class StoreTest : public testing::Test {
protected:
    StoreTest() {
        std::string name =
            (std::filesystem::temp_directory_path() / ("millrace-store-" + std::string(6, 'X')))
                .string();
        folder_ = ::mkdtemp(name.data());
        reopen();
    }
    ~StoreTest() override {
        store_.reset();
        std::filesystem::remove_all(folder_);
    }
    void reopen() {
        store_.reset();
        store_ = SqliteStore::open(file()).value();
    }
    [[nodiscard]] std::filesystem::path file() const { return folder_ / "shop database.sqlite"; }

    /// Reads one thing in a transaction of its own.
    template <class Get>
    auto get(const Get& get) {
        using Value = decltype(get(std::declval<app::Transaction&>()));
        std::optional<Value> value;
        const Status status = store_->read([&](app::Transaction& transaction) -> Status {
            value.emplace(get(transaction));
            return Done{};
        });
        EXPECT_TRUE(status);
        return std::move(*value);
    }

    std::filesystem::path folder_;
    std::unique_ptr<SqliteStore> store_;
};

[[nodiscard]] inline Instant at_ms(std::int64_t ms) {
    return Instant{std::chrono::milliseconds{ms}};
}

[[nodiscard]] inline app::PartRecord full_part(const std::string& id) {
    app::PartRecord part;
    part.id = app::PartId{id};
    part.file_name = "Träger 'links'; DROP TABLE parts.step";
    part.file_sha256 = std::string(64, 'a');
    part.index_in_file = 3;
    part.name = "bracket :name";
    part.state = app::PartState::ReviewAndAccept;
    part.step = "facts";
    part.units = cad::Units{cad::LengthUnit::Inch, cad::UnitSource::Guessed,
                            "0.4 mm would be too small", true, cad::LengthUnit::Millimetre};
    part.stated_unit = cad::LengthUnit::Centimetre;
    part.failure = Error{ErrorCode::Crashed, "the reader died", {"read part", "analyse"}};
    part.diagnostics = {{cad::Severity::Warning, "open_edges", "3 edges are open"},
                        {cad::Severity::Info, "unit", "millimetres"}};
    part.facts_json = R"({"volume_mm3":1.5})";
    part.findings_json = R"({"fdm":[]})";
    part.glb_sha256 = std::string(64, 'b');
    part.model_sha256 = std::string(64, 'c');
    part.structure_sha256 = std::string(64, 'd');
    part.quantity = 7;
    part.attempts = 2;
    part.timings_ms = {{"read", 12.25}, {"facts", 0.1 + 0.2}};
    part.created_at = at_ms(1'764'000'000'123);
    return part;
}

[[nodiscard]] inline app::QuoteRecord full_quote(const std::string& id, const std::string& part) {
    app::QuoteRecord quote;
    quote.id = app::QuoteId{id};
    quote.parts = {app::PartId{part}};
    quote.request_json = R"({"quantities":[1]})";
    quote.offers_json = "[]";
    quote.catalog_sha256 = std::string(64, 'd');
    quote.planner_version = "engine 1";
    quote.created_at = at_ms(1000);
    quote.valid_until = at_ms(2000);
    return quote;
}

[[nodiscard]] inline app::OrderRecord full_order(const std::string& id, const std::string& quote,
                                                 const std::string& part) {
    app::OrderRecord order;
    order.id = app::OrderId{id};
    order.quote = app::QuoteId{quote};
    order.contact = "ada@example.org";
    order.reference = "PO 4711";
    order.state = app::OrderState::InProduction;
    for (std::uint32_t number = 1; number <= 2; ++number) {
        app::OrderLine line;
        line.number = number;
        line.part = app::PartId{part};
        line.process = "milling";
        line.material = "al6061";
        line.machine = "vmc";
        line.tier = "fast";
        line.quantity = 10 * number;
        line.unit_price = Money{1234, Currency::eur()};
        line.total_price = Money{9'007'199'254'740'993, Currency::eur()};  // beyond a double
        line.promised_at = at_ms(5000);
        order.lines.push_back(line);
    }
    order.total = Money{3500, Currency::eur()};
    order.created_at = at_ms(1500);
    return order;
}

[[nodiscard]] inline app::WorkOrderRecord full_work_order(const std::string& id,
                                                          const std::string& order,
                                                          const std::string& part) {
    app::WorkOrderRecord work_order;
    work_order.id = app::WorkOrderId{id};
    work_order.order = app::OrderId{order};
    work_order.order_line = 2;
    work_order.part = app::PartId{part};
    work_order.quantity = 20;
    work_order.process = "milling";
    work_order.material = "al6061";
    work_order.machine = "vmc";
    work_order.plan_json = "{}";
    work_order.state = app::WorkOrderState::Running;
    work_order.created_at = at_ms(1600);
    work_order.due_at = at_ms(5000);
    for (std::uint32_t sequence = 1; sequence <= 3; ++sequence) {
        app::OperationRecord operation;
        operation.id = app::OperationId{id + "-" + std::to_string(sequence)};
        operation.work_order = work_order.id;
        operation.sequence = sequence;
        operation.kind = "rough";
        operation.name = "Rough from +Z with D12";
        operation.work_centre = sequence == 3 ? "bench" : "vmc";
        operation.planned_s = 100.5 * sequence;
        operation.state = app::OperationState::Waiting;
        work_order.operations.push_back(operation);
    }
    app::OperationRecord& first = work_order.operations[0];
    first.state = app::OperationState::Finished;
    first.actual_s = 99.125;
    first.started_at = at_ms(1700);
    first.finished_at = at_ms(1800);
    first.good_quantity = 19;
    first.scrap_quantity = 1;
    first.scrap_reason = "tool broke";
    first.operator_name = "Grace";
    first.version = 3;
    return work_order;
}

}  // namespace millrace::store
