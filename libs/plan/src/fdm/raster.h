#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "millrace/geom/section.h"

namespace millrace::plan::fdm {

/// Where the cells of a raster lie: square cells in a frame turned by 45°, the angle of the infill,
/// so that a row (or a column) of cells is a line of infill.
struct Grid {
    double u0 = 0.0;
    double v0 = 0.0;
    double cell_mm = 0.2;
    int columns = 0;
    int rows = 0;

    [[nodiscard]] static Grid over(geom::Vec2 low, geom::Vec2 high, double cell_mm);
    [[nodiscard]] int words() const { return (columns + 63) / 64; }
    [[nodiscard]] double u(geom::Vec2 p) const;  ///< in cells from the first one
    [[nodiscard]] double v(geom::Vec2 p) const;
};

/// A set of cells of a grid, one bit each. Set operations run word by word, which makes the
/// comparison of a layer with its neighbours nearly free.
class Raster {
public:
    Raster() = default;
    explicit Raster(const Grid& grid);

    [[nodiscard]] int rows() const { return rows_; }
    [[nodiscard]] int words() const { return words_; }
    [[nodiscard]] bool blank() const;  ///< no cell is set
    [[nodiscard]] std::size_t count() const;
    [[nodiscard]] bool at(int column, int row) const {
        return ((row_data(row)[column >> 6] >> (column & 63)) & 1U) != 0;
    }
    void set(int column, int row) {
        row_data(row)[column >> 6] |= std::uint64_t{1} << (column & 63);
    }
    [[nodiscard]] std::uint64_t* row_data(int row) {
        return bits_.data() + static_cast<std::ptrdiff_t>(row) * words_;
    }
    [[nodiscard]] const std::uint64_t* row_data(int row) const {
        return bits_.data() + static_cast<std::ptrdiff_t>(row) * words_;
    }

    Raster& operator|=(const Raster& other);
    Raster& operator&=(const Raster& other);
    Raster& subtract(const Raster& other);
    bool operator==(const Raster&) const = default;

    /// Adds every cell within `cells` of a set one along both directions (a square, not a circle).
    /// Cost: O(words · log cells).
    [[nodiscard]] Raster grown(int cells) const;
    /// Keeps the cells whose whole neighbourhood of `cells` is set.
    [[nodiscard]] Raster shrunk(int cells) const;
    /// The same with rows and columns exchanged.
    [[nodiscard]] Raster transposed(const Grid& grid) const;

    /// Sets the cells whose centres are inside, by the even-odd rule.
    void fill(const Grid& grid, std::span<const geom::Contour> contours);

private:
    int rows_ = 0;
    int words_ = 0;
    std::vector<std::uint64_t> bits_;
};

/// A row of set cells [begin, end).
struct Run {
    int row = 0;
    int begin = 0;
    int end = 0;
};

/// All runs, row by row, left to right.
[[nodiscard]] std::vector<Run> runs_of(const Raster& raster);

/// Cell sides between a set and an unset cell, and those where the unset cell belongs to `around`.
struct Borders {
    std::size_t along_rows = 0;   ///< at the ends of runs
    std::size_t across_rows = 0;  ///< between one row and the next
    std::size_t inner_along_rows = 0;
    std::size_t inner_across_rows = 0;
    [[nodiscard]] std::size_t total() const { return along_rows + across_rows; }
};
[[nodiscard]] Borders count_borders(const Raster& raster, const Raster& around);

/// For every run, the number of the connected region it belongs to (cells touch at sides or
/// corners), from 0.
struct Regions {
    std::vector<std::uint32_t> of_run;
    std::uint32_t count = 0;
    std::uint32_t branches = 0;  ///< places where a run splits in two or two runs join
};
[[nodiscard]] Regions regions_of(const std::vector<Run>& runs);

}  // namespace millrace::plan::fdm
