// How a part is held while it is milled, and what five axes reach.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "measure.h"
#include "sentences.h"

namespace millrace::dfm {

namespace {

using geom::Vec3;

constexpr double kOpposite = -0.999;
constexpr double kAcross = 0.02;
// What the jaws of a vice hold (rule MIL-23); a part smaller than two jaws is held by half of it.
constexpr double kJawDepth_mm = 3.0;
constexpr double kJawLength_mm = 20.0;
constexpr double kRound_rad = 5.2;
constexpr double kThinWall_mm = 2.0;

struct Range {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();
    void add(double value) {
        low = std::min(low, value);
        high = std::max(high, value);
    }
};
double overlap(Range a, Range b) { return std::min(a.high, b.high) - std::max(a.low, b.low); }

/// Vertices of every plane face, for extents along any direction.
std::vector<std::vector<Vec3>> corners_of_planes(const geom::BoundaryModel& model) {
    std::vector<std::vector<Vec3>> corners(model.faces.size());
    for (std::size_t t = 0; t < model.mesh.face_of_triangle.size(); ++t) {
        const std::uint32_t face = model.mesh.face_of_triangle[t];
        if (face >= corners.size() || model.faces[face].kind != geom::SurfaceKind::Plane) continue;
        for (int k = 0; k < 3; ++k) corners[face].push_back(model.mesh.corner(t, k));
    }
    return corners;
}

Range extent(const std::vector<Vec3>& points, Vec3 way) {
    Range range;
    for (const Vec3 p : points) range.add(dot(p, way));
    return range;
}

/// A round outside along the tool, for the jaws of a chuck.
bool in_a_chuck(const geom::BoundaryModel& model, Vec3 tool) {
    return std::any_of(model.faces.begin(), model.faces.end(), [&](const geom::Face& face) {
        return face.kind == geom::SurfaceKind::Cylinder && !face.concave &&
               face.sweep_rad > kRound_rad && std::abs(dot(face.axis, tool)) > -kOpposite &&
               face.axial_max_mm - face.axial_min_mm >= kJawDepth_mm;
    });
}

/// Two parallel faces that look away from each other and lie side by side along the tool.
bool in_a_vice(const geom::BoundaryModel& model, const std::vector<std::vector<Vec3>>& corners,
               Vec3 tool, double jaw_mm) {
    std::vector<std::uint32_t> sides;
    for (std::uint32_t f = 0; f < model.faces.size(); ++f) {
        if (!corners[f].empty() && std::abs(dot(model.faces[f].axis, tool)) < kAcross)
            sides.push_back(f);
    }
    for (std::size_t i = 0; i < sides.size(); ++i) {
        const geom::Face& a = model.faces[sides[i]];
        const Vec3 along = cross(a.axis, tool);
        const Range a_deep = extent(corners[sides[i]], tool);
        const Range a_long = extent(corners[sides[i]], along);
        if (a_deep.high - a_deep.low < kJawDepth_mm || a_long.high - a_long.low < jaw_mm) continue;
        for (std::size_t k = i + 1; k < sides.size(); ++k) {
            const geom::Face& b = model.faces[sides[k]];
            if (dot(a.axis, b.axis) > kOpposite) continue;
            if (dot(a.origin - b.origin, a.axis) <= 0.0) continue;
            if (overlap(a_deep, extent(corners[sides[k]], tool)) >= kJawDepth_mm &&
                overlap(a_long, extent(corners[sides[k]], along)) >= jaw_mm)
                return true;
        }
    }
    return false;
}

// The first set-up holds the stock, which is a block or a bar; the others hold the part. Their
// order is free, so one of those that cannot be clamped may be the first.
Measured unclamped_set_ups(const Subject& subject) {
    if (!subject.facts.exact)
        return missing(
            say("dfm.no_clamping_mesh", "clamping faces are not searched for in a mesh"));
    const facts::SetUps& set_ups = subject.facts.set_ups;
    if (set_ups.chosen.empty())
        return missing(say("dfm.no_set_ups", "no set-ups were found for the part"));
    const auto corners = corners_of_planes(subject.model);
    const geom::Vec3 size = subject.facts.box.size();
    const double jaw_mm = std::min(kJawLength_mm, std::max({size.x, size.y, size.z}) / 2.0);
    double count = 0.0;
    facts::Place place;
    for (const std::uint32_t index : set_ups.chosen) {
        const facts::ToolDirection& from = set_ups.candidates[index];
        if (in_a_vice(subject.model, corners, from.direction, jaw_mm) ||
            in_a_chuck(subject.model, from.direction))
            continue;
        count += 1.0;
        place.faces.insert(place.faces.end(), from.faces.begin(), from.faces.end());
    }
    return single(std::max(0.0, count - 1.0), std::move(place));
}

/// Area of faces with the faces themselves; for exact models.
Measured area_of(const Subject& subject, const std::vector<std::uint32_t>& faces) {
    if (!subject.facts.exact)
        return missing(
            say("dfm.no_tool_faces_mesh", "which faces tools reach is not known in a mesh"));
    double area = 0.0;
    facts::Place place;
    for (const std::uint32_t face : faces) {
        if (face >= subject.model.faces.size()) continue;
        area += subject.model.faces[face].area_mm2;
        place.faces.push_back(face);
        if (place.points.empty()) place.points.push_back(subject.model.faces[face].centroid);
    }
    return single(area, std::move(place));
}

}  // namespace

Measured unclamped(const Subject& subject) { return unclamped_set_ups(subject); }

Measured unclamped_thin(const Subject& subject) {
    const double wall = to_mm(subject.facts.wall.minimum);
    if (!(wall > 0.0) || wall >= kThinWall_mm) return not_applicable();
    return unclamped_set_ups(subject);
}

Measured simultaneous_area(const Subject& subject) {
    return area_of(subject, subject.facts.set_ups.five_axis_faces);
}

Measured out_of_every_cone(const Subject& subject) {
    return area_of(subject, subject.facts.set_ups.unreachable_faces);
}

}  // namespace millrace::dfm
