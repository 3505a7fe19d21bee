#include "millrace/app/flat_pattern.h"

#include "millrace/cad/write.h"

namespace millrace::app {

Result<std::string> flat_pattern_dxf(const facts::PartFacts& facts) {
    const auto* sheet = std::get_if<facts::Sheet>(&facts.sheet);
    if (sheet == nullptr || sheet->flat.loops.empty()) {
        const auto* refusal = std::get_if<facts::SheetRefusal>(&facts.sheet);
        return Error{ErrorCode::NotFound,
                     "there is no flat pattern: " +
                         (refusal != nullptr
                              ? refusal->reason
                              : std::string{"the part has no constant thickness like sheet metal"}),
                     {}};
    }
    cad::FlatDrawing drawing;
    drawing.loops = sheet->flat.loops;
    for (const facts::Bend& bend : sheet->bends)
        drawing.bends.push_back({bend.line_from, bend.line_to, bend.up});
    return cad::write_dxf(drawing);
}

}  // namespace millrace::app
