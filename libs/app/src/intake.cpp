#include "millrace/app/intake.h"

#include "millrace/facts/fastener.h"

namespace millrace::app {

Result<std::vector<cad::RepairedPart>> take_in(cad::ReadFile& file, const CancelToken& cancel) {
    geom::RepairOptions options;
    options.cancel = cancel;
    MILLRACE_TRY(std::vector<cad::RepairedPart> repaired, cad::repair_parts(file, options));
    for (std::size_t i = 0; i < file.parts.size(); ++i) {
        const auto fastener = facts::recognise_fastener(file.parts[i]);
        if (!fastener) continue;
        const std::string& name = file.parts[i].name;
        file.diagnostics.push_back(
            {cad::Severity::Info, "bought_part",
             name.empty()
                 ? say("intake.bought", "Part {number} looks like a part to buy. {reason}",
                       {{"number", i + 1}, {"reason", fastener->reason}})
                 : say("intake.bought_named",
                       "Part {number} '{name}' looks like a part to buy. {reason}",
                       {{"number", i + 1}, {"name", name}, {"reason", fastener->reason}})});
    }
    return repaired;
}

}  // namespace millrace::app
