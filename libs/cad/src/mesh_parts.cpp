#include "mesh_parts.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "mesh_bodies.h"
#include "mesh_model.h"

namespace millrace::cad {
namespace {

// One kilometre: beyond it a file is in a wrong unit or damaged, and float coordinates are too
// coarse.
constexpr double kCoordinateMax_mm = 1e6;
constexpr std::uint32_t kPartsMin = 2;
constexpr std::uint32_t kPartsMax = 50;
constexpr std::uint32_t kComponentsMax = 200;  // beyond it the file is a texture, not a plate
// A body thinner than this share of its own size has no volume worth the name.
constexpr double kFlatShare = 1e-9;

Status check_coordinates(const geom::TriangleMesh& mesh) {
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        for (int k = 0; k < 3; ++k) {
            const geom::Vec3 p = mesh.corner(t, k);
            const double largest = std::max({std::abs(p.x), std::abs(p.y), std::abs(p.z)});
            if (largest <= kCoordinateMax_mm) continue;  // false for NaN as well
            return Error{ErrorCode::InvalidGeometry,
                         say("cad.facet_far",
                             "facet {facet} has a vertex at {point} mm; the limit is {limit}",
                             {{"facet", t + 1},
                              {"point", point_text(p)},
                              {"limit", number_of(kCoordinateMax_mm, "mm")}}),
                         {}};
        }
    }
    return Done{};
}

/// Facets that use a vertex twice have no area and no neighbours.
geom::TriangleMesh without_collapsed(const geom::TriangleMesh& mesh) {
    std::vector<bool> keep(mesh.triangles.size());
    for (std::size_t t = 0; t < keep.size(); ++t) {
        const auto& c = mesh.triangles[t];
        keep[t] = c[0] != c[1] && c[1] != c[2] && c[2] != c[0];
    }
    return geom::submesh(mesh, keep);
}

bool has_gaps(const geom::Topology& topology) {
    return topology.open_edges > 0 || topology.non_manifold_edges > 0;
}

/// Joins nearer vertices only when that closes the mesh.
geom::TriangleMesh closed_by_welding(geom::TriangleMesh mesh,
                                     std::vector<Diagnostic>& diagnostics) {
    if (geom::topology(mesh).open_edges == 0) return mesh;
    const double diagonal = geom::bounding_box(mesh).diagonal();
    for (const double share : {1e-7, 1e-6, 1e-5, 1e-4, 1e-3}) {
        const double tolerance = share * diagonal;
        geom::TriangleMesh joined = without_collapsed(geom::welded(mesh, tolerance));
        if (joined.triangles.empty() || has_gaps(geom::topology(joined))) continue;
        diagnostics.push_back({Severity::Warning, "welded",
                               say("cad.welded",
                                   "The surface had gaps; it closed when vertices nearer than "
                                   "{tolerance} were joined ({joined} of {vertices}).",
                                   {{"tolerance", number_of(tolerance, "mm")},
                                    {"joined", mesh.vertices.size() - joined.vertices.size()},
                                    {"vertices", mesh.vertices.size()}})});
        return joined;
    }
    return mesh;
}

/// Turns facets so that neighbours agree, when every edge has exactly two and they can agree.
geom::TriangleMesh oriented(geom::TriangleMesh mesh, const geom::Topology& topology,
                            std::vector<Diagnostic>& diagnostics) {
    if (has_gaps(topology) || topology.flipped_edges == 0) return mesh;
    struct Use {
        std::uint32_t low, high, triangle;
        bool forward;
    };
    std::vector<Use> uses;
    for (std::uint32_t t = 0; t < mesh.triangles.size(); ++t) {
        for (std::size_t k = 0; k < 3; ++k) {
            const std::uint32_t a = mesh.triangles[t][k];
            const std::uint32_t b = mesh.triangles[t][(k + 1) % 3];
            uses.push_back({std::min(a, b), std::max(a, b), t, a < b});
        }
    }
    std::sort(uses.begin(), uses.end(), [](const Use& a, const Use& b) {
        return std::tie(a.low, a.high, a.triangle) < std::tie(b.low, b.high, b.triangle);
    });
    std::vector<std::vector<std::pair<std::uint32_t, bool>>> neighbours(mesh.triangles.size());
    for (std::size_t i = 0; i + 1 < uses.size(); i += 2) {
        const bool differ = uses[i].forward == uses[i + 1].forward;
        neighbours[uses[i].triangle].emplace_back(uses[i + 1].triangle, differ);
        neighbours[uses[i + 1].triangle].emplace_back(uses[i].triangle, differ);
    }
    std::vector<signed char> turned(mesh.triangles.size(), -1);
    std::vector<std::vector<std::uint32_t>> components;
    for (std::uint32_t seed = 0; seed < turned.size(); ++seed) {
        if (turned[seed] >= 0) continue;
        turned[seed] = 0;
        std::vector<std::uint32_t> queue = {seed};
        for (std::size_t i = 0; i < queue.size(); ++i) {
            for (const auto& [other, differ] : neighbours[queue[i]]) {
                const auto wanted = static_cast<signed char>(turned[queue[i]] ^ (differ ? 1 : 0));
                if (turned[other] >= 0 && turned[other] != wanted) return mesh;  // one-sided
                if (turned[other] >= 0) continue;
                turned[other] = wanted;
                queue.push_back(other);
            }
        }
        components.push_back(std::move(queue));
    }
    std::size_t count = 0;
    for (const auto& component : components) {
        // The majority was right: the fewer facets are turned.
        const auto minority = static_cast<std::size_t>(std::count_if(
            component.begin(), component.end(), [&](std::uint32_t t) { return turned[t] == 1; }));
        const signed char turn = minority * 2 > component.size() ? 0 : 1;
        for (const std::uint32_t t : component) {
            if (turned[t] != turn) continue;
            std::swap(mesh.triangles[t][1], mesh.triangles[t][2]);
            ++count;
        }
    }
    diagnostics.push_back(
        {Severity::Warning, "facets_turned",
         say("cad.facets_turned", "{count} of {total} facets faced the wrong way and were turned.",
             {{"count", count}, {"total", turned.size()}})});
    return mesh;
}

/// Middle of the first edge that has no neighbour, as a place to look at.
std::string first_open_edge(const geom::TriangleMesh& mesh) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
    for (const auto& t : mesh.triangles) {
        for (std::size_t k = 0; k < 3; ++k) edges.emplace_back(std::minmax(t[k], t[(k + 1) % 3]));
    }
    std::sort(edges.begin(), edges.end());
    for (std::size_t i = 0; i < edges.size(); ++i) {
        const bool before = i > 0 && edges[i - 1] == edges[i];
        const bool after = i + 1 < edges.size() && edges[i + 1] == edges[i];
        if (before || after) continue;
        const auto [a, b] = edges[i];
        return point_text((mesh.vertices[a] + mesh.vertices[b]) / 2.0);
    }
    return point_text({});
}

void report_defects(const geom::TriangleMesh& mesh, const geom::Topology& topology,
                    std::size_t collapsed, std::vector<Diagnostic>& diagnostics) {
    const auto report = [&](Severity severity, const char* code, Text text) {
        diagnostics.push_back({severity, code, std::move(text)});
    };
    if (topology.open_edges > 0) {
        report(Severity::Warning, "open_edges",
               say("cad.open_edges",
                   "The surface is not closed: {count} edge has no neighbour, near {place} mm. "
                   "Volume and price are estimates.|The surface is not closed: {count} edges have "
                   "no neighbour, the first near {place} mm. Volume and price are estimates.",
                   {{"count", topology.open_edges}, {"place", first_open_edge(mesh)}}));
    }
    if (topology.non_manifold_edges > 0) {
        report(Severity::Warning, "non_manifold_edges",
               say("cad.non_manifold_edges",
                   "{count} edge joins more than two facets, so inside and outside are not clear "
                   "there.|{count} edges join more than two facets, so inside and outside are not "
                   "clear there.",
                   {{"count", topology.non_manifold_edges}}));
    }
    if (topology.flipped_edges > 0) {
        report(Severity::Warning, "flipped_facets",
               say("cad.flipped_facets",
                   "{count} edge lies between facets that face opposite ways.|{count} edges lie "
                   "between facets that face opposite ways.",
                   {{"count", topology.flipped_edges}}));
    }
    const std::size_t flat = collapsed + topology.degenerate_triangles;
    if (flat > 0) {
        report(Severity::Info, "degenerate_facets",
               say("cad.degenerate_facets",
                   "{count} facet has no area.|{count} facets have no area.", {{"count", flat}}));
    }
    if (topology.duplicate_triangles > 0) {
        report(Severity::Warning, "duplicate_facets",
               say("cad.duplicate_facets",
                   "{count} facet is stored more than once.|{count} facets are stored more than "
                   "once.",
                   {{"count", topology.duplicate_triangles}}));
    }
}

void turn_inside_out(geom::TriangleMesh& mesh) {
    for (auto& triangle : mesh.triangles) std::swap(triangle[1], triangle[2]);
}

Result<geom::BoundaryModel> part_of(const std::string& name, geom::TriangleMesh mesh,
                                    const std::vector<geom::Face>& faces,
                                    std::vector<Diagnostic>& diagnostics) {
    const geom::Topology topology = geom::topology(mesh);
    geom::MassProperties mass = geom::mass_properties(mesh);
    const double flat = kFlatShare * mass.area_mm2 * geom::bounding_box(mesh).diagonal();
    if (!(std::abs(mass.volume_mm3) > flat)) {
        return Error{ErrorCode::InvalidGeometry,
                     say("cad.no_volume",
                         "the surface encloses no volume ({volume} for {area} of area): it is flat "
                         "or has no thickness",
                         {{"volume", number_of(mass.volume_mm3, "mm3")},
                          {"area", number_of(mass.area_mm2, "mm2")}}),
                     {}};
    }
    if (topology.closed() && mass.volume_mm3 < 0.0) {
        turn_inside_out(mesh);
        mass = geom::mass_properties(mesh);
        diagnostics.push_back(
            {Severity::Warning, "inverted",
             say("cad.inverted",
                 "The surface was inside out (volume {volume}); all facets were turned.",
                 {{"volume", number_of(-mass.volume_mm3, "mm3")}})});
    }
    geom::BoundaryModel like;
    like.name = name;
    like.bodies.emplace_back().name = name;
    like.faces = faces;
    return mesh_model(like, std::move(mesh));
}

Status split(const std::string& name, const geom::TriangleMesh& mesh,
             const geom::Topology& topology, const std::vector<std::uint32_t>& body_of_component,
             ReadFile& file) {
    const std::uint32_t bodies =
        1 + *std::max_element(body_of_component.begin(), body_of_component.end());
    file.diagnostics.push_back({Severity::Info, "split",
                                say("cad.split",
                                    "The file holds {bodies} bodies that lie apart from each "
                                    "other; each became a part of its own.",
                                    {{"bodies", bodies}})});
    for (std::uint32_t body = 0; body < bodies; ++body) {
        std::vector<bool> keep(mesh.triangles.size());
        for (std::size_t t = 0; t < keep.size(); ++t)
            keep[t] = body_of_component[topology.component_of_triangle[t]] == body;
        const std::string part =
            (name.empty() ? std::string{"Body"} : name) + " " + std::to_string(body + 1);
        MILLRACE_TRY(geom::BoundaryModel model,
                     part_of(part, geom::submesh(mesh, keep), {}, file.diagnostics));
        file.parts.push_back(std::move(model));
    }
    return Done{};
}

}  // namespace

Status add_mesh_parts(const std::string& name, geom::TriangleMesh mesh, const MeshPartOptions& how,
                      ReadFile& file) {
    if (mesh.triangles.empty())
        return Error{ErrorCode::NoGeometry, say("cad.no_facet", "the file holds no facet"), {}};
    MILLRACE_CHECK_OK(check_coordinates(mesh));
    const std::size_t stored = mesh.triangles.size();
    mesh = without_collapsed(how.weld ? geom::welded(mesh, 0.0) : mesh);
    const std::size_t collapsed = stored - mesh.triangles.size();
    if (mesh.triangles.empty()) {
        return Error{
            ErrorCode::InvalidGeometry,
            say("cad.facets_flat", "all {facets} facets are without area", {{"facets", stored}}),
            {}};
    }
    mesh = closed_by_welding(std::move(mesh), file.diagnostics);
    geom::Topology topology = geom::topology(mesh);
    mesh = oriented(std::move(mesh), topology, file.diagnostics);
    topology = geom::topology(mesh);
    report_defects(mesh, topology, collapsed, file.diagnostics);
    if (how.split_bodies && topology.closed() && topology.components >= kPartsMin &&
        topology.components <= kComponentsMax) {
        const std::vector<std::uint32_t> body = bodies_of_components(mesh, topology);
        const std::uint32_t last = *std::max_element(body.begin(), body.end());
        if (last > 0 && last < kPartsMax) return split(name, mesh, topology, body, file);
    }
    MILLRACE_TRY(geom::BoundaryModel model,
                 part_of(name, std::move(mesh), how.faces, file.diagnostics));
    file.parts.push_back(std::move(model));
    return Done{};
}

}  // namespace millrace::cad
