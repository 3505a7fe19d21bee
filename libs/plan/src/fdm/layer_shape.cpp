#include "fdm/layer_shape.h"

#include <polyclipping/clipper.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace millrace::plan::fdm {
namespace {

using ClipperLib::ClipperOffset;
using ClipperLib::Paths;

constexpr double kPerMm = 1e6;  // nanometres
// Infill needs a strip at least this share short of a spacing wide.
constexpr double kOverlapTolerance = 0.4;
// Share of (half loop + half infill line) by which infill overlaps the innermost loop.
constexpr double kInfillOverlap = 0.25;
constexpr double kMiterLimit = 3.0;

ClipperLib::Path to_path(const geom::Contour& contour) {
    ClipperLib::Path path;
    path.reserve(contour.size());
    for (const geom::Vec2 p : contour) {
        path.emplace_back(std::llround(p.x * kPerMm), std::llround(p.y * kPerMm));
    }
    return path;
}

geom::Contour to_contour(const ClipperLib::Path& path) {
    geom::Contour contour;
    contour.reserve(path.size());
    for (const ClipperLib::IntPoint& p : path) {
        contour.push_back({static_cast<double>(p.X) / kPerMm, static_cast<double>(p.Y) / kPerMm});
    }
    return contour;
}

/// The contours of a section; where bodies may overlap, united.
Paths outline_paths(const geom::Section& section, bool unite) {
    Paths outline;
    outline.reserve(section.contours.size());
    for (const geom::Contour& contour : section.contours) outline.push_back(to_path(contour));
    if (unite) ClipperLib::SimplifyPolygons(outline, outline, ClipperLib::pftNonZero);
    return outline;
}

Paths offset(const Paths& paths, double delta_mm) {
    Paths result;
    ClipperOffset clipper{kMiterLimit};
    clipper.AddPaths(paths, ClipperLib::jtMiter, ClipperLib::etClosedPolygon);
    clipper.Execute(result, delta_mm * kPerMm);
    return result;
}

double area_mm2(const Paths& paths) {
    double sum = 0.0;
    for (const ClipperLib::Path& path : paths) sum += ClipperLib::Area(path);
    return sum / (kPerMm * kPerMm);
}

/// Moves between loops that are drawn in nearest-neighbour order, each entered at its nearest
/// corner.
std::vector<double> moves_between(const std::vector<PerimeterLoop>& loops) {
    constexpr std::size_t kCornersMax = 16;
    std::vector<double> moves;
    std::vector<std::vector<geom::Vec2>> corners;
    for (const PerimeterLoop& loop : loops) {
        const std::size_t step = std::max<std::size_t>(1, loop.points.size() / kCornersMax);
        std::vector<geom::Vec2>& some = corners.emplace_back();
        for (std::size_t k = 0; k < loop.points.size(); k += step) some.push_back(loop.points[k]);
    }
    if (corners.empty()) return moves;
    geom::Vec2 here = corners.front().front();
    corners.erase(corners.begin());
    while (!corners.empty()) {
        double best = 1e300;
        std::size_t next = 0;
        geom::Vec2 at{};
        for (std::size_t i = 0; i < corners.size(); ++i) {
            for (const geom::Vec2 p : corners[i]) {
                const double d = (p.x - here.x) * (p.x - here.x) + (p.y - here.y) * (p.y - here.y);
                if (d >= best) continue;
                best = d;
                next = i;
                at = p;
            }
        }
        moves.push_back(std::sqrt(best));
        here = at;
        std::swap(corners[next], corners.back());
        corners.pop_back();
    }
    return moves;
}

}  // namespace

Bead Bead::of(double width_mm, double height_mm) {
    return {width_mm, width_mm - height_mm * (1.0 - std::numbers::pi / 4.0)};
}

Raster outline_raster(const geom::Section& section, const Grid& grid, bool unite) {
    if (!unite) return Raster::inside(grid, section.contours);
    std::vector<geom::Contour> united;
    for (const ClipperLib::Path& path : outline_paths(section, true)) {
        united.push_back(to_contour(path));
    }
    return Raster::inside(grid, united);
}

LayerShape make_shape(const geom::Section& section, const Grid& grid, const ShapeOptions& options) {
    LayerShape shape;
    const Paths outline = outline_paths(section, options.unite);
    shape.area_mm2 = area_mm2(outline);

    const double spacing = options.bead.spacing_mm;
    Paths last = outline;
    double area_before = 0.0;
    double length_before = 0.0;
    for (int i = 0; i < options.perimeters && !last.empty(); ++i) {
        Paths loops = offset(last, i == 0 ? -options.bead.width_mm / 2.0 : -spacing);
        double length = 0.0;
        for (const ClipperLib::Path& path : loops) {
            PerimeterLoop loop{to_contour(path), 0.0, i == 0};
            loop.length_mm = geom::perimeter_mm(loop.points);
            length += loop.length_mm;
            if (i == 0 && ClipperLib::Orientation(path)) ++shape.islands;
            shape.loops.push_back(std::move(loop));
        }
        // The strip between two loops has the mean of their lengths times a spacing. What is more
        // was too narrow for the inner one.
        const double area = area_mm2(loops);
        if (i > 0) {
            const double strip = (length_before + length) / 2.0 * spacing;
            shape.gap_mm2 += std::max(0.0, area_before - area - strip);
        }
        area_before = area;
        length_before = length;
        last = std::move(loops);
    }

    shape.moves_mm = moves_between(shape.loops);

    // Infill lines end half a line inside the edge of the infill, which overlaps the last loop.
    const double overlap = kInfillOverlap * spacing;
    const double width_min = spacing * (1.0 - kOverlapTolerance);
    const Paths narrow = last.empty() ? last : offset(last, overlap - (spacing + width_min) / 2.0);
    const Paths core = narrow.empty() ? narrow : offset(narrow, (width_min - spacing) / 2.0);
    std::vector<geom::Contour> contours;
    for (const ClipperLib::Path& path : core) contours.push_back(to_contour(path));
    shape.core = Raster::inside(grid, contours);
    shape.core_mm2 = area_mm2(core);
    for (const geom::Contour& contour : contours)
        shape.core_perimeter_mm += geom::perimeter_mm(contour);
    shape.fill_per_core =
        shape.core_mm2 > 0.0 ? 1.0 + shape.core_perimeter_mm * spacing / 2.0 / shape.core_mm2 : 1.0;
    const std::size_t sides = count_borders(shape.core, shape.core).total();
    shape.border_mm = sides > 0 ? shape.core_perimeter_mm / static_cast<double>(sides) : 0.0;
    return shape;
}

}  // namespace millrace::plan::fdm
