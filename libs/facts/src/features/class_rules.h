#pragma once

// What geometry says of a class that the trees gave: whether the faces are what the class is
// defined as, or at least some recess with a floor or closed walls (docs/algorithms/features.md).

#include <optional>
#include <span>
#include <vector>

#include "adjacency_graph.h"
#include "face_classifier.h"
#include "millrace/facts/face_evidence.h"
#include "millrace/facts/features.h"

namespace millrace::facts {

/// What a face of a class is part of; nothing for holes and stock.
[[nodiscard]] std::optional<FeatureKind> kind_of(FaceClass face_class);

/// Faces that hang together, and what they are.
struct JudgedGroup {
    std::vector<std::uint32_t> faces;  ///< ascending
    FaceClass face_class = FaceClass::Stock;
    RuleAgreement agreement = RuleAgreement::Contradicted;
    FeatureKind kind = FeatureKind::Pocket;  ///< by geometry; meaningless where it contradicts
};

/// The groups of all faces that are neither `taken` nor stock. Groups that are not what their class
/// says are looked at together with those beside them, whatever their classes are: a recess of a
/// shape that the classes do not know is one recess.
[[nodiscard]] std::vector<JudgedGroup> judge_groups(const AdjacencyGraph& graph,
                                                    std::span<const FaceGuess> guesses,
                                                    const std::vector<bool>& taken);

/// Whether the faces of a group are no cut at all: geometry contradicts their class, and every
/// concave edge they have is the foot of a feature that rules have named, a boss or a shoulder.
[[nodiscard]] bool surrounds_features(const AdjacencyGraph& graph, const JudgedGroup& group,
                                      const std::vector<bool>& named);

/// Whether a stock face lies at a concave edge that nothing explains: beyond it is stock again, and
/// none of the two is in a feature.
[[nodiscard]] bool unexplained(const AdjacencyGraph& graph, std::span<const FaceGuess> guesses,
                               const std::vector<bool>& in_feature, std::uint32_t face);

}  // namespace millrace::facts
