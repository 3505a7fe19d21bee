#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include <TopoDS_Shape.hxx>

#include "dimensions.h"

namespace millrace::examples {

[[nodiscard]] TopoDS_Shape shape_of(const MachinedBracket& d);
[[nodiscard]] TopoDS_Shape shape_of(const DrilledPlate& d);
[[nodiscard]] TopoDS_Shape shape_of(const PrintedHousing& d);
[[nodiscard]] TopoDS_Shape shape_of(const TurnedShaft& d);
[[nodiscard]] TopoDS_Shape shape_of(const BentBracket& d);

[[nodiscard]] nlohmann::ordered_json truth_of(const MachinedBracket& d);
[[nodiscard]] nlohmann::ordered_json truth_of(const DrilledPlate& d);
[[nodiscard]] nlohmann::ordered_json truth_of(const PrintedHousing& d);
[[nodiscard]] nlohmann::ordered_json truth_of(const TurnedShaft& d);
[[nodiscard]] nlohmann::ordered_json truth_of(const BentBracket& d);

struct Rgb {
    double r, g, b;
};

/// Writes AP242 with a fixed time stamp, so that the same program writes the same bytes.
/// @return false when the kernel could not write the file.
[[nodiscard]] bool write_step(const TopoDS_Shape& shape, const std::string& name, Rgb colour,
                              const std::filesystem::path& file);

}  // namespace millrace::examples
