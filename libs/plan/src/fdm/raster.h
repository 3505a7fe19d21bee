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

/// A row of set cells [begin, end).
struct Run {
    int row = 0;
    int begin = 0;
    int end = 0;
};

/// A cell by column and row.
struct Cell {
    int column = 0;
    int row = 0;
};

/// A set of cells of a grid, one bit each. Set operations run word by word, which makes the
/// comparison of a layer with its neighbours nearly free. Only the window that may hold set cells
/// is stored: a small surface of a large part costs little.
class Raster {
public:
    Raster() = default;
    /// The cells whose centres are inside, by the even-odd rule.
    [[nodiscard]] static Raster inside(const Grid& grid, std::span<const geom::Contour> contours);
    [[nodiscard]] static Raster of_cells(std::span<const Cell> cells);

    [[nodiscard]] bool blank() const;  ///< no cell is set
    [[nodiscard]] std::size_t count() const;
    /// The window: rows and words of 64 columns, each from the first to one past the last.
    [[nodiscard]] int row_begin() const { return row_; }
    [[nodiscard]] int row_end() const { return row_ + rows_; }
    [[nodiscard]] int word_begin() const { return word_; }
    [[nodiscard]] int word_end() const { return word_ + words_; }
    /// The words of a row of the window; null outside it.
    [[nodiscard]] const std::uint64_t* row_data(int row) const {
        return row >= row_ && row < row_ + rows_ && words_ > 0 ? &bits_[at(row, word_)] : nullptr;
    }
    /// 64 columns of a row; none are set outside the window.
    [[nodiscard]] std::uint64_t word(int row, int word) const {
        const bool stored =
            row >= row_ && row < row_ + rows_ && word >= word_ && word < word_ + words_;
        return stored ? bits_[at(row, word)] : 0;
    }

    Raster& operator|=(const Raster& other);
    Raster& operator&=(const Raster& other);
    Raster& subtract(const Raster& other);
    void set(Run run);

    /// The same cells in the smallest window.
    [[nodiscard]] Raster trimmed() const;
    /// The cells inside the window of `other`, widened by `margin` cells.
    [[nodiscard]] Raster within_window_of(const Raster& other, int margin) const;
    /// Adds every cell within `cells` of a set one along both directions (a square, not a circle).
    /// Cost: O(words · log cells).
    [[nodiscard]] Raster grown(int cells) const;
    /// Keeps the cells whose whole neighbourhood of `cells` is set.
    [[nodiscard]] Raster shrunk(int cells) const;
    /// The same with rows and columns exchanged.
    [[nodiscard]] Raster transposed() const;

private:
    Raster(int row, int rows, int word, int words);
    [[nodiscard]] std::size_t at(int row, int word) const {
        return static_cast<std::size_t>(row - row_) * static_cast<std::size_t>(words_) +
               static_cast<std::size_t>(word - word_);
    }
    void toggle_outlines(const Grid& grid, std::span<const geom::Contour> contours);
    [[nodiscard]] Raster copied(int row_first, int row_last, int word_first, int word_last) const;

    int row_ = 0;
    int rows_ = 0;
    int word_ = 0;
    int words_ = 0;
    std::vector<std::uint64_t> bits_;
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
