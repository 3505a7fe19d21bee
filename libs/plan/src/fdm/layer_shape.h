#pragma once

#include <vector>

#include "fdm/raster.h"
#include "millrace/catalog/catalog.h"
#include "millrace/geom/section.h"

namespace millrace::plan::fdm {

/// Widths that follow from a profile: a bead is a rectangle with round ends, and neighbours overlap
/// so that no gap is left between the round ends.
struct Bead {
    double width_mm = 0.45;
    double spacing_mm = 0.407;

    [[nodiscard]] static Bead of(double width_mm, double height_mm);
    [[nodiscard]] double volume_per_mm(double height_mm) const { return spacing_mm * height_mm; }
};

/// One closed perimeter.
struct PerimeterLoop {
    geom::Contour points;
    double length_mm = 0.0;
    bool external = false;
};

/// What has to be drawn in a layer of one outline, apart from how its inside is filled.
struct LayerShape {
    double area_mm2 = 0.0;
    std::vector<PerimeterLoop> loops;  ///< outermost first
    std::vector<double> moves_mm;      ///< from one loop to the next
    double gap_mm2 = 0.0;  ///< too narrow for another perimeter, wide enough for a thin line
    Raster core;           ///< the cells that ends of infill lines reach
    double core_mm2 = 0.0;
    double core_perimeter_mm = 0.0;
    double fill_per_core =
        1.0;  ///< area of infill, its lines being as wide as they are, per core area
    /// Length of outline per cell border on the raster, which depends on the direction of the
    /// walls.
    double border_mm = 0.0;
    std::size_t islands = 0;
};

struct ShapeOptions {
    int perimeters = 3;
    Bead bead;
    bool unite = false;  ///< contours of several bodies may overlap
};

/// The cells of a layer.
[[nodiscard]] Raster outline_raster(const geom::Section& section, const Grid& grid, bool unite);

/// Insets the outline of a layer as the classic perimeter generator of slicers does: each loop runs
/// one spacing inside the one before, as long as there is room.
[[nodiscard]] LayerShape make_shape(const geom::Section& section, const Grid& grid,
                                    const ShapeOptions& options);

}  // namespace millrace::plan::fdm
