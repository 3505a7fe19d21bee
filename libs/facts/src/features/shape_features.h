#pragma once

#include <span>
#include <vector>

#include "adjacency_graph.h"
#include "face_classifier.h"

namespace millrace::facts {

/// Pockets, passages, slots, steps and grooves: faces of one class that hang together, with their
/// sizes. Also chamfers and rounds that no rule has named: `taken` marks the faces that one has.
[[nodiscard]] std::vector<Feature> shape_features(const AdjacencyGraph& graph,
                                                  std::span<const FaceGuess> guesses,
                                                  const std::vector<bool>& taken);

}  // namespace millrace::facts
