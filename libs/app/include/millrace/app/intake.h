#pragma once

#include <vector>

#include "millrace/cad/repair.h"

namespace millrace::app {

/// What happens to every file once it has been read, in the server and on the command line alike:
/// meshes with defects become repaired revisions, parts that look like screws, nuts or washers are
/// named as parts to buy. All of it stands in the diagnostics. @return the parts as read, of those
/// that were repaired; Cancelled.
[[nodiscard]] Result<std::vector<cad::RepairedPart>> take_in(cad::ReadFile& file,
                                                             const CancelToken& cancel);

}  // namespace millrace::app
