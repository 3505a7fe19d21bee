#include "millrace/catalog/capabilities.h"

#include <algorithm>

namespace millrace::catalog {

const SheetStock* Capabilities::sheet(const std::string& material) const {
    const auto found = std::find_if(sheets.begin(), sheets.end(), [&](const SheetStock& row) {
        return row.material == material;
    });
    return found == sheets.end() ? nullptr : &*found;
}

std::optional<double> Capabilities::tolerance_mm(const std::string& process,
                                                 double length_mm) const {
    for (const ProcessTolerance& row : tolerances) {
        if (row.process != process || length_mm > row.length_max_mm) continue;
        return std::max(row.least_mm, row.base_mm + row.share_of_length * length_mm);
    }
    return std::nullopt;
}

}  // namespace millrace::catalog
