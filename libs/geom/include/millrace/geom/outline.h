#pragma once

// Plane outlines of lines and arcs: flat patterns, cut contours.

#include <vector>

namespace millrace::geom {

/// One piece of an outline: a line, or an arc when `bulge` is not zero (tangent of a quarter of
/// the included angle, positive counter-clockwise, as in DXF). It ends where the next one starts.
struct OutlineVertex {
    double x_mm = 0.0;
    double y_mm = 0.0;
    double bulge = 0.0;
};

/// Closed outline; outer ones counter-clockwise, cut-outs clockwise.
struct OutlineLoop {
    std::vector<OutlineVertex> vertices;
};

}  // namespace millrace::geom
