#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "fdm/layer_shape.h"

namespace millrace::plan::fdm {

/// One layer of a print. Layers with the same outline share raster and shape.
struct Layer {
    const Raster* outline = nullptr;    ///< its cells, exact for every layer
    const LayerShape* shape = nullptr;  ///< its loops, or those of the nearest worked-out layer
    double weight = 0.0;  ///< how many layers it stands for; 0 when others stand for it
};

/// The layers of a part and what they point to.
struct LayerStack {
    std::vector<Layer> layers;
    std::vector<std::unique_ptr<Raster>> outlines;
    std::vector<std::unique_ptr<LayerShape>> shapes;
    bool empty = true;  ///< no layer has any area
};

struct StackOptions {
    ShapeOptions shape;
    int top_layers = 5;
    int bottom_layers = 4;
};

/// Decides which layers are worked out. Around every jump of the outline (a floor, a ceiling, a
/// hole that begins) all of them are; where the outline changes steadily every few, and the layers
/// in between are interpolated linearly.
[[nodiscard]] LayerStack stack_layers(std::span<const geom::Section> cuts, const Grid& grid,
                                      const StackOptions& options);

}  // namespace millrace::plan::fdm
