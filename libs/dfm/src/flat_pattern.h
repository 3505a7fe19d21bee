#pragma once

// The flat pattern of a sheet as the rules look at it: outlines as points, and sizes of bends.

#include <cmath>
#include <optional>
#include <vector>

#include "measure.h"

namespace millrace::dfm {

struct Point {
    double x = 0.0;
    double y = 0.0;
};
inline Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
inline Point operator-(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
inline Point operator*(Point a, double f) { return {a.x * f, a.y * f}; }
inline double dot2(Point a, Point b) { return a.x * b.x + a.y * b.y; }
inline double cross2(Point a, Point b) { return a.x * b.y - a.y * b.x; }
inline double length2(Point a) { return std::hypot(a.x, a.y); }

/// The sheet of the part, or null.
[[nodiscard]] const facts::Sheet* sheet_of(const Subject& subject);

/// What the rules say of a part that is no sheet or cannot be unfolded; nothing for a sheet.
[[nodiscard]] std::optional<Measured> without_sheet(const Subject& subject);

/// A loop as points; arcs in chords that err by 0.13 % of the radius.
[[nodiscard]] std::vector<Point> outline_points(const geom::OutlineLoop& loop);
[[nodiscard]] double point_to_segment(Point p, Point a, Point b);
/// 0 where they cross.
[[nodiscard]] double segment_gap(Point a, Point b, Point c, Point d);

[[nodiscard]] double thickness(const facts::Sheet& sheet);
/// Width of a bend on the flat pattern.
[[nodiscard]] double allowance(const facts::Sheet& sheet, const facts::Bend& bend);

/// Opening of the V die for a thickness: 10 t below 1 mm, 8 t to 12 mm, 10 t above, and from there
/// the next standard die (tables of press brake makers).
[[nodiscard]] double die_opening(double t);

}  // namespace millrace::dfm
