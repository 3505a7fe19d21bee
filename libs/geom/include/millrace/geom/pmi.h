#pragma once

// Product and manufacturing information: what a file says about sizes and tolerances of its faces.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace millrace::geom {

enum class PmiKind : std::uint8_t {
    Dimension,  ///< a size or a distance, with its deviations
    Tolerance,  ///< a geometric tolerance: form, direction, place or run-out
    Datum,      ///< a face that tolerances refer to by a letter
    Thread,     ///< a thread that the faces stand for but do not show
    Note        ///< a text about faces
};
[[nodiscard]] std::string_view to_string(PmiKind kind);  ///< "dimension" "tolerance" ...

/// One statement of a file. Lengths in mm and angles in radians whatever the file's units were.
struct Pmi {
    PmiKind kind = PmiKind::Note;
    std::string type;      ///< "diameter", "linear distance", "position", "flatness"; as in STEP
    std::string text;      ///< for people: "⌀35 +0 -0.2"; the file's own text where it has one
    bool angular = false;  ///< the values are angles
    /// Size, distance, or width of the tolerance zone. Files may give a dimension without a value.
    std::optional<double> nominal;
    std::optional<double> upper;  ///< deviations from `nominal`, signed
    std::optional<double> lower;
    std::vector<std::string> modifiers;  ///< "theoretical", "maximum_material_requirement", "H7"
    std::vector<std::string> datums;     ///< in order of precedence: "A", "B(M)", "A-B"
    std::vector<std::uint32_t> faces;    ///< of the model, ascending; may be empty
    std::uint64_t step_id = 0;           ///< number of the entity in its file
};

}  // namespace millrace::geom
