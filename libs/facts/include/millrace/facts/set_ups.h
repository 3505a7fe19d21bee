#pragma once

// How a part is held and reached: tool access, set-ups of a mill, the share of a lathe.

#include <cstdint>
#include <string_view>
#include <vector>

#include "millrace/base/quantity.h"
#include "millrace/facts/place.h"

namespace millrace::facts {

/// The simplest mill that reaches everything.
enum class MillingVerdict : std::uint8_t {
    ThreeAxis,     ///< set-ups along axis directions of one vice frame
    ThreePlusTwo,  ///< needs tilted directions, each held still while cutting
    FiveAxis,      ///< some face needs the tool to turn while it cuts
    Unreachable    ///< some face is reached from no direction
};
[[nodiscard]] std::string_view to_string(MillingVerdict verdict);

/// One direction a tool may come from.
struct ToolDirection {
    geom::Vec3 direction;              ///< unit, from the part towards the tool
    std::vector<std::uint32_t> faces;  ///< faces reached over at least 95 % of their area
    Area reached;
};

/// Tool access and the smallest set of directions that reaches every reachable face.
struct SetUps {
    MillingVerdict verdict = MillingVerdict::Unreachable;
    std::vector<ToolDirection> candidates;  ///< six axes of the best frame first
    std::vector<std::uint32_t> chosen;      ///< indices of `candidates`, largest area first
    bool optimal = false;                   ///< proved smallest, not only found
    std::vector<std::uint32_t> unreachable_faces;
    Area unreachable;
    /// Faces only reached by a tool that turns while it cuts (freeform undercut by no direction
    /// alone but seen from somewhere at every point).
    std::vector<std::uint32_t> five_axis_faces;
};

/// One length of the turned profile.
struct TurnedSection {
    Length from;  ///< along the axis from the part's lowest point on it
    Length to;
    Length radius_from;  ///< of the smallest solid of revolution around the part
    Length radius_to;
    Length bore_from;  ///< of the largest coaxial void; 0 where solid
    Length bore_to;
};

/// What a lathe can make of a part.
struct Turning {
    bool recognised = false;  ///< most of the surface turns around one axis
    geom::Vec3 origin;        ///< on the axis, at the part's lowest point along it
    geom::Vec3 axis;          ///< unit
    Length length;
    Length diameter;  ///< of the enclosing bar
    std::vector<TurnedSection> profile;
    double turned_share = 0.0;  ///< area of faces a lathe makes / whole area
    /// Volume of the solid of revolution around the part minus the part, over the former.
    double residual = 0.0;
    std::vector<std::uint32_t> turned_faces;
    std::vector<std::uint32_t> milled_faces;  ///< what remains for live tools or a mill
};

}  // namespace millrace::facts
