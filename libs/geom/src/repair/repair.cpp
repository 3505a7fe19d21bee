#include "millrace/geom/repair.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "millrace/geom/winding_number.h"
#include "shells.h"
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

/// Crossing pairs of triangles of the same shell: those of different ones go when they are united.
std::size_t crossings_within_shells(const TriangleMesh& mesh, const Topology& topology,
                                    std::size_t count_max) {
    constexpr std::size_t kPairsMax = 100'000;
    const auto& shell = topology.component_of_triangle;
    std::size_t count = 0;
    for (const auto& [a, b] : self_intersections(mesh, kPairsMax)) count += shell[a] == shell[b];
    return std::min(count, count_max);
}

/// A closed surface out of the pieces that are left of shells, when mending finds one near them.
std::optional<TriangleMesh> joined(const mending::Outside& outside, const RepairOptions& options) {
    // Cutting loses what welding joins; more than this is another part.
    constexpr double kVolumeShare = 1e-3;
    constexpr double kDeviationShare = 1e-3;
    const double expected_mm3 = mass_properties(outside.mesh).volume_mm3;
    const double diagonal_mm = bounding_box(outside.mesh).diagonal();
    // Where surfaces meet at small angles, cuts from either side lie farther apart.
    for (const double joint : {4.0, 40.0, 400.0}) {
        Surface next;
        next.mesh = welded(outside.mesh, joint * outside.near_mm);
        Log ignored;  // seams of the cut: nobody drew them
        if (!mend(next, options, Branches::Pair, ignored)) continue;
        if (options.cancel.cancelled()) return std::nullopt;
        if (!is_solid(next.mesh, topology(next.mesh))) continue;
        const double volume_mm3 = mass_properties(next.mesh).volume_mm3;
        if (std::abs(volume_mm3 - expected_mm3) > kVolumeShare * expected_mm3) continue;
        const Deviation moved = deviation(outside.mesh, next.mesh, options.deviation_queries_max);
        if (moved.forward_mm <= kDeviationShare * diagonal_mm) return std::move(next.mesh);
    }
    return std::nullopt;
}

/// Unites the shells of a closed surface. @return what it was made of, to measure from; nothing
/// when no two overlap, or when no way leads to a closed surface.
std::optional<TriangleMesh> unite(const RepairOptions& options, Surface& surface, Log& log,
                                  RepairedMesh& result) {
    // Bodies that share less only touch each other.
    constexpr double kSharedShare = 1e-6;
    const Topology before = topology(surface.mesh);
    if (before.components < 2) return std::nullopt;
    auto outside = mending::outside_of(mending::Shells{surface.mesh, before}, options.cancel);
    if (outside && outside->given_up) result.overlaps = true;
    if (!outside || outside->mesh.triangles.empty()) return std::nullopt;
    const double volume_mm3 = mass_properties(surface.mesh).volume_mm3;
    result.overlaps =
        volume_mm3 - mass_properties(outside->mesh).volume_mm3 > kSharedShare * volume_mm3;
    std::optional<TriangleMesh> next = joined(*outside, options);
    if (options.cancel.cancelled()) return std::nullopt;
    if (!next && options.recontour && result.overlaps) {
        RepairStep step{RepairKind::Recontoured, 1, 0.0};
        next = mending::recontoured(surface.mesh, options.grid_nodes_max, step.amount_mm);
        if (!next || !is_solid(*next, topology(*next))) return std::nullopt;
        // A grid too coarse for thin shells loses them; then the bodies better stay as they are.
        constexpr double kLostShare = 0.01;
        const Deviation moved = deviation(outside->mesh, *next, options.deviation_queries_max);
        const double diagonal_mm = bounding_box(outside->mesh).diagonal();
        if (moved.forward_mm > kLostShare * diagonal_mm) return std::nullopt;
        log.add(step);
    }
    if (!next) return std::nullopt;
    log.add(RepairStep{RepairKind::UnitedShells, outside->shells, 0.0});
    result.self_intersections =
        crossings_within_shells(surface.mesh, before, options.self_intersections_max);
    if (result.overlaps) result.overlap_mm3 = volume_mm3 - mass_properties(*next).volume_mm3;
    surface.mesh = std::move(*next);
    return std::move(outside->mesh);
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
        case RepairKind::UnitedShells: return "united_shells";
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
        return united(mesh, options);
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
    std::optional<TriangleMesh> outside;
    if (result.closed && !options.cancel.cancelled())
        outside = unite(options, surface, log, result);
    if (options.cancel.cancelled()) return cancelled();
    result.mesh = std::move(surface.mesh);
    result.steps = log.take();
    if (result.steps.empty()) {
        result.mesh = mesh;  // nothing was found to do: voids look like bodies turned inside out
        return result;
    }
    result.deviation =
        deviation(outside ? *outside : mesh, result.mesh, options.deviation_queries_max);
    if (options.cancel.cancelled()) return cancelled();
    if (!outside) {
        result.self_intersections =
            self_intersections(result.mesh, options.self_intersections_max).size();
    }
    return result;
}

Result<RepairedMesh> united(const TriangleMesh& mesh, const RepairOptions& options) {
    RepairedMesh result;
    result.closed = true;
    result.mesh = mesh;
    Surface surface;
    surface.mesh = mesh;
    surface.mesh.corner_normals.clear();
    Log log;
    const std::optional<TriangleMesh> outside = unite(options, surface, log, result);
    if (options.cancel.cancelled()) return cancelled();
    if (!outside) return result;
    result.mesh = std::move(surface.mesh);
    result.steps = log.take();
    result.deviation = deviation(*outside, result.mesh, options.deviation_queries_max);
    if (options.cancel.cancelled()) return cancelled();
    return result;
}

}  // namespace millrace::geom
