#pragma once

// Parts whose curved faces are meshed as kernels do it: with inner points, so that the facets of a
// wall lean to and fro, and exact normals at the corners.

#include <vector>

#include "bodies.h"

namespace millrace::facts {

/// One face of a turned part, as a run of its profile (material on the left when r points right and
/// z points up). It starts where the face before it ends; the last ends where the first starts.
struct TurnedFace {
    geom::SurfaceKind kind = geom::SurfaceKind::Plane;
    std::vector<ProfilePoint> points;
    ProfilePoint centre{};  ///< of the section of a torus
};

/// Straight run with `rings` - 1 points between its ends.
TurnedFace straight_face(ProfilePoint from, ProfilePoint to, int rings);
/// Arc about `centre` from one angle to another (0 along r, counter-clockwise), in `rings` pieces.
TurnedFace arc_face(ProfilePoint centre, double radius_mm, double from_rad, double to_rad,
                    int rings);

/// Turns the faces around the z axis. Every other ring is turned by half a segment.
geom::BoundaryModel leaning_part(const std::vector<TurnedFace>& faces, int segments);

/// A round rod bent by `angle_rad` in the plane y = 0, highest in its middle, with flat ends.
struct BentRod {
    double bend_radius_mm = 40.0;
    double rod_radius_mm = 5.0;
    double angle_rad = kTestPi / 3.0;
    int around = 24;
    int along = 20;
};
geom::BoundaryModel bent_rod(const BentRod& rod);

/// Distance of the chords of a circle from it.
double chord_error_of(double radius_mm, int segments);

}  // namespace millrace::facts
