#include <algorithm>

#include "dto.h"

namespace millrace::http::dto {
namespace {

/// The machine-independent place of work that operations name.
constexpr const char* kBench = "bench";

Json time_or_null(const std::optional<Instant>& at) { return at ? Json(time(*at)) : Json(nullptr); }

struct Progress {
    int total = 0;
    int finished = 0;
    double planned_s = 0.0;
    double finished_s = 0.0;

    void add(const app::WorkOrderRecord& work_order) {
        for (const app::OperationRecord& operation : work_order.operations) {
            ++total;
            planned_s += operation.planned_s;
            const bool done = operation.state == app::OperationState::Finished ||
                              operation.state == app::OperationState::Scrapped;
            if (!done) continue;
            ++finished;
            finished_s += operation.planned_s;
        }
    }
    [[nodiscard]] Json json() const {
        const double share = planned_s > 0.0 ? finished_s / planned_s
                             : total > 0     ? static_cast<double>(finished) / total
                                             : 0.0;
        return {{"operations_total", total},
                {"operations_finished", finished},
                {"planned_s", number(planned_s)},
                {"finished_s", number(finished_s)},
                {"share", number(std::clamp(share, 0.0, 1.0))}};
    }
};

std::string part_name(const PartNames& parts, const app::PartId& id) {
    const auto it = parts.find(id);
    return it == parts.end() ? id.text() : it->second;
}

Json operation(const app::OperationRecord& operation, const Names& names) {
    return {{"id", operation.id.text()},
            {"sequence", operation.sequence},
            {"kind", operation.kind},
            {"name", operation.name.english()},
            {"name_i18n", i18n(operation.name)},
            {"work_centre", operation.work_centre},
            {"work_centre_name", operation.work_centre == kBench
                                     ? std::string{"Bench"}
                                     : names.machine(operation.work_centre)},
            {"planned_s", number(operation.planned_s)},
            {"actual_s", operation.actual_s ? number(*operation.actual_s) : Json(nullptr)},
            {"state", std::string{app::to_string(operation.state)}},
            {"started_at", time_or_null(operation.started_at)},
            {"finished_at", time_or_null(operation.finished_at)},
            {"good_quantity", operation.good_quantity},
            {"scrap_quantity", operation.scrap_quantity},
            {"scrap_reason", operation.scrap_reason},
            {"operator_name", operation.operator_name},
            {"etag", operation_etag(operation)}};
}

Json order_head(const app::OrderRecord& order) {
    Instant promised = order.created_at;
    Money lines_total{0, order.total.currency()};
    for (const app::OrderLine& line : order.lines) {
        promised = std::max(promised, line.promised_at);
        lines_total = lines_total + line.total_price;
    }
    return {{"id", order.id.text()},
            {"quote_id", order.quote.text()},
            {"contact", order.contact},
            {"reference", order.reference},
            {"state", std::string{app::to_string(order.state)}},
            {"lines_total", money(lines_total)},
            {"minimum_added", money(order.total - lines_total)},
            {"total", money(order.total)},
            {"created_at", time(order.created_at)},
            {"promised_at", time(promised)}};
}

Progress progress_of(const std::vector<app::WorkOrderRecord>& work_orders) {
    Progress progress;
    for (const app::WorkOrderRecord& work_order : work_orders) progress.add(work_order);
    return progress;
}

Json line_json(const app::OrderLine& line, const Progress& progress, const PartNames& parts,
               const Names& names) {
    return {{"number", line.number},
            {"part_id", line.part.text()},
            {"part_name", part_name(parts, line.part)},
            {"process", line.process},
            {"process_name", names.process(line.process)},
            {"material", line.material},
            {"material_name", names.material(line.material)},
            {"machine", line.machine},
            {"machine_name", names.machine(line.machine)},
            {"tier", line.tier},
            {"tier_name", names.tier(line.tier)},
            {"quantity", line.quantity},
            {"unit_price", money(line.unit_price)},
            {"total_price", money(line.total_price)},
            {"promised_at", time(line.promised_at)},
            {"progress", progress.json()}};
}

}  // namespace

std::string operation_etag(const app::OperationRecord& operation) {
    return '"' + std::to_string(operation.version) + '"';
}

Json work_order(const app::WorkOrderRecord& work_order, const PartNames& parts,
                const Names& names) {
    Json operations = Json::array();
    for (const app::OperationRecord& one : work_order.operations)
        operations.push_back(operation(one, names));
    Progress progress;
    progress.add(work_order);
    return {{"id", work_order.id.text()},
            {"order_id", work_order.order.text()},
            {"order_line", work_order.order_line},
            {"part_id", work_order.part.text()},
            {"part_name", part_name(parts, work_order.part)},
            {"quantity", work_order.quantity},
            {"process", work_order.process},
            {"process_name", names.process(work_order.process)},
            {"material", work_order.material},
            {"material_name", names.material(work_order.material)},
            {"machine", work_order.machine},
            {"machine_name", names.machine(work_order.machine)},
            {"state", std::string{app::to_string(work_order.state)}},
            {"replaces", work_order.replaces ? Json(work_order.replaces->text()) : Json(nullptr)},
            {"created_at", time(work_order.created_at)},
            {"due_at", time(work_order.due_at)},
            {"progress", progress.json()},
            {"operations", std::move(operations)},
            {"plan", nullptr}};
}

Json order(const app::OrderRecord& order, const std::vector<app::WorkOrderRecord>& work_orders,
           const PartNames& parts, const Names& names) {
    Json json = order_head(order);
    json["progress"] = progress_of(work_orders).json();
    Json lines = Json::array();
    for (const app::OrderLine& line : order.lines) {
        Progress progress;
        for (const app::WorkOrderRecord& one : work_orders)
            if (one.order_line == line.number) progress.add(one);
        lines.push_back(line_json(line, progress, parts, names));
    }
    json["lines"] = std::move(lines);
    Json works = Json::array();
    for (const app::WorkOrderRecord& one : work_orders)
        works.push_back(work_order(one, parts, names));
    json["work_orders"] = std::move(works);
    return json;
}

Json order_summary(const app::OrderRecord& order,
                   const std::vector<app::WorkOrderRecord>& work_orders) {
    Json json = order_head(order);
    json["lines_count"] = order.lines.size();
    json["progress"] = progress_of(work_orders).json();
    return json;
}

}  // namespace millrace::http::dto
