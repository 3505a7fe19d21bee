// The trained model knows where it was trained: values outside are said to be unfamiliar.
#include "features/face_classifier.h"

#include <gtest/gtest.h>

#include "bodies.h"

namespace millrace::facts {
namespace {

TEST(FaceClassifier, ValuesFarFromTrainingAreUnfamiliarWhateverTheColumn) {
    const FaceValues plate = face_values(plate_with_holes({.radii_mm = {4.0}}));
    const std::size_t rows = plate.rows.size() / plate.columns;
    ASSERT_GT(rows, 0u);
    const std::vector<FaceGuess> as_it_is = classify_faces(plate);
    for (std::size_t column = 0; column < plate.columns; ++column) {
        SCOPED_TRACE(plate.names[column]);
        for (const float far : {-1e7F, 1e7F}) {
            FaceValues moved = plate;
            for (std::size_t r = 0; r < rows; ++r) moved.rows[r * plate.columns + column] = far;
            for (const FaceGuess& guess : classify_faces(moved)) EXPECT_FALSE(guess.familiar);
        }
    }
    // Moving the values changed nothing that the next call sees.
    const std::vector<FaceGuess> again = classify_faces(plate);
    for (std::size_t r = 0; r < rows; ++r) {
        EXPECT_EQ(again[r].familiar, as_it_is[r].familiar);
        EXPECT_EQ(again[r].confidence, as_it_is[r].confidence);
    }
}

TEST(FaceClassifier, ConfidenceIsAShare) {
    for (const FaceGuess& guess : classify_faces(face_values(plate_with_holes({})))) {
        EXPECT_GT(guess.confidence, 1.0 / kFaceClassCount - 1e-6);
        EXPECT_LE(guess.confidence, 1.0);
    }
}

}  // namespace
}  // namespace millrace::facts
