#include "millrace/plan/planner.h"

namespace millrace::plan {

const std::vector<std::unique_ptr<Planner>>& planners() {
    // The order here is the order in which offers are made.
    static const std::vector<std::unique_ptr<Planner>> all = [] {
        std::vector<std::unique_ptr<Planner>> list;
        list.push_back(make_fdm_planner());
        list.push_back(make_milling_planner());
        return list;
    }();
    return all;
}

const Planner* planner(const std::string& process) {
    for (const auto& candidate : planners()) {
        if (candidate->process() == process) return candidate.get();
    }
    return nullptr;
}

}  // namespace millrace::plan
