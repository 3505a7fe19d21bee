#pragma once

// The part seen along a direction as a grid of heights, and what a tool standing in it touches.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "millrace/geom/triangle_mesh.h"

namespace millrace::facts {

/// Two directions across the view and the one towards the tool: unit, square to each other.
struct ViewFrame {
    geom::Vec3 u, v, w;

    [[nodiscard]] bool right_handed() const { return dot(cross(u, v), w) > 0.0; }
    /// The same rows and columns seen from the other end.
    [[nodiscard]] ViewFrame from_behind() const { return {u, v, -w}; }
};

/// Largest height of the part over every cell of a grid; far below where there is no part. Never
/// too low: a cell that a triangle touches is at least as high as the triangle is within it.
class HeightMap {
public:
    /// The part seen from both ends of `frame.w`: heights along it, and along its opposite. Both
    /// have the same rows and about `cells_max` cells over the part's extent across the view. Of a
    /// mesh that is `closed` only the triangles that look towards the viewer are drawn: the others
    /// lie behind them.
    struct Pair;
    [[nodiscard]] static Pair of(const geom::TriangleMesh& mesh, const ViewFrame& frame,
                                 double cells_max, bool closed);

    [[nodiscard]] double cell_mm() const { return cell_mm_; }
    [[nodiscard]] float top() const { return top_; }

    /// The same with cells four times as large, each as high as the highest of its four.
    [[nodiscard]] HeightMap coarser() const;

    /// The lowest a flat tool may stand with its axis over every cell: grey dilation by its disc,
    /// by maxima over the rows of the disc.
    [[nodiscard]] HeightMap under_flat_tool(double radius_mm) const;

    /// Height at a point across the view, in mm along u and v; far below outside.
    [[nodiscard]] float at(double u, double v) const {
        const double x = (u - u0_) * per_mm_;
        const double y = (v - v0_) * per_mm_;
        if (!(x >= 0.0 && y >= 0.0) || x >= width_ || y >= height_) return kNothing;
        return cells_[static_cast<std::size_t>(y) * static_cast<std::size_t>(stride_) +
                      static_cast<std::size_t>(x)];
    }

    static constexpr float kNothing = -1e30F;

    HeightMap() = default;  ///< of nothing

private:
    friend class ToolEnd;
    struct Footprint;
    void draw(const Footprint& print);
    void set_grid(const geom::Box& box, double cells_max);
    [[nodiscard]] HeightMap padded(int border) const;
    [[nodiscard]] HeightMap empty_copy() const;
    [[nodiscard]] float* row(int y) {
        return cells_.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(stride_);
    }
    [[nodiscard]] const float* row(int y) const {
        return cells_.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(stride_);
    }

    double u0_ = 0.0, v0_ = 0.0;  ///< corner of the grid
    double cell_mm_ = 0.0, per_mm_ = 0.0;
    int width_ = 0, height_ = 0, stride_ = 0;
    float top_ = kNothing;
    std::vector<float> cells_;
};

struct HeightMap::Pair {
    HeightMap above;
    HeightMap below;
};

/// The end of a round tool above a height map: flat within `flat_mm` of the axis, then rising as a
/// corner of `corner_mm` (Saito & Takahashi's inverse offset, 1991). The map has to outlive it.
class ToolEnd {
public:
    /// `asked` is about how often it will be asked. For few places the cells under each are looked
    /// at, O(radius²) in cells; for many a flat tool's map is drawn once, O(cells · radius).
    ToolEnd(const HeightMap& map, double flat_mm, double corner_mm, std::size_t asked);

    /// Whether nothing reaches into the tool when its end is at `z` over a point of the view.
    [[nodiscard]] bool stands(double u, double v, double z) const;

private:
    /// Cells of the disc in a row: as many to both sides of the axis.
    struct Row {
        int dy = 0;
        int half = 0;
        std::size_t first_rise = 0;
    };

    const HeightMap& map_;
    std::optional<HeightMap> drawn_;
    std::vector<Row> rows_;
    std::vector<float> rises_;  ///< of the corner over the end, negated; empty of a flat tool
};

}  // namespace millrace::facts
