#include "iges_scan.h"

#include <algorithm>

namespace millrace::cad {

Status scan_iges(std::string_view text) {
    constexpr std::string_view kOrder = "SGDPT";
    std::size_t section = 0;
    std::size_t line_number = 0;
    std::size_t parameters = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        std::size_t end = std::min(text.find('\n', begin), text.size());
        std::string_view line = text.substr(begin, end - begin);
        begin = end + 1;
        ++line_number;
        while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
        if (line.empty()) continue;
        if (line.size() > 80 || line.size() < 73) {
            if (section == kOrder.size() - 1) break;  // text after the end
            return Error{ErrorCode::Syntax,
                         "line " + std::to_string(line_number) + " of the IGES file has " +
                             std::to_string(line.size()) + " columns; records have 80",
                         {}};
        }
        const std::size_t found = kOrder.find(line[72]);
        if (found == std::string_view::npos || found < section) {
            return Error{ErrorCode::Syntax,
                         "line " + std::to_string(line_number) +
                             " of the IGES file belongs to section '" +
                             printable_name(line.substr(72, 1)) + "', which cannot follow '" +
                             std::string{kOrder.substr(section, 1)} + "'",
                         {}};
        }
        section = found;
        parameters += line[72] == 'P' ? 1U : 0U;
    }
    if (parameters == 0) {
        return Error{ErrorCode::NoGeometry,
                     "the IGES file holds no entity: its parameter section is empty",
                     {}};
    }
    if (section + 1 < kOrder.size()) {
        return Error{ErrorCode::Truncated,
                     "the IGES file ends before its terminate section: it was cut short, send it "
                     "again",
                     {}};
    }
    return Done{};
}

}  // namespace millrace::cad
