#pragma once

// Manufacturing features of a B-rep: what a face belongs to, and the features with their sizes.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "millrace/base/quantity.h"
#include "millrace/facts/place.h"

namespace millrace::facts {

/// The 25 face classes of the MFCAD++ data set, in its order.
enum class FaceClass : std::uint8_t {
    Chamfer,
    ThroughHole,
    TriangularPassage,
    RectangularPassage,
    SixSidesPassage,
    TriangularThroughSlot,
    RectangularThroughSlot,
    CircularThroughSlot,
    RectangularThroughStep,
    TwoSidesThroughStep,
    SlantedThroughStep,
    ORing,
    BlindHole,
    TriangularPocket,
    RectangularPocket,
    SixSidesPocket,
    CircularEndPocket,
    RectangularBlindSlot,
    VerticalCircularEndBlindSlot,
    HorizontalCircularEndBlindSlot,
    TriangularBlindStep,
    CircularBlindStep,
    RectangularBlindStep,
    Round,
    Stock
};
inline constexpr std::size_t kFaceClassCount = 25;
[[nodiscard]] std::string_view to_string(FaceClass face_class);  ///< "rectangular_pocket"

/// What one face is part of.
struct FaceFeature {
    static constexpr std::uint32_t kNone = 0xFFFFFFFF;
    FaceClass face_class = FaceClass::Stock;
    std::uint32_t feature = kNone;  ///< index into Features::list
    double confidence = 0.0;        ///< calibrated probability that `face_class` is right, 0..1
};

enum class FeatureKind : std::uint8_t {
    Hole,     ///< one drilled stack on one axis, with its counterbore or countersink
    Pocket,   ///< closed or open recess with a floor
    Passage,  ///< pocket without a floor
    Slot,     ///< recess open at one or two ends
    Step,
    Boss,
    Rib,
    ORingGroove,
    Fillet,  ///< concave or convex rolling-ball blend of constant radius
    Chamfer
};
[[nodiscard]] std::string_view to_string(FeatureKind kind);

enum class HoleEntry : std::uint8_t { Plain, Counterbored, Countersunk };

/// One piece of a hole stack, from the entry downwards. A cone has two diameters.
struct HoleStep {
    Length diameter;        ///< at its end towards the entry
    Length diameter_below;  ///< at its other end
    Length from;            ///< depth below the entry where it begins
    Length to;
};

/// One feature. A size that the kind does not have is zero.
struct Feature {
    FeatureKind kind = FeatureKind::Pocket;
    FaceClass face_class = FaceClass::Stock;  ///< of most of its area
    std::string name;                         ///< for people, English: "Counterbored through hole"
    geom::Vec3 origin;  ///< on the axis at the entry, or the middle of the opening
    geom::Vec3 axis;    ///< unit, out of the material; zero where there is none
    Length diameter;    ///< hole, boss, groove: of the main cylinder
    Length radius;      ///< fillet; smallest corner radius of a pocket or slot
    Length depth;       ///< along `axis`; of a hole from its entry, without the tip of a drill
    Length width;       ///< smallest distance between opposite walls; chamfer: leg
    Length length;
    Angle angle;  ///< countersink: included; chamfer: against the larger of its two faces
    HoleEntry entry = HoleEntry::Plain;
    Length entry_diameter;  ///< of the counterbore or countersink
    Length entry_depth;
    std::vector<HoleStep> steps;  ///< of a hole, from the entry down; also chamfers at its mouth
    bool through = false;
    bool flat_bottom = false;
    bool concave = false;        ///< fillets
    std::string thread;          ///< "M6" from PMI or the tap-drill table; empty when none
    bool thread_stated = false;  ///< the file says so; else guessed from the diameter
    std::vector<std::uint32_t> entry_faces;  ///< faces the feature opens in
    Place place;                             ///< its own faces, and its middle
    bool interacts = false;                  ///< shares a face or cuts into another feature
    double confidence = 0.0;
};

/// A row of raised or engraved characters on a plane face.
struct Lettering {
    bool raised = false;
    Length relief;  ///< height above the face, or depth below it
    Length stroke;  ///< of the thinnest character, from its area and outline: within about a tenth
    Length letter;  ///< longer side of the largest character
    std::uint32_t characters = 0;  ///< closed outlines: an i has two
    Angle draft;                   ///< smallest of the side walls, against `normal`; 0 is square
    geom::Vec3 normal;             ///< unit, of the face it stands on
    Place place;
};

struct Features {
    std::vector<FaceFeature> faces;             ///< one per face of the model; empty for meshes
    std::vector<Feature> list;                  ///< sorted by kind, then by size, then by place
    double confidence_min = 0.0;                ///< below it a face asks for a person's look
    std::vector<std::uint32_t> doubtful_faces;  ///< faces below that confidence
    std::vector<Lettering> lettering;           ///< B-rep only, by face
};

}  // namespace millrace::facts
