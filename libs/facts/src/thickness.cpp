// Wall thickness by inscribed balls (docs/algorithms/wall_thickness.md).

#include "measurements.h"

namespace millrace::facts {

WallThickness wall_thickness(const Surface& surface, const BallSurvey& inside) {
    WallThickness wall;
    wall.per_vertex_mm = ball_at_vertices(surface, inside);
    wall.minimum = from_mm(inside.minimum_mm);
    wall.p01 = from_mm(inside.p01_mm);
    wall.median = from_mm(inside.p50_mm);
    wall.minimum_at = inside.minimum_at;
    wall.minimum_triangle = inside.minimum_triangle;
    return wall;
}

}  // namespace millrace::facts
