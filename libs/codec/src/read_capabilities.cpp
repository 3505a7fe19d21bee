#include "read_capabilities.h"

namespace millrace::codec {

catalog::Capabilities read_capabilities(const Json& tree, Problems& problems) {
    catalog::Capabilities can;
    ObjectReader object{tree, "capabilities.json: ", problems};
    object.read_array("presses", [&](const Json& node, const std::string& path) {
        catalog::Press& press = can.presses.emplace_back();
        ObjectReader row{node, path, problems};
        row.read("id", press.id);
        row.read("name", press.name);
        row.read("process", press.process);
        row.read("kind", press.kind);
        row.read("force_kn", press.force_kn);
        row.read("length_mm", press.length_mm);
        row.read("source", press.source);
    });
    object.read_array("sheets", [&](const Json& node, const std::string& path) {
        catalog::SheetStock& sheet = can.sheets.emplace_back();
        ObjectReader row{node, path, problems};
        row.read("material", sheet.material);
        row.read("name", sheet.name);
        row.read("gauges_mm", sheet.gauges_mm);
        row.read("bend_radius_over_t_min", sheet.bend_radius_over_t_min);
        row.read("source", sheet.source);
    });
    object.read_object("round_bars", [&](const Json& node, const std::string& path) {
        ObjectReader bars{node, path, problems};
        bars.read("diameters_mm", can.round_bars_mm);
        bars.read("source", can.round_bars_source);
    });
    object.read_array("tolerances", [&](const Json& node, const std::string& path) {
        catalog::ProcessTolerance& tolerance = can.tolerances.emplace_back();
        ObjectReader row{node, path, problems};
        row.read("process", tolerance.process);
        row.read("length_max_mm", tolerance.length_max_mm);
        row.read("least_mm", tolerance.least_mm);
        row.read("base_mm", tolerance.base_mm);
        row.read("share_of_length", tolerance.share_of_length);
        row.read("source", tolerance.source);
    });
    return can;
}

}  // namespace millrace::codec
