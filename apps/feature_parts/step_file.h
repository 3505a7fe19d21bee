#pragma once

#include <string>

#include <TopoDS_Shape.hxx>

namespace millrace::feature_parts {

/// STEP (AP214) text of a solid; every face is named after its number in TopExp::MapShapes.
/// Empty when the kernel cannot write it.
[[nodiscard]] std::string step_text(const TopoDS_Shape& solid);

}  // namespace millrace::feature_parts
