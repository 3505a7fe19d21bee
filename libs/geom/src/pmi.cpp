#include "millrace/geom/pmi.h"

namespace millrace::geom {

std::string_view to_string(PmiKind kind) {
    switch (kind) {
        case PmiKind::Dimension: return "dimension";
        case PmiKind::Tolerance: return "tolerance";
        case PmiKind::Datum: return "datum";
        case PmiKind::Thread: return "thread";
        case PmiKind::Note: return "note";
    }
    return "note";
}

}  // namespace millrace::geom
