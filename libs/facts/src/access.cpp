// What a straight line of sight along the six directions of the part's axes reaches.

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <cmath>

#include "measurements.h"

namespace millrace::facts {
namespace {

using geom::Vec3;

constexpr double kSeenShare = 0.95;
constexpr double kUnreachableShare = 0.5;

}  // namespace

Access measure_access(const Sight& sight, const geom::BoundaryModel& model,
                      const std::array<Vec3, 6>& axes, std::vector<std::uint8_t>& seen,
                      const CancelToken& cancel) {
    const auto& samples = sight.surface().samples;
    seen.assign(samples.size(), 0);
    tbb::parallel_for(tbb::blocked_range<std::size_t>{0, samples.size(), 64},
                      [&](const tbb::blocked_range<std::size_t>& range) {
                          if (cancel.cancelled()) return;
                          for (std::size_t s = range.begin(); s < range.end(); ++s) {
                              const Vec3 normal = sight.normal(samples[s]);
                              for (std::size_t d = 0; d < 6; ++d) {
                                  if (dot(normal, axes[d]) < -kLeanSine) continue;
                                  if (!sight.is_free(samples[s], normal, axes[d])) continue;
                                  seen[s] |= static_cast<std::uint8_t>(1U << d);
                              }
                          }
                      });

    struct Seen {
        double total = 0.0;
        double any = 0.0;
        std::array<double, 6> by_axis{};
    };
    std::vector<Seen> faces(model.faces.size());
    const auto& face_of_triangle = model.mesh.face_of_triangle;
    Access access;
    std::array<double, 6> visible{};
    double unreachable = 0.0;
    for (std::size_t s = 0; s < samples.size(); ++s) {
        const double area = samples[s].area_mm2;
        if (seen[s] == 0) unreachable += area;
        for (std::size_t d = 0; d < 6; ++d) {
            if ((seen[s] >> d & 1U) != 0) visible[d] += area;
        }
        if (face_of_triangle.empty()) continue;
        Seen& face = faces[face_of_triangle[samples[s].triangle]];
        face.total += area;
        if (seen[s] != 0) face.any += area;
        for (std::size_t d = 0; d < 6; ++d) {
            if ((seen[s] >> d & 1U) != 0) face.by_axis[d] += area;
        }
    }
    for (std::size_t d = 0; d < 6; ++d) {
        access.axes[d].direction = axes[d];
        access.axes[d].visible = from_mm2(visible[d]);
    }
    access.unreachable = from_mm2(unreachable);
    for (std::uint32_t f = 0; f < faces.size(); ++f) {
        if (!(faces[f].total > 0.0)) continue;
        if (faces[f].any < (1.0 - kUnreachableShare) * faces[f].total) {
            access.unreachable_faces.push_back(f);
        }
        for (std::size_t d = 0; d < 6; ++d) {
            if (faces[f].by_axis[d] >= kSeenShare * faces[f].total) {
                access.axes[d].faces.push_back(f);
            }
        }
    }
    return access;
}

}  // namespace millrace::facts
