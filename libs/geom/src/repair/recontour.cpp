// The last resort: a new surface where the winding number passes one half. Every cell of a grid is
// cut into six tetrahedra of one diagonal (Kuhn), which agree with their neighbours, so that the
// result is closed whatever the values are. Where the old surface crosses an edge of a tetrahedron,
// the crossing itself becomes the vertex; in a hole it is found by bisection.
#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <array>
#include <cmath>
#include <unordered_map>

#include "millrace/geom/ray_scene.h"
#include "millrace/geom/winding_number.h"
#include "surface.h"

namespace millrace::geom::mending {
namespace {

struct Grid {
    Vec3 origin;
    double cell_mm = 0.0;
    std::array<std::size_t, 3> nodes{};

    [[nodiscard]] std::size_t count() const { return nodes[0] * nodes[1] * nodes[2]; }
    [[nodiscard]] std::size_t index(std::size_t x, std::size_t y, std::size_t z) const {
        return (z * nodes[1] + y) * nodes[0] + x;
    }
    [[nodiscard]] Vec3 point(std::size_t i) const {
        const std::size_t x = i % nodes[0];
        const std::size_t y = i / nodes[0] % nodes[1];
        const std::size_t z = i / nodes[0] / nodes[1];
        return origin +
               Vec3{static_cast<double>(x), static_cast<double>(y), static_cast<double>(z)} *
                   cell_mm;
    }
};

Grid grid_around(const Box& box, std::size_t nodes_max) {
    const Vec3 size = box.size();
    Grid grid;
    // Two cells of margin on every side, so that the outermost nodes are outside. The offset keeps
    // nodes off the planes on which parts like to have their faces.
    grid.cell_mm = std::cbrt(size.x * size.y * size.z / static_cast<double>(nodes_max));
    grid.cell_mm = std::fmax(grid.cell_mm, box.diagonal() / 1000.0);
    const auto resize = [&] {
        for (int axis = 0; axis < 3; ++axis) {
            grid.nodes[static_cast<std::size_t>(axis)] =
                static_cast<std::size_t>(std::ceil(size[axis] / grid.cell_mm)) + 5;
        }
    };
    for (resize(); grid.count() > nodes_max; resize()) grid.cell_mm *= 1.02;
    const double margin = 2.0 * grid.cell_mm;
    grid.origin = box.min - Vec3{margin * 0.987, margin * 0.991, margin * 0.983};
    return grid;
}

class Contour {
public:
    Contour(const TriangleMesh& mesh, std::size_t nodes_max)
        : winding_{mesh}, scene_{mesh}, grid_{grid_around(bounding_box(mesh), nodes_max)} {}

    [[nodiscard]] double cell_mm() const { return grid_.cell_mm; }

    TriangleMesh run() {
        classify();
        // The corners of a cell in the order of the bits of their offsets; each of the six paths
        // from corner 0 to corner 7 along axes is a tetrahedron.
        constexpr std::array<std::array<std::size_t, 4>, 6> kTetrahedra = {
            {{0, 1, 3, 7}, {0, 1, 5, 7}, {0, 2, 3, 7}, {0, 2, 6, 7}, {0, 4, 5, 7}, {0, 4, 6, 7}}};
        for (std::size_t z = 0; z + 1 < grid_.nodes[2]; ++z) {
            for (std::size_t y = 0; y + 1 < grid_.nodes[1]; ++y) {
                for (std::size_t x = 0; x + 1 < grid_.nodes[0]; ++x) {
                    std::array<std::size_t, 8> corner{};
                    unsigned inside = 0;
                    for (std::size_t c = 0; c < 8; ++c) {
                        corner[c] = grid_.index(x + (c & 1U), y + (c >> 1U & 1U), z + (c >> 2U));
                        inside += inside_[corner[c]];
                    }
                    if (inside == 0 || inside == 8) continue;
                    for (const auto& tetrahedron : kTetrahedra) {
                        cut({corner[tetrahedron[0]], corner[tetrahedron[1]], corner[tetrahedron[2]],
                             corner[tetrahedron[3]]});
                    }
                }
            }
        }
        place_vertices();
        return std::move(result_);
    }

private:
    void classify() {
        inside_.assign(grid_.count(), 0);
        const auto last = [&](std::size_t v, std::size_t axis) {
            return v == 0 || v + 1 == grid_.nodes[axis];
        };
        tbb::parallel_for(tbb::blocked_range<std::size_t>{0, grid_.count(), 1024},
                          [&](const auto& range) {
                              for (std::size_t i = range.begin(); i < range.end(); ++i) {
                                  const std::size_t x = i % grid_.nodes[0];
                                  const std::size_t y = i / grid_.nodes[0] % grid_.nodes[1];
                                  const std::size_t z = i / grid_.nodes[0] / grid_.nodes[1];
                                  if (last(x, 0) || last(y, 1) || last(z, 2)) continue;
                                  inside_[i] = winding_.at(grid_.point(i)) > 0.5 ? 1 : 0;
                              }
                          });
    }

    void cut(const std::array<std::size_t, 4>& nodes) {
        std::array<std::size_t, 4> in{};
        std::array<std::size_t, 4> out{};
        std::size_t ins = 0;
        std::size_t outs = 0;
        for (const std::size_t n : nodes) (inside_[n] != 0 ? in[ins++] : out[outs++]) = n;
        if (ins == 0 || outs == 0) return;
        const Vec3 outward = middle(out, outs) - middle(in, ins);
        if (ins == 1) {
            add({in[0], in[0], in[0]}, {out[0], out[1], out[2]}, outward);
        } else if (outs == 1) {
            add({in[0], in[1], in[2]}, {out[0], out[0], out[0]}, outward);
        } else {
            add({in[0], in[0], in[1]}, {out[0], out[1], out[1]}, outward);
            add({in[0], in[1], in[1]}, {out[0], out[1], out[0]}, outward);
        }
    }

    [[nodiscard]] Vec3 middle(const std::array<std::size_t, 4>& nodes, std::size_t count) const {
        Vec3 sum;
        for (std::size_t i = 0; i < count; ++i) sum += grid_.point(nodes[i]);
        return sum / static_cast<double>(count);
    }

    /// A triangle of three crossed edges. Edge middles tell its sense: the crossings themselves may
    /// coincide.
    void add(const std::array<std::size_t, 3>& in, const std::array<std::size_t, 3>& out,
             Vec3 outward) {
        std::array<Vec3, 3> middles;
        std::array<std::uint32_t, 3> triangle{};
        for (std::size_t k = 0; k < 3; ++k) {
            middles[k] = (grid_.point(in[k]) + grid_.point(out[k])) / 2.0;
            triangle[k] = vertex(in[k], out[k]);
        }
        if (dot(cross(middles[1] - middles[0], middles[2] - middles[0]), outward) < 0.0)
            std::swap(triangle[1], triangle[2]);
        result_.triangles.push_back(triangle);
    }

    std::uint32_t vertex(std::size_t in, std::size_t out) {
        const auto [it, fresh] = known_.try_emplace((std::uint64_t{in} << 32U) | out,
                                                    static_cast<std::uint32_t>(edges_.size()));
        if (fresh) edges_.emplace_back(in, out);
        return it->second;
    }

    void place_vertices() {
        result_.vertices.resize(edges_.size());
        tbb::parallel_for(tbb::blocked_range<std::size_t>{0, edges_.size(), 256},
                          [&](const auto& range) {
                              for (std::size_t i = range.begin(); i < range.end(); ++i)
                                  result_.vertices[i] = crossing(edges_[i].first, edges_[i].second);
                          });
    }

    /// Never nearer to a node than a thousandth of the edge, so that triangles keep an area.
    [[nodiscard]] Vec3 crossing(std::size_t in, std::size_t out) const {
        constexpr double kNear = 1e-3;
        constexpr int kHalvings = 8;
        const Vec3 a = grid_.point(in);
        const Vec3 way = grid_.point(out) - a;
        const double l = length(way);
        if (const auto hit = scene_.first_hit(a, way / l, 0.0); hit && hit->distance_mm <= l)
            return a + way * std::fmin(std::fmax(hit->distance_mm / l, kNear), 1.0 - kNear);
        double low = 0.0;
        double high = 1.0;
        for (int i = 0; i < kHalvings; ++i) {
            const double half = (low + high) / 2.0;
            (winding_.at(a + way * half) > 0.5 ? low : high) = half;
        }
        return a + way * ((low + high) / 2.0);
    }

    WindingNumber winding_;
    RayScene scene_;
    Grid grid_;
    std::vector<unsigned char> inside_;
    std::unordered_map<std::uint64_t, std::uint32_t> known_;
    std::vector<std::pair<std::size_t, std::size_t>> edges_;
    TriangleMesh result_;
};

}  // namespace

std::optional<TriangleMesh> recontoured(const TriangleMesh& mesh, std::size_t nodes_max,
                                        double& cell_mm) {
    // Nothing may be left of a surface that only consisted of faults.
    if (!(bounding_box(mesh).diagonal() > 0.0)) return std::nullopt;
    Contour contour{mesh, nodes_max};
    cell_mm = contour.cell_mm();
    TriangleMesh result = contour.run();
    if (result.triangles.empty()) return std::nullopt;
    if (!mesh.face_of_triangle.empty())
        result.face_of_triangle.assign(result.triangles.size(), mesh.face_of_triangle.front());
    return result;
}

}  // namespace millrace::geom::mending
