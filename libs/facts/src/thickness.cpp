// Wall thickness by inscribed balls (docs/algorithms/wall_thickness.md).

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "fields/ball_fitter.h"
#include "measurements.h"

namespace millrace::facts {
namespace {

using geom::Vec3;

// A descent from the thinnest samples that ends below this share of where it began has run into
// something too narrow to be a wall, and is not believed.
constexpr double kDescentMin = 0.5;

/// A place on the surface given by its triangle and barycentric coordinates.
struct Spot {
    std::uint32_t triangle = 0;
    std::array<double, 3> weight{};
};

Vec3 point_at(const Surface& surface, const Spot& spot) {
    return surface.mesh.corner(spot.triangle, 0) * spot.weight[0] +
           surface.mesh.corner(spot.triangle, 1) * spot.weight[1] +
           surface.mesh.corner(spot.triangle, 2) * spot.weight[2];
}

Vec3 normal_at(const Surface& surface, const Spot& spot) {
    const auto& n = surface.mesh.corner_normals[spot.triangle];
    const Vec3 flat = surface.scene.normal(spot.triangle);
    const Vec3 normal =
        normalized(n[0] * spot.weight[0] + n[1] * spot.weight[1] + n[2] * spot.weight[2]);
    return dot(normal, flat) < 0.5 ? flat : normal;
}

Spot spot_of(const Surface& surface, const Sample& sample) {
    const auto a = surface.mesh.corner(sample.triangle, 0);
    const Vec3 u = surface.mesh.corner(sample.triangle, 1) - a;
    const Vec3 v = surface.mesh.corner(sample.triangle, 2) - a;
    const Vec3 n = cross(u, v);
    const double n2 = dot(n, n);
    Spot spot{sample.triangle, {1.0, 0.0, 0.0}};
    if (!(n2 > 0.0)) return spot;
    const double wb = dot(cross(sample.point - a, v), n) / n2;
    const double wc = dot(cross(u, sample.point - a), n) / n2;
    spot.weight = {1.0 - wb - wc, wb, wc};
    return spot;
}

/// Downhill among balls between walls, or uphill among all.
enum class Walk { ToThinnest, ToLargest };

/// Walks within one triangle: six directions, halving the step.
void walk(const Surface& surface, const BallFitter& fitter, Walk aim, double step_mm, Spot& spot,
          double& diameter_mm) {
    for (int round = 0; round < 14; ++round) {
        double longest = 0.0;
        for (int k = 0; k < 3; ++k) {
            longest = std::max(longest, length(surface.mesh.corner(spot.triangle, (k + 1) % 3) -
                                               surface.mesh.corner(spot.triangle, k)));
        }
        const double step = step_mm / longest;
        bool better = false;
        for (std::size_t k = 0; k < 6; ++k) {
            Spot next = spot;
            const std::size_t from = k % 3;
            const std::size_t to = (from + (k < 3 ? 1 : 2)) % 3;
            const double move = std::min(step, next.weight[from]);
            next.weight[from] -= move;
            next.weight[to] += move;
            const Ball ball =
                fitter.fit(point_at(surface, next), normal_at(surface, next), next.triangle);
            const bool accept = aim == Walk::ToThinnest
                                    ? ball.trusted &&
                                          ball.diameter_mm < diameter_mm * (1.0 - 1e-6) &&
                                          fitter.on_the_outside(point_at(surface, next),
                                                                normal_at(surface, next), ball)
                                    : ball.diameter_mm > diameter_mm * (1.0 + 1e-6);
            if (!accept) continue;
            diameter_mm = ball.diameter_mm;
            spot = next;
            better = true;
        }
        if (!better) step_mm /= 2.0;
    }
}

/// Value below which `fraction` of the area lies.
double area_quantile(std::vector<std::pair<double, double>>& value_and_area, double fraction) {
    std::sort(value_and_area.begin(), value_and_area.end());
    double total = 0.0;
    for (const auto& [value, area] : value_and_area) total += area;
    double sum = 0.0;
    for (const auto& [value, area] : value_and_area) {
        sum += area;
        if (sum >= fraction * total) return value;
    }
    return value_and_area.empty() ? 0.0 : value_and_area.back().first;
}

/// Balls at the vertices themselves, where the surface is smooth enough to have one normal.
std::vector<Ball> vertex_balls(const Surface& surface, const BallFitter& fitter,
                               const CancelToken& cancel) {
    constexpr double kSmooth = 0.985;  // 10°
    const auto& mesh = surface.mesh;
    struct Corner {
        Vec3 normal;
        std::uint32_t triangle = 0;
        bool smooth = false;
    };
    std::vector<Corner> corners(mesh.vertices.size());
    std::vector<bool> seen(mesh.vertices.size(), false);
    for (std::uint32_t t = 0; t < mesh.triangles.size(); ++t) {
        for (std::size_t k = 0; k < 3; ++k) {
            const std::uint32_t v = mesh.triangles[t][k];
            const Vec3 normal = mesh.corner_normals[t][k];
            if (!seen[v]) {
                corners[v] = {normal, t, true};
                seen[v] = true;
            } else if (dot(corners[v].normal, normal) < kSmooth) {
                corners[v].smooth = false;
            }
        }
    }
    std::vector<Ball> balls(mesh.vertices.size());
    tbb::parallel_for(tbb::blocked_range<std::size_t>{0, balls.size(), 64},
                      [&](const tbb::blocked_range<std::size_t>& range) {
                          if (cancel.cancelled()) return;
                          for (std::size_t v = range.begin(); v < range.end(); ++v) {
                              if (!corners[v].smooth) continue;
                              balls[v] = fitter.fit(mesh.vertices[v], corners[v].normal,
                                                    corners[v].triangle);
                          }
                      });
    return balls;
}

/// The field: the ball at the vertex itself, or on an edge the one nearest to it on either side.
void set_vertices(const Surface& surface, const std::vector<Ball>& balls,
                  const std::vector<Ball>& at_vertex, WallThickness& wall) {
    const auto& mesh = surface.mesh;
    wall.per_vertex_mm.assign(mesh.vertices.size(), std::numeric_limits<float>::quiet_NaN());
    std::vector<bool> trusted(mesh.vertices.size(), false);
    for (std::uint32_t t = 0; t < mesh.triangles.size(); ++t) {
        for (int k = 0; k < 3; ++k) {
            // Of this triangle the measured sample nearest to the corner, trusted ones first.
            const Vec3 corner = mesh.corner(t, k);
            const Ball* best = nullptr;
            double best_distance = 0.0;
            for (std::uint32_t s = surface.first_sample[t]; s < surface.first_sample[t + 1]; ++s) {
                if (std::isnan(balls[s].diameter_mm)) continue;
                const double distance = length(surface.samples[s].point - corner);
                const bool better = best == nullptr || (balls[s].trusted && !best->trusted) ||
                                    (balls[s].trusted == best->trusted && distance < best_distance);
                if (!better) continue;
                best = &balls[s];
                best_distance = distance;
            }
            if (best == nullptr) continue;
            const std::uint32_t vertex = mesh.triangles[t][static_cast<std::size_t>(k)];
            float& value = wall.per_vertex_mm[vertex];
            const auto diameter = static_cast<float>(best->diameter_mm);
            if (std::isnan(value) || (best->trusted && !trusted[vertex]) ||
                (best->trusted == trusted[vertex] && diameter < value)) {
                value = diameter;
                trusted[vertex] = best->trusted;
            }
        }
    }
    for (std::size_t v = 0; v < at_vertex.size(); ++v) {
        if (std::isnan(at_vertex[v].diameter_mm) || (trusted[v] && !at_vertex[v].trusted)) continue;
        wall.per_vertex_mm[v] = static_cast<float>(at_vertex[v].diameter_mm);
    }
}

}  // namespace

WallThickness measure_thickness(const Surface& surface, const Patches& patches,
                                const CancelToken& cancel) {
    const BallFitter fitter{surface, patches};
    const auto& samples = surface.samples;
    std::vector<Ball> balls(samples.size());
    tbb::parallel_for(tbb::blocked_range<std::size_t>{0, samples.size(), 64},
                      [&](const tbb::blocked_range<std::size_t>& range) {
                          if (cancel.cancelled()) return;
                          for (std::size_t s = range.begin(); s < range.end(); ++s) {
                              balls[s] = fitter.fit(samples[s].point, samples[s].normal,
                                                    samples[s].triangle);
                          }
                      });
    WallThickness wall;
    set_vertices(surface, balls, vertex_balls(surface, fitter, cancel), wall);

    std::vector<std::pair<double, double>> trusted;
    std::vector<std::uint32_t> order;
    std::uint32_t largest = 0;
    for (std::uint32_t s = 0; s < samples.size(); ++s) {
        if (std::isnan(balls[s].diameter_mm)) continue;
        if (!(balls[largest].diameter_mm >= balls[s].diameter_mm)) largest = s;
        if (!balls[s].trusted) continue;
        trusted.emplace_back(balls[s].diameter_mm, samples[s].area_mm2);
        order.push_back(s);
    }
    if (order.empty()) {
        // No two walls face each other (a tetrahedron): the largest ball is all there is to say.
        if (samples.empty() || std::isnan(balls[largest].diameter_mm)) return wall;
        Spot spot = spot_of(surface, samples[largest]);
        double diameter = balls[largest].diameter_mm;
        walk(surface, fitter, Walk::ToLargest, std::sqrt(samples[largest].area_mm2), spot,
             diameter);
        wall.minimum = wall.p01 = wall.median = from_mm(diameter);
        wall.minimum_at = point_at(surface, spot);
        wall.minimum_triangle = spot.triangle;
        return wall;
    }
    wall.p01 = from_mm(area_quantile(trusted, 0.01));
    wall.median = from_mm(area_quantile(trusted, 0.5));

    // The thinnest samples start a descent each, since the thinnest spot may lie between samples.
    constexpr std::size_t kStarts = 12;
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return balls[a].diameter_mm < balls[b].diameter_mm ||
               (balls[a].diameter_mm == balls[b].diameter_mm && a < b);
    });
    std::vector<std::uint32_t> thinnest;
    for (const std::uint32_t s : order) {
        if (!fitter.on_the_outside(samples[s].point, samples[s].normal, balls[s])) continue;
        thinnest.push_back(s);
        if (thinnest.size() == kStarts) break;
    }
    // Shells that hide each other everywhere: better a thickness of one of them than none.
    if (thinnest.empty()) thinnest.push_back(order.front());
    const std::size_t starts = thinnest.size();
    std::vector<std::pair<Spot, double>> found(starts);
    tbb::parallel_for(std::size_t{0}, starts, [&](std::size_t k) {
        const Sample& sample = samples[thinnest[k]];
        const double start_mm = balls[thinnest[k]].diameter_mm;
        found[k] = {spot_of(surface, sample), start_mm};
        walk(surface, fitter, Walk::ToThinnest, std::sqrt(sample.area_mm2), found[k].first,
             found[k].second);
        // A wall does not lose half its thickness between two samples; an edge does.
        if (found[k].second < kDescentMin * start_mm)
            found[k] = {spot_of(surface, sample), start_mm};
    });
    std::size_t best = 0;
    for (std::size_t k = 1; k < starts; ++k) {
        if (found[k].second < found[best].second) best = k;
    }
    wall.minimum = from_mm(found[best].second);
    wall.minimum_at = point_at(surface, found[best].first);
    wall.minimum_triangle = found[best].first.triangle;
    return wall;
}

}  // namespace millrace::facts
