#include "fdm/raster.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>
#include <numeric>

namespace millrace::plan::fdm {
namespace {

constexpr double kSin45 = std::numbers::sqrt2 / 2.0;

/// Exclusive-or of each bit with all lower ones: turns outline toggles into filled cells.
std::uint64_t prefix_xor(std::uint64_t x) {
    x ^= x << 1;
    x ^= x << 2;
    x ^= x << 4;
    x ^= x << 8;
    x ^= x << 16;
    x ^= x << 32;
    return x;
}

/// Turns a block of 64 x 64 bits (Warren, Hacker's Delight, 7-3).
void transpose64(std::uint64_t* a) {
    std::uint64_t mask = 0x00000000FFFFFFFFULL;
    for (unsigned j = 32; j != 0; j >>= 1, mask ^= mask << j) {
        for (unsigned k = 0; k < 64; k = ((k | j) + 1) & ~j) {
            const std::uint64_t t = ((a[k] >> j) ^ a[k | j]) & mask;
            a[k] ^= t << j;
            a[k | j] ^= t;
        }
    }
}

}  // namespace

Grid Grid::over(geom::Vec2 low, geom::Vec2 high, double cell_mm) {
    // The box turned by 45°, with a margin that regions may grow into.
    constexpr double kMarginMm = 4.0;
    Grid grid;
    grid.cell_mm = cell_mm;
    grid.u0 = (low.x + low.y) * kSin45 - kMarginMm;
    grid.v0 = (low.y - high.x) * kSin45 - kMarginMm;
    const double size = (high.x - low.x + high.y - low.y) * kSin45 + 2.0 * kMarginMm;
    grid.columns = static_cast<int>(std::ceil(size / cell_mm)) + 1;
    grid.rows = grid.columns;
    return grid;
}

double Grid::u(geom::Vec2 p) const { return ((p.x + p.y) * kSin45 - u0) / cell_mm; }
double Grid::v(geom::Vec2 p) const { return ((p.y - p.x) * kSin45 - v0) / cell_mm; }

Raster::Raster(int row, int rows, int word, int words)
    : row_{row},
      rows_{std::max(rows, 0)},
      word_{word},
      words_{std::max(words, 0)},
      bits_(static_cast<std::size_t>(rows_) * static_cast<std::size_t>(words_), 0) {}

bool Raster::blank() const {
    return std::all_of(bits_.begin(), bits_.end(), [](std::uint64_t w) { return w == 0; });
}

std::size_t Raster::count() const {
    std::size_t sum = 0;
    for (const std::uint64_t w : bits_) sum += static_cast<std::size_t>(std::popcount(w));
    return sum;
}

Raster Raster::copied(int row_first, int row_last, int word_first, int word_last) const {
    Raster result{row_first, row_last - row_first, word_first, word_last - word_first};
    const int k0 = std::max(word_first, word_begin());
    const int k1 = std::min(word_last, word_end());
    for (int row = std::max(row_first, row_begin()); row < std::min(row_last, row_end()); ++row) {
        if (k0 >= k1) break;
        std::copy_n(bits_.begin() + static_cast<std::ptrdiff_t>(at(row, k0)), k1 - k0,
                    result.bits_.begin() + static_cast<std::ptrdiff_t>(result.at(row, k0)));
    }
    return result;
}

Raster& Raster::operator|=(const Raster& other) {
    if (other.bits_.empty()) return *this;
    if (bits_.empty()) return *this = other;
    if (other.row_begin() < row_begin() || other.row_end() > row_end() ||
        other.word_begin() < word_begin() || other.word_end() > word_end()) {
        *this = copied(
            std::min(row_begin(), other.row_begin()), std::max(row_end(), other.row_end()),
            std::min(word_begin(), other.word_begin()), std::max(word_end(), other.word_end()));
    }
    for (int row = other.row_begin(); row < other.row_end(); ++row) {
        std::uint64_t* to = &bits_[at(row, other.word_begin())];
        const std::uint64_t* from = &other.bits_[other.at(row, other.word_begin())];
        for (int k = 0; k < other.words_; ++k) to[k] |= from[k];
    }
    return *this;
}

Raster& Raster::operator&=(const Raster& other) {
    *this = within_window_of(other, 0);
    for (int row = row_begin(); row < row_end(); ++row) {
        if (words_ == 0) break;
        std::uint64_t* to = &bits_[at(row, word_)];
        const std::uint64_t* from = &other.bits_[other.at(row, word_)];
        for (int k = 0; k < words_; ++k) to[k] &= from[k];
    }
    return *this;
}

Raster& Raster::subtract(const Raster& other) {
    const int k0 = std::max(word_begin(), other.word_begin());
    const int count = std::min(word_end(), other.word_end()) - k0;
    if (count <= 0) return *this;
    const int last = std::min(row_end(), other.row_end());
    for (int row = std::max(row_begin(), other.row_begin()); row < last; ++row) {
        std::uint64_t* to = &bits_[at(row, k0)];
        const std::uint64_t* from = &other.bits_[other.at(row, k0)];
        for (int k = 0; k < count; ++k) to[k] &= ~from[k];
    }
    return *this;
}

void Raster::set(Run run) {
    const int k0 = run.begin >> 6;
    const int k1 = (run.end - 1) >> 6;
    if (run.row < row_begin() || run.row >= row_end() || k0 < word_begin() || k1 >= word_end()) {
        Raster one{run.row, 1, k0, k1 - k0 + 1};
        one.set(run);
        *this |= one;
        return;
    }
    for (int column = run.begin; column < run.end; ++column) {
        bits_[at(run.row, column >> 6)] |= std::uint64_t{1} << (column & 63);
    }
}

Raster Raster::trimmed() const {
    int r0 = row_end();
    int r1 = row_begin();
    int k0 = word_end();
    int k1 = word_begin();
    for (int row = row_begin(); row < row_end(); ++row) {
        for (int k = word_begin(); k < word_end(); ++k) {
            if (bits_[at(row, k)] == 0) continue;
            r0 = std::min(r0, row);
            r1 = row + 1;
            k0 = std::min(k0, k);
            k1 = std::max(k1, k + 1);
        }
    }
    return r0 < r1 ? copied(r0, r1, k0, k1) : Raster{};
}

Raster Raster::within_window_of(const Raster& other, int margin) const {
    const int words = (margin + 63) / 64;
    const int r0 = std::max(row_begin(), other.row_begin() - margin);
    const int r1 = std::min(row_end(), other.row_end() + margin);
    const int k0 = std::max(word_begin(), other.word_begin() - words);
    const int k1 = std::min(word_end(), other.word_end() + words);
    return r0 < r1 && k0 < k1 ? copied(r0, r1, k0, k1) : Raster{};
}

Raster Raster::grown(int cells) const {
    if (cells <= 0 || bits_.empty()) return *this;
    const int side = (cells + 63) / 64;
    Raster result = copied(std::max(0, row_begin() - cells), row_end() + cells,
                           std::max(0, word_begin() - side), word_end() + side);
    const auto w = static_cast<std::size_t>(result.words_);
    std::vector<std::uint64_t>& bits = result.bits_;
    // Along rows: 2, 4, 8 ... cells at a time until the wanted reach.
    std::vector<std::uint64_t> line(w);
    for (int row = row_begin(); row < row_end(); ++row) {
        std::uint64_t* data = &bits[result.at(row, result.word_)];
        if (std::all_of(data, data + w, [](std::uint64_t x) { return x == 0; })) continue;
        for (int reached = 0; reached < cells;) {
            const int step = std::min({reached + 1, cells - reached, 63});
            std::copy(data, data + w, line.begin());
            for (std::size_t k = 0; k < w; ++k) {
                std::uint64_t x = line[k] | (line[k] << step) | (line[k] >> step);
                if (k > 0) x |= line[k - 1] >> (64 - step);
                if (k + 1 < w) x |= line[k + 1] << (64 - step);
                data[k] = x;
            }
            reached += step;
        }
    }
    // Across rows the same, whole rows at a time: down first, then up, so that no copy is needed.
    for (int reached = 0; reached < cells;) {
        const int step = std::min(reached + 1, cells - reached);
        const std::size_t shift = static_cast<std::size_t>(step) * w;
        if (shift >= bits.size()) break;
        for (std::size_t i = bits.size(); i-- > shift;) bits[i] |= bits[i - shift];
        reached += step;
    }
    // The pass above moved everything up; moving down by the same reach makes it symmetric.
    for (int reached = 0; reached < cells;) {
        const int step = std::min(reached + 1, cells - reached);
        const std::size_t shift = static_cast<std::size_t>(step) * w;
        if (shift >= bits.size()) break;
        for (std::size_t i = 0; i + shift < bits.size(); ++i) bits[i] |= bits[i + shift];
        reached += step;
    }
    return result;
}

Raster Raster::shrunk(int cells) const {
    if (cells <= 0 || bits_.empty()) return *this;
    Raster result = *this;
    const auto w = static_cast<std::size_t>(words_);
    std::vector<std::uint64_t>& bits = result.bits_;
    std::vector<std::uint64_t> line(w);
    for (int row = row_begin(); row < row_end(); ++row) {
        std::uint64_t* data = &bits[at(row, word_)];
        if (std::all_of(data, data + w, [](std::uint64_t x) { return x == 0; })) continue;
        for (int reached = 0; reached < cells;) {
            const int step = std::min({reached + 1, cells - reached, 63});
            std::copy(data, data + w, line.begin());
            for (std::size_t k = 0; k < w; ++k) {
                const std::uint64_t low = k > 0 ? line[k - 1] >> (64 - step) : 0;
                const std::uint64_t high = k + 1 < w ? line[k + 1] << (64 - step) : 0;
                data[k] = line[k] & ((line[k] << step) | low) & ((line[k] >> step) | high);
            }
            reached += step;
        }
    }
    // Rows beyond the window are unset, so they clear what lies within reach of its edge.
    const auto cleared = [&](std::size_t from, std::size_t to) {
        std::fill(bits.begin() + static_cast<std::ptrdiff_t>(from),
                  bits.begin() + static_cast<std::ptrdiff_t>(to), 0);
    };
    for (int reached = 0; reached < cells;) {
        const int step = std::min(reached + 1, cells - reached);
        const std::size_t shift = std::min(static_cast<std::size_t>(step) * w, bits.size());
        for (std::size_t i = bits.size(); i-- > shift;) bits[i] &= bits[i - shift];
        cleared(0, shift);
        reached += step;
    }
    for (int reached = 0; reached < cells;) {
        const int step = std::min(reached + 1, cells - reached);
        const std::size_t shift = std::min(static_cast<std::size_t>(step) * w, bits.size());
        for (std::size_t i = 0; i + shift < bits.size(); ++i) bits[i] &= bits[i + shift];
        cleared(bits.size() - shift, bits.size());
        reached += step;
    }
    return result;
}

Raster Raster::transposed() const {
    const int first = row_begin() >> 6;
    const int last = (row_end() + 63) >> 6;
    Raster result{word_begin() * 64, words_ * 64, first, last - first};
    std::uint64_t block[64];
    for (int group = first; group < last; ++group) {
        for (int k = word_begin(); k < word_end(); ++k) {
            std::uint64_t any = 0;
            for (int i = 0; i < 64; ++i) any |= block[i] = word(group * 64 + i, k);
            if (any == 0) continue;
            transpose64(block);
            for (int i = 0; i < 64; ++i) result.bits_[result.at(k * 64 + i, group)] = block[i];
        }
    }
    return result;
}

Raster Raster::of_cells(std::span<const Cell> cells) {
    if (cells.empty()) return {};
    Cell low = cells.front();
    Cell high = cells.front();
    for (const Cell cell : cells) {
        low = {std::min(low.column, cell.column), std::min(low.row, cell.row)};
        high = {std::max(high.column, cell.column), std::max(high.row, cell.row)};
    }
    Raster raster{low.row, high.row - low.row + 1, low.column >> 6,
                  (high.column >> 6) - (low.column >> 6) + 1};
    for (const Cell cell : cells) {
        raster.bits_[raster.at(cell.row, cell.column >> 6)] |= std::uint64_t{1}
                                                               << (cell.column & 63);
    }
    return raster;
}

Raster Raster::inside(const Grid& grid, std::span<const geom::Contour> contours) {
    double u_low = 1e300;
    double u_high = -1e300;
    double v_low = 1e300;
    double v_high = -1e300;
    for (const geom::Contour& contour : contours) {
        for (const geom::Vec2 p : contour) {
            u_low = std::min(u_low, grid.u(p));
            u_high = std::max(u_high, grid.u(p));
            v_low = std::min(v_low, grid.v(p));
            v_high = std::max(v_high, grid.v(p));
        }
    }
    if (u_low > u_high) return {};
    const int row0 = std::max(0, static_cast<int>(v_low));
    const int row1 = std::min(grid.rows, static_cast<int>(v_high) + 1);
    const int word0 = std::max(0, static_cast<int>(u_low)) >> 6;
    const int word1 = (std::min(grid.columns - 1, static_cast<int>(u_high)) >> 6) + 1;
    Raster raster{row0, row1 - row0, word0, word1 - word0};
    raster.toggle_outlines(grid, contours);
    for (int row = row0; row < row1; ++row) {
        std::uint64_t carry = 0;
        for (int k = word0; k < word1; ++k) {
            std::uint64_t& bits = raster.bits_[raster.at(row, k)];
            bits = prefix_xor(bits) ^ carry;
            carry = (bits >> 63) != 0 ? ~std::uint64_t{0} : 0;
        }
    }
    return raster;
}

void Raster::toggle_outlines(const Grid& grid, std::span<const geom::Contour> contours) {
    for (const geom::Contour& contour : contours) {
        if (contour.empty()) continue;
        double u0 = grid.u(contour.back());
        double v0 = grid.v(contour.back());
        for (const geom::Vec2 p : contour) {
            const double u1 = grid.u(p);
            const double v1 = grid.v(p);
            // Rows whose centre line the edge crosses; each toggles all cells to its right.
            const int first =
                std::max(row_begin(), static_cast<int>(std::ceil(std::min(v0, v1) - 0.5)));
            const int last =
                std::min(row_end(), static_cast<int>(std::ceil(std::max(v0, v1) - 0.5)));
            if (first < last) {
                const double slope = (u1 - u0) / (v1 - v0);
                for (int row = first; row < last; ++row) {
                    const double u = u0 + (row + 0.5 - v0) * slope;
                    const int column = std::max(static_cast<int>(std::ceil(u - 0.5)), word_ * 64);
                    if (column >= word_end() * 64) continue;  // right of every cell
                    bits_[at(row, column >> 6)] ^= std::uint64_t{1} << (column & 63);
                }
            }
            u0 = u1;
            v0 = v1;
        }
    }
}

Borders count_borders(const Raster& raster, const Raster& around) {
    Borders borders;
    const auto count = [](std::uint64_t x) { return static_cast<std::size_t>(std::popcount(x)); };
    // One row and one word past the window, so that its own edge counts as well.
    for (int row = raster.row_begin(); row <= raster.row_end(); ++row) {
        const std::uint64_t* here = raster.row_data(row);
        const std::uint64_t* below = raster.row_data(row - 1);
        const int words = raster.word_end() - raster.word_begin();
        std::uint64_t carry = 0;
        for (int i = 0; i <= words; ++i) {
            const std::uint64_t x = here != nullptr && i < words ? here[i] : 0;
            const std::uint64_t under = below != nullptr && i < words ? below[i] : 0;
            const std::uint64_t left = (x << 1) | carry;
            carry = x >> 63;
            const std::uint64_t along = x ^ left;
            const std::uint64_t across = x ^ under;
            if ((along | across) == 0) continue;
            const int k = raster.word_begin() + i;
            const std::uint64_t y = around.word(row, k);
            const std::uint64_t y_left = (y << 1) | (around.word(row, k - 1) >> 63);
            const std::uint64_t y_under = around.word(row - 1, k);
            borders.along_rows += count(along);
            borders.inner_along_rows += count((x & ~left & y_left) | (left & ~x & y));
            borders.across_rows += count(across);
            borders.inner_across_rows += count((x & ~under & y_under) | (under & ~x & y));
        }
    }
    return borders;
}

std::vector<Run> runs_of(const Raster& raster) {
    std::vector<Run> runs;
    for (int row = raster.row_begin(); row < raster.row_end(); ++row) {
        const std::uint64_t* data = raster.row_data(row);
        int begin = -1;
        for (int k = raster.word_begin(); k < raster.word_end(); ++k) {
            // Bits that differ from their left neighbour are the ends of runs.
            const std::uint64_t x = data[k - raster.word_begin()];
            std::uint64_t ends = x ^ ((x << 1) | (begin >= 0 ? 1U : 0U));
            while (ends != 0) {
                const int at = k * 64 + std::countr_zero(ends);
                ends &= ends - 1;
                if (begin < 0) {
                    begin = at;
                } else {
                    runs.push_back({row, begin, at});
                    begin = -1;
                }
            }
        }
        if (begin >= 0) runs.push_back({row, begin, raster.word_end() * 64});
    }
    return runs;
}

Regions regions_of(const std::vector<Run>& runs) {
    std::vector<std::uint32_t> parent(runs.size());
    std::iota(parent.begin(), parent.end(), 0U);
    const auto root = [&](std::uint32_t i) {
        while (parent[i] != i) i = parent[i] = parent[parent[i]];
        return i;
    };
    Regions regions;
    std::vector<std::uint32_t> below(runs.size(), 0);  // neighbours in the row before
    std::vector<std::uint32_t> above(runs.size(), 0);
    std::size_t previous = 0;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        while (previous < i &&
               (runs[previous].row < runs[i].row - 1 ||
                (runs[previous].row == runs[i].row - 1 && runs[previous].end < runs[i].begin))) {
            ++previous;
        }
        for (std::size_t j = previous;
             j < i && runs[j].row == runs[i].row - 1 && runs[j].begin <= runs[i].end; ++j) {
            const std::uint32_t a = root(static_cast<std::uint32_t>(i));
            const std::uint32_t b = root(static_cast<std::uint32_t>(j));
            parent[std::max(a, b)] = std::min(a, b);
            ++below[i];
            ++above[j];
        }
    }
    regions.of_run.resize(runs.size());
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const std::uint32_t r = root(static_cast<std::uint32_t>(i));
        regions.of_run[i] = r == i ? regions.count++ : regions.of_run[r];
        if (below[i] > 1) regions.branches += below[i] - 1;
        if (above[i] > 1) regions.branches += above[i] - 1;
    }
    return regions;
}

}  // namespace millrace::plan::fdm
