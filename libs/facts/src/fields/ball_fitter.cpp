#include "fields/ball_fitter.h"

#include <algorithm>
#include <cmath>

#include "millrace/geom/convex_hull.h"

namespace millrace::facts {
namespace {

using geom::Vec3;

// A ball is between two opposite sides when the directions of its contacts differ by 140° or more,
// and these are walls when it is 160° or more.
constexpr double kOppositeCosine = -0.766;
constexpr double kWallCosine = -0.94;
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
constexpr std::uint32_t kIdleMax = 512;

// A ball that is within kSlack of a face straight ahead sees it within 10° of straight.
constexpr double kOnAFaceCosine = -0.98;

// A face within 1° of a ray is none that it meets.
constexpr double kGrazingCosine = 0.0175;
// Surfaces that a ray passes before it gives up.
constexpr int kLayersMax = 4;

// Walls and gaps below this many grains are none.
constexpr double kGrainsMin = 2.0;

// One to three steps are usual; on curved surfaces a ball may halve many times before it settles.
constexpr int kStepsMax = 12;

// Share of a triangle by which a point on its edge may seem to be beside it.
constexpr double kOnEdge = 1e-9;

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
        case geom::SurfaceKind::Torus:
            // One that crosses itself has two places to be round about.
            if (!(face.radius_mm > face.minor_radius_mm)) return 0.0;
            return sense * (face.minor_radius_mm - std::hypot(across - face.radius_mm, along));
        case geom::SurfaceKind::Plane:
        case geom::SurfaceKind::Extrusion:
        case geom::SurfaceKind::Revolution:
        case geom::SurfaceKind::Freeform:
        case geom::SurfaceKind::Facets: return 0.0;
    }
    return 0.0;
}

}  // namespace

Ball BallFitter::fit(Vec3 point, Vec3 normal, std::uint32_t triangle, const Ball& beside) const {
    const auto opposite = opposite_side(point, normal);
    if (!opposite) return {};
    const Vec3 way = normal * sense_;
    double r = opposite->distance_mm / 2.0;
    Ball ball;
    ball.triangle = opposite->triangle;
    ball.contact = point + way * opposite->distance_mm;
    ball.outward = outward_at(ball.contact, ball.triangle);
    if (dot(normal, ball.outward) <= kParallelCosine) ball.straight_mm = opposite->distance_mm;
    // The shrinking ball of Ma, Bae and Choi (2012). The ray gives an upper bound that usually is
    // the answer already.
    const auto shrink_to = [&](Vec3 contact, std::uint32_t on) {
        const Vec3 chord = contact - point;
        const double height = dot(way, chord);
        double smaller = height > 0.0 ? dot(chord, chord) / (2.0 * height) : 0.0;
        if (smaller >= r) return false;
        // A ball through the nearest point still cuts the plane that lies in: each such step only
        // halves it. The one that touches the plane is the answer where it does so on the triangle.
        const auto plane = touching(point, way, on);
        if (plane) smaller = std::min(plane->radius_mm, smaller);
        r = smaller;
        ball.triangle = on;
        ball.contact = plane ? plane->contact : contact;
        // On the rim of a recess the ball rests on an edge, and the faces say little.
        ball.outward = normalized(ball.contact - (point + way * r)) * -sense_;
        if (dot(ball.outward, surface_.scene.normal(on)) > -kOnAFaceCosine) {
            ball.outward = outward_at(ball.contact, on);
        }
        return true;
    };
    // What is the other side of a ball beside this one is near it too.
    if (beside.kind != BallKind::None && dot(way, beside.contact - point) > 0.0 &&
        dot(surface_.scene.normal(beside.triangle), normal) <= kOwnCosine) {
        shrink_to(beside.contact, beside.triangle);
    }
    bool settled = false;
    for (int step = 0; step < kStepsMax && !settled; ++step) {
        const auto q = surface_.scene.nearest_facing(
            point + way * r, r * (1.0 - kSlack),
            {.normal = normal, .cosine_max = kOwnCosine, .idle_max = kIdleMax});
        settled = !q || !shrink_to(q->point, q->triangle);
        // On the edge of a face that is not opposite: no room at all.
        if (r < surface_.grain_mm && dot(normal, ball.outward) > kOppositeCosine) break;
    }
    ball.diameter_mm = 2.0 * r;
    // A ball that reaches the wall straight ahead is between the two, whatever else it touches on
    // the way: that of a cube touches five sides.
    if (opposite->distance_mm <= 2.0 * r * (1.0 + 4.0 * kSlack)) {
        ball.diameter_mm = opposite->distance_mm;
        ball.triangle = opposite->triangle;
        ball.contact = point + way * opposite->distance_mm;
        ball.outward = outward_at(ball.contact, ball.triangle);
        // A ball that touches a face does so along its normal; else it rests on an edge.
        if (dot(ball.outward, normal) > kOnAFaceCosine) ball.outward = -normal;
        settled = true;
    }
    ball.kind = settled ? kind_of(point, normal, triangle, ball) : BallKind::Corner;
    const std::uint32_t touched = touched_at(ball);
    const double share = std::max(0.0, dot(ball.outward, surface_.scene.normal(touched)));
    const double correction =
        to_exact_surface(point, triangle) + share * to_exact_surface(ball.contact, touched);
    ball.diameter_mm = std::max(0.0, ball.diameter_mm - sense_ * correction);
    // About the length at which rays start it would hang on rounding whether they see it.
    if (ball.diameter_mm < kGrainsMin * surface_.grain_mm) ball.kind = BallKind::Corner;
    return ball;
}

/// The ball that touches the surface at `point` and the plane of a triangle, if it touches that
/// within the triangle.
std::optional<BallFitter::Touch> BallFitter::touching(Vec3 point, Vec3 way,
                                                      std::uint32_t triangle) const {
    const Vec3 a = surface_.mesh.corner(triangle, 0);
    const Vec3 u = surface_.mesh.corner(triangle, 1) - a;
    const Vec3 v = surface_.mesh.corner(triangle, 2) - a;
    const Vec3 n = cross(u, v);
    const double n2 = dot(n, n);
    if (!(n2 > 0.0)) return std::nullopt;
    const Vec3 out = n * (-sense_ / std::sqrt(n2));
    const double share = 1.0 + dot(way, out);
    if (!(share > kOwnCosine)) return std::nullopt;
    const double radius_mm = dot(a - point, out) / share;
    if (radius_mm < -surface_.grain_mm) return std::nullopt;
    const Vec3 contact = point + (way + out) * radius_mm;
    const double s = dot(cross(contact - a, v), n) / n2;
    const double t = dot(cross(u, contact - a), n) / n2;
    if (s < -kOnEdge || t < -kOnEdge || s + t > 1.0 + kOnEdge) return std::nullopt;
    return Touch{std::max(0.0, radius_mm), contact};
}

/// The normal of the surface where it is known: that of a facet jumps from one to the next, and
/// with it the place where a wall becomes a taper.
Vec3 BallFitter::outward_at(Vec3 point, std::uint32_t triangle) const {
    const Vec3 flat = surface_.scene.normal(triangle);
    if (!patches_.exact) return flat;
    const Vec3 a = surface_.mesh.corner(triangle, 0);
    const Vec3 u = surface_.mesh.corner(triangle, 1) - a;
    const Vec3 v = surface_.mesh.corner(triangle, 2) - a;
    const Vec3 n = cross(u, v);
    const double n2 = dot(n, n);
    if (!(n2 > 0.0)) return flat;
    const double s = dot(cross(point - a, v), n) / n2;
    const double t = dot(cross(u, point - a), n) / n2;
    const auto& corners = surface_.mesh.corner_normals[triangle];
    const Vec3 normal = normalized(corners[0] * (1.0 - s - t) + corners[1] * s + corners[2] * t);
    return dot(normal, flat) < kOwnCosine ? flat : normal;
}

BallKind BallFitter::kind_of(Vec3 point, Vec3 normal, std::uint32_t triangle,
                             const Ball& ball) const {
    const double cosine = dot(normal, ball.outward);
    if (cosine > kOppositeCosine) return BallKind::Corner;
    if (cosine <= kParallelCosine) return BallKind::Wall;
    if (cosine > kWallCosine) return BallKind::Taper;
    if (sense_ < 0.0 && patches_.meet_at_convex_edge(patches_.patch_of_triangle[triangle],
                                                     patches_.patch_of_triangle[ball.triangle])) {
        return BallKind::Taper;
    }
    return runs_into_an_edge(point, normal, ball.outward, ball.diameter_mm) ? BallKind::Taper
                                                                            : BallKind::Wall;
}

bool BallFitter::on_the_outside(Vec3 point, Vec3 normal, const Ball& ball) const {
    if (sense_ > 0.0) return true;  // opposite_side() has seen to it
    return !covered(point, normal) && !covered(ball.contact, ball.outward);
}

/// Inside: where a ray into the material leaves it; surfaces it enters on the way (overlapping or
/// turned shells) are passed. Outside: what a ray into the open meets, unless it leaves material.
std::optional<geom::RayHit> BallFitter::opposite_side(Vec3 point, Vec3 normal) const {
    double from = surface_.grain_mm;
    for (int layer = 0; layer < kLayersMax; ++layer) {
        auto hit = surface_.scene.first_hit(point, normal * sense_, from);
        if (!hit) return std::nullopt;
        const double faces = dot(surface_.scene.normal(hit->triangle), normal);
        if (faces < -kGrazingCosine) return hit;
        // From the rim of a bore the ray runs along the face around it, in and out by rounding.
        if (faces > kGrazingCosine && sense_ > 0.0) return std::nullopt;
        from = hit->distance_mm + surface_.grain_mm;
    }
    return std::nullopt;
}

/// Whether the way out of `point` leads through material: then it is inside of it. From an edge a
/// ray may run along a face, in or out by rounding: so that all around has to be covered too.
bool BallFitter::covered(Vec3 point, Vec3 normal) const {
    // Facets that cross leave slits a few grains wide.
    constexpr double kGrainsAside = 30.0;
    const auto leaves_material = [&](Vec3 from) {
        const auto hit = surface_.scene.first_hit(from, normal, surface_.grain_mm);
        return hit && dot(surface_.scene.normal(hit->triangle), normal) > 0.1;
    };
    if (!leaves_material(point)) return false;
    const auto [u, v] = geom::perpendicular_frame(normal);
    for (const Vec3 aside : {u, -u, v, -v}) {
        if (!leaves_material(point + aside * (kGrainsAside * surface_.grain_mm))) return false;
    }
    return true;
}

/// Whether a wall whose sides have the outward normals `normal` and `other` gets thinner and
/// thinner until they meet.
bool BallFitter::runs_into_an_edge(Vec3 point, Vec3 normal, Vec3 other, double diameter_mm) const {
    // Seen from the wall both normals lean towards the line where the sides would meet.
    const Vec3 lean = (normal + other) * -sense_;
    const Vec3 towards = normalized(lean);
    const double half_taper = std::asin(std::min(1.0, length(lean) / 2.0));
    const double way_mm = kOnTheWay * diameter_mm / (2.0 * std::tan(half_taper));
    const Vec3 along = normalized(towards - normal * dot(towards, normal));
    const auto there = surface_.scene.nearest_facing(
        point + along * way_mm, kOffTheWay * way_mm,
        {.normal = -normal, .cosine_max = -kOwnCosine, .idle_max = kIdleMax});
    if (!there) return false;  // the wall ends before it has become thin
    const auto hit = opposite_side(there->point, surface_.scene.normal(there->triangle));
    return hit && hit->distance_mm <= kThinner * diameter_mm;
}

/// The triangle that a ball lies against. On an edge that need not be the one its contact is filed
/// under: where a shoulder meets a shaft it is on the shaft.
std::uint32_t BallFitter::touched_at(const Ball& ball) const {
    constexpr double kGrainsAside = 4.0;
    const double facing = dot(ball.outward, surface_.scene.normal(ball.triangle));
    if (!patches_.exact || facing > -kWallCosine) return ball.triangle;
    const auto other = surface_.scene.nearest_facing(
        ball.contact, kGrainsAside * surface_.grain_mm,
        {.normal = -ball.outward, .cosine_max = kWallCosine, .idle_max = kIdleMax});
    return other ? other->triangle : ball.triangle;
}

/// Facets of a curved face lie beside it; how far it is outside of them.
double BallFitter::to_exact_surface(Vec3 point, std::uint32_t triangle) const {
    if (!patches_.exact) return 0.0;
    const geom::Face& face = patches_.faces[patches_.patch_of_triangle[triangle]];
    const double distance = outside_by(face, point);
    // More than a facet error (5 % is one of 36°) is an error of the parameters.
    const double outermost_mm = face.radius_mm + face.minor_radius_mm;
    return std::abs(distance) <= 0.05 * outermost_mm ? distance : 0.0;
}

}  // namespace millrace::facts
