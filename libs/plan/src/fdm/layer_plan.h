#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "fdm/kinematics.h"
#include "fdm/layer_stack.h"
#include "fdm/print_model.h"
#include "fdm/support.h"

namespace millrace::plan::fdm {

/// Cell size of the rasters: a fraction of the spacing of infill lines, coarser for large parts
/// so that the cells of all layers stay within a limit.
[[nodiscard]] double cell_size_mm(geom::Vec3 size, double spacing_mm, std::size_t layers);

/// Parallel lines that fill a region, joined at their ends along its edge.
struct Hatch {
    Role role = Role::SparseInfill;
    double speed_mm_s = 0.0;
    double volume_per_mm = 0.0;
    bool slows = true;          ///< gives way to the minimum layer time
    std::vector<double> lines;  ///< number of lines by length in cells
    double line_count = 0.0;
    double lines_mm = 0.0;
    double joints_mm = 0.0;  ///< along the edge, from line to line
    double pieces = 0.0;     ///< paths that are drawn without a move in between
};

/// Fills layers and adds up their times.
class LayerPlanner {
public:
    LayerPlanner(const catalog::FdmProfile& profile, double flow_max_mm3_s, const Grid& grid);

    void run(const std::vector<Layer>& layers, const SupportLayers& supports,
             PrintEstimate& estimate);

private:
    /// What fills a layer: the cells of each kind of infill.
    struct Filling {
        Raster bottom;  ///< on the plate, or dense above supports and air
        Raster top;
        Raster solid;   ///< shells below top and above bottom surfaces
        Raster bridge;  ///< over air or over sparse infill
        Raster sparse;
        std::array<std::vector<Hatch>, 2> hatches;  ///< with lines along rows, along columns
        std::array<bool, 2> hatched{};
    };
    struct LayerTotals {
        std::array<RoleTotals, kRoles> roles{};
        bool slowed = false;
    };
    struct Move {
        double length_mm = 0.0;
        double count = 0.0;
    };

    /// Cells of the square that covers as much as a circle of this radius.
    [[nodiscard]] int reach(double radius_mm) const;
    [[nodiscard]] Filling fill(std::size_t layer);
    [[nodiscard]] Raster shells(std::size_t layer, const Raster& inner);
    [[nodiscard]] const Raster& surface(std::size_t layer, bool up);
    void hatch(Filling& filling, const LayerShape& shape, std::size_t direction) const;
    [[nodiscard]] Hatch hatch_region(const Raster& region, const Raster& around, Role role,
                                     std::size_t direction, double pitch_mm,
                                     double border_mm) const;
    [[nodiscard]] std::vector<Hatch> support_hatches(std::size_t layer) const;
    [[nodiscard]] LayerTotals time_layer(std::size_t layer, const std::vector<Hatch>& hatches);
    static void add(const LayerTotals& totals, double weight, PrintEstimate& estimate);
    [[nodiscard]] double speed(Role role, double volume_per_mm, bool first) const;
    [[nodiscard]] double hatch_time_s(const Hatch& hatch, double v) const;
    [[nodiscard]] std::vector<Move> moves(const LayerShape& shape,
                                          const std::vector<Hatch>& hatches) const;

    const catalog::FdmProfile& profile_;
    double flow_max_mm3_s_;
    const Grid& grid_;
    Bead bead_;
    Motion motion_;
    PathTimer timer_;
    const std::vector<Layer>* layers_ = nullptr;
    const SupportLayers* supports_ = nullptr;
    /// Down-facing and up-facing surfaces by layer, once they were needed.
    std::array<std::vector<std::optional<Raster>>, 2> surfaces_;
    std::vector<const Filling*> fillings_;  ///< of the layers done so far
};

}  // namespace millrace::plan::fdm
