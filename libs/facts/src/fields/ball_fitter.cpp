#include "fields/ball_fitter.h"

#include <algorithm>
#include <cmath>

namespace millrace::facts {
namespace {

using geom::Vec3;

// A ball counts as between two walls when the directions of its contacts differ by 140° or more.
constexpr double kOppositeCosine = -0.766;
// Surface within 60° of the ball's own contact is the same bend, not another wall.
constexpr double kOwnCosine = 0.5;
// Walls within 2° of parallel cannot run into each other within the part to speak of.
constexpr double kParallelCosine = -0.9994;

// A wall that tapers is looked at again this share of the way to the line where its sides would
// meet; if less than kThinner of it is left there, it runs into an edge.
constexpr double kOnTheWay = 0.6;
constexpr double kThinner = 0.7;
constexpr double kOffTheWay = 0.15;

// Triangles looked at in a row without coming nearer before a contact is taken as the nearest.
constexpr std::uint32_t kIdleMax = 128;

// Two or three steps are usual; beside a square edge the ball halves each time and never settles.
constexpr int kStepsMax = 12;

// Relative: nearer than this is the same.
constexpr double kSlack = 1e-3;

/// How far a surface of revolution with exact parameters lies outside of `point`, along its outward
/// normal; zero for other kinds.
double outside_by(const geom::Face& face, Vec3 point) {
    const Vec3 offset = point - face.origin;
    const double along = dot(offset, face.axis);
    const double across = length(offset - face.axis * along);
    const double sense = face.concave ? -1.0 : 1.0;
    switch (face.kind) {
        case geom::SurfaceKind::Cylinder: return sense * (face.radius_mm - across);
        case geom::SurfaceKind::Sphere: return sense * (face.radius_mm - length(offset));
        case geom::SurfaceKind::Cone: {
            const double radius = face.radius_mm + along * std::tan(face.half_angle_rad);
            return sense * (radius - across) * std::cos(face.half_angle_rad);
        }
        case geom::SurfaceKind::Plane:
        case geom::SurfaceKind::Torus:
        case geom::SurfaceKind::Extrusion:
        case geom::SurfaceKind::Revolution:
        case geom::SurfaceKind::Freeform:
        case geom::SurfaceKind::Facets: return 0.0;
    }
    return 0.0;
}

}  // namespace

Ball BallFitter::fit(Vec3 point, Vec3 normal, std::uint32_t triangle) const {
    const auto opposite = opposite_wall(point, normal);
    if (!opposite) return {};
    double r = opposite->distance_mm / 2.0;
    Ball ball;
    ball.triangle = opposite->triangle;
    ball.contact = point - normal * opposite->distance_mm;
    Vec3 other = surface_.scene.normal(opposite->triangle);
    // The shrinking ball of Ma, Bae and Choi (2012). The ray gives an upper bound that usually is
    // the answer already.
    bool settled = false;
    for (int step = 0; step < kStepsMax && !settled; ++step) {
        const Vec3 centre = point - normal * r;
        const auto q = surface_.scene.nearest_facing(
            centre, r * (1.0 - kSlack),
            {.normal = normal, .cosine_max = kOwnCosine, .idle_max = kIdleMax});
        settled = !q;
        if (settled) break;
        const Vec3 chord = point - q->point;
        const double height = dot(normal, chord);
        const double smaller = height > 0.0 ? dot(chord, chord) / (2.0 * height) : 0.0;
        if (!(smaller > 0.0)) {
            ball.diameter_mm = 0.0;
            return ball;
        }
        settled = smaller >= r;
        if (settled) break;
        r = smaller;
        ball.triangle = q->triangle;
        ball.contact = q->point;
        // On the rim of a recess the ball rests on an edge, and the faces say little.
        other = normalized(q->point - (point - normal * r));
    }
    ball.diameter_mm = 2.0 * r;
    // A ball that reaches the wall straight ahead is between the two, whatever else it touches on
    // the way: that of a cube touches five sides.
    if (opposite->distance_mm <= 2.0 * r * (1.0 + 4.0 * kSlack)) {
        ball.diameter_mm = opposite->distance_mm;
        ball.triangle = opposite->triangle;
        ball.contact = point - normal * opposite->distance_mm;
        other = surface_.scene.normal(opposite->triangle);
        settled = true;
    }
    ball.outward = other;
    const double cosine = dot(normal, other);
    ball.trusted = settled && cosine <= kOppositeCosine &&
                   (cosine <= kParallelCosine ||
                    (!patches_.meet_at_convex_edge(patches_.patch_of_triangle[triangle],
                                                   patches_.patch_of_triangle[ball.triangle]) &&
                     !runs_into_an_edge(point, normal, other, ball.diameter_mm)));
    // On an edge the ball need not touch the face that the contact is filed under.
    const double share = std::max(0.0, dot(other, surface_.scene.normal(ball.triangle)));
    const double correction =
        to_exact_surface(point, triangle) + share * to_exact_surface(ball.contact, ball.triangle);
    ball.diameter_mm = std::max(0.0, ball.diameter_mm + correction);
    return ball;
}

bool BallFitter::on_the_outside(Vec3 point, Vec3 normal, const Ball& ball) const {
    return !covered(point, normal) && !covered(ball.contact, ball.outward);
}

/// Where a ray into the material leaves it. Surfaces it enters on the way (overlapping or turned
/// shells) are passed.
std::optional<geom::RayHit> BallFitter::opposite_wall(Vec3 point, Vec3 normal) const {
    double from = surface_.grain_mm;
    for (int layer = 0; layer < 4; ++layer) {
        auto hit = surface_.scene.first_hit(point, -normal, from);
        if (!hit) return std::nullopt;
        if (dot(surface_.scene.normal(hit->triangle), normal) < 0.0) return hit;
        from = hit->distance_mm + surface_.grain_mm;
    }
    return std::nullopt;
}

/// Whether the way out of `point` leads through material: then it is inside of it.
bool BallFitter::covered(Vec3 point, Vec3 normal) const {
    const auto hit = surface_.scene.first_hit(point, normal, surface_.grain_mm);
    return hit && dot(surface_.scene.normal(hit->triangle), normal) > 0.1;
}

/// Whether a wall whose sides have the outward normals `normal` and `other` gets thinner and
/// thinner until they meet.
bool BallFitter::runs_into_an_edge(Vec3 point, Vec3 normal, Vec3 other, double diameter_mm) const {
    // Both normals lean towards the line where the sides would meet.
    const Vec3 towards = normalized(normal + other);
    const double half_taper = std::asin(std::min(1.0, length(normal + other) / 2.0));
    const double way_mm = kOnTheWay * diameter_mm / (2.0 * std::tan(half_taper));
    const Vec3 along = normalized(towards - normal * dot(towards, normal));
    const Vec3 aim = point + along * way_mm;
    const auto there = surface_.scene.nearest_facing(
        aim, kOffTheWay * way_mm,
        {.normal = -normal, .cosine_max = -kOwnCosine, .idle_max = kIdleMax});
    if (!there) return false;  // the wall ends before it has become thin
    const Vec3 inward = -surface_.scene.normal(there->triangle);
    const auto hit = opposite_wall(there->point, -inward);
    return hit && hit->distance_mm <= kThinner * diameter_mm;
}

/// Facets of a curved face lie beside it; how far it is outside of them.
double BallFitter::to_exact_surface(Vec3 point, std::uint32_t triangle) const {
    if (!patches_.exact) return 0.0;
    const geom::Face& face = patches_.faces[patches_.patch_of_triangle[triangle]];
    const double distance = outside_by(face, point);
    // More than a facet error (5 % is one of 36°) is an error of the parameters.
    return std::abs(distance) <= 0.05 * face.radius_mm ? distance : 0.0;
}

}  // namespace millrace::facts
