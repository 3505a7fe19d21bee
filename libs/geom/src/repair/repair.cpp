#include "millrace/geom/repair.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "millrace/geom/winding_number.h"
#include "surface.h"

namespace millrace::geom {
namespace {

using mending::Surface;

class Log {
public:
    void add(const mending::Step& step) {
        if (!step) return;
        for (RepairStep& known : steps_) {
            if (known.kind != step->kind) continue;
            known.count += step->count;
            known.amount_mm = std::max(known.amount_mm, step->amount_mm);
            return;
        }
        steps_.push_back(*step);
    }
    [[nodiscard]] std::vector<RepairStep> take() {
        std::sort(steps_.begin(), steps_.end(),
                  [](const RepairStep& a, const RepairStep& b) { return a.kind < b.kind; });
        return std::move(steps_);
    }

private:
    std::vector<RepairStep> steps_;
};

Error cancelled() { return {ErrorCode::Cancelled, "the repair was cancelled", {}}; }

Status check(const TriangleMesh& mesh) {
    double area = 0.0;
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        for (int k = 0; k < 3; ++k) {
            const Vec3 p = mesh.corner(t, k);
            if (std::isfinite(p.x) && std::isfinite(p.y) && std::isfinite(p.z)) continue;
            return Error{ErrorCode::InvalidGeometry,
                         "triangle " + std::to_string(t) + " has a vertex that is not finite",
                         {}};
        }
        area += length(area_normal(mesh, t)) / 2.0;
    }
    if (area > 0.0) return Done{};
    return Error{ErrorCode::InvalidGeometry,
                 "the " + std::to_string(mesh.triangles.size()) + " triangles have no area",
                 {}};
}

/// Closed, and not both sides of one sheet.
bool is_solid(const TriangleMesh& mesh, const Topology& topology) {
    if (mesh.triangles.empty() || needs_repair(topology)) return false;
    const MassProperties mass = mass_properties(mesh);
    return mass.volume_mm3 > 1e-9 * mass.area_mm2 * bounding_box(mesh).diagonal();
}

/// Some component counts negative: it is a void, or inside out.
bool has_negative_component(const TriangleMesh& mesh, const Topology& topology) {
    std::vector<double> volume(topology.components, 0.0);
    const Vec3 centre = bounding_box(mesh).centre();
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        volume[topology.component_of_triangle[t]] +=
            dot(mesh.corner(t, 0) - centre,
                cross(mesh.corner(t, 1) - centre, mesh.corner(t, 2) - centre));
    }
    return std::any_of(volume.begin(), volume.end(), [](double v) { return v < 0.0; });
}

/// How branching edges are treated: by what lies around them, or by cutting them out.
enum class Branches { Pair, CutOut };

/// All steps that keep the surface where it is. @return false when it has no sides.
bool mend(Surface& surface, const RepairOptions& options, Branches branches, Log& log) {
    log.add(mending::join_equal_vertices(surface));
    log.add(mending::remove_collapsed(surface));
    log.add(mending::remove_duplicates(surface));
    log.add(mending::remove_flat(surface));
    log.add(mending::join_gaps(surface, options.join_share_max));
    log.add(mending::remove_duplicates(surface));
    log.add(mending::split_edges_at_vertices(surface));
    if (branches == Branches::CutOut) log.add(mending::remove_branching(surface));
    if (surface.mesh.triangles.empty() || options.cancel.cancelled()) return true;
    if (mending::balanced(surface)) {
        // The sides are clear: only what touches has to come apart before bodies are looked at.
        log.add(mending::pair_branches(surface));
        mending::separate_vertices(surface);
        log.add(mending::remove_fragments(surface));
    }
    mending::Oriented oriented = mending::orient(surface);
    log.add(oriented.turned);
    log.add(oriented.bodies);
    for (int round = 0; oriented.walls && round < 4; ++round) {
        // Without the walls what was a branching edge may be an ordinary one, and patches join.
        log.add(oriented.walls);
        oriented = mending::orient(surface);
        log.add(oriented.turned);
        log.add(oriented.bodies);
    }
    if (oriented.one_sided || options.cancel.cancelled()) return !oriented.one_sided;
    log.add(mending::pair_branches(surface));
    log.add(mending::close_holes(surface, options.hole_edges_max));
    mending::separate_vertices(surface);
    log.add(mending::remove_fragments(surface));
    return true;
}

/// A repair that moves the surface farther than this share of the diagonal is another part.
constexpr double kMovedShareMax = 0.1;

/// Where the neighbourhood of branching edges cannot be told apart, it is cut out and closed like a
/// hole, unless that moves the surface far.
void try_cutting_out(const Surface& raw, const RepairOptions& options, Surface& surface, Log& log,
                     RepairedMesh& result) {
    Surface other = raw;
    Log other_log;
    if (!mend(other, options, Branches::CutOut, other_log)) return;
    if (!is_solid(other.mesh, topology(other.mesh))) return;
    const Deviation moved = deviation(raw.mesh, other.mesh, options.deviation_queries_max);
    if (moved.forward_mm > kMovedShareMax * bounding_box(raw.mesh).diagonal()) return;
    surface = std::move(other);
    log = std::move(other_log);
    result.closed = true;
    result.one_sided = false;
}

void try_contour(const TriangleMesh& mesh, const RepairOptions& options, Surface& surface, Log& log,
                 RepairedMesh& result) {
    RepairStep step{RepairKind::Recontoured, 1, 0.0};
    auto contour = mending::recontoured(surface.mesh, options.grid_nodes_max, step.amount_mm);
    if (!contour || !is_solid(*contour, topology(*contour))) return;
    // Where half of the surface has no counterpart, it was no outline of a body.
    const Deviation moved = deviation(mesh, *contour, options.deviation_queries_max);
    if (moved.forward_mm > kMovedShareMax * bounding_box(mesh).diagonal()) return;
    surface.mesh = std::move(*contour);
    result.closed = true;
    result.one_sided = false;
    log.add(step);
}

}  // namespace

std::string_view to_string(RepairKind kind) {
    switch (kind) {
        case RepairKind::JoinedVertices: return "joined_vertices";
        case RepairKind::RemovedFlat: return "removed_flat";
        case RepairKind::RemovedDuplicates: return "removed_duplicates";
        case RepairKind::SplitEdges: return "split_edges";
        case RepairKind::TurnedTriangles: return "turned_triangles";
        case RepairKind::RemovedWalls: return "removed_walls";
        case RepairKind::TurnedBodies: return "turned_bodies";
        case RepairKind::SeparatedEdges: return "separated_edges";
        case RepairKind::ClosedHoles: return "closed_holes";
        case RepairKind::RemovedFragments: return "removed_fragments";
        case RepairKind::Recontoured: return "recontoured";
    }
    return "";
}

bool needs_repair(const Topology& topology) {
    return !topology.closed() || topology.duplicate_triangles > 0;
}

Result<RepairedMesh> repair(const TriangleMesh& mesh, const RepairOptions& options) {
    MILLRACE_CHECK_OK(check(mesh));
    RepairedMesh result;
    const Topology given = topology(mesh);
    if (is_solid(mesh, given) && given.degenerate_triangles == 0 &&
        (given.components == 1 || !has_negative_component(mesh, given))) {
        result.mesh = mesh;
        result.closed = true;
        return result;
    }
    Log log;
    Surface surface;
    surface.mesh = mesh;
    surface.mesh.corner_normals.clear();
    const Surface raw = surface;
    result.one_sided = !mend(surface, options, Branches::Pair, log);
    result.closed = is_solid(surface.mesh, topology(surface.mesh));
    if (!result.closed && given.non_manifold_edges > 0 && !options.cancel.cancelled())
        try_cutting_out(raw, options, surface, log, result);
    // A strip with one side has no inside; where edges branch the sides may only be unclear
    // locally.
    const bool hopeless = result.one_sided && given.non_manifold_edges == 0;
    if (!result.closed && !hopeless && options.recontour && !options.cancel.cancelled())
        try_contour(mesh, options, surface, log, result);
    if (options.cancel.cancelled()) return cancelled();
    result.mesh = std::move(surface.mesh);
    result.steps = log.take();
    if (result.steps.empty()) {
        result.mesh = mesh;  // nothing was found to do: voids look like bodies turned inside out
        return result;
    }
    result.deviation = deviation(mesh, result.mesh, options.deviation_queries_max);
    if (options.cancel.cancelled()) return cancelled();
    result.self_intersections =
        self_intersections(result.mesh, options.self_intersections_max).size();
    return result;
}

}  // namespace millrace::geom
