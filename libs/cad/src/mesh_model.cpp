#include "mesh_model.h"

#include <algorithm>
#include <cmath>

namespace millrace::cad {
namespace {

/// Voids are the components that count negative once the whole counts positive.
std::uint32_t shells_of(const geom::TriangleMesh& mesh, const geom::Topology& topology) {
    if (topology.components > 10'000) return 1;
    std::vector<double> volume(topology.components, 0.0);
    const geom::Vec3 centre = geom::bounding_box(mesh).centre();
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        volume[topology.component_of_triangle[t]] +=
            geom::dot(mesh.corner(t, 0) - centre,
                      geom::cross(mesh.corner(t, 1) - centre, mesh.corner(t, 2) - centre));
    }
    const auto voids = std::count_if(volume.begin(), volume.end(), [](double v) { return v < 0; });
    return 1 + static_cast<std::uint32_t>(voids);
}

/// Area, centroid and mean normal of every face; faces without a triangle disappear.
void measure_faces(geom::BoundaryModel& model) {
    std::vector<geom::Vec3> moment(model.faces.size());
    std::vector<geom::Vec3> normal(model.faces.size());
    for (geom::Face& face : model.faces) face.area_mm2 = 0.0;
    for (std::size_t t = 0; t < model.mesh.triangles.size(); ++t) {
        const std::uint32_t f = model.mesh.face_of_triangle[t];
        const geom::Vec3 n = geom::area_normal(model.mesh, t) / 2.0;
        const double area = geom::length(n);
        model.faces[f].area_mm2 += area;
        normal[f] += n;
        moment[f] += (model.mesh.corner(t, 0) + model.mesh.corner(t, 1) + model.mesh.corner(t, 2)) *
                     (area / 3.0);
    }
    for (std::size_t f = 0; f < model.faces.size(); ++f) {
        geom::Face& face = model.faces[f];
        if (face.area_mm2 > 0.0) face.centroid = moment[f] / face.area_mm2;
        // Of a closed surface the normals cancel up to rounding.
        face.normal = geom::length(normal[f]) > 1e-9 * face.area_mm2 && model.faces.size() > 1
                          ? geom::normalized(normal[f])
                          : geom::Vec3{};
    }
}

}  // namespace

geom::BoundaryModel mesh_model(const geom::BoundaryModel& like, geom::TriangleMesh mesh) {
    const geom::Topology topology = geom::topology(mesh);
    const geom::MassProperties mass = geom::mass_properties(mesh);
    geom::BoundaryModel model;
    model.name = like.name;
    model.quantity = like.quantity;
    geom::Body body;
    if (!like.bodies.empty()) {
        body.name = like.bodies[0].name;
        body.colour = like.bodies[0].colour;
    }
    body.solid = topology.closed();
    body.volume_mm3 = std::abs(mass.volume_mm3);
    body.area_mm2 = mass.area_mm2;
    body.centre_of_mass = mass.centre_of_mass;
    body.shells = body.solid ? shells_of(mesh, topology) : 1;
    model.bodies.push_back(std::move(body));
    model.faces = like.faces;
    if (model.faces.empty()) model.faces.emplace_back();
    if (mesh.face_of_triangle.size() != mesh.triangles.size())
        mesh.face_of_triangle.assign(mesh.triangles.size(), 0);
    model.mesh = std::move(mesh);
    measure_faces(model);
    return model;
}

}  // namespace millrace::cad
