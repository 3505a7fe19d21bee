#include "recognise_features.h"

#include <algorithm>
#include <tuple>

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
bool rule_decides(const Feature& feature, const FaceGuess& guess) {
    const bool sure = guess.confidence >= 0.9;
    switch (feature.kind) {
        case FeatureKind::Hole: return !(sure && guess.face_class == FaceClass::ORing);
        case FeatureKind::Chamfer: return !sure || guess.face_class == FaceClass::Chamfer;
        case FeatureKind::Fillet:
            return !sure || guess.face_class == FaceClass::Stock ||
                   guess.face_class == FaceClass::Round || guess.face_class == FaceClass::Chamfer;
        case FeatureKind::Boss:
        case FeatureKind::Rib:
        case FeatureKind::Pocket:
        case FeatureKind::Passage:
        case FeatureKind::Slot:
        case FeatureKind::Step:
        case FeatureKind::ORingGroove: return false;
    }
    return false;
}

/// Lets the rules correct the trees. Drops blends and chamfers of which no face is left.
void apply_rules(std::vector<Feature>& list, std::vector<FaceGuess>& guesses) {
    const std::vector<FaceGuess> said = guesses;
    std::erase_if(list, [&](Feature& feature) {
        bool any = false;
        for (const std::uint32_t face : feature.place.faces) {
            if (!rule_decides(feature, said[face])) continue;
            guesses[face] = {feature.face_class, feature.confidence};
            any = true;
        }
        const bool edge_treatment =
            feature.kind == FeatureKind::Fillet || feature.kind == FeatureKind::Chamfer;
        return edge_treatment && !any;
    });
}

}  // namespace

Features recognise_features(const geom::BoundaryModel& model, const Surface& surface,
                            const Patches& patches) {
    Features features;
    features.list = exact_features(surface, patches);
    if (!patches.exact) {
        sort_list(features.list);
        return features;
    }
    const AdjacencyGraph graph = make_graph(model);
    std::vector<FaceGuess> guesses = classify_faces(face_values(graph));
    apply_rules(features.list, guesses);
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
    for (Feature& feature : shape_features(graph, guesses, taken))
        features.list.push_back(std::move(feature));
    sort_list(features.list);
    for (const FaceGuess& guess : guesses)
        features.faces.push_back({guess.face_class, FaceFeature::kNone, guess.confidence});
    for (std::uint32_t i = 0; i < features.list.size(); ++i) {
        for (const std::uint32_t face : features.list[i].place.faces) {
            FaceFeature& entry = features.faces[face];
            // A boss or rib names faces that another feature may have named already.
            if (entry.feature == FaceFeature::kNone ||
                features.list[i].face_class == entry.face_class)
                entry.feature = i;
        }
    }
    features.confidence_min = kConfidenceMin;
    for (std::uint32_t f = 0; f < features.faces.size(); ++f)
        if (features.faces[f].confidence < kConfidenceMin) features.doubtful_faces.push_back(f);
    return features;
}

}  // namespace millrace::facts
