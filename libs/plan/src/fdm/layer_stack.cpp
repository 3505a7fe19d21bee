#include "fdm/layer_stack.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>

namespace millrace::plan::fdm {
namespace {

// Layers whose outlines differ by less than this on average count as the same.
constexpr double kSameMm = 0.005;
// An outline that moves by more than this on average from one layer to the next makes a jump.
constexpr double kJumpMm = 0.4;
constexpr double kJumpPerimeterShare = 0.05;
// Layers to work out in a part that changes all the way up, and the longest step between them.
// Steps are odd so that both directions of infill get their turn.
constexpr std::size_t kWorkedOut = 20;
constexpr std::size_t kStepMax = 15;

/// What is compared between layers.
struct Signature {
    std::size_t contours = 0;
    double area = 0.0;
    double perimeter = 0.0;
    geom::Vec2 centroid;  ///< of the outline
};

Signature signature(const geom::Section& section) {
    Signature result{section.contours.size(), section.area_mm2, 0.0, {}};
    for (const geom::Contour& contour : section.contours) {
        geom::Vec2 a = contour.back();
        for (const geom::Vec2 b : contour) {
            const double dx = b.x - a.x;
            const double dy = b.y - a.y;
            const double l = std::sqrt(dx * dx + dy * dy);
            result.perimeter += l;
            result.centroid.x += l * (a.x + b.x) / 2.0;
            result.centroid.y += l * (a.y + b.y) / 2.0;
            a = b;
        }
    }
    if (result.perimeter > 0.0) {
        result.centroid.x /= result.perimeter;
        result.centroid.y /= result.perimeter;
    }
    return result;
}

/// Mean distance between two outlines, as far as area and centroid tell.
double moved_mm(const Signature& a, const Signature& b) {
    const double perimeter = std::max({a.perimeter, b.perimeter, 1e-9});
    return std::max(std::abs(a.area - b.area) / perimeter,
                    std::hypot(a.centroid.x - b.centroid.x, a.centroid.y - b.centroid.y));
}

bool same(const Signature& a, const Signature& b) {
    return a.contours == b.contours &&
           std::abs(a.perimeter - b.perimeter) <= 1e-3 * std::max(a.perimeter, 1e-9) &&
           moved_mm(a, b) <= kSameMm;
}

bool jump(const Signature& a, const Signature& b) {
    return a.contours != b.contours || moved_mm(a, b) > kJumpMm ||
           std::abs(a.perimeter - b.perimeter) > kJumpPerimeterShare * std::max(a.perimeter, 1e-9);
}

/// Which layers are worked out.
std::vector<char> choose(const std::vector<Signature>& signatures, const StackOptions& options) {
    const std::size_t count = signatures.size();
    std::vector<char> chosen(count, 0);
    // A jump between i and i + 1 is seen by the shells below and above it and by the bridge that
    // starts them.
    const auto below = static_cast<std::size_t>(std::max(options.top_layers, 1)) + 2;
    const auto above = static_cast<std::size_t>(std::max(options.bottom_layers, 1)) + 2;
    const auto mark = [&](std::size_t first, std::size_t last) {
        for (std::size_t k = first; k <= std::min(last, count - 1); ++k) chosen[k] = 1;
    };
    mark(0, above);
    mark(count - std::min(count, below + 1), count - 1);
    for (std::size_t i = 0; i + 1 < count; ++i) {
        if (!jump(signatures[i], signatures[i + 1])) continue;
        mark(i - std::min(i, below), i + above);
    }
    const std::size_t step = std::clamp<std::size_t>(count / kWorkedOut, 1, kStepMax) | 1U;
    std::size_t last = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (chosen[i] != 0 || i - last >= step) {
            chosen[i] = 1;
            last = i;
        }
    }
    return chosen;
}

}  // namespace

LayerStack stack_layers(std::span<const geom::Section> cuts, const Grid& grid,
                        const StackOptions& options) {
    LayerStack stack;
    if (cuts.empty()) return stack;
    std::vector<Signature> signatures;
    signatures.reserve(cuts.size());
    for (const geom::Section& cut : cuts) signatures.push_back(signature(cut));

    // Every distinct outline is worked out once, each in its own slot, so that the threads cannot
    // change the result.
    std::vector<std::size_t> first_same(cuts.size(), 0);  // the layer whose outline it shares
    std::vector<std::size_t> outline_of;                  // by slot: the layer it is drawn from
    std::vector<std::size_t> slot(cuts.size(), 0);
    for (std::size_t i = 0; i < cuts.size(); ++i) {
        const std::size_t kept = i > 0 ? first_same[i - 1] : 0;
        const bool shared = i > 0 && same(signatures[kept], signatures[i]);
        first_same[i] = shared ? kept : i;
        if (!shared) outline_of.push_back(i);
        slot[i] = outline_of.size() - 1;
    }
    stack.outlines.resize(outline_of.size());
    tbb::parallel_for(std::size_t{0}, outline_of.size(), [&](std::size_t k) {
        stack.outlines[k] = std::make_unique<Raster>(
            outline_raster(cuts[outline_of[k]], grid, options.shape.unite));
    });
    for (std::size_t i = 0; i < cuts.size(); ++i)
        stack.layers.push_back({stack.outlines[slot[i]].get(), nullptr, 0.0});

    const std::vector<char> chosen = choose(signatures, options);
    std::vector<std::size_t> shape_of;  // by slot: the layer the shape is made from
    for (std::size_t i = 0; i < cuts.size(); ++i) {
        if (chosen[i] == 0) continue;
        if (shape_of.empty() || shape_of.back() != first_same[i]) shape_of.push_back(first_same[i]);
    }
    stack.shapes.resize(shape_of.size());
    tbb::parallel_for(std::size_t{0}, shape_of.size(), [&](std::size_t k) {
        stack.shapes[k] =
            std::make_unique<LayerShape>(make_shape(cuts[shape_of[k]], grid, options.shape));
    });
    for (const auto& shape : stack.shapes) stack.empty = stack.empty && shape->area_mm2 <= 0.0;

    std::size_t before = 0;
    std::size_t shape = 0;
    for (std::size_t i = 0; i < cuts.size(); ++i) {
        if (chosen[i] == 0) continue;
        if (first_same[i] != shape_of[shape]) ++shape;
        stack.layers[i].shape = stack.shapes[shape].get();
        stack.layers[i].weight += 1.0;
        // Layers in between lie on a line between their neighbours.
        for (std::size_t k = before + 1; k < i; ++k) {
            const double t = static_cast<double>(k - before) / static_cast<double>(i - before);
            stack.layers[before].weight += 1.0 - t;
            stack.layers[i].weight += t;
            stack.layers[k].shape = stack.layers[t < 0.5 ? before : i].shape;
        }
        before = i;
    }
    return stack;
}

}  // namespace millrace::plan::fdm
