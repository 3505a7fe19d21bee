#include <algorithm>

#include "checker.h"

namespace millrace::catalog {
namespace {

void check_ascending(Checker& row, const std::string& member, const std::vector<double>& sizes_mm) {
    for (const double size : sizes_mm) row.positive(member, size, 2'000);
    if (!std::is_sorted(sizes_mm.begin(), sizes_mm.end()))
        row.report(member, "is not a list from thin to thick");
}

}  // namespace

void validate_capabilities(const Capabilities& can, std::vector<Problem>& problems) {
    for (const Press& press : can.presses) {
        Checker row{problems, "presses/" + press.id};
        row.id("id", press.id);
        row.filled("name", press.name);
        row.filled("process", press.process);
        row.filled("kind", press.kind);
        row.filled("source", press.source);
        row.positive("force_kn", press.force_kn, 1'000'000);
        row.within("length_mm", press.length_mm, press.kind == "bend" ? 1 : 0, 20'000);
    }
    for (const SheetStock& sheet : can.sheets) {
        Checker row{problems, "sheets/" + sheet.material};
        row.id("material", sheet.material);
        row.filled("name", sheet.name);
        row.filled("source", sheet.source);
        row.within("bend_radius_over_t_min", sheet.bend_radius_over_t_min, 0, 50);
        if (sheet.gauges_mm.empty()) row.report("gauges_mm", "is empty");
        check_ascending(row, "gauges_mm", sheet.gauges_mm);
    }
    Checker bars{problems, "round_bars"};
    check_ascending(bars, "diameters_mm", can.round_bars_mm);
    if (!can.round_bars_mm.empty()) bars.filled("source", can.round_bars_source);
    for (std::size_t i = 0; i < can.tolerances.size(); ++i) {
        const ProcessTolerance& one = can.tolerances[i];
        Checker row{problems, "tolerances/" + one.process};
        row.filled("process", one.process);
        row.filled("source", one.source);
        row.positive("length_max_mm", one.length_max_mm, 1'000'000);
        row.within("least_mm", one.least_mm, 0, 10);
        row.within("base_mm", one.base_mm, 0, 10);
        row.within("share_of_length", one.share_of_length, 0, 0.1);
        if (one.least_mm + one.base_mm <= 0.0) row.report("", "allows no deviation at all");
        if (i > 0 && can.tolerances[i - 1].process == one.process &&
            can.tolerances[i - 1].length_max_mm >= one.length_max_mm)
            row.report("length_max_mm", "is not more than that of the row before");
    }
    const auto id = [](const Press& press) { return press.id; };
    check_unique(problems, "presses", can.presses, id);
    check_unique(problems, "sheets", can.sheets,
                 [](const SheetStock& sheet) { return sheet.material; });
}

}  // namespace millrace::catalog
