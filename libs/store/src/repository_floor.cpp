#include "millrace/codec/codec.h"
#include "repository.h"

namespace millrace::store {
namespace {

using app::OperationRecord;
using app::OperationState;
using app::WorkOrderRecord;
using app::WorkOrderState;

constexpr std::initializer_list<WorkOrderState> kWorkOrderStates = {
    WorkOrderState::Released, WorkOrderState::Running, WorkOrderState::Finished,
    WorkOrderState::Cancelled};
constexpr std::initializer_list<OperationState> kOperationStates = {
    OperationState::Waiting,  OperationState::Ready,    OperationState::Running,
    OperationState::Finished, OperationState::Scrapped, OperationState::Cancelled};

struct WorkOrderRow {
    static constexpr const char* kTable = "work_orders";
    std::string id, order_id, part_id, process, material, machine, plan_json, state;
    Integer order_line = 0, quantity = 0, created_at_ms = 0, due_at_ms = 0;
    Nullable<std::string> replaces_id;

    template <class F>
    void each(const F& f) {
        f("id", id);
        f("order_id", order_id);
        f("order_line", order_line);
        f("part_id", part_id);
        f("quantity", quantity);
        f("process", process);
        f("material", material);
        f("machine", machine);
        f("plan_json", plan_json);
        f("state", state);
        f("replaces_id", replaces_id);
        f("created_at_ms", created_at_ms);
        f("due_at_ms", due_at_ms);
    }
};

struct OperationRow {
    static constexpr const char* kTable = "operations";
    std::string id, work_order_id, kind, name, work_centre, state, scrap_reason, operator_name;
    Integer sequence = 0, good_quantity = 0, scrap_quantity = 0, version = 0;
    double planned_s = 0.0;
    Nullable<double> actual_s;
    Nullable<Integer> started_at_ms, finished_at_ms;

    template <class F>
    void each(const F& f) {
        f("id", id);
        f("work_order_id", work_order_id);
        f("sequence", sequence);
        f("kind", kind);
        f("name", name);
        f("work_centre", work_centre);
        f("planned_s", planned_s);
        f("actual_s", actual_s);
        f("state", state);
        f("started_at_ms", started_at_ms);
        f("finished_at_ms", finished_at_ms);
        f("good_quantity", good_quantity);
        f("scrap_quantity", scrap_quantity);
        f("scrap_reason", scrap_reason);
        f("operator_name", operator_name);
        f("version", version);
    }
};

struct LoadRow {
    static constexpr const char* kTable = "operations";
    std::string work_centre;
    double planned_s = 0.0;

    template <class F>
    void each(const F& f) {
        f("work_centre", work_centre);
        f("planned_s", planned_s);
    }
};

WorkOrderRow to_row(const WorkOrderRecord& work_order) {
    WorkOrderRow row;
    row.id = work_order.id.text();
    row.order_id = work_order.order.text();
    row.order_line = work_order.order_line;
    row.part_id = work_order.part.text();
    row.quantity = work_order.quantity;
    row.process = work_order.process;
    row.material = work_order.material;
    row.machine = work_order.machine;
    row.plan_json = work_order.plan_json;
    row.state = app::to_string(work_order.state);
    if (work_order.replaces) row.replaces_id.set(work_order.replaces->text());
    row.created_at_ms = to_ms(work_order.created_at);
    row.due_at_ms = to_ms(work_order.due_at);
    return row;
}

WorkOrderRecord from_row(const WorkOrderRow& row) {
    WorkOrderRecord work_order;
    work_order.id = app::WorkOrderId{row.id};
    work_order.order = app::OrderId{row.order_id};
    work_order.order_line = static_cast<std::uint32_t>(row.order_line);
    work_order.part = app::PartId{row.part_id};
    work_order.quantity = row.quantity;
    work_order.process = row.process;
    work_order.material = row.material;
    work_order.machine = row.machine;
    work_order.plan_json = row.plan_json;
    work_order.state = parse(row.state, kWorkOrderStates);
    if (row.replaces_id.has_value()) work_order.replaces = app::WorkOrderId{row.replaces_id.value};
    work_order.created_at = from_ms(row.created_at_ms);
    work_order.due_at = from_ms(row.due_at_ms);
    return work_order;
}

OperationRow to_row(const OperationRecord& operation) {
    OperationRow row;
    row.id = operation.id.text();
    row.work_order_id = operation.work_order.text();
    row.sequence = operation.sequence;
    row.kind = operation.kind;
    row.name = codec::text_to_stored(operation.name);
    row.work_centre = operation.work_centre;
    row.planned_s = operation.planned_s;
    if (operation.actual_s) row.actual_s.set(*operation.actual_s);
    row.state = app::to_string(operation.state);
    if (operation.started_at) row.started_at_ms.set(to_ms(*operation.started_at));
    if (operation.finished_at) row.finished_at_ms.set(to_ms(*operation.finished_at));
    row.good_quantity = operation.good_quantity;
    row.scrap_quantity = operation.scrap_quantity;
    row.scrap_reason = operation.scrap_reason;
    row.operator_name = operation.operator_name;
    row.version = operation.version;
    return row;
}

OperationRecord from_row(const OperationRow& row) {
    OperationRecord operation;
    operation.id = app::OperationId{row.id};
    operation.work_order = app::WorkOrderId{row.work_order_id};
    operation.sequence = static_cast<std::uint32_t>(row.sequence);
    operation.kind = row.kind;
    operation.name = codec::text_from_stored(row.name);
    operation.work_centre = row.work_centre;
    operation.planned_s = row.planned_s;
    if (row.actual_s.has_value()) operation.actual_s = row.actual_s.value;
    operation.state = parse(row.state, kOperationStates);
    if (row.started_at_ms.has_value()) operation.started_at = from_ms(row.started_at_ms.value);
    if (row.finished_at_ms.has_value()) operation.finished_at = from_ms(row.finished_at_ms.value);
    operation.good_quantity = row.good_quantity;
    operation.scrap_quantity = row.scrap_quantity;
    operation.scrap_reason = row.scrap_reason;
    operation.operator_name = row.operator_name;
    operation.version = static_cast<std::uint32_t>(row.version);
    return operation;
}

template <class Bind>
std::vector<WorkOrderRecord> select_work_orders(soci::session& session,
                                                const std::string& condition, const Bind& bind) {
    std::vector<WorkOrderRecord> work_orders;
    for (const WorkOrderRow& row :
         select<WorkOrderRow>(session, select_sql<WorkOrderRow>() + " " + condition, bind)) {
        WorkOrderRecord& work_order = work_orders.emplace_back(from_row(row));
        for (const OperationRow& operation : select<OperationRow>(
                 session,
                 select_sql<OperationRow>() + " WHERE work_order_id = :id ORDER BY sequence",
                 [&](const BindUse& use) { use("id", row.id); })) {
            work_order.operations.push_back(from_row(operation));
        }
    }
    return work_orders;
}

}  // namespace

Status Repository::put(const WorkOrderRecord& work_order) {
    return guarded("store work order '" + work_order.id.text() + "'", [&]() -> Status {
        WorkOrderRow row = to_row(work_order);
        upsert(session_, row, "id", true);
        for (const OperationRecord& operation : work_order.operations) {
            OperationRow child = to_row(operation);
            child.work_order_id = row.id;
            upsert(session_, child, "id", false);
        }
        return Done{};
    });
}

Result<WorkOrderRecord> Repository::work_order(const app::WorkOrderId& id) {
    return guarded("load work order '" + id.text() + "'", [&] {
        return only(select_work_orders(session_, "WHERE id = :id",
                                       [&](const BindUse& use) { use("id", id.text()); }),
                    "work order", id.text());
    });
}

Result<std::vector<WorkOrderRecord>> Repository::work_orders(std::size_t count_max) {
    return guarded("list work orders", [&]() -> Result<std::vector<WorkOrderRecord>> {
        const Integer limit = to_limit(count_max);
        return select_work_orders(session_, "ORDER BY ordinal DESC LIMIT :limit",
                                  [&](const BindUse& use) { use("limit", limit); });
    });
}

Result<std::vector<WorkOrderRecord>> Repository::work_orders_of(const app::OrderId& id) {
    return guarded("list work orders of order '" + id.text() + "'",
                   [&]() -> Result<std::vector<WorkOrderRecord>> {
                       return select_work_orders(
                           session_, "WHERE order_id = :id ORDER BY order_line, ordinal",
                           [&](const BindUse& use) { use("id", id.text()); });
                   });
}

Result<WorkOrderRecord> Repository::work_order_of(const app::OperationId& id) {
    return guarded("load the work order of operation '" + id.text() + "'", [&] {
        return only(
            select_work_orders(session_,
                               "WHERE id = (SELECT work_order_id FROM operations WHERE id = :id)",
                               [&](const BindUse& use) { use("id", id.text()); }),
            "operation", id.text());
    });
}

Result<quote::Load> Repository::open_load() {
    return guarded("sum up the open work", [&]() -> Result<quote::Load> {
        quote::Load load;
        for (const LoadRow& row :
             select<LoadRow>(session_,
                             "SELECT work_centre, SUM(planned_s) FROM operations "
                             "WHERE state IN ('waiting', 'ready', 'running') "
                             "GROUP BY work_centre ORDER BY work_centre",
                             [](const BindUse&) {})) {
            load.entries.push_back({row.work_centre, row.planned_s});
        }
        return load;
    });
}

}  // namespace millrace::store
