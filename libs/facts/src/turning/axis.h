#pragma once

// The line that most of a part's surfaces of revolution turn around.

#include <vector>

#include "surface.h"
#include "surface_patches.h"

namespace millrace::facts {

struct TurningAxis {
    geom::Vec3 origin;  ///< the point of the line nearest to the coordinate origin's image
    geom::Vec3 axis;    ///< unit, its largest component positive
    double area_mm2 = 0.0;
};

/// How near surfaces have to lie to a line to count as turning around it.
struct AxisTolerance {
    double distance_mm = 0.0;
    double sine = 0.0;
};
[[nodiscard]] AxisTolerance axis_tolerance(const Patches& patches, const Surface& surface);

/// Lines by the area of the cylinders, cones, tori and surfaces of revolution around them, spheres
/// centred on them included; largest first.
[[nodiscard]] std::vector<TurningAxis> axis_lines(const Patches& patches, const Surface& surface);

/// The radius of a surface around a line, as far as it has one exactly.
class CoaxialFace {
public:
    /// Whether the face turns around the line in closed form, and then where.
    static bool make(const geom::Face& face, const TurningAxis& line,
                     const AxisTolerance& tolerance, CoaxialFace& out);

    /// The radii at a height along the axis above the line's origin: none, one or two.
    [[nodiscard]] int radii_at(double height_mm, double (&radii_mm)[2]) const;

private:
    geom::SurfaceKind kind_ = geom::SurfaceKind::Cylinder;
    double height_mm_ = 0.0;  ///< of the face's origin along the line
    double radius_mm_ = 0.0;
    double minor_mm_ = 0.0;
    double slope_ = 0.0;  ///< of a cone: growth of the radius with height
};

}  // namespace millrace::facts
