#include "millrace/facts/features.h"

namespace millrace::facts {

std::string_view to_string(FaceClass face_class) {
    switch (face_class) {
        case FaceClass::Chamfer: return "chamfer";
        case FaceClass::ThroughHole: return "through_hole";
        case FaceClass::TriangularPassage: return "triangular_passage";
        case FaceClass::RectangularPassage: return "rectangular_passage";
        case FaceClass::SixSidesPassage: return "6sides_passage";
        case FaceClass::TriangularThroughSlot: return "triangular_through_slot";
        case FaceClass::RectangularThroughSlot: return "rectangular_through_slot";
        case FaceClass::CircularThroughSlot: return "circular_through_slot";
        case FaceClass::RectangularThroughStep: return "rectangular_through_step";
        case FaceClass::TwoSidesThroughStep: return "2sides_through_step";
        case FaceClass::SlantedThroughStep: return "slanted_through_step";
        case FaceClass::ORing: return "o_ring";
        case FaceClass::BlindHole: return "blind_hole";
        case FaceClass::TriangularPocket: return "triangular_pocket";
        case FaceClass::RectangularPocket: return "rectangular_pocket";
        case FaceClass::SixSidesPocket: return "6sides_pocket";
        case FaceClass::CircularEndPocket: return "circular_end_pocket";
        case FaceClass::RectangularBlindSlot: return "rectangular_blind_slot";
        case FaceClass::VerticalCircularEndBlindSlot: return "vertical_circular_end_blind_slot";
        case FaceClass::HorizontalCircularEndBlindSlot: return "horizontal_circular_end_blind_slot";
        case FaceClass::TriangularBlindStep: return "triangular_blind_step";
        case FaceClass::CircularBlindStep: return "circular_blind_step";
        case FaceClass::RectangularBlindStep: return "rectangular_blind_step";
        case FaceClass::Round: return "round";
        case FaceClass::Stock: return "stock";
    }
    return "stock";
}

std::string_view to_string(FeatureKind kind) {
    switch (kind) {
        case FeatureKind::Hole: return "hole";
        case FeatureKind::Pocket: return "pocket";
        case FeatureKind::Passage: return "passage";
        case FeatureKind::Slot: return "slot";
        case FeatureKind::Step: return "step";
        case FeatureKind::Boss: return "boss";
        case FeatureKind::Rib: return "rib";
        case FeatureKind::ORingGroove: return "o_ring_groove";
        case FeatureKind::Fillet: return "fillet";
        case FeatureKind::Chamfer: return "chamfer";
    }
    return "pocket";
}

}  // namespace millrace::facts
