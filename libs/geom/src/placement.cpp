#include "millrace/geom/placement.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace millrace::geom {
namespace {

/// Points in cells twice the tolerance wide, to ask whether one is near.
class NearPoints {
public:
    NearPoints(std::span<const Vec3> points, Vec3 centre, double tolerance)
        : tolerance_{tolerance} {
        for (const Vec3 p : points) cells_[key(cell(p - centre))].push_back(p - centre);
    }
    [[nodiscard]] bool any(Vec3 p) const {
        const auto low = cell(p - Vec3{tolerance_, tolerance_, tolerance_});
        const auto high = cell(p + Vec3{tolerance_, tolerance_, tolerance_});
        for (std::int64_t x = low[0]; x <= high[0]; ++x)
            for (std::int64_t y = low[1]; y <= high[1]; ++y)
                for (std::int64_t z = low[2]; z <= high[2]; ++z)
                    if (near(key({x, y, z}), p)) return true;
        return false;
    }

private:
    [[nodiscard]] bool near(std::uint64_t key, Vec3 p) const {
        const auto it = cells_.find(key);
        return it != cells_.end() && std::any_of(it->second.begin(), it->second.end(), [&](Vec3 q) {
                   return length(p - q) <= tolerance_;
               });
    }
    [[nodiscard]] std::array<std::int64_t, 3> cell(Vec3 p) const {
        const auto at = [&](double v) {
            return static_cast<std::int64_t>(std::floor(v / (2.0 * tolerance_)));
        };
        return {at(p.x), at(p.y), at(p.z)};
    }
    static std::uint64_t key(const std::array<std::int64_t, 3>& cell) {
        std::uint64_t h = 0x9e3779b97f4a7c15U;
        for (const std::int64_t v : cell) {
            h = (h ^ static_cast<std::uint64_t>(v)) * 0xff51afd7ed558ccdU;
            h ^= h >> 32;
        }
        return h;
    }
    double tolerance_;
    std::unordered_map<std::uint64_t, std::vector<Vec3>> cells_;
};

/// Right-handed frame with the first axis along u and v in the plane of the first two.
struct Frame {
    Vec3 x, y, z;
    Frame(Vec3 u, Vec3 v) : x{normalized(u)}, y{normalized(v - x * dot(v, x))}, z{cross(x, y)} {}
};

/// The map that takes `from` to `to` and the centres onto each other; `side` -1 mirrors.
Placement between(const Frame& from, const Frame& to, double side, Vec3 centre_a, Vec3 centre_b) {
    Placement motion;
    const auto row = [&](double tx, double ty, double tz) {
        return from.x * tx + from.y * ty + from.z * (tz * side);
    };
    const std::array<Vec3, 3> rows = {row(to.x.x, to.y.x, to.z.x), row(to.x.y, to.y.y, to.z.y),
                                      row(to.x.z, to.y.z, to.z.z)};
    for (std::size_t i = 0; i < 3; ++i) {
        motion.rows[4 * i] = rows[i].x;
        motion.rows[4 * i + 1] = rows[i].y;
        motion.rows[4 * i + 2] = rows[i].z;
        motion.rows[4 * i + 3] = 0.0;
    }
    const Vec3 shift = centre_b - motion.direction(centre_a);
    motion.rows[3] = shift.x;
    motion.rows[7] = shift.y;
    motion.rows[11] = shift.z;
    return motion;
}

}  // namespace

double Placement::determinant() const {
    return dot({rows[0], rows[1], rows[2]},
               cross({rows[4], rows[5], rows[6]}, {rows[8], rows[9], rows[10]}));
}

Placement Placement::after(const Placement& other) const {
    Placement result;
    for (std::size_t column = 0; column < 4; ++column) {
        const Vec3 v{other.rows[column], other.rows[4 + column], other.rows[8 + column]};
        const Vec3 moved = column == 3 ? point(v) : direction(v);
        result.rows[column] = moved.x;
        result.rows[4 + column] = moved.y;
        result.rows[8 + column] = moved.z;
    }
    return result;
}

std::optional<Placement> Placement::inverse() const {
    const Vec3 a{rows[0], rows[4], rows[8]};
    const Vec3 b{rows[1], rows[5], rows[9]};
    const Vec3 c{rows[2], rows[6], rows[10]};
    const double d = dot(a, cross(b, c));
    if (!(std::abs(d) > 1e-300)) return std::nullopt;
    const std::array<Vec3, 3> inverse_rows = {cross(b, c) / d, cross(c, a) / d, cross(a, b) / d};
    Placement result;
    for (std::size_t i = 0; i < 3; ++i) {
        result.rows[4 * i] = inverse_rows[i].x;
        result.rows[4 * i + 1] = inverse_rows[i].y;
        result.rows[4 * i + 2] = inverse_rows[i].z;
        result.rows[4 * i + 3] = -dot(inverse_rows[i], {rows[3], rows[7], rows[11]});
    }
    return result;
}

std::optional<Congruence> congruence(std::span<const Vec3> a, Vec3 centre_a,
                                     std::span<const Vec3> b, Vec3 centre_b, double tolerance) {
    if (a.empty() || b.empty() || !(tolerance > 0.0)) return std::nullopt;
    const NearPoints near_a{a, centre_a, tolerance};
    const NearPoints near_b{b, centre_b, tolerance};
    const auto fits = [&](const Placement& motion) {
        for (const Vec3 p : a)
            if (!near_b.any(motion.point(p) - centre_b)) return false;
        const Placement back = motion.inverse().value_or(Placement{});
        for (const Vec3 q : b)
            if (!near_a.any(back.point(q) - centre_a)) return false;
        return true;
    };
    // Two points of the first set that hold it: the farthest one, and the farthest from its line.
    Vec3 u;
    Vec3 v;
    for (const Vec3 p : a)
        if (length(p - centre_a) > length(u)) u = p - centre_a;
    for (const Vec3 p : a)
        if (length(cross(p - centre_a, u)) > length(cross(v, u))) v = p - centre_a;
    const double scale = length(u);
    if (scale <= tolerance) {  // nothing but the centre
        Placement shift;
        const Vec3 by = centre_b - centre_a;
        shift.rows[3] = by.x;
        shift.rows[7] = by.y;
        shift.rows[11] = by.z;
        return fits(shift) ? std::optional{Congruence{shift, false}} : std::nullopt;
    }
    if (length(cross(u, v)) <= 10.0 * tolerance * scale) {
        // All on one line through the centre: any frame along it will do.
        const Vec3 aside = std::abs(u.x) < 0.9 * scale ? Vec3{1, 0, 0} : Vec3{0, 1, 0};
        for (const Vec3 q : b) {
            const Vec3 w = q - centre_b;
            if (std::abs(length(w) - scale) > tolerance) continue;
            const Vec3 other = std::abs(w.x) < 0.9 * scale ? Vec3{1, 0, 0} : Vec3{0, 1, 0};
            const Placement motion =
                between(Frame{u, aside}, Frame{w, other}, 1.0, centre_a, centre_b);
            if (fits(motion)) return Congruence{motion, false};
        }
        return std::nullopt;
    }
    constexpr int kCandidatesMax = 4'000;
    int candidates = 0;
    std::optional<Congruence> mirrored;
    const Frame from{u, v};
    for (const Vec3 q : b) {
        const Vec3 w = q - centre_b;
        if (std::abs(length(w) - scale) > tolerance) continue;
        for (const Vec3 r : b) {
            const Vec3 s = r - centre_b;
            if (std::abs(length(s) - length(v)) > tolerance ||
                std::abs(dot(w, s) - dot(u, v)) > 4.0 * tolerance * scale)
                continue;
            if (++candidates > kCandidatesMax) return mirrored;
            const Frame to{w, s};
            const Placement turned = between(from, to, 1.0, centre_a, centre_b);
            if (fits(turned)) return Congruence{turned, false};
            if (mirrored) continue;
            const Placement flipped = between(from, to, -1.0, centre_a, centre_b);
            if (fits(flipped)) mirrored = Congruence{flipped, true};
        }
    }
    return mirrored;
}

}  // namespace millrace::geom
