#include "quality.h"

#include <algorithm>
#include <cmath>

#include "measurements.h"

namespace millrace::facts {
namespace {

/// Height of the triangle over its edge a-b.
double width_over(const Surface& surface, std::uint32_t triangle, double edge_mm) {
    return edge_mm > 0.0 ? 2.0 * surface.triangle_area_mm2[triangle] / edge_mm : 0.0;
}

}  // namespace

Length chord_error(const Surface& surface, const std::vector<SharedEdge>& shared) {
    // A bend between 1° and 35° may be a facet boundary of a curved surface. A lone kink between
    // two planes is told apart by its neighbours: on a curved surface both facets have another bend
    // of the same sense and a similar angle.
    constexpr double kBendMin = 1.0 * kPi / 180.0;
    constexpr double kBendMax = 35.0 * kPi / 180.0;
    std::vector<std::array<double, 3>> bends(surface.mesh.triangles.size());
    std::vector<std::uint8_t> used(surface.mesh.triangles.size(), 0);
    const auto is_bend = [&](const SharedEdge& edge) {
        const double bend = std::abs(edge.dihedral_rad);
        return bend > kBendMin && bend < kBendMax;
    };
    for (const SharedEdge& edge : shared) {
        for (const std::uint32_t t : {edge.left, edge.right}) {
            // Across the flat diagonal of a facet the partner's bends count too: see below.
            if (is_bend(edge) && used[t] < 3) bends[t][used[t]++] = edge.dihedral_rad;
        }
    }
    // Two triangles that make one flat facet share their bends.
    std::vector<std::uint32_t> partner(surface.mesh.triangles.size());
    for (std::uint32_t t = 0; t < partner.size(); ++t) partner[t] = t;
    for (const SharedEdge& edge : shared) {
        if (std::abs(edge.dihedral_rad) > kBendMin / 10.0) continue;
        partner[edge.left] = edge.right;
        partner[edge.right] = edge.left;
    }
    const auto similar_bends = [&](std::uint32_t t, double bend) {
        int count = 0;
        for (const std::uint32_t u : {t, partner[t]}) {
            for (std::uint8_t k = 0; k < used[u]; ++k) {
                const double ratio = bends[u][k] / bend;
                count += ratio > 0.5 && ratio < 2.0;
            }
            if (partner[t] == t) break;
        }
        return count;
    };
    std::vector<std::pair<double, double>> error_and_length;
    double total = 0.0;
    for (const SharedEdge& edge : shared) {
        if (!is_bend(edge)) continue;
        if (similar_bends(edge.left, edge.dihedral_rad) < 2) continue;
        if (similar_bends(edge.right, edge.dihedral_rad) < 2) continue;
        const double edge_mm =
            length(surface.mesh.vertices[edge.b] - surface.mesh.vertices[edge.a]);
        const double width = std::min(width_over(surface, edge.left, edge_mm),
                                      width_over(surface, edge.right, edge_mm));
        error_and_length.emplace_back(width * std::abs(edge.dihedral_rad) / 8.0, edge_mm);
        total += edge_mm;
    }
    std::sort(error_and_length.begin(), error_and_length.end());
    double sum = 0.0;
    for (const auto& [error, edge_mm] : error_and_length) {
        sum += edge_mm;
        if (sum >= 0.95 * total) return from_mm(error);
    }
    return from_mm(0.0);
}

SharpEdge sharpest_outer_edge(const Surface& surface, const Patches& patches) {
    SharpEdge sharpest{from_rad(kPi), {}};
    for (const geom::Edge& edge : patches.edges) {
        if (edge.seam || !edge.left_face || !edge.right_face) continue;
        // The ends of slivers have no direction to speak of.
        if (edge.length_mm < 1e-3 * surface.diagonal_mm) continue;
        const double included = kPi - edge.dihedral_rad;
        if (edge.dihedral_rad <= 1e-4 || included >= to_rad(sharpest.included)) continue;
        sharpest.included = from_rad(included);
        const std::array<std::uint32_t, 2> both = {*edge.left_face, *edge.right_face};
        sharpest.place = {model_faces(patches, both), {edge.middle}};
    }
    return sharpest;
}

FaceTypeCounts count_face_types(const geom::BoundaryModel& model) {
    FaceTypeCounts counts;
    for (const geom::Face& face : model.faces) {
        switch (face.kind) {
            case geom::SurfaceKind::Plane: ++counts.plane; break;
            case geom::SurfaceKind::Cylinder: ++counts.cylinder; break;
            case geom::SurfaceKind::Cone: ++counts.cone; break;
            case geom::SurfaceKind::Sphere: ++counts.sphere; break;
            case geom::SurfaceKind::Torus: ++counts.torus; break;
            case geom::SurfaceKind::Extrusion:
            case geom::SurfaceKind::Revolution:
            case geom::SurfaceKind::Freeform: ++counts.freeform; break;
            case geom::SurfaceKind::Facets: ++counts.facets; break;
        }
    }
    return counts;
}

Area freeform_area(const geom::BoundaryModel& model) {
    double area = 0.0;
    for (const geom::Face& face : model.faces) {
        if (face.kind == geom::SurfaceKind::Freeform) area += face.area_mm2;
    }
    return from_mm2(area);
}

}  // namespace millrace::facts
