#pragma once

#include "millrace/cad/read.h"
#include "quote_json.h"

namespace millrace::cli {

/// {"parts":[{index,name,quantity,colour,bought}],"tree":[{name,product,part,transform,colour,
/// children}]}: `part` is an index in `parts`, `transform` three rows of four from the part's
/// coordinates to the file's. Null for files without a structure.
[[nodiscard]] Json assembly_json(const cad::ReadFile& file);
/// Whether a part looks like one to buy: {kind,size,length_mm,by_shape,by_name,reason} or null.
[[nodiscard]] Json bought_json(const geom::BoundaryModel& model);

}  // namespace millrace::cli
