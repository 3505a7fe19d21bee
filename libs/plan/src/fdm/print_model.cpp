#include "fdm/print_model.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

#include "fdm/kinematics.h"
#include "fdm/layer_plan.h"
#include "fdm/layer_stack.h"
#include "fdm/support.h"
#include "millrace/geom/section.h"

namespace millrace::plan::fdm {
namespace {

// Outlines are smoothed by what a slicer's own resolution setting drops.
constexpr double kResolutionMm = 0.0125;
std::vector<double> layer_middles(double height, const catalog::FdmProfile& profile) {
    // A layer exists when the part reaches its middle.
    std::vector<double> middles;
    double bottom = 0.0;
    double thickness = profile.first_layer_height_mm;
    while (bottom + thickness / 2.0 <= height) {
        middles.push_back(bottom + thickness / 2.0);
        bottom += thickness;
        thickness = profile.layer_height_mm;
    }
    return middles;
}

/// Whether the mesh falls apart into shells, which may overlap each other.
bool several_shells(const geom::TriangleMesh& mesh) {
    std::vector<std::uint32_t> parent(mesh.vertices.size());
    std::iota(parent.begin(), parent.end(), 0U);
    const auto root = [&](std::uint32_t i) {
        while (parent[i] != i) i = parent[i] = parent[parent[i]];
        return i;
    };
    for (const auto& [a, b, c] : mesh.triangles) {
        parent[root(b)] = root(a);
        parent[root(c)] = root(a);
    }
    const std::uint32_t first = root(mesh.triangles.front()[0]);
    return std::any_of(mesh.triangles.begin(), mesh.triangles.end(),
                       [&](const auto& triangle) { return root(triangle[0]) != first; });
}

}  // namespace

std::string_view to_string(Role role) {
    switch (role) {
        case Role::ExternalPerimeter: return "external perimeter";
        case Role::Perimeter: return "perimeter";
        case Role::GapFill: return "gap fill";
        case Role::SparseInfill: return "sparse infill";
        case Role::SolidInfill: return "solid infill";
        case Role::TopInfill: return "top infill";
        case Role::Bridge: return "bridge";
        case Role::Support: return "support";
        case Role::SupportInterface: return "support interface";
        case Role::Travel: return "travel";
        case Role::Retract: return "retract";
        case Role::LayerChange: return "layer change";
    }
    return {};
}

Result<PrintEstimate> estimate_print(const geom::TriangleMesh& mesh,
                                     const catalog::FdmProfile& profile,
                                     const PrintOptions& print) {
    if (mesh.triangles.empty()) {
        return Error{ErrorCode::InvalidGeometry,
                     say("fdm.no_triangle", "The part has no triangle to cut into layers."),
                     {}};
    }
    const geom::Box box = geom::bounding_box(mesh);
    PrintEstimate estimate;
    estimate.height_mm = box.size().z;
    std::vector<double> heights = layer_middles(box.size().z, profile);
    for (double& z : heights) z += box.min.z;
    MILLRACE_TRY(
        const std::vector<geom::Section> cuts,
        geom::sections(mesh, heights, {.simplify_mm = kResolutionMm, .cancel = print.cancel}));

    const Bead bead = Bead::of(profile.line_width_mm, profile.layer_height_mm);
    const Grid grid = Grid::over({box.min.x, box.min.y}, {box.max.x, box.max.y},
                                 cell_size_mm(box.size(), bead.spacing_mm, cuts.size()));
    if (print.cancel.cancelled()) {
        return Error{ErrorCode::Cancelled, "estimating the print was cancelled", {}};
    }
    const LayerStack stack =
        stack_layers(cuts, grid,
                     {.shape = {profile.perimeters, bead, several_shells(mesh)},
                      .top_layers = profile.top_layers,
                      .bottom_layers = profile.bottom_layers});
    if (stack.empty) {
        return Error{
            ErrorCode::InvalidGeometry,
            say("fdm.no_layer", "No layer of the part has any area: its outlines do not close."),
            {}};
    }
    const std::vector<Layer>& layers = stack.layers;
    const SupportLayers supports = plan_supports(mesh, grid, layers, profile, box.min.z);
    estimate.support_area_mm2 = supports.contact_mm2;
    if (print.cancel.cancelled()) {
        return Error{ErrorCode::Cancelled, "estimating the print was cancelled", {}};
    }
    LayerPlanner planner{profile, print.flow_max_mm3_s, grid};
    planner.run(layers, supports, estimate);
    estimate.layers = layers.size();
    return estimate;
}

}  // namespace millrace::plan::fdm
