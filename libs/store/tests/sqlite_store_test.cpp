// Every record comes back as it was put, also after the database was closed; a transaction that
// fails leaves nothing; events are numbered without gaps.

#include "millrace/store/sqlite_store.h"

#include "store_fixture.h"

namespace millrace::store {
namespace {

using app::Transaction;

void expect_same(const app::PartRecord& a, const app::PartRecord& b) {
    EXPECT_EQ(a.id, b.id);
    EXPECT_EQ(a.file_name, b.file_name);
    EXPECT_EQ(a.file_sha256, b.file_sha256);
    EXPECT_EQ(a.index_in_file, b.index_in_file);
    EXPECT_EQ(a.name, b.name);
    EXPECT_EQ(a.state, b.state);
    EXPECT_EQ(a.step, b.step);
    ASSERT_EQ(a.units.has_value(), b.units.has_value());
    if (a.units) {
        EXPECT_EQ(a.units->unit, b.units->unit);
        EXPECT_EQ(a.units->source, b.units->source);
        EXPECT_EQ(a.units->reason, b.units->reason);
        EXPECT_EQ(a.units->doubtful, b.units->doubtful);
        EXPECT_EQ(a.units->suggestion, b.units->suggestion);
    }
    EXPECT_EQ(a.stated_unit, b.stated_unit);
    ASSERT_EQ(a.failure.has_value(), b.failure.has_value());
    if (a.failure) {
        EXPECT_EQ(a.failure->code, b.failure->code);
        EXPECT_EQ(a.failure->message, b.failure->message);
        EXPECT_EQ(a.failure->attempted, b.failure->attempted);
    }
    ASSERT_EQ(a.diagnostics.size(), b.diagnostics.size());
    for (std::size_t i = 0; i < a.diagnostics.size(); ++i) {
        EXPECT_EQ(a.diagnostics[i].severity, b.diagnostics[i].severity);
        EXPECT_EQ(a.diagnostics[i].code, b.diagnostics[i].code);
        EXPECT_EQ(a.diagnostics[i].message, b.diagnostics[i].message);
    }
    EXPECT_EQ(a.facts_json, b.facts_json);
    EXPECT_EQ(a.findings_json, b.findings_json);
    EXPECT_EQ(a.glb_sha256, b.glb_sha256);
    EXPECT_EQ(a.model_sha256, b.model_sha256);
    EXPECT_EQ(a.structure_sha256, b.structure_sha256);
    EXPECT_EQ(a.quantity, b.quantity);
    EXPECT_EQ(a.attempts, b.attempts);
    EXPECT_EQ(a.timings_ms, b.timings_ms);
    EXPECT_EQ(a.created_at, b.created_at);
}

void expect_same(const app::QuoteRecord& a, const app::QuoteRecord& b) {
    EXPECT_EQ(a.id, b.id);
    EXPECT_EQ(a.parts, b.parts);
    EXPECT_EQ(a.request_json, b.request_json);
    EXPECT_EQ(a.offers_json, b.offers_json);
    EXPECT_EQ(a.catalog_sha256, b.catalog_sha256);
    EXPECT_EQ(a.planner_version, b.planner_version);
    EXPECT_EQ(a.created_at, b.created_at);
    EXPECT_EQ(a.valid_until, b.valid_until);
}

void expect_same(const app::OrderRecord& a, const app::OrderRecord& b) {
    EXPECT_EQ(a.id, b.id);
    EXPECT_EQ(a.quote, b.quote);
    EXPECT_EQ(a.contact, b.contact);
    EXPECT_EQ(a.reference, b.reference);
    EXPECT_EQ(a.state, b.state);
    EXPECT_EQ(a.total, b.total);
    EXPECT_EQ(a.created_at, b.created_at);
    ASSERT_EQ(a.lines.size(), b.lines.size());
    for (std::size_t i = 0; i < a.lines.size(); ++i) {
        EXPECT_EQ(a.lines[i].number, b.lines[i].number);
        EXPECT_EQ(a.lines[i].part, b.lines[i].part);
        EXPECT_EQ(a.lines[i].process, b.lines[i].process);
        EXPECT_EQ(a.lines[i].material, b.lines[i].material);
        EXPECT_EQ(a.lines[i].machine, b.lines[i].machine);
        EXPECT_EQ(a.lines[i].tier, b.lines[i].tier);
        EXPECT_EQ(a.lines[i].quantity, b.lines[i].quantity);
        EXPECT_EQ(a.lines[i].unit_price, b.lines[i].unit_price);
        EXPECT_EQ(a.lines[i].total_price, b.lines[i].total_price);
        EXPECT_EQ(a.lines[i].promised_at, b.lines[i].promised_at);
    }
}

void expect_same(const app::WorkOrderRecord& a, const app::WorkOrderRecord& b) {
    EXPECT_EQ(a.id, b.id);
    EXPECT_EQ(a.order, b.order);
    EXPECT_EQ(a.order_line, b.order_line);
    EXPECT_EQ(a.part, b.part);
    EXPECT_EQ(a.quantity, b.quantity);
    EXPECT_EQ(a.process, b.process);
    EXPECT_EQ(a.material, b.material);
    EXPECT_EQ(a.machine, b.machine);
    EXPECT_EQ(a.plan_json, b.plan_json);
    EXPECT_EQ(a.state, b.state);
    EXPECT_EQ(a.replaces, b.replaces);
    EXPECT_EQ(a.created_at, b.created_at);
    EXPECT_EQ(a.due_at, b.due_at);
    ASSERT_EQ(a.operations.size(), b.operations.size());
    for (std::size_t i = 0; i < a.operations.size(); ++i) {
        const app::OperationRecord& x = a.operations[i];
        const app::OperationRecord& y = b.operations[i];
        EXPECT_EQ(x.id, y.id);
        EXPECT_EQ(x.work_order, y.work_order);
        EXPECT_EQ(x.sequence, y.sequence);
        EXPECT_EQ(x.kind, y.kind);
        EXPECT_EQ(x.name, y.name);
        EXPECT_EQ(x.work_centre, y.work_centre);
        EXPECT_EQ(x.planned_s, y.planned_s);
        EXPECT_EQ(x.actual_s, y.actual_s);
        EXPECT_EQ(x.state, y.state);
        EXPECT_EQ(x.started_at, y.started_at);
        EXPECT_EQ(x.finished_at, y.finished_at);
        EXPECT_EQ(x.good_quantity, y.good_quantity);
        EXPECT_EQ(x.scrap_quantity, y.scrap_quantity);
        EXPECT_EQ(x.scrap_reason, y.scrap_reason);
        EXPECT_EQ(x.operator_name, y.operator_name);
        EXPECT_EQ(x.version, y.version);
    }
}

// Puts one of everything, the references between them intact.
Status put_all(Transaction& transaction) {
    MILLRACE_CHECK_OK(transaction.put(full_part("prt_1")));
    MILLRACE_CHECK_OK(transaction.put(full_quote("quo_1", "prt_1")));
    MILLRACE_CHECK_OK(transaction.put(full_order("ord_1", "quo_1", "prt_1")));
    MILLRACE_CHECK_OK(transaction.put(full_work_order("wo_1", "ord_1", "prt_1")));
    app::WorkOrderRecord again = full_work_order("wo_2", "ord_1", "prt_1");
    again.replaces = app::WorkOrderId{"wo_1"};
    MILLRACE_CHECK_OK(transaction.put(again));
    return transaction.append({0, "order.placed", "ord_1", R"({"a":1})", at_ms(9)});
}

TEST_F(StoreTest, EveryRecordComesBackAsItWasPut) {
    ASSERT_TRUE(store_->write(put_all));
    reopen();
    expect_same(get([](Transaction& t) { return t.part(app::PartId{"prt_1"}); }).value(),
                full_part("prt_1"));
    expect_same(get([](Transaction& t) { return t.quote(app::QuoteId{"quo_1"}); }).value(),
                full_quote("quo_1", "prt_1"));
    expect_same(get([](Transaction& t) { return t.order(app::OrderId{"ord_1"}); }).value(),
                full_order("ord_1", "quo_1", "prt_1"));
    expect_same(get([](Transaction& t) { return t.work_order(app::WorkOrderId{"wo_1"}); }).value(),
                full_work_order("wo_1", "ord_1", "prt_1"));
    const auto work_orders =
        get([](Transaction& t) { return t.work_orders_of(app::OrderId{"ord_1"}); }).value();
    ASSERT_EQ(work_orders.size(), 2U);
    EXPECT_EQ(work_orders[1].replaces, app::WorkOrderId{"wo_1"});
    const auto events = get([](Transaction& t) { return t.events_after(0, 10); }).value();
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].sequence, 1);
    EXPECT_EQ(events[0].type, "order.placed");
    EXPECT_EQ(events[0].subject, "ord_1");
    EXPECT_EQ(events[0].data_json, R"({"a":1})");
    EXPECT_EQ(events[0].at, at_ms(9));
}

TEST_F(StoreTest, ARecordWithNothingOptionalComesBackToo) {
    app::PartRecord part;
    part.id = app::PartId{"prt_1"};
    part.created_at = at_ms(-1);  // before 1970 is an instant as well
    ASSERT_TRUE(store_->write([&](Transaction& t) { return t.put(part); }));
    expect_same(get([](Transaction& t) { return t.part(app::PartId{"prt_1"}); }).value(), part);
}

TEST_F(StoreTest, PuttingAgainReplacesAndKeepsTheOrderOfArrival) {
    ASSERT_TRUE(store_->write([](Transaction& t) -> Status {
        MILLRACE_CHECK_OK(t.put(full_part("prt_b")));
        MILLRACE_CHECK_OK(t.put(full_part("prt_a")));
        app::PartRecord changed = full_part("prt_b");
        changed.failure.reset();
        changed.units.reset();
        changed.diagnostics.clear();
        changed.timings_ms.clear();
        return t.put(changed);
    }));
    const auto parts = get([](Transaction& t) { return t.parts(10); }).value();
    ASSERT_EQ(parts.size(), 2U);
    EXPECT_EQ(parts[0].id, app::PartId{"prt_a"});
    EXPECT_FALSE(parts[1].failure || parts[1].units);
    EXPECT_TRUE(parts[1].diagnostics.empty() && parts[1].timings_ms.empty());
    EXPECT_EQ(get([](Transaction& t) { return t.parts(1); })->size(), 1U);
}

TEST_F(StoreTest, WhatDoesNotExistIsNotFoundByName) {
    const auto part = get([](Transaction& t) { return t.part(app::PartId{"prt_x"}); });
    ASSERT_FALSE(part);
    EXPECT_EQ(part.error().code, ErrorCode::NotFound);
    EXPECT_NE(part.error().message.find("prt_x"), std::string::npos);
    EXPECT_EQ(get([](Transaction& t) { return t.quote(app::QuoteId{"x"}); }).error().code,
              ErrorCode::NotFound);
    EXPECT_EQ(get([](Transaction& t) { return t.order(app::OrderId{"x"}); }).error().code,
              ErrorCode::NotFound);
    EXPECT_EQ(get([](Transaction& t) { return t.work_order(app::WorkOrderId{"x"}); }).error().code,
              ErrorCode::NotFound);
    EXPECT_EQ(
        get([](Transaction& t) { return t.work_order_of(app::OperationId{"x"}); }).error().code,
        ErrorCode::NotFound);
}

TEST_F(StoreTest, AFailedTransactionLeavesNothing) {
    const Status status = store_->write([](Transaction& t) -> Status {
        MILLRACE_CHECK_OK(put_all(t));
        return Error{ErrorCode::Conflict, "changed my mind", {}};
    });
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::Conflict);
    EXPECT_TRUE(get([](Transaction& t) { return t.parts(10); })->empty());
    EXPECT_TRUE(get([](Transaction& t) { return t.work_orders(10); })->empty());
    EXPECT_TRUE(get([](Transaction& t) { return t.events_after(0, 10); })->empty());
}

TEST_F(StoreTest, WorkWithoutAnOrderIsRefusedByTheDatabase) {
    EXPECT_FALSE(store_->write([](Transaction& t) -> Status {
        MILLRACE_CHECK_OK(t.put(full_part("prt_1")));
        return t.put(full_work_order("wo_1", "ord_none", "prt_1"));
    }));
    EXPECT_TRUE(get([](Transaction& t) { return t.parts(10); })->empty());
}

TEST_F(StoreTest, ReadingCannotChangeAnything) {
    ASSERT_TRUE(store_->read([](Transaction& t) -> Status {
        EXPECT_FALSE(t.put(full_part("prt_1")));
        return Done{};
    }));
    EXPECT_TRUE(get([](Transaction& t) { return t.parts(10); })->empty());
}

TEST_F(StoreTest, OpenLoadIsTheUnfinishedWorkByWorkCentre) {
    ASSERT_TRUE(store_->write(put_all));
    const auto load = get([](Transaction& t) { return t.open_load(); }).value();
    // Two work orders: operation 1 is finished, 2 waits at the machine, 3 at the bench.
    ASSERT_EQ(load.entries.size(), 2U);
    EXPECT_EQ(load.entries[0].machine, "bench");
    EXPECT_DOUBLE_EQ(load.entries[0].queued_s, 2 * 301.5);
    EXPECT_EQ(load.entries[1].machine, "vmc");
    EXPECT_DOUBLE_EQ(load.entries[1].queued_s, 2 * 201.0);
}

TEST_F(StoreTest, TheQueueIsThePartsInStateAnalysingOldestFirst) {
    ASSERT_TRUE(store_->write([](Transaction& t) -> Status {
        for (const char* id : {"prt_c", "prt_a", "prt_b"}) {
            app::PartRecord part = full_part(id);
            if (part.id.text() != "prt_a") part.state = app::PartState::Analysing;
            MILLRACE_CHECK_OK(t.put(part));
        }
        return Done{};
    }));
    const auto queue =
        get([](Transaction& t) { return t.parts_in_state(app::PartState::Analysing, 10); }).value();
    ASSERT_EQ(queue.size(), 2U);
    EXPECT_EQ(queue[0].id, app::PartId{"prt_c"});
    EXPECT_EQ(queue[1].id, app::PartId{"prt_b"});
}

TEST_F(StoreTest, PartsExpireWithTheirNewestQuote) {
    ASSERT_TRUE(store_->write([](Transaction& t) -> Status {
        for (const char* id : {"prt_old", "prt_renewed", "prt_never"}) {
            MILLRACE_CHECK_OK(t.put(full_part(id)));
        }
        MILLRACE_CHECK_OK(t.put(full_quote("quo_1", "prt_old")));
        MILLRACE_CHECK_OK(t.put(full_quote("quo_2", "prt_renewed")));
        app::QuoteRecord renewed = full_quote("quo_3", "prt_renewed");
        renewed.valid_until = at_ms(9000);
        return t.put(renewed);
    }));
    const auto expired_at = [&](std::int64_t ms) {
        return get([&](Transaction& t) { return t.parts_with_expired_quote(at_ms(ms), 10); })
            .value();
    };
    EXPECT_TRUE(expired_at(2000).empty());
    ASSERT_EQ(expired_at(2001).size(), 1U);
    EXPECT_EQ(expired_at(2001)[0].id, app::PartId{"prt_old"});
    EXPECT_EQ(expired_at(9001).size(), 2U);
}

TEST_F(StoreTest, AnAnswerIsStoredOnceAndKeptForADay) {
    constexpr std::int64_t kDay_ms = 24 * 3600 * 1000;
    const Transaction::StoredAnswer first{"f1", 201, "application/json", "{\"id\":1}", "/x/1"};
    ASSERT_TRUE(store_->write([&](Transaction& t) { return t.put_answer("k", first, at_ms(0)); }));
    const Status again = store_->write([&](Transaction& t) {
        return t.put_answer("k", {"f2", 201, "", "", ""}, at_ms(kDay_ms));
    });
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::Conflict);
    const auto stored = get([](Transaction& t) { return t.answer("k"); }).value();
    ASSERT_TRUE(stored);
    EXPECT_EQ(stored->fingerprint, "f1");
    EXPECT_EQ(stored->status, 201);
    EXPECT_EQ(stored->content_type, "application/json");
    EXPECT_EQ(stored->body, "{\"id\":1}");
    EXPECT_EQ(stored->location, "/x/1");
    // Three days later the place is needed again.
    ASSERT_TRUE(store_->write(
        [&](Transaction& t) { return t.put_answer("other", first, at_ms(3 * kDay_ms)); }));
    EXPECT_FALSE(get([](Transaction& t) { return t.answer("k"); })->has_value());
}

TEST_F(StoreTest, AFolderThatDoesNotExistIsReported) {
    const auto store = SqliteStore::open(folder_ / "missing" / "x.sqlite");
    ASSERT_FALSE(store);
    EXPECT_EQ(store.error().code, ErrorCode::Unavailable);
}

}  // namespace
}  // namespace millrace::store
