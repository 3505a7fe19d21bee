#include "recognise_features.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "class_checks.h"
#include "class_rules.h"
#include "exact_features.h"
#include "face_classifier.h"
#include "shape_features.h"
#include "whole_faces.h"

namespace millrace::facts {
namespace {

/// The largest size decides the order within a kind, to the nanometre: what rounding leaves of a
/// difference depends on how the part lies.
double size_nm(const Feature& feature) {
    return std::round(
        1e6 * std::max({to_mm(feature.diameter), to_mm(feature.radius), to_mm(feature.width),
                        to_mm(feature.length), to_mm(feature.depth)}));
}

void sort_list(std::vector<Feature>& list) {
    std::stable_sort(list.begin(), list.end(), [](const Feature& a, const Feature& b) {
        const auto first = [](const Feature& f) {
            return f.place.faces.empty() ? FaceFeature::kNone : f.place.faces.front();
        };
        return std::tuple{a.kind, -size_nm(a), first(a)} <
               std::tuple{b.kind, -size_nm(b), first(b)};
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

namespace {

/// What a class is worth that geometry does not bear out, or that the trees give to a face unlike
/// all they have seen: share of right faces in families of parts that they were not trained on,
/// over the share where both is as it should be (docs/algorithms/features.md).
constexpr double kKindOnly = 0.83;
constexpr double kContradicted = 0.80;
/// On top of these. Where geometry confirms the class, faces outside the range were right as often.
constexpr double kUnfamiliar = 0.7;

/// Stock around a boss, which nothing but its foot made look like a cut.
constexpr double kExplained = 0.9;

struct Recognised {
    Features features;
    std::vector<FaceEvidence> evidence;
};

/// Faces that rules have decided, and those together with the roundings that rules have refused.
struct Ruled {
    const std::vector<bool>& named;
    const std::vector<bool>& looked_at;
};

/// Weighs the trees' probabilities.
std::vector<FaceEvidence> weigh(const AdjacencyGraph& graph, const Ruled& ruled,
                                std::span<const JudgedGroup> groups,
                                std::span<const FaceGuess> guesses) {
    std::vector<FaceEvidence> evidence;
    std::vector<bool> in_feature = ruled.named;
    for (const FaceGuess& guess : guesses) {
        evidence.push_back({guess.face_class, guess.confidence, guess.confidence,
                            RuleAgreement::AsDefined, guess.familiar});
    }
    for (const JudgedGroup& group : groups) {
        for (const std::uint32_t face : group.faces) {
            evidence[face].agreement = group.agreement;
            in_feature[face] = true;
        }
    }
    for (std::uint32_t f = 0; f < evidence.size(); ++f) {
        FaceEvidence& face = evidence[f];
        if (ruled.named[f]) {
            face.trees = 0.0;
            face.familiar = true;
            continue;
        }
        if (ruled.looked_at[f]) face.agreement = RuleAgreement::Contradicted;
        if (unexplained(graph, guesses, in_feature, f))
            face.agreement = RuleAgreement::Contradicted;
        if (face.agreement == RuleAgreement::KindOnly) face.confidence *= kKindOnly;
        if (face.agreement == RuleAgreement::Contradicted) face.confidence *= kContradicted;
        if (!face.familiar && face.agreement != RuleAgreement::AsDefined)
            face.confidence *= kUnfamiliar;
    }
    return evidence;
}

/// Of a model with whole faces.
Recognised recognise_whole(const geom::BoundaryModel& model, const Surface& surface,
                           const Patches& patches) {
    Recognised result;
    Features& features = result.features;
    const AdjacencyGraph graph = make_graph(model);
    std::vector<FaceGuess> guesses = classify_faces(face_values(graph));
    features.list = exact_features(surface, patches, guesses);
    apply_rules(model, features.list, guesses);
    check_classes(graph, features.list, guesses);
    std::vector<bool> taken(guesses.size(), false);
    for (const Feature& feature : features.list)
        for (const std::uint32_t face : feature.place.faces)
            taken[face] = taken[face] || guesses[face].face_class == feature.face_class;
    const std::vector<bool> ruled = taken;
    // Whether a cylinder, torus or ball blends its neighbours is exact: the rules have said so or
    // not.
    for (std::uint32_t f = 0; f < guesses.size(); ++f) {
        const geom::SurfaceKind kind = model.faces[f].kind;
        const bool exact = kind == geom::SurfaceKind::Cylinder ||
                           kind == geom::SurfaceKind::Torus || kind == geom::SurfaceKind::Sphere;
        if (exact && guesses[f].face_class == FaceClass::Round) taken[f] = true;
    }
    std::vector<JudgedGroup> groups = judge_groups(graph, guesses, taken);
    std::erase_if(groups, [&](const JudgedGroup& group) {
        if (!surrounds_features(graph, group, ruled)) return false;
        for (const std::uint32_t face : group.faces) guesses[face] = {FaceClass::Stock, kExplained};
        return true;
    });
    result.evidence = weigh(graph, {ruled, taken}, groups, guesses);
    for (std::uint32_t f = 0; f < guesses.size(); ++f)
        guesses[f].confidence = result.evidence[f].confidence;
    std::vector<Feature> shapes = shape_features(graph, guesses, groups);
    take_corners(model, shapes, features.list);
    features.list.insert(features.list.end(), shapes.begin(), shapes.end());
    for (const FaceGuess& guess : guesses)
        features.faces.push_back({guess.face_class, FaceFeature::kNone, guess.confidence});
    return result;
}

/// From whole faces to the faces of the file.
void name_pieces(const WholeFaces& whole, Recognised& result) {
    Features& features = result.features;
    const auto pieces_of = [&](std::vector<std::uint32_t>& faces) {
        std::vector<std::uint32_t> pieces;
        for (const std::uint32_t face : faces)
            pieces.insert(pieces.end(), whole.pieces[face].begin(), whole.pieces[face].end());
        std::sort(pieces.begin(), pieces.end());
        faces = std::move(pieces);
    };
    for (Feature& feature : features.list) {
        pieces_of(feature.place.faces);
        pieces_of(feature.entry_faces);
    }
    std::vector<FaceFeature> faces;
    std::vector<FaceEvidence> evidence;
    for (const std::uint32_t face : whole.whole_of) {
        faces.push_back(features.faces[face]);
        evidence.push_back(result.evidence[face]);
    }
    features.faces = std::move(faces);
    result.evidence = std::move(evidence);
}

Recognised recognise_exact(const geom::BoundaryModel& model, const Surface& surface,
                           const Patches& patches) {
    const auto whole = join_pieces(model);
    if (!whole) return recognise_whole(model, surface, patches);
    Recognised result = recognise_whole(whole->model, surface, join_patches(*whole, patches));
    name_pieces(*whole, result);
    return result;
}

}  // namespace

Features recognise_features(const geom::BoundaryModel& model, const Surface& surface,
                            const Patches& patches) {
    Features features;
    if (!patches.exact) {
        features.list = exact_features(surface, patches, {});
    } else {
        features = recognise_exact(model, surface, patches).features;
        features.confidence_min = kConfidenceMin;
    }
    order_features(features);
    return features;
}

std::vector<FaceEvidence> face_evidence(const geom::BoundaryModel& model) {
    const Surface surface{model.mesh};
    const Patches patches = make_patches(model, surface, shared_edges(surface.mesh));
    if (!patches.exact) return {};
    return recognise_exact(model, surface, patches).evidence;
}

}  // namespace millrace::facts
