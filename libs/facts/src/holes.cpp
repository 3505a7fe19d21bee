// Holes and pins from full cylinders (docs/algorithms/holes.md).

#include <algorithm>
#include <cmath>

#include "axis_sense.h"
#include "features/hole_stacks.h"
#include "measurements.h"

namespace millrace::facts {
namespace {

using geom::Vec3;

/// A cylinder face with its axis in canonical sense.
struct CylinderFace {
    std::uint32_t patch = 0;
    Vec3 origin;
    Vec3 axis;
    double radius_mm = 0.0;
    double low_mm = 0.0;  ///< along the axis from the world's origin
    double high_mm = 0.0;
    double sweep_rad = 0.0;
    bool concave = false;
};

std::vector<CylinderFace> cylinder_faces(const Patches& patches) {
    std::vector<CylinderFace> faces;
    for (std::uint32_t p = 0; p < patches.faces.size(); ++p) {
        const geom::Face& face = patches.faces[p];
        if (face.kind != geom::SurfaceKind::Cylinder || !(face.radius_mm > 0.0)) continue;
        const Vec3 axis = with_positive_lead(normalized(face.axis));
        const double sense = dot(axis, face.axis) < 0.0 ? -1.0 : 1.0;
        const double base = dot(face.origin, axis);
        const double a = base + sense * face.axial_min_mm;
        const double b = base + sense * face.axial_max_mm;
        if (!(std::abs(b - a) > 0.0)) continue;
        faces.push_back({p, face.origin, axis, face.radius_mm, std::min(a, b), std::max(a, b),
                         face.sweep_rad, face.concave});
    }
    return faces;
}

bool on_one_axis(const CylinderFace& a, const CylinderFace& b) {
    const double tolerance = 0.005 + 1e-3 * a.radius_mm;
    if (a.concave != b.concave || std::abs(a.radius_mm - b.radius_mm) > tolerance) return false;
    if (dot(a.axis, b.axis) < 0.99999) return false;
    const Vec3 between = b.origin - a.origin;
    return length(between - a.axis * dot(between, a.axis)) <= tolerance;
}

CylinderStack stack_of(const std::vector<CylinderFace>& faces,
                       std::span<const std::size_t> members) {
    const CylinderFace& first = faces[members.front()];
    CylinderStack stack;
    double low = first.low_mm;
    double high = first.high_mm;
    double swept = 0.0;
    for (const std::size_t m : members) {
        low = std::min(low, faces[m].low_mm);
        high = std::max(high, faces[m].high_mm);
        swept += faces[m].sweep_rad * (faces[m].high_mm - faces[m].low_mm);
        stack.patches.push_back(faces[m].patch);
    }
    std::sort(stack.patches.begin(), stack.patches.end());
    stack.axis = first.axis;
    stack.radius_mm = first.radius_mm;
    stack.concave = first.concave;
    stack.length_mm = high - low;
    stack.sweep_rad = std::min(2.0 * kPi, swept / stack.length_mm);
    stack.origin = first.origin + first.axis * ((low + high) / 2.0 - dot(first.origin, first.axis));
    return stack;
}

}  // namespace

std::vector<std::uint32_t> model_faces(const Patches& patches, std::span<const std::uint32_t> of) {
    std::vector<std::uint32_t> faces;
    for (const std::uint32_t patch : of) {
        faces.insert(faces.end(), patches.model_faces[patch].begin(),
                     patches.model_faces[patch].end());
    }
    std::sort(faces.begin(), faces.end());
    faces.erase(std::unique(faces.begin(), faces.end()), faces.end());
    return faces;
}

std::vector<CylinderStack> cylinder_stacks(const Patches& patches) {
    const std::vector<CylinderFace> faces = cylinder_faces(patches);
    // Sorted by radius, faces of one stack are near each other in the list.
    std::vector<std::size_t> order(faces.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return faces[a].radius_mm < faces[b].radius_mm;
    });
    std::vector<bool> taken(faces.size(), false);
    std::vector<CylinderStack> stacks;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (taken[i]) continue;
        const CylinderFace& first = faces[order[i]];
        std::vector<std::size_t> line;
        for (std::size_t j = i; j < order.size(); ++j) {
            const CylinderFace& other = faces[order[j]];
            if (other.radius_mm > first.radius_mm + 0.005 + 1e-3 * first.radius_mm) break;
            if (taken[j] || !on_one_axis(first, other)) continue;
            taken[j] = true;
            line.push_back(order[j]);
        }
        // Along the axis, faces that overlap or touch belong together; a gap starts a new stack.
        std::stable_sort(line.begin(), line.end(), [&](std::size_t a, std::size_t b) {
            return faces[a].low_mm < faces[b].low_mm;
        });
        const double gap = 0.01 + 1e-3 * first.radius_mm;
        for (std::size_t begin = 0; begin < line.size();) {
            double reach = faces[line[begin]].high_mm;
            std::size_t end = begin + 1;
            while (end < line.size() && faces[line[end]].low_mm <= reach + gap) {
                reach = std::max(reach, faces[line[end]].high_mm);
                ++end;
            }
            stacks.push_back(stack_of(faces, std::span{line}.subspan(begin, end - begin)));
            begin = end;
        }
    }
    // By first face, so that the order follows the file and not the radii.
    std::stable_sort(stacks.begin(), stacks.end(),
                     [](const CylinderStack& a, const CylinderStack& b) {
                         return a.patches.front() < b.patches.front();
                     });
    return stacks;
}

std::vector<Hole> find_holes(const Surface& surface, const Patches& patches,
                             std::span<const CylinderStack> stacks) {
    std::vector<Hole> holes;
    for (const CylinderStack& stack : stacks) {
        if (!stack.concave || stack.sweep_rad < kFullSweep) continue;
        const double half = stack.length_mm / 2.0;
        const auto& wall = patches.triangles[stack.patches.front()];
        const Vec3 mark = wall.empty() ? stack.origin : surface.mesh.corner(wall.front(), 0);
        const EndView top =
            look_at_end(surface, {stack.origin, stack.axis, stack.radius_mm, half, mark});
        const EndView bottom =
            look_at_end(surface, {stack.origin, -stack.axis, stack.radius_mm, half, mark});
        if (!top.open && !bottom.open) continue;  // a groove inside a bore, or a closed void
        Hole hole;
        hole.centre = stack.origin;
        hole.axis = top.open ? stack.axis : -stack.axis;
        hole.diameter = from_mm(2.0 * stack.radius_mm);
        hole.depth = from_mm(stack.length_mm);
        hole.through = top.open && bottom.open;
        hole.flat_bottom = !hole.through && (top.open ? bottom : top).flat;
        hole.faces = model_faces(patches, stack.patches);
        holes.push_back(std::move(hole));
    }
    return holes;
}

std::vector<Pin> find_pins(const Patches& patches, std::span<const CylinderStack> stacks) {
    std::vector<Pin> pins;
    for (const CylinderStack& stack : stacks) {
        if (stack.concave || stack.sweep_rad < kFullSweep) continue;
        pins.push_back({stack.origin, stack.axis, from_mm(2.0 * stack.radius_mm),
                        from_mm(stack.length_mm), model_faces(patches, stack.patches)});
    }
    return pins;
}

}  // namespace millrace::facts
