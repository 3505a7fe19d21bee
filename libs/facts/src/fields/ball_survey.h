#pragma once

// Balls all over the surface, on one side of it.

#include <cstdint>
#include <span>
#include <vector>

#include "fields/ball_fitter.h"
#include "millrace/base/cancel.h"

namespace millrace::facts {

/// What the balls on one side say together. Numbers are of walls only (BallKind::Wall), in mm.
struct BallSurvey {
    std::vector<Ball> at_sample;  ///< as long as Surface::samples
    std::vector<Ball> at_vertex;  ///< inside only: where the surface has one normal, else NaN
    bool any_wall = false;        ///< else minimum, p01 and p50 are those of the largest ball
    double minimum_mm = 0.0;      ///< searched between the samples too; 0 when there is no ball
    double p01_mm = 0.0;          ///< of samples by area
    double p50_mm = 0.0;
    double maximum_mm = 0.0;
    geom::Vec3 minimum_at;
    std::uint32_t minimum_triangle = 0;
};

/// Cost: one ball for every sample and, inside, for every vertex; some thousand for the minimum.
[[nodiscard]] BallSurvey survey_balls(const Surface& surface, const Patches& patches,
                                      std::span<const SharedEdge> shared, Side side,
                                      const CancelToken& cancel);

/// One number for every vertex of the surface: its own ball where that is a wall, else the nearest
/// of the samples around it, walls first, then the smaller. NaN where there is none.
[[nodiscard]] std::vector<float> ball_at_vertices(const Surface& surface, const BallSurvey& survey);

/// The normal of a vertex where all its triangles agree within 10°.
struct VertexNormal {
    geom::Vec3 normal;
    std::uint32_t triangle = 0;  ///< one of those around it
    bool smooth = false;
};
[[nodiscard]] std::vector<VertexNormal> vertex_normals(const geom::TriangleMesh& mesh);

/// Value below which `fraction` of the area lies; 0 of nothing. Sorts its argument.
[[nodiscard]] double area_quantile(std::vector<std::pair<double, double>>& value_and_area,
                                   double fraction);

}  // namespace millrace::facts
