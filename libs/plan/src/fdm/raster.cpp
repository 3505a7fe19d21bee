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

Raster::Raster(const Grid& grid)
    : rows_{grid.rows},
      words_{grid.words()},
      bits_(static_cast<std::size_t>(grid.rows) * static_cast<std::size_t>(grid.words()), 0) {}

bool Raster::blank() const {
    return std::all_of(bits_.begin(), bits_.end(), [](std::uint64_t w) { return w == 0; });
}

std::size_t Raster::count() const {
    std::size_t sum = 0;
    for (const std::uint64_t w : bits_) sum += static_cast<std::size_t>(std::popcount(w));
    return sum;
}

Raster& Raster::operator|=(const Raster& other) {
    for (std::size_t i = 0; i < bits_.size(); ++i) bits_[i] |= other.bits_[i];
    return *this;
}
Raster& Raster::operator&=(const Raster& other) {
    for (std::size_t i = 0; i < bits_.size(); ++i) bits_[i] &= other.bits_[i];
    return *this;
}
Raster& Raster::subtract(const Raster& other) {
    for (std::size_t i = 0; i < bits_.size(); ++i) bits_[i] &= ~other.bits_[i];
    return *this;
}

Raster Raster::grown(int cells) const {
    Raster result = *this;
    if (cells <= 0) return result;
    const auto w = static_cast<std::size_t>(words_);
    std::vector<std::uint64_t>& bits = result.bits_;
    // Along rows: 2, 4, 8 ... cells at a time until the wanted reach.
    std::vector<std::uint64_t> line(w);
    for (std::size_t row = 0; row < static_cast<std::size_t>(rows_); ++row) {
        std::uint64_t* data = bits.data() + row * w;
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
    // Across rows the same, whole rows at a time.
    for (int reached = 0; reached < cells;) {
        const int step = std::min(reached + 1, cells - reached);
        const std::vector<std::uint64_t> before = bits;
        const std::size_t shift = static_cast<std::size_t>(step) * w;
        for (std::size_t i = shift; i < bits.size(); ++i) bits[i] |= before[i - shift];
        for (std::size_t i = shift; i < bits.size(); ++i) bits[i - shift] |= before[i];
        reached += step;
    }
    return result;
}

Raster Raster::shrunk(int cells) const {
    Raster inverse = *this;
    for (std::uint64_t& w : inverse.bits_) w = ~w;
    inverse = inverse.grown(cells);
    for (std::uint64_t& w : inverse.bits_) w = ~w;
    return inverse;
}

Raster Raster::transposed(const Grid& grid) const {
    Raster result{grid};  // grids are square
    std::uint64_t block[64];
    for (int row = 0; row < rows_; row += 64) {
        for (int k = 0; k < words_; ++k) {
            bool any = false;
            for (int i = 0; i < 64; ++i) {
                block[i] = row + i < rows_ ? row_data(row + i)[k] : 0;
                any = any || block[i] != 0;
            }
            if (!any) continue;
            transpose64(block);
            for (int i = 0; i < 64 && k * 64 + i < rows_; ++i) {
                result.row_data(k * 64 + i)[row / 64] = block[i];
            }
        }
    }
    return result;
}

void Raster::fill(const Grid& grid, std::span<const geom::Contour> contours) {
    std::vector<std::uint64_t> toggles(bits_.size(), 0);
    for (const geom::Contour& contour : contours) {
        if (contour.empty()) continue;
        double u0 = grid.u(contour.back());
        double v0 = grid.v(contour.back());
        for (const geom::Vec2 p : contour) {
            const double u1 = grid.u(p);
            const double v1 = grid.v(p);
            // Rows whose centre line the edge crosses; each toggles all cells to its right.
            const double low = std::min(v0, v1);
            const double high = std::max(v0, v1);
            const int first = std::max(0, static_cast<int>(std::ceil(low - 0.5)));
            const int last = std::min(rows_, static_cast<int>(std::ceil(high - 0.5)));
            if (first < last) {
                const double slope = (u1 - u0) / (v1 - v0);
                for (int row = first; row < last; ++row) {
                    const double u = u0 + (row + 0.5 - v0) * slope;
                    const int column =
                        std::clamp(static_cast<int>(std::ceil(u - 0.5)), 0, words_ * 64 - 1);
                    toggles[static_cast<std::size_t>(row * words_ + (column >> 6))] ^=
                        std::uint64_t{1} << (column & 63);
                }
            }
            u0 = u1;
            v0 = v1;
        }
    }
    for (int row = 0; row < rows_; ++row) {
        std::uint64_t carry = 0;
        for (int k = 0; k < words_; ++k) {
            const auto i = static_cast<std::size_t>(row * words_ + k);
            const std::uint64_t x = prefix_xor(toggles[i]) ^ carry;
            bits_[i] |= x;
            carry = (x >> 63) != 0 ? ~std::uint64_t{0} : 0;
        }
    }
}

Borders count_borders(const Raster& raster, const Raster& around) {
    Borders borders;
    const int words = raster.words();
    const auto count = [](std::uint64_t x) { return static_cast<std::size_t>(std::popcount(x)); };
    for (int row = 0; row < raster.rows(); ++row) {
        const std::uint64_t* here = raster.row_data(row);
        const std::uint64_t* about = around.row_data(row);
        const std::uint64_t* under = row > 0 ? raster.row_data(row - 1) : nullptr;
        const std::uint64_t* about_under = row > 0 ? around.row_data(row - 1) : nullptr;
        std::uint64_t carry = 0;
        std::uint64_t carry_about = 0;
        for (int k = 0; k < words; ++k) {
            const std::uint64_t x = here[k];
            const std::uint64_t y = about[k];
            const std::uint64_t left = (x << 1) | carry;
            const std::uint64_t left_about = (y << 1) | carry_about;
            carry = x >> 63;
            carry_about = y >> 63;
            const std::uint64_t along = x ^ left;
            if (along != 0) {
                borders.along_rows += count(along);
                borders.inner_along_rows += count((x & ~left & left_about) | (left & ~x & y));
            }
            if (under == nullptr) continue;
            const std::uint64_t across = x ^ under[k];
            if (across != 0) {
                borders.across_rows += count(across);
                borders.inner_across_rows +=
                    count((x & ~under[k] & about_under[k]) | (under[k] & ~x & y));
            }
        }
    }
    return borders;
}

std::vector<Run> runs_of(const Raster& raster) {
    std::vector<Run> runs;
    for (int row = 0; row < raster.rows(); ++row) {
        const std::uint64_t* data = raster.row_data(row);
        int begin = -1;
        for (int k = 0; k < raster.words(); ++k) {
            // Bits that differ from their left neighbour are the ends of runs.
            const std::uint64_t left = (data[k] << 1) | (begin >= 0 ? 1U : 0U);
            std::uint64_t ends = data[k] ^ left;
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
        if (begin >= 0) runs.push_back({row, begin, raster.words() * 64});
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
