#pragma once

// Tool reach of the samples of a surface along one direction.

#include <cstdint>
#include <span>
#include <vector>

#include "millrace/facts/reach.h"
#include "set_ups/height_map.h"
#include "surface.h"

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

/// A wall that leans away by less than this counts as parallel to the tool: half a degree.
inline constexpr double kParallelSine = 0.0087;

/// Which samples any of `tools`, tried in order, reaches along `frame.w`, of which `map` holds the
/// heights. `drilled` may be empty. Pure; safe to call from many threads.
[[nodiscard]] ReachedSamples reached_samples(const Surface& surface, const DrilledSamples& drilled,
                                             const ViewFrame& frame, HeightMap map,
                                             std::span<const ToolShape> tools,
                                             const CancelToken& cancel);

/// The same along several unit directions at once, on several threads; opposite ones share a map
/// drawn once. The rows of a map follow the first of `axes` that is not nearly the direction, so
/// that answers turn with the part.
[[nodiscard]] std::vector<ReachedSamples> reached_samples(
    const Surface& surface, const DrilledSamples& drilled, std::span<const geom::Vec3> directions,
    const std::array<geom::Vec3, 3>& axes, std::span<const ToolShape> tools, double cells_max,
    const CancelToken& cancel);

}  // namespace millrace::facts
