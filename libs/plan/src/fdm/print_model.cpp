#include "fdm/print_model.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <numbers>
#include <vector>

#include "fdm/kinematics.h"
#include "fdm/layer_plan.h"
#include "fdm/layer_shape.h"
#include "fdm/support.h"
#include "millrace/geom/section.h"

namespace millrace::plan::fdm {
namespace {

// Outlines are smoothed by what a slicer's own resolution setting drops.
constexpr double kResolutionMm = 0.0125;
// Layers whose outlines differ by less than this count as the same.
constexpr double kSameMm = 0.005;

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

geom::Vec2 moment(const geom::Section& section) {
    geom::Vec2 sum;
    for (const geom::Contour& contour : section.contours) {
        for (std::size_t i = 0; i < contour.size(); ++i) {
            const geom::Vec2 a = contour[i];
            const geom::Vec2 b = contour[(i + 1) % contour.size()];
            const double l = std::hypot(b.x - a.x, b.y - a.y);
            sum.x += l * (a.x + b.x) / 2.0;
            sum.y += l * (a.y + b.y) / 2.0;
        }
    }
    return sum;
}

/// Whether two sections have the same outline for all that printing is concerned.
bool same(const geom::Section& a, const geom::Section& b) {
    if (a.contours.size() != b.contours.size()) return false;
    const double perimeter = std::max(a.perimeter_mm, 1e-9);
    if (std::abs(a.perimeter_mm - b.perimeter_mm) > 1e-3 * perimeter) return false;
    if (std::abs(a.area_mm2 - b.area_mm2) > kSameMm * perimeter) return false;
    const geom::Vec2 ma = moment(a);
    const geom::Vec2 mb = moment(b);
    return std::hypot(ma.x - mb.x, ma.y - mb.y) <= kSameMm * perimeter;
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
                                 cell_size_mm(box.size(), bead.spacing_mm));
    const ShapeOptions options{profile.perimeters, bead, print.unite};

    std::vector<std::unique_ptr<LayerShape>> shapes;
    std::vector<std::size_t> shape_of;
    const geom::Section* kept = nullptr;
    for (const geom::Section& cut : cuts) {
        if (print.cancel.cancelled()) {
            return Error{ErrorCode::Cancelled, "estimating the print was cancelled", {}};
        }
        if (kept == nullptr || !same(*kept, cut)) {
            shapes.push_back(std::make_unique<LayerShape>(make_shape(cut, grid, options)));
            kept = &cut;
        }
        shape_of.push_back(shapes.size() - 1);
    }
    if (std::none_of(shapes.begin(), shapes.end(),
                     [](const auto& s) { return s->area_mm2 > 0.0; })) {
        return Error{ErrorCode::InvalidGeometry,
                     "no layer of the part has any area: its outlines do not close",
                     {}};
    }

    std::vector<const LayerShape*> layers;
    for (const std::size_t s : shape_of) layers.push_back(shapes[s].get());
    const SupportLayers supports = plan_supports(mesh, grid, layers, profile, box.min.z);
    estimate.support_area_mm2 = supports.contact_mm2;
    LayerPlanner planner{profile, print.flow_max_mm3_s, grid};
    planner.run(layers, supports, estimate);
    estimate.layers = layers.size();
    return estimate;
}

}  // namespace millrace::plan::fdm
