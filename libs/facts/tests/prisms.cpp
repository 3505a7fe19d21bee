#include "prisms.h"

#include <cmath>

#include "millrace/base/rng.h"

namespace millrace::facts::testing {
namespace {

using geom::Vec3;

double signed_area(const Ring& ring) {
    double twice = 0.0;
    for (std::size_t k = 0; k < ring.size(); ++k) {
        const auto& a = ring[k];
        const auto& b = ring[(k + 1) % ring.size()];
        twice += a[0] * b[1] - b[0] * a[1];
    }
    return twice / 2.0;
}

/// A line edge; the angle between the outward normals is positive where the body is convex.
geom::Edge line(Vec3 from, Vec3 to, std::uint32_t left, std::uint32_t right, double dihedral) {
    geom::Edge edge;
    edge.kind = geom::CurveKind::Line;
    edge.start = from;
    edge.end = to;
    edge.middle = (from + to) / 2.0;
    edge.length_mm = length(to - from);
    edge.left_face = left;
    edge.right_face = right;
    edge.dihedral_rad = dihedral;
    return edge;
}

geom::Face plane(Vec3 origin, Vec3 normal, double area) {
    geom::Face face;
    face.kind = geom::SurfaceKind::Plane;
    face.origin = origin;
    face.centroid = origin;
    face.axis = face.normal = normal;
    face.area_mm2 = area;
    return face;
}

}  // namespace

geom::BoundaryModel prism(const Ring& outline, const std::vector<Ring>& holes, double height_mm) {
    geom::BoundaryModel model;
    model.exact = true;
    double area = signed_area(outline);
    for (const Ring& hole : holes) area += signed_area(hole);
    model.faces.push_back(plane({0, 0, 0}, {0, 0, -1}, area));
    model.faces.push_back(plane({0, 0, height_mm}, {0, 0, 1}, area));
    std::vector<Ring> rings = {outline};
    rings.insert(rings.end(), holes.begin(), holes.end());
    for (std::size_t r = 0; r < rings.size(); ++r) {
        const Ring& ring = rings[r];
        const auto count = static_cast<std::uint32_t>(ring.size());
        const auto first_face = static_cast<std::uint32_t>(model.faces.size());
        const auto first_edge = static_cast<std::uint32_t>(model.edges.size());
        const auto at = [&](std::uint32_t k, double z) {
            return Vec3{ring[k % count][0], ring[k % count][1], z};
        };
        const auto normal = [&](std::uint32_t k) {
            const Vec3 along = normalized(at(k + 1, 0) - at(k, 0));
            return Vec3{along.y, -along.x, 0};
        };
        geom::Loop bottom{r == 0, {}};
        geom::Loop top{r == 0, {}};
        for (std::uint32_t k = 0; k < count; ++k) {
            const std::uint32_t face = first_face + k;
            const std::uint32_t before = first_face + (k + count - 1) % count;
            const double low_area = length(at(k + 1, 0) - at(k, 0)) * height_mm;
            geom::Face side = plane(at(k, 0), normal(k), low_area);
            side.centroid = (at(k, 0) + at(k + 1, height_mm)) / 2.0;
            const Vec3 n0 = normal((k + count - 1) % count);
            const double turn = std::atan2(cross(n0, normal(k)).z, dot(n0, normal(k)));
            model.edges.push_back(line(at(k, 0), at(k + 1, 0), face, 0, std::acos(0.0)));
            model.edges.push_back(
                line(at(k, height_mm), at(k + 1, height_mm), 1, face, std::acos(0.0)));
            model.edges.push_back(line(at(k, 0), at(k, height_mm), before, face, turn));
            const std::uint32_t e = first_edge + 3 * k;
            const std::uint32_t next_upright = first_edge + 3 * ((k + 1) % count) + 2;
            side.loops = {
                {true, {{e, true}, {next_upright, true}, {e + 1, false}, {e + 2, false}}}};
            bottom.edges.insert(bottom.edges.begin(), {e, false});
            top.edges.push_back({e + 1, true});
            model.faces.push_back(std::move(side));
        }
        model.faces[0].loops.push_back(bottom);
        model.faces[1].loops.push_back(top);
    }
    return model;
}

Rotation random_rotation(std::uint64_t seed) {
    Rng rng{seed};
    const auto direction = [&] {
        return normalized(Vec3{rng.uniform(-1, 1), rng.uniform(-1, 1), rng.uniform(-1, 1)});
    };
    const Vec3 a = direction();
    const Vec3 b = normalized(cross(a, direction()));
    return {a, b, cross(a, b)};
}

geom::BoundaryModel moved(geom::BoundaryModel model, const Rotation& rotation, Vec3 by_mm,
                          double scale) {
    const auto turn = [&](Vec3 v) {
        return Vec3{dot(rotation[0], v), dot(rotation[1], v), dot(rotation[2], v)};
    };
    const auto move = [&](Vec3& p) { p = turn(p) * scale + by_mm; };
    for (geom::Face& face : model.faces) {
        move(face.origin);
        move(face.centroid);
        face.axis = turn(face.axis);
        face.normal = turn(face.normal);
        face.area_mm2 *= scale * scale;
        face.radius_mm *= scale;
    }
    for (geom::Edge& edge : model.edges) {
        move(edge.start);
        move(edge.end);
        move(edge.middle);
        edge.length_mm *= scale;
    }
    return model;
}

}  // namespace millrace::facts::testing
