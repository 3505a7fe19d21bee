#include "shape_features.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>

#include "../surface.h"
#include "millrace/geom/convex_hull.h"
#include "whole_faces.h"

namespace millrace::facts {
namespace {

using geom::Vec3;
using enum FaceClass;

constexpr double kDraftMax = 0.27;  // cosine: walls within 15° of square to the floor
// Cosines to the axis: what a wall may lean and still show which way is across, and the most that
// leaves it a direction at all.
constexpr double kWallMax = 0.9;
constexpr double kShallowMax = 0.9999;

bool is_through(FaceClass face_class) {
    switch (face_class) {
        case TriangularPassage:
        case RectangularPassage:
        case SixSidesPassage:
        case TriangularThroughSlot:
        case RectangularThroughSlot:
        case CircularThroughSlot:
        case RectangularThroughStep:
        case TwoSidesThroughStep:
        case SlantedThroughStep: return true;
        default: return false;
    }
}

/// "6sides_pocket" -> "6sides pocket", first letter upper case where it is one.
std::string name_of(FaceClass face_class) {
    std::string name{to_string(face_class)};
    std::replace(name.begin(), name.end(), '_', ' ');
    if (name == "o ring") return "O-ring groove";
    if (name.starts_with("6sides")) return "Six-sided" + name.substr(6);
    if (name.starts_with("2sides")) return "Two-sided" + name.substr(6);
    name[0] = static_cast<char>(name[0] - 'a' + 'A');
    return name;
}

/// Of a recess that has not the shape of its class.
std::string name_of(FeatureKind kind) {
    if (kind == FeatureKind::ORingGroove) return "Ring groove";
    std::string name{to_string(kind)};
    name[0] = static_cast<char>(name[0] - 'a' + 'A');
    return name;
}

/// Walls all around leave no doubt; one or two beside a floor may be the shape of the part.
double sure_of(FeatureKind kind) {
    switch (kind) {
        case FeatureKind::Pocket:
        case FeatureKind::Passage: return 0.95;
        case FeatureKind::Slot: return 0.9;
        default: return 0.7;
    }
}

struct Range {
    double low = std::numeric_limits<double>::max();
    double high = std::numeric_limits<double>::lowest();
    void add(double value) {
        low = std::min(low, value);
        high = std::max(high, value);
    }
    [[nodiscard]] double size() const { return high > low ? high - low : 0.0; }
};

class Measurer {
public:
    Measurer(const AdjacencyGraph& graph, const JudgedGroup& group)
        : graph_{graph}, group_{group}, faces_{group.faces}, class_{group.face_class} {}

    Feature run(std::span<const FaceGuess> guesses) {
        const bool of_class = group_.agreement == RuleAgreement::AsDefined;
        feature_.kind = group_.kind;
        feature_.face_class = class_;
        feature_.name = of_class ? name_of(class_) : name_of(group_.kind);
        feature_.through = feature_.kind == FeatureKind::Passage ||
                           (feature_.kind != FeatureKind::Pocket && is_through(class_));
        feature_.flat_bottom = !feature_.through && class_ != Chamfer && class_ != Round;
        feature_.place.faces = faces_;
        feature_.confidence = 1.0;
        Vec3 middle;
        double area = 0.0;
        for (const std::uint32_t f : faces_) {
            feature_.confidence = std::min(feature_.confidence, guesses[f].confidence);
            middle += graph_.face(f).centroid * graph_.face(f).area_mm2;
            area += graph_.face(f).area_mm2;
        }
        // What the kind is has been decided by geometry, not by the trees.
        if (!of_class && group_.kind != FeatureKind::ORingGroove)
            feature_.confidence = sure_of(group_.kind);
        feature_.place.points = {area > 0.0 ? middle / area : middle};
        look_around(guesses);
        feature_.axis = find_axis();
        set_sizes();
        return std::move(feature_);
    }

private:
    /// Where the feature opens, and whether it meets another one.
    void look_around(std::span<const FaceGuess> guesses) {
        for (const std::uint32_t f : faces_) {
            for (const Arc& arc : graph_.arcs[f]) {
                if (std::binary_search(faces_.begin(), faces_.end(), arc.face)) continue;
                if (arc.bend == EdgeBend::Convex) feature_.entry_faces.push_back(arc.face);
                const FaceClass other = guesses[arc.face].face_class;
                feature_.interacts =
                    feature_.interacts || (other != Stock && other != Chamfer && other != Round);
            }
        }
        auto& entries = feature_.entry_faces;
        std::sort(entries.begin(), entries.end());
        entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
    }

    /// The floor's normal; of a passage the direction that all walls share; else the way out.
    [[nodiscard]] Vec3 find_axis() const {
        if (const auto floor = find_floor()) return graph_.face(*floor).axis;
        const Vec3 along = shared_direction();
        if (feature_.kind != FeatureKind::Slot && feature_.kind != FeatureKind::Step) return along;
        Vec3 out;
        double aligned_mm2 = 0.0;
        for (const std::uint32_t f : faces_) {
            const geom::Face& face = graph_.face(f);
            if (feature_.kind == FeatureKind::Slot) out += face.normal * face.area_mm2;
            // The floor of a slanted step lies along the stock.
            if (feature_.kind != FeatureKind::Step || face.kind != geom::SurfaceKind::Plane ||
                face.area_mm2 <= aligned_mm2 || !along_the_stock(face.axis)) {
                continue;
            }
            aligned_mm2 = face.area_mm2;
            out = face.axis;
        }
        out = out - along * dot(out, along);
        return length(out) > 1e-9 * graph_.scale_mm ? normalized(out) : along;
    }

    [[nodiscard]] bool along_the_stock(Vec3 direction) const {
        return std::any_of(graph_.box.axes.begin(), graph_.box.axes.end(),
                           [&](Vec3 axis) { return std::abs(dot(axis, direction)) > 1.0 - 1e-6; });
    }

    /// The direction that lies in all walls.
    [[nodiscard]] Vec3 shared_direction() const {
        for (const std::uint32_t f : faces_)
            if (graph_.face(f).kind == geom::SurfaceKind::Cylinder) return graph_.face(f).axis;
        Vec3 first;
        for (const std::uint32_t f : faces_) {
            if (graph_.face(f).kind != geom::SurfaceKind::Plane) continue;
            if (length(first) < 0.5) {
                first = graph_.face(f).axis;
            } else if (const Vec3 along = cross(first, graph_.face(f).axis); length(along) > 1e-3) {
                return normalized(along);
            }
        }
        return {};
    }

    /// The plane face that stands across all other faces of the feature.
    [[nodiscard]] std::optional<std::uint32_t> find_floor() const {
        if (feature_.kind == FeatureKind::Passage) return std::nullopt;
        std::optional<std::uint32_t> best;
        for (const std::uint32_t f : faces_) {
            const geom::Face& face = graph_.face(f);
            if (face.kind != geom::SurfaceKind::Plane) continue;
            const bool across = std::all_of(faces_.begin(), faces_.end(), [&](std::uint32_t o) {
                const geom::Face& other = graph_.face(o);
                if (graph_.surface[o] == graph_.surface[f]) return true;
                const double along = std::abs(dot(other.axis, face.axis));
                // The round end of a slot may stand on the floor or run out of it.
                if (other.kind == geom::SurfaceKind::Cylinder)
                    return along > 0.999 || (feature_.kind == FeatureKind::Slot && along < 1e-3);
                return along < kDraftMax;
            });
            if (!across) continue;
            if (!best || face.area_mm2 > graph_.face(*best).area_mm2) best = f;
        }
        return best;
    }

    [[nodiscard]] Range range_along(Vec3 direction) const {
        Range range;
        for (const std::uint32_t f : faces_)
            for (const Arc& arc : graph_.arcs[f])
                add_edge(graph_.model->edges[arc.edge], direction, range);
        return range;
    }

    /// An arc may reach beyond its ends and its middle.
    static void add_edge(const geom::Edge& edge, Vec3 direction, Range& range) {
        for (const Vec3 p : {edge.start, edge.middle, edge.end}) range.add(dot(p, direction));
        for (const Vec3 p : edge.points) range.add(dot(p, direction));
        if (edge.kind != geom::CurveKind::Circle) return;
        const Vec3 axis = normalized(edge.axis);
        const Vec3 in_plane = direction - axis * dot(direction, axis);
        if (length(in_plane) < 1e-9) return;
        const Vec3 u = normalized(edge.start - edge.centre);
        const Vec3 v = cross(axis, u);
        const auto turn = [&](Vec3 off) {
            const double angle = std::atan2(dot(off, v), dot(off, u));
            return angle < 0.0 ? angle + 2.0 * kPi : angle;
        };
        const bool whole = length(edge.end - edge.start) < 1e-9 * edge.radius_mm;
        const double middle = turn(edge.middle - edge.centre);
        const double end = turn(edge.end - edge.centre);
        for (const double sign : {-1.0, 1.0}) {
            const Vec3 off = normalized(in_plane) * (sign * edge.radius_mm);
            const double at = turn(off);
            if (whole || (middle <= end ? at <= end : at >= end))
                range.add(dot(edge.centre + off, direction));
        }
    }

    struct Facing {
        double distance_mm = 0.0;
        double length_mm = 0.0;  ///< of the feature along them
        Vec3 normal;
    };

    /// The nearest walls that face each other; of those equally near (a hexagon) the shorter ones,
    /// or rounding would choose.
    [[nodiscard]] std::optional<Facing> facing_walls(Vec3 axis) const {
        std::optional<Facing> best;
        for (const std::uint32_t a : faces_) {
            const geom::Face& one = graph_.face(a);
            if (one.kind != geom::SurfaceKind::Plane) continue;
            for (const std::uint32_t b : faces_) {
                const geom::Face& other = graph_.face(b);
                if (b <= a || other.kind != geom::SurfaceKind::Plane) continue;
                if (dot(one.axis, other.axis) > -0.99999) continue;
                const double distance = dot(other.origin - one.origin, one.axis);
                if (!(distance > 0.0)) continue;
                const double least = best ? best->distance_mm : distance;
                if (distance > least * (1.0 + 1e-6)) continue;
                const double along = range_along(cross(axis, across(one.axis, axis))).size();
                const bool equal = best && distance >= least * (1.0 - 1e-6);
                if (equal && along >= best->length_mm) continue;
                best = Facing{distance, along, one.axis};
            }
        }
        return best;
    }

    void set_sizes() {
        if (class_ == Chamfer || class_ == Round) {
            set_edge_sizes();
            return;
        }
        const Vec3 axis = feature_.axis;
        if (length(axis) < 0.5) return;
        const Range along = range_along(axis);
        feature_.depth = sized(along.size());
        const Vec3 centre = feature_.place.points.front();
        feature_.origin = centre + axis * (along.high - dot(centre, axis));
        double hollow = std::numeric_limits<double>::max();
        double widest = 0.0;
        for (const std::uint32_t f : faces_) {
            const geom::Face& face = graph_.face(f);
            if (face.kind != geom::SurfaceKind::Cylinder) continue;
            if (face.concave) hollow = std::min(hollow, face.radius_mm);
            widest = std::max(widest, face.radius_mm);
        }
        if (hollow < 1e300) feature_.radius = from_mm(hollow);
        if (class_ == ORing) feature_.diameter = from_mm(2.0 * widest);
        set_width_and_length(axis, widest);
    }

    /// A chamfer's leg from its area and length; a round's radius.
    void set_edge_sizes() {
        const geom::Face& face = graph_.face(faces_.front());
        feature_.axis = face.kind == geom::SurfaceKind::Plane ? face.axis : Vec3{};
        feature_.origin = feature_.place.points.front();
        double longest = 0.0;
        for (const Arc& arc : graph_.arcs[faces_.front()])
            longest = std::max(longest, arc.length_mm);
        feature_.length = from_mm(longest);
        if (class_ == Round) {
            feature_.radius = from_mm(face.kind == geom::SurfaceKind::Torus ? face.minor_radius_mm
                                                                            : face.radius_mm);
            feature_.concave = face.concave;
        } else if (longest > 0.0) {
            feature_.width = from_mm(face.area_mm2 / longest * std::sqrt(0.5));
            feature_.angle = from_deg(45.0);
        }
    }

    /// What rounding leaves of a plane's extent across itself is no size.
    [[nodiscard]] Length sized(double size_mm) const {
        return from_mm(size_mm > 1e-6 * graph_.scale_mm ? size_mm : 0.0);
    }

    /// In the plane across the axis: between walls that face each other, else the least extent
    /// square to a wall; and the way across it.
    void set_width_and_length(Vec3 axis, double widest_mm) {
        if (class_ == ORing) {
            double narrowest = widest_mm;
            for (const std::uint32_t f : faces_)
                if (graph_.face(f).kind == geom::SurfaceKind::Cylinder && !graph_.face(f).concave)
                    narrowest = graph_.face(f).radius_mm;
            feature_.width = from_mm(widest_mm - narrowest);
            return;
        }
        if (const auto walls = facing_walls(axis);
            walls && std::abs(dot(walls->normal, axis)) < kDraftMax) {
            feature_.width = sized(walls->distance_mm);
            feature_.length = sized(walls->length_mm);
            return;
        }
        std::vector<Vec3> sides = wall_sides(axis, kWallMax);
        // Shallow walls, such as those of a wide V.
        if (sides.empty()) sides = wall_sides(axis, kShallowMax);
        if (sides.empty())
            for (const Vec3 side : graph_.box.axes)
                if (std::abs(dot(side, axis)) < 0.1) sides.push_back(across(side, axis));
        if (sides.empty()) sides = rectangle_sides(axis);
        double least = std::numeric_limits<double>::max();
        for (const Vec3 side : sides) {
            const double width = range_along(side).size();
            if (!(to_mm(sized(width)) > 0.0) || width >= least * (1.0 - 1e-9)) continue;
            least = width;
            feature_.width = from_mm(width);
            feature_.length = sized(range_along(cross(axis, side)).size());
        }
    }

    /// Directions square to the axis that look at walls: planes that lean from the axis by no more
    /// than the given cosine, and cylinders across it.
    [[nodiscard]] std::vector<Vec3> wall_sides(Vec3 axis, double lean_max) const {
        std::vector<Vec3> sides;
        for (const std::uint32_t f : faces_) {
            const geom::Face& face = graph_.face(f);
            if (face.kind == geom::SurfaceKind::Plane && std::abs(dot(face.axis, axis)) < lean_max)
                sides.push_back(across(face.axis, axis));
            if (face.kind == geom::SurfaceKind::Cylinder && std::abs(dot(face.axis, axis)) < 0.1)
                sides.push_back(normalized(cross(axis, face.axis)));
        }
        return sides;
    }

    /// The sides of the smallest rectangle around the borders, seen along the axis.
    [[nodiscard]] std::vector<Vec3> rectangle_sides(Vec3 axis) const {
        constexpr int kPointsOfCircle = 16;
        std::vector<Vec3> points;
        for (const std::uint32_t f : faces_) {
            for (const Arc& arc : graph_.arcs[f]) {
                const geom::Edge& edge = graph_.model->edges[arc.edge];
                points.insert(points.end(), {edge.start, edge.middle, edge.end});
                points.insert(points.end(), edge.points.begin(), edge.points.end());
                if (edge.kind != geom::CurveKind::Circle) continue;
                for (int k = 1; k < kPointsOfCircle; ++k)
                    points.push_back(along_circle(edge, edge.length_mm * k / kPointsOfCircle));
            }
        }
        const geom::OrientedRectangle rectangle = geom::minimum_rectangle(points, axis);
        return {rectangle.u, rectangle.v};
    }

    /// The part of a wall's normal square to the axis, unit.
    [[nodiscard]] static Vec3 across(Vec3 normal, Vec3 axis) {
        return normalized(normal - axis * dot(normal, axis));
    }

    const AdjacencyGraph& graph_;
    const JudgedGroup& group_;
    const std::vector<std::uint32_t>& faces_;
    FaceClass class_;
    Feature feature_;
};

/// What is left of a cut where another one took its walls has no size and is no feature to make.
bool has_its_sizes(const Feature& feature) {
    const bool deep = to_mm(feature.depth) > 0.0 && to_mm(feature.width) > 0.0;
    switch (feature.kind) {
        case FeatureKind::Pocket:
        case FeatureKind::Passage:
        case FeatureKind::Slot:
        case FeatureKind::Step: return deep && to_mm(feature.length) > 0.0;
        case FeatureKind::ORingGroove: return deep;
        case FeatureKind::Hole:
        case FeatureKind::Boss:
        case FeatureKind::Rib:
        case FeatureKind::Fillet:
        case FeatureKind::Chamfer: return true;
    }
    return true;
}

}  // namespace

std::vector<Feature> shape_features(const AdjacencyGraph& graph, std::span<const FaceGuess> guesses,
                                    std::span<const JudgedGroup> groups) {
    std::vector<Feature> list;
    for (const JudgedGroup& group : groups) {
        if (group.agreement == RuleAgreement::Contradicted) continue;
        Feature feature = Measurer{graph, group}.run(guesses);
        if (has_its_sizes(feature)) list.push_back(std::move(feature));
    }
    return list;
}

}  // namespace millrace::facts
