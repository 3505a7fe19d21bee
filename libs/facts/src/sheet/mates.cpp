// Pairs of faces at constant distance.
#include <algorithm>
#include <cmath>

#include "skin.h"

namespace millrace::facts::sheet {
namespace {

using geom::Vec3;

constexpr double kParallel = 2e-4;     // sine of the angle between directions that are parallel
constexpr double kThickest_mm = 30.0;  // thicker plate is not cut or bent as sheet
constexpr std::size_t kLargestFaces = 48;

bool opposite(Vec3 a, Vec3 b) { return dot(a, b) < 0.0 && geom::length(cross(a, b)) < kParallel; }

/// Box of a face from its edges, for a quick test whether two faces lie over each other.
geom::Box face_box(const geom::BoundaryModel& model, const geom::Face& face) {
    geom::Box box;
    for (const geom::Loop& loop : face.loops) {
        for (const geom::EdgeUse& use : loop.edges) {
            const geom::Edge& edge = model.edges[use.edge];
            box.add(edge.start);
            box.add(edge.end);
            box.add(edge.middle);
            if (edge.kind != geom::CurveKind::Circle) continue;
            const Vec3 r{edge.radius_mm, edge.radius_mm, edge.radius_mm};
            box.add(edge.centre - r);
            box.add(edge.centre + r);
        }
    }
    return box;
}

bool near(const geom::Box& a, const geom::Box& b, double gap) {
    for (int axis = 0; axis < 3; ++axis) {
        if (a.min[axis] > b.max[axis] + gap || b.min[axis] > a.max[axis] + gap) return false;
    }
    return true;
}

/// Distance of two planes with the material between them; negative when it is outside.
double plane_distance(const geom::Face& a, const geom::Face& b) {
    return dot(a.centroid - b.centroid, a.axis);
}

bool coaxial_pair(const geom::Face& a, const geom::Face& b, double thickness) {
    if (a.concave == b.concave) return false;
    const geom::Face& inner = a.concave ? a : b;
    const geom::Face& outer = a.concave ? b : a;
    if (std::abs(outer.radius_mm - inner.radius_mm - thickness) > kThicknessTolerance_mm)
        return false;
    if (geom::length(cross(a.axis, b.axis)) > kParallel) return false;
    const Vec3 between = b.origin - a.origin;
    const Vec3 off = between - a.axis * dot(between, a.axis);
    if (geom::length(off) > kThicknessTolerance_mm) return false;
    // Their middles look away from each other unless they go far around.
    return a.sweep_rad > 3.0 || b.sweep_rad > 3.0 || dot(a.normal, b.normal) < -0.3;
}

}  // namespace

double likely_thickness(const geom::BoundaryModel& model) {
    if (!model.exact || model.bodies.size() != 1 || !model.bodies[0].solid) return 0.0;
    const double volume = model.bodies[0].volume_mm3;
    const double area = model.bodies[0].area_mm2;
    if (!(volume > 0.0) || !(area > 0.0)) return 0.0;
    const double mean = 2.0 * volume / area;
    if (mean > kThickest_mm) return 0.0;
    std::vector<std::uint32_t> planes;
    for (std::uint32_t f = 0; f < model.faces.size(); ++f) {
        if (model.faces[f].kind == geom::SurfaceKind::Plane) planes.push_back(f);
    }
    const std::size_t count = std::min(planes.size(), kLargestFaces);
    std::partial_sort(planes.begin(), planes.begin() + static_cast<std::ptrdiff_t>(count),
                      planes.end(), [&](std::uint32_t a, std::uint32_t b) {
                          const double x = model.faces[a].area_mm2;
                          const double y = model.faces[b].area_mm2;
                          return x != y ? x > y : a < b;
                      });
    planes.resize(count);
    struct Vote {
        double distance, area;
    };
    std::vector<Vote> votes;
    for (std::size_t i = 0; i < planes.size(); ++i) {
        for (std::size_t k = i + 1; k < planes.size(); ++k) {
            const geom::Face& a = model.faces[planes[i]];
            const geom::Face& b = model.faces[planes[k]];
            if (!opposite(a.axis, b.axis)) continue;
            const double distance = plane_distance(a, b);
            if (distance < 0.9 * mean || distance > 3.0 * mean) continue;
            votes.push_back({distance, std::min(a.area_mm2, b.area_mm2)});
        }
    }
    std::sort(votes.begin(), votes.end(), [](const Vote& a, const Vote& b) {
        return a.distance != b.distance ? a.distance < b.distance : a.area < b.area;
    });
    double best = 0.0;
    double thickness = 0.0;
    for (std::size_t i = 0; i < votes.size(); ++i) {
        double sum = 0.0;
        double weighted = 0.0;
        for (std::size_t k = i; k < votes.size(); ++k) {
            if (votes[k].distance > votes[i].distance + kThicknessTolerance_mm) break;
            sum += votes[k].area;
            weighted += votes[k].area * votes[k].distance;
        }
        if (sum > best) best = sum, thickness = weighted / sum;
    }
    // A sheet is mostly skin: both sides together at least two fifths of its surface in planes and
    // bends; the cheap test here counts planes only.
    return 2.0 * best < 0.25 * area ? 0.0 : thickness;
}

Mates find_mates(const geom::BoundaryModel& model, double thickness_mm) {
    Mates mates;
    mates.thickness_mm = thickness_mm;
    mates.of.resize(model.faces.size());
    // Sorted by one component, the faces that look the opposite way stand together.
    struct Entry {
        double key;
        std::uint32_t face;
        geom::Box box;
    };
    std::vector<Entry> planes;
    std::vector<Entry> cylinders;
    for (std::uint32_t f = 0; f < model.faces.size(); ++f) {
        const geom::Face& face = model.faces[f];
        if (face.kind == geom::SurfaceKind::Plane) {
            // Two incommensurable factors keep axis-parallel faces apart.
            planes.push_back({face.axis.x + 0.61803 * face.axis.y + 0.27 * face.axis.z, f,
                              face_box(model, face)});
        } else if (face.kind == geom::SurfaceKind::Cylinder) {
            cylinders.push_back({face.radius_mm, f, face_box(model, face)});
        }
    }
    const auto by_key = [](const Entry& a, const Entry& b) {
        return a.key != b.key ? a.key < b.key : a.face < b.face;
    };
    std::sort(planes.begin(), planes.end(), by_key);
    std::sort(cylinders.begin(), cylinders.end(), by_key);
    const auto from = [](const std::vector<Entry>& list, double key) {
        return std::lower_bound(list.begin(), list.end(), key,
                                [](const Entry& e, double k) { return e.key < k; });
    };
    const double reach = 1.5 * thickness_mm;
    const auto pair = [&](std::uint32_t a, std::uint32_t b) {
        mates.of[a].push_back(b);
        mates.of[b].push_back(a);
    };
    for (const Entry& a : planes) {
        const double window = 3.0 * kParallel;
        for (auto it = from(planes, -a.key - window);
             it != planes.end() && it->key <= -a.key + window; ++it) {
            if (it->face <= a.face || !near(a.box, it->box, reach)) continue;
            const geom::Face& x = model.faces[a.face];
            const geom::Face& y = model.faces[it->face];
            if (!opposite(x.axis, y.axis)) continue;
            if (std::abs(plane_distance(x, y) - thickness_mm) <= kThicknessTolerance_mm)
                pair(a.face, it->face);
        }
    }
    for (const Entry& a : cylinders) {
        for (auto it = from(cylinders, a.key + thickness_mm - kThicknessTolerance_mm);
             it != cylinders.end() && it->key <= a.key + thickness_mm + kThicknessTolerance_mm;
             ++it) {
            if (!near(a.box, it->box, reach)) continue;
            if (coaxial_pair(model.faces[a.face], model.faces[it->face], thickness_mm))
                pair(a.face, it->face);
        }
    }
    for (std::uint32_t f = 0; f < mates.of.size(); ++f) {
        if (!mates.of[f].empty()) mates.area_mm2 += model.faces[f].area_mm2;
    }
    return mates;
}

}  // namespace millrace::facts::sheet
