#include "leaning_parts.h"

#include <cmath>

namespace millrace::facts {
namespace {

using geom::Vec3;

void add(geom::TriangleMesh& mesh, std::array<std::uint32_t, 3> triangle, std::uint32_t face,
         std::array<Vec3, 3> normals) {
    mesh.triangles.push_back(triangle);
    mesh.face_of_triangle.push_back(face);
    mesh.corner_normals.push_back(normals);
}

/// Normal of a face in its profile at point `i`: r and z.
ProfilePoint profile_normal(const TurnedFace& face, std::size_t i) {
    const ProfilePoint first = face.points.front();
    const ProfilePoint last = face.points.back();
    const double dr = last.r_mm - first.r_mm;
    const double dz = last.z_mm - first.z_mm;
    if (face.kind != geom::SurfaceKind::Torus) {
        const double slant = std::hypot(dr, dz);
        return {dz / slant, -dr / slant};
    }
    const ProfilePoint p = face.points[i];
    const double r = p.r_mm - face.centre.r_mm;
    const double z = p.z_mm - face.centre.z_mm;
    const std::size_t a = i > 0 ? i - 1 : i;
    const ProfilePoint from = face.points[a];
    const ProfilePoint to = face.points[a + 1];
    const double outward = r * (to.z_mm - from.z_mm) - z * (to.r_mm - from.r_mm);
    const double scale = (outward < 0.0 ? -1.0 : 1.0) / std::hypot(r, z);
    return {r * scale, z * scale};
}

geom::Face face_of(const TurnedFace& turned) {
    geom::Face face;
    face.kind = turned.kind;
    face.axis = {0, 0, 1};
    const ProfilePoint first = turned.points.front();
    const ProfilePoint last = turned.points.back();
    face.origin = {0, 0, first.z_mm};
    face.radius_mm = first.r_mm;
    if (turned.kind == geom::SurfaceKind::Plane) {
        face.normal = face.axis = {0, 0, last.r_mm > first.r_mm ? -1.0 : 1.0};
    }
    return face;
}

}  // namespace

TurnedFace straight_face(ProfilePoint from, ProfilePoint to, int rings) {
    TurnedFace face;
    face.kind = from.z_mm == to.z_mm   ? geom::SurfaceKind::Plane
                : from.r_mm == to.r_mm ? geom::SurfaceKind::Cylinder
                                       : geom::SurfaceKind::Cone;
    for (int i = 0; i < rings; ++i) {
        const double share = static_cast<double>(i) / rings;
        face.points.push_back(
            {from.r_mm + (to.r_mm - from.r_mm) * share, from.z_mm + (to.z_mm - from.z_mm) * share});
    }
    face.points.push_back(to);
    return face;
}

TurnedFace arc_face(ProfilePoint centre, double radius_mm, double from_rad, double to_rad,
                    int rings) {
    TurnedFace face;
    face.kind = geom::SurfaceKind::Torus;
    face.centre = centre;
    for (int i = 0; i <= rings; ++i) {
        const double angle = from_rad + (to_rad - from_rad) * i / rings;
        face.points.push_back(
            {centre.r_mm + radius_mm * std::cos(angle), centre.z_mm + radius_mm * std::sin(angle)});
    }
    return face;
}

geom::BoundaryModel leaning_part(const std::vector<TurnedFace>& faces, int segments) {
    geom::BoundaryModel model;
    model.exact = true;
    std::vector<ProfilePoint> rings;
    for (const TurnedFace& face : faces) {
        rings.insert(rings.end(), face.points.begin(), face.points.end() - 1);
    }
    const auto angle = [&](std::size_t ring, int k) {
        return 2.0 * kTestPi * (k + (ring % 2 == 1 ? 0.5 : 0.0)) / segments;
    };
    for (std::size_t ring = 0; ring < rings.size(); ++ring) {
        for (int k = 0; k < segments; ++k) {
            const double a = angle(ring, k);
            model.mesh.vertices.push_back(
                {rings[ring].r_mm * std::cos(a), rings[ring].r_mm * std::sin(a), rings[ring].z_mm});
        }
    }
    const auto vertex = [&](std::size_t ring, int k) {
        return static_cast<std::uint32_t>(ring) * static_cast<std::uint32_t>(segments) +
               static_cast<std::uint32_t>((k + segments) % segments);
    };
    std::size_t first = 0;
    for (std::uint32_t f = 0; f < faces.size(); ++f) {
        model.faces.push_back(face_of(faces[f]));
        for (std::size_t i = 0; i + 1 < faces[f].points.size(); ++i) {
            const std::size_t low = first + i;
            const std::size_t high = (first + i + 1) % rings.size();
            const auto normal = [&](std::size_t ring, std::size_t point, int k) {
                const ProfilePoint n = profile_normal(faces[f], point);
                const double a = angle(ring, k);
                return Vec3{n.r_mm * std::cos(a), n.r_mm * std::sin(a), n.z_mm};
            };
            // The corner of the upper ring over the middle of a segment of the lower one.
            const int over = low % 2 == 1 && high % 2 == 0 ? 1 : 0;
            for (int k = 0; k < segments; ++k) {
                add(model.mesh, {vertex(low, k), vertex(low, k + 1), vertex(high, k + over)}, f,
                    {normal(low, i, k), normal(low, i, k + 1), normal(high, i + 1, k + over)});
                add(model.mesh,
                    {vertex(low, k + 1), vertex(high, k + 1 + over), vertex(high, k + over)}, f,
                    {normal(low, i, k + 1), normal(high, i + 1, k + 1 + over),
                     normal(high, i + 1, k + over)});
            }
        }
        first += faces[f].points.size() - 1;
    }
    return model;
}

geom::BoundaryModel bent_rod(const BentRod& rod) {
    geom::BoundaryModel model;
    model.exact = true;
    geom::Face bend;
    bend.kind = geom::SurfaceKind::Torus;
    bend.axis = {0, 1, 0};
    bend.radius_mm = rod.bend_radius_mm;
    bend.minor_radius_mm = rod.rod_radius_mm;
    model.faces.push_back(bend);
    const auto at = [&](int i) {
        return rod.angle_rad * (static_cast<double>(i) / rod.along - 0.5);
    };
    const auto normal = [&](int i, int k) {
        const double a = at(i);
        const double t = 2.0 * kTestPi * (k + (i % 2 == 1 ? 0.5 : 0.0)) / rod.around;
        return Vec3{std::sin(a) * std::cos(t), std::sin(t), std::cos(a) * std::cos(t)};
    };
    const auto middle = [&](int i) {
        return Vec3{std::sin(at(i)), 0.0, std::cos(at(i))} * rod.bend_radius_mm;
    };
    for (int i = 0; i <= rod.along; ++i) {
        for (int k = 0; k < rod.around; ++k) {
            model.mesh.vertices.push_back(middle(i) + normal(i, k) * rod.rod_radius_mm);
        }
    }
    const auto vertex = [&](int i, int k) {
        return static_cast<std::uint32_t>(i * rod.around + (k + rod.around) % rod.around);
    };
    for (int i = 0; i < rod.along; ++i) {
        const int over = i % 2;
        for (int k = 0; k < rod.around; ++k) {
            add(model.mesh, {vertex(i, k), vertex(i + 1, k + over), vertex(i, k + 1)}, 0,
                {normal(i, k), normal(i + 1, k + over), normal(i, k + 1)});
            add(model.mesh,
                {vertex(i, k + 1), vertex(i + 1, k + over), vertex(i + 1, k + 1 + over)}, 0,
                {normal(i, k + 1), normal(i + 1, k + over), normal(i + 1, k + 1 + over)});
        }
    }
    for (const int end : {0, rod.along}) {
        const auto index = static_cast<std::uint32_t>(model.faces.size());
        const double sense = end == 0 ? -1.0 : 1.0;
        geom::Face flat;
        flat.kind = geom::SurfaceKind::Plane;
        flat.normal = flat.axis = Vec3{std::cos(at(end)), 0.0, -std::sin(at(end))} * sense;
        model.faces.push_back(flat);
        const auto centre = static_cast<std::uint32_t>(model.mesh.vertices.size());
        model.mesh.vertices.push_back(middle(end));
        for (int k = 0; k < rod.around; ++k) {
            const std::uint32_t a = vertex(end, end == 0 ? k : k + 1);
            const std::uint32_t b = vertex(end, end == 0 ? k + 1 : k);
            add(model.mesh, {centre, a, b}, index, {flat.normal, flat.normal, flat.normal});
        }
    }
    return model;
}

double chord_error_of(double radius_mm, int segments) {
    return radius_mm * (1.0 - std::cos(kTestPi / segments));
}

}  // namespace millrace::facts
