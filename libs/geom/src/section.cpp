#include "millrace/geom/section.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

namespace millrace::geom {
namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

/// The three edges of every triangle, numbered so that equal vertex pairs share a number. Edge k
/// runs from corner k to corner k + 1.
struct EdgeTable {
    std::vector<std::array<std::uint32_t, 3>> of_triangle;
    std::vector<std::array<std::uint32_t, 2>> ends;  ///< lower vertex index first
};

EdgeTable number_edges(const TriangleMesh& mesh) {
    // Half-edges are bucketed by their lower vertex; within a bucket (a handful of entries) a
    // linear search finds the twin. That keeps the whole step O(triangles) without hashing.
    const std::size_t count = mesh.triangles.size();
    EdgeTable table;
    table.of_triangle.resize(count);
    std::vector<std::uint32_t> first(mesh.vertices.size() + 1, 0);
    const auto low = [&](std::size_t t, std::size_t k) {
        return std::min(mesh.triangles[t][k], mesh.triangles[t][(k + 1) % 3]);
    };
    for (std::size_t t = 0; t < count; ++t) {
        for (std::size_t k = 0; k < 3; ++k) ++first[low(t, k) + 1];
    }
    std::partial_sum(first.begin(), first.end(), first.begin());
    std::vector<std::uint32_t> used(mesh.vertices.size(), 0);
    std::vector<std::array<std::uint32_t, 2>> bucket(count * 3);  // upper vertex, edge number
    for (std::size_t t = 0; t < count; ++t) {
        for (std::size_t k = 0; k < 3; ++k) {
            const std::uint32_t a = low(t, k);
            const std::uint32_t b = std::max(mesh.triangles[t][k], mesh.triangles[t][(k + 1) % 3]);
            std::uint32_t edge = kNone;
            for (std::uint32_t i = first[a]; i < first[a] + used[a]; ++i) {
                if (bucket[i][0] == b) edge = bucket[i][1];
            }
            if (edge == kNone) {
                edge = static_cast<std::uint32_t>(table.ends.size());
                table.ends.push_back({a, b});
                bucket[first[a] + used[a]++] = {b, edge};
            }
            table.of_triangle[t][k] = edge;
        }
    }
    return table;
}

/// Squared distance of `p` to the segment a-b.
double distance2_to_segment(Vec2 p, Vec2 a, Vec2 b) {
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double l2 = dx * dx + dy * dy;
    const double t =
        l2 > 0.0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / l2, 0.0, 1.0) : 0.0;
    const double ex = p.x - a.x - t * dx;
    const double ey = p.y - a.y - t * dy;
    return ex * ex + ey * ey;
}

/// Douglas-Peucker between two kept points, without recursion.
void keep_between(const Contour& points, std::size_t from, std::size_t to, double tolerance,
                  std::vector<char>& keep, std::vector<std::array<std::size_t, 2>>& stack) {
    const std::size_t n = points.size();
    stack.assign(1, {from, to});
    while (!stack.empty()) {
        const auto [a, b] = stack.back();
        stack.pop_back();
        double worst = tolerance * tolerance;
        std::size_t at = a;
        for (std::size_t i = a + 1; i < b; ++i) {
            const double d = distance2_to_segment(points[i % n], points[a % n], points[b % n]);
            if (d > worst) {
                worst = d;
                at = i;
            }
        }
        if (at == a) continue;
        keep[at % n] = 1;
        stack.push_back({a, at});
        stack.push_back({at, b});
    }
}

Contour simplified(const Contour& points, double tolerance) {
    const std::size_t n = points.size();
    if (tolerance <= 0.0 || n < 4) return points;
    // Two extreme points are certainly corners; start from them so that the result does not depend
    // on where the chain happened to begin.
    std::size_t low = 0;
    std::size_t high = 0;
    for (std::size_t i = 1; i < n; ++i) {
        const auto less = [&](std::size_t a, std::size_t b) {
            return points[a].x < points[b].x ||
                   (points[a].x == points[b].x && points[a].y < points[b].y);
        };
        if (less(i, low)) low = i;
        if (less(high, i)) high = i;
    }
    if (low == high) return {};
    std::vector<char> keep(n, 0);
    keep[low] = keep[high] = 1;
    std::vector<std::array<std::size_t, 2>> stack;
    keep_between(points, low, high > low ? high : high + n, tolerance, keep, stack);
    keep_between(points, high, low > high ? low : low + n, tolerance, keep, stack);
    Contour kept;
    for (std::size_t i = low; i < low + n; ++i) {
        if (keep[i % n] != 0) kept.push_back(points[i % n]);
    }
    return kept;
}

/// Cuts triangles with one plane after another; scratch arrays live as long as the sweep.
class Sweep {
public:
    Sweep(const TriangleMesh& mesh, const SectionOptions& options)
        : mesh_{mesh},
          options_{options},
          edges_{number_edges(mesh)},
          leaving_(edges_.ends.size(), kNone) {}

    Section cut(double z, const std::vector<std::uint32_t>& active) {
        Section section;
        section.z_mm = z;
        steps_.clear();
        for (const std::uint32_t t : active) add_step(t, z);
        section.segments = steps_.size();
        chain(z, section);
        for (const Step& step : steps_) leaving_[step.from] = kNone;
        for (const Contour& contour : section.contours) {
            section.area_mm2 += signed_area_mm2(contour);
            section.perimeter_mm += perimeter_mm(contour);
        }
        return section;
    }

private:
    /// The piece of outline inside one triangle, from one mesh edge to another.
    struct Step {
        std::uint32_t from = 0;
        std::uint32_t to = 0;
        std::uint32_t next_leaving = kNone;  ///< another step that leaves the same edge
        bool used = false;
        bool entered = false;  ///< some step arrives at `from`
    };

    void add_step(std::uint32_t t, double z) {
        // The outline has material on its left, so it enters a triangle through the edge that comes
        // down through the plane and leaves it through the one that goes up.
        std::uint32_t down = kNone;
        std::uint32_t up = kNone;
        for (int k = 0; k < 3; ++k) {
            const bool here = mesh_.corner(t, k).z >= z;
            const bool there = mesh_.corner(t, (k + 1) % 3).z >= z;
            if (here && !there) down = edges_.of_triangle[t][static_cast<std::size_t>(k)];
            if (!here && there) up = edges_.of_triangle[t][static_cast<std::size_t>(k)];
        }
        if (down == kNone || up == kNone) return;
        steps_.push_back({down, up, leaving_[down], false, false});
        leaving_[down] = static_cast<std::uint32_t>(steps_.size() - 1);
    }

    Vec2 point(std::uint32_t edge, double z) const {
        const Vec3 a = mesh_.vertices[edges_.ends[edge][0]];
        const Vec3 b = mesh_.vertices[edges_.ends[edge][1]];
        const double t = (z - a.z) / (b.z - a.z);
        return {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
    }

    std::uint32_t take_leaving(std::uint32_t edge) {
        std::uint32_t step = leaving_[edge];
        while (step != kNone && steps_[step].used) step = steps_[step].next_leaving;
        leaving_[edge] = step;
        return step;
    }

    void chain(double z, Section& section) {
        for (const Step& step : steps_) {
            for (std::uint32_t s = leaving_[step.to]; s != kNone; s = steps_[s].next_leaving) {
                steps_[s].entered = true;
            }
        }
        // Open chains first, from their true beginning; what is left are closed loops.
        for (const bool open : {true, false}) {
            for (std::uint32_t s = 0; s < steps_.size(); ++s) {
                if (!steps_[s].used && (!open || !steps_[s].entered)) follow(s, z, section);
            }
        }
    }

    void follow(std::uint32_t start, double z, Section& section) {
        Contour contour;
        std::uint32_t step = start;
        std::uint32_t last = steps_[start].from;
        while (step != kNone) {
            steps_[step].used = true;
            contour.push_back(point(steps_[step].from, z));
            last = steps_[step].to;
            if (last == steps_[start].from) break;
            step = take_leaving(last);
        }
        if (last != steps_[start].from) {
            const Vec2 end = point(last, z);
            if (std::hypot(end.x - contour[0].x, end.y - contour[0].y) > options_.gap_max_mm)
                return;
            contour.push_back(end);
            ++section.open_chains;
        }
        contour = simplified(contour, options_.simplify_mm);
        if (contour.size() >= 3) section.contours.push_back(std::move(contour));
    }

    const TriangleMesh& mesh_;
    const SectionOptions& options_;
    EdgeTable edges_;
    std::vector<std::uint32_t> leaving_;  ///< per mesh edge: first step that leaves it
    std::vector<Step> steps_;
};

}  // namespace

double signed_area_mm2(const Contour& contour) {
    double twice = 0.0;
    for (std::size_t i = 0; i < contour.size(); ++i) {
        // About the first point, so that large coordinates do not cost digits.
        const Vec2 a = contour[i];
        const Vec2 b = contour[(i + 1) % contour.size()];
        const Vec2 o = contour[0];
        twice += (a.x - o.x) * (b.y - o.y) - (b.x - o.x) * (a.y - o.y);
    }
    return twice / 2.0;
}

double perimeter_mm(const Contour& contour) {
    // Plain square roots: coordinates are far from overflow, and hypot costs several times as much.
    double sum = 0.0;
    for (std::size_t i = 0; i < contour.size(); ++i) {
        const Vec2 a = contour[i];
        const Vec2 b = contour[i + 1 == contour.size() ? 0 : i + 1];
        sum += std::sqrt((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y));
    }
    return sum;
}

Result<std::vector<Section>> sections(const TriangleMesh& mesh, std::span<const double> heights_mm,
                                      const SectionOptions& options) {
    for (std::size_t i = 1; i < heights_mm.size(); ++i) {
        if (!(heights_mm[i - 1] < heights_mm[i])) {
            return Error{ErrorCode::InvalidArgument,
                         "section height " + std::to_string(i) + " (" +
                             std::to_string(heights_mm[i]) + " mm) is not above the one before (" +
                             std::to_string(heights_mm[i - 1]) + " mm)",
                         {}};
        }
    }
    // A triangle is cut by the planes in (lowest corner, highest corner]: bucket it by the first.
    std::vector<std::uint32_t> last_plane(mesh.triangles.size(), 0);
    std::vector<std::uint32_t> start(heights_mm.size() + 1, 0);
    std::vector<std::uint32_t> first_plane(mesh.triangles.size(), kNone);
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        const double z0 = mesh.corner(t, 0).z;
        const double z1 = mesh.corner(t, 1).z;
        const double z2 = mesh.corner(t, 2).z;
        const auto first =
            std::upper_bound(heights_mm.begin(), heights_mm.end(), std::min({z0, z1, z2}));
        const auto last = std::upper_bound(first, heights_mm.end(), std::max({z0, z1, z2}));
        if (first == last) continue;
        first_plane[t] = static_cast<std::uint32_t>(first - heights_mm.begin());
        last_plane[t] = static_cast<std::uint32_t>(last - heights_mm.begin());
        ++start[first_plane[t] + 1];
    }
    std::partial_sum(start.begin(), start.end(), start.begin());
    std::vector<std::uint32_t> fill = start;
    std::vector<std::uint32_t> order(start.back());
    for (std::uint32_t t = 0; t < mesh.triangles.size(); ++t) {
        if (first_plane[t] != kNone) order[fill[first_plane[t]]++] = t;
    }

    Sweep sweep{mesh, options};
    std::vector<Section> result;
    result.reserve(heights_mm.size());
    std::vector<std::uint32_t> active;
    for (std::uint32_t plane = 0; plane < heights_mm.size(); ++plane) {
        if (options.cancel.cancelled()) {
            return Error{ErrorCode::Cancelled, "cutting the mesh into layers was cancelled", {}};
        }
        std::erase_if(active, [&](std::uint32_t t) { return last_plane[t] <= plane; });
        active.insert(active.end(), order.begin() + start[plane], order.begin() + start[plane + 1]);
        result.push_back(sweep.cut(heights_mm[plane], active));
    }
    return result;
}

}  // namespace millrace::geom
