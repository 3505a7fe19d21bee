#pragma once

// How a part is held and reached: tool access, set-ups of a mill, the share of a lathe.

#include <array>
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

/// Tool access and the smallest set of directions that reaches every reachable face, for the
/// generic end mills of reach.h and for drills along the part's own holes. Where the six axes of
/// the frame reach all that any candidate reaches, the set is chosen among them; else among all
/// candidates. Of equally small sets the one that reaches most area wins, then the first.
struct SetUps {
    MillingVerdict verdict = MillingVerdict::Unreachable;
    /// The part's own axes, right-handed: those of the model where they fit the part as well as any
    /// others.
    std::array<geom::Vec3, 3> frame = {geom::Vec3{1, 0, 0}, geom::Vec3{0, 1, 0},
                                       geom::Vec3{0, 0, 1}};
    std::vector<ToolDirection> candidates;  ///< + and - of each axis of the frame, then the others
    std::vector<std::uint32_t> chosen;      ///< indices of `candidates`, largest area first
    bool optimal = false;                   ///< proved smallest, not only found
    /// Hidden over more than 5 % of their area, or in sight over more than half of it and yet out
    /// of reach of every tool.
    std::vector<std::uint32_t> unreachable_faces;
    Area unreachable;  ///< out of reach from every candidate, strips in narrow corners included
    /// Faces only reached by a tool that turns while it cuts: in sight at every point, but neither
    /// from one candidate nor, as a freeform face, from two opposite ones.
    std::vector<std::uint32_t> five_axis_faces;
    Length gap_error;  ///< gaps for tools are judged with at most this error
};

/// The six directions along the axes of a frame, in the order of geom::kAxisDirections.
[[nodiscard]] std::array<geom::Vec3, 6> axis_directions(const std::array<geom::Vec3, 3>& frame);

/// One length of the turned profile.
struct TurnedSection {
    Length from;  ///< along the axis from the part's lowest point on it
    Length to;
    Length radius_from;  ///< of the smallest solid of revolution around the part
    Length radius_to;
    Length bore_from;  ///< of the largest coaxial void; 0 where solid
    Length bore_to;
};

/// What a lathe can make of a part. All zero when less than 40 % of the surface faces or runs along
/// any axis that a surface of revolution has, or when the residual is above about 0.4.
struct Turning {
    /// The residual is below 0.15 and at least half of the surface is turned.
    bool recognised = false;
    geom::Vec3 origin;  ///< on the axis, at the part's lowest point along it
    geom::Vec3 axis;    ///< unit
    Length length;
    Length diameter;  ///< of the enclosing bar
    std::vector<TurnedSection> profile;
    double turned_share = 0.0;  ///< area of faces a lathe makes / whole area
    /// Volume swept by a full turn of the part minus the part, over the former: what has to be
    /// milled out of the turned blank. Grooves in the faces and bores are not in it.
    double residual = 0.0;
    std::vector<std::uint32_t> turned_faces;  ///< of B-rep parts
    std::vector<std::uint32_t> milled_faces;  ///< what remains for live tools or a mill
};

}  // namespace millrace::facts
