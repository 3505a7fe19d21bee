#include "fdm/support.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace millrace::plan::fdm {
namespace {

/// Calls `visit(column, row, z)` for the cells whose centres lie under a facet.
template <class Visit>
void for_cells_under(const geom::TriangleMesh& mesh, std::size_t t, const Grid& grid,
                     const Visit& visit) {
    double u[3];
    double v[3];
    double z[3];
    for (int k = 0; k < 3; ++k) {
        const geom::Vec3 p = mesh.corner(t, k);
        u[k] = grid.u({p.x, p.y}) - 0.5;  // integer at cell centres
        v[k] = grid.v({p.x, p.y}) - 0.5;
        z[k] = p.z;
    }
    const double det = (u[1] - u[0]) * (v[2] - v[0]) - (u[2] - u[0]) * (v[1] - v[0]);
    if (std::abs(det) < 1e-12) return;
    const double zu = ((z[1] - z[0]) * (v[2] - v[0]) - (z[2] - z[0]) * (v[1] - v[0])) / det;
    const double zv = ((u[1] - u[0]) * (z[2] - z[0]) - (u[2] - u[0]) * (z[1] - z[0])) / det;
    const int first = static_cast<int>(std::ceil(std::min({v[0], v[1], v[2]})));
    const int last = static_cast<int>(std::floor(std::max({v[0], v[1], v[2]})));
    for (int row = std::max(0, first); row <= std::min(grid.rows - 1, last); ++row) {
        double low = 1e300;
        double high = -1e300;
        for (int k = 0; k < 3; ++k) {
            const int n = (k + 1) % 3;
            if ((v[k] <= row) == (v[n] <= row)) continue;
            const double x = u[k] + (row - v[k]) / (v[n] - v[k]) * (u[n] - u[k]);
            low = std::min(low, x);
            high = std::max(high, x);
        }
        const int begin = std::max(0, static_cast<int>(std::ceil(low)));
        const int end = std::min(grid.columns - 1, static_cast<int>(std::ceil(high)) - 1);
        for (int column = begin; column <= end; ++column) {
            visit(column, row, z[0] + zu * (column - u[0]) + zv * (row - v[0]));
        }
    }
}

}  // namespace

SupportLayers plan_supports(const geom::TriangleMesh& mesh, const Grid& grid,
                            const std::vector<Layer>& layers, const catalog::FdmProfile& profile,
                            double plate_z_mm) {
    SupportLayers supports;
    const std::size_t count = layers.size();
    const double sine = std::sin(profile.overhang_threshold_deg * std::numbers::pi / 180.0);
    const auto layer_above = [&](double z) {  // the first layer whose middle is above z
        const double over = z - plate_z_mm - profile.first_layer_height_mm / 2.0;
        return over <= 0.0 ? 0L : std::lround(std::ceil(over / profile.layer_height_mm));
    };
    const int gap = std::max(
        0, static_cast<int>(std::lround(profile.support_gap_z_mm / profile.layer_height_mm)));
    std::vector<std::vector<Cell>> touched(count);
    bool any = false;
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        const geom::Vec3 normal = geom::area_normal(mesh, t);
        const double l = geom::length(normal);
        if (!(l > 0.0) || -normal.z <= sine * l) continue;
        for_cells_under(mesh, t, grid, [&](int column, int row, double z) {
            const long at = layer_above(z) - 1 - gap;
            if (at < 0 || at >= static_cast<long>(count)) return;
            touched[static_cast<std::size_t>(at)].push_back({column, row});
            any = true;
        });
    }
    if (!any) return supports;

    std::vector<Raster> contacts(count);
    for (std::size_t i = 0; i < count; ++i) contacts[i] = Raster::of_cells(touched[i]);
    supports.base.assign(count, {});
    supports.interface.assign(count, {});
    const int clear =
        std::max(1, static_cast<int>(std::lround(profile.support_gap_xy_mm / grid.cell_mm)));
    Raster below;
    for (std::size_t i = count; i-- > 0;) {
        below |= contacts[i];
        below = below.trimmed();
        if (below.blank()) continue;
        below.subtract(layers[i].outline->within_window_of(below, clear).grown(clear));
        // The gap between a support and the part that it stands on.
        for (int k = 1; k <= gap && i >= static_cast<std::size_t>(k); ++k) {
            below.subtract(*layers[i - static_cast<std::size_t>(k)].outline);
        }
        contacts[i] &= below;
        supports.contact_mm2 +=
            static_cast<double>(contacts[i].count()) * grid.cell_mm * grid.cell_mm;
        if (layers[i].weight <= 0.0) continue;
        Raster dense;
        const auto interface = static_cast<std::size_t>(profile.support_interface_layers);
        for (std::size_t k = 0; k < interface; ++k) {
            if (i + k < count) dense |= contacts[i + k];
            const std::size_t down = static_cast<std::size_t>(gap) + 1 + k;
            if (i >= down) dense |= layers[i - down].outline->within_window_of(below, 0);
        }
        dense = dense.grown(1);  // closes the steps between the contacts of a slope
        dense &= below;
        // Strips narrower than a line are not drawn.
        Raster base = below;
        base.subtract(dense);
        supports.base[i] = base.shrunk(1).grown(1).trimmed();
        supports.interface[i] = dense.shrunk(1).grown(1).trimmed();
    }
    return supports;
}

}  // namespace millrace::plan::fdm
