#include "class_rules.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "class_checks.h"
#include "surface.h"

namespace millrace::facts {
namespace {

using geom::SurfaceKind;
using geom::Vec3;
using enum FaceClass;

constexpr double kDegree = kPi / 180.0;
constexpr double kAcross = 0.27;                // cosine: a wall may have 15° of draft
constexpr double kSquare = 1e-3;                // cosine of a right angle
constexpr double kAlong = 1.0 - 1e-3;           // cosine of parallel axes
constexpr double kCornerMax = 170.0 * kDegree;  // more is the round end of a slot
constexpr double kBevelMin = 10.0 * kDegree;
constexpr double kBevelMax = 80.0 * kDegree;

bool hollow(const geom::Face& face) { return face.kind != SurfaceKind::Plane && face.concave; }

/// The shape of a group: its surfaces, and which of them meet inside it.
class GroupShape {
public:
    GroupShape(const AdjacencyGraph& graph, std::span<const FaceGuess> guesses,
               const std::vector<std::uint32_t>& faces)
        : graph_{graph}, guesses_{guesses}, faces_{faces} {
        for (const std::uint32_t f : faces_) {
            if (is_corner(f)) continue;
            const std::uint32_t s = graph_.surface[f];
            const geom::Face& face = graph_.face(f);
            if (face.kind == SurfaceKind::Plane) {
                planes_.insert(s);
            } else if (hollow(face)) {
                rounds_.insert(s);
            } else {
                ++bulging_;
            }
            largest_[s] = largest_.count(s) != 0 && area(largest_[s]) >= area(f) ? largest_[s] : f;
        }
        for (const std::uint32_t f : faces_)
            if (!is_corner(f)) link_from(f);
        find_floor();
        find_direction();
    }

    [[nodiscard]] std::size_t planes() const { return planes_.size(); }
    [[nodiscard]] std::size_t rounds() const { return rounds_.size(); }
    [[nodiscard]] bool bulges() const { return bulging_ > 0; }
    [[nodiscard]] bool has_floor() const { return floor_.has_value(); }
    [[nodiscard]] bool prismatic() const { return length(direction_) > 0.5; }

    [[nodiscard]] std::vector<std::uint32_t> walls() const {
        std::vector<std::uint32_t> result;
        for (const auto& [surface, face] : largest_)
            if (!floor_ || surface != *floor_) result.push_back(surface);
        return result;
    }
    [[nodiscard]] const geom::Face& face_of(std::uint32_t surface) const {
        return graph_.face(largest_.at(surface));
    }
    [[nodiscard]] std::size_t links(std::uint32_t surface) const {
        const auto found = links_.find(surface);
        return found == links_.end() ? 0 : found->second.size();
    }
    [[nodiscard]] bool linked(std::uint32_t a, std::uint32_t b) const {
        const auto found = links_.find(a);
        return found != links_.end() && found->second.count(b) != 0;
    }
    /// Linked, or side by side at a convex edge or rounding as the walls of an engraved letter are.
    [[nodiscard]] bool meets(std::uint32_t a, std::uint32_t b) const {
        const auto found = beside_.find(a);
        return linked(a, b) || (found != beside_.end() && found->second.count(b) != 0);
    }
    [[nodiscard]] bool all_linked_to_floor() const {
        const auto all = walls();
        return floor_ && !all.empty() && std::all_of(all.begin(), all.end(), [&](std::uint32_t s) {
                   return linked(*floor_, s);
               });
    }

    /// Walls that follow each other all around over concave edges, with the hollow inside.
    [[nodiscard]] bool closed() const {
        return around([&](std::uint32_t a, std::uint32_t b) { return linked(a, b); });
    }
    /// The same where some walls meet at convex edges or roundings, as those of an engraved letter
    /// do; then the floor must end in walls all around, or it is the flange below an outline.
    [[nodiscard]] bool enclosed() const {
        if (!floor_ || !around([&](std::uint32_t a, std::uint32_t b) { return meets(a, b); }))
            return false;
        return std::all_of(faces_.begin(), faces_.end(), [&](std::uint32_t f) {
            return graph_.surface[f] != *floor_ || ends_in_walls(f);
        });
    }

    /// Pairs of walls that look at each other.
    [[nodiscard]] int facing_pairs() const {
        int pairs = 0;
        const auto all = walls();
        for (std::size_t i = 0; i < all.size(); ++i)
            for (std::size_t k = i + 1; k < all.size(); ++k) pairs += face(all[i], all[k]);
        return pairs;
    }

    [[nodiscard]] bool square_pair() const {
        const std::vector<std::uint32_t> both(planes_.begin(), planes_.end());
        return linked_pair() &&
               std::abs(dot(face_of(both[0]).axis, face_of(both[1]).axis)) < kSquare;
    }
    [[nodiscard]] bool linked_pair() const {
        const std::vector<std::uint32_t> both(planes_.begin(), planes_.end());
        return both.size() == 2 && linked(both[0], both[1]);
    }
    /// All planes meet all others.
    [[nodiscard]] bool mutual() const {
        return std::all_of(planes_.begin(), planes_.end(), [&](std::uint32_t a) {
            return std::all_of(planes_.begin(), planes_.end(),
                               [&](std::uint32_t b) { return a == b || linked(a, b); });
        });
    }
    /// One plane that two others stand on, which look at each other.
    [[nodiscard]] bool channel() const {
        return between([&](std::uint32_t, std::uint32_t a, std::uint32_t b) { return face(a, b); });
    }
    /// The same with slanted walls: they look at each other along the floor.
    [[nodiscard]] bool trough() const {
        return between([&](std::uint32_t floor, std::uint32_t a, std::uint32_t b) {
            const Vec3 up = face_of(floor).axis;
            const auto along = [&](Vec3 v) { return normalized(v - up * dot(v, up)); };
            const Vec3 one = along(face_of(a).axis);
            return dot(one, along(face_of(b).axis)) < -0.99 &&
                   dot(face_of(b).centroid - face_of(a).centroid, one) > 0.0;
        });
    }

private:
    template <class Meets>
    [[nodiscard]] bool around(const Meets& meets) const {
        const auto all = walls();
        if (all.size() == 1) return full_turn(all.front());
        if (all.size() < 2 || !inward()) return false;
        return std::all_of(all.begin(), all.end(), [&](std::uint32_t s) {
            std::size_t beside = 0;
            for (const std::uint32_t o : all) beside += o != s && meets(s, o);
            // Two half cylinders meet each other on both sides.
            return beside >= 2 ||
                   (all.size() == 2 && beside == 1 && face_of(s).kind != SurfaceKind::Plane);
        });
    }

    /// No edge of the outer border of a floor falls away.
    [[nodiscard]] bool ends_in_walls(std::uint32_t floor) const {
        const auto& loops = graph_.face(floor).loops;
        for (const Arc& arc : graph_.arcs[floor]) {
            if (arc.bend != EdgeBend::Convex) continue;
            const bool outer = std::any_of(loops.begin(), loops.end(), [&](const geom::Loop& loop) {
                return (loop.outer || loops.size() == 1) &&
                       std::any_of(loop.edges.begin(), loop.edges.end(),
                                   [&](const geom::EdgeUse& use) { return use.edge == arc.edge; });
            });
            if (outer) return false;
        }
        return true;
    }

    /// Whether a plane has two others at its border for which `test` holds.
    template <class Test>
    [[nodiscard]] bool between(const Test& test) const {
        return std::any_of(planes_.begin(), planes_.end(), [&](std::uint32_t floor) {
            std::vector<std::uint32_t> beside;
            for (const std::uint32_t o : planes_)
                if (o != floor && linked(floor, o)) beside.push_back(o);
            for (std::size_t i = 0; i < beside.size(); ++i)
                for (std::size_t k = i + 1; k < beside.size(); ++k)
                    if (test(floor, beside[i], beside[k])) return true;
            return false;
        });
    }

    [[nodiscard]] double area(std::uint32_t f) const { return graph_.face(f).area_mm2; }
    [[nodiscard]] bool inside(std::uint32_t f) const {
        return std::binary_search(faces_.begin(), faces_.end(), f);
    }

    /// A rounding between two faces of the group: it belongs to their corner.
    [[nodiscard]] bool is_corner(std::uint32_t f) const {
        const geom::Face& face = graph_.face(f);
        if (!hollow(face)) return false;
        if (face.kind == SurfaceKind::Cylinder && face.sweep_rad > kCornerMax) return false;
        std::size_t smooth = 0;
        for (const Arc& arc : graph_.arcs[f])
            smooth += arc.bend == EdgeBend::Smooth && (inside(arc.face) || is_bridge(arc.face));
        return smooth >= 2;
    }
    [[nodiscard]] bool is_bridge(std::uint32_t f) const {
        return guesses_[f].face_class == Round && hollow(graph_.face(f));
    }

    void link(std::uint32_t a, std::uint32_t b) {
        const std::uint32_t s = graph_.surface[a];
        const std::uint32_t o = graph_.surface[b];
        if (s == o) return;
        links_[s].insert(o);
        links_[o].insert(s);
    }

    void set_beside(std::uint32_t a, std::uint32_t b) {
        beside_[graph_.surface[a]].insert(graph_.surface[b]);
        beside_[graph_.surface[b]].insert(graph_.surface[a]);
    }

    void link_from(std::uint32_t f) {
        for (const Arc& arc : graph_.arcs[f]) {
            if (inside(arc.face)) set_beside(f, arc.face);
            if (guesses_[arc.face].face_class == Round)
                for (const Arc& beyond : graph_.arcs[arc.face])
                    if (beyond.face != f && inside(beyond.face)) set_beside(f, beyond.face);
            if (arc.bend == EdgeBend::Convex) continue;
            const bool between = is_bridge(arc.face) || (inside(arc.face) && is_corner(arc.face));
            if (inside(arc.face) && !between && binds(graph_, f, arc)) link(f, arc.face);
            if (!between) continue;
            for (const Arc& beyond : graph_.arcs[arc.face]) {
                const bool joint = beyond.bend != EdgeBend::Convex && beyond.face != f;
                if (joint && inside(beyond.face) && !is_corner(beyond.face)) link(f, beyond.face);
            }
        }
    }

    /// The plane that all walls stand across, and the most of them at its border.
    void find_floor() {
        for (const std::uint32_t s : planes_) {
            const Vec3 up = face_of(s).axis;
            const bool across = std::all_of(largest_.begin(), largest_.end(), [&](const auto& one) {
                if (one.first == s) return true;
                const geom::Face& other = graph_.face(one.second);
                const double along = std::abs(dot(other.axis, up));
                return other.kind == SurfaceKind::Plane ? along < kAcross : along > kAlong;
            });
            if (!across || links(s) == 0) continue;
            if (!floor_ || links(s) > links(*floor_)) floor_ = s;
        }
    }

    /// The direction that lies in all walls, where there is one.
    void find_direction() {
        Vec3 first;
        for (const auto& [surface, f] : largest_) {
            const geom::Face& face = graph_.face(f);
            if (face.kind == SurfaceKind::Cylinder) {
                direction_ = face.axis;
                break;
            }
            if (face.kind != SurfaceKind::Plane) continue;
            if (length(first) < 0.5) {
                first = face.axis;
            } else if (const Vec3 along = cross(first, face.axis); length(along) > 1e-3) {
                direction_ = normalized(along);
                break;
            }
        }
        const bool all = std::all_of(largest_.begin(), largest_.end(), [&](const auto& one) {
            const geom::Face& face = graph_.face(one.second);
            const double along = std::abs(dot(face.axis, direction_));
            if (face.kind == SurfaceKind::Plane) return along < kSquare;
            return face.kind == SurfaceKind::Cylinder && along > kAlong;
        });
        if (!all) direction_ = {};
    }

    [[nodiscard]] bool face(std::uint32_t a, std::uint32_t b) const {
        const geom::Face& one = face_of(a);
        const geom::Face& other = face_of(b);
        return one.kind == SurfaceKind::Plane && other.kind == SurfaceKind::Plane &&
               dot(one.axis, other.axis) < -0.99 && dot(other.origin - one.origin, one.axis) > 0.0;
    }

    [[nodiscard]] bool full_turn(std::uint32_t surface) const {
        double sweep = 0.0;
        for (const std::uint32_t f : faces_)
            if (graph_.surface[f] == surface) sweep += graph_.face(f).sweep_rad;
        return hollow(face_of(surface)) && sweep > 299.5 * kDegree;
    }

    /// The walls look to their middle, not away from it.
    [[nodiscard]] bool inward() const {
        Vec3 middle;
        double sum = 0.0;
        for (const std::uint32_t s : walls()) {
            middle += face_of(s).centroid * face_of(s).area_mm2;
            sum += face_of(s).area_mm2;
        }
        if (!(sum > 0.0)) return false;
        middle = middle / sum;
        double towards = 0.0;
        for (const std::uint32_t s : walls()) {
            const geom::Face& face = face_of(s);
            towards += face.area_mm2 * dot(face.normal, middle - face.centroid);
        }
        return towards > 0.0;
    }

    const AdjacencyGraph& graph_;
    std::span<const FaceGuess> guesses_;
    const std::vector<std::uint32_t>& faces_;
    std::set<std::uint32_t> planes_;
    std::set<std::uint32_t> rounds_;
    std::size_t bulging_ = 0;
    std::map<std::uint32_t, std::uint32_t> largest_;  ///< face of every surface
    std::map<std::uint32_t, std::set<std::uint32_t>> links_;
    std::map<std::uint32_t, std::set<std::uint32_t>> beside_;
    std::optional<std::uint32_t> floor_;
    Vec3 direction_;
};

/// A plane or cone that breaks an edge: long convex edges to two faces that would meet there. The
/// side of a hexagon lies between two like it.
bool is_chamfer(const AdjacencyGraph& graph, std::span<const FaceGuess> guesses,
                std::uint32_t face) {
    double perimeter = 0.0;
    double beveled = 0.0;
    std::set<std::uint32_t> beside;
    std::set<std::uint32_t> alike;
    const double area = graph.face(face).area_mm2;
    for (const Arc& arc : graph.arcs[face]) {
        perimeter += arc.length_mm;
        if (arc.angle_rad < kBevelMin || arc.angle_rad > kBevelMax) continue;
        beveled += arc.length_mm;
        beside.insert(graph.surface[arc.face]);
        const double other = graph.face(arc.face).area_mm2;
        const bool equal = std::abs(other - area) < 0.2 * area;
        const bool called_so = guesses[arc.face].face_class == Chamfer && other > 0.5 * area;
        if (graph.face(arc.face).kind == graph.face(face).kind && (equal || called_so))
            alike.insert(graph.surface[arc.face]);
    }
    return beside.size() >= 2 && beveled > 0.4 * perimeter && alike.size() < 2;
}

/// Runs on smoothly into faces that are no roundings themselves, along two edges.
bool is_rounding(const AdjacencyGraph& graph, std::span<const FaceGuess> guesses,
                 std::uint32_t face) {
    double perimeter = 0.0;
    double smooth = 0.0;
    int rails = 0;
    for (const Arc& arc : graph.arcs[face]) {
        perimeter += arc.length_mm;
        if (std::abs(arc.angle_rad) > kDegree) continue;
        smooth += arc.length_mm;
        rails += guesses[arc.face].face_class != Round;
    }
    return rails >= 2 && smooth > 0.4 * perimeter;
}

/// Whether the faces are what the class is defined as, nothing missing and nothing more.
bool is_as_defined(const GroupShape& shape, FaceClass face_class) {
    if (shape.bulges()) return false;
    const auto has = [&](std::size_t planes, std::size_t rounds) {
        return shape.planes() == planes && shape.rounds() == rounds;
    };
    const bool passage = shape.prismatic() && shape.closed();
    const bool pocket = shape.all_linked_to_floor() && shape.closed();
    switch (face_class) {
        case TriangularPassage: return has(3, 0) && passage;
        case RectangularPassage: return has(4, 0) && passage && shape.facing_pairs() == 2;
        case SixSidesPassage: return has(6, 0) && passage;
        case TriangularPocket: return has(4, 0) && pocket;
        case RectangularPocket: return has(5, 0) && pocket && shape.facing_pairs() == 2;
        case SixSidesPocket: return has(7, 0) && pocket;
        case CircularEndPocket: return has(3, 2) && pocket;
        case TriangularThroughSlot:
        case SlantedThroughStep: return has(2, 0) && shape.linked_pair();
        case RectangularThroughSlot: return has(3, 0) && shape.channel();
        case CircularThroughSlot: return has(0, 1) && !shape.closed();
        case RectangularThroughStep: return has(2, 0) && shape.square_pair();
        case TwoSidesThroughStep: return has(3, 0) && !shape.closed();
        case TriangularBlindStep: return has(2, 0) && shape.linked_pair();
        case CircularBlindStep: return has(1, 1) && shape.all_linked_to_floor();
        case RectangularBlindStep: return has(3, 0) && shape.mutual();
        case RectangularBlindSlot: return has(4, 0) && shape.channel();
        case VerticalCircularEndBlindSlot: return has(3, 1) && shape.all_linked_to_floor();
        case HorizontalCircularEndBlindSlot: return has(2, 2) && shape.has_floor();
        case ThroughHole:
        case BlindHole:
        case ORing:
        case Chamfer:
        case Round:
        case Stock: return false;
    }
    return false;
}

/// What a recess is whatever the number of its walls.
std::optional<FeatureKind> recess_of(const GroupShape& shape, FeatureKind said) {
    const std::size_t walls = shape.walls().size();
    if (walls >= 2 && shape.enclosed()) return FeatureKind::Pocket;
    if (shape.bulges()) return std::nullopt;
    if (walls >= 2 && shape.closed()) {
        if (shape.has_floor()) return std::nullopt;
        if (shape.prismatic()) return FeatureKind::Passage;
        return std::nullopt;
    }
    const bool simple = shape.rounds() == 0 && shape.planes() == 3 && shape.prismatic();
    if (simple && shape.trough()) return FeatureKind::Slot;
    if (shape.all_linked_to_floor() && shape.channel()) return FeatureKind::Slot;
    if (shape.all_linked_to_floor() && walls >= 1) {
        if (shape.rounds() > 0 && walls >= 2) return FeatureKind::Slot;
        if (shape.rounds() == 0 && walls <= 2) return FeatureKind::Step;
    }
    if (shape.linked_pair() && shape.rounds() == 0 &&
        (said == FeatureKind::Slot || said == FeatureKind::Step))
        return said;
    return std::nullopt;
}

JudgedGroup judge(const AdjacencyGraph& graph, std::span<const FaceGuess> guesses,
                  std::vector<std::uint32_t> faces) {
    JudgedGroup group;
    group.face_class = guesses[faces.front()].face_class;
    group.faces = std::move(faces);
    const auto kind = kind_of(group.face_class);
    if (!kind) return group;
    group.kind = *kind;
    if (group.face_class == Chamfer || group.face_class == Round) {
        const bool good =
            std::all_of(group.faces.begin(), group.faces.end(), [&](std::uint32_t face) {
                return group.face_class == Chamfer ? is_chamfer(graph, guesses, face)
                                                   : is_rounding(graph, guesses, face);
            });
        if (good) group.agreement = RuleAgreement::AsDefined;
        return group;
    }
    if (group.face_class == ORing) {  // with a full floor the exact rule has decided
        const bool torus = std::any_of(
            group.faces.begin(), group.faces.end(),
            [&](std::uint32_t face) { return graph.face(face).kind == SurfaceKind::Torus; });
        if (torus) group.agreement = RuleAgreement::KindOnly;
        return group;
    }
    const GroupShape shape{graph, guesses, group.faces};
    if (is_as_defined(shape, group.face_class)) {
        group.agreement = RuleAgreement::AsDefined;
    } else if (const auto recess = recess_of(shape, *kind)) {
        group.agreement = RuleAgreement::KindOnly;
        group.kind = *recess;
    }
    return group;
}

bool is_recess(FaceClass face_class) {
    return face_class != Chamfer && face_class != Round && face_class != ORing &&
           kind_of(face_class).has_value();
}

}  // namespace

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

std::vector<JudgedGroup> judge_groups(const AdjacencyGraph& graph,
                                      std::span<const FaceGuess> guesses,
                                      const std::vector<bool>& taken) {
    std::vector<JudgedGroup> groups;
    // Faces of recesses that are not what they are called, under one name.
    std::vector<FaceGuess> pooled(guesses.begin(), guesses.end());
    std::vector<bool> others(graph.faces(), true);
    for (auto& faces : groups_of_class(graph, guesses, taken, Pieces::Cut)) {
        JudgedGroup group = judge(graph, guesses, std::move(faces));
        if (group.agreement == RuleAgreement::AsDefined || !is_recess(group.face_class)) {
            groups.push_back(std::move(group));
            continue;
        }
        for (const std::uint32_t face : group.faces) {
            others[face] = false;
            pooled[face].face_class = RectangularPocket;
        }
        // A recess by itself stays one, whatever lies beside it.
        if (group.agreement == RuleAgreement::KindOnly &&
            (group.kind == FeatureKind::Pocket || group.kind == FeatureKind::Passage)) {
            for (const std::uint32_t face : group.faces) others[face] = true;
            groups.push_back(std::move(group));
        }
    }
    for (auto& faces : groups_of_class(graph, pooled, others, Pieces::Cut)) {
        JudgedGroup group;
        group.face_class = guesses[faces.front()].face_class;
        group.kind = *kind_of(group.face_class);
        if (const auto recess = recess_of(GroupShape{graph, guesses, faces}, group.kind)) {
            group.kind = *recess;
            group.agreement = RuleAgreement::KindOnly;
        }
        group.faces = std::move(faces);
        groups.push_back(std::move(group));
    }
    std::sort(groups.begin(), groups.end(),
              [](const JudgedGroup& a, const JudgedGroup& b) { return a.faces < b.faces; });
    return groups;
}

bool surrounds_features(const AdjacencyGraph& graph, const JudgedGroup& group,
                        const std::vector<bool>& named) {
    if (group.agreement != RuleAgreement::Contradicted || !is_recess(group.face_class))
        return false;
    bool any = false;
    for (const std::uint32_t face : group.faces) {
        if (hollow(graph.face(face))) return false;
        for (const Arc& arc : graph.arcs[face]) {
            if (!binds(graph, face, arc)) continue;
            if (!named[arc.face]) return false;
            any = true;
        }
    }
    return any;
}

bool unexplained(const AdjacencyGraph& graph, std::span<const FaceGuess> guesses,
                 const std::vector<bool>& in_feature, std::uint32_t face) {
    if (guesses[face].face_class != Stock || in_feature[face]) return false;
    return std::any_of(graph.arcs[face].begin(), graph.arcs[face].end(), [&](const Arc& arc) {
        return arc.bend == EdgeBend::Concave && guesses[arc.face].face_class == Stock &&
               !in_feature[arc.face];
    });
}

}  // namespace millrace::facts
