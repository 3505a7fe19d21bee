// What a survey of balls says at the vertices of the mesh.
#include <cmath>
#include <limits>

#include "fields/ball_survey.h"

namespace millrace::facts {

using geom::Vec3;

std::vector<VertexNormal> vertex_normals(const geom::TriangleMesh& mesh) {
    constexpr double kSmooth = 0.985;  // 10°
    std::vector<VertexNormal> normals(mesh.vertices.size());
    std::vector<bool> seen(mesh.vertices.size(), false);
    for (std::uint32_t t = 0; t < mesh.triangles.size(); ++t) {
        for (std::size_t k = 0; k < 3; ++k) {
            const std::uint32_t v = mesh.triangles[t][k];
            const Vec3 normal = mesh.corner_normals[t][k];
            if (!seen[v]) {
                normals[v] = {normal, t, true};
                seen[v] = true;
            } else if (dot(normals[v].normal, normal) < kSmooth) {
                normals[v].smooth = false;
            }
        }
    }
    return normals;
}

std::vector<float> ball_at_vertices(const Surface& surface, const BallSurvey& survey) {
    const auto& mesh = surface.mesh;
    const auto& balls = survey.at_sample;
    std::vector<float> values(mesh.vertices.size(), std::numeric_limits<float>::quiet_NaN());
    std::vector<bool> wall(mesh.vertices.size(), false);
    for (std::uint32_t t = 0; t < mesh.triangles.size(); ++t) {
        for (int k = 0; k < 3; ++k) {
            // Of this triangle the measured sample nearest to the corner, walls first.
            const Vec3 corner = mesh.corner(t, k);
            const Ball* best = nullptr;
            double best_distance = 0.0;
            for (std::uint32_t s = surface.first_sample[t]; s < surface.first_sample[t + 1]; ++s) {
                if (std::isnan(balls[s].diameter_mm)) continue;
                const double distance = length(surface.samples[s].point - corner);
                const bool better =
                    best == nullptr || (balls[s].is_wall() && !best->is_wall()) ||
                    (balls[s].is_wall() == best->is_wall() && distance < best_distance);
                if (!better) continue;
                best = &balls[s];
                best_distance = distance;
            }
            if (best == nullptr) continue;
            const std::uint32_t vertex = mesh.triangles[t][static_cast<std::size_t>(k)];
            float& value = values[vertex];
            const auto diameter = static_cast<float>(best->diameter_mm);
            if (std::isnan(value) || (best->is_wall() && !wall[vertex]) ||
                (best->is_wall() == wall[vertex] && diameter < value)) {
                value = diameter;
                wall[vertex] = best->is_wall();
            }
        }
    }
    for (std::size_t v = 0; v < survey.at_vertex.size(); ++v) {
        const Ball& ball = survey.at_vertex[v];
        if (std::isnan(ball.diameter_mm) || (wall[v] && !ball.is_wall())) continue;
        values[v] = static_cast<float>(ball.diameter_mm);
    }
    return values;
}

}  // namespace millrace::facts
