#include "millrace/app/records.h"

namespace millrace::app {

std::string_view to_string(PartState state) {
    switch (state) {
        case PartState::NeedsConfiguring: return "needs_configuring";
        case PartState::Analysing: return "analysing";
        case PartState::Ready: return "ready";
        case PartState::ReviewAndAccept: return "review_and_accept";
        case PartState::ChangesRequired: return "changes_required";
        case PartState::Expired: return "expired";
    }
    return "";
}

std::string_view to_string(OrderState state) {
    switch (state) {
        case OrderState::Confirmed: return "confirmed";
        case OrderState::InProduction: return "in_production";
        case OrderState::ReadyToShip: return "ready_to_ship";
        case OrderState::Cancelled: return "cancelled";
    }
    return "";
}

std::string_view to_string(OperationState state) {
    switch (state) {
        case OperationState::Waiting: return "waiting";
        case OperationState::Ready: return "ready";
        case OperationState::Running: return "running";
        case OperationState::Finished: return "finished";
        case OperationState::Scrapped: return "scrapped";
        case OperationState::Cancelled: return "cancelled";
    }
    return "";
}

std::string_view to_string(WorkOrderState state) {
    switch (state) {
        case WorkOrderState::Released: return "released";
        case WorkOrderState::Running: return "running";
        case WorkOrderState::Finished: return "finished";
        case WorkOrderState::Cancelled: return "cancelled";
    }
    return "";
}

std::string part_revision(const PartRecord& part) {
    const std::string& geometry = part.model_sha256.empty() ? part.file_sha256 : part.model_sha256;
    return geometry + '#' + std::to_string(part.index_in_file);
}

}  // namespace millrace::app
