#include "shape_features.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>

namespace millrace::facts {
namespace {

using geom::Vec3;
using enum FaceClass;

std::optional<FeatureKind> kind_of(FaceClass face_class) {
    switch (face_class) {
        case TriangularPassage:
        case RectangularPassage:
        case SixSidesPassage: return FeatureKind::Passage;
        case TriangularPocket:
        case RectangularPocket:
        case SixSidesPocket:
        case CircularEndPocket: return FeatureKind::Pocket;
        case TriangularThroughSlot:
        case RectangularThroughSlot:
        case CircularThroughSlot:
        case RectangularBlindSlot:
        case VerticalCircularEndBlindSlot:
        case HorizontalCircularEndBlindSlot: return FeatureKind::Slot;
        case RectangularThroughStep:
        case TwoSidesThroughStep:
        case SlantedThroughStep:
        case TriangularBlindStep:
        case CircularBlindStep:
        case RectangularBlindStep: return FeatureKind::Step;
        case ORing: return FeatureKind::ORingGroove;
        case Chamfer: return FeatureKind::Chamfer;
        case Round: return FeatureKind::Fillet;
        case ThroughHole:
        case BlindHole:
        case Stock: return std::nullopt;
    }
    return std::nullopt;
}

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
    Measurer(const AdjacencyGraph& graph, const std::vector<std::uint32_t>& faces,
             FaceClass face_class)
        : graph_{graph}, faces_{faces}, class_{face_class} {}

    Feature run(std::span<const FaceGuess> guesses) {
        feature_.kind = *kind_of(class_);
        feature_.face_class = class_;
        feature_.name = name_of(class_);
        feature_.through = is_through(class_);
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
                if (arc.bend == Bend::Convex) feature_.entry_faces.push_back(arc.face);
                const FaceClass other = guesses[arc.face].face_class;
                feature_.interacts =
                    feature_.interacts || (other != Stock && other != Chamfer && other != Round);
            }
        }
        auto& entries = feature_.entry_faces;
        std::sort(entries.begin(), entries.end());
        entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
    }

    /// The floor's normal, or the direction that all walls share.
    [[nodiscard]] Vec3 find_axis() const {
        if (const auto floor = find_floor()) return graph_.face(*floor).axis;
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
                return other.kind == geom::SurfaceKind::Cylinder ? along > 0.999 : along < 1e-3;
            });
            if (!across) continue;
            if (!best || face.area_mm2 > graph_.face(*best).area_mm2) best = f;
        }
        return best;
    }

    [[nodiscard]] Range range_along(Vec3 direction) const {
        Range range;
        for (const std::uint32_t f : faces_) {
            for (const geom::Loop& loop : graph_.face(f).loops) {
                for (const geom::EdgeUse& use : loop.edges) {
                    const geom::Edge& edge = graph_.model->edges[use.edge];
                    for (const Vec3 p : {edge.start, edge.middle, edge.end})
                        range.add(dot(p, direction));
                }
            }
        }
        return range;
    }

    /// Smallest distance between walls that face each other, or of a rounded slot's sides.
    [[nodiscard]] std::optional<double> wall_distance() const {
        std::optional<double> best;
        for (const std::uint32_t a : faces_) {
            const geom::Face& one = graph_.face(a);
            if (one.kind != geom::SurfaceKind::Plane) continue;
            for (const std::uint32_t b : faces_) {
                const geom::Face& other = graph_.face(b);
                if (b <= a || other.kind != geom::SurfaceKind::Plane) continue;
                if (dot(one.axis, other.axis) > -0.99999) continue;
                const double distance = dot(other.origin - one.origin, one.axis);
                if (distance > 0.0 && (!best || distance < *best)) best = distance;
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
        feature_.depth = from_mm(along.size());
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

    /// In the plane across the axis: the narrowest pair of parallel sides, and the way across it.
    void set_width_and_length(Vec3 axis, double widest_mm) {
        if (class_ == ORing) {
            double narrowest = widest_mm;
            for (const std::uint32_t f : faces_)
                if (graph_.face(f).kind == geom::SurfaceKind::Cylinder && !graph_.face(f).concave)
                    narrowest = graph_.face(f).radius_mm;
            feature_.width = from_mm(widest_mm - narrowest);
            return;
        }
        double least = std::numeric_limits<double>::max();
        double across = 0.0;
        for (const std::uint32_t f : faces_) {
            const geom::Face& face = graph_.face(f);
            if (face.kind != geom::SurfaceKind::Plane) continue;
            if (std::abs(dot(face.axis, axis)) > 0.5) continue;
            const Vec3 side = normalized(face.axis - axis * dot(face.axis, axis));
            const double width = range_along(side).size();
            if (width <= 0.0 || width >= least * (1.0 - 1e-9)) continue;
            least = width;
            across = range_along(cross(axis, side)).size();
        }
        if (least > 1e300) {
            least = across = 2.0 * widest_mm;
        }
        const auto walls = wall_distance();
        feature_.width = from_mm(walls ? std::min(*walls, least) : least);
        feature_.length = from_mm(across);
    }

    const AdjacencyGraph& graph_;
    const std::vector<std::uint32_t>& faces_;
    FaceClass class_;
    Feature feature_;
};

}  // namespace

std::vector<Feature> shape_features(const AdjacencyGraph& graph, std::span<const FaceGuess> guesses,
                                    const std::vector<bool>& taken) {
    const auto count = static_cast<std::uint32_t>(graph.faces());
    std::vector<std::vector<std::uint32_t>> pieces(count);
    for (std::uint32_t f = 0; f < count; ++f) pieces[graph.surface[f]].push_back(f);
    std::vector<bool> done(count, false);
    std::vector<Feature> list;
    for (std::uint32_t start = 0; start < count; ++start) {
        const FaceClass face_class = guesses[start].face_class;
        if (done[start] || taken[start] || !kind_of(face_class)) continue;
        std::vector<std::uint32_t> members;
        std::vector<std::uint32_t> stack;
        const auto reach = [&](std::uint32_t face) {
            if (done[face] || taken[face] || guesses[face].face_class != face_class) return;
            done[face] = true;
            stack.push_back(face);
        };
        reach(start);
        while (!stack.empty()) {
            const std::uint32_t face = stack.back();
            stack.pop_back();
            members.push_back(face);
            for (const Arc& arc : graph.arcs[face])
                if (binds(graph, face, arc)) reach(arc.face);
            for (const std::uint32_t piece : pieces[graph.surface[face]]) reach(piece);
        }
        std::sort(members.begin(), members.end());
        list.push_back(Measurer{graph, members, face_class}.run(guesses));
    }
    return list;
}

}  // namespace millrace::facts
