#pragma once

// The five fields of a part, on its samples and on any mesh of its surface.

#include <cstdint>
#include <span>
#include <vector>

#include "fields/ball_survey.h"
#include "millrace/facts/part_facts.h"

namespace millrace::facts {

/// What draft, overhang and reach are measured against.
struct FieldFrame {
    geom::Vec3 pull{0, 0, 1};  ///< of the mould halves: along it and against it
    geom::Vec3 up{0, 0, 1};    ///< away from the build plate
    std::array<geom::Vec3, 6> axes = geom::kAxisDirections;  ///< of the part (SetUps::frame)
    std::array<double, 6> high{};                            ///< of the part along them, mm
};
[[nodiscard]] FieldFrame field_frame(const geom::TriangleMesh& mesh, const PartFacts& facts);

/// Draft in degrees of a surface with the outward `normal` for the mould half that makes it: half
/// along +pull if `free_along`, along -pull if `free_against`; with neither it is an undercut and
/// the draft is negative.
[[nodiscard]] double draft_deg(geom::Vec3 normal, geom::Vec3 pull, bool free_along,
                               bool free_against);

/// Degrees that a surface leans over from vertical; 0 where it does not face down.
[[nodiscard]] double overhang_deg(geom::Vec3 normal, geom::Vec3 up);

/// Depth below the highest point of the part along the best of the axis directions that `seen`
/// names by bits; NaN for none.
[[nodiscard]] double reach_mm(const FieldFrame& frame, geom::Vec3 point, std::uint8_t seen);

/// A point of the surface that looks out.
struct Outlook {
    geom::Vec3 point;
    geom::Vec3 normal;  ///< of the side it is on
    geom::Vec3 lift;    ///< away from all sides that meet there: the normal, but at edges
};
/// Whether a straight line from a point on the surface leaves the part along `direction`.
[[nodiscard]] bool is_free(const Surface& surface, const Outlook& from, geom::Vec3 direction);

struct FieldSurveys {
    const BallSurvey& inside;
    const BallSurvey& outside;
    std::span<const std::uint8_t> seen;  ///< of each sample, a bit for each axis direction
};

/// All five, per vertex of the surface's own mesh. Cost: two rays a sample when the pull direction
/// is none of the axes, else little.
[[nodiscard]] std::vector<Field> measure_fields(const Surface& surface, const FieldSurveys& surveys,
                                                const PartFacts& facts, double facet_error_mm);

}  // namespace millrace::facts
