#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "millrace/base/text.h"
#include "millrace/geom/boundary_model.h"

namespace millrace::facts {

enum class FastenerKind { Screw, Nut, Washer };
[[nodiscard]] std::string_view to_string(FastenerKind kind);  ///< "screw" "nut" "washer"

/// A standard part that nobody would make: bought, not made. A suggestion, for a person to confirm.
struct Fastener {
    FastenerKind kind = FastenerKind::Screw;
    std::string size;        ///< "M8" where the shape or the name gives it, else empty
    double length_mm = 0.0;  ///< screws: under the head; 0 where unknown
    bool by_shape = false;
    bool by_name = false;
    Text reason;  ///< why, for a person to judge
};

/// Tells screws, nuts and washers by their shape (exact parts only) or by their name.
/// By shape: a washer is a ring with the diameters of ISO 7089; a nut has six flats of equal
/// distance around a hole, of the width across flats of ISO 4032; a screw has a shank of a metric
/// size and one head on its axis, of six flats (ISO 4014) or round (ISO 4762), and no hole along
/// its axis. By name: the words used in English and German and the standards ("ISO 4762", "DIN
/// 934"), with a body that is not larger than fasteners are. Cost: O(faces²).
[[nodiscard]] std::optional<Fastener> recognise_fastener(const geom::BoundaryModel& model);

}  // namespace millrace::facts
