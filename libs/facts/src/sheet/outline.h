#pragma once

// Outlines in the plane: pieces of unrolled edges, joined to loops. Internal to the module.

#include <span>

#include "skin.h"

namespace millrace::facts::sheet {

/// An unrolled edge: corners with bulges (geom::OutlineVertex), the last one without.
struct Piece {
    std::vector<geom::OutlineVertex> points;  ///< at least two
    std::uint32_t edge = kNone;
    std::uint32_t face = kNone;  ///< of the skin
    std::uint32_t wall = kNone;  ///< across; kNone on an open shell
    double chord_error_mm = 0.0;

    [[nodiscard]] Vec2 front() const { return {points.front().x_mm, points.front().y_mm}; }
    [[nodiscard]] Vec2 back() const { return {points.back().x_mm, points.back().y_mm}; }
};

/// Unrolls an edge that bounds or lies over a placed face, in its own direction or the other one.
[[nodiscard]] Piece unroll(const geom::BoundaryModel& model, std::uint32_t edge, bool forward,
                           std::uint32_t face, const Placed& placed);

struct ChainedLoop {
    geom::OutlineLoop loop;
    std::vector<std::uint32_t> pieces;  ///< of the input, in order
    double area_mm2 = 0.0;              ///< signed, positive counter-clockwise
};

/// Joins pieces end to end, turning them where needed.
/// @param open set to a piece that stays open, if any.
[[nodiscard]] std::vector<ChainedLoop> chain(const std::vector<Piece>& pieces,
                                             std::optional<std::uint32_t>& open);

[[nodiscard]] double signed_area(const geom::OutlineLoop& loop);
[[nodiscard]] double perimeter(const geom::OutlineLoop& loop);
void reverse(geom::OutlineLoop& loop);

/// Extent of loops along a direction, exact for arcs.
struct Extent {
    double low = 0.0;
    double high = 0.0;
};
[[nodiscard]] Extent extent(std::span<const geom::OutlineLoop> loops, Vec2 direction);

/// Turns and moves so that the smallest rectangle around the first loop lies with its long side
/// along x and its lower left corner at the origin.
struct Move2 {
    Vec2 x{1.0, 0.0};  ///< image of the x axis
    Vec2 shift;
    [[nodiscard]] Vec2 operator()(Vec2 p) const {
        return Vec2{x.x * p.x - x.y * p.y, x.y * p.x + x.x * p.y} + shift;
    }
};
[[nodiscard]] Move2 to_lower_left(std::span<const geom::OutlineLoop> loops);
void apply(const Move2& move, geom::OutlineLoop& loop);

/// Points along the outline with their chords within `chord_error_mm`.
[[nodiscard]] std::vector<Vec2> sampled(const geom::OutlineLoop& loop, double chord_error_mm);

/// Where two stretches of outline cross, if they do.
[[nodiscard]] std::optional<Vec2> crossing(std::span<const geom::OutlineLoop> loops);

[[nodiscard]] double distance(const Piece& piece, Vec2 point);
[[nodiscard]] bool contains(std::span<const Vec2> polygon, Vec2 point);

}  // namespace millrace::facts::sheet
