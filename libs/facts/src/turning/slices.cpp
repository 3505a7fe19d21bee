#include "turning/slices.h"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "millrace/geom/convex_hull.h"

namespace millrace::facts {
namespace {

using geom::Vec3;

constexpr std::uint32_t kNone = 0xFFFFFFFF;

/// A triangle's cut: from one of its edges to another, material on the left.
struct Cut {
    std::array<std::uint32_t, 2> edge{};
    std::array<double, 2> from{}, to{};
};

/// A closed outline as seen from the axis.
struct Outline {
    double turn_rad = 0.0;  ///< swept around the axis, counter-clockwise positive
    double near_mm = 1e300;
    double far_mm = 0.0;
    double doubled_area_mm2 = 0.0;
};

double nearest_to_axis(const Cut& cut) {
    const double dx = cut.to[0] - cut.from[0];
    const double dy = cut.to[1] - cut.from[1];
    const double square = dx * dx + dy * dy;
    double along = 0.0;
    if (square > 0.0) {
        along = std::clamp(-(cut.from[0] * dx + cut.from[1] * dy) / square, 0.0, 1.0);
    }
    return std::hypot(cut.from[0] + along * dx, cut.from[1] + along * dy);
}

class Groups {
public:
    explicit Groups(std::size_t count) : parent_(count) {
        std::iota(parent_.begin(), parent_.end(), std::size_t{0});
    }
    std::size_t of(std::size_t i) {
        while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
        return i;
    }
    void join(std::size_t a, std::size_t b) {
        a = of(a);
        b = of(b);
        parent_[std::max(a, b)] = std::min(a, b);
    }

private:
    std::vector<std::size_t> parent_;
};

/// `last_at` is working space: for each edge the cut that used it last, kNone everywhere before and
/// after.
std::vector<Outline> outlines(const std::vector<Cut>& cuts, std::vector<std::uint32_t>& last_at) {
    Groups groups{cuts.size()};
    for (std::uint32_t i = 0; i < cuts.size(); ++i) {
        for (const std::uint32_t edge : cuts[i].edge) {
            if (last_at[edge] != kNone) groups.join(i, last_at[edge]);
            last_at[edge] = i;
        }
    }
    for (const Cut& cut : cuts) {
        for (const std::uint32_t edge : cut.edge) last_at[edge] = kNone;
    }
    std::vector<Outline> all(cuts.size());
    for (std::size_t i = 0; i < cuts.size(); ++i) {
        const Cut& cut = cuts[i];
        Outline& outline = all[groups.of(i)];
        const double area = cut.from[0] * cut.to[1] - cut.from[1] * cut.to[0];
        const double dot = cut.from[0] * cut.to[0] + cut.from[1] * cut.to[1];
        outline.turn_rad += std::atan2(area, dot);
        outline.doubled_area_mm2 += area;
        outline.near_mm = std::min(outline.near_mm, nearest_to_axis(cut));
        outline.far_mm = std::max({outline.far_mm, std::hypot(cut.from[0], cut.from[1]),
                                   std::hypot(cut.to[0], cut.to[1])});
    }
    std::erase_if(all, [](const Outline& outline) { return outline.far_mm < outline.near_mm; });
    return all;
}

/// The rings that the outlines of one section sweep over.
std::vector<SweptBand> swept(const std::vector<Outline>& all) {
    const auto around = [](const Outline& outline) { return std::abs(outline.turn_rad) > kPi; };
    std::vector<SweptBand> bands;
    for (const Outline& outer : all) {
        if (!around(outer)) {
            // Holes beside the axis take nothing from a full turn.
            if (outer.doubled_area_mm2 > 0.0) bands.push_back({outer.near_mm, outer.far_mm});
            continue;
        }
        if (outer.turn_rad < 0.0) continue;
        double low = 0.0;
        for (const Outline& hole : all) {
            if (around(hole) && hole.turn_rad < 0.0 && hole.near_mm < outer.far_mm) {
                low = std::max(low, hole.near_mm);
            }
        }
        bands.push_back({low, outer.far_mm});
    }
    std::sort(bands.begin(), bands.end(), [](const SweptBand& a, const SweptBand& b) {
        return a.low_mm != b.low_mm ? a.low_mm < b.low_mm : a.high_mm < b.high_mm;
    });
    std::vector<SweptBand> apart;
    for (const SweptBand& band : bands) {
        if (!apart.empty() && band.low_mm <= apart.back().high_mm) {
            apart.back().high_mm = std::max(apart.back().high_mm, band.high_mm);
        } else {
            apart.push_back(band);
        }
    }
    return apart;
}

}  // namespace

double SweptSlice::swept_mm2() const {
    double area = 0.0;
    for (const SweptBand& band : bands) {
        area += kPi * (band.high_mm * band.high_mm - band.low_mm * band.low_mm);
    }
    return area;
}

bool SweptSlice::holds(double radius_mm) const {
    return std::any_of(bands.begin(), bands.end(), [&](const SweptBand& band) {
        return radius_mm >= band.low_mm && radius_mm <= band.high_mm;
    });
}

Slicer::Slicer(const Surface& surface, const std::vector<SharedEdge>& shared,
               const TurningAxis& line)
    : mesh_{surface.mesh}, edge_of_(surface.mesh.triangles.size(), {kNone, kNone, kNone}) {
    const auto [u, v] = geom::perpendicular_frame(line.axis);
    turned_.resize(mesh_.vertices.size());
    for (std::size_t i = 0; i < turned_.size(); ++i) {
        const Vec3 p = mesh_.vertices[i] - line.origin;
        turned_[i] = {dot(p, u), dot(p, v), dot(p, line.axis)};
    }
    for (const SharedEdge& edge : shared) {
        for (const std::uint32_t t : {edge.left, edge.right}) {
            for (std::size_t k = 0; k < 3; ++k) {
                const std::uint32_t a = mesh_.triangles[t][k];
                const std::uint32_t b = mesh_.triangles[t][(k + 1) % 3];
                const bool same = (a == edge.a && b == edge.b) || (a == edge.b && b == edge.a);
                if (same) edge_of_[t][k] = edges_;
            }
        }
        ++edges_;
    }
    for (std::size_t t = 0; t < edge_of_.size(); ++t) {
        for (std::size_t k = 0; k < 3; ++k) {
            if (edge_of_[t][k] == kNone) edge_of_[t][k] = edges_++;  // open: nobody shares it
            low_ = std::min(low_, turned_[mesh_.triangles[t][k]].z);
            high_ = std::max(high_, turned_[mesh_.triangles[t][k]].z);
        }
    }
}

std::vector<SweptSlice> Slicer::at(std::span<const double> heights_mm) const {
    std::vector<std::vector<Cut>> cuts(heights_mm.size());
    for (std::size_t t = 0; t < mesh_.triangles.size(); ++t) {
        const auto& corner = mesh_.triangles[t];
        const std::array<Vec3, 3> p = {turned_[corner[0]], turned_[corner[1]], turned_[corner[2]]};
        const double low = std::min(p[0].z, std::min(p[1].z, p[2].z));
        const double high = std::max(p[0].z, std::max(p[1].z, p[2].z));
        auto height = std::upper_bound(heights_mm.begin(), heights_mm.end(), low);
        if (height == heights_mm.end() || *height > high) continue;
        const Vec3 normal = cross(p[1] - p[0], p[2] - p[0]);
        for (; height != heights_mm.end() && *height <= high; ++height) {
            Cut cut;
            std::size_t found = 0;
            for (std::size_t k = 0; k < 3 && found < 2; ++k) {
                const Vec3 a = p[k];
                const Vec3 b = p[(k + 1) % 3];
                if ((a.z > *height) == (b.z > *height)) continue;
                const double share = (*height - a.z) / (b.z - a.z);
                auto& point = found == 0 ? cut.from : cut.to;
                point = {a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
                cut.edge[found] = edge_of_[t][k];
                ++found;
            }
            if (found < 2) continue;
            // The outward side lies on the right.
            const double dx = cut.to[0] - cut.from[0];
            const double dy = cut.to[1] - cut.from[1];
            if (dy * normal.x - dx * normal.y < 0.0) std::swap(cut.from, cut.to);
            cuts[static_cast<std::size_t>(height - heights_mm.begin())].push_back(cut);
        }
    }
    std::vector<SweptSlice> result(heights_mm.size());
    tbb::parallel_for(tbb::blocked_range<std::size_t>{0, heights_mm.size(), 8},
                      [&](const tbb::blocked_range<std::size_t>& range) {
                          std::vector<std::uint32_t> last_at(edges_, kNone);
                          for (std::size_t i = range.begin(); i < range.end(); ++i) {
                              result[i].height_mm = heights_mm[i];
                              result[i].bands = swept(outlines(cuts[i], last_at));
                          }
                      });
    return result;
}

}  // namespace millrace::facts
