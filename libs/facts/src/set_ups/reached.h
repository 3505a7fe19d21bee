#pragma once

// Tool reach of the samples of a surface along one direction.

#include <cstdint>
#include <span>
#include <vector>

#include "millrace/facts/reach.h"
#include "set_ups/height_map.h"
#include "set_ups/sight.h"

namespace millrace::facts {

/// Holes are drilled, not milled: samples in a hole are reached along its axis wherever the line of
/// sight is free.
struct DrilledSamples {
    std::vector<std::uint32_t> hole_of;  ///< of each sample; kNoHole
    std::vector<geom::Vec3> axis;        ///< of each hole, unit

    static constexpr std::uint32_t kNoHole = 0xFFFFFFFF;
};

enum class SampleReach : std::uint8_t {
    Hidden,   ///< out of sight along the direction
    InSight,  ///< but no tool gets there
    Reached
};

struct ReachedSamples {
    std::vector<SampleReach> of_sample;
    double cell_mm = 0.0;
};

/// Which samples any of `tools`, tried in order, reaches along each of some unit directions, on
/// several threads; opposite ones share a map drawn once. `drilled` may be empty. Where it is known
/// what the samples see, bit i of `seen` says it for direction i; else `seen` is empty. The rows of
/// a map follow the first of `axes` that is not nearly the direction, so that answers turn with the
/// part.
[[nodiscard]] std::vector<ReachedSamples> reached_samples(
    const Sight& sight, const DrilledSamples& drilled, std::span<const geom::Vec3> directions,
    std::span<const std::uint8_t> seen, const std::array<geom::Vec3, 3>& axes,
    std::span<const ToolShape> tools, double cells_max, const CancelToken& cancel);

}  // namespace millrace::facts
