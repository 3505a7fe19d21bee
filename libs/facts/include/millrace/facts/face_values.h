#pragma once

// What the face classifier sees: numbers of every face that do not depend on how the part lies.
// Public because the program that trains the model has to work out exactly the same numbers.

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "millrace/geom/boundary_model.h"

namespace millrace::facts {

/// One row for every face of the model, `columns` numbers long.
struct FaceValues {
    std::size_t columns = 0;
    std::vector<float> rows;  ///< row after row; angles in degrees, lengths over the part's scale
    std::vector<std::string> names;  ///< of the columns; empty for a model without faces
};

/// Works out the numbers of every face from the adjacency graph of an exact model. Turning, moving
/// or scaling the part leaves them as they are, up to rounding to a grid of 1e-4. Pieces of one
/// face (half cylinders) have the numbers of the whole face.
/// @return no rows for a model that is only a mesh.
/// Cost: O(edges log edges + faces * points), at most 4,000 points for the stock box.
[[nodiscard]] FaceValues face_values(const geom::BoundaryModel& model);

}  // namespace millrace::facts
