#include "class_checks.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <utility>

#include "../surface_patches.h"

namespace millrace::facts {
namespace {

constexpr double kExcluded = 0.9;  // what else than stock the face may be, nothing has said

bool hollow(const geom::Face& face) {
    return face.kind != geom::SurfaceKind::Plane && face.concave;
}

/// A fillet in a corner, which the two faces beside it hang together over.
bool is_bridge(const AdjacencyGraph& graph, std::span<const FaceGuess> guesses,
               std::uint32_t face) {
    return guesses[face].face_class == FaceClass::Round && hollow(graph.face(face));
}

/// Surfaces that meet a face at a concave edge or beyond a fillet.
std::set<std::uint32_t> concave_neighbours(const AdjacencyGraph& graph,
                                           std::span<const FaceGuess> guesses, std::uint32_t face) {
    std::set<std::uint32_t> surfaces;
    for (const Arc& arc : graph.arcs[face]) {
        if (arc.bend == EdgeBend::Concave) surfaces.insert(graph.surface[arc.face]);
        if (arc.bend != EdgeBend::Smooth || !is_bridge(graph, guesses, arc.face)) continue;
        for (const Arc& beyond : graph.arcs[arc.face])
            if (beyond.bend == EdgeBend::Smooth && beyond.face != face)
                surfaces.insert(graph.surface[beyond.face]);
    }
    surfaces.erase(graph.surface[face]);
    return surfaces;
}

class Checker {
public:
    Checker(const AdjacencyGraph& graph, std::span<const Feature> features,
            std::span<const FaceGuess> guesses)
        : graph_{graph}, guesses_{guesses}, in_groove_(graph.faces(), false) {
        for (const Feature& feature : features) {
            if (feature.kind != FeatureKind::ORingGroove) continue;
            for (const std::uint32_t face : feature.place.faces) in_groove_[face] = true;
        }
    }

    [[nodiscard]] bool possible(const std::vector<std::uint32_t>& group) const {
        const FaceClass face_class = guesses_[group.front()].face_class;
        if (face_class == FaceClass::ORing) return may_be_groove(group);
        if (face_class == FaceClass::Chamfer || face_class == FaceClass::Round) return true;
        return std::any_of(group.begin(), group.end(), [&](std::uint32_t face) {
            return hollow(graph_.face(face)) || !concave_neighbours(graph_, guesses_, face).empty();
        });
    }

private:
    [[nodiscard]] bool may_be_groove(const std::vector<std::uint32_t>& group) const {
        bool has_floor = false;
        for (const std::uint32_t face : group) {
            if (in_groove_[face]) return true;
            const geom::Face& one = graph_.face(face);
            has_floor = has_floor || one.kind == geom::SurfaceKind::Torus ||
                        concave_neighbours(graph_, guesses_, face).size() >= 2;
            // Whether a full cylinder has its two walls has been decided exactly.
            if (one.kind == geom::SurfaceKind::Cylinder && sweep(group, face) >= kFullSweep)
                return false;
        }
        return has_floor;
    }

    /// Of all pieces of a face's surface in the group, around the axis.
    [[nodiscard]] double sweep(const std::vector<std::uint32_t>& group, std::uint32_t face) const {
        double sum = 0.0;
        for (const std::uint32_t other : group)
            if (graph_.surface[other] == graph_.surface[face]) sum += graph_.face(other).sweep_rad;
        return sum;
    }

    const AdjacencyGraph& graph_;
    std::span<const FaceGuess> guesses_;
    std::vector<bool> in_groove_;
};

/// Collects the groups.
class Grouper {
public:
    Grouper(const AdjacencyGraph& graph, std::span<const FaceGuess> guesses,
            const std::vector<bool>& taken)
        : graph_{graph}, guesses_{guesses}, taken_{taken}, group_of_(graph.faces(), kNone) {
        std::vector<std::uint32_t> crossed(graph.faces(), kNone);
        for (std::uint32_t start = 0; start < graph.faces(); ++start) {
            if (!open(start)) continue;
            const auto number = static_cast<std::uint32_t>(groups_.size());
            groups_.emplace_back();
            std::vector<std::uint32_t> stack;
            const auto reach = [&](std::uint32_t face) {
                if (open(face) && guesses[face].face_class == guesses[start].face_class) {
                    group_of_[face] = number;
                    groups_.back().push_back(face);
                    stack.push_back(face);
                } else if (crossed[face] != number && is_bridge(graph, guesses, face)) {
                    crossed[face] = number;
                    stack.push_back(face);
                }
            };
            reach(start);
            while (!stack.empty()) {
                const std::uint32_t face = stack.back();
                stack.pop_back();
                for (const Arc& arc : graph.arcs[face]) {
                    const bool halves = arc.bend == EdgeBend::Smooth &&
                                        graph.surface[arc.face] == graph.surface[face];
                    if (halves || binds(graph, face, arc)) reach(arc.face);
                }
            }
        }
    }

    std::vector<std::vector<std::uint32_t>> run(Pieces pieces) {
        std::vector<std::uint32_t> into(groups_.size());
        std::iota(into.begin(), into.end(), 0U);
        const auto root = [&](std::uint32_t group) {
            while (into[group] != group) group = into[group] = into[into[group]];
            return group;
        };
        // Groups of one class on one surface.
        std::map<std::pair<std::uint32_t, FaceClass>, std::set<std::uint32_t>> on_surface;
        for (std::uint32_t f = 0; f < graph_.faces(); ++f)
            if (group_of_[f] != kNone)
                on_surface[{graph_.surface[f], guesses_[f].face_class}].insert(group_of_[f]);
        for (const auto& [key, groups] : on_surface) {
            for (const std::uint32_t a : groups) {
                for (const std::uint32_t b : groups) {
                    if (b <= a || root(a) == root(b)) continue;
                    if (pieces == Pieces::Cut && !cut_by_one(key.first, a, b)) continue;
                    into[std::max(root(a), root(b))] = std::min(root(a), root(b));
                }
            }
        }
        std::vector<std::vector<std::uint32_t>> joined(groups_.size());
        for (std::uint32_t g = 0; g < groups_.size(); ++g)
            joined[root(g)].insert(joined[root(g)].end(), groups_[g].begin(), groups_[g].end());
        std::erase_if(joined, [](const auto& group) { return group.empty(); });
        for (auto& group : joined) std::sort(group.begin(), group.end());
        return joined;
    }

private:
    static constexpr std::uint32_t kNone = FaceFeature::kNone;

    [[nodiscard]] bool open(std::uint32_t face) const {
        return group_of_[face] == kNone && !taken_[face] &&
               guesses_[face].face_class != FaceClass::Stock;
    }

    /// What a face of another feature belongs to: its group, or a surface of a hole. None for stock
    /// and edge treatments.
    [[nodiscard]] std::optional<std::uint64_t> other_feature(std::uint32_t face,
                                                             std::uint32_t group) const {
        const FaceClass other = guesses_[face].face_class;
        if (group_of_[face] == group || other == FaceClass::Stock || other == FaceClass::Round ||
            other == FaceClass::Chamfer) {
            return std::nullopt;
        }
        if (group_of_[face] != kNone) return group_of_[face];
        return (std::uint64_t{1} << 32) + graph_.surface[face];
    }

    /// The other features in which a face ends on the way to another face.
    [[nodiscard]] std::set<std::uint64_t> ends_towards(std::uint32_t face,
                                                       std::uint32_t goal) const {
        const geom::Vec3 middle = graph_.face(face).centroid;
        const geom::Vec3 way = graph_.face(goal).centroid - middle;
        double reach = 0.0;
        for (const Arc& arc : graph_.arcs[face]) {
            const geom::Edge& edge = graph_.model->edges[arc.edge];
            for (const geom::Vec3 p : {edge.start, edge.middle, edge.end})
                reach = std::max(reach, dot(p - middle, way));
        }
        std::set<std::uint64_t> result;
        for (const Arc& arc : graph_.arcs[face]) {
            const geom::Edge& edge = graph_.model->edges[arc.edge];
            // The edges along the way lie beside it.
            if (!(dot(edge.middle - middle, way) > 0.5 * reach)) continue;
            if (const auto other = other_feature(arc.face, group_of_[face])) result.insert(*other);
        }
        return result;
    }

    /// Whether one feature lies between the pieces of a surface in two groups.
    [[nodiscard]] bool cut_by_one(std::uint32_t surface, std::uint32_t a, std::uint32_t b) const {
        for (const std::uint32_t f : groups_[a]) {
            if (graph_.surface[f] != surface) continue;
            for (const std::uint32_t g : groups_[b]) {
                if (graph_.surface[g] != surface) continue;
                const auto one = ends_towards(f, g);
                const auto two = ends_towards(g, f);
                if (std::any_of(one.begin(), one.end(),
                                [&](std::uint64_t other) { return two.count(other) != 0; })) {
                    return true;
                }
            }
        }
        return false;
    }

    const AdjacencyGraph& graph_;
    std::span<const FaceGuess> guesses_;
    const std::vector<bool>& taken_;
    std::vector<std::uint32_t> group_of_;
    std::vector<std::vector<std::uint32_t>> groups_;
};

}  // namespace

std::vector<std::vector<std::uint32_t>> groups_of_class(const AdjacencyGraph& graph,
                                                        std::span<const FaceGuess> guesses,
                                                        const std::vector<bool>& taken,
                                                        Pieces pieces) {
    return Grouper{graph, guesses, taken}.run(pieces);
}

void check_classes(const AdjacencyGraph& graph, std::span<const Feature> features,
                   std::vector<FaceGuess>& guesses) {
    // Holes and edge treatments are decided elsewhere.
    std::vector<bool> taken(guesses.size(), false);
    for (std::size_t f = 0; f < guesses.size(); ++f) {
        const FaceClass face_class = guesses[f].face_class;
        taken[f] = face_class == FaceClass::ThroughHole || face_class == FaceClass::BlindHole ||
                   face_class == FaceClass::Chamfer || face_class == FaceClass::Round;
    }
    const Checker checker{graph, features, guesses};
    std::vector<std::uint32_t> excluded;
    for (const auto& group : groups_of_class(graph, guesses, taken, Pieces::All))
        if (!checker.possible(group)) excluded.insert(excluded.end(), group.begin(), group.end());
    for (const std::uint32_t face : excluded) guesses[face] = {FaceClass::Stock, kExcluded};
}

}  // namespace millrace::facts
