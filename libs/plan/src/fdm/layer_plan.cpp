#include "fdm/layer_plan.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <numbers>

namespace millrace::plan::fdm {
namespace {

// Loops up to the length of a circle of this radius count as small perimeters.
constexpr double kSmallRadiusMm = 6.5;
// Top and bottom surfaces are drawn this much larger, so that they hold on to what is around them.
constexpr double kAnchorMm = 3.0;
// Sparse islands below this area are filled solid.
constexpr double kSparseAreaMin = 70.0;
// Shells narrower than twice this many widths are widened by it.
constexpr double kShellMarginWidths = 3.0;
// The first layer of supports is denser and wider, so that it sticks to the plate.
constexpr double kFirstSupportDensity = 0.9;
constexpr double kFirstSupportExpansionMm = 3.0;
// Bridges are drawn as round threads that just do not touch.
// Solid infill over sparse infill becomes a bridge where it is wider than twice this.
constexpr double kBridgeMarginNozzles = 3.0;
constexpr double kBridgeGapMm = 0.05;
// Gap fill: mean width of the thin line, share of the gap area that becomes a line, mean length.
constexpr double kGapWidth = 0.35;
constexpr double kGapShare = 1.05;
constexpr double kGapLineMm = 30.0;
// Share of the branches of a region at which its zigzag is interrupted.
constexpr double kBranchPieces = 0.2;
// After an external loop the head moves inwards before it leaves.
constexpr double kInwardMoveWidths = 1.0;

// Cells along one side of a raster.
constexpr double kAcrossMax = 1200.0;

}  // namespace

double cell_size_mm(geom::Vec3 size, double spacing_mm, std::size_t layers) {
    // Half a spacing resolves narrow infill.
    constexpr double kCellsMax = 6e8;  // of all layers: 75 MB
    const double across = (size.x + size.y) * std::numbers::sqrt2 / 2.0 + 8.0;
    const double coarsest = across * std::sqrt(static_cast<double>(layers) / kCellsMax);
    return std::max({spacing_mm / 2.0, across / kAcrossMax, coarsest});
}

LayerPlanner::LayerPlanner(const catalog::FdmProfile& profile, double flow_max_mm3_s,
                           const Grid& grid)
    : profile_{profile},
      flow_max_mm3_s_{flow_max_mm3_s},
      grid_{grid},
      bead_{Bead::of(profile.line_width_mm, profile.layer_height_mm)},
      motion_{profile.acceleration_mm_s2, profile.junction_jerk_mm_s} {}

int LayerPlanner::reach(double radius_mm) const {
    constexpr double kSquare = 0.8862;  // sqrt(pi) / 2
    return static_cast<int>(std::lround(kSquare * radius_mm / grid_.cell_mm));
}

double LayerPlanner::speed(Role role, double volume_per_mm, bool first) const {
    double v = 0.0;
    switch (role) {
        case Role::ExternalPerimeter: v = profile_.external_perimeter_mm_s; break;
        case Role::Perimeter: v = profile_.perimeter_mm_s; break;
        case Role::GapFill: v = profile_.gap_fill_mm_s; break;
        case Role::SparseInfill: v = profile_.infill_mm_s; break;
        case Role::SolidInfill: v = profile_.solid_infill_mm_s; break;
        case Role::TopInfill: v = profile_.top_infill_mm_s; break;
        case Role::Bridge: v = profile_.bridge_mm_s; break;
        case Role::Support: v = profile_.support_mm_s; break;
        case Role::SupportInterface: v = profile_.support_interface_mm_s; break;
        case Role::Travel:
        case Role::Retract:
        case Role::LayerChange: return profile_.travel_mm_s;
    }
    if (first) v = std::min(v, profile_.first_layer_mm_s);
    return std::min(v, flow_max_mm3_s_ / volume_per_mm);
}

const Raster& LayerPlanner::surface(std::size_t layer, bool up) {
    // The surface itself, walls included, and its enlarged infill.
    std::optional<Raster>& known = surfaces_[up ? 1 : 0][layer];
    if (known) return *known;
    const std::vector<Layer>& layers = *layers_;
    const Raster* beyond = nullptr;
    if (up && layer + 1 < layers.size()) beyond = layers[layer + 1].outline;
    if (!up && layer > 0) beyond = layers[layer - 1].outline;
    if (beyond == layers[layer].outline) return known.emplace();
    Raster surface = *layers[layer].outline;
    if (beyond != nullptr) surface.subtract(*beyond);
    const Raster& core = layers[layer].shape->core;
    surface = surface.trimmed();
    Raster filled = surface;
    filled &= core;
    filled = filled.trimmed();
    if (!filled.blank()) {
        filled = filled.grown(reach(kAnchorMm));
        filled &= core;
        surface |= filled;
    }
    return known.emplace(surface.trimmed());
}

Raster LayerPlanner::shells(std::size_t layer, const Raster& inner) {
    Raster shell;
    const auto add = [&](std::size_t at, bool up) { shell |= surface(at, up); };
    for (std::size_t k = 1; k < static_cast<std::size_t>(std::max(profile_.top_layers, 0)); ++k) {
        if (layer + k < layers_->size()) add(layer + k, true);
    }
    for (std::size_t k = 1; k < static_cast<std::size_t>(std::max(profile_.bottom_layers, 0));
         ++k) {
        if (layer >= k) add(layer - k, false);
    }
    shell &= inner;
    shell = shell.trimmed();
    if (shell.blank()) return shell;
    const int margin = reach(kShellMarginWidths * profile_.line_width_mm);
    Raster narrow = shell;
    narrow.subtract(shell.shrunk(margin).grown(margin));
    if (narrow.blank()) return shell;
    narrow = narrow.trimmed().grown(margin);
    narrow &= inner;
    shell |= narrow;
    return shell;
}

LayerPlanner::Filling LayerPlanner::fill(std::size_t layer) {
    const LayerShape& shape = *(*layers_)[layer].shape;
    Filling filling;
    const auto inner_surface = [&](bool up) {
        Raster region = surface(layer, up);
        region &= shape.core;
        return region;
    };
    filling.bottom = inner_surface(false);
    filling.top = inner_surface(true);
    filling.top.subtract(filling.bottom);
    if (layer > 0) std::swap(filling.bottom, filling.bridge);

    filling.sparse = shape.core;
    filling.sparse.subtract(filling.bottom).subtract(filling.bridge).subtract(filling.top);
    filling.solid = shells(layer, filling.sparse);
    filling.sparse.subtract(filling.solid);

    const std::vector<Run> runs = runs_of(filling.sparse);
    const Regions regions = regions_of(runs);
    std::vector<double> area(regions.count, 0.0);
    for (std::size_t i = 0; i < runs.size(); ++i) {
        area[regions.of_run[i]] += (runs[i].end - runs[i].begin) * grid_.cell_mm * grid_.cell_mm;
    }
    for (std::size_t i = 0; i < runs.size(); ++i) {
        if (area[regions.of_run[i]] * shape.fill_per_core >= kSparseAreaMin) continue;
        filling.solid.set(runs[i]);
    }
    filling.sparse.subtract(filling.solid);

    if (layer >= 2 && fillings_[layer - 1] != nullptr && fillings_[layer - 2] != nullptr) {
        const int narrow = reach(kBridgeMarginNozzles * profile_.nozzle_mm);
        Raster over = filling.solid;
        over &= fillings_[layer - 1]->sparse;
        over &= fillings_[layer - 2]->sparse;
        if (!over.blank()) over = over.shrunk(narrow).grown(narrow);
        filling.solid.subtract(over);
        filling.bridge |= over;
    }
    return filling;
}

Hatch LayerPlanner::hatch_region(const Raster& region, const Raster& around, Role role,
                                 std::size_t direction, double pitch_mm, double border_mm) const {
    Hatch hatch;
    hatch.role = role;
    const Borders borders = count_borders(region, around);
    if (borders.total() == 0) return hatch;
    const std::vector<Run> runs = runs_of(direction == 0 ? region : region.transposed());
    const Regions regions = regions_of(runs);
    const double weight = grid_.cell_mm / pitch_mm;  // lines per row of cells
    // Where the region ends at another one instead of at a wall, lines stop half a line early.
    const std::size_t inner = direction == 0 ? borders.inner_along_rows : borders.inner_across_rows;
    const double cut = static_cast<double>(inner) / static_cast<double>(runs.size()) *
                       bead_.spacing_mm / 2.0 / grid_.cell_mm;
    int longest = 0;
    for (const Run& run : runs) longest = std::max(longest, run.end - run.begin);
    hatch.lines.assign(static_cast<std::size_t>(longest) + 1, 0.0);
    for (const Run& run : runs) {
        const double cells = run.end - run.begin - cut;
        if (cells <= 0.0) continue;
        hatch.lines[static_cast<std::size_t>(std::lround(cells))] += weight;
        hatch.line_count += weight;
        hatch.lines_mm += weight * cells * grid_.cell_mm;
    }
    hatch.joints_mm = static_cast<double>(borders.total()) * border_mm / 2.0;
    hatch.pieces = regions.count + kBranchPieces * regions.branches;
    return hatch;
}

void LayerPlanner::hatch(Filling& filling, const LayerShape& shape, std::size_t direction) const {
    if (filling.hatched[direction]) return;
    filling.hatched[direction] = true;
    const double border = shape.border_mm > 0.0 ? shape.border_mm : grid_.cell_mm;
    const double volume = bead_.volume_per_mm(profile_.layer_height_mm);
    const double thread = std::numbers::pi / 4.0 * profile_.nozzle_mm * profile_.nozzle_mm;
    const auto add = [&](const Raster& region, Role role, double pitch, double per_mm) {
        Hatch hatch = hatch_region(region, shape.core, role, direction, pitch, border);
        hatch.volume_per_mm = per_mm;
        hatch.slows = role != Role::Bridge;
        if (hatch.line_count > 0.0) filling.hatches[direction].push_back(std::move(hatch));
    };
    add(filling.bottom, Role::SolidInfill, bead_.spacing_mm, volume);
    add(filling.solid, Role::SolidInfill, bead_.spacing_mm, volume);
    add(filling.top, Role::TopInfill, bead_.spacing_mm, volume);
    add(filling.bridge, Role::Bridge, profile_.nozzle_mm + kBridgeGapMm, thread);
    if (profile_.infill_share > 0.0) {
        add(filling.sparse, Role::SparseInfill, bead_.spacing_mm / profile_.infill_share, volume);
    }
}

std::vector<Hatch> LayerPlanner::support_hatches(std::size_t layer) const {
    std::vector<Hatch> hatches;
    if (supports_->none_at(layer)) return hatches;
    const bool first = layer == 0;
    const double volume = bead_.volume_per_mm(profile_.layer_height_mm);
    const auto add = [&](const Raster& region, Role role, double pitch, std::size_t direction) {
        Hatch hatch = hatch_region(region, region, role, direction, pitch, grid_.cell_mm);
        hatch.volume_per_mm = volume;
        if (hatch.line_count > 0.0) hatches.push_back(std::move(hatch));
    };
    if (first) {
        Raster region = supports_->base[0];
        region |= supports_->interface[0];
        region =
            region.grown(static_cast<int>(std::lround(kFirstSupportExpansionMm / grid_.cell_mm)));
        region.subtract((*layers_)[0].outline->grown(1));
        add(region, Role::Support, bead_.spacing_mm / kFirstSupportDensity, 0);
        return hatches;
    }
    add(supports_->base[layer], Role::Support, bead_.spacing_mm / profile_.support_density, 0);
    add(supports_->interface[layer], Role::SupportInterface,
        bead_.spacing_mm + profile_.support_interface_spacing_mm, 1);
    return hatches;
}

double LayerPlanner::hatch_time_s(const Hatch& hatch, double v) const {
    // Lines meet their joints at an angle: one axis component stays, the other changes.
    const double corner = std::min(v, motion_.jerk_mm_s * std::numbers::sqrt2);
    double time = 0.0;
    for (std::size_t cells = 0; cells < hatch.lines.size(); ++cells) {
        if (hatch.lines[cells] == 0.0) continue;
        time += hatch.lines[cells] * trapezoid_s(static_cast<double>(cells) * grid_.cell_mm, v,
                                                 corner, corner, motion_.acceleration_mm_s2);
    }
    const double joint = hatch.joints_mm / hatch.line_count;
    return time +
           hatch.line_count * trapezoid_s(joint, v, corner, corner, motion_.acceleration_mm_s2);
}

std::vector<LayerPlanner::Move> LayerPlanner::moves(const LayerShape& shape,
                                                    const std::vector<Hatch>& hatches) const {
    std::vector<Move> list;
    for (const double length : shape.moves_mm) list.push_back({length, 1.0});
    for (const PerimeterLoop& loop : shape.loops) {
        if (loop.external) list.push_back({kInwardMoveWidths * profile_.nozzle_mm, 1.0});
    }
    const double island =
        std::sqrt(shape.area_mm2 / static_cast<double>(std::max<std::size_t>(1, shape.islands)));
    list.push_back({island * 0.5, 1.0});  // from the layer below
    for (const Hatch& hatch : hatches) {
        list.push_back(
            {std::min(island * 0.8, std::sqrt(hatch.lines_mm / hatch.line_count) * 4.0 + 2.0),
             hatch.pieces});
    }
    if (shape.gap_mm2 > 0.0) {
        list.push_back({island * 0.3, 1.0 + shape.gap_mm2 * kGapShare / kGapWidth / kGapLineMm});
    }
    return list;
}

LayerPlanner::LayerTotals LayerPlanner::time_layer(std::size_t layer,
                                                   const std::vector<Hatch>& hatches) {
    const LayerShape& shape = *(*layers_)[layer].shape;
    const bool first = layer == 0;
    const double height = first ? profile_.first_layer_height_mm : profile_.layer_height_mm;
    const double taller = height / profile_.layer_height_mm;
    const double volume = bead_.volume_per_mm(height);
    LayerTotals totals;

    // What is drawn at which speed; the minimum layer time caps the speed of all but bridges.
    struct Drawn {
        double length = 0.0;
        double v = 0.0;
        bool slows = true;
    };
    std::vector<Drawn> drawn;
    const double small = 2.0 * std::numbers::pi * kSmallRadiusMm;
    const auto loop_speed = [&](const PerimeterLoop& loop) {
        const double v =
            speed(loop.external ? Role::ExternalPerimeter : Role::Perimeter, volume, first);
        return loop.length_mm <= small ? std::min(profile_.small_perimeter_mm_s, first ? v : 1e9)
                                       : v;
    };
    for (const PerimeterLoop& loop : shape.loops)
        drawn.push_back({loop.length_mm, loop_speed(loop), true});
    for (const Hatch& hatch : hatches) {
        drawn.push_back({hatch.lines_mm + hatch.joints_mm,
                         speed(hatch.role, hatch.volume_per_mm * taller, first), hatch.slows});
    }
    const Bead gap_bead = Bead::of(kGapWidth, height);
    const double gap_mm = shape.gap_mm2 * kGapShare / gap_bead.spacing_mm;
    const double gap_volume = gap_bead.volume_per_mm(height);
    drawn.push_back({gap_mm, speed(Role::GapFill, gap_volume, first), true});

    const std::vector<Move> travel = moves(shape, hatches);
    RoleTotals& moved = totals.roles[static_cast<std::size_t>(Role::Travel)];
    RoleTotals& retracted = totals.roles[static_cast<std::size_t>(Role::Retract)];
    double fixed = 0.0;
    const double pull = trapezoid_s(profile_.retract_mm, profile_.retract_mm_s,
                                    std::min(profile_.extruder_jerk_mm_s, profile_.retract_mm_s),
                                    std::min(profile_.extruder_jerk_mm_s, profile_.retract_mm_s),
                                    profile_.retract_acceleration_mm_s2);
    double retractions = 0.0;
    for (const Move& move : travel) {
        const double start = std::min(profile_.travel_mm_s, profile_.junction_jerk_mm_s);
        moved.length_mm += move.count * move.length_mm;
        moved.time_s += move.count * trapezoid_s(move.length_mm, profile_.travel_mm_s, start, start,
                                                 profile_.travel_acceleration_mm_s2);
        fixed += move.count * move.length_mm / profile_.travel_mm_s;
        if (move.length_mm >= profile_.retract_travel_mm_min) retractions += move.count;
    }
    retracted.length_mm = 2.0 * retractions * profile_.retract_mm;
    retracted.time_s = 2.0 * retractions * pull;
    fixed += 2.0 * retractions * profile_.retract_mm / profile_.retract_mm_s;
    RoleTotals& change = totals.roles[static_cast<std::size_t>(Role::LayerChange)];
    change.length_mm = height;
    change.time_s = trapezoid_s(height, profile_.z_mm_s, profile_.z_jerk_mm_s, profile_.z_jerk_mm_s,
                                profile_.z_acceleration_mm_s2);

    double cap = 1e9;
    const auto planned = [&](double limit) {
        double time = fixed;
        for (const Drawn& d : drawn) time += d.length / (d.slows ? std::min(d.v, limit) : d.v);
        return time;
    };
    if (planned(cap) < profile_.layer_time_min_s) {
        totals.slowed = true;
        double low = profile_.print_mm_s_min;
        double high = 0.0;
        for (const Drawn& d : drawn) high = std::max(high, d.v);
        for (int i = 0; i < 50 && low < high; ++i) {
            const double middle = (low + high) / 2.0;
            (planned(middle) < profile_.layer_time_min_s ? high : low) = middle;
        }
        cap = low;
    }

    for (const PerimeterLoop& loop : shape.loops) {
        RoleTotals& role = totals.roles[static_cast<std::size_t>(
            loop.external ? Role::ExternalPerimeter : Role::Perimeter)];
        role.time_s += timer_.loop_s(loop.points, std::min(cap, loop_speed(loop)), motion_);
        role.length_mm += loop.length_mm;
        role.volume_mm3 += loop.length_mm * volume;
    }
    for (const Hatch& hatch : hatches) {
        RoleTotals& role = totals.roles[static_cast<std::size_t>(hatch.role)];
        const double v = speed(hatch.role, hatch.volume_per_mm * taller, first);
        const double length = hatch.lines_mm + hatch.joints_mm;
        role.time_s += hatch_time_s(hatch, hatch.slows ? std::min(v, cap) : v);
        role.length_mm += length;
        role.volume_mm3 +=
            length * hatch.volume_per_mm * (hatch.role == Role::Bridge ? 1.0 : taller);
    }
    RoleTotals& gap = totals.roles[static_cast<std::size_t>(Role::GapFill)];
    const double gap_v = std::min(cap, speed(Role::GapFill, gap_volume, first));
    gap.length_mm = gap_mm;
    gap.volume_mm3 = gap_mm * gap_volume;
    gap.time_s =
        gap_mm / kGapLineMm * trapezoid_s(kGapLineMm, gap_v, 0.0, 0.0, motion_.acceleration_mm_s2);
    return totals;
}

void LayerPlanner::run(const std::vector<Layer>& layers, const SupportLayers& supports,
                       PrintEstimate& estimate) {
    layers_ = &layers;
    supports_ = &supports;
    fillings_.clear();
    for (auto& surfaces : surfaces_) surfaces.assign(layers.size(), std::nullopt);
    std::vector<std::unique_ptr<Filling>> made;
    std::vector<const Raster*> key;
    std::vector<const Raster*> key_before;
    const std::size_t back = static_cast<std::size_t>(std::max(1, profile_.bottom_layers)) + 2;
    const std::size_t ahead = static_cast<std::size_t>(std::max(1, profile_.top_layers));
    std::array<LayerTotals, 2> last;
    std::array<const Filling*, 2> last_filling{};
    double slowed = 0.0;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        if (layers[i].weight <= 0.0) {
            fillings_.push_back(nullptr);
            continue;
        }
        key.clear();
        for (std::size_t j = 0; j <= back + ahead; ++j) {
            key.push_back(i + j < back || i + j - back >= layers.size()
                              ? nullptr
                              : layers[i + j - back].outline);
        }
        if (key != key_before) made.push_back(std::make_unique<Filling>(fill(i)));
        key_before = key;
        Filling& filling = *made.back();
        fillings_.push_back(&filling);
        const std::size_t direction = i % 2;
        const bool plain = supports.none_at(i);
        if (!plain || last_filling[direction] != &filling) {
            hatch(filling, *layers[i].shape, direction);
            std::vector<Hatch> hatches = filling.hatches[direction];
            for (Hatch& hatch : support_hatches(i)) hatches.push_back(std::move(hatch));
            last[direction] = time_layer(i, hatches);
            last_filling[direction] = plain ? &filling : nullptr;
        }
        add(last[direction], layers[i].weight, estimate);
        if (last[direction].slowed) slowed += layers[i].weight;
    }
    estimate.slowed_layers = static_cast<std::size_t>(std::lround(slowed));
}

void LayerPlanner::add(const LayerTotals& totals, double weight, PrintEstimate& estimate) {
    for (std::size_t r = 0; r < kRoles; ++r) {
        const RoleTotals& role = totals.roles[r];
        estimate.roles[r].time_s += weight * role.time_s;
        estimate.roles[r].length_mm += weight * role.length_mm;
        estimate.roles[r].volume_mm3 += weight * role.volume_mm3;
        estimate.time_s += weight * role.time_s;
        if (totals.slowed) estimate.slowed_s += weight * role.time_s;
        const bool support = r == static_cast<std::size_t>(Role::Support) ||
                             r == static_cast<std::size_t>(Role::SupportInterface);
        (support ? estimate.support_mm3 : estimate.model_mm3) += weight * role.volume_mm3;
    }
}

}  // namespace millrace::plan::fdm
