#pragma once

// What the confidence of a face's class is made of. Public because the program that measures how
// often classes are right needs it (apps/feature_parts).

#include <vector>

#include "millrace/facts/features.h"
#include "millrace/geom/boundary_model.h"

namespace millrace::facts {

/// What geometry says of the class that the trees gave.
enum class RuleAgreement : std::uint8_t {
    AsDefined,    ///< the faces around are what the class is defined as
    KindOnly,     ///< a pocket, passage, slot or step, of a shape that the class does not have
    Contradicted  ///< none of these
};

struct FaceEvidence {
    FaceClass face_class = FaceClass::Stock;
    double confidence = 0.0;  ///< as in FaceFeature
    double trees = 0.0;       ///< probability that the trees give; 0 where a rule decided
    RuleAgreement agreement = RuleAgreement::AsDefined;
    bool familiar = true;  ///< every number of the face is in the range that training had
};

/// One for every face of an exact model, none for a mesh. What measure() says, but for what the
/// part as a whole decides (turned parts, sheets). Cost: as measure() without its fields and
/// directions.
[[nodiscard]] std::vector<FaceEvidence> face_evidence(const geom::BoundaryModel& model);

}  // namespace millrace::facts
