#include "millrace/catalog/catalog.h"

#include <algorithm>

#include "millrace/base/assert.h"

namespace millrace::catalog {
namespace {

// A shop has tens of rows of each kind, so a scan is as fast as any index and keeps their order.
template <class Row>
const Row* find_by_id(const std::vector<Row>& rows, const std::string& id) {
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.id == id; });
    return found == rows.end() ? nullptr : &*found;
}

}  // namespace

bool runs(const Machine& machine, const Material& material) {
    const auto names = [](const std::vector<std::string>& list, const std::string& name) {
        return std::find(list.begin(), list.end(), name) != list.end();
    };
    return names(material.processes, machine.process) &&
           (machine.materials.empty() || names(machine.materials, material.id));
}

const Material* Catalog::material(const std::string& id) const { return find_by_id(materials, id); }

const Machine* Catalog::machine(const std::string& id) const { return find_by_id(machines, id); }

const Tool* Catalog::tool(const std::string& id) const { return find_by_id(tools, id); }

const ProcessPolicy* Catalog::process(const std::string& id) const {
    const auto found = std::find_if(processes.begin(), processes.end(),
                                    [&](const ProcessPolicy& row) { return row.process == id; });
    return found == processes.end() ? nullptr : &*found;
}

const LabourRate* Catalog::find_labour(const std::string& role) const {
    const auto found = std::find_if(labour.begin(), labour.end(),
                                    [&](const LabourRate& row) { return row.role == role; });
    return found == labour.end() ? nullptr : &*found;
}

const LabourRate& Catalog::labour_rate(const std::string& role) const {
    const LabourRate* rate = find_labour(role);
    MILLRACE_ASSERT(rate != nullptr, "the catalogue has no labour rate for role '" + role + "'");
    return *rate;
}

}  // namespace millrace::catalog
