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
                         say("cad.iges_columns",
                             "line {line} of the IGES file has {columns} columns; records have 80",
                             {{"line", line_number}, {"columns", line.size()}}),
                         {}};
        }
        const std::size_t found = kOrder.find(line[72]);
        if (found == std::string_view::npos || found < section) {
            return Error{ErrorCode::Syntax,
                         say("cad.iges_section",
                             "line {line} of the IGES file belongs to section '{section}', which "
                             "cannot follow '{before}'",
                             {{"line", line_number},
                              {"section", printable_name(line.substr(72, 1))},
                              {"before", std::string{kOrder.substr(section, 1)}}}),
                         {}};
        }
        section = found;
        parameters += line[72] == 'P' ? 1U : 0U;
    }
    if (parameters == 0) {
        return Error{ErrorCode::NoGeometry,
                     say("cad.iges_no_parameters",
                         "the IGES file holds no entity: its parameter section is empty"),
                     {}};
    }
    if (section + 1 < kOrder.size()) {
        return Error{
            ErrorCode::Truncated,
            say("cad.iges_cut",
                "the IGES file ends before its terminate section: it was cut short, send it again"),
            {}};
    }
    return Done{};
}

}  // namespace millrace::cad
