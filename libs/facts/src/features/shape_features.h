#pragma once

#include <span>
#include <vector>

#include "adjacency_graph.h"
#include "class_rules.h"
#include "face_classifier.h"

namespace millrace::facts {

/// Pockets, passages, slots, steps and grooves with their sizes, and chamfers and rounds that no
/// rule has named, of groups that geometry does not contradict. A group that is a recess of another
/// shape than its class has the name of its kind.
[[nodiscard]] std::vector<Feature> shape_features(const AdjacencyGraph& graph,
                                                  std::span<const FaceGuess> guesses,
                                                  std::span<const JudgedGroup> groups);

}  // namespace millrace::facts
