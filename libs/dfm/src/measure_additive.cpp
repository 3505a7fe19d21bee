// What the rules of resin, powder bed and metal printing measure beyond those of filament.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <set>

#include "build_direction.h"
#include "measure.h"
#include "millrace/geom/ray_scene.h"
#include "millrace/geom/section.h"
#include "sentences.h"
#include "thin_patches.h"

namespace millrace::dfm {

namespace {

using geom::Vec3;

constexpr double kInnerEdge_rad = -0.3;  // clearly concave
constexpr double kSmooth_rad = 0.1;      // goes on round a bend
constexpr double kFlatCos = 0.999;
constexpr double kOnPlate_mm = 0.01;
constexpr auto kSoftOrFilled =
    std::to_array({"TPU", "TPE", "GF", "CF", "glass", "carbon", "Alumide", "GB"});
constexpr double kPanelMax_mm = 3.0;  // a panel in the rule's sense is thinner

std::vector<Vec3> vertex_normals(const geom::TriangleMesh& mesh) {
    std::vector<Vec3> normals(mesh.vertices.size());
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        const Vec3 normal = area_normal(mesh, t);
        for (const std::uint32_t vertex : mesh.triangles[t]) normals[vertex] += normal;
    }
    for (Vec3& normal : normals) {
        if (geom::length(normal) > 0.0) normal = geom::normalized(normal);
    }
    return normals;
}

// Filled and rubber-like powders need more wall; a shop that names no material means plain nylon.
bool is_soft_or_filled(const Subject& subject) {
    if (subject.context.material == nullptr) return false;
    const std::string& name = subject.context.material->name;
    return std::any_of(kSoftOrFilled.begin(), kSoftOrFilled.end(),
                       [&](const char* word) { return name.find(word) != std::string::npos; });
}

// Walls within 10° of vertical, or the others.
Measured walls_by_slope(const Subject& subject, bool vertical) {
    const facts::BuildDirection* build = build_of(subject);
    if (build == nullptr) return no_build(subject);
    const std::vector<Vec3> normals = vertex_normals(subject.model.mesh);
    const double sine = std::sin(10.0 * std::numbers::pi / 180.0);
    return thin_patches(subject, [&, up = build->up](std::uint32_t vertex) {
        return (std::abs(dot(normals[vertex], up)) <= sine) == vertical;
    });
}

// Sides of a face at which it is held: inner edges, and smooth ones that lead on. Directions
// within 45° of each other are one side.
int held_sides(const geom::BoundaryModel& model, std::uint32_t face) {
    std::vector<Vec3> sides;
    for (const geom::Edge& edge : model.edges) {
        const bool ours = edge.left_face == face || edge.right_face == face;
        if (!ours || edge.seam || !edge.left_face || !edge.right_face) continue;
        if (edge.dihedral_rad > kInnerEdge_rad && std::abs(edge.dihedral_rad) > kSmooth_rad)
            continue;
        const Vec3 out = edge.middle - model.faces[face].centroid;
        if (geom::length(out) <= 0.0) continue;
        const Vec3 direction = geom::normalized(out);
        const bool known = std::any_of(sides.begin(), sides.end(), [&](Vec3 side) {
            return dot(side, direction) > std::numbers::sqrt2 / 2.0;
        });
        if (!known) sides.push_back(direction);
    }
    return static_cast<int>(sides.size());
}

// Thin walls whose faces are held on one side at most, or on more.
Measured walls_by_hold(const Subject& subject, bool one_side) {
    if (!subject.facts.exact || subject.model.edges.empty()) {
        return one_side ? missing(say("dfm.no_holds_wall_mesh",
                                      "what holds a wall is not recognised in a mesh"))
                        : thin_patches(subject, {});
    }
    Measured measured = thin_patches(subject, {});
    std::erase_if(measured.readings, [&](const Reading& reading) {
        const bool held_well = std::any_of(
            reading.place.faces.begin(), reading.place.faces.end(), [&](std::uint32_t face) {
                return face < subject.model.faces.size() && held_sides(subject.model, face) >= 2;
            });
        return held_well == one_side;
    });
    return measured;
}

// Smallest rectangle around the triangles of a plane face: short and long side.
struct Sides {
    double narrow = std::numeric_limits<double>::infinity();
    double wide = 0.0;
};
Sides sides_of(const geom::TriangleMesh& mesh, const std::vector<std::uint32_t>& triangles,
               Vec3 normal) {
    const Vec3 helper = std::abs(normal.x) < 0.9 ? Vec3{1, 0, 0} : Vec3{0, 1, 0};
    const Vec3 u = geom::normalized(cross(normal, helper));
    const Vec3 v = cross(normal, u);
    Sides best;
    double least = std::numeric_limits<double>::infinity();
    constexpr int kSteps = 45;  // every 2° of the quarter turn after which sides repeat
    for (int i = 0; i < kSteps; ++i) {
        const double angle = std::numbers::pi / 2.0 * i / kSteps;
        const Vec3 a = u * std::cos(angle) + v * std::sin(angle);
        const Vec3 b = cross(normal, a);
        std::array<double, 2> low{std::numeric_limits<double>::infinity(),
                                  std::numeric_limits<double>::infinity()};
        std::array<double, 2> high{-low[0], -low[1]};
        for (const std::uint32_t t : triangles) {
            for (int k = 0; k < 3; ++k) {
                const Vec3 p = mesh.corner(t, k);
                const std::array<double, 2> at{dot(p, a), dot(p, b)};
                for (std::size_t j = 0; j < 2; ++j) {
                    low[j] = std::min(low[j], at[j]);
                    high[j] = std::max(high[j], at[j]);
                }
            }
        }
        const double x = high[0] - low[0];
        const double y = high[1] - low[1];
        if (x * y >= least) continue;
        least = x * y;
        best = {std::min(x, y), std::max(x, y)};
    }
    return best;
}

std::vector<std::vector<std::uint32_t>> triangles_by_face(const geom::BoundaryModel& model) {
    std::vector<std::vector<std::uint32_t>> triangles(model.faces.size());
    for (std::uint32_t t = 0; t < model.mesh.face_of_triangle.size(); ++t) {
        const std::uint32_t face = model.mesh.face_of_triangle[t];
        if (face < triangles.size()) triangles[face].push_back(t);
    }
    return triangles;
}

// The reader turns holes; rules about supports only matter where none are planned.
Measured holes_by_slope(const Subject& subject, bool vertical) {
    const facts::BuildDirection* build = build_of(subject);
    if (build == nullptr) return no_build(subject);
    Measured measured = hole_diameter(subject);
    Measured kept;
    for (std::size_t i = 0; i < measured.readings.size(); ++i) {
        const double cosine = std::abs(dot(subject.facts.holes[i].axis, build->up));
        if ((cosine > std::numbers::sqrt2 / 2.0) == vertical)
            kept.readings.push_back(std::move(measured.readings[i]));
    }
    return kept;
}

}  // namespace

Measured walls_held_well(const Subject& subject) { return walls_by_hold(subject, false); }
Measured walls_held_on_one_side(const Subject& subject) { return walls_by_hold(subject, true); }
Measured vertical_walls(const Subject& subject) { return walls_by_slope(subject, true); }
Measured sloped_walls(const Subject& subject) { return walls_by_slope(subject, false); }

Measured thin_walls_unfilled(const Subject& subject) {
    return is_soft_or_filled(subject) ? not_applicable() : thin_patches(subject, {});
}
Measured thin_walls_filled(const Subject& subject) {
    return is_soft_or_filled(subject) ? thin_patches(subject, {}) : not_applicable();
}

Measured pin_slenderness(const Subject& subject) {
    Measured measured;
    for (const facts::Pin& pin : subject.facts.pins) {
        const double diameter = to_mm(pin.diameter);
        if (diameter <= 0.0) continue;
        measured.readings.push_back(
            {pin.length / pin.diameter,
             {pin.faces, {pin.centre}},
             say("dfm.hole", "⌀{diameter} × {depth}",
                 {{"diameter", amount(diameter)}, {"depth", amount(to_mm(pin.length), "mm")}}),
             diameter});
    }
    return measured;
}

// Every void that no opening leads to has no drain. Cavities with an opening are not told from
// other hollows.
Measured drains(const Subject& subject) {
    Measured measured;
    for (std::uint32_t i = 0; i < subject.facts.enclosed_voids; ++i) {
        measured.readings.push_back({0.0, {}});
    }
    return measured;
}

Measured angle_from_plate(const Subject& subject) {
    Measured measured = overhang(subject);
    for (Reading& reading : measured.readings) reading.value = 90.0 - reading.value;
    return measured;
}

Measured largest_ball(const Subject& subject) {
    const facts::WallThickness& wall = subject.facts.wall;
    const auto& mesh = subject.model.mesh;
    if (wall.per_vertex_mm.size() != mesh.vertices.size() || mesh.vertices.empty())
        return missing(say("dfm.no_wall", "the wall thickness was not measured"));
    std::size_t widest = 0;
    double most = 0.0;
    for (std::size_t v = 0; v < wall.per_vertex_mm.size(); ++v) {
        const double t = wall.per_vertex_mm[v];
        if (!(t > most)) continue;
        most = t;
        widest = v;
    }
    return single(most, {{}, {mesh.vertices[widest]}});
}

Measured flat_panels(const Subject& subject) {
    const geom::BoundaryModel& model = subject.model;
    if (!subject.facts.exact)
        return missing(say("dfm.no_flat_panels_mesh", "flat panels are not recognised in a mesh"));
    const geom::RayScene scene{model.mesh};
    const auto triangles = triangles_by_face(model);
    Measured measured;
    for (std::uint32_t i = 0; i < model.faces.size(); ++i) {
        const geom::Face& face = model.faces[i];
        if (face.kind != geom::SurfaceKind::Plane || triangles[i].empty()) continue;
        const Sides sides = sides_of(model.mesh, triangles[i], face.normal);
        if (sides.narrow <= kPanelMax_mm) continue;  // the edge of a panel
        // Half of the samples through the sheet must be thin, so that a boss does not hide it.
        std::size_t thin = 0;
        for (const std::uint32_t t : triangles[i]) {
            const Vec3 middle =
                (model.mesh.corner(t, 0) + model.mesh.corner(t, 1) + model.mesh.corner(t, 2)) / 3.0;
            const auto hit = scene.first_hit(middle - face.normal * 1e-3, -face.normal, 1e-3);
            if (hit && hit->distance_mm < kPanelMax_mm) ++thin;
        }
        if (2 * thin < triangles[i].size()) continue;
        measured.readings.push_back({sides.wide, {{i}, {face.centroid}}});
    }
    return measured;
}

// Areas of the sections every 2 mm; how much one is larger than the one before or after.
Measured section_jump(const Subject& subject) {
    const facts::BuildDirection* build = build_of(subject);
    if (build == nullptr) return no_build(subject);
    if (!subject.facts.closed)
        return missing(
            say("dfm.no_sections_open_surface", "sections of an open surface have no area"));
    const Vec3 up = build->up;
    const Vec3 helper = std::abs(up.x) < 0.9 ? Vec3{1, 0, 0} : Vec3{0, 1, 0};
    const Vec3 u = geom::normalized(cross(up, helper));
    const Vec3 v = cross(up, u);
    geom::TriangleMesh turned = subject.model.mesh;
    for (Vec3& p : turned.vertices) p = {dot(p, u), dot(p, v), dot(p, up)};
    const double bottom = lowest(subject.model.mesh, up);
    constexpr double kStep_mm = 2.0;
    constexpr double kInside_mm = 0.05;  // the first and last section are just inside the part
    const double height = to_mm(build->height);
    std::vector<double> heights;
    for (double z = kInside_mm; z < height - kInside_mm; z += kStep_mm) {
        heights.push_back(bottom + z);
        if (heights.size() > 2'000)
            return missing(say("dfm.no_part_more_than", "the part is more than 4 m high"));
    }
    const auto cuts = geom::sections(turned, heights, {});
    if (!cuts)
        return missing(say("dfm.no_part_cut_sections", "the part could not be cut into sections"));
    Reading worst{1.0, {}};
    for (std::size_t i = 1; i < cuts->size(); ++i) {
        const double a = (*cuts)[i - 1].area_mm2;
        const double b = (*cuts)[i].area_mm2;
        const double small = std::min(a, b);
        if (small < 1.0) continue;  // a tip has no peel force
        const double ratio = std::max(a, b) / small;
        if (ratio <= worst.value) continue;
        const auto& contours = (a > b ? (*cuts)[i - 1] : (*cuts)[i]).contours;
        const geom::Vec2 at =
            contours.empty() || contours[0].empty() ? geom::Vec2{} : contours[0][0];
        worst = {ratio, {{}, {u * at.x + v * at.y + up * heights[i]}}};
    }
    Measured measured;
    measured.readings.push_back(std::move(worst));
    return measured;
}

// Nearest distance between any two bodies of the file.
Measured body_gap(const Subject& subject) {
    const geom::BoundaryModel& model = subject.model;
    if (subject.facts.bodies < 2) return not_applicable();
    if (model.bodies.size() < 2)
        return missing(say("dfm.no_bodies_mesh_told", "the bodies of a mesh are not told apart"));
    std::vector<geom::TriangleMesh> meshes(model.bodies.size());
    for (geom::TriangleMesh& mesh : meshes) mesh.vertices = model.mesh.vertices;
    for (std::size_t t = 0; t < model.mesh.face_of_triangle.size(); ++t) {
        const std::uint32_t face = model.mesh.face_of_triangle[t];
        if (face >= model.faces.size() || model.faces[face].body >= meshes.size()) continue;
        meshes[model.faces[face].body].triangles.push_back(model.mesh.triangles[t]);
    }
    Measured measured;
    for (std::size_t a = 0; a < meshes.size(); ++a) {
        if (meshes[a].triangles.empty()) continue;
        const geom::RayScene scene{meshes[a]};
        for (std::size_t b = 0; b < meshes.size(); ++b) {
            if (a == b) continue;
            Reading nearest{std::numeric_limits<double>::infinity(), {}};
            std::set<std::uint32_t> vertices;
            for (const auto& triangle : meshes[b].triangles)
                vertices.insert(triangle.begin(), triangle.end());
            for (const std::uint32_t vertex : vertices) {
                const auto hit = scene.nearest(model.mesh.vertices[vertex], nearest.value);
                if (hit && hit->distance_mm < nearest.value)
                    nearest = {hit->distance_mm, {{}, {model.mesh.vertices[vertex]}}};
            }
            if (std::isfinite(nearest.value)) measured.readings.push_back(std::move(nearest));
        }
    }
    return measured;
}

Measured vertical_holes(const Subject& subject) { return holes_by_slope(subject, true); }
Measured horizontal_holes(const Subject& subject) { return holes_by_slope(subject, false); }

Measured horizontal_channels(const Subject& subject) {
    if (subject.context.support_planned) return not_applicable();
    return holes_by_slope(subject, false);
}

// Flat faces that look down and end in the air: how far they reach from where they are carried.
Measured ledges(const Subject& subject) {
    if (subject.context.support_planned) return not_applicable();
    const facts::BuildDirection* build = build_of(subject);
    if (build == nullptr) return no_build(subject);
    const geom::BoundaryModel& model = subject.model;
    if (model.edges.empty())
        return missing(say("dfm.no_ledges_mesh", "ledges are not recognised in a mesh"));
    const double plate = lowest(model.mesh, build->up);
    const auto triangles = triangles_by_face(model);
    std::vector<std::vector<const geom::Edge*>> carried(model.faces.size());
    for (const geom::Edge& edge : model.edges) {
        if (edge.kind != geom::CurveKind::Line || edge.dihedral_rad > kInnerEdge_rad) continue;
        for (const auto& face : {edge.left_face, edge.right_face}) {
            if (face && *face < carried.size()) carried[*face].push_back(&edge);
        }
    }
    Measured measured;
    for (std::uint32_t i = 0; i < model.faces.size(); ++i) {
        const geom::Face& face = model.faces[i];
        if (face.kind != geom::SurfaceKind::Plane || dot(face.normal, build->up) > -kFlatCos)
            continue;
        if (dot(face.centroid, build->up) < plate + kOnPlate_mm || carried[i].empty()) continue;
        double reach = 0.0;
        for (const std::uint32_t t : triangles[i]) {
            for (int k = 0; k < 3; ++k) {
                double nearest = std::numeric_limits<double>::infinity();
                for (const geom::Edge* edge : carried[i]) {
                    const Vec3 along = geom::normalized(edge->end - edge->start);
                    const Vec3 out = model.mesh.corner(t, k) - edge->middle;
                    nearest = std::min(nearest, geom::length(out - along * dot(out, along)));
                }
                reach = std::max(reach, nearest);
            }
        }
        measured.readings.push_back({reach, {{i}, {face.centroid}}});
    }
    return measured;
}

namespace {

// Area that needs support, and how much of it no straight line from the six axes reaches.
struct Supported {
    double all = 0.0;
    double hidden = 0.0;
    std::vector<std::uint32_t> hidden_faces;
};
Supported supported_area(const Subject& subject, const facts::BuildDirection& build) {
    Supported area;
    const auto& mesh = subject.model.mesh;
    const auto& hidden = subject.facts.access.unreachable_faces;
    const std::set<std::uint32_t> unseen(hidden.begin(), hidden.end());
    const double plate = lowest(mesh, build.up);
    std::set<std::uint32_t> faces;
    for (std::size_t t = 0; t < mesh.face_of_triangle.size(); ++t) {
        const Vec3 normal = area_normal(mesh, t);
        const double size = geom::length(normal);
        if (size <= 0.0 || -dot(normal, build.up) <= size * std::numbers::sqrt2 / 2.0) continue;
        if (dot(mesh.corner(t, 0), build.up) < plate + kOnPlate_mm) continue;
        area.all += size / 2.0;
        if (!unseen.contains(mesh.face_of_triangle[t])) continue;
        area.hidden += size / 2.0;
        faces.insert(mesh.face_of_triangle[t]);
    }
    area.hidden_faces.assign(faces.begin(), faces.end());
    return area;
}

}  // namespace

Measured support_in_sight(const Subject& subject) {
    if (!subject.context.support_planned) return not_applicable();
    const facts::BuildDirection* build = build_of(subject);
    if (build == nullptr) return no_build(subject);
    Supported area = supported_area(subject, *build);
    if (area.all <= 1.0) return not_applicable();
    return single(1.0 - area.hidden / area.all, {std::move(area.hidden_faces), {}});
}

Measured support_out_of_reach(const Subject& subject) {
    if (!subject.context.support_planned) return not_applicable();
    const facts::BuildDirection* build = build_of(subject);
    if (build == nullptr) return no_build(subject);
    Supported area = supported_area(subject, *build);
    return single(area.hidden, {std::move(area.hidden_faces), {}});
}

Measured flats_along_plate(const Subject& subject) {
    const facts::BuildDirection* build = build_of(subject);
    if (build == nullptr) return no_build(subject);
    if (!subject.facts.exact)
        return missing(say("dfm.no_flat_faces_mesh", "flat faces are not recognised in a mesh"));
    const geom::BoundaryModel& model = subject.model;
    const auto triangles = triangles_by_face(model);
    Measured measured;
    for (std::uint32_t i = 0; i < model.faces.size(); ++i) {
        const geom::Face& face = model.faces[i];
        if (face.kind != geom::SurfaceKind::Plane || triangles[i].empty()) continue;
        if (std::abs(dot(face.normal, build->up)) < kFlatCos) continue;
        const Sides sides = sides_of(model.mesh, triangles[i], face.normal);
        measured.readings.push_back({sides.narrow, {{i}, {face.centroid}}});
    }
    return measured;
}

}  // namespace millrace::dfm
