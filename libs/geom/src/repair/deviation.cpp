#include "millrace/geom/deviation.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "millrace/geom/ray_scene.h"
#include "nearest_on_triangle.h"

namespace millrace::geom {
namespace {

/// A point of the first surface with its distance to the second.
struct Probe {
    Vec3 point;
    double distance_mm = 0.0;
    std::uint32_t triangle = 0;  ///< the nearest one
};

double area_of(const TriangleMesh& mesh, std::size_t t) { return length(area_normal(mesh, t)); }

TriangleMesh without_flat(const TriangleMesh& mesh) {
    std::vector<bool> keep(mesh.triangles.size());
    for (std::size_t t = 0; t < keep.size(); ++t) keep[t] = area_of(mesh, t) > 0.0;
    return submesh(mesh, keep);
}

/// Corner positions in an order that does not depend on where a triangle starts or which way it
/// faces.
std::array<double, 9> key(const TriangleMesh& mesh, std::size_t t) {
    std::array<std::array<double, 3>, 3> corners{};
    for (std::size_t k = 0; k < 3; ++k) {
        const Vec3 p = mesh.corner(t, static_cast<int>(k));
        corners[k] = {p.x, p.y, p.z};
    }
    std::sort(corners.begin(), corners.end());
    return {corners[0][0], corners[0][1], corners[0][2], corners[1][0], corners[1][1],
            corners[1][2], corners[2][0], corners[2][1], corners[2][2]};
}

class OneSided {
public:
    OneSided(const TriangleMesh& from, const TriangleMesh& to, std::size_t evaluations_max)
        : from_{from}, to_{to}, scene_{to}, left_{evaluations_max} {
        Box box = bounding_box(from);
        const Box other = bounding_box(to);
        box.add(other.min);
        box.add(other.max);
        diagonal_mm_ = box.diagonal();
    }

    double run() {
        // Triangles that both surfaces have are at distance zero.
        std::vector<std::array<double, 9>> known;
        known.reserve(to_.triangles.size());
        for (std::size_t t = 0; t < to_.triangles.size(); ++t) known.push_back(key(to_, t));
        std::sort(known.begin(), known.end());
        for (std::size_t t = 0; t < from_.triangles.size(); ++t) {
            if (std::binary_search(known.begin(), known.end(), key(from_, t))) continue;
            push({probe(from_.corner(t, 0)), probe(from_.corner(t, 1)), probe(from_.corner(t, 2))});
        }
        // The cell with the largest bound first, until its bound is nearly reached.
        while (!cells_.empty()) {
            std::pop_heap(cells_.begin(), cells_.end(), lower_);
            const Cell cell = cells_.back();
            cells_.pop_back();
            const double good_enough = std::max(1.02 * reached_mm_, reached_mm_ + slack_mm());
            if (cell.bound_mm <= good_enough || left_ < 3)
                return std::max(cell.bound_mm, reached_mm_);
            std::array<Probe, 3> middle;
            for (std::size_t k = 0; k < 3; ++k)
                middle[k] = probe((cell.corners[k].point + cell.corners[(k + 1) % 3].point) / 2.0);
            for (std::size_t k = 0; k < 3; ++k)
                push({cell.corners[k], middle[k], middle[(k + 2) % 3]});
            push(middle);
        }
        return reached_mm_;
    }

private:
    struct Cell {
        std::array<Probe, 3> corners;
        double bound_mm = 0.0;
    };

    [[nodiscard]] double slack_mm() const { return 1e-5 * diagonal_mm_; }

    Probe probe(Vec3 point) {
        if (left_ > 0) --left_;
        Probe result{point, diagonal_mm_, 0};
        // Far bodies are searched for as well: the diagonal of both together always reaches.
        if (const auto nearest = scene_.nearest(point, 1.01 * diagonal_mm_ + 1e-9)) {
            result.distance_mm = nearest->distance_mm;
            result.triangle = nearest->triangle;
        }
        reached_mm_ = std::max(reached_mm_, result.distance_mm);
        return result;
    }

    /// The distance to one triangle is convex, so its largest value on a cell is at a corner.
    [[nodiscard]] double bound(const std::array<Probe, 3>& corners) const {
        double best = diagonal_mm_ * 2.0;
        for (std::size_t i = 0; i < 3; ++i) {
            double worst = 0.0;
            for (std::size_t j = 0; j < 3; ++j) {
                const bool own = corners[j].triangle == corners[i].triangle;
                worst = std::max(worst, own ? corners[j].distance_mm
                                            : distance_to(corners[j].point, corners[i].triangle));
            }
            // Also: no point is farther than a corner's distance plus the way to that corner.
            double reach = 0.0;
            for (const Probe& other : corners)
                reach = std::max(reach, length(other.point - corners[i].point));
            best = std::min({best, worst, corners[i].distance_mm + reach});
        }
        return best;
    }

    [[nodiscard]] double distance_to(Vec3 p, std::uint32_t t) const {
        return length(p -
                      nearest_on_triangle(p, to_.corner(t, 0), to_.corner(t, 1), to_.corner(t, 2)));
    }

    void push(const std::array<Probe, 3>& corners) {
        const double b = bound(corners);
        if (b <= reached_mm_) return;  // what is reached counts anyway
        cells_.push_back({corners, b});
        std::push_heap(cells_.begin(), cells_.end(), lower_);
    }

    static bool lower_(const Cell& a, const Cell& b) { return a.bound_mm < b.bound_mm; }

    const TriangleMesh& from_;
    const TriangleMesh& to_;
    RayScene scene_;
    std::size_t left_;
    double diagonal_mm_ = 0.0;
    double reached_mm_ = 0.0;
    std::vector<Cell> cells_;
};

}  // namespace

Deviation deviation(const TriangleMesh& first, const TriangleMesh& second,
                    std::size_t evaluations_max) {
    const TriangleMesh a = without_flat(first);
    const TriangleMesh b = without_flat(second);
    if (a.triangles.empty() || b.triangles.empty()) return {};
    return {.forward_mm = OneSided{a, b, evaluations_max / 2}.run(),
            .backward_mm = OneSided{b, a, evaluations_max / 2}.run()};
}

}  // namespace millrace::geom
