#include <tbb/parallel_invoke.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "features/exact_features.h"
#include "features/lettering.h"
#include "features/part_context.h"
#include "features/recognise_features.h"
#include "fields/fields.h"
#include "measurements.h"
#include "millrace/facts/part_facts.h"
#include "millrace/geom/convex_hull.h"
#include "quality.h"
#include "sheet/measure_sheet.h"
#include "surface.h"
#include "surface_patches.h"

namespace millrace::facts {
namespace {

using geom::Vec3;

Status check_mesh(const geom::BoundaryModel& model) {
    const geom::TriangleMesh& mesh = model.mesh;
    if (mesh.triangles.empty()) {
        return Error{ErrorCode::InvalidGeometry, "The part has no triangle to measure.", {}};
    }
    for (std::size_t v = 0; v < mesh.vertices.size(); ++v) {
        const Vec3 p = mesh.vertices[v];
        if (std::isfinite(p.x) && std::isfinite(p.y) && std::isfinite(p.z)) continue;
        return Error{ErrorCode::InvalidGeometry,
                     "Vertex " + std::to_string(v) + " has a coordinate that is not finite (" +
                         std::to_string(p.x) + ", " + std::to_string(p.y) + ", " +
                         std::to_string(p.z) + ").",
                     {}};
    }
    if (!(bounding_box(mesh).diagonal() > 0.0)) {
        return Error{ErrorCode::InvalidGeometry,
                     "All " + std::to_string(mesh.triangles.size()) +
                         " triangles of the part lie in one point.",
                     {}};
    }
    const std::size_t triangles = mesh.triangles.size();
    MILLRACE_ASSERT(mesh.face_of_triangle.empty() || mesh.face_of_triangle.size() == triangles,
                    "every triangle names its face or none does");
    return Done{};
}

/// Closed components of a mesh that are turned inside out are voids in the others.
std::uint32_t count_voids(const geom::TriangleMesh& mesh, const geom::Topology& topology) {
    std::vector<double> volume(topology.components, 0.0);
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        const Vec3 a = mesh.corner(t, 0);
        volume[topology.component_of_triangle[t]] +=
            dot(a, cross(mesh.corner(t, 1), mesh.corner(t, 2)));
    }
    return static_cast<std::uint32_t>(
        std::count_if(volume.begin(), volume.end(), [](double v) { return v < 0.0; }));
}

/// Exact values of the bodies when they are known, else of the mesh.
void set_mass(const geom::BoundaryModel& model, const geom::MassProperties& mesh_mass,
              PartFacts& facts) {
    if (!model.exact || model.bodies.empty()) {
        facts.volume = from_mm3(std::abs(mesh_mass.volume_mm3));
        facts.area = from_mm2(mesh_mass.area_mm2);
        facts.centre_of_mass = mesh_mass.centre_of_mass;
        return;
    }
    double volume = 0.0;
    double area = 0.0;
    Vec3 moment;
    for (const geom::Body& body : model.bodies) {
        volume += body.volume_mm3;
        area += body.area_mm2;
        moment += body.centre_of_mass * body.volume_mm3;
    }
    facts.volume = from_mm3(volume);
    facts.area = from_mm2(area);
    facts.centre_of_mass = volume > 0.0 ? moment / volume : mesh_mass.centre_of_mass;
}

void set_bodies(const geom::BoundaryModel& model, const geom::Topology& topology,
                PartFacts& facts) {
    facts.closed = topology.closed();
    if (model.exact && !model.bodies.empty()) {
        facts.closed = std::all_of(model.bodies.begin(), model.bodies.end(),
                                   [](const geom::Body& body) { return body.solid; });
    }
    facts.defects.open_edges = topology.open_edges;
    facts.defects.non_manifold_edges = topology.non_manifold_edges;
    facts.defects.flipped_edges = topology.flipped_edges;
    facts.defects.degenerate_triangles = topology.degenerate_triangles;
    facts.defects.duplicate_triangles = topology.duplicate_triangles;
    if (model.bodies.empty()) {
        facts.enclosed_voids = facts.closed ? count_voids(model.mesh, topology) : 0;
        facts.bodies = topology.components - facts.enclosed_voids;
        return;
    }
    facts.bodies = static_cast<std::uint32_t>(model.bodies.size());
    for (const geom::Body& body : model.bodies) {
        facts.enclosed_voids += body.shells > 0 ? body.shells - 1 : 0;
    }
}

std::vector<Vec3> used_vertices(const geom::TriangleMesh& mesh) {
    std::vector<bool> used(mesh.vertices.size(), false);
    for (const auto& triangle : mesh.triangles) {
        for (const std::uint32_t vertex : triangle) used[vertex] = true;
    }
    std::vector<Vec3> vertices;
    for (std::size_t v = 0; v < used.size(); ++v) {
        if (used[v]) vertices.push_back(mesh.vertices[v]);
    }
    return vertices;
}

/// How far something reaches along a direction.
struct Reach {
    double low_mm = 1e300;
    double high_mm = -1e300;
    void add(double along_mm) {
        low_mm = std::min(low_mm, along_mm);
        high_mm = std::max(high_mm, along_mm);
    }
    [[nodiscard]] double size_mm() const { return high_mm - low_mm; }
};

/// The points of a circular arc that reach farthest along a direction and against it, where the arc
/// has them.
void add_arc(const geom::Edge& arc, Vec3 direction, Reach& reach) {
    const Vec3 flat = direction - arc.axis * dot(direction, arc.axis);
    const double share = length(flat);
    if (!(share > 1e-9)) return;
    // On the arc is what lies no farther around from its middle than its ends.
    const Vec3 middle = arc.middle - arc.centre;
    const double end = dot(arc.start - arc.centre, middle) - 1e-9 * arc.radius_mm * arc.radius_mm;
    for (const double sense : {1.0, -1.0}) {
        const Vec3 out = flat * (sense * arc.radius_mm / share);
        if (dot(out, middle) >= end) reach.add(dot(arc.centre + out, direction));
    }
}

/// Reach of the part itself, not of its facets: these are cut off where circles reach farthest.
Reach reach_of(const geom::BoundaryModel& model, const geom::TriangleMesh& hull, Vec3 direction) {
    Reach reach;
    for (const Vec3 p : hull.vertices) reach.add(dot(p, direction));
    for (const geom::Edge& edge : model.edges) {
        if (edge.kind == geom::CurveKind::Circle) add_arc(edge, direction, reach);
    }
    // Of balls it is not known which part of them is there: facets that nearly reach the outermost
    // point of one stand for it.
    const double slack = model.mesh_deflection_mm;
    const Reach facets = reach;
    for (const geom::Face& face : model.faces) {
        if (face.kind != geom::SurfaceKind::Sphere || face.concave) continue;
        const double centre = dot(face.origin, direction);
        const double high = centre + face.radius_mm;
        const double low = centre - face.radius_mm;
        if (high <= facets.high_mm + slack) reach.add(high);
        if (low >= facets.low_mm - slack) reach.add(low);
    }
    return reach;
}

void set_hull(const geom::BoundaryModel& model, const geom::TriangleMesh& hull, PartFacts& facts) {
    geom::OrientedBox box = minimum_box(hull);
    if (model.exact) {
        for (std::size_t k = 0; k < 3; ++k)
            box.size_mm[k] = reach_of(model, hull, box.axes[k]).size_mm();
        box.sort();
    }
    facts.oriented_axes = box.axes;
    for (std::size_t k = 0; k < 3; ++k) facts.oriented_size[k] = from_mm(box.size_mm[k]);
    facts.convex_hull_volume = from_mm3(mass_properties(hull).volume_mm3);
}

/// How far the mesh may lie beside the surface where balls are not corrected for it.
double facet_error_mm(const geom::BoundaryModel& model, const PartFacts& facts) {
    if (!model.exact) return to_mm(facts.chord_error);
    return facts.face_types.freeform == 0 ? 0.0 : model.mesh_deflection_mm;
}

/// No facet is farther from the surface it stands for, as the reader or the mesh itself says.
double chord_limit_mm(const geom::BoundaryModel& model, const PartFacts& facts) {
    if (!model.exact) return to_mm(facts.chord_error);
    return model.mesh_deflection_mm > 0.0 ? model.mesh_deflection_mm
                                          : std::numeric_limits<double>::infinity();
}

Error cancelled() {
    return {ErrorCode::Cancelled, "Measuring the part was stopped on request.", {}};
}

}  // namespace

Result<PartFacts> measure(const geom::BoundaryModel& model, const FactsOptions& options) {
    MILLRACE_CHECK_OK(check_mesh(model));
    PartFacts facts;
    const geom::MassProperties mesh_mass = mass_properties(model.mesh);
    const geom::Topology topology = geom::topology(model.mesh);
    facts.defects.inside_out = mesh_mass.volume_mm3 < 0.0 && topology.closed();
    facts.triangles = model.mesh.triangles.size();
    facts.exact = model.exact;
    facts.pmi = model.pmi;
    // The mesh of a curved surface lies a little inside it; the reader measured the surface itself.
    facts.box = model.exact_box.empty() ? bounding_box(model.mesh) : model.exact_box;
    set_mass(model, mesh_mass, facts);
    set_bodies(model, topology, facts);
    facts.face_types = count_face_types(model);
    facts.freeform_area = freeform_area(model);
    if (options.cancel.cancelled()) return cancelled();

    // Neither of the two reads what the other one writes.
    geom::TriangleMesh hull;
    std::optional<Surface> prepared;
    std::vector<SharedEdge> shared;
    Patches patches;
    tbb::parallel_invoke(
        [&] {
            hull = convex_hull(used_vertices(model.mesh));
            set_hull(model, hull, facts);
        },
        [&] {
            const Surface& surface = prepared.emplace(
                facts.defects.inside_out ? turned_inside_out(model.mesh) : model.mesh);
            shared = shared_edges(surface.mesh);
            patches = make_patches(model, surface, shared);
            if (!model.exact) facts.chord_error = chord_error(surface, shared);
            const SharpEdge sharpest = sharpest_outer_edge(surface, patches);
            facts.sharpest_outer_edge = sharpest.included;
            facts.sharpest_outer_edge_at = sharpest.place;
        });
    const Surface& surface = *prepared;
    if (options.cancel.cancelled()) return cancelled();

    const std::array<Vec3, 3> frame = part_frame(surface, patches, hull, facts.oriented_axes);
    facts.set_ups.frame = frame;
    const std::array<Vec3, 6> axes = axis_directions(frame);
    const std::vector<CylinderStack> stacks = cylinder_stacks(patches);
    facts.holes = find_holes(surface, patches, stacks);
    facts.pins = find_pins(patches, stacks);
    facts.corners = find_corners(surface, patches, stacks, axes);
    if (options.cancel.cancelled()) return cancelled();

    // None of the three reads what another one writes; their order changes nothing.
    BallSurvey inside;
    BallSurvey outside;
    std::vector<std::uint8_t> seen;
    tbb::parallel_invoke(
        [&] {
            inside = survey_balls(surface, patches, shared, Side::Inside, options.cancel);
            facts.wall = wall_thickness(surface, inside);
            facts.moulding = measure_moulding({surface,
                                               patches,
                                               shared,
                                               model,
                                               facts.wall,
                                               {frame, facts.oriented_axes},
                                               chord_limit_mm(model, facts)},
                                              options.cancel);
        },
        [&] {
            outside = survey_balls(surface, patches, shared, Side::Outside, options.cancel);
            const Sight sight{surface, patches, chord_limit_mm(model, facts)};
            facts.access = measure_access(sight, model, axes, seen, options.cancel);
            facts.set_ups =
                measure_set_ups(sight, patches, facts.holes, frame, seen, options.cancel);
        },
        [&] {
            facts.features = recognise_features(model, surface, patches);
            state_threads(model, facts.features.list);
            facts.features.lettering = find_lettering(model);
            facts.pockets = find_pockets(surface, patches, stacks, facts.features.list);
            facts.builds = measure_builds(surface, model, hull, axes, options);
            facts.turning = measure_turning(surface, patches, shared, facts.volume, options.cancel);
        });
    if (options.cancel.cancelled()) return cancelled();
    // Draft is measured against the way the mould opens, a mesh sheet by its walls.
    std::vector<Field> fields;
    tbb::parallel_invoke(
        [&] {
            fields = measure_fields(surface, {inside, outside, seen}, facts,
                                    facet_error_mm(model, facts));
        },
        [&] {
            facts.sheet = model.exact || !facts.closed
                              ? measure_sheet(model, options.sheet)
                              : measure_mesh_sheet(to_mm3(facts.volume), to_mm2(facts.area),
                                                   to_mm(facts.wall.median));
        });
    facts.fields = std::move(fields);
    fit_to_part(model, facts);
    if (options.cancel.cancelled()) return cancelled();
    return facts;
}

}  // namespace millrace::facts
