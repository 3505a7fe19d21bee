// Thin regions of the thickness field against a brute force: at a vertex with outward normal n, a
// ball of diameter D that touches it from inside is free of surface when every ray into the part at
// an angle a to -n goes D cos a far. So the largest ball is the smallest of hit / cos a over all
// rays; 512 of them give an upper bound that knows nothing of how the field is made.
//
// Prints one line for each file: areas in mm² of what the rays call thin and what of it the field
// does (recall), and of what the field calls thin and what of it the rays do (precision).
#include <tbb/parallel_for.h>

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <limits>

#include "millrace/cad/read.h"
#include "millrace/facts/field_view.h"
#include "millrace/geom/ray_scene.h"

namespace {

using namespace millrace;
using geom::Vec3;

constexpr double kPi = 3.14159265358979323846;
constexpr int kRays = 512;
constexpr std::size_t kPointsMax = 1'500;
// What both may differ by at the limit between thin and not: 512 rays are 6° apart.
constexpr double kTolerance = 1.05;
// The field's limit for opposite sides is 140°; what the rays call a wall has to be clear of it.
constexpr double kClearlyOpposite = -0.866;

struct Ball {
    double diameter_mm = std::numeric_limits<double>::infinity();
    bool opposite = false;
};

Ball largest_ball(const geom::RayScene& scene, Vec3 point, Vec3 normal, double grain_mm) {
    const Vec3 helper = std::abs(normal.x) < 0.9 ? Vec3{1, 0, 0} : Vec3{0, 1, 0};
    const Vec3 u = normalized(cross(normal, helper));
    const Vec3 v = cross(normal, u);
    Ball ball;
    for (int k = 0; k < kRays; ++k) {
        const double cosine = 1.0 - static_cast<double>(k) / kRays;  // evenly over the half sphere
        const double sine = std::sqrt(1.0 - cosine * cosine);
        const double turn = kPi * (3.0 - std::sqrt(5.0)) * k;
        const Vec3 ray = -normal * cosine + (u * std::cos(turn) + v * std::sin(turn)) * sine;
        const auto hit = scene.first_hit(point, ray, grain_mm);
        if (!hit) continue;
        const Vec3 other = scene.normal(hit->triangle);
        // Neither the inside of another shell nor the same bend.
        if (dot(other, ray) <= 0.0 || dot(other, normal) > 0.5) continue;
        const double diameter = hit->distance_mm / cosine;
        if (diameter >= ball.diameter_mm) continue;
        // The ball's direction at the contact; on an edge the faces say little.
        const Vec3 contact = ray * hit->distance_mm;
        const Vec3 out = normalized(contact + normal * (diameter / 2.0));
        ball = {diameter, dot(out, normal) < kClearlyOpposite};
    }
    return ball;
}

struct Areas {
    double thin = 0.0;     ///< by rays
    double found = 0.0;    ///< of that by the field
    double claimed = 0.0;  ///< by the field
    double right = 0.0;    ///< of that by rays
};

/// Vertices where the surface has one side, with their share of area.
struct Point {
    std::uint32_t vertex = 0;
    Vec3 normal;
    double area_mm2 = 0.0;
};
std::vector<Point> smooth_points(const facts::FieldView& view) {
    const geom::TriangleMesh& mesh = view.model.mesh;
    std::vector<Point> all(mesh.vertices.size());
    std::vector<bool> sharp(mesh.vertices.size(), false);
    for (std::uint32_t v = 0; v < view.place.size(); ++v) {
        if (view.place[v] != v) sharp[v] = sharp[view.place[v]] = true;
    }
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        const double area = length(area_normal(mesh, t)) / 6.0;
        for (std::size_t k = 0; k < 3; ++k) {
            Point& point = all[mesh.triangles[t][k]];
            point.vertex = mesh.triangles[t][k];
            if (point.area_mm2 == 0.0) point.normal = mesh.corner_normals[t][k];
            point.area_mm2 += area;
        }
    }
    std::erase_if(all, [&](const Point& p) { return p.area_mm2 == 0.0 || sharp[p.vertex]; });
    return all;
}

Areas compare(const facts::FieldView& view, double limit_mm) {
    const geom::TriangleMesh& mesh = view.model.mesh;
    const std::vector<Point> points = smooth_points(view);
    const std::size_t step = std::max<std::size_t>(1, points.size() / kPointsMax);
    const geom::RayScene scene{mesh};
    const double grain_mm = 1e-5 * bounding_box(mesh).diagonal();
    std::vector<Ball> balls(points.size() / step);
    tbb::parallel_for(std::size_t{0}, balls.size(), [&](std::size_t i) {
        const Point& point = points[i * step];
        balls[i] = largest_ball(scene, mesh.vertices[point.vertex], point.normal, grain_mm);
    });
    Areas areas;
    for (std::size_t i = 0; i < balls.size(); ++i) {
        const Point& point = points[i * step];
        const double field_mm = view.fields.front().per_vertex[point.vertex];
        if (balls[i].opposite && balls[i].diameter_mm < limit_mm) {
            areas.thin += point.area_mm2;
            if (field_mm < limit_mm * kTolerance) areas.found += point.area_mm2;
        }
        if (field_mm < limit_mm) {
            areas.claimed += point.area_mm2;
            if (balls[i].diameter_mm < limit_mm * kTolerance) areas.right += point.area_mm2;
        }
    }
    return areas;
}

void check(const std::filesystem::path& path, const cad::SandboxOptions& options) {
    std::ifstream in(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const auto file = cad::read_sandboxed(std::as_bytes(std::span(text)), options);
    if (!file) return;
    for (const geom::BoundaryModel& model : file->parts) {
        const auto facts = facts::measure(model, {});
        if (!facts || !facts->closed) continue;
        const auto view = facts::field_view(model, *facts, {.vertices_max = 8'000, .cancel = {}});
        if (!view) continue;
        // Thin is what is not thicker than half of the walls: every part has some of it.
        const double limit_mm = 1.02 * view->fields.front().p50;
        const Areas areas = compare(*view, limit_mm);
        std::printf("%s\t%.4g\t%.6g\t%.6g\t%.6g\t%.6g\n", path.filename().c_str(), limit_mm,
                    areas.thin, areas.found, areas.claimed, areas.right);
        std::fflush(stdout);
    }
}

}  // namespace

int main(int argc, char** argv) {
    cad::SandboxOptions options;
    options.reader = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "millrace";
    for (int i = 1; i < argc; ++i) check(argv[i], options);
    return 0;
}
