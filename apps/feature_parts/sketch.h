#pragma once

// The outline of a cut, drawn on a plane.

#include <optional>
#include <vector>

#include "millrace/geom/vec.h"

namespace millrace::feature_parts {

struct Point2 {
    double u = 0.0;
    double v = 0.0;
};

/// A closed outline of lines and arcs, or a circle.
struct Outline {
    struct Piece {
        Point2 to;
        std::optional<Point2> via;  ///< a point of the arc; a straight line without
    };
    Point2 start;
    std::vector<Piece> pieces;
    double radius_mm = 0.0;        ///< > 0: a circle about `start`, no pieces
    double inner_radius_mm = 0.0;  ///< > 0: a ring
};

/// A plane to draw on. The cut runs along -normal.
struct Frame {
    geom::Vec3 origin;
    geom::Vec3 u;
    geom::Vec3 v;
    geom::Vec3 normal;
    [[nodiscard]] geom::Vec3 at(Point2 p, double height_mm = 0.0) const {
        return origin + u * p.u + v * p.v + normal * height_mm;
    }
};

/// What a cut leaves behind when it meets nothing else.
struct Cut {
    Frame frame;
    Outline outline;
    double depth_mm = 0.0;
    double above_mm = 0.0;      ///< how far the cutter starts above the plane
    double drill_tip_mm = 0.0;  ///< height of a cone below the floor of a circle; 0 is flat
    std::size_t faces = 0;      ///< faces that the feature has where nothing cuts into it
    bool through = false;       ///< may be cut into pieces, and meets what lies behind
};

}  // namespace millrace::feature_parts
