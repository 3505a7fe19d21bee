#include "millrace/geom/depth_map.h"

#include <algorithm>

#include "millrace/base/assert.h"
#include "millrace/geom/convex_hull.h"

namespace millrace::geom {
namespace {

/// A triangle corner in the map's frame, in pixels across and millimetres up.
struct Corner {
    double x, y, h;
};

double edge(const Corner& a, const Corner& b, double x, double y) {
    return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
}

void rasterise(DepthMap& map, Corner a, Corner b, Corner c) {
    double twice_area = edge(a, b, c.x, c.y);
    if (twice_area < 0.0) {
        std::swap(b, c);
        twice_area = -twice_area;
    }
    if (!(twice_area > 1e-12)) return;
    const auto clamp_pixel = [](double v, std::uint32_t count) {
        return static_cast<std::uint32_t>(std::clamp(v, 0.0, static_cast<double>(count)));
    };
    // Pixel centres lie at k + 0.5.
    const std::uint32_t x0 = clamp_pixel(std::ceil(std::min({a.x, b.x, c.x}) - 0.5), map.columns);
    const std::uint32_t x1 =
        clamp_pixel(std::floor(std::max({a.x, b.x, c.x}) - 0.5) + 1.0, map.columns);
    const std::uint32_t y0 = clamp_pixel(std::ceil(std::min({a.y, b.y, c.y}) - 0.5), map.rows);
    const std::uint32_t y1 =
        clamp_pixel(std::floor(std::max({a.y, b.y, c.y}) - 0.5) + 1.0, map.rows);
    const double slack = -1e-9 * twice_area;  // centres on an edge belong to both triangles
    for (std::uint32_t row = y0; row < y1; ++row) {
        const double y = row + 0.5;
        for (std::uint32_t column = x0; column < x1; ++column) {
            const double x = column + 0.5;
            const double wa = edge(b, c, x, y);
            const double wb = edge(c, a, x, y);
            const double wc = edge(a, b, x, y);
            if (wa < slack || wb < slack || wc < slack) continue;
            const auto h = static_cast<float>((wa * a.h + wb * b.h + wc * c.h) / twice_area);
            float& pixel = map.height_mm[static_cast<std::size_t>(row) * map.columns + column];
            pixel = std::max(pixel, h);
        }
    }
}

}  // namespace

DepthMap depth_map(const TriangleMesh& mesh, Vec3 direction, std::uint32_t resolution) {
    MILLRACE_ASSERT(resolution > 0, "a depth map needs at least one pixel");
    DepthMap map;
    map.direction = direction;
    const auto frame = perpendicular_frame(direction);
    map.u = frame[0];
    map.v = frame[1];
    double low_u = 1e300, high_u = -1e300, low_v = 1e300, high_v = -1e300;
    for (const auto& triangle : mesh.triangles) {
        for (const std::uint32_t vertex : triangle) {
            const double u = dot(mesh.vertices[vertex], map.u);
            const double v = dot(mesh.vertices[vertex], map.v);
            low_u = std::min(low_u, u);
            high_u = std::max(high_u, u);
            low_v = std::min(low_v, v);
            high_v = std::max(high_v, v);
        }
    }
    const double extent = std::max(high_u - low_u, high_v - low_v);
    if (mesh.triangles.empty() || !(extent > 0.0)) return map;
    map.pixel_mm = extent / resolution;
    map.origin_u_mm = low_u;
    map.origin_v_mm = low_v;
    const auto pixels = [&](double size) {
        const double count = std::ceil(size / map.pixel_mm - 1e-9);
        return std::clamp(static_cast<std::uint32_t>(count), 1u, resolution);
    };
    map.columns = pixels(high_u - low_u);
    map.rows = pixels(high_v - low_v);
    map.height_mm.assign(static_cast<std::size_t>(map.columns) * map.rows, DepthMap::kNothing);
    const auto corner = [&](Vec3 p) {
        return Corner{(dot(p, map.u) - low_u) / map.pixel_mm,
                      (dot(p, map.v) - low_v) / map.pixel_mm, dot(p, direction)};
    };
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        rasterise(map, corner(mesh.corner(t, 0)), corner(mesh.corner(t, 1)),
                  corner(mesh.corner(t, 2)));
    }
    return map;
}

}  // namespace millrace::geom
