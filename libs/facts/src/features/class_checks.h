#pragma once

// What geometry says against the trees: classes that a face cannot have, whatever it looks like.

#include <span>
#include <vector>

#include "adjacency_graph.h"
#include "face_classifier.h"

namespace millrace::facts {

/// Which pieces of one surface belong together though nothing joins them.
enum class Pieces : std::uint8_t {
    All,  ///< every piece
    Cut   ///< pieces on both sides of another feature
};

/// Faces of one class that hang together, over concave edges and over the fillets between them;
/// faces that are `taken` or `Stock` are in none. Each ascending, in the order of first faces.
[[nodiscard]] std::vector<std::vector<std::uint32_t>> groups_of_class(
    const AdjacencyGraph& graph, std::span<const FaceGuess> guesses, const std::vector<bool>& taken,
    Pieces pieces);

/// Takes back guesses that geometry excludes: they become `Stock`.
/// - A ring groove has a floor with a wall on both sides: two concave edges. A shoulder of a turned
///   part has one. A full cylinder is the floor or wall of a groove in `features` or of none.
/// - A recess or step has a concave edge or a hollow face.
void check_classes(const AdjacencyGraph& graph, std::span<const Feature> features,
                   std::vector<FaceGuess>& guesses);

}  // namespace millrace::facts
