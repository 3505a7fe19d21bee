#pragma once

#include <string>
#include <vector>

#include "millrace/facts/face_values.h"
#include "millrace/facts/features.h"

namespace millrace::facts {

/// What the trained model says of one face.
struct FaceGuess {
    FaceClass face_class = FaceClass::Stock;
    double confidence = 0.0;  ///< calibrated on parts the model was not trained on
    bool familiar = true;     ///< every value is in the range of the parts it was trained on
};

/// One guess for every row. The model is compiled into the program (libs/facts/models) and loaded
/// once, at the first call; thread-safe. Cost: about 10 µs a face.
[[nodiscard]] std::vector<FaceGuess> classify_faces(const FaceValues& values);

/// Faces of which more than one in ten is wrong ask for a person's look.
inline constexpr double kConfidenceMin = 0.9;

}  // namespace millrace::facts
