#pragma once

#include <algorithm>
#include <array>
#include <cmath>

namespace millrace::geom {

/// A point or direction in space. Points are in millimetres: this is the inner-loop type, so it
/// holds plain numbers (docs/units.md).
struct Vec3 {
    double x = 0.0;
    double y = 0.0;
    double z = 0.0;

    constexpr bool operator==(const Vec3&) const = default;
    constexpr Vec3 operator+(Vec3 b) const { return {x + b.x, y + b.y, z + b.z}; }
    constexpr Vec3 operator-(Vec3 b) const { return {x - b.x, y - b.y, z - b.z}; }
    constexpr Vec3 operator-() const { return {-x, -y, -z}; }
    constexpr Vec3 operator*(double f) const { return {x * f, y * f, z * f}; }
    constexpr Vec3 operator/(double f) const { return {x / f, y / f, z / f}; }
    constexpr Vec3& operator+=(Vec3 b) { return *this = *this + b; }
    [[nodiscard]] constexpr double operator[](int axis) const {
        return axis == 0 ? x : axis == 1 ? y : z;
    }
};

constexpr Vec3 operator*(double f, Vec3 a) { return a * f; }
[[nodiscard]] constexpr double dot(Vec3 a, Vec3 b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
[[nodiscard]] constexpr Vec3 cross(Vec3 a, Vec3 b) {
    return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
[[nodiscard]] inline double length(Vec3 a) { return std::sqrt(dot(a, a)); }
/// The unit vector along `a`; the zero vector stays zero.
[[nodiscard]] inline Vec3 normalized(Vec3 a) {
    const double l = length(a);
    return l > 0.0 ? a / l : Vec3{};
}

/// The six axis directions in a fixed order: +x -x +y -y +z -z.
inline constexpr std::array<Vec3, 6> kAxisDirections = {
    Vec3{1, 0, 0}, Vec3{-1, 0, 0}, Vec3{0, 1, 0}, Vec3{0, -1, 0}, Vec3{0, 0, 1}, Vec3{0, 0, -1}};

/// An axis-aligned box. Empty (min > max) until a point is added.
struct Box {
    Vec3 min{1e300, 1e300, 1e300};
    Vec3 max{-1e300, -1e300, -1e300};

    void add(Vec3 p) {
        min = {std::min(min.x, p.x), std::min(min.y, p.y), std::min(min.z, p.z)};
        max = {std::max(max.x, p.x), std::max(max.y, p.y), std::max(max.z, p.z)};
    }
    [[nodiscard]] bool empty() const { return min.x > max.x; }
    [[nodiscard]] Vec3 size() const { return empty() ? Vec3{} : max - min; }
    [[nodiscard]] Vec3 centre() const { return (min + max) / 2.0; }
    [[nodiscard]] double diagonal() const { return length(size()); }
};

}  // namespace millrace::geom
