// Operations on the floor: their order, their times, lost parts made again, and the order that is
// ready when every line has its good parts.

#include "shop_fixture.h"

namespace millrace::app {
namespace {

using Kind = Transition::Kind;

class FloorTest : public ShopTest {
protected:
    [[nodiscard]] WorkOrderRecord work_order(const WorkOrderId& id) {
        return get([&](Transaction& t) { return t.work_order(id); }).value();
    }
    [[nodiscard]] Result<WorkOrderRecord> start(const OperationRecord& operation) {
        return shop_->transition(operation.id, {.kind = Kind::Start, .operator_name = "Grace"}, {});
    }
    [[nodiscard]] Result<WorkOrderRecord> finish(const OperationRecord& operation,
                                                 std::optional<std::int64_t> good = {}) {
        return shop_->transition(operation.id, {.kind = Kind::Finish, .good_quantity = good}, {});
    }
    [[nodiscard]] Result<WorkOrderRecord> scrap(const OperationRecord& operation,
                                                std::int64_t quantity,
                                                const std::string& reason = "tool broke") {
        return shop_->transition(
            operation.id, {.kind = Kind::Scrap, .scrap_quantity = quantity, .reason = reason}, {});
    }
    /// Starts and finishes every operation that is not over.
    void run_through(const WorkOrderId& id) {
        for (const OperationRecord& operation : work_order(id).operations) {
            if (operation.state == OperationState::Finished) continue;
            if (operation.state != OperationState::Running) {
                ASSERT_TRUE(start(operation));
            }
            ASSERT_TRUE(finish(operation));
        }
    }
    [[nodiscard]] ErrorCode refused(const Result<WorkOrderRecord>& result) {
        return result ? ErrorCode::Internal : result.error().code;
    }
};

TEST_F(FloorTest, OperationsRunOneAfterTheOther) {
    const OrderRecord placed = ordered(10);
    const WorkOrderRecord released = work_orders().front();
    ASSERT_GE(released.operations.size(), 2U);
    const OperationRecord& first = released.operations[0];
    const OperationRecord& second = released.operations[1];

    EXPECT_EQ(refused(start(second)), ErrorCode::Conflict);
    EXPECT_EQ(refused(finish(first)), ErrorCode::Conflict);
    ASSERT_TRUE(start(first));
    EXPECT_EQ(refused(start(first)), ErrorCode::Conflict);
    EXPECT_EQ(order(placed.id).state, OrderState::InProduction);
    EXPECT_EQ(work_order(released.id).state, WorkOrderState::Running);
    now_ += std::chrono::seconds{90};
    ASSERT_TRUE(finish(first));
    const WorkOrderRecord after = work_order(released.id);
    EXPECT_EQ(after.operations[0].state, OperationState::Finished);
    EXPECT_EQ(after.operations[0].operator_name, "Grace");
    EXPECT_DOUBLE_EQ(after.operations[0].actual_s.value(), 90.0);
    EXPECT_EQ(after.operations[0].planned_s, first.planned_s);
    EXPECT_EQ(after.operations[0].good_quantity, 10);
    EXPECT_EQ(after.operations[1].state, OperationState::Ready);
    EXPECT_EQ(refused(finish(first)), ErrorCode::Conflict);
    EXPECT_EQ(refused(scrap(first, 1)), ErrorCode::Conflict);
}

TEST_F(FloorTest, AnOrderIsReadyWhenAllItsWorkIsDone) {
    const OrderRecord placed = ordered(10);
    run_through(work_orders().front().id);
    EXPECT_EQ(work_orders().front().state, WorkOrderState::Finished);
    EXPECT_EQ(order(placed.id).state, OrderState::ReadyToShip);
    EXPECT_EQ(events().back(), "order.state_changed");
    EXPECT_EQ(count("order.state_changed"), 2U);  // in production, ready to ship
    EXPECT_EQ(count("operation.started"), work_orders().front().operations.size());
    EXPECT_EQ(count("operation.finished"), work_orders().front().operations.size());
    EXPECT_TRUE(get([](Transaction& t) { return t.open_load(); })->entries.empty());
}

TEST_F(FloorTest, ACancelledOrderLeavesTheFloor) {
    const OrderRecord placed = ordered(10);
    const std::size_t before = events().size();
    const OrderRecord cancelled = shop_->cancel_order(placed.id).value();
    EXPECT_EQ(cancelled.state, OrderState::Cancelled);
    EXPECT_EQ(order(placed.id).state, OrderState::Cancelled);
    const WorkOrderRecord work = work_orders().front();
    EXPECT_EQ(work.state, WorkOrderState::Cancelled);
    for (const OperationRecord& operation : work.operations) {
        EXPECT_EQ(operation.state, OperationState::Cancelled);
        EXPECT_EQ(refused(start(operation)), ErrorCode::Conflict);
    }
    EXPECT_TRUE(get([](Transaction& t) { return t.open_load(); })->entries.empty())
        << "the next promise does not wait for it";
    EXPECT_EQ(count("work_order.cancelled"), 1U);

    const std::size_t after = events().size();
    EXPECT_EQ(after, before + 2);
    ASSERT_TRUE(shop_->cancel_order(placed.id));
    EXPECT_EQ(events().size(), after) << "cancelling again changes nothing";
}

TEST_F(FloorTest, AnOrderWithWorkBegunCannotBeCancelled) {
    const OrderRecord placed = ordered(10);
    ASSERT_TRUE(start(work_orders().front().operations[0]));
    const auto refusal = shop_->cancel_order(placed.id);
    ASSERT_FALSE(refusal);
    EXPECT_EQ(refusal.error().code, ErrorCode::Conflict);
    EXPECT_EQ(order(placed.id).state, OrderState::InProduction);
    EXPECT_EQ(work_orders().front().operations[0].state, OperationState::Running);
}

TEST_F(FloorTest, ScrapIsMadeAgainForTheSameLine) {
    const OrderRecord placed = ordered(10);
    const WorkOrderRecord released = work_orders().front();
    ASSERT_TRUE(start(released.operations[0]));
    ASSERT_TRUE(scrap(released.operations[0], 3));
    ASSERT_EQ(work_orders().size(), 2U);
    const WorkOrderRecord again = work_orders().front();  // newest first
    EXPECT_EQ(again.quantity, 3);
    EXPECT_EQ(again.replaces, released.id);
    EXPECT_EQ(again.order, placed.id);
    EXPECT_EQ(again.order_line, released.order_line);
    EXPECT_EQ(again.machine, released.machine);
    EXPECT_EQ(again.due_at, released.due_at);
    EXPECT_EQ(again.operations.front().state, OperationState::Ready);
    for (const OperationRecord& operation : again.operations) {
        EXPECT_NE(operation.kind, "program") << "the program exists already";
    }

    run_through(released.id);
    EXPECT_EQ(work_order(released.id).operations.back().good_quantity, 7);
    EXPECT_EQ(order(placed.id).state, OrderState::InProduction);
    run_through(again.id);
    EXPECT_EQ(order(placed.id).state, OrderState::ReadyToShip);
}

TEST_F(FloorTest, ScrapOfAReplacementIsMadeAgainToo) {
    const OrderRecord placed = ordered(10);
    ASSERT_TRUE(scrap(work_orders().front().operations[0], 2));
    ASSERT_TRUE(scrap(work_orders().front().operations[0], 1));
    ASSERT_EQ(work_orders().size(), 3U);
    EXPECT_EQ(work_orders()[0].replaces, work_orders()[1].id);
    for (const WorkOrderRecord& each : work_orders()) {
        EXPECT_EQ(order(placed.id).state == OrderState::ReadyToShip, false);
        run_through(each.id);
    }
    std::int64_t good = 0;
    for (const WorkOrderRecord& each : work_orders()) good += each.operations.back().good_quantity;
    EXPECT_EQ(good, 10);
    EXPECT_EQ(order(placed.id).state, OrderState::ReadyToShip);
}

TEST_F(FloorTest, LosingEveryPartClosesTheWorkOrder) {
    const OrderRecord placed = ordered(10);
    const WorkOrderRecord released = work_orders().front();
    ASSERT_TRUE(start(released.operations[0]));
    ASSERT_TRUE(scrap(released.operations[0], 10, "plate fell off"));
    const WorkOrderRecord closed = work_order(released.id);
    EXPECT_EQ(closed.state, WorkOrderState::Finished);
    for (const OperationRecord& operation : closed.operations) {
        EXPECT_EQ(operation.state, OperationState::Scrapped);
    }
    EXPECT_EQ(closed.operations[0].scrap_reason, "plate fell off");
    EXPECT_EQ(order(placed.id).state, OrderState::InProduction);
    run_through(work_orders().front().id);
    EXPECT_EQ(order(placed.id).state, OrderState::ReadyToShip);
}

TEST_F(FloorTest, FinishingWithFewerGoodPartsLosesTheRest) {
    const OrderRecord placed = ordered(10);
    const WorkOrderRecord released = work_orders().front();
    ASSERT_TRUE(start(released.operations[0]));
    EXPECT_EQ(refused(finish(released.operations[0], 11)), ErrorCode::InvalidArgument);
    EXPECT_EQ(refused(finish(released.operations[0], -1)), ErrorCode::InvalidArgument);
    ASSERT_TRUE(finish(released.operations[0], 8));
    EXPECT_EQ(work_order(released.id).operations[0].scrap_quantity, 2);
    ASSERT_EQ(work_orders().size(), 2U);
    EXPECT_EQ(work_orders().front().quantity, 2);
    EXPECT_EQ(work_orders().front().order, placed.id);
}

TEST_F(FloorTest, ScrapNeedsANumberAndAReason) {
    static_cast<void>(ordered(10));
    const OperationRecord first = work_orders().front().operations[0];
    EXPECT_EQ(refused(scrap(first, 0)), ErrorCode::InvalidArgument);
    EXPECT_EQ(refused(scrap(first, 11)), ErrorCode::InvalidArgument);
    EXPECT_EQ(refused(scrap(first, 1, "")), ErrorCode::InvalidArgument);
    EXPECT_EQ(work_orders().size(), 1U);
    EXPECT_EQ(work_orders().front().operations[0].version, first.version);
}

TEST_F(FloorTest, AStaleVersionIsRefused) {
    static_cast<void>(ordered(10));
    const OperationRecord first = work_orders().front().operations[0];
    const Transition begin{.kind = Kind::Start, .operator_name = "Grace"};
    ASSERT_TRUE(shop_->transition(first.id, begin, first.version));
    const auto stale = shop_->transition(first.id, {.kind = Kind::Finish}, first.version);
    EXPECT_EQ(refused(stale), ErrorCode::PreconditionFailed);
    EXPECT_NE(stale.error().message.find("Grace"), std::string::npos);
    EXPECT_TRUE(shop_->transition(first.id, {.kind = Kind::Finish}, first.version + 1));
    EXPECT_EQ(refused(shop_->transition(OperationId{"op_x"}, begin, {})), ErrorCode::NotFound);
}

TEST_F(FloorTest, WorkBelongsToAnOrderWhateverHappens) {
    static_cast<void>(ordered(10));
    ASSERT_TRUE(scrap(work_orders().front().operations[0], 4));
    for (const WorkOrderRecord& each : work_orders()) {
        const OrderRecord owner = order(each.order);
        ASSERT_LE(each.order_line, owner.lines.size());
        EXPECT_EQ(owner.lines[each.order_line - 1].part, each.part);
    }
}

}  // namespace
}  // namespace millrace::app
