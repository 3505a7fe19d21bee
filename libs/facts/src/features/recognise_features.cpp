#include "recognise_features.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "class_checks.h"
#include "exact_features.h"
#include "face_classifier.h"
#include "shape_features.h"

namespace millrace::facts {
namespace {

/// The largest size decides the order within a kind.
double size_mm(const Feature& feature) {
    return std::max({to_mm(feature.diameter), to_mm(feature.radius), to_mm(feature.width),
                     to_mm(feature.length), to_mm(feature.depth)});
}

void sort_list(std::vector<Feature>& list) {
    std::stable_sort(list.begin(), list.end(), [](const Feature& a, const Feature& b) {
        const auto first = [](const Feature& f) {
            return f.place.faces.empty() ? FaceFeature::kNone : f.place.faces.front();
        };
        return std::tuple{a.kind, -size_mm(a), first(a)} <
               std::tuple{b.kind, -size_mm(b), first(b)};
    });
}

/// Whether a rule's name for a face stands against what the trees say with confidence. A hole is a
/// hole unless it is the wall of a groove. The round end of a slot is smooth on both sides like a
/// fillet, and what is left of a side or the floor of a step may be as narrow as a chamfer: there
/// the trees know better.
bool rule_decides(const Feature& feature, const FaceGuess& guess, const geom::Face& face) {
    const bool sure = guess.confidence >= 0.9;
    switch (feature.kind) {
        case FeatureKind::Hole: return !(sure && guess.face_class == FaceClass::ORing);
        case FeatureKind::Chamfer: return !sure || guess.face_class == FaceClass::Chamfer;
        case FeatureKind::Fillet:
            return !sure || guess.face_class == FaceClass::Stock ||
                   guess.face_class == FaceClass::Round || guess.face_class == FaceClass::Chamfer;
        // The top of a boss may have been cut away in part.
        case FeatureKind::Boss: return !sure || face.kind == geom::SurfaceKind::Cylinder;
        case FeatureKind::ORingGroove: return true;
        case FeatureKind::Rib:
        case FeatureKind::Pocket:
        case FeatureKind::Passage:
        case FeatureKind::Slot:
        case FeatureKind::Step: return false;
    }
    return false;
}

/// Lets the rules correct the trees. Drops blends and chamfers of which no face is left.
void apply_rules(const geom::BoundaryModel& model, std::vector<Feature>& list,
                 std::vector<FaceGuess>& guesses) {
    const std::vector<FaceGuess> said = guesses;
    std::erase_if(list, [&](Feature& feature) {
        bool any = false;
        for (const std::uint32_t face : feature.place.faces) {
            if (!rule_decides(feature, said[face], model.faces[face])) continue;
            guesses[face] = {feature.face_class, feature.confidence};
            any = true;
        }
        const bool edge_treatment =
            feature.kind == FeatureKind::Fillet || feature.kind == FeatureKind::Chamfer;
        return edge_treatment && !any;
    });
}

/// Whether a fillet is an upright corner of a recess: it stands along the recess's axis between two
/// of its walls.
bool is_corner_of(const geom::BoundaryModel& model, const Feature& fillet, const Feature& recess) {
    if (fillet.kind != FeatureKind::Fillet || !fillet.concave) return false;
    const auto& walls = recess.place.faces;
    return std::all_of(fillet.place.faces.begin(), fillet.place.faces.end(),
                       [&](std::uint32_t f) {
                           const geom::Face& face = model.faces[f];
                           return face.kind == geom::SurfaceKind::Cylinder &&
                                  std::abs(dot(face.axis, recess.axis)) > 0.999;
                       }) &&
           fillet.entry_faces.size() >= 2 &&
           std::includes(walls.begin(), walls.end(), fillet.entry_faces.begin(),
                         fillet.entry_faces.end());
}

/// The corner radius of a pocket is one of its dimensions and no feature of its own.
void take_corners(const geom::BoundaryModel& model, std::vector<Feature>& recesses,
                  std::vector<Feature>& list) {
    for (Feature& recess : recesses) {
        if (recess.kind == FeatureKind::ORingGroove || recess.kind == FeatureKind::Fillet ||
            recess.kind == FeatureKind::Chamfer) {
            continue;
        }
        std::vector<std::uint32_t> corners;
        std::erase_if(list, [&](const Feature& fillet) {
            if (!is_corner_of(model, fillet, recess)) return false;
            corners.insert(corners.end(), fillet.place.faces.begin(), fillet.place.faces.end());
            const bool first = to_mm(recess.radius) == 0.0;
            recess.radius = first ? fillet.radius : std::min(recess.radius, fillet.radius);
            return true;
        });
        auto& faces = recess.place.faces;
        faces.insert(faces.end(), corners.begin(), corners.end());
        std::sort(faces.begin(), faces.end());
    }
}

}  // namespace

void order_features(Features& features) {
    sort_list(features.list);
    for (FaceFeature& entry : features.faces) entry.feature = FaceFeature::kNone;
    for (std::uint32_t i = 0; i < features.list.size() && !features.faces.empty(); ++i) {
        for (const std::uint32_t face : features.list[i].place.faces) {
            FaceFeature& entry = features.faces[face];
            // A boss or rib names faces that another feature may have named already.
            if (entry.feature == FaceFeature::kNone ||
                features.list[i].face_class == entry.face_class)
                entry.feature = i;
        }
    }
    features.doubtful_faces.clear();
    for (std::uint32_t f = 0; f < features.faces.size(); ++f)
        if (features.faces[f].confidence < kConfidenceMin) features.doubtful_faces.push_back(f);
}

Features recognise_features(const geom::BoundaryModel& model, const Surface& surface,
                            const Patches& patches) {
    Features features;
    if (!patches.exact) {
        features.list = exact_features(surface, patches, {});
        order_features(features);
        return features;
    }
    const AdjacencyGraph graph = make_graph(model);
    std::vector<FaceGuess> guesses = classify_faces(face_values(graph));
    features.list = exact_features(surface, patches, guesses);
    apply_rules(model, features.list, guesses);
    check_classes(graph, features.list, guesses);
    std::vector<bool> taken(guesses.size(), false);
    for (const Feature& feature : features.list)
        for (const std::uint32_t face : feature.place.faces)
            taken[face] = taken[face] || guesses[face].face_class == feature.face_class;
    // Whether a cylinder, torus or ball blends its neighbours is exact: the rules have said so or
    // not.
    for (std::uint32_t f = 0; f < guesses.size(); ++f) {
        const geom::SurfaceKind kind = model.faces[f].kind;
        const bool exact = kind == geom::SurfaceKind::Cylinder ||
                           kind == geom::SurfaceKind::Torus || kind == geom::SurfaceKind::Sphere;
        if (exact && guesses[f].face_class == FaceClass::Round) taken[f] = true;
    }
    std::vector<Feature> shapes = shape_features(graph, guesses, taken);
    take_corners(model, shapes, features.list);
    features.list.insert(features.list.end(), shapes.begin(), shapes.end());
    for (const FaceGuess& guess : guesses)
        features.faces.push_back({guess.face_class, FaceFeature::kNone, guess.confidence});
    features.confidence_min = kConfidenceMin;
    order_features(features);
    return features;
}

}  // namespace millrace::facts
