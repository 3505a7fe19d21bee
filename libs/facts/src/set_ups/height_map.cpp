#include "set_ups/height_map.h"

#include <algorithm>
#include <cmath>

namespace millrace::facts {
namespace {

using geom::Vec3;

// Rows are worked on in blocks, so that the compiler turns a block into vector instructions.
constexpr int kBlock = 8;

/// Whole cells to both sides of the middle of a disc's row.
int half_chord(double radius, int dy) {
    return static_cast<int>(std::sqrt(std::max(0.0, radius * radius - double(dy) * dy)));
}

int rounded_up(int n) { return (n + kBlock - 1) / kBlock * kBlock; }

void raise(float* __restrict to, const float* __restrict from, int count) {
    for (int x = 0; x < count; x += kBlock) {
        for (int k = 0; k < kBlock; ++k) to[x + k] = std::max(to[x + k], from[x + k]);
    }
}

/// The highest of `count` cells, each let down by what the tool rises over it (`Rise`).
template <class Rise>
float highest(const float* cells, int count, const Rise& rise) {
    float best = HeightMap::kNothing;
    if (count < kBlock) {
        for (int x = 0; x < count; ++x) best = std::max(best, rise(cells, x));
        return best;
    }
    std::array<float, kBlock> block;
    block.fill(best);
    const auto take = [&](int x) {
        for (int k = 0; k < kBlock; ++k) {
            const auto lane = static_cast<std::size_t>(k);
            block[lane] = std::max(block[lane], rise(cells, x + k));
        }
    };
    for (int x = 0; x + kBlock <= count; x += kBlock) take(x);
    take(count - kBlock);  // some a second time
    for (const float value : block) best = std::max(best, value);
    return best;
}

}  // namespace

/// What a triangle covers, in cells: edge functions, positive inside and moved out by half a cell,
/// and its plane, raised to the highest corner of a cell.
struct HeightMap::Footprint {
    struct Side {
        double a, b, c;
    };
    std::array<Side, 3> sides{};
    double x_low = 0.0, x_high = 0.0, y_low = 0.0, y_high = 0.0;
    double z_max = 0.0;
    double z = 0.0, slope_x = 0.0, slope_y = 0.0;  ///< at the origin of the grid

    explicit Footprint(const std::array<Vec3, 3>& p) {
        x_low = std::min(p[0].x, std::min(p[1].x, p[2].x));
        x_high = std::max(p[0].x, std::max(p[1].x, p[2].x));
        y_low = std::min(p[0].y, std::min(p[1].y, p[2].y));
        y_high = std::max(p[0].y, std::max(p[1].y, p[2].y));
        z_max = std::max(p[0].z, std::max(p[1].z, p[2].z));
        const Vec3 n = cross(p[1] - p[0], p[2] - p[0]);
        const double turn = n.z < 0.0 ? -1.0 : 1.0;
        // A triangle on edge is a line: its long sides bound it from both directions.
        for (std::size_t k = 0; k < 3; ++k) {
            const Vec3 from = p[k];
            const Vec3 to = p[(k + 1) % 3];
            const double a = turn * (from.y - to.y);
            const double b = turn * (to.x - from.x);
            sides[k] = {a, b, -a * from.x - b * from.y + 0.5 * (std::abs(a) + std::abs(b)) + 1e-12};
        }
        z = z_max;
        if (std::abs(n.z) < 1e-12) return;
        slope_x = -n.x / n.z;
        slope_y = -n.y / n.z;
        z = p[0].z - slope_x * p[0].x - slope_y * p[0].y +
            0.5 * (std::abs(slope_x) + std::abs(slope_y));
    }

    /// First and last cell of a row that are touched.
    [[nodiscard]] std::array<int, 2> touched(double y, int first, int last) const {
        double low = first;
        double high = last;
        for (const Side& side : sides) {
            const double rest = side.b * y + side.c;
            if (std::abs(side.a) < 1e-12) {
                if (rest < 0.0) return {0, -1};
            } else if (side.a > 0.0) {
                low = std::max(low, -rest / side.a + 0.5);  // one more than the bound, cut off
            } else {
                high = std::min(high, -rest / side.a - 0.5);
            }
        }
        if (!(high >= 0.0) || !(low <= last + 1.0)) return {0, -1};
        return {static_cast<int>(low), static_cast<int>(high)};
    }
};

void HeightMap::draw(const Footprint& print) {
    const int x_first = std::clamp(static_cast<int>(print.x_low), 0, width_ - 1);
    const int x_last = std::clamp(static_cast<int>(print.x_high), 0, width_ - 1);
    const int y_first = std::clamp(static_cast<int>(print.y_low), 0, height_ - 1);
    const int y_last = std::clamp(static_cast<int>(print.y_high), 0, height_ - 1);
    for (int y = y_first; y <= y_last; ++y) {
        float* const cells = row(y);
        const double cy = y + 0.5;
        const auto [from, to] = print.touched(cy, x_first, x_last);
        const double z_row = print.z + print.slope_y * cy;
        for (int x = from; x <= to; ++x) {
            const double z = std::min(print.z_max, z_row + print.slope_x * (x + 0.5));
            cells[x] = std::max(cells[x], static_cast<float>(z));
        }
    }
}

void HeightMap::set_grid(const geom::Box& box, double cells_max) {
    const Vec3 size = box.size();
    const double longest = std::max(size.x, size.y);
    // A part on edge still gets some rows.
    const double area = std::max(size.x * size.y, longest * longest * 1e-3);
    // The sides lie in the middle of cells, those across too where the sides are in a whole ratio:
    // on a border, rounding would decide which cells the walls stand in.
    const double along = std::max(1.0, std::floor(longest / std::sqrt(area / cells_max)));
    cell_mm_ = longest > 0.0 ? longest / along : 1.0;
    per_mm_ = 1.0 / cell_mm_;
    width_ = static_cast<int>(std::floor(size.x * per_mm_ + 0.5)) + 1;
    height_ = static_cast<int>(std::floor(size.y * per_mm_ + 0.5)) + 1;
    stride_ = rounded_up(width_);
    u0_ = box.min.x - 0.5 * cell_mm_;
    v0_ = box.min.y - 0.5 * cell_mm_;
    cells_.assign(static_cast<std::size_t>(stride_) * static_cast<std::size_t>(height_), kNothing);
}

HeightMap::Pair HeightMap::of(const geom::TriangleMesh& mesh, const ViewFrame& frame,
                              double cells_max, bool closed) {
    std::vector<Vec3> seen(mesh.vertices.size());
    Vec3 low{1e300, 1e300, 1e300};
    Vec3 high{-1e300, -1e300, -1e300};
    for (std::size_t i = 0; i < seen.size(); ++i) {
        const Vec3 p = mesh.vertices[i];
        seen[i] = {dot(p, frame.u), dot(p, frame.v), dot(p, frame.w)};
    }
    for (const auto& triangle : mesh.triangles) {
        for (const std::uint32_t vertex : triangle) {
            const Vec3 p = seen[vertex];
            low = {std::min(low.x, p.x), std::min(low.y, p.y), std::min(low.z, p.z)};
            high = {std::max(high.x, p.x), std::max(high.y, p.y), std::max(high.z, p.z)};
        }
    }
    Pair pair{HeightMap{}, HeightMap{}};
    geom::Box box;
    box.min = low;
    box.max = high;
    pair.above.set_grid(box, cells_max);
    pair.below = pair.above;
    pair.above.top_ = static_cast<float>(high.z);
    pair.below.top_ = static_cast<float>(-low.z);
    const HeightMap& grid = pair.above;
    for (Vec3& p : seen) {
        p.x = (p.x - grid.u0_) * grid.per_mm_;
        p.y = (p.y - grid.v0_) * grid.per_mm_;
    }
    for (const auto& triangle : mesh.triangles) {
        std::array<Vec3, 3> p = {seen[triangle[0]], seen[triangle[1]], seen[triangle[2]]};
        const double doubled =
            (p[1].x - p[0].x) * (p[2].y - p[0].y) - (p[1].y - p[0].y) * (p[2].x - p[0].x);
        // A frame that is left-handed sees every triangle from the other side.
        const double looks_up = frame.right_handed() ? doubled : -doubled;
        if (!closed || looks_up > 0.0) pair.above.draw(Footprint{p});
        if (!closed || looks_up < 0.0) {
            for (Vec3& corner : p) corner.z = -corner.z;
            pair.below.draw(Footprint{p});
        }
    }
    return pair;
}

HeightMap HeightMap::empty_copy() const {
    HeightMap copy;
    copy.u0_ = u0_;
    copy.v0_ = v0_;
    copy.cell_mm_ = cell_mm_;
    copy.per_mm_ = per_mm_;
    copy.width_ = width_;
    copy.height_ = height_;
    copy.stride_ = stride_;
    copy.top_ = top_;
    return copy;
}

HeightMap HeightMap::coarser() const {
    HeightMap half = empty_copy();
    half.cell_mm_ = 2.0 * cell_mm_;
    half.per_mm_ = 0.5 * per_mm_;
    half.width_ = (width_ + 1) / 2;
    half.height_ = (height_ + 1) / 2;
    half.stride_ = rounded_up(half.width_);
    half.cells_.assign(
        static_cast<std::size_t>(half.stride_) * static_cast<std::size_t>(half.height_), kNothing);
    for (int y = 0; y < height_; ++y) {
        float* const to = half.row(y / 2);
        const float* const from = row(y);
        for (int x = 0; x < width_; ++x) to[x / 2] = std::max(to[x / 2], from[x]);
    }
    return half;
}

HeightMap HeightMap::padded(int border) const {
    HeightMap wide = empty_copy();
    wide.u0_ = u0_ - border * cell_mm_;
    wide.v0_ = v0_ - border * cell_mm_;
    wide.width_ = width_ + 2 * border;
    wide.height_ = height_ + 2 * border;
    wide.stride_ = rounded_up(wide.width_);
    wide.cells_.assign(
        static_cast<std::size_t>(wide.stride_) * static_cast<std::size_t>(wide.height_), kNothing);
    for (int y = 0; y < height_; ++y) {
        std::copy_n(row(y), width_, wide.row(y + border) + border);
    }
    return wide;
}

HeightMap HeightMap::under_flat_tool(double radius_mm) const {
    const double flat = radius_mm * per_mm_;
    const int reach = static_cast<int>(flat);
    // Twice the border: once for the axis standing beside the part, once for the shifted rows.
    const int border = 2 * reach + kBlock;
    const HeightMap source = padded(border);
    HeightMap result = source.empty_copy();
    result.cells_.assign(source.cells_.size(), kNothing);
    // Rows of the border are empty and raise nothing; what the others raise lies within the map.
    const int first = border;
    const int last = border + height_;
    const int count = (source.width_ - 2 * reach) / kBlock * kBlock;
    // `spread` holds the maximum over cells within `half_width` along the row.
    HeightMap spread = source;
    int half_width = 0;
    for (int dy = reach; dy >= 0; --dy) {
        const int wanted = half_chord(flat, dy);
        for (; half_width < wanted; ++half_width) {
            const int step = half_width + 1;
            for (int y = first; y < last; ++y) {
                float* const to = spread.row(y) + reach;
                raise(to, source.row(y) + reach - step, count);
                raise(to, source.row(y) + reach + step, count);
            }
        }
        for (int y = first; y < last; ++y) {
            raise(result.row(y + dy) + reach, spread.row(y) + reach, count);
            if (dy > 0) raise(result.row(y - dy) + reach, spread.row(y) + reach, count);
        }
    }
    return result;
}

ToolEnd::ToolEnd(const HeightMap& map, double flat_mm, double corner_mm, std::size_t asked)
    : map_{map} {
    // Looking at the disc of one place costs as much as drawing this many cells.
    constexpr std::size_t kCellsOfAPlace = 10;
    const bool flat_end = corner_mm <= 0.0;
    if (flat_end && asked * kCellsOfAPlace > map.cells_.size()) {
        drawn_ = map.under_flat_tool(flat_mm);
        return;
    }
    const double flat = flat_mm * map.per_mm_;
    const double corner = corner_mm * map.per_mm_;
    const int reach = static_cast<int>(flat + corner);
    for (int dy = -reach; dy <= reach; ++dy) {
        const int half = half_chord(flat + corner, dy);
        rows_.push_back({dy, half, rises_.size()});
        if (flat_end) continue;
        for (int dx = -half; dx <= half; ++dx) {
            const double out = std::max(0.0, std::hypot(dx, dy) - flat);
            const double rise =
                corner_mm - std::sqrt(std::max(0.0, corner * corner - out * out)) * map.cell_mm_;
            rises_.push_back(static_cast<float>(-rise));
        }
    }
}

bool ToolEnd::stands(double u, double v, double z) const {
    if (drawn_) return drawn_->at(u, v) <= z;
    const double x = std::floor((u - map_.u0_) * map_.per_mm_);
    const double y = std::floor((v - map_.v0_) * map_.per_mm_);
    const double border = static_cast<double>(rows_.size());
    if (!(x >= -border && y >= -border && x < map_.width_ + border && y < map_.height_ + border)) {
        return true;  // beside the part
    }
    const int cx = static_cast<int>(x);
    const int cy = static_cast<int>(y);
    for (const Row& row : rows_) {
        const int in_row = cy + row.dy;
        const int from = std::max(cx - row.half, 0);
        const int count = std::min(cx + row.half + 1, map_.width_) - from;
        if (in_row < 0 || in_row >= map_.height_ || count <= 0) continue;
        const float* const cells = map_.row(in_row) + from;
        const auto as_high = [](const float* cell, int k) { return cell[k]; };
        const float* rises = nullptr;
        const auto let_down = [&](const float* cell, int k) { return cell[k] + rises[k]; };
        if (!rises_.empty()) rises = &rises_[row.first_rise] + (from - (cx - row.half));
        const float top =
            rises == nullptr ? highest(cells, count, as_high) : highest(cells, count, let_down);
        if (top > z) return false;
    }
    return true;
}

}  // namespace millrace::facts
